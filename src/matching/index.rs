//! The inverted index over every title and name of both languages.

use super::data::{Glue, Knowledge, NameKind};
use super::fold;
use super::level::Levels;
use super::vocabulary::{Vocabulary, WordId};
use crate::noc::{Classification, GroupId, Lang};

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
const LEAST_WORD_WEIGHT: f32 = 0.2;

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

impl Index {
    /// Indexes the titles of `noc` and everything in `knowledge`.
    pub fn build(noc: &Classification, knowledge: &Knowledge) -> Self {
        let not_a_job = GroupId(noc.groups().len() as u16);
        let mut index = Index {
            vocabulary: Vocabulary::default(),
            entries: Vec::new(),
            starts: vec![0],
            words: Vec::new(),
            postings: Vec::new(),
            posting_starts: Vec::new(),
            not_a_job,
        };
        let mut buffer = String::new();
        let mut add =
            |text, group, kind, lang| index.add(text, group, kind, lang, knowledge, &mut buffer);
        for title in noc.titles() {
            add(
                title.text,
                title.group,
                EntryKind::Official,
                Some(title.lang),
            );
        }
        for (at, group) in (0..).zip(noc.groups()) {
            for lang in Lang::ALL {
                add(
                    group.title(lang),
                    GroupId(at),
                    EntryKind::Official,
                    Some(lang),
                );
            }
        }
        for name in &knowledge.names {
            add(
                name.text,
                name.group,
                EntryKind::Everyday(name.kind),
                name.lang,
            );
        }
        for message in &knowledge.not_jobs {
            add(message.text, not_a_job, EntryKind::NotAJob, message.lang);
        }
        index.count_postings();
        index.weigh_words();
        index
    }

    fn add(
        &mut self,
        text: &'static str,
        group: GroupId,
        kind: EntryKind,
        lang: Option<Lang>,
        knowledge: &Knowledge,
        buffer: &mut String,
    ) {
        let qualifier_at = text.find(" - ").unwrap_or(text.len());
        let (job, qualifier) = text.split_at(qualifier_at);
        let keeps_all = kind == EntryKind::NotAJob;
        let first = self.words.len();
        let mut levels = 0;
        for (part, in_qualifier) in [(job, false), (qualifier, true)] {
            fold::for_each_word(part, buffer, |word, _| {
                if keeps_all || knowledge.glue.get(word) != Some(&Glue::Function) {
                    let id = self.vocabulary.add(word, lang);
                    self.words.push((id, in_qualifier));
                    if !in_qualifier {
                        levels |= self.vocabulary.levels(id);
                    }
                }
            });
        }
        if self.words.len() > first {
            self.starts.push(self.words.len() as u32);
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

    fn count_postings(&mut self) {
        let mut ends = vec![0u32; self.vocabulary.len() + 1];
        for &(word, _) in &self.words {
            ends[word as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        self.posting_starts = ends.clone();
        self.postings = vec![Posting(0); self.words.len()];
        for entry in 0..self.entries.len() {
            let words = self.starts[entry] as usize..self.starts[entry + 1] as usize;
            for &(word, qualifier) in &self.words[words] {
                let slot = ends[word as usize];
                ends[word as usize] += 1;
                self.postings[slot as usize] = Posting::new(entry as u32, qualifier);
            }
        }
    }

    /// A word tells the more, the fewer groups it stands in: the logarithm of how far it narrows the choice.
    fn weigh_words(&mut self) {
        let groups = usize::from(self.not_a_job.0) + 1;
        let mut words_of_lemma: Vec<Vec<WordId>> = vec![Vec::new(); self.vocabulary.lemma_count()];
        for (id, _) in self.vocabulary.iter() {
            words_of_lemma[self.vocabulary.lemma(id) as usize].push(id);
        }
        let mut counts = vec![0u32; groups];
        let mut seen: Vec<usize> = Vec::new();
        let weights = words_of_lemma
            .iter()
            .map(|words| {
                let mut uses = 0u32;
                for posting in words.iter().flat_map(|&word| self.postings_of(word)) {
                    let group = usize::from(self.entries[posting.entry()].group.0);
                    if counts[group] == 0 {
                        seen.push(group);
                    }
                    counts[group] += 1;
                    uses += 1;
                }
                let total = uses as f32;
                let surprise: f32 = seen
                    .drain(..)
                    .map(|group| {
                        let share = std::mem::take(&mut counts[group]) as f32 / total;
                        -share * share.ln()
                    })
                    .sum();
                let effective_groups = surprise.exp() * (1.0 + IMAGINED_USES / total);
                (groups as f32 / effective_groups)
                    .ln()
                    .max(LEAST_WORD_WEIGHT)
            })
            .collect();
        self.vocabulary.set_weights(weights);
        for entry in 0..self.entries.len() {
            self.entries[entry].total = self
                .words_of(entry)
                .iter()
                .map(|&(word, qualifier)| self.weight_in_entry(word, qualifier))
                .sum();
        }
    }

    /// What a word of an entry counts for in it.
    pub fn weight_in_entry(&self, word: WordId, in_qualifier: bool) -> f32 {
        self.vocabulary.weight(word) * if in_qualifier { QUALIFIER_WEIGHT } else { 1.0 }
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
