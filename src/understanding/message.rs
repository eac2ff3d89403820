//! A message as tokens: folded words, numbers and marks, each with its place in the text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::fold::digit;

/// Longer messages are read so far only, in bytes.
const LONGEST_TEXT: usize = 8_000;
/// Longer runs of digits are no number anybody means.
const LONGEST_NUMBER: usize = 9;
/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// A number with so many digits before its decimal point.
    Number {
        value: f64,
        width: usize,
        decimal: bool,
    },
    /// One mark.
    Mark(char),
    /// The end of a line.
    Break,
}

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Lower-case and without accents.
    pub text: String,
    /// Where it stands in the message, in bytes.
    pub start: usize,
    pub end: usize,
    /// Nothing, or an apostrophe, stands between this token and the one before.
    pub glued: bool,
    /// Begins with a capital letter.
    pub capital: bool,
}

impl Token {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is one of these marks.
    pub fn is_mark(&self, marks: &str) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(mark))
    }

    /// The value of a number.
    pub fn number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The value and the count of digits of a whole number.
    pub fn whole(&self) -> Option<(u32, usize)> {
        match self.kind {
            Kind::Number {
                value,
                width,
                decimal: false,
            } => Some((value as u32, width)),
            _ => None,
        }
    }
}

/// The tokens of `text`.
///
/// Apostrophes separate words (`l'an` is `l` and `an`), but the second stays glued to the first; other symbols, such as a thumb, are words of one
/// character.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let mut end = text.len().min(LONGEST_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let chars: Vec<(usize, char)> = text[..end].char_indices().collect();
    let mut scanner = Scanner {
        chars: &chars,
        end,
        tokens: Vec::with_capacity(end / 4 + 1),
        glued: false,
    };
    let mut at = 0;
    while at < chars.len() {
        at += scanner.next(at).max(1);
    }
    scanner.tokens
}

struct Scanner<'a> {
    chars: &'a [(usize, char)],
    end: usize,
    tokens: Vec<Token>,
    glued: bool,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn byte_at(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.end, |&(byte, _)| byte)
    }

    /// Reads what stands at `at`; returns how many characters it took.
    fn next(&mut self, at: usize) -> usize {
        let c = self.chars[at].1;
        if digit(c).is_some() {
            return self.number(at);
        }
        if c.is_alphabetic() {
            return self.word(at);
        }
        match c {
            '\n' => self.push(at, 1, Kind::Break, "\n".to_owned()),
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' => {
                let before_digits = self.char_at(at + 1).is_some_and(|c| digit(c).is_some());
                if before_digits {
                    self.push(at, 1, Kind::Mark('\''), "'".to_owned());
                } else if !self.glued {
                    return 1;
                }
            }
            _ if c.is_whitespace() || is_invisible(c) => {
                self.glued &= is_invisible(c);
                return 1;
            }
            _ => {
                let mark = fold_mark(c);
                let kind = if mark.is_ascii() || mark == '–' {
                    Kind::Mark(mark)
                } else {
                    Kind::Word
                };
                self.push(at, 1, kind, mark.to_string());
            }
        }
        self.glued = true;
        1
    }

    fn push(&mut self, at: usize, length: usize, kind: Kind, text: String) {
        self.tokens.push(Token {
            kind,
            text,
            start: self.byte_at(at),
            end: self.byte_at(at + length),
            glued: self.glued,
            capital: self.chars[at].1.is_uppercase(),
        });
        self.glued = kind != Kind::Break;
    }

    fn word(&mut self, at: usize) -> usize {
        let rest = self.chars[at..].iter();
        let length = rest
            .take_while(|(_, c)| c.is_alphabetic() || is_combining_mark(*c))
            .count();
        let mut text = String::with_capacity(length);
        for &(_, c) in &self.chars[at..at + length] {
            fold_letter(c, &mut text);
        }
        self.push(at, length, Kind::Word, text);
        length
    }

    fn digits(&self, at: usize) -> String {
        let rest = self.chars.get(at..).unwrap_or_default().iter();
        rest.map_while(|&(_, c)| digit(c)).collect()
    }

    /// `40`, `37.5`, `37,5`, `1,950`; not the first two numbers of `01.02.2023` or of `7,7,7,7`.
    fn number(&mut self, at: usize) -> usize {
        let whole = self.digits(at);
        let mark = self.char_at(at + whole.len());
        let part = match mark {
            Some('.' | ',') => self.digits(at + whole.len() + 1),
            _ => String::new(),
        };
        let after = at + whole.len() + 1 + part.len();
        let runs_on = self
            .char_at(after)
            .is_some_and(|c| matches!(c, '.' | ',' | '/' | '-'))
            && self.char_at(after + 1).is_some_and(|c| digit(c).is_some());
        let before = self.tokens.last().filter(|_| self.glued);
        let in_a_row = before.is_some_and(|mark| mark.is_mark(".,/-"))
            && self.tokens.len() > 1
            && self.tokens[self.tokens.len() - 2].number().is_some();
        let thousands = mark == Some(',') && part.len() == 3 && whole.len() <= 3 && whole != "0";
        let decimal = matches!(part.len(), 1 | 2) && whole.len() <= 3;
        let (typed, length, decimal) = match () {
            () if !runs_on && !in_a_row && thousands => {
                (format!("{whole}{part}"), whole.len() + 4, false)
            }
            () if !runs_on && !in_a_row && decimal => (
                format!("{whole}.{part}"),
                whole.len() + 1 + part.len(),
                true,
            ),
            () => (whole.clone(), whole.len(), false),
        };
        let value: f64 = typed.parse().unwrap_or_default();
        let mut kind = Kind::Number {
            value,
            width: typed.len().min(whole.len() + usize::from(thousands) * 3),
            decimal,
        };
        if whole.len() > LONGEST_NUMBER {
            kind = Kind::Mark('#');
        }
        let half = self.char_at(at + length).and_then(fraction);
        if let (Some(more), Kind::Number { width, .. }) = (half, kind) {
            kind = Kind::Number {
                value: value + more,
                width,
                decimal: true,
            };
            self.push(at, length + 1, kind, typed);
            return length + 1;
        }
        self.push(at, length, kind, typed);
        length
    }
}

