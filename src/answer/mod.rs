//! What nocbot says: cards, verdicts and lists, as text in the HTML subset that Telegram knows.

mod card;
mod format;
mod links;
mod lists;
mod result;
mod texts;

pub use card::{Card, candidate_label, confirm_card, occupation_card};
pub use links::Links;
pub use lists::{about, categories, category, noc_page, rules};
pub use result::result;
pub use texts::{Arg, Speaker, Texts, escape, unescape};
