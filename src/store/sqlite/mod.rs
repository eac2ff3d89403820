//! SQLite: the file, its settings, and who runs changes over its connection.

mod checkpointer;
mod connection;
mod in_hand;
mod lock;
mod session;
mod worker;

pub use connection::{backup, open, open_pages, open_to_read};
pub use in_hand::InHand;
pub use lock::ServingLock;
pub use worker::Worker;
