//! The inverted index over every title and name of every language.

use std::panic::resume_unwind;

use super::data::{Knowledge, NameKind, StopWord};
use super::seniority::Levels;
use super::vocabulary::{Vocabulary, WordId};
use crate::noc::{Classification, GroupId, Lang};
use crate::text::fold;

/// Where an entry of the index comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A title of the official index, or a unit group's own.
    Official,
    /// An everyday name of ours.
    Everyday(NameKind),
    /// A message that is no job.
    NotAJob,
}

/// One text of the index.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub text: &'static str,
    pub group: GroupId,
    pub kind: EntryKind,
    pub lang: Option<Lang>,
    /// The levels and roles it names.
    pub levels: Levels,
    /// The weights of all its words together.
    pub total: f32,
}

/// Where a word stands: the entry, and whether only in its qualifier (after " - ").
#[derive(Debug, Clone, Copy)]
pub struct Posting(u32);

const QUALIFIER_BIT: u32 = 1 << 31;

impl Posting {
    fn new(entry: u32, qualifier: bool) -> Self {
        Posting(entry | if qualifier { QUALIFIER_BIT } else { 0 })
    }

    /// The position of the entry.
    pub fn entry(self) -> usize {
        (self.0 & !QUALIFIER_BIT) as usize
    }

    /// Whether the word stands after " - ".
    pub fn in_qualifier(self) -> bool {
        self.0 & QUALIFIER_BIT != 0
    }
}

/// What follows " - " names the industry or the place, so it counts less than the job itself.
pub const QUALIFIER_WEIGHT: f32 = 0.35;

/// A word seen in few entries is less sure to be typical of them: this many imagined uses elsewhere temper it.
const IMAGINED_USES: f32 = 3.0;
/// No word of a title counts for nothing.
const MIN_WORD_WEIGHT: f32 = 0.2;

/// Every text with its words, and every word with its texts.
#[derive(Debug)]
pub struct Index {
    pub vocabulary: Vocabulary,
    entries: Vec<Entry>,
    /// The words of entry `i` are `words[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    words: Vec<(WordId, bool)>,
    postings: Vec<Posting>,
    posting_starts: Vec<u32>,
    /// The class of messages that are no job stands behind the last unit group.
    not_a_job: GroupId,
}

fn in_entry(weight: f32, in_qualifier: bool) -> f32 {
    weight * if in_qualifier { QUALIFIER_WEIGHT } else { 1.0 }
}

/// Where each word stands and what it tells, found while other parts of the matcher are built.
pub struct Computed {
    postings: Vec<Posting>,
    posting_starts: Vec<u32>,
    weights: Vec<f32>,
    totals: Vec<f32>,
}

/// The entries of one language, read on a thread of their own.
#[derive(Default)]
struct Part {
    vocabulary: Vocabulary,
    entries: Vec<Entry>,
    ends: Vec<u32>,
    words: Vec<(WordId, bool)>,
    buffer: String,
}

impl Part {
    /// Reads the titles of `noc` and everything in `knowledge` whose language `wanted` accepts.
    fn read(
        noc: &Classification,
        knowledge: &Knowledge,
        wanted: impl Fn(Option<Lang>) -> bool,
    ) -> Self {
        let mut part = Part {
            vocabulary: Vocabulary::new(noc.langs(), &knowledge.words.endings),
            ..Part::default()
        };
        for title in noc.titles().iter().filter(|title| wanted(Some(title.lang))) {
            let lang = Some(title.lang);
            part.add(
                title.text,
                title.group,
                EntryKind::Official,
                lang,
                knowledge,
            );
        }
        for (at, group) in (0..).zip(noc.groups()) {
            for &lang in noc.langs().iter().filter(|&&lang| wanted(Some(lang))) {
                let text = group.title(lang);
                part.add(
                    text,
                    GroupId(at),
                    EntryKind::Official,
                    Some(lang),
                    knowledge,
                );
            }
        }
        for name in knowledge.names.iter().filter(|name| wanted(name.lang)) {
            let kind = EntryKind::Everyday(name.kind);
            part.add(name.text, name.group, kind, name.lang, knowledge);
        }
        let not_a_job = GroupId(noc.groups().len() as u16);
        for message in knowledge.not_jobs.iter().filter(|row| wanted(row.lang)) {
            let kind = EntryKind::NotAJob;
            part.add(message.text, not_a_job, kind, message.lang, knowledge);
        }
        part
    }

    fn add(
        &mut self,
        text: &'static str,
        group: GroupId,
        kind: EntryKind,
        lang: Option<Lang>,
        knowledge: &Knowledge,
    ) {
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
                    let is_silent = knowledge.stop_words.get(word) == Some(&StopWord::Function);
                    (knowledge.levels.of(lemma), is_silent)
                });
                if vocabulary.is_silent(id) && !keeps_all {
                    return;
                }
                vocabulary.count(id, lang);
                words.push((id, in_qualifier));
                if !in_qualifier {
                    levels |= vocabulary.levels(id);
                }
            });
        }
        if words.len() > first {
            self.ends.push(words.len() as u32);
            self.entries.push(Entry {
                text,
                group,
                kind,
                lang,
                levels,
                total: 0.0,
            });
        }
    }

    /// Puts the entries of `other` behind these.
    fn absorb(&mut self, other: Part) {
        let ids = self.vocabulary.absorb(&other.vocabulary);
        let before = self.words.len() as u32;
        let words = other.words.into_iter();
        self.words
            .extend(words.map(|(id, qualifier)| (ids[id as usize], qualifier)));
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.entries.extend(other.entries);
    }
}

