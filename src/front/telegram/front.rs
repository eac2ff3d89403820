//! What every handler needs, and which handler an update goes to.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use jiff::civil::Date;
use quick_cache::sync::Cache;
use teloxide::payloads::AnswerInlineQuery;
use teloxide::types::{
    CallbackQuery, ChatId, ChatMemberKind, ChatMemberUpdated, MessageId, Update, UpdateKind, User,
};

use super::limiter::{FloodControl, FloodVerdict};
use super::outgoing::Parcel;
use super::presses::{PressAnswer, Presses};
use super::question_patterns::QuestionPatterns;
use super::raw;
use super::recorder::Recorder;
use super::redact::Handled;
use super::render::Outgoing;
use super::send::{Notice, Place, Sender};
use crate::answer::Localizer;
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::dialogue::{Dialogue, State};
use crate::language::Commands;
use crate::noc::Lang;
use crate::services::Metrics;
use crate::store::{Change, Lane, Person, ReminderStore, Store, StoreError, UnitOfWork};

use crate::understanding::{Heard, JobOutcome};

/// Of more conversations than this, the place of the questions least asked for is forgotten.
pub const QUESTIONS_KEPT: usize = 10_000;

/// What the handlers of all updates share.
pub struct Shared {
    pub presenter: Arc<Presenter>,
    pub store: Arc<dyn Store>,
    pub sender: Arc<Sender>,
    /// The bot's own user.
    pub me: User,
    /// The beginning of the addresses that open the private chat; a payload follows.
    pub private: String,
    pub triggers: QuestionPatterns,
    pub clock: Arc<dyn Clock>,
    pub flood: Mutex<FloodControl>,
    pub inline_flood: Mutex<FloodControl>,
    /// The message that shows each conversation's open question, where this process sent it.
    pub questions: Arc<Cache<u64, MessageId>>,
    pub presses: Arc<Presses>,
    pub metrics: Arc<Metrics>,
}

/// What handling an update led to; nothing of it is kept or sent yet.
pub struct Handling {
    pub handled: Handled,
    pub changes: Vec<Change>,
    pub parcels: Vec<(ChatId, Parcel)>,
    /// What the update is answered with, if it is an inline query.
    pub inline: Option<Box<AnswerInlineQuery>>,
}

/// What becomes of an update that has just come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Nothing answers it.
    Nobody,
    /// It is answered at once or not at all.
    Passing,
    /// It is handled after those before it.
    Lane(Lane),
}

impl Shared {
    /// Handles one update, of whose user this much was read before; nothing is kept or sent by it.
    pub async fn handle(
        self: Arc<Self>,
        update: &Update,
        known: Option<(u64, Person)>,
    ) -> Handling {
        let front = Front::new(self, update, known);
        let handled = front.handle(update).await;
        Handling {
            handled,
            changes: front.store.changes(),
            inline: front.sender.take_inline(),
            parcels: front.sender.into_parcels(),
        }
    }

    /// Whom an update concerns.
    pub fn concern(self: &Arc<Self>, update: &Update) -> Concern {
        let is_answered = match &update.kind {
            UpdateKind::InlineQuery(_) => return Concern::Passing,
            UpdateKind::Message(message) if message.chat.is_private() => true,
            UpdateKind::EditedMessage(message) => message.chat.is_private(),
            UpdateKind::Message(message) => {
                (message.chat.is_group() || message.chat.is_supergroup())
                    && Front::new(Arc::clone(self), update, None).is_asked(message)
            }
            UpdateKind::CallbackQuery(_) => true,
            UpdateKind::MyChatMember(change) => change.chat.is_private(),
            _ => false,
        };
        if !is_answered {
            return Concern::Nobody;
        }
        Concern::Lane(Lane {
            chat: update.chat().map_or(0, |chat| chat.id.0),
            user: update.from().map_or(0, |user| user.id.0),
        })
    }

    /// Answers a press of which an earlier process, or attempt, may have left no answer.
    pub fn answer_again(&self, update: &Update) {
        if let UpdateKind::CallbackQuery(query) = &update.kind {
            let (sender, presses) = (self.sender.clone(), self.presses.clone());
            let (id, notice) = (query.id.clone(), None);
            self.presses.claim(&id);
            tokio::spawn(async move { presses.answer(&sender, PressAnswer { id, notice }).await });
        }
    }

    /// Answers a press that nobody has time for.
    pub async fn turn_away(self: Arc<Self>, query: CallbackQuery) {
        let lang = self.told_lang(&query.from);
        let notice = Notice::passing(&self.localizer(lang).text("telegram-flood"));
        self.sender.answer(query.id, Some(notice)).await;
    }

    /// What is said about an update that could not be handled.
    pub fn trouble(
        &self,
        chat: i64,
        update: Option<&Update>,
        lang: Option<Lang>,
    ) -> Vec<(ChatId, Parcel)> {
        let user = update.and_then(Update::from);
        let told = user.map(|user| self.told_lang(user));
        let lang = lang.or(told).unwrap_or(Lang::EN);
        let message = Outgoing::text(self.localizer(lang).text("telegram-trouble"));
        let place = Place::chat(ChatId(chat));
        let recorder = Recorder::new(self.sender.clone(), self.presses.clone(), place.chat);
        recorder.send(place, &message);
        recorder.into_parcels()
    }

    /// The language Telegram tells of a user.
    pub fn told_lang(&self, user: &User) -> Lang {
        let code = user.language_code.as_deref();
        code.and_then(|code| self.presenter.data.languages.of_locale(code))
            .unwrap_or(Lang::EN)
    }

