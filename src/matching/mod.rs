//! From a job as people type it to unit groups of the classification.
//!
//! ```
//! use nocbot::matching::{Matcher, Outcome};
//! use nocbot::noc::{DataFiles, NocVersions};
//!
//! let (files, versions) = (DataFiles::BuiltIn, NocVersions::open(&DataFiles::BuiltIn)?);
//! let matcher = Matcher::open(&files, versions.newest())?;
//! let found = matcher.find("chaufeur poid lour", None, 5);
//! assert_eq!((found.outcome, found.candidates[0].noc.as_str()), (Outcome::Confident, "73300"));
//! assert_eq!(matcher.find("good morning", None, 5).outcome, Outcome::None);
//! # Ok::<(), nocbot::noc::DataError>(())
//! ```
//!
//! [`evaluate`] measures a matcher, this one or another, on labelled rows.

use std::borrow::Cow;
use std::panic::resume_unwind;
use std::sync::Arc;

mod ambiguous_term;
mod around;
pub mod calibrate;
mod choices;
pub mod data;
mod denial;
mod elided;
pub mod evaluate;
mod examples;
mod features;
mod forms;
mod fusion;
mod gender;
mod importance;
mod index;
mod indexing;
mod job_decision;
mod job_model;
mod job_words;
mod joined;
mod language;
mod level_shares;
mod listed;
mod long;
mod mean;
mod model;
mod packed_lists;
mod parts;
mod piece_model;
mod pieces;
mod prebuilt;
mod query;
mod questions;
mod random;
mod readings;
mod result;
mod score;
mod seniority;
mod small_steps;
mod sources;
mod sparse_weights;
mod spelling;
mod spellings;
mod stem;
pub mod train;
mod train_job;
mod train_pieces;
mod typo;
mod vocabulary;
mod vocabulary_builder;
mod weights;
mod wilson;
mod word_lists;

use crate::noc::{Classification, DataError, DataFiles, GroupId, Lang, NocCode, UnitGroup};
use crate::tables::{TableReader, TableWriter};
use crate::text::fold;
use ambiguous_term::AmbiguousTerm;
use choices::Choices;
use data::{Corpus, Knowledge, NameKind};
use fusion::Weighed;
use index::{EntryKind, Index};
use job_words::words_for_job;
pub(crate) use joined::merged;
use model::Model;
use pieces::Pieces;
pub use prebuilt::{build, is_read};
use query::Reader;
pub use questions::{Answer, Question};
use result::outcome;
pub use result::{Candidate, MatchResult, Outcome};
use sources::Sources;
use spelling::{Memory, Speller};
use word_lists::WordLists;

/// What a matcher for one version of the classification is made from: read and checked, but not indexed.
#[derive(Debug, Clone)]
pub struct MatcherData {
    knowledge: Arc<Knowledge>,
    model: Arc<Model>,
    texts: Texts,
}

/// What is looked through for a text.
#[derive(Debug, Clone)]
enum Texts {
    /// To be indexed.
    Read(Arc<Corpus>),
    /// Indexed when the program was built.
    Indexed(Arc<Indexed>),
}

/// The titles and names, by their words, by misspelt words and by pieces of words.
#[derive(Debug, Clone)]
struct Indexed {
    index: Index,
    speller: Speller,
    pieces: Pieces,
}

impl Indexed {
    /// Indexes everything.
    fn new(noc: &Classification, corpus: &Corpus, knowledge: &Knowledge) -> Self {
        let (mut index, words) = Index::build(noc, corpus, knowledge);
        let (computed, speller) = std::thread::scope(|scope| {
            let computed = scope.spawn(|| index.compute(&words));
            let speller = Speller::new(&index.vocabulary, knowledge.words.sounds.clone());
            let computed = computed.join();
            (
                computed.unwrap_or_else(|panic| resume_unwind(panic)),
                speller,
            )
        });
        index.apply(computed);
        Indexed {
            pieces: Pieces::of(&index, &words),
            index,
            speller,
        }
    }

    fn write(&self, out: &mut TableWriter) {
        self.index.write(out);
        self.speller.write(out);
        self.pieces.write(out);
    }

    fn read(tables: &mut TableReader, files: &DataFiles, knowledge: &Knowledge) -> Option<Self> {
        let words = &knowledge.words;
        let sources = |paths| Sources::open(files, paths).ok();
        Some(Indexed {
            index: Index::read(tables, &words.endings, sources)?,
            speller: Speller::read(tables, words.sounds.clone())?,
            pieces: Pieces::read(tables)?,
        })
    }
}

