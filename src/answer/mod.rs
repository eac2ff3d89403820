//! What nocbot says: cards, verdicts and lists, as text with styles.

mod calendar;
mod card;
mod draws;
mod format;
mod links;
mod lists;
mod picture;
mod presenter;
mod reminders;
mod short_names;
mod steps;
mod summary;
mod texts;
mod why;

pub use calendar::{Document, calendar};
pub use card::Context;
pub(crate) use card::{candidate_label, occupation_card};
pub(crate) use draws::ROUNDS_COMPARED;
pub use draws::{Stream, UnknownStream, draws, draws_of, last_round, score_page};
pub use links::Links;
pub use lists::{about, categories, category, noc_page, rules};
pub use picture::{
    Picture, PictureError, Pictures, Said, Speaker, conversation, cut_off_chart, timeline,
};
pub use presenter::Presenter;
pub use reminders::reminder;
pub(crate) use reminders::{wish_line, wish_set};
pub use short_names::ShortNames;
pub(crate) use steps::{next_steps, other_categories};
pub(crate) use summary::{PoolWork, Summary, pool, summary, verdict};
pub use texts::{Arg, Localizer, Texts};
pub use why::{formerly_listed, why};
