//! What was heard in a message: facts with the words they rest on, an intent, and a topic.

use super::levels::FrenchTest;
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
    /// When the job began.
    Start,
    /// When it ended.
    End,
    /// How many hours a week.
    Hours,
    /// Where it was.
    Country,
    /// What kind of work it was.
    Kind,
    /// Whether there was time away.
    Away,
    /// Whether there is more work.
    More,
    /// The results of a French test.
    French,
    /// Military service.
    Military,
    /// The score.
    Score,
    /// Nothing: the result stands.
    Result,
}

/// What a message wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// It tells a fact.
    Tell,
    /// Yes.
    Yes,
    /// No.
    No,
    /// There is nothing to add.
    Done,
    /// It skips the question.
    Skip,
    /// It wants to go back.
    Back,
    /// It wants to begin again.
    Restart,
    /// It greets.
    Greeting,
    /// It thanks.
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
    /// What this program is for and how it is used.
    pub const BOT: Topic = Topic("bot");
    /// Every topic, by the names that the data files use.
    pub const ALL: [Topic; 39] = [
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
        Topic("test-needed"),
        Topic("included"),
        Topic("funds"),
        Topic("programs"),
        Topic("part-time"),
        Topic("stop"),
        Topic("unpaid"),
        Topic("own-business"),
        Topic("until"),
        Topic("student-work"),
        Topic("years-back"),
        Topic("quebec"),
        Topic("assessment"),
        Topic("salary"),
        Topic("qualifies"),
        Topic("job-offer"),
        Topic("age"),
        Topic("not-listed"),
        Topic::BOT,
        Topic::OTHER,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The name of the wider topic that it is a part of, as programs know it.
    pub fn subject(self) -> &'static str {
        match self.0 {
            "test-needed" => "language-test",
            "included" => "spouse",
            "funds" | "programs" | "part-time" | "stop" | "unpaid" | "own-business" | "until"
            | "student-work" | "years-back" | "quebec" | "assessment" | "salary" | "qualifies"
            | "job-offer" | "age" | "bot" => Topic::OTHER.0,
            "not-listed" => "category",
            name => name,
        }
    }

    /// Whether its words are so general that those of any other topic go before them.
    pub(super) fn is_general(self) -> bool {
        matches!(self, Topic::OTHER | Topic::BOT)
    }

    /// The topic with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.0 == name)
    }
}

/// How sure the occupation of a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobOutcome {
    /// One code is sure.
    Confident,
    /// One of several codes.
    Choose,
    /// A code was typed.
    Code,
    /// Words for a job of which no occupation could be found.
    None,
}

impl JobOutcome {
    /// A short name for programs.
    pub fn tag(self) -> &'static str {
        match self {
            JobOutcome::Confident => "confident",
            JobOutcome::Choose => "choose",
            JobOutcome::Code => "code",
            JobOutcome::None => "none",
        }
    }
}

/// When a job or a stretch of time away ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeardEnd {
    /// It goes on.
    Now,
    /// On a day, or in a month or year.
    On(StatedDate),
}

/// A stretch in which a job went on but was not worked and not paid.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeardAway {
    /// When it began.
    pub start: Option<StatedDate>,
    /// When it ended.
    pub end: Option<HeardEnd>,
    /// Its length, where it was told without dates.
    pub weeks: Option<f64>,
    /// The year was not said: the dates are the latest that they may be.
    pub is_year_open: bool,
}

