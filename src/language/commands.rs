//! The one table of commands: where each can be used, where it is offered, and what it is called in every language.
//!
//! Every name is understood in every chat; the menu of a chat offers those of its language.

use std::collections::HashMap;

use serde::Deserialize;
use strsim::osa_distance;
use thiserror::Error;

use super::Languages;
use super::subject::{Subject, read_each};
use crate::noc::{ByLang, DataError, DataFiles, Lang};
use crate::text::without_accents;

/// The longest name of a command that Telegram takes.
const LONGEST_NAME: usize = 32;

/// What a person can ask for with a slash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Command {
    /// Begins the conversation, or begins it again.
    Start,
    /// Asks whether a job qualifies.
    Qualify,
    /// Shows a unit group of the classification.
    Noc,
    /// Lists the categories in force.
    Categories,
    /// Shows one category.
    Category,
    /// Shows the latest rounds of invitations.
    Draws,
    /// Holds a score against the latest rounds.
    Crs,
    /// Sets and removes reminders.
    Remind,
    /// Shows the rules, or chooses older ones.
    Rules,
    /// Changes an answer.
    Edit,
    /// Goes back to the question before.
    Back,
    /// Chooses the language.
    Language,
    /// Shows what is kept.
    Privacy,
    /// Deletes everything kept of the person.
    Forget,
    /// Forgets the conversation.
    Cancel,
    /// Shows what can be asked.
    Help,
}

/// A kind of chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chat {
    /// Between one person and the bot.
    Private,
    /// With others.
    Group,
}

/// The chats in which a command can be used, or is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Private chats.
    Private,
    /// Private chats and groups.
    Both,
}

impl Scope {
    /// Whether a chat is among them.
    pub fn has(self, chat: Chat) -> bool {
        self == Scope::Both || chat == Chat::Private
    }
}

/// Where a command can be used and where the menu offers it.
struct Row {
    /// Its key in `commands.toml`, its name among subcommands of the command line, and the end of its description's id.
    id: &'static str,
    scope: Scope,
    /// The chats whose menu holds it; none where it is only understood.
    menu: Option<Scope>,
}

impl Command {
    /// Every command, in the order in which menus offer them.
    pub const ALL: [Command; 16] = [
        Command::Start,
        Command::Qualify,
        Command::Noc,
        Command::Categories,
        Command::Category,
        Command::Draws,
        Command::Crs,
        Command::Remind,
        Command::Rules,
        Command::Edit,
        Command::Back,
        Command::Language,
        Command::Privacy,
        Command::Forget,
        Command::Cancel,
        Command::Help,
    ];

    fn row(self) -> Row {
        use Scope::{Both, Private};
        let (id, scope, menu) = match self {
            Command::Start => ("start", Private, Some(Private)),
            Command::Qualify => ("qualify", Both, Some(Both)),
            Command::Noc => ("noc", Both, Some(Both)),
            Command::Categories => ("categories", Both, Some(Both)),
            Command::Category => ("category", Both, Some(Both)),
            Command::Draws => ("draws", Both, Some(Both)),
            Command::Crs => ("crs", Both, Some(Both)),
            Command::Remind => ("remind", Both, Some(Private)),
            Command::Rules => ("rules", Both, Some(Both)),
            Command::Edit => ("edit", Private, Some(Private)),
            Command::Back => ("back", Private, None),
            Command::Language => ("language", Both, Some(Private)),
            Command::Privacy => ("privacy", Both, Some(Both)),
            Command::Forget => ("forget", Both, Some(Private)),
            Command::Cancel => ("cancel", Private, Some(Private)),
            Command::Help => ("help", Both, Some(Both)),
        };
        Row { id, scope, menu }
    }

    /// Its key in `commands.toml`, which is also its name among the subcommands of the command line.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// In which chats it can be used.
    pub fn scope(self) -> Scope {
        self.row().scope
    }

    /// The commands that the menu of a chat offers, in its order.
    pub fn in_menu(chat: Chat) -> impl Iterator<Item = Command> {
        let is_offered = move |menu: Scope| menu.has(chat);
        let all = Command::ALL.into_iter();
        all.filter(move |command| command.row().menu.is_some_and(is_offered))
    }

