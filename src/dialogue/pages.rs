//! The result and the pages behind it.

use super::action::{Action, Page};
use super::buttons::Buttons;
use super::case::Question;
use super::{Dialogue, Reply, State};
use crate::answer::{self, Stream, Summary};
use crate::eligibility::{Assessment, Category, Verdict};
use crate::text::Rich;

/// With more categories than this, the charts of the others are left to `/draws`.
const MAX_CHARTS_OFFERED: usize = 3;

impl Dialogue<'_> {
    /// The short result.
    pub(super) fn result(&self, state: &State) -> Rich {
        self.with_summary(state, answer::summary)
            .unwrap_or_else(|| self.localizer(state).text("result-impossible"))
    }

    /// What is said of everything that a short result is made of; none where the dates do not hold together.
    pub(super) fn with_summary<T>(
        &self,
        state: &State,
        say: impl Fn(&Summary<'_>) -> T,
    ) -> Option<T> {
        let person = self.at_least(state);
        let most = state.case.at_most(self.rules(state), self.today);
        let assessment = self.assess(state, &person)?;
        Some(say(&Summary {
            card: self.context(state),
            assessment: &assessment,
            most: &most,
            person: &person,
            told: &state.case.occupations(),
            programs: &self.programs_between(state, &person, &most),
            today: self.today,
        }))
    }

    pub(super) fn result_buttons(&self, state: &State, buttons: &mut Buttons) {
        let localizer = self.localizer(state);
        let label = |id: &str| localizer.text(id);
        buttons.row([
            (label("button-why"), Action::Page(Page::Why)),
            (label("button-others"), Action::Page(Page::Others)),
            (label("button-next"), Action::Page(Page::Next)),
        ]);
        let timeline = (label("button-timeline-short"), Action::Timeline);
        let has_work = state.case.jobs.iter().any(|job| job.is_confirmed());
        let score = (label("button-my-score"), Action::Score);
        let french = (label("button-french"), Action::French);
        buttons.row(
            has_work
                .then_some(timeline)
                .into_iter()
                .chain([score, french]),
        );
        let remind = self
            .reminders
            .is_some()
            .then(|| (label("button-remind"), Action::RemindMe));
        buttons.row(remind.into_iter().chain([
            (label("button-change"), Action::Edit),
            (label("button-start-over"), Action::StartOver),
        ]));
    }

    /// A message beside the result, with the result's buttons.
    pub(super) fn beside(&self, state: &State, text: Rich) -> Reply {
        let mut buttons = Buttons::of_turn(state.turn);
        if state.open == Question::Result {
            self.result_buttons(state, &mut buttons);
        }
        Reply {
            text,
            buttons: buttons.rows,
            ..Reply::default()
        }
    }

    /// A page behind the result.
    pub(super) fn page(&self, state: &State, page: Page) -> Reply {
        let person = self.at_least(state);
        let card = self.context(state);
        let told = state.case.occupations();
        let text = match (page, self.assess(state, &person)) {
            (Page::Next, _) => answer::next_steps(card, &told),
            (_, None) => self.localizer(state).text("result-impossible"),
            (Page::Others, Some(assessment)) => answer::other_categories(card, &assessment),
            (Page::Why, Some(assessment)) => {
                let most = state.case.at_most(self.rules(state), self.today);
                let why = answer::why(card, &assessment, &person, &most, &told, self.today);
                let mut lines = vec![why];
                lines.extend(self.assumed(state));
                Rich::paragraphs(lines)
            }
        };
        let mut reply = self.beside(state, text);
        if page == Page::Next {
            let localizer = self.localizer(state);
            let mut buttons = Buttons::of_turn(state.turn);
            let file = (localizer.text("button-calendar"), Action::Calendar);
            let chart = (localizer.text("button-chart"), Action::Chart(None));
            buttons.row([file, chart]);
            reply.buttons.splice(0..0, buttons.rows);
        }
        reply
    }

    /// What was taken for granted because nobody said otherwise, and what stayed open.
    fn assumed(&self, state: &State) -> Option<Rich> {
        let localizer = self.localizer(state);
        let jobs = || state.case.jobs.iter().filter(|job| job.is_confirmed());
        let mut lines = Vec::new();
        if jobs().any(|job| job.kind.is_none()) {
            lines.push(localizer.text("assumed-paid"));
        }
        if state.case.has_open_details(self.today) {
            lines.push(localizer.text("assumed-least"));
        }
        let away = jobs().flat_map(|job| &job.away);
        lines.extend(away.map(|away| {
            let away = self.away_in_words(state, away);
            localizer.format("assumed-away", &[("away", away.into())])
        }));
        (!lines.is_empty()).then(|| Rich::lines(lines))
    }

    pub(super) fn timeline_page(&self, state: &State) -> Reply {
        let person = self.at_least(state);
        let localizer = self.localizer(state);
        let drawn = self.assess(state, &person).and_then(|assessment| {
            answer::timeline(self.context(state), &assessment, &person, self.today)
        });
        let id = if drawn.is_some() {
            "timeline-caption"
        } else {
            "timeline-none"
        };
        Reply {
            picture: drawn,
            ..self.beside(state, localizer.text(id))
        }
    }

    /// The rounds of a category with their chart: of the one asked for, or of the person's best.
    pub(super) fn show_chart(&self, state: &State, asked: Option<&str>) -> Vec<Reply> {
        let card = self.context(state);
        let person = self.at_least(state);
        let assessment = self.assess(state, &person);
        let hopeful = assessment.as_ref().map_or_else(Vec::new, hopeful);
        let stream = match (asked, hopeful.first()) {
            (Some(id), _) => Stream::find(card, id),
            (None, Some(best)) => Some(Stream::Category(best)),
            (None, None) => Stream::all(card).find(|stream| matches!(stream, Stream::Program(_))),
        };
        let Some(stream) = stream else {
            return self.bad_press(state);
        };
        let mut buttons = Buttons::of_turn(state.turn);
        let others = hopeful.iter().filter(|category| category.id != stream.id());
        for other in others.take(MAX_CHARTS_OFFERED) {
            let name = [("category", other.short_name.get(state.lang).into())];
            let label = self.localizer(state).format("button-chart-of", &name);
            buttons.one(label, Action::Chart(Some(other.id.clone())));
        }
        let mut page = self.rounds_page(state, stream);
        page.buttons = buttons.rows;
        page.buttons
            .extend(self.beside(state, Rich::default()).buttons);
        vec![page]
    }

    /// A stream's latest rounds and their chart.
    pub(super) fn rounds_page(&self, state: &State, stream: Stream<'_>) -> Reply {
        let card = self.context(state);
        Reply {
            picture: answer::cut_off_chart(card, stream, state.case.score, self.today),
            ..Reply::text(answer::draws_of(card, stream, self.today))
        }
    }

    /// The days that matter, as a file for a calendar.
    pub(super) fn calendar(&self, state: &State) -> Vec<Reply> {
        let person = self.at_least(state);
        let file = self
            .assess(state, &person)
            .and_then(|assessment| answer::calendar(self.context(state), &assessment));
        let id = if file.is_some() {
            "calendar-file"
        } else {
            "calendar-none"
        };
        let reply = self.beside(state, self.localizer(state).text(id));
        vec![Reply {
            document: file,
            ..reply
        }]
    }

    /// The page of a score told before, or the question for it.
    pub(super) fn score_or_ask(&self, state: &mut State) -> Vec<Reply> {
        if state.case.score.is_some() {
            vec![self.score_page(state)]
        } else {
            self.open_question(state, Question::Score)
        }
    }

    /// What the score told would have done in the categories met, or in all.
    pub(super) fn score_page(&self, state: &State) -> Reply {
        let card = self.context(state);
        let person = self.at_least(state);
        let assessment = self.assess(state, &person);
        let is_met = |category: &Category| {
            let judged = assessment
                .iter()
                .flat_map(|assessment| &assessment.verdicts);
            judged
                .filter(|judged| judged.verdict == Verdict::Eligible)
                .any(|judged| judged.category.id == category.id)
        };
        let met =
            |stream: &Stream<'_>| matches!(stream, Stream::Category(category) if is_met(category));
        let mut streams: Vec<Stream<'_>> = Stream::all(card).filter(met).collect();
        if streams.is_empty() {
            streams = Stream::all(card).collect();
        }
        let score = state.case.score.unwrap_or_default();
        let text = answer::score_page(card, score, streams.into_iter(), self.today);
        self.beside(state, text)
    }
}

/// The categories that the person qualifies for or will, best first.
pub(super) fn hopeful<'a>(assessment: &Assessment<'a>) -> Vec<&'a Category> {
    let judged = assessment.verdicts.iter();
    let mut judged: Vec<_> = judged
        .filter(|judged| judged.verdict <= Verdict::NotYet)
        .collect();
    judged.sort_by_key(|judged| judged.verdict);
    judged.into_iter().map(|judged| judged.category).collect()
}
