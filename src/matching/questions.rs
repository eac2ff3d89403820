//! One question instead of several codes: look-alikes told apart in words people use.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use toml::Spanned;

use super::ambiguous_term::{AmbiguousTerm, AmbiguousTerms};
use super::spellings::Spellings;
use super::{MatchResult, Outcome};
use crate::noc::{Classification, DataError, DataFiles, GroupId, Lang, Localized, NocCode};
use crate::tables::{TableReader, TableWriter};
use crate::text::fold;

const FILE: &str = "questions.toml";

/// The answers' codes must hold this share of what is likely among the candidates.
const MIN_COVERED: f32 = 0.9;
/// An answer this unlikely beside the others is none that anybody chooses.
const MIN_ANSWER: f32 = 0.05;
/// What each answer takes off that leads to no candidate: of two questions the narrower one is asked.
const IDLE_ANSWER: f32 = 0.03;

/// A question that tells look-alikes apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    text: Localized,
    /// What may be answered.
    pub answers: Vec<Answer>,
    /// Texts that ask it by themselves, as the matcher spells them.
    pub terms: FxHashSet<String>,
}

/// An answer and the unit groups it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    text: Localized,
    /// Likeliest first; no other answer of the question has any of them.
    pub codes: Vec<NocCode>,
    /// Words and phrases that give this answer, folded; none of them says anything of another job.
    says: Vec<String>,
}

/// Words of a label with fewer letters say nothing by themselves.
const MIN_LETTERS: usize = 4;
/// What a phrase listed for an answer weighs beside a word of its label.
const LISTED: usize = 3;

impl Question {
    /// What is asked, in `lang` or in English.
    pub fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }

    pub(super) fn write(&self, out: &mut TableWriter) {
        let mut terms: Vec<&str> = self.terms.iter().map(String::as_str).collect();
        terms.sort_unstable();
        out.add(self.text.to_lines().as_bytes());
        out.add(terms.join("\n").as_bytes());
        for answer in &self.answers {
            let codes: Vec<&str> = answer.codes.iter().map(NocCode::as_str).collect();
            out.add(answer.text.to_lines().as_bytes());
            out.add(codes.join("\n").as_bytes());
            out.add(answer.says.join("\n").as_bytes());
        }
    }

    /// What [`Question::write`] wrote, all there is in `tables`.
    pub(super) fn read(tables: &mut TableReader) -> Option<Self> {
        let text = Localized::of_lines(tables.text()?)?;
        let terms = tables.text()?.lines().map(str::to_owned).collect();
        let mut answers = Vec::new();
        while let Some(text) = tables.text() {
            let codes = tables.text()?.lines().map(|code| code.parse().ok());
            answers.push(Answer {
                text: Localized::of_lines(text)?,
                codes: codes.collect::<Option<_>>()?,
                says: tables.text()?.lines().map(str::to_owned).collect(),
            });
        }
        Some(Question {
            text,
            answers,
            terms,
        })
    }

    /// The place of the answer that a text gives in its own words: the one it has the most words of that no other answer
    /// has, the first told of several that are listed for answers. With `is_short` a "yes" or "no" that begins an answer
    /// gives it too.
    pub fn answered(&self, text: &str, is_short: bool) -> Option<usize> {
        let words: Vec<String> = fold::words(text)
            .iter()
            .map(|word| singular(word))
            .collect();
        let text = format!(" {} ", words.join(" "));
        let labels: Vec<FxHashSet<String>> = self.answers.iter().map(Answer::label_words).collect();
        let is_of_one =
            |word: &String| labels.iter().filter(|label| label.contains(word)).count() == 1;
        let marks = self.answers.iter().zip(&labels).map(|(answer, label)| {
            let said = words.iter().filter(|word| {
                label.contains(*word) && is_of_one(word) && word.chars().count() >= MIN_LETTERS
            });
            let listed = answer
                .says
                .iter()
                .filter_map(|phrase| text.find(&format!(" {phrase} ")));
            let first = listed.clone().min();
            let begins = is_short && words.first().is_some_and(|word| answer.begins_with(word));
            let mark = said.count() + LISTED * (listed.count() + usize::from(begins));
            (mark, first)
        });
        let marks: Vec<(usize, Option<usize>)> = marks.collect();
        let best = marks
            .iter()
            .map(|(mark, _)| *mark)
            .max()
            .filter(|mark| *mark > 0)?;
        let mut equal = (0..marks.len()).filter(|&at| marks[at].0 == best);
        let (first, second) = (equal.next()?, equal.next());
        if second.is_none() {
            return Some(first);
        }
        let listed = (0..marks.len()).filter(|&at| marks[at].0 == best && marks[at].1.is_some());
        listed.min_by_key(|&at| marks[at].1)
    }

    /// How well the question fits what is likely, given best first: the share its answers cover, less a little for each answer
    /// of no use.
    fn fitness(&self, likely: &[(NocCode, f32)]) -> Option<f32> {
        let all: f32 = likely.iter().map(|(_, score)| score).sum();
        let (first, _) = likely.first()?;
        let answer_to = |code: &NocCode| {
            let mut answers = self.answers.iter();
            answers.position(|answer| answer.codes.contains(code))
        };
        answer_to(first)?;
        let mut shares = vec![0.0; self.answers.len()];
        for (code, score) in likely {
            if let Some(at) = answer_to(code) {
                shares[at] += score / all;
            }
        }
        let covered: f32 = shares.iter().sum();
        let useful = shares.iter().filter(|&&share| share >= MIN_ANSWER).count();
        let idle = shares.iter().filter(|&&share| share == 0.0).count();
        (useful > 1 && covered >= MIN_COVERED).then_some(covered - IDLE_ANSWER * idle as f32)
    }
}

