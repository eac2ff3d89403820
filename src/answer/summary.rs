//! The result that fits a phone: what holds, the caveat that can decide, and where it goes from here.

use jiff::Span;
use jiff::civil::Date;

use super::card::Context;
use super::draws::{WITHOUT_LIST, is_quiet_since};
use super::texts::Arg;
use crate::eligibility::{
    Assessment, Category, CategoryVerdict, Country, Credit, MilitaryRule, Person, Place,
    ProgramVerdict, ProgramWork, Requirement, Spell, Verdict, Work, WorkRule, assess,
};
use crate::noc::NocCode;
use crate::text::Rich;

/// At most this many categories stand in the headline; the rest are behind a button.
const MAX_HEADLINES: usize = 3;

/// Whether the work is enough for a program, and so for the pool.
pub struct PoolWork<'a> {
    /// What the program says.
    pub verdict: ProgramVerdict<'a>,
    /// Whether it holds whatever the open values turn out to be.
    pub is_sure: bool,
}

/// What a short result is made of.
pub struct Summary<'a> {
    /// What it is said with.
    pub card: Context<'a>,
    /// The verdicts of what is sure.
    pub assessment: &'a Assessment<'a>,
    /// The person, with everything open at its least.
    pub person: &'a Person,
    /// The occupations agreed to, also those without dates.
    pub told: &'a [NocCode],
    /// What the programs say.
    pub programs: &'a [PoolWork<'a>],
    /// The person with every open value at its most.
    pub most: &'a Person,
    /// The day on which it is said.
    pub today: Date,
}

/// The short result: at most twelve lines.
pub fn summary(of: &Summary<'_>) -> Rich {
    let mut lines = of.heading();
    let (by_work, mut others) = (of.verdict(), of.person_lines());
    // Best news first, and what may take it back directly below.
    let (first, then) = if of.is_met_beside_work() {
        let is_in_vain = of.is_shut_out() && !of.person.experience.is_empty();
        others.extend(is_in_vain.then(|| of.text("summary-no-program")));
        (others, by_work)
    } else {
        (by_work, others)
    };
    lines.extend(first);
    lines.extend(then);
    lines.extend(of.pool_line());
    lines.extend(of.round_line());
    lines.push(of.text("summary-quebec"));
    lines.extend(of.next_line());
    Rich::lines(lines)
}

/// What the short result says of the categories that count work.
pub fn verdict(of: &Summary<'_>) -> Vec<Rich> {
    of.verdict()
}

/// Which programs count the work as enough.
pub fn pool(of: &Summary<'_>) -> Option<Rich> {
    of.pool_line()
}

impl<'a> Summary<'a> {
    fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Rich {
        self.card.localizer.format(id, args)
    }

    fn text(&self, id: &str) -> Rich {
        self.card.localizer.text(id)
    }

    /// That other rules than today's are gone by, or that the lists changed since.
    fn heading(&self) -> Vec<Rich> {
        let rules = self.assessment.rules.effective_from;
        let in_force = self.card.presenter.data.rules.in_force_on(self.today);
        let is_current = in_force.is_ok_and(|set| set.effective_from == rules);
        let old = (!is_current).then(|| {
            let date = self.card.localizer.day(rules);
            self.format("summary-old-rules", &[("date", date.into())])
        });
        old.into_iter().chain(self.card.lists_changed()).collect()
    }

    /// The verdicts of the categories that count work, best first; among those to come, the soonest.
    fn judged(&self) -> Vec<&'a CategoryVerdict<'a>> {
        let verdicts = self.assessment.verdicts.iter();
        let mut judged: Vec<_> = verdicts.filter(|judged| judged.work.is_some()).collect();
        judged.sort_by_key(|judged| {
            let day = judged.work.as_ref().and_then(|work| work.qualifies_on);
            (judged.verdict, day.is_none(), day)
        });
        judged
    }

    fn verdict(&self) -> Vec<Rich> {
        let judged = self.judged();
        let best = judged.first().map(|judged| judged.verdict);
        match best {
            None => self.unlisted(),
            Some(verdict) => {
                let same: Vec<_> = judged
                    .into_iter()
                    .filter(|judged| judged.verdict == verdict)
                    .take(MAX_HEADLINES)
                    .collect();
                self.headlines(&same)
            }
        }
    }

