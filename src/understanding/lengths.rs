//! Lengths of time: `2 years`, `a year and a half`, `18 mois`.

use strsim::osa_distance;

use super::words::{Token, half_after, longest, number, tokens};
use crate::language::{Languages, LengthWords, NumberWords, TimeUnit};

const MONTHS_IN_A_YEAR: f64 = 12.0;
const DAYS_IN_A_WEEK: f64 = 7.0;
/// For parts of a month only.
const DAYS_IN_A_MONTH: f64 = 30.0;
const DAYS_IN_A_YEAR: f64 = 365.25;
/// More years than anybody has worked.
const MAX_YEARS: f64 = 80.0;
/// Shorter words are not taken for a misspelt unit.
const MIN_MISSPELT: usize = 5;

/// A count of months and days.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Length {
    pub months: f64,
    pub days: f64,
}

impl Length {
    /// Whole months, and the days that are left.
    pub fn whole(self) -> (i64, i64) {
        let months = self.months.trunc();
        let days = self.days + (self.months - months) * DAYS_IN_A_MONTH;
        (months as i64, days.round() as i64)
    }

    /// The whole years, if it is nothing else.
    pub fn whole_years(self) -> Option<i64> {
        let (months, days) = self.whole();
        (days == 0 && months % 12 == 0).then_some(months / 12)
    }

    fn years(self) -> f64 {
        self.months / MONTHS_IN_A_YEAR + self.days / DAYS_IN_A_YEAR
    }
}

fn times(unit: TimeUnit, count: f64) -> Length {
    let (months, days) = match unit {
        TimeUnit::Year => (count * MONTHS_IN_A_YEAR, 0.0),
        TimeUnit::Month => (count, 0.0),
        TimeUnit::Week => (0.0, count * DAYS_IN_A_WEEK),
        TimeUnit::Day => (0.0, count),
    };
    Length { months, days }
}

/// The length the tokens start with and how many of them it takes.
pub(super) fn length(tokens: &[Token], languages: &Languages) -> Option<(Length, usize)> {
    let (mut sum, mut used) = part(tokens, languages)?;
    while let Some((more, taken)) = next_part(tokens.get(used..).unwrap_or_default(), languages) {
        sum.months += more.months;
        sum.days += more.days;
        used += taken;
    }
    Some((sum, used))
}

/// A further part: `3 months` of `1 year and 3 months`.
fn next_part(tokens: &[Token], languages: &Languages) -> Option<(Length, usize)> {
    let first = tokens.first()?;
    let joined = usize::from(first.is_mark(",+") || first.is_in(&languages.lengths.and));
    let (more, taken) = part(tokens.get(joined..)?, languages)?;
    Some((more, joined + taken))
}

/// One count and its unit.
fn part(tokens: &[Token], languages: &Languages) -> Option<(Length, usize)> {
    let (count, mut used) = count(tokens, languages)?;
    let known = &languages.lengths;
    let rest = tokens.get(used..)?;
    let hyphen = rest.first()?.is_mark("-") && rest.first()?.glued;
    let between = rest.first()?.is_in(&known.before_unit) || rest.first()?.is_mark("+");
    used += usize::from(hyphen || between);
    let unit = unit(tokens.get(used)?, hyphen, known)?;
    used += 1;
    if unit == TimeUnit::Year && count >= 1000.0 {
        return None;
    }
    match half_after(tokens.get(used..)?, &languages.numbers) {
        Some(more) => Some((times(unit, count + 0.5), used + more)),
        None => Some((times(unit, count), used)),
    }
}

fn count(tokens: &[Token], languages: &Languages) -> Option<(f64, usize)> {
    number(tokens, &languages.numbers).or_else(|| {
        let (&count, used) = longest(&languages.lengths.counts, tokens)?;
        Some((count, used))
    })
}

/// The unit a word names; one letter counts only right after its number (`2y`, `18m`).
fn unit(token: &Token, after_hyphen: bool, known: &LengthWords) -> Option<TimeUnit> {
    let word = token.word()?;
    let letter = known
        .letters
        .get(word)
        .filter(|_| token.glued && (!after_hyphen || known.letters_after_hyphen.contains(word)));
    let unit = known.units.get(word).or(letter).copied();
    unit.or_else(|| misspelt_unit(word, known))
}

fn misspelt_unit(word: &str, known: &LengthWords) -> Option<TimeUnit> {
    if word.len() < MIN_MISSPELT {
        return None;
    }
    let mut names = known.often_misspelt.iter();
    names
        .find(|(name, _)| osa_distance(name, word) == 1)
        .map(|(_, &unit)| unit)
}

