use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;

use super::{Country, Credit};
use crate::noc::{Localized, NocCode, NocVersion, NocVersions, WrittenCode};

/// Where the work must have been done to count for a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// Only in Canada.
    Canada,
}

impl Place {
    /// Whether work done in `country` counts.
    pub fn includes(self, country: Country) -> bool {
        self == Place::Anywhere || country == Country::Canada
    }
}

/// How hours are counted under a rule set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// Weekly hours above this count no more.
    pub full_time_hours: u8,
    /// The hours that stand for one month of full-time work.
    pub hours_per_month: u16,
    /// A longer gap than this many days breaks a continuous run.
    pub longest_gap_days: u8,
    /// How far ahead a day of qualifying or lapsing is looked for.
    pub horizon_years: u8,
    /// Whether the hours for the months required were published, or follow by arithmetic only.
    pub hours_are_published: bool,
}

impl Counting {
    /// The credited hours that `months` of full-time work come to.
    pub fn hours_for(&self, months: u8) -> Credit {
        Credit::from_hours(i64::from(months) * i64::from(self.hours_per_month))
    }
}

/// Where a statement of a rule file comes from, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is, with its address.
    pub text: String,
    /// How sure it is.
    pub confidence: String,
}

/// Recent work: how much of it, within which years, and where.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkRule {
    /// The months of full-time work.
    pub months: u8,
    /// Whether they must be without a break.
    pub continuous: bool,
    /// How many years back work counts.
    pub years_back: u8,
    /// Where the work must have been done.
    pub place: Place,
}

/// The same NCLC level in all four abilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LanguageRule {
    /// The lowest level that is enough.
    pub lowest_nclc: u8,
}

/// Service in a foreign military and a Canadian Forces offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MilitaryRule {
    /// The years of service that are needed.
    pub years_of_service: u8,
    /// The least length of the Canadian Forces job offer, in years.
    pub offer_years: u8,
    /// The least length of the post-secondary credential, in years.
    pub credential_years: u8,
}

/// What a category asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement {
    /// Work in a listed occupation.
    Work(WorkRule),
    /// Results of a French test.
    Language(LanguageRule),
    /// Service in a foreign military.
    Military(MilitaryRule),
}

/// One category of a rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// The same in every rule set, such as `health`.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// For lists within a sentence.
    pub short_name: Localized,
    /// The listed occupations, ascending; none for a language category.
    pub nocs: Vec<NocCode>,
    /// What it asks for.
    pub requirement: Requirement,
    /// Where it is from.
    pub sources: Vec<Source>,
}

impl Category {
    /// Whether the category lists this occupation.
    pub fn lists(&self, noc: NocCode) -> bool {
        self.nocs.binary_search(&noc).is_ok()
    }
}

/// The categories in force from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// The day from which on it is in force.
    pub effective_from: Date,
    /// The version of the classification that its codes are of.
    pub noc: NocVersion,
    /// What it brings, in a sentence.
    pub summary: Localized,
    /// How hours are counted.
    pub counting: Counting,
    /// The categories, in the order in which they are shown.
    pub categories: Vec<Category>,
}

impl RuleSet {
    /// The ids of the categories, for a message: "health, stem, trade".
    pub fn category_ids(&self) -> String {
        let ids: Vec<&str> = self.categories.iter().map(|c| c.id.as_str()).collect();
        ids.join(", ")
    }

    /// The category with this id.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The ids of the categories that list an occupation, in the order of the rule set.
    pub fn categories_listing(&self, noc: NocCode) -> impl Iterator<Item = &Category> {
        self.categories
            .iter()
            .filter(move |category| category.lists(noc))
    }
}

/// What a rule set did to one category of the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CategoryChange<'a> {
    /// It was not there before.
    New(&'a Category),
    /// It is there no more.
    Gone(&'a Category),
    /// Its list or its requirement is another.
    Changed {
        /// The category as it is.
        now: &'a Category,
        /// The category as it was.
        before: &'a Category,
        /// The codes that were added.
        added: Vec<NocCode>,
        /// The codes that were removed.
        removed: Vec<NocCode>,
    },
}

/// Every known rule set, oldest first.
#[derive(Debug)]
pub struct Rules {
    pub(super) sets: Vec<RuleSet>,
}

/// No rule set was in force on the day asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no category rules are known before {first}; {asked} is earlier")]
pub struct NoRules {
    /// The day asked about.
    pub asked: Date,
    /// The day of the first rule set.
    pub first: Date,
}

impl Rules {
    /// The newest rule set with `effective_from <= day`.
    ///
    /// # Errors
    /// `day` is before the first rule set.
    pub fn in_force_on(&self, day: Date) -> Result<&RuleSet, NoRules> {
        let newer = |set: &&RuleSet| set.effective_from <= day;
        let first = self
            .sets
            .first()
            .map_or(Date::MAX, |set| set.effective_from);
        self.sets
            .iter()
            .rev()
            .find(newer)
            .ok_or(NoRules { asked: day, first })
    }

    /// Every rule set, oldest first.
    pub fn all(&self) -> &[RuleSet] {
        &self.sets
    }

    /// The rule set before `set`, where there is one.
    pub fn before(&self, set: &RuleSet) -> Option<&RuleSet> {
        let older = |other: &&RuleSet| other.effective_from < set.effective_from;
        self.sets.iter().rev().find(older)
    }

    /// What `set` changed against the rule set before it: categories in its own order, then those gone.
    ///
    /// A code of another version that became listed ones is no change.
    pub fn changes_in<'a>(
        &'a self,
        set: &'a RuleSet,
        versions: &NocVersions,
    ) -> Vec<CategoryChange<'a>> {
        let Some(before) = self.before(set) else {
            return set.categories.iter().map(CategoryChange::New).collect();
        };
        let change = |now: &'a Category| {
            let Some(old) = before.category(&now.id) else {
                return Some(CategoryChange::New(now));
            };
            let became = |&code: &NocCode| {
                let codes = versions.carried(WrittenCode::Code(code), before.noc, set.noc);
                (code, codes)
            };
            let carried: Vec<(NocCode, Vec<NocCode>)> = old.nocs.iter().map(became).collect();
            let is_new = |noc: &NocCode| !carried.iter().any(|(_, codes)| codes.contains(noc));
            let added: Vec<NocCode> = now.nocs.iter().copied().filter(is_new).collect();
            let removed: Vec<NocCode> = carried
                .iter()
                .filter(|(_, codes)| !codes.iter().any(|&code| now.lists(code)))
                .map(|&(code, _)| code)
                .collect();
            let is_same = added.is_empty() && removed.is_empty();
            (!is_same || old.requirement != now.requirement).then_some(CategoryChange::Changed {
                now,
                before: old,
                added,
                removed,
            })
        };
        let gone = before
            .categories
            .iter()
            .filter(|old| set.category(&old.id).is_none());
        set.categories
            .iter()
            .filter_map(change)
            .chain(gone.map(CategoryChange::Gone))
            .collect()
    }
}
