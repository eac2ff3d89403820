//! Joins what the words and the model say about each unit group into one probability.

use super::data::{AmbiguousTerm, NameKind};
use super::features::{self, Token};
use super::index::{EntryKind, Index};
use super::model::{self, Model};
use super::query::{Query, says_nothing};
use super::score::{GroupScore, WHOLE};
use super::seniority::{self, Levels};
use crate::noc::{GroupId, Lang};

/// How many pieces of evidence there are for a unit group.
pub const EVIDENCE: usize = 24;
/// What each piece of evidence is and what it is worth, fitted to the development rows by [`super::calibrate`].
pub const FUSION_WEIGHTS: [(&str, f32); EVIDENCE] = [
    ("how well the best entry answers the query", 4.817),
    ("what further entries add", 0.358),
    ("share of the query the best entry covers", 2.983),
    ("share of the best entry the query covers", 1.942),
    ("official title, typed word by word", 9.0),
    ("everyday name, typed word by word", 2.967),
    ("nothing left over on either side", -0.634),
    ("logarithm of the model's probability", 0.621),
    ("the model's probability", 1.391),
    ("one over the rank in the menu the text is", 4.587),
    ("in the menu the text is", 1.822),
    (
        "one over the rank in a menu inside the text, by its share of the words",
        3.384,
    ),
    ("best entry is in the other language", -0.531),
    ("best entry is official", -0.034),
    ("best entry is a duty", 0.496),
    ("best entry leads others, which was not asked", -1.189),
    ("query leads others, best entry does not", -0.494),
    ("best entry has a role that was not asked", 0.085),
    ("query has a role the best entry has not", -0.044),
    ("no job: to begin with", 2.116),
    ("no job: how well such messages answer the query", 1.254),
    ("no job: share of unknown words", -0.0),
    ("no job: nothing but stop words", 0.945),
    ("no job: logarithm of the model's probability", 0.952),
];
/// The piece of evidence whose worth is not fitted: a title of the official index, typed in full, means its own code,
/// though a few rows of people's own words would not show it.
pub const DECREED: usize = 4;
/// Model probabilities below this are all the same: impossible.
const MIN_PROBABILITY: f32 = 1e-5;
/// How many groups are weighed: those with the best entries and those the model finds likeliest.
const BY_ENTRIES: usize = 24;
const BY_MODEL: usize = 12;

/// A unit group and the evidence for it.
#[derive(Debug, Clone)]
pub struct Weighed {
    pub group: GroupId,
    pub evidence: [f32; EVIDENCE],
    pub probability: f32,
}

/// The ambiguous_terms a query names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Menus<'a> {
    /// The menu that the query is, without its decoration.
    pub whole: Option<&'a AmbiguousTerm>,
    /// The longest menu that stands in the query, and the share of the query's words it has.
    pub inside: Option<(&'a AmbiguousTerm, f32)>,
}

/// The model's view of a query: a probability for every class.
pub fn ask(model: &Model, index: &Index, query: &Query) -> Vec<f32> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(query.typed.len());
    for word in query.words.iter().filter(|word| word.stop.is_none()) {
        if let Some(best) = word.matches.first() {
            tokens.push(Token {
                text: index.vocabulary.text(best.word),
                value: best.similarity * word.importance,
                stop: false,
            });
        }
    }
    for (text, &stop) in query.typed.iter().zip(&query.stop) {
        if says_nothing(stop) {
            tokens.push(Token {
                text,
                value: 1.0,
                stop: true,
            });
        }
    }
    let mut probabilities = Vec::new();
    model.predict(
        &features::of(&tokens, index.vocabulary.endings()),
        &mut probabilities,
    );
    probabilities
}

