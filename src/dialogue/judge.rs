//! What the case so far amounts to, judged.

use super::{Dialogue, State};
use crate::answer::PoolWork;
use crate::eligibility::{Assessment, Person, assess, assess_programs};

impl<'a> Dialogue<'a> {
    /// What `assess` says of the case at its least, once a result was shown.
    pub fn answer(&self, state: &State) -> Option<Assessment<'a>> {
        if !state.answered {
            return None;
        }
        self.assess(state, &self.at_least(state))
    }

    /// What the programs say of the work, and whether that holds whatever the open values turn out to be.
    pub fn programs(&self, state: &State) -> Vec<PoolWork<'a>> {
        let most = state.case.at_most(self.rules(state), self.today);
        self.programs_between(state, &self.at_least(state), &most)
    }

    /// The same for the person at the least and at the most.
    pub(super) fn programs_between(
        &self,
        state: &State,
        least: &Person,
        most: &Person,
    ) -> Vec<PoolWork<'a>> {
        let counting = &self.rules(state).counting;
        let judged = |person: &Person| {
            let programs = &self.presenter.data.programs;
            assess_programs(programs, counting, person, self.today).unwrap_or_default()
        };
        judged(least)
            .into_iter()
            .zip(judged(most))
            .map(|(least, most)| PoolWork {
                is_sure: least.work == most.work,
                verdict: least,
            })
            .collect()
    }

    /// The person with every open value at its least.
    pub(super) fn at_least(&self, state: &State) -> Person {
        state.case.at_least(self.rules(state), self.today)
    }

    pub(super) fn assess(&self, state: &State, person: &Person) -> Option<Assessment<'a>> {
        assess(self.rules(state), person, self.today).ok()
    }
}
