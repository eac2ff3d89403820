//! The words of each language, read from its folder `data/lang/TAG/`, one file a subject.
//!
//! A new language is a new folder. A new subject is a file of the same name in every folder, a struct that says what the
//! file holds (`Subject`), and a field of [`Languages`].

mod commands;
mod endings;
mod format;
mod keywords;
mod matching;
mod message;
mod official;
mod sounds;
mod subject;
mod words;

pub use commands::{Chat, Command, Commands, Scope, TypedCommand};
pub(crate) use endings::{Endings, LemmaRule};
pub use format::{FirstInDate, Format};
pub(crate) use keywords::Keywords;
pub(crate) use matching::{MatchingWords, SmallWords};
pub(crate) use message::MessageWords;
pub(crate) use official::OfficialWords;
pub(crate) use sounds::Sounds;
use words::Phrases;
pub(crate) use words::Words;

use crate::noc::{ByLang, CodeWords, DataError, DataFiles, GenderSuffixes, Lang};
use crate::text::{fold, without_accents};
use subject::{read, read_each, read_merged};

/// The text as phrases are written: in small letters without accents, and a space for an apostrophe.
fn bare(text: &str) -> String {
    let apart = text.trim().replace(['\'', '’'], " ");
    without_accents(&apart).to_lowercase()
}

/// The languages of the built-in data, for tests.
#[cfg(test)]
pub(crate) fn spoken() -> &'static Languages {
    use std::sync::LazyLock;
    static SPOKEN: LazyLock<Languages> =
        LazyLock::new(|| Languages::open(&DataFiles::BuiltIn).expect("the built-in languages"));
    &SPOKEN
}

const FOLDER: &str = "lang";
/// A part of a message ends with one of these.
const PART_ENDS: [char; 9] = ['.', ',', ';', ':', '!', '?', '(', ')', '\n'];

/// Half of a day, as hours of twelve are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HalfOfDay {
    /// From midnight to noon.
    BeforeNoon,
    /// From noon to midnight.
    AfterNoon,
}

/// The words that name a code in any language.
fn code_words(keywords: &ByLang<Keywords>) -> CodeWords {
    let all = |pick: fn(&Keywords) -> &Words| {
        let words = keywords.iter().flat_map(|(_, own)| pick(own).iter());
        words.map(str::to_owned).collect()
    };
    CodeWords {
        acronyms: all(|own| &own.classification),
        code: all(|own| &own.code),
    }
}

/// Every language nocbot speaks, with what its folder holds. Words of all languages are understood alike, whatever the
/// language of the chat, so most subjects are the words of all languages together.
#[derive(Debug, Clone)]
pub struct Languages {
    tags: Vec<Lang>,
    /// The small words by which a message is taken apart.
    pub(crate) message: MessageWords,
    /// The words that name a code of the classification.
    pub(crate) code_words: CodeWords,
    /// Words that stand for something in commands and short messages.
    pub(crate) keywords: ByLang<Keywords>,
    /// Words of the official category page.
    pub(crate) official: OfficialWords,
    /// What the commands are called.
    pub commands: Commands,
    /// How each language writes numbers, dates and lists.
    pub format: ByLang<Format>,
}

