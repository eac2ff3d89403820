//! Texts as nobody types them: real ones with something changed, pieces of real ones, and anything at all.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Telegram takes no longer ones.
pub const LONGEST: usize = 4_096;

/// Pieces with which much went wrong in many programs.
pub const PIECES: &[&str] = &[
    "0",
    "-1",
    "1",
    "13",
    "31",
    "99",
    "168",
    "255",
    "256",
    "65536",
    "9999",
    "10000",
    "2147483648",
    "99999999999999999999",
    "1e308",
    "NaN",
    "0.0000001",
    "9999-12-31",
    "0000-00-00",
    "0001-01-01",
    "-9999-01-01",
    "2024-02-30",
    "12/31/9999",
    "31.12.9999",
    "february 29 9999",
    "31301",
    "00000",
    "2173",
    "9999-12",
    "until 9999",
    "since 9999",
    "10000 years",
    "for 99999999999 months",
    "168 hours",
    "999999 hours a day",
    "since",
    "until",
    "from",
    "to",
    "ago",
    "depuis",
    "à",
    "jusqu'à",
    "now",
    "and also",
    "no,",
    "/",
    "/start",
    "/start j",
    "/category ",
    "/rules 9999-12-31",
    "/remind time 25:61",
    "'",
    "\"",
    "\\",
    "\0",
    "\n",
    "\n\n\n",
    "\t",
    "\r",
    "\u{202e}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{301}",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "ŉ",
    "ﬁ",
    "𝔘",
    "😀",
    "👩‍⚕️",
    "护士",
    "ممرضة",
    "नर्स",
    "медсестра",
    "<b>",
    "</h",
    "&amp;",
    "{ $x }",
    "%s",
    "|",
    "~",
    "_",
    "?",
    ".",
    ",",
    ";",
    ":",
    "(",
    ")",
    "-",
    "–",
    "1.1.",
    "..",
    "☃",
];

/// Something done to a text.
#[derive(Debug, Clone)]
enum Change {
    Cut(Index, Index),
    Repeat(Index, Index, usize),
    Insert(Index, String),
    Number(Index, String),
    Upper,
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(PIECES).prop_map(str::to_owned),
        1 => "[0-9]{1,12}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        2 => (any::<Index>(), any::<Index>()).prop_map(|(at, end)| Change::Cut(at, end)),
        1 => (any::<Index>(), any::<Index>(), 2usize..40).prop_map(|(at, end, times)| Change::Repeat(at, end, times)),
        4 => (any::<Index>(), piece()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        3 => (any::<Index>(), piece()).prop_map(|(at, piece)| Change::Number(at, piece)),
        1 => Just(Change::Upper),
    ]
}

/// The places between the characters of a text.
fn place(text: &str, at: Index) -> usize {
    let places: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    places[at.index(places.len())]
}

fn changed(mut text: String, change: Change, longest: usize) -> String {
    match change {
        Change::Cut(one, other) => {
            let (one, other) = (place(&text, one), place(&text, other));
            // Most of a text stays.
            let (start, end) = (one.min(other), one.max(other));
            let end = start + (end - start).min(200);
            let end = (end..=text.len())
                .find(|&at| text.is_char_boundary(at))
                .unwrap_or(text.len());
            text.replace_range(start..end, "");
        }
        Change::Repeat(one, other, times) => {
            let (one, other) = (place(&text, one), place(&text, other));
            let part = text[one.min(other)..one.max(other)].to_owned();
            text.insert_str(one.max(other), &part.repeat(times));
        }
        Change::Insert(at, piece) => text.insert_str(place(&text, at), &piece),
        Change::Number(at, piece) => {
            let starts: Vec<usize> = text
                .char_indices()
                .filter(|&(at, c)| {
                    c.is_ascii_digit() && !text[..at].ends_with(|c: char| c.is_ascii_digit())
                })
                .map(|(at, _)| at)
                .collect();
            if !starts.is_empty() {
                let start = starts[at.index(starts.len())];
                let length = text[start..].find(|c: char| !c.is_ascii_digit());
                text.replace_range(
                    start..length.map_or(text.len(), |length| start + length),
                    &piece,
                );
            }
        }
        Change::Upper => text = text.to_uppercase(),
    }
    shortened(text, longest)
}

fn shortened(text: String, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => text[..at].to_owned(),
        None => text,
    }
}

/// One of these texts with something changed, at most `longest` characters.
pub fn mutated(seeds: &'static [String], longest: usize) -> impl Strategy<Value = String> {
    let changes = prop::collection::vec(change(), 0..5);
    (select(seeds), changes).prop_map(move |(seed, changes)| {
        let changes = changes.into_iter();
        changes.fold(shortened(seed, longest), |text, change| {
            changed(text, change, longest)
        })
    })
}

/// Any text: like `seeds`, of their words, of odd pieces, or of anything.
pub fn text(seeds: &'static [String]) -> BoxedStrategy<String> {
    let word = (select(seeds), any::<Index>()).prop_map(|(seed, at)| {
        let words: Vec<&str> = seed.split_whitespace().collect();
        if words.is_empty() {
            String::new()
        } else {
            words[at.index(words.len())].to_owned()
        }
    });
    let words = prop::collection::vec(prop_oneof![3 => word.boxed(), 2 => piece().boxed()], 0..25);
    prop_oneof![
        6 => mutated(seeds, LONGEST),
        4 => words.prop_map(|words| words.join(" ")),
        1 => prop::collection::vec(piece(), 0..12).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => (piece(), 1usize..1_500).prop_map(|(piece, times)| shortened(piece.repeat(times), LONGEST)),
    ]
    .boxed()
}
