//! Shifts and days of a week: how many there are, of how many hours, and weeks that differ by turns.

use super::hours_items::{Finder, Item, MAX_A_DAY, MAX_HOURS, Per};
use super::tags::{Cue, Hours, Tag, Unit};

/// A week has no more days or nights.
const MAX_SHIFTS: f64 = 7.0;
/// A list of shifts has no more kinds of them.
const MOST_KINDS: usize = 3;

/// So many shifts of so many hours.
#[derive(Debug, Clone, Copy)]
struct Shifts {
    count: f64,
    hours: f64,
}

impl Finder<'_, '_> {
    /// `three 12-hour shifts`, `two shifts of 12 and one of 8`, `three 12 hour shifts one week and four the next`.
    pub fn shifts(&self, at: usize) -> Option<(Item, usize)> {
        if let Some(found) = self.counted_after(at) {
            return Some(found);
        }
        if let Some(found) = self.hours_by_weeks(at) {
            return Some(found);
        }
        let (first, end) = self.counted(at)?;
        if let Some(after) = self.tag(end, Hours::OneWeek)
            && let Some((other, end)) = self.next_week(after)
        {
            let turns = Item::Turns(first.count * first.hours, other * first.hours);
            return (other <= MAX_SHIFTS).then_some((turns, end));
        }
        let (mut total, mut end, mut several) = (first.count * first.hours, end, false);
        for _ in 1..MOST_KINDS {
            let Some((more, after)) = self.further(end) else {
                break;
            };
            total += more.count * more.hours;
            (end, several) = (after, true);
        }
        let end = self.tag(end, Hours::Weekly).unwrap_or(end);
        let fits = total <= MAX_HOURS && (several || self.is_whole(at, end));
        fits.then_some((Item::Shifts(total), end))
    }

    /// Whether shifts of one kind are told in a way that only this reads.
    fn is_whole(&self, at: usize, end: usize) -> bool {
        let two_numbers = self
            .reading
            .number_at(at)
            .is_some_and(|(_, end)| self.reading.number_at(self.past_hyphen(end)).is_some());
        let unit_said = (at..end).any(|at| self.unit(at, Unit::Hour).is_some());
        two_numbers || !unit_said
    }

    fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.reading.is_mark(at, "-"))
    }

    /// `three 12-hour shifts`, `three shifts of 12 (hours)`.
    fn counted(&self, at: usize) -> Option<(Shifts, usize)> {
        let (count, end) = self.reading.number_at(at)?;
        if !(1.0..=MAX_SHIFTS).contains(&count) {
            return None;
        }
        if let Some((hours, after)) = self.reading.number_at(end) {
            let after = self.unit(self.past_hyphen(after), Unit::Hour)?;
            let after = self.tag(self.past_hyphen(after), Hours::Day)?;
            return (hours <= MAX_A_DAY).then_some((Shifts { count, hours }, after));
        }
        let after = self.tag(end, Hours::Day)?;
        let (hours, after) = self.of_hours(after)?;
        Some((Shifts { count, hours }, after))
    }

    /// `of 12`, `of 12 hours`.
    fn of_hours(&self, at: usize) -> Option<(f64, usize)> {
        let of = self
            .reading
            .is_one(at, &self.reading.words.before_shift_hours);
        let (hours, end) = self.reading.number_at(at + 1).filter(|_| of)?;
        let unit = self.unit(end, Unit::Hour);
        let is_other = self
            .reading
            .find_at(end, |tag| matches!(tag, Tag::Unit(_)).then_some(()));
        let counts = unit.is_some() || is_other.is_none() && hours >= 3.0;
        (counts && hours <= MAX_A_DAY).then_some((hours, unit.unwrap_or(end)))
    }

    /// `and one of 8`.
    fn further(&self, at: usize) -> Option<(Shifts, usize)> {
        let joined = self.reading.is_mark(at, ",+&") || self.reading.cue_at(at, Cue::And).is_some();
        let at = at + usize::from(joined);
        let found = self.counted(at).or_else(|| {
            let (count, end) = self.reading.number_at(at)?;
            let (hours, end) = self.of_hours(end)?;
            Some((Shifts { count, hours }, end))
        });
        found.filter(|_| joined)
    }

    /// `12-hour shifts, 3 a week`, `12h shift, 3 one week and 4 the next`.
    fn counted_after(&self, at: usize) -> Option<(Item, usize)> {
        let (hours, end) = self.reading.number_at(at)?;
        let end = self.unit(self.past_hyphen(end), Unit::Hour)?;
        let end = self.tag(self.past_hyphen(end), Hours::Day)?;
        let end = end + usize::from(self.reading.is_mark(end, ",:("));
        let (count, end) = self.reading.number_at(end)?;
        let fits = (1.0..=MAX_SHIFTS).contains(&count) && hours <= MAX_A_DAY;
        if let Some(after) = self.tag(end, Hours::Weekly) {
            return fits.then_some((Item::Shifts(count * hours), after));
        }
        let (other, end) = self.next_week(self.tag(end, Hours::OneWeek)?)?;
        let turns = Item::Turns(count * hours, other * hours);
        (fits && other <= MAX_SHIFTS).then_some((turns, end))
    }

    /// `40 hours one week and 20 the next`, `one week 40 hours, the next 20`.
    fn hours_by_weeks(&self, at: usize) -> Option<(Item, usize)> {
        let amount = |at: usize| {
            let (hours, end) = self.reading.number_at(at)?;
            let fits = (MAX_SHIFTS..=MAX_HOURS).contains(&hours);
            fits.then(|| (hours, self.unit(end, Unit::Hour).unwrap_or(end)))
        };
        if let Some(first) = self.tag(at, Hours::OneWeek) {
            let (one, end) = amount(first)?;
            let next = self.tag(self.past_joint(end), Hours::NextWeek)?;
            let (other, end) = amount(next)?;
            return Some((Item::Turns(one, other), end));
        }
        let (one, end) = amount(at)?;
        let (other, end) = self.next_week(self.tag(end, Hours::OneWeek)?)?;
        (other >= MAX_SHIFTS).then_some((Item::Turns(one, other), end))
    }

    /// Past a mark or word that joins two amounts.
    fn past_joint(&self, at: usize) -> usize {
        let joined =
            self.reading.is_mark(at, ",/+&") || self.reading.cue_at(at, Cue::And).is_some();
        at + usize::from(joined)
    }

    /// `and four the next week`: how many, and where it ends.
    fn next_week(&self, at: usize) -> Option<(f64, usize)> {
        let (count, end) = self.reading.number_at(self.past_joint(at))?;
        let end = self
            .unit(end, Unit::Hour)
            .or_else(|| self.tag(end, Hours::Day))
            .unwrap_or(end);
        Some((count, self.tag(end, Hours::NextWeek)?))
    }

    /// `mon-fri`, `du lundi au vendredi`, `tues and thurs`.
    pub fn weekdays(&self, at: usize) -> Option<(Item, usize)> {
        let (first, end) = self.weekday(at)?;
        let joint = match self.reading.cue_at(end, Cue::To) {
            Some(joint) if !self.is_and(end) => Some(joint),
            _ if self.reading.is_mark(end, "-–") => Some(end + 1),
            _ => None,
        };
        if let Some((last, end)) = joint.and_then(|joint| self.weekday(joint)) {
            let days = (i16::from(last) - i16::from(first)).rem_euclid(7) + 1;
            return Some((Item::Days(f64::from(days)), end));
        }
        let (mut days, mut end) = (vec![first], end);
        loop {
            let joined = self.reading.is_mark(end, ",/+&") || self.is_and(end);
            let Some((day, after)) = self.weekday(end + usize::from(joined)) else {
                break;
            };
            days.push(day);
            end = after;
        }
        let is_free = self.tag(end, Hours::Off).is_some()
            || self.reading.ends_before(at, &[Tag::Cue(Cue::Not)]);
        days.sort_unstable();
        days.dedup();
        (days.len() > 1 && !is_free).then_some((Item::Days(days.len() as f64), end))
    }

    fn weekday(&self, at: usize) -> Option<(u8, usize)> {
        self.reading.find_at(at, |tag| match tag {
            Tag::Weekday(day) => Some(day),
            _ => None,
        })
    }

    /// Whether the days of a week stand right before a time of day.
    pub fn is_after_weekday(&self, at: usize) -> bool {
        (1..=2).any(|back| {
            let before = at.checked_sub(back).and_then(|from| self.weekday(from));
            before.is_some_and(|(_, end)| end == at || end + 1 == at)
        })
    }

    /// "one day" in "10 hours one day, 6 days": the hours are those of each of the days; where it ends.
    pub fn of_each_day(&self, at: usize) -> Option<usize> {
        let days = |at: usize| {
            let (count, end) = self.reading.number_at(at)?;
            Some((count, self.tag(end, Hours::Day)?))
        };
        let (_, end) = days(at).filter(|(count, _)| *count == 1.0)?;
        let hours = |at: &usize| {
            let number = self.reading.number_at(*at);
            number.is_some_and(|(_, end)| self.unit(end, Unit::Hour).is_some())
        };
        let is_several = |at: usize| days(at).is_some_and(|(count, _)| count > 1.0);
        let tells_others = (end..self.reading.len()).any(is_several)
            && (0..self.reading.len()).filter(hours).count() == 1;
        (tells_others && self.tag(end, Hours::Weekly).is_none()).then_some(end)
    }

    /// "one day 8 hours, 6 days".
    pub fn each_day_first(&self, at: usize) -> Option<(Item, usize)> {
        let (item, end) = self.amount(self.of_each_day(at)?)?;
        let Item::Amount {
            from,
            to,
            per: None,
        } = item
        else {
            return None;
        };
        let per = Some(Per::Day);
        (to <= MAX_A_DAY).then_some((Item::Amount { from, to, per }, end))
    }
}
