//! From spells of work to verdicts: the counting rules of the Express Entry categories.
//!
//! Pure arithmetic: no clock, no language, no I/O beyond reading rule files.
//!
//! [`Rules`] holds the [`RuleSet`] of every day. [`assess`] holds a [`Person`]'s [`Spell`]s of work against the categories of one, and
//! [`assess_programs`] against the [`Programs`]; [`bounds`] does it for a case of which only parts are known. The crate's page has an
//! example.

mod assess;
mod away;
pub mod bounds;
mod data;
mod days;
mod hours;
mod program;
mod program_files;
mod requirement;
mod rules;
mod spell;
mod stated;
mod timeline;
mod toml_file;

pub use assess::{
    Assessment, CategoryVerdict, FrenchScores, HIGHEST_NCLC, MilitaryService, Person, Verdict,
    assess,
};
pub use away::{Away, AwayError, StatedAway};
pub use hours::{Credit, InvalidHours, WeeklyHours};
pub use program::{
    Exclusions, Occupations, Program, ProgramVerdict, ProgramWork, Programs, assess_programs,
};
pub use requirement::{Assumption, Work};
pub use rules::{
    Category, CategoryChange, Counting, LanguageRule, MilitaryRule, NoRules, Place, Requirement,
    RuleSet, Rules, Source, WorkRule,
};
pub use spell::{Country, Spell, SpellError, SpellFlags, WorkKind};
pub use stated::{StatedDate, StatedDateError};
