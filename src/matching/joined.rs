//! Two jobs in one text: "cook and driver", "teacher / instructor".

use super::Candidate;
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

/// A part of a text that may name a job of its own.
#[derive(Debug, PartialEq)]
pub struct Part {
    pub text: String,
    /// Whether a comma stands before or after it: the place, the employer or the department may stand beside a comma too.
    pub by_comma: bool,
}

/// What stands between marks and the words that join jobs; nothing where that is one part only or too many.
pub fn parts_of(text: &str, joining: &Words) -> Vec<Part> {
    if text.split_whitespace().count() > MAX_WORDS {
        return Vec::new();
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut comma_before = false;
    for marked in text.split_inclusive(MARKS) {
        let comma_after = marked.ends_with(',');
        let by_comma = comma_before || comma_after;
        let part = |text| Part { text, by_comma };
        parts.push(part(String::new()));
        for word in marked.trim_end_matches(MARKS).split_whitespace() {
            if SPACED_MARKS.contains(&word) || joining.contains(&fold::key(word)) {
                parts.push(part(String::new()));
                continue;
            }
            if let Some(part) = parts.last_mut() {
                part.text.push_str(word);
                part.text.push(' ');
            }
            if word.ends_with('.') && word.len() > MIN_LAST_WORD {
                parts.push(part(String::new()));
            }
        }
        comma_before = comma_after;
    }
    parts.retain(|part| part.text.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn lists_of_jobs_fall_apart() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let parts = |text| -> Vec<String> {
            let parts = parts_of(text, &known.small.joining).into_iter();
            parts.map(|part| part.text).collect()
        };
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
