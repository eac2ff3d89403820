//! How good the matcher is on labelled rows: ranks, outcomes, calibration, latency, misses.

use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, Instant};

use super::random::Random;
use super::typo::with_typo;
pub use super::wilson::interval;
use super::{Candidate, MatchResult, Matcher, Outcome};
use crate::noc::{Classification, Lang};
use crate::text::fold;

/// A text with the codes that are right for it, none for a text that is no job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What was typed.
    pub text: String,
    /// Any of these is right; empty when the text is no job.
    pub codes: Vec<String>,
    /// What makes the text hard ("typo", "ambiguous", ...).
    pub kind: String,
}

/// Rows of this kind mean several unit groups, so the right outcome is a choice.
pub const AMBIGUOUS: &str = "ambiguous";
/// What stands for no code.
const NO_CODE: &str = "none";
/// How many candidates are asked for.
const TOP: usize = 5;
/// The shares of the rows, in per cent, for which the curve says how often the surest answers are right.
const DECIDED: [usize; 5] = [50, 70, 80, 90, 100];
/// Bars of the reliability table.
const BINS: usize = 10;

/// Reads rows from `text<TAB>codes<TAB>kind[<TAB>note]` with a header line; `none` stands for no code.
///
/// # Errors
/// The number of the first line with fewer columns.
pub fn read_rows(file: &str) -> Result<Vec<Row>, usize> {
    (1..)
        .zip(file.lines())
        .skip(1)
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let mut fields = line.split('\t');
            let (Some(text), Some(codes), Some(kind)) =
                (fields.next(), fields.next(), fields.next())
            else {
                return Err(number);
            };
            let codes = match codes {
                NO_CODE => Vec::new(),
                codes => codes.split('|').map(str::to_owned).collect(),
            };
            Ok(Row {
                text: text.to_owned(),
                codes,
                kind: kind.to_owned(),
            })
        })
        .collect()
}

/// What another matcher found, by text.
pub type Answers = HashMap<String, MatchResult>;

/// Reads another matcher's answers from `text<TAB>codes<TAB>outcome` with a header line: codes best first and separated by `|`, or
/// `none`; the outcome is one of those that [`Outcome::tag`] names. They carry no scores.
///
/// # Errors
/// The number of the first line with fewer columns, a text that is no code or no outcome.
pub fn read_answers(file: &str) -> Result<Answers, usize> {
    let answer = |line: &str| {
        let mut fields = line.split('\t');
        let (text, codes, outcome) = (fields.next()?, fields.next()?, fields.next()?);
        let outcomes = [Outcome::Confident, Outcome::Choose, Outcome::None];
        let outcome = outcomes.into_iter().find(|known| known.tag() == outcome)?;
        let candidate = |code: &str| {
            Some(Candidate {
                noc: code.parse().ok()?,
                matched: "",
                is_duty: false,
                score: 0.0,
            })
        };
        let codes = codes.split('|').filter(|code| *code != NO_CODE);
        let result = MatchResult {
            lang: Lang::EN,
            outcome,
            candidates: codes.map(candidate).collect::<Option<_>>()?,
        };
        Some((text.to_owned(), result))
    };
    let lines = (1..).zip(file.lines()).skip(1);
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| answer(line).ok_or(number))
        .collect()
}

/// Kinds of the rows that [`title_rows`] makes.
pub const TITLE: &str = "title";
/// The kind of an official title with a slip.
pub const TITLE_TYPO: &str = "title, typo";

/// Every `step`th official title in lower case without accents, and again with one random typo where it has a long word.
///
/// The same `seed` gives the same rows.
pub fn title_rows(noc: &Classification, step: usize, seed: u64) -> Vec<Row> {
    let mut random = Random::new(seed);
    let mut rows = Vec::new();
    for title in noc.titles().iter().step_by(step.max(1)) {
        let text = fold::without_accents(&title.text.to_lowercase());
        let row = |text, kind: &str| Row {
            text,
            codes: vec![noc.group_at(title.group).code.to_string()],
            kind: kind.to_owned(),
        };
        let misspelt = with_typo(&text, &mut random);
        rows.push(row(text, TITLE));
        rows.extend(misspelt.map(|text| row(text, TITLE_TYPO)));
    }
    rows
}

