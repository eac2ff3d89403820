//! What a typed text asks for: its words, what each means in the index, and how much each counts.

use super::data::Knowledge;
use super::denial::without_negated;
use super::elided::without_elided_apart;
use super::importance::{ASSISTED_SHARE, importance};
use super::index::{EntryKind, Index};
use super::job_words::Marks;
use super::readings::{TermMatch, nearly_as_likely, readings};
use super::seniority::{AUTHORITY, Levels};
use super::spelling::{LONGEST_WORD, Memory};
use super::stem;
use super::vocabulary::WordId;
use super::word_lists::StopWord;
use crate::language::Endings;
use crate::text::fold;

/// One typed word that counts.
#[derive(Debug, Clone)]
pub struct QueryWord {
    /// Best first; none for a word that means nothing to the index.
    pub matches: Vec<TermMatch>,
    pub weight: f32,
    /// How near the word stands to where people name their job, from 0 to 1.
    pub importance: f32,
    pub stop: Option<StopWord>,
}

/// A typed text, read.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub words: Vec<QueryWord>,
    /// The levels and roles it names.
    pub levels: Levels,
    /// Whether it leads others and names several people of one job, whom it leads then ("supervise cooks").
    pub leads_people: bool,
    /// The text without stop words, for texts that mean several groups.
    pub bare: String,
    /// All words as typed, folded.
    pub typed: Vec<String>,
    /// The same with what unknown words were taken for; none where every word was known.
    pub corrected: Option<Vec<String>>,
    /// The text as it may be meant, the likeliest reading first: misspelt words corrected, up to two of them in several ways; none
    /// where it has no misspelt word, or more that may be different words.
    pub meant: Vec<String>,
    /// The class of stop word of each typed word.
    pub stop: Vec<Option<StopWord>>,
    /// What else stands in the text that tells of what kind it is.
    pub marks: Marks,
}

impl Query {
    /// Whether no word of it is surely a word of the index.
    pub fn is_a_guess(&self) -> bool {
        let mut matches = self
            .words
            .iter()
            .filter(|word| word.stop.is_none())
            .filter_map(|word| word.matches.first());
        matches.all(|best| best.similarity < SURE_MATCH)
    }
}

/// Whether a word of this class is no part of a job's name.
pub fn says_nothing(stop: Option<StopWord>) -> bool {
    stop.is_some()
}

/// A word of the same lemma (plural, gender) stands for another nearly fully, one of the same root less so.
const SAME_LEMMA: f32 = 0.97;
const SAME_ROOT: f32 = 0.72;
/// The same for one that names the same level of those who lead others.
const SAME_ROOT_AND_LEVEL: f32 = 0.92;
/// Another spelling of the same word.
const OTHER_SPELLING: f32 = 0.99;
/// What a short form may mean too.
const OTHER_MEANING: f32 = 0.97;
/// A part of a compound word stands for the compound ("house" in "house keeper").
const PART_OF_COMPOUND: f32 = 0.96;
/// Compounds that are shorter or rarer are not looked for.
const MIN_COMPOUND: usize = 6;
const MIN_COMPOUND_USES: u32 = 2;
/// A word that is rare in the index may be a misspelling of a common one: fewer uses than this are rare.
const RARE_USES: u32 = 3;
/// A correction counts for this share of its similarity: a certain word is better than a guessed one.
const CORRECTED: f32 = 0.92;
/// A correction this close is better than cutting the word in two.
const SURE_CORRECTION: f32 = 0.8;
/// A word that is less like what was typed is a guess.
const SURE_MATCH: f32 = 0.7;
/// Two words are read as one only when the joined word is this close to one of the index.
const JOINED_SIMILARITY: f32 = 0.86;
/// Words that are not the job but stand in titles too keep this share of their weight.
const STOP_WORD_SHARE: f32 = 0.12;
/// What an unknown word counts for: as much as a word of medium weight.
const UNKNOWN_WEIGHT: f32 = 3.0;
/// Each half of a split word has at least this many letters and uses.
const MIN_HALF: usize = 3;
const MIN_HALF_USES: u32 = 5;
/// Words beyond this many are not read: no message that names a job is longer.
const MAX_WORDS: usize = 200;

/// What ends a clause.
const CLAUSE_ENDS: [char; 9] = ['.', ',', ';', '!', '?', '\n', '(', ')', ':'];
/// What words for the employer's kind of place count for, which nobody has typed.
const EMPLOYER_SHARE: f32 = 0.4;

/// Reads texts against an index.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub index: &'a Index,
    pub knowledge: &'a Knowledge,
}

