//! How an entry is read: one JSON object, of which the wrong field is named.

use std::fmt::Display;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, de};

use crate::draws::HIGHEST_CRS;
use crate::eligibility::StatedDate;
use crate::language::Languages;
use crate::noc::Lang;

/// How much of a line that is no entry is repeated.
const LONGEST_QUOTE: usize = 40;

/// Reads an entry; `smallest` shows what one looks like.
///
/// # Errors
/// The line is no JSON object, or a field is wrong: which one, and what was expected there.
pub fn read_entry<T: DeserializeOwned>(line: &str, smallest: &str) -> Result<T, String> {
    // Serde reads a list of values as a struct too.
    if !line.trim_start().starts_with('{') {
        return Err(format!(
            "expected a JSON object such as {smallest}, found {}",
            quote(line)
        ));
    }
    let mut json = serde_json::Deserializer::from_str(line);
    let entry = serde_path_to_error::deserialize(&mut json).map_err(|error| describe(&error))?;
    json.end()
        .map_err(|error| format!("expected one JSON object a line: {error}"))?;
    Ok(entry)
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

pub fn stated_date<'de, D: Deserializer<'de>>(from: D) -> Result<StatedDate, D::Error> {
    String::deserialize(from)?
        .parse()
        .map_err(de::Error::custom)
}

pub fn optional_stated_date<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<StatedDate>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| text.parse().map_err(de::Error::custom))
        .transpose()
}

pub fn optional_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    match optional_stated_date(from)? {
        None => Ok(None),
        Some(StatedDate::Day(day)) => Ok(Some(day)),
        Some(StatedDate::Month(_) | StatedDate::Year(_)) => Err(de::Error::custom(
            "expected a day such as 2026-11-22, found a month",
        )),
    }
}

pub fn optional_lang<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Lang>, D::Error> {
    let Some(tag) = Option::<String>::deserialize(from)? else {
        return Ok(None);
    };
    let wrong = |error| de::Error::custom(format!("{error}, found {tag:?}"));
    tag.parse().map(Some).map_err(wrong)
}

/// The language that an entry names, which must be one of ours.
///
/// # Errors
/// It is none of `languages`.
pub fn spoken(lang: Option<Lang>, languages: &Languages) -> Result<Option<Lang>, String> {
    let Some(found) = lang.filter(|lang| !languages.tags().contains(lang)) else {
        return Ok(lang);
    };
    let tags: Vec<&str> = languages.tags().iter().map(|lang| lang.tag()).collect();
    Err(format!(
        "lang: expected one of {}, found {:?}",
        tags.join(", "),
        found.tag()
    ))
}

pub fn score<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    within(u16::deserialize(from)?, 0..=HIGHEST_CRS, "a score")
}

pub fn optional_score<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    optional_within(from, 0..=HIGHEST_CRS, "a score")
}

pub fn optional_within<'de, D, T>(
    from: D,
    range: RangeInclusive<T>,
    what: &str,
) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + PartialOrd + Display,
{
    let found = Option::<T>::deserialize(from)?;
    found.map(|found| within(found, range, what)).transpose()
}

fn within<T, E>(found: T, range: RangeInclusive<T>, what: &str) -> Result<T, E>
where
    T: PartialOrd + Display,
    E: de::Error,
{
    if range.contains(&found) {
        return Ok(found);
    }
    Err(de::Error::custom(format!(
        "expected {what} from {} to {}, found {found}",
        range.start(),
        range.end()
    )))
}
