//! Whose job a clause tells of, and whether it tells of one at all.

use super::clauses::{Clause, Joint};
use super::heard::Intent;
use super::lexicon::Hit;
use super::message::Kind;
use super::reading::{Reading, Use};
use super::tags::{Asking, Cue, Job, Tag, Who};

/// Whom a clause is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Owner {
    /// The writer, or whom the letter certifies.
    #[default]
    Me,
    /// A relative, a friend, somebody at work.
    Other,
    /// Who signed the letter, or a part of a letter or life that is not work.
    Nobody,
}

/// What kind of text a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Message,
    /// A certificate of work.
    Letter,
    /// A list of somebody's work and education.
    Cv,
}

/// What the words of a clause say about the job in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Context {
    pub owner: Owner,
    /// The owner is named, not only assumed.
    pub named: bool,
    /// A wish or an offer, not work done.
    pub wish: bool,
    pub study: bool,
    /// Papers, studies, arrivals: their times are not the job's.
    pub paper: bool,
    /// What is begun or left is no job: studies, a country.
    pub life: bool,
    pub family: bool,
    pub past: bool,
    pub still: bool,
    pub start: bool,
    pub end: bool,
    pub no_work: bool,
    pub duties: bool,
    pub cue: bool,
    /// It asks something.
    pub question: bool,
    /// The writer is named in it.
    pub me: bool,
    /// Words that open a question stand in it.
    pub asks: bool,
    /// It asks for somebody else.
    pub asks_for: bool,
    pub status: bool,
    pub promoted: bool,
    /// What the writer was before ends where the job in it begins.
    pub succeeds: bool,
    /// Its subject is somebody called by name: "Karim is a tiler".
    pub by_name: bool,
    pub then: bool,
    /// The first clause of its sentence.
    pub opens: bool,
    /// It tells whose relative somebody is ("daughter of a farmer"): what follows may be the writer's again.
    pub describes: bool,
}

impl Context {
    /// Whether nothing says that it is about studies, a wish or a family.
    pub fn is_of_work(&self) -> bool {
        !(self.study || self.wish || self.family)
    }
}

/// What kind of text it is.
pub(super) fn form(reading: &Reading) -> Form {
    let first = |who| {
        let mut hits = reading.hits().iter();
        hits.find(|hit| hit.tag == Tag::Who(who))
            .map(|hit| hit.start)
    };
    match (first(Who::Letter), first(Who::Cv)) {
        // A list of somebody's work ends with "I certify that", and a letter does not begin with a heading.
        (Some(letter), Some(cv)) if cv < letter => Form::Cv,
        (Some(_), _) => Form::Letter,
        (None, Some(_)) => Form::Cv,
        (None, None) if lists_jobs(reading) => Form::Cv,
        (None, None) => Form::Message,
    }
}

/// Whether a text is lines of which several are dates alone, each below what was done then, and nobody speaks in it: the jobs
/// of a list without a heading.
fn lists_jobs(reading: &Reading) -> bool {
    if reading.says(Tag::Who(Who::Me)) {
        return false;
    }
    let small = |tag| {
        let links = matches!(
            tag,
            Tag::Cue(Cue::From | Cue::To | Cue::Until | Cue::Since | Cue::Now)
        );
        links.then_some(())
    };
    let is_date = |at: usize| {
        reading.used(at) == Some(Use::Time)
            || reading.find_at(at, small).is_some()
            || !(reading.tokens[at].is_word() || reading.tokens[at].number().is_some())
    };
    let is_told = |at: usize| reading.tokens[at].is_word() && reading.used(at).is_none();
    let mut lists = 0;
    let mut is_named = false;
    let at: Vec<usize> = (0..reading.len()).collect();
    for line in at.split(|&at| reading.tokens[at].kind == Kind::Break) {
        let has_time = line.iter().any(|&at| reading.used(at) == Some(Use::Time));
        if has_time && line.iter().all(|&at| is_date(at)) {
            lists += usize::from(is_named);
            is_named = false;
        } else {
            is_named |= !has_time && line.iter().any(|&at| is_told(at));
        }
    }
    lists > 1
}

