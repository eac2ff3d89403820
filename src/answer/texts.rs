//! The sentences nocbot says: Fluent messages in light markup, one file a language.

mod uses;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use quick_cache::sync::Cache;
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use crate::language::{Format, Languages};
use crate::noc::{ByLang, DataError, DataFiles, Lang};
use crate::text::Rich;
use crate::text::markup::{self, Marked};
use uses::{Uses, Wrong, uses_of};

/// A value put into a message. It stands there as it is: markup in it is text.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Text from people or data, or the name of a variant that it chooses.
    Text(Cow<'a, str>),
    /// A text with styles.
    Rich(Rich),
    /// A number, which chooses a variant by the language's plural rules.
    Number(f64),
}

impl From<Rich> for Arg<'_> {
    fn from(text: Rich) -> Self {
        Arg::Rich(text)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(number as f64)
    }
}

impl From<u16> for Arg<'_> {
    fn from(number: u16) -> Self {
        Arg::Number(f64::from(number))
    }
}

impl From<u8> for Arg<'_> {
    fn from(number: u8) -> Self {
        Arg::Number(f64::from(number))
    }
}

/// How many messages with their values are kept as they were read.
const MARKED_KEPT: usize = 1_000;

/// Every message in every language.
pub struct Texts {
    languages: ByLang<Language>,
    formats: ByLang<Format>,
    /// Messages with places for what people said, as they were read the last time.
    marked: Cache<String, Arc<Marked>>,
}

/// The messages of one language.
struct Language {
    bundle: FluentBundle<FluentResource>,
    uses: BTreeMap<String, Uses>,
    /// Those without values that were said before, about the writer and about somebody else.
    said: Mutex<FxHashMap<String, [Option<Rich>; 2]>>,
}

impl Texts {
    /// Reads `texts.ftl` of every language.
    ///
    /// # Errors
    /// A file is missing, does not parse, lacks a message that another or the built-in one has, or holds one with a
    /// variable that the program does not give or with wrong markup.
    pub fn open(files: &DataFiles, languages: &Languages) -> Result<Self, DataError> {
        let own = read_languages(files, languages.tags())?;
        let built_in = match files {
            DataFiles::BuiltIn => None,
            DataFiles::Folder(_) => {
                let tags = Languages::tags_in(&DataFiles::BuiltIn)?;
                Some(read_languages(&DataFiles::BuiltIn, &tags)?)
            }
        };
        let built_in = built_in.as_ref().unwrap_or(&own);
        for (lang, language) in own.iter() {
            check_messages(files, lang, language, own.iter().chain(built_in.iter()))?;
            check_variables(files, lang, language, built_in)?;
        }
        Ok(Texts {
            languages: own,
            formats: languages.format.clone(),
            marked: Cache::new(MARKED_KEPT),
        })
    }

