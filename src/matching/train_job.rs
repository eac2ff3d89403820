//! Trains whether a text is a job from the project's titles, names, non-jobs and the sentences around them.

use rustc_hash::FxHashMap;

use super::Matcher;
use super::data::{FrameKind, NameKind};
use super::index::EntryKind;
use super::job_model::{Learner, features_of};
use super::job_words::{A_JOB, Marks, is_mark, without_marks, words_for_job};
use super::random::Random;
use super::typo::with_typo;
use super::word_lists::StopWord;
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
/// The weights are the mean of what they were after every so many texts of the last third.
const REMEMBERED_EVERY: usize = 5_000;
/// Every time it is used a weight loses this share of the rate.
const DECAY: f32 = 2e-5;
/// How often a job is a name people use rather than an official title, and stands in a sentence.
const EVERYDAY: f32 = 0.6;
const JOB_IN_FRAME: f32 = 0.5;
/// How often a job is a whole message that tells of the writer's work.
const TOLD: f32 = 0.5;
/// How often a non-job is a sentence about somebody else's job or wish, made from a job's name.
const MADE: f32 = 0.35;
/// How often a greeting or the like stands around a text of either kind.
const GREETED: f32 = 0.2;
/// How often a letter is wrong.
const MISSPELT: f32 = 0.25;
/// How often the marks of a text are left out.
const UNMARKED: f32 = 0.25;
/// How often a text ends as a question.
const ASKED: f32 = 0.05;
/// How often a word of a name, and of a duty, is not taken for one of the name of a job.
const UNSEEN_OF_NAME: f32 = 0.1;
const UNSEEN_OF_DUTY: f32 = 0.5;
/// How often a qualifier (after " - ") is left out.
const WITHOUT_QUALIFIER: f32 = 0.8;

/// The texts of one language, or of none.
#[derive(Default)]
struct Texts<'a> {
    titles: Vec<&'a str>,
    names: Vec<&'a str>,
    duties: Vec<&'a str>,
    others: Vec<&'a str>,
    works: Vec<&'a str>,
}

/// The weights of the job model and of the model of the words around a job after so many texts, as bytes.
pub fn train(matcher: &Matcher, count: usize) -> Vec<u8> {
    let langs = matcher.index.vocabulary.langs();
    let all: Vec<(Option<Lang>, Texts<'_>)> = langs
        .iter()
        .map(|&lang| Some(lang))
        .chain([None])
        .map(|lang| (lang, texts_of(matcher, lang)))
        .collect();
    let maker = Maker::new(matcher, &all);
    let (mut whole, mut around) = (Learner::new(), Learner::new());
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
            maker.job(texts, *lang, &mut random)
        } else {
            maker.other(texts, *lang, &mut random)
        };
        let progress = step as f32 / count as f32;
        let rate = FIRST_RATE + (LAST_RATE - FIRST_RATE) * progress;
        features_of(&maker.typed(&text, &mut random), &mut features);
        whole.learn(&features, is_job, rate, DECAY);
        if let Some(words) = maker.around(&text) {
            features_of(&words, &mut features);
            around.learn(&features, is_job, rate, DECAY);
        }
        if step % REMEMBERED_EVERY == 0 && 3 * step >= 2 * count {
            whole.remember();
            around.remember();
        }
    }
    [whole.write(), around.write()].concat()
}

fn texts_of(matcher: &Matcher, lang: Option<Lang>) -> Texts<'static> {
    let mut texts = Texts::default();
    let entries = matcher.index.entries().enumerate();
    let own = entries.filter(|(_, entry)| matcher.index.lang_of(entry) == lang);
    for (at, entry) in own {
        let list = match entry.kind() {
            EntryKind::Official => &mut texts.titles,
            EntryKind::Everyday(NameKind::Duty) => &mut texts.duties,
            EntryKind::Everyday(_) => &mut texts.names,
            EntryKind::NotAJob => &mut texts.others,
        };
        list.push(matcher.index.text_of(at));
    }
    let frames = matcher.knowledge.frames.iter();
    let messages = frames.filter(|frame| frame.kind == FrameKind::Message);
    let own = messages.filter(|frame| Some(frame.lang) == lang);
    texts.others.extend(own.map(|frame| frame.text));
    let works = matcher.knowledge.work.iter();
    let own = works.filter(|told| Some(told.lang) == lang);
    texts.works.extend(own.map(|told| told.text));
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

fn without_qualifier<'a>(text: &'a str, random: &mut Random) -> &'a str {
    match text.split_once(" - ") {
        Some((job, _)) if random.share() < WITHOUT_QUALIFIER => job,
        _ => text,
    }
}

/// A text to learn from.
struct Text {
    before: String,
    /// A job, or a whole message that names none of the writer's.
    core: String,
    /// The words of the core, with [`A_JOB`] for those that are taken for the name of a job; none where none are.
    seen: Option<Vec<String>>,
    after: String,
}

impl Text {
    /// The text in a sentence.
    fn framed(self, frame: Option<&str>) -> Text {
        let (before, after) = frame
            .and_then(|frame| frame.split_once('*'))
            .unwrap_or_default();
        Text {
            before: format!("{before}{}", self.before),
            after: format!("{}{after}", self.after),
            ..self
        }
    }

    /// The text without its marks.
    fn unmarked(self) -> Text {
        let without =
            |words: Vec<String>| words.into_iter().filter(|word| !is_mark(word)).collect();
        Text {
            before: without_marks(&self.before),
            core: without_marks(&self.core),
            seen: self.seen.map(without),
            after: without_marks(&self.after),
        }
    }
}

