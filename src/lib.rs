//! nocbot: from a job title as people type it to the Express Entry categories it qualifies for.

pub mod answer;
pub mod clock;
mod data;
pub mod dialogue;
pub mod draws;
pub mod eligibility;
pub mod front;
pub mod language;
pub mod matching;
pub mod noc;
pub mod official;
pub mod reminders;
pub mod services;
pub mod store;
pub mod text;
pub mod understanding;

pub use data::{AppData, Published, TypedCode};
