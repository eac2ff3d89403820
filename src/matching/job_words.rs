//! The words of a text as the job models see them.

use super::word_lists::StopWord;

/// What stands for every place and every employer; no typed word looks so.
const A_PLACE: &str = "@place";
const AN_EMPLOYER: &str = "@employer";
/// What stands for the name of a job before the model of the words around it.
pub const A_JOB: &str = "@job";
/// What stands for a picture.
const A_PICTURE: char = '☺';

/// Marks that tell a question, a cry, an amount of money, somebody's words.
const TELLING: &str = "?!$€£%\"«»;…";
/// From here on most signs are pictures.
const FIRST_PICTURE: char = '\u{2600}';

/// The marks and pictures of a text that tell of what kind it is, each once.
#[derive(Debug, Clone, Default)]
pub struct Marks(Vec<char>);

impl Marks {
    /// Those of `text`.
    pub fn of(text: &str) -> Self {
        let mut marks: Vec<char> = text.chars().filter_map(mark).collect();
        marks.sort_unstable();
        marks.dedup();
        Marks(marks)
    }
}

/// The mark that a sign is, if it is one.
fn mark(sign: char) -> Option<char> {
    let is_picture = sign >= FIRST_PICTURE && !sign.is_alphanumeric();
    match sign {
        sign if TELLING.contains(sign) => Some(sign),
        _ => is_picture.then_some(A_PICTURE),
    }
}

/// A text without its marks and pictures.
pub fn without_marks(text: &str) -> String {
    text.chars().filter(|&sign| mark(sign).is_none()).collect()
}

/// Whether a word of [`words_for_job`] is a mark.
pub fn is_mark(word: &str) -> bool {
    let mut signs = word.strip_prefix('@').into_iter().flat_map(str::chars);
    signs.next().and_then(mark).is_some()
}

/// The words and marks of a text: a place is like another place, an employer like another.
pub fn words_for_job(typed: &[String], stop: &[Option<StopWord>], marks: &Marks) -> Vec<String> {
    let masked = |(word, class): (&String, &Option<StopWord>)| match class {
        Some(StopWord::Place) => A_PLACE.to_owned(),
        Some(StopWord::Company) => AN_EMPLOYER.to_owned(),
        _ => word.clone(),
    };
    let marks = marks.0.iter().map(|mark| format!("@{mark}"));
    typed.iter().zip(stop).map(masked).chain(marks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_tell_the_kind_of_a_text_are_seen_once() {
        assert!(Marks::of("nurse, Manila (ICU)").0.is_empty());
        assert_eq!(Marks::of("quoi ?! 20 $ 😀👍").0, ['!', '$', '?', '☺']);
        assert!(Marks::of("ممرض، 护士").0.is_empty());
        assert_eq!(without_marks("quoi ?! 20 $"), "quoi  20 ");
        assert!(is_mark("@?") && !is_mark(A_PLACE) && !is_mark("?"));
    }
}
