//! The case so far: every job as far as it was told, and what is known of the person.

use std::ops::Not;

use serde::{Deserialize, Serialize};

use crate::eligibility::{Country, StatedDate, WorkKind};
use crate::noc::NocCode;
use crate::understanding::FrenchTest;

/// Fewer hours a week than these may be those of a day.
const FEWEST_USUAL_HOURS: f64 = 10.0;
/// More hours a week than these are hardly worked.
const MOST_USUAL_HOURS: f64 = 84.0;
/// A number whose readings are all at most so many hours a week may be no hours at all, but the place of a choice.
const FEW_HOURS: f64 = 20.0;

/// When a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobEnd {
    /// It goes on.
    StillThere,
    /// On a day, or in a month or year.
    On(StatedDate),
}

/// A question about military service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MilitaryQuestion {
    /// Whether the person serves in a foreign military.
    Serving,
    /// How many years of service.
    Years,
    /// Whether there is an offer of the Canadian Armed Forces.
    Offer,
    /// Whether there is a credential.
    Credential,
}

/// How sure the occupation of a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Words for a job were told, but no occupation was found for them.
    Unfound,
    /// One of several occupations.
    Open,
    /// One occupation, not agreed to yet.
    Sure,
    /// The person agreed to the card, or chose the code.
    Confirmed,
}

/// What can be told of a job beside its occupation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// When it began.
    Start,
    /// When it ended.
    End,
    /// The weekly hours.
    Hours,
    /// Where it was.
    Country,
    /// What kind of work it was.
    Kind,
    /// Time away from it.
    Away,
}

impl Detail {
    /// Every detail, in the order in which a card offers to change them.
    pub const ALL: [Detail; 6] = [
        Detail::Start,
        Detail::End,
        Detail::Hours,
        Detail::Country,
        Detail::Kind,
        Detail::Away,
    ];

    /// A short name for texts, buttons and programs.
    pub fn tag(self) -> &'static str {
        match self {
            Detail::Start => "start",
            Detail::End => "end",
            Detail::Hours => "hours",
            Detail::Country => "country",
            Detail::Kind => "kind",
            Detail::Away => "away",
        }
    }

    /// The detail with this short name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.tag() == tag)
    }
}

/// A stretch in which a job went on but was not worked and not paid.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DraftAway {
    /// When it began.
    pub start: Option<StatedDate>,
    /// When it ended.
    pub end: Option<JobEnd>,
    /// Its length, where it was told without dates.
    pub weeks: Option<f64>,
}

impl DraftAway {
    /// Whether a date is missing.
    pub fn is_open(&self) -> bool {
        self.start.is_none() || self.end.is_none()
    }
}

/// One job as far as it was told. A list of readings is empty for what is open, and holds several for what is in doubt.
/// What is open the store leaves out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// How sure the occupation is.
    pub standing: Standing,
    /// Best first.
    pub codes: Vec<NocCode>,
    /// The words the occupation rests on.
    pub words: String,
    /// When it began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub start: Vec<StatedDate>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub end: Vec<JobEnd>,
    /// The length of a finished job whose dates are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<f64>,
    /// Hours a week.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<f64>,
    /// Whether unusual hours were shown to the person and agreed to.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub hours_agreed: bool,
    /// Where it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub country: Vec<Country>,
    /// Paid employment is assumed where nothing was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<WorkKind>,
    /// Time away from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<DraftAway>,
    /// Folded words that it was told with, by which it may be meant again: title, employer, place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub told_with: String,
}

impl Default for Draft {
    /// A job of which nothing is known but that there is one.
    fn default() -> Self {
        Draft {
            standing: Standing::Unfound,
            codes: Vec::new(),
            words: String::new(),
            start: Vec::new(),
            end: Vec::new(),
            months: None,
            hours: Vec::new(),
            hours_agreed: false,
            country: Vec::new(),
            kind: None,
            away: Vec::new(),
            told_with: String::new(),
        }
    }
}

impl Draft {
    /// The occupation, where there is a best one.
    pub fn noc(&self) -> Option<NocCode> {
        match self.standing {
            Standing::Sure | Standing::Confirmed => self.codes.first().copied(),
            Standing::Unfound | Standing::Open => None,
        }
    }

    /// Takes away what it was called, and keeps what was told of it.
    pub fn forget_occupation(&mut self) {
        self.standing = Standing::Unfound;
        self.codes.clear();
        self.words.clear();
    }

    /// Whether the occupation was agreed to.
    pub fn is_confirmed(&self) -> bool {
        self.standing == Standing::Confirmed
    }

    /// Whether nothing was told of a detail.
    pub fn lacks(&self, detail: Detail) -> bool {
        match detail {
            Detail::Start => self.start.is_empty(),
            Detail::End => self.end.is_empty(),
            Detail::Hours => self.hours.is_empty(),
            Detail::Country => self.country.is_empty(),
            Detail::Kind => self.kind.is_none(),
            Detail::Away => self.away.is_empty(),
        }
    }

    /// Whether the hours are so few or so many, in whatever reading, that they may have been meant otherwise.
    pub fn has_odd_hours(&self) -> bool {
        let odd = |hours: &f64| *hours < FEWEST_USUAL_HOURS || *hours > MOST_USUAL_HOURS;
        let may_be = |hours: &f64| odd(hours) || self.hours.len() > 1 && *hours <= FEW_HOURS;
        !self.hours_agreed && self.hours.iter().any(odd) && self.hours.iter().all(may_be)
    }

