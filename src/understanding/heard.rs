//! What was heard in a message: facts with the words they rest on, an intent, and a topic.

use crate::eligibility::{Country, StatedDate, WorkKind};
use crate::noc::NocCode;

/// The question that is open when a message comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asked {
    /// Which job; also when nothing was asked.
    #[default]
    Job,
    /// Whether a draft card is right.
    Confirm,
    /// Which of several occupations.
    Choose,
    Start,
    End,
    Hours,
    Country,
    Kind,
    Away,
    /// Whether there is more work.
    More,
    French,
    Military,
    Score,
    /// Nothing: the result stands.
    Result,
}

/// What a message wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// It tells a fact.
    Tell,
    Yes,
    No,
    /// There is nothing to add.
    Done,
    Skip,
    Back,
    Restart,
    Greeting,
    Thanks,
    /// It asks whether a job qualifies and names none.
    Qualify,
    /// It asks about a [`Topic`].
    Question,
    /// Nothing of use.
    None,
}

/// What a question in between is about. Each has an answer, the text `topic-NAME`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic(&'static str);

impl Topic {
    /// What no other topic is.
    pub const OTHER: Topic = Topic("other");
    /// Every topic, by the names that the data files use.
    pub const ALL: [Topic; 20] = [
        Topic("teer"),
        Topic("noc"),
        Topic("nclc"),
        Topic("crs"),
        Topic("category"),
        Topic("round"),
        Topic("cut-off"),
        Topic("price"),
        Topic("official"),
        Topic("person"),
        Topic("apply"),
        Topic("time"),
        Topic("language-test"),
        Topic("letter"),
        Topic("duties"),
        Topic("requirements"),
        Topic("title"),
        Topic("spouse"),
        Topic("privacy"),
        Topic::OTHER,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The topic with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.0 == name)
    }
}

/// How sure the occupation of a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobOutcome {
    Confident,
    /// One of several codes.
    Choose,
    /// A code was typed.
    Code,
    /// Words for a job of which no occupation could be found.
    None,
}

/// When a job or a stretch of time away ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeardEnd {
    Now,
    On(StatedDate),
}

/// A stretch in which a job went on but was not worked and not paid.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeardAway {
    pub start: Option<StatedDate>,
    pub end: Option<HeardEnd>,
    /// Its length, where it was told without dates.
    pub weeks: Option<f64>,
}

/// One of the person's own jobs, as far as the message tells it.
///
/// A list of readings is empty for what was not said, holds one for what is settled, and several for what is in doubt.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeardJob {
    /// None where only details were told.
    pub outcome: Option<JobOutcome>,
    /// Best first, at most five.
    pub codes: Vec<NocCode>,
    /// The words the occupation rests on.
    pub words: String,
    pub start: Vec<StatedDate>,
    pub end: Vec<HeardEnd>,
    /// The length of a finished job of which no dates were told.
    pub months: Option<f64>,
    /// Hours a week.
    pub hours: Vec<f64>,
    /// Hours a day, where the days of a week were not told.
    pub hours_a_day: Option<f64>,
    /// Days a week, where the hours of a day were not told.
    pub days_a_week: Option<f64>,
    pub country: Vec<Country>,
    pub kind: Option<WorkKind>,
    pub away: Vec<HeardAway>,
}

/// What was said about French.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeardFrench {
    /// There is no test, or not yet.
    NoTest,
    /// NCLC levels of listening, speaking, reading and writing, as far as told.
    Levels([Option<u8>; 4]),
}

/// What was said about military service.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeardMilitary {
    pub serving: Option<bool>,
    pub years: Option<f64>,
    pub caf_offer: Option<bool>,
    pub credential: Option<bool>,
}

/// Everything heard in one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The ISO 639-1 tag of the message's language.
    pub lang: String,
    pub intent: Intent,
    pub topic: Option<Topic>,
    /// The person's own jobs, in the order told.
    pub jobs: Vec<HeardJob>,
    pub french: Option<HeardFrench>,
    pub military: HeardMilitary,
    /// The score of the Comprehensive Ranking System.
    pub score: Option<u16>,
}