    /// A localizer of one language.
    pub fn localizer(&self, lang: Lang) -> Localizer<'_> {
        self.presenter.texts.localizer(lang)
    }
}

/// Whether a message is new or was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    First,
    Edited,
}

/// Everything the handler of one update needs.
pub struct Front {
    shared: Arc<Shared>,
    pub store: UnitOfWork,
    pub sender: Recorder,
}

impl Deref for Front {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Front {
    fn new(shared: Arc<Shared>, update: &Update, known: Option<(u64, Person)>) -> Self {
        let chat = update.chat().map(|chat| chat.id);
        let own = update.from().map(|user| ChatId::from(user.id));
        let notices_to = chat.or(own).unwrap_or(ChatId(0));
        Front {
            store: UnitOfWork::new(shared.store.clone(), known),
            sender: Recorder::new(shared.sender.clone(), shared.presses.clone(), notices_to),
            shared,
        }
    }

    async fn handle(&self, update: &Update) -> Handled {
        let kind = raw::kind(update);
        let step = match &update.kind {
            UpdateKind::Message(message) if message.chat.is_private() => {
                self.private_message(message, Wording::First).await
            }
            UpdateKind::EditedMessage(message) if message.chat.is_private() => {
                self.private_message(message, Wording::Edited).await
            }
            UpdateKind::Message(message) => self.group_message(message).await,
            UpdateKind::InlineQuery(query) => self.inline(query).await,
            UpdateKind::CallbackQuery(query) => self.press(query).await,
            UpdateKind::MyChatMember(change) => self.membership(change).await,
            _ => Handled::IGNORED,
        };
        Handled { kind, step }
    }

    async fn press(&self, query: &CallbackQuery) -> &'static str {
        match query.message.as_ref().map(|message| message.chat()) {
            Some(chat) if chat.is_private() => self.private_press(query).await,
            Some(chat) if chat.is_group() || chat.is_supergroup() => self.group_press(query).await,
            _ => self.old_press(query).await,
        }
    }

    async fn membership(&self, change: &ChatMemberUpdated) -> &'static str {
        if !change.chat.is_private() {
            return Handled::IGNORED;
        }
        if matches!(change.new_chat_member.kind, ChatMemberKind::Banned(_)) {
            self.remove_reminders(change.from.id.0).await;
            "blocked"
        } else {
            "unblocked"
        }
    }

    /// Deletes everything kept of a user.
    ///
    /// # Errors
    /// The database failed; what it holds is still kept.
    pub async fn forget_user(&self, user: u64) -> Result<(), StoreError> {
        self.presenter.pictures.forget();
        self.store.forget(user).await?;
        Ok(())
    }

    /// Deletes the reminders of a user who blocked the bot.
    pub async fn remove_reminders(&self, user: u64) {
        if let Err(error) = self.store.remove_reminders(user).await {
            log::error!("{error}");
        }
    }

    /// The day asked about.
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    /// The conversation of today, where nobody can be reminded.
    pub fn dialogue(&self) -> Dialogue<'_> {
        Dialogue {
            presenter: &self.presenter,
            today: self.today(),
            reminders: None,
        }
    }

    /// What a message says in the light of the open question; it is counted how sure its jobs are, and how long that took.
    pub fn hear(&self, dialogue: Dialogue<'_>, text: &str, state: &State) -> Heard {
        let begun = Instant::now();
        let heard = dialogue.hear(text, state);
        let outcomes = heard.jobs.iter().filter_map(|job| job.outcome);
        let seconds = begun.elapsed().as_secs_f64();
        self.metrics.matched(outcomes.map(JobOutcome::tag), seconds);
        heard
    }

    /// Whether there are texts in this language.
    pub fn speaks(&self, lang: Lang) -> bool {
        self.presenter.data.languages.tags().contains(&lang)
    }

    /// What the commands are called.
    pub fn commands(&self) -> &Commands {
        &self.presenter.data.languages.commands
    }

    /// The language a user chose, or else the one Telegram tells.
    pub async fn lang(&self, user: &User) -> Lang {
        match self.store.language(user.id.0).await {
            Ok(Some(lang)) => lang,
            Ok(None) => self.told_lang(user),
            Err(error) => {
                log::error!("{error}");
                self.told_lang(user)
            }
        }
    }

    /// Keeps the language a user chose.
    pub async fn set_lang(&self, user: u64, lang: Lang) {
        let kept = self.store.set_language(user, lang, self.clock.now()).await;
        if let Err(error) = kept {
            log::error!("{error}");
        }
    }

    /// Whether a user asks too much by inline queries, of which every letter typed makes one.
    pub fn inline_patience(&self, user: u64) -> FloodVerdict {
        meet(&self.inline_flood, user)
    }

    /// Whether a user writes too much.
    pub fn patience(&self, user: u64) -> FloodVerdict {
        meet(&self.flood, user)
    }

    /// Whether another message than this one shows the open question, as far as is known.
    pub fn is_past_question(&self, who: u64, message: MessageId) -> bool {
        self.questions
            .get(&who)
            .is_some_and(|shown| shown != message)
    }

    /// The address that opens the private chat at a step.
    pub fn deep_link(&self, payload: &str) -> String {
        format!("{}{payload}", self.private)
    }
}

/// What a flood control says of one message or query more.
fn meet(flood: &Mutex<FloodControl>, user: u64) -> FloodVerdict {
    let mut flood = flood.lock().unwrap_or_else(PoisonError::into_inner);
    flood.meet(user, Instant::now())
}
