//! What a typed message leads to: facts first, then what it wants.

use super::case::{Case, Detail, FrenchSoFar, Question};
use super::merge::{Manner, Refusal, Taken, take};
use super::next::next_question;
use super::press::{answer_military, confirm};
use super::{Interview, Talk};
use crate::answer::Arg;
use crate::dialogue::state::{JobEnd, MilitaryQuestion};
use crate::dialogue::{Reply, quote};
use crate::text::{Rich, fold};
use crate::understanding::{Asked, Heard, Intent, read_years};

impl Question {
    /// The question as a message is heard in its light.
    fn asked(self) -> Asked {
        let of = |detail: Detail| match detail {
            Detail::Start => Asked::Start,
            Detail::End => Asked::End,
            Detail::Hours => Asked::Hours,
            Detail::Country => Asked::Country,
            Detail::Kind => Asked::Kind,
            Detail::Away => Asked::Away,
        };
        match self {
            Question::Job(_) => Asked::Job,
            Question::Confirm(_) | Question::Change(_) => Asked::Confirm,
            Question::Choose(_) => Asked::Choose,
            Question::Which(_, detail) | Question::Detail(_, detail) => of(detail),
            Question::More => Asked::More,
            Question::French => Asked::French,
            Question::Military(_) => Asked::Military,
            Question::Score => Asked::Score,
            Question::Result | Question::ChangeWhat => Asked::Result,
        }
    }
}

