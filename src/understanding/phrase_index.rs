//! The phrases of every language by their words, each with the name of what it means. It is built with the program for the
//! built-in data.

use std::ops::Range;
use std::path::Path;

use bytemuck::{Pod, Zeroable};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::message::tokenize;
use crate::language::Languages;
use crate::noc::{DataError, DataFiles, Lang};
use crate::tables::{Distinct, Interner, Numbers, Starts, Table, TableReader, TableWriter};

/// The folder of a language's words of the understanding.
const FOLDER: &str = "understanding";
/// The folder of the words by which other languages are recognised, one file a language.
const OTHERS: &str = "other-languages";
/// The group that says how a language is written.
const SCRIPT: &str = "script";
/// The key of the line that is said to somebody who writes in another language.
const REPLY: &str = "reply";
/// The group of the months' names.
const MONTH: &str = "month";
/// The group of the words beside times.
const CUE: &str = "cue";
/// Of those the words that are recognised with a slip before a time.
const BEFORE_TIME: [&str; 2] = ["since", "until"];
/// Shorter words are not taken for a misspelt one.
pub const SHORTEST_SLIP: usize = 5;

/// The number of a word.
pub type WordId = u32;
/// What stands for a gap among the words of a phrase.
pub const GAP: WordId = WordId::MAX;
/// The mark of a gap in a pattern.
const GAP_MARK: &str = "~";
/// Group, name, phrases.
type Subject = toml::map::Map<String, toml::Value>;

/// A phrase: what stands behind its first run of words, which led to it, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Pod, Zeroable)]
#[repr(C)]
pub struct Phrase {
    /// Where its further words begin, and how many they are.
    rest: u32,
    rest_length: u16,
    /// The place of its meaning in [`PhraseIndex::names`].
    pub name: u16,
    /// The place of its language in [`PhraseIndex::languages`].
    pub lang: u8,
    /// How many words it has, gaps left out.
    pub words: u8,
    unused: u16,
}

/// The phrases that patterns stand for, as numbers of words.
#[derive(Debug, Default)]
struct Patterns {
    words: Interner,
    /// The words of each choice that was met, so that its letters are read once.
    choices: FxHashMap<String, Vec<WordId>>,
}

impl Patterns {
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
                words.extend(spoken.map(|token| self.words.intern(&token.text)));
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

/// How a language is recognised by the letters it is written in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// The place of the language in [`PhraseIndex::languages`].
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
pub struct PhraseIndex {
    /// The ISO 639-1 tags; the spoken languages come first.
    pub languages: Vec<String>,
    /// How many of the languages are spoken.
    pub spoken: usize,
    /// What is said to somebody who writes in a language that the conversation is not held in, by its tag.
    pub replies: Vec<(String, String)>,
    /// How languages are recognised by their letters.
    pub scripts: Vec<Script>,
    /// Words long enough to be recognised with a slip, with their places in `names`: months, and words that stand before a time.
    pub slips: Vec<(String, u16)>,
    /// Group and name of every meaning.
    pub names: Vec<(String, String)>,
    words: Interner,
    /// The words that lead from node `i` on, ascending, are `steps[step_starts[i]..step_starts[i + 1]]`; the root is 0, and the word
    /// at a place leads to the node whose number is one more.
    step_starts: Starts,
    steps: Numbers,
    /// The phrases that end at node `i` are `phrases[phrase_starts[i]..phrase_starts[i + 1]]`.
    phrase_starts: Starts,
    phrases: Distinct<Phrase>,
    /// The further runs of words of phrases, a gap between two.
    rest: Table<WordId>,
}

/// The index while phrases are added.
#[derive(Default)]
struct Builder {
    index: PhraseIndex,
    patterns: Patterns,
    names: Interner,
    steps: FxHashMap<(u32, WordId), u32>,
    /// By node.
    phrases: Vec<Vec<Phrase>>,
    rest: Vec<WordId>,
    /// Where the further words of phrases that were met begin.
    rests: FxHashMap<Vec<WordId>, u32>,
}

impl PhraseIndex {
    /// Reads `lang/TAG/understanding/*.toml` of the spoken languages, and `other-languages/*.toml`; `is_known` tells whether there is
    /// a meaning of this group and name.
    ///
    /// # Errors
    /// A file is missing or wrong, or uses a name that is not known.
    pub fn open(
        files: &DataFiles,
        spoken: &[Lang],
        is_known: &dyn Fn(&str, &str) -> bool,
    ) -> Result<Self, DataError> {
        let mut builder = Builder {
            phrases: vec![Vec::new()],
            ..Builder::default()
        };
        for tag in spoken {
            let lang = builder.add_language(tag.tag());
            builder.index.spoken += 1;
            let parent = format!("lang/{}", tag.tag());
            // A language may be spoken before its messages are understood.
            if !files.folders(&parent)?.iter().any(|name| name == FOLDER) {
                continue;
            }
            for path in files.list(&format!("{parent}/{FOLDER}"), "toml")? {
                builder.read(files, &path, lang, is_known)?;
            }
        }
        for path in files.list(OTHERS, "toml")? {
            let name = Path::new(&path).file_stem().and_then(|stem| stem.to_str());
            let lang = builder.add_language(name.unwrap_or_default());
            builder.read(files, &path, lang, is_known)?;
        }
        Ok(builder.finish())
    }

