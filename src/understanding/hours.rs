//! Hours of work a week as people type them.

mod items;
#[cfg(test)]
mod tests;

use thiserror::Error;

use super::words::tokens;
use crate::eligibility::WeeklyHours;
use crate::language::Languages;
use items::{Item, Unit, items};

const MAX_HOURS: f64 = 168.0;
const MONTHS_IN_A_YEAR: f64 = 12.0;
/// More hours beside a count of days are the week's; fewer are a day's.
const LONGEST_SHIFT: f64 = 16.0;
/// A smaller bare number beside "full-time" or "part-time" counts something else.
const MIN_STATED: f64 = 8.0;
const DAYS_IN_A_WEEK: f64 = 7.0;
/// "Less than" this is part-time, whatever it is.
const PART_TIME_BELOW: f64 = 30.0;

/// What an answer about weekly hours says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HoursReading {
    Hours(WeeklyHours),
    /// Full-time, without a number.
    FullTime,
    /// Part-time, without a number.
    PartTime,
    /// From the first to the second, which is more.
    Between(WeeklyHours, WeeklyHours),
}

/// Why an answer gives no weekly hours.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum HoursProblem {
    #[error("no hours in it")]
    NotANumber,
    #[error("{0} is not above 0")]
    NotPositive(f64),
    #[error("{0} is more than the 168 hours of a week")]
    TooMany(f64),
    /// Hours a day; on how many days a week is not said.
    #[error("{hours_a_day} hours a day, on how many days?")]
    DaysMissing { hours_a_day: f64 },
    /// Hours a month, or a twelfth of those of a year.
    #[error("{hours_a_month} hours a month, but how many a week?")]
    PerMonth { hours_a_month: f64 },
}

/// A count with what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Quantity {
    low: f64,
    high: f64,
    /// None: a bare number.
    unit: Option<Unit>,
    /// "a day", "per week".
    per: Option<Unit>,
}

impl Quantity {
    fn is_per(&self, unit: Unit) -> bool {
        self.per == Some(unit) && self.counts_hours()
    }

    fn counts_hours(&self) -> bool {
        matches!(self.unit, None | Some(Unit::Hour))
    }

    fn times(self, count: f64) -> Self {
        Quantity {
            low: self.low * count,
            high: self.high * count,
            ..self
        }
    }
}

/// Reads an answer to "how many hours a week?".
///
/// A bare number is hours a week; hours a day need the days; a range stays one, to be asked about.
///
/// # Errors
/// No number, an impossible one, or hours of something else than a week.
pub fn read_hours(text: &str, languages: &Languages) -> Result<HoursReading, HoursProblem> {
    let items = items(&tokens(text), languages);
    let quantities = quantities(&items);
    let has = |item: Item| items.contains(&item);
    let plain = quantities
        .iter()
        .find(|quantity| quantity.unit != Some(Unit::Percent));
    if has(Item::NotHours) {
        return Err(HoursProblem::NotANumber);
    }
    let Some(plain) = plain else {
        return stated(&items, &quantities);
    };
    if plain.unit.is_none() && plain.high < MIN_STATED && (has(Item::Full) || has(Item::Part)) {
        // "2 full-time jobs"
        return Err(HoursProblem::NotANumber);
    }
    if has(Item::Less) {
        return match plain.high <= PART_TIME_BELOW && plain.counts_hours() {
            true => Ok(HoursReading::PartTime),
            false => Err(HoursProblem::NotANumber),
        };
    }
    reading(weekly(&quantities, has(Item::Times))?)
}

/// Full-time or part-time without a number of hours.
fn stated(items: &[Item], quantities: &[Quantity]) -> Result<HoursReading, HoursProblem> {
    let percent = quantities.first().map(|quantity| quantity.high);
    let (full, part) = (items.contains(&Item::Full), items.contains(&Item::Part));
    match (full, part, percent) {
        (true, true, _) => Err(HoursProblem::NotANumber),
        (_, _, Some(percent)) if percent < 100.0 => Ok(HoursReading::PartTime),
        (_, false, Some(100.0)) | (true, false, _) => Ok(HoursReading::FullTime),
        (false, true, _) => Ok(HoursReading::PartTime),
        _ => Err(HoursProblem::NotANumber),
    }
}

/// The quantities in the items, in order.
fn quantities(items: &[Item]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut between = false;
    while let Some(rest) = items.get(at..).filter(|rest| !rest.is_empty()) {
        let (used, quantity) = match range(rest, between) {
            Some((low, high, used)) => {
                let (unit, per, more) = unit_of(&rest[used..]);
                let quantity = Quantity {
                    low,
                    high,
                    unit,
                    per,
                };
                (used + more, Some(quantity))
            }
            None => (1, None),
        };
        between |= rest[0] == Item::Between;
        found.extend(quantity);
        at += used;
    }
    found
}

/// A number or two, as in `20-25`, `20h to 25h`, `between 20 and 25`.
fn range(items: &[Item], between: bool) -> Option<(f64, f64, usize)> {
    use Item::{And, Number, To};
    let hour = Item::Unit(Unit::Hour);
    Some(match *items {
        [Number(low), To, Number(high), ..] => (low, high, 3),
        [Number(low), And, Number(high), ..] if between => (low, high, 3),
        [Number(low), first, To, Number(high), ..] if first == hour => (low, high, 4),
        [Number(low), first, And, Number(high), ..] if between && first == hour => (low, high, 4),
        [Number(one), ..] => (one, one, 1),
        _ => return None,
    })
}

