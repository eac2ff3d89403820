use std::cmp::Reverse;

use serde::Deserialize;

use super::subject::{Merged, Subject};
use super::words::Words;

/// How letters sound, roughly, in all languages alike.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "SoundsFile")]
pub struct Sounds {
    /// Letters and what they sound like, by the first of them, those of most letters first.
    sounds: Vec<(String, String)>,
    /// Endings that are not heard, longest first.
    silent: Vec<String>,
}

/// Shorter words have no ending that is not heard.
const MIN_HEARD: usize = 3;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SoundsFile {
    sounds: Vec<(String, String)>,
    silent: Words,
}

impl Sounds {
    /// A folded word as it sounds; a sound that is heard twice in a row stands there once.
    pub fn of(&self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let byte = rest.as_bytes()[0];
            let own = self.sounds.partition_point(|(l, _)| l.as_bytes()[0] < byte);
            let own = self.sounds[own..].iter();
            let mut own = own.take_while(|(letters, _)| letters.as_bytes()[0] == byte);
            let sound = own.find(|(letters, _)| rest.starts_with(letters.as_str()));
            let (taken, said) = sound
                .map_or((first.len_utf8(), &rest[..first.len_utf8()]), |(l, s)| {
                    (l.len(), s.as_str())
                });
            if !out.ends_with(said) || said.is_empty() {
                out.push_str(said);
            }
            rest = &rest[taken..];
        }
        let silent = self.silent.iter();
        let heard = silent.filter_map(|ending| out.strip_suffix(ending.as_str()));
        let heard = heard.map(str::len).find(|_| out.len() > MIN_HEARD);
        out.truncate(heard.unwrap_or(out.len()));
        out
    }

    fn sort(&mut self) {
        self.sounds.sort_by_key(|(letters, _)| {
            let first = letters.as_bytes().first().copied();
            (first, Reverse(letters.len()))
        });
        self.silent
            .sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.silent.dedup();
    }
}

impl TryFrom<SoundsFile> for Sounds {
    type Error = String;

    fn try_from(file: SoundsFile) -> Result<Self, String> {
        if let Some((_, sound)) = file.sounds.iter().find(|(letters, _)| letters.is_empty()) {
            return Err(format!(
                "expected letters that sound like {sound:?}, found none"
            ));
        }
        let mut sounds = Sounds {
            sounds: file.sounds,
            silent: file.silent.iter().map(str::to_owned).collect(),
        };
        sounds.sort();
        Ok(sounds)
    }
}

impl Subject for Sounds {
    const FILE: &'static str = "sounds.toml";
}

impl Merged for Sounds {
    const MAY_LACK: bool = true;

    fn add(&mut self, other: Self) {
        let known = |letters: &str| self.sounds.iter().any(|(own, _)| own == letters);
        let new: Vec<_> = other
            .sounds
            .into_iter()
            .filter(|(letters, _)| !known(letters))
            .collect();
        self.sounds.extend(new);
        self.silent.extend(other.silent);
        self.sort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_letters_that_fit_are_heard() {
        let sounds: Sounds = toml::from_str(
            r#"
            sounds = [["c", "k"], ["ch", "sh"], ["h", ""], ["au", "o"]]
            silent = "es e"
            "#,
        )
        .unwrap();
        for (word, heard) in [
            ("chauffe", "shof"),
            ("haches", "ash"),
            ("cote", "kot"),
            ("ce", "ke"),
        ] {
            assert_eq!(sounds.of(word), heard, "{word}");
        }
    }

    #[test]
    fn letters_that_are_none_are_refused() {
        let wrong = toml::from_str::<Sounds>("sounds = [[\"\", \"k\"]]\nsilent = \"e\"");
        let problem = wrong.unwrap_err().to_string();
        assert!(
            problem.contains("expected letters that sound like"),
            "{problem}"
        );
    }
}