    /// Whether a detail has several readings.
    pub fn doubts(&self, detail: Detail) -> bool {
        match detail {
            Detail::Start => self.start.len() > 1,
            Detail::End => self.end.len() > 1,
            Detail::Hours => self.hours.len() > 1,
            Detail::Country => self.country.len() > 1,
            Detail::Kind | Detail::Away => false,
        }
    }

    /// Forgets a detail, so that it can be told again.
    pub fn clear(&mut self, detail: Detail) {
        match detail {
            Detail::Start => self.start.clear(),
            Detail::End => self.end.clear(),
            Detail::Hours => self.hours.clear(),
            Detail::Country => self.country.clear(),
            Detail::Kind => self.kind = None,
            Detail::Away => self.away.clear(),
        }
        if matches!(detail, Detail::Start | Detail::End) {
            self.months = None;
        }
    }
}

/// What was said about French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrenchSoFar {
    /// There is no result of a test.
    NoTest,
    /// NCLC levels of listening, speaking, reading and writing, as far as told.
    Levels([Option<u8>; 4]),
}

impl FrenchSoFar {
    /// The four levels, where all are known.
    pub fn all(self) -> Option<[u8; 4]> {
        match self {
            FrenchSoFar::NoTest => None,
            FrenchSoFar::Levels([a, b, c, d]) => Some([a?, b?, c?, d?]),
        }
    }
}

/// What was said about military service.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct MilitarySoFar {
    /// Whether the person serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serving: Option<bool>,
    /// The years of service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<f64>,
    /// Whether there is an offer of the Canadian Armed Forces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caf_offer: Option<bool>,
    /// Whether there is a credential.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential: Option<bool>,
}

impl MilitarySoFar {
    /// Whether anything was said.
    pub fn is_told(&self) -> bool {
        *self != Self::default()
    }

    /// Whether nothing was; the store leaves it out then.
    fn is_untold(&self) -> bool {
        !self.is_told()
    }
}

/// Whose work a case is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Whose {
    /// No word said.
    #[default]
    Unsaid,
    /// The writer's own.
    Writers,
    /// Somebody's whom the writer asks for.
    Others,
}

impl Whose {
    /// Whether no word said; the store leaves it out then.
    fn is_unsaid(&self) -> bool {
        *self == Whose::Unsaid
    }
}

/// Everything a person has told.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Case {
    /// Every job told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<Draft>,
    /// What was said about French; none where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub french: Option<FrenchSoFar>,
    /// The test of French that was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub french_test: Option<FrenchTest>,
    /// What was said about military service.
    #[serde(default, skip_serializing_if = "MilitarySoFar::is_untold")]
    pub military: MilitarySoFar,
    /// The score of the Comprehensive Ranking System.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<u16>,
    /// Whether the person said that there is no more work to tell.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub all_told: bool,
    /// Whose work it is.
    #[serde(default, skip_serializing_if = "Whose::is_unsaid")]
    pub whose: Whose,
    /// Questions the person cannot or will not answer: they stay open and are not put again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<Question>,
}

impl Case {
    /// The occupations agreed to, each once, in the order told.
    pub fn occupations(&self) -> Vec<NocCode> {
        let mut codes: Vec<NocCode> = Vec::new();
        for noc in self
            .jobs
            .iter()
            .filter(|job| job.is_confirmed())
            .filter_map(Draft::noc)
        {
            if !codes.contains(&noc) {
                codes.push(noc);
            }
        }
        codes
    }
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Which job; a place where words were told that no occupation was found for.
    Job(Option<usize>),
    /// Whether the card of the job at this place is right.
    Confirm(usize),
    /// Which of the occupations found for the job at this place.
    Choose(usize),
    /// Which of several readings.
    Which(usize, Detail),
    /// A detail of the job at this place.
    Detail(usize, Detail),
    /// What of the job at this place is to be changed.
    Change(usize),
    /// What is to be changed.
    ChangeWhat,
    /// Whether there is more work.
    More,
    /// The results of a French test.
    French,
    /// An answer of the military category.
    Military(MilitaryQuestion),
    /// The score.
    Score,
    /// Nothing: the result was shown.
    Result,
}

impl Question {
    /// The place of the job it is about.
    pub fn job(self) -> Option<usize> {
        match self {
            Question::Job(at) => at,
            Question::Confirm(at)
            | Question::Choose(at)
            | Question::Which(at, _)
            | Question::Detail(at, _)
            | Question::Change(at) => Some(at),
            Question::ChangeWhat
            | Question::More
            | Question::French
            | Question::Military(_)
            | Question::Score
            | Question::Result => None,
        }
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Question::Job(_) => "job",
            Question::Confirm(_) | Question::Change(_) => "confirm",
            Question::Choose(_) => "choose",
            Question::Which(..) => "which",
            Question::Detail(_, detail) => detail.tag(),
            Question::More => "more",
            Question::French => "french",
            Question::Military(_) => "military",
            Question::Score => "score",
            Question::Result | Question::ChangeWhat => "result",
        }
    }
}
