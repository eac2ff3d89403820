//! Every word of the titles and names, with what it tells about the occupation.

use std::ops::Range;
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};

use super::seniority::Levels;
use super::stem;
use crate::language::Endings;
use crate::noc::Lang;
use crate::tables::{Interner, Table, TableReader, TableWriter};

/// A word of the vocabulary.
pub type WordId = u32;

/// A word as the index knows it.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Word {
    lemma: u32,
    root: u32,
    levels: Levels,
    /// One where titles are indexed without it.
    silent: u8,
    /// One where it is a job's name alone.
    alone: u8,
}

/// All words of the index, by text, by lemma and by root.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    texts: Interner,
    words: Table<Word>,
    endings: Arc<Endings>,
    /// The languages that entries may be in.
    langs: Vec<Lang>,
    /// In how many entries of each of them a word stands: so many numbers a word.
    uses: Table<u32>,
    /// Known while words are added.
    lemmas: Interner,
    lemma_count: usize,
    roots: Interner,
    /// The words of root `i` are `by_root[root_starts[i]..root_starts[i + 1]]`.
    by_root: Table<WordId>,
    root_starts: Table<u32>,
    /// Per lemma: how much it tells about the occupation.
    weights: Table<f32>,
}

impl Vocabulary {
    /// An empty vocabulary of entries in these languages, whose words have these endings.
    pub fn new(langs: &[Lang], endings: &Arc<Endings>) -> Self {
        Vocabulary {
            langs: langs.to_vec(),
            endings: Arc::clone(endings),
            ..Vocabulary::default()
        }
    }

    /// The id of `word`; `tell` is asked about a new one: the levels its lemma names, and whether it is silent.
    pub fn intern(&mut self, word: &str, tell: impl FnOnce(&str) -> (Levels, bool)) -> WordId {
        let id = self.texts.intern(word);
        if id as usize == self.words.len() {
            let lemma = stem::lemma(word, &self.endings);
            let (levels, silent) = tell(&lemma);
            self.words.to_mut().push(Word {
                lemma: self.lemmas.intern(&lemma),
                root: self.roots.intern(stem::root(&lemma, &self.endings)),
                levels,
                silent: silent.into(),
                alone: 0,
            });
            let uses = self.langs.iter().map(|_| 0);
            self.uses.to_mut().extend(uses);
        }
        id
    }

