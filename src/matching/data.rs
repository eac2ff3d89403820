//! Reads what the matcher knows beyond the official titles: everyday names, words of several matches, words that
//! say nothing about an occupation, and messages that are no job.

use super::choices::Choices;
use super::seniority::LevelWords;
use super::spellings::Spellings;
use super::weights::Weights;
use super::word_lists::{StopWord, StopWords, WordLists};
use crate::language::{Languages, MatchingWords};
use crate::noc::{Classification, DataError, DataFiles, FileText, GroupId, Lang, tsv_rows};
use crate::text::fold;

/// What an everyday name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A job title people use.
    Name,
    /// An abbreviation or credential.
    Short,
    /// What the person does, as they would say it.
    Duty,
}

/// An everyday name of a unit group.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    /// The unit group it names.
    pub group: GroupId,
    /// The name.
    pub text: &'static str,
    /// What kind of name.
    pub kind: NameKind,
    /// None for words of other languages, which people mix into either.
    pub lang: Option<Lang>,
}

/// A message that is no job.
#[derive(Debug, Clone, Copy)]
pub struct NotAJob {
    /// The message.
    pub text: &'static str,
    /// The language it is in; none for others.
    pub lang: Option<Lang>,
}

/// What a sentence around a job makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// The writer tells of a job of their own or asks about it.
    Job,
    /// The same for words that tell what the writer does.
    Duty,
    /// It is about somebody else's job, a wish or a need: no job of the writer's.
    None,
    /// Greetings and the like, which stand around anything.
    Any,
    /// A whole message that names no job of the writer's.
    Message,
}

/// A sentence with `*` where a job stands, or a message without.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// The sentence.
    pub text: &'static str,
    /// What it is about.
    pub kind: FrameKind,
    /// The language it is in.
    pub lang: Lang,
}

/// A message that tells what the writer's work is.
#[derive(Debug, Clone, Copy)]
pub struct WorkTold {
    /// The unit group of the work.
    pub group: GroupId,
    /// The message.
    pub text: &'static str,
    /// The language it is in.
    pub lang: Lang,
}

/// What the index holds beside the official titles.
#[derive(Debug)]
pub struct Corpus {
    /// Everyday names of unit groups.
    pub names: Vec<Name>,
    /// Messages that are no job.
    pub not_jobs: Vec<NotAJob>,
    /// The path of each file that these stand in, with its text.
    sources: Vec<(String, &'static str)>,
}

impl Corpus {
    /// Reads the names and the non-jobs.
    ///
    /// # Errors
    /// The first file and line that is wrong.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let mut sources = Vec::new();
        Ok(Corpus {
            names: read_names(files, noc, &mut sources)?,
            not_jobs: read_not_jobs(files, &mut sources)?,
            sources,
        })
    }

    /// The path of each file that these stand in, with its text.
    pub fn sources(&self) -> impl Iterator<Item = (&str, FileText)> {
        let texts = self.sources.iter();
        texts.map(|(path, text)| (path.as_str(), FileText::Whole(text.as_bytes())))
    }
}

/// What the matcher knows beside its index.
#[derive(Debug)]
pub struct Knowledge {
    /// What is chosen from where a text means several unit groups.
    pub choices: Choices,
    /// Sentences around jobs, to learn from; the program itself holds none.
    pub frames: Vec<Frame>,
    /// Messages about the writer's work, to learn from; the program itself holds none.
    pub work: Vec<WorkTold>,
    /// Words that say nothing about a job, and messages that are none.
    pub lists: WordLists,
    /// Other spellings and short forms.
    pub spellings: Spellings,
    /// What each kind of evidence weighs.
    pub weights: Weights,
    /// Words for levels and roles.
    pub levels: LevelWords,
    /// What the matcher knows of languages.
    pub words: MatchingWords,
}

/// The files of everyday names and the language each is in.
fn name_files(noc: &Classification) -> impl Iterator<Item = (String, Option<Lang>)> {
    let own = |&lang: &Lang| (format!("names.{}.tsv", lang.tag()), Some(lang));
    let other = ("names.other.tsv".to_owned(), None);
    noc.langs().iter().map(own).chain([other])
}

