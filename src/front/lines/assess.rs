//! `nocbot assess`: cases in, verdicts out.

use std::fmt::Display;
use std::io::{self, BufRead, Write};
use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::to_json;
use crate::draws::HIGHEST_CRS;
use crate::eligibility::{
    self, Assessment, CategoryVerdict, Country, FrenchScores, HIGHEST_NCLC, MilitaryService,
    Person, ProgramVerdict, ProgramWork, Programs, RuleSet, Rules, Spell, SpellError, SpellFlags,
    StatedAway, StatedDate, WeeklyHours, Work, assess_programs,
};
use crate::noc::{Classification, NocCode, NocVersions};

/// A case in which nothing is told.
const SMALLEST_CASE: &str = r#"{"experience":[]}"#;
/// No person has more spells of work, nor more stretches away from one.
const MAX_ENTRIES: usize = 100;
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
    away: Option<Vec<AwayEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AwayEntry {
    #[serde(deserialize_with = "stated_date")]
    start: StatedDate,
    #[serde(default, deserialize_with = "optional_stated_date")]
    end: Option<StatedDate>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FrenchEntry {
    #[serde(deserialize_with = "optional_nclc")]
    listening: Option<u8>,
    #[serde(deserialize_with = "optional_nclc")]
    speaking: Option<u8>,
    #[serde(deserialize_with = "optional_nclc")]
    reading: Option<u8>,
    #[serde(deserialize_with = "optional_nclc")]
    writing: Option<u8>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MilitaryEntry {
    serving: Option<bool>,
    #[serde(deserialize_with = "optional_years")]
    years: Option<f64>,
    caf_offer: Option<bool>,
    credential: Option<bool>,
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

fn optional_nclc<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    let levels = 0..=HIGHEST_NCLC;
    optional_within(from, levels, "an NCLC level")
}

fn optional_years<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    optional_within(from, 0.0..=100.0, "years of service")
}

fn optional_crs<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    optional_within(from, 0..=HIGHEST_CRS, "a score")
}

fn optional_within<'de, D, T>(
    from: D,
    range: RangeInclusive<T>,
    what: &str,
) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + PartialOrd + Display,
{
    match Option::<T>::deserialize(from)? {
        Some(found) if !range.contains(&found) => Err(de::Error::custom(format!(
            "expected {what} from {} to {}, found {found}",
            range.start(),
            range.end()
        ))),
        found => Ok(found),
    }
}

#[derive(Serialize)]
pub(super) struct Answer<'a> {
    as_of: Date,
    rules: Date,
    categories: Vec<CategoryAnswer<'a>>,
    programs: Vec<ProgramAnswer<'a>>,
}

#[derive(Serialize)]
struct CategoryAnswer<'a> {
    id: &'a str,
    verdict: &'static str,
    noc: Option<NocCode>,
    #[serde(flatten)]
    counted: CountedAnswer,
}

#[derive(Serialize)]
struct ProgramAnswer<'a> {
    id: &'a str,
    /// None where it is open.
    work: Option<&'static str>,
    noc: Option<NocCode>,
    #[serde(flatten)]
    counted: CountedAnswer,
}

#[derive(Default, Serialize)]
struct CountedAnswer {
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
    /// The day asked about.
    pub as_of: Date,
    /// The person.
    pub person: Person,
}

/// What `nocbot assess` knows: the occupations there are, in every version, and the rules.
pub struct Assessor<'a> {
    /// Every version of the classification.
    pub versions: &'a NocVersions,
    /// Every rule set.
    pub rules: &'a Rules,
    /// The programs.
    pub programs: &'a Programs,
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
        let assessment = self.assess(&case)?;
        let counting = &assessment.rules.counting;
        let programs = assess_programs(self.programs, counting, &case.person, case.as_of)
            .map_err(|(at, error)| format!("experience[{at}].{error}"))?;
        let programs = programs.into_iter().map(|judged| (judged, true));
        Ok(to_json(&answer_with_programs(&assessment, programs)))
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
        let version = self.rules_on(as_of)?.noc;
        let noc = self.versions.get(version);
        let noc = noc.unwrap_or_else(|| self.versions.newest());
        at_most(case.experience.len(), "spells of work")
            .map_err(|error| format!("experience: {error}"))?;
        let entries = case.experience.into_iter().enumerate();
        let spells = entries.map(|(at, entry)| {
            spell(entry, as_of, noc).map_err(|error| format!("experience[{at}].{error}"))
        });
        let french = case.french.unwrap_or_default();
        let military = case.military.unwrap_or_default();
        Ok(Person {
            experience: spells.collect::<Result<_, _>>()?,
            french: FrenchScores {
                listening: french.listening,
                speaking: french.speaking,
                reading: french.reading,
                writing: french.writing,
            },
            military: MilitaryService {
                serving: military.serving,
                years: military.years,
                caf_offer: military.caf_offer,
                credential: military.credential,
            },
        })
    }
}

