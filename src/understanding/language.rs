//! Which language a message is in.

use super::lexicon::Lexicon;
use super::reading::Reading;
use super::tags::Tag;
use crate::noc::Lang;

/// What an accented letter of French says beside a telling word.
const ACCENT: f32 = 0.6;
/// What a word says that only one spoken language has in the lexicon.
const OWN_WORD: f32 = 0.4;
/// By how much another language must lead over the spoken ones.
const LEAD: f32 = 0.9;

/// The ISO 639-1 tag of the message's language; `usual` where nothing tells.
pub(super) fn language(reading: &Reading, lexicon: &Lexicon, usual: &str) -> String {
    if let Some(tag) = by_script(reading.text) {
        return tag.to_owned();
    }
    let mut scores = vec![0.0_f32; lexicon.languages()];
    for at in 0..reading.len() {
        let mut told = 0_u32;
        for hit in reading.hits_at(at) {
            let lang = usize::from(hit.lang);
            let bit = 1_u32 << lang.min(31);
            if hit.tag == Tag::Telling {
                scores[lang] += 1.0;
            }
            told |= bit;
        }
        let spoken = told & ((1 << lexicon.spoken()) - 1);
        if spoken.count_ones() == 1 && reading.tokens[at].text.len() > 2 {
            scores[spoken.trailing_zeros() as usize] += OWN_WORD;
        }
    }
    let accents = reading
        .text
        .chars()
        .filter(|c| "éèêàçùôîâëïûœÉÈÊÀÇ".contains(*c));
    if let Some(french) =
        (0..lexicon.spoken()).find(|lang| lexicon.language(*lang as u8) == Lang::FR.tag())
    {
        scores[french] += ACCENT * accents.count().min(3) as f32;
    }
    let best = |range: std::ops::Range<usize>| {
        range
            .map(|lang| (lang, scores[lang]))
            .fold(
                (0, 0.0),
                |best, next| if next.1 > best.1 { next } else { best },
            )
    };
    let (spoken, spoken_score) = best(0..lexicon.spoken());
    let (other, other_score) = best(lexicon.spoken()..scores.len());
    let leaders =
        (0..lexicon.spoken()).filter(|lang| (scores[*lang] - spoken_score).abs() < f32::EPSILON);
    let tied = spoken_score == 0.0 || leaders.count() > 1;
    let lang = match () {
        () if other_score >= 1.0 && other_score > spoken_score + LEAD => other,
        () if tied => return usual.to_owned(),
        () => spoken,
    };
    lexicon.language(u8::try_from(lang).unwrap_or(0)).to_owned()
}

/// The language of a script that only few languages use.
fn by_script(text: &str) -> Option<&'static str> {
    let count = |wanted: fn(char) -> bool| text.chars().filter(|c| wanted(*c)).count();
    let letters = count(char::is_alphabetic);
    let has = |letters: &str| text.chars().any(|c| letters.contains(c));
    let much = |found: usize| found * 2 > letters;
    match () {
        () if letters == 0 => None,
        () if much(count(|c| ('\u{400}'..='\u{4ff}').contains(&c))) => {
            Some(if has("іїєґІЇЄҐ") { "uk" } else { "ru" })
        }
        () if much(count(|c| ('\u{600}'..='\u{6ff}').contains(&c))) => Some(match () {
            () if has("ٹڈںےہ") => "ur",
            () if has("پچژگکی") => "fa",
            () => "ar",
        }),
        () if much(count(|c| ('\u{900}'..='\u{97f}').contains(&c))) => Some("hi"),
        () if much(count(|c| ('\u{a00}'..='\u{a7f}').contains(&c))) => Some("pa"),
        () if much(count(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))) => Some("zh"),
        () if has("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ") => {
            Some("vi")
        }
        () => None,
    }
}
