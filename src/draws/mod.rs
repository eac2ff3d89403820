//! Rounds of invitations: who was invited, and from which score on.

mod crs;
mod data;
mod feed;
mod pool;
mod streams;

use jiff::civil::Date;
use serde::Serialize;

pub use crs::{Crs, PointsChange};
pub use feed::{Changes, FeedError};
pub use pool::{Band, Pool, PoolPlace};
pub use streams::Streams;

/// The highest Comprehensive Ranking System score there is.
pub const HIGHEST_CRS: u16 = 1200;

/// The score that a text is, where the Comprehensive Ranking System can give it.
pub fn read_score(text: &str) -> Option<u16> {
    let score = text.trim().parse().ok();
    score.filter(|score| *score <= HIGHEST_CRS)
}

/// One round of invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Round {
    /// The official number; not always a number ("91a").
    pub number: String,
    /// The day of the round.
    pub date: Date,
    /// The official name, which changes over time for the same category.
    pub name: String,
    /// A category id, a program (`cec`, `pnp`, `fsw`, `fst`), `general` or [`Streams::OTHER`].
    pub stream: String,
    /// How many were invited.
    pub invitations: u32,
    /// The lowest Comprehensive Ranking System score invited.
    pub cut_off: u16,
}

/// What a score would have done in the latest rounds of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// The latest round.
    pub latest: &'a Round,
    /// How many rounds were compared, and in how many of them the score was enough.
    pub rounds: usize,
    /// In how many rounds the score was enough.
    pub reached: usize,
    /// The lowest and highest cut-off among them.
    pub lowest: u16,
    /// The highest lowest score.
    pub highest: u16,
}

/// All known rounds, newest first.
#[derive(Debug, Clone)]
pub struct Rounds {
    rounds: Vec<Round>,
}

impl Rounds {
    /// Every round, newest first.
    pub fn all(&self) -> &[Round] {
        &self.rounds
    }

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

    /// Holds a score against the newest `most` rounds of a stream on or before `day`; none without a round.
    pub fn compare<'a>(
        &'a self,
        stream: &'a str,
        score: u16,
        day: Date,
        most: usize,
    ) -> Option<Comparison<'a>> {
        let rounds: Vec<&Round> = self
            .of(stream)
            .filter(|round| round.date <= day)
            .take(most)
            .collect();
        let cut_offs = || rounds.iter().map(|round| round.cut_off);
        Some(Comparison {
            latest: rounds.first()?,
            rounds: rounds.len(),
            reached: cut_offs().filter(|cut_off| score >= *cut_off).count(),
            lowest: cut_offs().min()?,
            highest: cut_offs().max()?,
        })
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
        assert_eq!(rounds.all().len(), 448);
        assert_eq!(rounds.cut_offs_in("general", 2024), Some((524, 549)));
        assert_eq!(rounds.cut_offs_in("health", 2024), Some((422, 463)));
        let latest = rounds.latest("stem", date(2026, 11, 22)).unwrap();
        assert_eq!((latest.date, latest.cut_off), (date(2024, 4, 11), 491));
        assert!(rounds.latest("researcher", date(2026, 11, 22)).is_none());
    }
}