/// Of every language that has one, as English must.
const NOT_JOBS: &str = "not-jobs.tsv";
/// Messages in words of other languages.
const NOT_JOBS_OTHER: &str = "matching/not-jobs.other.tsv";
/// Of every language that has one.
pub(super) const FRAMES: &str = "frames.tsv";
/// How the name of the file begins that a version of the classification may have in every language of its titles.
pub(super) const WORK: &str = "work.";
/// Of every language that has one, as English must.
const STOP_WORDS: &str = "stop-words.tsv";
/// Employers, and the kind of place that each is.
const EMPLOYERS: &str = "matching/employers.tsv";
/// Of an employer whose name tells nothing of what people do there.
const NO_PLACE: &str = "-";
/// Words of other languages, and places.
const STOP_WORDS_OTHER: &str = "matching/stop-words.other.tsv";
/// Places that messages name.
const PLACES: &str = "places.tsv";

impl Knowledge {
    /// Reads the spellings and small words, beside these lists and choices.
    ///
    /// # Errors
    /// The first file and line that is wrong.
    pub fn open(
        files: &DataFiles,
        noc: &Classification,
        lists: WordLists,
        choices: Choices,
    ) -> Result<Self, DataError> {
        let words = MatchingWords::open(files)?;
        Ok(Knowledge {
            choices,
            frames: read_frames(files)?,
            work: read_work(files, noc)?,
            lists,
            spellings: Spellings::open(files)?,
            weights: Weights::open(files)?,
            levels: LevelWords::open(files, &words.endings)?,
            words,
        })
    }
}

impl WordLists {
    /// Reads the stop words and the non-jobs of every language.
    ///
    /// # Errors
    /// The first file and line that is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let not_jobs = read_not_jobs(files, &mut Vec::new())?;
        Ok(WordLists {
            stop_words: read_stop_words(files)?,
            not_jobs: not_jobs.iter().map(|row| fold::key(row.text)).collect(),
        })
    }
}

