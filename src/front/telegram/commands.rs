//! Commands: whom they are for, and telling Telegram which there are.

use teloxide::payloads::{
    GetMyCommands, GetMyCommandsSetters, SetMyCommands, SetMyCommandsSetters,
};
use teloxide::types::{BotCommand, BotCommandScope, User};

use super::api::{Api, CallError};
use crate::answer::Presenter;
use crate::language::{Chat, Command, TypedCommand};
use crate::noc::Lang;

/// Whether a command is addressed to this bot, or to nobody in particular.
pub fn is_for(command: &TypedCommand<'_>, me: &User) -> bool {
    let own = me.username.as_deref().unwrap_or_default();
    let bot = command.bot;
    bot.is_none_or(|bot| bot.eq_ignore_ascii_case(own))
}

/// Tells Telegram the commands of every scope in every language, where it does not know them already.
///
/// # Errors
/// Telegram refused them, or was not reached.
pub async fn register(api: &Api, presenter: &Presenter) -> Result<(), CallError> {
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
            let menu: Vec<BotCommand> = menu.collect();
            // English is also for all languages that have no list of their own.
            let code = (lang != Lang::EN).then(|| lang.tag().to_owned());
            let mut known = GetMyCommands::new().scope(scope.clone());
            known.language_code.clone_from(&code);
            if api.call(&known).await? != menu {
                let mut payload = SetMyCommands::new(menu).scope(scope.clone());
                payload.language_code = code;
                api.call(&payload).await?;
            }
        }
    }
    Ok(())
}
