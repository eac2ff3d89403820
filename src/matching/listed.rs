//! Whether a text is listed as it stands, or another wording of it.

use super::job_decision::ALL_OF_IT;
use super::query::Query;
use super::score::GroupScore;
use super::spelling::Memory;
use super::{Matcher, Outcome, Whole};
use crate::noc::Lang;
use crate::text::fold;

impl Matcher {
    /// Whether a text is, word by word, a name of occupations in `lang` or any language.
    pub fn is_name(&self, text: &str, lang: Lang) -> bool {
        let mut memory = Memory::new(&self.speller, &self.index.vocabulary);
        let query = self.reader().read(text, &mut memory);
        let is_entry = || {
            let groups = self.score(&query, lang);
            self.jobs_of(&groups).iter().any(|job| job.exact)
        };
        self.ambiguous_terms_of(&query).is_exact || self.may_be_exact(&query) && is_entry()
    }

    /// Whether an entry may be the text word by word: each of its words stands in some.
    fn may_be_exact(&self, query: &Query) -> bool {
        let stands_in_entry = |word: &String| {
            self.index.vocabulary.holds(word)
                || !self.knowledge.spellings.variants_of(word).is_empty()
        };
        query.typed.iter().all(stands_in_entry)
    }

    /// Whether the text is word for word a message that is no job and no name of one, or has no letter.
    pub(super) fn is_no_job(&self, text: &str, groups: &[GroupScore]) -> bool {
        let has_letter = text.chars().any(char::is_alphabetic);
        let jobs = self.jobs_of(groups);
        // "Aide" is a cry for help and a job.
        let names_a_job = || {
            let ambiguous_terms = &self.knowledge.choices.ambiguous_terms;
            let normalised = self.knowledge.spellings.key(text);
            jobs.iter().any(|job| job.exact) || ambiguous_terms.get(&normalised).is_some()
        };
        !has_letter || self.is_listed_as_none(text) && !names_a_job()
    }

    /// Whether the text is word for word a message that is no job.
    fn is_listed_as_none(&self, text: &str) -> bool {
        self.knowledge.lists.not_jobs.has(&fold::key(text))
    }

    /// What the entries of the unit groups say, without those of messages that are no job.
    pub(super) fn jobs_of<'a>(&self, groups: &'a [GroupScore]) -> &'a [GroupScore] {
        &groups[..usize::from(self.index.not_a_job().0)]
    }

    /// What a text means as a whole, or another wording of it that is listed as it stands.
    pub(super) fn find_however_said(
        &self,
        text: &str,
        lang: Option<Lang>,
        top: usize,
        memory: &mut Memory<'_>,
    ) -> Whole {
        let query = self.reader().read(text, memory);
        let whole = self.find_read(text, &query, lang, top);
        if whole.is_exact || whole.is_menu || self.is_listed_as_none(text) {
            return whole;
        }
        let is_unsure = whole.result.outcome == Outcome::Choose;
        let lang = whole.result.lang;
        let is_job = whole.result.outcome != Outcome::None;
        let mut others = self.plainer(&query, is_job).into_iter();
        let listed = others.find_map(|text| self.find_listed(&text, lang, top, is_unsure, memory));
        listed.unwrap_or(whole)
    }

    /// What a text means that is listed as it stands, or nearly where `or_nearly`.
    fn find_listed(
        &self,
        text: &str,
        lang: Lang,
        top: usize,
        or_nearly: bool,
        memory: &mut Memory<'_>,
    ) -> Option<Whole> {
        let query = self.reader().read(text, memory);
        let is_menu = self.ambiguous_terms_of(&query).whole.is_some();
        if !is_menu && !or_nearly && !self.may_be_exact(&query) {
            return None;
        }
        let groups = self.score(&query, lang);
        let covered = |job: &GroupScore| job.query_covered.min(job.entry_covered);
        let may_be_it = |job: &GroupScore| job.exact || or_nearly && covered(job) >= ALL_OF_IT;
        if !is_menu && !self.jobs_of(&groups).iter().any(may_be_it) {
            return None;
        }
        let found = self.find_scored(text, &query, groups, lang, top);
        let is_it = found.is_exact || found.is_menu || or_nearly && found.covered >= ALL_OF_IT;
        (is_it && found.result.outcome != Outcome::None).then_some(found)
    }
}
