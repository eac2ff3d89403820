//! The texts that the models learn from: titles, names, duties and messages that are no job.

use super::data::{FrameKind, NameKind};
use super::index::EntryKind;
use super::query::Reader;
use super::random::Random;
use super::{Matcher, query};
use crate::text::fold;

/// How often a word is left out, and a qualifier (after " - ") as a whole: people say less than titles.
const DROPPED_WORD: f32 = 0.15;
const DROPPED_QUALIFIER: f32 = 0.5;
/// How much one text of each kind counts.
const OFFICIAL: f32 = 0.6;
const EVERYDAY: f32 = 1.0;
const DUTY: f32 = 2.0;
const NOT_A_JOB: f32 = 0.8;
const TOLD: f32 = 2.0;

/// A word to learn from.
#[derive(Clone)]
pub(super) struct Word {
    pub text: String,
    pub stop: bool,
    pub in_qualifier: bool,
}

/// A text to learn from.
pub(super) struct Example {
    pub words: Vec<Word>,
    /// The place of its unit group, or of what is no job.
    pub class: usize,
    /// How much it counts.
    pub importance: f32,
    /// It is a whole message: its words are worth no weights but for those that titles, names and the like have too.
    pub is_message: bool,
}

/// Every title, name, message that is no job and message that tells of work.
pub(super) fn examples(matcher: &Matcher) -> Vec<Example> {
    let reader = matcher.reader();
    let mut out = Vec::new();
    for (at, entry) in matcher.index.entries().enumerate() {
        let text = matcher.index.text_of(at);
        let importance = match entry.kind() {
            EntryKind::Official => OFFICIAL,
            EntryKind::Everyday(NameKind::Duty) => DUTY,
            EntryKind::Everyday(_) => EVERYDAY,
            EntryKind::NotAJob => NOT_A_JOB,
        };
        let class = usize::from(entry.group().0);
        out.push(example(&reader, text, class, importance, false));
    }
    let no_job = usize::from(matcher.index.not_a_job().0);
    let frames = matcher.knowledge.frames.iter();
    let messages = frames.filter(|frame| frame.kind == FrameKind::Message);
    out.extend(messages.map(|frame| example(&reader, frame.text, no_job, NOT_A_JOB, true)));
    for told in matcher.knowledge.work.iter() {
        out.push(example(
            &reader,
            told.text,
            usize::from(told.group.0),
            TOLD,
            true,
        ));
    }
    out
}

fn example(
    reader: &Reader,
    text: &str,
    class: usize,
    importance: f32,
    is_message: bool,
) -> Example {
    let cut = text.find(" - ").unwrap_or(text.len());
    let (job, qualifier) = text.split_at(cut);
    let mut words = Vec::new();
    for (part, in_qualifier) in [(job, false), (qualifier, true)] {
        let typed = fold::words(part);
        let stop = reader.stop_words_of(&typed);
        for (word, stop) in typed.into_iter().zip(stop) {
            words.push(Word {
                text: word,
                stop: query::says_nothing(stop),
                in_qualifier,
            });
        }
    }
    Example {
        words,
        class,
        importance,
        is_message,
    }
}

/// The text as somebody might type it, with words missing.
pub(super) fn shortened(example: &Example, random: &mut Random) -> Vec<Word> {
    let with_qualifier = random.share() >= DROPPED_QUALIFIER;
    let mut words: Vec<Word> = Vec::with_capacity(example.words.len());
    for word in &example.words {
        let dropped = random.share() < DROPPED_WORD;
        if !dropped && (with_qualifier || !word.in_qualifier) {
            words.push(word.clone());
        }
    }
    if words.is_empty() {
        words.clone_from(&example.words);
    }
    words
}
