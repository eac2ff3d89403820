//! Assessment of a case in which values are open: what is certain whatever they are, and which of them still matter.
//!
//! A conversation builds an [`OpenCase`] out of what was heard, asks the first of [`open_questions`], narrows the value
//! by the answer, and goes on until none is left. Then [`least`] is the case to assess and to show ("at least ..."), and
//! [`most`] says how much better it may be.
//!
//! ```
//! use jiff::civil::date;
//! use nocbot::eligibility::bounds::{
//!     DateRange, Field, OpenCase, OpenEnd, OpenJob, Question, open_questions,
//! };
//! use nocbot::eligibility::{Rules, StatedDate};
//! use nocbot::noc::{DataFiles, NocVersions};
//!
//! let versions = NocVersions::open(&DataFiles::BuiltIn)?;
//! let rules = Rules::open(&DataFiles::BuiltIn, &versions)?;
//! let as_of = date(2026, 11, 22);
//! let rules = rules.in_force_on(as_of)?;
//! // "I have been a nurse since 2019."
//! let mut job = OpenJob::new(vec!["31301".parse()?], as_of);
//! job.start = DateRange::of_start(StatedDate::Year(2019));
//! job.end = OpenEnd::STILL_THERE;
//! let case = OpenCase { jobs: vec![job], ..OpenCase::default() };
//! // The month of 2019 cannot change anything, and where the work was done matters to no category of nurses.
//! let asked = open_questions(&case, rules, as_of);
//! assert_eq!(asked[0], Question::Job { at: 0, field: Field::Hours });
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Why two cases are enough to bound all others
//!
//! A category's work requirement is met when hours reach a number or full-time days a length. More days worked, more
//! hours a week, fewer days away, work in Canada instead of abroad and paid work instead of unpaid only ever add hours
//! to days. So with the occupations settled, a verdict is never better in a case than in one that has at least its
//! hours on every day: no concrete case is judged worse than [`least`], nor better than [`most`]. (When dates are so
//! open that no day is certain to have been worked, the least case still has one day, so that the occupation is there.)

mod case;
mod concrete;
mod counted;
mod dates;
mod field;
mod group;
mod placed;
mod questions;
mod search;
mod stretches;
#[cfg(test)]
mod tests;
mod undated;

pub use case::{DateRange, HoursRange, OpenAway, OpenCase, OpenEnd, OpenJob};
pub use concrete::{least, most};
pub use field::Field;
pub use questions::{Question, open_questions};
