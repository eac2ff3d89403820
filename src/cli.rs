//! The command line: arguments in, one front started.

use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, CommandFactory, Parser, Subcommand};
use jiff::civil::Date;

use crate::serve::{self, ServeArguments};
use nocbot::Engines;
use nocbot::answer::{self, Card, Stream};
use nocbot::clock::Clock;
use nocbot::dialogue::{Dialogue, State};
use nocbot::eligibility::{HIGHEST_CRS, Rules, StatedDate};
use nocbot::front::lines::{
    Assessor, MatchLines, categories_json, category_json, draws_json, noc_json, rules_json,
    score_json,
};
use nocbot::front::telegram::Triggers;
use nocbot::front::{markup, terminal};
use nocbot::matching::Matcher;
use nocbot::matching::evaluate::{Row, evaluate, read_rows, title_rows};
use nocbot::matching::fit::fit;
use nocbot::matching::train::train;
use nocbot::noc::{Classification, DataFiles, Lang, NocCode, write_out_titles};

/// Where the random typos of `--titles` start.
const TYPO_SEED: u64 = 7;

/// From a job title as people type it to the Express Entry categories it qualifies for.
#[derive(Parser)]
#[command(name = "nocbot", disable_version_flag = true)]
struct Arguments {
    /// The language of the answers; by default that of LANG.
    #[arg(long, global = true, value_parser = read_lang, value_name = "en|fr")]
    lang: Option<Lang>,
    /// The day asked about, such as 2026-11-22; by default today.
    #[arg(long, global = true, value_parser = read_day, value_name = "DATE")]
    as_of: Option<Date>,
    /// A folder that replaces the built-in data files.
    #[arg(long, global = true, env = "NOCBOT_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Answer in JSON where the command can.
    #[arg(long, global = true)]
    json: bool,
    /// Print the version of the program and of its data.
    #[arg(short = 'V', long)]
    version: bool,
    #[command(subcommand)]
    command: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Hold the conversation in this terminal (the default without TELOXIDE_TOKEN).
    Chat,
    /// Run the bot on Telegram (the default with TELOXIDE_TOKEN).
    Serve(Box<ServeArguments>),
    /// Find the occupations a job title means; without a title, one text a line from standard input.
    Match {
        /// The job, in any words.
        text: Vec<String>,
        /// The most occupations to show.
        #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        top: u16,
    },
    /// Judge cases, one JSON object a line from standard input.
    Assess,
    /// Show one unit group and the categories that list it.
    Noc {
        /// A five-digit code, such as 31301.
        code: String,
    },
    /// List the categories in force.
    Categories,
    /// Show one category with its occupations and sources.
    Category {
        /// Its id, such as health.
        id: String,
    },
    /// Show the rules in force on a day and what they changed.
    Rules {
        /// The day; by default the day asked about.
        #[arg(value_parser = read_day)]
        date: Option<Date>,
    },
    /// Show the latest rounds of invitations.
    Draws {
        /// A category id, or general, cec, pnp, fst or fsw; by default the latest round of each.
        stream: Option<String>,
    },
    /// Show what a score would have done in the last rounds.
    Crs {
        /// The Comprehensive Ranking System score, 0 to 1200.
        #[arg(value_parser = clap::value_parser!(u16).range(0..=i64::from(HIGHEST_CRS)))]
        score: u16,
    },
    /// Measure the matcher on labelled rows (text, codes, kind, note; tab-separated).
    Evaluate {
        #[command(flatten)]
        rows: LabelledRows,
        /// Show each miss.
        #[arg(long)]
        misses: bool,
    },
    /// Fit what each piece of evidence is worth to labelled rows; prints the table of the fusion.
    Fit {
        #[command(flatten)]
        rows: LabelledRows,
    },
    /// Train the matcher's linear model from the data files; the same data gives the same bytes.
    Train {
        /// Where the model is written, such as data/matching/model.bin.
        file: PathBuf,
    },
    /// Check data files, or make them.
    Data {
        #[command(subcommand)]
        task: DataTask,
    },
    /// Print a completion script for a shell.
    Completions {
        /// bash, zsh, fish, elvish or powershell.
        shell: clap_complete::Shell,
    },
}

#[derive(Args)]
struct LabelledRows {
    /// The files.
    #[arg(required_unless_present = "titles")]
    files: Vec<PathBuf>,
    /// Every N-th official title too, as it is and with a typo.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    titles: Option<u32>,
}

#[derive(Subcommand)]
enum DataTask {
    /// Check every file of a data folder (by default the built-in one) and name what is wrong.
    Check {
        /// The folder.
        folder: Option<PathBuf>,
    },
    /// Make a titles file from an official index (code, tab, title a line), gender pairs written out.
    Titles {
        /// The index.
        index: PathBuf,
    },
}