    fn write(&self, out: &mut TableWriter) {
        let lines = |lines: Vec<String>| lines.join("\n");
        let two = |(a, b): &(String, String)| format!("{a}\t{b}");
        out.add(self.languages.join("\n").as_bytes());
        out.add(&[self.spoken as u32]);
        out.add(lines(self.replies.iter().map(two).collect()).as_bytes());
        let script = |script: &Script| {
            let block = script.block.map(|(first, last)| format!("{first}{last}"));
            let block = block.unwrap_or_default();
            format!("{}\t{block}\t{}", script.lang, script.letters)
        };
        out.add(lines(self.scripts.iter().map(script).collect()).as_bytes());
        let slip = |(word, at): &(String, u16)| format!("{word}\t{at}");
        out.add(lines(self.slips.iter().map(slip).collect()).as_bytes());
        out.add(lines(self.names.iter().map(two).collect()).as_bytes());
        self.words.write(out);
        self.step_starts.write(out);
        self.steps.write(out);
        self.phrase_starts.write(out);
        self.phrases.write(out);
        out.add(&self.rest);
    }

    /// The index that [`build`] gave.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut tables = TableReader::new(bytes);
        let two = |line: &str| {
            let (a, b) = line.split_once('\t')?;
            Some((a.to_owned(), b.to_owned()))
        };
        let script = |line: &str| {
            let (lang, rest) = line.split_once('\t')?;
            let (block, letters) = rest.split_once('\t')?;
            let mut block = block.chars();
            Some(Script {
                lang: lang.parse().ok()?,
                block: block.next().zip(block.next()),
                letters: letters.to_owned(),
            })
        };
        let slip = |line: &str| {
            let (name, at) = line.split_once('\t')?;
            Some((name.to_owned(), at.parse().ok()?))
        };
        Some(PhraseIndex {
            languages: tables.text()?.lines().map(str::to_owned).collect(),
            spoken: tables.one::<u32>()? as usize,
            replies: tables.text()?.lines().map(two).collect::<Option<_>>()?,
            scripts: tables.text()?.lines().map(script).collect::<Option<_>>()?,
            slips: tables.text()?.lines().map(slip).collect::<Option<_>>()?,
            names: tables.text()?.lines().map(two).collect::<Option<_>>()?,
            words: Interner::read(&mut tables)?,
            step_starts: Starts::read(&mut tables)?,
            steps: Numbers::read(&mut tables)?,
            phrase_starts: Starts::read(&mut tables)?,
            phrases: Distinct::read(&mut tables)?,
            rest: tables.table()?,
        })
    }

    /// The number of a folded word, if a phrase has it.
    pub fn word(&self, text: &str) -> Option<WordId> {
        self.words.get(text)
    }

    /// The node that a word leads to; the root is 0.
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        let at = self.steps.find(word, within(&self.step_starts, node))?;
        Some(at as u32 + 1)
    }

    /// The phrases whose first run of words ends at a node.
    pub fn phrases_at(&self, node: u32) -> impl Iterator<Item = Phrase> {
        within(&self.phrase_starts, node).map(|at| self.phrases.at(at))
    }

    /// The further runs of words of a phrase, each after a gap.
    pub fn runs(&self, phrase: Phrase) -> impl Iterator<Item = &[WordId]> {
        let start = phrase.rest as usize;
        let rest = self
            .rest
            .get(start..start + usize::from(phrase.rest_length));
        let rest = rest.filter(|rest| !rest.is_empty()).into_iter();
        rest.flat_map(|rest| rest.split(|&word| word == GAP))
    }
}

/// The index of the phrases of these files, as bytes.
///
/// # Errors
/// A data file is missing or wrong.
pub fn build(files: &DataFiles) -> Result<Vec<u8>, DataError> {
    let index = PhraseIndex::open(files, &Languages::tags_in(files)?, &|_, _| true)?;
    let mut out = TableWriter::default();
    index.write(&mut out);
    Ok(out.into_bytes())
}

/// Where the rows of a node are.
fn within(starts: &Starts, node: u32) -> Range<usize> {
    let at = node as usize;
    let own = starts.get(at).zip(starts.get(at + 1));
    own.map_or(0..0, |(start, end)| start..end)
}

impl Builder {
    fn add_language(&mut self, tag: &str) -> u8 {
        self.index.languages.push(tag.to_owned());
        u8::try_from(self.index.languages.len() - 1).unwrap_or(u8::MAX)
    }

