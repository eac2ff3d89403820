//! The tokeniser the readers share: the one place that folds case, accents, digits and dashes, and that knows number words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

    /// Whether it is one of these words.
    pub fn is_word(&self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| words.contains(&word))
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
        if tokens.get(at)?.word()? != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether `word` is in a list written as words between spaces.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|entry| entry == word)
}

/// The number the tokens start with, in digits or in words, and how many tokens it takes:
/// `37`, `37.5`, `37,5`, `2 1/2`, `thirty-seven and a half`, `trente-sept et demie`.
pub(super) fn number(tokens: &[Token]) -> Option<(f64, usize)> {
    let (whole, used) = in_digits(tokens).or_else(|| {
        let (value, used) = in_words(tokens)?;
        Some((f64::from(value), used))
    })?;
    match half_after(tokens.get(used..)?) {
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
pub(super) fn half_after(tokens: &[Token]) -> Option<usize> {
    if let [one, slash, two, ..] = tokens
        && !one.glued
        && slash.glued
        && slash.is_mark("/")
        && (one.value(), two.value()) == (Some(1), Some(2))
    {
        return Some(3);
    }
    ["and a half", "and half", "et demi", "et demie", "et demis"]
        .iter()
        .find_map(|phrase| phrase_at(tokens, phrase))
}

/// A whole number below a thousand in English or French words, and how many tokens it takes.
pub(super) fn in_words(tokens: &[Token]) -> Option<(u32, usize)> {
    const HUNDRED: [&str; 3] = ["hundred", "cent", "cents"];
    let is_hundred = |at: usize| tokens.get(at).is_some_and(|token| token.is_word(&HUNDRED));
    let (hundreds, used) = match below_hundred(tokens) {
        Some((1..=9, used)) if is_hundred(used) => {
            let digit = below_hundred(tokens).map_or(1, |(digit, _)| digit);
            (digit * 100, used + 1)
        }
        None if is_hundred(0) => (100, 1),
        small => return small,
    };
    let rest = tokens.get(used..)?;
    let joined = usize::from(rest.first().is_some_and(|t| t.is_word(&["and"])));
    match below_hundred(rest.get(joined..)?) {
        Some((small, more)) => Some((hundreds + small, used + joined + more)),
        None => Some((hundreds, used)),
    }
}

fn below_hundred(tokens: &[Token]) -> Option<(u32, usize)> {
    if let Some(used) =
        phrase_at(tokens, "quatre vingts").or_else(|| phrase_at(tokens, "quatre vingt"))
    {
        return Some(with_unit(80, tokens, used));
    }
    let value = small_number(tokens.first()?.word()?)?;
    Some(match value {
        10 if tokens[0].is_word(&["dix"]) => match unit_after(tokens, 1) {
            Some((unit @ 7..=9, used)) => (10 + unit, used),
            _ => (10, 1),
        },
        20.. => with_unit(value, tokens, 1),
        _ => (value, 1),
    })
}

/// Adds the unit after `tens` (`thirty-five`, `vingt et un`, `soixante-dix-sept`).
fn with_unit(tens: u32, tokens: &[Token], used: usize) -> (u32, usize) {
    if let Some((11, ten)) = phrase_teen(tokens, used, tens) {
        return (tens + 11, ten);
    }
    match unit_after(tokens, used) {
        Some((10, after)) if tens == 60 || tens == 80 => match unit_after(tokens, after) {
            Some((unit @ 7..=9, after)) => (tens + 10 + unit, after),
            _ => (tens + 10, after),
        },
        Some((unit @ 1..=9, after)) => (tens + unit, after),
        Some((unit @ 11..=16, after)) if tens == 60 || tens == 80 => (tens + unit, after),
        _ => (tens, used),
    }
}

/// `soixante et onze`.
fn phrase_teen(tokens: &[Token], used: usize, tens: u32) -> Option<(u32, usize)> {
    let more = phrase_at(tokens.get(used..)?, "et onze")?;
    (tens == 60).then_some((11, used + more))
}

fn unit_after(tokens: &[Token], used: usize) -> Option<(u32, usize)> {
    let rest = tokens.get(used..)?;
    for one in ["et un", "et une"] {
        if let Some(more) = phrase_at(rest, one) {
            return Some((1, used + more));
        }
    }
    let hyphen = usize::from(rest.first().is_some_and(|token| token.is_mark("-")));
    let value = small_number(rest.get(hyphen)?.word()?)?;
    (value < 20).then_some((value, used + hyphen + 1))
}

/// The value of one number word below a hundred.
fn small_number(word: &str) -> Option<u32> {
    Some(match word {
        "zero" => 0,
        "one" | "un" | "une" => 1,
        "two" | "deux" => 2,
        "three" | "trois" => 3,
        "four" | "quatre" => 4,
        "five" | "cinq" => 5,
        "six" => 6,
        "seven" | "sept" => 7,
        "eight" | "huit" => 8,
        "nine" | "neuf" => 9,
        "ten" | "dix" => 10,
        "eleven" | "onze" => 11,
        "twelve" | "douze" => 12,
        "thirteen" | "treize" => 13,
        "fourteen" | "quatorze" => 14,
        "fifteen" | "quinze" => 15,
        "sixteen" | "seize" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" | "vingt" => 20,
        "thirty" | "trente" => 30,
        "forty" | "fourty" | "quarante" => 40,
        "fifty" | "cinquante" => 50,
        "sixty" | "soixante" => 60,
        "seventy" | "septante" => 70,
        "eighty" | "huitante" | "octante" => 80,
        "ninety" | "nonante" => 90,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(number(&tokens(text)), *expected, "{text:?}");
        }
    }
}
