//! Texts that mean several unit groups.

use rustc_hash::FxHashSet;

use super::spellings::Spellings;
use crate::noc::{Classification, DataError, DataFiles, GroupId, tsv_rows};
use crate::tables::{Interner, TableReader, TableWriter};
use crate::text::fold;

const AMBIGUOUS_TERMS: &str = "ambiguous-terms.tsv";

/// A text that means several unit groups, likeliest first.
#[derive(Debug)]
pub struct AmbiguousTerm {
    /// The words.
    pub text: &'static str,
    /// What it may mean, likeliest first.
    pub groups: Vec<GroupId>,
    /// Whether it counts only where it is all that was typed.
    pub only_whole: bool,
}

/// The texts that mean several unit groups, by their words as the matcher spells them.
#[derive(Debug, Default)]
pub struct AmbiguousTerms {
    keys: Interner,
    /// In the order of their keys' numbers.
    terms: Vec<AmbiguousTerm>,
}

impl AmbiguousTerms {
    /// The ambiguous terms of the version of `noc`.
    ///
    /// # Errors
    /// The file and line that is wrong.
    pub fn open(
        files: &DataFiles,
        noc: &Classification,
        spellings: &Spellings,
    ) -> Result<Self, DataError> {
        let path = noc.version().path(AMBIGUOUS_TERMS);
        let file = files.name_of(&path);
        let mut ambiguous_terms = AmbiguousTerms::default();
        let mut seen = FxHashSet::default();
        for (line, [text, codes]) in tsv_rows(&file, files.read(&path)?, ["text", "codes"])? {
            let wrong = |problem| DataError::line(&file, line, problem);
            let groups: Vec<GroupId> = codes
                .split('|')
                .map(|code| noc.known(code))
                .collect::<Result<_, _>>()
                .map_err(wrong)?;
            let distinct: FxHashSet<GroupId> = groups.iter().copied().collect();
            if groups.len() < 2 || distinct.len() < groups.len() {
                return Err(wrong(
                    "expected at least two different codes, separated by |".into(),
                ));
            }
            if !seen.insert(fold::key(text)) {
                return Err(wrong(format!(
                    "expected each text once, {text:?} stands above too"
                )));
            }
            ambiguous_terms.add(&spellings.key(text), || AmbiguousTerm {
                text,
                groups,
                only_whole: false,
            });
        }
        Ok(ambiguous_terms)
    }

    /// Adds what `term` gives, unless there is one with this key.
    pub fn add(&mut self, key: &str, term: impl FnOnce() -> AmbiguousTerm) {
        if self.keys.intern(key) as usize == self.terms.len() {
            self.terms.push(term());
        }
    }

    /// The one with this key.
    pub fn get(&self, key: &str) -> Option<&AmbiguousTerm> {
        self.terms.get(self.keys.get(key)? as usize)
    }

    /// Writes them.
    pub fn write(&self, out: &mut TableWriter) {
        let texts: Vec<&str> = self.terms.iter().map(|term| term.text).collect();
        let counts: Vec<u16> = self
            .terms
            .iter()
            .map(|term| term.groups.len() as u16)
            .collect();
        let groups = self.terms.iter().flat_map(|term| &term.groups);
        let groups: Vec<u16> = groups.map(|group| group.0).collect();
        let only_whole: Vec<u8> = self
            .terms
            .iter()
            .map(|term| term.only_whole.into())
            .collect();
        self.keys.write(out);
        out.add(texts.join("\n").as_bytes());
        out.add(&counts);
        out.add(&groups);
        out.add(&only_whole);
    }

    /// What [`AmbiguousTerms::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        let keys = Interner::read(tables)?;
        let texts = tables.text()?.lines();
        let counts = tables.rows::<u16>()?;
        let mut groups = tables.rows::<u16>()?.iter();
        let only_whole = tables.rows::<u8>()?;
        let mut terms = Vec::with_capacity(keys.len());
        for ((text, &count), &only_whole) in texts.zip(counts).zip(only_whole) {
            let own = groups.by_ref().take(count.into());
            terms.push(AmbiguousTerm {
                text,
                groups: own.map(|&group| GroupId(group)).collect(),
                only_whole: only_whole != 0,
            });
        }
        (terms.len() == keys.len()).then_some(AmbiguousTerms { keys, terms })
    }
}
