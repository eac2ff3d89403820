//! Words that no title has, brought to the form in which titles have them.

use super::Matcher;
use super::query::{Query, Reader};
use super::word_lists::StopWord;
use crate::language::LemmaRule;
use crate::text::fold;

/// A longer text is more than the name of a job and its place.
const MOST_WORDS: usize = 12;
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
        self.commonest(word, &self.index.vocabulary.endings().verb)
    }

    /// What most of what is listed has, of what a word becomes by these rules.
    fn commonest(&self, word: &str, rules: &[LemmaRule]) -> Option<String> {
        let other = |rule: &LemmaRule| {
            let stem = word.strip_suffix(rule.ending.as_str())?;
            (stem.len() >= rule.stays).then(|| format!("{stem}{}", rule.other))
        };
        let others = rules.iter().filter_map(other);
        others
            .map(|other| (self.uses(&other), other))
            .filter(|(uses, _)| *uses >= MIN_VERB_USES)
            .max()
            .map(|(_, other)| other)
    }

    /// How often titles and names have a folded word.
    pub(super) fn uses(&self, word: &str) -> u32 {
        let vocabulary = &self.index.vocabulary;
        vocabulary.id(word).map_or(0, |id| vocabulary.uses(id))
    }
}

impl Matcher {
    /// Other wordings of what somebody says of their own work, as titles and names have it: without what opens it and the places, and
    /// then with its verb in the form that is listed ("je livre le pain": "livre le pain", "livrer le pain"); of what is a job also the
    /// name of it alone ("door sander with 5 years of experience").
    pub(super) fn plainer(&self, query: &Query, is_job: bool) -> Vec<String> {
        let words = &query.typed;
        if words.len() > MOST_WORDS {
            return Vec::new();
        }
        let small = &self.knowledge.words.small;
        let is_place = |at: usize| query.stop.get(at) == Some(&Some(StopWord::Place));
        let leads_to_place =
            |at: usize| small.circumstance.contains(&words[at]) && is_place(at + 1);
        let told = (0..words.len()).filter(|&at| !is_place(at) && !leads_to_place(at));
        let told: Vec<usize> = told.collect();
        let is_tail = |&&at: &&usize| is_said_beside(query.stop[at]);
        let tail = told.iter().rev().take_while(is_tail).count();
        let mut ends = told[told.len() - tail..].iter();
        let tells_time = ends.any(|&at| query.stop[at] == Some(StopWord::Time));
        let told: Vec<&str> = told.iter().map(|&at| words[at].as_str()).collect();
        let opens = told.iter().take_while(|word| small.opening.contains(word));
        let (opening, told) = told.split_at(opens.count());
        let Some((first, others)) = told.split_first() else {
            return Vec::new();
        };
        // "I am Miller" is a name, "I am a miller" is none.
        let is_noun = opening
            .last()
            .is_none_or(|last| small.article.contains(last));
        let mut all = Vec::new();
        if told.len() < words.len() && (is_noun || !others.is_empty()) {
            all.push(told.join(" "));
        }
        if !others.is_empty() {
            let doing = &self.index.vocabulary.endings().doing;
            let reader = self.reader();
            let verb = reader
                .infinitive(first)
                .or_else(|| reader.commonest(first, doing));
            all.extend(verb.map(|verb| [&[verb.as_str()], others].concat().join(" ")));
        }
        let name = &told[..told.len().saturating_sub(tail)];
        if is_job && tells_time && !name.is_empty() {
            all.push(name.join(" "));
        }
        all
    }
}

/// Whether a word of this class tells times and the like behind the name of a job.
fn is_said_beside(class: Option<StopWord>) -> bool {
    matches!(
        class,
        Some(StopWord::Function | StopWord::Chat | StopWord::Time)
    )
}

#[cfg(test)]
mod tests {
    use super::super::Matcher;
    use super::super::spelling::Memory;
    use crate::noc::{DataFiles, NocVersions};

    #[test]
    fn what_one_does_is_found_however_it_is_said() {
        let noc = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let matcher = Matcher::open(&DataFiles::BuiltIn, noc.newest()).unwrap();
        let first = |text| {
            let found = matcher.find(text, None, 1);
            found.candidates.first().map(|first| first.noc.to_string())
        };
        for (said, listed) in [
            ("je livre le pain", "livrer le pain"),
            ("je cure les caniveaux", "curer les caniveaux"),
            (
                "j'enseigne le français au lycée",
                "enseigner le français au lycée",
            ),
            ("I fix phones", "fix phones"),
            ("making pizza", "make pizza"),
            ("I am a pilot", "pilot"),
            ("plombier à Trois-Rivières", "plombier"),
        ] {
            assert!(first(said).is_some(), "{said}");
            assert_eq!(first(said), first(listed), "{said}");
        }
        for said in [
            "je pense",
            "I am in Toronto",
            "my work",
            "à Trois-Rivières",
            "I am Miller",
        ] {
            assert_eq!(first(said), None, "{said}");
        }
    }

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
