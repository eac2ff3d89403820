//! What a chart of cut-offs shows: which rounds, and over which time.

use jiff::Span;
use jiff::civil::Date;

use crate::answer::card::Context;
use crate::answer::draws::Stream;
use crate::answer::texts::Arg;
use crate::draws::Rounds;

/// The programs whose rounds stand behind a category's, and how far a chart reaches.
const BEHIND: [&str; 2] = ["general", "cec"];
const MAX_YEARS: i64 = 4;
const MIN_YEARS: i64 = 1;

/// Days with their cut-offs, oldest first.
pub(super) type CutOffs = Vec<(Date, u16)>;

/// The rounds of a stream up to a day, and those behind it.
#[derive(Debug)]
pub(super) struct History {
    pub name: String,
    /// Those on the chart; at least one.
    pub cut_offs: CutOffs,
    /// General and Canadian Experience Class rounds; none where they do not belong.
    pub behind: [(String, CutOffs); 2],
    pub from: Date,
    pub to: Date,
    /// Whether the scores contain the points of a nomination.
    pub nominated: bool,
}

impl History {
    /// None where the stream has no round up to `today`.
    pub fn of(card: Context<'_>, stream: Stream<'_>, today: Date) -> Option<Self> {
        let published = card.presenter.data.published();
        let rounds = &published.rounds;
        let all = cut_offs(rounds, stream.id(), Date::MIN, today);
        let (&(first, _), &(latest, _)) = (all.first()?, all.last()?);
        let years = |years| Span::new().years(years);
        // A stream that fell silent is shown as it last was.
        let to = if latest < today.saturating_sub(years(MAX_YEARS)) {
            latest.saturating_add(years(MIN_YEARS)).min(today)
        } else {
            today
        };
        let from = first
            .max(to.saturating_sub(years(MAX_YEARS)))
            .min(to.saturating_sub(years(MIN_YEARS)));
        let nominated = stream.is_by_nomination();
        let behind = BEHIND.map(|program| {
            let name = Stream::Program(program).name(card);
            let is_apart = program == stream.id() || nominated;
            let shown = (!is_apart).then(|| cut_offs(rounds, program, from, to));
            (name, shown.unwrap_or_default())
        });
        Some(History {
            name: stream.name(card),
            cut_offs: all.into_iter().filter(|&(day, _)| day >= from).collect(),
            behind,
            from,
            to,
            nominated,
        })
    }

    /// The last of the stream's rounds.
    pub fn latest(&self) -> (Date, u16) {
        self.cut_offs.last().copied().unwrap_or((self.to, 0))
    }

    /// The lowest and the highest cut-off of all rounds.
    pub fn whole_range(&self) -> (u16, u16) {
        let behind = self.behind.iter().flat_map(|(_, cut_offs)| cut_offs);
        range_of(self.cut_offs.iter().chain(behind))
    }
}

fn range_of<'a>(cut_offs: impl Iterator<Item = &'a (Date, u16)>) -> (u16, u16) {
    cut_offs.fold((u16::MAX, 0), |(lowest, highest), &(_, score)| {
        (lowest.min(score), highest.max(score))
    })
}

fn cut_offs(rounds: &Rounds, stream: &str, from: Date, to: Date) -> CutOffs {
    let mut cut_offs: CutOffs = rounds
        .of(stream)
        .filter(|round| (from..=to).contains(&round.date))
        .map(|round| (round.date, round.cut_off))
        .collect();
    cut_offs.reverse();
    cut_offs
}

/// Where a score lies to an axis.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    Above,
    Within,
    Below,
}

/// A chart of cut-offs, by what it is drawn from.
pub(super) struct Chart<'a> {
    pub(super) card: Context<'a>,
    pub(super) history: &'a History,
    pub(super) score: Option<u16>,
}

impl Chart<'_> {
    /// A message as plain text.
    pub(super) fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.card.localizer.plain(id, args)
    }
}
