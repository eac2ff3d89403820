//! How alike a text and the official titles are letter by letter: the cosine of their pieces of words, rare pieces counting
//! most (TF-IDF). A title has the pieces of its words, so that only words are held against pieces.

use std::cell::RefCell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::index::Index;
use super::indexing::EntryWords;
use super::packed_lists::PackedLists;
use super::vocabulary::WordId;
use crate::tables::{Distinct, Rounded, TableReader, TableWriter};

/// Pieces have so many letters, the edges of the word counted; a shorter word is one piece.
const LETTERS: usize = 4;
/// Pieces are hashed into so many buckets.
const BUCKETS: usize = 1 << 16;
/// Pieces of more words than this are endings and the like, and count for nothing.
const MAX_WORDS: usize = 300;
/// How rare a piece is is rounded to steps of this size, so that few weights differ.
const STEP: f32 = 0.05;
/// A word that has less than this share of itself in common with the text is another word.
const MIN_SHARE: f32 = 0.3;
/// So many places where like words stand are looked at, those of the likest words first.
const MAX_PLACES: usize = 2_500;

/// The pieces of the words of official titles.
#[derive(Debug, Clone)]
pub struct Pieces {
    /// The words of each bucket.
    words: PackedLists,
    /// What a piece counts for, squared: the bits of the number, see [`Pieces::weight`].
    weights: Distinct<u32>,
    /// The weights of all pieces of each word together.
    word_totals: Rounded,
    /// The length of each official title as a vector.
    lengths: Rounded,
}

#[derive(Default)]
struct Scratch {
    /// Per word: the weights of the pieces that it has in common with the text.
    in_common: Vec<f32>,
    words: Vec<WordId>,
    /// Per entry: the same over its words.
    entries: Vec<f32>,
    touched: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Calls `each` with the bucket of every piece of `word`.
fn for_each_piece(word: &str, mut each: impl FnMut(usize)) {
    let edged = [b"^", word.as_bytes(), b"$"].concat();
    for piece in edged.windows(LETTERS.min(edged.len())) {
        let mut hasher = FxHasher::default();
        hasher.write(piece);
        let long = hasher.finish();
        each((long ^ (long >> 31)) as usize & (BUCKETS - 1));
    }
}

impl Pieces {
    /// Takes the official titles of `index`, whose entries have these words, apart.
    pub fn of(index: &Index, words: &EntryWords) -> Self {
        let official = 0..index.official_count();
        let mut uses = vec![0u32; index.vocabulary.len()];
        for at in official.clone() {
            for word in words.of(at) {
                uses[word.word as usize] += 1;
            }
        }
        let mut words_of = vec![Vec::new(); BUCKETS];
        let mut counts = vec![0u32; BUCKETS];
        for (word, &uses) in (0..).zip(&uses).filter(|(_, uses)| **uses > 0) {
            for_each_piece(index.vocabulary.text(word), |piece| {
                counts[piece] += uses;
                words_of[piece].push(word);
            });
        }
        for (words, count) in words_of.iter_mut().zip(&mut counts) {
            if words.len() > MAX_WORDS {
                words.clear();
                *count = official.len() as u32;
            }
        }
        let all = official.len().max(1) as f32;
        let rarity = |count: u32| (all / (count as f32 + 1.0)).ln().max(0.0);
        let weight = |count: u32| ((rarity(count) / STEP).round() * STEP).powi(2);
        let weights: Vec<f32> = counts.into_iter().map(weight).collect();
        let mut word_totals = vec![0.0; index.vocabulary.len()];
        for (word, _) in (0..).zip(&uses).filter(|(_, uses)| **uses > 0) {
            let total: &mut f32 = &mut word_totals[word as usize];
            for_each_piece(index.vocabulary.text(word), |piece| {
                *total += weights[piece]
            });
        }
        let length = |at: usize| {
            let own = words.of(at).iter();
            let total: f32 = own.map(|word| word_totals[word.word as usize]).sum();
            total.sqrt()
        };
        Pieces {
            words: PackedLists::of(words_of.into_iter()),
            weights: weights.into_iter().map(f32::to_bits).collect(),
            lengths: official.map(length).collect(),
            word_totals: word_totals.into_iter().collect(),
        }
    }

