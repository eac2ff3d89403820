//! What a timeline shows: which work, which categories, and over which time.

use jiff::Span;
use jiff::civil::Date;

use super::axis::days_after;
use crate::answer::card::Context;
use crate::answer::texts::Arg;
use crate::eligibility::{
    Assessment, CategoryVerdict, Country, Person, Place, Requirement, Spell, Verdict, Work,
};

/// More work and more categories than this would not be readable.
const MAX_SPELLS: usize = 6;
const MAX_CATEGORIES: usize = 4;
/// How much is shown of the time after today and of that before the window.
const MIN_DAYS_AHEAD: i64 = 200;
const DAYS_AFTER_LAST: i64 = 60;
const MAX_YEARS_BEFORE: i64 = 2;

/// What becomes of a spell's hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// A category counts them.
    Yes,
    /// No category lists the occupation, or not for work done there.
    Unlisted,
    Unpaid,
}

/// A spell of work, in plain words.
#[derive(Debug)]
pub(super) struct SpellRow {
    pub title: String,
    pub hours: String,
    pub dates: String,
    pub start: Date,
    pub end: Option<Date>,
    /// From when to when it was not worked, both days included.
    pub away: Vec<(Date, Date)>,
    pub counts: Counts,
}

/// Since when a category's requirement is met, or from when on it will be.
#[derive(Debug)]
pub(super) struct CategoryRow {
    pub name: String,
    pub note: String,
    pub verdict: Verdict,
    /// The first day on which it is met, where that is known, and the first on which it no longer is.
    pub met_from: Option<Date>,
    pub lapses_on: Option<Date>,
}

/// The days that count: the last is the day before the day asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub years: u8,
    pub first: Date,
    pub last: Date,
}

/// Everything on a timeline.
#[derive(Debug)]
pub(super) struct Rows {
    pub spells: Vec<SpellRow>,
    pub spells_left_out: usize,
    pub categories: Vec<CategoryRow>,
    pub categories_left_out: usize,
    pub window: Option<Window>,
    pub from: Date,
    pub to: Date,
    pub today: Date,
}

impl Rows {
    /// None without a spell of work.
    pub fn of(
        card: Context<'_>,
        assessment: &Assessment<'_>,
        person: &Person,
        today: Date,
    ) -> Option<Self> {
        if person.experience.is_empty() {
            return None;
        }
        let reader = Reader {
            card,
            assessment,
            today,
        };
        let mut spells: Vec<&Spell> = person.experience.iter().collect();
        spells.sort_by_key(|spell| (spell.end.unwrap_or(Date::MAX), spell.start));
        let spells_left_out = spells.len().saturating_sub(MAX_SPELLS);
        let mut spells = spells.split_off(spells_left_out);
        spells.sort_by_key(|spell| spell.start);
        let mut judged: Vec<(&CategoryVerdict<'_>, &Work)> = assessment
            .verdicts
            .iter()
            .filter_map(|judged| Some((judged, judged.work.as_ref()?)))
            .collect();
        judged.sort_by_key(|(judged, _)| judged.verdict);
        let categories_left_out = judged.len().saturating_sub(MAX_CATEGORIES);
        judged.truncate(MAX_CATEGORIES);
        let window = reader.window(judged.first().map(|(judged, _)| *judged));
        let categories: Vec<CategoryRow> = judged
            .into_iter()
            .map(|(judged, work)| reader.category_row(judged, work))
            .collect();
        let (from, to) = extent(&spells, &categories, window, today);
        Some(Rows {
            spells: spells
                .into_iter()
                .map(|spell| reader.spell_row(spell))
                .collect(),
            spells_left_out,
            categories,
            categories_left_out,
            window,
            from,
            to,
            today,
        })
    }
}

/// The first and the last day shown.
fn extent(
    spells: &[&Spell],
    categories: &[CategoryRow],
    window: Option<Window>,
    today: Date,
) -> (Date, Date) {
    let starts = spells.iter().map(|spell| spell.start);
    let from = match window {
        Some(Window { first, .. }) => {
            let earliest = first.saturating_sub(Span::new().years(MAX_YEARS_BEFORE));
            starts.fold(first, Date::min).max(earliest)
        }
        None => starts.fold(today, Date::min),
    };
    let days = categories
        .iter()
        .flat_map(|row| [row.met_from, row.lapses_on])
        .flatten()
        .map(|day| days_after(day, DAYS_AFTER_LAST));
    (
        from,
        days.fold(days_after(today, MIN_DAYS_AHEAD), Date::max),
    )
}

struct Reader<'a> {
    card: Context<'a>,
    assessment: &'a Assessment<'a>,
    today: Date,
}

