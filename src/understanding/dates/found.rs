//! Finds dates among items.

use jiff::Span;
use jiff::civil::Date;

use super::items::{Digits, Item, Part};
use super::numeric::{pair, run, triple};
use super::{DateProblem, DateRole, FIRST_YEAR};
use crate::eligibility::StatedDate;
use crate::noc::Lang;
use crate::understanding::lengths::Length;

/// Fewer years back lie all the years in which the 29th of February falls out.
const LEAP_GAP: i16 = 8;
/// The middle of a month.
const MID_MONTH: i8 = 15;
/// Before this a lone four-digit number is no year.
const FIRST_LONE_YEAR: i16 = 1900;
/// After this a lone four-digit number is no year.
const LAST_LONE_YEAR: i16 = 2100;

/// Something in an answer that may be a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// One of these.
    Dates(Vec<StatedDate>),
    /// One of these, from so little that other words beside it cast doubt on it.
    Loose(Vec<StatedDate>),
    /// A month, or a day of it, in a year that is not said.
    Yearless {
        month: i8,
        day: Option<i8>,
    },
    /// A bare `2 years`, counted back from today.
    Length(StatedDate),
    Now,
    Still,
    Problem(DateProblem),
}

impl Found {
    fn one(date: StatedDate) -> Self {
        Found::Dates(vec![date])
    }

    /// The same, but not certain to be a date.
    fn loosened(self) -> Self {
        match self {
            Found::Dates(dates) => Found::Loose(dates),
            other => other,
        }
    }

    /// Whether unknown words beside it make it no date.
    pub fn is_weak(&self) -> bool {
        matches!(
            self,
            Found::Loose(_) | Found::Yearless { .. } | Found::Length(_)
        )
    }

    /// Whether it says that the work goes on.
    pub fn goes_on(&self) -> bool {
        matches!(self, Found::Still | Found::Now)
    }

    /// Every reading; a year that is not said is the latest possible.
    pub fn dates(&self, today: Date) -> Vec<StatedDate> {
        match self {
            Found::Dates(dates) | Found::Loose(dates) => dates.clone(),
            Found::Yearless { month, day } => latest(*month, *day, today).into_iter().collect(),
            Found::Length(date) => vec![*date],
            Found::Now | Found::Still | Found::Problem(_) => Vec::new(),
        }
    }

    /// Whether one is a year and the other a month or day, with something between them.
    pub fn is_torn_from(&self, other: &Found) -> bool {
        matches!(
            (self, other),
            (Found::Problem(_), Found::Yearless { .. })
                | (Found::Yearless { .. }, Found::Problem(_))
        )
    }

    /// Whether both are dates with a year, and this is the later.
    pub fn is_later_than(&self, other: &Found) -> bool {
        match (self.dated(), other.dated()) {
            (Some(day), Some(other)) => day > other,
            _ => false,
        }
    }

    /// The day, where the year is said.
    fn dated(&self) -> Option<Date> {
        match self {
            Found::Dates(dates) | Found::Loose(dates) => Some(dates.first()?.as_start()),
            Found::Length(date) => Some(date.as_start()),
            _ => None,
        }
    }

    /// As the start of what ends at `end`: without a year, the latest before that.
    pub fn before(&self, end: &Found, today: Date) -> Found {
        let Found::Yearless { month, day } = *self else {
            return self.clone();
        };
        let end = end.dates(today).first().map(|end| end.as_end());
        let date = end.and_then(|end| latest(month, day, end));
        date.map_or_else(|| self.clone(), Found::one)
    }

    /// As the end of what starts at `start`: without a year, the first after that or the latest.
    pub fn after(&self, start: &Found, today: Date) -> Found {
        let (Found::Yearless { month, day }, Some(start)) = (self, start.dated()) else {
            return self.clone();
        };
        let first = next(*month, *day, start);
        let last = latest(*month, *day, today).filter(|last| last.as_start() >= start);
        Found::Dates(first.into_iter().chain(last).collect())
    }