/// The context of every clause.
pub(super) fn contexts(reading: &Reading, clauses: &[Clause], form: Form) -> Vec<Context> {
    let mut out: Vec<Context> = Vec::new();
    let mut other_named = false;
    let mut signed = false;
    let jobs_from = match form {
        Form::Cv => clauses
            .iter()
            .position(|clause| begins_jobs(reading, clause)),
        _ => None,
    };
    for (index, clause) in clauses.iter().enumerate() {
        let mut context = words_of(reading, clause);
        context.opens = clause.joint == Joint::Sentence;
        // "I was | promoted to | foreman": the words between two clauses.
        let promoted = reading.ends_before(clause.range.start, &[Tag::Job(Job::Promoted)]);
        context.promoted |= promoted;
        context.question = is_question(reading, clause);
        let before = out.last().copied();
        let subject = subject(reading, clause, other_named, form);
        context.by_name = subject.is_none() && form == Form::Message && is_of_name(reading, clause);
        let subject = subject.or(context.by_name.then_some(Owner::Other));
        context.named = subject.is_some();
        context.describes = describes(reading, clause);
        context.owner = match (subject, before) {
            (Some(owner), _) => owner,
            (None, Some(before)) if !context.opens && !before.describes => before.owner,
            // "What about him? An electrician since 2019."
            (None, Some(before)) if before.owner == Owner::Other && asks_of(clauses, index) => {
                Owner::Other
            }
            _ => Owner::Me,
        };
        other_named |= context.owner == Owner::Other;
        if form == Form::Cv {
            // What stands above the first job is a name, an address, an aim.
            context.duties |= is_bullet(reading, clause) || jobs_from > Some(index);
            signed = section(reading, clause, signed);
        }
        let signs = reading.has(&clause.range, Tag::Who(Who::Signer));
        if form != Form::Message && (signed || signs) {
            context.owner = Owner::Nobody;
        }
        if let (false, Some(before)) = (context.opens, before) {
            let wished = before.wish && !before.asks;
            context.wish |= wished && !context.cue && !context.named;
            context.duties |= before.duties && !context.named;
        }
        out.push(context);
    }
    out
}

/// Whether the clause before one ends with a question mark.
fn asks_of(clauses: &[Clause], index: usize) -> bool {
    index
        .checked_sub(1)
        .is_some_and(|before| clauses[before].asks)
}

/// Whether a text tells of somebody else's life alone.
pub(super) fn is_of_others(contexts: &[Context], form: Form) -> bool {
    let own = |context: &Context| context.owner == Owner::Me && (context.named || context.cue);
    let other = |context: &Context| context.owner == Owner::Other && context.opens;
    form == Form::Message && contexts.first().is_some_and(other) && !contexts.iter().any(own)
}

/// A text without what is about nobody's work, where it has any of that.
pub(super) fn without_nobodys(
    reading: &Reading,
    clauses: &[Clause],
    contexts: &[Context],
) -> Option<String> {
    let is_nobodys = |context: &Context| context.owner == Owner::Nobody;
    if !contexts.iter().any(is_nobodys) {
        return None;
    }
    let own = clauses
        .iter()
        .zip(contexts)
        .filter(|(_, context)| !is_nobodys(context));
    let own: Vec<&str> = own
        .map(|(clause, _)| reading.typed(&clause.range))
        .collect();
    Some(own.join(". "))
}

/// Whether a clause asks about a topic, or whether one qualifies.
fn is_question(reading: &Reading, clause: &Clause) -> bool {
    let start = clause.range.start;
    let asks =
        clause.asks || (0..2).any(|ahead| reading.tag_at(start + ahead, Tag::Asks).is_some());
    let topic = reading.inside(&clause.range).any(|hit| {
        matches!(hit.tag, Tag::Topic(_) | Tag::Intent(Intent::Qualify)) && (asks || hit.words >= 3)
    });
    topic && (asks || clause.range.len() <= LONGEST_QUESTION)
}

/// A question without a word that asks is short.
const LONGEST_QUESTION: usize = 12;

/// Whether a clause is the heading of a list of jobs.
fn begins_jobs(reading: &Reading, clause: &Clause) -> bool {
    let says_so = reading.has(&clause.range, Tag::Job(Job::WorkSection));
    says_so && clause.range.len() <= LONGEST_HEADING && ends_heading(reading, clause.range.end)
}

/// A heading has so many words at most.
const LONGEST_HEADING: usize = 3;

