//! What words of a language mean to the understanding: the names that the data files use.

use super::heard::{Intent, Topic};
use crate::eligibility::WorkKind;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Week,
    Day,
    Hour,
}

/// Words that link times and numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// "since": a start that goes on.
    Since,
    /// "since then": since the time told before.
    SinceThen,
    /// "from": a start.
    From,
    /// "between": it opens a range, and alone says nothing.
    Between,
    /// "to", "until": an end.
    To,
    /// "until" alone says an end.
    Until,
    /// "and" between two ends of a range.
    And,
    Or,
    /// "now", "present": the work goes on.
    Now,
    /// "date", "present": after "to" it goes on.
    NowAfter,
    /// "still there": the work goes on, whatever else is said.
    Still,
    Ago,
    /// "in two weeks".
    Ahead,
    Last,
    Next,
    This,
    /// "started", "joined".
    Start,
    /// "left", "quit".
    End,
    /// "early", "mid", "late", "beginning of".
    Part,
    Half,
    Not,
    /// "about", "more than".
    About,
    Article,
    /// "years old".
    Age,
    /// "in" before a month or year.
    In,
    /// "each", "every", "per".
    Per,
    /// "every", before months that come again each year.
    Every,
    /// "everything", "partout".
    All,
    /// The other abilities.
    Rest,
    /// "except", "sauf": what follows is not meant.
    Except,
    /// "experience" after a length.
    Experience,
    /// "part of a currency": money, no hours.
    Money,
    /// A question for a number of something.
    Ask,
    /// "in total", "instead of".
    Instead,
}

/// Words about weekly hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    Full,
    Part,
    /// "half time".
    Half,
    Shift,
    Weekly,
    Daily,
    Monthly,
    Yearly,
    Fte,
    On,
    Off,
    /// "three nights".
    Day,
    /// "it depends": hours that change.
    Varies,
    /// "in term", "in summer": hours of a part of the year.
    Term,
    /// "one week", before what is worked in the next.
    OneWeek,
    /// "the next week".
    NextWeek,
    Am,
    Pm,
}

/// Words about time away from a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Away {
    /// A leave or gap that is not paid.
    Leave,
    /// Words for it that count only beside dates.
    Gap,
    /// Paid vacation: no time away.
    Paid,
    /// "not paid in summer", "laid off every summer": away each summer.
    Summers,
    /// "no breaks".
    Never,
    /// "contracts of": work and breaks that come by turns.
    ByTurns,
    /// "go back", "return to work": its end.
    Back,
}

/// Words that tell whose a job is, and whether it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// "I", "je".
    Me,
    /// "my", "mon".
    My,
    /// "wife", "frère".
    Relative,
    /// "he", "elle".
    They,
    /// "the head chef", "my boss": a person at work who is not the writer.
    Colleague,
    /// A signer of a letter.
    Signer,
    /// "to whom it may concern", "attestation".
    Letter,
    /// "curriculum vitae".
    Cv,
    /// "married to a", "wife of a", "we hired a": somebody else's job follows.
    OfOthers,
    /// "told me", "signed my letter": what somebody else did, whose job may stand before.
    ByOthers,
    /// The writer asks for the relative: "need her code".
    AsksFor,
    /// "I am asking for my husband": the relative is asked for, whatever work of the writer is told beside.
    ForOther,
    /// "We are four friends": several people, of whom one can be judged at a time.
    Group,
    /// "Another client": the message goes over to another person.
    Next,
    /// "Not me, my husband": the relative is asked for whatever was heard of the writer.
    NotMe,
    /// "certify that": whom a letter is about follows, whoever signs it.
    Certifies,
}

