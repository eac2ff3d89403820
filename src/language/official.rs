use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::subject::Subject;
use super::words::Words;

/// Words by which the official category page, which is read in English, tells how many months of work a category asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficialWords {
    /// A sentence with one of them is about work.
    pub about_work: Words,
    /// "month".
    pub month: Words,
    /// "year".
    pub year: Words,
    /// They stand before the length of the window in which the work must lie.
    pub window: Words,
    /// The same, where one of `the` follows.
    pub window_the: Words,
    /// "the".
    pub the: Words,
    /// They stand before the least length of the work.
    pub least: Words,
    /// Number words.
    pub numbers: FxHashMap<String, u8>,
}

impl Subject for OfficialWords {
    const FILE: &'static str = "official.toml";
}
