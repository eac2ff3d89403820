//! Dates and lengths of time in a message, each where it stands.

use std::ops::Range;

use jiff::Span;
use jiff::civil::Date;

use super::calendar::{Length, century, latest, stated};
use super::reading::{Reading, Use};
use super::tags::{Cue, Tag, Who};
use crate::eligibility::StatedDate;

/// The years that a lone number of four digits may mean.
const LONE_YEARS: std::ops::RangeInclusive<u32> = 1955..=2040;

/// A month, or a day of it, whose year is not said.
pub(super) type Yearless = (i8, Option<i8>);

/// What stands there.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// One of these dates.
    Date(Vec<StatedDate>),
    Yearless(Yearless),
    /// The day of a month that is told with the end: "3 to 28 February".
    DayOnly(i8),
    Length(Length),
    Now,
    /// "since then": since the time told before.
    SinceThen,
    /// A time that no calendar tells, or a day that does not exist.
    Vague,
}

/// A time and the tokens that tell it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    pub at: Range<usize>,
    pub what: What,
}

/// Which number stands first in a date in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Day,
    Month,
    /// Either.
    Open,
}

/// The order that a date of the message shows by itself, as "30/09/2025" does; none where no date shows one, or they differ.
pub(super) fn shown_order(reading: &Reading) -> Option<Order> {
    let mut shown = (0..reading.len()).filter_map(|at| shown_at(reading, at));
    let first = shown.next()?;
    shown.all(|order| order == first).then_some(first)
}

fn shown_at(reading: &Reading, at: usize) -> Option<Order> {
    let (a, 1 | 2) = reading.whole_at(at)? else {
        return None;
    };
    let separated = |at: usize| reading.is_mark(at, "/-.") && reading.is_glued(at + 1);
    let (b, 1 | 2) = reading.whole_at(at + 2).filter(|_| separated(at + 1))? else {
        return None;
    };
    let (year, 4) = reading.whole_at(at + 4).filter(|_| separated(at + 3))? else {
        return None;
    };
    match (a, b) {
        _ if !LONE_YEARS.contains(&year) => None,
        (13..=31, 1..=12) => Some(Order::Day),
        (1..=12, 13..=31) => Some(Order::Month),
        _ => None,
    }
}

