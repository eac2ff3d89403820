//! What a message wants, and what a question in between is about.

use super::heard::{Asked, Heard, Intent, Topic};
use super::lexicon::Hit;
use super::message::Kind;
use super::reading::{Reading, Use};
use super::tags::{Away, Cue, Job, Tag};

/// A question in a few words needs no word that asks.
const SHORT: usize = 4;
/// An agreement has so many words at most.
const LONGEST_YES: usize = 10;
/// A command stands in a message of few words.
const COMMAND: usize = 8;

/// What a message wants besides the facts it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wants {
    pub intent: Intent,
    pub topic: Option<Topic>,
    /// Another topic of another sentence.
    pub also_topic: Option<Topic>,
    /// A yes or no before a question.
    pub answer: Option<Intent>,
}

/// What the parts of a message told of it, beside facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hints {
    /// Something was told that cannot be pinned down.
    pub vague: bool,
    /// A part asks or supposes something.
    pub asks: bool,
    /// A part supposes something: "if I pass the test".
    pub supposes: bool,
    /// Levels of French are told that are not the writer's.
    pub french_of_others: bool,
}

/// What the message wants.
pub(super) fn intent(reading: &Reading, heard: &Heard, hints: Hints) -> Wants {
    let (intent, topic) = wanted(reading, heard, hints);
    Wants {
        intent,
        topic,
        also_topic: topic.and_then(|topic| another_topic(reading, topic)),
        answer: match intent {
            Intent::Question | Intent::Qualify => first_answer(reading),
            Intent::Tell if reading.asked == Asked::Confirm => first_yes(reading),
            _ => None,
        },
    }
}

/// The yes that a message begins with, whatever it adds: "yes, that's right, 35 hours".
fn first_yes(reading: &Reading) -> Option<Intent> {
    let first = reading.hits_at(0).iter().find(|hit| {
        matches!(
            hit.tag,
            Tag::Intent(Intent::Yes | Intent::Greeting | Intent::Thanks)
        )
    });
    first
        .filter(|hit| hit.tag == Tag::Intent(Intent::Yes))
        .map(|_| Intent::Yes)
}

/// The yes or no that a message begins with, apart from what follows.
fn first_answer(reading: &Reading) -> Option<Intent> {
    let answer = |tag| match tag {
        Tag::Intent(intent @ (Intent::Yes | Intent::No)) => Some(intent),
        _ => None,
    };
    let (answer, end) = reading.find_at(0, answer)?;
    let is_apart = reading.is_mark(end, ".,!;")
        || reading.is_one(end, &reading.words.but)
        || reading
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == Kind::Break);
    is_apart.then_some(answer)
}

/// What another part of the message asks about in so many words.
fn another_topic(reading: &Reading, first: Topic) -> Option<Topic> {
    let hits = || reading.hits().iter();
    let of_first = hits().filter(|hit| hit.tag == Tag::Topic(first));
    let end = of_first.clone().map(|hit| hit.end).max()?;
    let start = of_first.map(|hit| hit.start).min()?;
    let others = hits().filter(|hit| hit.words >= 2 && (hit.start >= end || hit.end <= start));
    let topics = others.filter_map(|hit| match hit.tag {
        Tag::Topic(topic) if !topic.is_general() && topic != first => Some((hit.words, topic)),
        _ => None,
    });
    topics
        .max_by_key(|(words, _)| *words)
        .map(|(_, topic)| topic)
}

fn wanted(reading: &Reading, heard: &Heard, hints: Hints) -> (Intent, Option<Topic>) {
    let facts = !heard.jobs.is_empty() || heard.french.is_some() || heard.score.is_some();
    let words = reading
        .tokens
        .iter()
        .filter(|token| token.is_word() || token.number().is_some())
        .count();
    let asks = asks(reading);
    if !facts
        && words <= COMMAND
        && let Some(command) = command(reading, words, asks)
        && !(hints.supposes && command == Intent::Skip)
    {
        return (command, None);
    }
    let question = question(reading, asks, words, facts);
    match question {
        Some(hit) => match hit.tag {
            Tag::Topic(topic) => (Intent::Question, Some(topic)),
            _ if facts => (Intent::Question, None),
            _ => (Intent::Qualify, None),
        },
        None if facts => (Intent::Tell, None),
        None => match simple(reading, words, hints.vague) {
            Intent::None if hints.french_of_others => (Intent::Question, Topic::named("nclc")),
            Intent::None if hints.asks => (Intent::Question, Some(Topic::OTHER)),
            intent => (intent, None),
        },
    }
}