impl Languages {
    /// Reads the folders of `lang/`.
    ///
    /// # Errors
    /// A folder's name is no tag, there is no English, or a file is missing or wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let tags = Languages::tags_in(files)?;
        let keywords: ByLang<Keywords> = read_each(files, &tags)?;
        Ok(Languages {
            code_words: code_words(&keywords),
            message: read_merged(files, &tags)?,
            keywords,
            official: read(files, Lang::EN)?,
            commands: Commands::open(files, &tags)?,
            format: read_each(files, &tags)?,
            tags,
        })
    }

    /// The languages that have a folder, English first, the others by tag.
    ///
    /// # Errors
    /// A folder's name is no tag, or there is no English.
    pub fn tags_in(files: &DataFiles) -> Result<Vec<Lang>, DataError> {
        let mut tags = Vec::new();
        for name in files.folders(FOLDER)? {
            let wrong = |error| DataError::file(files.name_of(&format!("{FOLDER}/{name}")), error);
            let tag: Lang = name
                .parse()
                .map_err(|error| wrong(format!("{error}, found the folder {name:?}")))?;
            tags.push(tag);
        }
        if !tags.contains(&Lang::EN) {
            let problem = "expected the folder en, the language that others fall back to";
            return Err(DataError::file(files.name_of(FOLDER), problem));
        }
        tags.sort_by_key(|&tag| (tag != Lang::EN, tag));
        Ok(tags)
    }

    /// The path of a language's file inside the data folder.
    pub fn path(lang: Lang, file: &str) -> String {
        format!("{FOLDER}/{}/{file}", lang.tag())
    }

    /// The languages that have a file of this name, each with its path inside the data folder. `needed` is among them also
    /// without it, so that reading it says what is missing.
    ///
    /// # Errors
    /// As [`Languages::tags_in`].
    pub(crate) fn having(
        files: &DataFiles,
        file: &str,
        needed: Option<Lang>,
    ) -> Result<Vec<(Lang, String)>, DataError> {
        let tags = Languages::tags_in(files)?.into_iter();
        let paths = tags.map(|lang| (lang, Languages::path(lang, file)));
        let is_there = |(lang, path): &(Lang, String)| Some(*lang) == needed || files.has(path);
        Ok(paths.filter(is_there).collect())
    }

    /// The languages, English first, the others by tag.
    pub fn tags(&self) -> &[Lang] {
        &self.tags
    }

    /// The language that `text` names by its tag or by what it is called in any language: "fr", "Français", "french".
    pub fn named(&self, text: &str) -> Option<Lang> {
        let name = bare(text);
        let mut keywords = self.keywords.iter();
        keywords
            .find(|(lang, own)| lang.tag() == name || own.language.contains(&name))
            .map(|(lang, _)| lang)
    }

    /// Whether `word` says that a time of day follows.
    pub fn names_a_time_of_day(&self, word: &str) -> bool {
        let word = bare(word);
        let mut keywords = self.keywords.iter();
        keywords.any(|(_, own)| own.time_of_day.contains(&word))
    }

    /// Whether `text` ends a conversation at the terminal.
    pub fn means_quit(&self, text: &str) -> bool {
        let text = bare(text);
        let word = text.strip_prefix('/').unwrap_or(&text);
        self.keywords.iter().any(|(_, own)| own.quit.contains(word))
    }

    /// Whether the words of a text say that it corrects what was told: anywhere, or where a part of it begins.
    pub(crate) fn corrects(&self, text: &str) -> bool {
        let begins = |part: &str| {
            let part = fold::key(part);
            let own = self.keywords.iter();
            let mut phrases = own.flat_map(|(_, own)| own.correcting_first.iter());
            phrases.any(|phrase| fold::begins_with(&part, phrase))
        };
        self.corrects_plainly(&fold::key(text)) || text.split(PART_ENDS).any(begins)
    }

    /// Whether the words of a text, folded to single words, say that it adds to what was told.
    pub(crate) fn adds(&self, key: &str) -> bool {
        self.has_phrase_in(key, |own| &own.adding)
    }

    /// Whether they say of a message that names no job that it corrects what was told.
    pub(crate) fn excuses(&self, key: &str) -> bool {
        self.has_phrase_in(key, |own| &own.excusing)
    }

    /// Whether they name the work added in several words ("another job"), whatever else they deny.
    pub(crate) fn adds_plainly(&self, key: &str) -> bool {
        let mut phrases = self.keywords.iter().flat_map(|(_, own)| own.adding.iter());
        phrases.any(|phrase| phrase.contains(' ') && fold::holds(key, phrase))
    }

    /// Whether they say that what is on the screen is wrong.
    pub(crate) fn complains(&self, key: &str) -> bool {
        self.has_phrase_in(key, |own| &own.complaining)
    }

    /// Whether a folded text begins by asking for reasons, or asks how it was counted.
    pub(crate) fn asks_why(&self, key: &str) -> bool {
        let first = key.split(' ').next().unwrap_or_default();
        self.keywords.iter().any(|(_, own)| own.why.contains(first))
            || self.has_phrase_in(key, |own| &own.counting)
    }

    /// Whether a folded text tells that somebody is angry.
    pub(crate) fn is_upset(&self, key: &str) -> bool {
        self.has_phrase_in(key, |own| &own.upset)
    }

    /// Whether words anywhere in a folded text say that it corrects what was told, more than a "no" at its beginning.
    pub(crate) fn corrects_plainly(&self, key: &str) -> bool {
        self.has_phrase_in(key, |own| &own.correcting)
    }

    /// Whether a folded text asks what comes next, and nothing else.
    pub(crate) fn asks_next(&self, key: &str) -> bool {
        let mut phrases = self
            .keywords
            .iter()
            .flat_map(|(_, own)| own.next_steps.iter());
        phrases.any(|phrase| phrase == key)
    }

    /// The number that a folded text chooses with a word before it: "option 2".
    pub(crate) fn number_chosen(&self, key: &str) -> Option<usize> {
        let (word, number) = key.split_once(' ')?;
        let is_choice = self
            .keywords
            .iter()
            .any(|(_, own)| own.choice.contains(word));
        number.parse().ok().filter(|_| is_choice)
    }

    fn has_phrase_in(&self, key: &str, pick: impl Fn(&Keywords) -> &Phrases) -> bool {
        let mut phrases = self.keywords.iter().flat_map(|(_, own)| pick(own).iter());
        phrases.any(|phrase| fold::holds(key, phrase))
    }

    /// The place in a list that a folded text names, counted from one.
    pub(crate) fn place_named(&self, key: &str) -> Option<usize> {
        let mut keywords = self.keywords.iter();
        // "Plutôt la deuxième"
        let rest = key.split_once(' ').map(|(_, rest)| rest);
        let is_said = |name: &str| name == key || rest == Some(name) && name.contains(' ');
        keywords.find_map(|(_, own)| {
            let mut places = own.places.iter();
            let is_named = |names: &Phrases| names.iter().any(is_said);
            Some(places.position(is_named)? + 1)
        })
    }

    /// Whether `word` behind an hour says that it is after noon, or before it; none for any other word.
    pub fn half_of_day(&self, word: &str) -> Option<HalfOfDay> {
        let mut keywords = self.keywords.iter();
        keywords.find_map(|(_, own)| match word {
            _ if own.before_noon.contains(word) => Some(HalfOfDay::BeforeNoon),
            _ if own.after_noon.contains(word) => Some(HalfOfDay::AfterNoon),
            _ => None,
        })
    }

    /// The endings of the other gender in the index of titles, of every language.
    pub fn gender_suffixes(&self) -> GenderSuffixes {
        let keywords = self.keywords.iter();
        keywords
            .flat_map(|(_, own)| own.gender_suffixes.clone())
            .collect()
    }

    /// Whether `text` means the rules of today.
    pub fn means_today(&self, text: &str) -> bool {
        let text = bare(text);
        let mut phrases = self.keywords.iter().flat_map(|(_, own)| own.today.iter());
        phrases.any(|phrase| phrase == text)
    }

    /// The language of a locale such as `fr_CA.UTF-8`, where nocbot speaks it.
    pub fn of_locale(&self, locale: &str) -> Option<Lang> {
        Lang::from_locale(locale).filter(|lang| self.tags.contains(lang))
    }
}
