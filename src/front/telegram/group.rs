//! Groups: who is answered, and how. Nothing is kept.

use teloxide::types::{CallbackQuery, Message, MessageEntityKind, MessageKind};

use super::commands::is_for;
use super::entities::place;
use super::front::Front;
use super::group_check::GroupAnswer;
use super::limiter::FloodVerdict;
use super::press::TelegramAction;
use super::redact::Handled;
use super::render::{Outgoing, cut};
use super::send::{Notice, Place};
use crate::answer::Context;
use crate::dialogue::{Draft, Input, State};
use crate::language::{Chat, Command, TypedCommand};
use crate::noc::Lang;
use crate::text::Rich;

/// Of a longer message only so many characters are heard.
const LONGEST_HEARD: usize = 2_000;

/// What a message in a group asks of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked<'a> {
    /// Whether a job qualifies.
    Job(AskedJob),
    /// A page that a command shows, with what follows it.
    Page(Command, &'a str),
    Privacy,
    Forget,
    Language(Option<Lang>),
    Remind,
    Help,
}

/// The question whether a job qualifies.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AskedJob {
    /// All that was said.
    text: String,
    /// The same without the question around it; it may be empty.
    rest: String,
    /// The language of the question, where it tells.
    lang: Option<Lang>,
    how: How,
}

/// How sure it is that the bot is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// It was addressed.
    Plainly,
    /// Said under one of its cards, where people also just say thanks.
    UnderCard,
    /// The question was asked of everybody.
    Overheard,
}