fn fraction(c: char) -> Option<f64> {
    match c {
        '½' => Some(0.5),
        '¼' => Some(0.25),
        '¾' => Some(0.75),
        _ => None,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' | '\u{20e3}')
        || is_combining_mark(c)
}

fn fold_mark(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' => '-',
        '—' | '―' | '~' => '–',
        '\u{2044}' | '\u{2215}' => '/',
        '×' | '✕' | '✖' => '*',
        '“' | '”' | '«' | '»' | '„' => '"',
        '，' | '、' => ',',
        '。' => '.',
        '？' | '؟' => '?',
        '…' => '.',
        '•' | '·' | '●' | '▪' | '►' => ';',
        _ => c,
    }
}

fn fold_letter(c: char, out: &mut String) {
    match c {
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        _ => {
            let letters = c.nfkd().filter(|c| !is_combining_mark(*c));
            out.extend(letters.flat_map(char::to_lowercase));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        tokenize(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn text_falls_into_folded_tokens() {
        let table: &[(&str, &[&str])] = &[
            ("l’an passé, 37,5h", &["l", "an", "passe", ",", "37.5", "h"]),
            ("01.02.2023", &["01", ".", "02", ".", "2023"]),
            ("7,7,7,7", &["7", ",", "7", ",", "7", ",", "7"]),
            ("1,950 hours", &["1950", "hours"]),
            ("NOC31301", &["noc", "31301"]),
            ("Mar’23", &["mar", "'", "23"]),
            ("2½ CŒUR", &["2", "coeur"]),
            ("۲۰۲۳", &["2023"]),
            ("👍🏽 ok", &["👍", "🏽", "ok"]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn tokens_know_their_place() {
        let text = "Réf. 12 mois";
        for token in tokenize(text) {
            assert!(text.get(token.start..token.end).is_some());
        }
        let one_and_a_half = tokenize("1½");
        assert_eq!(one_and_a_half[0].number(), Some(1.5));
        assert!(tokenize("jan 22")[1].whole() == Some((22, 2)));
    }
}