/// Whether words or a mark ask something.
fn asks(reading: &Reading) -> bool {
    let marked = reading.tokens.iter().any(|token| token.is_mark("?"));
    let words = reading.tokens.iter().any(|token| token.is_word());
    let worded = (0..reading.len()).any(|at| {
        let begins = at == 0
            || !reading.tokens[at - 1].is_word()
            || at <= 3
            || reading.used(at - 1).is_some();
        begins && reading.tag_at(at, Tag::Asks).is_some()
    });
    marked && words
        || worded
        || reading
            .hits()
            .iter()
            .any(|hit| hit.tag == Tag::Asks && hit.words >= 2)
}

/// Skip, back, restart, done: in a message that is little else.
fn command(reading: &Reading, words: usize, asks: bool) -> Option<Intent> {
    let pick = |hit: &&Hit| {
        matches!(
            hit.tag,
            Tag::Intent(Intent::Skip | Intent::Back | Intent::Restart | Intent::Done)
        )
    };
    let best = reading
        .hits()
        .iter()
        .filter(pick)
        .max_by_key(|hit| (hit.words, hit.end))?;
    let Tag::Intent(intent) = best.tag else {
        return None;
    };
    // "C'est bon" to a card agrees to it.
    let agrees = |hit: &Hit| {
        hit.tag == Tag::Intent(Intent::Yes) && (hit.start, hit.end) == (best.start, best.end)
    };
    if reading.asked == Asked::Confirm
        && intent == Intent::Done
        && reading.hits().iter().any(agrees)
    {
        return None;
    }
    // "Est-ce que ça compte ?" holds the "que ça" that ends.
    let is_part_of_question = asks
        && reading.hits().iter().any(|hit| {
            let is_longer =
                hit.words > best.words && hit.start <= best.start && best.end <= hit.end;
            matches!(hit.tag, Tag::Topic(_) | Tag::Intent(Intent::Qualify)) && is_longer
        });
    if is_part_of_question {
        return None;
    }
    let covered = usize::from(best.words);
    let enough = covered * 2 >= words || covered >= 2 && words <= COMMAND || covered >= 3;
    let topic = asks
        && reading.hits().iter().any(|hit| {
            matches!(hit.tag, Tag::Topic(topic) if !topic.is_general())
                && usize::from(hit.words) >= covered.max(2)
        });
    let fits = match intent {
        Intent::Done => {
            matches!(
                reading.asked,
                Asked::More
                    | Asked::Away
                    | Asked::Result
                    | Asked::Confirm
                    | Asked::Job
                    | Asked::French
            ) || covered >= 2
        }
        _ => true,
    };
    (enough && !topic && fits).then_some(intent)
}

/// The question that the most words ask; "other" and whether one qualifies stand behind what is more exact.
fn question(reading: &Reading, asks: bool, words: usize, facts: bool) -> Option<Hit> {
    let weight = |hit: &Hit| {
        let exact = match hit.tag {
            Tag::Topic(Topic::OTHER) => -2,
            Tag::Topic(Topic::BOT) => -1,
            Tag::Topic(_) => 1,
            _ => 0,
        };
        i32::from(hit.words) * 2 + exact
    };
    let is_question = |hit: &&Hit| match hit.tag {
        Tag::Intent(Intent::Qualify) => hit.words >= 2,
        Tag::Topic(Topic::BOT) if !ends_statement(reading, hit.end) => false,
        Tag::Topic(Topic::OTHER) => asks && (!facts || hit.words >= 2 && !is_used(reading, hit)),
        Tag::Topic(_) if facts => asks && hit.words >= 2 && !is_used(reading, hit),
        Tag::Topic(_) if facts && is_used(reading, hit) => false,
        Tag::Topic(_) => {
            asks || hit.words >= 3
                || words <= SHORT && hit.words >= 1 && reading.asked != Asked::Kind
        }
        _ => false,
    };
    let hits = reading.hits().iter().filter(is_question);
    let found = hits
        .copied()
        .max_by_key(|hit| (weight(hit), std::cmp::Reverse(hit.start)));
    // A bare topic word, such as "letter", beside told facts is no question.
    found.filter(|hit| asks || !facts || hit.words >= 3 || hit.tag == Tag::Intent(Intent::Qualify))
}

