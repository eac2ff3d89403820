//! Telegram: private chats, groups and inline mode.
//!
//! What needs no network is pure and tested beside its code: [`split`], [`render`], [`press`], [`quick`], [`triggers`], [`limiter`]. Updates come
//! by polling or by webhook into [`lanes`] and from there to [`Front`], which holds everything the handlers need.

mod again;
mod commands;
mod diary;
mod front;
mod group;
mod inline;
mod lanes;
mod limiter;
mod logged;
mod polling;
mod press;
mod private;
mod quick;
mod reminders;
mod render;
mod send;
mod send_once;
mod serve;
mod split;
mod triggers;
mod webhook;

pub use limiter::Limits;
pub use serve::{ServeError, Settings, Webhook, serve};
pub use triggers::{Asked, Triggers};