/// Makes texts as people write them.
struct Maker<'a> {
    matcher: &'a Matcher,
    /// The sentences of each kind and language.
    frames: FxHashMap<(FrameKind, Lang), Vec<&'static str>>,
    /// The words of whole messages, as they are seen.
    seen: FxHashMap<&'a str, Option<Vec<String>>>,
}

impl<'a> Maker<'a> {
    fn new(matcher: &'a Matcher, all: &[(Option<Lang>, Texts<'a>)]) -> Self {
        let messages = all
            .iter()
            .flat_map(|(_, texts)| texts.others.iter().chain(&texts.works));
        let seen = messages.map(|&text| (text, matcher.words_around(text)));
        let mut frames: FxHashMap<(FrameKind, Lang), Vec<&str>> = FxHashMap::default();
        for frame in &matcher.knowledge.frames {
            let own = frames.entry((frame.kind, frame.lang)).or_default();
            own.push(frame.text);
        }
        Maker {
            matcher,
            frames,
            seen: seen.collect(),
        }
    }

    /// A sentence of this kind, if its language has any.
    fn frame(&self, kind: FrameKind, lang: Option<Lang>, random: &mut Random) -> Option<&'a str> {
        let own = self.frames.get(&(kind, lang.unwrap_or(Lang::EN)));
        pick(own.map_or(&[], Vec::as_slice), random).copied()
    }

    /// A title, name or duty, some of whose words are not taken for the name of a job.
    fn named(&self, text: &str, unseen: f32, random: &mut Random) -> Text {
        let core = without_qualifier(text, random).to_lowercase();
        let (words, stop) = self.read(&core);
        let mut seen: Vec<String> = Vec::new();
        for (word, stop) in words.into_iter().zip(stop) {
            let is_seen = stop.is_some() || random.share() < unseen;
            if is_seen {
                seen.push(word);
            } else if seen.last().is_none_or(|last| last != A_JOB) {
                seen.push(A_JOB.to_owned());
            }
        }
        Text {
            before: String::new(),
            core,
            seen: seen.iter().any(|word| word == A_JOB).then_some(seen),
            after: String::new(),
        }
    }

    /// A whole message.
    fn message(&self, text: &str) -> Text {
        Text {
            before: String::new(),
            core: text.to_owned(),
            seen: self.seen.get(text).cloned().unwrap_or_default(),
            after: String::new(),
        }
    }

    fn job(&self, texts: &Texts<'_>, lang: Option<Lang>, random: &mut Random) -> Text {
        if random.share() < TOLD
            && let Some(text) = pick(&texts.works, random)
        {
            return self.greeted(self.message(text), lang, random);
        }
        let everyday = random.share() < EVERYDAY || texts.titles.is_empty();
        let (list, unseen, frames) = match () {
            () if everyday && random.share() < 0.5 && !texts.duties.is_empty() => {
                (&texts.duties, UNSEEN_OF_DUTY, FrameKind::Duty)
            }
            () if everyday => (&texts.names, UNSEEN_OF_NAME, FrameKind::Job),
            () => (&texts.titles, UNSEEN_OF_NAME, FrameKind::Job),
        };
        let text = pick(list, random).copied().unwrap_or_default();
        let text = self.named(text, unseen, random);
        let in_frame = random.share() < JOB_IN_FRAME;
        let frame = in_frame.then(|| self.frame(frames, lang, random));
        self.greeted(text.framed(frame.flatten()), lang, random)
    }

    fn other(&self, texts: &Texts<'_>, lang: Option<Lang>, random: &mut Random) -> Text {
        let made = random.share() < MADE && !texts.names.is_empty();
        let text = if made {
            let official = random.share() < 0.5 && !texts.titles.is_empty();
            let list = if official {
                &texts.titles
            } else {
                &texts.names
            };
            let text = pick(list, random).copied().unwrap_or_default();
            let text = self.named(text, UNSEEN_OF_NAME, random);
            text.framed(self.frame(FrameKind::None, lang, random))
        } else {
            self.message(pick(&texts.others, random).copied().unwrap_or_default())
        };
        self.greeted(text, lang, random)
    }

    /// The text with what people put around it, and with other marks.
    fn greeted(&self, text: Text, lang: Option<Lang>, random: &mut Random) -> Text {
        let greeted = random.share() < GREETED;
        let frame = greeted.then(|| self.frame(FrameKind::Any, lang, random));
        let mut text = text.framed(frame.flatten());
        if random.share() < UNMARKED {
            text = text.unmarked();
        }
        if random.share() < ASKED {
            text.after.push('?');
        }
        text
    }

    /// The words of the text as it is typed, with slips.
    fn typed(&self, text: &Text, random: &mut Random) -> Vec<String> {
        let mut typed = [text.before.as_str(), &text.core, &text.after].concat();
        if random.share() < MISSPELT
            && let Some(misspelt) = with_typo(&fold::without_accents(&typed), random)
        {
            typed = misspelt;
        }
        self.read(&typed).0
    }

    /// The words around the job, if any word is taken for one.
    fn around(&self, text: &Text) -> Option<Vec<String>> {
        let read = |text: &str| self.read(text).0;
        let seen = text.seen.clone()?;
        Some([read(&text.before), seen, read(&text.after)].concat())
    }

    fn read(&self, text: &str) -> (Vec<String>, Vec<Option<StopWord>>) {
        let reader = self.matcher.reader();
        let words = self
            .matcher
            .knowledge
            .spellings
            .normalised(fold::words(text));
        let stop = reader.stop_words_of(&words);
        let marks = Marks::of(text);
        (words_for_job(&words, &stop, &marks), stop)
    }
}
