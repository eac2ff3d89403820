//! What a button does, pressed or named in words.

use super::case::{Case, Detail, Draft, FrenchSoFar, MilitarySoFar, Question, Standing};
use super::{Interview, Talk};
use crate::dialogue::Reply;
use crate::dialogue::press::{Press, PressData};
use crate::dialogue::state::{Field, JobEnd, MilitaryQuestion};
use crate::eligibility::StatedDate;
use crate::noc::NocCode;
use crate::text::fold;

impl Interview<'_> {
    /// Takes a button's data; one of another question or release is answered politely.
    pub(super) fn press_data(&self, talk: &mut Talk, data: &str) -> Vec<Reply> {
        match data.parse::<PressData>() {
            Ok(pressed) if pressed.turn == talk.turn => self.pressed(talk, pressed.press),
            _ => self.ask_again(talk, self.localizer(talk).text("bad-press")),
        }
    }

    /// The open question's button that a text names: by its label, by its number, or by its ordinal.
    pub(super) fn button_named(&self, talk: &Talk, text: &str) -> Option<Press> {
        let question = self.question(talk);
        let buttons: Vec<_> = question.buttons.iter().flatten().collect();
        let typed = fold::key(text);
        let labelled = buttons
            .iter()
            .position(|button| fold::key(&button.label) == typed);
        let at = labelled.or_else(|| {
            let place = self.place_named(&typed, question.takes_numbers)?;
            place.checked_sub(1).filter(|at| *at < buttons.len())
        })?;
        let data = buttons.get(at)?.data.parse::<PressData>().ok()?;
        Some(data.press)
    }

    /// The place in a list that a text names, counted from one.
    fn place_named(&self, typed: &str, takes_numbers: bool) -> Option<usize> {
        let number = typed.parse::<usize>().ok().filter(|_| !takes_numbers);
        number.or_else(|| {
            self.langs().find_map(|lang| {
                let localizer = self.presenter.texts.localizer(lang);
                (1..=5).find(|place| {
                    let words = localizer.plain(&format!("ordinal-{place}"), &[]);
                    words.split(", ").any(|word| fold::key(word) == typed)
                })
            })
        })
    }

    pub(super) fn pressed(&self, talk: &mut Talk, press: Press) -> Vec<Reply> {
        let mut case = talk.case.clone();
        match (talk.open, press) {
            (_, Press::Back) => return self.back(talk),
            (_, Press::StartOver) => {
                *talk = talk.start_over();
                return vec![self.question(talk)];
            }
            (Question::Result, Press::Edit) => return self.open(talk, Question::ChangeWhat),
            (Question::Result, Press::Page(page)) => return vec![self.page(talk, page)],
            (Question::Result, Press::Timeline) => return vec![self.timeline_page(talk)],
            (Question::Result, Press::Score) => return self.score_or_ask(talk),
            (_, Press::French) => return self.open(talk, Question::French),
            (_, Press::MoreWork) => return self.open(talk, Question::Job(None)),
            (Question::Confirm(at), Press::Edit) => return self.open(talk, Question::Change(at)),
            (Question::Confirm(at), Press::Yes) => confirm(&mut case, at),
            (Question::Confirm(at) | Question::Change(at), Press::ShowOthers) => {
                return self.show_others(talk, at);
            }
            (Question::Choose(at), Press::Pick(noc)) => pick(&mut case, at, noc),
            (Question::Choose(at), Press::NoneOfThese) => return self.none_of_these(talk, at),
            (Question::Which(at, detail), Press::Reading(place)) => {
                read(case.jobs.get_mut(at), detail, usize::from(place));
            }
            (Question::Detail(at, Detail::End), Press::StillThere) => {
                change(&mut case, at, |job| job.end = vec![JobEnd::StillThere]);
            }
            (Question::Detail(at, Detail::Hours), Press::Hours(hundredths)) => {
                change(&mut case, at, |job| {
                    job.hours = vec![f64::from(hundredths) / 100.0]
                });
            }
            (
                Question::Detail(at, _) | Question::Which(at, Detail::Country),
                Press::Where(country),
            ) => {
                change(&mut case, at, |job| job.country = vec![country]);
            }
            (Question::Detail(at, _), Press::Kind(kind)) => {
                change(&mut case, at, |job| job.kind = Some(kind));
            }
            (Question::Detail(at, detail), Press::Day(day)) => {
                let date = StatedDate::Day(day);
                change(&mut case, at, |job| match detail {
                    Detail::End => job.end = vec![JobEnd::On(date)],
                    _ => job.start = vec![date],
                });
            }
            (Question::More | Question::Job(_), Press::ShowResult) => {
                case.all_told = true;
                case.jobs.retain(|job| job.standing != Standing::Unfound);
            }
            (Question::French, Press::NoFrenchTest) => case.french = Some(FrenchSoFar::NoTest),
            (Question::Military(question), Press::Yes) => {
                answer_military(&mut case.military, question, true);
            }
            (Question::Military(question), Press::No) => {
                answer_military(&mut case.military, question, false);
            }
            (Question::ChangeWhat, Press::EditJob(at)) if at < case.jobs.len() => {
                return self.open(talk, Question::Change(at));
            }
            (Question::Change(at), Press::EditField(field)) => {
                return self.change_field(talk, at, field);
            }
            (Question::Job(Some(at)), Press::Skip) if at < case.jobs.len() => {
                case.jobs.remove(at);
                case.passed.clear();
                talk.focus = None;
            }
            (open, Press::Skip) => case.passed.push(open),
            _ => return self.ask_again(talk, self.localizer(talk).text("bad-press")),
        }
        self.proceed(talk, case, Vec::new())
    }

    /// Opens a question beside the usual order.
    pub(super) fn open(&self, talk: &mut Talk, question: Question) -> Vec<Reply> {
        talk.go_on(talk.case.clone(), question);
        vec![self.question(talk)]
    }

    /// Returns to the question before.
    pub(super) fn back(&self, talk: &mut Talk) -> Vec<Reply> {
        if talk.go_back() {
            vec![self.question(talk)]
        } else {
            self.ask_again(talk, self.localizer(talk).text("bad-back"))
        }
    }

    /// The other occupations that the job's words may mean, or the wish for other words.
    pub(super) fn show_others(&self, talk: &mut Talk, at: usize) -> Vec<Reply> {
        let mut case = talk.case.clone();
        let Some(job) = case.jobs.get_mut(at) else {
            return self.ask_again(talk, self.localizer(talk).text("bad-press"));
        };
        if job.codes.len() > 1 {
            job.codes.rotate_left(1);
            job.standing = Standing::Open;
            talk.go_on(case, Question::Choose(at));
            return vec![self.question(talk)];
        }
        self.none_of_these(talk, at)
    }

    /// Asks for the job in other words, keeping what was told of it.
    pub(super) fn none_of_these(&self, talk: &mut Talk, at: usize) -> Vec<Reply> {
        let mut case = talk.case.clone();
        change(&mut case, at, |job| {
            job.standing = Standing::Unfound;
            job.codes.clear();
            job.words.clear();
        });
        talk.go_on(case, Question::Job(Some(at)));
        vec![self.question(talk)]
    }

    fn change_field(&self, talk: &mut Talk, at: usize, field: Field) -> Vec<Reply> {
        let mut case = talk.case.clone();
        let detail = match field {
            Field::Start => Detail::Start,
            Field::End => Detail::End,
            Field::Hours => Detail::Hours,
            Field::Country => Detail::Country,
            Field::Kind => Detail::Kind,
            Field::Remove if at < case.jobs.len() => {
                case.jobs.remove(at);
                case.passed.clear();
                talk.focus = None;
                return self.proceed(talk, case, Vec::new());
            }
            Field::Remove | Field::French | Field::Military => {
                return self.ask_again(talk, self.localizer(talk).text("bad-press"));
            }
        };
        self.open(talk, Question::Detail(at, detail))
    }
}