/// Whether a part that is not work begins, or goes on.
fn section(reading: &Reading, clause: &Clause, inside: bool) -> bool {
    let says = |job| reading.has(&clause.range, Tag::Job(job));
    let opens = clause.joint == Joint::Sentence;
    let is_heading =
        opens && clause.range.len() <= LONGEST_HEADING && ends_heading(reading, clause.range.end);
    match () {
        () if says(Job::WorkSection) || reading.has(&clause.range, Tag::Who(Who::Cv)) => false,
        () if is_heading && says(Job::Section) => true,
        () => inside,
    }
}

/// Whether a clause begins a point of a list, under a job: what was done in it.
fn is_bullet(reading: &Reading, clause: &Clause) -> bool {
    let at = clause.range.start;
    let is_mark = |at: usize| reading.is_mark(at, BULLETS);
    // The mark may be the border before the clause, or its first token.
    let mark = if is_mark(at) {
        Some(at)
    } else {
        at.checked_sub(1).filter(|&at| is_mark(at))
    };
    mark.is_some_and(|mark| mark == 0 || ends_line(reading, mark - 1))
}

/// Marks before the points of a list.
const BULLETS: &str = "-–*•·>";

/// Whether a line ends at a token.
fn ends_line(reading: &Reading, at: usize) -> bool {
    let token = reading.tokens.get(at);
    token.is_some_and(|token| token.kind == Kind::Break || token.is_mark(";"))
}

/// Whether a heading ends at a token.
fn ends_heading(reading: &Reading, at: usize) -> bool {
    ends_line(reading, at) || reading.is_mark(at, ":")
}

