//! Pages as JSON: a unit group, the categories, one category, a rule set.

use jiff::civil::Date;
use serde::Serialize;

use super::to_json;
use crate::answer::Presenter;
use crate::answer::{ROUNDS_COMPARED, Stream};
use crate::draws::Round;
use crate::eligibility::{Category, CategoryChange, Place, Requirement, RuleSet};
use crate::noc::{Lang, NocCode, UnitGroup};
use crate::official::{ListDifference, ListsNews, OfficialError};

#[derive(Serialize)]
struct VersionPage<'a> {
    nocbot: &'static str,
    noc: Vec<&'a str>,
    rules_in_force: Option<Date>,
    rules: Vec<Date>,
    rounds_to: Option<Date>,
    pool_as_of: Date,
}

/// The version of the program and of its data, with the rule set in force on `day`.
pub fn version_json(presenter: &Presenter, day: Date) -> String {
    let data = &presenter.data;
    let published = data.published();
    let from = |rules: &RuleSet| rules.effective_from;
    to_json(&VersionPage {
        nocbot: env!("CARGO_PKG_VERSION"),
        noc: data.versions.all().map(|noc| noc.name()).collect(),
        rules_in_force: data.rule_set(None, day).ok().map(from),
        rules: data.rules.all().iter().map(from).collect(),
        rounds_to: published.rounds.known_to(),
        pool_as_of: published.pool.as_of,
    })
}

#[derive(Serialize)]
struct GroupPage<'a> {
    noc: NocCode,
    teer: u8,
    title_en: &'a str,
    title_fr: &'a str,
    categories: Vec<&'a str>,
    titles_en: Vec<&'a str>,
    titles_fr: Vec<&'a str>,
}

/// One unit group with its titles and the categories that list it.
pub fn noc_json(presenter: &Presenter, rules: &RuleSet, group: &UnitGroup) -> String {
    let noc = presenter.data.noc_of(rules);
    to_json(&GroupPage {
        noc: group.code,
        teer: group.teer().level(),
        title_en: group.title(Lang::EN),
        title_fr: group.title(Lang::FR),
        categories: rules
            .categories_listing(group.code)
            .map(|category| category.id.as_str())
            .collect(),
        titles_en: noc.titles_of(group.code, Lang::EN).collect(),
        titles_fr: noc.titles_of(group.code, Lang::FR).collect(),
    })
}

#[derive(Serialize)]
struct CategoryPage<'a> {
    id: &'a str,
    name_en: &'a str,
    name_fr: &'a str,
    kind: &'static str,
    months: Option<u8>,
    continuous: Option<bool>,
    years_back: Option<u8>,
    place: Option<&'static str>,
    nocs: &'a [NocCode],
    sources: Vec<SourceLine<'a>>,
}

#[derive(Serialize)]
struct SourceLine<'a> {
    text: &'a str,
    confidence: &'a str,
}

fn category_page(category: &Category) -> CategoryPage<'_> {
    let work = match &category.requirement {
        Requirement::Work(rule) => Some(rule),
        Requirement::Language(_) | Requirement::Military(_) => None,
    };
    CategoryPage {
        id: &category.id,
        name_en: category.name.get(Lang::EN),
        name_fr: category.name.get(Lang::FR),
        kind: match category.requirement {
            Requirement::Work(_) => "occupation",
            Requirement::Language(_) => "language",
            Requirement::Military(_) => "military",
        },
        months: work.map(|rule| rule.months),
        continuous: work.map(|rule| rule.continuous),
        years_back: work.map(|rule| rule.years_back),
        place: work.map(|rule| match rule.place {
            Place::Anywhere => "anywhere",
            Place::Canada => "canada",
        }),
        nocs: &category.nocs,
        sources: category
            .sources
            .iter()
            .map(|source| SourceLine {
                text: &source.text,
                confidence: &source.confidence,
            })
            .collect(),
    }
}

/// One category.
pub fn category_json(category: &Category) -> String {
    to_json(&category_page(category))
}

#[derive(Serialize)]
struct CategoriesPage<'a> {
    rules: Date,
    categories: Vec<CategoryPage<'a>>,
}

/// All categories of a rule set.
pub fn categories_json(rules: &RuleSet) -> String {
    to_json(&CategoriesPage {
        rules: rules.effective_from,
        categories: rules.categories.iter().map(category_page).collect(),
    })
}

#[derive(Serialize)]
struct RulesPage<'a> {
    rules: Date,
    before: Option<Date>,
    changes: Vec<ChangeLine<'a>>,
}

#[derive(Serialize)]
struct ChangeLine<'a> {
    id: &'a str,
    change: &'static str,
    added: Vec<NocCode>,
    removed: Vec<NocCode>,
}

