//! `nocbot assess`: cases in, verdicts out.

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::to_json;
use crate::draws::HIGHEST_CRS;
use crate::eligibility::{
    self, Assessment, CategoryVerdict, Country, FrenchScores, HIGHEST_NCLC, MilitaryService,
    Person, RuleSet, Rules, Spell, SpellFlags, StatedDate, Verdict, WeeklyHours,
};
use crate::noc::{NocCode, NocVersions};

/// A case in which nothing is told.
const SMALLEST_CASE: &str = r#"{"experience":[]}"#;
/// How much of a line that is no case is repeated.
const LONGEST_QUOTE: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseEntry {
    #[serde(default, deserialize_with = "optional_day")]
    as_of: Option<Date>,
    experience: Vec<SpellEntry>,
    french: Option<FrenchEntry>,
    military: Option<MilitaryEntry>,
    #[serde(default, deserialize_with = "optional_crs")]
    #[expect(dead_code, reason = "checked, but no verdict depends on the score")]
    crs: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpellEntry {
    noc: NocCode,
    #[serde(deserialize_with = "stated_date")]
    start: StatedDate,
    #[serde(default, deserialize_with = "optional_stated_date")]
    end: Option<StatedDate>,
    #[serde(deserialize_with = "weekly_hours")]
    hours_per_week: WeeklyHours,
    country: Country,
    #[serde(default)]
    self_employed: bool,
    #[serde(default)]
    student: bool,
    #[serde(default)]
    unpaid: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrenchEntry {
    #[serde(deserialize_with = "nclc")]
    listening: u8,
    #[serde(deserialize_with = "nclc")]
    speaking: u8,
    #[serde(deserialize_with = "nclc")]
    reading: u8,
    #[serde(deserialize_with = "nclc")]
    writing: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MilitaryEntry {
    serving: bool,
    #[serde(deserialize_with = "years")]
    years: f64,
    caf_offer: bool,
    credential: bool,
}

fn stated_date<'de, D: Deserializer<'de>>(from: D) -> Result<StatedDate, D::Error> {
    String::deserialize(from)?
        .parse()
        .map_err(de::Error::custom)
}

fn optional_stated_date<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<StatedDate>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| text.parse().map_err(de::Error::custom))
        .transpose()
}

fn optional_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    match optional_stated_date(from)? {
        None => Ok(None),
        Some(StatedDate::Day(day)) => Ok(Some(day)),
        Some(StatedDate::Month(_) | StatedDate::Year(_)) => Err(de::Error::custom(
            "expected a day such as 2026-11-22, found a month",
        )),
    }
}

fn weekly_hours<'de, D: Deserializer<'de>>(from: D) -> Result<WeeklyHours, D::Error> {
    WeeklyHours::new(f64::deserialize(from)?).map_err(de::Error::custom)
}

fn nclc<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let level = u8::deserialize(from)?;
    let wrong = || {
        de::Error::custom(format!(
            "expected an NCLC level from 0 to {HIGHEST_NCLC}, found {level}"
        ))
    };
    if level <= HIGHEST_NCLC {
        Ok(level)
    } else {
        Err(wrong())
    }
}

fn years<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let years = f64::deserialize(from)?;
    let wrong = || {
        de::Error::custom(format!(
            "expected years of service from 0 to 100, found {years}"
        ))
    };
    if (0.0..=100.0).contains(&years) {
        Ok(years)
    } else {
        Err(wrong())
    }
}

fn optional_crs<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    let score = Option::<u16>::deserialize(from)?;
    match score {
        Some(score) if score > HIGHEST_CRS => Err(de::Error::custom(format!(
            "expected a score from 0 to {HIGHEST_CRS}, found {score}"
        ))),
        score => Ok(score),
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    as_of: Date,
    rules: Date,
    categories: Vec<CategoryAnswer<'a>>,
}

#[derive(Serialize)]
struct CategoryAnswer<'a> {
    id: &'a str,
    verdict: &'static str,
    noc: Option<NocCode>,
    credited_hours: Option<f64>,
    required_hours: Option<i64>,
    qualifies_on: Option<Date>,
    lapses_on: Option<Date>,
}

#[derive(Serialize)]
struct Failure {
    error: String,
}

/// A person and the day asked about.
pub struct Case {
    pub as_of: Date,
    pub person: Person,
}

/// What `nocbot assess` knows: the occupations there are, in every version, and the rules.
pub struct Assessor<'a> {
    pub versions: &'a NocVersions,
    pub rules: &'a Rules,
    /// The day asked about where a case names none.
    pub today: Date,
}

