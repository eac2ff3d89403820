//! Commands that show a page, as text or as JSON, and pictures.

use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Error, Result, bail};
use jiff::civil::Date;

use super::official::OfficialArguments;
use super::program::Program;
use nocbot::TypedCode;
use nocbot::answer::Presenter;
use nocbot::answer::{self, Card, Picture, Stream};
use nocbot::front::lines::{
    Assessor, categories_json, category_json, draws_json, lists_json, noc_json, rules_json,
    score_json,
};
use nocbot::front::terminal;
use nocbot::noc::InvalidCode;

/// How the chart of a stream's cut-offs is wanted.
pub struct Chart<'a> {
    /// A score to be drawn in it.
    pub score: Option<u16>,
    /// Where it is written.
    pub file: Option<&'a Path>,
}

impl Program {
    pub(super) fn noc(&self, code: &str) -> Result<bool> {
        let presenter = self.open()?;
        let card = self.card(&presenter)?;
        let version = presenter.data.noc_of(card.rules).name();
        let noc = match presenter.data.typed_code(code, card.rules) {
            Some(TypedCode::Group(noc)) => noc,
            Some(TypedCode::Earlier(code, became)) => {
                let codes: Vec<String> = became.codes.iter().map(ToString::to_string).collect();
                let (from, codes) = (became.from, codes.join(", "));
                bail!("{code} is a code of NOC {from}: in {version} it became {codes}");
            }
            Some(TypedCode::Unknown(code)) => bail!("there is no unit group {code} in {version}"),
            None => return Err(InvalidCode(code.to_owned()).into()),
        };
        let Some(group) = card.group(noc) else {
            bail!("there is no unit group {noc} in {version}");
        };
        if self.json {
            return self.print_line(&noc_json(&presenter, card.rules, group));
        }
        self.print_page(&answer::noc_page(card, noc))
    }

    pub(super) fn categories(&self, official: &OfficialArguments) -> Result<bool> {
        let presenter = self.open_with_kept(official)?;
        let card = self.card(&presenter)?;
        if self.json {
            return self.print_line(&categories_json(card.rules));
        }
        self.print_page(&answer::categories(card))
    }

    pub(super) fn category(&self, id: &str, official: &OfficialArguments) -> Result<bool> {
        let presenter = self.open_with_kept(official)?;
        let card = self.card(&presenter)?;
        let Some(category) = card.rules.category(id) else {
            bail!(
                "there is no category {id:?} in the rules of {}: expected one of {}",
                card.rules.effective_from,
                card.rules.category_ids()
            );
        };
        if self.json {
            return self.print_line(&category_json(category));
        }
        self.print_page(&answer::category(card, category, self.today))
    }

    pub(super) fn rules(&self, date: Option<Date>, official: &OfficialArguments) -> Result<bool> {
        let presenter = self.open_with_kept(official)?;
        let rules = presenter
            .data
            .rules
            .in_force_on(date.unwrap_or(self.today))?;
        if self.json {
            return self.print_line(&rules_json(&presenter, rules));
        }
        let card = Card {
            rules,
            ..self.card(&presenter)?
        };
        self.print_page(&answer::rules(card, self.today))
    }

