//! `nocbot chat --json`: a conversation for a program, a message in and an answer out a line.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::assess::{Answer, answer_with_programs};
use super::to_json;
use crate::dialogue::{Case, Dialogue, Draft, DraftAway, FrenchSoFar, Input, JobEnd, Reply, State};
use crate::eligibility::{Country, StatedDate};
use crate::front::ansi::to_plain;
use crate::text::fold;

/// One message of the program: a text, or a button's label.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
enum Message {
    Say(String),
    Press(String),
}

#[derive(Serialize)]
struct Answered<'a> {
    replies: Vec<ReplyEntry>,
    asks: &'static str,
    about: Option<usize>,
    known: Value,
    answer: Option<Answer<'a>>,
}

#[derive(Serialize)]
struct ReplyEntry {
    text: String,
    buttons: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct Failure {
    error: String,
}

/// Holds one conversation; whether every line could be read.
///
/// # Errors
/// `input` cannot be read or `output` not be written.
pub fn chat_lines(
    dialogue: Dialogue<'_>,
    mut state: State,
    input: impl BufRead,
    mut output: impl Write,
) -> io::Result<bool> {
    let mut all_read = true;
    let mut shown: Vec<Reply> = Vec::new();
    for line in input.split(b'\n') {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match input_of(&line, &shown) {
            Err(error) => {
                all_read = false;
                to_json(&Failure { error })
            }
            Ok(said) => {
                let input = match &said {
                    Said::Text(text) => Input::Text(text),
                    Said::Press(data) => Input::Press(data),
                };
                let transition = dialogue.step(state, input);
                state = transition.state;
                shown = transition.replies;
                to_json(&answered(&dialogue, &state, &shown))
            }
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(all_read)
}

enum Said {
    Text(String),
    Press(String),
}

/// What a line says, or what is wrong with it.
fn input_of(line: &[u8], shown: &[Reply]) -> Result<Said, String> {
    let message: Message = serde_json::from_slice(line).map_err(|error| {
        let expected = r#"expected {"say":"..."} or {"press":"LABEL"}"#;
        format!("{expected}: {error}")
    })?;
    match message {
        Message::Say(text) => Ok(Said::Text(text)),
        Message::Press(label) => {
            let buttons = shown
                .iter()
                .rev()
                .flat_map(|reply| &reply.buttons)
                .flatten();
            let key = fold::key(&label);
            let mut named = buttons.filter(|button| {
                button.label == label || !key.is_empty() && fold::key(&button.label) == key
            });
            match named.next() {
                Some(button) => Ok(Said::Press(button.data.clone())),
                None => Err(format!("press: no button {label:?} was shown")),
            }
        }
    }
}

fn answered<'a>(dialogue: &Dialogue<'a>, state: &State, replies: &[Reply]) -> Answered<'a> {
    let entry = |reply: &Reply| {
        let row = |row: &Vec<crate::dialogue::Button>| {
            row.iter().map(|button| button.label.clone()).collect()
        };
        ReplyEntry {
            text: to_plain(&reply.text),
            buttons: reply.buttons.iter().map(row).collect(),
        }
    };
    Answered {
        replies: replies.iter().map(entry).collect(),
        asks: state.open.name(),
        about: state.open.job(),
        known: known(&state.case),
        answer: dialogue.answer(state).map(|assessment| {
            let programs = dialogue.programs(state);
            let programs = programs
                .into_iter()
                .map(|pool| (pool.verdict, pool.is_sure));
            answer_with_programs(&assessment, programs)
        }),
    }
}

/// The case so far as `assess` takes it: null for what is open, a list where readings stand beside each other.
fn known(case: &Case) -> Value {
    let [listening, speaking, reading, writing] = match case.french {
        Some(FrenchSoFar::Levels(levels)) => levels,
        Some(FrenchSoFar::NoTest) | None => [None; 4],
    };
    let french = match case.french {
        None => Value::Null,
        Some(FrenchSoFar::NoTest) => json!("none"),
        Some(FrenchSoFar::Levels(_)) => json!({
            "listening": listening,
            "speaking": speaking,
            "reading": reading,
            "writing": writing,
        }),
    };
    let told = case.military;
    let military = told.is_told().then(|| {
        json!({
            "serving": told.serving,
            "years": told.years,
            "caf_offer": told.caf_offer,
            "credential": told.credential,
        })
    });
    json!({
        "experience": case.jobs.iter().map(spell).collect::<Vec<_>>(),
        "french": french,
        "military": military,
        "crs": case.score,
    })
}

fn spell(job: &Draft) -> Value {
    let flags = job.kind.map(crate::eligibility::WorkKind::flags);
    let start: Vec<Value> = job.start.iter().map(|date| stated(*date)).collect();
    let end: Vec<Value> = job.end.iter().map(|end| ended(*end)).collect();
    let hours: Vec<Value> = job.hours.iter().map(|hours| json!(hours)).collect();
    let country = |country: &Country| match country {
        Country::Canada => json!("canada"),
        Country::Abroad => json!("abroad"),
    };
    json!({
        "noc": job.noc(),
        "start": readings(start),
        "end": readings(end),
        "hours_per_week": readings(hours),
        "country": readings(job.country.iter().map(country).collect()),
        "self_employed": flags.map(|flags| flags.self_employed),
        "student": flags.map(|flags| flags.student),
        "unpaid": flags.map(|flags| flags.unpaid),
        "away": job.away.iter().map(away).collect::<Vec<_>>(),
    })
}

fn away(away: &DraftAway) -> Value {
    let mut entry = json!({
        "start": away.start.map(stated),
        "end": away.end.map(ended),
    });
    if let (Some(weeks), Some(entry)) = (away.weeks, entry.as_object_mut()) {
        entry.insert("weeks".to_owned(), json!(weeks));
    }
    entry
}

/// Null, the one reading, or the list of them.
fn readings(mut values: Vec<Value>) -> Value {
    match values.len() {
        0 => Value::Null,
        1 => values.remove(0),
        _ => Value::Array(values),
    }
}

fn stated(date: StatedDate) -> Value {
    json!(match date {
        StatedDate::Day(day) => day.to_string(),
        StatedDate::Month(first) => format!("{:04}-{:02}", first.year(), first.month()),
        StatedDate::Year(year) => format!("{year:04}"),
    })
}

fn ended(end: JobEnd) -> Value {
    match end {
        JobEnd::StillThere => json!("now"),
        JobEnd::On(date) => stated(date),
    }
}
