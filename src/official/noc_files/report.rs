//! What an import changes, for the person who looks at it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Import;
use crate::noc::{Lang, NocCode};

/// The codes that something lists, such as a category of a rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What lists them: "2026-02-18 health".
    pub by: String,
    /// The codes.
    pub codes: Vec<NocCode>,
}

impl Import<'_> {
    /// What the version holds, what became of the unit groups before, of each code that is listed, and where somebody has
    /// to look.
    pub fn report(&self, listed: &[Listed]) -> String {
        let mut out = String::new();
        let examples = |lang: Lang| -> usize {
            let own = self
                .official
                .examples
                .iter()
                .filter(|((_, own), _)| *own == lang);
            own.map(|(_, titles)| titles.len()).sum()
        };
        let _ = writeln!(
            out,
            "{}: {} unit groups, {} English and {} French titles",
            self.name(),
            self.codes().count(),
            examples(Lang::EN),
            examples(Lang::FR),
        );
        self.report_changes(&mut out);
        self.report_listed(&mut out, listed);
        for (name, file) in self.carried.iter().filter(|(_, file)| file.marked > 0) {
            let marked = file.marked;
            let _ = writeln!(out, "{name}: {marked} lines marked \"# look\"");
        }
        let unnamed: Vec<String> = self.unnamed().map(|code| code.to_string()).collect();
        if !unnamed.is_empty() {
            let _ = writeln!(out, "without a name of ours: {}", unnamed.join(", "));
        }
        for name in &self.official.not_read {
            let _ = writeln!(out, "{name}: of no known form, not read");
        }
        out
    }

    fn report_changes(&self, out: &mut String) {
        let (mut same, mut other, mut split, mut gone) = (0, 0, 0, 0);
        for (code, became) in &self.became.0 {
            match became.as_slice() {
                [] => gone += 1,
                [only] if only == code => same += 1,
                [_] => other += 1,
                [_, _, ..] => split += 1,
            }
        }
        let _ = writeln!(
            out,
            "of {}: {same} codes stay, {other} became another, {split} were split, {gone} are gone",
            self.before.name()
        );
    }

    fn report_listed(&self, out: &mut String, listed: &[Listed]) {
        let mut by_code: BTreeMap<NocCode, Vec<&str>> = BTreeMap::new();
        for list in listed {
            let own = list
                .codes
                .iter()
                .filter(|&&code| self.before.group(code).is_some());
            for &code in own {
                by_code.entry(code).or_default().push(&list.by);
            }
        }
        let total = by_code.len();
        by_code.retain(|&code, _| !self.is_unchanged(code));
        let _ = writeln!(out, "of {total} listed codes {} change:", by_code.len());
        for (code, by) in by_code {
            let became = match self.became.of(code) {
                [] => "gone".to_owned(),
                codes => {
                    let titled = |&code: &NocCode| format!("{code} {}", self.title(code, Lang::EN));
                    codes.iter().map(titled).collect::<Vec<_>>().join(", ")
                }
            };
            let title = self
                .before
                .group(code)
                .map_or("", |group| group.title(Lang::EN));
            let kind = self
                .official
                .changes
                .get(&code)
                .map_or("", |change| &change.kind);
            let _ = writeln!(
                out,
                "  {code} {title} -> {became} [{kind}]; in {}",
                by.join(", ")
            );
        }
    }

    /// Whether a code stays with the same title, and the concordance tells of no change.
    fn is_unchanged(&self, code: NocCode) -> bool {
        let title = self
            .before
            .group(code)
            .map_or("", |group| group.title(Lang::EN));
        let told = self
            .official
            .changes
            .get(&code)
            .is_some_and(|change| is_change(&change.kind));
        self.became.of(code) == [code] && self.title(code, Lang::EN) == title && !told
    }

    /// Unit groups that none of our files names.
    fn unnamed(&self) -> impl Iterator<Item = NocCode> {
        let is_named = |code: NocCode| {
            let mut files = self.carried.values();
            files.any(|file| {
                file.text
                    .lines()
                    .any(|line| line.starts_with(code.as_str()))
            })
        };
        self.codes().filter(move |&code| !is_named(code))
    }
}

/// Whether an official type of change is one: those have numbers, "VC1 - Code Change".
fn is_change(kind: &str) -> bool {
    kind.chars().any(|c| c.is_ascii_digit())
}
