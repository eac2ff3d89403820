//! Numbers of which most are near zero, two in a byte.

use crate::tables::{Table, TableReader, TableWriter};

/// The least number that half a byte holds.
const LEAST: i8 = -7;
/// Stands in half a byte for a number that is kept apart.
const APART: u8 = 15;

/// Numbers from -128 to 127 of which most are near zero.
#[derive(Debug, Clone, Default)]
pub struct SmallSteps {
    /// The number at an even place in the lower half of a byte.
    halves: Table<u8>,
    /// The places of the numbers that are kept apart, ascending, and these numbers.
    places: Table<u32>,
    apart: Table<i8>,
}

fn half_of(step: i8) -> u8 {
    let half = u8::try_from(i16::from(step) - i16::from(LEAST)).ok();
    half.filter(|&half| half < APART).unwrap_or(APART)
}

impl SmallSteps {
    /// Packs numbers.
    pub fn of(steps: impl Iterator<Item = i8>) -> Self {
        let (mut halves, mut places, mut apart) = (Vec::new(), Vec::new(), Vec::new());
        for (place, step) in (0u32..).zip(steps) {
            let half = half_of(step);
            match halves.last_mut() {
                Some(byte) if place % 2 == 1 => *byte |= half << 4,
                _ => halves.push(half),
            }
            if half == APART {
                places.push(place);
                apart.push(step);
            }
        }
        SmallSteps {
            halves: halves.into(),
            places: places.into(),
            apart: apart.into(),
        }
    }

    /// The number at a place; zero where there is none.
    #[inline]
    pub fn at(&self, place: u32) -> i8 {
        let byte = self.halves.get(place as usize / 2).copied();
        let half = byte.map(|byte| byte >> (4 * (place % 2)) & 15);
        match half {
            None => 0,
            Some(APART) => {
                let at = self.places.binary_search(&place).ok();
                at.and_then(|at| self.apart.get(at).copied())
                    .unwrap_or_default()
            }
            Some(half) => half.cast_signed() + LEAST,
        }
    }

    /// Adds the number at a place, which is even, and those behind it to as many sums.
    pub fn add_to(&self, first: u32, sums: &mut [i32]) {
        let bytes = self.halves.get(first as usize / 2..).unwrap_or_default();
        let (pairs, _) = sums.as_chunks_mut::<2>();
        for ((byte, pair), place) in bytes.iter().zip(pairs).zip((first..).step_by(2)) {
            let halves = [byte & APART, byte >> 4];
            for ((half, sum), place) in halves.into_iter().zip(pair).zip(place..) {
                *sum += match half {
                    APART => i32::from(self.at(place)),
                    half => i32::from(half) + i32::from(LEAST),
                };
            }
        }
    }

    /// Writes the numbers.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.halves);
        out.add(&self.places);
        out.add(&self.apart);
    }

    /// The numbers that [`SmallSteps::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(SmallSteps {
            halves: tables.table()?,
            places: tables.table()?,
            apart: tables.table()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_given_back() {
        let all = i8::MIN..=i8::MAX;
        let packed = SmallSteps::of(all.clone());
        for (place, step) in (0..).zip(all) {
            assert_eq!(packed.at(place), step);
        }
        assert_eq!(packed.at(256), 0);
        let mut sums = [1; 6];
        packed.add_to(124, &mut sums);
        assert_eq!(sums, [-3, -2, -1, 0, 1, 2]);
        let mut far = [0; 2];
        packed.add_to(0, &mut far);
        assert_eq!(far, [-128, -127]);
    }
}
