//! The word that a phrase begins with, where it has a question of its own: "nurse for elderly people" is a nurse.

use std::ops::Range;

use super::jobs::JobFinder;
use super::reading::Reading;
use super::tags::{Job, Tag};
use crate::matching::MatchResult;
use crate::text::fold;

impl JobFinder<'_> {
    /// What the first word of a phrase means by itself, where it is asked about and the phrase, found to mean `whole`, leads
    /// away from all its answers by a name that is not said.
    pub fn first_word(
        &self,
        reading: &Reading,
        at: &Range<usize>,
        whole: &MatchResult,
    ) -> Option<(MatchResult, Range<usize>)> {
        let first = at.start..at.start + 1;
        let is_alone = [Job::Circumstance, Job::Over].map(Tag::Job);
        let is_alone = is_alone
            .iter()
            .any(|&tag| reading.tag_at(first.end, tag).is_some());
        let best = whole.candidates.first().filter(|_| is_alone)?;
        let word = fold::key(reading.typed(&first));
        let answers = self.answers_of(&word)?;
        let is_said = is_said(best.matched, reading.typed(at));
        (!is_said && !answers.contains(&best.noc)).then(|| (self.find(&word), first))
    }
}

/// Whether every word of a name is said in a text, be its ending another: "aircraft mechanic" in "mechanic for aircraft".
fn is_said(name: &str, text: &str) -> bool {
    let said = fold::words(text);
    let beginning = |word: &str| word.chars().take(COMMON_LETTERS).collect::<String>();
    let is_in = |word: &String| said.iter().any(|said| said.starts_with(&beginning(word)));
    fold::words(name).iter().all(is_in)
}

/// Words that begin with so many same letters are forms of one.
const COMMON_LETTERS: usize = 4;
