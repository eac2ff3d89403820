//! Whatever comes in from outside, however odd: nothing panics, nothing hangs, and an answer is never empty.

#[path = "../fuzz/mod.rs"]
mod fuzz;
#[allow(dead_code, reason = "the stand-in of Telegram uses the rest")]
#[path = "telegram/standin/http.rs"]
mod http;
#[allow(dead_code, reason = "the tests of official pages use the rest")]
#[path = "official/site.rs"]
mod site;

#[path = "hostile/mod.rs"]
mod hostile;
