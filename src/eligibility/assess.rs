use jiff::civil::Date;

use super::requirement::{Work, best_of_occupations, occupations_of};
use super::rules::{Category, LanguageRule, MilitaryRule, Requirement, RuleSet, WorkRule};
use super::spell::{Spell, SpellError};
use crate::noc::NocCode;

/// The highest NCLC level there is.
pub const HIGHEST_NCLC: u8 = 12;

/// NCLC levels of a French test, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FrenchScores {
    /// The NCLC level of listening.
    pub listening: Option<u8>,
    /// The NCLC level of speaking.
    pub speaking: Option<u8>,
    /// The NCLC level of reading.
    pub reading: Option<u8>,
    /// The NCLC level of writing.
    pub writing: Option<u8>,
}

impl FrenchScores {
    /// Levels of listening, speaking, reading and writing, all known.
    pub fn all([listening, speaking, reading, writing]: [u8; 4]) -> Self {
        FrenchScores {
            listening: Some(listening),
            speaking: Some(speaking),
            reading: Some(reading),
            writing: Some(writing),
        }
    }

    /// The four levels: listening, speaking, reading, writing.
    pub fn levels(&self) -> [Option<u8>; 4] {
        [self.listening, self.speaking, self.reading, self.writing]
    }
}

/// Answers to the questions of the military category, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MilitaryService {
    /// Serving now in a recognised foreign military.
    pub serving: Option<bool>,
    /// Years of continuous service.
    pub years: Option<f64>,
    /// A Canadian Forces job offer of the length asked for.
    pub caf_offer: Option<bool>,
    /// A post-secondary credential of the length asked for.
    pub credential: Option<bool>,
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// The spells of work.
    pub experience: Vec<Spell>,
    /// The levels of French.
    pub french: FrenchScores,
    /// What is known of military service.
    pub military: MilitaryService,
}

impl Person {
    /// Checks every spell against the day asked about.
    ///
    /// # Errors
    /// The first spell whose dates do not hold together, with its place in `experience`.
    pub(super) fn check(&self, as_of: Date) -> Result<(), (usize, SpellError)> {
        let mut spells = self.experience.iter().enumerate();
        spells.try_for_each(|(at, spell)| spell.check(as_of).map_err(|error| (at, error)))
    }

    /// The spells that are not left out altogether.
    pub(super) fn paid_work(&self) -> Vec<&Spell> {
        let spells = self.experience.iter();
        spells.filter(|spell| spell.is_paid_work()).collect()
    }
}

/// The outcome for one category, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Met.
    Eligible,
    /// An occupation is listed, but the requirement is not met.
    NotYet,
    /// Answers are missing.
    Unknown,
    /// An answer fails.
    No,
    /// No occupation is listed.
    NotListed,
}

impl Verdict {
    /// Its name for programs.
    pub fn tag(self) -> &'static str {
        match self {
            Verdict::Eligible => "eligible",
            Verdict::NotYet => "not_yet",
            Verdict::NotListed => "not_listed",
            Verdict::Unknown => "unknown",
            Verdict::No => "no",
        }
    }
}

/// What one category says to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryVerdict<'a> {
    /// The category.
    pub category: &'a Category,
    /// What it says.
    pub verdict: Verdict,
    /// The person's occupation the verdict is about.
    pub noc: Option<NocCode>,
    /// None for categories that count no work, and where no occupation is listed.
    pub work: Option<Work>,
}

/// The verdicts of every category in force, in the order of the rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment<'a> {
    /// The day asked about.
    pub as_of: Date,
    /// The rule set that was judged by.
    pub rules: &'a RuleSet,
    /// What every category says, in the order of the rule set.
    pub verdicts: Vec<CategoryVerdict<'a>>,
}

/// Judges a person by a rule set on the day `as_of`.
///
/// # Errors
/// The first spell whose dates do not hold together, with its place in `experience`.
pub fn assess<'a>(
    rules: &'a RuleSet,
    person: &Person,
    as_of: Date,
) -> Result<Assessment<'a>, (usize, SpellError)> {
    person.check(as_of)?;
    let paid = person.paid_work();
    let judge = |category: &'a Category| match &category.requirement {
        Requirement::Work(rule) => judge_category(rules, category, rule, &paid, as_of),
        Requirement::Language(rule) => CategoryVerdict {
            category,
            verdict: judge_language(*rule, &person.french),
            noc: None,
            work: None,
        },
        Requirement::Military(rule) => judge_military(category, *rule, &paid, &person.military),
    };
    Ok(Assessment {
        as_of,
        rules,
        verdicts: rules.categories.iter().map(judge).collect(),
    })
}

/// What questions amount to of which all must be answered by yes: a "no" decides, and an open one leaves it unknown.
fn all_of(answers: impl IntoIterator<Item = Option<bool>>) -> Verdict {
    let answers = answers.into_iter().map(|answer| match answer {
        Some(true) => Verdict::Eligible,
        None => Verdict::Unknown,
        Some(false) => Verdict::No,
    });
    answers.max().unwrap_or(Verdict::Eligible)
}

fn judge_language(rule: LanguageRule, scores: &FrenchScores) -> Verdict {
    let levels = scores.levels();
    all_of(levels.map(|level| level.map(|level| level >= rule.lowest_nclc)))
}

/// What the answers about military service amount to, for somebody whose occupation is listed.
pub(super) fn judge_service(rule: MilitaryRule, service: &MilitaryService) -> Verdict {
    let years = service.years;
    all_of([
        service.serving,
        years.map(|years| years >= f64::from(rule.years_of_service)),
        service.caf_offer,
        service.credential,
    ])
}

fn judge_military<'a>(
    category: &'a Category,
    rule: MilitaryRule,
    paid: &[&Spell],
    service: &MilitaryService,
) -> CategoryVerdict<'a> {
    let listed = paid.iter().filter(|spell| category.lists(spell.noc));
    let noc = listed.map(|spell| spell.noc).min();
    let verdict = match noc {
        None => Verdict::NotListed,
        Some(_) => judge_service(rule, service),
    };
    CategoryVerdict {
        category,
        verdict,
        noc,
        work: None,
    }
}

fn judge_category<'a>(
    rules: &RuleSet,
    category: &'a Category,
    rule: &WorkRule,
    paid: &[&Spell],
    as_of: Date,
) -> CategoryVerdict<'a> {
    let mut listed = paid.to_vec();
    listed.retain(|spell| category.lists(spell.noc));
    let occupations = occupations_of(&listed);
    // Work in the wrong place does not count, and is work in a listed occupation all the same.
    listed.retain(|spell| rule.place.includes(spell.country));
    match best_of_occupations(&rules.counting, rule, &occupations, &listed, as_of) {
        None => CategoryVerdict {
            category,
            verdict: Verdict::NotListed,
            noc: None,
            work: None,
        },
        Some((noc, is_met, work)) => CategoryVerdict {
            category,
            verdict: if is_met {
                Verdict::Eligible
            } else {
                Verdict::NotYet
            },
            noc: Some(noc),
            work: Some(work),
        },
    }
}
