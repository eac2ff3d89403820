//! Reminders: what can be set from what was told, what is set, and in which hours people are written to.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::action::Action;
use super::buttons::Buttons;
use super::case::Whose;
use super::{Dialogue, Effect, Reminding, Reply, State, quote};
use crate::answer::{self, Arg, Context, Stream};
use crate::draws::read_score;
use crate::eligibility::{Assessment, CategoryVerdict, RuleSet, Verdict, assess};
use crate::reminders::{
    MAX_REMINDERS, QUIET_FROM, QUIET_UNTIL, Reminder, ReminderKind, Topic, offset_of, read_clock,
    usual_zone,
};
use crate::text::Rich;

/// A score that can be a cut-off has no fewer digits.
const MIN_SCORE_DIGITS: usize = 3;

impl Dialogue<'_> {
    /// Lists the reminders, sets one about rounds, or takes the person's time of day.
    pub(super) fn remind_command(
        &self,
        state: &State,
        rest: &str,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        let Some(reminding) = self.reminders.filter(|_| !rest.is_empty()) else {
            return vec![self.reminders_page(state)];
        };
        let words: Vec<&str> = rest.split_whitespace().collect();
        if self.presenter.data.languages.names_a_time_of_day(words[0]) {
            return self.take_time(state, &words[1..].join(" "), reminding, effects);
        }
        let card = self.card_of_today(state);
        match Stream::named(card, rest) {
            Some(stream) => {
                let stream = stream.id().to_owned();
                // "/remind health 478": only rounds that this score would have reached.
                let at_most = words.iter().find_map(|word| score_in(word));
                let wish = ReminderKind::Rounds { stream, at_most };
                self.set(state, wish, reminding, effects)
            }
            None => match self.presenter.data.zones.find(rest) {
                Some(zone) => self.set_zone(state, zone, reminding, effects),
                None => {
                    let ids = Stream::ids(card);
                    let args = [("text", quote(rest).into()), ("ids", ids.into())];
                    self.problem(state, "bad-remind", &args)
                }
            },
        }
    }

    /// Sets the reminder that a button of the page offers.
    pub(super) fn set_reminder(
        &self,
        state: &State,
        topic: &Topic,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        let wishes = self.wishes(state).unwrap_or_default();
        let offered = wishes.into_iter().find(|wish| wish.topic() == *topic);
        match (offered, self.reminders) {
            (Some(wish), Some(reminding)) => self.set(state, wish, reminding, effects),
            _ => self.bad_press(state),
        }
    }

    /// Removes a reminder.
    pub(super) fn remove_reminder(
        &self,
        state: &State,
        topic: Topic,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        let Some(reminding) = self.reminders else {
            return self.bad_press(state);
        };
        let localizer = self.localizer(state);
        let about = |reminder: &&Reminder| reminder.wish.topic() == topic;
        let Some(found) = reminding.set.iter().find(about) else {
            return vec![self.reminders_beneath(state, reminding, localizer.text("remind-gone"))];
        };
        let what = self.what(state, &found.wish);
        let said = localizer.format("remind-removed", &[("what", what)]);
        let left: Vec<Reminder> = reminding
            .set
            .iter()
            .filter(|reminder| !about(reminder))
            .cloned()
            .collect();
        effects.push(Effect::RemoveReminder(topic));
        let after = Reminding {
            set: &left,
            ..reminding
        };
        vec![self.reminders_beneath(state, after, said)]
    }

    /// What is set and what can be; where the front cannot remind, the days it would be about.
    pub(super) fn reminders_page(&self, state: &State) -> Reply {
        match self.reminders {
            Some(reminding) => self.reminders_beneath(state, reminding, Rich::default()),
            None => {
                let localizer = self.localizer(state);
                let wishes = self.wishes(state).unwrap_or_default();
                let mut lines = vec![localizer.text("remind-elsewhere")];
                if !wishes.is_empty() {
                    lines.push(localizer.text("remind-elsewhere-days"));
                }
                lines.extend(wishes.iter().map(|wish| self.line(state, wish)));
                Reply::text(Rich::lines(lines))
            }
        }
    }

    fn set(
        &self,
        state: &State,
        wish: ReminderKind,
        reminding: Reminding<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        let localizer = self.localizer(state);
        if is_waiting(reminding.set, &wish) {
            let said = localizer.format("remind-already", &[("what", self.what(state, &wish))]);
            return vec![self.reminders_beneath(state, reminding, said)];
        }
        let others = reminding
            .set
            .iter()
            .filter(|reminder| reminder.wish.topic() != wish.topic());
        let mut after: Vec<Reminder> = others.cloned().collect();
        if after.len() >= MAX_REMINDERS {
            let said = localizer.format("remind-too-many", &[("most", MAX_REMINDERS.into())]);
            return vec![self.reminders_beneath(state, reminding, said)];
        }
        let said = answer::wish_set(self.card_of_today(state), &wish, self.today);
        after.push(Reminder {
            wish: wish.clone(),
            tried: None,
        });
        effects.push(Effect::SetReminder(wish));
        let after = Reminding {
            set: &after,
            ..reminding
        };
        vec![self.reminders_beneath(state, after, said)]
    }

    fn take_time(
        &self,
        state: &State,
        text: &str,
        reminding: Reminding<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        let languages = &self.presenter.data.languages;
        let by_clock = read_clock(text, languages).map(|time| offset_of(time, reminding.now));
        let zone = by_clock.map(TimeZone::fixed);
        match zone.or_else(|| self.presenter.data.zones.find(text)) {
            Some(zone) => self.set_zone(state, zone, reminding, effects),
            None => self.problem(state, "bad-remind-time", &[("text", quote(text).into())]),
        }
    }

    /// The page, under what is said first.
    pub(super) fn reminders_beneath(
        &self,
        state: &State,
        reminding: Reminding<'_>,
        said: Rich,
    ) -> Reply {
        let localizer = self.localizer(state);
        let mut buttons = Buttons::of_turn(state.turn);
        let mut lines = vec![localizer.text("remind-title")];
        let zone = reminding.zone.cloned().unwrap_or_else(usual_zone);
        for Reminder { wish, tried } in reminding.set {
            let mut line = self.line(state, wish);
            if let Some(tried) = tried {
                let date = localizer.day(zone.to_datetime(*tried).date());
                let tried = localizer.format("remind-tried", &[("date", date.into())]);
                line = line.then(". ").then(tried);
            }
            lines.push(line);
            let label = localizer.format("button-remind-off", &[("what", self.what(state, wish))]);
            buttons.one(label, Action::RemindOff(wish.topic()));
        }
        if reminding.set.is_empty() {
            lines.push(localizer.text("remind-none"));
        }
        match self.wishes(state) {
            None => lines.push(localizer.text("remind-no-result")),
            Some(wishes) => {
                for wish in wishes {
                    if !is_waiting(reminding.set, &wish) {
                        let what = ("what", self.what(state, &wish));
                        let label = localizer.format("button-remind-on", &[what]);
                        buttons.one(label, Action::RemindOn(wish.topic()));
                    }
                }
                lines.push(localizer.text("remind-rounds-tip"));
            }
        }
        lines.push(self.hours(state, reminding));
        buttons.one(localizer.text("button-zones"), Action::Zones(None));
        Reply {
            text: Rich::paragraphs([said, Rich::lines(lines)]),
            buttons: buttons.rows,
            ..Reply::default()
        }
    }

    fn hours(&self, state: &State, reminding: Reminding<'_>) -> Rich {
        let city = reminding.zone.and_then(TimeZone::iana_name);
        let whose = match (city, reminding.zone) {
            (Some(_), _) => "city",
            (None, Some(_)) => "own",
            (None, None) => "usual",
        };
        let zone = reminding.zone.cloned().unwrap_or_else(usual_zone);
        let city = city.map_or_else(String::new, |name| self.city(state, name));
        let args = [
            ("from", u8::try_from(QUIET_UNTIL.hour()).unwrap_or(0).into()),
            ("until", u8::try_from(QUIET_FROM.hour()).unwrap_or(0).into()),
            ("whose", whose.into()),
            ("offset", signed(zone.to_offset(reminding.now)).into()),
            ("city", city.into()),
        ];
        self.localizer(state).format("remind-hours", &args)
    }

    fn what(&self, state: &State, wish: &ReminderKind) -> Arg<'static> {
        let line = answer::wish_line(self.card_of_today(state), wish, self.today);
        line.into()
    }

    fn line(&self, state: &State, wish: &ReminderKind) -> Rich {
        Rich::item(answer::wish_line(
            self.card_of_today(state),
            wish,
            self.today,
        ))
    }

    /// A card by the rules in force, whichever the conversation goes by: nobody is to be reminded of others.
    fn card_of_today(&self, state: &State) -> Context<'_> {
        let in_force = self.presenter.data.rule_set(None, self.today);
        let card = self.context(state);
        Context {
            rules: in_force.unwrap_or(card.rules),
            ..card
        }
    }

    /// What can be wished for from what was told, by the rules in force; none before there is a result.
    fn wishes(&self, state: &State) -> Option<Vec<ReminderKind>> {
        let rules = self.card_of_today(state).rules;
        if !state.answered {
            return None;
        }
        let person = state.case.at_least(rules, self.today);
        let judge = |day| assess(rules, &person, day).ok();
        let assessment = judge(self.today)?;
        let mut wishes = Vec::new();
        for judged in &assessment.verdicts {
            let days = judged.work.as_ref();
            let qualifies_on = days.and_then(|work| work.qualifies_on);
            let lapses_on = match qualifies_on {
                None => days.and_then(|work| work.lapses_on),
                // Whoever is still to qualify may lapse again later.
                Some(day) => judge(day).and_then(|later| lapse_of(&later, judged)),
            };
            let is_of_other = state.case.whose == Whose::Others;
            let days = [qualifies_on, lapses_on];
            wishes.extend(wishes_of(rules, judged, days, is_of_other));
        }
        for wish in &mut wishes {
            if let ReminderKind::Rounds { at_most, .. } = wish {
                *at_most = state.case.score;
            }
        }
        Some(wishes)
    }
}

