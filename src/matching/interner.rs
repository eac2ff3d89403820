//! Texts kept once and numbered: one buffer, one flat table, no allocation a text.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Numbers texts in the order in which they first come.
#[derive(Debug, Default)]
pub struct Interner {
    letters: String,
    /// Where each text ends in `letters`.
    ends: Vec<u32>,
    /// Open addressing.
    slots: Vec<Slot>,
}

/// A place in the table: everything that is needed to recognise a text, side by side in memory.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    start: u32,
    end: u32,
    /// The number of the text plus one; zero where the slot is free.
    count: u32,
}

/// The table starts with this many slots and doubles when half full; always a power of two.
const FIRST_SLOTS: usize = 1 << 12;

fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let long = hasher.finish();
    (long ^ (long >> 32)) as u32
}

impl Interner {
    /// The number of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(text);
        match self.seek(hash, text) {
            Ok(number) => number,
            Err(slot) => {
                let start = self.letters.len() as u32;
                self.letters.push_str(text);
                let end = self.letters.len() as u32;
                self.ends.push(end);
                let count = self.ends.len() as u32;
                self.slots[slot] = Slot {
                    hash,
                    start,
                    end,
                    count,
                };
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
    pub fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.letters[start as usize..self.ends[at] as usize]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of the text, or the free slot where it would stand.
    fn seek(&self, hash: u32, text: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let found = self.slots[slot];
            if found.count == 0 {
                return Err(slot);
            }
            if found.hash == hash
                && self.letters.as_bytes()[found.start as usize..found.end as usize]
                    == *text.as_bytes()
            {
                return Ok(found.count - 1);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for taken in old.into_iter().filter(|slot| slot.count > 0) {
            let mut slot = taken.hash as usize & (size - 1);
            while self.slots[slot].count > 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = taken;
        }
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
