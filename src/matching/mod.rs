//! From a job as people type it to unit groups of the classification.

pub mod data;
pub mod evaluate;
pub mod fold;
mod index;
mod language;
mod query;
mod score;
mod spelling;
mod stem;
mod vocabulary;

use crate::noc::{Classification, DataError, DataFiles, GroupId, Lang};
use data::Knowledge;
use index::Index;
use query::Reader;
use score::Scored;
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
    pub group: GroupId,
    /// The title or name that matched best.
    pub matched: &'static str,
    /// The estimated probability that this group is meant.
    pub score: f32,
}

/// What a text was found to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub lang: Lang,
    pub outcome: Outcome,
    /// Best first, one a unit group; empty when the outcome is none.
    pub candidates: Vec<Candidate>,
}

/// Finds the unit groups that typed texts mean.
#[derive(Debug)]
pub struct Matcher {
    index: Index,
    speller: Speller,
    knowledge: Knowledge,
}

impl Matcher {
    /// Reads names and word lists and indexes them with the titles of `noc`.
    ///
    /// # Errors
    /// A data file is missing or wrong.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let knowledge = Knowledge::open(files, noc)?;
        let index = Index::build(noc, &knowledge);
        let speller = Speller::new(&index.vocabulary);
        Ok(Matcher {
            index,
            speller,
            knowledge,
        })
    }

    /// What `text` means: at most `top` unit groups, in the text's own language unless `lang` fixes it.
    pub fn find(&self, text: &str, lang: Option<Lang>, top: usize) -> Found {
        let reader = Reader {
            index: &self.index,
            speller: &self.speller,
            knowledge: &self.knowledge,
        };
        let query = reader.read(text);
        let lang = lang.unwrap_or_else(|| language::of(&query, &self.index.vocabulary));
        let scored = score::score(&self.index, &self.knowledge, &query, lang);
        let Scored {
            outcome,
            mut candidates,
        } = scored;
        candidates.truncate(top);
        if outcome == Outcome::None {
            candidates.clear();
        }
        Found {
            lang,
            outcome,
            candidates,
        }
    }
}
