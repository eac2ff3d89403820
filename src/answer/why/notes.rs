//! What a result rests on, in notes.

use jiff::civil::Date;

use super::Why;
use crate::eligibility::{Assumption, Requirement, Spell, Work, WorkRule};
use crate::text::Rich;

impl Why<'_> {
    pub(super) fn notes(&self) -> Rich {
        let counting = &self.assessment.rules.counting;
        let worked: Vec<(&Work, &WorkRule)> = self
            .assessment
            .verdicts
            .iter()
            .filter_map(
                |judged| match (&judged.work, &judged.category.requirement) {
                    (Some(work), Requirement::Work(rule)) => Some((work, rule)),
                    _ => None,
                },
            )
            .collect();
        let assumed = |wanted: Assumption| {
            worked
                .iter()
                .find(|(work, _)| work.assumptions.contains(&wanted))
        };
        let any = |told: fn(&crate::eligibility::SpellFlags) -> bool| {
            self.person
                .experience
                .iter()
                .any(|spell| told(&spell.flags))
        };
        let mut notes = Vec::new();
        if let Some((_, rule)) = assumed(Assumption::ReferenceDay) {
            let date = self.card.localizer.day(self.assessment.as_of).into();
            notes.push(self.format(
                "note-window",
                &[("years", rule.years_back.into()), ("date", date)],
            ));
        }
        if let Some((work, rule)) = assumed(Assumption::DerivedHours) {
            let args = [
                ("months", rule.months.into()),
                (
                    "hours",
                    self.card.localizer.number(work.required.to_tenths()).into(),
                ),
                ("per-month", usize::from(counting.hours_per_month).into()),
            ];
            notes.push(self.format("note-derived", &args));
        }
        if assumed(Assumption::BridgedGap).is_some() {
            notes.push(self.format("note-gap", &[("days", counting.longest_gap_days.into())]));
        }
        if assumed(Assumption::SeveralJobs).is_some() {
            notes.push(self.format("note-several", &[]));
        }
        let full_time = f64::from(counting.full_time_hours);
        if !worked.is_empty() && has_long_weeks(&self.person.experience, full_time) {
            notes.push(self.format("note-cap", &[("hours", counting.full_time_hours.into())]));
        }
        if self.person.experience.iter().any(is_by_months) {
            notes.push(self.format("note-months", &[]));
        }
        if self.told.len() > 1 {
            notes.push(self.format("note-apart", &[]));
        }
        for (id, holds) in [
            ("note-unpaid", any(|flags| flags.unpaid)),
            ("note-student", any(|flags| flags.student)),
            ("note-self-employed", any(|flags| flags.self_employed)),
            (
                "note-continuous",
                worked.iter().any(|(_, rule)| !rule.continuous),
            ),
            ("note-quebec", true),
        ] {
            if holds {
                notes.push(self.format(id, &[]));
            }
        }
        let title = std::iter::once(self.format("result-notes", &[]));
        Rich::lines(title.chain(notes.into_iter().map(Rich::item)))
    }
}

/// Whether in some weeks more was worked in one occupation than counts, in one job or in several.
fn has_long_weeks(spells: &[Spell], full_time: f64) -> bool {
    let paid = || spells.iter().filter(|spell| !spell.flags.unpaid);
    paid().any(|spell| {
        let at_its_start = paid().filter(|other| {
            let goes_on = other.end.is_none_or(|end| end >= spell.start);
            other.noc == spell.noc && other.start <= spell.start && goes_on
        });
        at_its_start.map(|other| other.hours.as_f64()).sum::<f64>() > full_time
    })
}

/// Whether a spell begins or ends with a month, as one told without days does.
fn is_by_months(spell: &Spell) -> bool {
    let ends_with_month = |end: Date| end == end.last_of_month();
    spell.start == spell.start.first_of_month() || spell.end.is_some_and(ends_with_month)
}
