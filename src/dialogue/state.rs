//! Where a conversation stands: everything said so far and the question that is open.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::eligibility::{Country, Spell, StatedDate, WeeklyHours, WorkKind};
use crate::noc::{Lang, NocCode};

/// An answer that can be given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Start,
    End,
    Hours,
    Country,
    Kind,
    /// Takes the job out altogether.
    Remove,
    French,
    Military,
}

impl Field {
    /// Every answer that can be given again.
    pub const ALL: [Field; 8] = [
        Field::Start,
        Field::End,
        Field::Hours,
        Field::Country,
        Field::Kind,
        Field::Remove,
        Field::French,
        Field::Military,
    ];

    /// Whether it is about one job, and not about the person.
    pub fn is_of_a_job(&self) -> bool {
        !matches!(self, Field::French | Field::Military)
    }

    /// A short name for buttons and messages.
    pub fn tag(self) -> &'static str {
        match self {
            Field::Start => "start",
            Field::End => "end",
            Field::Hours => "hours",
            Field::Country => "country",
            Field::Kind => "kind",
            Field::Remove => "remove",
            Field::French => "french",
            Field::Military => "military",
        }
    }

    /// The answer with this short name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.tag() == tag)
    }
}

/// When a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobEnd {
    StillThere,
    On(StatedDate),
}

/// One job as far as it has been told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    pub noc: NocCode,
    pub start: Option<StatedDate>,
    pub end: Option<JobEnd>,
    pub hours: Option<f64>,
    pub country: Option<Country>,
    pub kind: Option<WorkKind>,
}

impl Job {
    /// A job of which only the occupation is known.
    pub fn new(noc: NocCode) -> Self {
        Job {
            noc,
            start: None,
            end: None,
            hours: None,
            country: None,
            kind: None,
        }
    }

    /// The first answer that is missing.
    pub fn missing(&self) -> Option<Field> {
        let fields = [
            (Field::Start, self.start.is_none()),
            (Field::End, self.end.is_none()),
            (Field::Hours, self.hours.is_none()),
            (Field::Country, self.country.is_none()),
            (Field::Kind, self.kind.is_none()),
        ];
        fields
            .into_iter()
            .find(|(_, missing)| *missing)
            .map(|(field, _)| field)
    }

    /// The spell of work it amounts to, once everything is told.
    pub fn spell(&self) -> Option<Spell> {
        Some(Spell {
            noc: self.noc,
            start: self.start?.as_start(),
            end: match self.end? {
                JobEnd::StillThere => None,
                JobEnd::On(date) => Some(date.as_end()),
            },
            hours: WeeklyHours::new(self.hours?).ok()?,
            country: self.country?,
            flags: self.kind?.flags(),
            away: Vec::new(),
        })
    }
}

/// What was said about French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrenchAnswer {
    NoTest,
    /// NCLC levels: listening, speaking, reading, writing.
    Scores([u8; 4]),
}

/// What was said about military service; later questions stay open once one answer rules the category out.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct MilitaryAnswers {
    pub serving: Option<bool>,
    pub years: Option<f64>,
    pub offer: Option<bool>,
    pub credential: Option<bool>,
}

/// Everything a person has told.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Told {
    /// Occupations confirmed, in the order told; those no category lists have no jobs.
    pub occupations: Vec<NocCode>,
    pub jobs: Vec<Job>,
    /// A start that the message naming the job mentioned: offered with the question, no answer yet.
    pub heard_start: Option<StatedDate>,
    /// Whether the person said that there is nothing to add.
    pub all_told: bool,
    pub french: Option<FrenchAnswer>,
    pub military: MilitaryAnswers,
    /// The Comprehensive Ranking System score, where the person told one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u16>,
}

/// An occupation found in a text, and the title that matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub noc: NocCode,
    pub matched: String,
}

/// The question of the military category that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MilitaryQuestion {
    Serving,
    Years,
    Offer,
    Credential,
}

/// The question that is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Step {
    /// "Type your job."
    Job,
    /// "Is this you?", asked of the first.
    Confirm(Vec<Choice>),
    /// "Which one is it?"
    Choose(Vec<Choice>),
    /// An answer about the job at this place is missing.
    AboutJob {
        at: usize,
        field: Field,
    },
    /// An ambiguous date of the job at this place.
    WhichDate {
        at: usize,
        field: Field,
        options: Vec<StatedDate>,
    },
    /// Hours given as a range.
    WhichHours {
        at: usize,
        low: f64,
        high: f64,
    },
    /// "Anything else?"
    More,
    French,
    Military(MilitaryQuestion),
    Result,
    /// "What is your score?"
    Score,
    /// "Which answer do you want to change?"
    Edit,
    /// "What about this job do you want to change?"
    EditJob(usize),
}

/// What a step back returns to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub told: Told,
    pub step: Step,
}

/// Where a conversation stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub lang: Lang,
    /// The rule set asked for; none for the one in force.
    pub rules: Option<Date>,
    /// Counts questions, so that an old question's button is known.
    pub turn: u32,
    pub told: Told,
    pub step: Step,
    pub past: Vec<Snapshot>,
}

/// How many steps back are kept.
const MAX_STEPS_BACK: usize = 30;

impl State {
    /// A conversation not yet begun.
    pub fn new(lang: Lang) -> Self {
        State {
            lang,
            rules: None,
            turn: 0,
            told: Told::default(),
            step: Step::Job,
            past: Vec::new(),
        }
    }

    /// A short name of the open question, for logs.
    pub fn step_name(&self) -> &'static str {
        match &self.step {
            Step::Job => "job",
            Step::Confirm(_) => "confirm",
            Step::Choose(_) => "choose",
            Step::AboutJob { field, .. } => field.tag(),
            Step::WhichDate { .. } => "which-date",
            Step::WhichHours { .. } => "which-hours",
            Step::More => "more",
            Step::French => "french",
            Step::Military(_) => "military",
            Step::Result => "result",
            Step::Score => "score",
            Step::Edit => "edit",
            Step::EditJob(_) => "edit-job",
        }
    }

    /// Whether the result is what is open.
    pub fn shows_result(&self) -> bool {
        self.step == Step::Result
    }

    /// The same person, language and rules, with nothing told.
    pub fn start_over(&self) -> Self {
        State {
            rules: self.rules,
            turn: self.turn + 1,
            ..State::new(self.lang)
        }
    }

    /// Goes on to `step` with `told`, keeping the way back.
    pub fn go_on(&mut self, told: Told, step: Step) {
        let told = std::mem::replace(&mut self.told, told);
        let step = std::mem::replace(&mut self.step, step);
        self.past.push(Snapshot { told, step });
        if self.past.len() > MAX_STEPS_BACK {
            self.past.remove(0);
        }
        self.turn += 1;
    }

    /// Returns to the question before; whether there was one.
    pub fn go_back(&mut self) -> bool {
        let Some(snapshot) = self.past.pop() else {
            return false;
        };
        self.told = snapshot.told;
        self.step = snapshot.step;
        self.turn += 1;
        true
    }
}
