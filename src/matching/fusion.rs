//! Joins what the words and the model say about each unit group into one probability.

use super::ambiguous_term::AmbiguousTerm;
use super::data::NameKind;
use super::features::{self, Token};
use super::index::{EntryKind, Index};
use super::model::{self, Model};
use super::piece_model::{Letters, PieceModel};
use super::query::{Query, says_nothing};
use super::score::{GroupScore, WHOLE};
use super::seniority::{AUTHORITY, Levels};
use super::weights::{GROUP_EVIDENCE, worth};
use crate::noc::{GroupId, Lang};

/// The piece of evidence whose worth is not fitted: a title of the official index, typed in full, means its own code,
/// though a few rows of people's own words would not show it.
pub const DECREED: usize = 4;
/// Model probabilities below this are all the same: impossible.
const MIN_PROBABILITY: f32 = 1e-5;
/// How many groups are weighed: those with the best entries, those the model finds likeliest and
/// those with the likest titles.
const BY_ENTRIES: usize = 24;
const BY_MODEL: usize = 12;
const BY_LIKENESS: usize = 6;

/// A group whose letters speak for it so much less than for another is as far behind as any.
const MOST_BEHIND: f32 = -10.0;

/// A unit group and the evidence for it.
#[derive(Debug, Clone)]
pub struct Weighed {
    pub group: GroupId,
    pub evidence: [f32; GROUP_EVIDENCE],
    pub probability: f32,
}

/// The ambiguous_terms a query names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Menus<'a> {
    /// The menu that the query is, without its decoration.
    pub whole: Option<&'a AmbiguousTerm>,
    /// Whether it is that word by word, nothing left out.
    pub is_exact: bool,
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

/// What speaks for each unit group, by its place.
pub struct Grounds<'a> {
    /// How well its titles and names match.
    pub groups: &'a [GroupScore],
    /// The probabilities of the linear model.
    pub modelled: &'a [f32],
    /// How like its official titles are, letter by letter.
    pub likenesses: &'a [f32],
    /// What its letters speak for.
    pub letters: &'a Letters,
}

/// The unit groups worth weighing, likeliest first.
pub fn weigh(
    (index, pieces): (&Index, &PieceModel),
    query: &Query,
    lang: Lang,
    grounds: Grounds<'_>,
    ambiguous_terms: Menus<'_>,
    weights: &[f32; GROUP_EVIDENCE],
) -> Vec<Weighed> {
    let no_job = usize::from(index.not_a_job().0);
    let (groups, modelled) = (&grounds.groups[..no_job], &grounds.modelled[..no_job]);
    let likenesses = grounds.likenesses;
    let mut chosen: Vec<u16> = Vec::with_capacity(BY_ENTRIES + BY_MODEL + 8);
    chosen.extend(best_of(groups.iter().map(|group| group.best), BY_ENTRIES));
    chosen.extend(best_of(modelled.iter().copied(), BY_MODEL));
    chosen.extend(best_of(likenesses.iter().copied(), BY_LIKENESS));
    let listed = ambiguous_terms
        .whole
        .into_iter()
        .chain(ambiguous_terms.inside.map(|(menu, _)| menu));
    chosen.extend(listed.flat_map(|menu| menu.groups.iter().map(|group| group.0)));
    chosen.sort_unstable();
    chosen.dedup();
    if let Some(menu) = ambiguous_terms.whole {
        // Somebody who wrote the menu knew better than words that resemble it.
        chosen.retain(|&at| groups[usize::from(at)].exact || menu.groups.contains(&GroupId(at)));
    }
    let spoken_for = |&at: &u16| pieces.score(grounds.letters, usize::from(at));
    let mut spoken_for: Vec<f32> = chosen.iter().map(spoken_for).collect();
    let most = spoken_for.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    spoken_for
        .iter_mut()
        .for_each(|score| *score = (*score - most).max(MOST_BEHIND));
    let mut shares = spoken_for.clone();
    model::softmax(&mut shares);
    let mut weighed: Vec<Weighed> = chosen
        .into_iter()
        .zip(spoken_for.into_iter().zip(shares))
        .map(|(at, (behind, share_of_letters))| {
            let group = &groups[usize::from(at)];
            let rank_in =
                |menu: &AmbiguousTerm| menu.groups.iter().position(|listed| listed.0 == at);
            let rank = ambiguous_terms.whole.and_then(rank_in);
            let inside = ambiguous_terms.inside.map_or(0.0, |(menu, share)| {
                rank_in(menu).map_or(0.0, |rank| share / (rank + 1) as f32)
            });
            let probability = modelled[usize::from(at)].max(MIN_PROBABILITY);
            let evidence = evidence(
                index,
                lang,
                query,
                (GroupId(at), group),
                [
                    probability,
                    likenesses[usize::from(at)],
                    behind,
                    share_of_letters,
                ],
                rank,
                inside,
            );
            Weighed {
                group: GroupId(at),
                evidence,
                probability: worth(&evidence, weights),
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

/// The places of the greatest values, at most `count` of them.
fn best_of(values: impl Iterator<Item = f32>, count: usize) -> impl Iterator<Item = u16> {
    // The least of them comes first.
    let mut best: Vec<(f32, u16)> = Vec::with_capacity(count + 1);
    let mut least = MIN_PROBABILITY;
    for (value, at) in values.zip(0..) {
        if value <= least {
            continue;
        }
        let behind = best.iter().take_while(|(other, _)| *other < value).count();
        best.insert(behind, (value, at));
        if best.len() > count {
            best.remove(0);
            least = best[0].0;
        }
    }
    best.into_iter().map(|(_, at)| at)
}

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

fn evidence(
    index: &Index,
    lang: Lang,
    query: &Query,
    (id, group): (GroupId, &GroupScore),
    [probability, likeness, behind, share_of_letters]: [f32; 4],
    rank: Option<usize>,
    inside: f32,
) -> [f32; GROUP_EVIDENCE] {
    let levels = query.levels;
    let entry = (group.best > 0.0).then(|| index.entry(group.entry as usize));
    let kind = entry.map(|entry| entry.kind());
    let official = kind == Some(EntryKind::Official);
    let whole = group.query_covered >= WHOLE && group.entry_covered >= WHOLE;
    let own_levels = entry.map_or(levels, |entry| entry.levels());
    let (extra, missing) = (own_levels & !levels, levels & !own_levels);
    let count = |levels: Levels| levels.count_ones() as f32;
    let leading = index.level_share(id, AUTHORITY);
    let other_language = entry
        .and_then(|entry| index.lang_of(&entry))
        .is_some_and(|own| own != lang);
    [
        group.best,
        group.further,
        group.query_covered,
        group.entry_covered,
        flag(group.exact && official),
        flag(group.exact && !official || group.meant),
        flag(whole),
        probability.ln(),
        probability,
        rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f32),
        flag(rank.is_some()),
        inside,
        flag(other_language),
        flag(official),
        flag(kind == Some(EntryKind::Everyday(NameKind::Duty))),
        count(extra & AUTHORITY),
        count(missing & AUTHORITY),
        count(extra & !AUTHORITY),
        count(missing & !AUTHORITY),
        index.level_share(id, levels & AUTHORITY),
        flag(levels & AUTHORITY == 0) * leading,
        index.level_share(id, levels & !AUTHORITY),
        flag(query.leads_people) * leading,
        likeness,
        likeness * likeness,
        behind,
        share_of_letters,
    ]
}
