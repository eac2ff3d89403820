//! How well each unit group's entries answer a query.

use std::cell::RefCell;
use std::sync::LazyLock;

use super::index::Index;
use super::query::{Query, QueryWord};
use super::seniority::Levels;
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
/// A title with misspelt words covers the query at least so far, and is covered.
const MISSPELT: f32 = 0.6;
/// What an entry that is typed word by word has ahead of others that are covered whole ("chef d'exploitation"
/// against "chef de l'exploitation").
const EXACT: f32 = 0.05;

/// Entries that cover less of the query than this share of what the best one covers are not weighed: there are
/// thousands of them behind every "operator", and none is ever meant.
const MIN_OF_BEST: f32 = 0.4;

/// What of the query an entry covers, and what of the entry is covered.
#[derive(Debug, Clone, Copy, Default)]
struct Covered {
    of_query: f32,
    of_entry: f32,
    /// The word of the query that was counted last, from 1, and for how much.
    last: (u32, f32),
}

impl Covered {
    /// Counts what a word of the query is worth to the entry: once, however many words of the entry it stands for.
    #[inline]
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

/// What is covered of the few entries that share a word with the query, found by their position without looking far about in memory.
#[derive(Default)]
struct Scratch {
    /// Per entry where it stands among those touched; only of those does it say anything.
    places: Vec<u32>,
    /// A bit an entry: whether it is among those touched.
    bits: Vec<u64>,
    touched: Vec<(u32, Covered)>,
}

const BITS: usize = u64::BITS as usize;

impl Scratch {
    /// Makes room for so many entries.
    fn fit(&mut self, entries: usize) {
        if self.places.len() != entries {
            *self = Scratch {
                places: vec![0; entries],
                bits: vec![0; entries.div_ceil(BITS)],
                touched: Vec::new(),
            };
        }
    }

    #[inline]
    fn is_touched(&self, entry: usize) -> bool {
        self.bits[entry / BITS] >> (entry % BITS) & 1 != 0
    }

    /// What is covered of an entry, which is touched from now on.
    #[inline]
    fn covered(&mut self, entry: usize) -> &mut Covered {
        if !self.is_touched(entry) {
            self.bits[entry / BITS] |= 1 << (entry % BITS);
            self.places[entry] = self.touched.len() as u32;
            self.touched.push((entry as u32, Covered::default()));
        }
        &mut self.touched[self.places[entry] as usize].1
    }
}

/// The most that a word is worth to any entry.
fn most_worth(word: &QueryWord) -> f32 {
    let best = word.matches.first().map_or(0.0, |best| best.similarity);
    word.weight * best
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// How many levels and roles there may be more or less.
const LEVELS: usize = Levels::BITS as usize + 1;
/// What is left by how many levels and roles there are too many, and by how many are missing.
const EXTRA_LEVELS: [f32; LEVELS] = powers(EXTRA_LEVEL);
const MISSING_LEVELS: [f32; LEVELS] = powers(MISSING_LEVEL);

const fn powers(of: f32) -> [f32; LEVELS] {
    let mut all = [1.0; LEVELS];
    let mut at = 1;
    while at < LEVELS {
        all[at] = all[at - 1] * of;
        at += 1;
    }
    all
}

/// The share of an entry that is covered, to its power, in so many steps: what no share in a step exceeds.
const STEPS: usize = 64;
static ENTRY_POWERS: LazyLock<[f32; STEPS + 2]> =
    LazyLock::new(|| std::array::from_fn(|at| (at as f32 / STEPS as f32).powf(ENTRY_SIDE)));

/// The powers of the shares of the query that were met last: few shares are met often.
#[derive(Default)]
struct QueryPowers([(f32, f32); 8]);

impl QueryPowers {
    fn of(&mut self, share: f32) -> f32 {
        let slots = self.0.len();
        let slot = &mut self.0[(share.to_bits() >> 12) as usize % slots];
        if slot.0 != share {
            *slot = (share, share.powf(QUERY_SIDE));
        }
        slot.1
    }
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
    /// Whether it is what was typed, but for misspellings.
    pub meant: bool,
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
        scratch.fit(index.entry_count());
        let mut words: Vec<(u32, &QueryWord)> = (1..).zip(&query.words).collect();
        words.sort_by(|(_, a), (_, b)| most_worth(b).total_cmp(&most_worth(a)));
        let mut left: f32 = words.iter().map(|(_, word)| most_worth(word)).sum();
        let mut most = 0.0f32;
        for (at, word) in words {
            // An entry that has only words from here on is not weighed in the end.
            let only_known = left < MIN_OF_BEST * most;
            left -= most_worth(word);
            for meaning in &word.matches {
                let gain = word.weight * meaning.similarity;
                // What the word is worth in the job itself and in a qualifier.
                let worths =
                    [(false, 1.0), (true, FOUND_IN_QUALIFIER)].map(|(in_qualifier, share)| {
                        let weight = index.weight_in_entry(meaning.word, in_qualifier);
                        (gain * share, meaning.similarity * weight)
                    });
                for posting in index.postings_of(meaning.word) {
                    let entry = posting.entry();
                    if only_known && !scratch.is_touched(entry) {
                        continue;
                    }
                    let covered = scratch.covered(entry);
                    let (of_query, of_entry) = worths[usize::from(posting.in_qualifier())];
                    covered.count(at, of_query);
                    covered.of_entry += of_entry;
                    most = most.max(covered.of_query);
                }
            }
        }
        let entry_powers = &*ENTRY_POWERS;
        let mut query_powers = QueryPowers::default();
        for (entry, covered) in scratch.touched.drain(..) {
            let entry = entry as usize;
            scratch.bits[entry / BITS] = 0;
            if covered.of_query < MIN_OF_BEST * most {
                continue;
            }
            let found = index.entry(entry);
            let query_covered = (covered.of_query / asked).min(1.0);
            let entry_covered = (covered.of_entry / found.total).min(1.0);
            let group = &mut groups[usize::from(found.group().0)];
            let (extra, missing) = (
                found.levels() & !query.levels,
                query.levels & !found.levels(),
            );
            let mut share = query_powers.of(query_covered)
                * EXTRA_LEVELS[extra.count_ones() as usize]
                * MISSING_LEVELS[missing.count_ones() as usize];
            if index.lang_of(&found).is_some_and(|own| own != lang) {
                share *= OTHER_LANGUAGE;
            }
            // Most entries add nothing to their group.
            let most = share * entry_powers[(entry_covered * STEPS as f32) as usize + 1];
            if most + EXACT <= group.best && DECAY * most * (1.0 + group.further) <= group.further {
                continue;
            }
            let mut score = share * entry_covered.powf(ENTRY_SIDE);
            let least = query_covered.min(entry_covered);
            let may_be_meant = !query.meant.is_empty() && least >= MISSPELT;
            let may_be_exact = query_covered >= NEARLY_WHOLE && entry_covered >= WHOLE;
            let (mut exact, mut meant) = (false, false);
            if may_be_exact || may_be_meant {
                let key = spellings.key(index.text_of(entry));
                exact = may_be_exact && key == typed;
                meant = query.meant.contains(&key);
            }
            if exact || meant {
                score += EXACT;
            }
            if score > group.best {
                group.further = DECAY * (group.best + group.further);
                group.best = score;
                group.entry = entry as u32;
                group.query_covered = query_covered;
                group.entry_covered = entry_covered;
                group.exact = exact;
                group.meant = meant;
            } else {
                group.further = group
                    .further
                    .max(DECAY * score + DECAY * group.further * score);
            }
        }
    });
    groups
}
