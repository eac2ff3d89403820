//! `nocbot rules`: a rule set, and whether the official lists still agree with it.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use jiff::civil::Date;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::answer::{self, Context};
use nocbot::front::lines::{lists_json, rules_json};

/// Show the rules in force on a day and what they changed.
#[derive(Args)]
pub struct Rules {
    /// The day; by default the day asked about.
    #[arg(value_parser = super::options::day)]
    date: Option<Date>,
    /// Hold the rules of today against the official category page.
    #[arg(long, conflicts_with = "date")]
    check: bool,
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Rules {
    fn run(self, program: &Program) -> Result<ExitCode> {
        if self.check {
            return self.hold_against_page(program);
        }
        let presenter = program.open_with_kept(&self.official)?;
        let day = self.date.unwrap_or(program.today);
        let rules = presenter.data.rules.in_force_on(day)?;
        if program.json {
            program.print_line(&rules_json(&presenter, rules))?;
        } else {
            let card = Context {
                rules,
                ..program.context(&presenter)?
            };
            program.print_page(&answer::rules(card, program.today))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Rules {
    fn hold_against_page(&self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open_with_kept(&self.official)?;
        let news = program.read_official(&self.official, &presenter, async |pages| {
            pages.check_lists().await
        })?;
        let agree = news.as_ref().is_ok_and(|news| news.differences.is_empty());
        if program.json {
            program.print_line(&lists_json(&news))?;
        } else {
            program.print_line(&match &news {
                Ok(news) if !agree => news.lines().join("\n"),
                Ok(news) => news.to_string(),
                Err(error) => format!("could not be read: {}", error.in_full()),
            })?;
        }
        Ok(if agree {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
