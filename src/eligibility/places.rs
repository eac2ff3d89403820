//! Whether a place people name is in Canada or abroad.

use std::collections::HashMap;

use super::Country;
use crate::noc::{DataError, DataFiles, tsv_rows};

const FILE: &str = "places.tsv";

/// Places people name, folded to lower case without accents.
#[derive(Debug)]
pub struct Places {
    places: HashMap<String, Country>,
    longest: usize,
}

/// What a text says about the place of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceNamed {
    One(Country),
    /// Both Canada and abroad are named.
    Both,
}

impl Places {
    /// Reads `places.tsv`.
    ///
    /// # Errors
    /// The file is missing or a line is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let mut places = HashMap::new();
        for (line, [text, place, _]) in
            tsv_rows(&name, files.read(FILE)?, ["text", "where", "how"])?
        {
            let country = match place {
                "canada" => Country::Canada,
                "abroad" => Country::Abroad,
                other => {
                    let problem = format!("expected canada or abroad, found {other:?}");
                    return Err(DataError::line(name, line, problem));
                }
            };
            if places.insert(folded(text).join(" "), country).is_some() {
                return Err(DataError::line(
                    name,
                    line,
                    format!("expected each place once, {text:?} stands above too"),
                ));
            }
        }
        let longest = places
            .keys()
            .map(|place| place.split(' ').count())
            .max()
            .unwrap_or(1);
        Ok(Places { places, longest })
    }

    /// Which places `text` names; none if it names no known one.
    pub fn named_in(&self, text: &str) -> Option<PlaceNamed> {
        let words = folded(text);
        let (mut canada, mut abroad) = (false, false);
        let mut at = 0;
        while at < words.len() {
            let longest = self.longest.min(words.len() - at);
            let found = (1..=longest).rev().find_map(|count| {
                Some((count, *self.places.get(&words[at..at + count].join(" "))?))
            });
            match found {
                Some((_, Country::Canada)) => canada = true,
                Some((_, Country::Abroad)) => abroad = true,
                None => {}
            }
            at += found.map_or(1, |(count, _)| count);
        }
        match (canada, abroad) {
            (true, true) => Some(PlaceNamed::Both),
            (true, false) => Some(PlaceNamed::One(Country::Canada)),
            (false, true) => Some(PlaceNamed::One(Country::Abroad)),
            (false, false) => None,
        }
    }
}

fn folded(text: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let plain: String = text.nfkd().filter(|&c| !is_combining_mark(c)).collect();
    let words = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_recognised() {
        let places = Places::open(&DataFiles::BuiltIn).unwrap();
        for (text, expected) in [
            ("Canada", Some(PlaceNamed::One(Country::Canada))),
            ("in Montréal", Some(PlaceNamed::One(Country::Canada))),
            ("au Sénégal", Some(PlaceNamed::One(Country::Abroad))),
            ("outside Canada", Some(PlaceNamed::One(Country::Abroad))),
            ("India then Canada", Some(PlaceNamed::Both)),
            ("on the moon", None),
        ] {
            assert_eq!(places.named_in(text), expected, "{text}");
        }
    }
}