/// Who is the subject of a clause, where it names one.
fn subject(reading: &Reading, clause: &Clause, other_named: bool, form: Form) -> Option<Owner> {
    let first = clause.range.start;
    for hit in reading.inside(&clause.range) {
        let early = hit.start <= first + EARLY;
        match hit.tag {
            Tag::Who(Who::Me) if is_person(reading, clause, hit) => {}
            Tag::Who(Who::Me) => return Some(Owner::Me),
            Tag::Who(Who::OfOthers) if early => return Some(Owner::Other),
            Tag::Who(Who::ByOthers) => return Some(Owner::Other),
            Tag::Who(Who::Relative) if is_owned(reading, hit.start) => return Some(Owner::Other),
            Tag::Who(Who::Colleague) if hit.start <= first + 1 => return Some(Owner::Other),
            Tag::Who(Who::Relative) if early && is_subject(reading, first, hit.start, hit.end) => {
                return Some(Owner::Other);
            }
            Tag::Who(Who::They)
                if (hit.start <= first + 2 || clause.asks) && form == Form::Message =>
            {
                let words = reading.words;
                // "Je demande pour mon mari, il est soudeur": somebody was named before.
                let named_before =
                    |other: &Hit| other.tag == Tag::Who(Who::Relative) && other.start < hit.start;
                // "Karim il est carreleur"
                let behind_name = hit.start.checked_sub(1).is_some_and(|before| {
                    let token = &reading.tokens[before];
                    token.is_word() && token.capital && reading.hits_at(before).is_empty()
                });
                let impersonal = !other_named
                    && !behind_name
                    && !reading.hits().iter().any(named_before)
                    && reading.is_one(hit.start, &words.impersonal_subjects)
                    && reading.is_one(hit.end, &words.impersonal_verbs);
                if !impersonal {
                    return Some(Owner::Other);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a clause tells what somebody is who is called by name: a word that means nothing here, and "is" right behind it.
fn is_of_name(reading: &Reading, clause: &Clause) -> bool {
    let first = clause.range.start;
    let is_small = |at: usize| reading.cue_at(at, Cue::And).is_some();
    let name = first + usize::from(is_small(first));
    let copula = name + 1;
    let mut what = copula + 1;
    while reading.cue_at(what, Cue::Article) == Some(what + 1) {
        what += 1;
    }
    let is_free_word = |at: usize| {
        let token = reading.tokens.get(at);
        token.is_some_and(|token| token.is_word()) && reading.used(at).is_none()
    };
    clause.range.contains(&what)
        && reading.tokens[name].capital
        && is_free_word(name)
        && reading.hits_at(name).is_empty()
        && reading.is_one(copula, &reading.words.copulas)
        && is_free_word(what)
        && reading.tag_at(what, Tag::Who(Who::My)).is_none()
}

/// Whether "my boss" begins a clause that tells nothing of the writer.
fn is_person(reading: &Reading, clause: &Clause, owner: &Hit) -> bool {
    let same = |hit: &&Hit| (hit.start, hit.end) == (owner.start, owner.end);
    let mut inside = reading.inside(&clause.range);
    let names_one = inside.any(|hit| same(&hit) && hit.tag == Tag::Who(Who::Colleague));
    let mut others = reading.inside(&clause.range);
    names_one && !others.any(|hit| hit.tag == Tag::Who(Who::Me) && !same(&hit))
}

/// A subject stands among the first words of its clause.
const EARLY: usize = 5;

/// Whether a clause tells whose relative somebody is: "wife of a plumber", "the plumber's wife".
fn describes(reading: &Reading, clause: &Clause) -> bool {
    reading.inside(&clause.range).any(|hit| match hit.tag {
        Tag::Who(Who::OfOthers) => true,
        Tag::Who(Who::Relative) => is_owned(reading, hit.start),
        _ => false,
    })
}

/// Whether the relative named at a token is somebody's: "the plumber's wife".
fn is_owned(reading: &Reading, at: usize) -> bool {
    at > 1 && reading.is_glued(at - 1) && reading.is_one(at - 1, &reading.words.owner_ending)
}

/// Whether the relative named at a token does something: "my wife is", not "in my uncle's shop" or "for my brother".
fn is_subject(reading: &Reading, first: usize, at: usize, end: usize) -> bool {
    let preposition = |at: usize| {
        reading.tag_at(at, Tag::Job(Job::Circumstance)).is_some()
            || reading.is_one(at, &reading.words.before_relative)
    };
    let possessive = at > first && reading.tag_at(at - 1, Tag::Who(Who::My)).is_some();
    let before = at.wrapping_sub(1 + usize::from(possessive));
    let governed = before != usize::MAX && before >= first && preposition(before);
    let words = reading.words;
    let owns = reading.is_one(end, &words.owner_ending) && reading.is_glued(end)
        || reading.is_one(end, &words.owned);
    let only_family = !possessive && at > first;
    !(governed || owns && !possessive || only_family)
}

fn words_of(reading: &Reading, clause: &Clause) -> Context {
    let mut context = Context::default();
    for hit in reading.inside(&clause.range) {
        match hit.tag {
            Tag::Who(Who::Me) => context.me = true,
            Tag::Job(Job::Wish) => context.wish = true,
            Tag::Asking(Asking::Opens) => context.asks = true,
            Tag::Job(Job::Study) => context.study = true,
            Tag::Job(Job::Status) => context.status = true,
            Tag::Job(Job::Paper) => context.paper = true,
            Tag::Job(Job::Family) | Tag::Cue(Cue::Age) => context.family = true,
            Tag::Job(Job::Past) => context.past = true,
            Tag::Job(Job::NoWork) => context.no_work = true,
            Tag::Job(Job::Duties) => context.duties = true,
            Tag::Job(Job::Promoted) => context.promoted = true,
            Tag::Job(Job::Succeeds) => context.succeeds = true,
            // "I am [living in]" announces nothing, and what follows is no time of a job.
            Tag::Job(Job::Residence) => context.life = true,
            Tag::Job(Job::Cue) if reading.tag_at(hit.end, Tag::Job(Job::Residence)).is_some() => {}
            Tag::Job(Job::Cue | Job::Designation) => context.cue = true,
            // "depuis" alone tells when, and no other job.
            Tag::Job(Job::Then) if reading.cue_at(hit.start, Cue::Since).is_none() => {
                context.then = true;
            }
            Tag::Cue(Cue::Still) => context.still = true,
            Tag::Who(Who::AsksFor) => context.asks_for = true,
            Tag::Cue(Cue::Start | Cue::End) if is_of_life(reading, hit.end) => context.life = true,
            Tag::Cue(Cue::Start) => context.start = true,
            Tag::Cue(Cue::End) => context.end = true,
            _ => {}
        }
    }
    context
}

/// Whether what was begun or left, told behind the word for it, is no job: "quitté le pays", "finished my studies", "left India".
fn is_of_life(reading: &Reading, end: usize) -> bool {
    let small = (end..end + 2)
        .take_while(|at| reading.is_determiner(*at))
        .count();
    let object = end + small;
    let mut after = object;
    while reading.used(after) == Some(Use::Place) {
        after += 1;
    }
    // "left Toronto General Hospital" is a job left.
    let names_more = reading.tokens.get(after).is_some_and(|next| next.capital);
    reading.tag_at(object, Tag::Job(Job::Life)).is_some() || after > object && !names_more
}