fn read_names(
    files: &DataFiles,
    noc: &Classification,
    sources: &mut Vec<(String, &'static str)>,
) -> Result<Vec<Name>, DataError> {
    let mut names = Vec::new();
    for (file, lang) in name_files(noc) {
        let path = noc.version().path(&file);
        let (file, text) = (files.name_of(&path), files.read(&path)?);
        sources.push((path, text));
        let mut last = ("", GroupId(0));
        for (line, [code, text, kind]) in tsv_rows(&file, text, ["code", "text", "kind"])? {
            let wrong = |problem| DataError::line(&file, line, problem);
            if last.0 != code {
                last = (code, noc.known(code).map_err(wrong)?);
            }
            let kind = match kind {
                "name" => NameKind::Name,
                "short" => NameKind::Short,
                "duty" => NameKind::Duty,
                other => {
                    return Err(wrong(format!(
                        "expected name, short or duty, found {other:?}"
                    )));
                }
            };
            names.push(Name {
                group: last.1,
                text,
                kind,
                lang,
            });
        }
    }
    Ok(names)
}

/// The paths of a file of every language that has it, as English must, and of the one for all others.
fn paths_of(
    files: &DataFiles,
    file: &str,
    other: &str,
) -> Result<Vec<(String, Option<Lang>)>, DataError> {
    let own = Languages::having(files, file, Some(Lang::EN))?.into_iter();
    let of_languages = own.map(|(lang, path)| (path, Some(lang)));
    Ok(of_languages.chain([(other.to_owned(), None)]).collect())
}

/// The messages that are no job; the path of each file that they stand in, with its text, is added to `sources`.
fn read_not_jobs(
    files: &DataFiles,
    sources: &mut Vec<(String, &'static str)>,
) -> Result<Vec<NotAJob>, DataError> {
    let mut all = Vec::new();
    for (path, lang) in paths_of(files, NOT_JOBS, NOT_JOBS_OTHER)? {
        let text = files.read(&path)?;
        let rows = tsv_rows(&files.name_of(&path), text, ["text"])?;
        sources.push((path, text));
        all.extend(rows.into_iter().map(|(_, [text])| NotAJob { text, lang }));
    }
    Ok(all)
}

fn read_frames(files: &DataFiles) -> Result<Vec<Frame>, DataError> {
    let mut frames = Vec::new();
    for (lang, path) in Languages::having(files, FRAMES, None)? {
        let file = files.name_of(&path);
        for (line, [kind, text]) in tsv_rows(&file, files.read(&path)?, ["kind", "text"])? {
            let kind = match kind {
                "job" => Ok(FrameKind::Job),
                "duty" => Ok(FrameKind::Duty),
                "none" => Ok(FrameKind::None),
                "any" => Ok(FrameKind::Any),
                "message" => Ok(FrameKind::Message),
                other => Err(format!(
                    "expected job, duty, none, any or message, found {other:?}"
                )),
            };
            let kind = kind.and_then(|kind| match (kind, text.matches('*').count()) {
                (FrameKind::Message, 0) => Ok(kind),
                (FrameKind::Message, _) => {
                    Err(format!("expected a message without *, found {text:?}"))
                }
                (_, 1) => Ok(kind),
                _ => Err(format!("expected one * where a job stands, found {text:?}")),
            });
            let kind = kind.map_err(|problem| DataError::line(&file, line, problem))?;
            frames.push(Frame { text, kind, lang });
        }
    }
    Ok(frames)
}

/// The messages about the writer's work, in every language of the titles that has them.
fn read_work(files: &DataFiles, noc: &Classification) -> Result<Vec<WorkTold>, DataError> {
    let mut all = Vec::new();
    for &lang in noc.langs() {
        let path = noc.version().path(&format!("{WORK}{}.tsv", lang.tag()));
        if !files.has(&path) {
            continue;
        }
        let file = files.name_of(&path);
        for (line, [code, text]) in tsv_rows(&file, files.read(&path)?, ["code", "text"])? {
            let group = noc.known(code);
            let group = group.map_err(|problem| DataError::line(&file, line, problem))?;
            all.push(WorkTold { group, text, lang });
        }
    }
    Ok(all)
}

/// The words and phrases that say little, of every language.
fn read_stop_words(files: &DataFiles) -> Result<StopWords, DataError> {
    let mut stop = StopWords::default();
    for (path, _) in paths_of(files, STOP_WORDS, STOP_WORDS_OTHER)? {
        let file = files.name_of(&path);
        for (line, [text, class]) in tsv_rows(&file, files.read(&path)?, ["text", "class"])? {
            let wrong = |problem: String| DataError::line(&file, line, problem);
            let class = glue_class(class).map_err(wrong)?;
            let key = fold::key(text);
            if key.is_empty() {
                return Err(wrong("expected a word, found only punctuation".into()));
            }
            stop.add(&key, class);
        }
    }
    let file = files.name_of(PLACES);
    for (_, [place, _, how]) in tsv_rows(&file, files.read(PLACES)?, ["text", "where", "how"])? {
        // One word may be one of a title too.
        let key = fold::key(place);
        if key.contains(' ') && matches!(how, "city" | "region") {
            stop.add(&key, StopWord::Place);
        }
    }
    let file = files.name_of(EMPLOYERS);
    for (line, [name, place]) in tsv_rows(&file, files.read(EMPLOYERS)?, ["name", "place"])? {
        let key = fold::key(name);
        let tells_nothing = place == NO_PLACE;
        let place = fold::key(place);
        if key.is_empty() || place.is_empty() && !tells_nothing {
            let problem = format!("expected an employer and words or {NO_PLACE}, found {name:?}");
            return Err(DataError::line(&file, line, problem));
        }
        stop.add_employer(&key, &place);
    }
    Ok(stop)
}

fn glue_class(class: &str) -> Result<StopWord, String> {
    Ok(match class {
        "function" => StopWord::Function,
        "chat" => StopWord::Chat,
        "time" => StopWord::Time,
        "level" => StopWord::Level,
        "place" => StopWord::Place,
        other => {
            return Err(format!(
                "expected function, chat, time, level or place, found {other:?}"
            ));
        }
    })
}
