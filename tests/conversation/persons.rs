//! Invented persons who answer by themselves: what they are asked, and whether the verdicts are those that are true of them.

use std::collections::HashMap;

use jiff::civil::Date;
use nocbot::dialogue::{Dialogue, Input, Reply, State};
use serde::Deserialize;
use serde_json::Value;

use super::PRESENTER;

/// Nobody answers more questions than this.
const MAX_MESSAGES: usize = 25;
/// The share of verdicts that must be right, and the share of persons that may be told a wrong one, in percent.
const MIN_RIGHT: usize = 95;
const MAX_WRONG: usize = 2;

/// A person: what they say first, what is true of them, and what they say to each question.
#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    as_of: Date,
    first: String,
    truth: Truth,
    says: HashMap<String, Value>,
    also: Vec<Vec<String>>,
    best_messages: usize,
    want: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Truth {
    experience: Vec<TrueJob>,
}

#[derive(Deserialize)]
struct TrueJob {
    noc: String,
    hours_per_week: f64,
    country: String,
}

struct Person<'a> {
    row: &'a Row,
    /// How often each question was put, by its name and job.
    asked: HashMap<(String, usize), usize>,
}

impl Person<'_> {
    /// Whether the code is right for the job at this place.
    fn is_right(&self, at: usize, code: &str) -> bool {
        self.row.truth.experience[at].noc == code
            || self.row.also[at].iter().any(|also| also == code)
    }

    /// The true job that the draft asked about is.
    fn job_of(&self, state: &State) -> usize {
        let draft = state.open.job().and_then(|at| state.case.jobs.get(at));
        let Some(draft) = draft else { return 0 };
        let jobs = 0..self.row.truth.experience.len();
        let code = draft.codes.first().map(|code| code.as_str());
        let same: Vec<usize> = jobs
            .filter(|at| code.is_some_and(|code| self.is_right(*at, code)))
            .collect();
        // Of several jobs in one occupation, the drafts stand in the order told.
        let before = state.case.jobs[..state.open.job().unwrap_or(0)].iter();
        let nth = before
            .filter(|other| other.codes.first() == draft.codes.first())
            .count();
        same.get(nth).or(same.first()).copied().unwrap_or(0)
    }

    /// What they say to a question the first or the second time.
    fn phrase(&mut self, question: &str, job: usize) -> String {
        let count = self.asked.entry((question.to_owned(), job)).or_default();
        let time = *count;
        *count += 1;
        let mut phrases = &self.row.says[question];
        if phrases[0].is_array() {
            phrases = &phrases[job];
        }
        let phrases = phrases.as_array().unwrap();
        phrases[time.min(phrases.len() - 1)]
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn answer(&mut self, state: &State, reply: &Reply) -> Answer {
        let labels: Vec<&str> = reply
            .buttons
            .iter()
            .flatten()
            .map(|button| button.label.as_str())
            .collect();
        let job = self.job_of(state);
        match state.open.name() {
            "confirm" => {
                let draft = state.open.job().map(|at| &state.case.jobs[at]);
                let code = draft.and_then(|draft| draft.noc());
                let jobs = 0..self.row.truth.experience.len();
                let knows = code
                    .is_some_and(|code| jobs.clone().any(|at| self.is_right(at, code.as_str())));
                if knows {
                    Answer::Press(0)
                } else {
                    Answer::Say(self.phrase("job", job))
                }
            }
            "choose" => {
                let jobs = 0..self.row.truth.experience.len();
                let is_mine = |label: &str| {
                    jobs.clone().any(|at| {
                        let also = self.row.also[at].iter().map(String::as_str);
                        let mut codes = also.chain([self.row.truth.experience[at].noc.as_str()]);
                        codes.any(|code| label.contains(code))
                    })
                };
                let place = labels.iter().position(|label| is_mine(label));
                Answer::Press(place.unwrap_or(labels.len() - 1))
            }
            "which" => Answer::Press(self.reading(job, &labels)),
            name => Answer::Say(self.phrase(name, job)),
        }
    }

    /// The button of the reading that is true.
    fn reading(&self, job: usize, labels: &[&str]) -> usize {
        let truth = &self.row.truth.experience[job];
        let place: &[&str] = match truth.country.as_str() {
            "canada" => &["Canada"],
            _ => &["Abroad", "étranger"],
        };
        let hours = truth.hours_per_week.to_string();
        let words: Vec<&str> = self.row.says["which"]
            .as_object()
            .into_iter()
            .flat_map(|which| which.values())
            .flat_map(|words| words.as_array().unwrap())
            .filter_map(Value::as_str)
            .collect();
        let worth = |label: &str| {
            let has = |words: &[&str]| {
                words
                    .iter()
                    .any(|word| label.to_lowercase().contains(&word.to_lowercase()))
            };
            usize::from(has(&words)) * 4
                + usize::from(has(place)) * 2
                + usize::from(label.contains(&hours))
        };
        (0..labels.len())
            .rev()
            .max_by_key(|at| worth(labels[*at]))
            .unwrap_or(0)
    }
}

