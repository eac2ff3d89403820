//! How well each unit group answers a query.

use std::cell::RefCell;

use super::data::{Knowledge, NameKind};
use super::index::{EntryKind, Index};
use super::query::Query;
use super::{Candidate, Outcome};
use crate::noc::Lang;

/// What scoring found.
pub struct Scored {
    pub outcome: Outcome,
    pub candidates: Vec<Candidate>,
}

/// A query should be covered by the entry, and the entry by the query; how much each side counts.
const QUERY_SIDE: f32 = 0.6;
const ENTRY_SIDE: f32 = 0.4;
/// Titles in the other language count a little less.
const OTHER_LANGUAGE: f32 = 0.96;
/// The group's further entries add this share of their own score each, decaying.
const FURTHER_ENTRIES: f32 = 0.12;

#[derive(Default)]
struct Scratch {
    /// Per entry: what of the query it covers, and what of the entry is covered.
    covered: Vec<(f32, f32)>,
    touched: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

#[derive(Debug, Clone, Copy, Default)]
struct GroupScore {
    best: f32,
    entry: u32,
    further: f32,
    second: f32,
}

/// Scores every unit group that shares a word with the query.
pub fn score(index: &Index, knowledge: &Knowledge, query: &Query, lang: Lang) -> Scored {
    let groups = lexical(index, query, lang);
    let mut ranked: Vec<Candidate> = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| group.best > 0.0)
        .map(|(at, group)| Candidate {
            group: crate::noc::GroupId(at as u16),
            matched: index.entries()[group.entry as usize].text,
            score: group.best + FURTHER_ENTRIES * group.further,
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
    if let Some(menu) = knowledge
        .menus
        .get(&query.bare)
        .or_else(|| knowledge.menus.get(&query.typed.join(" ")))
    {
        let listed = menu
            .groups
            .iter()
            .enumerate()
            .map(|(at, &group)| Candidate {
                group,
                matched: menu.text,
                score: 0.9 / (at + 2) as f32,
            });
        return Scored {
            outcome: Outcome::Choose,
            candidates: listed.collect(),
        };
    }
    let outcome = match ranked.first() {
        None => Outcome::None,
        Some(first) if first.group == index.not_a_job() => Outcome::None,
        Some(first) if first.score < 0.3 => Outcome::None,
        Some(first) => {
            let next = ranked.get(1).map_or(0.0, |next| next.score);
            if first.score > 0.7 && next < 0.85 * first.score {
                Outcome::Confident
            } else {
                Outcome::Choose
            }
        }
    };
    ranked.retain(|candidate| candidate.group != index.not_a_job());
    Scored {
        outcome,
        candidates: ranked,
    }
}

fn lexical(index: &Index, query: &Query, lang: Lang) -> Vec<GroupScore> {
    let asked: f32 = query.words.iter().map(|word| word.weight).sum();
    let mut groups = vec![GroupScore::default(); index.class_count()];
    if asked <= 0.0 {
        return groups;
    }
    SCRATCH.with_borrow_mut(|scratch| {
        scratch.covered.resize(index.entries().len(), (0.0, 0.0));
        for word in &query.words {
            for meaning in &word.meanings {
                let gain = word.weight * meaning.likeness;
                for &posting in index.postings_of(meaning.word) {
                    let covered = &mut scratch.covered[posting.entry()];
                    if covered.0 == 0.0 {
                        scratch.touched.push(posting.entry() as u32);
                    }
                    covered.0 += gain * if posting.in_qualifier() { 0.85 } else { 1.0 };
                    covered.1 += meaning.likeness
                        * index.weight_in_entry(meaning.word, posting.in_qualifier());
                }
            }
        }
        for entry in scratch.touched.drain(..) {
            let (of_query, of_entry) = std::mem::take(&mut scratch.covered[entry as usize]);
            let found = &index.entries()[entry as usize];
            let query_share = (of_query / asked).min(1.0);
            let entry_share = (of_entry / found.total).min(1.0);
            let mut score = query_share.powf(QUERY_SIDE) * entry_share.powf(ENTRY_SIDE);
            if found.lang.is_some_and(|own| own != lang) {
                score *= OTHER_LANGUAGE;
            }
            if found.kind == EntryKind::Everyday(NameKind::Duty) {
                score *= 1.0;
            }
            let group = &mut groups[usize::from(found.group.0)];
            if score > group.best {
                group.further = group.best + 0.5 * group.further;
                group.second = group.best;
                group.best = score;
                group.entry = entry;
            } else if score > group.second {
                group.second = score;
                group.further = score + 0.5 * group.further;
            }
        }
    });
    groups
}
