//! Long texts: a letter or a list of duties is weighed part by part, and what the work is called goes first.

use super::joined::COVERED_BY_HEAD;
use super::model::softmax;
use super::result::MIN_LIKELY;
use super::spelling::Memory;
use super::{Candidate, MatchResult, Matcher, Outcome, job_decision};
use crate::language::{SmallWords, Words};
use crate::noc::{GroupId, NocCode};
use crate::text::fold;

/// Texts of fewer words are read as a whole only, and so are those of more: they are no letter.
const MIN_WORDS: usize = 25;
const MAX_WORDS: usize = 220;
/// Parts of fewer words say nothing of work, and so many are weighed.
const MIN_PART: usize = 2;
const MAX_PARTS: usize = 40;
/// The name of the job has at most so many words.
const MAX_DESIGNATION: usize = 6;
/// What a part says that finds a group less likely than this counts for next to nothing, so that none outvotes the rest.
const DOUBT: f32 = 0.005;
/// The name of the job counts for so many parts.
const DESIGNATION: f32 = 2.0;
/// How sure all parts together are: less than the sum of all, since what stands in one text is not independent.
const AGREEMENT: f32 = 0.7;
const AGREEMENT_LOSS: f32 = 0.25;

/// So many candidates of each sentence of a long text are weighed.
const WEIGHED_OF_PART: usize = 8;
/// A first candidate of a long text this likely is asked about alone: its parts must agree.
const CONFIDENT_IF_LONG: f32 = 0.96;
/// So many parts of a long text that are surely of a job, or more that may be, make it one.
const MIN_JOB_IF_LONG: f32 = 0.8;

/// Whether a text is long, but not too long to be weighed so.
pub fn is_long(text: &str) -> bool {
    (MIN_WORDS..=MAX_WORDS).contains(&text.split_whitespace().count())
}

/// What stands between the marks of a text.
fn parts_of(text: &str) -> Vec<&str> {
    let parts = text.split(['.', ';', ':', '!', '?', '\n', ',', '(', ')']);
    let long_enough = parts.filter(|part| part.split_whitespace().count() >= MIN_PART);
    long_enough.take(MAX_PARTS).collect()
}

/// What the parts of a text say for each unit group together.
#[derive(Debug)]
struct Votes {
    sums: Vec<f32>,
    parts: f32,
}

impl Votes {
    /// None yet, for so many groups.
    fn new(groups: usize) -> Self {
        Votes {
            sums: vec![0.0; groups],
            parts: 0.0,
        }
    }

    /// A part that is a job to this share, and finds these groups so likely, counts for `weight` parts.
    fn add(
        &mut self,
        probabilities: impl Iterator<Item = (GroupId, f32)>,
        is_job: f32,
        weight: f32,
    ) {
        self.parts += weight;
        for (group, probability) in probabilities {
            if let Some(sum) = self.sums.get_mut(usize::from(group.0)) {
                *sum += weight * (is_job * probability / DOUBT).ln_1p();
            }
        }
    }

    /// The groups with their probabilities, likeliest first.
    fn counted(self) -> Vec<(GroupId, f32)> {
        let mut probabilities = self.sums;
        let share = AGREEMENT * self.parts.max(1.0).powf(-AGREEMENT_LOSS);
        for sum in &mut probabilities {
            *sum *= share;
        }
        softmax(&mut probabilities);
        let mut groups: Vec<(GroupId, f32)> = (0..).map(GroupId).zip(probabilities).collect();
        groups.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.0.cmp(&b.0.0)));
        groups
    }
}

/// What follows a word by which a letter names the job ("employed as", "poste"): up to the next mark, and up to where or when.
fn designations_of(text: &str, known: &SmallWords) -> Option<[String; 2]> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_in = |list: &Words, at: usize| list.contains(&fold::key(words[at]));
    let mut from = (0..words.len()).find(|&at| is_in(&known.designation, at))? + 1;
    // "Poste : éducatrice", "as a dental assistant".
    while from < words.len()
        && (fold::key(words[from]).is_empty()
            || is_in(&known.designation, from)
            || is_in(&known.after_denial, from))
    {
        from += 1;
    }
    let mut full = String::new();
    let mut head = None;
    for (at, word) in words.iter().enumerate().skip(from).take(MAX_DESIGNATION) {
        if is_in(&known.circumstance, at) || is_in(&known.new_part, at) {
            head.get_or_insert_with(|| full.clone());
        }
        full.push_str(word);
        full.push(' ');
        if word.ends_with(['.', ',', ';', ':', ')']) {
            break;
        }
    }
    let head = head.unwrap_or_else(|| full.clone());
    (!head.is_empty()).then_some([full, head])
}