impl Reader<'_> {
    /// Reads `text`.
    pub fn read(&self, text: &str, memory: &mut Memory<'_>) -> Query {
        let small = &self.knowledge.words.small;
        let mut typed = Vec::new();
        let mut clause_ends = Vec::new();
        for clause in text.split(CLAUSE_ENDS) {
            let words = without_negated(fold::words(clause), small);
            typed.extend(self.compounded(words));
            clause_ends.push(typed.len());
        }
        if text.contains('.') && typed.len() <= 3 {
            // A short text with dots is an abbreviation (R.N.), not clauses.
            typed = self.compounded(fold::words(text));
            clause_ends = vec![typed.len()];
        }
        typed.truncate(MAX_WORDS);
        let stop = self.stop_words_of(&typed);
        let importance = importance(&typed, &stop, &clause_ends, small);
        let parts = self.parts_of_compounds(&typed, &stop);
        let mut words: Vec<QueryWord> = Vec::new();
        let mut corrected: Option<Vec<String>> = None;
        let mut doubts: Vec<(usize, Vec<WordId>)> = Vec::new();
        let mut at = 0;
        while at < typed.len() {
            let (found, taken) = match parts[at] {
                Some(compound) => (vec![self.part_of(compound, &typed[at], stop[at])], 1),
                None => self.read_word(&typed, &stop, at, memory),
            };
            if let [word] = found.as_slice()
                && let Some(best) = word.matches.first()
                && best.similarity >= SURE_MATCH
                && (taken > 1 || self.index.vocabulary.id(&typed[at]).is_none())
            {
                let corrected = corrected.get_or_insert_with(|| typed[..at].to_vec());
                let others = nearly_as_likely(&word.matches, &self.index.vocabulary);
                if !others.is_empty() {
                    doubts.push((corrected.len(), others));
                }
                corrected.push(self.index.vocabulary.text(best.word).to_owned());
            } else if let Some(corrected) = &mut corrected {
                corrected.extend_from_slice(&typed[at..at + taken]);
            }
            words.extend(found.into_iter().map(|mut word| {
                word.weight *= importance[at];
                word.importance = importance[at];
                word
            }));
            at += taken;
        }
        let levels = words
            .iter()
            .filter(|word| word.importance > ASSISTED_SHARE)
            .filter_map(|word| word.matches.first())
            .fold(0, |levels, best| {
                levels | self.index.vocabulary.levels(best.word)
            });
        let leads_people = levels & AUTHORITY != 0 && typed.iter().any(|word| self.is_people(word));
        // Of those who lead others only the place may tell what they lead; what anybody else does is the same anywhere.
        let places = match levels & AUTHORITY {
            0 => Vec::new(),
            _ => self.places_of_employers(&typed, &stop),
        };
        words.extend(places.iter().map(|name| {
            let mut word = self.word(self.related(name));
            word.weight *= EMPLOYER_SHARE;
            word.importance = EMPLOYER_SHARE;
            word
        }));
        let telling = typed.iter().zip(&stop).filter(|(_, stop)| stop.is_none());
        let telling = telling.map(|(word, _)| word.as_str()).chain(places);
        let bare = telling.collect::<Vec<_>>().join(" ");
        let corrected_words = corrected.as_deref().unwrap_or_default();
        let meant = readings(corrected_words, &doubts, &self.index.vocabulary);
        Query {
            meant,
            words,
            levels,
            leads_people,
            bare,
            typed,
            corrected,
            stop,
            marks: Marks::of(text),
        }
    }

    /// The class of stop word of every word, by the longest phrase it stands in.
    pub fn stop_words_of(&self, typed: &[String]) -> Vec<Option<StopWord>> {
        let mut classes: Vec<Option<StopWord>> = vec![None; typed.len()];
        let mut at = 0;
        while at < typed.len() {
            let longest = self
                .knowledge
                .lists
                .stop_words
                .longest
                .min(typed.len() - at);
            let found = (1..=longest).rev().find_map(|count| {
                let phrase = typed[at..at + count].join(" ");
                let class = self.knowledge.lists.stop_words.get(&phrase);
                class.map(|class| (count, class))
            });
            let is_number = typed[at].bytes().all(|byte| byte.is_ascii_digit());
            let (count, class) = match found {
                Some((count, class)) => (count, Some(class)),
                None if is_number => (1, Some(StopWord::Time)),
                None => (1, None),
            };
            classes[at..at + count].fill(class);
            at += count;
        }
        classes
    }

    /// Whether a word names several people of one job that leads nobody.
    fn is_people(&self, word: &str) -> bool {
        let vocabulary = &self.index.vocabulary;
        let lemma = stem::lemma(word, vocabulary.endings());
        let is_job = |one| {
            let ambiguous_terms = &self.knowledge.choices.ambiguous_terms;
            let names_one = vocabulary.is_alone(one) || ambiguous_terms.get(&lemma).is_some();
            names_one && vocabulary.levels(one) & AUTHORITY == 0
        };
        *lemma != *word
            && inflected(word, &lemma, vocabulary.endings())
            && vocabulary.id(&lemma).is_some_and(is_job)
    }

    /// Words for the kinds of place that the employers in a text are ("restaurant" for a chain of them).
    fn places_of_employers(&self, typed: &[String], stop: &[Option<StopWord>]) -> Vec<&str> {
        let stop_words = &self.knowledge.lists.stop_words;
        let mut places = Vec::new();
        let mut at = 0;
        while at < typed.len() {
            let employer = stop[at..].iter();
            let employer = employer.take_while(|class| **class == Some(StopWord::Company));
            let place_of = |count: usize| stop_words.place_of(&typed[at..at + count].join(" "));
            let found = (1..=employer.count())
                .rev()
                .find_map(|count| Some((count, place_of(count)?)));
            let (taken, place) = found.unwrap_or((1, ""));
            let known = |name: &&str| self.index.vocabulary.id(name).is_some();
            places.extend(place.split_whitespace().filter(known));
            at += taken;
        }
        places
    }

    /// The word at `at` and how many typed words it took; no word where it is not looked for.
    fn read_word(
        &self,
        typed: &[String],
        stop: &[Option<StopWord>],
        at: usize,
        memory: &mut Memory<'_>,
    ) -> (Vec<QueryWord>, usize) {
        let text = &typed[at];
        if stop[at] == Some(StopWord::Function) {
            return (Vec::new(), 1);
        }
        let vocabulary = &self.index.vocabulary;
        let exact = vocabulary.id(text);
        if stop[at].is_some() {
            let Some(_) = exact else {
                return (Vec::new(), 1);
            };
            let mut word = self.word(self.related(text));
            word.stop = stop[at];
            word.weight *= STOP_WORD_SHARE;
            return (vec![word], 1);
        }
        if let Some(word) = self.expanded(text) {
            return (vec![word], 1);
        }
        let related = self.related(text);
        let uses: u32 = related
            .iter()
            .map(|meaning| vocabulary.uses(meaning.word))
            .sum();
        // A rare word may be a misspelling of a common one, and so may its plural.
        let is_form_of_one = related.iter().any(|meaning| {
            meaning.similarity >= SAME_LEMMA
                && vocabulary.uses(meaning.word) >= RARE_USES
                && inflected(text, vocabulary.text(meaning.word), vocabulary.endings())
        });
        if exact.is_some() && uses >= RARE_USES || is_form_of_one {
            return (vec![self.word(related)], 1);
        }
        if let Some(next) = typed.get(at + 1)
            && stop[at + 1].is_none()
            && let Some(joined) = self.joined(text, next, memory)
        {
            return (vec![joined], 2);
        }
        let corrections = memory.correct(text);
        let best = corrections.first().map_or(0.0, |best| best.similarity);
        if related.is_empty()
            && best < SURE_CORRECTION
            && let Some(halves) = self.split(text)
        {
            return (halves, 1);
        }
        let mut matches = related;
        if best >= SURE_CORRECTION {
            matches.retain(|meaning| !self.is_of_messages_only(meaning.word));
        }
        for correction in corrections {
            let similarity = CORRECTED * correction.similarity;
            // A misspelling may have the root of the word it stands for, and be nearer to it than the root tells.
            let known = matches
                .iter_mut()
                .find(|meaning| meaning.word == correction.word);
            match known {
                Some(meaning) => meaning.similarity = meaning.similarity.max(similarity),
                None => matches.push(TermMatch {
                    word: correction.word,
                    similarity,
                }),
            }
        }
        matches.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
        (vec![self.word(matches)], 1)
    }

    /// Whether a word stands in messages that are no job and in no title or name.
    fn is_of_messages_only(&self, word: WordId) -> bool {
        let mut entries = self.index.postings_of(word);
        entries.all(|posting| self.index.entry(posting.entry()).kind() == EntryKind::NotAJob)
    }

    /// The words as titles have them, two of which the second is none joined to the word that they make ("co-ordinator").
    fn compounded(&self, words: Vec<String>) -> Vec<String> {
        let mut out: Vec<String> = Vec::with_capacity(words.len());
        let words = self.knowledge.spellings.normalised(words);
        for word in without_elided_apart(words, &self.knowledge.words.small) {
            let word = self.known_form(word);
            if let Some(before) = out.last_mut()
                && before.len() + word.len() >= MIN_COMPOUND
                && self.uses(&word) < RARE_USES
                && self.knowledge.lists.stop_words.get(&word).is_none()
                && self.uses(&format!("{before}{word}")) >= MIN_COMPOUND_USES
            {
                before.push_str(&word);
            } else {
                out.push(word);
            }
        }
        out
    }

    /// For each word: the word of the index that it makes with the one before or after it ("house keeper").
    fn parts_of_compounds(
        &self,
        typed: &[String],
        stop: &[Option<StopWord>],
    ) -> Vec<Option<WordId>> {
        let vocabulary = &self.index.vocabulary;
        let mut parts = vec![None; typed.len()];
        let mut whole = String::new();
        for at in 1..typed.len() {
            let (first, second) = (&typed[at - 1], &typed[at]);
            let length = first.len() + second.len();
            if stop[at - 1].is_some() && stop[at].is_some() || length < MIN_COMPOUND {
                continue;
            }
            whole.clear();
            whole.push_str(first);
            whole.push_str(second);
            let Some(compound) = vocabulary.id(&whole) else {
                continue;
            };
            if vocabulary.uses(compound) >= MIN_COMPOUND_USES {
                parts[at - 1] = Some(compound);
                parts[at] = Some(compound);
            }
        }
        parts
    }

    /// A word that stands for a part of a compound, and for itself.
    fn part_of(&self, compound: WordId, text: &str, stop: Option<StopWord>) -> QueryWord {
        let mut matches = self.related(self.index.vocabulary.text(compound));
        for meaning in &mut matches {
            meaning.similarity *= PART_OF_COMPOUND;
        }
        if stop.is_none() {
            add_weaker(&mut matches, &self.related(text), PART_OF_COMPOUND);
        }
        matches.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
        self.word(matches)
    }

    /// What a short form of several words may mean, each of them, and the word itself if titles have it.
    fn expanded(&self, text: &str) -> Option<QueryWord> {
        let meanings = self.knowledge.spellings.meanings_of(text);
        let (first, others) = meanings.split_first()?;
        let mut matches = self.related(first);
        for other in others {
            add_weaker(&mut matches, &self.related(other), OTHER_MEANING);
        }
        add_weaker(&mut matches, &self.related(text), OTHER_MEANING);
        (!matches.is_empty()).then(|| self.word(matches))
    }

    fn word(&self, matches: Vec<TermMatch>) -> QueryWord {
        let weight = matches.first().map_or(UNKNOWN_WEIGHT, |best| {
            self.index.vocabulary.weight(best.word)
        });
        QueryWord {
            matches,
            weight,
            importance: 1.0,
            stop: None,
        }
    }

    /// The word itself and those that share its lemma or root, best first.
    fn related(&self, text: &str) -> Vec<TermMatch> {
        let vocabulary = &self.index.vocabulary;
        let lemma = stem::lemma(text, vocabulary.endings());
        let level = self.knowledge.levels.of(&lemma) & AUTHORITY;
        let mut matches: Vec<TermMatch> = Vec::new();
        // Words of one lemma stand together.
        let mut last = None;
        for word in vocabulary.relatives(&lemma) {
            let number = vocabulary.lemma(word);
            let has_lemma = match last {
                Some((known, has_lemma)) if known == number => has_lemma,
                _ => vocabulary.has_lemma(word, &lemma),
            };
            last = Some((number, has_lemma));
            let similarity = match () {
                () if vocabulary.text(word) == text => 1.0,
                () if has_lemma => SAME_LEMMA,
                () if vocabulary.levels(word) & level != 0 => SAME_ROOT_AND_LEVEL,
                () => SAME_ROOT,
            };
            matches.push(TermMatch { word, similarity });
        }
        for variant in self.knowledge.spellings.variants_of(text) {
            if let Some(word) = vocabulary.id(variant) {
                let similarity = OTHER_SPELLING;
                matches.push(TermMatch { word, similarity });
            }
        }
        matches.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
        matches
    }

    /// "hair dreser": two words typed for one.
    fn joined(&self, first: &str, second: &str, memory: &mut Memory<'_>) -> Option<QueryWord> {
        let whole = format!("{first}{second}");
        if self.index.vocabulary.id(&whole).is_some() {
            return Some(self.word(self.related(&whole)));
        }
        if self.uses(second) >= RARE_USES {
            return None;
        }
        let best = *memory.nearly(&whole).first()?;
        (best.similarity >= JOINED_SIMILARITY).then(|| {
            self.word(vec![TermMatch {
                word: best.word,
                similarity: best.similarity,
            }])
        })
    }

    /// "lorrydriver": one word typed for two.
    fn split(&self, text: &str) -> Option<Vec<QueryWord>> {
        if !text.is_ascii() || text.len() > 2 * LONGEST_WORD {
            return None;
        }
        let cuts = MIN_HALF..text.len().saturating_sub(MIN_HALF - 1);
        let best = cuts
            .map(|cut| (self.uses(&text[..cut]).min(self.uses(&text[cut..])), cut))
            .filter(|&(uses, _)| uses >= MIN_HALF_USES)
            .max()?;
        let halves = [&text[..best.1], &text[best.1..]];
        Some(halves.map(|half| self.word(self.related(half))).into())
    }
}