    /// The headlines, with the hours of each occupation told once, below the last category that counts it.
    fn headlines(&self, judged: &[&CategoryVerdict<'_>]) -> Vec<Rich> {
        let mut lines = Vec::new();
        for (at, judged_one) in judged.iter().enumerate() {
            let Some((work, noc, rule)) = worked(judged_one) else {
                continue;
            };
            // A caveat that holds for several categories is said once.
            let headline = self.headline(judged_one, work, noc, rule).into_iter();
            let new: Vec<Rich> = headline.filter(|line| !lines.contains(line)).collect();
            lines.extend(new);
            let same_follows = judged[at + 1..].iter().any(|next| {
                worked(next).is_some_and(|(next, other, _)| other == noc && next == work)
            });
            if !same_follows {
                lines.push(self.hours_line(judged_one, work, noc, rule));
                lines.extend(self.when_line(judged_one, work, noc, rule));
            }
        }
        lines
    }

    /// The verdict on one category, and directly below it the caveat that can decide.
    fn headline(
        &self,
        judged: &CategoryVerdict<'_>,
        work: &Work,
        noc: NocCode,
        rule: &WorkRule,
    ) -> Vec<Rich> {
        let name = [(
            "category",
            judged
                .category
                .short_name
                .get(self.card.localizer.lang)
                .into(),
        )];
        let counted = || counted(self.person, noc, rule);
        let any_is = |is: fn(&Spell) -> bool| counted().any(is);
        let student: fn(&Spell) -> bool = |spell| spell.flags.student;
        let own: fn(&Spell) -> bool = |spell| spell.flags.self_employed;
        if judged.verdict == Verdict::Eligible {
            let id = if is_page_silent(counted()) {
                "summary-possibly"
            } else {
                "summary-eligible"
            };
            let mut lines = vec![self.format(id, &name)];
            if self.is_shut_out() {
                lines.push(self.text("summary-no-program"));
            }
            if any_is(student) {
                lines.push(self.text("summary-student"));
            } else if any_is(own) {
                let in_canada =
                    counted().any(|spell| own(spell) && spell.country == Country::Canada);
                lines.push(self.text(if in_canada {
                    "summary-self-canada"
                } else {
                    "summary-self-abroad"
                }));
            }
            return lines;
        }
        let may_be_met = self.most_credited(judged) >= work.required;
        let id = match (work.lapsed_on, work.qualifies_on) {
            _ if may_be_met => "summary-open",
            (Some(_), None) => "summary-no-longer",
            _ => "summary-not-yet",
        };
        vec![self.format(id, &name)]
    }

    /// The hours counted for a category if every open value is at its most.
    fn most_credited(&self, judged: &CategoryVerdict<'_>) -> Credit {
        let in_occupation = |spell: &&Spell| Some(spell.noc) == judged.noc;
        let spells = self.most.experience.iter().filter(in_occupation);
        let person = Person {
            experience: spells.cloned().collect(),
            ..Person::default()
        };
        let most = assess(self.assessment.rules, &person, self.today).ok();
        let same = |most: &&CategoryVerdict<'_>| most.category.id == judged.category.id;
        let most = most.as_ref().and_then(|most| {
            let most = most.verdicts.iter().find(same)?;
            most.work.as_ref()
        });
        let counted = most.or(judged.work.as_ref());
        counted.map_or(Credit::ZERO, |work| work.credited)
    }

    fn hours_line(
        &self,
        judged: &CategoryVerdict<'_>,
        work: &Work,
        noc: NocCode,
        rule: &WorkRule,
    ) -> Rich {
        let localizer = self.card.localizer;
        let args = [
            ("title", self.card.short_name(noc).into()),
            ("code", noc.as_str().into()),
            (
                "credited",
                localizer.number(work.credited.to_tenths()).into(),
            ),
            (
                "required",
                localizer.number(work.required.to_tenths()).into(),
            ),
            ("months", rule.months.into()),
        ];
        let most = self.most_credited(judged);
        let id = match judged.verdict {
            _ if most == work.credited => "summary-hours",
            Verdict::Eligible => "summary-hours-least",
            _ => "summary-hours-most",
        };
        let most = [("most", localizer.number(most.to_tenths()).into())];
        let args = [&args[..], &most[..]].concat();
        self.format(id, &args)
    }

    /// Since when, until when, from when, or what is missing.
    fn when_line(
        &self,
        judged: &CategoryVerdict<'_>,
        work: &Work,
        noc: NocCode,
        rule: &WorkRule,
    ) -> Option<Rich> {
        let localizer = self.card.localizer;
        let goes_on = counted(self.person, noc, rule).any(|spell| spell.end.is_none());
        let day = |day: Date| localizer.day(day).into();
        let is_open = self.most_credited(judged) != work.credited;
        if is_open && judged.verdict != Verdict::Eligible {
            let needs_canada = rule.place == Place::Canada;
            return needs_canada.then(|| self.text("summary-only-canada"));
        }
        if judged.verdict == Verdict::Eligible {
            let since = work
                .met_since
                .filter(|since| *since >= self.assessment.rules.effective_from);
            let until = work.lapses_on;
            return Some(match (since, until) {
                (Some(since), None) => self.format("summary-since-stays", &[("date", day(since))]),
                (None, None) => self.text("summary-stays"),
                (_, Some(lapses)) => {
                    // The day on which it lapses is the first on which it is not met.
                    let until = lapses.saturating_sub(Span::new().days(1));
                    let id = if goes_on {
                        "summary-until-open"
                    } else {
                        "summary-until"
                    };
                    self.format(
                        id,
                        &[("date", day(until)), ("years", rule.years_back.into())],
                    )
                }
            });
        }
        if let Some(from) = work.qualifies_on {
            return Some(self.format("summary-from", &[("date", day(from))]));
        }
        if let Some(lapsed) = work
            .lapsed_on
            .filter(|lapsed| *lapsed > self.assessment.rules.effective_from)
        {
            // The day on which it lapsed is the first on which it was not met.
            let last = lapsed.saturating_sub(Span::new().days(1));
            let args = [("date", day(last)), ("years", rule.years_back.into())];
            return Some(self.format("summary-lapsed", &args));
        }
        if goes_on {
            return Some(self.format("summary-never", &[("years", rule.years_back.into())]));
        }
        if rule.place == Place::Canada && counted(self.person, noc, rule).next().is_none() {
            return Some(self.text("summary-only-canada"));
        }
        let missing = work.required.to_tenths() - work.credited.to_tenths();
        let months = missing / f64::from(self.assessment.rules.counting.hours_per_month);
        let args = [
            ("missing", localizer.number(missing).into()),
            (
                "months",
                localizer.number((10.0 * months).ceil() / 10.0).into(),
            ),
            ("years", rule.years_back.into()),
        ];
        Some(self.format("summary-missing", &args))
    }

    /// Nobody's list holds the occupation: what is left.
    fn unlisted(&self) -> Vec<Rich> {
        let unpaid = self.assessment.rules.categories.iter().find(|category| {
            matches!(category.requirement, Requirement::Work(_))
                && self.told.iter().any(|noc| category.lists(*noc))
        });
        if let Some(category) = unpaid {
            let name = category.short_name.get(self.card.localizer.lang);
            return vec![self.format("summary-unpaid", &[("category", name.into())])];
        }
        let has_military = self.assessment.verdicts.iter().any(|judged| {
            matches!(judged.category.requirement, Requirement::Military(_))
                && judged.verdict != Verdict::NotListed
        });
        if has_military {
            return Vec::new();
        }
        let mut lines = vec![self.text("summary-unlisted")];
        lines.extend(self.told.iter().take(MAX_HEADLINES).map(|&noc| {
            let args = [
                ("title", self.card.short_name(noc).into()),
                ("code", noc.as_str().into()),
            ];
            let teer = self.card.group(noc).map_or(0, |group| group.teer().level());
            let highest = self.card.presenter.data.programs.highest_teer();
            if teer > highest {
                let levels = [("teer", teer.into()), ("highest", highest.into())];
                self.format("summary-low-teer", &[&args[..], &levels[..]].concat())
            } else {
                self.format("summary-occupation", &args)
            }
        }));
        lines.push(self.text(if self.has_no_program() {
            "summary-other-rounds-shut"
        } else {
            "summary-other-rounds"
        }));
        lines
    }

    /// Whether the work opens the pool, program by program; those that count no work of this kind are left out but for
    /// the ones everybody asks about.
    fn pool_line(&self) -> Option<Rich> {
        let localizer = self.card.localizer;
        if self.person.experience.is_empty() {
            return None;
        }
        let part = |pool: &PoolWork<'_>| {
            let program = pool.verdict.program;
            let name = [("program", program.short_name.get(localizer.lang).into())];
            let in_canada = program.rule.place == Place::Canada;
            let id = match (pool.is_sure, pool.verdict.work) {
                (false, _) => "summary-pool-open",
                (true, ProgramWork::Met) => "summary-pool-met",
                (true, ProgramWork::NotYet) => "summary-pool-not-yet",
                (true, ProgramWork::None)
                    if in_canada && self.none_in_canada() && !self.has_no_program() =>
                {
                    "summary-pool-none-canada"
                }
                // A program of listed trades says nothing to other people.
                (true, ProgramWork::None) if program.occupations.are_listed() => return None,
                (true, ProgramWork::None) => "summary-pool-none",
            };
            Some(self.format(id, &name))
        };
        let parts: Vec<Rich> = self.programs.iter().filter_map(part).collect();
        let joined = Rich::join(parts, " · ");
        (!joined.is_empty()).then(|| self.format("summary-pool", &[("programs", joined.into())]))
    }

