//! A message being read: its tokens, what they may mean, and which of them are used up.

use std::ops::Range;

use jiff::civil::Date;

use super::heard::Asked;
use super::lexicon::{Hit, Lexicon};
use super::message::Token;
use super::tags::{Cue, Tag, Who};
use crate::language::{MessageWords, Words};

/// Texts with more characters are never surely understood.
const LONG: usize = 300;

const THOUSAND: u16 = 1000;
/// So many thousands are no number of anything told here.
const MOST_THOUSANDS: u16 = 60;

/// Phrases that are looked for right before a token have at most this many tokens.
const LONGEST_BEFORE: usize = 4;

/// What used a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Code,
    French,
    Score,
    Time,
    Hours,
    Place,
    Kind,
    /// Said of nobody's job: a status, a greeting.
    Aside,
    /// Where somebody was trained for a job.
    Training,
}

/// A message with what its words may mean. No token is used twice.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub text: &'a str,
    /// The small words of every language.
    pub words: &'a MessageWords,
    pub tokens: Vec<Token>,
    pub asked: Asked,
    pub today: Date,
    /// The language of the text, recognised.
    pub lang: String,
    /// The first and the last month of the summer, as that language says.
    pub summer: Option<(i8, i8)>,
    hits: Vec<Hit>,
    /// Where the hits of each token begin; one more than there are tokens.
    first: Vec<usize>,
    used: Vec<Option<Use>>,
}

impl<'a> Reading<'a> {
    pub fn new(
        text: &'a str,
        tokens: Vec<Token>,
        lexicon: &Lexicon,
        words: &'a MessageWords,
        asked: Asked,
        today: Date,
    ) -> Self {
        let mut hits = lexicon.hits(&tokens);
        hits.retain(|hit| !is_in_a_name(&tokens, hit));
        let first = places_of(&hits, tokens.len());
        Reading {
            used: vec![None; tokens.len()],
            lang: String::new(),
            summer: None,
            text,
            words,
            tokens,
            asked,
            today,
            hits,
            first,
        }
    }

