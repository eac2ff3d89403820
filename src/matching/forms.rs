//! Words that no title has, brought to the form in which titles have them.

use super::query::Reader;
use crate::language::LemmaRule;
use crate::text::fold;

/// A noun that a word stands for has at least this many letters, it and a verb at least so many uses.
const MIN_NOUN: usize = 4;
const MIN_NOUN_USES: u32 = 5;
const MIN_VERB_USES: u32 = 2;

impl Reader<'_> {
    /// The word itself where it is known, else what it is a form of: the noun that an elided word is typed in one with ("decole"),
    /// or the infinitive of a verb ("gerais").
    pub(super) fn known_form(&self, word: String) -> String {
        if !word.is_ascii() || self.has_word(&word) {
            return word;
        }
        let noun = self.elided_noun(&word).map(str::to_owned);
        noun.or_else(|| self.infinitive(&word)).unwrap_or(word)
    }

    /// Whether a folded word is one of a title or name, or says nothing of a job, or has another spelling.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.index.vocabulary.id(word).is_some()
            || self.knowledge.lists.stop_words.get(word).is_some()
            || !self.knowledge.spellings.meanings_of(word).is_empty()
    }

    fn elided_noun<'a>(&self, word: &'a str) -> Option<&'a str> {
        fold::without_elided(word)
            .find(|noun| noun.len() >= MIN_NOUN && self.uses(noun) >= MIN_NOUN_USES)
    }

    /// The verb that most of what is listed has, of those that the word may be a form of.
    fn infinitive(&self, word: &str) -> Option<String> {
        let rules = self.index.vocabulary.endings().verb.iter();
        let verb = |rule: &LemmaRule| {
            let stem = word.strip_suffix(rule.ending.as_str())?;
            (stem.len() >= rule.stays).then(|| format!("{stem}{}", rule.other))
        };
        let verbs = rules.filter_map(verb);
        verbs
            .map(|verb| (self.uses(&verb), verb))
            .filter(|(uses, _)| *uses >= MIN_VERB_USES)
            .max()
            .map(|(_, verb)| verb)
    }

    /// How often titles and names have a folded word.
    pub(super) fn uses(&self, word: &str) -> u32 {
        let vocabulary = &self.index.vocabulary;
        vocabulary.id(word).map_or(0, |id| vocabulary.uses(id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Matcher;
    use super::super::spelling::Memory;
    use crate::noc::{DataFiles, NocVersions};

    #[test]
    fn unknown_words_are_brought_to_known_ones() {
        let noc = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let matcher = Matcher::open(&DataFiles::BuiltIn, noc.newest()).unwrap();
        let mut memory = Memory::new(&matcher.speller, &matcher.index.vocabulary);
        let mut read = |text| matcher.reader().read(text, &mut memory).typed.join(" ");
        for (typed, expected) in [
            ("maitresse decole", "maitresse ecole"),
            ("agent dentretien", "agent entretien"),
            ("dentist", "dentist"),
            ("poids lour", "poids lour"),
            ("je gérais un restaurant", "je gerer un restaurant"),
            ("je vendais des maisons", "je vendre des maisons"),
            ("je peignais des voitures", "je peindre des voitures"),
            ("je réparais des toits", "je reparer des toits"),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }
}
