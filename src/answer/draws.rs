//! Pages about rounds of invitations: what they asked for, and what a score would have done.

use jiff::Span;
use jiff::civil::Date;
use thiserror::Error;

use super::card::Context;
use crate::draws::Round;
use crate::eligibility::Category;
use crate::text::{Rich, fold};

/// How many rounds a category's page shows.
const ROUNDS_SHOWN: usize = 5;
/// How many of a category's rounds a score is held against.
pub const ROUNDS_COMPARED: usize = 10;
/// Rounds by program, which have no occupation list.
const PROGRAMS: [&str; 5] = ["general", "cec", "pnp", "fst", "fsw"];
/// The programs whose rounds are open to people of every occupation without a nomination.
pub(super) const WITHOUT_LIST: [&str; 2] = ["cec", "general"];
/// The program of those whom a province nominated.
const NOMINATED: &str = "pnp";
/// A shorter piece of a name, in bytes, names nothing.
const MIN_OF_NAME: usize = 3;
/// A category without a round for this many months is said to be quiet.
const QUIET_MONTHS: i64 = 12;

/// A name that no stream of rounds has, or several.
#[derive(Debug, PartialEq, Eq, Error)]
#[error("there is no category or program {name:?}: expected one of {expected}")]
pub struct UnknownStream {
    /// The name.
    pub name: String,
    /// The ids of all streams.
    pub expected: String,
}

/// A stream of rounds: one of the categories, or a program.
#[derive(Clone, Copy)]
pub enum Stream<'a> {
    /// The rounds of a category.
    Category(&'a Category),
    /// The rounds of a program, by its id.
    Program(&'static str),
}

impl<'a> Stream<'a> {
    /// The stream with this id: a category of the card's rules or of older ones, or a program.
    pub fn find(card: Context<'a>, id: &str) -> Option<Self> {
        Stream::known(card).find(|stream| stream.id() == id)
    }

    /// Every stream: the categories of the card's rules, then the programs.
    pub fn all(card: Context<'a>) -> impl Iterator<Item = Self> {
        let categories = card.rules.categories.iter().map(Stream::Category);
        categories.chain(PROGRAMS.into_iter().map(Stream::Program))
    }

    /// The ids of all streams, for a message: "health, stem, trade".
    pub fn ids(card: Context<'a>) -> String {
        let ids: Vec<&str> = Stream::all(card).map(|stream| stream.id()).collect();
        ids.join(", ")
    }

    /// The id, as commands take it.
    pub fn id(&self) -> &'a str {
        match self {
            Stream::Category(category) => &category.id,
            Stream::Program(id) => id,
        }
    }

    /// Every stream, and the categories of other rules behind them, the newest first.
    fn known(card: Context<'a>) -> impl Iterator<Item = Self> {
        let others = card.presenter.data.rules.all().iter().rev();
        let others = others.flat_map(|set| &set.categories);
        Stream::all(card).chain(others.map(Stream::Category))
    }

    /// The stream that a text names, in any language: by its id or its name, with or without other words around it, or by
    /// some words of the name that no other stream has.
    pub fn named(card: Context<'a>, text: &str) -> Option<Self> {
        let text = fold::key(text);
        Stream::inside(card, &text)
            .or_else(|| Stream::only(card, |name| name.starts_with(&text), &text))
            .or_else(|| {
                Stream::only(
                    card,
                    |name| format!(" {name} ").contains(&format!(" {text} ")),
                    &text,
                )
            })
    }

    /// The stream that a text names, as [`Stream::named`] finds it.
    ///
    /// # Errors
    /// It names none, or several.
    pub fn of_name(card: Context<'a>, name: &str) -> Result<Self, UnknownStream> {
        Stream::named(card, name).ok_or_else(|| UnknownStream {
            name: name.to_owned(),
            expected: Stream::ids(card),
        })
    }

    /// The only stream of which a name begins with a longer word, in any language: "healthcare".
    pub fn beginning(card: Context<'a>, word: &str) -> Option<Self> {
        let word = fold::key(word);
        let is_long = word.len() > MIN_OF_NAME;
        is_long
            .then(|| Stream::only(card, |name| name.starts_with(&word), &word))
            .flatten()
    }

    /// The only stream that has a name which fits, if the text says enough to go by.
    fn only(card: Context<'a>, fits: impl Fn(&str) -> bool, text: &str) -> Option<Self> {
        if text.len() < MIN_OF_NAME {
            return None;
        }
        let has_name = |stream: &Stream<'_>| stream.names(card).any(|name| fits(&fold::key(&name)));
        let mut found = Stream::known(card).filter(has_name);
        let first = found.next()?;
        found
            .all(|stream| stream.id() == first.id())
            .then_some(first)
    }

    /// The stream whose name stands in a folded text, the longest name where there are several.
    fn inside(card: Context<'a>, text: &str) -> Option<Self> {
        let text = format!(" {text} ");
        let mut best: Option<(usize, Self)> = None;
        for stream in Stream::known(card) {
            let keys = stream.names(card).map(|name| fold::key(&name));
            let inside = keys.filter(|key| text.contains(&format!(" {key} ")));
            let longest = inside.map(|key| key.len()).max().unwrap_or(0);
            if longest > best.map_or(0, |(length, _)| length) {
                best = Some((longest, stream));
            }
        }
        best.map(|(_, stream)| stream)
    }

    fn names(&self, card: Context<'_>) -> impl Iterator<Item = String> {
        let langs = card.presenter.data.languages.tags().iter();
        let names = langs.flat_map(move |&lang| match self {
            Stream::Category(category) => {
                vec![
                    category.name.get(lang).to_owned(),
                    category.short_name.get(lang).to_owned(),
                ]
            }
            Stream::Program(id) => {
                let localizer = card.presenter.texts.localizer(lang);
                vec![localizer.plain(&format!("program-{id}"), &[])]
            }
        });
        std::iter::once(self.id().to_owned()).chain(names)
    }

    /// Whether its scores contain the points of a nomination, so that others do not compare.
    pub(super) fn is_by_nomination(&self) -> bool {
        self.id() == NOMINATED
    }

    /// The name.
    pub(super) fn name(&self, card: Context<'_>) -> String {
        match self {
            Stream::Category(category) => category.short_name.get(card.localizer.lang).to_owned(),
            Stream::Program(id) => card.localizer.plain(&format!("program-{id}"), &[]),
        }
    }
}