impl MatcherData {
    /// Reads the names and the model of `noc`'s version, and the word lists.
    ///
    /// # Errors
    /// A data file is missing or wrong.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let mut tables = prebuilt::tables(files, noc.version());
        let lists = match tables.as_mut().and_then(WordLists::read) {
            Some(lists) => lists,
            None => WordLists::open(files)?,
        };
        let choices = match tables.as_mut().and_then(Choices::read) {
            Some(choices) => choices,
            None => Choices::open(files, noc)?,
        };
        let knowledge = Knowledge::open(files, noc, lists, choices)?;
        let indexed = |tables: &mut TableReader| Indexed::read(tables, files, &knowledge);
        let texts = match tables.as_mut().and_then(indexed) {
            Some(indexed) => Texts::Indexed(Arc::new(indexed)),
            None => Texts::Read(Arc::new(Corpus::open(files, noc)?)),
        };
        let model = match tables.as_mut().and_then(Model::unpack) {
            Some(model) => model,
            None => Model::open(files, noc)?,
        };
        Ok(MatcherData {
            knowledge: Arc::new(knowledge),
            model: Arc::new(model),
            texts,
        })
    }
}

/// Finds the unit groups that typed texts mean.
#[derive(Debug)]
pub struct Matcher {
    index: Index,
    speller: Speller,
    pieces: Pieces,
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
        let Indexed {
            index,
            speller,
            pieces,
        } = match &data.texts {
            Texts::Read(corpus) => Indexed::new(noc, corpus, &data.knowledge),
            Texts::Indexed(indexed) => Indexed::clone(indexed),
        };
        Matcher {
            index,
            speller,
            pieces,
            knowledge: Arc::clone(&data.knowledge),
            model: Arc::clone(&data.model),
            groups: noc.groups().to_vec(),
        }
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            index: &self.index,
            knowledge: &self.knowledge,
        }
    }

    /// What `text` means: at most `top` unit groups, in the text's own language unless `lang` fixes it.
    ///
    /// Two jobs in one text are a choice between both, and a letter or a list of duties is weighed part by part. A message that
    /// is no job as a whole may still hold one: then its parts are asked about, and never confidently.
    pub fn find(&self, text: &str, lang: Option<Lang>, top: usize) -> MatchResult {
        let text = &self.in_one_gender(text);
        let mut memory = Memory::new(&self.speller, &self.index.vocabulary);
        let whole = self.find_however_said(text, lang, top, &mut memory);
        if !whole.is_exact && long::is_long(text) {
            return self.find_long(text, &whole.result, top, &mut memory);
        }
        let is_none = whole.result.outcome == Outcome::None;
        if is_none && whole.is_job < MAY_HOLD_A_JOB {
            return whole.result;
        }
        if let Some(both) = self.find_joined(text, &whole, top, &mut memory) {
            return both;
        }
        if !is_none {
            return whole.result;
        }
        let part = self.surest_part(text, whole.result.lang, top, &mut memory);
        part.map_or(whole.result, |found| MatchResult {
            outcome: Outcome::Choose,
            ..found
        })
    }

    /// The text with each job in one gender that stands there in both ("serveur/serveuse").
    pub fn in_one_gender<'a>(&self, text: &'a str) -> Cow<'a, str> {
        gender::once(text, self.index.vocabulary.endings())
    }

    /// Whether a folded word is one of a title or name, or is listed as one that says nothing of a job or as a spelling.
    pub fn has_word(&self, word: &str) -> bool {
        self.reader().has_word(word)
    }

    /// Whether a text is the name of an employer, as listed, and nothing else.
    pub fn is_employer(&self, text: &str) -> bool {
        let class = self.knowledge.lists.stop_words.get(&fold::key(text));
        class == Some(word_lists::StopWord::Company)
    }

    /// Whether a text is weighed part by part.
    pub fn is_long(&self, text: &str) -> bool {
        long::is_long(text)
    }

    fn find_whole(
        &self,
        text: &str,
        lang: Option<Lang>,
        top: usize,
        memory: &mut Memory<'_>,
    ) -> Whole {
        let query = self.reader().read(text, memory);
        self.find_read(text, &query, lang, top)
    }

    /// What a text means as a whole that was read as `query`.
    fn find_read(&self, text: &str, query: &query::Query, lang: Option<Lang>, top: usize) -> Whole {
        let lang = lang.unwrap_or_else(|| self.language_of(query));
        let groups = self.score(query, lang);
        self.find_scored(text, query, groups, lang, top)
    }

    /// The same where it is known how well the entries of every group answer it.
    fn find_scored(
        &self,
        text: &str,
        query: &query::Query,
        groups: Vec<score::GroupScore>,
        lang: Lang,
        top: usize,
    ) -> Whole {
        let heard = self.hear_scored(query, groups, lang);
        let none = Whole {
            result: MatchResult {
                lang,
                outcome: Outcome::None,
                candidates: Vec::new(),
            },
            covered: 0.0,
            entry_covered: 0.0,
            is_menu: false,
            is_exact: false,
            is_job: 0.0,
        };
        if self.is_no_job(text, &heard.groups) {
            return none;
        }
        let is_menu = heard.menus.whole.is_some();
        let first = heard.weighed.first();
        let first = first.map(|first| &heard.groups[usize::from(first.group.0)]);
        let is_half_said =
            first.is_some_and(|group| group.query_covered.max(group.entry_covered) < HALF_SAID);
        let mut is_job =
            job_decision::probability(heard.for_job.as_ref(), &self.knowledge.weights.job);
        if is_half_said && !is_menu {
            is_job *= HALF_SAID;
        }
        let is_doubtful = is_menu || query.is_a_guess();
        let outcome = outcome(&heard.weighed, is_job, is_doubtful);
        if outcome == Outcome::None {
            return Whole { is_job, ..none };
        }
        let worth_showing = heard
            .weighed
            .iter()
            .enumerate()
            .take_while(|(rank, group)| {
                *rank < MIN_SHOWN || is_menu || group.probability >= MIN_SHOWN_PROBABILITY
            });
        let candidates = worth_showing.take(top);
        let menu = heard.menus.whole;
        let candidates = candidates
            .map(|(_, group)| self.candidate(group, &heard.groups, lang, menu, is_job))
            .collect();
        Whole {
            result: MatchResult {
                lang,
                outcome,
                candidates,
            },
            covered: first.map_or(0.0, |group| group.query_covered.min(group.entry_covered)),
            entry_covered: first.map_or(0.0, |group| group.entry_covered),
            is_menu,
            is_exact: self.jobs_of(&heard.groups).iter().any(|group| group.exact),
            is_job,
        }
    }

    /// How well the entries of every group answer a query.
    fn score(&self, query: &query::Query, lang: Lang) -> Vec<score::GroupScore> {
        score::score(&self.index, &self.knowledge.spellings, query, lang)
    }

    /// Everything that speaks for the groups that a text may mean, and for its being a job.
    fn hear(&self, query: &query::Query, lang: Lang) -> Heard<'_> {
        self.hear_scored(query, self.score(query, lang), lang)
    }

    fn hear_scored(
        &self,
        query: &query::Query,
        groups: Vec<score::GroupScore>,
        lang: Lang,
    ) -> Heard<'_> {
        let mut menus = self.ambiguous_terms_of(query);
        let jobs = self.jobs_of(&groups);
        if !menus.is_exact && jobs.iter().any(|group| group.exact) {
            // "Formatrice en entreprise" is more than "formatrice".
            menus.whole = None;
        }
        let modelled = fusion::ask(&self.model, &self.index, query);
        let telling = query.typed.iter().zip(&query.stop);
        let telling: Vec<&str> = telling
            .filter(|(_, stop)| stop.is_none())
            .map(|(word, _)| word.as_str())
            .collect();
        let likenesses = self.pieces.likeness(&self.index, &telling);
        let weighed = fusion::weigh(
            (&self.index, &self.model.pieces),
            query,
            lang,
            fusion::Grounds {
                groups: &groups,
                modelled: &modelled,
                likenesses: &likenesses,
                letters: &self.model.pieces.letters(&telling),
            },
            menus,
            &self.knowledge.weights.group,
        );
        let log_odds = |words: &[String], stop: &[Option<word_lists::StopWord>]| {
            let words = words_for_job(words, stop, &query.marks);
            self.model.job.log_odds(&words)
        };
        let as_typed = log_odds(&query.typed, &query.stop);
        let corrected = query.corrected.as_ref();
        let corrected = corrected.map_or(as_typed, |words| {
            log_odds(words, &self.reader().stop_words_of(words))
        });
        let around = self.around(query, &groups);
        let around = around.map_or(0.0, |words| self.model.around.log_odds(&words));
        let for_job = job_decision::evidence(
            &self.index,
            query,
            [as_typed, corrected, around],
            &groups,
            &weighed,
            &modelled,
            menus,
        );
        Heard {
            menus,
            groups,
            weighed,
            modelled,
            for_job,
        }
    }

    fn language_of(&self, query: &query::Query) -> Lang {
        language::language_of(query, &self.index, &self.knowledge.words)
    }

    /// The ambiguous_terms that the text is or holds.
    fn ambiguous_terms_of(&self, query: &query::Query) -> fusion::Menus<'_> {
        let ambiguous_terms = &self.knowledge.choices.ambiguous_terms;
        let exact = ambiguous_terms.get(&query.typed.join(" "));
        let meant = || {
            query
                .meant
                .iter()
                .find_map(|text| ambiguous_terms.get(text))
        };
        let whole = exact
            .or_else(|| ambiguous_terms.get(&query.bare))
            .or_else(meant);
        let words: Vec<&str> = query.bare.split(' ').collect();
        let longest = LONGEST_AMBIGUOUS_TERM.min(words.len().saturating_sub(1));
        let inside = (1..=longest).rev().find_map(|count| {
            let menu = words.windows(count).find_map(|words| {
                let menu = ambiguous_terms.get(&words.join(" "))?;
                (!menu.only_whole).then_some(menu)
            })?;
            Some((menu, count as f32 / words.len() as f32))
        });
        fusion::Menus {
            whole,
            is_exact: exact.is_some(),
            inside,
        }
    }

    /// One of the groups that were weighed, of a text that is so likely a job; `menu` is the one that offered it.
    fn candidate(
        &self,
        weighed: &Weighed,
        groups: &[score::GroupScore],
        lang: Lang,
        menu: Option<&AmbiguousTerm>,
        is_job: f32,
    ) -> Candidate {
        let group = weighed.group;
        let (matched, is_duty) = self.matched(group, groups, lang, menu);
        Candidate {
            noc: self.groups[usize::from(group.0)].code,
            matched,
            is_duty,
            score: is_job * weighed.probability,
        }
    }

    /// The menu that offered the group, else its best entry, else (for one only the model named) its title.
    fn matched(
        &self,
        group: GroupId,
        scores: &[score::GroupScore],
        lang: Lang,
        menu: Option<&AmbiguousTerm>,
    ) -> (&'static str, bool) {
        let at = usize::from(group.0);
        match (menu, &scores[at]) {
            (Some(menu), _) => (menu.text, false),
            (None, own) if own.best > 0.0 => {
                let entry = own.entry as usize;
                let kind = self.index.entry(entry).kind();
                let is_duty = kind == EntryKind::Everyday(NameKind::Duty);
                (self.index.text_of(entry), is_duty)
            }
            (None, _) => (self.groups[at].title(lang), false),
        }
    }

    /// Every question there is.
    pub fn questions(&self) -> &[Question] {
        &self.knowledge.choices.questions
    }

    /// The question that tells the candidates of `found` apart; none where they are sure, or no question holds them.
    pub fn question(&self, found: &MatchResult) -> Option<&Question> {
        questions::ask(
            &self.knowledge.choices.questions,
            &self.knowledge.spellings,
            found,
        )
    }

    /// The question that tells unit groups apart of which only the order is known, best first, as the conversation keeps them;
    /// `words` are those they were found for.
    pub fn question_among(&self, words: &str, codes: &[NocCode]) -> Option<&Question> {
        let knowledge = &self.knowledge;
        questions::ask_in_order(
            &knowledge.choices.questions,
            &knowledge.spellings,
            words,
            codes,
        )
    }

    fn weigh(&self, text: &str) -> Heard<'_> {
        let mut memory = Memory::new(&self.speller, &self.index.vocabulary);
        let query = self.reader().read(text, &mut memory);
        let lang = self.language_of(&query);
        self.hear(&query, lang)
    }
}

