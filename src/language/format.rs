use serde::Deserialize;

use super::subject::Subject;

/// How a language writes numbers, dates and lists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// Between groups of three digits.
    pub thousands: String,
    /// Before the decimals.
    pub decimal: String,
    /// Between the items of a list but the last two.
    pub list: String,
    /// How the first day of a month is written, where it is not "1".
    pub first_day: Option<String>,
    /// What comes first in a date in digits.
    pub first_in_date: FirstInDate,
    /// The first and the last month of the summer in which schools and what goes with them are closed.
    pub summer: Option<(i8, i8)>,
}

/// What comes first in a date in digits, such as 03/04/2023.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FirstInDate {
    /// The day.
    Day,
    /// The month.
    Month,
}

impl Subject for Format {
    const FILE: &'static str = "format.toml";
}
