//! The question of every step, with its buttons.

use jiff::Span;
use jiff::civil::Date;

use super::flow::{military_rule, work_rules};
use super::press::{Press, PressData};
use super::state::{Choice, Field, MilitaryQuestion, State, Step};
use super::{Button, Dialogue, Reply};
use crate::answer::{self, Arg};
use crate::draws::HIGHEST_CRS;
use crate::eligibility::WorkKind;
use crate::eligibility::{Country, Requirement, StatedDate};
use crate::noc::NocCode;
use crate::text::Rich;

/// The starts offered as buttons, in years before today.
const USUAL_STARTS: [u8; 3] = [1, 2, 3];
/// The weekly hours offered as buttons, in hundredths.
pub(super) const USUAL_HOURS: [u16; 4] = [4_000, 3_750, 3_000, 2_000];
/// How many jobs the list of answers to change shows.
const MAX_JOBS_SHOWN: usize = 12;

/// Builds the buttons of one question.
pub(super) struct Buttons {
    pub(super) turn: u32,
    pub(super) rows: Vec<Vec<Button>>,
}

impl Buttons {
    /// No button yet; those to come count until the conversation goes on.
    pub fn of(state: &State) -> Self {
        Self::from_turn(state.turn)
    }

    /// No button yet; those to come count as long as the conversation's turn is this one.
    pub fn from_turn(turn: u32) -> Self {
        Buttons {
            turn,
            rows: Vec::new(),
        }
    }

    pub fn row<L: Into<Rich>>(&mut self, buttons: impl IntoIterator<Item = (L, Press)>) {
        let turn = self.turn;
        let button = |(label, press): (L, Press)| Button {
            label: label.into().into_plain(),
            data: PressData { turn, press }.to_string(),
        };
        self.rows.push(buttons.into_iter().map(button).collect());
    }

    pub(super) fn one(&mut self, label: impl Into<Rich>, press: Press) {
        self.row([(label, press)]);
    }
}