/// The unit after a number, what it is counted by, and the items both take.
fn unit_of(items: &[Item]) -> (Option<Unit>, Option<Unit>, usize) {
    use Item::{Number, Per};
    match *items {
        // "5 days out of 7"
        [Item::Unit(Unit::Day), Per, Number(week), ..] if week == DAYS_IN_A_WEEK => {
            (Some(Unit::Day), Some(Unit::Week), 3)
        }
        // "75 hours every 2 weeks"
        [
            Item::Unit(Unit::Hour),
            Per,
            Number(2.0),
            Item::Unit(Unit::Week),
            ..,
        ] => (Some(Unit::Hour), Some(Unit::Fortnight), 4),
        [Item::Unit(unit), Per, Item::Unit(per), ..] => (Some(unit), Some(per), 3),
        [Per, Item::Unit(per), ..] => (None, Some(per), 2),
        // "12-hour shifts"
        [Item::Unit(Unit::Hour), Item::Unit(Unit::Day), ..] => {
            (Some(Unit::Hour), Some(Unit::Day), 2)
        }
        [Item::Unit(unit), ..] => (Some(unit), None, 1),
        _ => (None, None, 0),
    }
}

/// The one quantity of hours a week that the quantities come to.
fn weekly(quantities: &[Quantity], times: bool) -> Result<Quantity, HoursProblem> {
    let quantities: Vec<Quantity> = quantities
        .iter()
        .copied()
        .filter(|quantity| quantity.unit != Some(Unit::Percent))
        .collect();
    let per = |unit: Unit| {
        let mut found = quantities.iter().filter(|quantity| quantity.is_per(unit));
        found.next().copied().filter(|_| found.next().is_none())
    };
    // "12-hour shifts, 3 per week"
    if let [hours, times_a_week] = quantities[..]
        && hours.is_per(Unit::Day)
        && times_a_week.unit.is_none()
        && times_a_week.high <= DAYS_IN_A_WEEK
    {
        let per = None;
        return product(
            hours,
            Quantity {
                per,
                ..times_a_week
            },
            times,
        );
    }
    if let Some(weekly) = per(Unit::Week) {
        return Ok(weekly);
    }
    if let Some(fortnight) = per(Unit::Fortnight) {
        return Ok(fortnight.times(0.5));
    }
    let hours_a_month = per(Unit::Month).map(|month| month.high);
    let hours_a_year = per(Unit::Year).map(|year| year.high);
    if let Some(hours_a_month) =
        hours_a_month.or_else(|| hours_a_year.map(|year| year / MONTHS_IN_A_YEAR))
    {
        return Err(HoursProblem::PerMonth { hours_a_month });
    }
    match quantities[..] {
        [day] if day.is_per(Unit::Day) => Err(HoursProblem::DaysMissing {
            hours_a_day: day.high,
        }),
        [one] if one.counts_hours() && one.per.is_none() => Ok(one),
        [first, second] => product(first, second, times),
        _ => Err(HoursProblem::NotANumber),
    }
}

/// Days times hours a day; hours beside days may also be the whole week's.
fn product(first: Quantity, second: Quantity, times: bool) -> Result<Quantity, HoursProblem> {
    let is_days = |quantity: &Quantity| quantity.unit == Some(Unit::Day);
    let is_daily = |quantity: &Quantity| quantity.is_per(Unit::Day);
    let bare = |quantity: &Quantity| quantity.unit.is_none() && quantity.per.is_none();
    let (days, hours) = match (&first, &second) {
        (days, hours) if is_days(days) && hours.counts_hours() => (first, second),
        (hours, days) if is_days(days) && hours.counts_hours() => (second, first),
        (days, hours) if bare(days) && is_daily(hours) => (first, second),
        (hours, days) if bare(days) && is_daily(hours) => (second, first),
        (a, b) if times && a.counts_hours() && b.counts_hours() => match a.high <= b.high {
            true => (first, second),
            false => (second, first),
        },
        _ => return Err(HoursProblem::NotANumber),
    };
    if days.low != days.high || !(0.0..=DAYS_IN_A_WEEK).contains(&days.high) {
        return Err(HoursProblem::NotANumber);
    }
    let of_the_week = hours.high > LONGEST_SHIFT && !times && !is_daily(&hours);
    Ok(if of_the_week {
        hours
    } else {
        hours.times(days.high)
    })
}

fn reading(Quantity { low, high, .. }: Quantity) -> Result<HoursReading, HoursProblem> {
    if high < low {
        return Err(HoursProblem::NotANumber);
    }
    let low = in_a_week(low)?;
    let high = in_a_week(high)?;
    Ok(if low == high {
        HoursReading::Hours(low)
    } else {
        HoursReading::Between(low, high)
    })
}

fn in_a_week(hours: f64) -> Result<WeeklyHours, HoursProblem> {
    WeeklyHours::new(hours).map_err(|_| match hours {
        _ if hours > MAX_HOURS => HoursProblem::TooMany(hours),
        _ => HoursProblem::NotPositive(hours),
    })
}
