//! Hours that changed step by step: "12 hours in 2024, then 20 in 2025, now 45 since January 2026".

use jiff::civil::Date;

use super::case::{Draft, JobEnd};
use super::same_job::one;
use super::spell::Spell;
use crate::eligibility::{Country, StatedDate};
use crate::understanding::HeardPart;

/// The hours of one stretch, with the first and the last date of it as far as they are told.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    from: Option<StatedDate>,
    to: Option<StatedDate>,
    /// It was told of this whole year.
    year: Option<i16>,
    goes_on: bool,
    hours: Vec<f64>,
    country: Vec<Country>,
}

/// The stretches of a job whose parts tell different hours, each with its time; what lies between, before and behind them
/// has the hours known of the job, or none. `told` are the stretches as told, one a part.
pub(super) fn steps(
    draft: &Draft,
    told: &[Spell],
    parts: &[HeardPart],
    today: Date,
) -> Option<Vec<Spell>> {
    let with_hours = || {
        told.iter()
            .zip(parts)
            .filter(|(spell, _)| !spell.hours.is_empty())
    };
    let found: Option<Vec<Step>> = with_hours()
        .map(|(spell, part)| step_of(draft, spell, part))
        .collect();
    let mut steps = in_order(found?)?;
    let (first, last) = (steps.first()?, steps.last()?);
    let differ = steps.iter().any(|step| step.hours != first.hours);
    let start = one(&draft.start);
    let is_known = start.is_some() && one(&draft.end).is_some();
    let is_inside = || begins_inside(first, start) || ends_inside(last, draft, today);
    let is_part = steps.len() == 1 && first.year.is_some() && is_known && is_inside();
    if !(differ || is_part) || contradicts(first, last, draft) {
        return None;
    }
    fill_ends(&mut steps)?;
    Some(with_gaps(draft, &steps, today))
}

/// "25 hours in 2024", of a job of which no date is known: it was begun by then.
pub(super) fn year_of_hours(draft: &Draft, parts: &[HeardPart]) -> Option<StatedDate> {
    let [part] = parts else { return None };
    let is_dateless = draft.start.is_empty() && draft.end.is_empty() && draft.months.is_none();
    let has_hours = !part.told.hours.is_empty();
    part.during
        .filter(|_| is_dateless && has_hours)
        .map(StatedDate::Year)
}

/// A part as a step.
fn step_of(draft: &Draft, spell: &Spell, part: &HeardPart) -> Option<Step> {
    let (from, to) = match part.during {
        Some(year) => (StatedDate::month(year, 1), StatedDate::month(year, 12)),
        None => {
            // When the job itself began is no turn.
            let own_start = |start: &StatedDate| one(&draft.start) != Some(*start);
            let to = match spell.end {
                Some(JobEnd::On(end)) => Some(end),
                Some(JobEnd::StillThere) | None => None,
            };
            (spell.start.filter(own_start), to)
        }
    };
    let holds = from
        .zip(to)
        .is_none_or(|(from, to)| from.as_start() <= to.as_end());
    holds.then(|| Step {
        from,
        to,
        year: part.during,
        goes_on: spell.end == Some(JobEnd::StillThere),
        hours: spell.hours.clone(),
        country: spell.country.clone(),
    })
}

/// The steps by their time: the only one without a date comes first, or last where the one before it ends.
fn in_order(steps: Vec<Step>) -> Option<Vec<Step>> {
    let is_dated = |step: &Step| step.from.is_some() || step.to.is_some();
    let (mut dated, undated): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(is_dated);
    // What ends in a month comes before what begins in it.
    let at = |step: &Step| {
        let date = step.from.or(step.to).map(StatedDate::as_start);
        (date, step.from.is_some())
    };
    dated.sort_by_key(at);
    let mut undated = undated.into_iter();
    let (only, other) = (undated.next(), undated.next());
    match only {
        None => {}
        Some(_) if other.is_some() => return None,
        Some(step) if dated.last()?.to.is_some() && dated.first()?.from.is_none() => {
            dated.push(step)
        }
        Some(step) if step.goes_on && dated.last()?.to.is_some() => dated.push(step),
        Some(step) if dated.first()?.from.is_some() => dated.insert(0, step),
        Some(_) => return None,
    }
    Some(dated)
}

/// Gives every step between others the dates that these leave to it; none where two steps overlap.
fn fill_ends(steps: &mut [Step]) -> Option<()> {
    for at in 1..steps.len() {
        let [.., before, after] = &mut steps[..=at] else {
            return None;
        };
        match (before.to, after.from) {
            (None, Some(from)) => before.to = Some(from.before()?),
            (Some(to), None) => after.from = Some(to.after()?),
            (Some(to), Some(from)) if to.as_end() < from.as_start() => {}
            // "Until June 2024, since June 2024 20"
            (Some(to), Some(from)) if to == from => before.to = Some(from.before()?),
            _ => return None,
        }
    }
    Some(())
}

/// Whether the first or the last step lies outside what is known of the job.
fn contradicts(first: &Step, last: &Step, draft: &Draft) -> bool {
    let starts_later = |start: StatedDate| {
        let told = first.from.or(first.to);
        told.is_some_and(|told| told.as_start().year() < start.as_start().year())
            || first.from.is_none() && first.to.is_some_and(|to| to.as_end() < start.as_start())
    };
    let ended = match one(&draft.end) {
        Some(JobEnd::On(end)) => last.from.is_some_and(|from| end.as_end() < from.as_start()),
        _ => false,
    };
    let is_own_end = one(&draft.end) == last.to.map(JobEnd::On);
    one(&draft.start).is_some_and(starts_later) || ended && !is_own_end && last.to.is_some()
}