/// A folded word without the ending of its plural.
fn singular(word: &str) -> String {
    let stem = word
        .strip_suffix('s')
        .filter(|stem| stem.len() >= MIN_LETTERS - 1);
    stem.unwrap_or(word).to_owned()
}

impl Answer {
    /// The words of its label in every language.
    fn label_words(&self) -> FxHashSet<String> {
        let texts = self.text.iter().flat_map(|(_, text)| fold::words(text));
        texts.map(|word| singular(&word)).collect()
    }

    /// Whether its label begins with a word, set off by a comma: "Yes, …".
    fn begins_with(&self, word: &str) -> bool {
        self.text.iter().any(|(_, text)| {
            let first = text.split_once(',').map(|(first, _)| fold::key(first));
            first.is_some_and(|first| singular(&first) == word)
        })
    }

    /// The answer's words, in `lang` or in English.
    pub fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }
}

/// The question that tells the candidates of `found` apart, where their outcome is a choice.
pub(super) fn ask<'a>(
    questions: &'a [Question],
    spellings: &Spellings,
    found: &MatchResult,
) -> Option<&'a Question> {
    let first = found.candidates.first()?;
    if found.outcome != Outcome::Choose {
        return None;
    }
    let candidates = found.candidates.iter();
    let likely: Vec<(NocCode, f32)> = candidates.map(|one| (one.noc, one.score)).collect();
    ask_among(questions, spellings, first.matched, &likely)
}

/// The question one of whose terms is `words`, else the one whose answers hold what is likely.
fn ask_among<'a>(
    questions: &'a [Question],
    spellings: &Spellings,
    words: &str,
    likely: &[(NocCode, f32)],
) -> Option<&'a Question> {
    let words = spellings.key(words);
    let named = questions
        .iter()
        .find(|question| question.terms.contains(&words));
    named.or_else(|| {
        let fitting = questions
            .iter()
            .filter_map(|question| Some((question.fitness(likely)?, question)));
        // Of two that fit alike the first in the file is asked.
        let best = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, question)| question)
    })
}