    /// The early, middle or late part of a month.
    fn in_part(self, part: Part, role: DateRole, today: Date) -> Found {
        let month = match &self {
            Found::Dates(dates) => dates.first().copied(),
            Found::Yearless { month, day: None } => latest(*month, None, today),
            _ => None,
        };
        let Some(StatedDate::Month(first)) = month else {
            return self;
        };
        let day = match (part, role) {
            (Part::Early, DateRole::Start) | (Part::Late, DateRole::End) => return self,
            (Part::Early, DateRole::End) => first,
            (Part::Mid, _) => first.with().day(MID_MONTH).build().unwrap_or(first),
            (Part::Late, DateRole::Start) => first.last_of_month(),
        };
        Found::one(StatedDate::Day(day))
    }
}

/// A month, or a day, if it exists.
fn stated(year: i16, month: i8, day: Option<i8>) -> Option<StatedDate> {
    match day {
        None => StatedDate::month(year, month),
        Some(day) => Date::new(year, month, day).ok().map(StatedDate::Day),
    }
}

/// The latest such month or day that has begun by `until`.
pub(super) fn latest(month: i8, day: Option<i8>, until: Date) -> Option<StatedDate> {
    (0..=LEAP_GAP)
        .filter_map(|back| stated(until.year().checked_sub(back)?, month, day))
        .find(|date| date.as_start() <= until)
}

/// The first such month or day from `from` on.
fn next(month: i8, day: Option<i8>, from: Date) -> Option<StatedDate> {
    (0..=LEAP_GAP)
        .filter_map(|ahead| stated(from.year().checked_add(ahead)?, month, day))
        .find(|date| date.as_end() >= from)
}

/// What was found in the items, and what was left over.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub found: Vec<Found>,
    /// A number of no date, or a word that turns the meaning round, is left.
    pub stray: bool,
    /// An unknown word is left.
    pub unknown: bool,
    /// "to" stands after the first.
    pub range: bool,
    /// "or" stands after the first.
    pub choice: bool,
}

/// Looks for dates from left to right.
pub(super) fn scan(items: &[Item], role: DateRole, lang: Lang, today: Date) -> Scan {
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(rest) = items.get(at..).filter(|rest| !rest.is_empty()) {
        // A second date is an end.
        let role = match scan.found.is_empty() {
            true => role,
            false => DateRole::End,
        };
        let reader = Reader { role, lang, today };
        if let Some((found, used)) = reader.date_at(rest) {
            let known = scan.found.iter().any(Found::goes_on);
            if !(known && found.goes_on()) {
                scan.found.push(found);
            }
            at += used;
            continue;
        }
        let after_first = scan.found.len() == 1;
        match rest[0] {
            Item::Num(_) | Item::Nth(_) | Item::Stray | Item::Block | Item::Before => {
                scan.stray = true;
            }
            Item::Unknown => scan.unknown = true,
            Item::To => scan.range |= after_first,
            Item::Or => scan.choice |= after_first,
            _ => {}
        }
        at += 1;
    }
    let dated = scan
        .found
        .iter()
        .any(|found| matches!(found, Found::Dates(_)));
    if dated && role == DateRole::Start {
        scan.found
            .retain(|found| !matches!(found, Found::Length(_)));
    }
    scan
}

struct Reader {
    role: DateRole,
    lang: Lang,
    today: Date,
}

impl Reader {
    /// The date the items start with and how many of them it takes.
    fn date_at(&self, items: &[Item]) -> Option<(Found, usize)> {
        if let [Item::Part(part), rest @ ..] = items {
            let (found, used) = self.date_at(rest)?;
            return Some((found.in_part(*part, self.role, self.today), used + 1));
        }
        self.named(items)
            .or_else(|| self.in_digits(items))
            .or_else(|| self.relative(items))
    }

