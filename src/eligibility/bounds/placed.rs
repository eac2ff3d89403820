//! Undated time away, put where it was at the least or the most of a whole case.

use jiff::civil::Date;

use super::counted::Counted;
use super::stretches::{beginning, count, in_both, in_either, without};
use super::undated::{Undated, as_away, days_away, worked_until};
use crate::eligibility::days::{Days, day_number};
use crate::eligibility::requirement::occupations_of;
use crate::eligibility::rules::RuleSet;
use crate::eligibility::{Country, Spell};
use crate::noc::NocCode;

/// Adds undated time away to the spells, all of it at its worst or all of it at its best. Categories may count one
/// occupation in several ways: a spell is away at the worst on the days that are so by any of them, and at the best on
/// those that are so by all of them.
pub(super) fn place_away(spells: &mut [Spell], undated: &[Undated], rules: &RuleSet, as_of: Date) {
    for noc in occupations_of(&spells.iter().collect::<Vec<&Spell>>()) {
        let is_own = |at: &usize| spells[*at].noc == noc && spells[*at].is_paid_work();
        let places: Vec<usize> = (0..spells.len()).filter(is_own).collect();
        let own: Vec<Spell> = places.iter().map(|&at| spells[at].clone()).collect();
        let of_own = |away: &Undated| {
            let at = places.iter().position(|&at| at == away.at)?;
            Some(Undated { at, ..*away })
        };
        let undated: Vec<Undated> = undated.iter().filter_map(of_own).collect();
        if undated.is_empty() {
            continue;
        }
        let days = by_every_category(noc, &own, &undated, rules, as_of);
        for (at, days) in places.into_iter().zip(days) {
            spells[at].away.extend(as_away(&days));
        }
    }
}

/// The days away from each of the spells in one occupation; those of work that no category counts, as if one did.
fn by_every_category(
    noc: NocCode,
    spells: &[Spell],
    undated: &[Undated],
    rules: &RuleSet,
    as_of: Date,
) -> Vec<Vec<Days>> {
    let listing = rules
        .categories
        .iter()
        .filter(|category| category.lists(noc));
    let ways = listing.map(|category| Counted::by(category, rules, as_of));
    let ways = ways.filter(|counted| counted.rule.is_some());
    let by_each: Vec<(Counted<'_>, Vec<Vec<Days>>)> = ways
        .map(|counted| (counted, days_away(spells, undated, &counted)))
        .collect();
    let by_any = days_away(spells, undated, &Counted::by_any(rules, as_of));
    let of_spell = |(at, otherwise): (usize, Vec<Days>)| {
        let spell = &spells[at];
        let including = by_each
            .iter()
            .filter(|(counted, _)| counted.includes(spell.country));
        let days = including.map(|(_, days)| days[at].clone());
        let is_at_best = undated
            .iter()
            .any(|away| away.at == at && away.is_at_best());
        let join = if is_at_best { in_both } else { in_either };
        let days = days
            .reduce(|one, other| join(&one, &other))
            .unwrap_or(otherwise);
        if count(&days) < count(&worked_until(spell, day_number(as_of))) {
            return days;
        }
        // One day is worked, and best one that is so by a category that counts work anywhere.
        let anywhere = by_each
            .iter()
            .find(|(counted, _)| counted.includes(Country::Abroad));
        let worked = anywhere.map(|(_, by_it)| without(&days, &by_it[at]));
        let worked = worked.unwrap_or_default();
        let Some(last) = worked.last() else {
            return beginning(&days, count(&days) - 1);
        };
        let day = Days {
            start: last.end - 1,
            end: last.end,
        };
        without(&days, &[day])
    };
    by_any.into_iter().enumerate().map(of_spell).collect()
}
