//! What a person wishes to be told, and when.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::hours::{morning_of, next_morning};
use super::news::SeenRounds;
use crate::draws::{Round, Rounds};
use crate::noc::Lang;

/// How many months before a requirement lapses people are told.
pub const MONTHS_AHEAD: u8 = 2;

/// What a person wishes to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderKind {
    /// The day on which a category's requirement is met, by the rule set of `rules`.
    Qualifies {
        /// The id of the category.
        category: String,
        /// The day.
        day: Date,
        /// The rule set by which it was found.
        rules: Date,
        /// Whether it is of somebody whom the person asked for.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_of_other: bool,
    },
    /// That a category's requirement is met no more from `day` on, [`MONTHS_AHEAD`] months before.
    Lapses {
        /// The id of the category.
        category: String,
        /// The day.
        day: Date,
        /// The rule set by which it was found.
        rules: Date,
        /// Whether it is of somebody whom the person asked for.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_of_other: bool,
    },
    /// New rounds of a stream, a category id or a program.
    Rounds {
        /// The id of the stream.
        stream: String,
        /// Only those whose cut-off is this score or lower; none for every one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<u16>,
    },
}

/// The kinds of wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The day on which a requirement is met.
    Qualifies,
    /// The day on which it is met no more.
    Lapses,
    /// New rounds.
    Rounds,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Qualifies, Kind::Lapses, Kind::Rounds];

    fn letter(self) -> &'static str {
        match self {
            Kind::Qualifies => "q",
            Kind::Lapses => "l",
            Kind::Rounds => "r",
        }
    }
}

/// What a wish is about. A person has at most one wish about each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What it is about.
    pub kind: Kind,
    /// A category id or, for rounds, a stream.
    pub of: String,
}

/// The text names no topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownTopic;

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.kind.letter(), self.of)
    }
}

impl FromStr for Topic {
    type Err = UnknownTopic;

    fn from_str(text: &str) -> Result<Self, UnknownTopic> {
        let (letter, of) = text.split_once('.').ok_or(UnknownTopic)?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.letter() == letter);
        let of = of.to_owned();
        let topic = kind.map(|kind| Topic { kind, of });
        topic
            .filter(|topic| !topic.of.is_empty())
            .ok_or(UnknownTopic)
    }
}

/// When a reminder is to be looked at next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// At a moment.
    At(Timestamp),
    /// When there are new rounds.
    News,
    /// Not again: it was on its way when the process ended, or nobody knows whether it arrived.
    Tried,
}

impl ReminderKind {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        let (kind, of) = match self {
            ReminderKind::Qualifies { category, .. } => (Kind::Qualifies, category),
            ReminderKind::Lapses { category, .. } => (Kind::Lapses, category),
            ReminderKind::Rounds { stream, .. } => (Kind::Rounds, stream),
        };
        Topic {
            kind,
            of: of.clone(),
        }
    }

    /// Whether it is of somebody whom the person asked for.
    pub fn is_of_other(&self) -> bool {
        match self {
            ReminderKind::Qualifies { is_of_other, .. }
            | ReminderKind::Lapses { is_of_other, .. } => *is_of_other,
            ReminderKind::Rounds { .. } => false,
        }
    }

    /// The first day on which it is to be told; none where that hangs on news.
    pub fn day_to_tell(&self) -> Option<Date> {
        match self {
            ReminderKind::Rounds { .. } => None,
            ReminderKind::Qualifies { day, .. } => Some(*day),
            ReminderKind::Lapses { day, .. } => {
                Some(day.saturating_sub(Span::new().months(MONTHS_AHEAD)))
            }
        }
    }

    /// Whether its day is here or over, so that it is told the next morning.
    pub fn is_late(&self, today: Date) -> bool {
        self.day_to_tell().is_some_and(|day| day <= today)
    }

    /// When a wish set at `now` is due for somebody in this zone. What is late already is due the next morning.
    pub fn due(&self, now: Timestamp, zone: &TimeZone) -> Due {
        match self.day_to_tell() {
            None => Due::News,
            Some(day) => Due::At(morning_of(day, zone).max(next_morning(now, zone))),
        }
    }

    /// What is no news on a day of the rounds wished for; none for other wishes.
    pub fn mark(&self, rounds: &Rounds, today: Date) -> Option<SeenRounds> {
        match self {
            ReminderKind::Rounds { stream, .. } => Some(SeenRounds::now(rounds, stream, today)),
            _ => None,
        }
    }
}

/// A reminder as its person may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// What the person wants to be told.
    pub wish: ReminderKind,
    /// When it was last sent without anybody knowing whether it arrived.
    pub tried: Option<Timestamp>,
}

