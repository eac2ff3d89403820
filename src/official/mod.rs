//! The official pages: fetching and reading the category page, whose lists are held against the rules in force, and the
//! feed of rounds. When they are read, and what becomes of it, is the `Refresher`'s. The files of a version of the
//! classification are read here too.

mod client;
mod headings;
mod months;
mod news;
mod noc_files;
mod page;

pub use client::{Client, ClientError, FetchError, TIMEOUT};
pub(crate) use client::{Fetched, Validators};
pub use news::{ListsNews, OfficialError, RoundsNews};
pub use noc_files::{Import, ImportError, Listed};
pub(crate) use page::PageError;
pub use page::{ListDifference, ListsPage};
