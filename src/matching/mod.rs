//! From a job as people type it to unit groups of the classification.

use std::panic::resume_unwind;
use std::sync::Arc;

pub mod calibrate;
pub mod data;
pub mod evaluate;
mod features;
mod fusion;
mod index;
mod interner;
mod language;
mod model;
mod parts;
mod query;
mod random;
mod score;
mod seniority;
mod spelling;
mod stem;
pub mod train;
mod vocabulary;

use crate::noc::{Classification, DataError, DataFiles, GroupId, Lang, NocCode, UnitGroup};
use crate::text::fold;
use data::Knowledge;
use fusion::Weighed;
use index::Index;
use model::Model;
use query::Reader;
use spelling::Speller;

/// How sure the matcher is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The first candidate is very likely meant.
    Confident,
    /// One of the candidates is likely meant.
    Choose,
    /// No candidate is likely enough to be shown.
    None,
}

/// A unit group that a text may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub noc: NocCode,
    /// The title or name that matched best.
    pub matched: &'static str,
    /// The estimated probability that this group is meant.
    pub score: f32,
}

/// What a text was found to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchResult {
    pub lang: Lang,
    pub outcome: Outcome,
    /// Best first, one a unit group; empty when the outcome is none.
    pub candidates: Vec<Candidate>,
}

/// What a matcher for one version of the classification is made from: read and checked, but not indexed.
#[derive(Debug, Clone)]
pub struct MatcherData {
    knowledge: Arc<Knowledge>,
    model: Arc<Model>,
}

impl MatcherData {
    /// Reads the names and the model of `noc`'s version, and the word lists.
    ///
    /// # Errors
    /// A data file is missing or wrong.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let (knowledge, model) = std::thread::scope(|scope| {
            let model = scope.spawn(|| Model::open(files, noc));
            let knowledge = Knowledge::open(files, noc);
            let model = model.join();
            (
                knowledge,
                model.unwrap_or_else(|panic| resume_unwind(panic)),
            )
        });
        Ok(MatcherData {
            knowledge: Arc::new(knowledge?),
            model: Arc::new(model?),
        })
    }
}

/// Finds the unit groups that typed texts mean.
#[derive(Debug)]
pub struct Matcher {
    index: Index,
    speller: Speller,
    knowledge: Arc<Knowledge>,
    model: Arc<Model>,
    groups: Vec<UnitGroup>,
}

