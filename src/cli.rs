//! The command line: arguments in, one front started.

use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, bail};
use clap::{Args, CommandFactory, Parser, Subcommand};
use jiff::civil::Date;

use crate::official_arguments::OfficialArguments;
use crate::serve::{self, ServeArguments};
use nocbot::Engines;
use nocbot::answer::{self, Card, Picture, Stream};
use nocbot::clock::Clock;
use nocbot::dialogue::{Dialogue, State};
use nocbot::draws::HIGHEST_CRS;
use nocbot::eligibility::{Rules, StatedDate};
use nocbot::front::lines::{
    Assessor, MatchLines, categories_json, category_json, draws_json, lists_json, noc_json,
    rules_json, score_json,
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
    Chat {
        /// The folder into which pictures are written.
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
        #[command(flatten)]
        official: OfficialArguments,
    },
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
    Categories(OfficialArguments),
    /// Show one category with its occupations and sources.
    Category {
        /// Its id, such as health.
        id: String,
        #[command(flatten)]
        official: OfficialArguments,
    },
    /// Show the rules in force on a day and what they changed.
    Rules {
        /// The day; by default the day asked about.
        #[arg(value_parser = read_day)]
        date: Option<Date>,
        /// Hold the rules of today against the official category page.
        #[arg(long, conflicts_with = "date")]
        check: bool,
        #[command(flatten)]
        official: OfficialArguments,
    },
    /// Show the latest rounds of invitations.
    Draws {
        /// A category id, or general, cec, pnp, fst or fsw; by default the latest round of each.
        stream: Option<String>,
        /// The file into which the chart of its cut-offs is written, as PNG.
        #[arg(long, value_name = "FILE", requires = "stream")]
        out: Option<PathBuf>,
        /// A score to be drawn in the chart, 0 to 1200.
        #[arg(long, requires = "stream", value_parser = clap::value_parser!(u16).range(0..=i64::from(HIGHEST_CRS)))]
        score: Option<u16>,
        /// Fetch the official feed first, and keep it.
        #[arg(long)]
        refresh: bool,
        #[command(flatten)]
        official: OfficialArguments,
    },
    /// Draw a person's work over time, from one case as `assess` reads it on standard input.
    Timeline {
        /// The file into which it is written, as PNG; by default it is only shown in characters.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Show what a score would have done in the last rounds.
    Crs {
        /// The Comprehensive Ranking System score, 0 to 1200.
        #[arg(value_parser = clap::value_parser!(u16).range(0..=i64::from(HIGHEST_CRS)))]
        score: u16,
        #[command(flatten)]
        official: OfficialArguments,
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

/// The stream of rounds with this id.
fn find_stream<'a>(card: Card<'a>, id: &str) -> Result<Stream<'a>> {
    Stream::find(card, id).with_context(|| {
        let ids: Vec<&str> = Stream::all(card).map(|stream| stream.id()).collect();
        format!(
            "there is no category or program {id:?}: expected one of {}",
            ids.join(", ")
        )
    })
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
        None => {
            let name = if serve::is_asked_for() {
                "serve"
            } else {
                "chat"
            };
            let read = Arguments::parse_from(["nocbot", name]).command;
            read.unwrap_or_else(|| Task::Chat {
                out: None,
                official: OfficialArguments::default(),
            })
        }
    };
    match task {
        Task::Chat { out, official } => program.chat(out, &official),
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
        Task::Categories(official) => program.categories(&official),
        Task::Category { id, official } => program.category(&id, &official),
        Task::Rules {
            check: true,
            official,
            ..
        } => program.check_lists(&official),
        Task::Rules { date, official, .. } => program.rules(date, &official),
        Task::Evaluate { rows, misses } => program.evaluate(&rows, misses),
        Task::Fit { rows } => program.fit(&rows),
        Task::Train { file } => program.train(&file),
        Task::Draws {
            stream,
            out,
            score,
            refresh,
            official,
        } => {
            let engines = program.open_with_kept(&official)?;
            let refreshed = refresh.then(|| program.refresh(&engines, &official));
            program.draws(&engines, stream.as_deref(), score, out.as_deref())?;
            // What is known is shown before what went wrong.
            refreshed.transpose()?;
            Ok(true)
        }
        Task::Timeline { out } => program.timeline(out.as_deref()),
        Task::Crs { score, official } => program.crs(score, &official),
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

    /// The data, with what was kept of the official pages.
    fn open_with_kept(&self, official: &OfficialArguments) -> Result<Engines> {
        let engines = self.open()?;
        official.take_up(&engines)?;
        Ok(engines)
    }

    /// The official pages are of today, whatever earlier day is asked about.
    fn clock(&self) -> Clock {
        let asked = Some(self.today).filter(|&day| day > Clock::System.today());
        Clock::on(asked)
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

    fn chat(&self, pictures: Option<PathBuf>, official: &OfficialArguments) -> Result<bool> {
        let engines = self.open_with_kept(official)?;
        engines.rules.in_force_on(self.today)?;
        terminal::chat(
            Dialogue {
                engines: &engines,
                today: self.today,
                reminders: None,
            },
            State::new(self.lang()),
            pictures,
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

    fn categories(&self, official: &OfficialArguments) -> Result<bool> {
        let engines = self.open_with_kept(official)?;
        let card = self.card(&engines)?;
        if self.json {
            return self.print_line(&categories_json(card.rules));
        }
        self.print_page(&answer::categories(card))
    }

    fn category(&self, id: &str, official: &OfficialArguments) -> Result<bool> {
        let engines = self.open_with_kept(official)?;
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

    fn check_lists(&self, official: &OfficialArguments) -> Result<bool> {
        let engines = self.open_with_kept(official)?;
        let news = official.read(&engines, self.clock(), async |pages| {
            pages.check_lists().await
        })?;
        let agree = news.as_ref().is_ok_and(|news| news.differences.is_empty());
        if self.json {
            self.print_line(&lists_json(&news))?;
        } else {
            self.print_line(&match &news {
                Ok(news) if !agree => news.lines().join("\n"),
                Ok(news) => news.to_string(),
                Err(error) => format!("could not be read: {error}"),
            })?;
        }
        Ok(agree)
    }

    fn rules(&self, date: Option<Date>, official: &OfficialArguments) -> Result<bool> {
        let engines = self.open_with_kept(official)?;
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

    fn draws(
        &self,
        engines: &Engines,
        stream: Option<&str>,
        score: Option<u16>,
        out: Option<&Path>,
    ) -> Result<bool> {
        let card = self.card(engines)?;
        let Some(id) = stream else {
            if self.json {
                return self.print_line(&draws_json(Stream::all(card), engines, self.today));
            }
            return self.print_page(&answer::draws(card, self.today));
        };
        let stream = find_stream(card, id)?;
        let chart = answer::cut_off_chart(card, stream, score, self.today);
        if out.is_some() && chart.is_none() {
            bail!("there is no round of {id} up to {} to draw", self.today);
        }
        if self.json {
            self.save(engines, chart.as_ref(), out)?;
            return self.print_line(&draws_json(std::iter::once(stream), engines, self.today));
        }
        self.print_page(&answer::draws_of(card, stream, self.today))?;
        self.show(engines, chart.as_ref(), out)
    }

    fn timeline(&self, out: Option<&Path>) -> Result<bool> {
        let engines = self.open()?;
        let assessor = Assessor {
            noc: &engines.noc,
            rules: &engines.rules,
            today: self.today,
        };
        let mut line = Vec::new();
        io::stdin().lock().read_to_end(&mut line)?;
        let case = assessor.read_case(&line).map_err(Error::msg)?;
        let assessment = assessor.assess(&case).map_err(Error::msg)?;
        let card = Card {
            rules: assessment.rules,
            ..self.card(&engines)?
        };
        let picture = answer::timeline(card, &assessment, &case.person, case.as_of);
        if picture.is_none() {
            bail!("experience: expected at least one spell of work to draw");
        }
        self.show(&engines, picture.as_ref(), out)
    }

    /// Prints a picture in characters, and writes it to a file where one is named.
    fn show(
        &self,
        engines: &Engines,
        picture: Option<&Picture>,
        file: Option<&Path>,
    ) -> Result<bool> {
        if let Some(picture) = picture {
            self.print_line(&format!("\n{}", picture.text))?;
        }
        self.save(engines, picture, file)?;
        Ok(true)
    }

    fn save(
        &self,
        engines: &Engines,
        picture: Option<&Picture>,
        file: Option<&Path>,
    ) -> Result<()> {
        let (Some(picture), Some(file)) = (picture, file) else {
            return Ok(());
        };
        let name = file.display();
        terminal::write_picture(&engines.pictures, picture, file)
            .with_context(|| format!("{name} cannot be written"))
    }

    fn refresh(&self, engines: &Engines, official: &OfficialArguments) -> Result<()> {
        let fetched = official.read(engines, self.clock(), async |pages| {
            pages.refresh_rounds().await
        });
        let news = fetched
            .and_then(|news| Ok(news?))
            .with_context(|| engines.published().which_rounds())?;
        if !news.unknown.is_empty() {
            log::warn!("rounds: {news}");
        }
        Ok(())
    }

    fn crs(&self, score: u16, official: &OfficialArguments) -> Result<bool> {
        let engines = self.open_with_kept(official)?;
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
