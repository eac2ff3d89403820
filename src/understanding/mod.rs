//! What a message says: the jobs it tells with their dates, hours, places and kinds, French, a score, an intent and a topic.
//!
//! Pure: the day, the open question and the language of the chat are given. A fact that can be read in several ways stays
//! a list of readings, and what cannot be read is left out.

mod asking;
mod assemble;
mod attribution;
mod calendar;
mod changed_hours;
mod clauses;
mod codes;
mod elision;
mod employers;
mod engine;
mod filler;
mod first_words;
mod french;
mod gazetteer;
mod heard;
mod hours_items;
mod intent;
mod job_times;
mod jobs;
mod kinds;
mod language;
mod leaves;
mod lengths;
mod levels;
mod lexicon;
mod message;
mod military;
mod moments;
mod others;
mod own_jobs;
mod owners;
mod parts;
mod periods;
mod phrase_index;
mod phrases;
mod place;
mod ranks;
mod reading;
mod scene;
mod score;
mod settling;
mod sharing;
mod shifts;
mod spells;
mod tags;
mod titles;
mod told_apart;
mod told_hours;
mod told_with;
mod training;
mod weekly;

pub(crate) use engine::{Ground, Understanding};
pub use heard::{
    Asked, Heard, HeardAway, HeardEnd, HeardFrench, HeardJob, HeardMilitary, HeardPart, Intent,
    JobOutcome, Told, Topic,
};
pub use levels::FrenchTest;
pub use phrase_index::build;
pub(crate) use weekly::few_hours_a_week;
