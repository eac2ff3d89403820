//! Commands that read lines or files: matching, assessing, and the care of the data.

use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::arguments::LabelledRows;
use super::program::Program;
use nocbot::answer::Presenter;
use nocbot::eligibility::Rules;
use nocbot::front::lines::{Assessor, MatchLines};
use nocbot::front::telegram::Triggers;
use nocbot::matching::Matcher;
use nocbot::matching::evaluate::{Row, evaluate, read_rows, title_rows};
use nocbot::matching::fit::fit;
use nocbot::matching::train::train;
use nocbot::noc::{Classification, DataFiles, NocVersions, write_out_titles};

/// Where the random typos of `--titles` start.
const TYPO_SEED: u64 = 7;

impl Program {
    pub(super) fn find(&self, text: &str, top: usize) -> Result<bool> {
        let presenter = self.open()?;
        let rules = presenter.data.rules.in_force_on(self.today)?;
        let lines = MatchLines {
            presenter: &presenter,
            rules,
            lang: self.lang,
            top,
        };
        match (text.trim().is_empty(), self.json) {
            (true, true) => {
                lines.answer_lines(io::stdin().lock(), BufWriter::new(io::stdout().lock()))?;
                Ok(true)
            }
            (true, false) => {
                for line in io::stdin().lock().split(b'\n') {
                    self.print_line(&lines.table(&String::from_utf8_lossy(&line?)))?;
                }
                Ok(true)
            }
            (false, true) => self.print_line(&lines.json(text)),
            (false, false) => self.print_line(&lines.table(text)),
        }
    }

    pub(super) fn assess(&self) -> Result<bool> {
        let versions = NocVersions::open(&self.files)?;
        let rules = Rules::open(&self.files, &versions)?;
        let assessor = Assessor {
            versions: &versions,
            rules: &rules,
            today: self.today,
        };
        let input = BufReader::new(io::stdin().lock());
        Ok(assessor.answer_lines(input, BufWriter::new(io::stdout().lock()))?)
    }

    fn newest_noc(&self) -> Result<Arc<Classification>> {
        let versions = NocVersions::open(&self.files)?;
        Ok(Arc::clone(versions.newest()))
    }

    fn labelled(&self, wanted: &LabelledRows, noc: &Classification) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for file in &wanted.files {
            let name = file.display();
            let text = std::fs::read_to_string(file).with_context(|| format!("{name}"))?;
            match read_rows(&text) {
                Ok(read) => rows.extend(read),
                Err(line) => {
                    bail!(
                        "{name}:{line}: expected a text, codes separated by | and a kind, tab-separated"
                    )
                }
            }
        }
        if let Some(step) = wanted.titles {
            rows.extend(title_rows(noc, step as usize, TYPO_SEED));
        }
        Ok(rows)
    }

    pub(super) fn evaluate(&self, rows: &LabelledRows, misses: bool) -> Result<bool> {
        let noc = self.newest_noc()?;
        let rows = self.labelled(rows, &noc)?;
        let matcher = Matcher::open(&self.files, &noc)?;
        let report = evaluate(&matcher, &rows, self.lang);
        if misses {
            write!(io::stdout(), "{}", report.misses_as_text())?;
        }
        self.print_line(&report.to_string())
    }

    pub(super) fn fit(&self, rows: &LabelledRows) -> Result<bool> {
        let noc = self.newest_noc()?;
        let rows = self.labelled(rows, &noc)?;
        let matcher = Matcher::open(&self.files, &noc)?;
        self.print_line(&fit(&matcher, &noc, &rows))
    }

    pub(super) fn train(&self, file: &Path) -> Result<bool> {
        let noc = self.newest_noc()?;
        let matcher = Matcher::open(&self.files, &noc)?;
        let model = train(&matcher, &noc);
        std::fs::write(file, &model).with_context(|| format!("{}", file.display()))?;
        self.print_line(&format!(
            "{} bytes written to {}",
            model.len(),
            file.display()
        ))
    }

    pub(super) fn check(&self, folder: Option<PathBuf>) -> Result<bool> {
        let files = folder.map_or_else(|| self.files.clone(), DataFiles::Folder);
        let presenter = Presenter::check(&files)?;
        Triggers::open(&files)?;
        let versions = || presenter.data.versions.all();
        let titles: usize = versions().map(|noc| noc.titles().len()).sum();
        let groups: usize = versions().map(|noc| noc.groups().len()).sum();
        let rules = presenter.data.rules.all().len();
        self.print_line(&format!("all data files are in order: {groups} unit groups, {titles} title forms, {rules} rule sets"))
    }

    pub(super) fn titles(&self, index: &Path) -> Result<bool> {
        let name = index.display();
        let text = std::fs::read_to_string(index).with_context(|| format!("{name}"))?;
        match write_out_titles(&text) {
            Ok(titles) => {
                write!(io::stdout(), "{titles}")?;
                Ok(true)
            }
            Err(line) => bail!("{name}:{line}: expected a five-digit code, a tab and a title"),
        }
    }
}
