//! `nocbot match`: texts in, occupations out.

use std::io::{self, BufRead, Write};

use serde::Serialize;

use super::to_json;
use crate::answer::Presenter;
use crate::eligibility::RuleSet;
use crate::matching::{MatchResult, Question};
use crate::noc::{Lang, NocCode};
use crate::text::printable;

/// How many candidates an answer holds at most where nobody says.
pub const USUAL_TOP: u16 = 5;

#[derive(Serialize)]
struct Answer<'a> {
    text: &'a str,
    lang: Lang,
    outcome: &'static str,
    candidates: Vec<CandidateAnswer<'a>>,
    question: Option<QuestionAnswer<'a>>,
}

/// The question that tells the candidates apart.
#[derive(Serialize)]
struct QuestionAnswer<'a> {
    text: &'a str,
    answers: Vec<AnswerChoice<'a>>,
}

#[derive(Serialize)]
struct AnswerChoice<'a> {
    text: &'a str,
    codes: &'a [NocCode],
}

impl<'a> QuestionAnswer<'a> {
    fn new(question: &'a Question, lang: Lang) -> Self {
        let answers = question.answers.iter().map(|answer| AnswerChoice {
            text: answer.text(lang),
            codes: &answer.codes,
        });
        QuestionAnswer {
            text: question.text(lang),
            answers: answers.collect(),
        }
    }
}

#[derive(Serialize)]
struct CandidateAnswer<'a> {
    noc: NocCode,
    title: &'a str,
    teer: u8,
    matched: &'a str,
    score: f64,
    categories: Vec<&'a str>,
}

/// What `nocbot match` answers with.
#[derive(Clone, Copy)]
pub struct MatchLines<'a> {
    /// What answers are made with.
    pub presenter: &'a Presenter,
    /// The rule set whose categories are told.
    pub rules: &'a RuleSet,
    /// Fixes the language; without it each text's own is recognised.
    pub lang: Option<Lang>,
    /// The most candidates an answer holds.
    pub top: usize,
}

impl MatchLines<'_> {
    /// Answers every line of `input` with one line of JSON.
    ///
    /// # Errors
    /// `input` cannot be read or `output` not be written.
    pub fn answer_lines(&self, input: impl BufRead, mut output: impl Write) -> io::Result<()> {
        for line in input.split(b'\n') {
            let line = line?;
            let text = String::from_utf8_lossy(&line);
            writeln!(output, "{}", self.json(text.trim_end_matches('\r')))?;
        }
        output.flush()
    }

    /// What one text means.
    pub fn find(&self, text: &str) -> MatchResult {
        let data = &self.presenter.data;
        data.find(text, self.rules, self.lang, self.top)
    }

    /// The title of a unit group.
    pub(super) fn title(&self, code: NocCode, lang: Lang) -> &str {
        let group = self.presenter.data.noc_of(self.rules).group(code);
        group.map_or("", |group| group.title(lang))
    }

    /// The answer to one text as a line of JSON.
    pub fn json(&self, text: &str) -> String {
        let found = self.find(text);
        to_json(&self.answer(text, &found))
    }

    fn answer<'a>(&'a self, text: &'a str, found: &MatchResult) -> Answer<'a> {
        let candidate = |candidate: &crate::matching::Candidate| {
            let noc = candidate.noc;
            CandidateAnswer {
                noc,
                title: self.title(noc, found.lang),
                teer: noc.teer().level(),
                matched: candidate.matched,
                score: (f64::from(candidate.score) * 1000.0).round() / 1000.0,
                categories: self
                    .rules
                    .categories_listing(noc)
                    .map(|category| category.id.as_str())
                    .collect(),
            }
        };
        Answer {
            text,
            lang: found.lang,
            outcome: found.outcome.tag(),
            candidates: found.candidates.iter().map(candidate).collect(),
            question: self
                .presenter
                .data
                .matcher_of(self.rules)
                .question(found)
                .map(|question| QuestionAnswer::new(question, found.lang)),
        }
    }

    /// The answer to one text for a person to read.
    pub fn table(&self, text: &str) -> String {
        let found = self.find(text);
        let answer = self.answer(text, &found);
        let mut lines = vec![format!(
            "{}: {} ({})",
            printable(text),
            answer.outcome,
            answer.lang.tag()
        )];
        for candidate in &answer.candidates {
            let categories = match candidate.categories.as_slice() {
                [] => "-".to_owned(),
                categories => categories.join(", "),
            };
            lines.push(format!(
                "  {}  TEER {}  {:.2}  {}  [{categories}]  <- {}",
                candidate.noc, candidate.teer, candidate.score, candidate.title, candidate.matched
            ));
        }
        if let Some(question) = &answer.question {
            lines.push(format!("  {}", question.text));
            for answer in &question.answers {
                let codes: Vec<&str> = answer.codes.iter().map(NocCode::as_str).collect();
                lines.push(format!("    - {} [{}]", answer.text, codes.join(", ")));
            }
        }
        lines.join("\n")
    }
}
