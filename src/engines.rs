//! Everything an answer needs, read from the data files once.

use jiff::civil::Date;

use crate::answer::{Links, Texts};
use crate::draws::Rounds;
use crate::eligibility::{NoRules, Places, RuleSet, Rules};
use crate::matching::{Candidate, Found, Matcher, Outcome};
use crate::noc::{Classification, DataError, DataFiles, Lang, NocCode};

/// The opened data.
pub struct Engines {
    pub noc: Classification,
    pub rules: Rules,
    pub matcher: Matcher,
    pub rounds: Rounds,
    pub places: Places,
    pub texts: Texts,
    pub links: Links,
}

impl Engines {
    /// Opens every data file.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let noc = Classification::open(files)?;
        Ok(Engines {
            rules: Rules::open(files, &noc)?,
            matcher: Matcher::open(files, &noc)?,
            rounds: Rounds::open(files)?,
            places: Places::open(files)?,
            texts: Texts::open(files)?,
            links: Links::open(files)?,
            noc,
        })
    }

    /// Opens every data file and makes the checks that only a replaced data folder needs.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn check(files: &DataFiles) -> Result<Self, DataError> {
        Classification::check_titles(files)?;
        Self::open(files)
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
                let lang = lang.unwrap_or(Lang::En);
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
