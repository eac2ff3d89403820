//! Codes of the classification that were typed, of its present version or an earlier one.

use std::ops::Range;

use super::heard::Asked;
use super::reading::{Reading, Use};
use super::tags::{Cue, Tag};
use crate::noc::{
    Classification, CodeMention, CodeWords, NocCode, OldNocCode, WrittenCode, codes_in,
};

/// A message this short is nothing but the code.
const SHORT: usize = 5;

/// A typed code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TypedCode {
    pub at: Range<usize>,
    /// The codes it means today; none for one that no version has.
    pub codes: Vec<NocCode>,
    /// It is of an earlier version.
    pub is_old: bool,
}

/// What an old code became.
pub(super) type Successors<'a> = &'a dyn Fn(OldNocCode) -> Vec<NocCode>;

/// Finds codes, and claims their tokens with the words that announce them.
pub(super) fn codes(
    reading: &mut Reading,
    code_words: &CodeWords,
    noc: &Classification,
    successors: Successors,
) -> Vec<TypedCode> {
    let mut out = Vec::new();
    for mention in codes_in(reading.text, code_words) {
        let at = tokens_of(reading, &mention.range);
        if at.is_empty() || !reading.is_free(&at) || is_counted(reading, at.end - 1) {
            continue;
        }
        let Some((codes, is_old)) = meant(reading, &mention, &at, noc, successors) else {
            continue;
        };
        reading.claim(at.clone(), Use::Code);
        out.push(TypedCode { at, codes, is_old });
    }
    if !out.is_empty() {
        claim_words(reading);
    }
    out
}

/// The tokens of a stretch of the text.
fn tokens_of(reading: &Reading, bytes: &Range<usize>) -> Range<usize> {
    let tokens = &reading.tokens;
    let start = tokens.partition_point(|token| token.start < bytes.start);
    let end = tokens.partition_point(|token| token.end <= bytes.end);
    start..end.max(start)
}

/// What a mention means; nothing where the number may be anything else.
fn meant(
    reading: &Reading,
    mention: &CodeMention,
    at: &Range<usize>,
    noc: &Classification,
    successors: Successors,
) -> Option<(Vec<NocCode>, bool)> {
    let named = mention.named || names_old(reading, at.start);
    match mention.code {
        Ok(WrittenCode::Code(code)) => {
            let known = noc.group(code).map(|_| code);
            (known.is_some() || named).then(|| (known.into_iter().collect(), false))
        }
        Ok(WrittenCode::Old(code)) => {
            let alone = reading.len() <= SHORT
                && matches!(reading.asked, Asked::Job | Asked::Choose | Asked::Confirm);
            if !named && !alone {
                return None;
            }
            let codes = successors(code);
            (named || !codes.is_empty()).then_some((codes, true))
        }
        Err(_) => Some((Vec::new(), false)),
    }
}

/// "old code 2173", "the code is 2173".
fn names_old(reading: &Reading, at: usize) -> bool {
    (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|from| {
            let is_code = |tag| matches!(tag, Tag::Code | Tag::OldCode).then_some(());
            reading.find_at(from, is_code).is_some()
        })
    })
}

/// Whether the number counts something.
fn is_counted(reading: &Reading, at: usize) -> bool {
    let unit = |tag| matches!(tag, Tag::Unit(_) | Tag::Cue(Cue::Money)).then_some(());
    reading.find_at(at + 1, unit).is_some()
}

fn claim_words(reading: &mut Reading) {
    for at in 0..reading.len() {
        let is_code = |tag| matches!(tag, Tag::Code | Tag::OldCode).then_some(());
        if let Some(((), end)) = reading.find_at(at, is_code)
            && reading.is_free(&(at..end))
        {
            reading.claim(at..end, Use::Code);
        }
    }
}
