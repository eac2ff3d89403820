//! What is new about a stream's rounds since they were last told.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::draws::{Round, Rounds};

/// Which of a stream's rounds are no news: those that were known when they were wished for, and those told since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenRounds {
    /// Rounds before this day are no news either: only in what was kept before numbers alone told news.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<Date>,
    /// The numbers of the rounds that are no news.
    told: BTreeSet<String>,
}

impl SeenRounds {
    /// Everything known of a stream that was held up to `today` is no news.
    pub fn now(rounds: &Rounds, stream: &str, today: Date) -> Self {
        let held = rounds.of(stream).filter(|round| round.date <= today);
        SeenRounds {
            day: None,
            told: held.map(|round| round.number.clone()).collect(),
        }
    }

    /// What is news to neither.
    pub fn and(mut self, other: &SeenRounds) -> Self {
        self.told.extend(other.told.iter().cloned());
        self
    }

    /// The rounds held up to `today` that are news, newest first.
    pub fn news<'a>(&self, rounds: &'a Rounds, stream: &'a str, today: Date) -> Vec<&'a Round> {
        let is_news = |round: &&Round| {
            self.day.is_none_or(|day| round.date >= day) && !self.told.contains(&round.number)
        };
        let held = rounds.of(stream).filter(|round| round.date <= today);
        held.filter(is_news).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noc::DataFiles;
    use jiff::civil::date;

    #[test]
    fn each_round_is_new_once() {
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        for stream in ["general", "health", "pnp", "cec"] {
            let held: Vec<&Round> = rounds.of(stream).collect();
            let first = held.last().unwrap().date.yesterday().unwrap();
            let mut mark = SeenRounds::now(&rounds, stream, first);
            let mut told = Vec::new();
            let mut day = first;
            while day < date(2026, 11, 22) {
                day = day.tomorrow().unwrap();
                let news = mark.news(&rounds, stream, day);
                if !news.is_empty() {
                    told.splice(0..0, news);
                    mark = SeenRounds::now(&rounds, stream, day);
                    assert_eq!(mark.news(&rounds, stream, day), Vec::<&Round>::new());
                }
            }
            assert_eq!(told, held, "{stream}");
        }
    }

    #[test]
    fn a_round_is_news_whenever_it_becomes_known() {
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        let today = date(2026, 11, 22);
        let held: Vec<&Round> = rounds.of("health").collect();
        // The stream's first round, held before the wish; and one learnt after a newer one.
        let none = SeenRounds::now(&rounds, "researcher", today);
        assert_eq!(none.news(&rounds, "health", today), held);
        let mut all_but_one = SeenRounds::now(&rounds, "health", today);
        assert!(all_but_one.told.remove(&held[3].number));
        assert_eq!(all_but_one.news(&rounds, "health", today), [held[3]]);
        // What was known and is not for a while is no news when it comes back.
        let again = none.and(&SeenRounds::now(&rounds, "health", today));
        assert_eq!(again.news(&rounds, "health", today), Vec::<&Round>::new());
    }

    #[test]
    fn a_mark_with_a_day_still_holds() {
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        let latest = rounds.of("health").next().unwrap();
        let kept = |number: &str| -> SeenRounds {
            let json = format!(r#"{{"day":"{}","told":["{number}"]}}"#, latest.date);
            serde_json::from_str(&json).unwrap()
        };
        let news = |number| kept(number).news(&rounds, "health", latest.date).len();
        assert_eq!(news(&latest.number), 0);
        assert_eq!(news("another"), 1, "a second round of that day");
    }
}
