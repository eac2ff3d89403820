//! Builds the index from the titles and names.

use std::panic::resume_unwind;

use super::data::{Corpus, Knowledge};
use super::index::{Class, EntryKind, Index, PLACES, Posting, in_entry};
use super::level_shares::LevelShares;
use super::packed_lists::PackedLists;
use super::sources::Sources;
use super::vocabulary::WordId;
use super::vocabulary_builder::VocabularyBuilder;
use super::word_lists::StopWord;
use crate::noc::{Classification, GroupId, Lang};
use crate::tables::Rounded;
use crate::text::fold;

/// A word seen in few entries is less sure to be typical of them: this many imagined uses elsewhere temper it.
const IMAGINED_USES: f32 = 3.0;
/// No word of a title counts for nothing.
const MIN_WORD_WEIGHT: f32 = 0.2;
/// A longer text is no name, in bytes.
const LONGEST_TEXT: usize = u16::MAX as usize;
/// Entries looked through for the words that stand behind a word.
const MAX_ENTRIES: usize = 4000;

/// A word of an entry, and whether it stands in its qualifier.
#[derive(Debug, Clone, Copy)]
pub struct EntryWord {
    /// The word.
    pub word: WordId,
    /// Whether it stands after " - ".
    pub in_qualifier: bool,
}

/// The words of every entry, which are known only while the matcher is built.
pub struct EntryWords {
    /// The words of entry `i` are `words[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    words: Vec<EntryWord>,
}

impl EntryWords {
    /// The words of an entry.
    pub fn of(&self, entry: usize) -> &[EntryWord] {
        &self.words[self.starts[entry] as usize..self.starts[entry + 1] as usize]
    }
}

/// Every posting, word by word.
struct Postings {
    /// The postings of word `i` are `all[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    all: Vec<Posting>,
}

