//! What every handler needs, and which handler an update goes to.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use quick_cache::sync::Cache;
use teloxide::types::{
    CallbackQuery, ChatMemberKind, ChatMemberUpdated, MessageId, Update, UpdateKind, User,
};

use super::limiter::{FloodControl, FloodVerdict};
use super::private::Wording;
use super::question_patterns::QuestionPatterns;
use super::redact::Handled;
use super::send::{Notice, Place, Sender};
use crate::answer::Localizer;
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::dialogue::Dialogue;
use crate::language::Commands;
use crate::noc::Lang;
use crate::store::{Store, StoreError};

/// An answer that takes longer shows that the bot is at work.
const TYPING_AFTER: Duration = Duration::from_millis(1_500);
/// Of more conversations than this, the place of the questions least asked for is forgotten.
pub const QUESTIONS_KEPT: usize = 10_000;

/// Everything a handler needs.
pub struct Front {
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
    /// The message that shows each conversation's open question, where this process sent it.
    pub questions: Cache<u64, MessageId>,
}

impl Front {
    /// Handles one update and writes its line in the log.
    pub async fn handle(self: Arc<Self>, update: Update) {
        let begun = Instant::now();
        let handled = match update.kind {
            UpdateKind::Message(message) if message.chat.is_private() => Handled {
                kind: "private-message",
                step: self.private_message(message, Wording::First).await,
            },
            UpdateKind::EditedMessage(message) if message.chat.is_private() => Handled {
                kind: "edited-message",
                step: self.private_message(message, Wording::Edited).await,
            },
            UpdateKind::Message(message)
                if message.chat.is_group() || message.chat.is_supergroup() =>
            {
                Handled {
                    kind: "group-message",
                    step: self.group_message(message).await,
                }
            }
            UpdateKind::InlineQuery(query) => Handled {
                kind: "inline-query",
                step: self.inline(query).await,
            },
            UpdateKind::CallbackQuery(query) => Handled {
                kind: "press",
                step: self.press(query).await,
            },
            UpdateKind::MyChatMember(change) => Handled {
                kind: "membership",
                step: self.membership(change).await,
            },
            UpdateKind::Error(_) => Handled {
                kind: "unreadable",
                step: Handled::IGNORED,
            },
            _ => Handled {
                kind: "other",
                step: Handled::IGNORED,
            },
        };
        handled.write(begun);
    }

    /// Answers a press that nobody has time for.
    pub async fn turn_away(&self, query: CallbackQuery) {
        let localizer = self.localizer(self.told_lang(&query.from));
        let notice = Notice::passing(&localizer.text("telegram-flood"));
        self.sender.answer(query.id, Some(notice)).await;
    }

    async fn press(&self, query: CallbackQuery) -> &'static str {
        match query.message.as_ref().map(|message| message.chat()) {
            Some(chat) if chat.is_private() => self.private_press(query).await,
            Some(chat) if chat.is_group() || chat.is_supergroup() => self.group_press(query).await,
            _ => self.old_press(query).await,
        }
    }

    async fn membership(&self, change: ChatMemberUpdated) -> &'static str {
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

    /// A localizer of one language.
    pub fn localizer(&self, lang: Lang) -> Localizer<'_> {
        self.presenter.texts.localizer(lang)
    }

    /// Whether there are texts in this language.
    pub fn speaks(&self, lang: Lang) -> bool {
        self.presenter.data.languages.tags().contains(&lang)
    }

    /// What the commands are called.
    pub fn commands(&self) -> &Commands {
        &self.presenter.data.languages.commands
    }

    /// The language Telegram tells of a user.
    pub fn told_lang(&self, user: &User) -> Lang {
        let code = user.language_code.as_deref();
        code.and_then(|code| self.presenter.data.languages.of_locale(code))
            .unwrap_or(Lang::EN)
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

    /// Whether a user writes too much.
    pub fn patience(&self, user: u64) -> FloodVerdict {
        let mut flood = self.flood.lock().unwrap_or_else(PoisonError::into_inner);
        flood.meet(user, Instant::now())
    }

    /// Remembers which message shows the open question.
    pub fn remember_question(&self, who: u64, message: MessageId) {
        self.questions.insert(who, message);
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

    /// ButtonAction work, showing after a while that the bot is at it.
    pub async fn with_typing<T>(&self, place: Place, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        tokio::select! {
            biased;
            done = &mut work => return done,
            () = tokio::time::sleep(TYPING_AFTER) => {}
        }
        let (done, ()) = tokio::join!(work, self.sender.typing(place));
        done
    }
}
