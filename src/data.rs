//! What answers rest on: the data files, read once, and what the official pages last said.

mod codes;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use tokio::sync::watch;

use crate::draws::{Crs, Pool, Rounds, Streams};
use crate::eligibility::{NoRules, Programs, RuleSet, Rules};
use crate::language::Languages;
use crate::matching::{Matcher, MatcherData};
use crate::noc::{
    Classification, DataError, DataFiles, Lang, NocCode, NocVersions, OldNocCode, WrittenCode,
};
use crate::reminders::Zones;
use crate::understanding::{Asked, Ground, Heard, Understanding};

pub use codes::TypedCode;

/// What the official pages last said, which may change while the program runs.
#[derive(Debug, Clone)]
pub struct Published {
    /// The rounds of invitations.
    pub rounds: Rounds,
    /// The day on which the rounds were last held against the official feed; none for those of the data files.
    pub rounds_checked: Option<Date>,
    /// How many people stand in the pool.
    pub pool: Pool,
    /// The day from which on the official lists were seen to differ from the rules in force.
    pub lists_changed: Option<Date>,
}

impl Published {
    /// Which rounds these are, for the operator.
    pub fn which_rounds(&self) -> String {
        let known_to = self.rounds.known_to();
        let known_to = known_to.map_or_else(String::new, |day| format!(" to {day}"));
        match self.rounds_checked {
            None => format!("the rounds are the built-in ones{known_to}"),
            Some(day) => format!("the rounds are those{known_to}, checked on {day}"),
        }
    }
}

/// The matcher of one version of the classification, indexed when first asked.
struct LazyMatcher {
    noc: Arc<Classification>,
    data: MatcherData,
    matcher: OnceLock<Matcher>,
}

impl LazyMatcher {
    fn open(files: &DataFiles, noc: &Arc<Classification>) -> Result<Self, DataError> {
        Ok(LazyMatcher {
            noc: Arc::clone(noc),
            data: MatcherData::open(files, noc)?,
            matcher: OnceLock::new(),
        })
    }

    fn get(&self) -> &Matcher {
        self.matcher
            .get_or_init(|| Matcher::new(&self.data, &self.noc))
    }
}

/// The opened data.
pub struct AppData {
    /// The words of every language.
    pub languages: Languages,
    /// Every version of the classification.
    pub versions: NocVersions,
    /// Every rule set.
    pub rules: Rules,
    /// The programs.
    pub programs: Programs,
    /// Of every version but the newest.
    older_matchers: Vec<LazyMatcher>,
    newest_matcher: LazyMatcher,
    /// What messages are understood with.
    pub(crate) understanding: Understanding,
    /// What changes in the points of the Comprehensive Ranking System.
    pub crs: Crs,
    /// The streams of rounds.
    pub streams: Streams,
    /// The time zones that are offered.
    pub zones: Zones,
    /// The rounds of the data files; those to be shown are [`AppData::published`].
    pub data_rounds: Rounds,
    published: watch::Sender<Arc<Published>>,
}

impl AppData {
    /// Opens every data file but those of the answers' form: texts, links and fonts.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let languages = Languages::open(files)?;
        let versions = NocVersions::open(files)?;
        let data_rounds = Rounds::open(files)?;
        let newest = versions.newest();
        let older_matchers = versions
            .all()
            .filter(|noc| noc.version() != newest.version())
            .map(|noc| LazyMatcher::open(files, noc))
            .collect::<Result<_, _>>()?;
        Ok(AppData {
            rules: Rules::open(files, &versions)?,
            programs: Programs::open(files, &versions)?,
            older_matchers,
            newest_matcher: LazyMatcher::open(files, newest)?,
            understanding: Understanding::open(files, languages.tags())?,
            crs: Crs::open(files)?,
            streams: Streams::open(files)?,
            zones: Zones::open(files)?,
            published: watch::Sender::new(Arc::new(Published {
                rounds: data_rounds.clone(),
                rounds_checked: None,
                pool: Pool::open(files)?,
                lists_changed: None,
            })),
            data_rounds,
            languages,
            versions,
        })
    }

    /// What the official pages last said, as of now.
    pub fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.borrow())
    }

    /// What the official pages last said, for those who wait for it to change.
    pub fn follow(&self) -> watch::Receiver<Arc<Published>> {
        self.published.subscribe()
    }

    /// Takes over what the official pages say now.
    pub fn publish(&self, news: Published) {
        self.published.send_replace(Arc::new(news));
    }

    /// The classification of the version that a rule set names, which was checked when the rule set was read.
    pub fn noc_of(&self, rules: &RuleSet) -> &Classification {
        let named = self.versions.get(rules.noc);
        named.unwrap_or_else(|| self.versions.newest())
    }

    /// The matcher of the version that a rule set names; the first call for a version takes long enough to index its titles.
    pub fn matcher_of(&self, rules: &RuleSet) -> &Matcher {
        self.older_matchers
            .iter()
            .find(|older| older.noc.version() == rules.noc)
            .unwrap_or(&self.newest_matcher)
            .get()
    }

    /// Indexes the titles of the version in force on `day`, so that the first question need not wait for it.
    pub fn prepare(&self, day: Date) {
        if let Ok(rules) = self.rule_set(None, day) {
            self.matcher_of(rules);
        }
    }

    /// What a message says when `asked` is the open question of a chat in `lang`, by the classification that `rules` name.
    pub fn hear(
        &self,
        text: &str,
        asked: Asked,
        lang: Lang,
        rules: &RuleSet,
        today: Date,
    ) -> Heard {
        let successors = |old| self.successors_of(old, rules);
        let ground = self.ground(rules, &successors);
        self.understanding.hear(text, asked, lang, today, &ground)
    }

    fn successors_of(&self, old: OldNocCode, rules: &RuleSet) -> Vec<NocCode> {
        let found = self.versions.successors(WrittenCode::Old(old), rules.noc);
        found.map_or_else(Vec::new, |found| found.codes)
    }

    /// The engines below the understanding.
    fn ground<'a>(
        &'a self,
        rules: &RuleSet,
        successors: &'a dyn Fn(OldNocCode) -> Vec<NocCode>,
    ) -> Ground<'a> {
        Ground {
            languages: &self.languages,
            noc: self.noc_of(rules),
            matcher: self.matcher_of(rules),
            successors,
        }
    }

    /// The rule set in force on `chosen`, or today's without one.
    ///
    /// # Errors
    /// The day is before the first rule set.
    pub fn rule_set(&self, chosen: Option<Date>, today: Date) -> Result<&RuleSet, NoRules> {
        self.rules.in_force_on(chosen.unwrap_or(today))
    }
}