impl Interview<'_> {
    /// Takes a message.
    pub(super) fn typed(&self, talk: &mut Talk, text: &str) -> Vec<Reply> {
        if !text.chars().any(char::is_alphanumeric) {
            return self.not_understood(talk, text);
        }
        if let Some(press) = self.button_named(talk, text) {
            return self.pressed(talk, press);
        }
        let heard = (self.hear)(text, talk.open.asked(), talk.lang, self.today);
        match heard.intent {
            Intent::Restart => {
                *talk = talk.start_over();
                return vec![self.question(talk)];
            }
            Intent::Back => return self.back(talk),
            _ => {}
        }
        let mut case = talk.case.clone();
        let manner = self.manner(text);
        let mut taken = take(&mut case, &heard, talk.open, talk.focus, manner, self.today);
        let means = self.take_intent(talk, &mut case, &heard, text);
        taken.changed |= means;
        talk.focus = taken.job.or(talk.focus);
        let lead = self.said_first(talk, &heard, &taken);
        if taken.changed {
            return self.after_facts(talk, case, &heard, lead);
        }
        if !lead.is_empty() {
            talk.misses = 0;
            return self.ask_again(talk, Rich::lines(lead));
        }
        self.without_facts(talk, &heard, text)
    }

    /// Whether a message adds to, corrects, or just tells.
    fn manner(&self, text: &str) -> Manner {
        let key = format!(" {} ", fold::key(text));
        let says = |id: &str| {
            self.langs().any(|lang| {
                let words = self.presenter.texts.localizer(lang).plain(id, &[]);
                words
                    .split(", ")
                    .any(|word| key.contains(&format!(" {} ", fold::key(word))))
            })
        };
        if says("words-correcting") {
            Manner::Corrects
        } else if says("words-adding") {
            Manner::Adds
        } else {
            Manner::Plain
        }
    }

    /// Takes a yes, a no, "that is all" or "I do not know" as the answer to the open question; whether it is one.
    fn take_intent(&self, talk: &Talk, case: &mut Case, heard: &Heard, text: &str) -> bool {
        let told_facts = !heard.jobs.is_empty();
        match (talk.open, heard.intent) {
            (Question::Confirm(at), Intent::Yes) => {
                confirm(case, at);
                true
            }
            (Question::Military(question), Intent::Yes | Intent::No) => {
                if case.military != talk.case.military {
                    return false;
                }
                answer_military(&mut case.military, question, heard.intent == Intent::Yes);
                case.military != talk.case.military
            }
            (Question::Military(MilitaryQuestion::Years), _) if case.military.years.is_none() => {
                case.military.years = read_years(text, &self.presenter.data.languages);
                case.military.years.is_some()
            }
            (Question::More, Intent::No | Intent::Done | Intent::Thanks) => {
                case.all_told = true;
                true
            }
            (Question::Job(None), Intent::Done | Intent::No) if !case.jobs.is_empty() => {
                case.all_told = true;
                true
            }
            (Question::French, Intent::No) if case.french.is_none() => {
                case.french = Some(FrenchSoFar::NoTest);
                true
            }
            (Question::Detail(at, Detail::End), Intent::No) if !told_facts => {
                // "When did it end?" – "It has not."
                if let Some(job) = case.jobs.get_mut(at) {
                    job.end = vec![JobEnd::StillThere];
                }
                true
            }
            (Question::Detail(at, Detail::Away), Intent::No | Intent::Done) => {
                if let Some(job) = case.jobs.get_mut(at) {
                    job.away.clear();
                }
                true
            }
            (Question::Detail(..) | Question::Which(..) | Question::Military(_), Intent::Skip)
            | (Question::Score, Intent::Skip | Intent::No) => {
                case.passed.push(talk.open);
                true
            }
            (_, Intent::Done) if !case.all_told => {
                case.all_told = true;
                told_facts
            }
            _ => false,
        }
    }

    /// What is said before the question: an answer to a question in between, or why a fact was not taken.
    fn said_first(&self, talk: &Talk, heard: &Heard, taken: &Taken) -> Vec<Rich> {
        let mut lines = Vec::new();
        if heard.intent == Intent::Question {
            lines.push(self.topic_answer(talk, heard));
        }
        lines.extend(
            taken
                .refusals
                .iter()
                .map(|refusal| self.refusal(talk, *refusal)),
        );
        lines
    }

    fn refusal(&self, talk: &Talk, refusal: Refusal) -> Rich {
        let localizer = self.localizer(talk);
        match refusal {
            Refusal::StartsLater(date) => {
                let args = [
                    ("date", localizer.stated(date).into()),
                    ("today", localizer.day(self.today).into()),
                ];
                localizer.format("bad-date-future", &args)
            }
            Refusal::EndsBeforeStart { start, end } => {
                let args = [
                    ("start", localizer.stated(start).into()),
                    ("end", localizer.stated(end).into()),
                ];
                localizer.format("bad-dates-order", &args)
            }
            Refusal::TooManyJobs => localizer.text("bad-too-many"),
        }
    }

    fn after_facts(
        &self,
        talk: &mut Talk,
        case: Case,
        heard: &Heard,
        mut lead: Vec<Rich>,
    ) -> Vec<Reply> {
        let only_score = Case {
            score: talk.case.score,
            ..case.clone()
        } == talk.case;
        if talk.answered && only_score && heard.score.is_some() {
            talk.case.score = case.score;
            if talk.open == Question::Score {
                talk.go_back();
                talk.case.score = case.score;
            }
            talk.misses = 0;
            return vec![self.score_page(talk)];
        }
        if heard.french.is_some() && talk.case.french != case.french && !talk.answered {
            lead.push(self.localizer(talk).text("noted-french"));
        }
        self.proceed(talk, case, lead)
    }

    /// Goes on to the question that the case leaves open, or to the result.
    pub(super) fn proceed(&self, talk: &mut Talk, case: Case, lead: Vec<Rich>) -> Vec<Reply> {
        let open = next_question(&case, self.rules(talk), self.today);
        talk.go_on(case, open);
        talk.answered |= open == Question::Result;
        let mut question = self.question(talk);
        if !lead.is_empty() {
            question.text = Rich::paragraphs([Rich::lines(lead), question.text]);
        }
        vec![question]
    }

    /// A message that told no fact.
    fn without_facts(&self, talk: &mut Talk, heard: &Heard, text: &str) -> Vec<Reply> {
        let localizer = self.localizer(talk);
        match (talk.open, heard.intent) {
            (Question::Confirm(at), Intent::No) => {
                let others = talk
                    .case
                    .jobs
                    .get(at)
                    .is_some_and(|job| job.codes.len() > 1);
                if others {
                    self.show_others(talk, at)
                } else {
                    self.open(talk, Question::Change(at))
                }
            }
            (Question::Choose(at), Intent::No | Intent::Skip) => self.none_of_these(talk, at),
            (Question::More, Intent::Yes) => self.open(talk, Question::Job(None)),
            (Question::French, Intent::Skip | Intent::Done) => self.leave_aside(talk),
            (Question::ChangeWhat | Question::Change(_), Intent::No | Intent::Done) => {
                self.back(talk)
            }
            (_, Intent::Greeting) => self.ask_politely(talk, "greeting"),
            (_, Intent::Thanks) => self.ask_politely(talk, "thanks"),
            (_, Intent::Qualify) => self.ask_again(talk, Rich::default()),
            (Question::Result, Intent::Yes | Intent::No | Intent::Done | Intent::Skip) => {
                self.ask_again(talk, localizer.text("result-stays-above"))
            }
            _ => self.not_understood(talk, text),
        }
    }

    fn ask_politely(&self, talk: &mut Talk, id: &str) -> Vec<Reply> {
        let said = self.localizer(talk).text(id);
        self.ask_again(talk, said)
    }

    /// Leaves a question asked on wish and returns to where the conversation stood.
    fn leave_aside(&self, talk: &mut Talk) -> Vec<Reply> {
        let case = talk.case.clone();
        self.proceed(talk, case, Vec::new())
    }

    /// A message of which nothing could be used: another approach each time.
    fn not_understood(&self, talk: &mut Talk, text: &str) -> Vec<Reply> {
        let localizer = self.localizer(talk);
        talk.misses = talk.misses.saturating_add(1);
        let words = [("text", Arg::from(quote(text)))];
        let said = match (talk.open, talk.misses) {
            (Question::Result, 1) => localizer.format("missed-result", &words),
            (Question::Result, _) => localizer.text("missed-result-again"),
            (Question::Job(_), 1) => localizer.format("missed-job", &words),
            (Question::Job(_), _) => localizer.text("missed-job-again"),
            (_, 1) => localizer.format("missed", &words),
            (open, 2) => localizer.text(&format!("missed-example-{}", open.name())),
            _ => localizer.text("missed-way-out"),
        };
        self.ask_again(talk, said)
    }

    /// What is said, and the open question again; a result is pointed to and not repeated.
    pub(super) fn ask_again(&self, talk: &Talk, said: Rich) -> Vec<Reply> {
        let mut question = self.question(talk);
        if talk.open == Question::Result {
            question.text = if said.is_empty() {
                self.localizer(talk).text("result-stays-above")
            } else {
                said
            };
        } else {
            question.text = Rich::paragraphs([said, question.text]);
        }
        vec![question]
    }
}
