//! How often nocbot and the rivals are right on the rows of `tests/matching/` that are kept aside, as tables in Markdown.
//!
//! `tests/matching/README.md` says what is measured.

use std::fs;
use std::io;
use std::time::Duration;

use nocbot::AppData;
use nocbot::matching::evaluate::{Report, Row, Tally, interval, measure, read_rows};
use nocbot::matching::{Candidate, MatchResult, Outcome};
use nocbot::noc::{Classification, DataFiles, Lang};
use nocbot::text::fold;
use nocbot_rivals::{CharTfIdf, FullText, JaroWinkler, Ratio, Rival, Texts};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/matching");
/// The sets of the tables, each with the files whose rows it has.
const SETS: [(&str, &[&str]); 3] = [
    ("typed, English", &["kept-aside.en", "typed-kept-aside.en"]),
    ("typed, French", &["kept-aside.fr", "typed-kept-aside.fr"]),
    ("formal", &["formal-kept-aside.en", "formal-kept-aside.fr"]),
];
const NON_JOBS: [&str; 2] = ["non-jobs-kept-aside.en", "non-jobs-kept-aside.fr"];
/// Rows that everybody may look at, by which the rivals' limits are set.
const OPEN_JOBS: [&str; 4] = ["typed.en", "typed.fr", "formal.en", "formal.fr"];
const OPEN_NON_JOBS: [&str; 2] = ["non-jobs.en", "non-jobs.fr"];
/// One open non-job in so many is taken, so that there are as many of them a job as among the rows kept aside.
const NON_JOBS_STEP: usize = 5;
/// The share of wrong answers that a rival may have among its sure ones on the open rows, in per cent.
const MOST_WRONG: usize = 5;
const TOP: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files = DataFiles::BuiltIn;
    let data = AppData::open(&files)?;
    let rules = data.rules.all().last().ok_or("no rules")?;
    let noc = data.noc_of(rules);
    let (open, kept_aside) = (open_rows()?, rows_kept_aside()?);

    let find = |text: &str| data.find(text, rules, None, TOP);
    let on_open = measure(&open, find);
    let report = measure(&kept_aside, find);
    let lost = on_open.jobs().none as f64 / on_open.jobs().rows as f64;
    let known = Texts::with_names(&files, noc)?;
    let mut reports = vec![("**nocbot**".to_owned(), report)];
    let official = || Texts::official(noc);
    let with_names = || Texts::with_names(&files, noc).expect("read before");
    for (texts, named) in [
        (&official as &dyn Fn() -> Texts, ""),
        (&with_names, " + nocbot's names"),
    ] {
        let rivals: [(&str, Box<dyn Rival>); 4] = [
            ("character TF-IDF", Box::new(CharTfIdf::over(&texts()))),
            ("tantivy", Box::new(FullText::over(&texts())?)),
            ("RapidFuzz", Box::new(Ratio::over(texts()))),
            ("Jaro-Winkler", Box::new(JaroWinkler(texts()))),
        ];
        for (name, rival) in rivals {
            eprintln!("{name}{named} ...");
            let limits = Limits::of(rival.as_ref(), &open, noc, lost);
            let report = measure(&kept_aside, |text| limits.find(rival.as_ref(), text, noc));
            reports.push((format!("{name}{named}"), report));
        }
    }
    print_found(&reports);
    print_decided(&reports);

    let known = known.set();
    let is_new =
        |row: &&Row| !row.codes.is_empty() && !known.contains(fold::key(&row.text).as_str());
    let new: Vec<Row> = kept_aside.iter().filter(is_new).cloned().collect();
    let jobs = reports[0].1.jobs().rows;
    let report = measure(&new, find);
    println!(
        "\n{} of the {jobs} jobs stand word for word neither in the official index nor in nocbot's names: of these nocbot puts {} % first.",
        new.len(),
        cell(report.jobs().top[0], new.len()),
    );
    Ok(())
}

/// The rows of a file, all of the kind `kind` where one is given.
fn read(file: &str, kind: Option<&str>) -> io::Result<Vec<Row>> {
    let path = format!("{FOLDER}/{file}.tsv");
    let wrong =
        |line| io::Error::other(format!("{path}:{line}: expected a text, codes and a kind"));
    let mut rows = read_rows(&fs::read_to_string(&path)?).map_err(wrong)?;
    for row in &mut rows {
        row.kind = kind.unwrap_or(&row.kind).to_owned();
    }
    Ok(rows)
}

fn rows_kept_aside() -> io::Result<Vec<Row>> {
    let mut all = Vec::new();
    for (set, files) in SETS {
        for file in files {
            all.extend(read(file, Some(set))?);
        }
    }
    // Some files of jobs hold a few messages that are none.
    for row in all.iter_mut().filter(|row: &&mut Row| row.codes.is_empty()) {
        row.kind = "non-jobs".to_owned();
    }
    for file in NON_JOBS {
        all.extend(read(file, Some("non-jobs"))?);
    }
    Ok(all)
}

