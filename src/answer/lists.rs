//! Pages that answer a command: a unit group, the categories, one category, a rule set.

use jiff::civil::Date;

use super::card::{Context, occupation_card};
use super::draws::is_quiet_since;
use super::texts::Arg;
use crate::answer::Presenter;
use crate::eligibility::{Category, CategoryChange, RuleSet};
use crate::noc::{NocCode, WrittenCode};
use crate::text::Rich;

/// How many of a unit group's titles its page shows.
const TITLES_SHOWN: usize = 12;
/// Before what a category's change holds.
const INDENT: &str = "   ";

/// The page of one unit group.
pub fn noc_page(card: Context<'_>, noc: NocCode) -> Rich {
    let titles: Vec<&str> = card
        .presenter
        .data
        .noc_of(card.rules)
        .titles_of(noc, card.localizer.lang)
        .take(TITLES_SHOWN)
        .collect();
    let titles = titles.join(", ").into();
    let mut lines = vec![
        occupation_card(card, noc),
        card.localizer.format("noc-titles", &[("titles", titles)]),
    ];
    lines.extend(next_version(card, noc));
    lines.extend(card.lists_changed());
    Rich::lines(lines)
}

/// What becomes of a code in the newest version of the classification, where the rules go by an older one and the data
/// say it.
fn next_version(card: Context<'_>, noc: NocCode) -> Option<Rich> {
    let versions = &card.presenter.data.versions;
    let newest = versions.newest();
    let became = versions.carried(WrittenCode::Code(noc), card.rules.noc, newest.version());
    if newest.version() == card.rules.noc || became.is_empty() {
        return None;
    }
    let version = ("version", newest.version().to_string().into());
    if became == [noc] {
        return Some(card.localizer.format("noc-next-same", &[version]));
    }
    let titled = |code: NocCode| {
        let title = newest
            .group(code)
            .map_or("", |group| group.title(card.localizer.lang));
        format!("{code} {title}")
    };
    let codes: Vec<String> = became.iter().copied().map(titled).collect();
    let args = [
        version,
        ("codes", codes.join("; ").into()),
        ("count", codes.len().into()),
    ];
    Some(card.localizer.format("noc-next", &args))
}

/// The categories of a rule set, a line each.
pub fn categories(card: Context<'_>) -> Rich {
    let localizer = card.localizer;
    let date = localizer.day(card.rules.effective_from);
    let mut lines = vec![localizer.format("categories-title", &[("date", date.into())])];
    for category in &card.rules.categories {
        let args = [
            ("id", category.id.as_str().into()),
            ("name", category.name.get(localizer.lang).into()),
            ("requirement", card.requirement(category).into()),
            ("count", category.nocs.len().into()),
        ];
        lines.push(localizer.format("categories-line", &args));
    }
    if let Some(first) = card.rules.categories.first() {
        lines.push(localizer.format("categories-tip", &[("id", first.id.as_str().into())]));
    }
    lines.extend(card.lists_changed());
    Rich::lines(lines)
}

/// The latest round of a category up to `today`, or that there was none.
pub(super) fn latest_round(card: Context<'_>, category: &Category, today: Date) -> Rich {
    let localizer = card.localizer;
    let published = card.presenter.data.published();
    let known = published.rounds.known_to();
    let known = known.map_or_else(String::new, |day| localizer.day(day));
    let known = ("known", known.into());
    match published.rounds.latest(&category.id, today) {
        None => localizer.format("result-no-round", &[known]),
        Some(round) => {
            let invitations = localizer.number(f64::from(round.invitations));
            let args = [
                ("date", localizer.day(round.date).into()),
                ("invitations", invitations.into()),
                ("score", usize::from(round.cut_off).into()),
                known,
            ];
            let id = if is_quiet_since(round.date, today) {
                "result-cut-off-quiet"
            } else {
                "result-cut-off"
            };
            localizer.format(id, &args)
        }
    }
}

/// One category: what it asks, its occupations, its latest round and where it is published.
pub fn category(card: Context<'_>, category: &Category, today: Date) -> Rich {
    let localizer = card.localizer;
    let mut lines = vec![Rich::from(category.name.get(localizer.lang)).bold()];
    let requirement = card.requirement(category).into();
    lines.push(localizer.format("category-requirement", &[("requirement", requirement)]));
    lines.extend(category.nocs.iter().map(|&noc| Rich::item(card.line(noc))));
    lines.push(latest_round(card, category, today));
    lines.extend(card.lists_changed());
    let link = card.presenter.links.categories(localizer.lang);
    let date = localizer.day(card.rules.effective_from);
    let args = [("link", link.into()), ("date", date.into())];
    lines.push(localizer.format("category-source", &args));
    Rich::lines(lines)
}

