//! Texts kept once and numbered: one buffer, one flat table, no allocation a text.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::{Starts, Table, TableReader, TableWriter};

/// Numbers by the hashes of texts, fewer than sixteen million.
///
/// It does not hold the texts: whoever asks says whether the text of a number is the one that is looked for.
#[derive(Debug, Default, Clone)]
pub struct Hashes {
    /// Open addressing: a number plus one below a byte of the hash, or zero where the slot is free.
    slots: Table<u32>,
}

/// A table that grows starts with this many slots and doubles when three quarters are full.
const FIRST_SLOTS: usize = 1 << 12;
/// The bits of a slot that hold the number.
const NUMBER: u32 = (1 << 24) - 1;

/// What a slot holds of the hash: most other texts are told apart by it without a look at them.
fn mark(hash: u32) -> u32 {
    hash << 24
}

fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let long = hasher.finish();
    (long ^ (long >> 32)) as u32
}

impl Hashes {
    /// Of these texts, numbered in their order, in a table of which a fifth is free.
    pub fn of<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut hashes = Hashes {
            slots: vec![0; texts.len() + texts.len() / 4 + 1].into(),
        };
        for (number, text) in (0..).zip(texts) {
            hashes.put(hash(text), number);
        }
        hashes
    }

    /// The number of a text; `is_text` tells whether a number is that of the text.
    #[inline]
    pub fn get(&self, text: &str, is_text: impl Fn(u32) -> bool) -> Option<u32> {
        self.seek(hash(text), is_text).ok()
    }

    /// Writes the table.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.slots);
    }

    /// The table that [`Hashes::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Hashes {
            slots: tables.table()?,
        })
    }

    /// The number, or the free slot where it would stand if there is one.
    #[inline]
    fn seek(&self, hash: u32, is_text: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let count = self.slots.len();
        let mut slot = ((u64::from(hash) * count as u64) >> 32) as usize;
        for _ in 0..count {
            let held = self.slots[slot];
            match (held & NUMBER).checked_sub(1) {
                None => return Err(slot),
                Some(number) if held & !NUMBER == mark(hash) && is_text(number) => {
                    return Ok(number);
                }
                Some(_) => slot = if slot + 1 == count { 0 } else { slot + 1 },
            }
        }
        Err(0)
    }

    /// Puts a number into the next free slot.
    fn put(&mut self, hash: u32, number: u32) {
        if let Err(slot) = self.seek(hash, |_| false) {
            self.slots.to_mut()[slot] = mark(hash) | (number + 1);
        }
    }
}

/// Numbers texts, fewer than sixteen million, in the order in which they first come.
#[derive(Debug, Default, Clone)]
pub struct Interner {
    letters: Cow<'static, str>,
    /// Where each text ends in `letters`.
    ends: Starts,
    hashes: Hashes,
}

impl Interner {
    /// The number of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if self.len() * 4 >= self.hashes.slots.len() * 3 {
            self.grow();
        }
        let hash = hash(text);
        match self.hashes.seek(hash, |number| self.text(number) == text) {
            Ok(number) => number,
            Err(slot) => {
                let number = self.len() as u32;
                self.letters.to_mut().push_str(text);
                self.ends.push(self.letters.len() as u32);
                self.hashes.slots.to_mut()[slot] = mark(hash) | (number + 1);
                number
            }
        }
    }

    /// The number of `text`, if it was added.
    pub fn get(&self, text: &str) -> Option<u32> {
        self.hashes.get(text, |number| self.text(number) == text)
    }

    /// The text with this number; an empty one where there is none.
    #[inline]
    pub fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before),
            None => Some(0),
        };
        let own = start.zip(self.ends.get(at));
        let own = own.and_then(|(start, end)| self.letters.get(start..end));
        own.unwrap_or_default()
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All texts, in the order of their numbers.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len() as u32).map(|number| self.text(number))
    }

    /// Writes the texts, in as little room as they need.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(self.letters.as_bytes());
        self.ends.packed().write(out);
        Hashes::of(self.texts()).write(out);
    }

    /// The texts that [`Interner::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Interner {
            letters: Cow::Borrowed(tables.text()?),
            ends: Starts::read(tables)?,
            hashes: Hashes::read(tables)?,
        })
    }

    fn grow(&mut self) {
        let size = (self.hashes.slots.len() * 2).max(FIRST_SLOTS);
        let mut hashes = Hashes {
            slots: vec![0; size].into(),
        };
        for (number, text) in (0..).zip(self.texts()) {
            hashes.put(hash(text), number);
        }
        self.hashes = hashes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_once() {
        let mut interner = Interner::default();
        assert_eq!(interner.get("a"), None);
        for number in 0..10_000u32 {
            assert_eq!(interner.intern(&format!("text {number}")), number);
        }
        assert_eq!(interner.intern(""), 10_000);
        assert_eq!(interner.intern("text 77"), 77);
        let mut out = TableWriter::default();
        interner.write(&mut out);
        let read = Interner::read(&mut TableReader::new(out.into_bytes().leak())).unwrap();
        for interner in [interner, read] {
            assert_eq!(interner.get("text 9999"), Some(9_999));
            assert_eq!(interner.get("text 10000"), None);
            assert_eq!(interner.text(9_999), "text 9999");
            assert_eq!(interner.text(10_000), "");
            assert_eq!(interner.len(), 10_001);
        }
    }
}
