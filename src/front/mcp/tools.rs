//! The tools: what each is called, what it says of itself, what it takes and what it answers.

use std::iter;
use std::sync::Arc;

use jiff::civil::Date;
use rmcp::handler::server::tool::schema_for_type;
use rmcp::model::JsonObject;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use crate::answer::{Context, Presenter, Stream};
use crate::clock::Clock;
use crate::draws::HIGHEST_CRS;
use crate::eligibility::RuleSet;
use crate::front::lines::entry::{
    optional_day, optional_lang, optional_within, read_entry, score, spoken,
};
use crate::front::lines::{
    Assessor, CaseEntry, MatchLines, MessageEntry, USUAL_TOP, UnderstandLines, draws_json,
    rules_json, score_json,
};
use crate::noc::Lang;

/// What tools answer with.
pub struct Tools {
    /// The opened data.
    pub presenter: Presenter,
    /// What day it is, where nobody names one.
    pub clock: Arc<dyn Clock>,
    /// The language asked for; without it each text's own is recognised.
    pub lang: Option<Lang>,
    /// The language of messages that do not tell their own.
    pub usual_lang: Lang,
}

/// A tool.
pub(super) struct Tool {
    /// Its name, that of the command which prints the same.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it gives and where its limits are.
    pub description: &'static str,
    /// What its arguments look like.
    pub schema: fn() -> JsonObject,
    /// The answer to its arguments as JSON, or what is wrong in them.
    pub answer: fn(&Tools, &str) -> Result<String, String>,
}

/// Every tool, in the order in which they are of use.
pub(super) const ALL: &[Tool] = &[
    Tool {
        name: "match",
        title: "Find the occupation of a job",
        description: "Finds the occupations (unit groups of Canada's National Occupational Classification, NOC) that a job in any words means, in English or French, \
            with the Express Entry categories that list each. `outcome` says how sure it is: `confident` means the first; with `choose` the person has to choose, by `question` where there is one; \
            `none` is no job that it knows. A title is not a code: the duties decide, so let the person confirm.",
        schema: schema::<MatchArguments>,
        answer: Tools::find,
    },
    Tool {
        name: "understand",
        title: "Hear what a message says",
        description: "Hears what a person's message says: every job with its likeliest occupations, start, end, weekly hours, country, kind of work and time away, French results, a score, \
            and what the message wants. What was not said is null, and a list stands where several readings are possible: ask the person instead of guessing. It judges nothing; `assess` does.",
        schema: schema::<MessageEntry>,
        answer: Tools::understand,
    },
    Tool {
        name: "assess",
        title: "Judge work by the category rules",
        description: "Judges one person's work by the rules in force on a day: a verdict for every Express Entry category, and for the work that the three programs ask, with the hours credited and \
            required, the day from which it qualifies and the day on which it lapses. Months are counted as the rule set does whose date stands in `rules`: tell the person that date. \
            Information, not legal advice: it knows nothing of funds, diplomas, provincial programs or the official decision.",
        schema: schema::<CaseEntry>,
        answer: Tools::assess,
    },
    Tool {
        name: "rules",
        title: "The category rules of a day",
        description: "The rule set in force on a day, by its date, and what it changed against the one before: categories that are new, gone or changed, with the occupations added and removed. \
            Rules are known since the first category lists of 2023, as far as they were published when the data were collected; the official page decides.",
        schema: schema::<RulesArguments>,
        answer: Tools::rules,
    },
    Tool {
        name: "draws",
        title: "Rounds of invitations",
        description: "The rounds of invitations of a category or program up to a day, newest first, with date, invitations and the lowest score invited (`cut_off`). \
            Without a stream it gives every round of all of them, which is long. They are known as far as the data go, not to the minute, and no forecast.",
        schema: schema::<DrawsArguments>,
        answer: Tools::draws,
    },
    Tool {
        name: "crs",
        title: "A score beside the latest rounds",
        description: "What a Comprehensive Ranking System score would have done in the latest rounds (at most ten) of every category and program: how many it would have reached, the lowest and the \
            highest cut-off, the latest round. It takes a score that the person knows and computes none. Past rounds promise nothing, and a category's rounds are only for those who qualify for it.",
        schema: schema::<ScoreArguments>,
        answer: Tools::score,
    },
];

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MatchArguments {
    /// The job, in any words: a title, what one does, or a sentence.
    text: String,
    /// The language of the text, en or fr; recognised where it is left out.
    #[serde(default, deserialize_with = "optional_lang")]
    #[schemars(with = "Option<String>")]
    lang: Option<Lang>,
    /// The most occupations to tell; 5 where it is left out.
    #[serde(default, deserialize_with = "optional_top")]
    #[schemars(range(min = 1))]
    top: Option<u16>,
    /// The day whose categories are told, such as 2026-11-22; today where it is left out.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    as_of: Option<Date>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RulesArguments {
    /// The day, such as 2026-11-22; today where it is left out.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    as_of: Option<Date>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DrawsArguments {
    /// A category or program by its id or name, such as health, trade, french, cec, pnp or general; all where it is left out.
    stream: Option<String>,
    /// The day up to which rounds are told, such as 2026-11-22; today where it is left out.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    as_of: Option<Date>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ScoreArguments {
    /// The score.
    #[serde(deserialize_with = "score")]
    #[schemars(range(max = HIGHEST_CRS))]
    score: u16,
    /// The day up to which rounds are compared, such as 2026-11-22; today where it is left out.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    as_of: Option<Date>,
}

