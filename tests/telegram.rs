//! The built binary on Telegram: it talks over loopback HTTP to a stand-in of the Bot API that refuses what Telegram refuses.

#[path = "telegram/standin/mod.rs"]
mod standin;

#[path = "telegram/bot.rs"]
mod bot;
#[path = "telegram/faults.rs"]
mod faults;
#[path = "telegram/groups.rs"]
mod groups;
#[path = "telegram/inline.rs"]
mod inline;
#[path = "telegram/operations.rs"]
mod operations;
#[path = "telegram/private.rs"]
mod private;
#[path = "telegram/reminders.rs"]
mod reminders;
#[path = "telegram/selftests.rs"]
mod selftests;
