//! What answers rest on: the data files, read once, and what the official pages last said.

use std::sync::Arc;

use jiff::civil::Date;
use tokio::sync::watch;

use crate::draws::{Crs, Rounds, Streams};
use crate::eligibility::{NoRules, Places, RuleSet, Rules};
use crate::language::Languages;
use crate::matching::{Candidate, Found, Matcher, Outcome};
use crate::noc::{Classification, DataError, DataFiles, Lang, NocCode};

/// What the official pages last said, which may change while the program runs.
#[derive(Debug, Clone)]
pub struct Published {
    pub rounds: Rounds,
    /// The day on which the rounds were last held against the official feed; none for those of the data files.
    pub rounds_checked: Option<Date>,
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

/// The opened data.
pub struct AppData {
    pub languages: Languages,
    pub noc: Classification,
    pub rules: Rules,
    pub matcher: Matcher,
    pub places: Places,
    pub crs: Crs,
    pub streams: Streams,
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
        let noc = Classification::open(files)?;
        let data_rounds = Rounds::open(files)?;
        Ok(AppData {
            rules: Rules::open(files, &noc)?,
            matcher: Matcher::open(files, &noc)?,
            places: Places::open(files)?,
            crs: Crs::open(files)?,
            streams: Streams::open(files)?,
            published: watch::Sender::new(Arc::new(Published {
                rounds: data_rounds.clone(),
                rounds_checked: None,
                lists_changed: None,
            })),
            data_rounds,
            languages,
            noc,
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

    /// The rule set in force on `chosen`, or today's without one.
    ///
    /// # Errors
    /// The day is before the first rule set.
    pub fn rule_set(&self, chosen: Option<Date>, today: Date) -> Result<&RuleSet, NoRules> {
        self.rules.in_force_on(chosen.unwrap_or(today))
    }

    /// What a text means: the unit group of a five-digit code, or what the matcher finds.
    pub fn find(&self, text: &str, lang: Option<Lang>, top: usize) -> Found {
        match self.typed_code(text) {
            None => self.matcher.find(text, lang, top),
            Some(typed) => {
                let lang = lang.unwrap_or(Lang::EN);
                let group = typed.ok().and_then(|code| self.noc.id_of(code));
                let candidate = |group| Candidate {
                    group,
                    matched: self.noc.group_at(group).title(lang),
                    score: 1.0,
                };
                let outcome = if group.is_some() {
                    Outcome::Confident
                } else {
                    Outcome::None
                };
                Found {
                    lang,
                    outcome,
                    candidates: group.map(candidate).into_iter().take(top).collect(),
                }
            }
        }
    }

    /// The code, if the text is one and the classification has it; the text's code otherwise.
    ///
    /// # Errors
    /// The text is a well-formed code of no unit group.
    pub fn typed_code(&self, text: &str) -> Option<Result<NocCode, NocCode>> {
        let code: NocCode = text.trim().parse().ok()?;
        Some(if self.noc.group(code).is_some() {
            Ok(code)
        } else {
            Err(code)
        })
    }
}
