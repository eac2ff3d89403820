//! Whether a text says a title, or a word of it.

use std::ops::Range;

use super::reading::Reading;
use super::tags::{Cue, Job, Tag, Who};
use crate::matching::{MatchResult, Outcome};
use crate::text::fold;

/// A place of work in so many words at most.
const LONGEST_PLACE: usize = 3;

/// A title that has a word for a relative has so many tokens at most.
const LONGEST_TITLE: usize = 5;

/// A word of a title begins with so many letters of a typed one.
const COMMON_LETTERS: usize = 4;

/// The ending of a word of a title has so many letters at most.
const LONGEST_ENDING: usize = 2;

/// Whether a text is, but for words of no use, a name of the occupation it was found to mean ("child care worker").
pub(super) fn is_name(text: &str, whole: &MatchResult) -> bool {
    let best = whole.candidates.first();
    best.is_some_and(|best| is_typed(best.matched, text))
}

/// Whether a text is a title, but for words of no use.
pub(super) fn is_typed(title: &str, text: &str) -> bool {
    fold::key(title) == fold::key(text)
}

/// Whether a text that begins with a status ("student advisor", not "student working") is found to mean a title with its words.
pub(super) fn is_title_with(text: &str, found: &MatchResult) -> bool {
    let best = found.candidates.first();
    let has_words = best.is_some_and(|best| is_said_in(text, best.matched));
    has_words && (found.outcome == Outcome::Confident || is_name(text, found))
}

/// Whether every longer word of a title is said in a text, whatever its ending.
pub(super) fn is_said_in(title: &str, text: &str) -> bool {
    let said = stems(text);
    let title = stems(title);
    !title.is_empty() && title.iter().all(|word| said.contains(word))
}

/// The beginnings of the longer words of a text; a word of just so many letters is no beginning of another ("cash", "cashier").
pub(super) fn stems(text: &str) -> Vec<String> {
    let mut words = fold::words(text);
    words.retain(|word| word.chars().count() >= COMMON_LETTERS);
    let stem = |word: &String| {
        let goes_on = word.chars().nth(COMMON_LETTERS).map(|_| '-');
        word.chars().take(COMMON_LETTERS).chain(goes_on).collect()
    };
    words.iter().map(stem).collect()
}

/// Whether a title has a word of a text, whatever its ending.
pub(super) fn shares_word(title: &str, text: &str) -> bool {
    let said = stems(text);
    stems(title).iter().any(|word| said.contains(word))
}

/// A title up to what only tells where or in what: "Online tutor, maths", "Optician - retail".
pub(super) fn without_qualifier(title: &str) -> &str {
    let marks = [" - ", ", ", " ("].iter();
    let end = marks.filter_map(|mark| title.find(mark)).min();
    &title[..end.unwrap_or(title.len())]
}

/// Whether a text has every word of a title, the long ones but for their ending.
pub(super) fn says(text: &str, title: &str) -> bool {
    let said = fold::words(text);
    let is_said = |word: &String| {
        let letters = word.chars().count();
        let least = letters.saturating_sub(LONGEST_ENDING).max(COMMON_LETTERS);
        let alike = |other: &String| {
            let pairs = word.chars().zip(other.chars());
            pairs.take_while(|(a, b)| a == b).count() >= least
        };
        said.contains(word) || letters > COMMON_LETTERS && said.iter().any(alike)
    };
    fold::words(title).iter().all(is_said)
}

/// Whether a text has one of these folded words, and a long one.
pub(super) fn has_long_word_of(title: &[String], text: &str) -> bool {
    let mut words = fold::words(text).into_iter();
    words.any(|word| word.chars().count() >= COMMON_LETTERS && title.contains(&word))
}

/// Forgets that a word of a listed name tells of studies or a wish elsewhere: "graduate research assistant", "assistant de recherche".
pub(super) fn keep_names_whole(reading: &mut Reading, is_listed: impl Fn(&str) -> bool) {
    let misleads = |tag| matches!(tag, Tag::Job(Job::Study | Job::Wish | Job::Paper));
    let mut names: Vec<Range<usize>> = Vec::new();
    for hit in reading.hits() {
        let is_inside = names.iter().any(|name| name.contains(&hit.start));
        if !is_inside && misleads(hit.tag) && hit.end == hit.start + 1 {
            names.extend(title_around(reading, hit.start, &is_listed));
        }
    }
    if !names.is_empty() {
        reading
            .forget(|hit| misleads(hit.tag) && names.iter().any(|name| name.contains(&hit.start)));
    }
}