/// The same for unit groups of which only the order is known, best first.
pub(super) fn ask_in_order<'a>(
    questions: &'a [Question],
    spellings: &Spellings,
    words: &str,
    codes: &[NocCode],
) -> Option<&'a Question> {
    let ranked = (1..).zip(codes);
    let likely: Vec<(NocCode, f32)> = ranked
        .map(|(rank, &code)| (code, 1.0 / rank as f32))
        .collect();
    ask_among(questions, spellings, words, &likely)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    question: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: Localized,
    #[serde(default)]
    terms: Vec<Spanned<String>>,
    answers: Spanned<Vec<AnswerEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerEntry {
    text: Localized,
    codes: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    says: Vec<String>,
}

struct Reader<'a> {
    name: String,
    text: &'static str,
    noc: &'a Classification,
}

impl Reader<'_> {
    fn wrong<T>(&self, place: &Spanned<T>, problem: impl Into<String>) -> DataError {
        DataError::at_offset(&self.name, self.text, place.span().start, problem)
    }

    /// The answers, no code of which stands twice.
    fn answers(
        &self,
        entry: Spanned<Vec<AnswerEntry>>,
    ) -> Result<(Vec<Answer>, Vec<GroupId>), DataError> {
        if entry.get_ref().len() < 2 {
            return Err(self.wrong(&entry, "expected at least two answers"));
        }
        let mut groups: Vec<GroupId> = Vec::new();
        let mut answers = Vec::new();
        for answer in entry.into_inner() {
            if answer.codes.get_ref().is_empty() {
                return Err(self.wrong(&answer.codes, "expected at least one code"));
            }
            let mut codes = Vec::new();
            for code in answer.codes.into_inner() {
                let group = self
                    .noc
                    .known(code.get_ref())
                    .map_err(|problem| self.wrong(&code, problem))?;
                if groups.contains(&group) {
                    let problem = format!(
                        "expected each code under one answer, {} stands above too",
                        code.get_ref()
                    );
                    return Err(self.wrong(&code, problem));
                }
                groups.push(group);
                codes.push(self.noc.group_at(group).code);
            }
            let says = answer.says.iter().map(|phrase| {
                let words = fold::words(phrase);
                let words: Vec<String> = words.iter().map(|word| singular(word)).collect();
                words.join(" ")
            });
            answers.push(Answer {
                says: says.collect(),
                text: answer.text,
                codes,
            });
        }
        Ok((answers, groups))
    }
}

/// Reads the questions of the version of `noc`, where it has any; a term of theirs that is in no other file becomes one of
/// `ambiguous_terms`.
///
/// # Errors
/// The file is wrong: the line, and what was expected.
pub(super) fn read(
    files: &DataFiles,
    noc: &Classification,
    spellings: &Spellings,
    ambiguous_terms: &mut AmbiguousTerms,
) -> Result<Vec<Question>, DataError> {
    let path = noc.version().path(FILE);
    if !files.has(&path) {
        return Ok(Vec::new());
    }
    let reader = Reader {
        name: files.name_of(&path),
        text: files.read(&path)?,
        noc,
    };
    let file: File = files.read_toml(&path)?;
    let mut known: FxHashSet<String> = FxHashSet::default();
    let mut questions = Vec::with_capacity(file.question.len());
    for entry in file.question {
        let (answers, groups) = reader.answers(entry.answers)?;
        let mut terms = FxHashSet::default();
        for term in entry.terms {
            let key = spellings.key(term.get_ref());
            if key.is_empty() || !known.insert(key.clone()) {
                let problem = format!(
                    "expected a text that is no other question's term, found {:?}",
                    term.get_ref()
                );
                return Err(reader.wrong(&term, problem));
            }
            ambiguous_terms.add(&key, || AmbiguousTerm {
                text: term.into_inner().leak(),
                groups: groups.clone(),
                only_whole: true,
            });
            terms.insert(key);
        }
        questions.push(Question {
            text: entry.text,
            answers,
            terms,
        });
    }
    Ok(questions)
}
