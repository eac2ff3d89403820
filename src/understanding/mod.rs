//! What a person typed as an answer, read: dates, weekly hours, French scores, yes or no, years.
//!
//! Every reader is a pure function that tries the English and the French words alike, whatever the language of the chat.
//! What cannot be read comes back as a problem that says what is missing; other modules put it into words.

mod dates;
mod heard;
mod hours;
mod lengths;
mod scores;
mod words;
mod yes_no;

pub use dates::{DateProblem, DateReading, DateRole, read_date};
pub use heard::{
    Asked, Heard, HeardAway, HeardEnd, HeardFrench, HeardJob, HeardMilitary, Intent, JobOutcome,
    Topic,
};
pub use hours::{HoursProblem, HoursReading, read_hours};
pub use lengths::read_years;
pub use scores::{ScoresProblem, read_french_scores};
pub use yes_no::read_yes_no;