/// Forgets what words of a title mean elsewhere: a relative or people helped ("femme de ménage", "aide-soignante"), or the first of a
/// compound ("sous-officier").
pub(super) fn keep_titles_whole(reading: &mut Reading, is_named: impl Fn(&str) -> bool) {
    let is_compound = |at: usize| {
        reading.is_mark(at + 1, "-") && reading.is_glued(at + 1) && reading.is_glued(at + 2)
    };
    let mut titles: Vec<Range<usize>> = Vec::new();
    for hit in reading.hits() {
        let is_inside = titles.iter().any(|title| title.contains(&hit.start));
        let may_be_title = is_of_people(hit.tag)
            || hit.tag == Tag::Job(Job::Circumstance) && is_compound(hit.start);
        if !is_inside && may_be_title {
            titles.extend(title_around(reading, hit.start, &is_named));
        }
    }
    if titles.is_empty() {
        return;
    }
    let compounds: Vec<usize> = titles
        .iter()
        .map(|title| title.start)
        .filter(|at| is_compound(*at))
        .collect();
    reading.forget(|hit| {
        let inside = |title: &Range<usize>| title.contains(&hit.start);
        let of_compound = matches!(hit.tag, Tag::Job(_)) && compounds.contains(&hit.start);
        of_compound || is_of_people(hit.tag) && titles.iter().any(inside)
    });
}

fn is_of_people(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Who(Who::Relative | Who::OfOthers) | Tag::Job(Job::Over | Job::Family)
    )
}

/// The longest title that has the word at a token, with others beside it.
fn title_around(
    reading: &Reading,
    word: usize,
    is_named: &impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let is_small = |at: usize| {
        let small =
            |hit: &super::lexicon::Hit| hit.end == at + 1 && hit.tag == Tag::Job(Job::Filler);
        reading.hits_at(at).iter().any(small)
    };
    let is_title = |at: &Range<usize>| {
        let tokens = &reading.tokens[at.clone()];
        let joined = |token: &super::message::Token| token.is_word() || token.is_mark("-");
        let ends = [at.start, at.end - 1];
        tokens.iter().all(joined)
            && ends.iter().all(|&end| reading.tokens[end].is_word())
            && !ends.iter().any(|&end| end != word && is_small(end))
            // "ma femme de ménage" is somebody whom the writer pays.
            && !reading.is_owned(at.start)
            && (is_named(reading.typed(at)) || is_named(&reading.typed(at).replace('-', "")))
    };
    let windows = (2..=LONGEST_TITLE).rev().flat_map(|length| {
        let first = (word + 1).saturating_sub(length);
        (first..=word).map(move |start| start..start + length)
    });
    windows.filter(|at| at.end <= reading.len()).find(is_title)
}

/// The words of the place that stand between a word for where and the cue right before a title.
pub(super) fn place_before(reading: &Reading, from: usize, title: usize) -> Option<Range<usize>> {
    let cue = (from..title).find(|&at| reading.tag_at(at, Tag::Job(Job::Cue)) == Some(title))?;
    let where_ = (from..cue)
        .rev()
        .find(|&at| reading.tag_at(at, Tag::Job(Job::Circumstance)).is_some())?;
    let mut start = where_ + 1;
    while start < cue && reading.cue_at(start, Cue::Article).is_some() {
        start += 1;
    }
    let place = start..cue;
    let is_words = place.clone().all(|at| reading.tokens[at].is_word());
    ((1..=LONGEST_PLACE).contains(&place.len()) && is_words && reading.is_free(&place))
        .then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_said_whatever_its_endings() {
        for (text, title) in [
            ("I do autocad drafting", "AutoCAD drafter"),
            ("GP in Cairo", "GP"),
            ("online math tutor for kids", "Online tutor"),
            ("je travaille comme technicienne", "Technicien"),
        ] {
            assert!(says(text, title), "{text:?} {title:?}");
        }
        for (text, title) in [
            ("slabs and columns", "Columnist"),
            ("yogurt factory", "Yogurt maker"),
            ("des toilettes", "Préposé aux toilettes"),
        ] {
            assert!(!says(text, title), "{text:?} {title:?}");
        }
    }

    #[test]
    fn a_title_ends_before_its_qualifier() {
        assert_eq!(without_qualifier("Optician - retail"), "Optician");
        assert_eq!(without_qualifier("Online tutor, maths"), "Online tutor");
        assert_eq!(without_qualifier("Dispatcher (taxi)"), "Dispatcher");
        assert_eq!(without_qualifier("Cook"), "Cook");
    }
}
