//! Reminders in words: as they are listed, and as they are told when they are due.

use jiff::civil::Date;

use super::card::Context;
use super::draws::{Stream, round_line};
use crate::draws::Round;
use crate::reminders::{MONTHS_AHEAD, ReminderKind};
use crate::text::Rich;

/// More new rounds than this are not listed in one message.
const ROUNDS_TOLD: usize = 10;

/// What a person wishes to be told, in a line, as it is to be said `today`.
pub fn wish_line(card: Context<'_>, wish: &ReminderKind, today: Date) -> Rich {
    let localizer = card.localizer.about_other(wish.is_of_other());
    let name = |id| ("name", stream_name(card, id).into());
    match wish {
        ReminderKind::Qualifies { category, day, .. } => {
            let args = [name(category), ("date", localizer.day(*day).into())];
            localizer.format("remind-wish-qualifies", &args)
        }
        ReminderKind::Lapses { category, day, .. } => {
            let args = [
                name(category),
                ("date", localizer.day(*day).into()),
                ("months", MONTHS_AHEAD.into()),
                ("when", when_told(wish, today).into()),
            ];
            localizer.format("remind-wish-lapses", &args)
        }
        ReminderKind::Rounds {
            stream,
            at_most: None,
        } => localizer.format("remind-wish-rounds", &[name(stream)]),
        ReminderKind::Rounds {
            stream,
            at_most: Some(score),
        } => {
            let args = [name(stream), ("score", score.to_string().into())];
            localizer.format("remind-wish-rounds-score", &args)
        }
    }
}

/// What is said when a wish was set: when it will be told, and `what` it is.
pub fn wish_set(card: Context<'_>, wish: &ReminderKind, today: Date) -> Rich {
    let what = wish_line(card, wish, today).into();
    let args = [("when", when_told(wish, today).into()), ("what", what)];
    card.localizer.format("remind-set", &args)
}

fn when_told(wish: &ReminderKind, today: Date) -> &'static str {
    if wish.is_late(today) { "soon" } else { "ahead" }
}

/// The message that tells a wish on the day it is due or, being late, after it; `news` are the rounds wished for,
/// newest first.
///
/// The card's rules are those in force `today`.
pub fn reminder(card: Context<'_>, wish: &ReminderKind, news: &[&Round], today: Date) -> Rich {
    let localizer = card.localizer.about_other(wish.is_of_other());
    let mut lines = match wish {
        ReminderKind::Qualifies {
            category,
            day,
            rules,
            ..
        } => {
            let when = if *day == today { "today" } else { "late" };
            let args = [
                ("name", stream_name(card, category).into()),
                ("date", localizer.day(*day).into()),
                ("rules", localizer.day(*rules).into()),
                ("when", when.into()),
            ];
            let mut lines = vec![localizer.format("remind-told-qualifies", &args)];
            lines.extend(rules_changed(card, *rules));
            lines
        }
        ReminderKind::Lapses {
            category,
            day,
            rules,
            ..
        } => {
            let when = if *day > today { "ahead" } else { "late" };
            let args = [
                ("name", stream_name(card, category).into()),
                ("date", localizer.day(*day).into()),
                ("rules", localizer.day(*rules).into()),
                ("when", when.into()),
            ];
            let mut lines = vec![localizer.format("remind-told-lapses", &args)];
            lines.extend(rules_changed(card, *rules));
            lines
        }
        ReminderKind::Rounds { stream, .. } => {
            let args = [
                ("name", stream_name(card, stream).into()),
                ("count", news.len().into()),
            ];
            let rounds = news.iter().take(ROUNDS_TOLD);
            let mut lines = vec![localizer.format("remind-told-rounds", &args)];
            lines.extend(rounds.map(|round| Rich::item(round_line(card, round))));
            let args = [
                ("stream", stream.as_str().into()),
                ("count", news.len().into()),
            ];
            lines.push(localizer.format("remind-told-more", &args));
            lines
        }
    };
    lines.push(localizer.text("remind-told-stop"));
    Rich::lines(lines)
}

/// What to say where other rules are in force than those a wish rests on.
fn rules_changed(card: Context<'_>, rules: Date) -> Option<Rich> {
    let in_force = card.rules.effective_from;
    (in_force != rules).then(|| {
        let date = card.localizer.day(in_force);
        card.localizer
            .format("remind-told-rules-changed", &[("date", date.into())])
    })
}

/// The name of a category or program, or its id where the rules no longer know it.
fn stream_name(card: Context<'_>, id: &str) -> String {
    Stream::find(card, id).map_or_else(|| id.to_owned(), |stream| stream.name(card))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Presenter;
    use crate::language::Command;
    use crate::noc::{DataFiles, Lang};
    use jiff::civil::date;

    #[test]
    fn a_reminder_of_somebody_elses_case_does_not_say_you() {
        let presenter = Presenter::open(&DataFiles::BuiltIn).unwrap();
        let today = date(2026, 11, 22);
        for (lang, you, person) in [
            (Lang::EN, "you meet", "the person asked about meets"),
            (Lang::FR, "vous remplissez", "la personne concernée remplit"),
        ] {
            let card = Context {
                presenter: &presenter,
                rules: presenter.data.rules.in_force_on(today).unwrap(),
                localizer: presenter.texts.localizer(lang),
            };
            for is_of_other in [false, true] {
                let wish = ReminderKind::Qualifies {
                    category: "health".to_owned(),
                    day: today,
                    rules: date(2026, 2, 18),
                    is_of_other,
                };
                let said = reminder(card, &wish, &[], today);
                let said = said.plain();
                assert_eq!(said.contains(you), !is_of_other, "{said}");
                assert_eq!(said.contains(person), is_of_other, "{said}");
            }
        }
    }

    #[test]
    fn other_rules_than_those_a_wish_rests_on_are_said() {
        let presenter = Presenter::open(&DataFiles::BuiltIn).unwrap();
        let today = date(2026, 11, 22);
        for lang in [Lang::EN, Lang::FR] {
            let card = Context {
                presenter: &presenter,
                rules: presenter.data.rules.in_force_on(today).unwrap(),
                localizer: presenter.texts.localizer(lang),
            };
            for (rules, changed) in [(date(2025, 12, 8), true), (date(2026, 2, 18), false)] {
                let category = "health".to_owned();
                let days = [
                    ReminderKind::Qualifies {
                        category: category.clone(),
                        day: today,
                        rules,
                        is_of_other: false,
                    },
                    ReminderKind::Lapses {
                        category: category.clone(),
                        day: today,
                        rules,
                        is_of_other: false,
                    },
                ];
                for wish in days {
                    let said = reminder(card, &wish, &[], today);
                    let said = said.plain();
                    assert_eq!(said.contains('⚠'), changed, "{said}");
                    let commands = &presenter.data.languages.commands;
                    let name = commands.name(Command::Remind, lang);
                    assert!(said.contains(&format!("/{name}")), "{said}");
                }
            }
            // A category that the rules no longer know keeps its id.
            let stream = "agri<food".to_owned();
            let at_most = None;
            let wish = ReminderKind::Rounds { stream, at_most };
            let said = wish_line(card, &wish, today);
            assert!(said.plain().starts_with("agri<food"), "{said:?}");
        }
    }
}
