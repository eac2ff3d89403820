//! Telegram: private chats, groups and inline mode.
//!
//! What needs no network is pure and tested beside its code: [`entities`], [`pieces`], [`render`], [`press`], [`quick`], [`triggers`], [`limiter`]. Updates come
//! by polling or by webhook into [`update_queue`] and from there to [`Front`], which holds everything the handlers need.

mod commands;
mod entities;
mod front;
mod group;
mod group_check;
mod inline;
mod intake;
mod limiter;
mod notifier;
mod pieces;
mod polling;
mod press;
mod private;
mod question_patterns;
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
