//! Why the result is what it is: what was counted for each category, best news first, and what that rests on.

mod notes;

use jiff::civil::Date;

use super::card::Context;
use super::lists::latest_round;
use super::summary::{counted, is_page_silent};
use super::texts::Arg;
use crate::eligibility::{
    Assessment, Category, CategoryVerdict, Person, Place, Requirement, Verdict, Work, WorkRule,
};
use crate::noc::NocCode;
use crate::text::Rich;

/// A longer page does not fit one message with what is said beside it.
const LONGEST: usize = 3_800;

/// What was counted, and what it rests on.
///
/// `person` has everything open at its least, `most` at its most. `told` are all occupations the person named, also those
/// without dates.
pub fn why(
    card: Context<'_>,
    assessment: &Assessment<'_>,
    person: &Person,
    most: &Person,
    told: &[NocCode],
    today: Date,
) -> Rich {
    let page = Why {
        card,
        assessment,
        person,
        most,
        told,
        today,
    };
    let mut verdicts = page.verdicts();
    loop {
        let said = Rich::paragraphs([
            page.head(),
            Rich::paragraphs(verdicts.iter().cloned()),
            page.formerly_listed(),
            page.notes(),
            page.foot(),
        ]);
        // The worst news comes last and stands among the other categories too.
        if said.plain().chars().count() <= LONGEST || verdicts.pop().is_none() {
            return said;
        }
    }
}

/// A line for each occupation that rules listed which no longer apply.
pub fn formerly_listed<'a>(
    card: Context<'a>,
    told: &'a [NocCode],
) -> impl Iterator<Item = Rich> + 'a {
    let line = move |&noc: &NocCode| {
        let (date, categories) = card.last_listing(noc)?;
        let args = [
            ("title", card.short_name(noc).into()),
            ("categories", categories.into()),
            ("date", card.localizer.day(date).into()),
        ];
        Some(card.localizer.format("result-was-listed", &args))
    };
    told.iter().filter_map(line)
}

/// Whether the requirement was met, no longer is, and will not be met again by going on.
fn has_lapsed(judged: &CategoryVerdict<'_>) -> bool {
    let work = judged.work.as_ref();
    work.is_some_and(|work| work.lapsed_on.is_some() && work.qualifies_on.is_none())
}

struct Why<'a> {
    card: Context<'a>,
    assessment: &'a Assessment<'a>,
    person: &'a Person,
    most: &'a Person,
    told: &'a [NocCode],
    today: Date,
}