    /// Writes the words, once all are known.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(tags_of(&self.langs).as_bytes());
        self.texts.write(out);
        self.roots.write(out);
        out.add(&self.words);
        out.add(&self.uses);
        out.add(&[self.lemma_count as u32]);
        out.add(&self.by_root);
        out.add(&self.root_starts);
        out.add(&self.weights);
    }

    /// The words that [`Vocabulary::write`] wrote.
    pub fn read(tables: &mut TableReader, endings: &Arc<Endings>) -> Option<Self> {
        Some(Vocabulary {
            endings: Arc::clone(endings),
            langs: langs_of(tables.text()?)?,
            texts: Interner::read(tables)?,
            roots: Interner::read(tables)?,
            lemmas: Interner::default(),
            words: tables.table()?,
            uses: tables.table()?,
            lemma_count: tables.one::<u32>()? as usize,
            by_root: tables.table()?,
            root_starts: tables.table()?,
            weights: tables.table()?,
        })
    }

    /// The endings that words of one family differ in.
    pub fn endings(&self) -> &Endings {
        &self.endings
    }

    /// The languages that entries may be in.
    pub fn langs(&self) -> &[Lang] {
        &self.langs
    }

    /// Counts a use of the word in `lang`, in every language without one.
    pub fn count(&mut self, id: WordId, lang: Option<Lang>) {
        let own = self.uses_at(id);
        for (count, own) in self.uses.to_mut()[own].iter_mut().zip(&self.langs) {
            if lang.is_none_or(|lang| lang == *own) {
                *count += 1;
            }
        }
    }

    /// Where the word's uses stand.
    fn uses_at(&self, id: WordId) -> Range<usize> {
        let each = self.langs.len();
        let start = id as usize * each;
        start..start + each
    }

    /// Takes over all words of `other`, which counts the same languages; returns the id here of each word there.
    pub fn absorb(&mut self, other: &Vocabulary) -> Vec<WordId> {
        let lemmas = take_over(&mut self.lemmas, &other.lemmas);
        let roots = take_over(&mut self.roots, &other.roots);
        let ids = take_over(&mut self.texts, &other.texts);
        for ((&id, word), there) in ids.iter().zip(other.words.iter()).zip(0..) {
            let uses = &other.uses[other.uses_at(there)];
            if id as usize == self.words.len() {
                self.uses.to_mut().extend(uses);
                self.words.to_mut().push(Word {
                    lemma: lemmas[word.lemma as usize],
                    root: roots[word.root as usize],
                    ..*word
                });
            } else {
                let own = self.uses_at(id);
                for (sum, count) in self.uses.to_mut()[own].iter_mut().zip(uses) {
                    *sum += count;
                }
                self.words.to_mut()[id as usize].alone |= word.alone;
            }
        }
        ids
    }

    /// Groups the words by root, once all are known.
    pub fn sort(&mut self) {
        let words: Vec<(WordId, Word)> = (0..)
            .zip(self.words.iter().copied())
            .filter(|&(id, _)| self.uses(id) > 0)
            .collect();
        let mut ends = vec![0u32; self.roots.len() + 1];
        for (_, word) in &words {
            ends[word.root as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        self.root_starts = ends.clone().into();
        let mut by_root = vec![0; words.len()];
        for (id, word) in words {
            let slot = &mut ends[word.root as usize];
            by_root[*slot as usize] = id;
            *slot += 1;
        }
        self.by_root = by_root.into();
        self.lemma_count = self.lemmas.len();
        self.lemmas = Interner::default();
    }

    /// The id of `word`, if an entry has it.
    pub fn id(&self, word: &str) -> Option<WordId> {
        self.texts.get(word).filter(|&id| self.uses(id) > 0)
    }

    /// The word's text.
    pub fn text(&self, id: WordId) -> &str {
        self.texts.text(id)
    }

    /// The word without plural and gender, as a number.
    pub fn lemma(&self, id: WordId) -> u32 {
        self.words[id as usize].lemma
    }

    /// The levels and roles the word names.
    pub fn levels(&self, id: WordId) -> Levels {
        self.words[id as usize].levels
    }

    /// Whether titles are indexed without the word.
    pub fn is_silent(&self, id: WordId) -> bool {
        self.words[id as usize].silent != 0
    }

    /// Whether the word is a job's name alone.
    pub fn is_alone(&self, id: WordId) -> bool {
        self.words[id as usize].alone != 0
    }

    /// Notes that the word is a job's name alone.
    pub fn stands_alone(&mut self, id: WordId) {
        self.words.to_mut()[id as usize].alone = 1;
    }

    /// The words that share the stem of `word`, which itself need not be in the index.
    pub fn relatives(&self, word: &str) -> &[WordId] {
        let Some(root) = self
            .roots
            .get(stem::root(&stem::lemma(word, &self.endings), &self.endings))
        else {
            return &[];
        };
        let at = root as usize;
        match self.root_starts.get(at..at + 2) {
            Some(&[start, end]) => &self.by_root[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Whether two words differ in plural and gender only.
    pub fn same_lemma(&self, id: WordId, word: &str) -> bool {
        stem::lemma(self.text(id), &self.endings) == stem::lemma(word, &self.endings)
    }

    /// In how many entries the word stands.
    pub fn uses(&self, id: WordId) -> u32 {
        self.uses[self.uses_at(id)].iter().sum()
    }

    /// In how many entries of one language the word stands.
    pub fn uses_in(&self, id: WordId, lang: Lang) -> u32 {
        let at = self.langs.iter().position(|&own| own == lang);
        at.map_or(0, |at| self.uses[self.uses_at(id)][at])
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// How many lemmas there are.
    pub fn lemma_count(&self) -> usize {
        self.lemma_count
    }

    /// How much the word tells about the occupation: 0 for one that stands everywhere alike.
    pub fn weight(&self, id: WordId) -> f32 {
        let lemma = self.lemma(id) as usize;
        self.weights.get(lemma).copied().unwrap_or_default()
    }

    /// Sets what each lemma tells.
    pub fn set_weights(&mut self, weights: Vec<f32>) {
        self.weights = weights.into();
    }

    /// The words that stand in an entry, with their texts.
    pub fn used(&self) -> impl Iterator<Item = (WordId, &str)> {
        (0..self.len() as WordId)
            .filter(|&id| self.uses(id) > 0)
            .map(|id| (id, self.text(id)))
    }
}

/// The tags of languages, a line each.
pub(super) fn tags_of(langs: &[Lang]) -> String {
    let tags: Vec<&str> = langs.iter().map(|lang| lang.tag()).collect();
    tags.join("\n")
}

/// The languages with these tags.
pub(super) fn langs_of(tags: &str) -> Option<Vec<Lang>> {
    tags.lines().map(|tag| tag.parse().ok()).collect()
}

/// Adds every text of `from` to `into`; returns the number there of each number here.
fn take_over(into: &mut Interner, from: &Interner) -> Vec<u32> {
    (0..from.len() as u32)
        .map(|number| into.intern(from.text(number)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    fn of(words: &[&str], lang: Lang) -> Vocabulary {
        let words_known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let endings = words_known.endings;
        let mut vocabulary = Vocabulary::new(&[Lang::EN, Lang::FR], &endings);
        for word in words {
            let id = vocabulary.intern(word, |_| (0, false));
            vocabulary.count(id, Some(lang));
        }
        vocabulary
    }

    #[test]
    fn one_vocabulary_takes_over_another() {
        let mut both = of(&["nurse", "welder"], Lang::EN);
        let ids = both.absorb(&of(&["soudeur", "nurse", "welders"], Lang::FR));
        both.sort();
        assert_eq!(ids, [2, 0, 3]);
        assert_eq!(both.uses(0), 2);
        assert_eq!(both.uses_in(0, Lang::FR), 1);
        assert_eq!(both.lemma(1), both.lemma(3));
        assert_eq!(both.relatives("welding"), [1, 3]);
        assert_eq!(both.id("plumber"), None);
    }
}