    fn none_in_canada(&self) -> bool {
        let mut spells = self.person.experience.iter();
        spells.all(|spell| spell.country != Country::Canada)
    }

    /// Whether no program counts the work as enough, whatever is open.
    fn is_shut_out(&self) -> bool {
        let shut = |pool: &PoolWork<'_>| pool.is_sure && pool.verdict.work != ProgramWork::Met;
        !self.programs.is_empty() && self.programs.iter().all(shut)
    }

    /// Whether no program counts work of this kind, whatever is open.
    fn has_no_program(&self) -> bool {
        let none = |pool: &PoolWork<'_>| pool.is_sure && pool.verdict.work == ProgramWork::None;
        let is_told = !self.person.experience.is_empty();
        is_told && !self.programs.is_empty() && self.programs.iter().all(none)
    }

    /// Whether the person may be in the rounds of a program, or in those of all programs.
    fn may_be_in(&self, stream: &str) -> bool {
        let mut programs = self.programs.iter();
        let may = |pool: &PoolWork<'_>| !pool.is_sure || pool.verdict.work == ProgramWork::Met;
        let own = self
            .programs
            .iter()
            .find(|pool| pool.verdict.program.id == stream);
        match own {
            _ if self.person.experience.is_empty() => true,
            Some(own) => may(own),
            None => programs.any(may),
        }
    }

