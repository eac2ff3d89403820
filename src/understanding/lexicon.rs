//! The words of every language with what they mean, and where they stand in a message.

use super::message::{Kind, Token};
use super::phrase_index::{PhraseIndex, SHORTEST_SLIP, Script, WordId};
use super::tags::Tag;
use crate::noc::{DataError, DataFiles, Lang};
use crate::prebuilt;

/// A gap in a phrase holds at most this many tokens.
const LONGEST_GAP: usize = 5;

/// What a stretch of tokens means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub tag: Tag,
    /// The place of its language in [`Lexicon::language`].
    pub lang: u8,
    /// How many words of the phrase were met, gaps left out.
    pub words: u8,
}

/// The phrases of every language with what they mean.
#[derive(Debug)]
pub struct Lexicon {
    index: PhraseIndex,
    /// What each name of the index means.
    tags: Vec<Tag>,
}

impl Lexicon {
    /// Reads `lang/TAG/understanding/*.toml` of the spoken languages, and `other-languages/*.toml`.
    ///
    /// # Errors
    /// A file is missing or wrong, or uses a name that the understanding does not know.
    pub fn open(files: &DataFiles, spoken: &[Lang]) -> Result<Self, DataError> {
        let built = match files {
            DataFiles::BuiltIn => PhraseIndex::read(prebuilt::phrases()),
            DataFiles::Folder(_) => None,
        };
        if let Some(lexicon) = built.and_then(Lexicon::new) {
            return Ok(lexicon);
        }
        let is_known = |group: &str, name: &str| Tag::named(group, name).is_some();
        let index = PhraseIndex::open(files, spoken, &is_known)?;
        Lexicon::new(index).ok_or_else(|| DataError::file("lang", "expected known names"))
    }

    /// None where the index has a name that is not known.
    fn new(index: PhraseIndex) -> Option<Self> {
        let names = index.names.iter();
        let tags = names
            .map(|(group, name)| Tag::named(group, name))
            .collect::<Option<_>>()?;
        Some(Lexicon { index, tags })
    }

    /// The line for somebody who writes in the language with this tag.
    pub fn reply(&self, tag: &str) -> Option<&str> {
        let mut replies = self.index.replies.iter().rev();
        let (_, reply) = replies.find(|(own, _)| own == tag)?;
        Some(reply)
    }

    /// The ISO 639-1 tag of the language of a hit.
    pub(super) fn language(&self, at: u8) -> &str {
        let tag = self.index.languages.get(usize::from(at));
        tag.map_or("en", |tag| tag)
    }

    /// Whether a phrase has this folded word.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.index.word(word).is_some()
    }

    /// How languages are recognised by their letters.
    pub(super) fn scripts(&self) -> &[Script] {
        &self.index.scripts
    }

    /// How many of the languages are spoken.
    pub(super) fn spoken(&self) -> usize {
        self.index.spoken
    }

    /// How many languages there are.
    pub(super) fn languages(&self) -> usize {
        self.index.languages.len()
    }

    fn tag(&self, name: u16) -> Option<Tag> {
        self.tags.get(usize::from(name)).copied()
    }

    /// Everything the tokens mean, by where it starts, the longest first.
    pub(super) fn hits(&self, tokens: &[Token]) -> Vec<Hit> {
        let ids: Vec<Option<WordId>> = tokens
            .iter()
            .map(|token| self.index.word(&token.text))
            .collect();
        let mut hits = Vec::new();
        for start in 0..tokens.len() {
            let first = hits.len();
            self.hits_at(tokens, &ids, start, &mut hits);
            if hits.len() == first {
                hits.extend(self.slip_at(tokens, start));
            }
            hits[first..].sort_by_key(|hit| std::cmp::Reverse(hit.end));
        }
        hits
    }

    fn hits_at(&self, tokens: &[Token], ids: &[Option<WordId>], start: usize, hits: &mut Vec<Hit>) {
        let mut node = 0;
        let mut at = start;
        while let Some(token) = tokens.get(at) {
            // Hyphens between the words of a phrase say nothing.
            if at > start && token.is_mark("-") && token.glued {
                at += 1;
                continue;
            }
            let step = ids[at].and_then(|word| self.index.step(node, word));
            let Some(next) = step else { break };
            node = next;
            at += 1;
            for phrase in self.index.phrases_at(node) {
                if let Some(tag) = self.tag(phrase.name)
                    && let Some(end) = rest_ends(self.index.runs(phrase), tokens, ids, at)
                {
                    hits.push(Hit {
                        start,
                        end,
                        tag,
                        lang: phrase.lang,
                        words: phrase.words,
                    });
                }
            }
        }
    }

    /// The only long word that is one slip away: the name of a month, or right before a time a word such as "since".
    fn slip_at(&self, tokens: &[Token], start: usize) -> Option<Hit> {
        let tag = self.slip(&tokens[start])?;
        let is_month = matches!(tag, Tag::Month(_));
        (is_month || self.begins_time(tokens.get(start + 1)?)).then_some(Hit {
            start,
            end: start + 1,
            tag,
            lang: 0,
            words: 1,
        })
    }

    /// The only meaning of the long words that are one slip away from a token.
    fn slip(&self, token: &Token) -> Option<Tag> {
        if !token.is_word() || token.text.len() < SHORTEST_SLIP {
            return None;
        }
        let words = self.index.slips.iter();
        let mut near = words
            .filter(|(word, _)| word.len().abs_diff(token.text.len()) <= 1)
            .filter(|(word, _)| strsim::osa_distance(word, &token.text) == 1);
        let (_, name) = near.next()?;
        let tag = self.tag(*name)?;
        near.all(|(_, other)| self.tag(*other) == Some(tag))
            .then_some(tag)
    }

    /// Whether a token is a number or a month.
    fn begins_time(&self, token: &Token) -> bool {
        let is_month = |tag| matches!(tag, Some(Tag::Month(_)));
        let node = self.index.word(&token.text);
        let node = node.and_then(|word| self.index.step(0, word));
        let means_month = |node| {
            let mut phrases = self.index.phrases_at(node);
            phrases.any(|phrase| is_month(self.tag(phrase.name)))
        };
        token.number().is_some() || node.is_some_and(means_month) || is_month(self.slip(token))
    }
}

/// Where the last of the further runs ends, each found within a short gap of the same sentence.
fn rest_ends<'a>(
    rest: impl Iterator<Item = &'a [WordId]>,
    tokens: &[Token],
    ids: &[Option<WordId>],
    mut at: usize,
) -> Option<usize> {
    for run in rest {
        let found = (at..=at + LONGEST_GAP).find(|&from| {
            let words = ids.get(from..from + run.len());
            words.is_some_and(|words| {
                words
                    .iter()
                    .zip(run)
                    .all(|(word, wanted)| *word == Some(*wanted))
            })
        })?;
        let ends_a_sentence = |token: &Token| token.kind == Kind::Break || token.is_mark("!?;");
        if tokens[at..found].iter().any(ends_a_sentence) {
            return None;
        }
        at = found + run.len();
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::super::message::tokenize;
    use super::*;

    #[test]
    fn every_language_file_can_be_read() {
        let lexicon = Lexicon::open(&DataFiles::BuiltIn, &[Lang::EN, Lang::FR]).unwrap();
        let tokens = tokenize("Since Febuary");
        let hits = lexicon.hits(&tokens);
        assert!(hits.iter().any(|hit| hit.tag == Tag::Month(2)));
    }
}
