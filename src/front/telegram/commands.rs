//! Commands: reading them, and telling Telegram which there are.

use teloxide::RequestError;
use teloxide::prelude::*;
use teloxide::types::{BotCommand, BotCommandScope, User};

use crate::answer::Presenter;
use crate::noc::Lang;

/// The commands of a private chat, in the order in which they are offered.
const PRIVATE: [&str; 15] = [
    "start",
    "qualify",
    "noc",
    "categories",
    "category",
    "draws",
    "crs",
    "remind",
    "rules",
    "edit",
    "language",
    "privacy",
    "forget",
    "cancel",
    "help",
];
/// The commands of a group.
const GROUP: [&str; 9] = [
    "qualify",
    "noc",
    "categories",
    "category",
    "draws",
    "crs",
    "rules",
    "privacy",
    "help",
];

/// A message that begins with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command<'a> {
    /// In lower case, without slash and bot.
    pub name: String,
    /// The bot it is addressed to.
    pub bot: Option<&'a str>,
    /// What follows it.
    pub rest: &'a str,
}

impl<'a> Command<'a> {
    /// The command that a text is.
    pub fn read(text: &'a str) -> Option<Self> {
        let text = text.trim().strip_prefix('/')?;
        let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let (name, bot) = match name.split_once('@') {
            Some((name, bot)) => (name, Some(bot)),
            None => (name, None),
        };
        Some(Command {
            name: name.to_lowercase(),
            bot,
            rest: rest.trim(),
        })
    }

    /// Whether it is addressed to this bot, or to nobody in particular.
    pub fn is_for(&self, me: &User) -> bool {
        let own = me.username.as_deref().unwrap_or_default();
        self.bot.is_none_or(|bot| bot.eq_ignore_ascii_case(own))
    }
}

/// Tells Telegram the commands of every scope in every language.
///
/// # Errors
/// Telegram refused them.
pub async fn register(bot: &Bot, presenter: &Presenter) -> Result<(), RequestError> {
    for (scope, names) in [
        (BotCommandScope::AllPrivateChats, &PRIVATE[..]),
        (BotCommandScope::AllGroupChats, &GROUP[..]),
    ] {
        for &lang in presenter.data.languages.tags() {
            let speaker = presenter.texts.speaker(lang);
            let command = |name: &&str| {
                let description = speaker.just(&format!("telegram-command-{name}"));
                BotCommand::new(*name, crate::text::unescape(&description))
            };
            let mut request = bot
                .set_my_commands(names.iter().map(command))
                .scope(scope.clone());
            // English is also for all languages that have no list of their own.
            request.language_code = (lang != Lang::EN).then(|| lang.tag().to_owned());
            request.await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read() {
        for (text, name, bot, rest) in [
            ("/start", "start", None, ""),
            (
                " /Qualify@NocBot  a nurse ",
                "qualify",
                Some("NocBot"),
                "a nurse",
            ),
            ("/noc\n31301", "noc", None, "31301"),
        ] {
            let command = Command::read(text).unwrap();
            assert_eq!(
                (command.name.as_str(), command.bot, command.rest),
                (name, bot, rest)
            );
        }
        assert_eq!(Command::read("a / b"), None);
    }
}