    /// What French and military service give, where they were told.
    fn person_lines(&self) -> Vec<Rich> {
        let line = |judged: &CategoryVerdict<'_>| {
            let name = (
                "category",
                Arg::from(judged.category.short_name.get(self.card.localizer.lang)),
            );
            let requirement = || {
                let said = self.card.requirement(judged.category);
                ("requirement", Arg::from(said))
            };
            match (&judged.category.requirement, judged.verdict) {
                (Requirement::Work(_), _) | (_, Verdict::NotListed | Verdict::NotYet) => None,
                (Requirement::Language(_), Verdict::Unknown) => None,
                (_, Verdict::Eligible) => Some(self.format("summary-eligible", &[name])),
                (Requirement::Military(rule), Verdict::No) => {
                    let missing = ("missing", self.missing_of_service(*rule).into());
                    Some(self.format("summary-no-military", &[name, missing, requirement()]))
                }
                (_, Verdict::No) => Some(self.format("summary-no", &[name, requirement()])),
                (_, Verdict::Unknown) => {
                    Some(self.format("summary-unknown", &[name, requirement()]))
                }
            }
        };
        self.assessment.verdicts.iter().filter_map(line).collect()
    }

    /// What of the conditions of military service was told to be missing.
    fn missing_of_service(&self, rule: MilitaryRule) -> Rich {
        let told = self.person.military;
        let too_short = |years: f64| years < f64::from(rule.years_of_service);
        let conditions = [
            (told.serving == Some(false), "military-serving", 0),
            (
                told.years.is_some_and(too_short),
                "military-years",
                rule.years_of_service,
            ),
            (
                told.caf_offer == Some(false),
                "military-offer",
                rule.offer_years,
            ),
            (
                told.credential == Some(false),
                "military-credential",
                rule.credential_years,
            ),
        ];
        let missing = conditions
            .into_iter()
            .filter(|(is_missing, ..)| *is_missing);
        let parts = missing.map(|(_, id, years)| self.format(id, &[("years", years.into())]));
        Rich::join(parts, ", ")
    }

    /// The last round known of the best category; of the programs without a list where there is no category.
    fn round_line(&self) -> Option<Rich> {
        let localizer = self.card.localizer;
        let published = self.card.presenter.data.published();
        let known = localizer.day(published.rounds.known_to()?);
        let latest = |stream: &str| {
            let round = published.rounds.latest(stream, self.today)?;
            let date = localizer.day(round.date);
            Some([
                ("date", date.into()),
                ("score", usize::from(round.cut_off).into()),
            ])
        };
        let Some(category) = self.best_category() else {
            let line = |program: &str| {
                let name = [(
                    "program",
                    localizer.text(&format!("program-{program}")).into(),
                )];
                let args = [&name[..], &latest(program)?[..]].concat();
                Some(self.format("summary-round-program", &args))
            };
            let streams = WITHOUT_LIST
                .into_iter()
                .filter(|stream| self.may_be_in(stream));
            let lines: Vec<Rich> = streams.filter_map(line).collect();
            if lines.is_empty() {
                return None;
            }
            let count = ("count", lines.len().into());
            let rounds = ("rounds", Arg::from(Rich::join(lines, " · ")));
            let args = [count, rounds, ("known", known.into())];
            return Some(self.format("summary-round-programs", &args));
        };
        let known = [("known", Arg::from(known))];
        Some(match latest(&category.id) {
            None => self.format("summary-no-round", &known),
            Some(round) => {
                let last = published.rounds.latest(&category.id, self.today);
                let is_quiet = last.is_some_and(|last| is_quiet_since(last.date, self.today));
                let id = if is_quiet {
                    "summary-round-quiet"
                } else {
                    "summary-round"
                };
                self.format(id, &[&round[..], &known[..]].concat())
            }
        })
    }

    /// Whether nothing is met by work, but something by French or military service.
    fn is_met_beside_work(&self) -> bool {
        let met = |judged: &CategoryVerdict<'_>| judged.verdict == Verdict::Eligible;
        let by_work = self.judged();
        !by_work.iter().any(|judged| met(judged)) && self.assessment.verdicts.iter().any(met)
    }

    /// The category that the headline is about.
    fn best_category(&self) -> Option<&'a Category> {
        if !self.is_met_beside_work()
            && let Some(judged) = self.judged().first()
        {
            return Some(judged.category);
        }
        let verdicts = self.assessment.verdicts.iter();
        let met = |judged: &&CategoryVerdict<'_>| judged.verdict == Verdict::Eligible;
        verdicts.filter(met).map(|judged| judged.category).next()
    }

    fn next_line(&self) -> Option<Rich> {
        let noc = self
            .judged()
            .first()
            .and_then(|judged| judged.noc)
            .or_else(|| self.told.first().copied())?;
        let lang = self.card.localizer.lang;
        let link = self
            .card
            .presenter
            .links
            .noc_profile(noc, self.card.rules.noc, lang);
        Some(self.format("summary-next", &[("link", link.into())]))
    }
}

/// The parts of a verdict on a category that counts work.
fn worked<'v>(judged: &'v CategoryVerdict<'_>) -> Option<(&'v Work, NocCode, &'v WorkRule)> {
    match (&judged.work, judged.noc, &judged.category.requirement) {
        (Some(work), Some(noc), Requirement::Work(rule)) => Some((work, noc, rule)),
        _ => None,
    }
}

/// The paid work that counts for a category in an occupation.
pub(super) fn counted<'p>(
    person: &'p Person,
    noc: NocCode,
    rule: &WorkRule,
) -> impl Iterator<Item = &'p Spell> {
    let place = rule.place;
    let counts = move |spell: &&Spell| spell.is_paid_work() && place.includes(spell.country);
    let spells = person.experience.iter();
    spells.filter(move |spell| spell.noc == noc && counts(spell))
}

/// Whether all the work is of kinds that the official page does not mention.
pub(super) fn is_page_silent<'p>(counted: impl Iterator<Item = &'p Spell>) -> bool {
    let mut counted = counted.peekable();
    counted.peek().is_some()
        && counted.all(|spell| spell.flags.student || spell.flags.self_employed)
}
