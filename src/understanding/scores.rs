//! The four NCLC levels of a French test.

use thiserror::Error;

use super::words::{Token, in_words, longest, tokens};
use crate::eligibility::HIGHEST_NCLC;
use crate::language::{Languages, Skill};

const LEVELS: std::ops::RangeInclusive<u32> = 1..=HIGHEST_NCLC as u32;
const SKILLS: usize = 4;

/// Why an answer is not four levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ScoresProblem {
    /// So many of the four levels were found.
    #[error("{0} levels instead of 4")]
    NotFour(usize),
    #[error("{0} is no level from 1 to {HIGHEST_NCLC}")]
    OutOfRange(u32),
    /// A level of the European scale, such as B2.
    #[error("a level of the European scale, not of the NCLC")]
    NotNclc,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Label(Skill),
    Level(u32),
    Everywhere,
    European,
}

/// Reads four levels: in the order listening, speaking, reading, writing, or labelled, or one for all.
///
/// # Errors
/// Fewer or more than four, a level that does not exist, or one of another scale.
pub fn read_french_scores(
    text: &str,
    languages: &Languages,
) -> Result<[u8; SKILLS], ScoresProblem> {
    let items = items(&tokens(text), languages);
    if items.contains(&Item::European) {
        return Err(ScoresProblem::NotNclc);
    }
    let levels: Vec<u32> = items
        .iter()
        .filter_map(|item| match item {
            Item::Level(level) => Some(*level),
            _ => None,
        })
        .collect();
    let labels = items.iter().any(|item| matches!(item, Item::Label(_)));
    match levels[..] {
        [level] if items.contains(&Item::Everywhere) => scores([level; SKILLS]),
        _ if labels => labelled(&items),
        [run @ 1111..=9999] => scores([run / 1000, run / 100 % 10, run / 10 % 10, run % 10]),
        _ => match <[u32; SKILLS]>::try_from(levels.as_slice()) {
            Ok(levels) => scores(levels),
            Err(_) => Err(ScoresProblem::NotFour(levels.len())),
        },
    }
}

/// Levels with labels, all before or all after their levels.
fn labelled(items: &[Item]) -> Result<[u8; SKILLS], ScoresProblem> {
    if let Some(levels) = labels_in_a_row(items) {
        return scores(levels);
    }
    let label_first = items
        .iter()
        .find(|item| matches!(item, Item::Label(_) | Item::Level(_)))
        .is_some_and(|item| matches!(item, Item::Label(_)));
    let mut levels = [None; SKILLS];
    let mut used = 0;
    for pair in items.windows(2) {
        let (skill, level) = match *pair {
            [Item::Label(skill), Item::Level(level)] if label_first => (skill, level),
            [Item::Level(level), Item::Label(skill)] if !label_first => (skill, level),
            _ => continue,
        };
        used += 1;
        levels[skill as usize].get_or_insert(level);
    }
    let all = items.iter().filter(|item| matches!(item, Item::Level(_)));
    match levels {
        [Some(l), Some(s), Some(r), Some(w)] if used == SKILLS && all.count() == SKILLS => {
            scores([l, s, r, w])
        }
        _ if used > SKILLS => Err(ScoresProblem::NotFour(used)),
        _ => Err(ScoresProblem::NotFour(levels.iter().flatten().count())),
    }
}

/// `L/S/R/W 8/7/9/7`: four labels in a row, and four levels in a row.
fn labels_in_a_row(items: &[Item]) -> Option<[u32; SKILLS]> {
    let (labels, levels) = match items {
        [Item::Label(_), ..] => items.split_at_checked(SKILLS)?,
        _ => {
            let (levels, labels) = items.split_at_checked(SKILLS)?;
            (labels, levels)
        }
    };
    if labels.len() != SKILLS || levels.len() != SKILLS {
        return None;
    }
    let mut found = [None; SKILLS];
    for pair in labels.iter().zip(levels) {
        let (Item::Label(skill), Item::Level(level)) = pair else {
            return None;
        };
        found[*skill as usize].get_or_insert(*level);
    }
    match found {
        [Some(l), Some(s), Some(r), Some(w)] => Some([l, s, r, w]),
        _ => None,
    }
}

fn scores(levels: [u32; SKILLS]) -> Result<[u8; SKILLS], ScoresProblem> {
    let [listening, speaking, reading, writing] = levels.map(level);
    Ok([listening?, speaking?, reading?, writing?])
}

fn level(level: u32) -> Result<u8, ScoresProblem> {
    let wrong = ScoresProblem::OutOfRange(level);
    if LEVELS.contains(&level) {
        u8::try_from(level).map_err(|_| wrong)
    } else {
        Err(wrong)
    }
}

fn items(tokens: &[Token], languages: &Languages) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let initials = rest[0].word().and_then(|word| initials(word, languages));
        items.extend(initials.into_iter().flatten().map(Item::Label));
        let (item, used) = next_item(rest, languages);
        items.extend(item);
        at += used.max(1);
    }
    items
}

/// The order that `LRWS` stands for.
fn initials(word: &str, languages: &Languages) -> Option<[Skill; SKILLS]> {
    let skill = |letter: char| languages.scores.labels.get(letter.encode_utf8(&mut [0; 4]));
    let skills: Option<Vec<Skill>> = word.chars().map(|letter| skill(letter).copied()).collect();
    skills?.try_into().ok()
}

