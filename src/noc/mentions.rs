//! The codes of the classification in a text, as people write them.

use std::ops::Range;
use std::str::FromStr;

use super::{InvalidCode, NocCode, OldNocCode};

/// A code as it is written: five digits, or the four of the versions up to NOC 2016.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WrittenCode {
    /// Five digits.
    Code(NocCode),
    /// Four digits.
    Old(OldNocCode),
}

impl FromStr for WrittenCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        match text.parse() {
            Ok(old) => Ok(WrittenCode::Old(old)),
            Err(_) => text.parse().map(WrittenCode::Code),
        }
    }
}

/// A code in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMention {
    /// The code; for a named one, it may be five digits that can be no code.
    pub code: Result<WrittenCode, InvalidCode>,
    /// Whether the text says that it is a code ("NOC 31301"); a bare number may be anything.
    pub named: bool,
    /// The bytes it takes, from the word that names it on.
    pub range: Range<usize>,
    /// The bytes of the digits alone.
    pub digits: Range<usize>,
}

/// The words that name a code, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeWords {
    /// The classification's acronyms: a number a few words later is a code.
    pub acronyms: Vec<String>,
    /// Words such as "code": five digits right behind one are a code.
    pub code: Vec<String>,
}

/// "NOC code is still 21232": so many words may stand between the acronym and the number.
const MAX_WORDS_BETWEEN: usize = 3;
/// "NOC 31301 and 31302": a word as short as this may join two codes.
const LONGEST_JOINING_WORD: usize = 3;
/// What ends a sentence, and with it the reach of an acronym.
const SENTENCE_ENDS: [char; 4] = ['\n', ';', '!', '?'];
/// Marks beside which digits are an amount of money or a share.
const AMOUNT_MARKS: [char; 4] = ['$', '€', '£', '%'];

/// The codes in `text`, in order: every one that the text names as such, and bare numbers that may be one.
///
/// A year ("2019", "NOC 2021") is no code: no version had unit groups in the nineteens and twenties.
pub fn codes_in(text: &str, words: &CodeWords) -> Vec<CodeMention> {
    let mut mentions: Vec<CodeMention> = Vec::new();
    let mut name: Option<Name> = None;
    let mut end_of_last = 0;
    for token in tokens(text, words) {
        let gap = &text[end_of_last..token.start];
        end_of_last = token.end;
        if gap.contains(SENTENCE_ENDS) {
            name = None;
        }
        let word = &text[token.clone()];
        if !word.bytes().all(|byte| byte.is_ascii_digit()) {
            name = name_after(name, word, token.start, words);
            continue;
        }
        if is_year(word) {
            continue;
        }
        let naming = name.take().filter(|name| name.reaches(word.len()));
        let named = naming.is_some();
        let Some(code) = read(word, named) else {
            continue;
        };
        if !named && is_part_of_more(text, &token) {
            continue;
        }
        let start = naming.map_or(token.start, |name| name.start(token.start));
        name = named.then_some(Name::Before);
        mentions.push(CodeMention {
            code,
            named,
            range: start..token.end,
            digits: token,
        });
    }
    mentions
}

/// What says that the next number is a code.
#[derive(Debug, Clone, Copy)]
enum Name {
    /// An acronym, where it starts and how many words ago it was.
    Acronym { start: usize, words: usize },
    /// The word "code" right before.
    CodeWord { start: usize },
    /// A named code right before, or with a short word between.
    Before,
    /// The short word between.
    Joined,
}

impl Name {
    fn reaches(self, digits: usize) -> bool {
        !matches!(self, Name::CodeWord { .. }) || digits == 5
    }

    fn start(self, digits: usize) -> usize {
        match self {
            Name::Acronym { start, .. } | Name::CodeWord { start } => start,
            Name::Before | Name::Joined => digits,
        }
    }
}

/// What names the next number once `word`, which is none, was read.
fn name_after(name: Option<Name>, word: &str, start: usize, words: &CodeWords) -> Option<Name> {
    let is = |other: &String| word.eq_ignore_ascii_case(other);
    if words.acronyms.iter().any(is) {
        return Some(Name::Acronym { start, words: 0 });
    }
    match name {
        Some(Name::Acronym { start, words }) if words < MAX_WORDS_BETWEEN => {
            let words = words + 1;
            Some(Name::Acronym { start, words })
        }
        _ if words.code.iter().any(is) => Some(Name::CodeWord { start }),
        Some(Name::Before) if word.len() <= LONGEST_JOINING_WORD => Some(Name::Joined),
        _ => None,
    }
}

/// Words and numbers of `text`: runs of letters and digits, an acronym and the digits behind it apart ("NOC31301").
fn tokens(text: &str, words: &CodeWords) -> impl Iterator<Item = Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => runs.push(at..end),
        }
    }
    runs.into_iter().flat_map(|run| {
        let word = &text[run.clone()];
        let glued = words.acronyms.iter().chain(&words.code).find(|name| {
            let (head, tail) = word.split_at_checked(name.len()).unwrap_or((word, ""));
            head.eq_ignore_ascii_case(name)
                && !tail.is_empty()
                && tail.bytes().all(|byte| byte.is_ascii_digit())
        });
        let cut = run.start + glued.map_or(word.len(), |name| name.len());
        [run.start..cut, cut..run.end]
            .into_iter()
            .filter(|part| !part.is_empty())
    })
}

