//! The arguments of every command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use super::official::OfficialArguments;
use super::serve::ServeArguments;
use nocbot::draws::HIGHEST_CRS;
use nocbot::eligibility::StatedDate;
use nocbot::noc::{InvalidLang, Lang};

/// From a job title as people type it to the Express Entry categories it qualifies for.
#[derive(Parser)]
#[command(name = "nocbot", disable_version_flag = true)]
pub struct Arguments {
    /// The language of the answers; by default that of LANG.
    #[arg(long, global = true, value_parser = read_lang, value_name = "en|fr")]
    pub lang: Option<Lang>,
    /// The day asked about, such as 2026-11-22; by default today.
    #[arg(long, global = true, value_parser = read_day, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder that replaces the built-in data files.
    #[arg(long, global = true, env = "NOCBOT_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Answer in JSON where the command can.
    #[arg(long, global = true)]
    pub json: bool,
    /// Print the version of the program and of its data.
    #[arg(short = 'V', long)]
    pub version: bool,
    #[command(subcommand)]
    pub command: Option<Task>,
}

/// What a case looks like.
const CASE_HELP: &str = r#"A case: {"experience":[{"noc":"31301","start":"2024-01","end":null,"hours_per_week":40,"country":"canada"}]}"#;

#[derive(Subcommand)]
pub enum Task {
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
    #[command(after_help = CASE_HELP)]
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
        #[arg(long, requires = "stream", value_parser = read_score, allow_negative_numbers = true)]
        score: Option<u16>,
        /// Fetch the official feed first, and keep it.
        #[arg(long)]
        refresh: bool,
        #[command(flatten)]
        official: OfficialArguments,
    },
    /// Draw a person's work over time, from one case as `assess` reads it on standard input.
    #[command(after_help = CASE_HELP)]
    Timeline {
        /// The file into which it is written, as PNG; by default it is only shown in characters.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Show what a score would have done in the last rounds.
    Crs {
        /// The Comprehensive Ranking System score, 0 to 1200.
        #[arg(value_parser = read_score, allow_negative_numbers = true)]
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
        /// Where the model is written, such as data/noc-2021/model.bin.
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
pub struct LabelledRows {
    /// The files.
    #[arg(required_unless_present = "titles")]
    pub files: Vec<PathBuf>,
    /// Every N-th official title too, as it is and with a typo.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub titles: Option<u32>,
}

#[derive(Subcommand)]
pub enum DataTask {
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
    text.parse().map_err(|error: InvalidLang| error.to_string())
}

fn read_score(text: &str) -> Result<u16, String> {
    let score = text.parse().ok().filter(|score| *score <= HIGHEST_CRS);
    score.ok_or_else(|| format!("expected a whole number from 0 to {HIGHEST_CRS}"))
}

fn read_day(text: &str) -> Result<Date, String> {
    match text.parse::<StatedDate>() {
        Ok(StatedDate::Day(day)) => Ok(day),
        _ => Err("expected a day such as 2026-11-22".to_owned()),
    }
}
