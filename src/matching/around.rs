//! The words around what is taken for the name of a job: they tell whose job it is.

use super::Matcher;
use super::job_words::{A_JOB, words_for_job};
use super::query::Query;
use super::score::GroupScore;
use super::spelling::Memory;
use super::stem;

impl Matcher {
    /// The words of a query, with one word for what is taken for the name of a job: what the best entry says; none where
    /// nothing is.
    pub(super) fn around(&self, query: &Query, groups: &[GroupScore]) -> Option<Vec<String>> {
        let jobs = self.jobs_of(groups).iter();
        let best = jobs.max_by(|a, b| a.best.total_cmp(&b.best));
        let name = best.filter(|best| best.best > 0.0).map(|best| {
            let text = self.index.text_of(best.entry as usize);
            self.knowledge.spellings.key(text)
        });
        let endings = self.index.vocabulary.endings();
        let name = name.unwrap_or_default();
        let name: Vec<_> = name
            .split(' ')
            .map(|word| stem::lemma(word, endings))
            .collect();
        let corrected = query.corrected.as_ref();
        let read = corrected.filter(|words| words.len() == query.typed.len());
        let words = words_for_job(&query.typed, &query.stop, &query.marks);
        let mut around: Vec<String> = Vec::with_capacity(words.len());
        let meant = read.unwrap_or(&query.typed);
        for (at, word) in words.into_iter().enumerate() {
            // Marks stand behind the words, and were none of them.
            let is_name = meant.get(at).is_some_and(|meant| {
                query.stop[at].is_none() && name.contains(&stem::lemma(meant, endings))
            });
            if !is_name {
                around.push(word);
            } else if around.last().is_none_or(|last| last != A_JOB) {
                around.push(A_JOB.to_owned());
            }
        }
        around.iter().any(|word| word == A_JOB).then_some(around)
    }

    /// The words of a text as the model of the words around a job sees them.
    pub(super) fn words_around(&self, text: &str) -> Option<Vec<String>> {
        let mut memory = Memory::new(&self.speller, &self.index.vocabulary);
        let query = self.reader().read(text, &mut memory);
        let lang = self.language_of(&query);
        let groups = self.score(&query, lang);
        self.around(&query, &groups)
    }
}
