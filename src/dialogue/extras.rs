//! What a result leads on to: the timeline picture, the cut-off chart, and what a score would have done.

use super::press::Press;
use super::questions::Buttons;
use super::state::{State, Step};
use super::{Dialogue, Reply};
use crate::answer::{self, Stream};
use crate::draws::{HIGHEST_CRS, read_score};
use crate::eligibility::{Assessment, Category, Person, Verdict, assess};
use crate::language::Languages;
use crate::text::{Rich, fold};

/// A shorter number alone is no score, but a slip.
const MIN_DIGITS: usize = 3;
/// With more categories than this, the charts of the others are left to `/draws`.
const MAX_CHARTS_OFFERED: usize = 3;

impl Dialogue<'_> {
    /// The rows of buttons under a result.
    pub(super) fn result_buttons(&self, state: &State, buttons: &mut Buttons) {
        let localizer = self.localizer(state);
        let timeline = (localizer.text("button-timeline"), Press::Timeline);
        let chart = (localizer.text("button-chart"), Press::Chart(None));
        let has_spells = !state.told.jobs.is_empty();
        buttons.row(has_spells.then_some(timeline).into_iter().chain([chart]));
        buttons.one(localizer.text("button-score"), Press::Score);
        if self.reminders.is_some() {
            buttons.one(localizer.text("button-remind"), Press::RemindMe);
        }
        buttons.row([
            (localizer.text("button-edit"), Press::Edit),
            (localizer.text("button-start-over"), Press::StartOver),
        ]);
    }

    /// The person's work over the years that count, as a picture.
    pub(super) fn show_timeline(&self, state: &State) -> Vec<Reply> {
        let person = state.told.person();
        let picture = self.assess(state, &person).and_then(|assessment| {
            answer::timeline(self.context(state), &assessment, &person, self.today)
        });
        if picture.is_none() {
            return self.problem(state, "timeline-none", &[]);
        }
        vec![Reply {
            text: self.localizer(state).text("timeline-caption"),
            picture,
            ..self.beside_result(state)
        }]
    }

    /// The rounds of a category with their chart: of the one asked for, or of the person's best.
    pub(super) fn show_chart(&self, state: &State, asked: Option<&str>) -> Vec<Reply> {
        let card = self.context(state);
        let person = state.told.person();
        let assessment = self.assess(state, &person);
        let wanted = assessment.as_ref().map_or_else(Vec::new, hopeful);
        let stream = match (asked, wanted.first()) {
            (Some(id), _) => Stream::find(card, id),
            (None, Some(best)) => Some(Stream::Category(best)),
            (None, None) => Stream::all(card).find(|stream| matches!(stream, Stream::Program(_))),
        };
        let Some(stream) = stream else {
            return self.problem(state, "bad-press", &[]);
        };
        let mut reply = self.rounds_page(state, stream);
        let mut buttons = Buttons::of(state);
        let others = wanted.iter().filter(|category| category.id != stream.id());
        for other in others.take(MAX_CHARTS_OFFERED) {
            let name = other.short_name.get(state.lang);
            let label = self
                .localizer(state)
                .format("button-chart-of", &[("category", name.into())]);
            buttons.one(label, Press::Chart(Some(other.id.clone())));
        }
        reply.buttons = buttons.rows;
        reply.buttons.extend(self.beside_result(state).buttons);
        vec![reply]
    }

    /// A stream's latest rounds and their chart.
    pub(super) fn rounds_page(&self, state: &State, stream: Stream<'_>) -> Reply {
        let card = self.context(state);
        Reply {
            picture: answer::cut_off_chart(card, stream, state.told.score, self.today),
            ..Reply::text(answer::draws_of(card, stream, self.today))
        }
    }

    /// Asks for the score, or shows at once what a score told before would have done.
    pub(super) fn ask_score(&self, state: &mut State) -> Vec<Reply> {
        if state.told.score.is_some() {
            return self.show_score(state);
        }
        state.go_on(state.told.clone(), Step::Score);
        vec![self.question(state)]
    }

    /// Takes a score typed as the answer to the question for it.
    pub(super) fn take_score(&self, state: &mut State, text: &str) -> Vec<Reply> {
        let Some(score) = read_score(text) else {
            return self.problem(state, "bad-score", &[("highest", HIGHEST_CRS.into())]);
        };
        state.go_back();
        self.hold_score(state, score)
    }

    /// Takes a score told in passing, and shows what it would have done.
    pub(super) fn hold_score(&self, state: &mut State, score: u16) -> Vec<Reply> {
        state.told.score = Some(score);
        self.show_score(state)
    }

    fn show_score(&self, state: &State) -> Vec<Reply> {
        vec![Reply {
            text: self.score_page(state),
            ..self.beside_result(state)
        }]
    }

    /// What the score told would have done in the categories the person qualifies for, or in all without a result.
    pub(super) fn score_page(&self, state: &State) -> Rich {
        let card = self.context(state);
        let person = state.told.person();
        let assessment = self.assess(state, &person);
        let is_eligible = |category: &Category| {
            let verdicts = assessment
                .iter()
                .flat_map(|assessment| &assessment.verdicts);
            verdicts
                .filter(|judged| judged.verdict == Verdict::Eligible)
                .any(|judged| judged.category.id == category.id)
        };
        let mut streams: Vec<Stream<'_>> = Stream::all(card)
            .filter(|stream| matches!(stream, Stream::Category(category) if is_eligible(category)))
            .collect();
        if streams.is_empty() {
            streams = Stream::all(card).collect();
        }
        let score = state.told.score.unwrap_or_default();
        answer::score_page(card, score, streams.into_iter(), self.today)
    }

    /// An empty reply with the result's buttons, where the result is what is open.
    pub(super) fn beside_result(&self, state: &State) -> Reply {
        let mut buttons = Buttons::of(state);
        if state.shows_result() {
            self.result_buttons(state, &mut buttons);
        }
        Reply {
            buttons: buttons.rows,
            ..Reply::default()
        }
    }

    fn assess<'s>(&'s self, state: &State, person: &Person) -> Option<Assessment<'s>> {
        assess(self.rules(state), person, self.today).ok()
    }
}

/// The score that a text tells of, such as "my CRS is 478"; after a result a number alone is one too.
pub(super) fn score_named_in(text: &str, alone_is_one: bool, languages: &Languages) -> Option<u16> {
    let words = fold::words(text);
    let is_told = words.iter().any(|word| languages.names_a_score(word));
    let stands_alone = alone_is_one && words.len() == 1 && text.trim().len() >= MIN_DIGITS;
    let mut numbers = words.iter().filter_map(|word| read_score(word));
    match (numbers.next(), numbers.next()) {
        (Some(score), None) if is_told || stands_alone => Some(score),
        _ => None,
    }
}

/// The categories that the person qualifies for or will, best first.
fn hopeful<'a>(assessment: &Assessment<'a>) -> Vec<&'a Category> {
    let mut judged: Vec<_> = assessment
        .verdicts
        .iter()
        .filter(|judged| judged.verdict <= Verdict::NotYet)
        .collect();
    judged.sort_by_key(|judged| judged.verdict);
    judged.into_iter().map(|judged| judged.category).collect()
}
