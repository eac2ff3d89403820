//! A language by its tag, and what exists once a language.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A language, by its two-letter tag. Which ones nocbot speaks is what `data/lang/` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang([u8; 2]);

/// A text that is no two-letter tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("expected a language's tag of two small letters, such as en")]
pub struct InvalidLang;

const LETTERS: usize = 26;

/// Every tag there may be, so that the text of one outlives it.
static TAGS: [[u8; 2]; LETTERS * LETTERS] = {
    let mut tags = [[0; 2]; LETTERS * LETTERS];
    let mut at = 0;
    while at < tags.len() {
        tags[at] = [b'a' + (at / LETTERS) as u8, b'a' + (at % LETTERS) as u8];
        at += 1;
    }
    tags
};

impl Lang {
    /// English: what is said where another language has nothing.
    pub const EN: Lang = Lang(*b"en");
    /// French.
    pub const FR: Lang = Lang(*b"fr");

    /// The two-letter tag used in file names and in JSON.
    pub fn tag(self) -> &'static str {
        let [first, second] = self.0.map(|letter| usize::from(letter - b'a'));
        std::str::from_utf8(&TAGS[first * LETTERS + second]).unwrap_or_default()
    }

    /// The language of a locale such as `fr_CA.UTF-8` or `fr-CA`, whether nocbot speaks it or not.
    pub fn from_locale(locale: &str) -> Option<Lang> {
        let tag = locale.split(['_', '-', '.', '@']).next()?;
        tag.to_ascii_lowercase().parse().ok()
    }
}

impl FromStr for Lang {
    type Err = InvalidLang;

    fn from_str(text: &str) -> Result<Self, InvalidLang> {
        match text.as_bytes() {
            &[first @ b'a'..=b'z', second @ b'a'..=b'z'] => Ok(Lang([first, second])),
            _ => Err(InvalidLang),
        }
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        tag.parse().map_err(serde::de::Error::custom)
    }
}

/// What exists in English and may exist in other languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<Lang, T>")]
pub struct ByLang<T> {
    english: T,
    others: Vec<(Lang, T)>,
}

impl<T> ByLang<T> {
    /// Only the English one.
    pub fn english(english: T) -> Self {
        ByLang {
            english,
            others: Vec::new(),
        }
    }

    /// Adds or replaces the one of `lang`.
    pub fn insert(&mut self, lang: Lang, own: T) {
        if lang == Lang::EN {
            self.english = own;
            return;
        }
        self.others.retain(|(other, _)| *other != lang);
        self.others.push((lang, own));
    }

    /// The one of `lang`, or the English one where `lang` has none.
    pub fn get(&self, lang: Lang) -> &T {
        let other = self.others.iter().find(|(other, _)| *other == lang);
        other.map_or(&self.english, |(_, own)| own)
    }

    /// Every one, English first.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        let others = self.others.iter().map(|(lang, own)| (*lang, own));
        std::iter::once((Lang::EN, &self.english)).chain(others)
    }
}

/// Nothing stands in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("expected the language en, which others fall back to")]
pub struct NoEnglish;

impl<T> TryFrom<BTreeMap<Lang, T>> for ByLang<T> {
    type Error = NoEnglish;

    fn try_from(mut all: BTreeMap<Lang, T>) -> Result<Self, NoEnglish> {
        Ok(ByLang {
            english: all.remove(&Lang::EN).ok_or(NoEnglish)?,
            others: all.into_iter().collect(),
        })
    }
}

/// A text in English and other languages, as data files carry it: `{ en = "...", fr = "..." }`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Localized(ByLang<String>);

impl Localized {
    /// The text in `lang`, or in English where it has none.
    pub fn get(&self, lang: Lang) -> &str {
        self.0.get(lang)
    }

    /// A line for each language, its tag and a tab before its text.
    pub(crate) fn to_lines(&self) -> String {
        let lines = self
            .iter()
            .map(|(lang, text)| format!("{}\t{text}", lang.tag()));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The text that [`Localized::to_lines`] wrote.
    pub(crate) fn of_lines(lines: &str) -> Option<Self> {
        let line = |line: &str| {
            let (tag, text) = line.split_once('\t')?;
            Some((tag.parse().ok()?, text.to_owned()))
        };
        let all: BTreeMap<Lang, String> = lines.lines().map(line).collect::<Option<_>>()?;
        ByLang::try_from(all).ok().map(Localized)
    }

    /// The text in every language that has it, English first.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0.iter().map(|(lang, text)| (lang, text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_two_small_letters() {
        for tag in ["en", "fr", "aa", "zz", "eo"] {
            assert_eq!(tag.parse::<Lang>().unwrap().tag(), tag);
        }
        for wrong in ["", "e", "eng", "EN", "e1", "é"] {
            assert_eq!(wrong.parse::<Lang>(), Err(InvalidLang), "{wrong:?}");
        }
        assert_eq!(Lang::from_locale("fr_CA.UTF-8"), Some(Lang::FR));
        assert_eq!(Lang::from_locale("EN-us"), Some(Lang::EN));
        assert_eq!(Lang::from_locale("C"), None);
        assert_eq!(serde_json::to_string(&Lang::FR).unwrap(), "\"fr\"");
        assert!(serde_json::from_str::<Lang>("\"french\"").is_err());
    }

    #[test]
    fn a_text_falls_back_to_english() {
        let text: Localized = serde_json::from_str(r#"{"fr":"oui","en":"yes"}"#).unwrap();
        let other: Lang = "eo".parse().unwrap();
        let said = [Lang::EN, Lang::FR, other].map(|lang| text.get(lang));
        assert_eq!(said, ["yes", "oui", "yes"]);
        let wrong = serde_json::from_str::<Localized>(r#"{"fr":"oui"}"#).unwrap_err();
        assert!(wrong.to_string().contains("expected the language en"));
    }
}