    /// The id of the text that describes it in a menu.
    pub fn description(self) -> String {
        format!("telegram-command-{}", self.id())
    }
}

/// A message that begins with a slash, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedCommand<'a> {
    /// As it was typed, without slash and bot.
    pub name: &'a str,
    /// The bot it is addressed to: in groups Telegram appends its name.
    pub bot: Option<&'a str>,
    /// What follows it.
    pub rest: &'a str,
}

impl<'a> TypedCommand<'a> {
    /// The command that a text is, known or not.
    pub fn read(text: &'a str) -> Option<Self> {
        let text = text.trim().strip_prefix('/')?;
        let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let (name, bot) = match name.split_once('@') {
            Some((name, bot)) => (name, Some(bot)),
            None => (name, None),
        };
        Some(TypedCommand {
            name,
            bot,
            rest: rest.trim(),
        })
    }
}

/// A name that Telegram would refuse.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected a name of at most 32 small letters a to z, digits and _, found {0:?}")]
struct InvalidName(String);

/// What a command is called, as Telegram takes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Name(String);

impl TryFrom<String> for Name {
    type Error = InvalidName;

    fn try_from(name: String) -> Result<Self, InvalidName> {
        let allowed = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_');
        if (1..=LONGEST_NAME).contains(&name.len()) && name.chars().all(allowed) {
            Ok(Name(name))
        } else {
            Err(InvalidName(name))
        }
    }
}

impl Name {
    /// What is compared with what people type.
    fn key(&self) -> String {
        key(&self.0)
    }
}