/// A rule set and what it changed against the one before.
pub fn rules_json(presenter: &Presenter, rules: &RuleSet) -> String {
    let line = |change| match change {
        CategoryChange::New(category) => ChangeLine {
            id: &category.id,
            change: "new",
            added: category.nocs.clone(),
            removed: Vec::new(),
        },
        CategoryChange::Gone(category) => ChangeLine {
            id: &category.id,
            change: "gone",
            added: Vec::new(),
            removed: category.nocs.clone(),
        },
        CategoryChange::Changed {
            now,
            added,
            removed,
            ..
        } => ChangeLine {
            id: &now.id,
            change: "changed",
            added,
            removed,
        },
    };
    to_json(&RulesPage {
        rules: rules.effective_from,
        before: presenter
            .data
            .rules
            .before(rules)
            .map(|set| set.effective_from),
        changes: presenter
            .data
            .rules
            .changes_in(rules, &presenter.data.versions)
            .into_iter()
            .map(line)
            .collect(),
    })
}

#[derive(Serialize)]
struct StreamRounds<'a> {
    stream: &'a str,
    rounds: Vec<&'a Round>,
}

/// All rounds of the given streams up to `today`, newest first.
pub fn draws_json<'s>(
    streams: impl Iterator<Item = Stream<'s>>,
    presenter: &Presenter,
    today: Date,
) -> String {
    let rounds = &presenter.data.published().rounds;
    let rounds_of = |stream: Stream<'s>| StreamRounds {
        stream: stream.id(),
        rounds: rounds
            .of(stream.id())
            .filter(|round| round.date <= today)
            .collect(),
    };
    let page: Vec<StreamRounds<'_>> = streams.map(rounds_of).collect();
    to_json(&page)
}

#[derive(Serialize)]
struct ScoreLine<'a> {
    stream: &'a str,
    rounds: usize,
    reached: usize,
    lowest: Option<u16>,
    highest: Option<u16>,
    latest: Option<&'a Round>,
}

/// What a score would have done in the last rounds of the given streams.
pub fn score_json<'s>(
    streams: impl Iterator<Item = Stream<'s>>,
    presenter: &Presenter,
    score: u16,
    today: Date,
) -> String {
    let rounds = &presenter.data.published().rounds;
    let line = |stream: Stream<'s>| {
        let compared = rounds.compare(stream.id(), score, today, ROUNDS_COMPARED);
        ScoreLine {
            stream: stream.id(),
            rounds: compared.map_or(0, |compared| compared.rounds),
            reached: compared.map_or(0, |compared| compared.reached),
            lowest: compared.map(|compared| compared.lowest),
            highest: compared.map(|compared| compared.highest),
            latest: compared.map(|compared| compared.latest),
        }
    };
    let page: Vec<ScoreLine<'_>> = streams.map(line).collect();
    to_json(&page)
}

#[derive(Serialize)]
struct ListsPage<'a> {
    rules: Date,
    agree: bool,
    differs_since: Option<Date>,
    differences: Vec<DifferenceLine<'a>>,
}

#[derive(Default, Serialize)]
struct DifferenceLine<'a> {
    /// None under a heading of no category in force.
    category: Option<&'a str>,
    heading: Option<&'a str>,
    added: &'a [NocCode],
    removed: &'a [NocCode],
    months: Option<u8>,
}

#[derive(Serialize)]
struct Unreadable {
    error: String,
}

/// What the official category page says against the rules in force, or why it could not be read.
pub fn lists_json(news: &Result<ListsNews, OfficialError>) -> String {
    match news {
        Ok(news) => to_json(&ListsPage {
            rules: news.rules,
            agree: news.differences.is_empty(),
            differs_since: news.differs_since,
            differences: news.differences.iter().map(difference_line).collect(),
        }),
        Err(error) => to_json(&Unreadable {
            error: format!("could not be read: {}", error.in_full()),
        }),
    }
}

fn difference_line(difference: &ListDifference) -> DifferenceLine<'_> {
    let none = DifferenceLine::default();
    match difference {
        ListDifference::Codes {
            category,
            added,
            removed,
        } => DifferenceLine {
            category: Some(category),
            added,
            removed,
            ..none
        },
        ListDifference::Gone { category, nocs } => DifferenceLine {
            category: Some(category),
            removed: nocs,
            ..none
        },
        ListDifference::New { heading, nocs } => DifferenceLine {
            heading: Some(heading),
            added: nocs,
            ..none
        },
        ListDifference::Months { category, page, .. } => DifferenceLine {
            category: Some(category),
            months: Some(*page),
            ..none
        },
    }
}