impl Index {
    /// Indexes the titles of `noc` and everything in `knowledge`.
    pub fn build(noc: &Classification, knowledge: &Knowledge) -> Self {
        // English and what is of no language first, each other language on a thread of its own.
        let others = |lang: &&Lang| **lang != Lang::EN;
        let mut all = std::thread::scope(|scope| {
            let read = |&own: &Lang| {
                scope.spawn(move || Part::read(noc, knowledge, |lang| lang == Some(own)))
            };
            let parts: Vec<_> = noc.langs().iter().filter(others).map(read).collect();
            let mut all = Part::read(noc, knowledge, |lang| {
                lang.is_none_or(|lang| lang == Lang::EN || !noc.langs().contains(&lang))
            });
            for part in parts {
                all.absorb(part.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            all
        });
        all.vocabulary.sort();
        let mut starts = Vec::with_capacity(all.ends.len() + 1);
        starts.push(0);
        starts.extend(all.ends);
        Index {
            vocabulary: all.vocabulary,
            entries: all.entries,
            starts,
            words: all.words,
            postings: Vec::new(),
            posting_starts: Vec::new(),
            not_a_job: GroupId(noc.groups().len() as u16),
        }
    }

    /// Finds where each word stands and what it tells.
    pub fn compute(&self) -> Computed {
        let (postings, posting_starts) = self.postings();
        let weights = self.weights(&postings, &posting_starts);
        let total = |entry: usize| -> f32 {
            let words = self.words_of(entry).iter();
            words
                .map(|&(word, qualifier)| {
                    in_entry(weights[self.vocabulary.lemma(word) as usize], qualifier)
                })
                .sum()
        };
        let totals = (0..self.entries.len()).map(total).collect();
        Computed {
            postings,
            posting_starts,
            weights,
            totals,
        }
    }

    /// Keeps what was found.
    pub fn apply(&mut self, computed: Computed) {
        self.postings = computed.postings;
        self.posting_starts = computed.posting_starts;
        self.vocabulary.set_weights(computed.weights);
        for (entry, total) in self.entries.iter_mut().zip(computed.totals) {
            entry.total = total;
        }
    }

    fn postings(&self) -> (Vec<Posting>, Vec<u32>) {
        let mut ends = vec![0u32; self.vocabulary.len() + 1];
        for &(word, _) in &self.words {
            ends[word as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let starts = ends.clone();
        let mut postings = vec![Posting(0); self.words.len()];
        for entry in 0..self.entries.len() {
            for &(word, qualifier) in self.words_of(entry) {
                let slot = &mut ends[word as usize];
                postings[*slot as usize] = Posting::new(entry as u32, qualifier);
                *slot += 1;
            }
        }
        (postings, starts)
    }

    /// A word tells the more, the fewer groups it stands in: the logarithm of how far it narrows the choice.
    fn weights(&self, postings: &[Posting], starts: &[u32]) -> Vec<f32> {
        let groups = self.class_count();
        let group_of: Vec<u16> = self.entries.iter().map(|entry| entry.group.0).collect();
        let lemma_of = |word: WordId| self.vocabulary.lemma(word);
        let mut words: Vec<WordId> = (0..self.vocabulary.len() as WordId).collect();
        words.sort_unstable_by_key(|&word| lemma_of(word));
        let mut weights = vec![MIN_WORD_WEIGHT; self.vocabulary.lemma_count()];
        let mut counts = vec![0u32; groups];
        let mut seen: Vec<usize> = Vec::new();
        for same in words.chunk_by(|&a, &b| lemma_of(a) == lemma_of(b)) {
            let mut uses = 0u32;
            for &word in same {
                let range = starts[word as usize] as usize..starts[word as usize + 1] as usize;
                for posting in &postings[range] {
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
        weights
    }

    /// What a word of an entry counts for in it.
    pub fn weight_in_entry(&self, word: WordId, in_qualifier: bool) -> f32 {
        in_entry(self.vocabulary.weight(word), in_qualifier)
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The words of an entry, each with whether it stands in the qualifier.
    pub fn words_of(&self, entry: usize) -> &[(WordId, bool)] {
        &self.words[self.starts[entry] as usize..self.starts[entry + 1] as usize]
    }

    /// Where a word stands.
    pub fn postings_of(&self, word: WordId) -> &[Posting] {
        let at = word as usize;
        &self.postings[self.posting_starts[at] as usize..self.posting_starts[at + 1] as usize]
    }

    /// The class of messages that are no job: the number after the last unit group's.
    pub fn not_a_job(&self) -> GroupId {
        self.not_a_job
    }

    /// How many classes there are: the unit groups and "not a job".
    pub fn class_count(&self) -> usize {
        usize::from(self.not_a_job.0) + 1
    }
}