/// Reads a count of years from 0 to 80: `12`, `12 years`, `ten`, `18 mois`.
pub fn read_years(text: &str, languages: &Languages) -> Option<f64> {
    let tokens = tokens(text);
    if tokens.first().is_some_and(|token| token.is_mark("-–")) {
        return None;
    }
    let numbers = &languages.numbers;
    let mut years = None;
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let found = length(rest, languages)
            .map(|(length, used)| (length.years(), used))
            .or_else(|| number(rest, numbers).filter(|_| !article(rest, numbers)));
        let used = match found {
            Some((_, _)) if years.is_some() => return None,
            Some((value, used)) => {
                years = Some(value);
                used
            }
            None if rest[0].is_in(&languages.lengths.none) => {
                years = years.or(Some(0.0));
                1
            }
            None if matches!(rest[0].kind, super::words::Kind::Digits(_)) => return None,
            None if rest[0].is_mark("/%") => return None,
            None => 1,
        };
        at += used;
    }
    years.filter(|years| (0.0..=MAX_YEARS).contains(years))
}

/// `un` before a noun is an article, not a count; alone it is one.
fn article(tokens: &[Token], numbers: &NumberWords) -> bool {
    tokens.len() > 1 && tokens[0].is_in(&numbers.articles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spoken;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_counts_of_months_and_days() {
        let table: &[(&str, Option<(i64, i64)>)] = &[
            ("2 years", Some((24, 0))),
            ("a year", Some((12, 0))),
            ("an year", Some((12, 0))),
            ("18 months", Some((18, 0))),
            ("14 month", Some((14, 0))),
            ("2 yrs", Some((24, 0))),
            ("2y", Some((24, 0))),
            ("18m", Some((18, 0))),
            ("2 yeras", Some((24, 0))),
            ("2 and a half years", Some((30, 0))),
            ("2½ years", Some((30, 0))),
            ("2.5 years", Some((30, 0))),
            ("1,5 an", Some((18, 0))),
            ("a year and a half", Some((18, 0))),
            ("half a year", Some((6, 0))),
            ("a couple of months", Some((2, 0))),
            ("1 year and 3 months", Some((15, 0))),
            ("1 year, 3 months and 2 weeks", Some((15, 14))),
            ("deux mois et demi", Some((2, 15))),
            ("un an et demi", Some((18, 0))),
            ("un an et 3 mois", Some((15, 0))),
            ("six semaines", Some((0, 42))),
            ("douze mois", Some((12, 0))),
            ("10 jours", Some((0, 10))),
            ("sept mois", Some((7, 0))),
            ("2 dernières années", Some((24, 0))),
            ("3+ years", Some((36, 0))),
            ("2023 year", None),
            ("2 hours", None),
            ("18 m", None),
            ("years", None),
        ];
        for (text, expected) in table {
            let found = length(&tokens(text), spoken()).map(|(length, _)| length.whole());
            assert_eq!(found, *expected, "{text:?}");
        }
    }

    #[test]
    fn years_are_read() {
        let table: &[(&str, Option<f64>)] = &[
            ("12", Some(12.0)),
            ("12 years", Some(12.0)),
            ("12 ans", Some(12.0)),
            ("ten", Some(10.0)),
            ("dix", Some(10.0)),
            ("un", Some(1.0)),
            ("un an", Some(1.0)),
            ("12.5", Some(12.5)),
            ("12,5 ans", Some(12.5)),
            ("18 months", Some(1.5)),
            ("about 10 years of service", Some(10.0)),
            ("j'ai servi 8 ans", Some(8.0)),
            ("un service de 8 ans", Some(8.0)),
            ("2 years and 6 months", Some(2.5)),
            ("zero", Some(0.0)),
            ("none", Some(0.0)),
            ("aucune", Some(0.0)),
            ("80", Some(80.0)),
            ("81", None),
            ("-3", None),
            ("2010", None),
            ("2 or 3", None),
            ("3/4", None),
            ("many", None),
            ("99999999999999999999", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(read_years(text, spoken()), *expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            read_years(&text, spoken());
        }

        #[test]
        fn a_count_of_years_reads_back(years in 0u32..=80) {
            for text in [format!("{years}"), format!("{years} years"), format!("{years} ans")] {
                prop_assert_eq!(read_years(&text, spoken()), Some(f64::from(years)));
            }
        }
    }
}
