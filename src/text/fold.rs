//! From a text to words: case, accents, punctuation, elision and dotted abbreviations folded away.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::noc::{DataFiles, tsv_rows};

/// Words that are elided before a vowel (French "l'ingénieur", "j'ai", "qu'il"): `elided.txt` of every language that has one.
///
/// Of the built-in data always: folding is the same for everybody at any time, or what was folded before would not be found again.
static ELIDED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let texts = ELIDING.iter().map(|(_, words)| *words);
    texts.flat_map(str::split_whitespace).collect()
});

/// The languages that have elided words, by their tags, and what they have.
static ELIDING: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let files = DataFiles::BuiltIn;
    let folders = files.folders("lang").unwrap_or_default();
    let texts = folders.into_iter().filter_map(|tag| {
        let words = files.read(&format!("lang/{tag}/elided.txt")).ok()?;
        Some((tag, words))
    });
    texts.collect()
});

/// Whether a language, by its tag, has elided words.
pub fn elides(lang: &str) -> bool {
    ELIDING.iter().any(|(tag, _)| tag == lang)
}

/// What is left of a folded word without each elided word it may begin with.
pub fn without_elided(word: &str) -> impl Iterator<Item = &str> {
    let rests = ELIDED.iter().filter_map(|elided| word.strip_prefix(elided));
    rests.filter(|rest| begins_mute(rest))
}

/// Whether words are elided before a folded word.
pub fn begins_mute(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
}

/// Letters that are read as another one: `letters.tsv`.
static LETTERS: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let rows = built_in("letters.tsv", ["letter", "read"]);
    let only = |text: &str| text.chars().next().unwrap_or_default();
    rows.map(|[letter, read]| (only(letter), only(read)))
        .collect()
});

/// What other scripts write in one word with a job: `affixes.tsv`, the longest first.
static AFFIXES: LazyLock<Vec<Affix>> = LazyLock::new(|| {
    let rows = built_in("affixes.tsv", ["affix", "place", "stays"]);
    let mut affixes: Vec<Affix> = rows
        .map(|[text, place, stays]| Affix {
            text,
            at_end: place == "end",
            stays: stays.parse().unwrap_or(MIN_STEM),
        })
        .collect();
    affixes.sort_by_key(|affix| std::cmp::Reverse(affix.text.len()));
    affixes
});

/// What stays of a word where a row of `affixes.tsv` gives no number.
const MIN_STEM: usize = 4;

/// What may be cut off a word, and how many letters must stay.
struct Affix {
    text: &'static str,
    at_end: bool,
    stays: usize,
}

impl Affix {
    /// The word without it.
    fn cut<'a>(&self, word: &'a str) -> Option<&'a str> {
        let rest = if self.at_end {
            word.strip_suffix(self.text)
        } else {
            word.strip_prefix(self.text)
        };
        rest.filter(|rest| rest.chars().count() >= self.stays)
    }
}

/// The rows of a table of the built-in data, as folding needs them at any time; a test reads the tables strictly.
fn built_in<const N: usize>(
    file: &str,
    columns: [&str; N],
) -> impl Iterator<Item = [&'static str; N]> {
    let text = DataFiles::BuiltIn.read(file).unwrap_or_default();
    let rows = tsv_rows(file, text, columns).unwrap_or_default();
    rows.into_iter().map(|(_, row)| row)
}

/// Where the decimal digits of other scripts start: Arabic, Persian, Devanagari, Bengali, Gurmukhi, full width.
const ZEROS: [char; 6] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ff10}',
];

/// The ASCII digit of a decimal digit of any script people write in.
pub fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let mut zeros = ZEROS.iter();
    zeros.find_map(|&zero| char::from_digit((c as u32).checked_sub(zero as u32)?, 10))
}

/// Whether a character is a word by itself: Chinese is written without spaces, and its words share characters.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a mark writes a vowel, as in the scripts of India; other marks are accents.
fn is_vowel_sign(c: char) -> bool {
    is_indic(c) && c.is_alphabetic()
}

/// A word without what other scripts write in one with it.
fn without_affixes(word: &str) -> &str {
    let mut word = word;
    while !word.is_ascii()
        && let Some(rest) = AFFIXES.iter().find_map(|affix| affix.cut(word))
    {
        word = rest;
    }
    word
}

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
                each(without_affixes(&buffer[start..at]));
            }
            start = at + 1;
        }
    }
    if start < buffer.len() {
        each(without_affixes(&buffer[start..]));
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
    let mut out = String::with_capacity(text.len());
    for_each_word(text, &mut String::with_capacity(text.len()), |word| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    });
    out
}

