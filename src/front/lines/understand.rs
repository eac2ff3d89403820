//! `nocbot understand`: messages in, what they say out.

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Value, json};

use super::entry::{optional_day, optional_lang, read_entry, spoken};
use super::to_json;
use crate::AppData;
use crate::eligibility::{Country, RuleSet, StatedDate, WorkKind};
use crate::noc::{Lang, NocCode};
use crate::text::printable;
use crate::understanding::{
    Asked, Heard, HeardAway, HeardEnd, HeardFrench, HeardJob, Intent, JobOutcome, Topic,
};

/// What a line looks like.
const SMALLEST_LINE: &str = r#"{"text":"..."}"#;
/// The names of the open questions.
const QUESTIONS: [(&str, Asked); 14] = [
    ("job", Asked::Job),
    ("confirm", Asked::Confirm),
    ("choose", Asked::Choose),
    ("start", Asked::Start),
    ("end", Asked::End),
    ("hours", Asked::Hours),
    ("country", Asked::Country),
    ("kind", Asked::Kind),
    ("away", Asked::Away),
    ("more", Asked::More),
    ("french", Asked::French),
    ("military", Asked::Military),
    ("score", Asked::Score),
    ("result", Asked::Result),
];
/// The abilities in the order of [`HeardFrench::Levels`].
const ABILITIES: [&str; 4] = ["listening", "speaking", "reading", "writing"];

/// A message as it is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageEntry {
    /// The person's message, word for word.
    text: String,
    /// The question that the message answers; job where it is left out.
    #[serde(default, deserialize_with = "asked")]
    #[schemars(schema_with = "asked_schema")]
    asked: Asked,
    /// The language of the chat, en or fr, where the message itself does not tell it.
    #[serde(default, deserialize_with = "optional_lang")]
    #[schemars(with = "Option<String>")]
    lang: Option<Lang>,
    /// The day on which it is said, such as 2026-11-27, from which "since two years" is counted; today where it is left out.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    as_of: Option<Date>,
}

fn asked_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": QUESTIONS.map(|(name, _)| name) })
}

fn asked<'de, D: Deserializer<'de>>(from: D) -> Result<Asked, D::Error> {
    let Some(name) = Option::<String>::deserialize(from)? else {
        return Ok(Asked::default());
    };
    let found = QUESTIONS.into_iter().find(|(known, _)| *known == name);
    let names = || QUESTIONS.map(|(name, _)| name).join(" ");
    found
        .map(|(_, asked)| asked)
        .ok_or_else(|| de::Error::custom(format!("expected one of {}, found {name:?}", names())))
}

#[derive(Serialize)]
struct Answer<'a> {
    lang: &'a str,
    intent: &'static str,
    topic: Option<&'a str>,
    jobs: Vec<JobAnswer<'a>>,
    french: Value,
    score: Option<u16>,
}

#[derive(Serialize)]
struct JobAnswer<'a> {
    outcome: Option<&'static str>,
    codes: &'a [NocCode],
    words: Option<&'a str>,
    start: Value,
    end: Value,
    months: Option<f64>,
    hours: Value,
    country: Value,
    kind: Option<WorkKind>,
    away: Vec<Value>,
}

/// Understands lines.
pub struct UnderstandLines<'a> {
    /// The opened data.
    pub data: &'a AppData,
    /// The rule set whose codes are told.
    pub rules: &'a RuleSet,
    /// The language of the chat where a line names none.
    pub lang: Lang,
    /// The day asked about where a line names none.
    pub today: Date,
}

