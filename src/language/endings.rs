use std::cmp::Reverse;

use serde::Deserialize;

use super::subject::{Merged, Subject};
use super::words::Words;

/// An ending of plural or gender.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "(String, String, usize)")]
pub struct LemmaRule {
    /// The ending.
    pub ending: String,
    /// What replaces it.
    pub other: String,
    /// How many letters must stay before it.
    pub stays: usize,
}

impl From<(String, String, usize)> for LemmaRule {
    fn from((ending, other, stays): (String, String, usize)) -> Self {
        LemmaRule {
            ending,
            other,
            stays,
        }
    }
}

/// Endings that words of one family differ in, those of all languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "EndingsFile")]
pub struct Endings {
    /// Words that differ in one of them only are no misspellings of each other.
    pub regular: Words,
    /// Plural and gender, longest first.
    pub lemma: Vec<LemmaRule>,
    /// Endings of verbs, activities and persons, longest first.
    pub root: Vec<String>,
    /// Endings of forms of a verb and those of what is listed of it, longest first.
    pub verb: Vec<LemmaRule>,
    /// Endings of what somebody is doing, which may be a noun too, and those of the verb.
    pub doing: Vec<LemmaRule>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndingsFile {
    regular: Words,
    lemma: Vec<LemmaRule>,
    root: Words,
    #[serde(default)]
    verb: Vec<LemmaRule>,
    #[serde(default)]
    doing: Vec<LemmaRule>,
}

impl Endings {
    fn sort(&mut self) {
        for rules in [&mut self.lemma, &mut self.verb, &mut self.doing] {
            rules.sort_by_key(|rule| Reverse(rule.ending.len()));
        }
        self.root
            .sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.root.dedup();
    }
}

impl From<EndingsFile> for Endings {
    fn from(file: EndingsFile) -> Self {
        let mut endings = Endings {
            regular: file.regular,
            lemma: file.lemma,
            root: file.root.iter().map(str::to_owned).collect(),
            verb: file.verb,
            doing: file.doing,
        };
        endings.sort();
        endings
    }
}

impl Subject for Endings {
    const FILE: &'static str = "endings.toml";
}

impl Merged for Endings {
    const MAY_LACK: bool = true;

    fn add(&mut self, other: Self) {
        self.regular.add(other.regular);
        self.lemma.extend(other.lemma);
        self.root.extend(other.root);
        self.verb.extend(other.verb);
        self.doing.extend(other.doing);
        self.sort();
    }
}
