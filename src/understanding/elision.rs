//! Elided words typed in one with the word behind them, read as with the apostrophe: "jusqua" as "jusqu'à".

use super::lexicon::Lexicon;
use super::message::Token;
use crate::language::Words;
use crate::text::fold;

/// Behind an elided word as short as `SHORT` a word has at least this many letters: shorter ones end many other words.
const SHORTEST_BEHIND: usize = 4;
const SHORT: usize = 2;
/// So many tokens behind an elided word show whether a phrase begins there.
const LOOKED_AT: usize = 8;

impl Lexicon {
    /// The tokens of `text` with elided words apart, where what is behind them begins a phrase of a language that elides.
    ///
    /// Words that a phrase has, or that `is_known` knows, stay whole; those of `in_one` never do.
    pub(super) fn elided_apart(
        &self,
        text: &str,
        mut tokens: Vec<Token>,
        in_one: &Words,
        is_known: impl Fn(&str) -> bool,
    ) -> Vec<Token> {
        let mut at = 0;
        while at < tokens.len() {
            if let Some(two) = self.apart(text, &tokens[at..], in_one, &is_known) {
                tokens.splice(at..=at, two);
                at += 1;
            }
            at += 1;
        }
        tokens
    }

    /// The two words that the first token is.
    fn apart(
        &self,
        text: &str,
        tokens: &[Token],
        in_one: &Words,
        is_known: &impl Fn(&str) -> bool,
    ) -> Option<[Token; 2]> {
        let (token, behind) = tokens.split_first()?;
        if !token.is_word() {
            return None;
        }
        let always = in_one.contains(&token.text);
        let mut ways = fold::without_elided(&token.text)
            .filter(|rest| always || is_long(&token.text, rest))
            .filter_map(|rest| cut(text, token, rest))
            .peekable();
        ways.peek()?;
        if always {
            return ways.next();
        }
        if self.has_word(&token.text) || is_known(&token.text) {
            return None;
        }
        ways.find(|two| {
            let near = behind.iter().take(LOOKED_AT);
            let near: Vec<Token> = two.iter().chain(near).cloned().collect();
            let mut hits = self.hits(&near).into_iter();
            hits.any(|hit| hit.start <= 1 && hit.end > 1 && fold::elides(self.language(hit.lang)))
        })
    }
}

/// Whether a word is long enough to be an elided one and `rest`.
fn is_long(word: &str, rest: &str) -> bool {
    word.len() - rest.len() > SHORT || rest.len() >= SHORTEST_BEHIND
}

/// A token cut before `rest`.
fn cut(text: &str, token: &Token, rest: &str) -> Option<[Token; 2]> {
    let elided = token.text.strip_suffix(rest)?;
    let typed = text.get(token.start..token.start + elided.len())?;
    if !typed.eq_ignore_ascii_case(elided) {
        return None;
    }
    let between = token.start + elided.len();
    let first = Token {
        text: elided.to_owned(),
        end: between,
        ..token.clone()
    };
    let second = Token {
        text: rest.to_owned(),
        start: between,
        glued: true,
        capital: text.get(between..)?.starts_with(char::is_uppercase),
        ..token.clone()
    };
    Some([first, second])
}

#[cfg(test)]
mod tests {
    use super::super::message::tokenize;
    use super::*;
    use crate::noc::{DataFiles, Lang};

    #[test]
    fn elided_words_are_set_apart() {
        let lexicon = Lexicon::open(&DataFiles::BuiltIn, &[Lang::EN, Lang::FR]).unwrap();
        let in_one = Words::try_from("jai".to_owned()).unwrap();
        for (text, expected) in [
            ("jusqua décembre", "jusqu a decembre"),
            ("Jusquà 2024 JUSQUEN mai", "jusqu a 2024 jusqu en mai"),
            ("2 mois darrêt maladie", "2 mois d arret maladie"),
            ("daout a lavril", "d aout a l avril"),
            ("jusque mai", "jusque mai"),
            (
                "piano mover, dentist, sage-femme",
                "piano mover , dentist , sage - femme",
            ),
            ("les tailleurs", "les tailleurs"),
            ("Jai un garage, mai 2024", "j ai un garage , mai 2024"),
        ] {
            let is_known = |word: &str| word == "tailleurs";
            let tokens = lexicon.elided_apart(text, tokenize(text), &in_one, is_known);
            let shown: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
            assert_eq!(shown.join(" "), expected, "{text}");
            assert!(
                tokens
                    .iter()
                    .all(|token| text.get(token.start..token.end).is_some())
            );
        }
    }
}
