//! The question "does my job qualify?" among the messages of a group, by the patterns of each language's `triggers.tsv`.

use std::collections::{HashMap, HashSet};

use crate::language::Languages;
use crate::noc::{DataError, DataFiles, Lang, tsv_rows};
use crate::text::fold;

const FILE: &str = "triggers.tsv";
/// A row with this name is a pattern.
const PATTERN: &str = "ask";
/// The words of this row say nothing about a job.
const NOISE: &str = "NOISE";
/// How many words `*` stands for at most.
const LONGEST_GAP: usize = 4;
/// Longer messages are stories.
const MOST_CHARACTERS: usize = 1_000;

/// The patterns.
pub struct Triggers {
    patterns: Vec<Pattern>,
    noise: HashSet<&'static str>,
}

/// A question that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub lang: Lang,
    /// The rest of the message, where the job may be.
    pub job: String,
}

struct Pattern {
    lang: Lang,
    parts: Vec<Part>,
    /// Only in a sentence that ends with a question mark.
    is_question: bool,
}

enum Part {
    Word {
        any_of: Vec<&'static str>,
        may_lack: bool,
    },
    Gap,
}

/// A sentence in folded words.
struct Sentence {
    words: Vec<String>,
    is_question: bool,
}

impl Triggers {
    /// Reads `triggers.tsv` of every language that has one, as English must.
    ///
    /// # Errors
    /// The file is missing, or a row is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let mut triggers = Triggers {
            patterns: Vec::new(),
            noise: HashSet::new(),
        };
        for lang in Languages::tags_in(files)? {
            let path = Languages::path(lang, FILE);
            if lang == Lang::EN || files.has(&path) {
                triggers.add(lang, &files.name_of(&path), files.read(&path)?)?;
            }
        }
        Ok(triggers)
    }

    /// Adds the patterns of one language.
    fn add(&mut self, lang: Lang, name: &str, text: &'static str) -> Result<(), DataError> {
        let mut classes: HashMap<&str, Vec<&'static str>> = HashMap::new();
        for (_, [kind, words]) in tsv_rows(name, text, ["name", "words"])? {
            if kind == PATTERN {
                let class = |word: &str| classes.get(word).cloned();
                self.patterns.push(Pattern::read(lang, words, class));
            } else {
                classes.insert(kind, words.split(['|', ' ']).collect());
            }
        }
        self.noise.extend(classes.remove(NOISE).unwrap_or_default());
        Ok(())
    }

    /// The question, where the text asks it.
    pub fn find(&self, text: &str) -> Option<Asked> {
        if text.chars().count() > MOST_CHARACTERS {
            return None;
        }
        let sentences = sentences(text);
        let (at, found, lang) = sentences.iter().enumerate().find_map(|(at, sentence)| {
            self.patterns
                .iter()
                .find_map(|pattern| Some((at, pattern.find(sentence)?, pattern.lang)))
        })?;
        let mut left = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            for (place, word) in sentence.words.iter().enumerate() {
                let is_asking = number == at && found.contains(&place);
                if !is_asking && !self.noise.contains(word.as_str()) {
                    left.push(word.as_str());
                }
            }
        }
        Some(Asked {
            lang,
            job: left.join(" "),
        })
    }
}

impl Pattern {
    fn read(
        lang: Lang,
        words: &'static str,
        class: impl Fn(&str) -> Option<Vec<&'static str>>,
    ) -> Self {
        let mut parts = Vec::new();
        let mut is_question = false;
        for token in words.split(' ').filter(|token| !token.is_empty()) {
            match token {
                "*" => parts.push(Part::Gap),
                "?" => is_question = true,
                token => {
                    let bare = token.strip_suffix('?');
                    let any_of = bare
                        .unwrap_or(token)
                        .split('|')
                        .flat_map(|word| class(word).unwrap_or_else(|| vec![word]))
                        .collect();
                    let may_lack = bare.is_some();
                    parts.push(Part::Word { any_of, may_lack });
                }
            }
        }
        Pattern {
            lang,
            parts,
            is_question,
        }
    }

    /// The places of the words that ask, where the sentence does.
    fn find(&self, sentence: &Sentence) -> Option<Vec<usize>> {
        if self.is_question && !sentence.is_question {
            return None;
        }
        (0..sentence.words.len()).find_map(|start| {
            let mut taken = Vec::new();
            matches(&self.parts, &sentence.words, start, &mut taken).then_some(taken)
        })
    }
}

/// Whether `words` go on from `at` as `parts` say; the places of the words are added to `taken`.
fn matches(parts: &[Part], words: &[String], at: usize, taken: &mut Vec<usize>) -> bool {
    let Some((part, rest)) = parts.split_first() else {
        return true;
    };
    match part {
        Part::Gap => (0..=LONGEST_GAP).any(|gap| matches(rest, words, at + gap, taken)),
        Part::Word { any_of, may_lack } => {
            if words
                .get(at)
                .is_some_and(|word| any_of.contains(&word.as_str()))
            {
                taken.push(at);
                if matches(rest, words, at + 1, taken) {
                    return true;
                }
                taken.pop();
            }
            *may_lack && matches(rest, words, at, taken)
        }
    }
}

fn sentences(text: &str) -> Vec<Sentence> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n' | ';');
    text.split_inclusive(ends)
        .map(|sentence| Sentence {
            words: fold::words(sentence),
            is_question: sentence.ends_with('?'),
        })
        .filter(|sentence| !sentence.words.is_empty() || sentence.is_question)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MUST: &str = include_str!("../../../tests/triggers/must.txt");
    const MUST_NOT: &str = include_str!("../../../tests/triggers/must-not.txt");

    fn triggers() -> Triggers {
        Triggers::open(&DataFiles::BuiltIn).unwrap()
    }

    #[test]
    fn the_question_is_heard_in_its_variants() {
        let triggers = triggers();
        let lines: Vec<&str> = MUST.lines().collect();
        assert!(lines.len() >= 60);
        let missed: Vec<&&str> = lines
            .iter()
            .filter(|line| triggers.find(line).is_none())
            .collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn everyday_talk_is_left_alone() {
        let triggers = triggers();
        let lines: Vec<&str> = MUST_NOT.lines().collect();
        assert!(lines.len() >= 200);
        let heard: Vec<&&str> = lines
            .iter()
            .filter(|line| triggers.find(line).is_some())
            .collect();
        assert!(heard.is_empty(), "{heard:#?}");
    }

    #[test]
    fn the_rest_of_the_message_is_the_job() {
        let triggers = triggers();
        for (text, lang, job) in [
            (
                "Does my job qualify? I'm a pharmacist",
                Lang::EN,
                "pharmacist",
            ),
            (
                "Hi all, does my job qualify for Express Entry?",
                Lang::EN,
                "",
            ),
            (
                "Pharmacist here. Does my job qualify?",
                Lang::EN,
                "pharmacist",
            ),
            (
                "does my job as a truck driver qualify",
                Lang::EN,
                "truck driver",
            ),
            (
                "Mon métier est-il admissible ? Je suis soudeur",
                Lang::FR,
                "soudeur",
            ),
        ] {
            let asked = triggers.find(text).unwrap();
            assert_eq!((asked.lang, asked.job.as_str()), (lang, job), "{text}");
        }
    }
}