impl Why<'_> {
    fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Rich {
        self.card.localizer.format(id, args)
    }

    fn named(&self, noc: NocCode) -> String {
        format!("{} ({noc})", self.card.short_name(noc))
    }

    fn head(&self) -> Rich {
        let mut lines = vec![self.format(
            "result-title",
            &[(
                "date",
                self.card.localizer.day(self.assessment.as_of).into(),
            )],
        )];
        if !self.told.is_empty() {
            let occupations: Vec<String> = self.told.iter().map(|&noc| self.named(noc)).collect();
            let occupations = occupations.join("; ").into();
            lines.push(self.format("result-considered", &[("occupations", occupations)]));
        }
        Rich::lines(lines)
    }

    /// A block for every category that says more than "not listed", best first.
    fn verdicts(&self) -> Vec<Rich> {
        let mut judged: Vec<&CategoryVerdict<'_>> = self
            .assessment
            .verdicts
            .iter()
            .filter(|judged| judged.verdict != Verdict::NotListed)
            .collect();
        judged.sort_by_key(|judged| judged.verdict);
        let mut blocks: Vec<Rich> = Vec::new();
        let hopeless = |judged: &&CategoryVerdict<'_>| judged.verdict > Verdict::NotYet;
        let unpaid_only: Vec<&Category> = self
            .not_met()
            .filter(|category| self.lists_told(category))
            .collect();
        if judged.iter().all(hopeless) && unpaid_only.is_empty() {
            blocks.push(self.format("result-none", &[]));
        }
        blocks.extend(judged.into_iter().map(|judged| self.verdict(judged)));
        blocks.extend(unpaid_only.into_iter().map(|category| {
            let name = category.name.get(self.card.localizer.lang);
            self.format("result-unpaid-only", &[("category", name.into())])
        }));
        blocks
    }

    /// The categories whose verdict is "not listed": no paid work in one of their occupations was told.
    fn not_met(&self) -> impl Iterator<Item = &Category> {
        let verdicts = self.assessment.verdicts.iter();
        verdicts
            .filter(|judged| judged.verdict == Verdict::NotListed)
            .map(|judged| judged.category)
    }

    /// Whether the category lists an occupation that was told, so that only paid work is missing.
    fn lists_told(&self, category: &Category) -> bool {
        self.told.iter().any(|&noc| category.lists(noc))
    }

    fn verdict(&self, judged: &CategoryVerdict<'_>) -> Rich {
        let category = judged.category;
        let name = || {
            (
                "category",
                Arg::from(category.name.get(self.card.localizer.lang)),
            )
        };
        let requirement = || ("requirement", self.card.requirement(category).into());
        let mut lines = Vec::new();
        match (judged.verdict, &category.requirement) {
            (Verdict::Eligible, Requirement::Language(rule)) => {
                lines.push(self.format("result-eligible", &[name()]));
                lines.push(self.format(
                    "result-eligible-language",
                    &[("nclc", rule.lowest_nclc.into())],
                ));
            }
            (Verdict::Eligible, Requirement::Military(_)) => {
                lines.push(self.format("result-eligible", &[name()]));
                lines.push(self.format("result-eligible-military", &[]));
            }
            (Verdict::Eligible, Requirement::Work(rule)) => {
                let silent = judged
                    .noc
                    .is_some_and(|noc| is_page_silent(counted(self.person, noc, rule)));
                let id = if silent {
                    "result-possibly"
                } else {
                    "result-eligible"
                };
                lines.push(self.format(id, &[name()]));
            }
            (Verdict::NotYet, _) if has_lapsed(judged) => {
                lines.push(self.format("result-no-longer", &[name()]));
            }
            (Verdict::NotYet, _) => lines.push(self.format("result-not-yet", &[name()])),
            (Verdict::Unknown, Requirement::Language(_)) => {
                lines.push(self.format("result-unknown-language", &[name(), requirement()]));
            }
            (Verdict::Unknown, _) => {
                lines.push(self.format("result-unknown-military", &[name(), requirement()]))
            }
            (Verdict::No, Requirement::Language(_)) => {
                lines.push(self.format("result-no-language", &[name(), requirement()]));
            }
            (Verdict::No | Verdict::NotListed, _) => {
                lines.push(self.format("result-no-military", &[name(), requirement()]));
            }
        }
        if let (Some(work), Some(noc), Requirement::Work(rule)) =
            (&judged.work, judged.noc, &category.requirement)
        {
            lines.extend(self.work_lines(judged.verdict, work, noc, rule));
        }
        if judged.verdict <= Verdict::NotYet {
            lines.push(latest_round(self.card, category, self.today));
        }
        Rich::lines(lines)
    }

    fn work_lines(
        &self,
        verdict: Verdict,
        work: &Work,
        noc: NocCode,
        rule: &WorkRule,
    ) -> Vec<Rich> {
        let localizer = self.card.localizer;
        let goes_on = self.goes_on(noc, rule.place);
        let credited = work.credited.to_tenths();
        let required = work.required.to_tenths();
        let years = || ("years", rule.years_back.into());
        let args = [
            ("title", self.card.short_name(noc).into()),
            ("code", noc.as_str().into()),
            ("credited", localizer.number(credited).into()),
            ("required", localizer.number(required).into()),
            ("months", rule.months.into()),
        ];
        let mut lines = vec![self.format(
            if rule.continuous {
                "result-hours-run"
            } else {
                "result-hours"
            },
            &args,
        )];
        let rules = self.assessment.rules.effective_from;
        if let Some(day) = work.lapsed_on.filter(|day| *day > rules) {
            let args = [("date", localizer.day(day).into()), years()];
            lines.push(self.format("result-lapsed", &args));
        }
        match (verdict, work.lapses_on, work.qualifies_on) {
            (Verdict::Eligible, lapses, _) => {
                if work.credited < work.required {
                    lines
                        .push(self.format("result-months-rule", &[("months", rule.months.into())]));
                }
                if let Some(day) = work.met_since {
                    lines.push(self.since(day));
                }
                lines.push(match lapses {
                    None => self.format("result-stays", &[]),
                    Some(day) => {
                        let id = if goes_on {
                            "result-lapses-open"
                        } else {
                            "result-lapses-ended"
                        };
                        self.format(id, &[("date", localizer.day(day).into()), years()])
                    }
                });
            }
            (_, _, Some(day)) => {
                lines.push(self.format("result-qualifies", &[("date", localizer.day(day).into())]))
            }
            (_, _, None) if goes_on && self.has_open_hours(noc) => {
                lines.push(self.format("result-hours-open", &[]));
            }
            (_, _, None) if goes_on => lines.push(self.format("result-never-open", &[years()])),
            (_, _, None) => {
                let missing = required - credited;
                let months = missing / f64::from(self.assessment.rules.counting.hours_per_month);
                let args = [
                    ("missing", localizer.number(missing).into()),
                    (
                        "months",
                        localizer.number((10.0 * months).ceil() / 10.0).into(),
                    ),
                    years(),
                ];
                lines.push(self.format("result-never-ended", &args));
            }
        }
        if rule.place == Place::Canada {
            lines.push(self.format("result-only-canada", &[]));
        }
        lines
    }

    /// Since when a requirement is met; rules cannot be met before they are in force.
    fn since(&self, day: Date) -> Rich {
        let localizer = self.card.localizer;
        let rules = self.assessment.rules.effective_from;
        if day >= rules {
            self.format("result-since", &[("date", localizer.day(day).into())])
        } else {
            self.format(
                "result-since-rules",
                &[("date", localizer.day(rules).into())],
            )
        }
    }

    /// Whether a job that counts here has no end.
    fn goes_on(&self, noc: NocCode, place: Place) -> bool {
        self.person.experience.iter().any(|spell| {
            let counts = spell.is_paid_work() && place.includes(spell.country);
            spell.noc == noc && counts && spell.end.is_none()
        })
    }

    /// Whether the weekly hours of an occupation are not known.
    fn has_open_hours(&self, noc: NocCode) -> bool {
        let hours = |person: &'_ Person| -> Vec<_> {
            let spells = person.experience.iter().filter(|spell| spell.noc == noc);
            spells.map(|spell| spell.hours).collect()
        };
        hours(self.person) != hours(self.most)
    }

    /// The lists of earlier rules that held an occupation told.
    fn formerly_listed(&self) -> Rich {
        Rich::lines(formerly_listed(self.card, self.told))
    }

    fn foot(&self) -> Rich {
        let rules = self.assessment.rules.effective_from;
        let in_force = self.card.presenter.data.rules.in_force_on(self.today);
        let is_current = in_force.is_ok_and(|set| set.effective_from == rules);
        let id = if is_current {
            "result-rules"
        } else {
            "result-rules-old"
        };
        let date = self.card.localizer.day(rules);
        let mut lines = vec![self.format(id, &[("date", date.into())])];
        lines.extend(self.card.lists_changed());
        lines.push(self.format("result-legal", &[]));
        Rich::lines(lines)
    }
}