/// One of the person's own jobs, as far as the message tells it.
///
/// A list of readings is empty for what was not said, holds one for what is settled, and several for what is in doubt.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeardJob {
    /// None where only details were told.
    pub outcome: Option<JobOutcome>,
    /// Whether its words are sure by themselves, also where nothing is said to be: beside other jobs, or in a long text.
    pub is_sure_alone: bool,
    /// Best first, at most five.
    pub codes: Vec<NocCode>,
    /// The words the occupation rests on.
    pub words: String,
    /// When it began.
    pub start: Vec<StatedDate>,
    /// When it ended.
    pub end: Vec<HeardEnd>,
    /// The length of a finished job of which no dates were told.
    pub months: Option<f64>,
    /// Hours a week.
    pub hours: Vec<f64>,
    /// Hours a day, where the days of a week were not told.
    pub hours_a_day: Option<f64>,
    /// Days a week, where the hours of a day were not told.
    pub days_a_week: Option<f64>,
    /// Where it may have been.
    pub country: Vec<Country>,
    /// The kind of work, where it was told.
    pub kind: Option<WorkKind>,
    /// Time away from it.
    pub away: Vec<HeardAway>,
    /// Folded words by which it may be meant later: its title, the employer's name, the place.
    pub told_with: String,
    /// "But I was a millwright": said against what was told before.
    pub objects: bool,
    /// "Promoted to": it came in place of the job before.
    pub promoted: bool,
    /// "Now I am": the job before ended where it began.
    pub succeeds: bool,
}

/// A part of a message that names one occupation or none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeardPart {
    /// What it tells.
    pub told: HeardJob,
    /// Its folded words that tell nothing by themselves: they may say of which job told before it is.
    pub words: Vec<String>,
    /// It holds from the end of a leave on.
    pub after_leave: bool,
    /// It holds from its start on, which may not be when the job was taken up.
    pub from_then: bool,
    /// It says so of the hours: "it was 24".
    pub states: bool,
    /// It holds until this date: "before July 2024".
    pub until: Option<StatedDate>,
    /// It names where it is done by a name that is no place: "at the Mater".
    pub at_employer: bool,
    /// It is done at the same time as other work: "also at the Mater".
    pub beside: bool,
    /// It holds in this year.
    pub during: Option<i16>,
}

/// Whose work a message tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Told {
    /// No word says.
    #[default]
    Unsaid,
    /// The writer's own.
    OfWriter,
    /// Somebody else's.
    OfOther,
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
    /// Whether the person serves.
    pub serving: Option<bool>,
    /// The years of service.
    pub years: Option<f64>,
    /// A number alone, which is the years where they were asked for.
    pub number: Option<f64>,
    /// A yes or no before anything else, to the question that is open.
    pub answer: Option<bool>,
    /// Whether there is an offer of the Canadian Armed Forces.
    pub caf_offer: Option<bool>,
    /// Whether there is a credential.
    pub credential: Option<bool>,
}

/// Everything heard in one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The ISO 639-1 tag of the message's language.
    pub lang: String,
    /// What it wants.
    pub intent: Intent,
    /// What it asks about.
    pub topic: Option<Topic>,
    /// What it asks about besides.
    pub also_topic: Option<Topic>,
    /// The yes or no that it begins with, where a question follows.
    pub answer: Option<Intent>,
    /// Scores of French are told without their test.
    pub lacks_test: bool,
    /// The test of French that was taken, be its scores told or not.
    pub test: Option<FrenchTest>,
    /// Whether it names one test of French, taken or not.
    pub names_test: bool,
    /// The words for where the writer works, of which no occupation could be found: "Walmart".
    pub employer: Option<String>,
    /// The person's own jobs, in the order told.
    pub jobs: Vec<HeardJob>,
    /// The codes of the jobs that it says are not the person's, best first: "I am not a plumber".
    pub denied: Vec<NocCode>,
    /// The same part by part, where one occupation is named or none.
    pub parts: Vec<HeardPart>,
    /// Whose work the jobs are.
    pub told: Told,
    /// Work of others that is only told, beside the writer's or alone.
    pub of_others: Vec<HeardJob>,
    /// Whether it tells of several people who ask: "we are four friends".
    pub is_group: bool,
    /// Whether it goes over to another person: "another client".
    pub next_person: bool,
    /// Whether its jobs are somebody else's, and not those of whom was spoken before: "not me, my husband".
    pub not_me: bool,
    /// What it says of French.
    pub french: Option<HeardFrench>,
    /// Whether it tells a level of French that is no result of an accepted test: "B2", "mother tongue".
    pub tells_level_alone: bool,
    /// Whether it tells a score of an ability beside a result and not of which test.
    pub tells_score_alone: bool,
    /// What it says of military service.
    pub military: HeardMilitary,
    /// The score of the Comprehensive Ranking System.
    pub score: Option<u16>,
}
