//! The words and buttons of every question.

use super::case::{Detail, Draft, Question};
use super::next::military_rule;
use super::{Interview, Talk};
use crate::answer::{Arg, candidate_label};
use crate::dialogue::Reply;
use crate::dialogue::press::Press;
use crate::dialogue::questions::Buttons;
use crate::dialogue::state::MilitaryQuestion;
use crate::draws::HIGHEST_CRS;
use crate::eligibility::{Country, MilitaryRule, Requirement, WorkKind};
use crate::text::Rich;

/// The weekly hours offered as buttons, in hundredths.
const USUAL_HOURS: [u16; 4] = [4_000, 3_750, 3_000, 2_000];
/// With more than this many misunderstandings in a row, the way out is offered.
const MISSES_BEFORE_WAY_OUT: u8 = 2;

impl Interview<'_> {
    /// The open question.
    pub fn question(&self, talk: &Talk) -> Reply {
        let mut buttons = Buttons::from_turn(talk.turn);
        let text = match talk.open {
            Question::Job(at) => self.ask_job(talk, at, &mut buttons),
            Question::Confirm(at) => self.ask_confirm(talk, self.job(talk, at), &mut buttons),
            Question::Choose(at) => self.ask_choose(talk, self.job(talk, at), &mut buttons),
            Question::Which(at, detail) => self.ask_which(talk, at, detail, &mut buttons),
            Question::Detail(at, detail) => self.ask_detail(talk, at, detail, &mut buttons),
            Question::Change(at) => self.ask_change(talk, at, &mut buttons),
            Question::ChangeWhat => self.ask_change_what(talk, &mut buttons),
            Question::More => {
                let localizer = self.localizer(talk);
                buttons.row([
                    (localizer.text("button-nothing-more"), Press::ShowResult),
                    (localizer.text("button-more-work"), Press::MoreWork),
                ]);
                localizer.format("more", &[("years", self.years_back(talk).into())])
            }
            Question::French => {
                let localizer = self.localizer(talk);
                buttons.one(localizer.text("button-no-test"), Press::NoFrenchTest);
                localizer.text("ask-french")
            }
            Question::Military(question) => self.ask_military(talk, question, &mut buttons),
            Question::Score => {
                let localizer = self.localizer(talk);
                buttons.one(localizer.text("button-skip"), Press::Skip);
                localizer.format("ask-score", &[("highest", HIGHEST_CRS.into())])
            }
            Question::Result => {
                self.result_buttons(talk, &mut buttons);
                self.result(talk)
            }
        };
        let takes_numbers = matches!(
            talk.open,
            Question::Detail(_, Detail::Hours)
                | Question::Military(MilitaryQuestion::Years)
                | Question::Score
        );
        Reply {
            text,
            buttons: buttons.rows,
            takes_numbers,
            picture: None,
        }
    }

    /// The job at a place; an empty one where there is none.
    pub(super) fn job(&self, talk: &Talk, at: usize) -> Draft {
        talk.case.jobs.get(at).cloned().unwrap_or_default()
    }

    fn ask_job(&self, talk: &Talk, at: Option<usize>, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(talk);
        let told = at.map(|at| self.job(talk, at));
        if talk.case.jobs.iter().any(Draft::is_confirmed) {
            buttons.one(localizer.text("button-nothing-more"), Press::ShowResult);
        }
        if told.is_some() {
            buttons.one(localizer.text("button-leave-out"), Press::Skip);
        }
        match told {
            Some(job) if !job.words.is_empty() => {
                let words = Arg::from(job.words.clone());
                localizer.format("job-other-words", &[("words", words)])
            }
            Some(_) => localizer.text("job-in-words"),
            None if talk.case.jobs.is_empty() => localizer.text("job"),
            None => localizer.text("job-next"),
        }
    }

    /// The draft card: all that was heard of a job, to agree to or to change.
    fn ask_confirm(&self, talk: &Talk, job: Draft, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(talk);
        buttons.row([
            (localizer.text("button-right"), Press::Yes),
            (localizer.text("button-change"), Press::Edit),
        ]);
        let mut lines = vec![
            localizer.text("confirm-card"),
            Rich::from(self.job_title(talk, &job)).bold(),
        ];
        let details = self.job_details(talk, &job);
        lines.extend((!details.is_empty()).then(|| Rich::from(details)));
        if let Some(noc) = job.noc() {
            let title = self.context(talk).title(noc);
            if title != self.context(talk).short_name(noc) {
                lines.insert(2, Rich::from(title));
            }
            let listing: Vec<_> = self.rules(talk).categories_listing(noc).collect();
            lines.push(if listing.is_empty() {
                localizer.text("confirm-not-listed")
            } else {
                let names = self.context(talk).names(listing.into_iter());
                localizer.format("confirm-listed", &[("categories", names.into())])
            });
        }
        Rich::lines(lines)
    }

    fn ask_choose(&self, talk: &Talk, job: Draft, buttons: &mut Buttons) -> Rich {
        for &noc in &job.codes {
            let label = candidate_label(self.context(talk), noc);
            buttons.one(label, Press::Pick(noc));
        }
        let localizer = self.localizer(talk);
        buttons.one(localizer.text("button-none-of-these"), Press::NoneOfThese);
        let question = localizer.text("choose");
        let details = self.job_details(talk, &job);
        if details.is_empty() {
            return question;
        }
        let noted = localizer.format("noted", &[("details", details.into())]);
        Rich::lines([noted, question])
    }

    fn ask_which(&self, talk: &Talk, at: usize, detail: Detail, buttons: &mut Buttons) -> Rich {
        let job = self.job(talk, at);
        let readings = self.readings(talk, &job, detail);
        for (place, label) in (0..).zip(readings) {
            buttons.one(label, Press::Reading(place));
        }
        let localizer = self.localizer(talk);
        let question = localizer.text(&format!("which-{}", detail.tag()));
        self.with_job_line(talk, &job, question)
    }

    fn ask_detail(&self, talk: &Talk, at: usize, detail: Detail, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(talk);
        let job = self.job(talk, at);
        let year = Self::year_alone(&job, detail);
        match detail {
            Detail::Start | Detail::Away => {}
            Detail::End => buttons.one(localizer.text("button-still-there"), Press::StillThere),
            Detail::Hours => buttons.row(USUAL_HOURS.map(|hundredths| {
                let hours = localizer.number(f64::from(hundredths) / 100.0);
                let label = localizer.format("button-hours", &[("hours", hours.into())]);
                (label, Press::Hours(hundredths))
            })),
            Detail::Country => buttons.row([
                (
                    localizer.text("button-canada"),
                    Press::Where(Country::Canada),
                ),
                (
                    localizer.text("button-abroad"),
                    Press::Where(Country::Abroad),
                ),
            ]),
            Detail::Kind => {
                for kind in WorkKind::ALL {
                    let label = localizer.text(&format!("button-kind-{}", kind.tag()));
                    buttons.one(label, Press::Kind(kind));
                }
            }
        }
        if talk.misses >= MISSES_BEFORE_WAY_OUT {
            buttons.one(localizer.text("button-skip"), Press::Skip);
        }
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
        self.with_job_line(talk, &job, question)
    }

    /// A question below what was heard of its job.
    fn with_job_line(&self, talk: &Talk, job: &Draft, question: Rich) -> Rich {
        Rich::lines([self.job_line(talk, job).into(), question])
    }

    fn ask_change(&self, talk: &Talk, at: usize, buttons: &mut Buttons) -> Rich {
        use crate::dialogue::state::Field;
        let localizer = self.localizer(talk);
        let job = self.job(talk, at);
        let label = |tag: &str| localizer.text(&format!("button-field-{tag}"));
        buttons.row([
            (label("job"), Press::ShowOthers),
            (label("start"), Press::EditField(Field::Start)),
            (label("end"), Press::EditField(Field::End)),
        ]);
        buttons.row([
            (label("hours"), Press::EditField(Field::Hours)),
            (label("country"), Press::EditField(Field::Country)),
            (label("kind"), Press::EditField(Field::Kind)),
        ]);
        buttons.row([
            (label("remove"), Press::EditField(Field::Remove)),
            (localizer.text("button-back"), Press::Back),
        ]);
        let line = self.job_line(talk, &job);
        localizer.format("change-job", &[("job", line.into())])
    }

    fn ask_change_what(&self, talk: &Talk, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(talk);
        for (at, job) in (0..).zip(&talk.case.jobs) {
            buttons.one(self.job_line(talk, job), Press::EditJob(at));
        }
        buttons.row([
            (localizer.text("button-more-work"), Press::MoreWork),
            (localizer.text("button-french"), Press::French),
        ]);
        buttons.one(localizer.text("button-back"), Press::Back);
        localizer.text("change-what")
    }

    fn ask_military(&self, talk: &Talk, question: MilitaryQuestion, buttons: &mut Buttons) -> Rich {
        let localizer = self.localizer(talk);
        if question != MilitaryQuestion::Years {
            buttons.row([
                (localizer.text("button-true"), Press::Yes),
                (localizer.text("button-false"), Press::No),
            ]);
        }
        if talk.misses >= MISSES_BEFORE_WAY_OUT {
            buttons.one(localizer.text("button-skip"), Press::Skip);
        }
        let rule = military_rule(&talk.case, self.rules(talk));
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

    /// The longest time back that a category counts.
    fn years_back(&self, talk: &Talk) -> u8 {
        let categories = self.rules(talk).categories.iter();
        let years = categories.filter_map(|category| match &category.requirement {
            Requirement::Work(rule) => Some(rule.years_back),
            _ => None,
        });
        years.max().unwrap_or(0)
    }
}
