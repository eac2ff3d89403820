//! Which language a message is in.

use std::cmp::Reverse;

use super::lexicon::Lexicon;
use super::phrase_index::Script;
use super::reading::Reading;
use super::tags::Tag;
use crate::language::Languages;

/// What a letter that only one spoken language has says beside a telling word.
const OWN_LETTER: f32 = 0.6;
/// More such letters say no more.
const MOST_LETTERS: usize = 3;
/// What a word says that only one spoken language has in the lexicon.
const OWN_WORD: f32 = 0.4;
/// By how much another language must lead over the spoken ones.
const LEAD: f32 = 0.9;

/// The ISO 639-1 tag of the message's language; `usual` where nothing tells.
pub(super) fn language(
    reading: &Reading,
    lexicon: &Lexicon,
    languages: &Languages,
    usual: &str,
) -> String {
    if let Some(lang) = by_script(reading.text, lexicon.scripts()) {
        return lexicon.language(lang).to_owned();
    }
    let mut scores = vec![0.0_f32; lexicon.languages()];
    let is_borrowed = |at: usize| {
        let mut hits = reading.hits().iter();
        hits.any(|hit| hit.tag == Tag::Borrowed && (hit.start..hit.end).contains(&at))
    };
    for at in (0..reading.len()).filter(|&at| !is_borrowed(at)) {
        let mut told = 0_u32;
        for hit in reading.hits_at(at) {
            // "I'm": what is left of a word behind an apostrophe is of no language.
            if is_rest(reading, at) {
                continue;
            }
            let lang = usize::from(hit.lang);
            let bit = 1_u32 << lang.min(31);
            if hit.tag == Tag::Telling {
                scores[lang] += 1.0;
            }
            told |= bit;
        }
        let spoken = told & ((1 << lexicon.spoken()) - 1);
        if spoken.count_ones() == 1 && reading.tokens[at].text.len() > 2 {
            scores[spoken.trailing_zeros() as usize] += OWN_WORD;
        }
    }
    for (lang, own) in languages.keywords.iter() {
        let letters = reading.text.chars().filter(|c| own.letters.contains(*c));
        let letters = letters.count().min(MOST_LETTERS) as f32;
        let at = (0..lexicon.spoken()).find(|at| lexicon.language(*at as u8) == lang.tag());
        if let Some(at) = at {
            scores[at] += OWN_LETTER * letters;
        }
    }
    let best = |range: std::ops::Range<usize>| {
        range
            .map(|lang| (lang, scores[lang]))
            .fold(
                (0, 0.0),
                |best, next| if next.1 > best.1 { next } else { best },
            )
    };
    let (spoken, spoken_score) = best(0..lexicon.spoken());
    let (other, other_score) = best(lexicon.spoken()..scores.len());
    let leaders =
        (0..lexicon.spoken()).filter(|lang| (scores[*lang] - spoken_score).abs() < f32::EPSILON);
    let tied = spoken_score == 0.0 || leaders.count() > 1;
    let lang = match () {
        () if other_score >= 1.0 && other_score > spoken_score + LEAD => other,
        () if tied => return usual.to_owned(),
        () => spoken,
    };
    lexicon.language(u8::try_from(lang).unwrap_or(0)).to_owned()
}

/// Whether a token is one letter behind an apostrophe.
fn is_rest(reading: &Reading, at: usize) -> bool {
    let token = &reading.tokens[at];
    token.is_word()
        && token.glued
        && at > 0
        && token.text.len() == 1
        && reading.tokens[at - 1].is_word()
}

/// The language of a script that only few languages use: of those that share it the one with the most letters of its
/// own in the text, the one with fewer of them before one with more.
fn by_script(text: &str, scripts: &[Script]) -> Option<u8> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let told = scripts.iter().filter_map(|script| {
        let own = text.chars().filter(|c| script.letters.contains(*c)).count();
        let is_written = match script.block {
            Some((first, last)) => {
                let written = text.chars().filter(|c| (first..=last).contains(c)).count();
                written * 2 > letters
            }
            None => own > 0,
        };
        is_written.then_some((script, own))
    });
    let best = told.max_by_key(|(script, own)| (*own, Reverse(script.letters.chars().count())));
    best.map(|(script, _)| script.lang)
}