    /// A localizer of one language.
    pub fn localizer(&self, lang: Lang) -> Localizer<'_> {
        Localizer {
            texts: self,
            lang,
            is_of_other: false,
        }
    }

    fn format(&self, lang: Lang, is_of_other: bool, id: &str, args: &[(&str, Arg<'_>)]) -> Rich {
        if !args.is_empty() {
            return self.say(lang, is_of_other, id, args);
        }
        let language = self.languages.get(lang);
        let whose = usize::from(is_of_other);
        if let Some(said) = lock(&language.said).get(id)
            && let Some(said) = &said[whose]
        {
            return said.clone();
        }
        let said = self.say(lang, is_of_other, id, args);
        if language.uses.contains_key(id) {
            lock(&language.said).entry(id.to_owned()).or_default()[whose] = Some(said.clone());
        }
        said
    }

    fn say(&self, lang: Lang, is_of_other: bool, id: &str, args: &[(&str, Arg<'_>)]) -> Rich {
        let Language { bundle, uses, .. } = self.languages.get(lang);
        let message = bundle.get_message(id).and_then(|message| message.value());
        let (Some(pattern), Some(uses)) = (message, uses.get(id)) else {
            log::error!("no text {id} in {}", lang.tag());
            return format!("[{id}]").into();
        };
        let mut values = FluentArgs::with_capacity(args.len() + 1);
        // A message that speaks of the person may ask whose case it is; a value of its own takes its place.
        values.set(WHOSE, if is_of_other { "other" } else { "own" });
        for (number, (name, arg)) in args.iter().enumerate() {
            let value = match arg {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) if !uses.placed.contains(*name) => FluentValue::from(text.as_ref()),
                Arg::Text(_) | Arg::Rich(_) => FluentValue::from(markup::place(number).to_string()),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&values), &mut errors);
        for error in errors {
            log::error!("text {id} in {}: {error}", lang.tag());
        }
        let value = |number: usize| match &args.get(number)?.1 {
            Arg::Text(text) => Some(text.as_ref().into()),
            Arg::Rich(text) => Some(text.clone()),
            Arg::Number(number) => Some(number.to_string().into()),
        };
        match self
            .marked
            .get_or_insert_with(said.as_ref(), || Marked::read(&said).map(Arc::new))
        {
            Ok(marked) => marked.filled(value),
            Err(error) => {
                log::error!("text {id} in {}: {error}", lang.tag());
                said.as_ref().into()
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A language has every message that is known.
fn check_messages<'a>(
    files: &DataFiles,
    lang: Lang,
    language: &Language,
    known: impl Iterator<Item = (Lang, &'a Language)>,
) -> Result<(), DataError> {
    let mut ids = known.flat_map(|(_, known)| known.uses.keys());
    match ids.find(|id| !language.uses.contains_key(*id)) {
        None => Ok(()),
        Some(id) => {
            let name = files.name_of(&path_of(lang));
            let problem = format!("expected the message {id}, which another language has");
            Err(DataError::file(name, problem))
        }
    }
}

/// No message has a variable that the built-in ones of its name lack: the program gives it no value.
fn check_variables(
    files: &DataFiles,
    lang: Lang,
    language: &Language,
    built_in: &ByLang<Language>,
) -> Result<(), DataError> {
    for (id, uses) in &language.uses {
        let built_in = built_in.iter();
        let known = built_in.filter_map(|(_, language)| language.uses.get(id));
        let known: Vec<&Uses> = known.collect();
        if known.is_empty() {
            // The program does not say it.
            continue;
        }
        let given: BTreeSet<&String> = known.into_iter().flat_map(Uses::all).collect();
        // Whose case it is, every message is told.
        let is_given = |name: &String| name == WHOSE || given.contains(name);
        if let Some(unknown) = uses.all().find(|name| !is_given(name)) {
            let given: Vec<String> = given.iter().map(|name| format!("${name}")).collect();
            let given = if given.is_empty() {
                "no variable".to_owned()
            } else {
                given.join(", ")
            };
            let wrong = Wrong {
                id: id.clone(),
                problem: format!("expected {given}, found ${unknown}"),
                piece: Some(format!("${unknown}")),
            };
            return Err(at_message(files, lang, &wrong));
        }
    }
    Ok(())
}

fn read_languages(files: &DataFiles, tags: &[Lang]) -> Result<ByLang<Language>, DataError> {
    let mut languages = ByLang::english(read_language(files, Lang::EN)?);
    for &lang in tags.iter().filter(|&&lang| lang != Lang::EN) {
        languages.insert(lang, read_language(files, lang)?);
    }
    Ok(languages)
}

fn read_language(files: &DataFiles, lang: Lang) -> Result<Language, DataError> {
    let resource = read_resource(files, lang)?;
    let uses = uses_of(&resource).map_err(|wrong| at_message(files, lang, &wrong))?;
    let bundle = bundle_of(files, lang, resource)?;
    let said = Mutex::default();
    Ok(Language { bundle, uses, said })
}

/// The error that names what is wrong with a message, and its line.
fn at_message(files: &DataFiles, lang: Lang, wrong: &Wrong) -> DataError {
    let path = path_of(lang);
    let text = files.read(&path).unwrap_or_default();
    let piece = wrong.piece.as_deref().unwrap_or_default();
    let offset = uses::offset_of(text, &wrong.id, piece);
    let problem = format!("{}: {}", wrong.id, wrong.problem);
    DataError::at_offset(&files.name_of(&path), text, offset, problem)
}

fn path_of(lang: Lang) -> String {
    Languages::path(lang, "texts.ftl")
}

fn read_resource(files: &DataFiles, lang: Lang) -> Result<FluentResource, DataError> {
    let path = path_of(lang);
    let text = files.read(&path)?;
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let offset = errors.first().map_or(0, |error| error.pos.start);
        let problem = "expected a Fluent message, such as \"greeting = Hello\"";
        DataError::at_offset(&files.name_of(&path), text, offset, problem)
    })
}

fn bundle_of(
    files: &DataFiles,
    lang: Lang,
    resource: FluentResource,
) -> Result<FluentBundle<FluentResource>, DataError> {
    let name = files.name_of(&path_of(lang));
    let locale: LanguageIdentifier = lang
        .tag()
        .parse()
        .map_err(|error| DataError::file(&name, format!("no language: {error}")))?;
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).map_err(|errors| {
        let twice = errors.first().map_or_else(String::new, ToString::to_string);
        DataError::file(&name, format!("expected each message once: {twice}"))
    })?;
    Ok(bundle)
}

/// The variable by which a message tells the writer's own case, `own`, from that of somebody `other`.
const WHOSE: &str = "whose";

/// Says messages in one language.
#[derive(Clone, Copy)]
pub struct Localizer<'a> {
    texts: &'a Texts,
    /// The language of the texts.
    pub lang: Lang,
    /// Whether the case spoken of is somebody else's than the writer's.
    is_of_other: bool,
}

impl Localizer<'_> {
    /// The same, about somebody else where `is_of_other`, else about the writer.
    pub fn about_other(self, is_of_other: bool) -> Self {
        Localizer {
            is_of_other,
            ..self
        }
    }

    /// The message `id` with its values.
    pub fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Rich {
        self.texts.format(self.lang, self.is_of_other, id, args)
    }

    /// Whether there is a message `id`.
    pub fn knows(&self, id: &str) -> bool {
        self.texts.languages.get(self.lang).uses.contains_key(id)
    }

    /// How the language writes numbers, dates and lists.
    pub(super) fn conventions(&self) -> &Format {
        self.texts.formats.get(self.lang)
    }

    /// A message without values.
    pub fn text(&self, id: &str) -> Rich {
        self.format(id, &[])
    }

    /// The message `id` with its values, without styles, as labels and pictures take it.
    pub fn plain(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.format(id, args).into_plain()
    }
}
