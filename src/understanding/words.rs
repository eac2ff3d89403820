//! The tokeniser the readers share: the one place that folds case, accents, digits and dashes, and that reads numbers.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::{Lexicon, NumberWords, Phrases, Words};

/// Longer runs of digits are no number anybody means here.
const LONGEST_NUMBER: usize = 9;

/// Where the decimal digits of other scripts start: Arabic, Persian, Devanagari, Bengali, Gurmukhi.
const ZEROS: [char; 5] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}'];

/// Marks that carry meaning in an answer; every other one counts as a space.
const MARKS: &str = "-–/.,:+*%";

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// ASCII digits.
    Digits(String),
    /// Letters, lower-case and without accents.
    Word(String),
    Mark(char),
}

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Nothing stands between this token and the one before.
    pub glued: bool,
}

impl Token {
    /// The word, if it is one.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The digits, if it is a number of at most nine of them.
    pub fn digits(&self) -> Option<&str> {
        match &self.kind {
            Kind::Digits(digits) if digits.len() <= LONGEST_NUMBER => Some(digits),
            _ => None,
        }
    }

    /// The value of the digits.
    pub fn value(&self) -> Option<u32> {
        self.digits()?.parse().ok()
    }

    /// Whether it is one of these marks.
    pub fn is_mark(&self, marks: &str) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(mark))
    }

    /// The word or the digits.
    fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(text) | Kind::Digits(text) => Some(text),
            Kind::Mark(_) => None,
        }
    }

    /// Whether it is one of these words.
    pub fn is_in(&self, words: &Words) -> bool {
        self.word().is_some_and(|word| words.contains(word))
    }
}

/// Splits `text` into words, digits and the marks that matter.
///
/// Apostrophes separate words (`l'an` is `l` and `an`); one is kept where it stands for a century, before digits (`Mar'23`).
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = fold(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut glued = false;
    for (at, &c) in chars.iter().enumerate() {
        let kind = match c {
            '0'..='9' => Kind::Digits(c.to_string()),
            '\'' if chars.get(at + 1).is_some_and(char::is_ascii_digit) => Kind::Mark(c),
            c if MARKS.contains(c) => Kind::Mark(c),
            c if c.is_alphabetic() => Kind::Word(c.to_string()),
            _ => {
                glued = false;
                continue;
            }
        };
        match (tokens.last_mut().map(|token| &mut token.kind), &kind) {
            (Some(Kind::Digits(run)), Kind::Digits(_)) if glued => run.push(c),
            (Some(Kind::Word(run)), Kind::Word(_)) if glued => run.push(c),
            _ => tokens.push(Token { kind, glued }),
        }
        glued = true;
    }
    tokens
}

/// The letters lower-case without accents, digits of every script as ASCII, one kind of apostrophe and two of dash.
fn fold(text: &str) -> Vec<char> {
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        let decimals = match c {
            '½' => ".5",
            '¼' => ".25",
            '¾' => ".75",
            'œ' | 'Œ' => "oe",
            'æ' | 'Æ' => "ae",
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => "",
            _ => {
                spelled.push(c);
                continue;
            }
        };
        if decimals.starts_with('.') && !spelled.ends_with(|last: char| last.is_ascii_digit()) {
            spelled.push('0');
        }
        spelled.push_str(decimals);
    }
    spelled
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .map(fold_char)
        .collect()
}

fn fold_char(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '′' => '\'',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' => '-',
        '—' | '―' | '~' => '–',
        '\u{2044}' | '\u{2215}' => '/',
        '×' | '✕' | '✖' => '*',
        _ => ZEROS
            .iter()
            .find_map(|&zero| char::from_digit((c as u32).checked_sub(zero as u32)?, 10))
            .unwrap_or(c),
    }
}

