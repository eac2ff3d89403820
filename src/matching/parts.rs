//! The parts of a long message: what surrounds a job may hide it, what it is said in may not.

use super::spelling::Memory;
use super::{Candidate, MatchResult, Matcher, Outcome, job_decision};
use crate::language::Words;
use crate::noc::Lang;

/// Shorter messages are read as a whole only.
const MIN_WORDS: usize = 6;
/// Longer ones are not searched to their end.
const MAX_PARTS: usize = 16;
/// Nothing shorter says what somebody does.
const MIN_LETTERS: usize = 3;

/// A part of a message that is no job as a whole counts only if it is this sure to be one.
const SURE_OF_PART: f32 = 0.8;
/// A part may mean a unit group that is this likely, if its best entry covers so much of it.
const LIKELY: f32 = 0.3;
const COVERED: f32 = 0.35;

impl Matcher {
    /// What the surest part of a message means, where one is sure.
    pub(super) fn surest_part(
        &self,
        text: &str,
        lang: Lang,
        top: usize,
        memory: &mut Memory<'_>,
    ) -> Option<MatchResult> {
        let best = |found: &MatchResult| found.candidates.first().map_or(0.0, |first| first.score);
        of(text, &self.knowledge.words.small.new_part)
            .iter()
            .map(|part| self.find_whole(part, Some(lang), top, memory).result)
            .filter(|found| found.outcome == Outcome::Confident && best(found) >= SURE_OF_PART)
            .max_by(|a, b| best(a).total_cmp(&best(b)))
    }

    /// The unit group that a part of a text means if it is a job, however little it looks like one.
    pub fn may_mean(&self, text: &str, lang: Lang) -> Option<Candidate> {
        let mut memory = Memory::new(&self.speller, &self.index.vocabulary);
        let query = self.reader().read(text, &mut memory);
        let heard = self.hear(&query, lang);
        let first = heard.weighed.first()?;
        let best = &heard.groups[usize::from(first.group.0)];
        let is_likely = first.probability >= LIKELY && best.query_covered >= COVERED;
        if !is_likely || self.is_no_job(text, &heard.groups) {
            return None;
        }
        let is_job = job_decision::probability(heard.for_job.as_ref(), &self.knowledge.weights.job);
        Some(self.candidate(first, &heard.groups, lang, None, is_job))
    }
}

/// The parts of a message of many words, in order; none of a short one. After a word of `new_part` follows when, where or why, or
/// something else is named.
fn of(text: &str, new_part: &Words) -> Vec<String> {
    if text.split_whitespace().count() < MIN_WORDS {
        return Vec::new();
    }
    let mut parts: Vec<String> = Vec::new();
    for clause in text.split(['.', ',', ';', ':', '!', '?', '(', ')', '+', '\n']) {
        parts.push(String::new());
        for word in clause.split_whitespace() {
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            if is_number || new_part.contains(&word.to_lowercase()) {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push_str(word);
                part.push(' ');
            }
        }
    }
    parts.retain(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS);
    parts.truncate(MAX_PARTS);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn long_messages_fall_into_parts() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let of = |text| of(text, &known.small.new_part);
        assert!(of("registered nurse in a hospital").is_empty());
        assert_eq!(
            of("i worked as nurse aide 20h/week while studying, 1.5 years. count?"),
            ["i worked ", "nurse aide ", "studying ", "years ", "count "]
        );
    }
}