impl Matcher {
    /// Reads names and word lists and indexes them with the titles of `noc`.
    ///
    /// # Errors
    /// A data file is missing or wrong.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        Ok(Matcher::new(&MatcherData::open(files, noc)?, noc))
    }

    /// Indexes `data`, which is of the version of `noc`, with the titles of `noc`.
    pub fn new(data: &MatcherData, noc: &Classification) -> Self {
        let mut index = Index::build(noc, &data.knowledge);
        let (computed, speller) = std::thread::scope(|scope| {
            let computed = scope.spawn(|| index.compute());
            let speller = Speller::new(&index.vocabulary, data.knowledge.words.sounds.clone());
            let computed = computed.join();
            (
                computed.unwrap_or_else(|panic| resume_unwind(panic)),
                speller,
            )
        });
        index.apply(computed);
        Matcher {
            index,
            speller,
            knowledge: Arc::clone(&data.knowledge),
            model: Arc::clone(&data.model),
            groups: noc.groups().to_vec(),
        }
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            index: &self.index,
            speller: &self.speller,
            knowledge: &self.knowledge,
        }
    }

    /// What `text` means: at most `top` unit groups, in the text's own language unless `lang` fixes it.
    ///
    /// A long message that is no job as a whole may still hold one: then its parts are asked about, and never confidently.
    pub fn find(&self, text: &str, lang: Option<Lang>, top: usize) -> MatchResult {
        let whole = self.find_whole(text, lang, top);
        if whole.outcome != Outcome::None {
            return whole;
        }
        let sure = |part: &String| {
            let found = self.find_whole(part, Some(whole.lang), top);
            let first = found.candidates.first().map_or(0.0, |first| first.score);
            (found.outcome == Outcome::Confident && first >= SURE_OF_PART).then_some(found)
        };
        let best = parts::of(text, &self.knowledge.words.small.new_part)
            .iter()
            .filter_map(sure)
            .max_by(|a, b| {
                let score =
                    |found: &MatchResult| found.candidates.first().map_or(0.0, |first| first.score);
                score(a).total_cmp(&score(b))
            });
        best.map_or(whole, |found| MatchResult {
            outcome: Outcome::Choose,
            ..found
        })
    }

    /// Whether the text is word for word a message that is no job and no name of one, or has no letter.
    fn is_no_job(&self, text: &str, groups: &[score::GroupScore]) -> bool {
        let has_letter = text.chars().any(char::is_alphabetic);
        let key = fold::key(text);
        let is_listed = self.knowledge.not_job_keys.contains(&key);
        let jobs = &groups[..usize::from(self.index.not_a_job().0)];
        // "Aide" is a cry for help and a job.
        let names_a_job =
            jobs.iter().any(|job| job.exact) || self.knowledge.ambiguous_terms.contains_key(&key);
        !has_letter || is_listed && !names_a_job
    }

    fn find_whole(&self, text: &str, lang: Option<Lang>, top: usize) -> MatchResult {
        let query = self.reader().read(text);
        let lang = lang.unwrap_or_else(|| self.language_of(&query));
        let ambiguous_terms = self.ambiguous_terms_of(&query);
        let groups = score::score(&self.index, &query, lang);
        if self.is_no_job(text, &groups) {
            return MatchResult {
                lang,
                outcome: Outcome::None,
                candidates: Vec::new(),
            };
        }
        let modelled = fusion::ask(&self.model, &self.index, &query);
        let weighed = fusion::weigh(
            &self.index,
            &query,
            lang,
            &groups,
            &modelled,
            ambiguous_terms,
        );
        let outcome = outcome(
            &weighed,
            self.index.not_a_job(),
            ambiguous_terms.whole.is_some() || query.is_a_guess(),
        );
        let mut candidates = Vec::new();
        if outcome != Outcome::None {
            let jobs = weighed
                .iter()
                .filter(|group| group.group != self.index.not_a_job());
            let worth_showing = jobs.enumerate().take_while(|(rank, group)| {
                *rank < MIN_SHOWN
                    || ambiguous_terms.whole.is_some()
                    || group.probability >= MIN_SHOWN_PROBABILITY
            });
            candidates.extend(worth_showing.take(top).map(|(_, group)| Candidate {
                noc: self.groups[usize::from(group.group.0)].code,
                matched: self.matched(group.group, &groups, lang, ambiguous_terms.whole),
                score: group.probability,
            }));
        }
        MatchResult {
            lang,
            outcome,
            candidates,
        }
    }

    fn language_of(&self, query: &query::Query) -> Lang {
        language::language_of(query, &self.index.vocabulary, &self.knowledge.words)
    }

    /// The ambiguous_terms that the text is or holds.
    fn ambiguous_terms_of(&self, query: &query::Query) -> fusion::Menus<'_> {
        let ambiguous_terms = &self.knowledge.ambiguous_terms;
        let whole = ambiguous_terms
            .get(&query.typed.join(" "))
            .or_else(|| ambiguous_terms.get(&query.bare));
        let words: Vec<&str> = query.bare.split(' ').collect();
        let longest = LONGEST_AMBIGUOUS_TERM.min(words.len().saturating_sub(1));
        let inside = (1..=longest).rev().find_map(|count| {
            let menu = words
                .windows(count)
                .find_map(|words| ambiguous_terms.get(&words.join(" ")))?;
            Some((menu, count as f32 / words.len() as f32))
        });
        fusion::Menus { whole, inside }
    }

    /// The menu that offered the group, else its best entry, else (for one only the model named) its title.
    fn matched(
        &self,
        group: GroupId,
        scores: &[score::GroupScore],
        lang: Lang,
        menu: Option<&data::AmbiguousTerm>,
    ) -> &'static str {
        let at = usize::from(group.0);
        match (menu, &scores[at]) {
            (Some(menu), _) => menu.text,
            (None, own) if own.best > 0.0 => self.index.entries()[own.entry as usize].text,
            (None, _) => self.groups[at].title(lang),
        }
    }

    fn weigh(&self, text: &str) -> Vec<Weighed> {
        let query = self.reader().read(text);
        let lang = self.language_of(&query);
        let groups = score::score(&self.index, &query, lang);
        let modelled = fusion::ask(&self.model, &self.index, &query);
        let ambiguous_terms = self.ambiguous_terms_of(&query);
        fusion::weigh(
            &self.index,
            &query,
            lang,
            &groups,
            &modelled,
            ambiguous_terms,
        )
    }
}

/// Texts of several matches have at most this many words.
const LONGEST_AMBIGUOUS_TERM: usize = 4;
/// A first candidate this likely is asked about alone.
const CONFIDENT: f32 = 0.6;
/// Candidates less likely than this would only confuse; so many are shown in any case.
const MIN_SHOWN_PROBABILITY: f32 = 0.002;
const MIN_SHOWN: usize = 3;
/// A part of a message that is no job as a whole counts only if it is this sure to be one.
const SURE_OF_PART: f32 = 0.8;
/// No candidate this likely: better ask for other words.
const MIN_LIKELY: f32 = 0.12;

fn outcome(weighed: &[Weighed], not_a_job: GroupId, ambiguous: bool) -> Outcome {
    let Some(first) = weighed.first() else {
        return Outcome::None;
    };
    match () {
        () if first.group == not_a_job || first.probability < MIN_LIKELY => Outcome::None,
        () if ambiguous || first.probability < CONFIDENT => Outcome::Choose,
        () => Outcome::Confident,
    }
}
