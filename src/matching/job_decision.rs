//! The decision whether a text is a job at all, before the question which.

use super::fusion::{Menus, Weighed};
use super::index::{EntryKind, Index};
use super::query::Query;
use super::score::GroupScore;
use super::weights::{JOB_EVIDENCE, worth};

/// An entry covers a text to this share where nothing but stop words is left over.
pub(super) const ALL_OF_IT: f32 = 0.93;
/// Texts of more words are not longer to the decision.
const MANY_WORDS: f32 = 20.0;
/// The classifier's probabilities below this are all the same.
const MIN_PROBABILITY: f32 = 1e-5;

/// What speaks for a text being a job; none for one that is a job by decree: a title of the official index
/// or an ambiguous term, typed in full.
pub fn evidence(
    index: &Index,
    query: &Query,
    [as_typed, corrected, around]: [f32; 3],
    groups: &[GroupScore],
    weighed: &[Weighed],
    modelled: &[f32],
    menus: Menus<'_>,
) -> Option<[f32; JOB_EVIDENCE]> {
    let no_job = usize::from(index.not_a_job().0);
    let jobs = &groups[..no_job];
    let is = |group: &&GroupScore, official: bool| {
        let kind = index.entry(group.entry as usize).kind();
        group.exact && (kind == EntryKind::Official) == official
    };
    let is_menu = menus.is_exact;
    if is_menu || jobs.iter().any(|group| is(&group, true)) {
        return None;
    }
    let content = query.words.iter().filter(|word| word.stop.is_none());
    let weight_of = |unknown: bool| -> f32 {
        let words = content
            .clone()
            .filter(|word| !unknown || word.matches.is_empty());
        words.map(|word| word.weight).sum()
    };
    let (all, unknown) = (weight_of(false), weight_of(true));
    let flag = |is_so: bool| f32::from(u8::from(is_so));
    let best = jobs.iter().map(|group| group.best).fold(0.0, f32::max);
    let words = query.typed.len() as f32;
    let first = weighed.first();
    Some([
        1.0,
        as_typed,
        (corrected - as_typed).max(0.0),
        around,
        best,
        groups[no_job].best,
        flag(jobs.iter().any(|group| is(&group, false) || group.meant)),
        flag(menus.whole.is_some()),
        menus.inside.map_or(0.0, |(_, share)| share),
        if all > 0.0 { unknown / all } else { 0.0 },
        flag(all == 0.0),
        modelled[no_job].max(MIN_PROBABILITY).ln(),
        first.map_or(0.0, |first| first.probability),
        first.map_or(0.0, |first| {
            groups[usize::from(first.group.0)].query_covered
        }),
        flag(
            jobs.iter()
                .any(|group| group.query_covered.min(group.entry_covered) >= ALL_OF_IT),
        ),
        words.min(MANY_WORDS) / MANY_WORDS,
    ])
}

/// How likely a text with this evidence is a job.
pub fn probability(evidence: Option<&[f32; JOB_EVIDENCE]>, weights: &[f32; JOB_EVIDENCE]) -> f32 {
    evidence.map_or(1.0, |evidence| {
        1.0 / (1.0 + (-worth(evidence, weights)).exp())
    })
}