/// Adds what is not among `matches` yet, for this share of its similarity.
fn add_weaker(matches: &mut Vec<TermMatch>, more: &[TermMatch], share: f32) {
    for meaning in more {
        if !matches.iter().any(|known| known.word == meaning.word) {
            matches.push(TermMatch {
                word: meaning.word,
                similarity: share * meaning.similarity,
            });
        }
    }
}

/// Whether one word is the other with a regular ending, so that neither is a misspelling.
fn inflected(typed: &str, known: &str, endings: &Endings) -> bool {
    let (short, long) = if typed.len() <= known.len() {
        (typed, known)
    } else {
        (known, typed)
    };
    match long.strip_prefix(short) {
        Some(rest) => rest.is_empty() || endings.regular.contains(rest),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Matcher;
    use super::super::random::Random;
    use super::super::typo::with_typo;
    use super::*;
    use crate::noc::{DataFiles, NocVersions};

    fn opened() -> (NocVersions, Matcher) {
        let noc = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let matcher = Matcher::open(&DataFiles::BuiltIn, noc.newest()).unwrap();
        (noc, matcher)
    }

    #[test]
    fn a_misspelling_stands_for_its_word_before_others_of_its_root() {
        let (_, matcher) = opened();
        let vocabulary = &matcher.index.vocabulary;
        for (typed, meant) in [("accountent", "accountant"), ("cuisinnier", "cuisinier")] {
            let mut memory = Memory::new(&matcher.speller, vocabulary);
            let query = matcher.reader().read(typed, &mut memory);
            assert_eq!(vocabulary.text(query.words[0].matches[0].word), meant);
        }
    }

    #[test]
    fn the_employer_of_who_leads_stands_for_its_kind_of_place() {
        let (_, matcher) = opened();
        let mut memory = Memory::new(&matcher.speller, &matcher.index.vocabulary);
        let query = matcher.reader().read("manager at KFC", &mut memory);
        assert_eq!(query.bare, "manager restaurant");
        for text in ["manager at Siemens", "manager"] {
            assert_eq!(matcher.reader().read(text, &mut memory).bare, "manager");
        }
        // Who cooks there is a cook.
        let query = matcher.reader().read("cook at KFC", &mut memory);
        assert_eq!(query.bare, "cook");
    }

    /// However a text is misspelt, reading it looks at few words of the vocabulary for each of its letters.
    #[test]
    fn no_text_is_slow_to_read() {
        let (noc, matcher) = opened();
        let titles: Vec<&str> = noc
            .newest()
            .titles()
            .iter()
            .map(|title| title.text)
            .collect();
        let mut random = Random::new(5);
        let mut most = 0.0f32;
        for words in [1, 2, 3, 5, 10, 30, 200] {
            for _ in 0..20 {
                let mut text = String::new();
                while text.split(' ').count() <= words {
                    let title = fold::key(titles[random.below(titles.len())]);
                    let once = with_typo(&title, &mut random).unwrap_or(title);
                    text += &with_typo(&once, &mut random).unwrap_or(once);
                    text.push(' ');
                }
                let mut memory = Memory::new(&matcher.speller, &matcher.index.vocabulary);
                matcher.reader().read(&text, &mut memory);
                let looked_at = memory.looked_at;
                most = most.max(looked_at as f32 / text.len() as f32);
            }
        }
        assert!(most < MOST_LOOKED_AT, "{most} words a letter");
    }

    const MOST_LOOKED_AT: f32 = 1_000.0;
}