/// Words around a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    /// "I am a", "work as": a job follows.
    Cue,
    /// "employed as", "designation": the job follows, whatever else the letter names.
    Designation,
    /// "I do": what is done follows, which a job named before may be.
    Does,
    /// "I am": what the writer is today follows.
    Present,
    /// "I was", "worked as": a finished job follows.
    Past,
    /// "want to be": no job.
    Wish,
    /// "diploma in": a field of study follows.
    Study,
    /// "trained in", "diplômé d'État": behind a job, where its training was had.
    Trained,
    /// "school", "country": what is begun or left and is no job.
    Life,
    /// "refugee claimant": no job.
    Status,
    /// "supervise", "help": people or things that are not the job follow.
    Over,
    /// "love", "send": a clause with it names no job.
    NoWork,
    /// "at", "for": where or for whom.
    Circumstance,
    /// "then", "puis": another job follows.
    Then,
    /// "also", "aussi".
    Also,
    /// It is done at the same time as what was told before.
    Beside,
    /// "both", "each of them": what is told beside it is told of all jobs.
    Each,
    /// "again", "another clinic": the same work a second time.
    Again,
    /// "promoted to".
    Promoted,
    /// "now I am": what the writer was before ends there.
    Succeeds,
    /// "I own", "my own": a business of the writer's follows.
    Owns,
    /// "permit", "contract": times beside it are not the job's.
    Paper,
    /// "kids": numbers beside it are not the job's.
    Family,
    /// "employer", "company": a place beside it is not the person's.
    Employer,
    /// "move to", "immigrate": a place after it is a wish.
    Going,
    /// "went back to": the person was in the place after it from then on.
    Moved,
    /// Words of no use: left out of job phrases.
    Filler,
    /// "remote from", "based in", "living in".
    Based,
    /// "living in": where somebody lives, which is no job.
    Residence,
    /// "work at", "chez": an employer follows.
    WorksAt,
    /// "I am from", "je viens de": where somebody comes from.
    Origin,
    /// "remotely": the employer is elsewhere than the person.
    Remote,
    /// "duties", "tasks": what follows is no job title.
    Duties,
    /// "education", "references": what follows is not work.
    Section,
    /// "work experience": what follows is.
    WorkSection,
    /// "actually", "I mean", "correction".
    Correct,
}

/// Words about languages and their tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    Tef,
    Tcf,
    Nclc,
    /// The English name of the benchmarks, which names no language by itself.
    Clb,
    /// A test of English, or one that is not accepted.
    Other,
    French,
    English,
    Listening,
    Speaking,
    Reading,
    Writing,
    /// "oral", "orale": listening or speaking, or both.
    Oral,
    /// "écrit", "écrite": reading or writing, or both.
    Written,
    /// "no test".
    None,
    /// "took the TEF", "my TEF results": the test is behind.
    Taken,
    /// A level of the European frame.
    Level,
    /// "mother tongue".
    Native,
}

/// Words by which a clause asks or supposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// "do I", "what": they open a question.
    Opens,
    /// "is", "can": they open one where a mark or a judging word stands too.
    May,
    /// "enough", "accepted", "needed": what a question wants to know of something.
    Judges,
    /// "if", "what if".
    Supposes,
    /// "and", "but", "ok": they only lead to a question.
    Leads,
}

/// Words about military service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Military {
    Serving,
    Left,
    Offer,
    Credential,
    /// "army": service is spoken of.
    Army,
    /// "Indian army": one of another country than Canada.
    Foreign,
}

/// What a stretch of words means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Month(i8),
    Number(u16),
    Unit(Unit),
    Weekday(u8),
    /// A season of a year that must be said.
    Season,
    /// A time that no calendar tells: "covid".
    Vague,
    /// A time that was over when this year began: "before covid".
    BeforeYear(i16),
    /// The day of a month in words: "first".
    DayOfMonth(i8),
    /// So many years, months or days before today.
    YearsBack(i8),
    MonthsBack(i8),
    DaysBack(i8),
    Cue(Cue),
    Hours(Hours),
    Kind(WorkKind),
    /// The writer studies full time, whatever the job is.
    StudiesFullTime,
    /// The writer studies beside work, which changes nothing.
    StudiesPartTime,
    Away(Away),
    Who(Who),
    Job(Job),
    Test(Test),
    Military(Military),
    /// Noc, cnp, code: a code follows.
    Code,
    /// The old version of the codes.
    OldCode,
    Score,
    Intent(Intent),
    Topic(Topic),
    /// A word that asks.
    Asks,
    Asking(Asking),
    /// A telling word of the language.
    Telling,
    /// A title that stands in another language too, and tells none.
    Borrowed,
    /// A place where the day stands first in a date.
    British,
}

