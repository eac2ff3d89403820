//! The question "does my job qualify?" among the messages of a group, by the patterns of each language's `triggers.tsv`.

use std::collections::{HashMap, HashSet};

use regex::{Regex, RegexSet};

use crate::language::Languages;
use crate::noc::{DataError, DataFiles, Lang, tsv_rows};
use crate::text::fold;

const FILE: &str = "triggers.tsv";
/// A row with this name is a pattern.
const PATTERN: &str = "ask";
/// The words of this row say nothing about a job.
const NOISE: &str = "NOISE";
/// A pattern with this token holds only in a sentence that ends so.
const QUESTION_MARK: &str = "?";
/// How many words `*` stands for at most.
const LONGEST_GAP: usize = 4;
/// Longer messages are stories.
const MAX_CHARACTERS: usize = 1_000;

/// The patterns.
pub struct QuestionPatterns {
    /// Over folded words, a space behind each; the words that ask are captured.
    patterns: RegexSet,
    /// Of each pattern: its language, and whether it holds only before a question mark.
    meanings: Vec<(Lang, bool)>,
    noise: HashSet<&'static str>,
}

/// A question that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The language of the question.
    pub lang: Lang,
    /// The rest of the message, where the job may be.
    pub job: String,
}

/// A sentence in folded words, a space behind each.
struct Sentence {
    words: String,
    is_question: bool,
}

impl QuestionPatterns {
    /// Reads `triggers.tsv` of every language that has one, as English must.
    ///
    /// # Errors
    /// The file is missing, or a row is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let (mut patterns, mut meanings, mut noise) = (Vec::new(), Vec::new(), HashSet::new());
        for (lang, path) in Languages::having(files, FILE, Some(Lang::EN))? {
            let mut classes: HashMap<&str, Vec<&'static str>> = HashMap::new();
            let rows = tsv_rows(&files.name_of(&path), files.read(&path)?, ["name", "words"])?;
            for (_, [kind, words]) in rows {
                if kind != PATTERN {
                    classes.insert(kind, words.split(['|', ' ']).collect());
                    continue;
                }
                let tokens: Vec<&str> = words.split_whitespace().collect();
                patterns.push(pattern(&tokens, |word| classes.get(word).cloned()));
                meanings.push((lang, tokens.contains(&QUESTION_MARK)));
            }
            noise.extend(classes.remove(NOISE).unwrap_or_default());
        }
        let patterns = RegexSet::new(patterns)
            .map_err(|error| DataError::file(FILE, format!("expected patterns: {error}")))?;
        Ok(QuestionPatterns {
            patterns,
            meanings,
            noise,
        })
    }

    /// The question, where the text asks it.
    pub fn find(&self, text: &str) -> Option<Asked> {
        if text.chars().count() > MAX_CHARACTERS {
            return None;
        }
        let sentences = sentences(text);
        let (at, pattern) = sentences.iter().enumerate().find_map(|(at, sentence)| {
            let may_be = |&pattern: &usize| sentence.is_question || !self.meanings[pattern].1;
            let mut found = self.patterns.matches(&sentence.words).into_iter();
            Some((at, found.find(may_be)?))
        })?;
        let asking = Regex::new(&self.patterns.patterns()[pattern]).ok()?;
        let asking = asking.captures(&sentences[at].words)?;
        let asked: Vec<usize> = asking
            .iter()
            .skip(1)
            .flatten()
            .map(|word| word.start())
            .collect();
        let mut left = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            let mut start = 0;
            for word in sentence.words.split_terminator(' ') {
                let is_asking = number == at && asked.contains(&start);
                if !is_asking && !self.noise.contains(word) {
                    left.push(word);
                }
                start += word.len() + 1;
            }
        }
        Some(Asked {
            lang: self.meanings[pattern].0,
            job: left.join(" "),
        })
    }
}

/// The regular expression of a pattern's tokens, where `class` gives the words that a name stands for.
fn pattern(tokens: &[&'static str], class: impl Fn(&str) -> Option<Vec<&'static str>>) -> String {
    let one = |token: &&'static str| match *token {
        "*" => format!("(?:[^ ]+ ){{0,{LONGEST_GAP}}}?"),
        QUESTION_MARK => String::new(),
        token => {
            let bare = token.strip_suffix('?');
            let words = bare.unwrap_or(token).split('|');
            let any_of: Vec<String> = words
                .flat_map(|word| class(word).unwrap_or_else(|| vec![word]))
                .map(regex::escape)
                .collect();
            let may_lack = if bare.is_some() { "?" } else { "" };
            format!("((?:{}) ){may_lack}", any_of.join("|"))
        }
    };
    let parts: String = tokens.iter().map(one).collect();
    format!("(?:^| ){parts}")
}

fn sentences(text: &str) -> Vec<Sentence> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n' | ';');
    text.split_inclusive(ends)
        .map(|sentence| Sentence {
            words: fold::words(sentence)
                .iter()
                .map(|word| format!("{word} "))
                .collect(),
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

    fn triggers() -> QuestionPatterns {
        QuestionPatterns::open(&DataFiles::BuiltIn).unwrap()
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
