//! The official pages, read again and again while the program runs: the feed of rounds, and the category page whose lists
//! are held against the rules in force. What was fetched is kept in the store; what it says goes to the data.

mod client;
mod headings;
mod months;
mod news;
mod page;
mod watch;

pub use client::{Client, ClientError, FetchError, PATIENCE};
pub use news::{ListsNews, OfficialError, RoundsNews};
pub use page::{ListDifference, ListsPage, PageError};
pub use watch::{Official, Sources, take_up_kept};
