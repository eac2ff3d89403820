//! The words of every language with what they mean, and where they stand in a message.

use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::message::{Kind, Token, tokenize};
use super::tags::Tag;
use crate::noc::{DataError, DataFiles, Lang};

/// The folder of a language's words of the understanding.
const FOLDER: &str = "understanding";
/// The folder of the words by which other languages are recognised, one file a language.
const OTHERS: &str = "other-languages";
/// The group that says how a language is written.
const SCRIPT: &str = "script";
/// The key of the line that is said to somebody who writes in another language.
const REPLY: &str = "reply";
/// A gap in a phrase holds at most this many tokens.
const LONGEST_GAP: usize = 5;

type WordId = u32;
/// What stands for a gap among the words of a phrase.
const GAP: WordId = WordId::MAX;
/// The mark of a gap in a pattern.
const GAP_MARK: &str = "~";
/// Group, name, phrases.
type Subject = toml::map::Map<String, toml::Value>;

#[derive(Debug, Clone)]
struct Phrase {
    tag: Tag,
    lang: u8,
    words: u8,
    /// The further runs of words, each after a gap.
    rest: Vec<Vec<WordId>>,
}

/// The phrases that patterns stand for, as numbers of words.
#[derive(Debug, Default)]
struct Patterns {
    words: FxHashMap<String, WordId>,
    /// The words of each choice that was met, so that its letters are read once.
    choices: FxHashMap<String, Vec<WordId>>,
}

impl Patterns {
    fn word(&mut self, word: &str) -> WordId {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let next = self.words.len() as WordId;
        self.words.insert(word.to_owned(), next);
        next
    }

    /// The words of a choice, in which an underscore stands for a space.
    fn choice(&mut self, choice: &str) -> &[WordId] {
        if !self.choices.contains_key(choice) {
            let mut words = Vec::new();
            for part in choice.split(['_', ' ']) {
                if part == GAP_MARK {
                    words.push(GAP);
                    continue;
                }
                let tokens = tokenize(part);
                let spoken = tokens.iter().filter(|token| !token.is_mark("-"));
                words.extend(spoken.map(|token| self.word(&token.text)));
            }
            self.choices.insert(choice.to_owned(), words);
        }
        &self.choices[choice]
    }

    /// The phrases that `a|b c? d` stands for: each word may have alternatives, and one with a question mark may be left out.
    fn phrases(&mut self, pattern: &str) -> Vec<Vec<WordId>> {
        let mut out: Vec<Vec<WordId>> = vec![Vec::new()];
        for word in pattern.split(' ') {
            let optional = word.len() > 1 && word.ends_with('?');
            let choices = word.split('|').map(|choice| choice.trim_end_matches('?'));
            let choices: Vec<&str> = choices.collect();
            if let (false, [only]) = (optional, choices.as_slice()) {
                let words = self.choice(only);
                out.iter_mut()
                    .for_each(|phrase| phrase.extend_from_slice(words));
                continue;
            }
            let mut next: Vec<Vec<WordId>> = if optional { out.clone() } else { Vec::new() };
            for before in &out {
                for choice in &choices {
                    next.push([before, self.choice(choice)].concat());
                }
            }
            out = next;
        }
        out
    }
}

/// What a stretch of tokens means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub tag: Tag,
    /// The place of its language in [`Lexicon::language`].
    pub lang: u8,
    /// How many words of the phrase were met, gaps left out.
    pub words: u8,
}

/// How a language is recognised by the letters it is written in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    /// The place of the language in [`Lexicon::language`].
    #[serde(skip)]
    pub lang: u8,
    /// The first and the last letter of the block that most of a text is in; any block where it is missing.
    #[serde(default)]
    pub block: Option<(char, char)>,
    /// Letters that other languages of the block lack.
    #[serde(default)]
    pub letters: String,
}

/// What a language's file says of how it is written, beside its phrases.
#[derive(Deserialize)]
struct Written {
    script: Script,
}

/// The phrases of every language.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The ISO 639-1 tags; the spoken languages come first.
    languages: Vec<String>,
    /// What is said to somebody who writes in a language that the conversation is not held in.
    replies: FxHashMap<String, String>,
    spoken: usize,
    patterns: Patterns,
    /// From a node and a word to the next node; the root is 0.
    steps: FxHashMap<(u32, WordId), u32>,
    nodes: u32,
    phrases: FxHashMap<u32, Vec<Phrase>>,
    scripts: Vec<Script>,
    /// Names of months long enough to be recognised with a slip.
    months: Vec<(String, Tag)>,
}