/// What a text was found to mean as a whole.
struct Whole {
    result: MatchResult,
    /// The share of the text that the first candidate's best entry covers, or of the entry that the text does: the less of both.
    covered: f32,
    /// The share of that entry that the text covers.
    entry_covered: f32,
    /// Whether the text is an ambiguous term.
    is_menu: bool,
    /// Whether it is a title or name, word by word.
    is_exact: bool,
    /// How likely it is a job at all.
    is_job: f32,
}

/// What speaks for the groups that a text may mean, and for its being a job.
struct Heard<'a> {
    menus: fusion::Menus<'a>,
    groups: Vec<score::GroupScore>,
    weighed: Vec<Weighed>,
    /// The linear model's probability of every class.
    modelled: Vec<f32>,
    for_job: Option<[f32; weights::JOB_EVIDENCE]>,
}

/// Texts of several matches have at most this many words.
const LONGEST_AMBIGUOUS_TERM: usize = 4;
/// Where the best entry covers less of the text than this, and the text less of it, the text is by so much less likely a job ("Mater
/// hospital": some hospital's attendant).
const HALF_SAID: f32 = 0.55;
/// Candidates less likely than this would only confuse; so many are shown in any case.
const MIN_SHOWN_PROBABILITY: f32 = 0.002;
const MIN_SHOWN: usize = 3;
/// A message that is less likely a job holds none in a part either ("cashier at Costco gave me wrong change").
const MAY_HOLD_A_JOB: f32 = 0.05;
