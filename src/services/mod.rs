//! What runs beside conversations: reminders, the reading of official pages, and the expiry of what lies idle.
//!
//! Each is a task under a [`Supervisor`], which notices its end and starts it again. None of them knows Telegram: what they
//! have to tell goes through a [`Notifier`].

mod backoff;
pub(crate) mod connections;
mod expiry;
mod metrics;
mod notifier;
mod off_runtime;
mod refresher;
mod reminders;
mod status;
mod supervisor;
mod user_reminders;

pub(crate) use expiry::TimeSource;
pub use expiry::expire;
pub use metrics::Metrics;
pub(crate) use notifier::Delivery;
pub use notifier::Notifier;
pub use refresher::{LOOK, Refresher, Sources, load_cached};
pub use reminders::Reminders;
pub use status::Status;
pub use supervisor::Supervisor;
pub(crate) use user_reminders::UserReminders;
