//! Telegram: private chats, groups and inline mode.
//!
//! What needs no network is pure and tested beside its code: `entities`, `pieces`, `render`, `press`, `group_check`, `question_patterns`, `limiter`. Updates come
//! by polling or by webhook into the store's inbox, from which `update_queue` takes them to the handlers of `front::Front`; what those want said
//! is kept with the end of the update, and `outbox` sends it.

mod api;
mod caught;
mod commands;
mod entities;
mod exchange;
#[cfg(test)]
mod fixture;
mod form;
mod front;
mod group;
mod group_check;
#[cfg(test)]
mod hostile;
mod inline;
mod intake;
mod limiter;
mod notifier;
mod outbox;
mod outgoing;
mod pieces;
mod polling;
mod press;
mod presses;
mod private;
mod question_patterns;
mod raw;
mod recorder;
mod redact;
mod render;
mod send;
mod serve;
mod update_queue;
mod webhook;

pub use intake::{ServeError, Webhook};
pub use limiter::Limits;
pub use question_patterns::{Asked, QuestionPatterns};
pub use serve::{LONGEST_STOP, Settings, Telegram};
