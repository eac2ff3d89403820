//! What a message says about working hours, piece by piece.

use std::ops::Range;

use super::reading::Reading;
use super::tags::{Cue, Hours, Tag, Unit};

/// A week has no more hours.
pub(super) const MAX_HOURS: f64 = 168.0;
/// Nor a day.
pub(super) const MAX_A_DAY: f64 = 24.0;
const DAYS_IN_A_WEEK: f64 = 7.0;
/// The sign of the unit, in every language.
const HOUR: &str = "h";
/// A word for a part of the year stands at most so many tokens from its hours.
const BESIDE: usize = 3;
/// So many words stand between the word for hours and their number: "my hours are now only 20".
const LINKS: usize = 3;
/// A letter for the multiplication sign.
const TIMES: &str = "x";

/// Over what time an amount of hours is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Per {
    Week,
    Day,
    Month,
    Year,
}

/// One piece.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    /// So many hours, up to so many; not said over what time without `per`.
    Amount {
        from: f64,
        to: f64,
        per: Option<Per>,
    },
    /// So many days a week.
    Days(f64),
    /// So many shifts of so many hours.
    Shifts(f64),
    /// From one time of day to another.
    Clock(f64),
    /// Days or weeks on and off.
    Rota {
        on: f64,
        off: f64,
    },
    /// So many hours in one week, so many in the next.
    Turns(f64, f64),
    Full,
    Part,
    /// This share of full time.
    Share(f64),
    /// It changes, or is no weekly amount.
    Varies,
    /// The amount beside it is one of a part of the year.
    Term,
}

/// A piece and its tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub at: Range<usize>,
    pub item: Item,
    /// A number without a unit.
    pub bare: bool,
}

/// Every piece, from left to right. `asked` tells that hours were asked for: then bare numbers count.
pub(super) fn pieces(reading: &Reading, asked: bool) -> Vec<Piece> {
    let finder = Finder { reading, asked };
    let mut out: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let said = finder.at(at).map(|(item, end)| (item, end, false));
        let found = said.or_else(|| finder.bare(at).map(|(item, end)| (item, end, true)));
        match found.filter(|(_, end, _)| reading.is_free(&(at..*end))) {
            Some((item, end, bare)) => {
                if !finder.is_denied(at) {
                    out.push(Piece {
                        at: at..end,
                        item,
                        bare,
                    });
                }
                at = end;
            }
            None => at += 1,
        }
    }
    // "in summer" matters only beside hours.
    let is_near = |a: &Piece, b: &Piece| {
        let gap = b.at.start.max(a.at.start) - a.at.end.min(b.at.end);
        gap <= BESIDE
    };
    let terms = |piece: &Piece| piece.item == Item::Term;
    let told: Vec<Piece> = out.iter().filter(|piece| !terms(piece)).cloned().collect();
    out.retain(|piece| !terms(piece) || asked || told.iter().any(|other| is_near(piece, other)));
    let is_amount = |item: &Item| {
        matches!(
            item,
            Item::Amount { .. }
                | Item::Shifts(_)
                | Item::Turns(..)
                | Item::Clock(_)
                | Item::Share(_)
        )
    };
    if out
        .iter()
        .any(|piece| !piece.bare && is_amount(&piece.item))
    {
        out.retain(|piece| !piece.bare);
    }
    out
}

pub(super) struct Finder<'a, 'b> {
    pub reading: &'b Reading<'a>,
    pub asked: bool,
}

