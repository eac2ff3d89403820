//! What a category counts of the jobs in one occupation.

use jiff::civil::Date;

use crate::eligibility::Country;
use crate::eligibility::assess::Verdict;
use crate::eligibility::days::{Days, day_number, years_before};
use crate::eligibility::hours::{Credit, WeeklyHours};
use crate::eligibility::requirement::count_work;
use crate::eligibility::rules::{Category, Counting, Requirement, RuleSet, WorkRule};
use crate::eligibility::spell::Spell;

/// How one category counts on one day.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    counting: &'a Counting,
    /// None where no work is counted.
    pub rule: Option<&'a WorkRule>,
    /// The days that count.
    pub window: Days,
}

impl<'a> Counted<'a> {
    /// How `category` counts.
    pub fn by(category: &'a Category, rules: &'a RuleSet, as_of: Date) -> Self {
        let rule = match &category.requirement {
            Requirement::Work(rule) => Some(rule),
            Requirement::Language(_) | Requirement::Military(_) => None,
        };
        Counted {
            counting: &rules.counting,
            rule,
            window: window(as_of, rule.map_or(0, |rule| rule.years_back)),
        }
    }

    /// No category's way, but every day that one of them counts.
    pub fn by_any(rules: &'a RuleSet, as_of: Date) -> Self {
        let each = rules.categories.iter();
        let each = each.map(|category| Counted::by(category, rules, as_of).window);
        let start = each.map(|window| window.start).min();
        let today = day_number(as_of);
        Counted {
            counting: &rules.counting,
            rule: None,
            window: Days {
                start: start.unwrap_or(today),
                end: today,
            },
        }
    }

    /// Whether work there counts.
    pub fn includes(&self, country: Country) -> bool {
        self.rule.is_none_or(|rule| rule.place.includes(country))
    }

    /// The hours a week above which nothing more is credited.
    pub fn full_time(&self) -> WeeklyHours {
        WeeklyHours::full_time(self.counting.full_time_hours)
    }

    /// The verdict on spells in one listed occupation, and the hours credited.
    pub fn judge(&self, spells: &[Spell]) -> (Verdict, Credit) {
        if spells.is_empty() {
            return (Verdict::NotListed, Credit::ZERO);
        }
        let Some(rule) = self.rule else {
            return (Verdict::NotYet, Credit::ZERO);
        };
        let counted = spells.iter().filter(|spell| self.includes(spell.country));
        let counted: Vec<&Spell> = counted.collect();
        let (is_met, credit) = count_work(self.counting, rule, &counted, self.window);
        let verdict = if is_met {
            Verdict::Eligible
        } else {
            Verdict::NotYet
        };
        (verdict, credit)
    }
}

/// The days that count on `as_of`, where those of `years` years do.
fn window(as_of: Date, years: u8) -> Days {
    let end = day_number(as_of);
    Days {
        start: years_before(end, years),
        end,
    }
}