/// Whether a job began before a step.
fn begins_inside(step: &Step, start: Option<StatedDate>) -> bool {
    let begins = start.zip(step.from);
    begins.is_some_and(|(start, from)| start.as_end() < from.as_start())
}

/// Whether a job went on after a step.
fn ends_inside(step: &Step, draft: &Draft, today: Date) -> bool {
    let Some(to) = step.to else { return false };
    match one(&draft.end) {
        Some(JobEnd::On(end)) => to.as_end() < end.as_start(),
        Some(JobEnd::StillThere) => to.as_end() < today,
        None => false,
    }
}

/// The steps as stretches, with those between, before and behind them.
fn with_gaps(draft: &Draft, steps: &[Step], today: Date) -> Vec<Spell> {
    let own = Some(draft.hours.clone()).filter(|hours| hours.len() == 1);
    let rest = |start: Option<StatedDate>, end: Option<JobEnd>| Spell {
        start,
        end,
        hours: own.clone().unwrap_or_default(),
        country: Vec::new(),
    };
    let start = one(&draft.start);
    let mut out: Vec<Spell> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let mut from = step.from;
        let before = match index.checked_sub(1) {
            Some(before) => steps[before].to.and_then(StatedDate::after),
            None => start,
        };
        if let (Some(begins), Some(told)) = (before, from) {
            if begins.as_end() < told.as_start() {
                out.push(rest(before, told.before().map(JobEnd::On)));
            } else if index == 0 {
                from = start;
            }
        } else if let (0, Some(year)) = (index, step.year) {
            from = Some(StatedDate::Year(year));
        }
        out.push(Spell {
            start: from.or(before),
            end: step.to.map(JobEnd::On),
            hours: step.hours.clone(),
            country: step.country.clone(),
        });
    }
    if let (Some(last), Some(spell)) = (steps.last(), out.last_mut()) {
        let end = one(&draft.end);
        let is_later = match (end, last.from) {
            (Some(JobEnd::On(end)), Some(from)) => end.as_end() >= from.as_start(),
            _ => true,
        };
        let end = end.filter(|_| is_later);
        match last.to {
            None => spell.end = end.or(last.goes_on.then_some(JobEnd::StillThere)),
            Some(to) if ends_inside(last, draft, today) => out.push(rest(to.after(), end)),
            Some(_) => spell.end = end.or(spell.end),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From when, until when, and with which hours.
    type Stretch = (Option<StatedDate>, Option<JobEnd>, Vec<f64>);

    fn month(year: i16, month: i8) -> StatedDate {
        StatedDate::month(year, month).unwrap()
    }

    fn spell(start: Option<StatedDate>, end: Option<StatedDate>, hours: f64) -> Spell {
        Spell {
            start,
            end: end.map(JobEnd::On),
            hours: vec![hours],
            country: Vec::new(),
        }
    }

    fn in_year(year: i16) -> HeardPart {
        HeardPart {
            during: Some(year),
            ..HeardPart::default()
        }
    }

    /// The stretches as first date, last date and hours; of a job that goes on.
    fn stretches(
        start: Option<StatedDate>,
        told: &[Spell],
        parts: &[HeardPart],
    ) -> Option<Vec<Stretch>> {
        let draft = Draft {
            start: start.into_iter().collect(),
            end: vec![JobEnd::StillThere],
            ..Draft::default()
        };
        let found = steps(&draft, told, parts, jiff::civil::date(2026, 11, 28));
        let found = found?.into_iter();
        Some(found.map(|one| (one.start, one.end, one.hours)).collect())
    }

    #[test]
    fn a_year_of_which_nothing_is_told_has_no_hours() {
        let told = [spell(None, None, 40.0), spell(None, None, 20.0)];
        let found = stretches(
            Some(StatedDate::Year(2022)),
            &told,
            &[in_year(2022), in_year(2024)],
        );
        let on = |year| Some(JobEnd::On(month(year, 12)));
        assert_eq!(
            found.unwrap(),
            [
                (Some(StatedDate::Year(2022)), on(2022), vec![40.0]),
                (Some(month(2023, 1)), on(2023), vec![]),
                (Some(month(2024, 1)), on(2024), vec![20.0]),
                (Some(month(2025, 1)), Some(JobEnd::StillThere), vec![]),
            ]
        );
    }

    #[test]
    fn steps_end_where_the_next_one_begins() {
        let told = [
            spell(None, None, 20.0),
            spell(Some(month(2024, 1)), None, 30.0),
            spell(Some(month(2025, 6)), None, 40.0),
        ];
        let parts = [(); 3].map(|()| HeardPart::default());
        let found = stretches(Some(month(2023, 3)), &told, &parts).unwrap();
        let ends: Vec<_> = found.iter().map(|(_, end, _)| *end).collect();
        let on = |year, one| Some(JobEnd::On(month(year, one)));
        assert_eq!(ends, [on(2023, 12), on(2025, 5), Some(JobEnd::StillThere)]);
    }

    #[test]
    fn hours_until_a_month_leave_the_rest_to_those_told_then() {
        let told = [
            spell(None, Some(month(2024, 6)), 40.0),
            spell(None, None, 20.0),
        ];
        let parts = [HeardPart::default(), HeardPart::default()];
        let found = stretches(Some(month(2023, 1)), &told, &parts).unwrap();
        assert_eq!(found[1].0, Some(month(2024, 7)));
    }

    #[test]
    fn steps_before_the_job_began_are_none_of_it() {
        let told = [spell(None, None, 40.0), spell(None, None, 20.0)];
        let parts = [in_year(2020), in_year(2021)];
        assert_eq!(stretches(Some(month(2023, 1)), &told, &parts), None);
    }
}