impl Tag {
    /// The meaning that the data files call `name` in `group`.
    pub fn named(group: &str, name: &str) -> Option<Tag> {
        match group {
            "month" => name
                .parse()
                .ok()
                .filter(|m| (1..=12).contains(m))
                .map(Tag::Month),
            "number" => name.parse().ok().map(Tag::Number),
            "weekday" => name
                .parse()
                .ok()
                .filter(|d| (1..=7).contains(d))
                .map(Tag::Weekday),
            "before-year" => name.parse().ok().map(Tag::BeforeYear),
            "day-of-month" => name
                .parse()
                .ok()
                .filter(|day| (1..=31).contains(day))
                .map(Tag::DayOfMonth),
            "years-back" => name.parse().ok().map(Tag::YearsBack),
            "months-back" => name.parse().ok().map(Tag::MonthsBack),
            "days-back" => name.parse().ok().map(Tag::DaysBack),
            "topic" => Topic::named(name).map(Tag::Topic),
            _ => Self::simple(group, name),
        }
    }

    fn simple(group: &str, name: &str) -> Option<Tag> {
        let (_, _, tag) = NAMES.iter().find(|(g, n, _)| *g == group && *n == name)?;
        Some(*tag)
    }
}

/// Every name without a number, by group.
const NAMES: &[(&str, &str, Tag)] = &[
    ("unit", "year", Tag::Unit(Unit::Year)),
    ("unit", "month", Tag::Unit(Unit::Month)),
    ("unit", "week", Tag::Unit(Unit::Week)),
    ("unit", "day", Tag::Unit(Unit::Day)),
    ("unit", "hour", Tag::Unit(Unit::Hour)),
    ("time", "season", Tag::Season),
    ("time", "vague", Tag::Vague),
    ("cue", "since", Tag::Cue(Cue::Since)),
    ("cue", "since-then", Tag::Cue(Cue::SinceThen)),
    ("cue", "every", Tag::Cue(Cue::Every)),
    ("cue", "from", Tag::Cue(Cue::From)),
    ("cue", "between", Tag::Cue(Cue::Between)),
    ("cue", "to", Tag::Cue(Cue::To)),
    ("cue", "until", Tag::Cue(Cue::Until)),
    ("cue", "and", Tag::Cue(Cue::And)),
    ("cue", "or", Tag::Cue(Cue::Or)),
    ("cue", "now", Tag::Cue(Cue::Now)),
    ("cue", "now-after", Tag::Cue(Cue::NowAfter)),
    ("cue", "still", Tag::Cue(Cue::Still)),
    ("cue", "ago", Tag::Cue(Cue::Ago)),
    ("cue", "ahead", Tag::Cue(Cue::Ahead)),
    ("cue", "last", Tag::Cue(Cue::Last)),
    ("cue", "next", Tag::Cue(Cue::Next)),
    ("cue", "this", Tag::Cue(Cue::This)),
    ("cue", "start", Tag::Cue(Cue::Start)),
    ("cue", "end", Tag::Cue(Cue::End)),
    ("cue", "part", Tag::Cue(Cue::Part)),
    ("cue", "half", Tag::Cue(Cue::Half)),
    ("cue", "not", Tag::Cue(Cue::Not)),
    ("cue", "about", Tag::Cue(Cue::About)),
    ("cue", "article", Tag::Cue(Cue::Article)),
    ("cue", "age", Tag::Cue(Cue::Age)),
    ("cue", "in", Tag::Cue(Cue::In)),
    ("cue", "per", Tag::Cue(Cue::Per)),
    ("cue", "all", Tag::Cue(Cue::All)),
    ("cue", "rest", Tag::Cue(Cue::Rest)),
    ("cue", "except", Tag::Cue(Cue::Except)),
    ("cue", "experience", Tag::Cue(Cue::Experience)),
    ("cue", "money", Tag::Cue(Cue::Money)),
    ("cue", "ask", Tag::Cue(Cue::Ask)),
    ("cue", "instead", Tag::Cue(Cue::Instead)),
    ("hours", "full", Tag::Hours(Hours::Full)),
    ("hours", "part", Tag::Hours(Hours::Part)),
    ("hours", "half", Tag::Hours(Hours::Half)),
    ("hours", "shift", Tag::Hours(Hours::Shift)),
    ("hours", "weekly", Tag::Hours(Hours::Weekly)),
    ("hours", "daily", Tag::Hours(Hours::Daily)),
    ("hours", "monthly", Tag::Hours(Hours::Monthly)),
    ("hours", "yearly", Tag::Hours(Hours::Yearly)),
    ("hours", "fte", Tag::Hours(Hours::Fte)),
    ("hours", "on", Tag::Hours(Hours::On)),
    ("hours", "off", Tag::Hours(Hours::Off)),
    ("hours", "day", Tag::Hours(Hours::Day)),
    ("hours", "varies", Tag::Hours(Hours::Varies)),
    ("hours", "term", Tag::Hours(Hours::Term)),
    ("hours", "one-week", Tag::Hours(Hours::OneWeek)),
    ("hours", "next-week", Tag::Hours(Hours::NextWeek)),
    ("hours", "am", Tag::Hours(Hours::Am)),
    ("hours", "pm", Tag::Hours(Hours::Pm)),
    ("kind", "employed", Tag::Kind(WorkKind::Employed)),
    ("kind", "self-employed", Tag::Kind(WorkKind::SelfEmployed)),
    ("kind", "student", Tag::Kind(WorkKind::Student)),
    ("kind", "unpaid", Tag::Kind(WorkKind::Unpaid)),
    ("kind", "studies-full-time", Tag::StudiesFullTime),
    ("kind", "studies-part-time", Tag::StudiesPartTime),
    ("away", "leave", Tag::Away(Away::Leave)),
    ("away", "gap", Tag::Away(Away::Gap)),
    ("away", "paid", Tag::Away(Away::Paid)),
    ("away", "summers", Tag::Away(Away::Summers)),
    ("away", "never", Tag::Away(Away::Never)),
    ("away", "by-turns", Tag::Away(Away::ByTurns)),
    ("away", "back", Tag::Away(Away::Back)),
    ("who", "me", Tag::Who(Who::Me)),
    ("who", "my", Tag::Who(Who::My)),
    ("who", "relative", Tag::Who(Who::Relative)),
    ("who", "they", Tag::Who(Who::They)),
    ("who", "colleague", Tag::Who(Who::Colleague)),
    ("who", "signer", Tag::Who(Who::Signer)),
    ("who", "letter", Tag::Who(Who::Letter)),
    ("who", "cv", Tag::Who(Who::Cv)),
    ("who", "of-others", Tag::Who(Who::OfOthers)),
    ("who", "by-others", Tag::Who(Who::ByOthers)),
    ("who", "asks-for", Tag::Who(Who::AsksFor)),
    ("who", "for-other", Tag::Who(Who::ForOther)),
    ("who", "group", Tag::Who(Who::Group)),
    ("who", "next", Tag::Who(Who::Next)),
    ("who", "not-me", Tag::Who(Who::NotMe)),
    ("who", "certifies", Tag::Who(Who::Certifies)),
    ("job", "cue", Tag::Job(Job::Cue)),
    ("job", "designation", Tag::Job(Job::Designation)),
    ("job", "does", Tag::Job(Job::Does)),
    ("job", "present", Tag::Job(Job::Present)),
    ("job", "past", Tag::Job(Job::Past)),
    ("job", "wish", Tag::Job(Job::Wish)),
    ("job", "study", Tag::Job(Job::Study)),
    ("job", "trained", Tag::Job(Job::Trained)),
    ("job", "life", Tag::Job(Job::Life)),
    ("job", "status", Tag::Job(Job::Status)),
    ("job", "over", Tag::Job(Job::Over)),
    ("job", "no-work", Tag::Job(Job::NoWork)),
    ("job", "circumstance", Tag::Job(Job::Circumstance)),
    ("job", "then", Tag::Job(Job::Then)),
    ("job", "also", Tag::Job(Job::Also)),
    ("job", "beside", Tag::Job(Job::Beside)),
    ("job", "each", Tag::Job(Job::Each)),
    ("job", "again", Tag::Job(Job::Again)),
    ("job", "promoted", Tag::Job(Job::Promoted)),
    ("job", "succeeds", Tag::Job(Job::Succeeds)),
    ("job", "owns", Tag::Job(Job::Owns)),
    ("job", "paper", Tag::Job(Job::Paper)),
    ("job", "family", Tag::Job(Job::Family)),
    ("job", "employer", Tag::Job(Job::Employer)),
    ("job", "going", Tag::Job(Job::Going)),
    ("job", "filler", Tag::Job(Job::Filler)),
    ("job", "moved", Tag::Job(Job::Moved)),
    ("job", "based", Tag::Job(Job::Based)),
    ("job", "residence", Tag::Job(Job::Residence)),
    ("job", "works-at", Tag::Job(Job::WorksAt)),
    ("job", "origin", Tag::Job(Job::Origin)),
    ("job", "remote", Tag::Job(Job::Remote)),
    ("job", "duties", Tag::Job(Job::Duties)),
    ("job", "section", Tag::Job(Job::Section)),
    ("job", "work-section", Tag::Job(Job::WorkSection)),
    ("job", "correct", Tag::Job(Job::Correct)),
    ("test", "tef", Tag::Test(Test::Tef)),
    ("test", "tcf", Tag::Test(Test::Tcf)),
    ("test", "nclc", Tag::Test(Test::Nclc)),
    ("test", "clb", Tag::Test(Test::Clb)),
    ("test", "other", Tag::Test(Test::Other)),
    ("test", "french", Tag::Test(Test::French)),
    ("test", "english", Tag::Test(Test::English)),
    ("test", "listening", Tag::Test(Test::Listening)),
    ("test", "speaking", Tag::Test(Test::Speaking)),
    ("test", "reading", Tag::Test(Test::Reading)),
    ("test", "writing", Tag::Test(Test::Writing)),
    ("test", "oral", Tag::Test(Test::Oral)),
    ("test", "written", Tag::Test(Test::Written)),
    ("test", "none", Tag::Test(Test::None)),
    ("test", "taken", Tag::Test(Test::Taken)),
    ("test", "level", Tag::Test(Test::Level)),
    ("test", "native", Tag::Test(Test::Native)),
    ("military", "serving", Tag::Military(Military::Serving)),
    ("military", "left", Tag::Military(Military::Left)),
    ("military", "army", Tag::Military(Military::Army)),
    ("military", "foreign", Tag::Military(Military::Foreign)),
    ("military", "offer", Tag::Military(Military::Offer)),
    (
        "military",
        "credential",
        Tag::Military(Military::Credential),
    ),
    ("code", "code", Tag::Code),
    ("code", "old", Tag::OldCode),
    ("code", "score", Tag::Score),
    ("intent", "yes", Tag::Intent(Intent::Yes)),
    ("intent", "no", Tag::Intent(Intent::No)),
    ("intent", "done", Tag::Intent(Intent::Done)),
    ("intent", "skip", Tag::Intent(Intent::Skip)),
    ("intent", "back", Tag::Intent(Intent::Back)),
    ("intent", "restart", Tag::Intent(Intent::Restart)),
    ("intent", "greeting", Tag::Intent(Intent::Greeting)),
    ("intent", "thanks", Tag::Intent(Intent::Thanks)),
    ("intent", "qualify", Tag::Intent(Intent::Qualify)),
    ("intent", "none", Tag::Intent(Intent::None)),
    ("asks", "asks", Tag::Asks),
    ("asks", "opens", Tag::Asking(Asking::Opens)),
    ("asks", "may", Tag::Asking(Asking::May)),
    ("asks", "judges", Tag::Asking(Asking::Judges)),
    ("asks", "supposes", Tag::Asking(Asking::Supposes)),
    ("asks", "leads", Tag::Asking(Asking::Leads)),
    ("telling", "telling", Tag::Telling),
    ("telling", "borrowed", Tag::Borrowed),
    ("telling", "british", Tag::British),
];