/// Whether a folded text begins with the words of a folded phrase.
pub(crate) fn begins_with(key: &str, phrase: &str) -> bool {
    let rest = key.strip_prefix(phrase);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a folded text holds the words of a folded phrase one after the other.
pub(crate) fn holds(key: &str, phrase: &str) -> bool {
    let mut rest = key;
    while rest.len() >= phrase.len() {
        if begins_with(rest, phrase) {
            return true;
        }
        match rest.split_once(' ') {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    false
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
            .filter(|&c| !is_combining_mark(c) || is_vowel_sign(c))
            .nfc()
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
        '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' => {
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
        ZERO_WIDTH_JOINER => {}
        // Persian sets words of one compound apart with it, where scripts of India only shape a letter.
        ZERO_WIDTH_NON_JOINER if out.ends_with(is_indic) => {}
        c if is_vowel_sign(c) || c.is_alphanumeric() => push_other(c, out),
        _ => out.push(' '),
    }
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';
const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';

fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}')
}

/// A letter or digit of another script, as the tables say it is read.
fn push_other(c: char, out: &mut String) {
    if let Some(digit) = digit(c) {
        out.push(digit);
        return;
    }
    for c in c.to_lowercase() {
        let read = LETTERS.get(&c).copied().unwrap_or(c);
        if is_ideograph(read) {
            out.extend([' ', read, ' ']);
        } else if !is_silent(read) {
            out.push(read);
        }
    }
}

/// Arabic letters that stretch a word or are often left out: tatweel and hamza.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{621}')
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
    fn a_phrase_is_held_by_whole_words() {
        for (text, phrase, expected) in [
            ("no not that", "not", true),
            ("no not that", "not that", true),
            ("nothing that", "not", false),
            ("why not", "why", true),
            ("xno no no", "no no", true),
            ("no", "no no", false),
            ("", "no", false),
        ] {
            assert_eq!(holds(text, phrase), expected, "{text}: {phrase}");
        }
        assert!(begins_with("no not that", "no not") && begins_with("no", "no"));
        assert!(!begins_with("nothing", "no") && !begins_with("oh no", "no"));
    }

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
            ("٤٠ ساعة", "40 ساعه"),
            ("۲۰۲۳", "2023"),
            ("४० घंटे", "40 घंटे"),
            // Both keyboards, marks, tatweel, the article, the feminine, presentation forms.
            ("کارگر ﻓﻨﻲ", "ارگر فني"),
            ("مُمَرِّضـــة", "ممرض"),
            ("الممرضه", "ممرض"),
            ("كهربائي", "هربايي"),
            ("آتش‌نشان", "اتش نشان"),
            ("डॉक्टर डाक्टर", "डाकटर डाकटर"),
            ("बढ़ई बढ\u{93c}ई", "बढइ बढइ"),
            ("ਮਜ਼ਦੂਰ", "ਮਜਦੁਰ"),
            ("медсестрой Водителем", "медсестр водител"),
            ("комп'ютерник компʼютерник", "комп ютерник комп ютерник"),
            ("我是護士。", "我 是 护 士"),
            ("CNC操作员", "cnc 操 作 员"),
            ("간호사입니다", "간호사"),
            ("hemşireyım", "hemsireyim"),
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

    #[test]
    fn the_tables_are_sound() {
        let read = |file| DataFiles::BuiltIn.read(file).unwrap();
        let letters = tsv_rows("letters.tsv", read("letters.tsv"), ["letter", "read"]).unwrap();
        for (line, [letter, other]) in letters {
            let one_each = [letter, other].map(|text| text.chars().count());
            assert_eq!(one_each, [1, 1], "line {line}");
            let again = other.chars().next().and_then(|c| LETTERS.get(&c));
            assert_eq!(
                again, None,
                "line {line}: {other} is read as another one itself"
            );
        }
        let columns = ["affix", "place", "stays"];
        for (line, [affix, place, stays]) in
            tsv_rows("affixes.tsv", read("affixes.tsv"), columns).unwrap()
        {
            let stays: usize = stays.parse().unwrap();
            assert!(!affix.is_ascii() && stays > 1, "line {line}");
            assert!(matches!(place, "start" | "end"), "line {line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn folding_never_panics_and_settles(text in ".{0,200}") {
            let once = key(&text);
            proptest::prop_assert_eq!(key(&once), once);
        }
    }
}
