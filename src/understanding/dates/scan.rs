//! Finds dates among items.

use jiff::Span;
use jiff::civil::Date;

use super::found::{Found, latest, next};
use super::items::{Digits, Item};
use super::numeric::{pair, run, triple};
use super::reading::{DateProblem, DateRole, FIRST_YEAR};
use crate::eligibility::StatedDate;
use crate::language::FirstInDate;
use crate::understanding::lengths::Length;

/// Before this a lone four-digit number is no year.
const FIRST_LONE_YEAR: i16 = 1900;
/// After this a lone four-digit number is no year.
const LAST_LONE_YEAR: i16 = 2100;

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
pub(super) fn scan(
    items: &[Item],
    role: DateRole,
    first_in_date: FirstInDate,
    today: Date,
) -> Scan {
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(rest) = items.get(at..).filter(|rest| !rest.is_empty()) {
        // A second date is an end.
        let role = match scan.found.is_empty() {
            true => role,
            false => DateRole::End,
        };
        let reader = Reader {
            role,
            first_in_date,
            today,
        };
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
    first_in_date: FirstInDate,
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
        let two = |a, b| pair(a, b, self.first_in_date, self.today);
        // With only spaces between them.
        let three_apart = |parts| triple(parts, false, self.first_in_date).loosened();
        let two_apart = |a, b| two(a, b).loosened();
        Some(match *items {
            [Num(a), To, Num(b), To, Year(y), ..] => (three_apart([a, b, four(y)]), 5),
            [Num(a), Num(b), Year(y), ..] => (three_apart([a, b, four(y)]), 3),
            [Year(y), Num(a), Num(b), ..] => (three_apart([four(y), a, b]), 3),
            [Num(a), To, Year(y), ..] => (two_apart(a, four(y)), 3),
            [Num(a), Year(y), ..] => (two_apart(a, four(y)), 2),
            [Year(y), Num(a), ..] => (two_apart(four(y), a), 2),
            [Item::Triple { parts, hyphens }, ..] => {
                (triple(parts, hyphens, self.first_in_date), 1)
            }
            // "3-5 March"
            [Item::Pair(a, b), Item::Month(_), ..] if a.width.max(b.width) < 4 => {
                (Found::Problem(DateProblem::NotADate), 2)
            }
            [Item::Pair(a, b), ..] => (two(a, b), 1),
            [Item::Run(value, width), ..] => (run(value, width, self.first_in_date), 1),
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
