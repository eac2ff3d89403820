//! How many of a unit group's official titles name each level or role: nearly all of those of managers do, none of a cook's.

use super::seniority::Levels;
use crate::noc::GroupId;
use crate::tables::{Table, TableReader, TableWriter};

const LEVELS: usize = Levels::BITS as usize;
/// One whole, as a share is kept.
const WHOLE: f32 = u8::MAX as f32;

/// Of every class the share of its official titles that name each level or role.
#[derive(Debug, Clone)]
pub struct LevelShares(Table<u8>);

impl LevelShares {
    /// Of these titles: the class of each and what it names.
    pub fn of(titles: impl Iterator<Item = (GroupId, Levels)>, classes: usize) -> Self {
        let mut counts = vec![[0u32; LEVELS]; classes];
        let mut all = vec![0u32; classes];
        for (group, levels) in titles {
            let at = usize::from(group.0);
            all[at] += 1;
            for (bit, count) in counts[at].iter_mut().enumerate() {
                *count += u32::from(levels >> bit & 1);
            }
        }
        let shares = counts.iter().zip(&all).flat_map(|(counts, &all)| {
            counts.map(|count| (count as f32 / all.max(1) as f32 * WHOLE).round() as u8)
        });
        LevelShares(shares.collect())
    }

    /// The share of a class's titles that name one of these levels or roles, from 0 to 1; titles that name two count twice.
    pub fn share(&self, group: GroupId, levels: Levels) -> f32 {
        let first = usize::from(group.0) * LEVELS;
        let share = |bit: u32| self.0.get(first + bit as usize).copied();
        let mut left = levels;
        let mut sum = 0u32;
        while left != 0 {
            sum += u32::from(share(left.trailing_zeros()).unwrap_or_default());
            left &= left - 1;
        }
        (sum as f32 / WHOLE).min(1.0)
    }

    pub(super) fn write(&self, out: &mut TableWriter) {
        out.add(&self.0);
    }

    pub(super) fn read(tables: &mut TableReader) -> Option<Self> {
        tables.table().map(LevelShares)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_titles_of_each_class() {
        let titles = [(0, 1), (0, 3), (0, 0), (0, 0), (2, 4)];
        let titles = titles.map(|(group, levels)| (GroupId(group), levels));
        let shares = LevelShares::of(titles.into_iter(), 3);
        let near = |found: f32, expected: f32| (found - expected).abs() < 0.01;
        assert!(near(shares.share(GroupId(0), 1), 0.5));
        assert!(near(shares.share(GroupId(0), 3), 0.75));
        assert!(near(shares.share(GroupId(1), !0), 0.0));
        assert!(near(shares.share(GroupId(2), !0), 1.0));
        assert!(near(shares.share(GroupId(9), !0), 0.0));
    }
}