impl Assessor<'_> {
    /// Answers every case of `input`; whether all of them could be read.
    ///
    /// # Errors
    /// `input` cannot be read or `output` not be written.
    pub fn answer_lines(&self, input: impl BufRead, mut output: impl Write) -> io::Result<bool> {
        let mut all_read = true;
        for line in input.split(b'\n') {
            let line = line?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let answer = self.answer_line(&line).unwrap_or_else(|error| {
                all_read = false;
                to_json(&Failure { error })
            });
            writeln!(output, "{answer}")?;
        }
        output.flush()?;
        Ok(all_read)
    }

    /// The answer to one case as JSON, or what is wrong with the case and in which field.
    ///
    /// # Errors
    /// The line is not JSON, a field is wrong, or no rules are known for the day.
    pub fn answer_line(&self, line: &[u8]) -> Result<String, String> {
        let case = self.read_case(line)?;
        Ok(to_json(&answer_to(&self.assess(&case)?)))
    }

    /// Reads one case.
    ///
    /// # Errors
    /// The text is not JSON, or a field is wrong.
    pub fn read_case(&self, line: &[u8]) -> Result<Case, String> {
        let line =
            std::str::from_utf8(line).map_err(|_| "the line is not UTF-8 text".to_owned())?;
        // Serde reads a list of values as a struct too.
        if !line.trim_start().starts_with('{') {
            return Err(format!(
                "expected a JSON object such as {SMALLEST_CASE}, found {}",
                quote(line)
            ));
        }
        let mut json = serde_json::Deserializer::from_str(line);
        let case: CaseEntry =
            serde_path_to_error::deserialize(&mut json).map_err(|error| describe(&error))?;
        json.end()
            .map_err(|error| format!("expected one JSON object a line: {error}"))?;
        let as_of = case.as_of.unwrap_or(self.today);
        Ok(Case {
            as_of,
            person: self.person(case, as_of)?,
        })
    }

    /// Judges a case by the rules in force on its day.
    ///
    /// # Errors
    /// No rules are known for the day, or dates do not hold together; which field is wrong.
    pub fn assess(&self, case: &Case) -> Result<Assessment<'_>, String> {
        let rules = self.rules_on(case.as_of)?;
        eligibility::assess(rules, &case.person, case.as_of)
            .map_err(|(at, error)| format!("experience[{at}].{error}"))
    }

    fn rules_on(&self, day: Date) -> Result<&RuleSet, String> {
        let rules = self.rules.in_force_on(day);
        rules.map_err(|error| format!("as_of: {error}"))
    }

    fn person(&self, case: CaseEntry, as_of: Date) -> Result<Person, String> {
        let noc = self
            .versions
            .get(self.rules_on(as_of)?.noc)
            .unwrap_or_else(|| self.versions.newest());
        let spell = |(at, entry): (usize, SpellEntry)| {
            if noc.group(entry.noc).is_none() {
                let (code, version) = (entry.noc, noc.name());
                return Err(format!(
                    "experience[{at}].noc: {code} is not a code of {version}"
                ));
            }
            Ok(Spell {
                noc: entry.noc,
                start: entry.start.as_start(),
                end: entry.end.map(StatedDate::as_end),
                hours: entry.hours_per_week,
                country: entry.country,
                flags: SpellFlags {
                    self_employed: entry.self_employed,
                    student: entry.student,
                    unpaid: entry.unpaid,
                },
            })
        };
        Ok(Person {
            experience: case
                .experience
                .into_iter()
                .enumerate()
                .map(spell)
                .collect::<Result<_, _>>()?,
            french: case.french.map(|scores| FrenchScores {
                listening: scores.listening,
                speaking: scores.speaking,
                reading: scores.reading,
                writing: scores.writing,
            }),
            military: case.military.map(|service| MilitaryService {
                serving: service.serving,
                years: service.years,
                caf_offer: service.caf_offer,
                credential: service.credential,
            }),
        })
    }
}

/// The field's path and what is wrong there, without serde's line and column.
fn describe(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    let full = error.inner().to_string();
    let message = full.split(" at line ").next().unwrap_or(&full);
    match error.path().to_string().as_str() {
        "." | "?" => message.to_owned(),
        path => format!("{path}: {message}"),
    }
}

fn quote(line: &str) -> String {
    format!(
        "{:?}",
        line.trim().chars().take(LONGEST_QUOTE).collect::<String>()
    )
}

fn answer_to<'a>(assessment: &Assessment<'a>) -> Answer<'a> {
    Answer {
        as_of: assessment.as_of,
        rules: assessment.rules.effective_from,
        categories: assessment.verdicts.iter().map(category_answer).collect(),
    }
}

fn category_answer<'a>(judged: &CategoryVerdict<'a>) -> CategoryAnswer<'a> {
    let work = judged.work.as_ref();
    CategoryAnswer {
        id: &judged.category.id,
        verdict: match judged.verdict {
            Verdict::Eligible => "eligible",
            Verdict::NotYet => "not_yet",
            Verdict::NotListed => "not_listed",
            Verdict::Unknown => "unknown",
            Verdict::No => "no",
        },
        noc: judged.noc,
        credited_hours: work.map(|work| work.credited.to_tenths()),
        required_hours: work.map(|work| work.required.whole_hours()),
        qualifies_on: work.and_then(|work| work.qualifies_on),
        lapses_on: work.and_then(|work| work.lapses_on),
    }
}