impl Reader<'_> {
    fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.card.localizer.plain(id, args)
    }

    /// The window of the best category with counted work, or of any that counts work.
    fn window(&self, best: Option<&CategoryVerdict<'_>>) -> Option<Window> {
        let best = best.map(|judged| judged.category);
        let years = best
            .into_iter()
            .chain(&self.assessment.rules.categories)
            .find_map(|category| match &category.requirement {
                Requirement::Work(rule) => Some(rule.years_back),
                _ => None,
            })?;
        let as_of = self.assessment.as_of;
        Some(Window {
            years,
            first: as_of.saturating_sub(Span::new().years(years)),
            last: days_after(as_of, -1),
        })
    }

    fn spell_row(&self, spell: &Spell) -> SpellRow {
        let localizer = self.card.localizer;
        let end = match spell.end {
            Some(end) => localizer.month(end),
            None => localizer.plain("job-summary-still", &[]),
        };
        let hours = localizer.number(spell.hours.as_f64()).into();
        SpellRow {
            title: self.card.short_name(spell.noc).to_owned(),
            hours: self.format("picture-hours", &[("hours", hours)]),
            dates: format!("{} – {end}", localizer.month(spell.start)),
            start: spell.start,
            end: spell.end,
            away: self.away(spell),
            counts: self.counts(spell),
        }
    }

    /// The stretches away; one that goes on reaches to the end of the work, or to today.
    fn away(&self, spell: &Spell) -> Vec<(Date, Date)> {
        let last = spell.end.unwrap_or(self.today);
        let stretches = spell.away.iter();
        let days = stretches.map(|away| (away.start, away.end.unwrap_or(last).min(last)));
        days.filter(|(from, to)| from <= to).collect()
    }

    fn counts(&self, spell: &Spell) -> Counts {
        let mut categories = self.card.rules.categories_listing(spell.noc);
        let counted = categories.any(|category| match &category.requirement {
            Requirement::Work(rule) => {
                rule.place == Place::Anywhere || spell.country == Country::Canada
            }
            // Military service is asked for apart from any hours.
            Requirement::Military(_) => true,
            Requirement::Language(_) => false,
        });
        match (spell.flags.unpaid, counted) {
            (true, _) => Counts::Unpaid,
            (false, true) => Counts::Yes,
            (false, false) => Counts::Unlisted,
        }
    }

    fn category_row(&self, judged: &CategoryVerdict<'_>, work: &Work) -> CategoryRow {
        let localizer = self.card.localizer;
        let day = |day| [("date", Arg::from(localizer.day(day)))];
        // By rules that were not in force nothing was met.
        let rules = self.assessment.rules.effective_from;
        let lapsed_on = work.lapsed_on.filter(|day| *day > rules);
        let is_met_by_them = work.lapsed_on.is_none() || lapsed_on.is_some();
        let met_since = work.met_since.filter(|_| is_met_by_them);
        let met_since = met_since.map(|since| since.max(rules));
        let note = if judged.verdict == Verdict::Eligible {
            let since = match met_since {
                Some(since) => self.format("picture-met-since", &day(since)),
                None => self.format("picture-met", &[]),
            };
            let until = match work.lapses_on {
                Some(lapses) => self.format("picture-met-until", &day(lapses)),
                None => self.format("picture-met-stays", &[]),
            };
            format!("{since}, {until}")
        } else {
            let mut args = vec![
                (
                    "credited",
                    localizer.number(work.credited.to_tenths()).into(),
                ),
                (
                    "required",
                    localizer.number(work.required.to_tenths()).into(),
                ),
            ];
            match (work.qualifies_on, lapsed_on) {
                (Some(then), _) => {
                    args.extend(day(then));
                    self.format("picture-met-then", &args)
                }
                (None, Some(lapsed)) => {
                    args.extend(day(lapsed));
                    self.format("picture-met-before", &args)
                }
                (None, None) => self.format("picture-met-never", &args),
            }
        };
        let (met_from, lapses_on) = match work.qualifies_on {
            Some(then) => (Some(then), None),
            None => (met_since, work.lapses_on.or(lapsed_on)),
        };
        CategoryRow {
            name: judged.category.short_name.get(localizer.lang).to_owned(),
            note,
            verdict: judged.verdict,
            met_from,
            lapses_on,
        }
    }
}
