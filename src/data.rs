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
    Classification, DataError, DataFiles, Lang, NocCode, NocVersions, OldNocCode, OnDemand,
    WrittenCode,
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
    /// What the data files say, for those who follow what the official pages say.
    fn open(files: &DataFiles) -> Result<watch::Sender<Arc<Published>>, DataError> {
        Ok(watch::Sender::new(Arc::new(Published {
            rounds: Rounds::open(files)?,
            rounds_checked: None,
            pool: Pool::open(files)?,
            lists_changed: None,
        })))
    }

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
    data: OnDemand<MatcherData>,
    matcher: OnceLock<Matcher>,
}

impl LazyMatcher {
    fn open(files: &DataFiles, noc: &Arc<Classification>) -> Result<Self, DataError> {
        let own = Arc::clone(noc);
        Ok(LazyMatcher {
            noc: Arc::clone(noc),
            data: OnDemand::new(files, move |files| MatcherData::open(files, &own))?,
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
    pub versions: Arc<NocVersions>,
    /// Every rule set.
    pub rules: Rules,
    /// The programs.
    pub programs: OnDemand<Programs>,
    /// Of every version but the newest.
    older_matchers: Vec<LazyMatcher>,
    newest_matcher: LazyMatcher,
    /// What messages are understood with.
    pub(crate) understanding: OnDemand<Understanding>,
    /// What changes in the points of the Comprehensive Ranking System.
    pub crs: OnDemand<Crs>,
    /// The streams of rounds.
    pub streams: OnDemand<Streams>,
    /// The time zones that are offered.
    pub zones: OnDemand<Zones>,
    /// The rounds of the data files; those to be shown are [`AppData::published`].
    pub data_rounds: OnDemand<Rounds>,
    published: OnDemand<watch::Sender<Arc<Published>>>,
}

impl AppData {
    /// Opens the data but for the answers' form (texts, links and fonts): every file of a folder; of the built-in files those
    /// that everything needs, and the others when they are first used.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let languages = Languages::open(files)?;
        let versions = Arc::new(NocVersions::open(files)?);
        let newest = versions.newest();
        let older_matchers = versions
            .all()
            .filter(|noc| noc.version() != newest.version())
            .map(|noc| LazyMatcher::open(files, noc))
            .collect::<Result<_, _>>()?;
        let (spoken, of_programs) = (languages.tags().to_vec(), Arc::clone(&versions));
        Ok(AppData {
            rules: Rules::open(files, &versions)?,
            programs: OnDemand::new(files, move |files| Programs::open(files, &of_programs))?,
            older_matchers,
            newest_matcher: LazyMatcher::open(files, newest)?,
            understanding: OnDemand::new(files, move |files| Understanding::open(files, &spoken))?,
            crs: OnDemand::new(files, Crs::open)?,
            streams: OnDemand::new(files, Streams::open)?,
            zones: OnDemand::new(files, Zones::open)?,
            published: OnDemand::new(files, Published::open)?,
            data_rounds: OnDemand::new(files, Rounds::open)?,
            languages,
            versions,
        })
    }

    /// Reads what was not read yet: each part of the built-in data is, when it is first used.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn check(&self) -> Result<(), DataError> {
        let matchers = self.older_matchers.iter().chain([&self.newest_matcher]);
        for matcher in matchers {
            matcher.data.opened()?;
        }
        self.programs.opened()?;
        self.understanding.opened()?;
        self.understanding.check()?;
        self.crs.opened()?;
        self.streams.opened()?;
        self.zones.opened()?;
        self.published.opened()?;
        self.data_rounds.opened()?;
        Ok(())
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

    /// Reads what messages are understood with and indexes the titles of the version in force on `day`, so that the first question
    /// need not wait for it.
    pub fn prepare(&self, day: Date) {
        if let Err(error) = self.understanding.check() {
            log::error!("{error}");
        }
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
