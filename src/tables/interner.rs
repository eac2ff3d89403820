//! Texts kept once and numbered: one buffer, one flat table, no allocation a text.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::{Table, TableReader, TableWriter};

/// Numbers texts, fewer than sixteen million, in the order in which they first come.
#[derive(Debug, Default, Clone)]
pub struct Interner {
    letters: Cow<'static, str>,
    /// Where each text ends in `letters`.
    ends: Table<u32>,
    /// Open addressing: the number of a text plus one below a byte of its hash, or zero where the slot is free.
    slots: Table<u32>,
}

/// The table starts with this many slots and doubles when three quarters are full; always a power of two.
const FIRST_SLOTS: usize = 1 << 12;
/// The bits of a slot that hold the number.
const NUMBER: u32 = (1 << 24) - 1;

/// What a slot holds of the hash: most other texts are told apart by it without a look at them.
fn mark(hash: u32) -> u32 {
    hash & !NUMBER
}

fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let long = hasher.finish();
    (long ^ (long >> 32)) as u32
}

impl Interner {
    /// The number of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if self.ends.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let hash = hash(text);
        match self.seek(hash, text) {
            Ok(number) => number,
            Err(slot) => {
                self.letters.to_mut().push_str(text);
                let end = self.letters.len() as u32;
                self.ends.to_mut().push(end);
                let count = self.ends.len() as u32;
                self.slots.to_mut()[slot] = mark(hash) | count;
                count - 1
            }
        }
    }

    /// The number of `text`, if it was added.
    pub fn get(&self, text: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        self.seek(hash(text), text).ok()
    }

    /// The text with this number.
    #[inline]
    pub fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.letters[start as usize..self.ends[at] as usize]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Writes the texts.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(self.letters.as_bytes());
        out.add(&self.ends);
        out.add(&self.slots);
    }

    /// The texts that [`Interner::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Interner {
            letters: Cow::Borrowed(tables.text()?),
            ends: tables.table()?,
            slots: tables.table()?,
        })
    }

    /// The number of the text, or the free slot where it would stand.
    fn seek(&self, hash: u32, text: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let held = self.slots[slot];
            match (held & NUMBER).checked_sub(1) {
                None => return Err(slot),
                Some(number) if mark(held) == mark(hash) && self.text(number) == text => {
                    return Ok(number);
                }
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST_SLOTS);
        let mut slots = vec![0u32; size];
        for number in 0..self.ends.len() as u32 {
            let hash = hash(self.text(number));
            let mut slot = hash as usize & (size - 1);
            while slots[slot] > 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = mark(hash) | (number + 1);
        }
        self.slots = slots.into();
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
        assert_eq!(interner.get("text 9999"), Some(9_999));
        assert_eq!(interner.text(9_999), "text 9999");
        assert_eq!(interner.text(10_000), "");
        assert_eq!(interner.len(), 10_001);
    }
}
