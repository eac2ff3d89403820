//! From a text to words: case, accents, punctuation, elision and dotted abbreviations folded away.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::noc::DataFiles;

/// Words that are elided before a vowel (French "l'ingénieur", "j'ai", "qu'il"): `elided.txt` of every language that has one.
///
/// Of the built-in data always: folding is the same for everybody at any time, or what was folded before would not be found again.
static ELIDED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let files = DataFiles::BuiltIn;
    let folders = files.folders("lang").unwrap_or_default();
    let paths = folders.iter().map(|tag| format!("lang/{tag}/elided.txt"));
    let texts = paths.filter_map(|path| files.read(&path).ok());
    texts.flat_map(str::split_whitespace).collect()
});

/// Calls `each` with every word of `text`, folded, in order.
pub fn for_each_word(text: &str, buffer: &mut String, mut each: impl FnMut(&str)) {
    buffer.clear();
    if text.bytes().all(|byte| PLAIN[usize::from(byte)]) {
        // Most titles: nothing to fold but the case, and everything else separates.
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
    } else {
        fold_into(text, buffer);
    }
    let mut start = 0;
    for (at, byte) in buffer.bytes().enumerate() {
        if SEPARATES[usize::from(byte)] {
            if at > start {
                each(&buffer[start..at]);
            }
            start = at + 1;
        }
    }
    if start < buffer.len() {
        each(&buffer[start..]);
    }
}

/// Bytes that need no folding but of case: ASCII without the marks that mean something inside a word.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        table[byte as usize] = !matches!(byte, b'+' | b'#' | b'\'' | b'`' | b'.' | b'&');
        byte += 1;
    }
    table
};
/// Bytes that end a word.
const SEPARATES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        table[byte as usize] = !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'#');
        byte += 1;
    }
    table
};

/// The words of `text`, folded.
pub fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for_each_word(text, &mut String::new(), |word| out.push(word.to_owned()));
    out
}

/// The words of `text`, folded and joined by single spaces: equal for texts that differ in nothing a person means.
pub fn key(text: &str) -> String {
    words(text).join(" ")
}

/// `text` with every accented letter bare.
pub fn without_accents(text: &str) -> String {
    text.nfd().filter(|&c| !is_combining_mark(c)).collect()
}

/// Writes `text` into `out` as lower-case words of letters, digits, `+` and `#`, separated by spaces and hyphens.
fn fold_into(text: &str, out: &mut String) {
    let simple = text.chars().all(|c| {
        let bare = if c.is_ascii() {
            Some(c)
        } else {
            bare_letter(c)
        };
        bare.is_some_and(|bare| {
            push_folded(bare, out);
            true
        })
    });
    if !simple {
        out.clear();
        text.nfkd()
            .filter(|&c| !is_combining_mark(c))
            .for_each(|c| push_folded(c, out));
    }
    if out.contains('.') {
        *out = join_dotted(out);
    }
}

/// The usual accented letters without their accents, the usual marks as they are, nothing for any other.
fn bare_letter(c: char) -> Option<char> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        '’' | '‘' | 'œ' | 'Œ' | '–' | '—' | '«' | '»' => c,
        _ => return None,
    })
}

#[inline]
fn push_folded(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '+' | '#' => {
            // Only as part of a name such as C++ or C#.
            if out.ends_with(|last: char| last.is_ascii_alphabetic() || last == '+') {
                out.push(c);
            }
        }
        '-' | '\u{2010}' | '\u{2011}' => out.push('-'),
        '.' => out.push('.'),
        '\'' | '\u{2019}' | '\u{2018}' | '`' => {
            let last = out.rsplit([' ', '-']).next().unwrap_or("");
            if ELIDED.contains(&last) {
                let start = out.len() - last.len();
                out.truncate(start);
            }
            // What stands after an apostrophe is a word of its own: an elided word's noun, or a possessive "s".
            out.push(' ');
        }
        '&' => out.push_str(" and "),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
        _ => out.push(' '),
    }
}

/// "r.n." and "p.eng" become "rn" and "peng"; every other dot separates.
fn join_dotted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for chunk in text.split(' ') {
        let parts: Vec<&str> = chunk.split('.').filter(|part| !part.is_empty()).collect();
        let initials =
            parts.len() > 1 && parts[..parts.len() - 1].iter().all(|part| part.len() == 1);
        out.push_str(&parts.join(if initials { "" } else { " " }));
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fold_to_words() {
        for (text, expected) in [
            ("ICU Staff Nurse", "icu staff nurse"),
            (
                "Ingénieur/ingénieure d'études",
                "ingenieur ingenieure etudes",
            ),
            ("l’hôpital, aujourd'hui", "hopital hui"),
            ("R.N. (P.Eng)", "rn peng"),
            ("C++ / C# dev 24+", "c++ c# dev 24"),
            ("sage-femme", "sage femme"),
            ("x - y", "x y"),
            ("Node.js", "node js"),
            (
                "chef cuisinier à bord - œuvre",
                "chef cuisinier a bord oeuvre",
            ),
            ("women's shelter", "women s shelter"),
            ("R&D", "r and d"),
            ("", ""),
            ("🙏 \u{202e}", ""),
            ("ﬁtter ４０", "fitter 40"),
        ] {
            assert_eq!(key(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_short_way_for_usual_letters_is_the_long_way() {
        let usual: String = ('\u{a0}'..'\u{250}')
            .filter(|&c| bare_letter(c).is_some())
            .collect();
        let long: String = usual.nfkd().filter(|&c| !is_combining_mark(c)).collect();
        assert_eq!(key(&usual), key(&long));
    }

    proptest::proptest! {
        #[test]
        fn folding_never_panics_and_settles(text in ".{0,200}") {
            let once = key(&text);
            proptest::prop_assert_eq!(key(&once), once);
        }
    }
}