fn next_item(tokens: &[Token], languages: &Languages) -> (Option<Item>, usize) {
    let known = &languages.scores;
    if european(tokens) {
        return (Some(Item::European), 2);
    }
    if let Some((_, used)) = longest(&known.everywhere, tokens) {
        return (Some(Item::Everywhere), used);
    }
    if let Some((&skill, used)) = longest(&known.labels, tokens) {
        return (Some(Item::Label(skill)), used);
    }
    if let Some(level) = tokens[0].value() {
        return (Some(Item::Level(level)), 1);
    }
    match in_words(tokens, &languages.numbers).filter(|(level, _)| LEVELS.contains(level)) {
        // "one for each" and "un test" are no levels.
        Some((level @ 2.., used)) => (Some(Item::Level(level)), used),
        _ => (None, 1),
    }
}

/// `B2`, `c1`.
fn european(tokens: &[Token]) -> bool {
    match tokens {
        [letter, digit, ..] => {
            letter
                .word()
                .is_some_and(|letter| matches!(letter, "a" | "b" | "c"))
                && digit.glued
                && digit
                    .digits()
                    .is_some_and(|digit| ["1", "2"].contains(&digit))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spoken;
    use proptest::prelude::*;

    #[test]
    fn four_levels_are_read() {
        let table: &[(&str, [u8; SKILLS])] = &[
            ("7 7 6 8", [7, 7, 6, 8]),
            ("7,7,7,7", [7, 7, 7, 7]),
            ("7, 8, 9, 10", [7, 8, 9, 10]),
            ("7/7/8/8", [7, 7, 8, 8]),
            ("7-7-8-8", [7, 7, 8, 8]),
            ("7;7;8;9", [7, 7, 8, 9]),
            ("7789", [7, 7, 8, 9]),
            ("７ ８ ９ ５", [7, 8, 9, 5]),
            ("seven seven six eight", [7, 7, 6, 8]),
            ("sept sept six huit", [7, 7, 6, 8]),
            ("NCLC 7 7 6 8", [7, 7, 6, 8]),
            ("L7 S7 R7 W7", [7, 7, 7, 7]),
            ("L7 R8 W9 S10", [7, 10, 8, 9]),
            ("L:7, S:8, R:9, W:6", [7, 8, 9, 6]),
            ("listening 8 speaking 7 reading 9 writing 7", [8, 7, 9, 7]),
            (
                "8 in listening, 7 in speaking, 9 reading, 6 writing",
                [8, 7, 9, 6],
            ),
            ("CO 8 CE 7 EO 6 EE 5", [8, 6, 7, 5]),
            (
                "compréhension de l'oral 8, compréhension de l’écrit 7, expression orale 6, expression écrite 5",
                [8, 6, 7, 5],
            ),
            (
                "compréhension orale : 8 compréhension écrite : 7 expression orale : 6 expression écrite : 5",
                [8, 6, 7, 5],
            ),
            ("LRWS 9 8 7 6", [9, 6, 8, 7]),
            ("9/8/7/6 (L/R/W/S)", [9, 6, 8, 7]),
            ("7 in all", [7; 4]),
            ("7 in all four", [7; 4]),
            ("7 in all 4", [7; 4]),
            ("NCLC 7 partout", [7; 4]),
            ("7 everywhere", [7; 4]),
            ("7 dans les quatre", [7; 4]),
            ("sept partout", [7; 4]),
            ("all 9", [9; 4]),
            ("tous 12", [12; 4]),
            ("7 each", [7; 4]),
        ];
        for (text, expected) in table {
            assert_eq!(
                read_french_scores(text, spoken()),
                Ok(*expected),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_not_four_levels_says_why() {
        use ScoresProblem::{NotFour, NotNclc, OutOfRange};
        let table: &[(&str, ScoresProblem)] = &[
            ("", NotFour(0)),
            ("no test", NotFour(0)),
            ("7", NotFour(1)),
            ("7 7 7", NotFour(3)),
            ("7 7 7 7 7", NotFour(5)),
            ("L7 S7 R7", NotFour(3)),
            ("L7 L7 S7 R7", NotFour(3)),
            ("L7 8 9 10", NotFour(1)),
            ("13 7 7 7", OutOfRange(13)),
            ("0 7 7 7", OutOfRange(0)),
            ("TEF 310 320 260 330", OutOfRange(310)),
            ("99 everywhere", OutOfRange(99)),
            ("7708", OutOfRange(0)),
            ("B2", NotNclc),
            ("c1 in all", NotNclc),
            ("DELF B2", NotNclc),
        ];
        for (text, expected) in table {
            assert_eq!(
                read_french_scores(text, spoken()),
                Err(*expected),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = read_french_scores(&text, spoken());
        }

        #[test]
        fn levels_that_are_written_read_back(l in 1u8..=12, s in 1u8..=12, r in 1u8..=12, w in 1u8..=12) {
            for text in [
                format!("{l} {s} {r} {w}"),
                format!("{l}/{s}/{r}/{w}"),
                format!("W{w} R{r} S{s} L{l}"),
                format!("CO {l}, CE {r}, EO {s}, EE {w}"),
                format!("{l} listening, {s} speaking, {r} reading, {w} writing"),
            ] {
                prop_assert_eq!(read_french_scores(&text, spoken()), Ok([l, s, r, w]), "{}", text);
            }
        }
    }
}
