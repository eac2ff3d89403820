//! Private chats: the conversation, message by message.

use teloxide::types::{CallbackQuery, Message, MessageId, MessageKind, User};

use super::commands::is_for;
use super::front::{Front, Wording};
use super::limiter::FloodVerdict;
use super::press::TelegramAction;
use super::redact::Handled;
use super::render::{MessageButton, Outgoing, messages};
use super::send::{Notice, Place};
use crate::dialogue::{CallbackData, Dialogue, Input, Reply, State, Transition};
use crate::language::{Command, TypedCommand};
use crate::noc::Lang;
use crate::services::UserReminders;
use crate::store::{Loaded, Store, StoreError};

/// A conversation as it was kept.
struct Kept {
    state: State,
    /// Nothing was kept before.
    is_new: bool,
    /// What was kept could not be read.
    is_lost: bool,
    reminders: UserReminders,
}

impl Front {
    /// Answers a message of a private chat; where it led.
    pub async fn private_message(&self, message: &Message, wording: Wording) -> &'static str {
        let Some(user) = message.from.as_ref().filter(|user| !user.is_bot) else {
            return Handled::IGNORED;
        };
        let is_own_card = message
            .via_bot
            .as_ref()
            .is_some_and(|bot| bot.id == self.me.id);
        let is_sent = matches!(message.kind, MessageKind::Common(_) | MessageKind::Dice(_));
        if is_own_card || !is_sent {
            return Handled::IGNORED;
        }
        let place = Place::chat(message.chat.id);
        let who = user.id.0;
        match self.patience(who) {
            FloodVerdict::Answer => {}
            FloodVerdict::Ignore => return "flood",
            FloodVerdict::Notice => {
                let text = self.localizer(self.lang(user).await).text("telegram-flood");
                self.say(place, Outgoing::text(text));
                return "flood";
            }
        }
        let said = message.text().or(message.caption());
        let Some(text) = said.filter(|text| !text.is_empty()) else {
            let lang = self.lang(user).await;
            let text = self.localizer(lang).text("telegram-only-text");
            self.say(place, Outgoing::text(text));
            return "no-text";
        };
        match self.private_text(who, place, user, text, wording).await {
            Ok(step) => step,
            Err(error) => {
                log::error!("{error}");
                let text = self
                    .localizer(self.told_lang(user))
                    .text("telegram-trouble");
                self.say(place, Outgoing::text(text));
                "trouble"
            }
        }
    }

    async fn private_text(
        &self,
        who: u64,
        place: Place,
        user: &User,
        text: &str,
        wording: Wording,
    ) -> Result<&'static str, StoreError> {
        let typed = TypedCommand::read(text);
        // A command was obeyed when it was sent.
        if wording == Wording::Edited && typed.is_some() {
            return Ok(Handled::IGNORED);
        }
        if let Some(typed) = typed.filter(|typed| is_for(typed, &self.me)) {
            match (self.commands().named(typed.name), typed.rest) {
                (Some(Command::Forget), _) => return self.forget(who, place, user).await,
                (Some(Command::Privacy), _) => {
                    let lang = self.lang(user).await;
                    let text = self.localizer(lang).text("telegram-privacy");
                    self.say(place, Outgoing::text(text));
                    return Ok("privacy");
                }
                (Some(Command::Language), "") => {
                    let message = self.ask_language(self.lang(user).await);
                    self.say(place, message);
                    return Ok("language");
                }
                _ => {}
            }
        }
        let kept = self.load(who, user).await?;
        if kept.is_lost {
            let lost = Reply::text(self.localizer(kept.state.lang).text("telegram-start-over"));
            // What was typed answered a question that is no more, unless it is a command.
            let mut transition = match typed {
                Some(_) => self.react(&kept.reminders, kept.state, Input::Text(text)),
                None => Transition {
                    replies: self.dialogue().open(&kept.state),
                    state: kept.state,
                    effects: Vec::new(),
                },
            };
            transition.replies.insert(0, lost);
            self.store
                .save(who, &transition.state, self.clock.now())
                .await?;
            self.keep(who, &kept.reminders, &transition).await?;
            self.say_all(place, &transition.replies);
            return Ok("start-over");
        }
        let before = kept.state.lang;
        let input = match wording {
            Wording::Edited if !kept.is_new => Input::Edited(text),
            Wording::First | Wording::Edited => Input::Text(text),
        };
        let transition = self.react(&kept.reminders, kept.state, input);
        let state = &transition.state;
        if state.lang != before {
            self.set_lang(who, state.lang).await;
        }
        let step = state.step_name();
        if !(kept.is_new && has_told_nothing(state)) {
            self.store.save(who, state, self.clock.now()).await?;
        }
        self.keep(who, &kept.reminders, &transition).await?;
        self.say_all(place, &transition.replies);
        Ok(step)
    }

    async fn forget(
        &self,
        who: u64,
        place: Place,
        user: &User,
    ) -> Result<&'static str, StoreError> {
        // Asked first, since the choice is forgotten too.
        let lang = self.lang(user).await;
        self.forget_user(who).await?;
        let text = self.localizer(lang).text("telegram-forgotten");
        self.say(place, Outgoing::text(text));
        Ok("forgotten")
    }

    /// The question which language to speak.
    pub(super) fn ask_language(&self, lang: Lang) -> Outgoing {
        let langs = self.presenter.data.languages.tags();
        let choice = |lang: Lang| {
            let label = self
                .localizer(lang)
                .plain("telegram-language-own-name", &[]);
            MessageButton::press(label, TelegramAction::Language(lang))
        };
        Outgoing::with_buttons(
            self.localizer(lang).text("telegram-language-which"),
            vec![langs.iter().copied().map(choice).collect()],
        )
    }

    /// Answers a press in a private chat; where it led.
    pub(super) async fn private_press(&self, query: &CallbackQuery) -> &'static str {
        let Some(message) = &query.message else {
            return self.old_press(query).await;
        };
        let (id, chat) = (message.id(), message.chat().id);
        // A message too old to be seen cannot be edited either.
        let editable = message.regular_message().is_some().then_some(id);
        let who = query.from.id.0;
        let place = Place::chat(chat);
        let data = query.data.clone().unwrap_or_default();
        let kept = match self.load(who, &query.from).await {
            Ok(kept) => kept,
            Err(error) => {
                log::error!("{error}");
                let localizer = self.localizer(self.told_lang(&query.from));
                let notice = Notice::alert(&localizer.text("telegram-trouble"));
                self.sender.answer(query.id.clone(), Some(notice));
                return "trouble";
            }
        };
        let language = match data.parse() {
            Ok(TelegramAction::Language(lang)) => Some(lang).filter(|&lang| self.speaks(lang)),
            _ => None,
        };
        let pressed = data.parse::<CallbackData>().ok();
        let is_valid_after_turn = pressed
            .as_ref()
            .is_some_and(|data| data.action.is_valid_after_turn());
        let is_current = pressed
            .as_ref()
            .is_some_and(|data| data.turn == kept.state.turn);
        let keeps_message = pressed.is_some_and(|data| data.action.keeps_message());
        let input = match language {
            Some(lang) => Input::Command(Command::Language, lang.tag()),
            None if is_valid_after_turn || is_current && !kept.is_new && !kept.is_lost => {
                Input::Press(&data)
            }
            None => return self.past_press(query, who, place, kept).await,
        };
        if let Some(lang) = language {
            self.set_lang(who, lang).await;
        }
        let is_fresh = kept.is_new || kept.is_lost;
        let transition = self.react(&kept.reminders, kept.state, input);
        let state = &transition.state;
        let saved = async {
            if !(is_fresh && has_told_nothing(state)) {
                self.store.save(who, state, self.clock.now()).await?;
            }
            self.keep(who, &kept.reminders, &transition).await
        };
        if let Err(error) = saved.await {
            log::error!("{error}");
            let notice = Notice::alert(&self.localizer(state.lang).text("telegram-trouble"));
            self.sender.answer(query.id.clone(), Some(notice));
            return "trouble";
        }
        self.sender.answer(query.id.clone(), None);
        let instead_of = editable.filter(|_| !keeps_message);
        self.show(place, instead_of, messages(&transition.replies));
        state.step_name()
    }

    /// What an input leads to, for a person with these reminders.
    fn react(&self, reminders: &UserReminders, state: State, input: Input<'_>) -> Transition {
        let zone = reminders.zone();
        let dialogue = Dialogue {
            reminders: Some(reminders.reminding()),
            today: zone.map_or_else(|| self.today(), |zone| self.clock.today_in(zone)),
            ..self.dialogue()
        };
        dialogue.step_hearing(state, input, &|text, state| {
            self.hear(dialogue, text, state)
        })
    }

    /// Makes the changes of a person's reminders that a conversation asks for.
    async fn keep(
        &self,
        who: u64,
        reminders: &UserReminders,
        transition: &Transition,
    ) -> Result<(), StoreError> {
        let published = self.presenter.data.published();
        let (store, rounds) = (&self.store, &published.rounds);
        reminders
            .apply(transition, who, store, rounds, self.today())
            .await
    }

    /// Answers a press of a button that no longer counts.
    async fn past_press(
        &self,
        query: &CallbackQuery,
        who: u64,
        place: Place,
        kept: Kept,
    ) -> &'static str {
        let localizer = self.localizer(kept.state.lang);
        let id = query.message.as_ref().map(|message| message.id());
        let notice = Notice::passing(&localizer.text("telegram-press-old"));
        self.sender.answer(query.id.clone(), Some(notice));
        if kept.is_new || kept.is_lost {
            // There is no open question to go back to.
            let lost = Reply::text(localizer.text("telegram-start-over"));
            let mut replies = vec![lost];
            replies.extend(self.dialogue().open(&kept.state));
            self.say_all(place, &replies);
        }
        // A second tap on the same button must not take away the question that followed.
        if let Some(id) = id.filter(|&id| self.is_past_question(who, id)) {
            self.sender.strip(place.chat, id);
        }
        "old-button"
    }

    /// Answers a press that belongs to no conversation.
    pub(super) async fn old_press(&self, query: &CallbackQuery) -> &'static str {
        let lang = self.lang(&query.from).await;
        let notice = Notice::passing(&self.localizer(lang).text("telegram-press-old"));
        self.sender.answer(query.id.clone(), Some(notice));
        "old-button"
    }

    async fn load(&self, who: u64, user: &User) -> Result<Kept, StoreError> {
        let loaded = self.store.load(who).await?;
        let reminders = UserReminders::load(&self.store, who, self.clock.now()).await?;
        Ok(match loaded {
            Loaded::Found(state) => Kept {
                state,
                is_new: false,
                is_lost: false,
                reminders,
            },
            other => Kept {
                state: State::new(self.lang(user).await),
                is_new: other == Loaded::None,
                is_lost: other == Loaded::Unreadable,
                reminders,
            },
        })
    }

    fn say(&self, place: Place, message: Outgoing) {
        self.show(place, None, super::render::cut(message));
    }

    fn say_all(&self, place: Place, replies: &[Reply]) {
        self.show(place, None, messages(replies));
    }

    /// Shows messages, the first in the place of an earlier one where one is given.
    fn show(&self, place: Place, instead_of: Option<MessageId>, messages: Vec<Outgoing>) {
        let mut instead_of = instead_of;
        for message in &messages {
            match instead_of.take() {
                Some(id) => self.sender.edit(place, id, message),
                None => self.sender.send(place, message),
            }
        }
    }
}

/// Whether a conversation holds nothing of the person, so that there is nothing to keep.
fn has_told_nothing(state: &State) -> bool {
    *state
        == State {
            turn: state.turn,
            noc: state.noc,
            ..State::new(state.lang)
        }
}