impl Lexicon {
    /// Reads `lang/TAG/understanding/*.toml` of the spoken languages, and `other-languages/*.toml`.
    ///
    /// # Errors
    /// A file is missing or wrong, or uses a name that the understanding does not know.
    pub fn open(files: &DataFiles, spoken: &[Lang]) -> Result<Self, DataError> {
        let mut lexicon = Lexicon::default();
        for tag in spoken {
            let lang = lexicon.add_language(tag.tag());
            lexicon.spoken += 1;
            let parent = format!("lang/{}", tag.tag());
            // A language may be spoken before its messages are understood.
            if !files.folders(&parent)?.iter().any(|name| name == FOLDER) {
                continue;
            }
            for path in files.list(&format!("{parent}/{FOLDER}"), "toml")? {
                lexicon.read(files, &path, lang)?;
            }
        }
        for path in files.list(OTHERS, "toml")? {
            let name = Path::new(&path).file_stem().and_then(|stem| stem.to_str());
            let lang = lexicon.add_language(name.unwrap_or_default());
            lexicon.read(files, &path, lang)?;
        }
        Ok(lexicon)
    }

    /// The line for somebody who writes in the language with this tag.
    pub fn reply(&self, tag: &str) -> Option<&str> {
        self.replies.get(tag).map(String::as_str)
    }

    fn add_language(&mut self, tag: &str) -> u8 {
        self.languages.push(tag.to_owned());
        u8::try_from(self.languages.len() - 1).unwrap_or(u8::MAX)
    }

    fn read(&mut self, files: &DataFiles, path: &str, lang: u8) -> Result<(), DataError> {
        let name = files.name_of(path);
        let table: toml::Table = files.read_toml(path)?;
        if table.contains_key(SCRIPT) {
            // Read for itself, so that what is wrong is named with its line.
            let Written { script } = files.read_toml(path)?;
            self.scripts.push(Script { lang, ..script });
        }
        for (group, entries) in table {
            if let (REPLY, toml::Value::String(reply)) = (group.as_str(), &entries) {
                let tag = self.languages[usize::from(lang)].clone();
                self.replies.insert(tag, reply.clone());
                continue;
            }
            let wrong = |problem: String| DataError::file(&name, problem);
            let toml::Value::Table(entries) = entries else {
                return Err(wrong(format!(
                    "expected a table of names with phrases, found {group} = {entries}"
                )));
            };
            if group == SCRIPT {
                continue;
            }
            self.add_group(&group, &entries, lang).map_err(wrong)?;
        }
        Ok(())
    }

    fn add_group(&mut self, group: &str, entries: &Subject, lang: u8) -> Result<(), String> {
        for (name, phrases) in entries {
            let tag = Tag::named(group, name)
                .ok_or_else(|| format!("[{group}] knows no name {name:?}"))?;
            let phrases = phrases.as_array().into_iter().flatten();
            for phrase in phrases {
                let phrase = phrase
                    .as_str()
                    .ok_or_else(|| format!("[{group}] {name}: expected phrases in quotes"))?;
                for words in self.patterns.phrases(phrase) {
                    if !self.add(&words, tag, lang) {
                        return Err(format!(
                            "[{group}] {name}: expected words, found {phrase:?}"
                        ));
                    }
                }
                if let Tag::Month(_) = tag {
                    self.add_month(phrase, tag);
                }
            }
        }
        Ok(())
    }

    /// Adds a phrase; false where it does not begin with a word.
    fn add(&mut self, words: &[WordId], tag: Tag, lang: u8) -> bool {
        let mut runs = words.split(|&word| word == GAP);
        let first = runs.next().unwrap_or_default();
        if first.is_empty() {
            return false;
        }
        let mut node = 0;
        for &word in first {
            let new = self.nodes + 1;
            node = *self.steps.entry((node, word)).or_insert(new);
            self.nodes = self.nodes.max(node);
        }
        let rest: Vec<Vec<WordId>> = runs.map(<[WordId]>::to_vec).collect();
        let words = first.len() + rest.iter().map(Vec::len).sum::<usize>();
        self.phrases.entry(node).or_default().push(Phrase {
            tag,
            lang,
            words: u8::try_from(words).unwrap_or(u8::MAX),
            rest,
        });
        true
    }

    /// Keeps the names of a month that are long enough to be recognised with a slip.
    fn add_month(&mut self, names: &str, tag: Tag) {
        for name in names.split('|') {
            if let [word] = tokenize(name).as_slice()
                && word.text.len() >= SHORTEST_SLIP
            {
                self.months.push((word.text.clone(), tag));
            }
        }
    }

    /// The ISO 639-1 tag of the language of a hit.
    pub(super) fn language(&self, at: u8) -> &str {
        self.languages.get(usize::from(at)).map_or("en", |tag| tag)
    }