    /// Writes the pieces.
    pub fn write(&self, out: &mut TableWriter) {
        self.words.write(out);
        self.weights.write(out);
        self.word_totals.write(out);
        self.lengths.write(out);
    }

    /// The pieces that [`Pieces::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Pieces {
            words: PackedLists::read(tables)?,
            weights: Distinct::read(tables)?,
            word_totals: Rounded::read(tables)?,
            lengths: Rounded::read(tables)?,
        })
    }

    /// What a piece counts for, squared.
    fn weight(&self, piece: usize) -> f32 {
        f32::from_bits(self.weights.at(piece))
    }

    /// For every class how alike the words and its likest official title are, from 0 to 1.
    pub fn likeness(&self, index: &Index, words: &[&str]) -> Vec<f32> {
        let mut groups = vec![0.0f32; index.class_count()];
        SCRATCH.with_borrow_mut(|scratch| {
            let Scratch {
                in_common,
                words: like,
                entries,
                touched,
            } = scratch;
            // Zeroed memory takes none before it is written to.
            let sizes = (self.word_totals.len(), index.official_count());
            if (in_common.len(), entries.len()) != sizes {
                *in_common = vec![0.0; sizes.0];
                *entries = vec![0.0; sizes.1];
            }
            let mut total: f32 = 0.0;
            for word in words {
                for_each_piece(word, |piece| {
                    let weight = self.weight(piece);
                    total += weight;
                    for word in self.words.list(piece) {
                        if in_common[word as usize] == 0.0 {
                            like.push(word);
                        }
                        in_common[word as usize] += weight;
                    }
                });
            }
            let share = |word: WordId, common: f32| common / self.word_totals.at(word as usize);
            let mut likest: Vec<(f32, WordId)> = Vec::with_capacity(like.len());
            for word in like.drain(..) {
                let common = std::mem::take(&mut in_common[word as usize]);
                if share(word, common) >= MIN_SHARE {
                    likest.push((common, word));
                }
            }
            likest.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            let mut places = 0;
            for (common, word) in likest {
                // They ascend, official titles first.
                let entries_of = index.postings_of(word).map(|posting| posting.entry());
                for at in entries_of.take_while(|&at| at < sizes.1) {
                    if entries[at] == 0.0 {
                        touched.push(at as u32);
                    }
                    entries[at] += common;
                    places += 1;
                }
                if places > MAX_PLACES {
                    break;
                }
            }
            let length = total.sqrt().max(f32::MIN_POSITIVE);
            for at in touched.drain(..) {
                let common = std::mem::take(&mut entries[at as usize]);
                let cosine = common / (length * self.lengths.at(at as usize));
                let group = &mut groups[usize::from(index.entry(at as usize).group().0)];
                *group = group.max(cosine.min(1.0));
            }
        });
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::super::Matcher;
    use crate::noc::{DataFiles, NocVersions};

    #[test]
    fn titles_are_like_themselves_and_their_kin() {
        let files = DataFiles::BuiltIn;
        let noc = NocVersions::open(&files).unwrap();
        let noc = noc.newest();
        let matcher = Matcher::open(&files, noc).unwrap();
        let likest = |words: &[&str]| {
            let groups = matcher.pieces.likeness(&matcher.index, words);
            let likest = (0..noc.groups().len()).max_by(|&a, &b| groups[a].total_cmp(&groups[b]));
            let at = likest.unwrap();
            (noc.groups()[at].code.to_string(), groups[at])
        };
        let (code, likeness) = likest(&["welder"]);
        assert_eq!(code, "72106");
        assert!(likeness > 0.99, "{likeness}");
        let (code, likeness) = likest(&["hydrogeological", "scientist"]);
        assert_eq!(code, "21102");
        assert!(likeness < 0.99, "{likeness}");
        assert!(likest(&["qqqq"]).1 < 0.1);
    }
}
