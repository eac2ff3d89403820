//! Places by name: the hand-written list and the open gazetteer.

use std::borrow::Cow;

use super::message::tokenize;
use crate::eligibility::Country;
use crate::noc::{DataError, DataFiles, tsv_rows};
use crate::tables::Interner;

/// The hand-written list goes before the gazetteer.
const FILES: [&str; 2] = [WRITTEN, "gazetteer.tsv"];
/// The one written by hand, which comes first.
const WRITTEN: &str = "places.tsv";
/// No name of a place has more words.
const LONGEST_NAME: usize = 8;

/// How a name counts as a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// May hold other places.
    Region,
    City,
    /// A word of everyday language too.
    Word,
    /// A code of a country or province.
    Code,
    /// Only where the place was asked for.
    Answer,
    /// The name of a job too, so that it is a place only behind a word such as "in".
    Job,
}

/// What a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// None: a place in Canada and one abroad.
    pub country: Option<Country>,
    pub how: How,
}

/// Every known place.
#[derive(Debug, Default)]
pub struct Gazetteer {
    names: Interner,
    /// What each name stands for.
    named: Vec<Named>,
    first_words: Interner,
    /// The most words of a name that begins with each first word.
    longest: Vec<u8>,
}

impl Gazetteer {
    /// Reads `places.tsv` and `gazetteer.tsv`.
    ///
    /// # Errors
    /// A file is missing or a line is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let mut gazetteer = Gazetteer::default();
        for file in FILES {
            let name = files.name_of(file);
            for (line, [text, place, how]) in
                tsv_rows(&name, files.read(file)?, ["text", "where", "how"])?
            {
                let named =
                    read(place, how).map_err(|problem| DataError::line(&name, line, problem))?;
                let is_new = gazetteer.add(text, named);
                if !is_new && file == WRITTEN {
                    let problem = format!("expected each place once, {text:?} stands above too");
                    return Err(DataError::line(&name, line, problem));
                }
            }
        }
        Ok(gazetteer)
    }

    /// Adds a place, unless its name is known; whether it was not.
    fn add(&mut self, text: &str, named: Named) -> bool {
        let is_plain = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b' '));
        let key = if is_plain {
            Cow::Borrowed(text)
        } else {
            let words: Vec<String> = tokenize(text)
                .into_iter()
                .filter(|token| !token.is_mark("-"))
                .map(|token| token.text)
                .collect();
            Cow::Owned(words.join(" "))
        };
        let count = key.split(' ').count().min(LONGEST_NAME) as u8;
        if let Some(first) = key.split(' ').next() {
            let at = self.first_words.intern(first) as usize;
            if at == self.longest.len() {
                self.longest.push(0);
            }
            self.longest[at] = self.longest[at].max(count);
        }
        let is_new = self.names.intern(&key) as usize == self.named.len();
        if is_new {
            self.named.push(named);
        }
        is_new
    }

    /// The place with this folded name.
    pub(super) fn named(&self, name: &str) -> Option<Named> {
        self.named.get(self.names.get(name)? as usize).copied()
    }

    /// How many words the longest name that begins with this word has.
    pub(super) fn longest_from(&self, word: &str) -> usize {
        let at = self.first_words.get(word);
        at.map_or(0, |at| usize::from(self.longest[at as usize]))
    }
}

fn read(place: &str, how: &str) -> Result<Named, String> {
    let country = match place {
        "canada" => Some(Country::Canada),
        "abroad" => Some(Country::Abroad),
        "both" => None,
        other => return Err(format!("expected canada, abroad or both, found {other:?}")),
    };
    let how = match how {
        "region" => How::Region,
        "city" => How::City,
        "word" => How::Word,
        "code" => How::Code,
        "answer" => How::Answer,
        "job" => How::Job,
        other => {
            return Err(format!(
                "expected region, city, word, code, answer or job, found {other:?}"
            ));
        }
    };
    Ok(Named { country, how })
}