fn read(digits: &str, named: bool) -> Option<Result<WrittenCode, InvalidCode>> {
    match digits.len() {
        4 => digits.parse().ok().map(|code| Ok(WrittenCode::Old(code))),
        5 => match digits.parse() {
            Ok(code) => Some(Ok(WrittenCode::Code(code))),
            Err(error) => named.then_some(Err(error)),
        },
        _ => None,
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether the digits are part of an amount, a date or a telephone number.
fn is_part_of_more(text: &str, digits: &Range<usize>) -> bool {
    let (before, after) = (&text[..digits.start], &text[digits.end..]);
    let (before, after) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    if before.ends_with(AMOUNT_MARKS) || after.starts_with(AMOUNT_MARKS) {
        return true;
    }
    let joins = |c: char| matches!(c, '.' | '-' | '/' | '+' | ':');
    let digit = |c: char| c.is_ascii_digit();
    let ahead = after.strip_prefix(joins);
    let behind = before.strip_suffix(joins);
    ahead.is_some_and(|rest| rest.starts_with(digit))
        || behind.is_some_and(|rest| rest.ends_with(digit) || before.ends_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> CodeWords {
        CodeWords {
            acronyms: ["noc", "cnp"].map(str::to_owned).into(),
            code: vec!["code".to_owned()],
        }
    }

    fn found(text: &str) -> Vec<(String, bool)> {
        let as_text = |mention: CodeMention| {
            assert_eq!(
                match &mention.code {
                    Ok(WrittenCode::Code(code)) => code.to_string(),
                    Ok(WrittenCode::Old(code)) => code.to_string(),
                    Err(InvalidCode(text)) => text.clone(),
                },
                text[mention.digits.clone()]
            );
            assert_eq!(mention.range.end, mention.digits.end);
            (text[mention.range].to_owned(), mention.named)
        };
        codes_in(text, &words()).into_iter().map(as_text).collect()
    }

    #[test]
    fn named_codes_are_found_with_the_words_that_name_them() {
        for (text, expected) in [
            ("noc 31301", vec!["noc 31301"]),
            ("NOC: 72106", vec!["NOC: 72106"]),
            ("NOC31301", vec!["NOC31301"]),
            ("CNP 72106", vec!["CNP 72106"]),
            ("my noc code is 21232", vec!["noc code is 21232"]),
            ("NOC 2173", vec!["NOC 2173"]),
            ("cnp2173", vec!["cnp2173"]),
            ("(NOC-0213)", vec!["NOC-0213"]),
            ("NOC #2173.", vec!["NOC #2173"]),
            ("mon code CNP : 72106", vec!["CNP : 72106"]),
            ("CNP n° 72106", vec!["CNP n° 72106"]),
            ("code 31301", vec!["code 31301"]),
            ("NOC 2021 code 31301", vec!["NOC 2021 code 31301"]),
            ("NOC 2016 2173", vec!["NOC 2016 2173"]),
            ("noc 31301 and 31302", vec!["noc 31301", "31302"]),
            ("NOC 2173/2174", vec!["NOC 2173", "2174"]),
            (
                "nurse, NOC 31301, since 2019, wife is NOC 21232",
                vec!["NOC 31301", "NOC 21232"],
            ),
            ("NOC 36301", vec!["NOC 36301"]),
            ("é NOC 31301", vec!["NOC 31301"]),
        ] {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|text| (text.to_owned(), true))
                .collect();
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn bare_numbers_that_may_be_codes_are_found() {
        for (text, expected) in [
            ("31301", vec!["31301"]),
            (" 2173 ", vec!["2173"]),
            ("21232 software developer", vec!["21232"]),
            ("what is noc? 31301", vec!["31301"]),
            ("postal code 3012", vec!["3012"]),
            ("NOC as I said last week 21232", vec!["21232"]),
        ] {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|text| (text.to_owned(), false))
                .collect();
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_codes() {
        for text in [
            "",
            "noc",
            "2019",
            "NOC 2021",
            "noc2016",
            "since 2019 to 2022",
            "$3012 a month",
            "3012 €",
            "416-555-3012",
            "+33012",
            "12.3012",
            "3012-05-01",
            "36301",
            "313011",
            "3130",
            "31301x",
            "nocturnal 1",
            "noc 40 hours",
            "３１３０１",
        ] {
            let found = found(text);
            let is_old = text == "3130";
            assert_eq!(found.len(), usize::from(is_old), "{text}: {found:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_ascending_parts_of_the_text(text in "((NOC|cnp|code|is|é|2019|2173|31301|36301|[ .,:;$-]){0,12})|.{0,60}") {
            let mut end = 0;
            for mention in codes_in(&text, &words()) {
                proptest::prop_assert!(end <= mention.range.start && mention.range.start <= mention.digits.start);
                proptest::prop_assert!(matches!(text[mention.digits.clone()].len(), 4 | 5));
                end = mention.range.end;
            }
        }
    }
}