    /// Forgets what some words mean.
    pub fn forget(&mut self, is_forgotten: impl Fn(&Hit) -> bool) {
        self.hits.retain(|hit| !is_forgotten(hit));
        self.first = places_of(&self.hits, self.tokens.len());
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Everything that begins at a token, the longest first.
    pub fn hits_at(&self, at: usize) -> &[Hit] {
        // Before the first token, which is asked for too, there is nothing.
        let next = at.checked_add(1).and_then(|next| self.first.get(next));
        match (self.first.get(at), next) {
            (Some(&from), Some(&to)) => &self.hits[from..to],
            _ => &[],
        }
    }

    /// Every hit.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The longest thing of a kind that begins at a token, and where it ends.
    pub fn find_at<T>(&self, at: usize, pick: impl Fn(Tag) -> Option<T>) -> Option<(T, usize)> {
        self.hits_at(at)
            .iter()
            .find_map(|hit| Some((pick(hit.tag)?, hit.end)))
    }

    /// Where the longest phrase with this meaning that begins at a token ends.
    pub fn tag_at(&self, at: usize, tag: Tag) -> Option<usize> {
        self.find_at(at, |found| (found == tag).then_some(()))
            .map(|(_, end)| end)
    }

    /// The same for a cue.
    pub fn cue_at(&self, at: usize, cue: Cue) -> Option<usize> {
        self.tag_at(at, Tag::Cue(cue))
    }

    /// The hits inside a stretch of tokens.
    pub fn inside(&self, range: &Range<usize>) -> impl Iterator<Item = &Hit> {
        let (from, to) = (range.start.min(self.len()), range.end.min(self.len()));
        let end = range.end;
        self.hits[self.first[from]..self.first[to]]
            .iter()
            .filter(move |hit| hit.end <= end)
    }

    /// Whether something with this meaning stands in a stretch of tokens.
    pub fn has(&self, range: &Range<usize>, tag: Tag) -> bool {
        self.inside(range).any(|hit| hit.tag == tag)
    }

    /// Whether something with this meaning stands anywhere.
    pub fn says(&self, tag: Tag) -> bool {
        self.hits.iter().any(|hit| hit.tag == tag)
    }

    /// Whether a token by itself is an article or a word such as "my".
    pub fn is_determiner(&self, at: usize) -> bool {
        self.cue_at(at, Cue::Article) == Some(at + 1)
            || self.tag_at(at, Tag::Who(Who::My)) == Some(at + 1)
    }

    /// The token behind the articles and words such as "my" that begin at a token.
    pub fn behind_determiners(&self, at: usize) -> usize {
        let count = (at..self.tokens.len())
            .take_while(|&at| self.is_determiner(at))
            .count();
        at + count
    }

    /// Where the articles and words such as "my" right before a token begin, from `first` on.
    pub fn before_determiners(&self, at: usize, first: usize) -> usize {
        let before = (first..at).rev();
        at - before.take_while(|&at| self.is_determiner(at)).count()
    }

    /// Whether "my" stands right before a token.
    pub fn is_owned(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.tag_at(before, Tag::Who(Who::My)).is_some()
                && self.cue_at(before, Cue::Article).is_none()
        })
    }

    /// Whether somebody else than the writer is meant: "not me, my husband".
    pub fn says_not_me(&self) -> bool {
        self.says(Tag::Who(Who::NotMe))
    }

    /// Marks tokens as used.
    pub fn claim(&mut self, range: Range<usize>, by: Use) {
        let end = range.end.min(self.used.len());
        self.used[range.start.min(end)..end].fill(Some(by));
    }

    /// Whether the text is too long to be surely understood.
    pub fn is_long(&self) -> bool {
        self.text.len() > LONG && self.text.chars().count() > LONG
    }

    /// What used a token.
    pub fn used(&self, at: usize) -> Option<Use> {
        self.used.get(at).copied().flatten()
    }

    /// Whether a phrase with one of these meanings ends right before a token.
    pub fn ends_before(&self, at: usize, tags: &[Tag]) -> bool {
        (1..=LONGEST_BEFORE).any(|width| {
            let from = at.checked_sub(width);
            from.is_some_and(|from| {
                let mut hits = self.hits_at(from).iter();
                hits.any(|hit| hit.end == at && tags.contains(&hit.tag))
            })
        })
    }

    /// Whether no token of a stretch is used.
    pub fn is_free(&self, range: &Range<usize>) -> bool {
        range.clone().all(|at| self.used(at).is_none())
    }

    /// The folded text of a token.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// Whether a token is one of these words.
    pub fn is_one(&self, at: usize, words: &Words) -> bool {
        words.contains(self.word(at))
    }

    /// Whether a token is one of these marks.
    pub fn is_mark(&self, at: usize, marks: &str) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is_mark(marks))
    }

    /// Whether a token stands right after the one before it.
    pub fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// A whole number and the count of its digits.
    pub fn whole_at(&self, at: usize) -> Option<(u32, usize)> {
        self.tokens.get(at)?.whole()
    }

    /// The number that begins at a token, in digits or words, and where it ends: `37.5`, `thirty-five`, `2 and a half`.
    pub fn number_at(&self, at: usize) -> Option<(f64, usize)> {
        let (value, end) = match self.tokens.get(at)?.number() {
            Some(value) => (value, at + 1),
            None => {
                let (value, end) = self.worded(at)?;
                (f64::from(value), end)
            }
        };
        match self.cue_at(end, Cue::Half) {
            Some(after) if value.fract() == 0.0 && value < 60.0 => Some((value + 0.5, after)),
            _ => Some((value, end)),
        }
    }

    fn small(&self, at: usize) -> Option<(u16, usize)> {
        self.find_at(at, |tag| match tag {
            Tag::Number(value) => Some(value),
            _ => None,
        })
    }

    /// Where a number goes on after a hyphen or "and".
    fn joined(&self, at: usize) -> usize {
        let joins = self.is_mark(at, "-") || self.is_one(at, &self.words.and);
        at + usize::from(joins)
    }

    fn worded(&self, at: usize) -> Option<(u16, usize)> {
        let (value, end) = self.below_thousand(at)?;
        let (thousands, end) = match self.small(end) {
            _ if value == THOUSAND => (1, end),
            Some((THOUSAND, after)) if value < MOST_THOUSANDS => (value, after),
            _ => return Some((value, end)),
        };
        let rest = self
            .below_thousand(self.joined(end))
            .filter(|(rest, _)| *rest < THOUSAND);
        let (rest, end) = rest.unwrap_or((0, end));
        Some((thousands * THOUSAND + rest, end))
    }

    /// A number below a thousand, or the word for a thousand alone.
    fn below_thousand(&self, at: usize) -> Option<(u16, usize)> {
        let (mut value, mut end) = self.small(at)?;
        if let (1..=9, Some((100, after))) = (value, self.small(end)) {
            (value, end) = (value * 100, after);
        } else if let (4, Some((20, after))) = (value, self.small(self.joined(end))) {
            // Four times twenty, in French.
            (value, end) = (80, after);
        }
        if (100..THOUSAND).contains(&value)
            && value.is_multiple_of(100)
            && let Some((rest @ 1..100, after)) = self.below_thousand(self.joined(end))
        {
            return Some((value + rest, after));
        }
        let most = if matches!(value, 60 | 80) { 19 } else { 9 };
        if (20..100).contains(&value)
            && value.is_multiple_of(10)
            && let Some((unit, after)) = self.worded_small(self.joined(end))
            && unit <= most
        {
            return Some((value + unit, after));
        }
        Some((value, end))
    }

    /// A year in words, as it is spoken, and where it ends: "twenty twenty-two", "two thousand nineteen".
    pub fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let (value, end) = self.worded(at)?;
        if value > THOUSAND {
            return Some((i16::try_from(value).ok()?, end));
        }
        let (century @ (19 | 20), _) = (value, end) else {
            return None;
        };
        let (rest @ 10..100, end) = self.worded(end)? else {
            return None;
        };
        Some((i16::try_from(century * 100 + rest).ok()?, end))
    }

    /// A number below twenty, with the French `dix-sept`.
    fn worded_small(&self, at: usize) -> Option<(u16, usize)> {
        let (value, end) = self.small(at)?;
        match (value, self.small(self.joined(end))) {
            (10, Some((unit @ 7..=9, after))) => Some((10 + unit, after)),
            _ => Some((value, end)),
        }
    }

    /// The text between the first and the last of some tokens, as typed.
    pub fn typed(&self, range: &Range<usize>) -> &'a str {
        let (Some(first), Some(last)) = (
            self.tokens.get(range.start),
            self.tokens.get(range.end.saturating_sub(1)),
        ) else {
            return "";
        };
        self.text.get(first.start..last.end).unwrap_or_default()
    }
}

/// Where the hits of each token begin; one more than there are tokens.
fn places_of(hits: &[Hit], tokens: usize) -> Vec<usize> {
    let mut first = vec![0; tokens + 1];
    for hit in hits {
        first[hit.start + 1] += 1;
    }
    for at in 1..first.len() {
        first[at] += first[at - 1];
    }
    first
}

/// Whether a word for a person or job is the second half of a name: "Sainte-Marie".
fn is_in_a_name(tokens: &[Token], hit: &Hit) -> bool {
    let [.., name, hyphen] = &tokens[..hit.start] else {
        return false;
    };
    let word = &tokens[hit.start];
    matches!(hit.tag, Tag::Who(_) | Tag::Job(_))
        && hit.end == hit.start + 1
        && name.is_word()
        && name.capital
        && hyphen.is_mark("-")
        && hyphen.glued
        && word.glued
        && word.capital
}