impl Postings {
    fn of(&self, word: WordId) -> &[Posting] {
        let at = word as usize;
        &self.all[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Where each word stands and what it tells, found while other parts of the matcher are built.
pub struct Computed {
    postings: PackedLists<u8>,
    pairs: PackedLists<u8>,
    weights: Rounded,
    totals: Rounded,
}

/// What is indexed.
struct Ground<'a> {
    noc: &'a Classification,
    corpus: &'a Corpus,
    knowledge: &'a Knowledge,
    /// The files that the texts stand in.
    sources: Sources,
    /// Every language that a text is in.
    langs: Vec<Lang>,
}

impl<'a> Ground<'a> {
    fn new(noc: &'a Classification, corpus: &'a Corpus, knowledge: &'a Knowledge) -> Self {
        let mut sources = Sources::default();
        for (path, text) in noc.sources().chain(corpus.sources()) {
            sources.add(path, text);
        }
        let mut langs = noc.langs().to_vec();
        for lang in corpus.not_jobs.iter().filter_map(|row| row.lang) {
            if !langs.contains(&lang) {
                langs.push(lang);
            }
        }
        Ground {
            noc,
            corpus,
            knowledge,
            sources,
            langs,
        }
    }
}

/// The entries of one language, read on a thread of their own.
#[derive(Default)]
struct Part {
    vocabulary: VocabularyBuilder,
    classes: Vec<Class>,
    places: Vec<u32>,
    ends: Vec<u32>,
    words: Vec<EntryWord>,
    buffer: String,
}

impl Part {
    /// Reads every text whose language `wanted` accepts.
    fn read(ground: &Ground<'_>, wanted: impl Fn(Option<Lang>) -> bool) -> Self {
        let Ground { noc, corpus, .. } = ground;
        let mut part = Part {
            vocabulary: VocabularyBuilder::new(noc.langs(), &ground.knowledge.words.endings),
            ..Part::default()
        };
        let official = EntryKind::Official;
        for title in noc.titles().iter().filter(|title| wanted(Some(title.lang))) {
            part.add(ground, title.text, title.group, official, Some(title.lang));
        }
        for (at, group) in (0..).zip(noc.groups()) {
            for &lang in noc.langs().iter().filter(|&&lang| wanted(Some(lang))) {
                part.add(ground, group.title(lang), GroupId(at), official, Some(lang));
            }
        }
        for name in corpus.names.iter().filter(|name| wanted(name.lang)) {
            let kind = EntryKind::Everyday(name.kind);
            part.add(ground, name.text, name.group, kind, name.lang);
        }
        let not_a_job = GroupId(noc.groups().len() as u16);
        for row in corpus.not_jobs.iter().filter(|row| wanted(row.lang)) {
            part.add(ground, row.text, not_a_job, EntryKind::NotAJob, row.lang);
        }
        part
    }

    /// Adds a text, unless it is longer than any name is, or has no word.
    fn add(
        &mut self,
        ground: &Ground<'_>,
        text: &'static str,
        group: GroupId,
        kind: EntryKind,
        lang: Option<Lang>,
    ) {
        let knowledge = ground.knowledge;
        if text.len() > LONGEST_TEXT {
            return;
        }
        let dash = text.as_bytes().windows(3).position(|three| three == b" - ");
        let qualifier_at = dash.unwrap_or(text.len());
        let (job, qualifier) = text.split_at(qualifier_at);
        let keeps_all = kind == EntryKind::NotAJob;
        let (vocabulary, words) = (&mut self.vocabulary, &mut self.words);
        let first = words.len();
        let mut levels = 0;
        for (part, in_qualifier) in [(job, false), (qualifier, true)] {
            fold::for_each_word(part, &mut self.buffer, |word| {
                let id = vocabulary.intern(word, |lemma| {
                    let is_silent =
                        knowledge.lists.stop_words.get(word) == Some(StopWord::Function);
                    (knowledge.levels.of(lemma), is_silent)
                });
                if vocabulary.traits(id).is_silent() && !keeps_all {
                    return;
                }
                vocabulary.count(id, lang);
                words.push(EntryWord {
                    word: id,
                    in_qualifier,
                });
                if !in_qualifier {
                    levels |= vocabulary.traits(id).levels;
                }
            });
        }
        match &words[first..] {
            [] => return,
            [only] if !keeps_all => vocabulary.stands_alone(only.word),
            _ => {}
        }
        let place = ground.sources.place_of(text).unwrap_or(u32::MAX);
        let at = lang.and_then(|lang| ground.langs.iter().position(|known| *known == lang));
        let lang = at.map_or(0, |at| at as u8 + 1);
        self.ends.push(words.len() as u32);
        self.places.push(place);
        self.classes.push(Class::new(group, kind, lang, levels));
    }

    /// Puts the entries of `other` behind these.
    fn absorb(&mut self, other: Part) {
        let ids = self.vocabulary.absorb(&other.vocabulary);
        let before = self.words.len() as u32;
        let words = other.words.into_iter();
        self.words.extend(words.map(|word| EntryWord {
            word: ids[word.word as usize],
            ..word
        }));
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.places.extend(other.places);
        self.classes.extend(other.classes);
    }

    /// The same entries with the official ones first and those of a class side by side, without their words, which are given apart.
    fn in_order(self) -> (Self, EntryWords) {
        let mut order: Vec<usize> = (0..self.classes.len()).collect();
        order.sort_by_key(|&at| {
            let class = self.classes[at];
            (class.kind() != EntryKind::Official, class)
        });
        let mut words = EntryWords {
            starts: vec![0],
            words: Vec::with_capacity(self.words.len()),
        };
        for &at in &order {
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            let own = start as usize..self.ends[at] as usize;
            words.words.extend_from_slice(&self.words[own]);
            words.starts.push(words.words.len() as u32);
        }
        let part = Part {
            classes: order.iter().map(|&at| self.classes[at]).collect(),
            places: order.iter().map(|&at| self.places[at]).collect(),
            vocabulary: self.vocabulary,
            ..Part::default()
        };
        (part, words)
    }
}

impl Index {
    /// Indexes the titles of `noc` and everything in `corpus`; gives the words of every entry too.
    pub fn build(
        noc: &Classification,
        corpus: &Corpus,
        knowledge: &Knowledge,
    ) -> (Self, EntryWords) {
        // English and what is of no language first, each other language on a thread of its own.
        let others = |lang: &&Lang| **lang != Lang::EN;
        let ground = Ground::new(noc, corpus, knowledge);
        let all = std::thread::scope(|scope| {
            let ground = &ground;
            let read =
                |&own: &Lang| scope.spawn(move || Part::read(ground, |lang| lang == Some(own)));
            let parts: Vec<_> = noc.langs().iter().filter(others).map(read).collect();
            let mut all = Part::read(ground, |lang| {
                lang.is_none_or(|lang| lang == Lang::EN || !noc.langs().contains(&lang))
            });
            for part in parts {
                all.absorb(part.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            all
        });
        let (all, words) = all.in_order();
        let is_official = |class: &&Class| class.kind() == EntryKind::Official;
        let official = all.classes.iter().take_while(is_official).count();
        let not_a_job = GroupId(noc.groups().len() as u16);
        let titles = all.classes[..official].iter();
        let titles = titles.map(|class| (class.group(), class.levels()));
        let index = Index {
            vocabulary: all.vocabulary.finish(),
            langs: ground.langs,
            sources: ground.sources,
            official,
            level_shares: LevelShares::of(titles, usize::from(not_a_job.0) + 1),
            classes: all.classes.into_iter().collect(),
            totals: Default::default(),
            places: PackedLists::of(all.places.chunks(PLACES).map(|some| some.iter().copied())),
            postings: PackedLists::default(),
            pairs: PackedLists::default(),
            not_a_job,
        };
        (index, words)
    }

    /// Finds where each word stands and what it tells.
    pub fn compute(&self, words: &EntryWords) -> Computed {
        let postings = self.postings(words);
        let weights = self.weights(&postings);
        let total = |entry: usize| -> f32 {
            let words = words.of(entry).iter();
            words
                .map(|word| {
                    let lemma = self.vocabulary.lemma(word.word);
                    in_entry(weights.at(lemma as usize), word.in_qualifier)
                })
                .sum()
        };
        let totals = (0..self.entry_count()).map(total).collect();
        let every_word = || 0..self.vocabulary.len() as WordId;
        let numbers = |word| postings.of(word).iter().map(|posting| posting.number());
        Computed {
            pairs: PackedLists::of(every_word().map(|word| self.pairs(word, &postings, words))),
            postings: PackedLists::of(every_word().map(numbers)),
            weights,
            totals,
        }
    }

    /// Keeps what was found.
    pub fn apply(&mut self, computed: Computed) {
        self.postings = computed.postings;
        self.pairs = computed.pairs;
        self.vocabulary.set_weights(computed.weights);
        self.totals = computed.totals;
    }

    fn postings(&self, words: &EntryWords) -> Postings {
        let mut ends = vec![0u32; self.vocabulary.len() + 1];
        for word in &words.words {
            ends[word.word as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let starts = ends.clone();
        let mut all = vec![Posting::new(0, false); words.words.len()];
        for entry in 0..self.entry_count() {
            for word in words.of(entry) {
                let slot = &mut ends[word.word as usize];
                all[*slot as usize] = Posting::new(entry as u32, word.in_qualifier);
                *slot += 1;
            }
        }
        Postings { starts, all }
    }

    /// The pairs that a word begins in its first entries, ascending.
    fn pairs(&self, first: WordId, postings: &Postings, words: &EntryWords) -> Vec<u32> {
        let mut pairs = Vec::new();
        for posting in postings.of(first).iter().take(MAX_ENTRIES) {
            let entry = posting.entry();
            let Some(lang) = self.classes.at(entry).lang_at() else {
                continue;
            };
            for two in words.of(entry).windows(2) {
                if two[0].word == first {
                    pairs.push(self.pair(two[1].word, lang));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// A word tells the more, the fewer groups it stands in: the logarithm of how far it narrows the choice.
    fn weights(&self, postings: &Postings) -> Rounded {
        let groups = self.class_count();
        let group_of: Vec<u16> = self.entries().map(|entry| entry.group().0).collect();
        let lemma_of = |word: WordId| self.vocabulary.lemma(word);
        let mut words: Vec<WordId> = (0..self.vocabulary.len() as WordId).collect();
        words.sort_unstable_by_key(|&word| lemma_of(word));
        let mut weights = vec![MIN_WORD_WEIGHT; self.vocabulary.lemma_count()];
        let mut counts = vec![0u32; groups];
        let mut seen: Vec<usize> = Vec::new();
        for same in words.chunk_by(|&a, &b| lemma_of(a) == lemma_of(b)) {
            let mut uses = 0u32;
            for &word in same {
                for posting in postings.of(word) {
                    let group = usize::from(group_of[posting.entry()]);
                    if counts[group] == 0 {
                        seen.push(group);
                    }
                    counts[group] += 1;
                    uses += 1;
                }
            }
            let total = uses.max(1) as f32;
            let surprise: f32 = seen
                .drain(..)
                .map(|group| {
                    let share = std::mem::take(&mut counts[group]) as f32 / total;
                    -share * share.ln()
                })
                .sum();
            let effective_groups = surprise.exp() * (1.0 + IMAGINED_USES / total);
            let weight = (groups as f32 / effective_groups).ln();
            weights[lemma_of(same[0]) as usize] = weight.max(MIN_WORD_WEIGHT);
        }
        weights.into_iter().collect()
    }
}
