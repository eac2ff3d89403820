//! From spells of work to verdicts: the counting rules of the Express Entry categories.
//!
//! Pure arithmetic: no clock, no language, no I/O beyond reading rule files.

mod assess;
mod data;
mod hours;
mod places;
mod rules;
mod spell;
mod timeline;

pub use assess::{
    Assessment, Assumption, CategoryVerdict, FrenchScores, HIGHEST_NCLC, MilitaryService, Person,
    Verdict, Work, assess,
};
pub use hours::{Credit, InvalidHours, WeeklyHours};
pub use places::{PlaceNamed, Places};
pub use rules::{
    Category, CategoryChange, Counting, LanguageRule, MilitaryRule, NoRules, Place, Requirement,
    RuleSet, Rules, Source, WorkRule,
};
pub use spell::{Country, Spell, SpellError, SpellFlags, StatedDate, StatedDateError, WorkKind};
