//! Commands: whom they are for, and telling Telegram which there are.

use teloxide::RequestError;
use teloxide::prelude::*;
use teloxide::types::{BotCommand, BotCommandScope, User};

use crate::answer::Presenter;
use crate::language::{Chat, Command, TypedCommand};
use crate::noc::Lang;

/// Whether a command is addressed to this bot, or to nobody in particular.
pub fn is_for(command: &TypedCommand<'_>, me: &User) -> bool {
    let own = me.username.as_deref().unwrap_or_default();
    let bot = command.bot;
    bot.is_none_or(|bot| bot.eq_ignore_ascii_case(own))
}

/// Tells Telegram the commands of every scope in every language.
///
/// # Errors
/// Telegram refused them.
pub async fn register(bot: &Bot, presenter: &Presenter) -> Result<(), RequestError> {
    let languages = &presenter.data.languages;
    for (scope, chat) in [
        (BotCommandScope::AllPrivateChats, Chat::Private),
        (BotCommandScope::AllGroupChats, Chat::Group),
    ] {
        for &lang in languages.tags() {
            let localizer = presenter.texts.localizer(lang);
            let menu = Command::in_menu(chat).map(|command| {
                let name = languages.commands.name(command, lang);
                let description = localizer.plain(&command.description(), &[]);
                BotCommand::new(name, description)
            });
            let mut request = bot.set_my_commands(menu).scope(scope.clone());
            // English is also for all languages that have no list of their own.
            request.language_code = (lang != Lang::EN).then(|| lang.tag().to_owned());
            request.await?;
        }
    }
    Ok(())
}