impl Front {
    /// Answers a message of a group, if it asks the bot anything; where it led.
    pub async fn group_message(&self, message: &Message) -> &'static str {
        let Some(asked) = self.asked_in(message) else {
            return Handled::IGNORED;
        };
        let asker = message
            .from
            .as_ref()
            .filter(|_| message.sender_chat.is_none());
        let asker_id = asker.map(|user| user.id.0);
        let own_lang = match asker {
            Some(user) => self.lang(user).await,
            None => Lang::EN,
        };
        let place = Place {
            chat: message.chat.id,
            topic: message.thread_id.filter(|_| message.is_topic_message),
            reply_to: Some(message.id),
        };
        match self.patience(asker_id.unwrap_or(message.chat.id.0.unsigned_abs())) {
            FloodVerdict::Answer => {}
            FloodVerdict::Ignore => return "flood",
            FloodVerdict::Notice => {
                let text = self.localizer(own_lang).text("telegram-flood");
                self.tell(place, Outgoing::text(text));
                return "flood";
            }
        }
        match asked {
            Asked::Job(job) => {
                let lang = job.lang.unwrap_or(own_lang);
                self.job(place, &job, lang, asker_id).await
            }
            Asked::Page(command, rest) => {
                self.tell(place, self.page(command, rest, own_lang));
                "page"
            }
            Asked::Privacy => {
                let text = self.localizer(own_lang).text("telegram-privacy");
                self.tell(place, Outgoing::text(text));
                "privacy"
            }
            Asked::Forget => {
                let Some(user) = asker_id else {
                    return Handled::IGNORED;
                };
                let id = match self.forget_user(user).await {
                    Ok(()) => "telegram-forgotten",
                    Err(error) => {
                        log::error!("{error}");
                        "telegram-trouble"
                    }
                };
                self.tell(place, Outgoing::text(self.localizer(own_lang).text(id)));
                "forgotten"
            }
            Asked::Language(Some(lang)) => {
                if let Some(user) = asker_id {
                    self.set_lang(user, lang).await;
                }
                let text = self.localizer(lang).text("language-set");
                self.tell(place, Outgoing::text(text));
                "language"
            }
            Asked::Language(None) => {
                let text = self.localizer(own_lang).text("language-which");
                self.tell(place, Outgoing::text(text));
                "language"
            }
            Asked::Remind => {
                let name = self.me.username.as_deref().unwrap_or_default();
                let args = [("bot", name.into())];
                let text = self
                    .localizer(own_lang)
                    .format("telegram-group-remind", &args);
                self.tell(place, Outgoing::text(text));
                "remind"
            }
            Asked::Help => {
                let name = self.me.username.as_deref().unwrap_or_default();
                let args = [("bot", name.into())];
                let text = self
                    .localizer(own_lang)
                    .format("telegram-group-help", &args);
                self.tell(place, Outgoing::text(text));
                "help"
            }
        }
    }

    /// Whether a message of a group asks anything of the bot.
    pub(super) fn is_asked(&self, message: &Message) -> bool {
        self.asked_in(message).is_some()
    }

    /// What a message of a group asks of the bot, if anything and if by somebody who is answered.
    fn asked_in<'m>(&self, message: &'m Message) -> Option<Asked<'m>> {
        let from_bot = message.from.as_ref().is_none_or(|user| user.is_bot);
        // Anonymous admins and channels write through a bot of Telegram's, and are told by their chat.
        let is_unknown_bot = from_bot && message.sender_chat.is_none();
        let is_common = matches!(message.kind, MessageKind::Common(_));
        if is_unknown_bot
            || !is_common
            || message.is_automatic_forward()
            || message.via_bot.is_some()
        {
            return None;
        }
        self.asked(message)
    }

    /// What a message asks of the bot, if anything.
    fn asked<'m>(&self, message: &'m Message) -> Option<Asked<'m>> {
        let text = message.text().or(message.caption())?;
        if let Some(typed) = TypedCommand::read(text) {
            return is_for(&typed, &self.me).then(|| self.command(typed))?;
        }
        if let Some(rest) = self.without_mention(message, text) {
            return Some(self.question_in(&rest, How::Plainly));
        }
        let replied_to = message.reply_to_message();
        let is_reply = replied_to
            .and_then(|message| message.from.as_ref())
            .is_some_and(|user| user.id == self.me.id);
        if is_reply {
            let is_card = replied_to.is_some_and(|message| message.reply_markup().is_some());
            let how = if is_card {
                How::UnderCard
            } else {
                How::Plainly
            };
            return Some(self.question_in(text, how));
        }
        let asked = self.triggers.find(text)?;
        Some(Asked::Job(AskedJob {
            text: text.to_owned(),
            rest: asked.job,
            lang: Some(asked.lang),
            how: How::Overheard,
        }))
    }

    fn command<'m>(&self, typed: TypedCommand<'m>) -> Option<Asked<'m>> {
        let command = self.commands().named(typed.name);
        let usable = command.filter(|command| command.scope().has(Chat::Group));
        Some(match usable {
            Some(Command::Qualify) => Asked::Job(AskedJob {
                text: typed.rest.to_owned(),
                rest: typed.rest.to_owned(),
                lang: None,
                how: How::Plainly,
            }),
            Some(
                page @ (Command::Noc
                | Command::Categories
                | Command::Category
                | Command::Draws
                | Command::Crs
                | Command::Rules),
            ) => Asked::Page(page, typed.rest),
            Some(Command::Privacy) => Asked::Privacy,
            Some(Command::Forget) => Asked::Forget,
            Some(Command::Remind) => Asked::Remind,
            Some(Command::Language) => {
                Asked::Language(self.presenter.data.languages.named(typed.rest))
            }
            // Said to no bot in particular, another one may be meant.
            _ if typed.bot.is_none() => return None,
            _ => Asked::Help,
        })
    }

    /// A text said to the bot: a job, with or without the question around it.
    fn question_in(&self, text: &str, how: How) -> Asked<'static> {
        let found = self.triggers.find(text);
        let lang = found.as_ref().map(|asked| asked.lang);
        Asked::Job(AskedJob {
            text: text.to_owned(),
            rest: found.map_or_else(|| text.trim().to_owned(), |asked| asked.job),
            lang,
            how,
        })
    }

    /// The text without the bot's mention, where it is mentioned.
    fn without_mention(&self, message: &Message, text: &str) -> Option<String> {
        let own = format!("@{}", self.me.username.as_deref()?);
        let entities = match message.text() {
            Some(_) => message.entities(),
            None => message.caption_entities(),
        };
        let mut mentions = entities?
            .iter()
            .filter(|entity| entity.kind == MessageEntityKind::Mention)
            .filter_map(|entity| place(text, entity));
        let mention = mentions.find(|at| text[at.clone()].eq_ignore_ascii_case(&own))?;
        let (before, after) = (&text[..mention.start], &text[mention.end..]);
        let rest = format!("{} {}", before.trim(), after.trim());
        let punctuation = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';');
        Some(rest.trim_matches(punctuation).to_owned())
    }

    async fn job(
        &self,
        place: Place,
        job: &AskedJob,
        lang: Lang,
        asker: Option<u64>,
    ) -> &'static str {
        let Some(answer) = self.group_answer(lang) else {
            return "trouble";
        };
        let cut = |text: &str| text.chars().take(LONGEST_HEARD).collect::<String>();
        let named = |text: &str| -> Vec<Draft> {
            let dialogue = answer.dialogue;
            let hear = |text: &str, state: &State| self.hear(dialogue, text, state);
            let told = dialogue
                .jobs_told_hearing(&cut(text), lang, &hear)
                .into_iter();
            told.filter(|job| !job.codes.is_empty()).collect()
        };
        let says_something = job.rest.chars().any(char::is_alphanumeric);
        let mut jobs = named(&job.text);
        if jobs.is_empty() && says_something {
            jobs = named(&job.rest);
        }
        if let Some(message) = answer.answer(&jobs, asker) {
            self.tell(place, message);
            return "answered";
        }
        if says_something && job.how == How::UnderCard {
            return Handled::IGNORED;
        }
        let localizer = self.localizer(lang);
        let question = localizer.text("telegram-group-ask");
        let text = if says_something && job.how == How::Plainly {
            Rich::lines([localizer.text("telegram-group-none"), question])
        } else {
            question
        };
        let placeholder = localizer.plain("telegram-group-placeholder", &[]);
        self.sender.ask(place, &text, placeholder);
        "asked"
    }

    /// The page a command shows, without the question that follows it in a private chat.
    fn page(&self, command: Command, rest: &str, lang: Lang) -> Outgoing {
        let dialogue = self.dialogue();
        let state = State::new(lang);
        let question = dialogue.open(&state).pop().unwrap_or_default().text;
        let reaction = dialogue.step(state, Input::Command(command, rest));
        let reply = reaction.replies.into_iter().next().unwrap_or_default();
        let page = reply.text.plain().strip_suffix(question.plain());
        let page = page.map(|page| reply.text.slice(0..page.len()).trimmed());
        Outgoing {
            picture: reply.picture,
            ..Outgoing::text(page.filter(|page| !page.is_empty()).unwrap_or(reply.text))
        }
    }

    fn group_answer(&self, lang: Lang) -> Option<GroupAnswer<'_>> {
        let today = self.today();
        let rules = self.presenter.data.rule_set(None, today).ok()?;
        Some(GroupAnswer {
            card: Context {
                presenter: &self.presenter,
                rules,
                localizer: self.localizer(lang),
            },
            dialogue: self.dialogue(),
            private: &self.private,
        })
    }

    /// Answers a press in a group; where it led.
    pub async fn group_press(&self, query: &CallbackQuery) -> &'static str {
        let pressed = query.data.as_deref().and_then(|data| data.parse().ok());
        let Some(TelegramAction::GroupCheck(step)) = pressed else {
            return self.old_press(query).await;
        };
        let Some(message) = &query.message else {
            return self.old_press(query).await;
        };
        let known = |answer: &GroupAnswer<'_>| {
            let group = step.answers.noc().and_then(|noc| answer.card.group(noc));
            group.is_some()
        };
        let Some(answer) = self.group_answer(step.lang).filter(known) else {
            return self.old_press(query).await;
        };
        let user = query.from.id.0;
        if step.asker.is_some_and(|asker| asker != user) {
            let lang = self.lang(&query.from).await;
            let name = self.me.username.as_deref().unwrap_or_default();
            let args = [("bot", name.into())];
            let text = self.localizer(lang).format("telegram-press-other", &args);
            self.sender
                .answer(query.id.clone(), Some(Notice::alert(&text)));
            return "other-asker";
        }
        if self.patience(user) != FloodVerdict::Answer {
            let text = self.localizer(step.lang).text("telegram-flood");
            self.sender
                .answer(query.id.clone(), Some(Notice::passing(&text)));
            return "flood";
        }
        let seen = message.regular_message();
        let place = Place {
            chat: message.chat().id,
            topic: seen
                .filter(|message| message.is_topic_message)
                .and_then(|message| message.thread_id),
            reply_to: seen
                .and_then(|message| message.reply_to_message())
                .map(|asking| asking.id),
        };
        let id = seen.map(|message| message.id);
        let next = answer.step(&step);
        self.sender.answer(query.id.clone(), None);
        match id {
            Some(id) => self.sender.edit(place, id, &next),
            None => self.sender.send(place, &next),
        };
        "group-check"
    }

    fn tell(&self, place: Place, message: Outgoing) {
        for message in cut(message) {
            self.sender.send(place, &message);
        }
    }
}