/// Whether a last round on `date` is so long ago that it must be said.
pub(super) fn is_quiet_since(date: Date, today: Date) -> bool {
    date < today.saturating_sub(Span::new().months(QUIET_MONTHS))
}

/// The latest round of every stream up to `today`.
pub fn draws(card: Context<'_>, today: Date) -> Rich {
    let localizer = card.localizer;
    let rounds = &card.presenter.data.published().rounds;
    let mut lines = vec![localizer.text("draws-title")];
    for stream in Stream::all(card) {
        let latest = rounds.latest(stream.id(), today);
        let line = latest.map_or_else(
            || localizer.text("draws-never"),
            |round| round_line(card, round),
        );
        let args = [
            ("name", stream.name(card).into()),
            ("line", line.into()),
            ("id", stream.id().into()),
        ];
        lines.push(localizer.format("draws-latest", &args));
    }
    lines.push(known_to(card));
    Rich::lines(lines)
}

/// The last rounds of one stream up to `today`, and the range of its last twelve months.
pub fn draws_of(card: Context<'_>, stream: Stream<'_>, today: Date) -> Rich {
    let localizer = card.localizer;
    let published = card.presenter.data.published();
    let rounds: Vec<&Round> = published
        .rounds
        .of(stream.id())
        .filter(|round| round.date <= today)
        .collect();
    let mut lines = vec![Rich::from(stream.name(card)).bold()];
    if Stream::all(card).all(|known| known.id() != stream.id()) {
        let date = localizer.day(card.rules.effective_from);
        lines.push(localizer.format("draws-no-category", &[("date", date.into())]));
    }
    let Some(latest) = rounds.first() else {
        lines.push(localizer.text("draws-never"));
        lines.push(known_to(card));
        return Rich::lines(lines);
    };
    lines.extend(
        rounds
            .iter()
            .take(ROUNDS_SHOWN)
            .map(|round| Rich::item(round_line(card, round))),
    );
    let recent = rounds
        .iter()
        .take_while(|round| !is_quiet_since(round.date, today));
    let scores: Vec<u16> = recent.map(|round| round.cut_off).collect();
    lines.push(match (scores.iter().min(), scores.iter().max()) {
        (Some(&lowest), Some(&highest)) => {
            let args = [
                ("count", scores.len().into()),
                ("lowest", usize::from(lowest).into()),
                ("highest", usize::from(highest).into()),
            ];
            localizer.format("draws-range", &args)
        }
        _ => localizer.format(
            "draws-quiet",
            &[("date", localizer.day(latest.date).into())],
        ),
    });
    lines.push(known_to(card));
    Rich::lines(lines)
}

