//! The JSON Lines fronts: one case or one text a line in, one answer a line out, in order.

mod assess;
mod chat;
pub(super) mod entry;
mod match_csv;
mod matches;
mod pages;
mod understand;

pub(super) use assess::CaseEntry;
pub use assess::{Assessor, Case};
pub use chat::chat_lines;
pub use match_csv::{Coded, JobTable, TableError};
pub use matches::{MatchLines, USUAL_TOP};
pub use pages::{
    categories_json, category_json, draws_json, lists_json, noc_json, rules_json, score_json,
    version_json,
};
pub(super) use understand::MessageEntry;
pub use understand::UnderstandLines;

use serde::Serialize;

/// One line of JSON.
fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
}