impl Finder<'_, '_> {
    fn at(&self, at: usize) -> Option<(Item, usize)> {
        self.pattern(at)
            .or_else(|| self.each_day_first(at))
            .or_else(|| self.rota(at))
            .or_else(|| self.weekdays(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.shifts(at))
            .or_else(|| self.times(at))
            .or_else(|| self.share(at))
            .or_else(|| self.amount(at))
            .or_else(|| self.days(at))
            .or_else(|| self.of_term(at))
            .or_else(|| self.told(at))
            .or_else(|| self.word(at))
    }

    /// "not 40".
    fn is_denied(&self, at: usize) -> bool {
        // Nobody works a negative number of hours.
        if at == 1 && self.reading.is_mark(0, "-–−") && self.reading.is_glued(1) {
            return true;
        }
        (1..=3).any(|width| {
            let from = at.checked_sub(width);
            from.and_then(|from| self.reading.cue_at(from, Cue::Instead)) == Some(at)
        })
    }

    pub fn tag(&self, at: usize, hours: Hours) -> Option<usize> {
        self.reading.tag_at(at, Tag::Hours(hours))
    }

    pub fn is_and(&self, at: usize) -> bool {
        self.reading.is_one(at, &self.reading.words.and)
    }

    pub fn unit(&self, at: usize, unit: Unit) -> Option<usize> {
        self.reading.tag_at(at, Tag::Unit(unit))
    }

    /// `3x8`, `24/7`, `24h sur 24`: no weekly amount.
    fn pattern(&self, at: usize) -> Option<(Item, usize)> {
        let whole = |at| self.reading.whole_at(at).map(|(value, _)| value);
        let first = whole(at)?;
        let unit = at + 1 + usize::from(self.reading.word(at + 1) == HOUR);
        let joint = self.reading.word(unit);
        let second = whole(unit + 1)?;
        let out_of = self.reading.is_one(unit, &self.reading.words.out_of);
        let times = joint == TIMES;
        let round_the_clock =
            first == 24 && (out_of || times || joint == "/") && matches!(second, 7 | 24);
        let shifts = (times || joint == "*") && first <= 3 && matches!(second, 8 | 12);
        (round_the_clock || shifts).then(|| {
            let unit = unit + 2;
            (
                Item::Varies,
                unit + usize::from(matches!(self.reading.word(unit), HOUR | "7")),
            )
        })
    }

    /// `4 on 4 off`, `14/14`, `2 weeks on 2 weeks off`, `14 jours / 14 jours`.
    fn rota(&self, at: usize) -> Option<(Item, usize)> {
        let (on, end) = self.reading.number_at(at)?;
        let (end, unit) = self.day_unit(end);
        let (end, on_word) = match self.tag(end, Hours::On) {
            Some(end) => (end, true),
            None => (end, false),
        };
        let slash = self.reading.is_mark(end, "/,-&")
            || self.is_and(end)
            || self.reading.word(end) == TIMES;
        let (off, after) = self.reading.number_at(end + usize::from(slash))?;
        let (after, off_unit) = self.day_unit(after);
        let (after, off_word) = match self.tag(after, Hours::Off) {
            Some(end) => (end, true),
            None => (after, false),
        };
        let plain =
            slash && on == off && (7.0..=42.0).contains(&on) && self.reading.is_mark(end, "/");
        let said = off_word && (on_word || unit || off_unit);
        let said = said || plain && (unit && off_unit || self.asked);
        (said && on > 0.0 && off > 0.0 && on <= 60.0).then_some((Item::Rota { on, off }, after))
    }

    /// Past a word for days or weeks, and whether there was one.
    fn day_unit(&self, at: usize) -> (usize, bool) {
        let end = [Unit::Day, Unit::Week, Unit::Month]
            .into_iter()
            .find_map(|unit| self.unit(at, unit));
        let end = end.or_else(|| self.tag(at, Hours::Day));
        (end.unwrap_or(at), end.is_some())
    }

    /// A time of day, in hours, whether it was written as one, and where it ends.
    fn time(&self, at: usize) -> Option<(f64, bool, usize)> {
        let (hour, width) = self.reading.whole_at(at)?;
        if width > 2 || hour > 24 {
            return None;
        }
        let mut time = f64::from(hour);
        let mut end = at + 1;
        let mut marked = false;
        if self.reading.is_mark(end, ":") && self.reading.is_glued(end + 1) {
            time += f64::from(self.reading.whole_at(end + 1)?.0) / 60.0;
            (end, marked) = (end + 2, true);
        } else if self.reading.word(end) == HOUR {
            (end, marked) = (end + 1, true);
            if let Some((minutes, 2)) = self
                .reading
                .whole_at(end)
                .filter(|_| self.reading.is_glued(end))
            {
                time += f64::from(minutes) / 60.0;
                end += 1;
            }
        }
        if let Some(after) = self.tag(end, Hours::Pm) {
            return Some((if time < 12.0 { time + 12.0 } else { time }, true, after));
        }
        if let Some(after) = self.tag(end, Hours::Am) {
            return Some((time, true, after));
        }
        Some((time, marked, end))
    }

    /// `9 to 5`, `9h-17h`, `7pm to 7am`.
    fn clock(&self, at: usize) -> Option<(Item, usize)> {
        let (from, from_marked, end) = self.time(at)?;
        let joint = match self.reading.cue_at(end, Cue::To) {
            Some(joint) if !self.is_and(end) => joint,
            _ if self.reading.is_mark(end, "-–") => end + 1,
            _ => return None,
        };
        let (to, to_marked, end) = self.time(joint)?;
        let marked = from_marked && to_marked;
        let per_week =
            self.tag(end, Hours::Weekly).is_some() || self.unit(end, Unit::Hour).is_some();
        let wraps = to <= 11.0 && (5.0..=12.0).contains(&from) && to < from;
        let daytime = (5.0..=11.0).contains(&from) && (13.0..=20.0).contains(&to);
        let plausible = marked && from < 13.0 && to <= 24.0
            || marked && from >= 17.0 && to < from
            || wraps
            || daytime;
        let said = marked || self.asked && !per_week || self.is_after_weekday(at);
        if !plausible || !said || per_week {
            return None;
        }
        let span = match to - from {
            span if span > 0.0 => span,
            span if from <= 12.0 => span + 12.0,
            span => span + 24.0,
        };
        (span <= 16.0).then_some((Item::Clock(span), end))
    }

    /// `8 x 5`, `3 nuits de 12h`, `5 days of 8 hours`, `4 12-hour shifts`.
    fn times(&self, at: usize) -> Option<(Item, usize)> {
        if self.of_each_day(at).is_some() {
            return None;
        }
        let (a, end) = self.reading.number_at(at)?;
        let a_unit = self.unit(end, Unit::Hour);
        let joint = a_unit.unwrap_or(end);
        if self.reading.is_mark(joint, "*x") || self.reading.word(joint) == TIMES {
            let (b, end) = self.reading.number_at(joint + 1)?;
            let end = self
                .unit(end, Unit::Hour)
                .or_else(|| self.unit(end, Unit::Day))
                .or_else(|| self.tag(end, Hours::Day))
                .unwrap_or(end);
            let end = self.tag(end, Hours::Weekly).unwrap_or(end);
            return (a * b <= MAX_HOURS && a * b >= 4.0).then_some((Item::Shifts(a * b), end));
        }
        let after = self.tag(end, Hours::Day)?;
        let after = self.tag(after, Hours::Weekly).unwrap_or(after);
        let after = after
            + usize::from(
                self.reading
                    .is_one(after, &self.reading.words.before_shift_hours)
                    || matches!(self.reading.word(after), TIMES | ","),
            );
        let (b, end) = self.reading.number_at(after)?;
        let end = self.unit(end, Unit::Hour)?;
        let end = self
            .per(end)
            .filter(|(per, _)| *per == Per::Day)
            .map_or(end, |(_, end)| end);
        (a <= 7.0 && b <= 24.0).then_some((Item::Shifts(a * b), end))
    }

    /// `0.6 FTE`, `80 %`.
    fn share(&self, at: usize) -> Option<(Item, usize)> {
        let (value, end) = self.reading.number_at(at)?;
        if let Some(end) = self.tag(end, Hours::Fte).filter(|_| value <= 1.0) {
            return Some((Item::Share(value), end));
        }
        let percent = self.reading.is_mark(end, "%");
        let after = end + 1;
        let fte = self
            .tag(after, Hours::Fte)
            .or_else(|| self.tag(after, Hours::Full));
        (percent && (20.0..=100.0).contains(&value) && (self.asked || fte.is_some()))
            .then(|| (Item::Share(value / 100.0), fte.unwrap_or(after)))
    }

    /// What the amount before is told over.
    fn per(&self, at: usize) -> Option<(Per, usize)> {
        let table = [
            (Hours::Weekly, Per::Week),
            (Hours::Daily, Per::Day),
            (Hours::Monthly, Per::Month),
            (Hours::Yearly, Per::Year),
        ];
        let found = |at| {
            table
                .iter()
                .find_map(|&(tag, per)| Some((per, self.tag(at, tag)?)))
        };
        found(at).or_else(|| {
            let words = self.reading.words;
            let small =
                self.reading.is_one(at, &words.before_per) || self.reading.is_mark(at, ".(");
            small
                .then(|| {
                    found(at + 1)
                        .or_else(|| found(at + 2).filter(|_| self.reading.is_one(at, &words.of)))
                })
                .flatten()
        })
    }

    /// `40 hours`, `35h/sem`, `30 to 35 hours a week`, `160 a month`.
    pub fn amount(&self, at: usize) -> Option<(Item, usize)> {
        let (from, end) = self.reading.number_at(at)?;
        if at > 0 && self.reading.is_mark(at - 1, "$€£") || self.reading.is_mark(end, "$€£") {
            return None;
        }
        let (to, end) = self.upper(from, end);
        let end = end
            + usize::from(
                self.reading.is_mark(end, "+")
                    || self.reading.is_mark(end, "-") && self.reading.is_glued(end),
            );
        match self.unit(end, Unit::Hour) {
            Some(after) => {
                // "9h30" is a time, "37h30" are hours and a half.
                let (half, after) = match self.reading.whole_at(after) {
                    Some((30, 2)) if self.reading.is_glued(after) => (0.5, after + 1),
                    _ => (0.0, after),
                };
                let each_day = || Some((Per::Day, self.of_each_day(after)?));
                let per = self.per(after).or_else(each_day);
                let after = per.map_or(after, |(_, after)| after);
                let per = per.map(|(per, _)| per).or_else(|| self.per_before(at));
                let most = match per {
                    Some(Per::Day) => MAX_A_DAY,
                    Some(Per::Month) => MAX_HOURS * 5.0,
                    Some(Per::Year) => MAX_HOURS * 53.0,
                    _ => MAX_HOURS,
                };
                (from > 0.0 && to <= most).then_some((
                    Item::Amount {
                        from: from + half,
                        to: to + half,
                        per,
                    },
                    after,
                ))
            }
            None if self.is_stated(at) => {
                let per = self.per(end);
                let after = per.map_or(end, |(_, after)| after);
                let per = per.map(|(per, _)| per);
                (1.0..=MAX_HOURS)
                    .contains(&from)
                    .then_some((Item::Amount { from, to, per }, after))
            }
            None => {
                let (per, after) = self.per(end)?;
                let money = self.reading.cue_at(after, Cue::Money).is_some();
                let fits = match per {
                    Per::Week => (5.0..=100.0).contains(&from),
                    Per::Month => self.asked && (20.0..=400.0).contains(&from),
                    Per::Day => self.asked && from <= 16.0,
                    Per::Year => false,
                };
                let per = Some(per);
                (fits && !money).then_some((Item::Amount { from, to, per }, after))
            }
        }
    }

    /// Whether a number stands behind a word for hours: "my hours are now 20".
    fn is_stated(&self, at: usize) -> bool {
        let links = |at: &usize| self.reading.is_one(*at, &self.reading.words.links_amount);
        let linked = (0..at).rev().take(LINKS).take_while(links).count();
        let ends = [Tag::Unit(Unit::Hour)];
        linked > 0 && self.reading.ends_before(at - linked, &ends)
    }

    /// "weekly 40 hours".
    fn per_before(&self, at: usize) -> Option<Per> {
        let tag = |hours| self.reading.ends_before(at, &[Tag::Hours(hours)]);
        match () {
            () if tag(Hours::Weekly) => Some(Per::Week),
            () if tag(Hours::Daily) => Some(Per::Day),
            () if tag(Hours::Monthly) => Some(Per::Month),
            () => None,
        }
    }

    /// The upper end of `30 to 35`, or the number itself.
    fn upper(&self, from: f64, end: usize) -> (f64, usize) {
        let joint = match self
            .reading
            .cue_at(end, Cue::Or)
            .or_else(|| self.reading.cue_at(end, Cue::To))
        {
            Some(joint) if !self.is_and(end) || self.between(end) => joint,
            _ if self.reading.is_mark(end, "-–/") => end + 1,
            _ => return (from, end),
        };
        match self.reading.number_at(joint) {
            Some((to, after)) if to > from && to <= MAX_HOURS => (to, after),
            _ => (from, end),
        }
    }

    /// "between 30 and 35".
    fn between(&self, end: usize) -> bool {
        (1..=4).any(|back| {
            let at = end.checked_sub(back);
            at.is_some_and(|at| self.reading.is_one(at, &self.reading.words.between))
        })
    }

    /// `5 days a week`, `6 jours`.
    fn days(&self, at: usize) -> Option<(Item, usize)> {
        let (days, end) = self.reading.number_at(at)?;
        if self.of_each_day(at).is_some() {
            return None;
        }
        let after = self.tag(end, Hours::Day)?;
        let per_week = self.tag(after, Hours::Weekly);
        let fits = (1.0..=7.0).contains(&days)
            && (self.asked || per_week.is_some() || self.beside_hours(at, after));
        fits.then(|| (Item::Days(days), per_week.unwrap_or(after)))
    }

    /// Whether an amount of hours stands right before or after.
    fn beside_hours(&self, at: usize, end: usize) -> bool {
        let unit_before = (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|at| {
                self.unit(at, Unit::Hour).is_some() || self.tag(at, Hours::Daily).is_some()
            })
        });
        let unit_after = (0..=3).any(|ahead| {
            self.reading
                .number_at(end + ahead)
                .is_some_and(|(_, end)| self.unit(end, Unit::Hour).is_some())
        });
        unit_before || unit_after
    }

    fn word(&self, at: usize) -> Option<(Item, usize)> {
        let table = [
            (Hours::Full, Item::Full),
            (Hours::Part, Item::Part),
            (Hours::Half, Item::Share(0.5)),
            (Hours::Term, Item::Term),
            (Hours::Varies, Item::Varies),
        ];
        let no_number = || (0..self.reading.len()).all(|at| self.reading.number_at(at).is_none());
        if let Some(end) = self
            .tag(at, Hours::Daily)
            .filter(|_| self.asked && no_number())
        {
            return Some((Item::Days(DAYS_IN_A_WEEK), end));
        }
        let (item, end) = table
            .into_iter()
            .find_map(|(tag, item)| Some((item, self.tag(at, tag)?)))?;
        let in_year = end..end + 2;
        let counts = match item {
            Item::Varies => self.asked,
            // "in summer 2023" is a date.
            Item::Term => in_year
                .into_iter()
                .all(|at| !matches!(self.reading.whole_at(at), Some((_, 4)))),
            _ => true,
        };
        counts.then_some((item, end))
    }

    /// "40" in "20 hours in term and 40 in summer".
    fn of_term(&self, at: usize) -> Option<(Item, usize)> {
        let (hours, end) = self.reading.number_at(at)?;
        let is_term = self.tag(end, Hours::Term).is_some()
            || self.reading.ends_before(at, &[Tag::Hours(Hours::Term)]);
        (is_term && (1.0..=MAX_HOURS).contains(&hours)).then_some((
            Item::Amount {
                from: hours,
                to: hours,
                per: None,
            },
            end,
        ))
    }

    /// A number without a unit, where hours were asked for.
    fn bare(&self, at: usize) -> Option<(Item, usize)> {
        if !self.asked {
            return None;
        }
        let (from, end) = self.reading.number_at(at)?;
        let (to, end) = self.upper(from, end);
        let article =
            self.reading.is_one(at, &self.reading.words.one_as_number) && self.reading.len() > 1;
        let other_unit = self
            .reading
            .find_at(end, |tag| {
                matches!(tag, Tag::Unit(_) | Tag::Month(_) | Tag::Cue(Cue::Ago)).then_some(())
            })
            .is_some();
        let glued =
            self.reading.is_mark(end, "/%$€£:") || at > 0 && self.reading.is_mark(at - 1, "/$€£:");
        (!article && !other_unit && !glued && (1.0..=MAX_HOURS).contains(&from)).then_some((
            Item::Amount {
                from,
                to,
                per: None,
            },
            end,
        ))
    }
}
