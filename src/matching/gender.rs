//! "Opérateur/opératrice de grue": both genders of one job, written out with a slash.

use std::borrow::Cow;
use std::ops::Range;

use super::stem;
use crate::language::Endings;
use crate::text::fold;

/// A name of so many words may stand there in both genders.
const LONGEST_PAIR: usize = 4;
/// Shorter words have no gender.
const MIN_LETTERS: usize = 4;

/// The text without the second gender of what stands there in both.
pub fn once<'a>(text: &'a str, endings: &Endings) -> Cow<'a, str> {
    let mut out = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(slash) = out[from..].find('/').map(|at| from + at) {
        from = match second_gender(&out, slash, endings) {
            Some(second) => {
                let first = out[..slash].trim_end().len();
                out.to_mut().replace_range(first..second.end, "");
                first
            }
            None => slash + 1,
        };
    }
    out
}

/// Where the words after a slash stand that are those before it in the other gender, as many as possible.
fn second_gender(text: &str, slash: usize, endings: &Endings) -> Option<Range<usize>> {
    let before: Vec<Range<usize>> = words_of(text, 0..slash);
    let after: Vec<Range<usize>> = words_of(text, slash + 1..text.len());
    let most = LONGEST_PAIR.min(before.len()).min(after.len());
    let count = (1..=most).rev().find(|&count| {
        let mut pairs = before[before.len() - count..].iter().zip(&after);
        pairs.all(|(first, second)| is_same(&text[first.clone()], &text[second.clone()], endings))
    })?;
    let last = &text[after[count - 1].clone()];
    let mark = last.len() - last.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    Some(after[0].start..after[count - 1].end - mark)
}

/// The words of a stretch up to the slashes around it.
fn words_of(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let start = range.start;
    let mut words = Vec::new();
    let mut word: Option<usize> = None;
    for (at, letter) in text[range.clone()].char_indices() {
        let at = start + at;
        match (letter.is_whitespace() || letter == '/', word) {
            (true, Some(from)) => words.extend(word.take().map(|_| from..at)),
            (false, None) => word = Some(at),
            _ => {}
        }
    }
    words.extend(word.map(|from| from..range.end));
    words
}

/// Whether two words are one in both genders, or one word twice.
fn is_same(first: &str, second: &str, endings: &Endings) -> bool {
    let (first, second) = (fold::key(first), fold::key(second));
    let (short, long) = if first.len() <= second.len() {
        (&first, &second)
    } else {
        (&second, &first)
    };
    let regular = |rest: &str| rest.is_empty() || endings.regular.contains(rest);
    let is_regular = long.strip_prefix(short.as_str()).is_some_and(regular);
    short.len() >= MIN_LETTERS
        && (is_regular || stem::lemma(short, endings) == stem::lemma(long, endings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn the_second_gender_is_left_out() {
        let endings = MatchingWords::open(&DataFiles::BuiltIn).unwrap().endings;
        for (text, expected) in [
            ("opérateur/opératrice de grue", "opérateur de grue"),
            ("Contremaître / contremaîtresse", "Contremaître"),
            (
                "membre adjoint/adjointe d'un conseil",
                "membre adjoint d'un conseil",
            ),
            (
                "sous-ministre délégué/sous-ministre déléguée - province",
                "sous-ministre délégué - province",
            ),
            ("serveur/serveuse, bar", "serveur, bar"),
            ("welder/fitter", "welder/fitter"),
            ("teacher/teaching assistant", "teacher/teaching assistant"),
            ("cook / driver/", "cook / driver/"),
            ("/", "/"),
        ] {
            assert_eq!(once(text, &endings), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "([a-zé]{0,6}|[/ ]){0,12}|.{0,40}") {
            let endings = MatchingWords::open(&DataFiles::BuiltIn).unwrap().endings;
            let once = once(&text, &endings);
            proptest::prop_assert!(once.len() <= text.len());
        }
    }
}
