//! The score of the Comprehensive Ranking System.

use super::heard::Asked;
use super::reading::{Reading, Use};
use super::tags::Tag;
use crate::draws::HIGHEST_CRS;

/// No score that matters has fewer digits.
const LOWEST: u32 = 100;
/// How far a number may stand from the word for it, in tokens.
const REACH: usize = 4;
/// Of how many words a bare score may be accompanied.
const MAX_WORDS: usize = 4;

/// The score told; claims its tokens.
pub(super) fn score(reading: &mut Reading) -> Option<u16> {
    let at = (0..reading.len()).find(|&at| is_score(reading, at))?;
    let (value, _) = reading.whole_at(at)?;
    // The words for it name no job.
    for near in at.saturating_sub(REACH)..=at + 2 {
        if let Some(end) = reading.tag_at(near, Tag::Score)
            && reading.is_free(&(near..end))
        {
            reading.claim(near..end, Use::Score);
        }
    }
    reading.claim(at..at + 1, Use::Score);
    u16::try_from(value).ok()
}

fn is_score(reading: &Reading, at: usize) -> bool {
    let Some((value, 3 | 4)) = reading.whole_at(at) else {
        return false;
    };
    let fits = (LOWEST..=u32::from(HIGHEST_CRS)).contains(&value) && reading.used(at).is_none();
    let unit = reading
        .find_at(at + 1, |tag| matches!(tag, Tag::Unit(_)).then_some(()))
        .is_some();
    let glued = reading.is_mark(at.wrapping_sub(1), "$€£/-") || reading.is_mark(at + 1, "$€£%/");
    if !fits || unit || glued {
        return false;
    }
    let named =
        (at.saturating_sub(REACH)..=at + 2).any(|near| reading.tag_at(near, Tag::Score).is_some());
    let words = reading
        .tokens
        .iter()
        .filter(|token| token.is_word())
        .count();
    let bare = matches!(reading.asked, Asked::Score | Asked::Result) && words <= MAX_WORDS;
    named || bare
}