/// A rule set: whether it is in force, and what it changed against the one before.
pub fn rules(card: Context<'_>, today: Date) -> Rich {
    let localizer = card.localizer;
    let set = card.rules;
    let mut lines = vec![
        localizer.format(
            "rules-title",
            &[("date", localizer.day(set.effective_from).into())],
        ),
        set.summary.get(localizer.lang).into(),
        in_force_line(card, today),
    ];
    match card.presenter.data.rules.before(set) {
        None => lines.push(localizer.text("rules-first")),
        Some(before) => {
            lines.push(localizer.format(
                "rules-changes",
                &[("date", localizer.day(before.effective_from).into())],
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
    lines.push(localizer.format("rules-known", &[("dates", localizer.list(dates).into())]));
    lines.extend(card.lists_changed());
    Rich::lines(lines)
}

fn in_force_line(card: Context<'_>, today: Date) -> Rich {
    let localizer = card.localizer;
    match card.presenter.data.rules.in_force_on(today) {
        Ok(now) if now.effective_from == card.rules.effective_from => {
            localizer.text("rules-in-force")
        }
        Ok(now) if now.effective_from > card.rules.effective_from => localizer.format(
            "rules-not-in-force",
            &[("date", localizer.day(now.effective_from).into())],
        ),
        _ => localizer.format(
            "rules-to-come",
            &[("date", localizer.day(card.rules.effective_from).into())],
        ),
    }
}

fn change_lines(card: Context<'_>, change: &CategoryChange<'_>) -> Vec<Rich> {
    let localizer = card.localizer;
    let name = |category: &Category| {
        (
            "category",
            Arg::from(category.name.get(localizer.lang).to_owned()),
        )
    };
    match change {
        CategoryChange::New(category) => {
            let mut lines = vec![localizer.format(
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
        CategoryChange::Gone(category) => vec![localizer.format("rules-gone", &[name(category)])],
        CategoryChange::Changed {
            now,
            before,
            added,
            removed,
        } => {
            let mut lines = vec![localizer.format("rules-changed", &[name(now)])];
            for (id, nocs) in [("rules-added", added), ("rules-removed", removed)] {
                if !nocs.is_empty() {
                    let list: Vec<String> = nocs.iter().map(|&noc| card.line(noc)).collect();
                    let occupations = list.join("; ").into();
                    let line = localizer.format(id, &[("occupations", occupations)]);
                    lines.push(Rich::from(INDENT).then(line));
                }
            }
            if now.requirement != before.requirement {
                let args = [
                    ("now", card.requirement(now).into()),
                    ("before", card.requirement(before).into()),
                ];
                lines.push(Rich::from(INDENT).then(localizer.format("rules-requirement", &args)));
            }
            lines
        }
    }
}

/// Which version of the program and which data it is: the classification, the rule sets with the one in force on `day`, and how far
/// rounds and pool are known.
pub fn about(presenter: &Presenter, localizer: super::Localizer<'_>, day: Date) -> Rich {
    let data = &presenter.data;
    let dates = data.rules.all().iter();
    let dates = dates.map(|set: &RuleSet| set.effective_from.to_string());
    let in_force = data.rule_set(None, day).ok();
    let in_force = in_force.map_or_else(String::new, |set| set.effective_from.to_string());
    let published = data.published();
    let rounds = published.rounds.known_to();
    let versions: Vec<&str> = data.versions.all().map(|noc| noc.name()).collect();
    let args = [
        (
            "version",
            concat!("nocbot ", env!("CARGO_PKG_VERSION")).into(),
        ),
        ("noc", versions.join(", ").into()),
        ("in-force", in_force.into()),
        ("rules", localizer.list(dates).into()),
        (
            "rounds",
            rounds
                .map_or_else(String::new, |day| localizer.day(day))
                .into(),
        ),
        ("pool", localizer.day(published.pool.as_of).into()),
    ];
    localizer.format("about", &args)
}
