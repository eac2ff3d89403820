//! The words and buttons of every question.

use super::action::Action;
use super::buttons::Buttons;
use super::case::{Detail, Draft, MilitaryQuestion, Question, Standing};
use super::next::military_rule;
use super::{Dialogue, Reply, State};
use crate::answer::{Arg, candidate_label};
use crate::draws::HIGHEST_CRS;
use crate::eligibility::{Country, MilitaryRule, Requirement, WorkKind};
use crate::matching;
use crate::noc::NocCode;
use crate::text::Rich;

/// The weekly hours offered as buttons, in hundredths.
const USUAL_HOURS: [u16; 4] = [4_000, 3_750, 3_000, 2_000];
/// With more than this many misunderstandings in a row, the way out is offered.
const MISSES_BEFORE_WAY_OUT: u8 = 2;

impl Dialogue<'_> {
    /// The open question.
    pub fn question(&self, state: &State) -> Reply {
        let mut buttons = Buttons::of_turn(state.turn);
        let text = match state.open {
            Question::Job(at) => self.ask_job(state, at, &mut buttons),
            Question::Confirm(at) => self.ask_confirm(state, at, &mut buttons),
            Question::Choose(at) => self.ask_choose(state, self.job(state, at), &mut buttons),
            Question::Which(at, detail) => self.ask_which(state, at, detail, &mut buttons),
            Question::Detail(at, detail) => self.ask_detail(state, at, detail, &mut buttons),
            Question::Change(at) => self.ask_change(state, at, &mut buttons),
            Question::ChangeWhat => self.ask_change_what(state, &mut buttons),
            Question::More => {
                let localizer = self.localizer(state);
                buttons.row([
                    (localizer.text("button-nothing-more"), Action::ShowResult),
                    (localizer.text("button-more-work"), Action::MoreWork),
                ]);
                localizer.format("more", &[("years", self.years_back(state).into())])
            }
            Question::French => {
                let localizer = self.localizer(state);
                buttons.one(localizer.text("button-no-test"), Action::NoFrenchTest);
                if let Some(nclc) = self.french_level(state) {
                    let level = [("nclc", nclc.into())];
                    let label = localizer.format("button-french-in-all", &level);
                    buttons.one(label, Action::FrenchInAll);
                }
                localizer.text("ask-french")
            }
            Question::Military(question) => self.ask_military(state, question, &mut buttons),
            Question::Score => {
                let localizer = self.localizer(state);
                buttons.one(localizer.text("button-skip"), Action::Skip);
                localizer.format("ask-score", &[("highest", HIGHEST_CRS.into())])
            }
            Question::Result => {
                self.result_buttons(state, &mut buttons);
                self.result(state)
            }
        };
        let takes_numbers = matches!(
            state.open,
            Question::Detail(_, Detail::Hours)
                | Question::Military(MilitaryQuestion::Years)
                | Question::Score
        );
        Reply {
            text,
            buttons: buttons.rows,
            takes_numbers,
            ..Reply::default()
        }
    }

    /// The job at a place; an empty one where there is none.
    pub(super) fn job(&self, state: &State, at: usize) -> Draft {
        state.case.jobs.get(at).cloned().unwrap_or_default()
    }

    fn ask_job(&self, state: &State, at: Option<usize>, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        let told = at.map(|at| self.job(state, at));
        if state.case.jobs.iter().any(Draft::is_confirmed) {
            buttons.one(localizer.text("button-nothing-more"), Action::ShowResult);
        }
        if told.is_some() {
            buttons.one(localizer.text("button-leave-out"), Action::Skip);
        }
        match told {
            Some(job) if !job.words.is_empty() => {
                let words = Arg::from(job.words.clone());
                localizer.format("job-other-words", &[("words", words)])
            }
            Some(_) => localizer.text("job-in-words"),
            None if state.case.jobs.is_empty() => localizer.text("job"),
            None => localizer.text("job-next"),
        }
    }

    /// The draft card: all that was heard of a job, to agree to or to change.
    fn ask_confirm(&self, state: &State, at: usize, buttons: &mut Buttons) -> Rich {
        let job = self.job(state, at);
        let localizer = self.localizer(state);
        buttons.row([
            (localizer.text("button-right"), Action::Yes),
            (localizer.text("button-change"), Action::Edit),
        ]);
        let mut lines = vec![
            localizer.text("confirm-card"),
            Rich::from(self.job_title(state, &job)).bold(),
        ];
        let details = self.job_details(state, &job);
        lines.extend((!details.is_empty()).then(|| Rich::from(details)));
        // Other spells of the occupation are agreed to with it.
        let spells = state.case.jobs.iter().enumerate().filter(|(other, spell)| {
            *other != at && spell.standing == Standing::Sure && spell.noc() == job.noc()
        });
        let mut spells: Vec<&Draft> = spells.map(|(_, spell)| spell).collect();
        spells.sort_by_key(|spell| spell.start.first().map(|start| start.as_start()));
        let spells = spells.iter().map(|spell| self.job_details(state, spell));
        lines.extend(spells.filter(|told| !told.is_empty()).map(Rich::from));
        if let Some(noc) = job.noc() {
            let title = self.context(state).title(noc);
            if title != self.context(state).short_name(noc) {
                lines.insert(2, Rich::from(title));
            }
            let listing: Vec<_> = self.rules(state).categories_listing(noc).collect();
            lines.push(if listing.is_empty() {
                localizer.text("confirm-not-listed")
            } else {
                let names = self.context(state).names(listing.into_iter());
                localizer.format("confirm-listed", &[("categories", names.into())])
            });
        }
        Rich::lines(lines)
    }

    /// The question that tells the job's possible occupations apart, in words people use.
    pub(super) fn look_alike_question(
        &self,
        state: &State,
        job: &Draft,
    ) -> Option<&matching::Question> {
        let matcher = self.presenter.data.matcher_of(self.rules(state));
        let question = matcher.question_among(&job.words, &job.codes)?;
        let leads_to = |answer: &&matching::Answer| {
            let mut codes = answer.codes.iter();
            codes.any(|code| job.codes.contains(code))
        };
        // Once an answer was given, the rest is chosen from the list.
        (question.answers.iter().filter(leads_to).count() > 1).then_some(question)
    }

    fn ask_choose(&self, state: &State, job: Draft, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        let question = match self.look_alike_question(state, &job) {
            Some(question) => {
                for (at, answer) in (0..).zip(&question.answers) {
                    let codes: Vec<&str> = answer.codes.iter().map(NocCode::as_str).collect();
                    let label = format!("{} ({})", answer.text(state.lang), codes.join(", "));
                    let action = match answer.codes[..] {
                        [noc] => Action::Pick(noc),
                        _ => Action::Answer(at),
                    };
                    buttons.one(label, action);
                }
                Rich::from(question.text(state.lang)).bold()
            }
            None => {
                for &noc in &job.codes {
                    let label = candidate_label(self.context(state), noc);
                    buttons.one(label, Action::Pick(noc));
                }
                localizer.text("choose")
            }
        };
        self.offer_way_out(state, buttons);
        buttons.one(localizer.text("button-none-of-these"), Action::NoneOfThese);
        let details = self.job_details(state, &job);
        if details.is_empty() {
            return question;
        }
        let noted = localizer.format("noted", &[("details", details.into())]);
        Rich::lines([noted, question])
    }

    fn ask_which(&self, state: &State, at: usize, detail: Detail, buttons: &mut Buttons) -> Rich {
        let job = self.job(state, at);
        let readings = self.readings(state, &job, detail);
        for (place, label) in (0..).zip(readings) {
            buttons.one(label, Action::Reading(place));
        }
        let localizer = self.localizer(state);
        let is_odd = detail == Detail::Hours && job.has_odd_hours();
        let question = if is_odd {
            let other = localizer.text("button-other-hours");
            buttons.one(other, Action::EditDetail(Detail::Hours));
            localizer.text("which-hours-odd")
        } else {
            localizer.text(&format!("which-{}", detail.tag()))
        };
        self.offer_way_out(state, buttons);
        self.with_job_line(state, &job, question)
    }

    fn ask_detail(&self, state: &State, at: usize, detail: Detail, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        let job = self.job(state, at);
        let year = Self::year_alone(&job, detail);
        match detail {
            Detail::Start | Detail::Away => {}
            Detail::End => buttons.one(localizer.text("button-still-there"), Action::StillThere),
            Detail::Hours => buttons.row(USUAL_HOURS.map(|hundredths| {
                let hours = localizer.number(f64::from(hundredths) / 100.0);
                let label = localizer.format("button-hours", &[("hours", hours.into())]);
                (label, Action::Hours(hundredths))
            })),
            Detail::Country => buttons.row([
                (
                    localizer.text("button-canada"),
                    Action::Where(Country::Canada),
                ),
                (
                    localizer.text("button-abroad"),
                    Action::Where(Country::Abroad),
                ),
            ]),
            Detail::Kind => {
                for kind in WorkKind::ALL {
                    let label = localizer.text(&format!("button-kind-{}", kind.tag()));
                    buttons.one(label, Action::Kind(kind));
                }
            }
        }
        self.offer_way_out(state, buttons);
        let question = match year {
            Some(year) => {
                let id = format!("month-of-{}", detail.tag());
                localizer.format(&id, &[("year", year.to_string().into())])
            }
            None => localizer.text(match detail {
                Detail::Start => "ask-start",
                Detail::End => "ask-end",
                Detail::Hours => "ask-hours",
                Detail::Country => "ask-country",
                Detail::Kind => "ask-kind",
                Detail::Away => "ask-away",
            }),
        };
        self.with_job_line(state, &job, question)
    }

    /// After several misunderstandings, that the person cannot say.
    fn offer_way_out(&self, state: &State, buttons: &mut Buttons) {
        if state.misses >= MISSES_BEFORE_WAY_OUT {
            buttons.one(self.localizer(state).text("button-skip"), Action::Skip);
        }
    }

    /// A question below what was heard of its job.
    fn with_job_line(&self, state: &State, job: &Draft, question: Rich) -> Rich {
        Rich::lines([self.job_line(state, job).into(), question])
    }

    fn ask_change(&self, state: &State, at: usize, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        let job = self.job(state, at);
        let label = |tag: &str| localizer.text(&format!("button-field-{tag}"));
        buttons.row([
            (label("job"), Action::ShowOthers),
            (label("start"), Action::EditDetail(Detail::Start)),
            (label("end"), Action::EditDetail(Detail::End)),
        ]);
        buttons.row([
            (label("hours"), Action::EditDetail(Detail::Hours)),
            (label("country"), Action::EditDetail(Detail::Country)),
            (label("kind"), Action::EditDetail(Detail::Kind)),
        ]);
        buttons.row([
            (label("remove"), Action::RemoveJob),
            (localizer.text("button-back"), Action::Back),
        ]);
        let line = self.job_line(state, &job);
        localizer.format("change-job", &[("job", line.into())])
    }

    fn ask_change_what(&self, state: &State, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(state);
        for (at, job) in (0..).zip(&state.case.jobs) {
            buttons.one(self.job_line(state, job), Action::EditJob(at));
        }
        buttons.row([
            (localizer.text("button-more-work"), Action::MoreWork),
            (localizer.text("button-french"), Action::French),
        ]);
        buttons.one(localizer.text("button-back"), Action::Back);
        localizer.text("change-what")
    }

    fn ask_military(
        &self,
        state: &State,
        question: MilitaryQuestion,
        buttons: &mut Buttons,
    ) -> Rich {
        let localizer = self.localizer(state);
        if question != MilitaryQuestion::Years {
            buttons.row([
                (localizer.text("button-true"), Action::Yes),
                (localizer.text("button-false"), Action::No),
            ]);
        }
        self.offer_way_out(state, buttons);
        let rule = military_rule(&state.case, self.rules(state));
        let years = |of: fn(MilitaryRule) -> u8| [("years", Arg::from(rule.map_or(0, of)))];
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

    /// The level that the language category asks for, where there is one.
    pub(super) fn french_level(&self, state: &State) -> Option<u8> {
        let mut categories = self.rules(state).categories.iter();
        categories.find_map(|category| match category.requirement {
            Requirement::Language(rule) => Some(rule.lowest_nclc),
            _ => None,
        })
    }

    /// The longest time back that a category counts.
    fn years_back(&self, state: &State) -> u8 {
        let categories = self.rules(state).categories.iter();
        let years = categories.filter_map(|category| match &category.requirement {
            Requirement::Work(rule) => Some(rule.years_back),
            _ => None,
        });
        years.max().unwrap_or(0)
    }
}
