//! The Express Entry programs: whether the work is enough to enter the pool at all.

use jiff::civil::Date;

use super::assess::Person;
use super::requirement::{Work, best_of_occupations, judge_work, occupations_of};
use super::rules::{Counting, Source, WorkRule};
use super::spell::{Spell, SpellError};
use crate::noc::{Localized, NocCode, Teer};

/// Which occupations' work counts for a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occupations {
    /// Those of these TEER levels.
    Teers(Vec<Teer>),
    /// These, ascending.
    Listed(Vec<NocCode>),
}

impl Occupations {
    /// Whether they are named one by one.
    pub fn are_listed(&self) -> bool {
        matches!(self, Occupations::Listed(_))
    }

    /// Whether this occupation is one of them.
    pub fn include(&self, noc: NocCode) -> bool {
        match self {
            Occupations::Teers(teers) => teers.contains(&noc.teer()),
            Occupations::Listed(nocs) => nocs.binary_search(&noc).is_ok(),
        }
    }
}

/// Which work a program leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusions {
    /// Work while studying full-time.
    pub student: bool,
    /// Self-employed work.
    pub self_employed: bool,
    /// The occupations whose self-employed work counts all the same, ascending.
    pub self_employed_except: Vec<NocCode>,
}

impl Exclusions {
    /// Whether this spell is left out.
    pub fn include(&self, spell: &Spell) -> bool {
        let may_be_self_employed = self.self_employed_except.binary_search(&spell.noc).is_ok();
        self.student && spell.flags.student
            || self.self_employed && spell.flags.self_employed && !may_be_self_employed
    }
}

/// A program, as far as its work requirement goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Such as `fsw`.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// An abbreviation.
    pub short_name: Localized,
    /// How much work it asks for.
    pub rule: WorkRule,
    /// The occupations that count.
    pub occupations: Occupations,
    /// Whether the hours of all occupations add up, or each occupation must be enough alone.
    pub together: bool,
    /// The work that does not count.
    pub leaves_out: Exclusions,
    /// Where it is from.
    pub sources: Vec<Source>,
}

impl Program {
    /// Whether this spell is of the kind that counts, whatever its dates.
    pub fn counts(&self, spell: &Spell) -> bool {
        spell.is_paid_work()
            && self.occupations.include(spell.noc)
            && self.rule.place.includes(spell.country)
            && !self.leaves_out.include(spell)
    }
}

/// The programs, in the order in which they are shown.
#[derive(Debug)]
pub struct Programs {
    pub(super) programs: Vec<Program>,
}

impl Programs {
    /// Every program, in the order in which they are shown.
    pub fn all(&self) -> &[Program] {
        &self.programs
    }

    /// The highest TEER level that a program takes among those that go by levels: no work above it counts for them.
    pub fn highest_teer(&self) -> u8 {
        let levels = self
            .programs
            .iter()
            .flat_map(|program| match &program.occupations {
                Occupations::Teers(teers) => teers.as_slice(),
                Occupations::Listed(_) => &[],
            });
        levels.map(|teer| teer.level()).max().unwrap_or_default()
    }
}

/// Whether a program's work requirement is met, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProgramWork {
    /// There is enough.
    Met,
    /// There is work of the kind that counts, but not enough.
    NotYet,
    /// There is no work of the kind that counts.
    None,
}

/// What one program says to a person's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramVerdict<'a> {
    /// The program.
    pub program: &'a Program,
    /// Whether its requirement is met.
    pub work: ProgramWork,
    /// The occupation counted; none where there is none, or where all are added up.
    pub noc: Option<NocCode>,
    /// What was counted; none where nothing counts.
    pub counted: Option<Work>,
}

/// Holds a person's work against the programs on the day `as_of`, by the counting rules in force.
///
/// # Errors
/// The first spell whose dates do not hold together, with its place in `experience`.
pub fn assess_programs<'a>(
    programs: &'a Programs,
    counting: &Counting,
    person: &Person,
    as_of: Date,
) -> Result<Vec<ProgramVerdict<'a>>, (usize, SpellError)> {
    person.check(as_of)?;
    let all = programs.programs.iter();
    Ok(all
        .map(|program| judge_program(program, counting, person, as_of))
        .collect())
}

fn judge_program<'a>(
    program: &'a Program,
    counting: &Counting,
    person: &Person,
    as_of: Date,
) -> ProgramVerdict<'a> {
    let spells = person.experience.iter();
    let counted: Vec<&Spell> = spells.filter(|spell| program.counts(spell)).collect();
    let rule = &program.rule;
    let judged = if counted.is_empty() {
        None
    } else if program.together {
        let (is_met, work) = judge_work(counting, rule, &counted, as_of);
        Some((None, is_met, work))
    } else {
        let occupations = occupations_of(&counted);
        best_of_occupations(counting, rule, &occupations, &counted, as_of)
            .map(|(noc, is_met, work)| (Some(noc), is_met, work))
    };
    match judged {
        None => ProgramVerdict {
            program,
            work: ProgramWork::None,
            noc: None,
            counted: None,
        },
        Some((noc, is_met, work)) => ProgramVerdict {
            program,
            work: if is_met {
                ProgramWork::Met
            } else {
                ProgramWork::NotYet
            },
            noc,
            counted: Some(work),
        },
    }
}
