//! Rounds of invitations: who was invited, and from which score on.

mod data;

use jiff::civil::Date;

/// One round of invitations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The official number; not always a number ("91a").
    pub number: String,
    pub date: Date,
    /// The official name, which changes over time for the same category.
    pub name: String,
    /// A category id, a program (`cec`, `pnp`, `fsw`, `fst`) or `general`.
    pub stream: String,
    pub invitations: u32,
    /// The lowest Comprehensive Ranking System score invited.
    pub cut_off: u16,
}

/// All known rounds, newest first.
#[derive(Debug)]
pub struct Rounds {
    rounds: Vec<Round>,
}

impl Rounds {
    /// The rounds of one stream, newest first.
    pub fn of<'a>(&'a self, stream: &'a str) -> impl Iterator<Item = &'a Round> {
        self.rounds
            .iter()
            .filter(move |round| round.stream == stream)
    }

    /// The newest round of a stream on or before `day`.
    pub fn latest<'a>(&'a self, stream: &'a str, day: Date) -> Option<&'a Round> {
        self.of(stream).find(|round| round.date <= day)
    }

    /// The lowest and highest cut-off of a stream's rounds in a calendar year.
    pub fn cut_offs_in(&self, stream: &str, year: i16) -> Option<(u16, u16)> {
        let cut_offs = || {
            self.of(stream)
                .filter(|round| round.date.year() == year)
                .map(|round| round.cut_off)
        };
        Some((cut_offs().min()?, cut_offs().max()?))
    }

    /// The day of the newest round known.
    pub fn known_to(&self) -> Option<Date> {
        self.rounds.first().map(|round| round.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noc::DataFiles;
    use jiff::civil::date;

    #[test]
    fn the_rounds_of_the_article_come_out_of_the_data() {
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        assert_eq!(rounds.rounds.len(), 448);
        assert_eq!(rounds.cut_offs_in("general", 2024), Some((524, 549)));
        assert_eq!(rounds.cut_offs_in("health", 2024), Some((422, 463)));
        let latest = rounds.latest("stem", date(2026, 11, 22)).unwrap();
        assert_eq!((latest.date, latest.cut_off), (date(2024, 4, 11), 491));
        assert!(rounds.latest("researcher", date(2026, 11, 22)).is_none());
    }
}