fn read_lang(text: &str) -> Result<Lang, String> {
    Lang::ALL
        .into_iter()
        .find(|lang| lang.tag() == text)
        .ok_or_else(|| "expected en or fr".to_owned())
}

fn read_day(text: &str) -> Result<Date, String> {
    match text.parse::<StatedDate>() {
        Ok(StatedDate::Day(day)) => Ok(day),
        _ => Err("expected a day such as 2026-11-22".to_owned()),
    }
}

/// Reads the command line and does what it asks; whether all input could be read.
///
/// # Errors
/// The input or a data file is wrong, in one line.
pub fn run() -> Result<bool> {
    let arguments = Arguments::parse();
    let program = Program {
        lang: arguments.lang,
        today: Clock::on(arguments.as_of).today(),
        files: DataFiles::from_option(arguments.data),
        json: arguments.json,
    };
    if arguments.version {
        return program.version();
    }
    let task = match arguments.command {
        Some(task) => task,
        // Read again so that the environment fills in what the command line leaves out.
        None if serve::is_asked_for() => match Arguments::parse_from(["nocbot", "serve"]).command {
            Some(task) => task,
            None => Task::Chat,
        },
        None => Task::Chat,
    };
    match task {
        Task::Chat => program.chat(),
        Task::Serve(serving) => {
            let engines = program.open()?;
            engines.rules.in_force_on(program.today)?;
            serve::serve(
                *serving,
                Clock::on(arguments.as_of),
                &program.files,
                engines,
            )?;
            Ok(true)
        }
        Task::Match { text, top } => program.find(&text.join(" "), top.into()),
        Task::Assess => program.assess(),
        Task::Noc { code } => program.noc(&code),
        Task::Categories => program.categories(),
        Task::Category { id } => program.category(&id),
        Task::Rules { date } => program.rules(date),
        Task::Evaluate { rows, misses } => program.evaluate(&rows, misses),
        Task::Fit { rows } => program.fit(&rows),
        Task::Train { file } => program.train(&file),
        Task::Draws { stream } => program.draws(stream.as_deref()),
        Task::Crs { score } => program.crs(score),
        Task::Data {
            task: DataTask::Check { folder },
        } => program.check(folder),
        Task::Data {
            task: DataTask::Titles { index },
        } => program.titles(&index),
        Task::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "nocbot", &mut script);
            io::stdout().write_all(&script)?;
            Ok(true)
        }
    }
}

struct Program {
    lang: Option<Lang>,
    today: Date,
    files: DataFiles,
    json: bool,
}

