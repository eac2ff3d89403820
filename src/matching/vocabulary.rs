//! Every word of the titles and names, with what it tells about the occupation.

use rustc_hash::FxHashMap;

use super::level::{self, Levels};
use super::stem;
use crate::noc::Lang;

/// A word of the vocabulary.
pub type WordId = u32;

/// A word as the index knows it.
#[derive(Debug)]
struct Word {
    text: Box<str>,
    lemma: u32,
    levels: Levels,
    /// In how many entries of each language it stands.
    uses: [u32; Lang::ALL.len()],
}

/// All words of the index, by text, by lemma and by root.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    lemmas: FxHashMap<Box<str>, u32>,
    roots: FxHashMap<Box<str>, u32>,
    words_of_root: Vec<Vec<WordId>>,
    /// Per lemma: how much it tells about the occupation.
    weights: Vec<f32>,
}

impl Vocabulary {
    /// The id of `word`, which is added if it is new; counts one use in `lang` (in both without one).
    pub fn add(&mut self, word: &str, lang: Option<Lang>) -> WordId {
        let id = match self.ids.get(word) {
            Some(&id) => id,
            None => self.insert(word),
        };
        let uses = &mut self.words[id as usize].uses;
        match lang {
            Some(lang) => uses[lang as usize] += 1,
            None => uses.iter_mut().for_each(|count| *count += 1),
        }
        id
    }

    fn insert(&mut self, word: &str) -> WordId {
        let lemma_text = stem::lemma(word);
        let root_text = stem::root(&lemma_text);
        let levels = level::of(&lemma_text);
        let next_lemma = self.lemmas.len() as u32;
        let lemma = *self.lemmas.entry(lemma_text.into()).or_insert(next_lemma);
        let next_root = self.roots.len() as u32;
        let root = *self.roots.entry(root_text.into()).or_insert(next_root);
        if root == next_root {
            self.words_of_root.push(Vec::new());
        }
        let id = self.words.len() as WordId;
        self.words_of_root[root as usize].push(id);
        self.words.push(Word {
            text: word.into(),
            lemma,
            levels,
            uses: [0; Lang::ALL.len()],
        });
        self.ids.insert(word.into(), id);
        id
    }

    /// The id of `word`, if the index has it.
    pub fn id(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// The word's text.
    pub fn text(&self, id: WordId) -> &str {
        &self.words[id as usize].text
    }

    /// The word without plural and gender, as a number.
    pub fn lemma(&self, id: WordId) -> u32 {
        self.words[id as usize].lemma
    }

    /// The levels and roles the word names.
    pub fn levels(&self, id: WordId) -> Levels {
        self.words[id as usize].levels
    }

    /// The words that share the stem of `word`, which itself need not be in the index.
    pub fn relatives(&self, word: &str) -> &[WordId] {
        let root = self.roots.get(stem::root(&stem::lemma(word)).as_str());
        root.map_or(&[], |&root| &self.words_of_root[root as usize])
    }

    /// Whether two words differ in plural and gender only.
    pub fn same_lemma(&self, id: WordId, word: &str) -> bool {
        self.lemmas.get(stem::lemma(word).as_str()) == Some(&self.lemma(id))
    }

    /// In how many entries the word stands.
    pub fn uses(&self, id: WordId) -> u32 {
        self.words[id as usize].uses.iter().sum()
    }

    /// In how many entries of one language the word stands.
    pub fn uses_in(&self, id: WordId, lang: Lang) -> u32 {
        self.words[id as usize].uses[lang as usize]
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// How many lemmas there are.
    pub fn lemma_count(&self) -> usize {
        self.lemmas.len()
    }

    /// How much the word tells about the occupation: 0 for one that stands everywhere alike.
    pub fn weight(&self, id: WordId) -> f32 {
        self.weights[self.lemma(id) as usize]
    }

    /// Sets what each lemma tells.
    pub fn set_weights(&mut self, weights: Vec<f32>) {
        self.weights = weights;
    }

    /// All words with their texts.
    pub fn iter(&self) -> impl Iterator<Item = (WordId, &str)> {
        (0..).zip(self.words.iter().map(|word| &*word.text))
    }
}
