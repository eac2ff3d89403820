//! Lengths of time in a message, and times told by how long ago they were.

use super::calendar::Length;
use super::moments::{Finder, What, dates};
use super::tags::{Cue, Tag, Unit};

const DAYS_IN_A_WEEK: f64 = 7.0;
/// More months than anybody has worked.
const MAX_MONTHS: f64 = 720.0;

impl Finder<'_, '_> {
    pub fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        self.reading.find_at(at, |tag| match tag {
            Tag::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    /// One count and its unit; hours are no length of time.
    fn part(&self, at: usize) -> Option<(Length, usize)> {
        let (count, end) = self.reading.number_at(at).or_else(|| {
            let end = self
                .reading
                .cue_at(at, Cue::Article)
                .filter(|_| self.reading.is_one(at, &self.reading.words.one_as_article))?;
            Some((1.0, end))
        })?;
        let mut end = end;
        while self.reading.is_mark(end, "+-")
            || self.reading.is_one(end, &self.reading.words.before_unit)
        {
            end += 1;
        }
        let (unit, mut end) = self.unit(end)?;
        if unit == Unit::Hour || unit == Unit::Year && count > 60.0 {
            return None;
        }
        let single_letter = self.reading.word(end - 1).chars().count() == 1;
        if single_letter && !self.reading.is_glued(end - 1) {
            return None;
        }
        if self.is_one_as_article(at) && !self.tells_length(at, end, unit) {
            return None;
        }
        let mut count = count;
        if let Some(after) = self.reading.cue_at(end, Cue::Half) {
            (count, end) = (count + 0.5, after);
        }
        let (months, days) = match unit {
            Unit::Year => (count * 12.0, 0.0),
            Unit::Month => (count, 0.0),
            Unit::Week => (0.0, count * DAYS_IN_A_WEEK),
            Unit::Day | Unit::Hour => (0.0, count),
        };
        (months <= MAX_MONTHS).then_some((Length { months, days }, end))
    }

    fn is_one_as_article(&self, at: usize) -> bool {
        self.reading.is_one(at, &self.reading.words.one_as_article)
    }

    /// Whether "a day" is a length of time: not in "at a day care" or "hours a week".
    fn tells_length(&self, at: usize, end: usize, unit: Unit) -> bool {
        let words = self.reading.words;
        let before = at.wrapping_sub(1);
        let is_over = self.unit(before).is_some() || self.reading.number_at(before).is_some();
        let introduced = self.reading.cue_at(end, Cue::Ago).is_some()
            || self.reading.cue_at(end, Cue::Half).is_some()
            || self.reading.is_one(before, &words.before_one_unit)
            || self
                .reading
                .ends_before(at, &[Tag::Cue(Cue::Ago), Tag::Cue(Cue::About)]);
        let alone = at == 0 && end == self.reading.len();
        let long = matches!(unit, Unit::Year | Unit::Month) && !is_over;
        introduced || alone || long
    }

    /// A length of one part or more: `1 year and 3 months`.
    fn length(&self, at: usize) -> Option<(Length, usize)> {
        let (mut sum, mut end) = self.part(at)?;
        for _ in 0..2 {
            let joined = self.reading.is_mark(end, ",+")
                || self.reading.is_one(end, &self.reading.words.joins_lengths);
            let Some((more, after)) = self.part(end + usize::from(joined)) else {
                break;
            };
            // "2 years, 3 years": not one length.
            if more.months >= 12.0 || more.months == 0.0 && sum.months == 0.0 {
                break;
            }
            sum.months += more.months;
            sum.days += more.days;
            end = after;
        }
        Some((sum, end))
    }

    pub fn length_or_ago(&self, at: usize) -> Option<(What, usize)> {
        if let Some(after) = self.reading.cue_at(at, Cue::Ago) {
            let from = self.reading.cue_at(after, Cue::About).unwrap_or(after);
            let (length, end) = self.length(from)?;
            return Some((dates([length.before(self.reading.today)]), end));
        }
        let (length, end) = self.length(at)?;
        let old = self
            .reading
            .cue_at(end, Cue::Age)
            .or_else(|| self.reading.cue_at(end - 1, Cue::Age));
        if let Some(old) = old.filter(|_| !self.has_experience(end)) {
            // "34 years old": said of a person, so no time at all.
            return Some((What::Vague, old));
        }
        if let Some(end) = self.reading.cue_at(end, Cue::Ago) {
            return Some((dates([length.before(self.reading.today)]), end));
        }
        Some((What::Length(length), end))
    }

    fn has_experience(&self, at: usize) -> bool {
        self.reading.cue_at(at, Cue::Experience).is_some()
    }
}
