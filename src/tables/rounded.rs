//! Numbers in two bytes each.

use super::{Table, TableReader, TableWriter};

/// Numbers from zero on, each rounded down to a multiple of a step, which is the greatest of them by 65,535.
#[derive(Debug, Clone, Default)]
pub struct Rounded {
    step: f32,
    multiples: Table<u16>,
}

impl Rounded {
    /// The number at a place; zero where there is none.
    #[inline]
    pub fn at(&self, place: usize) -> f32 {
        let multiple = self.multiples.get(place).copied();
        f32::from(multiple.unwrap_or_default()) * self.step
    }

    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.multiples.len()
    }

    /// Writes the numbers.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&[self.step]);
        out.add(&self.multiples);
    }

    /// The numbers that [`Rounded::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Rounded {
            step: tables.one()?,
            multiples: tables.table()?,
        })
    }
}

impl FromIterator<f32> for Rounded {
    fn from_iter<I: IntoIterator<Item = f32>>(numbers: I) -> Self {
        let numbers: Vec<f32> = numbers.into_iter().collect();
        let greatest = numbers.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let step = greatest / f32::from(u16::MAX);
        let multiples: Vec<u16> = numbers
            .iter()
            .map(|number| (number / step) as u16)
            .collect();
        Rounded {
            step,
            multiples: multiples.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_down_by_less_than_a_step() {
        let numbers = [0.0, 0.001, 1.0, 7.25, 163.84];
        let rounded: Rounded = numbers.into_iter().collect();
        for (place, number) in numbers.into_iter().enumerate() {
            let lost = number - rounded.at(place);
            assert!((0.0..0.0026).contains(&lost), "{number} less {lost}");
        }
        assert_eq!((rounded.len(), rounded.at(5)), (5, 0.0));
        assert_eq!(Rounded::from_iter([0.0]).at(0), 0.0);
    }
}
