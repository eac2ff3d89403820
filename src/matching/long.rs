//! Long texts: a letter or a list of duties is weighed part by part, and what the work is called goes first.

use super::model::softmax;
use crate::language::{SmallWords, Words};
use crate::noc::GroupId;
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
pub const DESIGNATION: f32 = 2.0;
/// How sure all parts together are: less than the sum of all, since what stands in one text is not independent.
const AGREEMENT: f32 = 0.7;
const AGREEMENT_LOSS: f32 = 0.25;

/// Whether a text is long, but not too long to be weighed so.
pub fn is_long(text: &str) -> bool {
    (MIN_WORDS..=MAX_WORDS).contains(&text.split_whitespace().count())
}

/// What stands between the marks of a text.
pub fn parts_of(text: &str) -> Vec<&str> {
    let parts = text.split(['.', ';', ':', '!', '?', '\n', ',', '(', ')']);
    let long_enough = parts.filter(|part| part.split_whitespace().count() >= MIN_PART);
    long_enough.take(MAX_PARTS).collect()
}

/// What the parts of a text say for each unit group together.
#[derive(Debug)]
pub struct Votes {
    sums: Vec<f32>,
    parts: f32,
}

impl Votes {
    /// None yet, for so many groups.
    pub fn new(groups: usize) -> Self {
        Votes {
            sums: vec![0.0; groups],
            parts: 0.0,
        }
    }

    /// A part that is a job to this share, and finds these groups so likely, counts for `weight` parts.
    pub fn add(
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
    pub fn counted(self) -> Vec<(GroupId, f32)> {
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
pub fn designations_of(text: &str, known: &SmallWords) -> Option<[String; 2]> {
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