impl UnderstandLines<'_> {
    /// Answers every line of `input` with one line of JSON; whether all of them could be read.
    ///
    /// # Errors
    /// `input` cannot be read or `output` not be written.
    pub fn answer_lines(&self, input: impl BufRead, mut output: impl Write) -> io::Result<bool> {
        let mut all_read = true;
        for line in input.split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            if line.trim().is_empty() {
                continue;
            }
            let answer = match self.answer_line(line.trim()) {
                Ok(answer) => answer,
                Err(problem) => {
                    all_read = false;
                    json!({ "error": problem }).to_string()
                }
            };
            writeln!(output, "{answer}")?;
        }
        output.flush()?;
        Ok(all_read)
    }

    /// The answer to one line as JSON, or what is wrong with the line and in which field.
    ///
    /// # Errors
    /// The line is not JSON, a field is wrong, or the language is none of ours.
    pub fn answer_line(&self, line: &str) -> Result<String, String> {
        let line: MessageEntry = read_entry(line, SMALLEST_LINE)?;
        let lang = spoken(line.lang, &self.data.languages)?.unwrap_or(self.lang);
        let today = line.as_of.unwrap_or(self.today);
        let heard = self
            .data
            .hear(&line.text, line.asked, lang, self.rules, today);
        Ok(to_json(&answer(&heard)))
    }

    /// What one text says, as a line of JSON.
    pub fn json(&self, text: &str) -> String {
        to_json(&answer(&self.hear(text)))
    }

    fn hear(&self, text: &str) -> Heard {
        self.data
            .hear(text, Asked::Job, self.lang, self.rules, self.today)
    }

    /// What one text says, for a person to read.
    pub fn table(&self, text: &str) -> String {
        let heard = self.hear(text);
        let answer = answer(&heard);
        let topic = answer
            .topic
            .map_or_else(String::new, |topic| format!(" about {topic}"));
        let mut lines = vec![format!(
            "{}: {}{topic} ({})",
            printable(text),
            answer.intent,
            answer.lang
        )];
        for job in &answer.jobs {
            let codes: Vec<String> = job.codes.iter().map(NocCode::to_string).collect();
            lines.push(format!(
                "  {} {} {}",
                job.outcome.unwrap_or("details"),
                codes.join(" "),
                job.words.unwrap_or_default()
            ));
            let mut tell = |name: &str, value: &Value| {
                if !value.is_null() {
                    lines.push(format!("    {name} {value}"));
                }
            };
            tell("start", &job.start);
            tell("end", &job.end);
            tell("months", &json!(job.months));
            tell("hours", &job.hours);
            tell("country", &job.country);
            tell("kind", &json!(job.kind));
            job.away.iter().for_each(|away| tell("away", away));
        }
        if !answer.french.is_null() {
            lines.push(format!("  french {}", answer.french));
        }
        if let Some(score) = answer.score {
            lines.push(format!("  score {score}"));
        }
        lines.join("\n")
    }
}

fn answer(heard: &Heard) -> Answer<'_> {
    Answer {
        lang: &heard.lang,
        intent: intent_name(heard.intent),
        topic: heard.topic.map(Topic::subject),
        jobs: heard.jobs.iter().map(job).collect(),
        french: heard.french.map_or(Value::Null, french),
        score: heard.score,
    }
}

fn job(job: &HeardJob) -> JobAnswer<'_> {
    JobAnswer {
        outcome: job.outcome.map(JobOutcome::tag),
        codes: &job.codes,
        words: Some(job.words.as_str()).filter(|words| !words.is_empty()),
        start: readings(job.start.iter().map(|date| json!(stated(*date)))),
        end: readings(job.end.iter().map(|end| end_value(*end))),
        months: job.months,
        hours: readings(job.hours.iter().map(|hours| number(*hours))),
        country: readings(job.country.iter().map(|country| match country {
            Country::Canada => json!("canada"),
            Country::Abroad => json!("abroad"),
        })),
        kind: job.kind,
        away: job
            .away
            .iter()
            .filter(|away| !away.is_year_open)
            .map(away)
            .collect(),
    }
}

/// Nothing, the one reading, or a list of several.
fn readings(values: impl Iterator<Item = Value>) -> Value {
    let mut values: Vec<Value> = values.collect();
    match values.len() {
        0 => Value::Null,
        1 => values.swap_remove(0),
        _ => Value::Array(values),
    }
}

/// Whole numbers without a point.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

fn stated(date: StatedDate) -> String {
    match date {
        StatedDate::Day(day) => day.to_string(),
        StatedDate::Month(first) => first.strftime("%Y-%m").to_string(),
        StatedDate::Year(year) => year.to_string(),
    }
}

fn end_value(end: HeardEnd) -> Value {
    match end {
        HeardEnd::Now => json!("now"),
        HeardEnd::On(date) => json!(stated(date)),
    }
}

fn away(away: &HeardAway) -> Value {
    let mut value = json!({
        "start": away.start.map(stated),
        "end": away.end.map(end_value),
    });
    if let (Some(weeks), Some(fields)) = (away.weeks, value.as_object_mut()) {
        fields.insert("weeks".to_owned(), number(weeks));
    }
    value
}

fn french(french: HeardFrench) -> Value {
    match french {
        HeardFrench::NoTest => json!("none"),
        HeardFrench::Levels(levels) => {
            let known = ABILITIES.into_iter().zip(levels);
            let known = known.filter_map(|(name, level)| Some((name.to_owned(), json!(level?))));
            Value::Object(known.collect())
        }
    }
}

fn intent_name(intent: Intent) -> &'static str {
    match intent {
        Intent::Tell => "tell",
        Intent::Yes => "yes",
        Intent::No => "no",
        Intent::Done => "done",
        Intent::Skip => "skip",
        Intent::Back => "back",
        Intent::Restart => "restart",
        Intent::Greeting => "greeting",
        Intent::Thanks => "thanks",
        Intent::Qualify => "qualify",
        Intent::Question => "question",
        Intent::None => "none",
    }
}

#[cfg(test)]
mod tests;