/// A name or what was typed as one, without what people leave out or add: accents, capitals, `_` and `-`.
fn key(name: &str) -> String {
    let bare = without_accents(name).to_lowercase();
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What one language calls the commands; the first name of each is the one offered.
#[derive(Debug, Clone, Deserialize)]
struct CommandNames(HashMap<Command, Vec<Name>>);

impl Subject for CommandNames {
    const FILE: &'static str = "commands.toml";
}

/// What the commands are called in every language.
#[derive(Debug, Clone)]
pub struct Commands {
    by_lang: ByLang<CommandNames>,
    /// Which command each name means, by the name's [`key`].
    meant: HashMap<String, Command>,
}

impl Commands {
    /// Reads `lang/TAG/commands.toml` of every language.
    ///
    /// # Errors
    /// A file is missing or wrong, a command has no English name, or a name means two commands.
    pub(super) fn open(files: &DataFiles, langs: &[Lang]) -> Result<Self, DataError> {
        let by_lang: ByLang<CommandNames> = read_each(files, langs)?;
        let mut meant = HashMap::new();
        for (lang, own) in by_lang.iter() {
            let wrong = |problem: String| {
                let path = Languages::path(lang, CommandNames::FILE);
                DataError::file(files.name_of(&path), problem)
            };
            for command in Command::ALL {
                let id = command.id();
                let names = own.0.get(&command).map_or(&[][..], Vec::as_slice);
                // Another language may leave a command to its English name.
                if names.is_empty() && lang == Lang::EN {
                    return Err(wrong(format!("expected a name of {id}")));
                }
                for name in names {
                    let other = *meant.entry(name.key()).or_insert(command);
                    if other != command {
                        return Err(wrong(format!(
                            "expected each name for one command, but {:?} means {id} and {}",
                            name.0,
                            other.id()
                        )));
                    }
                }
            }
        }
        Ok(Commands { by_lang, meant })
    }

    /// The command that a name means in any language; accents, capitals and `_` make no difference.
    pub fn named(&self, typed: &str) -> Option<Command> {
        self.meant.get(&key(typed)).copied()
    }

    /// The name by which a language offers a command, without its slash: its own, or else the English one.
    pub fn name(&self, command: Command, lang: Lang) -> &str {
        let first = |lang: Lang| self.by_lang.get(lang).0.get(&command)?.first();
        let name = first(lang).or_else(|| first(Lang::EN));
        name.map_or(command.id(), |name| name.0.as_str())
    }

    /// The name that is one slip of the finger away from what was typed, in `lang` rather than in another language.
    pub fn nearest(&self, typed: &str, lang: Lang) -> Option<&str> {
        let typed = key(typed);
        let own = std::iter::once(self.by_lang.get(lang));
        let others = self.by_lang.iter().map(|(_, own)| own);
        let mut names = own.chain(others).flat_map(|own| {
            Command::ALL
                .into_iter()
                .filter_map(|command| own.0.get(&command))
                .flatten()
        });
        let near = names.find(|name| osa_distance(&name.key(), &typed) == 1);
        near.map(|name| name.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::spoken;
    use super::*;

    #[test]
    fn typed_commands_are_taken_apart() {
        for (text, name, bot, rest) in [
            ("/start", "start", None, ""),
            (
                " /Qualify@NocBot  a nurse ",
                "Qualify",
                Some("NocBot"),
                "a nurse",
            ),
            ("/noc\n31301", "noc", None, "31301"),
            ("/", "", None, ""),
        ] {
            let expected = TypedCommand { name, bot, rest };
            assert_eq!(TypedCommand::read(text), Some(expected));
        }
        assert_eq!(TypedCommand::read("a / b"), None);
    }

    #[test]
    fn names_of_every_language_are_understood() {
        let commands = &spoken().commands;
        for (typed, command) in [
            ("start", Command::Start),
            ("Aide", Command::Help),
            ("règles", Command::Rules),
            ("RE\u{300}GLES", Command::Rules),
            ("catégorie", Command::Category),
            ("catégories", Command::Categories),
            ("confidentialité", Command::Privacy),
            ("tirages", Command::Draws),
            ("oublier", Command::Forget),
            ("oublie-moi", Command::Forget),
            ("langue", Command::Language),
            ("rappels", Command::Remind),
            ("annuler", Command::Cancel),
            ("cnp", Command::Noc),
        ] {
            assert_eq!(commands.named(typed), Some(command), "{typed}");
        }
        for typed in ["", "_", "helpme", "31301"] {
            assert_eq!(commands.named(typed), None, "{typed}");
        }
        for lang in [Lang::EN, Lang::FR] {
            for command in Command::ALL {
                assert_eq!(commands.named(commands.name(command, lang)), Some(command));
            }
        }
        assert_eq!(commands.name(Command::Help, Lang::FR), "aide");
    }

    #[test]
    fn a_slip_of_the_finger_is_near() {
        let commands = &spoken().commands;
        for (typed, lang, near) in [
            ("hepl", Lang::EN, Some("help")),
            ("helpp", Lang::FR, Some("help")),
            ("aid", Lang::EN, Some("aide")),
            ("categorys", Lang::EN, Some("category")),
            ("catégori", Lang::FR, Some("categorie")),
            ("scroe", Lang::FR, Some("score")),
            ("hlp me", Lang::EN, None),
            ("banana", Lang::EN, None),
            ("", Lang::EN, None),
        ] {
            assert_eq!(commands.nearest(typed, lang), near, "{typed}");
        }
    }

    #[test]
    fn menus_offer_what_can_be_used() {
        for chat in [Chat::Private, Chat::Group] {
            for command in Command::in_menu(chat) {
                assert!(command.scope().has(chat), "{command:?}");
            }
        }
        assert_eq!(Command::in_menu(Chat::Private).count(), 15);
        assert_eq!(Command::in_menu(Chat::Group).count(), 9);
    }

    #[test]
    fn a_wrong_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("lang/en");
        std::fs::create_dir_all(&own).unwrap();
        let good = DataFiles::BuiltIn.read("lang/en/commands.toml").unwrap();
        for (old, new, problem) in [
            ("help = [\"help\"]", "", "expected a name of help"),
            ("[\"help\"]", "[]", "expected a name of help"),
            ("[\"help\"]", "[\"Help\"]", "small letters"),
            ("[\"help\"]", "[\"rules\"]", "means help and rules"),
            ("help = ", "halp = ", "halp"),
        ] {
            assert!(good.contains(old), "{old}");
            std::fs::write(own.join("commands.toml"), good.replace(old, new)).unwrap();
            let files = DataFiles::Folder(folder.path().to_owned());
            let error = Commands::open(&files, &[Lang::EN]).unwrap_err().to_string();
            assert!(
                error.contains("lang/en/commands.toml") && error.contains(problem),
                "{error}"
            );
        }
    }
}