/// How many tokens at the start are the words of `phrase`; hyphens between them do not count.
pub(super) fn phrase_at(tokens: &[Token], phrase: &str) -> Option<usize> {
    let mut at = 0;
    for (count, word) in phrase.split(' ').enumerate() {
        while count > 0 && tokens.get(at).is_some_and(|token| token.is_mark("-")) {
            at += 1;
        }
        if tokens.get(at)?.text()? != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The longest phrase the tokens start with: what it means and how many of them it takes.
pub(super) fn longest<'k, T>(known: &'k Lexicon<T>, tokens: &[Token]) -> Option<(&'k T, usize)> {
    let mut starting = known.starting_with(tokens.first()?.text()?).iter();
    starting.find_map(|(phrase, meaning)| Some((meaning, phrase_at(tokens, phrase)?)))
}

/// How many tokens the first of the phrases takes that they start with.
pub(super) fn first_phrase(tokens: &[Token], phrases: &Phrases) -> Option<usize> {
    phrases.iter().find_map(|phrase| phrase_at(tokens, phrase))
}

/// The number the tokens start with, in digits or in words, and how many tokens it takes:
/// `37`, `37.5`, `37,5`, `2 1/2`, `thirty-seven and a half`, `trente-sept et demie`.
pub(super) fn number(tokens: &[Token], known: &NumberWords) -> Option<(f64, usize)> {
    let (whole, used) = in_digits(tokens).or_else(|| {
        let (value, used) = in_words(tokens, known)?;
        Some((f64::from(value), used))
    })?;
    match half_after(tokens.get(used..)?, known) {
        Some(more) => Some((whole + 0.5, used + more)),
        None => Some((whole, used)),
    }
}

fn in_digits(tokens: &[Token]) -> Option<(f64, usize)> {
    let whole = tokens.first()?.digits()?;
    if let [_, mark, part, ..] = tokens
        && mark.glued
        && part.glued
        && mark.is_mark(".,")
        && let Some(part) = part.digits()
    {
        let thousands = part.len() == 3 && mark.is_mark(",");
        let point = if thousands { "" } else { "." };
        return Some((format!("{whole}{point}{part}").parse().ok()?, 3));
    }
    Some((whole.parse().ok()?, 1))
}

/// How many tokens `and a half`, `et demi` or ` 1/2` take, if they come first.
pub(super) fn half_after(tokens: &[Token], known: &NumberWords) -> Option<usize> {
    if let [one, slash, two, ..] = tokens
        && !one.glued
        && slash.glued
        && slash.is_mark("/")
        && (one.value(), two.value()) == (Some(1), Some(2))
    {
        return Some(3);
    }
    first_phrase(tokens, &known.and_a_half)
}

/// A whole number below a thousand in words, and how many tokens it takes.
pub(super) fn in_words(tokens: &[Token], known: &NumberWords) -> Option<(u32, usize)> {
    let is_hundred = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.is_in(&known.hundred))
    };
    let (hundreds, used) = match below_hundred(tokens, known) {
        Some((digit @ 1..=9, used)) if is_hundred(used) => (digit * 100, used + 1),
        None if is_hundred(0) => (100, 1),
        small => return small,
    };
    let rest = tokens.get(used..)?;
    let joined = usize::from(rest.first().is_some_and(|t| t.is_in(&known.after_hundred)));
    match below_hundred(rest.get(joined..)?, known) {
        Some((small, more)) => Some((hundreds + small, used + joined + more)),
        None => Some((hundreds, used)),
    }
}

fn below_hundred(tokens: &[Token], known: &NumberWords) -> Option<(u32, usize)> {
    let (&value, used) = longest(&known.values, tokens)?;
    let is_tens = value >= 20 && value % 10 == 0;
    let unit = is_tens.then(|| unit_after(tokens.get(used..)?, known));
    Some(match unit.flatten() {
        Some((unit @ 1..=9, more)) => (value + unit, used + more),
        Some((unit @ 10..=19, more)) if known.tens_with_teens.contains(&value) => {
            (value + unit, used + more)
        }
        _ => (value, used),
    })
}

/// The unit after tens: `-five`, `et un`, `-dix-sept`.
fn unit_after(tokens: &[Token], known: &NumberWords) -> Option<(u32, usize)> {
    if let Some(used) = first_phrase(tokens, &known.and_one) {
        return Some((1, used));
    }
    let hyphen = usize::from(tokens.first()?.is_mark("-"));
    let (&value, used) = longest(&known.values, tokens.get(hyphen..)?)?;
    Some((value, hyphen + used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spoken;

    fn shown(text: &str) -> Vec<String> {
        let show = |token: &Token| match &token.kind {
            Kind::Digits(run) | Kind::Word(run) => run.clone(),
            Kind::Mark(mark) => mark.to_string(),
        };
        tokens(text).iter().map(show).collect()
    }

    #[test]
    fn text_is_folded_and_split() {
        let table: &[(&str, &[&str])] = &[
            ("  Février   2023. ", &["fevrier", "2023", "."]),
            ("１５／０３／２０２３", &["15", "/", "03", "/", "2023"]),
            ("۲۰۲۳-०३", &["2023", "-", "03"]),
            ("37h30", &["37", "h", "30"]),
            ("l’an passé", &["l", "an", "passe"]),
            ("Mar’23", &["mar", "'", "23"]),
            ("🎉“mars 2023”🎉", &["mars", "2023"]),
            ("7️⃣ 8", &["7", "8"]),
            ("2½ ½", &["2", ".", "5", "0", ".", "5"]),
            ("20—25 8×5", &["20", "–", "25", "8", "*", "5"]),
            ("CŒUR", &["coeur"]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        let table: &[(&str, Option<(f64, usize)>)] = &[
            ("40", Some((40.0, 1))),
            ("37.5 h", Some((37.5, 3))),
            ("37,5", Some((37.5, 3))),
            ("1,950", Some((1950.0, 3))),
            ("20, 25", Some((20.0, 1))),
            ("2 1/2", Some((2.5, 4))),
            ("2½", Some((2.5, 3))),
            ("forty", Some((40.0, 1))),
            ("thirty seven", Some((37.0, 2))),
            ("thirty-seven and a half", Some((37.5, 6))),
            ("one hundred and sixty", Some((160.0, 4))),
            ("quarante", Some((40.0, 1))),
            ("trente-cinq", Some((35.0, 3))),
            ("vingt et un", Some((21.0, 3))),
            ("vingt et trente", Some((20.0, 1))),
            ("dix-sept", Some((17.0, 3))),
            ("soixante-dix-sept", Some((77.0, 5))),
            ("soixante et onze", Some((71.0, 3))),
            ("quatre-vingt-douze", Some((92.0, 5))),
            ("cent soixante", Some((160.0, 2))),
            ("deux cents", Some((200.0, 2))),
            ("trente-sept et demie", Some((37.5, 5))),
            ("half", None),
            ("1234567890123", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(
                number(&tokens(text), &spoken().numbers),
                *expected,
                "{text:?}"
            );
        }
    }
}
