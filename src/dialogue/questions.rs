//! Answers to questions in between: what holds for everybody, and where it can be told, for the case at hand.

use jiff::ToSpan;

use super::case::Draft;
use super::pages::hopeful;
use super::{Dialogue, State};
use crate::answer::{self, Arg, Stream};
use crate::eligibility::{Occupations, Person, Program, Requirement, Verdict, WorkRule};
use crate::noc::Teer;
use crate::text::Rich;
use crate::understanding::{Heard, Topic};

impl Dialogue<'_> {
    /// True lines on what a message asks in between.
    pub(super) fn topic_answer(&self, state: &State, heard: &Heard, text: &str) -> Rich {
        let first = heard.topic.unwrap_or(Topic::OTHER);
        let topics = std::iter::once(first).chain(heard.also_topic);
        Rich::lines(topics.flat_map(|topic| self.about_topic(state, topic, text)))
    }

    fn about_topic(&self, state: &State, topic: Topic, text: &str) -> Vec<Rich> {
        let name = topic.name();
        let is_of_cut_off =
            name == "cut-off" || name == "round" && self.stream_named(state, text).is_some();
        let of_case = match name {
            _ if is_of_cut_off => self.last_round(state, text).into_iter().collect(),
            "round" | "category" => self.once_listed(state),
            "stop" => self.if_work_ended(state),
            "years-back" => self.programs_told(state),
            "programs" => {
                let mut lines = self.programs_told(state);
                let has_result = state.answered && state.case.jobs.iter().any(Draft::is_confirmed);
                let pool = has_result.then(|| self.with_summary(state, answer::pool));
                lines.extend(pool.flatten().flatten());
                lines
            }
            "until" => self.verdict_told(state),
            "bot" if state.case.jobs.is_empty() => {
                vec![self.localizer(state).text("topic-bot-start")]
            }
            _ => Vec::new(),
        };
        // What the case says of a cut-off or of a day stands for itself.
        if (is_of_cut_off || name == "until") && !of_case.is_empty() {
            return of_case;
        }
        let general = self.in_general(state, topic);
        std::iter::once(general).chain(of_case).collect()
    }

    /// What holds for everybody by the rules of the conversation.
    fn in_general(&self, state: &State, topic: Topic) -> Rich {
        let localizer = self.localizer(state);
        let links = &self.presenter.links;
        let level = self.french_level(state);
        let rules = self.rules(state);
        let rule = self.usual_work(state);
        let continuous = rule.is_some_and(|rule| rule.continuous);
        let months = rule.map_or(0, |rule| rule.months);
        let hours = rules.counting.hours_for(months).to_tenths();
        let args = [
            ("find", Arg::from(links.find_noc(state.lang))),
            ("categories", links.categories(state.lang).into()),
            ("rounds", links.rounds(state.lang).into()),
            ("count", rules.categories.len().into()),
            (
                "highest",
                self.presenter.data.programs.highest_teer().into(),
            ),
            ("nclc", level.unwrap_or_default().into()),
            ("most", crate::draws::HIGHEST_CRS.into()),
            ("hours", localizer.number(hours).into()),
            ("months", months.into()),
            ("years", rule.map_or(0, |rule| rule.years_back).into()),
            ("weekly", rules.counting.full_time_hours.into()),
            ("continuous", if continuous { "yes" } else { "no" }.into()),
        ];
        localizer.format(&format!("topic-{}", topic.name()), &args)
    }

    /// What the first category that counts work asks for.
    fn usual_work(&self, state: &State) -> Option<&WorkRule> {
        let categories = self.rules(state).categories.iter();
        categories
            .filter_map(|category| match &category.requirement {
                Requirement::Work(rule) => Some(rule),
                _ => None,
            })
            .next()
    }

    /// The last round of the category that the message names, or of the person's best one.
    fn last_round(&self, state: &State, text: &str) -> Option<Rich> {
        let card = self.context(state);
        let stream = self.stream_named(state, text).or_else(|| {
            let assessment = self.answer(state)?;
            hopeful(&assessment).first().copied().map(Stream::Category)
        })?;
        Some(answer::last_round(card, stream, self.today))
    }

    /// The category or program that a message names.
    fn stream_named(&self, state: &State, text: &str) -> Option<Stream<'_>> {
        let card = self.context(state);
        // What is asked about stands behind "the category of".
        let mut words = text.split(|c: char| !c.is_alphanumeric()).rev();
        let of_word = |word: &str| Stream::beginning(card, word);
        Stream::named(card, text).or_else(|| words.find_map(of_word))
    }

    /// Where occupations of the person were listed by rules that no longer apply.
    fn once_listed(&self, state: &State) -> Vec<Rich> {
        let told = state.case.occupations();
        answer::formerly_listed(self.context(state), &told).collect()
    }

    /// Until when each category met would be met if the work ended today.
    fn if_work_ended(&self, state: &State) -> Vec<Rich> {
        if !state.answered {
            return Vec::new();
        }
        let going_on = self.at_least(state);
        let mut ended: Person = going_on.clone();
        let yesterday = self.today.saturating_sub(1.day());
        for spell in &mut ended.experience {
            spell.end = spell.end.or(Some(yesterday));
        }
        if ended.experience == going_on.experience {
            return Vec::new();
        }
        let localizer = self.localizer(state);
        let assessment = self.assess(state, &ended);
        let judged = assessment
            .iter()
            .flat_map(|assessment| &assessment.verdicts);
        judged
            .filter(|judged| judged.verdict == Verdict::Eligible)
            .filter_map(|judged| {
                let until = judged.work.as_ref()?.lapses_on?;
                let last = until.saturating_sub(1.day());
                let args = [
                    (
                        "category",
                        judged.category.short_name.get(state.lang).into(),
                    ),
                    ("date", localizer.day(last).into()),
                ];
                Some(localizer.format("topic-stop-until", &args))
            })
            .collect()
    }

    /// Each program by its short name, with the work that it asks for.
    fn programs_told(&self, state: &State) -> Vec<Rich> {
        let card = self.context(state);
        let programs = self.presenter.data.programs.all().iter();
        let line = |program: &Program| {
            let (occupations, count, teers) = match &program.occupations {
                Occupations::Teers(teers) => ("teers", teers.len(), teers.as_slice()),
                Occupations::Listed(nocs) => ("listed", nocs.len(), &[][..]),
            };
            let teers: Vec<String> = teers.iter().map(Teer::to_string).collect();
            let args = [
                ("occupations", occupations.into()),
                ("count", count.into()),
                ("teers", teers.join(", ").into()),
                ("short", program.short_name.get(state.lang).into()),
                ("name", program.name.get(state.lang).into()),
                ("work", card.work(&program.rule).into()),
            ];
            card.localizer.format("topic-programs-one", &args)
        };
        programs.map(line).collect()
    }

    /// What the result says of when the category is met.
    fn verdict_told(&self, state: &State) -> Vec<Rich> {
        if !state.answered || !state.case.jobs.iter().any(Draft::is_confirmed) {
            return Vec::new();
        }
        self.with_summary(state, answer::verdict)
            .unwrap_or_default()
    }
}