/// Counts over rows of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many there are.
    pub rows: usize,
    /// Rows whose first, first three, first five candidates hold a right code.
    pub top: [usize; 3],
    /// How many were sure.
    pub confident: usize,
    /// How many gave a list.
    pub choose: usize,
    /// How many gave nothing.
    pub none: usize,
    /// How many were sure and wrong.
    pub wrong_when_confident: usize,
}

impl Tally {
    /// Counts a row whose first right code stands at `rank`, from zero.
    fn count(&mut self, outcome: Outcome, rank: Option<usize>) {
        self.rows += 1;
        for (within, count) in [1, 3, 5].into_iter().zip(&mut self.top) {
            *count += usize::from(rank.is_some_and(|rank| rank < within));
        }
        match outcome {
            Outcome::Confident => self.confident += 1,
            Outcome::Choose => self.choose += 1,
            Outcome::None => self.none += 1,
        }
        let wrong = outcome == Outcome::Confident && rank != Some(0);
        self.wrong_when_confident += usize::from(wrong);
    }

    fn add(&mut self, other: &Tally) {
        self.rows += other.rows;
        for (all, count) in self.top.iter_mut().zip(other.top) {
            *all += count;
        }
        self.confident += other.confident;
        self.choose += other.choose;
        self.none += other.none;
        self.wrong_when_confident += other.wrong_when_confident;
    }
}

/// A row whose first candidate or outcome is wrong.
#[derive(Debug, Clone)]
pub struct Miss {
    /// The row.
    pub row: Row,
    /// What came of it.
    pub outcome: Outcome,
    /// The candidates: code, matched text and score.
    pub candidates: Vec<(String, &'static str, f32)>,
}

/// One bar of the reliability table.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// How many there are.
    pub rows: usize,
    /// The mean score.
    pub score: f32,
    /// How many were right.
    pub right: usize,
}

/// What an evaluation found.
#[derive(Debug, Clone)]
pub struct Report {
    /// By kind, in the order in which the kinds appear.
    pub kinds: Vec<(String, Tally)>,
    /// Over the rows with a right code.
    jobs: Tally,
    /// Over the rows for which none is right.
    no_jobs: Tally,
    /// Of the first candidate's score: how often it was right.
    pub reliability: [Bin; BINS],
    /// Of every row that is a job: the first candidate's score, and whether it was right.
    pub decided: Vec<(f32, bool)>,
    /// The rows that went wrong.
    pub misses: Vec<Miss>,
    /// Per text, ascending.
    pub latencies: Vec<Duration>,
}

/// Asks `matcher` for every row and counts.
pub fn evaluate(matcher: &Matcher, rows: &[Row], lang: Option<Lang>) -> Report {
    measure(rows, |text| matcher.find(text, lang, TOP))
}

/// Asks `find`, which may be any matcher, for every row and counts.
pub fn measure(rows: &[Row], mut find: impl FnMut(&str) -> MatchResult) -> Report {
    let mut report = Report {
        kinds: Vec::new(),
        jobs: Tally::default(),
        no_jobs: Tally::default(),
        reliability: [Bin::default(); BINS],
        decided: Vec::new(),
        misses: Vec::new(),
        latencies: Vec::with_capacity(rows.len()),
    };
    for row in rows {
        let started = Instant::now();
        let found = find(&row.text);
        report.latencies.push(started.elapsed());
        report.count(row, &found);
    }
    report.latencies.sort_unstable();
    report.decided.sort_by(|a, b| b.0.total_cmp(&a.0));
    report
}