    /// Dates with the name of a month.
    fn named(&self, items: &[Item]) -> Option<(Found, usize)> {
        use Item::{Last, Month, Next, Nth, Num, Year};
        let month = |year: i16, month: i8| {
            let date = StatedDate::month(year, month);
            date.map_or(Found::Problem(DateProblem::NotADate), Found::one)
        };
        Some(match *items {
            [Num(d) | Nth(d), Month(m), Year(y), ..]
            | [Month(m), Num(d) | Nth(d), Year(y), ..]
            | [Year(y), Month(m), Num(d) | Nth(d), ..] => (day(Some(y), m, d), 3),
            [Num(d) | Nth(d), Month(m), Num(y), ..] | [Month(m), Num(d) | Nth(d), Num(y), ..]
                if y.width == 2 =>
            {
                (day(Some(y.as_short_year()), m, d), 3)
            }
            [Month(m), Item::Length(length), Item::Ago, ..]
            | [Month(m), Item::Ago, Item::Length(length), ..]
            | [Item::Length(length), Item::Ago, Month(m), ..]
            | [Item::Ago, Item::Length(length), Month(m), ..] => {
                let years = i16::try_from(length.whole_years()?).ok()?;
                (month(self.today.year().checked_sub(years)?, m), 3)
            }
            [Month(m), Year(y), ..] | [Year(y), Month(m), ..] => (month(y, m), 2),
            // "last day March 2023", "next: 15 ..."
            [Last | Next, Month(_), Year(_) | Num(_) | Nth(_), ..] => return None,
            [Last, Month(m), ..] | [Month(m), Last, ..] => {
                let before = self.today.first_of_month().yesterday().ok()?;
                (Found::one(latest(m, None, before)?), 2)
            }
            [Next, Month(m), ..] | [Month(m), Next, ..] => {
                let after = self.today.last_of_month().tomorrow().ok()?;
                (Found::one(next(m, None, after)?), 2)
            }
            [Num(y), Month(m), ..] | [Month(m), Num(y), ..] if y.value > 31 => {
                (month(y.as_short_year(), m), 2)
            }
            [Num(d) | Nth(d), Month(m), ..] | [Month(m), Nth(d), ..] => (day(None, m, d), 2),
            [Month(_), Item::Pair(a, b), ..] if a.width.max(b.width) < 4 => {
                (Found::Problem(DateProblem::NotADate), 2)
            }
            [Month(m), Num(n), ..] => (self.day_or_year(m, n), 2),
            [Month(month), ..] => (Found::Yearless { month, day: None }, 1),
            _ => return None,
        })
    }

    /// `Mar 23`: March 2023 or the 23rd of March.
    fn day_or_year(&self, month: i8, number: Digits) -> Found {
        let as_day = day(None, month, number);
        if number.width < 2 {
            return as_day;
        }
        let mut dates: Vec<StatedDate> = StatedDate::month(number.as_short_year(), month)
            .filter(|month| month.as_start() <= self.today)
            .into_iter()
            .collect();
        dates.extend(as_day.dates(self.today));
        match dates.as_slice() {
            [StatedDate::Day(_)] | [] => as_day,
            _ => Found::Loose(dates),
        }
    }

