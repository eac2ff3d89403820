//! Pages that answer a command: a unit group, the categories, one category, a rule set.

use jiff::civil::Date;

use super::card::{Card, occupation_card};
use super::texts::Arg;
use crate::answer::Presenter;
use crate::eligibility::{Category, CategoryChange, RuleSet};
use crate::noc::NocCode;
use crate::text::Rich;

/// How many of a unit group's titles its page shows.
const TITLES_SHOWN: usize = 12;
/// Before what a category's change holds.
const INDENT: &str = "   ";

/// The page of one unit group.
pub fn noc_page(card: Card<'_>, noc: NocCode) -> Rich {
    let titles: Vec<&str> = card
        .presenter
        .data
        .noc_of(card.rules)
        .titles_of(noc, card.speaker.lang)
        .take(TITLES_SHOWN)
        .collect();
    let titles = titles.join(", ").into();
    let lines = [
        occupation_card(card, noc),
        card.speaker.say("noc-titles", &[("titles", titles)]),
    ];
    Rich::lines(lines.into_iter().chain(card.lists_changed()))
}

/// The categories of a rule set, a line each.
pub fn categories(card: Card<'_>) -> Rich {
    let speaker = card.speaker;
    let date = speaker.day(card.rules.effective_from);
    let mut lines = vec![speaker.say("categories-title", &[("date", date.into())])];
    for category in &card.rules.categories {
        let args = [
            ("id", category.id.as_str().into()),
            ("name", category.name.get(speaker.lang).into()),
            ("requirement", card.requirement(category).into()),
            ("count", category.nocs.len().into()),
        ];
        lines.push(speaker.say("categories-line", &args));
    }
    if let Some(first) = card.rules.categories.first() {
        lines.push(speaker.say("categories-tip", &[("id", first.id.as_str().into())]));
    }
    lines.extend(card.lists_changed());
    Rich::lines(lines)
}

/// The latest round of a category up to `today`, or that there was none.
pub(super) fn latest_round(card: Card<'_>, category: &Category, today: Date) -> Rich {
    match card
        .presenter
        .data
        .published()
        .rounds
        .latest(&category.id, today)
    {
        None => card.speaker.just("result-no-round"),
        Some(round) => {
            let args = [
                ("date", card.speaker.day(round.date).into()),
                (
                    "invitations",
                    card.speaker.number(f64::from(round.invitations)).into(),
                ),
                ("score", usize::from(round.cut_off).into()),
            ];
            card.speaker.say("result-cut-off", &args)
        }
    }
}

/// One category: what it asks, its occupations, its latest round and its sources.
pub fn category(card: Card<'_>, category: &Category, today: Date) -> Rich {
    let speaker = card.speaker;
    let mut lines = vec![Rich::from(category.name.get(speaker.lang)).bold()];
    let requirement = card.requirement(category).into();
    lines.push(speaker.say("category-requirement", &[("requirement", requirement)]));
    lines.extend(category.nocs.iter().map(|&noc| Rich::item(card.line(noc))));
    lines.push(latest_round(card, category, today));
    lines.extend(card.lists_changed());
    lines.push(speaker.just("category-sources"));
    for source in &category.sources {
        let args = [
            ("text", source.text.as_str().into()),
            ("confidence", source.confidence.as_str().into()),
        ];
        lines.push(speaker.say("category-source", &args));
    }
    Rich::lines(lines)
}

/// A rule set: whether it is in force, and what it changed against the one before.
pub fn rules(card: Card<'_>, today: Date) -> Rich {
    let speaker = card.speaker;
    let set = card.rules;
    let mut lines = vec![
        speaker.say(
            "rules-title",
            &[("date", speaker.day(set.effective_from).into())],
        ),
        set.summary.get(speaker.lang).into(),
        in_force_line(card, today),
    ];
    match card.presenter.data.rules.before(set) {
        None => lines.push(speaker.just("rules-first")),
        Some(before) => {
            lines.push(speaker.say(
                "rules-changes",
                &[("date", speaker.day(before.effective_from).into())],
            ));
        }
    }
    let data = &card.presenter.data;
    for change in data.rules.changes_in(set, &data.versions) {
        lines.extend(change_lines(card, &change));
    }
    let dates = card
        .presenter
        .data
        .rules
        .all()
        .iter()
        .map(|set| set.effective_from.to_string());
    lines.push(speaker.say("rules-known", &[("dates", speaker.list(dates).into())]));
    lines.extend(card.lists_changed());
    Rich::lines(lines)
}

fn in_force_line(card: Card<'_>, today: Date) -> Rich {
    let speaker = card.speaker;
    match card.presenter.data.rules.in_force_on(today) {
        Ok(now) if now.effective_from == card.rules.effective_from => {
            speaker.just("rules-in-force")
        }
        Ok(now) if now.effective_from > card.rules.effective_from => speaker.say(
            "rules-not-in-force",
            &[("date", speaker.day(now.effective_from).into())],
        ),
        _ => speaker.say(
            "rules-to-come",
            &[("date", speaker.day(card.rules.effective_from).into())],
        ),
    }
}

fn change_lines(card: Card<'_>, change: &CategoryChange<'_>) -> Vec<Rich> {
    let speaker = card.speaker;
    let name = |category: &Category| {
        (
            "category",
            Arg::from(category.name.get(speaker.lang).to_owned()),
        )
    };
    match change {
        CategoryChange::New(category) => {
            let mut lines = vec![speaker.say(
                "rules-new",
                &[name(category), ("count", category.nocs.len().into())],
            )];
            lines.extend(
                category
                    .nocs
                    .iter()
                    .map(|&noc| Rich::from(INDENT).then(card.line(noc))),
            );
            lines
        }
        CategoryChange::Gone(category) => vec![speaker.say("rules-gone", &[name(category)])],
        CategoryChange::Changed {
            now,
            before,
            added,
            removed,
        } => {
            let mut lines = vec![speaker.say("rules-changed", &[name(now)])];
            for (id, nocs) in [("rules-added", added), ("rules-removed", removed)] {
                if !nocs.is_empty() {
                    let list: Vec<String> = nocs.iter().map(|&noc| card.line(noc)).collect();
                    let occupations = list.join("; ").into();
                    let line = speaker.say(id, &[("occupations", occupations)]);
                    lines.push(Rich::from(INDENT).then(line));
                }
            }
            if now.requirement != before.requirement {
                let args = [
                    ("now", card.requirement(now).into()),
                    ("before", card.requirement(before).into()),
                ];
                lines.push(Rich::from(INDENT).then(speaker.say("rules-requirement", &args)));
            }
            lines
        }
    }
}

/// The program's version and what its data are, with the attribution their licence asks for.
pub fn about(presenter: &Presenter, speaker: super::Speaker<'_>) -> Rich {
    let dates = presenter
        .data
        .rules
        .all()
        .iter()
        .map(|set: &RuleSet| set.effective_from.to_string());
    let rounds = presenter
        .data
        .published()
        .rounds
        .known_to()
        .map_or_else(String::new, |day| speaker.day(day));
    let versions: Vec<&str> = presenter
        .data
        .versions
        .all()
        .map(|noc| noc.name())
        .collect();
    let version = format!(
        "nocbot {} ({})",
        env!("CARGO_PKG_VERSION"),
        versions.join(", ")
    );
    let args = [
        ("version", version.into()),
        ("rules", speaker.list(dates).into()),
        ("rounds", rounds.into()),
    ];
    speaker.say("about", &args)
}