impl Matcher {
    /// The job that the parts of a long text, the text as a whole and the name it gives the job agree on.
    pub(super) fn find_long(
        &self,
        text: &str,
        whole: &MatchResult,
        top: usize,
        memory: &mut Memory<'_>,
    ) -> MatchResult {
        let lang = whole.lang;
        let mut votes = Votes::new(self.groups.len());
        let parts = parts_of(text);
        let names = designations_of(text, &self.knowledge.words.small);
        let named = names.into_iter().flatten().find_map(|name| {
            let named = self.find_whole(&name, Some(lang), WEIGHED_OF_PART, memory);
            let is_named = named.covered >= COVERED_BY_HEAD || named.is_exact;
            is_named.then_some(named.result.candidates)
        });
        if let Some(named) = &named {
            let group_of = |code: NocCode| self.groups.iter().position(|group| group.code == code);
            let likely = named.iter().filter_map(|candidate| {
                let at = group_of(candidate.noc)?;
                Some((GroupId(at as u16), candidate.score))
            });
            votes.add(likely, 1.0, DESIGNATION);
        }
        let mut matched: Vec<(&'static str, bool)> = Vec::new();
        let mut about_a_job = 0.0;
        for (at, part) in std::iter::once(text).chain(parts).enumerate() {
            let query = self.reader().read(part, memory);
            let heard = self.hear(&query, lang);
            let is_job =
                job_decision::probability(heard.for_job.as_ref(), &self.knowledge.weights.job);
            about_a_job += is_job;
            let is_job = if at == 0 { 1.0 } else { is_job };
            let weighed = heard.weighed.iter();
            votes.add(
                weighed.map(|group| (group.group, group.probability)),
                is_job,
                1.0,
            );
            let modelled = (0..).map(GroupId).zip(heard.modelled.iter().copied());
            votes.add(modelled, is_job, 1.0);
            if at == 0 {
                matched = (0..self.groups.len() as u16)
                    .map(|group| self.matched(GroupId(group), &heard.groups, lang, None))
                    .collect();
            }
        }
        let counted = votes.counted().into_iter().take(top);
        let mut candidates: Vec<Candidate> = counted
            .map(|(group, score)| {
                let at = usize::from(group.0);
                let (matched, is_duty) = matched[at];
                Candidate {
                    noc: self.groups[at].code,
                    matched,
                    is_duty,
                    score,
                }
            })
            .collect();
        let first = candidates.first().map_or(0.0, |first| first.score);
        let outcome = match () {
            () if about_a_job < MIN_JOB_IF_LONG || first < MIN_LIKELY => Outcome::None,
            () if first < CONFIDENT_IF_LONG => Outcome::Choose,
            () => Outcome::Confident,
        };
        if outcome == Outcome::None {
            candidates.clear();
        }
        MatchResult {
            lang,
            outcome,
            candidates,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn letters_name_the_job() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let named = |text: &str| {
            let names = designations_of(text, &known.small)?;
            Some(names.map(|name| name.trim().to_owned()))
        };
        for (letter, full, head) in [
            (
                "was employed with Bluebird as a dental assistant. She",
                "dental assistant.",
                "dental assistant.",
            ),
            (
                "Poste : éducatrice à l'enfance. Elle",
                "éducatrice à l'enfance.",
                "éducatrice à l'enfance.",
            ),
            (
                "comme préposé aux bénéficiaires, de 2020",
                "préposé aux bénéficiaires,",
                "préposé",
            ),
            ("He was hired as welder in 2020", "welder in 2020", "welder"),
        ] {
            let names = [full.to_owned(), head.to_owned()];
            assert_eq!(named(letter), Some(names), "{letter}");
        }
        assert_eq!(named("I bake bread"), None);
    }

    #[test]
    fn one_part_does_not_outvote_the_rest() {
        let (welder, clerk) = (GroupId(0), GroupId(1));
        let mut votes = Votes::new(3);
        for likely in [[0.6, 0.1], [0.0, 1.0], [0.6, 0.0], [0.7, 0.1]] {
            votes.add([welder, clerk].into_iter().zip(likely), 1.0, 1.0);
        }
        let counted = votes.counted();
        assert_eq!(counted[0].0, welder);
        let sum: f32 = counted.iter().map(|(_, share)| share).sum();
        assert!((sum - 1.0).abs() < 1e-3, "{counted:?}");
    }
}