/// What the arguments of a tool look like.
fn schema<T: JsonSchema + 'static>() -> JsonObject {
    let mut schema = JsonObject::clone(&schema_for_type::<T>());
    // The name of a type of ours says nothing to an assistant.
    schema.remove("title");
    schema
}

fn optional_top<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    optional_within(from, 1..=u16::MAX, "a number")
}

impl Tools {
    /// What an assistant should know of all tools, with the dates of the data.
    pub(super) fn instructions(&self) -> String {
        let rules = self.rules_on(self.clock.today());
        let rules = rules.map_or_else(|problem| problem, |set| set.effective_from.to_string());
        let rounds = self.presenter.data.published().rounds.known_to();
        let rounds = rounds.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        format!(
            "Which categories of Canada's Express Entry a person's work qualifies for, from a job in plain words to the day it counts. Rules in force since: {rules}. \
             Rounds known to: {rounds}. Hear a message with understand or find a job with match, let the person confirm the occupation and fill in what is missing, then assess. \
             This is information, not legal advice, and no part of any government: say so with every verdict, and name the date of the rules."
        )
    }

    fn rules_on(&self, day: Date) -> Result<&RuleSet, String> {
        let rules = self.presenter.data.rule_set(None, day);
        rules.map_err(|error| format!("as_of: {error}"))
    }

    /// The day asked about, and the rules in force on it.
    fn on(&self, day: Option<Date>) -> Result<(Date, Context<'_>), String> {
        let day = day.unwrap_or_else(|| self.clock.today());
        let context = Context {
            presenter: &self.presenter,
            rules: self.rules_on(day)?,
            localizer: self.presenter.texts.localizer(self.usual_lang),
        };
        Ok((day, context))
    }

    fn find(&self, arguments: &str) -> Result<String, String> {
        let arguments: MatchArguments = read_entry(arguments, r#"{"text":"..."}"#)?;
        let lang = spoken(arguments.lang, &self.presenter.data.languages)?;
        let (_, card) = self.on(arguments.as_of)?;
        let lines = MatchLines {
            presenter: card.presenter,
            rules: card.rules,
            lang: lang.or(self.lang),
            top: arguments.top.unwrap_or(USUAL_TOP).into(),
        };
        Ok(lines.json(&arguments.text))
    }

    fn understand(&self, arguments: &str) -> Result<String, String> {
        let (today, card) = self.on(None)?;
        let lines = UnderstandLines {
            data: &card.presenter.data,
            rules: card.rules,
            lang: self.usual_lang,
            today,
        };
        lines.answer_line(arguments)
    }

    fn assess(&self, arguments: &str) -> Result<String, String> {
        let data = &self.presenter.data;
        let assessor = Assessor {
            versions: &data.versions,
            rules: &data.rules,
            programs: &data.programs,
            today: self.clock.today(),
        };
        assessor.answer_line(arguments.as_bytes())
    }

    fn rules(&self, arguments: &str) -> Result<String, String> {
        let arguments: RulesArguments = read_entry(arguments, "{}")?;
        let (_, card) = self.on(arguments.as_of)?;
        Ok(rules_json(card.presenter, card.rules))
    }

    fn draws(&self, arguments: &str) -> Result<String, String> {
        let arguments: DrawsArguments = read_entry(arguments, "{}")?;
        let (day, card) = self.on(arguments.as_of)?;
        let Some(name) = arguments.stream else {
            return Ok(draws_json(Stream::all(card), card.presenter, day));
        };
        let stream = Stream::of_name(card, &name).map_err(|error| format!("stream: {error}"))?;
        Ok(draws_json(iter::once(stream), card.presenter, day))
    }

    fn score(&self, arguments: &str) -> Result<String, String> {
        let arguments: ScoreArguments = read_entry(arguments, r#"{"score":450}"#)?;
        let (day, card) = self.on(arguments.as_of)?;
        let streams = Stream::all(card);
        Ok(score_json(streams, card.presenter, arguments.score, day))
    }
}