impl Report {
    fn count(&mut self, row: &Row, found: &MatchResult) {
        let right = |candidate: &Candidate| {
            let code = candidate.noc.as_str();
            row.codes.iter().any(|wanted| wanted == code)
        };
        let rank = found.candidates.iter().position(right);
        let of_all = if row.codes.is_empty() {
            &mut self.no_jobs
        } else {
            &mut self.jobs
        };
        of_all.count(found.outcome, rank);
        self.tally_of(&row.kind).count(found.outcome, rank);
        if let Some(first) = found.candidates.first() {
            let at = ((first.score * BINS as f32) as usize).min(BINS - 1);
            let bin = &mut self.reliability[at];
            bin.rows += 1;
            bin.score += first.score;
            bin.right += usize::from(rank == Some(0));
        }
        if !row.codes.is_empty() {
            let score = found.candidates.first().map_or(0.0, |first| first.score);
            self.decided.push((score, rank == Some(0)));
        }
        let as_wanted = match row.kind.as_str() {
            _ if row.codes.is_empty() => found.outcome == Outcome::None,
            AMBIGUOUS => found.outcome == Outcome::Choose && rank == Some(0),
            _ => rank == Some(0),
        };
        if !as_wanted {
            let described = |candidate: &Candidate| {
                let code = candidate.noc.to_string();
                (code, candidate.matched, candidate.score)
            };
            self.misses.push(Miss {
                row: row.clone(),
                outcome: found.outcome,
                candidates: found.candidates.iter().map(described).collect(),
            });
        }
    }

    /// The least score and the percentage that is right among the surest `share` per cent of the jobs.
    pub fn when_decided(&self, share: usize) -> (f32, f64) {
        let count = self.decided.len() * share / 100;
        let surest = &self.decided[..count];
        let right = surest.iter().filter(|(_, right)| *right).count();
        (
            surest.last().map_or(0.0, |last| last.0),
            percent(right, count),
        )
    }

    fn tally_of(&mut self, kind: &str) -> &mut Tally {
        let at = self.kinds.iter().position(|(known, _)| known == kind);
        let at = at.unwrap_or_else(|| {
            self.kinds.push((kind.to_owned(), Tally::default()));
            self.kinds.len() - 1
        });
        &mut self.kinds[at].1
    }

    /// The counts over all kinds that `wanted` accepts.
    pub fn sum(&self, wanted: impl Fn(&str) -> bool) -> Tally {
        let mut sum = Tally::default();
        for (_, tally) in self.kinds.iter().filter(|(kind, _)| wanted(kind)) {
            sum.add(tally);
        }
        sum
    }

    /// The counts over all rows that are jobs.
    pub fn jobs(&self) -> Tally {
        self.jobs
    }

    /// The counts over all rows that are no jobs.
    pub fn no_jobs(&self) -> Tally {
        self.no_jobs
    }