/// The last round of one stream up to `today`.
pub fn last_round(card: Context<'_>, stream: Stream<'_>, today: Date) -> Rich {
    let rounds = &card.presenter.data.published().rounds;
    let latest = rounds.latest(stream.id(), today);
    let line = latest.map_or_else(
        || card.localizer.text("draws-never"),
        |round| round_line(card, round),
    );
    let args = [
        ("name", stream.name(card).into()),
        ("line", line.into()),
        ("id", stream.id().into()),
    ];
    let line = card.localizer.format("draws-last", &args);
    Rich::lines([line, known_to(card)])
}

/// What a score would have done in the last rounds of the given streams.
pub fn score_page<'s>(
    card: Context<'_>,
    score: u16,
    streams: impl Iterator<Item = Stream<'s>>,
    today: Date,
) -> Rich {
    let localizer = card.localizer;
    let rounds = &card.presenter.data.published().rounds;
    let mut lines = vec![localizer.format("crs-title", &[("score", usize::from(score).into())])];
    for stream in streams {
        let name = || ("stream", stream.name(card).into());
        let points = if stream.is_by_nomination() {
            card.presenter.data.crs.nomination_points
        } else {
            0
        };
        let held = score.saturating_add(points);
        let Some(compared) = rounds.compare(stream.id(), held, today, ROUNDS_COMPARED) else {
            lines.push(localizer.format("crs-no-round", &[name()]));
            continue;
        };
        let share = match compared.reached {
            0 => "none",
            reached if reached == compared.rounds => "all",
            _ => "some",
        };
        let gap = i32::from(held) - i32::from(compared.latest.cut_off);
        let mut args = vec![
            name(),
            ("share", share.into()),
            ("reached", compared.reached.into()),
            ("rounds", compared.rounds.into()),
            ("lowest", compared.lowest.into()),
            ("highest", compared.highest.into()),
        ];
        if points > 0 {
            args.extend([("points", points.into()), ("with", held.into())]);
            lines.push(localizer.format("crs-nomination", &args));
            continue;
        }
        args.extend([
            ("date", localizer.day(compared.latest.date).into()),
            ("gap", gap.unsigned_abs().to_string().into()),
            ("side", if gap >= 0 { "above" } else { "below" }.into()),
        ]);
        lines.push(localizer.format("crs-line", &args));
    }
    lines.extend(pool_line(card, score));
    lines.push(score_notes(card, today));
    Rich::lines(lines)
}

/// Where a score stands among the people in the pool.
fn pool_line(card: Context<'_>, score: u16) -> Option<Rich> {
    let localizer = card.localizer;
    let published = card.presenter.data.published();
    let place = published.pool.place(score)?;
    let people = |count: u32| localizer.number(f64::from(count)).into();
    let args = [
        ("date", localizer.day(published.pool.as_of).into()),
        ("total", people(place.total)),
        ("above", people(place.above)),
        ("band", people(place.band.people)),
        ("lowest", place.band.lowest.to_string().into()),
        ("highest", place.band.highest.to_string().into()),
    ];
    Some(localizer.format("crs-pool", &args))
}

/// What a comparison with past cut-offs cannot say.
fn score_notes(card: Context<'_>, today: Date) -> Rich {
    let localizer = card.localizer;
    let changed = card.presenter.data.crs.changes_to(today).next_back();
    let changed = changed.map(|change| {
        let date = localizer.day(change.from).into();
        localizer.format("crs-points-changed", &[("date", date)])
    });
    let notes = changed
        .into_iter()
        .chain([localizer.text("crs-no-forecast")]);
    Rich::join(notes, " ")
}

pub(super) fn round_line(card: Context<'_>, round: &Round) -> Rich {
    let args = [
        ("date", card.localizer.day(round.date).into()),
        (
            "invitations",
            card.localizer.number(f64::from(round.invitations)).into(),
        ),
        ("score", usize::from(round.cut_off).into()),
    ];
    card.localizer.format("draws-line", &args)
}

/// The day of the newest round known, and the day on which that was last checked.
fn known_to(card: Context<'_>) -> Rich {
    let localizer = card.localizer;
    let published = card.presenter.data.published();
    let date = published.rounds.known_to();
    let date = date.map_or_else(String::new, |day| localizer.day(day));
    let link = card.presenter.links.rounds(localizer.lang);
    let args = [("date", date.into()), ("link", link.into())];
    let mut lines = vec![localizer.format("draws-known-to", &args)];
    let checked = published.rounds_checked;
    lines.extend(
        checked
            .map(|day| localizer.format("draws-checked", &[("date", localizer.day(day).into())])),
    );
    Rich::join(lines, " ")
}