/// The groups worth weighing, likeliest first; "not a job" is always among them.
pub fn weigh(
    index: &Index,
    query: &Query,
    lang: Lang,
    groups: &[GroupScore],
    modelled: &[f32],
    ambiguous_terms: Menus<'_>,
) -> Vec<Weighed> {
    let no_job = index.not_a_job();
    let mut chosen: Vec<u16> = Vec::with_capacity(BY_ENTRIES + BY_MODEL + 9);
    chosen.extend(best_of(groups.iter().map(|group| group.best), BY_ENTRIES));
    chosen.extend(best_of(modelled.iter().copied(), BY_MODEL));
    let listed = ambiguous_terms
        .whole
        .into_iter()
        .chain(ambiguous_terms.inside.map(|(menu, _)| menu));
    chosen.extend(listed.flat_map(|menu| menu.groups.iter().map(|group| group.0)));
    chosen.push(no_job.0);
    chosen.sort_unstable();
    chosen.dedup();
    if let Some(menu) = ambiguous_terms.whole {
        // Somebody who wrote the menu knew better than words that resemble it.
        chosen.retain(|&at| groups[usize::from(at)].exact || menu.groups.contains(&GroupId(at)));
    }
    let mut weighed: Vec<Weighed> = chosen
        .into_iter()
        .map(|at| {
            let group = &groups[usize::from(at)];
            let rank_in =
                |menu: &AmbiguousTerm| menu.groups.iter().position(|listed| listed.0 == at);
            let rank = ambiguous_terms.whole.and_then(rank_in);
            let inside = ambiguous_terms.inside.map_or(0.0, |(menu, share)| {
                rank_in(menu).map_or(0.0, |rank| share / (rank + 1) as f32)
            });
            let probability = modelled[usize::from(at)].max(MIN_PROBABILITY);
            let evidence = if at == no_job.0 {
                against_any(query, group, probability)
            } else {
                evidence(
                    index,
                    (lang, query.levels),
                    group,
                    probability,
                    rank,
                    inside,
                )
            };
            Weighed {
                group: GroupId(at),
                evidence,
                probability: worth(&evidence),
            }
        })
        .collect();
    let mut scores: Vec<f32> = weighed.iter().map(|group| group.probability).collect();
    model::softmax(&mut scores);
    for (group, score) in weighed.iter_mut().zip(scores) {
        group.probability = score;
    }
    weighed.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    if let Some(menu) = ambiguous_terms.whole {
        keep_order_of(menu, &mut weighed);
    }
    weighed
}

/// Lists a menu's groups as the menu does, likeliest in Canada first; the evidence only says how far apart they are.
fn keep_order_of(menu: &AmbiguousTerm, weighed: &mut [Weighed]) {
    let probabilities: Vec<f32> = weighed.iter().map(|group| group.probability).collect();
    weighed.sort_by_key(|group| {
        let rank = menu.groups.iter().position(|listed| *listed == group.group);
        rank.unwrap_or(menu.groups.len())
    });
    for (group, probability) in weighed.iter_mut().zip(probabilities) {
        group.probability = probability;
    }
}

fn worth(evidence: &[f32; EVIDENCE]) -> f32 {
    let pairs = evidence.iter().zip(&FUSION_WEIGHTS);
    pairs.map(|(value, (_, weight))| value * weight).sum()
}

fn best_of(values: impl Iterator<Item = f32>, count: usize) -> impl Iterator<Item = u16> {
    let mut some: Vec<(f32, u16)> = values
        .zip(0..)
        .filter(|&(value, _)| value > MIN_PROBABILITY)
        .collect();
    if some.len() > count {
        some.select_nth_unstable_by(count, |a, b| b.0.total_cmp(&a.0));
        some.truncate(count);
    }
    some.into_iter().map(|(_, at)| at)
}

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

fn evidence(
    index: &Index,
    (lang, levels): (Lang, Levels),
    group: &GroupScore,
    probability: f32,
    rank: Option<usize>,
    inside: f32,
) -> [f32; EVIDENCE] {
    let entry = (group.best > 0.0).then(|| &index.entries()[group.entry as usize]);
    let kind = entry.map(|entry| entry.kind);
    let official = kind == Some(EntryKind::Official);
    let whole = group.query_covered >= WHOLE && group.entry_covered >= WHOLE;
    let own_levels = entry.map_or(levels, |entry| entry.levels);
    let (extra, missing) = (own_levels & !levels, levels & !own_levels);
    let count = |levels: Levels| levels.count_ones() as f32;
    let other_language = entry
        .and_then(|entry| entry.lang)
        .is_some_and(|own| own != lang);
    [
        group.best,
        group.further,
        group.query_covered,
        group.entry_covered,
        flag(group.exact && official),
        flag(group.exact && !official),
        flag(whole),
        probability.ln(),
        probability,
        rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f32),
        flag(rank.is_some()),
        inside,
        flag(other_language),
        flag(official),
        flag(kind == Some(EntryKind::Everyday(NameKind::Duty))),
        count(extra & seniority::AUTHORITY),
        count(missing & seniority::AUTHORITY),
        count(extra & !seniority::AUTHORITY),
        count(missing & !seniority::AUTHORITY),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
    ]
}

/// What speaks for a text that is no job.
fn against_any(query: &Query, group: &GroupScore, probability: f32) -> [f32; EVIDENCE] {
    let mut evidence = [0.0; EVIDENCE];
    let content = query.words.iter().filter(|word| word.stop.is_none());
    let all: f32 = content.clone().map(|word| word.weight).sum();
    let unknown: f32 = content
        .filter(|word| word.matches.is_empty())
        .map(|word| word.weight)
        .sum();
    evidence[EVIDENCE - 5] = 1.0;
    evidence[EVIDENCE - 4] = group.best;
    evidence[EVIDENCE - 3] = if all > 0.0 { unknown / all } else { 0.0 };
    evidence[EVIDENCE - 2] = flag(all == 0.0);
    evidence[EVIDENCE - 1] = probability.ln();
    evidence
}