/// Finds every time told, from left to right, and claims its tokens.
pub(super) fn moments(reading: &mut Reading, order: Order) -> Vec<Moment> {
    let mut found: Vec<Moment> = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let finder = Finder { reading, order };
        match finder
            .at(at)
            .filter(|(_, end)| reading.is_free(&(at..*end)))
        {
            Some((what, end)) => {
                reading.claim(at..end, Use::Time);
                found.push(Moment { at: at..end, what });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

pub(super) struct Finder<'a, 'b> {
    pub reading: &'b Reading<'a>,
    order: Order,
}

impl Finder<'_, '_> {
    /// What begins at a token, and where it ends.
    fn at(&self, at: usize) -> Option<(What, usize)> {
        self.worded_date(at)
            .or_else(|| self.in_digits(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.length_or_ago(at))
            .or_else(|| self.loose(at))
            .or_else(|| self.day_of_range(at))
            .or_else(|| self.lone_year(at))
    }

    fn month(&self, at: usize) -> Option<(i8, usize)> {
        self.reading.find_at(at, |tag| match tag {
            Tag::Month(month) => Some(month),
            _ => None,
        })
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let Some((value, width)) = self.reading.whole_at(at) else {
            let spoken = self.reading.spoken_year(at);
            return spoken.filter(|(year, _)| LONE_YEARS.contains(&(*year).unsigned_abs().into()));
        };
        (width == 4 && LONE_YEARS.contains(&value)).then_some((value as i16, at + 1))
    }

    /// `'23`, or `23` where it can only be a year.
    fn short_year(&self, at: usize, surely: bool) -> Option<(i16, usize)> {
        let mark = self.reading.is_mark(at, "'");
        let digits = at + usize::from(mark);
        let (value, width) = self.reading.whole_at(digits)?;
        let joined = self.reading.is_glued(digits) || surely;
        (width == 2 && (mark || joined)).then_some((century(value), digits + 1))
    }

    /// A day of a month, in words or with `st`, `th` or `er` after it.
    fn day(&self, at: usize) -> Option<(i8, usize)> {
        let Some((value, width)) = self.reading.whole_at(at) else {
            return self.reading.find_at(at, |tag| match tag {
                Tag::DayOfMonth(day) => Some(day),
                _ => None,
            });
        };
        if width > 2 || !(1..=31).contains(&value) {
            return None;
        }
        let suffix = self.reading.is_one(at + 1, &self.reading.words.ordinals);
        Some((value as i8, at + 1 + usize::from(suffix)))
    }

    /// Past one mark or small word that may stand inside a date.
    fn skip(&self, at: usize) -> usize {
        let small = self.reading.is_one(at, &self.reading.words.in_date);
        at + usize::from(small || self.reading.is_mark(at, "-/.,"))
    }

    fn worded_date(&self, at: usize) -> Option<(What, usize)> {
        self.day_first_date(at)
            .or_else(|| self.month_first_date(at))
            .or_else(|| self.year_first_date(at))
    }

    /// `15 march 2023`, `the 15th of march`.
    fn day_first_date(&self, at: usize) -> Option<(What, usize)> {
        let (day, end) = self.day(at)?;
        let named = self.skip(end);
        let (month, end) = self.month(named)?;
        let skipped = self.skip(end);
        let year = self.year(skipped).or_else(|| self.year(end)).or_else(|| {
            self.short_year(skipped, true)
                .filter(|_| !self.is_time(skipped + 1))
        });
        // "first, may I ask"
        let in_words = self.reading.whole_at(at).is_none();
        match year {
            Some((year, end)) => Some((on(year, month, Some(day)), end)),
            None if in_words && !self.is_really_a_month(named, end) => None,
            None => Some((What::Yearless((month, Some(day))), end)),
        }
    }

    /// `march 15, 2023`, `march 2023`, `mar'23`, `march`.
    fn month_first_date(&self, at: usize) -> Option<(What, usize)> {
        let (month, end) = self.month(at)?;
        let dotted = end + usize::from(self.reading.is_mark(end, "."));
        if let Some((year, end)) = self.year(self.skip(dotted)).or_else(|| self.year(dotted)) {
            return Some((on(year, month, None), end));
        }
        if let Some((day, day_end)) = self.day(dotted)
            && let Some((year, end)) = self.year(self.skip(day_end)).or_else(|| self.year(day_end))
        {
            return Some((on(year, month, Some(day)), end));
        }
        if let Some((years, end)) = self.years_back_after(dotted) {
            let year = self.reading.today.year() - i16::from(years);
            return Some((on(year, month, None), end));
        }
        let joined = self.reading.is_mark(end, "-/'") || self.reading.is_glued(end);
        let digits = end + usize::from(self.reading.is_mark(end, "-/'"));
        if joined && let Some((value, 2)) = self.reading.whole_at(digits) {
            return Some((on(century(value), month, None), digits + 1));
        }
        if let Some((value, width)) = self.reading.whole_at(dotted)
            && width <= 2
            && !self.is_time(dotted + 1)
        {
            return Some(self.day_or_year(month, value, width, dotted));
        }
        self.is_really_a_month(at, end)
            .then_some((What::Yearless((month, None)), end))
    }

    /// `last year` or `of this year` after a month.
    fn years_back_after(&self, at: usize) -> Option<(i8, usize)> {
        let told = |at: usize| {
            self.reading.find_at(at, |tag| match tag {
                Tag::YearsBack(years) => Some(years),
                _ => None,
            })
        };
        told(at).or_else(|| told(self.skip(at)))
    }

    /// `mar 23`: March 2023 or the 23rd of March.
    fn day_or_year(&self, month: i8, value: u32, width: usize, at: usize) -> (What, usize) {
        let end = self.day(at).map_or(at + 1, |(_, end)| end);
        let suffixed = end > at + 1;
        let range_of_years = self.reading.cue_at(at + 1, Cue::To).is_some()
            || self.reading.is_mark(at + 1, "-–")
            || at >= 2 && self.ends_a_range(at);
        match value {
            _ if suffixed || width == 1 && value > 0 => {
                (What::Yearless((month, Some(value as i8))), end)
            }
            32.. => (on(century(value), month, None), at + 1),
            _ if range_of_years => (on(century(value), month, None), at + 1),
            0 => (What::Vague, at + 1),
            _ => {
                let mut dates: Vec<StatedDate> = StatedDate::month(century(value), month)
                    .filter(|month| month.as_start() <= self.reading.today)
                    .into_iter()
                    .collect();
                dates.extend(latest(month, Some(value as i8), self.reading.today));
                (What::Date(dates), at + 1)
            }
        }
    }

    /// Whether the month before these digits stands after "to".
    fn ends_a_range(&self, at: usize) -> bool {
        self.reading.is_mark(at - 2, "-–") || self.reading.cue_at(at - 2, Cue::To).is_some()
    }

    /// `2023 march`.
    fn year_first_date(&self, at: usize) -> Option<(What, usize)> {
        let (year, end) = self.year(at)?;
        let (month, end) = self.month(self.skip(end))?;
        // "2019 March 2021" is a year and a month.
        if self.year(self.skip(end)).is_some() {
            return None;
        }
        Some((on(year, month, None), end))
    }

    /// "may", "march" and "mar" are other words too.
    fn is_really_a_month(&self, at: usize, end: usize) -> bool {
        let doubtful = self.reading.is_one(at, &self.reading.words.doubtful_months);
        let beside = |cue| {
            (1..=2).any(|back| {
                at.checked_sub(back)
                    .and_then(|from| self.reading.cue_at(from, cue))
                    .is_some_and(|after| after >= at)
            })
        };
        let cues = [
            Cue::Since,
            Cue::From,
            Cue::Between,
            Cue::Until,
            Cue::To,
            Cue::In,
            Cue::Last,
            Cue::Next,
        ];
        let words = self.reading.tokens.iter().filter(|token| token.is_word());
        !doubtful
            || cues.into_iter().any(beside)
            || words.count() <= 3
            || self.reading.cue_at(end, Cue::To).is_some()
            || self.reading.is_mark(end, "-–")
    }

    /// Whether a unit of time follows: the number before is a count.
    fn is_time(&self, at: usize) -> bool {
        self.unit(at).is_some()
    }

    /// Dates in digits alone.
    fn in_digits(&self, at: usize) -> Option<(What, usize)> {
        let (a, a_width) = self.reading.whole_at(at)?;
        if a_width > 4 || self.reading.is_glued(at) && self.reading.is_mark(at.wrapping_sub(1), "/")
        {
            return None;
        }
        let separator = self.separator(at + 1);
        let Some(separator) = separator else {
            return self.spaced(at);
        };
        let (b, b_width) = self.reading.whole_at(at + 2)?;
        if self.separator(at + 3) == Some(separator)
            && let Some((c, c_width)) = self.reading.whole_at(at + 4)
            && (a_width.max(c_width) == 4 || separator != '-' || c_width == 2)
            && a_width + b_width + c_width >= 4
        {
            return Some((self.triple([a, b, c], [a_width, b_width, c_width])?, at + 5));
        }
        match (a_width, b_width) {
            (4, 1 | 2) if self.year(at).is_some() && (1..=12).contains(&b) => {
                Some((on(a as i16, b as i8, None), at + 3))
            }
            (1 | 2, 4) if self.year(at + 2).is_some() => {
                let what = match (1..=12).contains(&a) {
                    true => on(b as i16, a as i8, None),
                    false => What::Vague,
                };
                Some((what, at + 3))
            }
            _ => None,
        }
    }

    fn separator(&self, at: usize) -> Option<char> {
        ['/', '-', '.'].into_iter().find(|mark| {
            self.reading.is_mark(at, &mark.to_string()) && self.reading.is_glued(at + 1)
        })
    }

    /// `15 03 2023`.
    fn spaced(&self, at: usize) -> Option<(What, usize)> {
        let (a, 1 | 2) = self.reading.whole_at(at)? else {
            return None;
        };
        let (b, 1 | 2) = self.reading.whole_at(at + 1)? else {
            return None;
        };
        let (year, end) = self.year(at + 2)?;
        Some((self.triple([a, b, year as u32], [2, 2, 4])?, end))
    }

    /// Day, month and year in the order their widths and the language allow.
    fn triple(&self, [a, b, c]: [u32; 3], widths: [usize; 3]) -> Option<What> {
        let date = |year: i16, month: u32, day: u32| {
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            date.ok().map(StatedDate::Day)
        };
        let (year, first, second) = match widths {
            [4, 1 | 2, 1 | 2] => {
                let readings = [
                    date(a as i16, b, c),
                    date(a as i16, c, b).filter(|_| b > 12),
                ];
                return Some(dates(readings));
            }
            [1 | 2, 1 | 2, 4] => (c as i16, a, b),
            [1 | 2, 1 | 2, 2] => (century(c), a, b),
            _ => return None,
        };
        let (day_first, month_first) = (date(year, second, first), date(year, first, second));
        Some(match (day_first, month_first) {
            (Some(day), Some(_)) if self.order == Order::Day => What::Date(vec![day]),
            (Some(_), Some(day)) if self.order == Order::Month => What::Date(vec![day]),
            both => dates([both.0, both.1]),
        })
    }

    /// "yesterday", "last year", "last march", "2 weeks ago".
    fn relative(&self, at: usize) -> Option<(What, usize)> {
        let today = self.reading.today;
        if let Some(month_at) = self.reading.cue_at(at, Cue::Last)
            && let Some((month, end)) = self.month(month_at)
            && self.year(end).is_none()
        {
            let before = today.first_of_month().yesterday().ok()?;
            return Some((dates([latest(month, None, before)]), end));
        }
        let (back, end) = self.reading.find_at(at, |tag| {
            matches!(
                tag,
                Tag::DaysBack(_) | Tag::MonthsBack(_) | Tag::YearsBack(_)
            )
            .then_some(tag)
        })?;
        let what = match back {
            Tag::DaysBack(days) => {
                let span = Span::new().try_days(i64::from(days)).ok()?;
                dates([today.checked_sub(span).ok().map(StatedDate::Day)])
            }
            Tag::MonthsBack(months) => {
                let span = Span::new().try_months(i64::from(months)).ok()?;
                let day = today.first_of_month().checked_sub(span).ok()?;
                dates([StatedDate::month(day.year(), day.month())])
            }
            Tag::YearsBack(years) => {
                dates([Some(StatedDate::Year(today.year() - i16::from(years)))])
            }
            _ => return None,
        };
        // "last year march"
        if let (Tag::YearsBack(years), Some((month, end))) = (back, self.month(self.skip(end))) {
            return Some((on(today.year() - i16::from(years), month, None), end));
        }
        Some((what, end))
    }

    /// Seasons, parts of years, words for now and for times without a date.
    fn loose(&self, at: usize) -> Option<(What, usize)> {
        if let Some(end) = self.since_then(at) {
            return Some((What::SinceThen, end));
        }
        let before = |tag| match tag {
            Tag::BeforeYear(year) => Some(year),
            _ => None,
        };
        if let Some((year, end)) = self.reading.find_at(at, before) {
            // How long before is open: two readings, the latest first.
            let years = [year - 1, year - 2].map(|year| Some(StatedDate::Year(year)));
            return Some((dates(years), end));
        }
        let pick = |tag| matches!(tag, Tag::Season | Tag::Vague).then_some(tag);
        if let Some((tag, end)) = self.reading.find_at(at, pick) {
            if let Some((year, end)) = self.year(self.skip(end)).or_else(|| self.year(end)) {
                return Some((dates([Some(StatedDate::Year(year))]), end));
            }
            if tag == Tag::Season
                && self
                    .reading
                    .find_at(at, |tag| matches!(tag, Tag::Hours(_)).then_some(()))
                    .is_some()
            {
                return None;
            }
            return Some((What::Vague, end));
        }
        if let Some(after) = self.reading.cue_at(at, Cue::Part) {
            let after = self.skip(after);
            let after = after + usize::from(self.reading.is_one(after, &self.reading.words.the));
            if let Some((year, end)) = self.year(after) {
                return Some((dates([Some(StatedDate::Year(year))]), end));
            }
            if let Some((what @ What::Date(_), end)) =
                self.worded_date(after).or_else(|| self.relative(after))
            {
                return Some((what, end));
            }
        }
        if let Some(end) = self.reading.cue_at(at, Cue::NowAfter)
            && self.is_after_to(at)
        {
            return Some((What::Now, end));
        }
        let pick = |tag| (tag == Tag::Cue(Cue::Now)).then_some(());
        let ((), end) = self.reading.find_at(at, pick)?;
        Some((What::Now, end))
    }

    /// "since then", or "since" with nothing after it but what the writer did.
    fn since_then(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.reading.cue_at(at, Cue::SinceThen) {
            return Some(end);
        }
        let end = self.reading.cue_at(at, Cue::Since)?;
        let stops = |at: usize| at >= self.reading.len() || self.reading.is_mark(at, ".,;:!?)\n");
        let is_timed = (end..self.reading.len())
            .take_while(|at| !stops(*at))
            .any(|at| {
                self.reading.number_at(at).is_some()
                    || self.month(at).is_some()
                    || self.relative(at).is_some()
                    || self.reading.find_at(at, vague).is_some()
            });
        let of_me = self.reading.tag_at(end, Tag::Who(Who::Me)).is_some();
        (stops(end) || of_me && !is_timed).then_some(end)
    }

    /// Whether "to" or a dash stands right before.
    fn is_after_to(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        let the = usize::from(
            before != usize::MAX && self.reading.cue_at(before, Cue::Article) == Some(at),
        );
        let before = before.wrapping_sub(the);
        self.reading.is_mark(before, "-–")
            || self.reading.cue_at(before, Cue::To).is_some()
            || self.reading.cue_at(before, Cue::Until).is_some()
    }

    /// The first number of `3 to 28 february 2026`.
    fn day_of_range(&self, at: usize) -> Option<(What, usize)> {
        let (day, end) = self.day(at)?;
        let to = self
            .reading
            .cue_at(end, Cue::To)
            .or_else(|| self.reading.is_mark(end, "-–").then_some(end + 1))?;
        self.day_first_date(to)?;
        Some((What::DayOnly(day), end))
    }

    fn lone_year(&self, at: usize) -> Option<(What, usize)> {
        let (year, end) = self.year(at)?;
        let counted = self.unit(end).is_some() || self.reading.cue_at(end, Cue::Money).is_some();
        let money = at > 0 && self.reading.is_mark(at - 1, "$€£");
        let glued = self.reading.is_glued(at)
            && self
                .reading
                .tokens
                .get(at.wrapping_sub(1))
                .is_some_and(|before| before.is_word());
        (!counted && !money && !glued).then(|| (dates([Some(StatedDate::Year(year))]), end))
    }
}

/// A time that no calendar tells.
fn vague(tag: Tag) -> Option<()> {
    matches!(tag, Tag::Season | Tag::Vague | Tag::BeforeYear(_)).then_some(())
}

/// A month or a day of it; vague where the calendar has no such day.
fn on(year: i16, month: i8, day: Option<i8>) -> What {
    dates([stated(year, month, day)])
}

/// The readings that exist, each once.
pub(super) fn dates<const N: usize>(readings: [Option<StatedDate>; N]) -> What {
    let mut out: Vec<StatedDate> = Vec::new();
    for date in readings.into_iter().flatten() {
        if !out.contains(&date) {
            out.push(date);
        }
    }
    if out.is_empty() {
        What::Vague
    } else {
        What::Date(out)
    }
}
