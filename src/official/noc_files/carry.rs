//! Our own files of a version, with the codes of the next one.

use std::collections::BTreeSet;

use super::Successors;
use crate::noc::NocCode;
use crate::text::fold;

/// A file with the codes of the new version.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CarriedFile {
    pub text: String,
    /// How many lines are marked: somebody has to look at them.
    pub marked: usize,
}

impl CarriedFile {
    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A note, before the line that it is about.
    fn mark(&mut self, note: &str) {
        self.marked += 1;
        self.push(&format!("# look: {note}"));
    }
}

/// A file of a code, a tab and something a line. Of a unit group that was split the line goes to the part that has the
/// text among its titles, or to the main one with a mark; that of one that is gone becomes a note.
pub(super) fn by_code(
    text: &str,
    became: &Successors,
    has_title: &dyn Fn(NocCode, &str) -> bool,
) -> CarriedFile {
    let mut file = CarriedFile::default();
    let mut seen: BTreeSet<(NocCode, String)> = BTreeSet::new();
    for line in text.lines() {
        let Some((old, rest)) = code_of(line) else {
            file.push(line);
            continue;
        };
        let name = rest.split('\t').next().unwrap_or_default();
        let successors = became.of(old);
        let named = successors.iter().find(|&&code| has_title(code, name));
        let (code, is_sure) = match (successors, named) {
            ([], _) => {
                file.mark(&format!("{old} is gone: {}", rest.replace('\t', ", ")));
                continue;
            }
            ([only], _) => (*only, true),
            ([_, ..], Some(named)) => (*named, true),
            ([main, ..], None) => (*main, false),
        };
        // Two unit groups that became one may have had the same name.
        if !seen.insert((code, fold::key(name))) {
            continue;
        }
        if !is_sure {
            file.mark(&format!("{old} became {}", listed(successors)));
        }
        file.push(&format!("{code}\t{rest}"));
    }
    file
}

/// A file of one line a unit group. Where several became one the first stays, and where one became several the main part
/// takes the line, both with a mark.
pub(super) fn one_a_group(text: &str, became: &Successors) -> CarriedFile {
    let mut file = CarriedFile::default();
    let mut seen: BTreeSet<NocCode> = BTreeSet::new();
    for line in text.lines() {
        let Some((old, rest)) = code_of(line) else {
            file.push(line);
            continue;
        };
        let about = rest.replace('\t', ", ");
        match became.of(old) {
            [] => file.mark(&format!("{old} is gone: {about}")),
            [main, ..] if seen.contains(main) => {
                file.mark(&format!("{old} became {main}, which stands above: {about}"));
            }
            successors @ [main, more @ ..] => {
                if !more.is_empty() {
                    file.mark(&format!("{old} became {}", listed(successors)));
                }
                seen.insert(*main);
                file.push(&format!("{main}\t{rest}"));
            }
        }
    }
    file
}

/// A file of a text, a tab and codes separated by `|` a line. Every part of a unit group that was split stands where the
/// whole did, with a mark.
pub(super) fn code_lists(text: &str, became: &Successors) -> CarriedFile {
    let mut file = CarriedFile::default();
    for line in text.lines() {
        let Some((name, codes)) = line.split_once('\t') else {
            file.push(line);
            continue;
        };
        let parsed: Result<Vec<NocCode>, _> = codes.split('|').map(str::parse).collect();
        let Ok(old) = parsed else {
            file.push(line);
            continue;
        };
        let mut new: Vec<NocCode> = Vec::new();
        let mut is_sure = true;
        for code in old {
            let successors = became.of(code);
            is_sure &= successors.len() == 1;
            for &code in successors {
                if !new.contains(&code) {
                    new.push(code);
                }
            }
        }
        if new.is_empty() {
            file.mark(&format!("{codes} are gone: {name}"));
            continue;
        }
        if !is_sure {
            file.mark(&format!("it was {codes}"));
        }
        file.push(&format!("{name}\t{}", listed(&new)));
    }
    file
}

/// A line's code and what follows it; none for the header and notes.
fn code_of(line: &str) -> Option<(NocCode, &str)> {
    let (code, rest) = line.split_once('\t')?;
    Some((code.parse().ok()?, rest))
}

pub(super) fn listed(codes: &[NocCode]) -> String {
    let codes: Vec<&str> = codes.iter().map(NocCode::as_str).collect();
    codes.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &str) -> NocCode {
        code.parse().unwrap()
    }

    fn successors() -> Successors {
        let pairs = [
            ("31301", vec!["31399", "65299"]),
            ("31302", vec!["31399"]),
            ("21211", vec!["21211"]),
        ];
        let became = |codes: Vec<&str>| codes.into_iter().map(code).collect();
        Successors(pairs.map(|(old, new)| (code(old), became(new))).into())
    }

    #[test]
    fn names_follow_their_codes_and_doubts_are_marked() {
        let names = "code\ttext\tkind\n21211\tdata scientist\tname\n31301\tnurse\tname\n31301\tspace nurse\tname\n31302\tnurse\tname\n72106\twelder\tname\n";
        let is_title = |of: NocCode, text: &str| of == code("65299") && text == "space nurse";
        let carried = by_code(names, &successors(), &is_title);
        assert_eq!(
            carried.text,
            "code\ttext\tkind\n21211\tdata scientist\tname\n# look: 31301 became 31399|65299\n31399\tnurse\tname\n65299\tspace nurse\tname\n# look: 72106 is gone: welder, name\n"
        );
        assert_eq!(carried.marked, 2);
    }

    #[test]
    fn a_unit_group_keeps_one_short_name() {
        let names = "# note\ncode\ten\tfr\n31301\tNurses\tInfirmières\n31302\tPractitioners\tPraticiennes\n21211\tData\tDonnées\n";
        let carried = one_a_group(names, &successors());
        assert_eq!(
            carried.text,
            "# note\ncode\ten\tfr\n# look: 31301 became 31399|65299\n31399\tNurses\tInfirmières\n# look: 31302 became 31399, which stands above: Practitioners, Praticiennes\n21211\tData\tDonnées\n"
        );
    }

    #[test]
    fn lists_of_codes_hold_every_part() {
        let terms = "text\tcodes\nnurse\t31301|31302\ndata\t21211\nweld\t72106\n";
        let carried = code_lists(terms, &successors());
        assert_eq!(
            carried.text,
            "text\tcodes\n# look: it was 31301|31302\nnurse\t31399|65299\ndata\t21211\n# look: 72106 are gone: weld\n"
        );
    }
}
