//! The inverted index over every title and name of every language.

use super::data::NameKind;
use super::seniority::Levels;
use super::sources::Sources;
use super::tables::{Table, TableReader, TableWriter};
use super::vocabulary::{Vocabulary, WordId, langs_of, tags_of};
use crate::language::Endings;
use crate::noc::{GroupId, Lang};
use bytemuck::{Pod, Zeroable};
use std::sync::Arc;

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

/// Every kind of entry; an entry holds the place of its own.
const KINDS: [EntryKind; 5] = [
    EntryKind::Official,
    EntryKind::Everyday(NameKind::Name),
    EntryKind::Everyday(NameKind::Short),
    EntryKind::Everyday(NameKind::Duty),
    EntryKind::NotAJob,
];

/// One text of the index.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Entry {
    /// Where its text stands in the sources.
    pub(super) place: u32,
    /// The weights of all its words together.
    pub total: f32,
    /// How many bytes its text has.
    pub(super) length: u16,
    group: u16,
    /// The levels and roles it names.
    pub levels: Levels,
    kind: u8,
    /// The place of its language among those of the index, counted from one; zero where it is in none.
    lang: u8,
}

impl Entry {
    /// An entry of a text that stands at a place of the sources, and has so many bytes.
    pub(super) fn new(
        (place, length): (u32, u16),
        group: GroupId,
        kind: EntryKind,
        lang: u8,
        levels: Levels,
    ) -> Self {
        let kind = KINDS.iter().position(|known| *known == kind);
        Entry {
            place,
            total: 0.0,
            length,
            group: group.0,
            levels,
            kind: kind.unwrap_or_default() as u8,
            lang,
        }
    }

    /// The unit group it names.
    pub fn group(&self) -> GroupId {
        GroupId(self.group)
    }

    /// Where it comes from.
    pub fn kind(&self) -> EntryKind {
        let kind = KINDS.get(usize::from(self.kind));
        kind.copied().unwrap_or(EntryKind::NotAJob)
    }
}

/// Where a word stands: the entry, and whether only in its qualifier (after " - ").
#[derive(Debug, Default, Clone, Copy, Pod, Zeroable)]
#[repr(transparent)]
pub struct Posting(u32);

const QUALIFIER_BIT: u32 = 1 << 31;

impl Posting {
    pub(super) fn new(entry: u32, qualifier: bool) -> Self {
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

/// A word of an entry, and whether it stands in its qualifier; in three bytes, lower ones first.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(transparent)]
pub struct EntryWord([u8; 3]);

/// No word of an entry has a greater number.
pub(super) const MAX_WORD: WordId = (1 << 23) - 1;

impl EntryWord {
    pub(super) fn new(word: WordId, qualifier: bool) -> Self {
        let [low, middle, high, _] = word.to_le_bytes();
        EntryWord([low, middle, high | if qualifier { 0x80 } else { 0 }])
    }

    /// The word.
    pub fn word(self) -> WordId {
        let [low, middle, high] = self.0;
        WordId::from_le_bytes([low, middle, high & 0x7f, 0])
    }

    /// Whether the word stands after " - ".
    pub fn in_qualifier(self) -> bool {
        self.0[2] & 0x80 != 0
    }
}

/// What follows " - " names the industry or the place, so it counts less than the job itself.
pub const QUALIFIER_WEIGHT: f32 = 0.35;

/// What a word of some weight counts for in an entry.
pub(super) fn in_entry(weight: f32, in_qualifier: bool) -> f32 {
    weight * if in_qualifier { QUALIFIER_WEIGHT } else { 1.0 }
}

/// Every text with its words, and every word with its texts.
#[derive(Debug, Clone)]
pub struct Index {
    pub vocabulary: Vocabulary,
    /// Every language that an entry is in.
    pub(super) langs: Vec<Lang>,
    pub(super) sources: Sources,
    pub(super) entries: Table<Entry>,
    /// The words of entry `i` are `words[starts[i]..starts[i + 1]]`.
    pub(super) starts: Table<u32>,
    pub(super) words: Table<EntryWord>,
    pub(super) postings: Table<Posting>,
    pub(super) posting_starts: Table<u32>,
    /// The class of messages that are no job stands behind the last unit group.
    pub(super) not_a_job: GroupId,
}

impl Index {
    /// Writes the index; what its texts stand in is written as paths.
    pub fn write(&self, out: &mut TableWriter) {
        let paths: Vec<&str> = self.sources.paths().collect();
        out.add(paths.join("\n").as_bytes());
        self.vocabulary.write(out);
        out.add(tags_of(&self.langs).as_bytes());
        out.add(&self.entries);
        out.add(&self.starts);
        out.add(&self.words);
        out.add(&self.postings);
        out.add(&self.posting_starts);
        out.add(&[self.not_a_job.0]);
    }

    /// The index that [`Index::write`] wrote; `sources` opens the files at these paths.
    pub fn read(
        tables: &mut TableReader,
        endings: &Arc<Endings>,
        sources: impl FnOnce(std::str::Lines<'static>) -> Option<Sources>,
    ) -> Option<Self> {
        Some(Index {
            sources: sources(tables.text()?.lines())?,
            vocabulary: Vocabulary::read(tables, endings)?,
            langs: langs_of(tables.text()?)?,
            entries: tables.table()?,
            starts: tables.table()?,
            words: tables.table()?,
            postings: tables.table()?,
            posting_starts: tables.table()?,
            not_a_job: GroupId(tables.one()?),
        })
    }

    /// What a word of an entry counts for in it.
    pub fn weight_in_entry(&self, word: WordId, in_qualifier: bool) -> f32 {
        in_entry(self.vocabulary.weight(word), in_qualifier)
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The text of an entry.
    pub fn text_of(&self, entry: &Entry) -> &'static str {
        self.sources.text(entry.place, entry.length.into())
    }

    /// The language of an entry; none for words of other languages, which people mix into either.
    pub fn lang_of(&self, entry: &Entry) -> Option<Lang> {
        let at = usize::from(entry.lang).checked_sub(1)?;
        self.langs.get(at).copied()
    }

    /// The words of an entry, each with whether it stands in the qualifier.
    pub fn words_of(&self, entry: usize) -> &[EntryWord] {
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
