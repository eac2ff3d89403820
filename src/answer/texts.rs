//! The sentences nocbot says: Fluent messages, one file a language.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use crate::language::{Format, Languages};
use crate::noc::{ByLang, DataError, DataFiles, Lang};
use crate::text::escape;

/// A value put into a message.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Text from people or data: escaped.
    Text(Cow<'a, str>),
    /// A piece already in our HTML.
    Html(Cow<'a, str>),
    Number(f64),
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

/// Every message in every language.
pub struct Texts {
    bundles: ByLang<FluentBundle<FluentResource>>,
    formats: ByLang<Format>,
}

impl Texts {
    /// Reads `texts.ftl` of every language.
    ///
    /// # Errors
    /// A file is missing, does not parse, or lacks a message that another has.
    pub fn open(files: &DataFiles, languages: &Languages) -> Result<Self, DataError> {
        let mut ids: Vec<(Lang, BTreeSet<String>)> = Vec::new();
        let mut read = |lang: Lang| {
            let resource = read_resource(files, lang)?;
            ids.push((lang, message_ids(&resource)));
            bundle_of(files, lang, resource)
        };
        let mut bundles = ByLang::english(read(Lang::EN)?);
        for &lang in languages.tags().iter().filter(|&&lang| lang != Lang::EN) {
            bundles.insert(lang, read(lang)?);
        }
        let mut all = ids.iter().flat_map(|(_, own)| own);
        let lacking = all.find_map(|id| {
            let (lang, _) = ids.iter().find(|(_, own)| !own.contains(id))?;
            Some((*lang, id))
        });
        match lacking {
            None => Ok(Texts {
                bundles,
                formats: languages.format.clone(),
            }),
            Some((lang, id)) => Err(DataError::file(
                files.name_of(&path_of(lang)),
                format!("expected the message {id}, which another language has"),
            )),
        }
    }

    /// A speaker of one language.
    pub fn speaker(&self, lang: Lang) -> Speaker<'_> {
        Speaker { texts: self, lang }
    }

    fn say(&self, lang: Lang, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let bundle = self.bundles.get(lang);
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            log::error!("no text {id} in {}", lang.tag());
            return format!("[{id}]");
        };
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(escape(text)),
                Arg::Html(html) => FluentValue::from(html.as_ref().to_owned()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let said = bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned();
        for error in errors {
            log::error!("text {id} in {}: {error}", lang.tag());
        }
        said
    }
}

fn path_of(lang: Lang) -> String {
    Languages::path(lang, "texts.ftl")
}

fn message_ids(resource: &FluentResource) -> BTreeSet<String> {
    let id = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.entries().filter_map(id).collect()
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

/// Says messages in one language.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    texts: &'a Texts,
    pub lang: Lang,
}

impl Speaker<'_> {
    /// The message `id` with its values, as HTML.
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.say(self.lang, id, args)
    }

    /// Whether there is a message `id`.
    pub fn knows(&self, id: &str) -> bool {
        self.texts.bundles.get(self.lang).has_message(id)
    }

    /// How the language writes numbers, dates and lists.
    pub(super) fn format(&self) -> &Format {
        self.texts.formats.get(self.lang)
    }

    /// A message without values.
    pub fn just(&self, id: &str) -> String {
        self.say(id, &[])
    }
}