impl Program {
    /// The language asked for, or that of the environment; English where neither is ours.
    fn lang(&self) -> Lang {
        let locale = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|v| !v.is_empty())
        };
        self.lang
            .or_else(|| Lang::from_locale(&locale()?))
            .unwrap_or(Lang::En)
    }

    fn open(&self) -> Result<Engines> {
        let engines = match self.files {
            DataFiles::BuiltIn => Engines::open(&self.files),
            DataFiles::Folder(_) => Engines::check(&self.files),
        };
        Ok(engines?)
    }

    fn print_page(&self, page: &str) -> Result<bool> {
        let width = if io::stdout().is_terminal() {
            textwrap::termwidth()
        } else {
            usize::MAX
        };
        writeln!(anstream::stdout(), "{}", markup::to_terminal(page, width))?;
        Ok(true)
    }

    fn print_line(&self, line: &str) -> Result<bool> {
        writeln!(io::stdout(), "{line}")?;
        Ok(true)
    }

    fn version(&self) -> Result<bool> {
        let engines = self.open()?;
        self.print_page(&answer::about(&engines, engines.texts.speaker(self.lang())))
    }

    fn chat(&self) -> Result<bool> {
        let engines = self.open()?;
        engines.rules.in_force_on(self.today)?;
        terminal::chat(
            Dialogue {
                engines: &engines,
                today: self.today,
                reminders: None,
            },
            State::new(self.lang()),
        )?;
        Ok(true)
    }

    fn find(&self, text: &str, top: usize) -> Result<bool> {
        let engines = self.open()?;
        let rules = engines.rules.in_force_on(self.today)?;
        let lines = MatchLines {
            engines: &engines,
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

    fn assess(&self) -> Result<bool> {
        let noc = Classification::open(&self.files)?;
        let rules = Rules::open(&self.files, &noc)?;
        let assessor = Assessor {
            noc: &noc,
            rules: &rules,
            today: self.today,
        };
        let input = BufReader::new(io::stdin().lock());
        Ok(assessor.answer_lines(input, BufWriter::new(io::stdout().lock()))?)
    }

    fn noc(&self, code: &str) -> Result<bool> {
        let engines = self.open()?;
        let noc: NocCode = code.parse()?;
        let card = self.card(&engines)?;
        let Some(group) = engines.noc.group(noc) else {
            bail!(
                "there is no unit group {noc} in {}",
                Classification::VERSION
            );
        };
        if self.json {
            return self.print_line(&noc_json(&engines, card.rules, group));
        }
        self.print_page(&answer::noc_page(card, noc))
    }

    fn categories(&self) -> Result<bool> {
        let engines = self.open()?;
        let card = self.card(&engines)?;
        if self.json {
            return self.print_line(&categories_json(card.rules));
        }
        self.print_page(&answer::categories(card))
    }

    fn category(&self, id: &str) -> Result<bool> {
        let engines = self.open()?;
        let card = self.card(&engines)?;
        let Some(category) = card.rules.category(id) else {
            let ids: Vec<&str> = card
                .rules
                .categories
                .iter()
                .map(|category| category.id.as_str())
                .collect();
            bail!(
                "there is no category {id:?} in the rules of {}: expected one of {}",
                card.rules.effective_from,
                ids.join(", ")
            );
        };
        if self.json {
            return self.print_line(&category_json(category));
        }
        self.print_page(&answer::category(card, category, self.today))
    }

    fn rules(&self, date: Option<Date>) -> Result<bool> {
        let engines = self.open()?;
        let rules = engines.rules.in_force_on(date.unwrap_or(self.today))?;
        if self.json {
            return self.print_line(&rules_json(&engines, rules));
        }
        let card = Card {
            rules,
            ..self.card(&engines)?
        };
        self.print_page(&answer::rules(card, self.today))
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

    fn evaluate(&self, rows: &LabelledRows, misses: bool) -> Result<bool> {
        let noc = Classification::open(&self.files)?;
        let rows = self.labelled(rows, &noc)?;
        let matcher = Matcher::open(&self.files, &noc)?;
        let report = evaluate(&matcher, &noc, &rows, self.lang);
        if misses {
            write!(io::stdout(), "{}", report.misses_as_text())?;
        }
        self.print_line(&report.to_string())
    }

    fn fit(&self, rows: &LabelledRows) -> Result<bool> {
        let noc = Classification::open(&self.files)?;
        let rows = self.labelled(rows, &noc)?;
        let matcher = Matcher::open(&self.files, &noc)?;
        self.print_line(&fit(&matcher, &noc, &rows))
    }

    fn train(&self, file: &Path) -> Result<bool> {
        let noc = Classification::open(&self.files)?;
        let matcher = Matcher::open(&self.files, &noc)?;
        let model = train(&matcher, &noc);
        std::fs::write(file, &model).with_context(|| format!("{}", file.display()))?;
        self.print_line(&format!(
            "{} bytes written to {}",
            model.len(),
            file.display()
        ))
    }

    fn draws(&self, stream: Option<&str>) -> Result<bool> {
        let engines = self.open()?;
        let card = self.card(&engines)?;
        if self.json && stream.is_none() {
            return self.print_line(&draws_json(Stream::all(card), &engines, self.today));
        }
        let Some(id) = stream else {
            return self.print_page(&answer::draws(card, self.today));
        };
        let Some(stream) = Stream::find(card, id) else {
            let ids: Vec<&str> = Stream::all(card).map(|stream| stream.id()).collect();
            bail!(
                "there is no category or program {id:?}: expected one of {}",
                ids.join(", ")
            );
        };
        if self.json {
            return self.print_line(&draws_json(std::iter::once(stream), &engines, self.today));
        }
        self.print_page(&answer::draws_of(card, stream, self.today))
    }

    fn crs(&self, score: u16) -> Result<bool> {
        let engines = self.open()?;
        let card = self.card(&engines)?;
        if self.json {
            return self.print_line(&score_json(Stream::all(card), &engines, score, self.today));
        }
        self.print_page(&answer::score_page(
            card,
            score,
            Stream::all(card),
            self.today,
        ))
    }

    fn card<'a>(&self, engines: &'a Engines) -> Result<Card<'a>> {
        let rules = engines.rules.in_force_on(self.today)?;
        Ok(Card {
            engines,
            rules,
            speaker: engines.texts.speaker(self.lang()),
        })
    }

    fn check(&self, folder: Option<PathBuf>) -> Result<bool> {
        let files = folder.map_or_else(|| self.files.clone(), DataFiles::Folder);
        let engines = Engines::check(&files)?;
        Triggers::open(&files)?;
        let titles = engines.noc.titles().len();
        let (groups, rules) = (engines.noc.groups().len(), engines.rules.all().len());
        self.print_line(&format!("all data files are in order: {groups} unit groups, {titles} title forms, {rules} rule sets"))
    }

    fn titles(&self, index: &Path) -> Result<bool> {
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
