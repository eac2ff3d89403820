//! The inverted index over every title and name of every language.

use super::data::NameKind;
use super::level_shares::LevelShares;
use super::packed_lists::PackedLists;
use super::seniority::Levels;
use super::sources::Sources;
use super::vocabulary::{Vocabulary, WordId, langs_of, tags_of};
use crate::language::Endings;
use crate::noc::{GroupId, Lang};
use crate::tables::{Rounded, Runs, TableReader, TableWriter};
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

/// What many texts of the index have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Class {
    group: u16,
    levels: Levels,
    kind: u8,
    /// The place of its language among those of the index, counted from one; zero where it is in none.
    lang: u8,
}

impl Class {
    /// The class of a text.
    pub fn new(group: GroupId, kind: EntryKind, lang: u8, levels: Levels) -> Self {
        let kind = KINDS.iter().position(|known| *known == kind);
        Class {
            group: group.0,
            levels,
            kind: kind.unwrap_or_default() as u8,
            lang,
        }
    }

    /// The unit group it names.
    pub fn group(self) -> GroupId {
        GroupId(self.group)
    }

    /// The levels and roles it names.
    pub fn levels(self) -> Levels {
        self.levels
    }

    /// Where it comes from.
    pub fn kind(self) -> EntryKind {
        let kind = KINDS.get(usize::from(self.kind));
        kind.copied().unwrap_or(EntryKind::NotAJob)
    }

    /// The place of its language among those of the index.
    pub fn lang_at(self) -> Option<usize> {
        usize::from(self.lang).checked_sub(1)
    }
}

/// One text of the index.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The weights of all its words together.
    pub total: f32,
    class: Class,
}

impl Entry {
    /// The levels and roles it names.
    #[inline]
    pub fn levels(&self) -> Levels {
        self.class.levels()
    }

    /// The unit group it names.
    #[inline]
    pub fn group(&self) -> GroupId {
        self.class.group()
    }

    /// Where it comes from.
    #[inline]
    pub fn kind(&self) -> EntryKind {
        self.class.kind()
    }
}

/// Where a word stands: the entry, and whether only in its qualifier (after " - "), in the lowest bit.
#[derive(Debug, Clone, Copy)]
pub struct Posting(u32);

impl Posting {
    pub(super) fn new(entry: u32, in_qualifier: bool) -> Self {
        Posting(entry << 1 | u32::from(in_qualifier))
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }

    /// The position of the entry.
    #[inline]
    pub fn entry(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether the word stands after " - ".
    #[inline]
    pub fn in_qualifier(self) -> bool {
        self.0 & 1 != 0
    }
}

/// What follows " - " names the industry or the place, so it counts less than the job itself.
pub const QUALIFIER_WEIGHT: f32 = 0.35;

/// What a word of some weight counts for in an entry.
pub(super) fn in_entry(weight: f32, in_qualifier: bool) -> f32 {
    weight * if in_qualifier { QUALIFIER_WEIGHT } else { 1.0 }
}

/// The places of so many entries are packed together.
pub(super) const PLACES: usize = 16;

/// Every text, and every word with its texts.
#[derive(Debug, Clone)]
pub struct Index {
    pub vocabulary: Vocabulary,
    /// Every language that an entry is in.
    pub(super) langs: Vec<Lang>,
    pub(super) sources: Sources,
    /// The class of each entry, those of official titles first, alike ones side by side.
    pub(super) classes: Runs<Class>,
    /// The weights of all words of each entry together.
    pub(super) totals: Rounded,
    /// How many entries are official titles.
    pub(super) official: usize,
    /// What the official titles of each class name.
    pub(super) level_shares: LevelShares,
    /// Where the texts of the entries stand in the sources, [`PLACES`] in a list.
    pub(super) places: PackedLists<u8>,
    /// Of each word the numbers of its postings.
    pub(super) postings: PackedLists<u8>,
    /// Of each word the numbers of the pairs that it begins, see [`Index::pair`].
    pub(super) pairs: PackedLists<u8>,
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
        self.classes.write(out);
        self.totals.write(out);
        out.add(&[self.official as u32]);
        self.level_shares.write(out);
        self.places.write(out);
        self.postings.write(out);
        self.pairs.write(out);
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
            classes: Runs::read(tables)?,
            totals: Rounded::read(tables)?,
            official: tables.one::<u32>()? as usize,
            level_shares: LevelShares::read(tables)?,
            places: PackedLists::read(tables)?,
            postings: PackedLists::read(tables)?,
            pairs: PackedLists::read(tables)?,
            not_a_job: GroupId(tables.one()?),
        })
    }

    /// What a word of an entry counts for in it.
    #[inline]
    pub fn weight_in_entry(&self, word: WordId, in_qualifier: bool) -> f32 {
        in_entry(self.vocabulary.weight(word), in_qualifier)
    }

    /// The entry at a position.
    #[inline]
    pub fn entry(&self, at: usize) -> Entry {
        Entry {
            total: self.totals.at(at),
            class: self.classes.at(at),
        }
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.entry_count()).map(|at| self.entry(at))
    }

    /// How many entries there are.
    pub fn entry_count(&self) -> usize {
        self.classes.len()
    }

    /// How many entries are official titles; they stand before the others.
    #[inline]
    pub fn official_count(&self) -> usize {
        self.official
    }

    /// The share of a class's official titles that name one of these levels or roles, from 0 to 1.
    #[inline]
    pub fn level_share(&self, group: GroupId, levels: Levels) -> f32 {
        self.level_shares.share(group, levels)
    }

    /// The text of the entry at a position.
    pub fn text_of(&self, entry: usize) -> &'static str {
        let place = self.places.list(entry / PLACES).nth(entry % PLACES);
        place.map_or("", |place| self.sources.text(place))
    }

    /// The language of an entry; none for words of other languages, which people mix into either.
    #[inline]
    pub fn lang_of(&self, entry: &Entry) -> Option<Lang> {
        self.langs.get(entry.class.lang_at()?).copied()
    }

    /// Where a word stands.
    #[inline]
    pub fn postings_of(&self, word: WordId) -> impl Iterator<Item = Posting> {
        self.postings.list(word as usize).map(Posting)
    }

    /// Whether the second word stands right behind the first in an entry of this language, among the first entries of the first.
    pub fn is_pair(&self, first: WordId, second: WordId, lang: Lang) -> bool {
        let at = self.langs.iter().position(|own| *own == lang);
        at.is_some_and(|at| {
            let wanted = self.pair(second, at);
            let mut pairs = self.pairs.list(first as usize);
            pairs.any(|pair| pair == wanted)
        })
    }

    /// The number of the second word of a pair, in entries of the language at a place of those of the index.
    pub(super) fn pair(&self, second: WordId, lang: usize) -> u32 {
        second * self.langs.len() as u32 + lang as u32
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
