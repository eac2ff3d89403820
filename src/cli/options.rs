//! Options of every command, and how days and scores are read.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use nocbot::draws::{HIGHEST_CRS, read_score};
use nocbot::eligibility::StatedDate;
use nocbot::noc::{InvalidLang, Lang};

/// What a case looks like.
pub const CASE_HELP: &str = r#"A case: {"experience":[{"noc":"31301","start":"2024-01","end":null,"hours_per_week":40,"country":"canada"}]}"#;

/// Options of every command.
#[derive(Args)]
pub struct Options {
    /// The language of the answers; by default that of LANG.
    #[arg(long, global = true, value_parser = lang, value_name = "en|fr")]
    pub lang: Option<Lang>,
    /// The day asked about, such as 2026-11-22; by default today.
    #[arg(long, global = true, value_parser = day, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder that replaces the built-in data files (or NOCBOT_DATA).
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Answer in JSON where the command can.
    #[arg(long, global = true)]
    pub json: bool,
}

/// Reads a language by its tag.
fn lang(text: &str) -> Result<Lang, String> {
    text.parse().map_err(|error: InvalidLang| error.to_string())
}

/// Reads a Comprehensive Ranking System score.
pub fn score(text: &str) -> Result<u16, String> {
    read_score(text).ok_or_else(|| format!("expected a whole number from 0 to {HIGHEST_CRS}"))
}

/// Reads a whole day.
pub fn day(text: &str) -> Result<Date, String> {
    match text.parse::<StatedDate>() {
        Ok(StatedDate::Day(day)) => Ok(day),
        _ => Err("expected a day such as 2026-11-22".to_owned()),
    }
}
