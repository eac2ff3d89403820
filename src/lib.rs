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
//! # What another program needs
//!
//! | to | take | which gives |
//! | --- | --- | --- |
//! | open everything once | [`AppData::open`] | the data, built in or from a folder; shared between threads |
//! | find a job's codes | [`AppData::find`] | a [`MatchResult`](matching::MatchResult): how sure, and the likeliest unit groups |
//! | find them with nothing else around | [`matching::Matcher`] | the same of a text that is a job and nothing else |
//! | understand a whole message | [`AppData::hear`] | a [`Heard`](understanding::Heard): jobs with dates, hours and places, French, a score, an intent |
//! | know the rules of a day | [`AppData::rule_set`] | a [`RuleSet`](eligibility::RuleSet): categories, their lists and what they ask for |
//! | judge work | [`eligibility::assess`], [`eligibility::assess_programs`] | a verdict for every category and program, with the day from which and until which it holds |
//! | know what is still open | [`eligibility::bounds`] | the verdicts that a half-known case can have, and the questions that matter |
//! | know the rounds | [`AppData::published`] | rounds of invitations, and the pool by score |
//!
//! A whole message, heard:
//!
//! ```
//! use jiff::civil::date;
//! use nocbot::AppData;
//! use nocbot::noc::{DataFiles, Lang};
//! use nocbot::understanding::{Asked, HeardEnd};
//!
//! let (data, today) = (AppData::open(&DataFiles::BuiltIn)?, date(2026, 11, 22));
//! let rules = data.rule_set(None, today)?;
//! let heard = data.hear("welder in Dubai since 2021, 40h", Asked::Job, Lang::EN, rules, today);
//! let job = &heard.jobs[0];
//! assert_eq!((job.codes[0].as_str(), job.hours.as_slice()), ("72106", &[40.0][..]));
//! assert_eq!(job.end, [HeardEnd::Now]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! These are what the version counts for: a change that breaks them is told in `CHANGELOG.md`. Nothing here asks the clock or the
//! network; `today` is an argument, and the same arguments give the same answer.
//!
//! # The other chapters
//!
//! Above the engines stands the program, one floor on the other: [`answer`] says what was found, [`dialogue`] asks for what is still open,
//! every front of [`front`] shows the same replies, [`store`] keeps what must survive a restart, [`services`] runs beside conversations, and
//! [`official`] reads the official pages. They are public for the program `nocbot`, its tests and for new fronts, and may change with
//! any version. On the ground floor are [`noc`] (codes, versions, data files), [`language`], [`text`] and [`clock`].

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
mod tls;
pub mod understanding;

pub use data::{AppData, Published, TypedCode};