/// What is kept of a reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderRecord {
    /// What the person wants to be told.
    pub wish: ReminderKind,
    /// The language in which it was set.
    pub lang: Lang,
    /// Which of the rounds wished for are no news.
    pub mark: Option<SeenRounds>,
    /// When it was last sent without anybody knowing whether it arrived.
    pub tried: Option<Timestamp>,
    /// How often Telegram has refused it, or was not reached, since it became due.
    pub refused: u32,
}

impl ReminderRecord {
    /// A reminder not yet due.
    pub fn new(wish: ReminderKind, lang: Lang, mark: Option<SeenRounds>) -> Self {
        ReminderRecord {
            wish,
            lang,
            mark,
            tried: None,
            refused: 0,
        }
    }

    /// The mark once all news is told.
    pub fn mark_told(&self, rounds: &Rounds, today: Date) -> Option<SeenRounds> {
        let now = self.wish.mark(rounds, today)?;
        Some(match &self.mark {
            Some(before) => now.and(before),
            None => now,
        })
    }

    /// The rounds wished for that are not told yet, newest first.
    pub fn news<'a>(&'a self, rounds: &'a Rounds, today: Date) -> Vec<&'a Round> {
        match (&self.wish, &self.mark) {
            (ReminderKind::Rounds { stream, at_most }, Some(mark)) => {
                let mut news = mark.news(rounds, stream, today);
                news.retain(|round| at_most.is_none_or(|most| round.cut_off <= most));
                news
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reminders::hours::is_quiet;
    use crate::reminders::usual_zone;
    use jiff::civil::date;
    use jiff::tz::Offset;
    use proptest::prelude::*;

    fn lapses(day: Date) -> ReminderKind {
        ReminderKind::Lapses {
            category: "health".to_owned(),
            day,
            rules: date(2026, 2, 18),
            is_of_other: false,
        }
    }

    #[test]
    fn each_is_due_on_the_morning_of_its_day() {
        let now: Timestamp = "2026-11-22T15:00:00Z".parse().unwrap();
        let qualifies = ReminderKind::Qualifies {
            category: "health".to_owned(),
            day: date(2027, 3, 1),
            rules: date(2026, 2, 18),
            is_of_other: false,
        };
        for (wish, expected) in [
            (qualifies, "2027-03-01T14:00:00Z"),
            (lapses(date(2027, 5, 1)), "2027-03-01T14:00:00Z"),
            (lapses(date(2027, 4, 30)), "2027-02-28T14:00:00Z"),
            // Two months before is over: at once, but in the morning.
            (lapses(date(2026, 12, 24)), "2026-11-23T14:00:00Z"),
            (lapses(date(2027, 1, 22)), "2026-11-23T14:00:00Z"),
        ] {
            let due = wish.due(now, &usual_zone());
            assert_eq!(due, Due::At(expected.parse().unwrap()), "{wish:?}");
            let is_next_morning = expected == "2026-11-23T14:00:00Z";
            assert_eq!(wish.is_late(date(2026, 11, 22)), is_next_morning);
        }
        let rounds = ReminderKind::Rounds {
            stream: "health".to_owned(),
            at_most: None,
        };
        assert_eq!(rounds.due(now, &usual_zone()), Due::News);
    }

    #[test]
    fn a_score_leaves_out_the_rounds_that_it_does_not_reach() {
        let rounds = Rounds::open(&crate::noc::DataFiles::BuiltIn).unwrap();
        let (before, today) = (date(2026, 1, 1), date(2026, 11, 22));
        let told = |at_most| {
            let stream = "health".to_owned();
            let wish = ReminderKind::Rounds { stream, at_most };
            let mark = wish.mark(&rounds, before);
            let record = ReminderRecord::new(wish, Lang::EN, mark);
            let news = record.news(&rounds, today);
            news.iter().map(|round| round.cut_off).collect::<Vec<_>>()
        };
        assert_eq!(told(None), [475, 475, 467]);
        assert_eq!(told(Some(470)), [467]);
        assert_eq!(told(Some(400)), [0; 0]);
    }

    #[test]
    fn topics_read_back() {
        for kind in Kind::ALL {
            let of = "senior-manager".to_owned();
            let topic = Topic { kind, of };
            assert_eq!(topic.to_string().parse(), Ok(topic));
        }
        for text in ["", "q", "q.", "x.health", "qq.health"] {
            assert_eq!(text.parse::<Topic>(), Err(UnknownTopic), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_day_is_never_due_in_the_past_or_at_night(
            second in 0..4_000_000_000_i64,
            days in -400..4_000_i32,
            quarters in -48..=56_i32,
        ) {
            let now = Timestamp::from_second(second).unwrap();
            let offset = Offset::from_seconds(quarters * 900).unwrap();
            let zone = TimeZone::fixed(offset);
            let day = offset.to_datetime(now).date().saturating_add(Span::new().days(days));
            let Due::At(due) = lapses(day).due(now, &zone) else {
                panic!("a day is due at a time");
            };
            prop_assert!(due > now && !is_quiet(due, &zone));
        }
    }
}
