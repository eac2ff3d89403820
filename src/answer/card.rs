//! Cards about one occupation.

use jiff::civil::Date;

use super::texts::Localizer;
use crate::answer::Presenter;
use crate::eligibility::{Category, Place, Requirement, RuleSet, WorkRule};
use crate::noc::{NocCode, UnitGroup, WrittenCode};
use crate::text::Rich;

/// What a card is made from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What answers are made with.
    pub presenter: &'a Presenter,
    /// The rule set that is answered by.
    pub rules: &'a RuleSet,
    /// The texts of the language of the answer.
    pub localizer: Localizer<'a>,
}

impl<'a> Context<'a> {
    /// The unit group of the rule set's version with this code.
    pub fn group(&self, noc: NocCode) -> Option<&UnitGroup> {
        self.presenter.data.noc_of(self.rules).group(noc)
    }

    /// The group's official title.
    pub fn title(&self, noc: NocCode) -> &'static str {
        self.group(noc)
            .map_or("", |group| group.title(self.localizer.lang))
    }

    /// A name that fits on a button: the short one, or the official title where there is none.
    pub fn short_name(&self, noc: NocCode) -> &'static str {
        let names = &self.presenter.short_names;
        names
            .get(self.rules.noc, noc, self.localizer.lang)
            .unwrap_or_else(|| self.title(noc))
    }

    /// Code and title, for lists.
    pub fn line(&self, noc: NocCode) -> String {
        format!("{noc} {}", self.title(noc))
    }

    /// What a category asks for, in words.
    pub fn requirement(&self, category: &Category) -> Rich {
        match &category.requirement {
            Requirement::Work(rule) => self.work(rule),
            Requirement::Language(rule) => self
                .localizer
                .format("requirement-language", &[("nclc", rule.lowest_nclc.into())]),
            Requirement::Military(rule) => {
                let args = [
                    ("service", rule.years_of_service.into()),
                    ("offer", rule.offer_years.into()),
                    ("credential", rule.credential_years.into()),
                ];
                self.localizer.format("requirement-military", &args)
            }
        }
    }

    /// How much work is asked for, in words.
    pub fn work(&self, rule: &WorkRule) -> Rich {
        let continuous = if rule.continuous { "yes" } else { "no" };
        let place = match rule.place {
            Place::Canada => "canada",
            Place::Anywhere => "anywhere",
        };
        let args = [
            ("months", rule.months.into()),
            ("years", rule.years_back.into()),
            ("continuous", continuous.into()),
            ("place", place.into()),
        ];
        self.localizer.format("requirement-work", &args)
    }

    /// The names of categories, joined for a sentence.
    pub fn names<'c>(&self, categories: impl Iterator<Item = &'c Category>) -> Rich {
        let names = categories.map(|category| category.short_name.get(self.localizer.lang));
        self.localizer.list(names)
    }

    /// That the official lists seem to have changed since these data were made, where they do.
    pub fn lists_changed(&self) -> Option<Rich> {
        let day = self.presenter.data.published().lists_changed?;
        let link = self.presenter.links.categories(self.localizer.lang);
        let args = [
            ("date", self.localizer.day(day).into()),
            ("link", link.into()),
        ];
        Some(self.localizer.format("lists-changed", &args))
    }

    /// The last earlier rule set that listed an occupation which none lists now, and where.
    pub fn last_listing(&self, noc: NocCode) -> Option<(Date, Rich)> {
        if self.rules.categories_listing(noc).next().is_some() {
            return None;
        }
        let earlier = |set: &&RuleSet| set.effective_from < self.rules.effective_from;
        let data = &self.presenter.data;
        let is_it = |listed: NocCode, set: &RuleSet| {
            let code = WrittenCode::Code(listed);
            let carried = data.versions.carried(code, set.noc, self.rules.noc);
            carried.contains(&noc)
        };
        let listing = |set: &'a RuleSet| {
            set.categories
                .iter()
                .filter(move |category| category.nocs.iter().any(|&code| is_it(code, set)))
        };
        let lists = |set: &&'a RuleSet| listing(set).next().is_some();
        let set = data.rules.all().iter().rev().filter(earlier).find(lists)?;
        Some((set.effective_from, self.names(listing(set))))
    }
}

/// A button's label for a found occupation, with a mark where a category lists it.
pub fn candidate_label(card: Context<'_>, noc: NocCode) -> String {
    let listed = card.rules.categories_listing(noc).next().is_some();
    let mark = if listed { " ✔" } else { "" };
    let label = card.localizer.plain(
        "button-candidate",
        &[
            ("code", noc.as_str().into()),
            ("title", card.title(noc).into()),
        ],
    );
    format!("{label}{mark}")
}

/// What is known of a confirmed occupation: TEER, categories in force, and where to compare duties.
pub fn occupation_card(card: Context<'_>, noc: NocCode) -> Rich {
    let localizer = card.localizer;
    let teer = noc.teer().level();
    let mut lines = vec![
        localizer.format(
            "candidate",
            &[
                ("code", noc.as_str().into()),
                ("title", card.title(noc).into()),
            ],
        ),
        localizer.format("card-teer", &[("teer", teer.into())]),
    ];
    let listing: Vec<&Category> = card.rules.categories_listing(noc).collect();
    if listing.is_empty() {
        lines.push(localizer.text("card-not-listed"));
        if let Some((date, categories)) = card.last_listing(noc) {
            let date = localizer.day(date).into();
            lines.push(localizer.format(
                "card-was-listed",
                &[("categories", categories.into()), ("date", date)],
            ));
        }
        let highest = card.presenter.data.programs.highest_teer();
        if teer > highest {
            lines.push(localizer.format(
                "card-low-teer",
                &[("highest", highest.into()), ("teer", teer.into())],
            ));
        }
    } else {
        lines.push(localizer.text("card-listed"));
        for category in listing {
            let name = category.name.get(localizer.lang).into();
            let requirement = card.requirement(category).into();
            lines.push(localizer.format(
                "card-listed-in",
                &[("category", name), ("requirement", requirement)],
            ));
        }
    }
    let link = card
        .presenter
        .links
        .noc_profile(noc, card.rules.noc, localizer.lang)
        .into();
    lines.push(localizer.format(
        "card-duties",
        &[("link", link), ("code", noc.as_str().into())],
    ));
    Rich::lines(lines)
}