enum Answer {
    Say(String),
    Press(usize),
}

struct Played {
    verdicts: Option<HashMap<String, String>>,
    messages: usize,
    asked_twice: usize,
    talk: String,
}

fn play(row: &Row) -> Played {
    let dialogue = Dialogue {
        presenter: &PRESENTER,
        today: row.as_of,
        reminders: None,
    };
    let mut person = Person {
        row,
        asked: HashMap::new(),
    };
    let mut state = State::new(row.lang.parse().unwrap());
    let mut answer = Answer::Say(row.first.clone());
    let mut last = Reply::default();
    let mut talk = String::new();
    let mut messages = 0;
    let verdicts = loop {
        messages += 1;
        let buttons: Vec<_> = last.buttons.iter().flatten().cloned().collect();
        let input = match &answer {
            Answer::Say(text) => {
                talk.push_str(&format!("> {text}\n"));
                Input::Text(text)
            }
            Answer::Press(at) => {
                talk.push_str(&format!("> [{}]\n", buttons[*at].label));
                Input::Press(&buttons[*at].data)
            }
        };
        let transition = dialogue.step(state, input);
        state = transition.state;
        last = transition
            .replies
            .into_iter()
            .rev()
            .find(|reply| !reply.buttons.is_empty())
            .unwrap_or_default();
        talk.push_str(&format!("({}) {}\n", state.open.name(), last.text.plain()));
        if let Some(assessment) = dialogue.answer(&state) {
            let verdicts = assessment.verdicts.iter();
            break Some(
                verdicts
                    .map(|judged| (judged.category.id.clone(), judged.verdict.tag().to_owned()))
                    .collect(),
            );
        }
        if messages >= MAX_MESSAGES {
            break None;
        }
        answer = person.answer(&state, &last);
    };
    let asked_twice = person
        .asked
        .values()
        .map(|count| count.saturating_sub(1))
        .sum();
    Played {
        verdicts,
        messages,
        asked_twice,
        talk,
    }
}

fn median(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    numbers[numbers.len() / 2]
}

#[test]
fn persons_get_the_verdicts_that_are_true_of_them() {
    let rows = include_str!("persons.jsonl").lines();
    let rows: Vec<Row> = rows.map(|row| serde_json::from_str(row).unwrap()).collect();
    assert!(rows.len() >= 60);
    let played: Vec<(&Row, Played)> = rows.iter().map(|row| (row, play(row))).collect();
    let (mut right, mut wrong, mut twice) = (0, 0, 0);
    for (row, played) in &played {
        twice += played.asked_twice;
        match &played.verdicts {
            Some(verdicts) if *verdicts == row.want => right += 1,
            verdicts => {
                wrong += usize::from(verdicts.is_some());
                println!("{}: {verdicts:?}\n{}", row.id, played.talk);
            }
        }
    }
    let count = rows.len();
    let needed = median(played.iter().map(|(_, played)| played.messages).collect());
    let fewest = median(rows.iter().map(|row| row.best_messages).collect());
    println!(
        "{right} of {count} right, {wrong} wrong, median {needed} of {fewest} messages, {twice} asked twice"
    );
    assert!(100 * right >= MIN_RIGHT * count, "{right} of {count} right");
    assert!(
        100 * wrong <= MAX_WRONG * count,
        "{wrong} of {count} told a wrong verdict"
    );
    assert!(
        needed <= fewest + 1,
        "{needed} messages instead of {fewest}"
    );
}
