//! How many people stand in the Express Entry pool, by score.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::HIGHEST_CRS;
use crate::noc::{DataError, DataFiles};

const FILE: &str = "pool.toml";
/// How the feed writes the day on which the people were counted.
const FEED_DAY: &str = "%B %d, %Y";

/// The people of the pool on one day, by score, the highest first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// The day on which they were counted.
    pub as_of: Date,
    #[serde(rename = "band")]
    bands: Vec<Band>,
}

/// The people whose scores lie between two numbers, both included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its name in the official feed.
    field: String,
    /// The lowest score of the band.
    pub lowest: u16,
    /// The highest score of the band.
    pub highest: u16,
    /// How many people stand in it.
    pub people: u32,
}

/// Where a score stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolPlace<'a> {
    /// How many people stand in higher bands.
    pub above: u32,
    /// The band of the score.
    pub band: &'a Band,
    /// How many people stand in the pool.
    pub total: u32,
}

impl Pool {
    /// Reads the numbers of the data files.
    ///
    /// # Errors
    /// The file is missing or wrong, or its bands leave out a score or hold one twice.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let pool: Pool = files.read_toml(FILE)?;
        pool.check()
            .map_err(|problem| DataError::file(files.name_of(FILE), problem))?;
        Ok(pool)
    }

    fn check(&self) -> Result<(), String> {
        let mut next = Some(HIGHEST_CRS);
        for band in &self.bands {
            if next != Some(band.highest) || band.lowest > band.highest {
                let expected = next.map_or_else(String::new, |next| next.to_string());
                let field = &band.field;
                return Err(format!(
                    "{field}: expected a band that ends at {expected}, found {} to {}",
                    band.lowest, band.highest
                ));
            }
            next = band.lowest.checked_sub(1);
        }
        match next {
            None => Ok(()),
            Some(next) => Err(format!(
                "expected bands down to 0, found none below {}",
                next + 1
            )),
        }
    }

    /// The numbers of the newest record of the official feed, in the bands of this pool; none where it tells none.
    pub fn newer(&self, feed: &str) -> Option<Pool> {
        let feed: Value = serde_json::from_str(feed.trim_start_matches('\u{feff}')).ok()?;
        let record = feed.get("rounds")?.get(0)?;
        let text = |field: &str| record.get(field)?.as_str();
        let as_of = Date::strptime(FEED_DAY, text("drawDistributionAsOn")?.trim()).ok()?;
        let band = |band: &Band| {
            let digits: String = text(&band.field)?
                .chars()
                .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}'))
                .collect();
            Some(Band {
                people: digits.parse().ok()?,
                ..band.clone()
            })
        };
        let bands: Option<Vec<Band>> = self.bands.iter().map(band).collect();
        Some(Pool {
            as_of,
            bands: bands?,
        })
        .filter(|pool| pool.as_of >= self.as_of)
    }

    /// Where a score stands in the pool.
    pub fn place(&self, score: u16) -> Option<PoolPlace<'_>> {
        let people = |bands: &[Band]| bands.iter().map(|band| band.people).sum();
        let at = self
            .bands
            .iter()
            .position(|band| (band.lowest..=band.highest).contains(&score))?;
        Some(PoolPlace {
            above: people(&self.bands[..at]),
            band: &self.bands[at],
            total: people(&self.bands),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn pool() -> Pool {
        Pool::open(&DataFiles::BuiltIn).unwrap()
    }

    #[test]
    fn a_score_stands_in_its_band() {
        let pool = pool();
        assert_eq!(pool.as_of, date(2026, 8, 16));
        let place = pool.place(478).unwrap();
        assert_eq!((place.band.lowest, place.band.highest), (471, 480));
        assert_eq!(place.above, 439 + 18_657 + 12_915 + 13_066);
        assert_eq!(place.total, 226_859);
        for score in 0..=HIGHEST_CRS {
            assert!(pool.place(score).is_some(), "{score}");
        }
        assert_eq!(pool.place(HIGHEST_CRS + 1), None);
    }

    #[test]
    fn the_feed_tells_newer_numbers() {
        let pool = pool();
        let mut fields: Vec<String> = pool
            .bands
            .iter()
            .map(|band| format!("{:?}: \"1,0{:02}\"", band.field, band.field.len()))
            .collect();
        fields.push("\"drawDistributionAsOn\": \"November 2, 2026\"".to_owned());
        let feed = format!("{{\"rounds\": [{{{}}}]}}", fields.join(","));
        let newer = pool.newer(&feed).unwrap();
        assert_eq!(newer.as_of, date(2026, 11, 2));
        assert_eq!(newer.bands[0].people, 1_003);
        assert_eq!(pool.newer(&feed.replace("2026", "2025")), None, "older");
        assert_eq!(
            pool.newer(&feed.replace("dd7\"", "dd70\"")),
            None,
            "a band lacks"
        );
        for text in ["", "<html>", "{}", "{\"rounds\":[]}"] {
            assert_eq!(pool.newer(text), None, "{text}");
        }
    }

    #[test]
    fn every_score_has_one_band() {
        let mut pool = pool();
        pool.bands.remove(3);
        assert!(
            pool.check()
                .unwrap_err()
                .starts_with("dd6: expected a band that ends at 490")
        );
        pool.bands.truncate(2);
        assert!(pool.check().unwrap_err().contains("none below 501"));
    }
}
