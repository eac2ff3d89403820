//! Telegram: private chats, groups and inline mode.
//!
//! What needs no network is pure and tested beside its code: [`entities`], [`pieces`], [`render`], [`press`], [`quick`], [`triggers`], [`limiter`]. Updates come
//! by polling or by webhook into [`lanes`] and from there to [`Front`], which holds everything the handlers need.

mod commands;
mod entities;
mod front;
mod group;
mod inline;
mod intake;
mod lanes;
mod limiter;
mod logged;
mod notifier;
mod pieces;
mod polling;
mod press;
mod private;
mod quick;
mod render;
mod send;
mod serve;
mod triggers;
mod webhook;

pub use intake::{ServeError, Webhook};
pub use limiter::Limits;
pub use serve::{LONGEST_STOP, Settings, Telegram};
pub use triggers::{Asked, Triggers};
