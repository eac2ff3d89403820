//! What polling and webhook share: which updates are asked for, where they go, and why the bot cannot run.

use std::net::SocketAddr;
use std::sync::Arc;

use teloxide::types::{AllowedUpdate, Update, UpdateKind};
use thiserror::Error;
use url::Url;

use super::caught::caught;
use super::front::{Concern, Shared};
use super::raw;
use super::update_queue::UpdateQueue;
use crate::store::{NewUpdate, StoreError};

/// The updates asked for; all others would be of no use here.
pub const WANTED: [AllowedUpdate; 5] = [
    AllowedUpdate::Message,
    AllowedUpdate::EditedMessage,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
];

/// Where Telegram sends updates.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The address.
    pub url: Url,
    /// The address that is listened at.
    pub listen: SocketAddr,
    /// What Telegram says to be known by.
    pub secret: String,
}

/// Why the bot could not run. What a request failed of is told without its source, whose address holds the token.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Telegram does not know the token.
    #[error("Telegram refuses the token: check TELOXIDE_TOKEN")]
    Token,
    /// What answers is no Bot API.
    #[error("Telegram answered {problem}: check TELOXIDE_API_URL, now {url}")]
    Refused {
        /// The address.
        url: String,
        /// What went wrong.
        problem: String,
    },
    /// The system has nothing to encrypt connections with, or nobody is known who vouches for servers.
    #[error("there are no means for encrypted connections: {0}")]
    NoClient(String),
    /// The address cannot be listened at.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What went wrong.
        #[source]
        problem: std::io::Error,
    },
    /// Telegram does not take the webhook.
    #[error("Telegram refuses the webhook {url}: {problem}")]
    Webhook {
        /// The address.
        url: Url,
        /// What went wrong.
        problem: String,
    },
    /// No updates come in any more.
    #[error("the server for the webhook ended by itself")]
    Deaf,
}

/// Updates that somebody is answered by.
#[derive(Default)]
struct Sorted {
    /// Those that are handled in order, as the inbox takes them and as they were read.
    kept: Vec<(NewUpdate, Box<Update>)>,
    /// Those that are answered at once or not at all.
    passing: Vec<Update>,
}

/// Everything that takes updates in shares this.
pub struct Intake {
    pub shared: Arc<Shared>,
    pub update_queue: Arc<UpdateQueue>,
}

impl Intake {
    /// Takes in updates as they came; when this returns they survive the end of the process.
    ///
    /// # Errors
    /// The store failed: they have to come again.
    pub async fn take(&self, updates: Vec<String>) -> Result<(), StoreError> {
        let mut sorted = Sorted::default();
        for body in updates {
            let sorting = async { self.sort(body, &mut sorted) };
            if caught(sorting).await.is_err() {
                log::error!("an update could not be sorted: left out");
            }
        }
        let Sorted { kept, passing } = sorted;
        if !passing.is_empty() {
            self.update_queue.take_passing(passing).await?;
        }
        if kept.is_empty() {
            return Ok(());
        }
        self.update_queue.take(kept).await
    }

    /// Puts an update where it belongs, unless nobody is answered by it.
    fn sort(&self, body: String, sorted: &mut Sorted) {
        let Some(update) = raw::read(&body).map(Box::new) else {
            log::warn!("an update cannot be read");
            return;
        };
        let lane = match self.shared.concern(&update) {
            Concern::Nobody => return,
            Concern::Passing => {
                sorted.passing.push(*update);
                return;
            }
            Concern::Lane(lane) => lane,
        };
        if self.update_queue.is_full(lane) {
            log::debug!("an update was turned away: too many are waiting in its chat");
            // A press has to be answered all the same.
            if let UpdateKind::CallbackQuery(query) = update.kind {
                tokio::spawn(self.shared.clone().turn_away(query));
            }
            return;
        }
        self.acknowledge(&update);
        let id = i64::from(update.id.0);
        sorted.kept.push((
            NewUpdate {
                id,
                lane,
                body,
                attempts: 0,
            },
            update,
        ));
    }

    /// Sees to it that a press is answered, whatever waits before it.
    fn acknowledge(&self, update: &Update) {
        if let UpdateKind::CallbackQuery(query) = &update.kind {
            let shared = &self.shared;
            shared.presses.watch(&shared.sender, query.id.clone());
        }
    }
}
