//! Two jobs in one text: "cook and driver", "teacher / instructor".

use super::spelling::Memory;
use super::{Candidate, MatchResult, Matcher, Outcome, Whole};
use crate::language::Words;
use crate::text::fold;

/// Texts of more words are no list of jobs.
const MAX_WORDS: usize = 30;
/// Nothing shorter names a job; more parts are no list of jobs either.
const MIN_LETTERS: usize = 3;
const MAX_PARTS: usize = 4;
/// Marks that stand between two jobs, also without spaces, and those that need spaces around them.
const MARKS: [char; 9] = ['/', '\\', ',', ';', ':', '|', '>', '→', '\n'];
const SPACED_MARKS: [&str; 2] = ["&", "+"];
/// A full stop ends a sentence only after a word of so many letters, others are short forms.
const MIN_LAST_WORD: usize = 5;

/// An entry that covers a text so far, and is covered, is the name of all of it.
const COVERED_AS_A_WHOLE: f32 = 0.9;
/// One of several jobs in a text is this sure, and named so fully.
const STRONG_HEAD: f32 = 0.75;
pub(super) const COVERED_BY_HEAD: f32 = 0.85;
/// So sure it needs only its name to be said in full, whatever else is.
const SURE_HEAD: f32 = 0.9;

/// What stands between marks and the words that join jobs; nothing where that is one part only or too many.
fn parts_of(text: &str, joining: &Words) -> Vec<String> {
    if text.split_whitespace().count() > MAX_WORDS {
        return Vec::new();
    }
    let mut parts: Vec<String> = Vec::new();
    for marked in text.split_inclusive(MARKS) {
        parts.push(String::new());
        for word in marked.trim_end_matches(MARKS).split_whitespace() {
            if SPACED_MARKS.contains(&word) || joining.contains(&fold::key(word)) {
                parts.push(String::new());
                continue;
            }
            if let Some(part) = parts.last_mut() {
                part.push_str(word);
                part.push(' ');
            }
            if word.ends_with('.') && word.len() > MIN_LAST_WORD {
                parts.push(String::new());
            }
        }
    }
    parts.retain(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS);
    if (2..=MAX_PARTS).contains(&parts.len()) {
        parts
    } else {
        Vec::new()
    }
}

/// The candidates of several jobs, all as likely as each other: the best of each first.
pub fn merged<J: AsRef<[Candidate]>>(jobs: &[J], top: usize) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    let longest = jobs.iter().map(|job| job.as_ref().len()).max();
    let longest = longest.unwrap_or_default();
    for rank in 0..longest {
        for candidate in jobs.iter().filter_map(|job| job.as_ref().get(rank)) {
            if !all.iter().any(|known| known.noc == candidate.noc) {
                let mut candidate = candidate.clone();
                candidate.score /= jobs.len() as f32;
                all.push(candidate);
            }
        }
    }
    // The rank comes before the score: no job is likelier than the other.
    for at in 1..all.len() {
        all[at].score = all[at].score.min(all[at - 1].score);
    }
    all.truncate(top);
    all
}

impl Matcher {
    /// The jobs of a text that names several, if the text as a whole is not the name of one.
    pub(super) fn find_joined(
        &self,
        text: &str,
        whole: &Whole,
        top: usize,
        memory: &mut Memory<'_>,
    ) -> Option<MatchResult> {
        if whole.is_menu || whole.is_exact || whole.covered >= COVERED_AS_A_WHOLE {
            return None;
        }
        let parts = parts_of(text, &self.knowledge.words.small.joining);
        let mut jobs: Vec<Vec<Candidate>> = Vec::new();
        for part in parts {
            let found = self.find_whole(&part, Some(whole.result.lang), top, memory);
            let Some(first) = found.result.candidates.first() else {
                continue;
            };
            let is_strong = found.is_menu
                || first.score >= STRONG_HEAD && found.covered >= COVERED_BY_HEAD
                || first.score >= SURE_HEAD && found.entry_covered >= COVERED_BY_HEAD;
            let is_new = jobs.iter().all(|job| job[0].noc != first.noc);
            if is_strong && is_new {
                jobs.push(found.result.candidates);
            }
        }
        (jobs.len() >= 2).then(|| MatchResult {
            lang: whole.result.lang,
            outcome: Outcome::Choose,
            candidates: merged(&jobs, top),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn lists_of_jobs_fall_apart() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let parts = |text| parts_of(text, &known.small.joining);
        assert_eq!(parts("cook and driver"), ["cook ", "driver "]);
        assert_eq!(parts("Teacher \\ Instructor"), ["Teacher ", "Instructor "]);
        assert_eq!(
            parts("cuisinier puis chauffeur"),
            ["cuisinier ", "chauffeur "]
        );
        assert!(parts("registered nurse").is_empty());
        assert!(parts("C++ developer").is_empty());
        assert!(parts("asst. engineer").is_empty());
    }

    #[test]
    fn the_best_of_each_job_comes_first() {
        let of = |code: &str, score| Candidate {
            noc: code.parse().unwrap(),
            matched: "",
            is_duty: false,
            score,
        };
        let jobs = [
            vec![of("63200", 0.8), of("62200", 0.1)],
            vec![of("73300", 0.9)],
        ];
        let merged = merged(&jobs, 5);
        let codes: Vec<&str> = merged.iter().map(|one| one.noc.as_str()).collect();
        assert_eq!(codes, ["63200", "73300", "62200"]);
        assert!(merged.is_sorted_by(|a, b| a.score >= b.score));
    }
}
