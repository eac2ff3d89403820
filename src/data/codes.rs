//! What a code in a text leads to, in the version of a rule set.

use super::AppData;
use crate::eligibility::RuleSet;
use crate::matching::{Candidate, MatchResult, Outcome};
use crate::noc::{CodeMention, Lang, NocCode, Successors, WrittenCode, codes_in};

/// What the code that a text is, or names, leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// A unit group of the rule set's version.
    Group(NocCode),
    /// A code of an earlier version, as it was written, and what it became.
    Earlier(String, Successors),
    /// A code of no version, as it was written.
    Unknown(String),
}

impl AppData {
    /// What a text means: the unit groups its code leads to, or those of the job or jobs that the writer tells.
    pub fn find(&self, text: &str, rules: &RuleSet, lang: Option<Lang>, top: usize) -> MatchResult {
        let (outcome, codes) = match self.typed_code(text, rules) {
            None => return self.own_jobs(text, rules, lang, top),
            Some(TypedCode::Group(code)) => (Outcome::Confident, vec![code]),
            Some(TypedCode::Earlier(_, became)) if became.codes.len() == 1 => {
                (Outcome::Confident, became.codes)
            }
            Some(TypedCode::Earlier(_, became)) => (Outcome::Choose, became.codes),
            Some(TypedCode::Unknown(_)) => (Outcome::None, Vec::new()),
        };
        let lang = lang.unwrap_or(Lang::EN);
        let groups = codes
            .into_iter()
            .filter_map(|code| self.noc_of(rules).group(code));
        let share = 1.0 / groups.clone().count().max(1) as f32;
        let candidate = |group: &crate::noc::UnitGroup| Candidate {
            noc: group.code,
            matched: group.title(lang),
            is_duty: false,
            score: share,
        };
        MatchResult {
            lang,
            outcome,
            candidates: groups.map(candidate).take(top).collect(),
        }
    }

    /// What the words of a text mean as the writer's own job or jobs.
    fn own_jobs(&self, text: &str, rules: &RuleSet, lang: Option<Lang>, top: usize) -> MatchResult {
        let successors = |old| self.successors_of(old, rules);
        let ground = self.ground(rules, &successors);
        let whole = ground.matcher.find(text, lang, top);
        let mut found = self.understanding.own_jobs(text, whole, top, &ground);
        found.candidates.truncate(top);
        found
    }

    /// What the code leads to that the text is ("31301") or names ("my NOC code is 2173"); none without one.
    ///
    /// Among several, one of the rule set's version comes before one of an earlier version, and that before one of none.
    pub fn typed_code(&self, text: &str, rules: &RuleSet) -> Option<TypedCode> {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        let is_code = matches!(bare.len(), 4 | 5) && bare.bytes().all(|byte| byte.is_ascii_digit());
        if is_code {
            return Some(self.meaning(bare, bare.parse().ok(), rules));
        }
        let named = codes_in(text, &self.languages.code_words)
            .into_iter()
            .filter(|mention| mention.named);
        let meaning =
            |mention: CodeMention| self.meaning(&text[mention.digits], mention.code.ok(), rules);
        named.map(meaning).min_by_key(|meaning| match meaning {
            TypedCode::Group(_) => 0,
            TypedCode::Earlier(..) => 1,
            TypedCode::Unknown(_) => 2,
        })
    }

    fn meaning(&self, digits: &str, code: Option<WrittenCode>, rules: &RuleSet) -> TypedCode {
        let unknown = || TypedCode::Unknown(digits.to_owned());
        let Some(code) = code else {
            return unknown();
        };
        match code {
            WrittenCode::Code(code) if self.noc_of(rules).group(code).is_some() => {
                TypedCode::Group(code)
            }
            code => self
                .versions
                .successors(code, rules.noc)
                .map_or_else(unknown, |became| {
                    TypedCode::Earlier(digits.to_owned(), became)
                }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noc::DataFiles;

    #[test]
    fn a_code_leads_to_its_unit_groups() {
        let data = AppData::open(&DataFiles::BuiltIn).unwrap();
        let rules = data.rules.all().last().unwrap();
        let leads_to = |text: &str| match data.typed_code(text, rules) {
            None => "nothing".to_owned(),
            Some(TypedCode::Group(code)) => code.to_string(),
            Some(TypedCode::Earlier(code, became)) => {
                let codes: Vec<&str> = became.codes.iter().map(NocCode::as_str).collect();
                format!("{code} of {}: {}", became.from, codes.join(" "))
            }
            Some(TypedCode::Unknown(code)) => format!("unknown {code}"),
        };
        for (text, expected) in [
            ("31301", "31301"),
            (" 31301. ", "31301"),
            ("noc 31301", "31301"),
            ("NOC: 72106", "72106"),
            ("NOC31301", "31301"),
            ("CNP 72106", "72106"),
            ("my noc code is 21232", "21232"),
            ("I am a nurse (NOC 31301) since 2019", "31301"),
            ("2173", "2173 of 2016: 21231 21211"),
            ("NOC 2173", "2173 of 2016: 21231 21211"),
            ("CNP 3012", "3012 of 2016: 31301"),
            ("it was NOC 2173, now NOC 21231", "21231"),
            ("9999", "unknown 9999"),
            ("2019", "unknown 2019"),
            ("NOC 35555", "unknown 35555"),
            ("36301", "unknown 36301"),
            ("I make 72106 a year as a cook", "nothing"),
            ("cook since 2173", "nothing"),
            ("nurse", "nothing"),
            ("313", "nothing"),
            ("", "nothing"),
        ] {
            assert_eq!(leads_to(text), expected, "{text:?}");
        }
    }

    #[test]
    fn one_successor_is_sure_and_several_are_a_choice() {
        let data = AppData::open(&DataFiles::BuiltIn).unwrap();
        let rules = data.rules.all().last().unwrap();
        for (text, outcome, codes) in [
            ("NOC 3012", Outcome::Confident, &["31301"][..]),
            ("2174", Outcome::Choose, &["21230", "21232", "21234"]),
            ("noc 9999", Outcome::None, &[]),
        ] {
            let found = data.find(text, rules, None, 5);
            let found_codes: Vec<&str> = found.candidates.iter().map(|c| c.noc.as_str()).collect();
            assert_eq!(
                (found.outcome, &found_codes[..]),
                (outcome, codes),
                "{text}"
            );
        }
    }
}
