//! What a person typed: a whole message ([`Understanding`]), or an answer, read: dates, weekly hours, French scores, yes or no, years.
//!
//! Every reader is a pure function that tries the English and the French words alike, whatever the language of the chat.
//! What cannot be read comes back as a problem that says what is missing; other modules put it into words.

mod assemble;
mod attribution;
mod calendar;
mod clauses;
mod codes;
mod dates;
mod engine;
mod french;
mod gazetteer;
mod heard;
mod hours;
mod hours_items;
mod intent;
mod job_times;
mod jobs;
mod kinds;
mod language;
mod lengths;
mod levels;
mod lexicon;
mod message;
mod military;
mod moments;
mod periods;
mod phrases;
mod place;
mod reading;
mod score;
mod scores;
mod tags;
mod weekly;
mod words;
mod yes_no;

pub use dates::{DateProblem, DateReading, DateRole, read_date};
pub use engine::{Ground, Understanding};
pub use heard::{
    Asked, Heard, HeardAway, HeardEnd, HeardFrench, HeardJob, HeardMilitary, Intent, JobOutcome,
    Topic,
};
pub use hours::{HoursProblem, HoursReading, read_hours};
pub use lengths::read_years;
pub use scores::{ScoresProblem, read_french_scores};
pub use yes_no::read_yes_no;