/// Whether nothing but words of no use follows before the next mark: "what is this?", and not "what is this category?".
fn ends_statement(reading: &Reading, from: usize) -> bool {
    let mut at = from;
    while reading.tokens.get(at).is_some_and(|token| token.is_word()) {
        let Some(end) = reading.tag_at(at, Tag::Job(Job::Filler)) else {
            return false;
        };
        at = end;
    }
    reading.number_at(at).is_none()
}

/// Whether a word of the question was used for a fact.
fn is_used(reading: &Reading, hit: &Hit) -> bool {
    (hit.start..hit.end).any(|at| {
        matches!(
            reading.used(at),
            Some(Use::French | Use::Hours | Use::Kind | Use::Time | Use::Code)
        )
    }) && !(hit.words >= 3 && is_marked(reading) && is_of_kind(reading, hit))
}

/// Whether the words used for a fact tell a kind of work only: "does self-employed count?" asks about it.
fn is_of_kind(reading: &Reading, hit: &Hit) -> bool {
    (hit.start..hit.end).all(|at| matches!(reading.used(at), None | Some(Use::Kind)))
}

fn is_marked(reading: &Reading) -> bool {
    reading.tokens.iter().any(|token| token.is_mark("?"))
}

/// What a message without facts and questions wants.
fn simple(reading: &Reading, words: usize, vague: bool) -> Intent {
    let covered = |intent| {
        let hits = reading
            .hits()
            .iter()
            .filter(|hit| hit.tag == Tag::Intent(intent));
        hits.map(|hit| (hit.words, hit.start))
            .max_by_key(|(words, start)| (*words, std::cmp::Reverse(*start)))
    };
    let first = |intent| {
        reading
            .hits()
            .iter()
            .any(|hit| hit.tag == Tag::Intent(intent) && hit.start <= 1)
    };
    let enough = |intent, share: usize| {
        covered(intent)
            .is_some_and(|(count, _)| usize::from(count) * share >= words || first(intent))
    };
    if covered(Intent::None).is_some() {
        return Intent::None;
    }
    let never_away = reading.asked == Asked::Away
        && reading
            .hits()
            .iter()
            .any(|hit| hit.tag == Tag::Away(Away::Never));
    let denies = covered(Intent::Yes).is_some()
        && covered(Intent::No).is_none()
        && (0..reading.len()).any(|at| reading.cue_at(at, Cue::Not).is_some());
    // "I was a student", "au chômage": there was no other work.
    let no_work = reading.asked == Asked::More && reading.says(Tag::Job(Job::Status));
    let agrees = reading.asked == Asked::Confirm
        && first_yes(reading).is_some()
        && covered(Intent::No).is_none()
        && (0..reading.len()).all(|at| reading.cue_at(at, Cue::Not).is_none());
    match () {
        () if agrees && words <= LONGEST_YES => Intent::Yes,
        () if no_work && words <= COMMAND => Intent::No,
        () if vague => Intent::Tell,
        () if never_away => Intent::No,
        () if denies => Intent::None,
        () if first(Intent::No) && words <= 3 => Intent::No,
        () if enough(Intent::Thanks, 3) && words <= 14 => Intent::Thanks,
        () if first(Intent::No) && words <= 6 => Intent::No,
        () if first(Intent::Yes) && words <= 6 && !first(Intent::Greeting) => Intent::Yes,
        () if first(Intent::Greeting) && words <= 12
            || covered(Intent::Greeting).is_some() && words <= 5 =>
        {
            Intent::Greeting
        }
        () if covered(Intent::Thanks).is_some() => Intent::Thanks,
        () if enough(Intent::Yes, 2) && words <= 4 => Intent::Yes,
        () if enough(Intent::No, 2) && words <= 4 => Intent::No,
        () => Intent::None,
    }
}
