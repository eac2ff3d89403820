//! nocbot: from a job title as people type it to the Express Entry categories it qualifies for.
//!
//! A title becomes a verdict: [`AppData::find`] tells the occupations that a text means, and [`eligibility::assess`]
//! holds work in them against the category rules of a day.
//!
//! ```
//! use jiff::civil::date;
//! use nocbot::AppData;
//! use nocbot::eligibility::{Country, Person, Spell, SpellFlags, Verdict, WeeklyHours, assess};
//! use nocbot::noc::DataFiles;
//!
//! let (data, today) = (AppData::open(&DataFiles::BuiltIn)?, date(2026, 11, 22));
//! let rules = data.rule_set(None, today)?;
//! let found = data.find("regstered nurs", rules, None, 5);
//! let (noc, start) = (found.candidates[0].noc, date(2024, 1, 8));
//! let (hours, country, flags) = (WeeklyHours::new(37.5)?, Country::Canada, SpellFlags::default());
//! let work = Spell { noc, start, end: None, hours, country, flags, away: Vec::new() };
//! let person = Person { experience: vec![work], ..Person::default() };
//! let assessment = assess(rules, &person, today).map_err(|(_, error)| error)?;
//! let health = &assessment.verdicts[0];
//! assert_eq!((health.category.id.as_str(), health.verdict), ("health", Verdict::Eligible));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Conversations stand above that: [`dialogue`] asks for what is still open, [`answer`] says what was found, and every
//! front of [`front`] shows the same replies.

#![warn(missing_docs)]

pub mod answer;
pub mod clock;
mod data;
pub mod dialogue;
pub mod draws;
pub mod eligibility;
pub mod front;
#[cfg(test)]
#[path = "../fuzz/mod.rs"]
mod fuzz;
pub mod language;
pub mod matching;
pub mod noc;
pub mod official;
mod prebuilt;
pub mod reminders;
pub mod services;
pub mod store;
mod tables;
pub mod text;
pub mod understanding;

pub use data::{AppData, Published, TypedCode};
