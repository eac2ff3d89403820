use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::WeeklyHours;
use super::away::{Away, AwayError};
use super::days::Days;
use crate::noc::NocCode;

/// Where a spell of work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Country {
    /// In Canada.
    Canada,
    /// Outside Canada.
    Abroad,
}

/// What a person said about a spell that changes no hours; unpaid work is left out altogether, and programs leave out
/// self-employed or student work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SpellFlags {
    /// Self-employed.
    pub self_employed: bool,
    /// While studying full-time.
    pub student: bool,
    /// Not paid.
    pub unpaid: bool,
}

/// The kind of work, beyond hours and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkKind {
    /// Paid employment.
    Employed,
    /// Self-employment.
    SelfEmployed,
    /// Work while studying full-time.
    Student,
    /// Work that was not paid.
    Unpaid,
}

impl WorkKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [WorkKind; 4] = [
        WorkKind::Employed,
        WorkKind::SelfEmployed,
        WorkKind::Student,
        WorkKind::Unpaid,
    ];

    /// A short name for buttons and messages.
    pub fn tag(self) -> &'static str {
        match self {
            WorkKind::Employed => "employed",
            WorkKind::SelfEmployed => "self",
            WorkKind::Student => "student",
            WorkKind::Unpaid => "unpaid",
        }
    }

    /// The kind with this short name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.tag() == tag)
    }

    /// The flags of a spell of this kind.
    pub fn flags(self) -> SpellFlags {
        SpellFlags {
            self_employed: self == WorkKind::SelfEmployed,
            student: self == WorkKind::Student,
            unpaid: self == WorkKind::Unpaid,
        }
    }
}

/// A stretch of work in one occupation at the same weekly hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Spell {
    /// The occupation.
    pub noc: NocCode,
    /// The first day worked.
    pub start: Date,
    /// The last day worked, or none: still working there.
    pub end: Option<Date>,
    /// The weekly hours.
    pub hours: WeeklyHours,
    /// Where it was done.
    pub country: Country,
    /// What kind of work it was.
    pub flags: SpellFlags,
    /// Stretches in which it was not worked and not paid; they may overlap.
    pub away: Vec<Away>,
}

/// A spell that cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SpellError {
    /// It starts after the day asked about.
    #[error("start: {start} is after {as_of}, the day asked about")]
    StartsLater {
        /// The first day.
        start: Date,
        /// The day asked about.
        as_of: Date,
    },
    /// It ends after the day asked about.
    #[error(
        "end: {end} is after {as_of}, the day asked about (leave the end out if the work goes on)"
    )]
    EndsLater {
        /// The last day.
        end: Date,
        /// The day asked about.
        as_of: Date,
    },
    /// It ends before it starts.
    #[error("end: {end} is before the start, {start}")]
    EndsBeforeStart {
        /// The first day.
        start: Date,
        /// The last day.
        end: Date,
    },
    /// A stretch away is wrong.
    #[error("away[{at}].{error}")]
    Away {
        /// Its place, counted from 0.
        at: usize,
        /// What is wrong.
        #[source]
        error: AwayError,
    },
}

impl Spell {
    /// Checks the dates against each other and against the day asked about.
    ///
    /// # Errors
    /// The spell ends before it starts or reaches beyond `as_of`, or a stretch away is not inside it.
    pub fn check(&self, as_of: Date) -> Result<(), SpellError> {
        let start = self.start;
        if start > as_of {
            return Err(SpellError::StartsLater { start, as_of });
        }
        match self.end {
            Some(end) if end < start => Err(SpellError::EndsBeforeStart { start, end }),
            Some(end) if end > as_of => Err(SpellError::EndsLater { end, as_of }),
            _ => self.check_away(),
        }
    }

    fn check_away(&self) -> Result<(), SpellError> {
        self.away.iter().enumerate().try_for_each(|(at, away)| {
            away.check(self.start, self.end)
                .map_err(|error| SpellError::Away { at, error })
        })
    }

    /// Whether there is anything to count: paid work on some day. Unpaid work, and a spell away from its first to its
    /// last day, is left out as if it were not there.
    pub fn is_paid_work(&self) -> bool {
        !self.flags.unpaid && (self.away.is_empty() || worked_days(self).next().is_some())
    }
}

/// The stretches of days on which a spell was worked, in order: all of it but the stretches away.
pub(super) fn worked_days(spell: &Spell) -> impl Iterator<Item = Days> {
    let whole = Days::from_to(spell.start, spell.end);
    let mut away: Vec<Days> = spell
        .away
        .iter()
        .map(|away| Days::from_to(away.start, away.end))
        .collect();
    away.sort_by_key(|away| away.start);
    let the_end = Days {
        start: whole.end,
        end: whole.end,
    };
    let mut back = whole.start;
    let away = away.into_iter().chain(std::iter::once(the_end));
    away.filter_map(move |away| {
        let worked = Days {
            start: back,
            end: away.start.min(whole.end),
        };
        back = back.max(away.end);
        (worked.start < worked.end).then_some(worked)
    })
}
