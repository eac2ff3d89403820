//! The words of the titles and names while they are gathered.

use std::ops::Range;
use std::sync::Arc;

use super::seniority::Levels;
use super::stem;
use super::vocabulary::{Traits, Vocabulary, WordId};
use crate::language::Endings;
use crate::noc::Lang;
use crate::tables::{Hashes, Interner};

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct Word {
    lemma: u32,
    root: u32,
    traits: Traits,
}

/// All words so far, by text, by lemma and by root.
#[derive(Debug, Default)]
pub struct VocabularyBuilder {
    texts: Interner,
    words: Vec<Word>,
    endings: Arc<Endings>,
    /// The languages that entries may be in.
    langs: Vec<Lang>,
    /// In how many entries of each of them a word stands: so many numbers a word.
    uses: Vec<u32>,
    lemmas: Interner,
    roots: Interner,
}

impl VocabularyBuilder {
    /// No words yet, of entries in these languages, whose words have these endings.
    pub fn new(langs: &[Lang], endings: &Arc<Endings>) -> Self {
        VocabularyBuilder {
            langs: langs.to_vec(),
            endings: Arc::clone(endings),
            ..VocabularyBuilder::default()
        }
    }

    /// The id of `word`; `tell` is asked about a new one: the levels its lemma names, and whether it is silent.
    pub fn intern(&mut self, word: &str, tell: impl FnOnce(&str) -> (Levels, bool)) -> WordId {
        let id = self.texts.intern(word);
        if id as usize == self.words.len() {
            let lemma = stem::lemma(word, &self.endings);
            let (levels, silent) = tell(&lemma);
            self.words.push(Word {
                lemma: self.lemmas.intern(&lemma),
                root: self.roots.intern(stem::root(&lemma, &self.endings)),
                traits: Traits::new(levels, silent),
            });
            self.uses.extend(self.langs.iter().map(|_| 0));
        }
        id
    }

    /// What the word says of itself.
    pub fn traits(&self, id: WordId) -> Traits {
        self.words[id as usize].traits
    }

    /// Notes that the word is a job's name alone.
    pub fn stands_alone(&mut self, id: WordId) {
        self.words[id as usize].traits.alone = 1;
    }

    /// Counts a use of the word in `lang`, in every language without one.
    pub fn count(&mut self, id: WordId, lang: Option<Lang>) {
        let own = self.uses_at(id);
        for (count, own) in self.uses[own].iter_mut().zip(&self.langs) {
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
    pub fn absorb(&mut self, other: &VocabularyBuilder) -> Vec<WordId> {
        let lemmas = take_over(&mut self.lemmas, &other.lemmas);
        let roots = take_over(&mut self.roots, &other.roots);
        let ids = take_over(&mut self.texts, &other.texts);
        for ((&id, word), there) in ids.iter().zip(&other.words).zip(0..) {
            let uses = &other.uses[other.uses_at(there)];
            if id as usize == self.words.len() {
                self.uses.extend(uses);
                self.words.push(Word {
                    lemma: lemmas[word.lemma as usize],
                    root: roots[word.root as usize],
                    ..*word
                });
            } else {
                let own = self.uses_at(id);
                for (sum, count) in self.uses[own].iter_mut().zip(uses) {
                    *sum += count;
                }
                self.words[id as usize].traits.alone |= word.traits.alone;
            }
        }
        ids
    }

    /// The vocabulary of all these words, grouped by root.
    pub fn finish(self) -> Vocabulary {
        let is_used = |id: WordId| self.uses[self.uses_at(id)].iter().any(|&uses| uses > 0);
        let mut by_root: Vec<WordId> = (0..self.words.len() as WordId)
            .filter(|&id| is_used(id))
            .collect();
        let root = |id: WordId| self.words[id as usize].root;
        by_root.sort_by_key(|&id| root(id));
        let runs = || by_root.chunk_by(|&a, &b| root(a) == root(b));
        let roots: Vec<&str> = runs().map(|run| self.roots.text(root(run[0]))).collect();
        let mut end = 0;
        let ends = runs().map(|run| {
            end += run.len() as u32;
            end
        });
        let starts = std::iter::once(0).chain(ends).collect();
        Vocabulary {
            lemmas: self.words.iter().map(|word| word.lemma).collect(),
            traits: self.words.iter().map(|word| word.traits).collect(),
            uses: self.uses.into(),
            lemma_count: self.lemmas.len(),
            roots: Hashes::of(roots.into_iter()),
            root_starts: starts,
            by_root: by_root.into(),
            weights: Default::default(),
            texts: self.texts,
            endings: self.endings,
            langs: self.langs,
        }
    }
}

/// Adds every text of `from` to `into`; returns the number there of each number here.
fn take_over(into: &mut Interner, from: &Interner) -> Vec<u32> {
    from.texts().map(|text| into.intern(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    fn of(words: &[&str], lang: Lang) -> VocabularyBuilder {
        let words_known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let endings = words_known.endings;
        let mut vocabulary = VocabularyBuilder::new(&[Lang::EN, Lang::FR], &endings);
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
        let both = both.finish();
        assert_eq!(ids, [2, 0, 3]);
        assert_eq!(both.uses(0), 2);
        assert_eq!(both.uses_in(0, Lang::FR), 1);
        assert_eq!(both.lemma(1), both.lemma(3));
        assert!(both.relatives("welding").eq([1, 3]));
        assert_eq!(both.relatives("plumbing").count(), 0);
        assert_eq!(both.id("plumber"), None);
    }
}