    /// Dates in digits, and lone years.
    fn in_digits(&self, items: &[Item]) -> Option<(Found, usize)> {
        use Item::{Num, To, Year};
        let four = |year: i16| Digits {
            value: u32::from(year.unsigned_abs()),
            width: 4,
        };
        let two = |a, b| pair(a, b, self.lang, self.today);
        // With only spaces between them.
        let three_apart = |parts| triple(parts, false, self.lang).loosened();
        let two_apart = |a, b| two(a, b).loosened();
        Some(match *items {
            [Num(a), To, Num(b), To, Year(y), ..] => (three_apart([a, b, four(y)]), 5),
            [Num(a), Num(b), Year(y), ..] => (three_apart([a, b, four(y)]), 3),
            [Year(y), Num(a), Num(b), ..] => (three_apart([four(y), a, b]), 3),
            [Num(a), To, Year(y), ..] => (two_apart(a, four(y)), 3),
            [Num(a), Year(y), ..] => (two_apart(a, four(y)), 2),
            [Year(y), Num(a), ..] => (two_apart(four(y), a), 2),
            [Item::Triple { parts, hyphens }, ..] => (triple(parts, hyphens, self.lang), 1),
            // "3-5 March"
            [Item::Pair(a, b), Item::Month(_), ..] if a.width.max(b.width) < 4 => {
                (Found::Problem(DateProblem::NotADate), 2)
            }
            [Item::Pair(a, b), ..] => (two(a, b), 1),
            [Item::Run(value, width), ..] => (run(value, width, self.lang), 1),
            [Year(y), ..] => (self.lone_year(y), 1),
            _ => return None,
        })
    }

    fn lone_year(&self, year: i16) -> Found {
        let month = StatedDate::month(year, 1);
        match month {
            Some(_) if !(FIRST_LONE_YEAR..=LAST_LONE_YEAR).contains(&year) => {
                Found::Problem(DateProblem::NotADate)
            }
            Some(month) if year > self.today.year() || year < FIRST_YEAR => Found::one(month),
            Some(_) => Found::Problem(DateProblem::MonthMissing { year }),
            None => Found::Problem(DateProblem::NotADate),
        }
    }

    /// Dates counted from today.
    fn relative(&self, items: &[Item]) -> Option<(Found, usize)> {
        use Item::{Ago, Ahead, Before};
        let today = self.today;
        let months_back = |back: i32| {
            let first = today.first_of_month();
            let months = Span::new().try_months(back).ok()?;
            first.checked_sub(months).ok().map(StatedDate::Month)
        };
        let days_back = |back: i32| {
            let days = Span::new().try_days(back).ok()?;
            today.checked_sub(days).ok().map(StatedDate::Day)
        };
        Some(match *items {
            [Item::Length(length), Ago | Before, ..] | [Ago, Item::Length(length), ..] => {
                (Found::one(self.back(length)?), 2)
            }
            [Item::Length(length), Ahead, ..] | [Ahead, Item::Length(length), ..] => {
                let Length { months, days } = length;
                let ahead = self.back(Length {
                    months: -months,
                    days: -days,
                })?;
                (Found::one(ahead), 2)
            }
            [Item::Length(length), ..] => (Found::Length(self.back(length)?), 1),
            [Item::MonthsBack(back), ..] => (Found::one(months_back(back)?), 1),
            [Item::DaysBack(back), ..] => (Found::one(days_back(back)?), 1),
            [Item::Now, ..] => (Found::Now, 1),
            [Item::Still, ..] => (Found::Still, 1),
            _ => return None,
        })
    }

    /// The day so long before today.
    fn back(&self, length: Length) -> Option<StatedDate> {
        let (months, days) = length.whole();
        let months = Span::new().try_months(months).ok()?;
        let days = Span::new().try_days(days).ok()?;
        let day = self
            .today
            .checked_sub(months)
            .ok()?
            .checked_sub(days)
            .ok()?;
        Some(StatedDate::Day(day))
    }
}

/// A day of a month, if there is one.
fn day(year: Option<i16>, month: i8, day: Digits) -> Found {
    const LEAP_YEAR: i16 = 2000;
    let date = Date::new(year.unwrap_or(LEAP_YEAR), month, day.small());
    match (date, year) {
        (Ok(date), Some(_)) => Found::one(StatedDate::Day(date)),
        (Ok(date), None) => Found::Yearless {
            month,
            day: Some(date.day()),
        },
        (Err(_), _) => Found::Problem(DateProblem::NoSuchDay {
            year,
            month: month.unsigned_abs(),
            day: Some(day.small().unsigned_abs()),
        }),
    }
}