    fn read(
        &mut self,
        files: &DataFiles,
        path: &str,
        lang: u8,
        is_known: &dyn Fn(&str, &str) -> bool,
    ) -> Result<(), DataError> {
        let name = files.name_of(path);
        let table: toml::Table = files.read_toml(path)?;
        if table.contains_key(SCRIPT) {
            // Read for itself, so that what is wrong is named with its line.
            let Written { script } = files.read_toml(path)?;
            self.index.scripts.push(Script { lang, ..script });
        }
        for (group, entries) in table {
            if let (REPLY, toml::Value::String(reply)) = (group.as_str(), &entries) {
                let tag = self.index.languages[usize::from(lang)].clone();
                self.index.replies.push((tag, reply.clone()));
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
            self.add_group(&group, &entries, lang, is_known)
                .map_err(wrong)?;
        }
        Ok(())
    }

    fn add_group(
        &mut self,
        group: &str,
        entries: &Subject,
        lang: u8,
        is_known: &dyn Fn(&str, &str) -> bool,
    ) -> Result<(), String> {
        for (name, phrases) in entries {
            if !is_known(group, name) {
                return Err(format!("[{group}] knows no name {name:?}"));
            }
            let number = self.names.intern(&format!("{group}\t{name}"));
            let number = u16::try_from(number).map_err(|_| "expected fewer names".to_owned())?;
            let phrases = phrases.as_array().into_iter().flatten();
            for phrase in phrases {
                let phrase = phrase
                    .as_str()
                    .ok_or_else(|| format!("[{group}] {name}: expected phrases in quotes"))?;
                for words in self.patterns.phrases(phrase) {
                    if !self.add(&words, number, lang) {
                        return Err(format!(
                            "[{group}] {name}: expected words, found {phrase:?}"
                        ));
                    }
                }
                let is_before_time = group == CUE && BEFORE_TIME.contains(&name.as_str());
                if group == MONTH || is_before_time {
                    self.add_slips(phrase, number);
                }
            }
        }
        Ok(())
    }

    /// Adds a phrase; false where it does not begin with a word.
    fn add(&mut self, words: &[WordId], name: u16, lang: u8) -> bool {
        let first = words.split(|&word| word == GAP).next().unwrap_or_default();
        if first.is_empty() {
            return false;
        }
        let mut node = 0;
        for &word in first {
            let new = self.phrases.len() as u32;
            node = *self.steps.entry((node, word)).or_insert(new);
            if node == new {
                self.phrases.push(Vec::new());
            }
        }
        let rest = words.get(first.len() + 1..).unwrap_or_default();
        let count = words.iter().filter(|&&word| word != GAP).count();
        let new = self.rest.len() as u32;
        let start = *self.rests.entry(rest.to_vec()).or_insert(new);
        if start == new {
            self.rest.extend_from_slice(rest);
        }
        self.phrases[node as usize].push(Phrase {
            rest: start,
            rest_length: u16::try_from(rest.len()).unwrap_or(u16::MAX),
            name,
            lang,
            words: u8::try_from(count).unwrap_or(u8::MAX),
            unused: 0,
        });
        true
    }

    /// Keeps the words of a phrase of one word that are long enough to be recognised with a slip.
    fn add_slips(&mut self, words: &str, number: u16) {
        for word in words.split('|') {
            if let [word] = tokenize(word).as_slice()
                && word.text.len() >= SHORTEST_SLIP
            {
                self.index.slips.push((word.text.clone(), number));
            }
        }
    }

    fn finish(self) -> PhraseIndex {
        let mut steps: Vec<(u32, WordId, u32)> = self
            .steps
            .into_iter()
            .map(|((from, word), node)| (from, word, node))
            .collect();
        steps.sort_unstable();
        let (mut order, mut words, mut step_starts) = (vec![0], Vec::new(), vec![0]);
        let (mut phrases, mut phrase_starts) = (Vec::new(), vec![0]);
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            let first = steps.partition_point(|(from, ..)| *from < node);
            let own = steps[first..].iter().take_while(|(from, ..)| *from == node);
            for &(_, word, to) in own {
                words.push(word);
                order.push(to);
            }
            step_starts.push(words.len() as u32);
            phrases.extend_from_slice(&self.phrases[node as usize]);
            phrase_starts.push(phrases.len() as u32);
            next += 1;
        }
        let names = (0..self.names.len() as u32).filter_map(|number| {
            let (group, name) = self.names.text(number).split_once('\t')?;
            Some((group.to_owned(), name.to_owned()))
        });
        PhraseIndex {
            names: names.collect(),
            words: self.patterns.words,
            step_starts: Starts::of(step_starts),
            steps: words.into(),
            phrase_starts: Starts::of(phrase_starts),
            phrases: phrases.into_iter().collect(),
            rest: self.rest.into(),
            ..self.index
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_for_its_phrases() {
        let phrases = |pattern: &str| -> Vec<String> {
            let mut patterns = Patterns::default();
            let phrases = patterns.phrases(pattern);
            let text = |&word: &WordId| match word {
                GAP => GAP_MARK,
                word => patterns.words.text(word),
            };
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
    fn the_program_holds_what_its_data_files_say() {
        let built = build(&DataFiles::BuiltIn).unwrap();
        assert!(crate::prebuilt::phrases() == built);
    }
}