fn open_rows() -> io::Result<Vec<Row>> {
    let mut all = Vec::new();
    for file in OPEN_JOBS {
        all.extend(read(file, None)?);
    }
    for file in OPEN_NON_JOBS {
        all.extend(read(file, None)?.into_iter().step_by(NON_JOBS_STEP));
    }
    Ok(all)
}

/// The scores from which on a rival is sure, and below which it sees no job.
struct Limits {
    sure: f32,
    no_job: f32,
}

impl Limits {
    /// The least score above which at most [`MOST_WRONG`] per cent are wrong, and the score below which the share `lost` of the jobs lie.
    fn of(rival: &dyn Rival, rows: &[Row], noc: &Classification, lost: f64) -> Self {
        let answer = |row: &Row| {
            let (group, score) = rival.rank(&row.text).first().copied()?;
            let code = noc.group_at(group).code;
            let right = row.codes.iter().any(|wanted| wanted == code.as_str());
            Some((score, right, !row.codes.is_empty()))
        };
        let mut answers: Vec<(f32, bool, bool)> = rows.iter().filter_map(answer).collect();
        answers.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut sure, mut wrong) = (f32::INFINITY, 0);
        for (at, (score, right, _)) in answers.iter().enumerate() {
            wrong += usize::from(!right);
            let is_last_of_its_score = answers.get(at + 1).is_none_or(|next| next.0 < *score);
            if is_last_of_its_score && 100 * wrong <= MOST_WRONG * (at + 1) {
                sure = *score;
            }
        }
        let jobs: Vec<f32> = answers
            .iter()
            .filter_map(|(score, _, is_job)| is_job.then_some(*score))
            .collect();
        let refused = (lost * jobs.len() as f64).round() as usize;
        let no_job = jobs.iter().rev().nth(refused).copied().unwrap_or_default();
        Limits { sure, no_job }
    }

    /// What the rival finds. A refusal counts as one, and its candidates count all the same.
    fn find(&self, rival: &dyn Rival, text: &str, noc: &Classification) -> MatchResult {
        let ranked = rival.rank(text);
        let outcome = match ranked.first() {
            Some((_, score)) if *score < self.no_job => Outcome::None,
            Some((_, score)) if *score >= self.sure => Outcome::Confident,
            Some(_) => Outcome::Choose,
            None => Outcome::None,
        };
        let candidate = |(group, score)| Candidate {
            noc: noc.group_at(group).code,
            matched: "",
            is_duty: false,
            // Scores of some rivals are no shares.
            score: f32::clamp(score, 0.0, 1.0),
        };
        MatchResult {
            lang: Lang::EN,
            outcome,
            candidates: ranked.into_iter().map(candidate).collect(),
        }
    }
}

/// A share in per cent, with its 95 % interval.
fn cell(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let (low, high) = interval(part, whole);
    let share = 100.0 * part as f64 / whole as f64;
    format!("{share:.1} ({low:.0}–{high:.0})")
}

fn print_found(reports: &[(String, Report)]) {
    let tally = |report: &Report, set: &str| -> Tally { report.sum(|kind| kind == set) };
    print!("| right code, % |");
    for (set, _) in SETS {
        let rows = tally(&reports[0].1, set).rows;
        print!(" {set} ({rows}): first | among five |");
    }
    println!("\n| --- |{}", " --- | --- |".repeat(SETS.len()));
    for (name, report) in reports {
        print!("| {name} |");
        for (set, _) in SETS {
            let Tally { rows, top, .. } = tally(report, set);
            print!(" {} | {} |", cell(top[0], rows), cell(top[2], rows));
        }
        println!();
    }
}

fn print_decided(reports: &[(String, Report)]) {
    let (jobs, no_jobs) = (reports[0].1.jobs().rows, reports[0].1.no_jobs().rows);
    println!(
        "\n| % | sure ({}) | wrong when sure | jobs refused ({jobs}) | non-jobs refused ({no_jobs}) | ms a text, median |",
        jobs + no_jobs
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for (name, report) in reports {
        let (all, jobs, no_jobs) = (report.sum(|_| true), report.jobs(), report.no_jobs());
        println!(
            "| {name} | {} | {} | {} | {} | {} |",
            cell(all.confident, all.rows),
            cell(all.wrong_when_confident, all.confident),
            cell(jobs.none, jobs.rows),
            cell(no_jobs.none, no_jobs.rows),
            milliseconds(report.latency(0.5)),
        );
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2}", 1000.0 * time.as_secs_f64())
}
