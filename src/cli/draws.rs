//! `nocbot draws`: the latest rounds of invitations, and the chart of their cut-offs.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::{Program, save};
use nocbot::answer::{self, Context, Presenter, Stream};
use nocbot::front::lines::draws_json;

/// Show the latest rounds of invitations.
#[derive(Args)]
pub struct Draws {
    /// A category or program by its id or name, such as health, cec or pnp; by default the latest round of each.
    stream: Option<String>,
    /// The file into which the chart of its cut-offs is written, as PNG.
    #[arg(long, value_name = "FILE", requires = "stream")]
    out: Option<PathBuf>,
    /// A score to be drawn in the chart, 0 to 1200.
    #[arg(long, requires = "stream", value_parser = super::options::score, allow_negative_numbers = true)]
    score: Option<u16>,
    /// Fetch the official feed first, and keep it.
    #[arg(long)]
    refresh: bool,
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Draws {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open_with_kept(&self.official)?;
        let card = program.context(&presenter)?;
        let stream = self.stream.as_deref();
        let stream = stream.map(|name| Stream::of_name(card, name));
        let stream = stream.transpose()?;
        let refreshed = self.refresh.then(|| self.fetch(program, &presenter));
        match stream {
            None if program.json => {
                let all = Stream::all(card);
                program.print_line(&draws_json(all, &presenter, program.today))?;
            }
            None => program.print_page(&answer::draws(card, program.today))?,
            Some(stream) => self.show(program, card, stream)?,
        }
        // What is known is shown before what went wrong.
        refreshed.transpose()?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Draws {
    /// Shows one stream's rounds.
    fn show(&self, program: &Program, card: Context<'_>, stream: Stream<'_>) -> Result<()> {
        let picture = answer::cut_off_chart(card, stream, self.score, program.today);
        let out = self.out.as_deref();
        if out.is_some() && picture.is_none() {
            let (id, today) = (stream.id(), program.today);
            bail!("there is no round of {id} up to {today} to draw");
        }
        if program.json {
            save(card.presenter, picture.as_ref(), out)?;
            let only = std::iter::once(stream);
            return program.print_line(&draws_json(only, card.presenter, program.today));
        }
        program.print_page(&answer::draws_of(card, stream, program.today))?;
        program.show(card.presenter, picture.as_ref(), out)
    }

    /// Takes over what the official feed says now.
    fn fetch(&self, program: &Program, presenter: &Presenter) -> Result<()> {
        let fetched = program.read_official(&self.official, presenter, async |pages| {
            pages.refresh_rounds().await
        });
        let news = fetched
            .and_then(|news| Ok(news?))
            .with_context(|| presenter.data.published().which_rounds())?;
        if news.is_odd() {
            log::warn!("rounds: {news}");
        }
        Ok(())
    }
}
