//! Reads `streams.tsv`: which stream the name of a draw, or a heading of an official page, means.

use crate::noc::{DataError, DataFiles, tsv_rows};

const FILE: &str = "streams.tsv";
const ANY_ENDING: char = '*';

/// Key words and the streams they mean, specific ones first.
#[derive(Debug)]
pub struct Streams {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    stream: &'static str,
    words: Vec<&'static str>,
}

impl Streams {
    /// The stream of rounds whose name no key words fit.
    pub const OTHER: &'static str = "other";

    /// Reads `streams.tsv`.
    ///
    /// # Errors
    /// The file is missing, or a line is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let mut entries: Vec<Entry> = Vec::new();
        for (line, [stream, words]) in tsv_rows(&name, files.read(FILE)?, ["stream", "words"])? {
            let is_id = |c: char| c.is_ascii_lowercase() || c == '-';
            if stream == Self::OTHER || !stream.chars().all(is_id) {
                let problem = format!(
                    "expected a stream such as health or cec, not {:?}, found {stream:?}",
                    Self::OTHER
                );
                return Err(DataError::line(name, line, problem));
            }
            let words: Vec<&str> = words.split(' ').collect();
            if !words.iter().all(|word| is_key_word(word)) {
                let problem =
                    "expected lower-case words separated by one space, a * only at a word's end";
                return Err(DataError::line(name, line, problem));
            }
            if entries.iter().any(|entry| entry.words == words) {
                return Err(DataError::line(name, line, "expected each words once"));
            }
            entries.push(Entry { stream, words });
        }
        Ok(Streams { entries })
    }

    /// The stream that a name means, if any key words fit.
    pub fn of(&self, name: &str) -> Option<&'static str> {
        let name = name.to_lowercase();
        let words: Vec<&str> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let fits = |entry: &&Entry| {
            words.windows(entry.words.len()).any(|window| {
                let mut pairs = window.iter().zip(&entry.words);
                pairs.all(|(word, key)| is_meant(word, key))
            })
        };
        self.entries.iter().find(fits).map(|entry| entry.stream)
    }
}

fn is_key_word(word: &str) -> bool {
    let stem = word.strip_suffix(ANY_ENDING).unwrap_or(word);
    !stem.is_empty() && stem.chars().all(|c| c.is_ascii_lowercase())
}

fn is_meant(word: &str, key: &str) -> bool {
    match key.strip_suffix(ANY_ENDING) {
        Some(stem) => word.starts_with(stem),
        None => word == key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::Rounds;

    #[test]
    fn every_known_round_is_of_the_stream_its_name_means() {
        let streams = Streams::open(&DataFiles::BuiltIn).unwrap();
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        assert_eq!(rounds.all().len(), 448);
        for round in rounds.all() {
            let meant = streams.of(&round.name);
            assert_eq!(meant, Some(round.stream.as_str()), "{}", round.name);
        }
    }

    #[test]
    fn names_and_headings_are_read_by_their_words() {
        let streams = Streams::open(&DataFiles::BuiltIn).unwrap();
        for (name, meant) in [
            ("Canadian Experience Class", Some("cec")),
            (
                "Researchers with Canadian Work Experience",
                Some("researcher"),
            ),
            (
                "PHYSICIANS WITH CANADIAN WORK EXPERIENCE",
                Some("physician"),
            ),
            ("Federal Skilled Trades Program", Some("fst")),
            ("Trades Occupations, 2027-Version 4", Some("trade")),
            ("Science, technology, engineering and math", Some("stem")),
            ("Agri-food", Some("agriculture")),
            ("The Express Entry system", None),
            ("Canadian work experience", None),
            ("Aviation occupations", None),
            ("", None),
        ] {
            assert_eq!(streams.of(name), meant, "{name}");
        }
    }
}