/// The day from which on, judged on the day of qualifying, the requirement is met no more.
fn lapse_of(later: &Assessment<'_>, judged: &CategoryVerdict<'_>) -> Option<Date> {
    let same = |other: &&CategoryVerdict<'_>| other.category.id == judged.category.id;
    let work = later.verdicts.iter().find(same)?.work.as_ref();
    work.and_then(|work| work.lapses_on)
}

fn wishes_of(
    rules: &RuleSet,
    judged: &CategoryVerdict<'_>,
    [qualifies_on, lapses_on]: [Option<Date>; 2],
    is_of_other: bool,
) -> impl Iterator<Item = ReminderKind> {
    let category = judged.category.id.clone();
    let rules = rules.effective_from;
    let qualifies = qualifies_on.map(|day| ReminderKind::Qualifies {
        category: category.clone(),
        day,
        rules,
        is_of_other,
    });
    let lapses = lapses_on.map(|day| ReminderKind::Lapses {
        category: category.clone(),
        day,
        rules,
        is_of_other,
    });
    let counts = matches!(judged.verdict, Verdict::Eligible | Verdict::NotYet);
    let rounds = counts.then_some(ReminderKind::Rounds {
        stream: category,
        at_most: None,
    });
    qualifies.into_iter().chain(lapses).chain(rounds)
}

/// The score that a word of a wish is; shorter numbers are none.
fn score_in(word: &str) -> Option<u16> {
    let is_long = word.len() >= MIN_SCORE_DIGITS;
    is_long.then(|| read_score(word)).flatten()
}

/// Whether the wish is set and still to be told.
fn is_waiting(set: &[Reminder], wish: &ReminderKind) -> bool {
    let goes_on = matches!(wish, ReminderKind::Rounds { .. });
    set.iter()
        .any(|reminder| reminder.wish == *wish && (goes_on || reminder.tried.is_none()))
}

/// An offset as people write it: "+5:45", "−5".
fn signed(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 {
        format!("{sign}{hours}")
    } else {
        format!("{sign}{hours}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_written() {
        for (seconds, expected) in [
            (0, "+0"),
            (-18_000, "−5"),
            (20_700, "+5:45"),
            (-12_600, "−3:30"),
        ] {
            let offset = Offset::from_seconds(seconds).unwrap();
            assert_eq!(signed(offset), expected);
        }
    }
}
