//! Trains whether a text is a job from the project's titles, names, non-jobs and the sentences around them.

use super::Matcher;
use super::data::{Frame, FrameKind, NameKind};
use super::index::{Entry, EntryKind, Index};
use super::job_model::{Learner, features_of};
use super::random::Random;
use super::typo::with_typo;
use crate::noc::Lang;
use crate::text::fold;

/// Where the random numbers start.
const SEED: u64 = 611;
/// Of so many texts in turn so many are jobs.
const TURN: usize = 5;
const JOBS: usize = 3;
/// The first and the last text's learning rate; it falls evenly in between.
const FIRST_RATE: f32 = 1.0;
const LAST_RATE: f32 = 0.05;
/// Every time it is used a weight loses this share of the rate.
const DECAY: f32 = 2e-5;
/// How often a job is a name people use rather than an official title, and stands in a sentence.
const EVERYDAY: f32 = 0.6;
const JOB_IN_FRAME: f32 = 0.5;
/// How often a non-job is a sentence about somebody else's job or wish, made from a job's name.
const MADE: f32 = 0.3;
/// How often a greeting or the like stands around a text of either kind.
const GREETED: f32 = 0.2;
/// How often a letter is wrong.
const MISSPELT: f32 = 0.25;
/// How often a qualifier (after " - ") is left out.
const WITHOUT_QUALIFIER: f32 = 0.8;

/// The texts of one language, or of none.
#[derive(Default)]
struct Texts<'a> {
    titles: Vec<&'a str>,
    names: Vec<&'a str>,
    duties: Vec<&'a str>,
    others: Vec<&'a str>,
}

/// The weights of the job model after so many texts, as bytes.
pub fn train(matcher: &Matcher, count: usize) -> Vec<u8> {
    let langs = matcher.index.vocabulary.langs();
    let of = |lang: Option<Lang>| {
        let entries = matcher.index.entries().iter();
        let own = entries.filter(|entry| matcher.index.lang_of(entry) == lang);
        texts_of(&matcher.index, own)
    };
    let all: Vec<(Option<Lang>, Texts<'_>)> = langs
        .iter()
        .map(|&lang| Some(lang))
        .chain([None])
        .map(|lang| (lang, of(lang)))
        .collect();
    let frames = &matcher.knowledge.frames;
    let reader = matcher.reader();
    let mut learner = Learner::new();
    let mut random = Random::new(SEED);
    let mut features = Vec::new();
    for step in 0..count {
        let is_job = step % TURN < JOBS;
        let size = |texts: &Texts<'_>| {
            if is_job {
                texts.names.len() + texts.titles.len()
            } else {
                texts.others.len()
            }
        };
        let (lang, texts) = weighted(&all, |(_, texts)| size(texts), &mut random);
        let text = if is_job {
            job(texts, frames, *lang, &mut random)
        } else {
            other(texts, frames, *lang, &mut random)
        };
        let words = matcher.knowledge.spellings.normalised(fold::words(&text));
        let stop = reader.stop_words_of(&words);
        features_of(&reader.words_for_job(&words, &stop), &mut features);
        let progress = step as f32 / count as f32;
        let rate = FIRST_RATE + (LAST_RATE - FIRST_RATE) * progress;
        learner.learn(&features, is_job, rate, DECAY);
    }
    learner.write()
}

fn texts_of<'a>(index: &Index, entries: impl Iterator<Item = &'a Entry>) -> Texts<'static> {
    let mut texts = Texts::default();
    for entry in entries {
        let list = match entry.kind() {
            EntryKind::Official => &mut texts.titles,
            EntryKind::Everyday(NameKind::Duty) => &mut texts.duties,
            EntryKind::Everyday(_) => &mut texts.names,
            EntryKind::NotAJob => &mut texts.others,
        };
        list.push(index.text_of(entry));
    }
    texts
}

/// One of `all`, each as often as its size says.
fn weighted<'a, T>(all: &'a [T], size: impl Fn(&T) -> usize, random: &mut Random) -> &'a T {
    let mut at = random.below(all.iter().map(&size).sum());
    let chosen = all.iter().find(|one| {
        let own = size(one);
        let is_it = at < own;
        at = at.saturating_sub(own);
        is_it
    });
    chosen.unwrap_or(&all[0])
}

fn pick<'a, T>(all: &'a [T], random: &mut Random) -> Option<&'a T> {
    all.get(random.below(all.len()))
}

/// A text in a frame of this kind, if its language has any.
fn framed(
    text: &str,
    frames: &[Frame],
    (kind, lang): (FrameKind, Option<Lang>),
    random: &mut Random,
) -> String {
    let lang = lang.unwrap_or(Lang::EN);
    let fitting: Vec<&Frame> = frames
        .iter()
        .filter(|frame| frame.kind == kind && frame.lang == lang)
        .collect();
    match pick(&fitting, random) {
        Some(frame) => frame.text.replacen('*', text, 1),
        None => text.to_owned(),
    }
}

fn without_qualifier<'a>(text: &'a str, random: &mut Random) -> &'a str {
    match text.split_once(" - ") {
        Some((job, _)) if random.share() < WITHOUT_QUALIFIER => job,
        _ => text,
    }
}

fn job(texts: &Texts<'_>, frames: &[Frame], lang: Option<Lang>, random: &mut Random) -> String {
    let everyday = random.share() < EVERYDAY || texts.titles.is_empty();
    let list = match () {
        () if everyday && random.share() < 0.5 && !texts.duties.is_empty() => &texts.duties,
        () if everyday => &texts.names,
        () => &texts.titles,
    };
    let text = pick(list, random).copied().unwrap_or_default();
    let mut text = without_qualifier(text, random).to_lowercase();
    if random.share() < JOB_IN_FRAME {
        text = framed(&text, frames, (FrameKind::Job, lang), random);
    }
    finished(text, frames, lang, random)
}

fn other(texts: &Texts<'_>, frames: &[Frame], lang: Option<Lang>, random: &mut Random) -> String {
    let made = random.share() < MADE && !texts.names.is_empty();
    let text = if made {
        let official = random.share() < 0.5 && !texts.titles.is_empty();
        let list = if official {
            &texts.titles
        } else {
            &texts.names
        };
        let text = pick(list, random).copied().unwrap_or_default();
        let text = without_qualifier(text, random).to_lowercase();
        framed(&text, frames, (FrameKind::None, lang), random)
    } else {
        pick(&texts.others, random)
            .copied()
            .unwrap_or_default()
            .to_owned()
    };
    finished(text, frames, lang, random)
}

/// The text with what people put around it, and their slips.
fn finished(mut text: String, frames: &[Frame], lang: Option<Lang>, random: &mut Random) -> String {
    if random.share() < GREETED {
        text = framed(&text, frames, (FrameKind::Any, lang), random);
    }
    if random.share() < MISSPELT
        && let Some(misspelt) = with_typo(&fold::without_accents(&text), random)
    {
        text = misspelt;
    }
    text
}