    /// The counts alone, as they stand at the top of the whole report.
    pub fn counts(&self) -> Counts<'_> {
        Counts(self)
    }

    /// The latency that `share` of the texts stay under.
    pub fn latency(&self, share: f64) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        let at = (share * last as f64).round() as usize;
        self.latencies.get(at).copied().unwrap_or_default()
    }

    /// The misses, one a line.
    pub fn misses_as_text(&self) -> String {
        let mut out = String::new();
        for miss in &self.misses {
            let wanted = match miss.row.codes.as_slice() {
                [] => NO_CODE.to_owned(),
                codes => codes.join("|"),
            };
            let (row, outcome) = (&miss.row, miss.outcome);
            out += &format!(
                "[{}] {:?}: wanted {wanted}, {outcome:?}",
                row.kind, row.text
            );
            for (code, matched, score) in &miss.candidates {
                out += &format!("; {code} {score:.2} {matched:?}");
            }
            out.push('\n');
        }
        out
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// The counts by kind and over all rows, with 95 % intervals of the shares.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a>(&'a Report);

impl fmt::Display for Counts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.0;
        writeln!(
            f,
            "{:<14}{:>6}{:>8}{:>8}{:>8}{:>11}{:>8}{:>8}{:>17}",
            "kind",
            "rows",
            "top-1",
            "top-3",
            "top-5",
            "confident",
            "choose",
            "none",
            "wrong confident"
        )?;
        let kinds = report
            .kinds
            .iter()
            .map(|(kind, tally)| (kind.as_str(), tally));
        for (kind, tally) in kinds.chain([("all jobs", &report.jobs)]) {
            let share = |count| percent(count, tally.rows);
            writeln!(
                f,
                "{kind:<14}{:>6}{:>8.1}{:>8.1}{:>8.1}{:>11.1}{:>8.1}{:>8.1}{:>17.1}",
                tally.rows,
                share(tally.top[0]),
                share(tally.top[1]),
                share(tally.top[2]),
                share(tally.confident),
                share(tally.choose),
                share(tally.none),
                percent(tally.wrong_when_confident, tally.confident),
            )?;
        }
        let all = report.sum(|_| true);
        let (jobs, no_jobs) = (&report.jobs, &report.no_jobs);
        let shares = [
            ("top-1", jobs.top[0], jobs.rows),
            ("top-5", jobs.top[2], jobs.rows),
            ("decided", all.confident, all.rows),
            (
                "wrong among confident",
                all.wrong_when_confident,
                all.confident,
            ),
            ("none where none is right", no_jobs.none, no_jobs.rows),
        ];
        writeln!(f)?;
        for (name, part, whole) in shares.into_iter().filter(|(.., whole)| *whole > 0) {
            let ((low, high), share) = (interval(part, whole), percent(part, whole));
            writeln!(
                f,
                "{name}: {part} of {whole} ({share:.1} %, 95 % interval {low:.1} to {high:.1})"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.counts())?;
        writeln!(
            f,
            "\n{:<12}{:>6}{:>12}{:>8}",
            "score", "rows", "predicted", "right"
        )?;
        for (at, bin) in self.reliability.iter().enumerate() {
            writeln!(
                f,
                "{:.1} to {:.1}{:>8}{:>12.1}{:>8.1}",
                at as f32 / BINS as f32,
                (at + 1) as f32 / BINS as f32,
                bin.rows,
                100.0 * bin.score / bin.rows.max(1) as f32,
                percent(bin.right, bin.rows),
            )?;
        }
        writeln!(f, "\n{:<12}{:>8}{:>8}", "decided", "score", "right")?;
        for share in DECIDED {
            let (least, right) = self.when_decided(share);
            writeln!(f, "{share:>5} %{least:>13.2}{right:>8.1}")?;
        }
        writeln!(
            f,
            "\nlatency p50 {:?}, p90 {:?}, p99 {:?}, most {:?}",
            self.latency(0.5),
            self.latency(0.9),
            self.latency(0.99),
            self.latency(1.0)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read() {
        let rows =
            read_rows("text\tcodes\tkind\tnote\nRN\t31301|32101\tshort\tx\nhi\tnone\tnone\n");
        let rows = rows.unwrap();
        assert_eq!(rows[0].codes, ["31301", "32101"]);
        assert!(rows[1].codes.is_empty());
        assert_eq!(read_rows("text\tcodes\tkind\nRN\t31301\n"), Err(2));
    }

    #[test]
    fn answers_of_another_matcher_are_counted() {
        let rows =
            "text\tcodes\tkind\nRN\t31301|32101\tshort\ncook\t63200\tplain\nhi\tnone\tgreeting\n";
        let rows = read_rows(rows).unwrap();
        let answers = "text\tcodes\toutcome\nRN\t32101\tconfident\ncook\t62200|63200\tconfident\nhi\tnone\tnone\n";
        let answers = read_answers(answers).unwrap();
        let report = measure(&rows, |text| answers[text].clone());
        assert_eq!((report.jobs().rows, report.jobs().top), (2, [1, 2, 2]));
        assert_eq!(report.jobs().wrong_when_confident, 1);
        assert_eq!(report.no_jobs().none, 1);
        let said = report.counts().to_string();
        assert!(
            said.contains("top-1: 1 of 2 (50.0 %, 95 % interval 9.5 to 90.5)"),
            "{said}"
        );
        for wrong in ["hi\tnone", "hi\tsome\tchoose", "hi\tnone\tmaybe"] {
            assert_eq!(read_answers(&format!("header\n{wrong}\n")).err(), Some(2));
        }
    }
}