impl Dialogue<'_> {
    /// The open question of `state`.
    pub(super) fn question(&self, state: &State) -> Reply {
        let mut buttons = Buttons::of(state);
        let localizer = self.localizer(state);
        let text = match &state.step {
            Step::Job => {
                if !state.told.occupations.is_empty() {
                    buttons.one(localizer.text("button-show-result"), Press::ShowResult);
                }
                localizer.text("ask-job")
            }
            Step::Confirm(found) => self.ask_confirm(state, found, &mut buttons),
            Step::Choose(found) => self.ask_choose(state, found, &mut buttons),
            Step::AboutJob { field, .. } => self.ask_about_job(state, *field, &mut buttons),
            Step::WhichDate { options, .. } => {
                for &option in options {
                    let press = match option {
                        StatedDate::Day(day) => Press::Day(day),
                        StatedDate::Month(first) => Press::Month(first),
                        StatedDate::Year(_) => Press::Month(option.as_start()),
                    };
                    buttons.one(localizer.stated(option), press);
                }
                localizer.text("ask-which-date")
            }
            Step::WhichHours { low, high, .. } => {
                let hours = |hours: f64| {
                    let label = localizer
                        .format("button-hours", &[("hours", localizer.number(hours).into())]);
                    (label, Press::Hours((hours * 100.0).round() as u16))
                };
                buttons.row([hours(*low), hours(*high)]);
                localizer.text("ask-which-hours")
            }
            Step::More => self.ask_more(state, &mut buttons),
            Step::French => {
                buttons.one(localizer.text("button-no-test"), Press::NoFrenchTest);
                if let Some(nclc) = self.french_level(state) {
                    buttons.one(
                        localizer.format("button-french-in-all", &[("nclc", nclc.into())]),
                        Press::FrenchInAll,
                    );
                }
                localizer.text("ask-french")
            }
            Step::Military(question) => self.ask_military(state, *question, &mut buttons),
            Step::Result => {
                self.result_buttons(state, &mut buttons);
                self.result(state)
            }
            Step::Score => localizer.format("ask-score", &[("highest", HIGHEST_CRS.into())]),
            Step::Edit => self.ask_edit(state, &mut buttons),
            Step::EditJob(at) => {
                for field in Field::ALL.into_iter().filter(Field::is_of_a_job) {
                    let label = localizer.text(&format!("button-field-{}", field.tag()));
                    buttons.one(label, Press::EditField(field));
                }
                let job = state.told.jobs.get(*at);
                let summary = job.map_or_else(Rich::default, |job| self.summary(state, job));
                localizer.format("ask-edit-job", &[("summary", summary.into())])
            }
        };
        if !state.past.is_empty() && !matches!(state.step, Step::Result) {
            buttons.one(localizer.text("button-back"), Press::Back);
        }
        let takes_numbers = matches!(
            state.step,
            Step::AboutJob {
                field: Field::Hours,
                ..
            } | Step::WhichHours { .. }
                | Step::Military(MilitaryQuestion::Years)
                | Step::Score
        );
        Reply {
            text,
            buttons: buttons.rows,
            takes_numbers,
            picture: None,
        }
    }

    fn ask_confirm(&self, state: &State, found: &[Choice], buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        let Some(first) = found.first() else {
            return localizer.text("ask-job");
        };
        let yes = (localizer.text("button-yes"), Press::Yes);
        let others = (localizer.text("button-show-others"), Press::ShowOthers);
        let has_others = found.len() > 1;
        buttons.row(std::iter::once(yes).chain(has_others.then_some(others)));
        answer::confirm_card(self.context(state), first.noc, &first.matched)
    }

    fn ask_choose(&self, state: &State, found: &[Choice], buttons: &mut Buttons) -> Rich {
        for choice in found {
            buttons.one(
                answer::candidate_label(self.context(state), choice.noc),
                Press::Pick(choice.noc),
            );
        }
        let localizer = self.localizer(state);
        buttons.one(localizer.text("button-none-of-these"), Press::NoneOfThese);
        localizer.text("choose")
    }

    fn ask_about_job(&self, state: &State, field: Field, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        match field {
            Field::End => {
                buttons.one(localizer.text("button-still-there"), Press::StillThere);
                localizer.text("ask-end")
            }
            Field::Hours => {
                buttons.row(USUAL_HOURS.map(|hundredths| {
                    let hours = localizer.number(f64::from(hundredths) / 100.0);
                    (
                        localizer.format("button-hours", &[("hours", hours.into())]),
                        Press::Hours(hundredths),
                    )
                }));
                localizer.text("ask-hours")
            }
            Field::Country => {
                buttons.row([
                    (
                        localizer.text("button-canada"),
                        Press::Where(Country::Canada),
                    ),
                    (
                        localizer.text("button-abroad"),
                        Press::Where(Country::Abroad),
                    ),
                ]);
                localizer.text("ask-country")
            }
            Field::Kind => {
                for kind in WorkKind::ALL {
                    buttons.one(
                        localizer.text(&format!("button-kind-{}", kind.tag())),
                        Press::Kind(kind),
                    );
                }
                localizer.text("ask-kind")
            }
            Field::Start | Field::Remove | Field::French | Field::Military => {
                if let Some(heard) = state.told.heard_start {
                    let press = match heard {
                        StatedDate::Day(day) => Press::Day(day),
                        StatedDate::Month(first) => Press::Month(first),
                        StatedDate::Year(_) => Press::Month(heard.as_start()),
                    };
                    let date = [("date", localizer.stated(heard).into())];
                    buttons.one(localizer.format("button-heard-start", &date), press);
                }
                for years in USUAL_STARTS {
                    let day = self.years_ago(years);
                    let month = localizer.month(day);
                    let args = [("years", years.into()), ("month", month.into())];
                    buttons.one(localizer.format("button-years-ago", &args), Press::Day(day));
                }
                localizer.text("ask-start")
            }
        }
    }

    fn years_ago(&self, years: u8) -> Date {
        self.today.saturating_sub(Span::new().years(years))
    }

    fn ask_more(&self, state: &State, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        let told = &state.told;
        if !told.jobs.is_empty() {
            buttons.one(localizer.text("button-another-job"), Press::AnotherJob);
        }
        buttons.one(
            localizer.text("button-another-occupation"),
            Press::AnotherOccupation,
        );
        buttons.one(localizer.text("button-show-result"), Press::ShowResult);
        if !told.jobs.is_empty() {
            buttons.one(localizer.text("button-edit"), Press::Edit);
        }
        let rules = self.rules(state);
        let years = |noc: &NocCode| work_rules(rules, *noc).map(|rule| rule.years_back).max();
        let any_category = || {
            rules
                .categories
                .iter()
                .filter_map(|category| match &category.requirement {
                    Requirement::Work(rule) => Some(rule.years_back),
                    _ => None,
                })
        };
        let years = told
            .occupations
            .iter()
            .filter_map(years)
            .max()
            .or_else(|| any_category().max())
            .unwrap_or(0);
        let question = localizer.format("ask-more", &[("years", years.into())]);
        match told.jobs.last().map(|job| self.summary(state, job)) {
            None => question,
            Some(summary) => {
                let noted = localizer.format("job-told", &[("summary", summary.into())]);
                Rich::paragraphs([noted, question])
            }
        }
    }

    /// The level that the language category asks for, where there is one.
    pub(super) fn french_level(&self, state: &State) -> Option<u8> {
        self.rules(state)
            .categories
            .iter()
            .find_map(|category| match category.requirement {
                Requirement::Language(rule) => Some(rule.lowest_nclc),
                _ => None,
            })
    }

    fn ask_military(
        &self,
        state: &State,
        question: MilitaryQuestion,
        buttons: &mut Buttons,
    ) -> Rich {
        let localizer = self.localizer(state);
        let rule = military_rule(self.rules(state), &state.told);
        let years = |of: fn(crate::eligibility::MilitaryRule) -> u8| {
            [("years", Arg::from(rule.map_or(0, of)))]
        };
        if question != MilitaryQuestion::Years {
            buttons.row([
                (localizer.text("button-true"), Press::Yes),
                (localizer.text("button-false"), Press::No),
            ]);
        }
        match question {
            MilitaryQuestion::Serving => localizer.text("ask-military-serving"),
            MilitaryQuestion::Years => localizer.text("ask-military-years"),
            MilitaryQuestion::Offer => {
                localizer.format("ask-military-offer", &years(|rule| rule.offer_years))
            }
            MilitaryQuestion::Credential => localizer.format(
                "ask-military-credential",
                &years(|rule| rule.credential_years),
            ),
        }
    }

    fn ask_edit(&self, state: &State, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        let skipped = state.told.jobs.len().saturating_sub(MAX_JOBS_SHOWN);
        for (at, job) in state.told.jobs.iter().enumerate().skip(skipped) {
            let (start, end) = self.dates_in_words(state, job);
            let title = self.context(state).title(job.noc);
            let args = [
                ("title", title.into()),
                ("start", start.into()),
                ("end", end.into()),
            ];
            buttons.one(
                localizer.format("button-edit-job", &args),
                Press::EditJob(at),
            );
        }
        let told = &state.told;
        let has_no_job = |noc: &&NocCode| told.jobs.iter().all(|job| job.noc != **noc);
        for &noc in told.occupations.iter().filter(has_no_job) {
            let title = [("title", self.context(state).title(noc).into())];
            buttons.one(localizer.format("button-drop", &title), Press::Drop(noc));
        }
        if state.told.french.is_some() {
            buttons.one(
                localizer.text("button-field-french"),
                Press::EditField(Field::French),
            );
        }
        if state.told.military.serving.is_some() {
            buttons.one(
                localizer.text("button-field-military"),
                Press::EditField(Field::Military),
            );
        }
        localizer.text("ask-edit")
    }

    fn result(&self, state: &State) -> Rich {
        let person = state.told.person();
        match crate::eligibility::assess(self.rules(state), &person, self.today) {
            Ok(assessment) => answer::result(
                self.context(state),
                &assessment,
                &person,
                &state.told.occupations,
                self.today,
            ),
            // A job told on an earlier day than `today`, which a front's clock set back.
            Err((_, error)) => error.to_string().into(),
        }
    }
}