fn change(case: &mut Case, at: usize, change: impl FnOnce(&mut Draft)) {
    if let Some(job) = case.jobs.get_mut(at) {
        change(job);
    }
}

/// Agrees to a card; another job of the same occupation is agreed to with it.
pub(super) fn confirm(case: &mut Case, at: usize) {
    let Some(noc) = case.jobs.get(at).and_then(Draft::noc) else {
        return;
    };
    for (other, job) in case.jobs.iter_mut().enumerate() {
        if other == at || job.standing == Standing::Sure && job.noc() == Some(noc) {
            job.standing = Standing::Confirmed;
        }
    }
}

/// Settles the occupation; other jobs told in the same words have it too.
fn pick(case: &mut Case, at: usize, noc: NocCode) {
    let words = case.jobs.get(at).map(|job| job.words.clone());
    for (other, job) in case.jobs.iter_mut().enumerate() {
        let is_same = !job.is_confirmed() && Some(&job.words) == words.as_ref();
        if other == at || is_same && job.codes.contains(&noc) {
            job.codes.retain(|code| *code != noc);
            job.codes.insert(0, noc);
            job.standing = Standing::Confirmed;
        }
    }
}

fn read(job: Option<&mut Draft>, detail: Detail, place: usize) {
    fn keep<T: Copy>(readings: &mut Vec<T>, place: usize) {
        if let Some(chosen) = readings.get(place).copied() {
            *readings = vec![chosen];
        }
    }
    let Some(job) = job else { return };
    match detail {
        Detail::Start => keep(&mut job.start, place),
        Detail::End => keep(&mut job.end, place),
        Detail::Hours => keep(&mut job.hours, place),
        Detail::Country => keep(&mut job.country, place),
        Detail::Kind | Detail::Away => {}
    }
}

pub(super) fn answer_military(told: &mut MilitarySoFar, question: MilitaryQuestion, answer: bool) {
    match question {
        MilitaryQuestion::Serving => told.serving = Some(answer),
        MilitaryQuestion::Years => {}
        MilitaryQuestion::Offer => told.caf_offer = Some(answer),
        MilitaryQuestion::Credential => told.credential = Some(answer),
    }
}
