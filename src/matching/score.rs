//! How well each unit group's entries answer a query.

use std::cell::RefCell;

use bytemuck::Zeroable;

use super::index::Index;
use super::query::Query;
use super::spellings::Spellings;
use crate::noc::Lang;

/// A query should be covered by the entry, and the entry by the query; how much each side counts.
const QUERY_SIDE: f32 = 0.6;
const ENTRY_SIDE: f32 = 0.4;
/// Titles in the other language count a little less.
const OTHER_LANGUAGE: f32 = 0.96;
/// Each further entry of a group adds half of what the one before it added.
const DECAY: f32 = 0.5;
/// A word that stands in an entry's qualifier only was meant a little less surely.
const FOUND_IN_QUALIFIER: f32 = 0.85;

/// What is left of an entry that names a level or role (helper, supervisor, teacher) the query does not name,
/// and of one that does not name the query's.
const EXTRA_LEVEL: f32 = 0.85;
const MISSING_LEVEL: f32 = 0.9;

/// Both sides covered to this share: nothing of the text or of the entry is left over.
pub const WHOLE: f32 = 0.985;
/// A title with a long qualifier, typed in full, covers the query at least so far.
const NEARLY_WHOLE: f32 = 0.84;
/// What an entry that is typed word by word has ahead of others that are covered whole ("chef d'exploitation"
/// against "chef de l'exploitation").
const EXACT: f32 = 0.05;

/// Entries that cover less of the query than this share of what the best one covers are not weighed: there are
/// thousands of them behind every "operator", and none is ever meant.
const MIN_OF_BEST: f32 = 0.25;

/// What of the query an entry covers, and what of the entry is covered.
#[derive(Debug, Clone, Copy, Default, Zeroable)]
struct Covered {
    of_query: f32,
    of_entry: f32,
    /// The word of the query that was counted last, from 1, and for how much.
    last: (u32, f32),
}

impl Covered {
    /// Counts what a word of the query is worth to the entry: once, however many words of the entry it stands for.
    fn count(&mut self, word: u32, worth: f32) {
        let before = if self.last.0 == word {
            self.last.1
        } else {
            0.0
        };
        if worth > before {
            self.of_query += worth - before;
            self.last = (word, worth);
        }
    }
}

#[derive(Default)]
struct Scratch {
    /// Per entry.
    covered: Vec<Covered>,
    touched: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// What the entries of one unit group say.
#[derive(Debug, Clone, Copy, Default)]
pub struct GroupScore {
    /// How well its best entry answers the query, from 0 to 1.
    pub best: f32,
    /// That entry's position.
    pub entry: u32,
    /// The share of the query that entry covers, and of the entry that the query covers.
    pub query_covered: f32,
    pub entry_covered: f32,
    /// What its further entries add, decaying.
    pub further: f32,
    /// Whether the best entry is what was typed, word by word.
    pub exact: bool,
}

/// Scores every class by its entries that share a word with the query.
pub fn score(index: &Index, spellings: &Spellings, query: &Query, lang: Lang) -> Vec<GroupScore> {
    let asked: f32 = query.words.iter().map(|word| word.weight).sum();
    let mut groups = vec![GroupScore::default(); index.class_count()];
    if asked <= 0.0 {
        return groups;
    }
    let typed = query.typed.join(" ");
    SCRATCH.with_borrow_mut(|scratch| {
        if scratch.covered.len() != index.entries().len() {
            // Zeroed memory takes none before it is written to, and a text covers few entries.
            scratch.covered = bytemuck::zeroed_vec(index.entries().len());
        }
        for (at, word) in (1..).zip(&query.words) {
            for meaning in &word.matches {
                let gain = word.weight * meaning.similarity;
                // What the word is worth in the job itself and in a qualifier.
                let worths =
                    [(false, 1.0), (true, FOUND_IN_QUALIFIER)].map(|(in_qualifier, share)| {
                        let weight = index.weight_in_entry(meaning.word, in_qualifier);
                        (gain * share, meaning.similarity * weight)
                    });
                for posting in index.postings_of(meaning.word) {
                    let covered = &mut scratch.covered[posting.entry()];
                    if covered.of_query == 0.0 {
                        scratch.touched.push(posting.entry() as u32);
                    }
                    let (of_query, of_entry) = worths[usize::from(posting.in_qualifier())];
                    covered.count(at, of_query);
                    covered.of_entry += of_entry;
                }
            }
        }
        let of_query = |&entry: &u32| scratch.covered[entry as usize].of_query;
        let most = scratch.touched.iter().map(of_query).fold(0.0, f32::max);
        for entry in scratch.touched.drain(..) {
            let covered = std::mem::take(&mut scratch.covered[entry as usize]);
            if covered.of_query < MIN_OF_BEST * most {
                continue;
            }
            let found = &index.entries()[entry as usize];
            let query_covered = (covered.of_query / asked).min(1.0);
            let entry_covered = (covered.of_entry / found.total()).min(1.0);
            let mut score = query_covered.powf(QUERY_SIDE) * entry_covered.powf(ENTRY_SIDE);
            if index.lang_of(found).is_some_and(|own| own != lang) {
                score *= OTHER_LANGUAGE;
            }
            score *= EXTRA_LEVEL.powi((found.levels & !query.levels).count_ones() as i32)
                * MISSING_LEVEL.powi((query.levels & !found.levels).count_ones() as i32);
            let exact = query_covered >= NEARLY_WHOLE
                && entry_covered >= WHOLE
                && spellings.key(index.text_of(entry as usize)) == typed;
            if exact {
                score += EXACT;
            }
            let group = &mut groups[usize::from(found.group().0)];
            if score > group.best {
                group.further = DECAY * (group.best + group.further);
                group.best = score;
                group.entry = entry;
                group.query_covered = query_covered;
                group.entry_covered = entry_covered;
                group.exact = exact;
            } else {
                group.further = group
                    .further
                    .max(DECAY * score + DECAY * group.further * score);
            }
        }
    });
    groups
}