/// Refuses more entries than a person has.
fn at_most(found: usize, what: &str) -> Result<(), String> {
    if found > MAX_ENTRIES {
        return Err(format!(
            "expected at most {MAX_ENTRIES} {what}, found {found}"
        ));
    }
    Ok(())
}

/// A spell of work, in the version of the classification that the rules of the day go by.
fn spell(entry: SpellEntry, as_of: Date, noc: &Classification) -> Result<Spell, String> {
    if noc.group(entry.noc).is_none() {
        let version = noc.name();
        return Err(format!("noc: {} is not a code of {version}", entry.noc));
    }
    let mut spell = Spell {
        noc: entry.noc,
        start: entry.start.as_start(),
        end: entry.end.map(|end| end.as_end_before(as_of)),
        hours: entry.hours_per_week,
        country: entry.country,
        flags: SpellFlags {
            self_employed: entry.self_employed,
            student: entry.student,
            unpaid: entry.unpaid,
        },
        away: Vec::new(),
    };
    // The stretches away are read against the work, so that has to hold together first.
    spell.check(as_of).map_err(|error| error.to_string())?;
    let stretches = entry.away.unwrap_or_default();
    at_most(stretches.len(), "stretches").map_err(|error| format!("away: {error}"))?;
    let stretches = stretches.into_iter().enumerate();
    let away = stretches.map(|(at, AwayEntry { start, end })| {
        let stated = StatedAway { start, end };
        stated
            .within(spell.start, spell.end)
            .map_err(|error| SpellError::Away { at, error }.to_string())
    });
    spell.away = away.collect::<Result<_, _>>()?;
    Ok(spell)
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

fn category_answer<'a>(judged: &CategoryVerdict<'a>) -> CategoryAnswer<'a> {
    CategoryAnswer {
        id: &judged.category.id,
        verdict: judged.verdict.tag(),
        noc: judged.noc,
        counted: counted_answer(judged.work.as_ref()),
    }
}

/// What `assess` answers; the work of a program is told where it is sure.
pub(super) fn answer_with_programs<'a>(
    assessment: &Assessment<'a>,
    programs: impl Iterator<Item = (ProgramVerdict<'a>, bool)>,
) -> Answer<'a> {
    Answer {
        as_of: assessment.as_of,
        rules: assessment.rules.effective_from,
        categories: assessment.verdicts.iter().map(category_answer).collect(),
        programs: programs
            .map(|(judged, is_sure)| program_answer(&judged, is_sure))
            .collect(),
    }
}

fn program_answer<'a>(judged: &ProgramVerdict<'a>, is_sure: bool) -> ProgramAnswer<'a> {
    ProgramAnswer {
        id: &judged.program.id,
        work: is_sure.then_some(match judged.work {
            ProgramWork::Met => "met",
            ProgramWork::NotYet => "not_yet",
            ProgramWork::None => "none",
        }),
        noc: judged.noc,
        counted: counted_answer(judged.counted.as_ref()),
    }
}

fn counted_answer(work: Option<&Work>) -> CountedAnswer {
    work.map_or_else(CountedAnswer::default, |work| CountedAnswer {
        credited_hours: Some(work.credited.to_tenths()),
        required_hours: Some(work.required.whole_hours()),
        qualifies_on: work.qualifies_on,
        lapses_on: work.lapses_on,
    })
}
