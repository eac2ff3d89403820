//! Every word of the titles and names, with what it tells about the occupation.

use std::ops::Range;
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};

use super::seniority::Levels;
use super::stem;
use crate::language::Endings;
use crate::noc::Lang;
use crate::tables::{Distinct, Hashes, Interner, Numbers, Rounded, TableReader, TableWriter};

/// A word of the vocabulary.
pub type WordId = u32;

/// What a word says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Pod, Zeroable)]
#[repr(C)]
pub struct Traits {
    /// The levels and roles it names.
    pub levels: Levels,
    /// One where titles are indexed without it.
    silent: u8,
    /// One where it is a job's name alone.
    pub(super) alone: u8,
}

impl Traits {
    /// Of a word that was not met as a job's name alone.
    pub(super) fn new(levels: Levels, silent: bool) -> Self {
        Traits {
            levels,
            silent: silent.into(),
            alone: 0,
        }
    }

    /// Whether titles are indexed without the word.
    pub fn is_silent(self) -> bool {
        self.silent != 0
    }
}

/// All words of the index, by text, by lemma and by root.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    pub(super) texts: Interner,
    pub(super) lemmas: Numbers,
    pub(super) traits: Distinct<Traits>,
    pub(super) endings: Arc<Endings>,
    /// The languages that entries may be in.
    pub(super) langs: Vec<Lang>,
    /// In how many entries of each of them a word stands: so many numbers a word.
    pub(super) uses: Numbers,
    pub(super) lemma_count: usize,
    /// The numbers of the roots that words in entries have; the text of a root is that of any of its words.
    pub(super) roots: Hashes,
    /// The words of root `i` are `by_root[root_starts[i]..root_starts[i + 1]]`.
    pub(super) root_starts: Numbers,
    pub(super) by_root: Numbers,
    /// Per lemma: how much it tells about the occupation.
    pub(super) weights: Rounded,
}

impl Vocabulary {
    /// Writes the words.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(tags_of(&self.langs).as_bytes());
        self.texts.write(out);
        self.lemmas.write(out);
        self.traits.write(out);
        self.uses.write(out);
        out.add(&[self.lemma_count as u32]);
        self.roots.write(out);
        self.root_starts.write(out);
        self.by_root.write(out);
        self.weights.write(out);
    }

    /// The words that [`Vocabulary::write`] wrote.
    pub fn read(tables: &mut TableReader, endings: &Arc<Endings>) -> Option<Self> {
        Some(Vocabulary {
            endings: Arc::clone(endings),
            langs: langs_of(tables.text()?)?,
            texts: Interner::read(tables)?,
            lemmas: Numbers::read(tables)?,
            traits: Distinct::read(tables)?,
            uses: Numbers::read(tables)?,
            lemma_count: tables.one::<u32>()? as usize,
            roots: Hashes::read(tables)?,
            root_starts: Numbers::read(tables)?,
            by_root: Numbers::read(tables)?,
            weights: Rounded::read(tables)?,
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

    /// The id of `word`, if an entry has it.
    pub fn id(&self, word: &str) -> Option<WordId> {
        self.texts.get(word).filter(|&id| self.uses(id) > 0)
    }

    /// Whether an entry has `word`, be it only beside those it is found by.
    pub fn holds(&self, word: &str) -> bool {
        self.texts.get(word).is_some()
    }

    /// The word's text.
    pub fn text(&self, id: WordId) -> &str {
        self.texts.text(id)
    }

    /// The word without plural and gender, as a number.
    pub fn lemma(&self, id: WordId) -> u32 {
        self.lemmas.at(id as usize)
    }

    /// The levels and roles the word names.
    pub fn levels(&self, id: WordId) -> Levels {
        self.traits.at(id as usize).levels
    }

    /// Whether the word is a job's name alone.
    pub fn is_alone(&self, id: WordId) -> bool {
        self.traits.at(id as usize).alone != 0
    }

    /// The words that share the stem of a word of this lemma, which itself need not be in the index.
    pub fn relatives(&self, lemma: &str) -> impl Iterator<Item = WordId> {
        let wanted = stem::root(lemma, &self.endings);
        let has_it = |root| {
            let first = self.of_root(root).next();
            first.is_some_and(|id| {
                let lemma = stem::lemma(self.text(id), &self.endings);
                stem::root(&lemma, &self.endings) == wanted
            })
        };
        let root = self.roots.get(wanted, has_it);
        root.into_iter().flat_map(|root| self.of_root(root))
    }

    /// The words that have a root.
    fn of_root(&self, root: u32) -> impl Iterator<Item = WordId> {
        let at = root as usize;
        let own = self.root_starts.at(at)..self.root_starts.at(at + 1);
        own.map(|place| self.by_root.at(place as usize))
    }

    /// Whether a word has this lemma.
    pub fn has_lemma(&self, id: WordId, lemma: &str) -> bool {
        stem::lemma(self.text(id), &self.endings) == lemma
    }

    /// Where the word's uses stand.
    fn uses_at(&self, id: WordId) -> Range<usize> {
        let each = self.langs.len();
        let start = id as usize * each;
        start..start + each
    }

    /// In how many entries the word stands.
    pub fn uses(&self, id: WordId) -> u32 {
        self.uses_at(id).map(|at| self.uses.at(at)).sum()
    }

    /// In how many entries of one language the word stands.
    pub fn uses_in(&self, id: WordId, lang: Lang) -> u32 {
        let own = self.uses_at(id).zip(&self.langs);
        own.filter(|(_, own)| **own == lang)
            .map(|(at, _)| self.uses.at(at))
            .sum()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// How many lemmas there are.
    pub fn lemma_count(&self) -> usize {
        self.lemma_count
    }

    /// How much the word tells about the occupation: 0 for one that stands everywhere alike.
    pub fn weight(&self, id: WordId) -> f32 {
        let lemma = self.lemma(id) as usize;
        self.weights.at(lemma)
    }

    /// Sets what each lemma tells.
    pub fn set_weights(&mut self, weights: Rounded) {
        self.weights = weights;
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