    /// How languages are recognised by their letters.
    pub(super) fn scripts(&self) -> &[Script] {
        &self.scripts
    }

    /// How many of the languages are spoken.
    pub(super) fn spoken(&self) -> usize {
        self.spoken
    }

    /// How many languages there are.
    pub(super) fn languages(&self) -> usize {
        self.languages.len()
    }

    /// Everything the tokens mean, by where it starts, the longest first.
    pub(super) fn hits(&self, tokens: &[Token]) -> Vec<Hit> {
        let ids: Vec<Option<WordId>> = tokens
            .iter()
            .map(|token| self.patterns.words.get(token.text.as_str()).copied())
            .collect();
        let mut hits = Vec::new();
        for start in 0..tokens.len() {
            let first = hits.len();
            self.hits_at(tokens, &ids, start, &mut hits);
            if hits.len() == first {
                hits.extend(self.slip_at(&tokens[start], start));
            }
            hits[first..].sort_by_key(|hit| std::cmp::Reverse(hit.end));
        }
        hits
    }

    fn hits_at(&self, tokens: &[Token], ids: &[Option<WordId>], start: usize, hits: &mut Vec<Hit>) {
        let mut node = 0;
        let mut at = start;
        while let Some(token) = tokens.get(at) {
            // Hyphens between the words of a phrase say nothing.
            if at > start && token.is_mark("-") && token.glued {
                at += 1;
                continue;
            }
            let step = ids[at].and_then(|word| self.steps.get(&(node, word)));
            let Some(&next) = step else { break };
            node = next;
            at += 1;
            for phrase in self.phrases.get(&node).into_iter().flatten() {
                if let Some(end) = rest_ends(&phrase.rest, tokens, ids, at) {
                    hits.push(Hit {
                        start,
                        end,
                        tag: phrase.tag,
                        lang: phrase.lang,
                        words: phrase.words,
                    });
                }
            }
        }
    }

    /// The only month with a long name that is one slip away.
    fn slip_at(&self, token: &Token, start: usize) -> Option<Hit> {
        if !token.is_word() || token.text.len() < SHORTEST_SLIP {
            return None;
        }
        let mut near = self
            .months
            .iter()
            .filter(|(name, _)| name.len().abs_diff(token.text.len()) <= 1)
            .filter(|(name, _)| strsim::osa_distance(name, &token.text) == 1);
        let (_, tag) = near.next()?;
        near.all(|(_, other)| other == tag).then_some(Hit {
            start,
            end: start + 1,
            tag: *tag,
            lang: 0,
            words: 1,
        })
    }
}

/// Shorter words are not taken for a misspelt month.
const SHORTEST_SLIP: usize = 5;

/// Where the last of the further runs ends, each found within a short gap of the same sentence.
fn rest_ends(
    rest: &[Vec<WordId>],
    tokens: &[Token],
    ids: &[Option<WordId>],
    mut at: usize,
) -> Option<usize> {
    for run in rest {
        let found = (at..=at + LONGEST_GAP).find(|&from| {
            let words = ids.get(from..from + run.len());
            words.is_some_and(|words| {
                words
                    .iter()
                    .zip(run)
                    .all(|(word, wanted)| *word == Some(*wanted))
            })
        })?;
        let ends_a_sentence = |token: &Token| token.kind == Kind::Break || token.is_mark("!?;");
        if tokens[at..found].iter().any(ends_a_sentence) {
            return None;
        }
        at = found + run.len();
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_for_its_phrases() {
        let phrases = |pattern: &str| -> Vec<String> {
            let mut patterns = Patterns::default();
            let phrases = patterns.phrases(pattern);
            let texts: FxHashMap<WordId, String> = patterns
                .words
                .into_iter()
                .map(|(text, id)| (id, text))
                .collect();
            let text = |word: &WordId| texts.get(word).map_or(GAP_MARK, String::as_str);
            let said = phrases.iter();
            said.map(|words| words.iter().map(text).collect::<Vec<_>>().join(" "))
                .collect()
        };
        assert_eq!(phrases("a|b c"), ["a c", "b c"]);
        assert_eq!(phrases("x y?"), ["x", "x y"]);
        assert_eq!(phrases("day_off|rest"), ["day off", "rest"]);
        assert_eq!(
            phrases("l'été|day-off ~ Off"),
            ["l ete ~ off", "day off ~ off"]
        );
    }

    #[test]
    fn every_language_file_can_be_read() {
        let lexicon = Lexicon::open(&DataFiles::BuiltIn, &[Lang::EN, Lang::FR]).unwrap();
        let tokens = tokenize("Since Febuary");
        let hits = lexicon.hits(&tokens);
        assert!(hits.iter().any(|hit| hit.tag == Tag::Month(2)));
    }
}