    pub(super) fn check_lists(&self, official: &OfficialArguments) -> Result<bool> {
        let presenter = self.open_with_kept(official)?;
        let news = official.read(&presenter, async |pages| pages.check_lists().await)?;
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

    pub(super) fn crs(&self, score: u16, official: &OfficialArguments) -> Result<bool> {
        let presenter = self.open_with_kept(official)?;
        let card = self.card(&presenter)?;
        if self.json {
            return self.print_line(&score_json(
                Stream::all(card),
                &presenter,
                score,
                self.today,
            ));
        }
        self.print_page(&answer::score_page(
            card,
            score,
            Stream::all(card),
            self.today,
        ))
    }

    pub(super) fn draws(
        &self,
        stream: Option<&str>,
        chart: Chart<'_>,
        refresh: bool,
        official: &OfficialArguments,
    ) -> Result<bool> {
        let presenter = self.open_with_kept(official)?;
        let card = self.card(&presenter)?;
        let stream = stream.map(|id| find_stream(card, id)).transpose()?;
        let refreshed = refresh.then(|| self.refresh(&presenter, official));
        match stream {
            None if self.json => {
                self.print_line(&draws_json(Stream::all(card), &presenter, self.today))?
            }
            None => self.print_page(&answer::draws(card, self.today))?,
            Some(stream) => self.draws_of(card, stream, chart)?,
        };
        // What is known is shown before what went wrong.
        refreshed.transpose()?;
        Ok(true)
    }

    fn draws_of(&self, card: Card<'_>, stream: Stream<'_>, chart: Chart<'_>) -> Result<bool> {
        let picture = answer::cut_off_chart(card, stream, chart.score, self.today);
        if chart.file.is_some() && picture.is_none() {
            let (id, today) = (stream.id(), self.today);
            bail!("there is no round of {id} up to {today} to draw");
        }
        if self.json {
            save(card.presenter, picture.as_ref(), chart.file)?;
            let only = std::iter::once(stream);
            return self.print_line(&draws_json(only, card.presenter, self.today));
        }
        self.print_page(&answer::draws_of(card, stream, self.today))?;
        self.show(card.presenter, picture.as_ref(), chart.file)
    }

    fn refresh(&self, presenter: &Presenter, official: &OfficialArguments) -> Result<()> {
        let fetched = official.read(presenter, async |pages| pages.refresh_rounds().await);
        let news = fetched
            .and_then(|news| Ok(news?))
            .with_context(|| presenter.data.published().which_rounds())?;
        if news.is_odd() {
            log::warn!("rounds: {news}");
        }
        Ok(())
    }

    pub(super) fn timeline(&self, out: Option<&Path>) -> Result<bool> {
        let presenter = self.open()?;
        let assessor = Assessor {
            versions: &presenter.data.versions,
            rules: &presenter.data.rules,
            today: self.today,
        };
        let mut line = Vec::new();
        io::stdin().lock().read_to_end(&mut line)?;
        let case = assessor.read_case(&line).map_err(Error::msg)?;
        let assessment = assessor.assess(&case).map_err(Error::msg)?;
        let card = Card {
            rules: assessment.rules,
            ..self.card(&presenter)?
        };
        let picture = answer::timeline(card, &assessment, &case.person, case.as_of);
        if picture.is_none() {
            bail!("experience: expected at least one spell of work to draw");
        }
        self.show(&presenter, picture.as_ref(), out)
    }

    /// Prints a picture in characters, and writes it to a file where one is named.
    fn show(
        &self,
        presenter: &Presenter,
        picture: Option<&Picture>,
        file: Option<&Path>,
    ) -> Result<bool> {
        if let Some(picture) = picture {
            self.print_line(&format!("\n{}", picture.text))?;
        }
        save(presenter, picture, file)?;
        if let Some(file) = file {
            let name = [("file", file.display().to_string().into())];
            let speaker = presenter.texts.speaker(self.lang(presenter));
            self.print_page(&speaker.say("terminal-picture", &name))?;
        }
        Ok(true)
    }
}

/// The stream of rounds with this id.
fn find_stream<'a>(card: Card<'a>, id: &str) -> Result<Stream<'a>> {
    Stream::find(card, id).with_context(|| {
        let ids = Stream::ids(card);
        format!("there is no category or program {id:?}: expected one of {ids}")
    })
}

/// Writes a picture into a file, where there are both.
fn save(presenter: &Presenter, picture: Option<&Picture>, file: Option<&Path>) -> Result<()> {
    let (Some(picture), Some(file)) = (picture, file) else {
        return Ok(());
    };
    let name = file.display();
    terminal::write_picture(&presenter.pictures, picture, file)
        .with_context(|| format!("{name} cannot be written"))
}
