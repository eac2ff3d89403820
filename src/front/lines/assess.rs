//! `nocbot assess`: cases in, verdicts out.

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::entry::{
    optional_day, optional_score, optional_stated_date, optional_within, read_entry, stated_date,
};
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
/// Nobody has served longer.
const MAX_YEARS: f64 = 100.0;

/// A case as it is written: what a person worked, and what else categories ask for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseEntry {
    /// The day asked about, such as 2026-11-22; today where it is left out.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    as_of: Option<Date>,
    /// Every spell of work of this one person, in any order; those that overlap are each told in full. Empty where there is none.
    #[schemars(length(max = MAX_ENTRIES))]
    experience: Vec<SpellEntry>,
    /// Results of a French test; left out where there are none.
    french: Option<FrenchEntry>,
    /// Service in a military; left out where there is none.
    military: Option<MilitaryEntry>,
    /// A Comprehensive Ranking System score; no verdict depends on it.
    #[serde(default, deserialize_with = "optional_score")]
    #[schemars(range(max = HIGHEST_CRS))]
    #[expect(dead_code, reason = "checked, but no verdict depends on the score")]
    crs: Option<u16>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct SpellEntry {
    /// The five-digit code of the unit group (NOC) whose duties the work had; match finds it from a job title.
    #[schemars(with = "String", regex(pattern = "^[0-9]{5}$"))]
    noc: NocCode,
    /// When it began: a day such as 2024-01-08, or only a month such as 2024-01.
    #[serde(deserialize_with = "stated_date")]
    #[schemars(with = "String")]
    start: StatedDate,
    /// When it ended: a day or a month; null or left out where it goes on.
    #[serde(default, deserialize_with = "optional_stated_date")]
    #[schemars(with = "Option<String>")]
    end: Option<StatedDate>,
    /// Paid hours a week, more than 0 and at most 168. Where they changed, tell a spell for each stretch.
    #[serde(deserialize_with = "weekly_hours")]
    #[schemars(with = "f64")]
    hours_per_week: WeeklyHours,
    /// Where the person was while working.
    country: Country,
    /// Whether the person was self-employed; programs leave such work out.
    #[serde(default)]
    self_employed: bool,
    /// Whether the person studied full-time meanwhile; programs leave such work out.
    #[serde(default)]
    student: bool,
    /// Whether the work was unpaid, as of a volunteer; it is left out altogether.
    #[serde(default)]
    unpaid: bool,
    /// Stretches of unpaid time away from this work.
    away: Option<Vec<AwayEntry>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct AwayEntry {
    /// When it began: a day or a month.
    #[serde(deserialize_with = "stated_date")]
    #[schemars(with = "String")]
    start: StatedDate,
    /// When it ended: a day or a month; null or left out where it goes on.
    #[serde(default, deserialize_with = "optional_stated_date")]
    #[schemars(with = "Option<String>")]
    end: Option<StatedDate>,
}

/// NCLC levels of a French test, each null or left out where it is unknown.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
struct FrenchEntry {
    /// The NCLC level of listening.
    #[serde(deserialize_with = "optional_nclc")]
    #[schemars(range(max = HIGHEST_NCLC))]
    listening: Option<u8>,
    /// The NCLC level of speaking.
    #[serde(deserialize_with = "optional_nclc")]
    #[schemars(range(max = HIGHEST_NCLC))]
    speaking: Option<u8>,
    /// The NCLC level of reading.
    #[serde(deserialize_with = "optional_nclc")]
    #[schemars(range(max = HIGHEST_NCLC))]
    reading: Option<u8>,
    /// The NCLC level of writing.
    #[serde(deserialize_with = "optional_nclc")]
    #[schemars(range(max = HIGHEST_NCLC))]
    writing: Option<u8>,
}

/// What the military category asks, each null or left out where it is unknown.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
struct MilitaryEntry {
    /// Whether the person serves in a recognised foreign military now.
    serving: Option<bool>,
    /// Years of continuous service.
    #[serde(deserialize_with = "optional_years")]
    #[schemars(range(min = 0, max = MAX_YEARS))]
    years: Option<f64>,
    /// Whether the person has a job offer of the Canadian Armed Forces, of the length that the category asks for.
    caf_offer: Option<bool>,
    /// Whether the person has a post-secondary credential, of the length that the category asks for.
    credential: Option<bool>,
}

fn weekly_hours<'de, D: Deserializer<'de>>(from: D) -> Result<WeeklyHours, D::Error> {
    WeeklyHours::new(f64::deserialize(from)?).map_err(de::Error::custom)
}

fn optional_nclc<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    let levels = 0..=HIGHEST_NCLC;
    optional_within(from, levels, "an NCLC level")
}

fn optional_years<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    optional_within(from, 0.0..=MAX_YEARS, "years of service")
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
        let case: CaseEntry = read_entry(line, SMALLEST_CASE)?;
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
