//! Calls of the Bot API, one request each: what was certainly not taken, what perhaps was, and what was refused.
//!
//! The library's own client waits ten seconds inside every failure of the server and tells most refusals by their text; its
//! types and payloads are used as they are.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::Uri;
use hyper::header::{DATE, HeaderValue};
use jiff::{SignedDuration, Timestamp};
use rustls::RootCertStore;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::requests::Payload;
use tokio::time::timeout;
use url::Url;

use super::exchange::{Exchange, NoAnswer};
use super::form::Form;
use crate::services::TimeSource;

/// How long a call may take.
pub const TIMEOUT: Duration = Duration::from_secs(17);
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// Nobody was reached: it was not taken.
    Unreached,
    /// Nobody who can be trusted was reached, for this reason: it was not taken.
    Untrusted(String),
    /// The connection broke, or Telegram's servers failed: nobody knows whether it was taken.
    Unknown(&'static str),
    /// It was not taken: too many calls, and none for so long.
    Wait(Duration),
    /// The token is not, or no longer, a bot's.
    Token,
    /// The group has become a supergroup of this number.
    Migrated(i64),
    /// It was refused.
    Refused { code: u16, description: String },
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Unreached => write!(f, "no connection"),
            CallError::Untrusted(problem) => write!(f, "no encrypted connection: {problem}"),
            CallError::Unknown(how) => write!(f, "{how}"),
            CallError::Wait(time) => write!(f, "Telegram asks to wait {} s", time.as_secs()),
            CallError::Token => write!(f, "Telegram refuses the token"),
            CallError::Migrated(_) => write!(f, "the group became a supergroup"),
            CallError::Refused { description, .. } => write!(f, "Telegram answered: {description}"),
        }
    }
}

impl CallError {
    /// Whether the same call may succeed later.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            CallError::Unreached
                | CallError::Untrusted(_)
                | CallError::Unknown(_)
                | CallError::Wait(_)
        )
    }

    /// Whether the person blocked the bot, or the bot may not write there.
    pub fn is_forbidden(&self) -> bool {
        let CallError::Refused { code, description } = self else {
            return false;
        };
        *code == 403 || description.contains("chat not found")
    }

    /// Whether an edit would change nothing.
    pub fn is_unchanged(&self) -> bool {
        self.says(&["message is not modified"])
    }

    /// Whether a message is gone, or of a kind that cannot be edited.
    pub fn cannot_be_edited(&self) -> bool {
        self.says(&[
            "message to edit not found",
            "message can't be edited",
            "there is no text in the message to edit",
            "MESSAGE_ID_INVALID",
        ])
    }

    fn says(&self, texts: &[&str]) -> bool {
        let CallError::Refused { description, .. } = self else {
            return false;
        };
        texts.iter().any(|text| description.contains(text))
    }
}

/// What Telegram answers.
#[derive(Deserialize)]
struct Answer<T> {
    ok: bool,
    result: Option<T>,
    error_code: Option<u16>,
    #[serde(default)]
    description: String,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    migrate_to_chat_id: Option<i64>,
    retry_after: Option<u64>,
}

/// A client of the Bot API.
pub struct Api {
    server: Exchange,
    /// Where methods are, with the token: never shown.
    base: String,
    /// The paths of methods that were called, by their names.
    methods: Mutex<HashMap<String, Uri>>,
    /// The time by Telegram's last answer, and when that came.
    date: Mutex<Option<(Timestamp, Instant)>>,
}

impl Api {
    /// A client for this bot at this server, for which one of `roots` must vouch where it encrypts.
    ///
    /// # Errors
    /// The system has no means for encrypted connections, or the address names no server.
    pub fn new(server: &Url, token: &str, roots: RootCertStore) -> Result<Self, String> {
        Ok(Api {
            server: Exchange::new(server, roots)?,
            base: format!("{}/bot{token}", server.path().trim_end_matches('/')),
            methods: Mutex::default(),
            date: Mutex::default(),
        })
    }

    /// Makes a call.
    ///
    /// # Errors
    /// As [`CallError`] says.
    pub async fn call<P>(&self, payload: &P) -> Result<P::Output, CallError>
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        self.call_named(P::NAME, payload, TIMEOUT).await
    }

    /// Makes a call of a method by its name, whose answer may take so long.
    ///
    /// # Errors
    /// As [`CallError`] says.
    pub async fn call_named<T: DeserializeOwned>(
        &self,
        method: &str,
        payload: &impl Serialize,
        timeout: Duration,
    ) -> Result<T, CallError> {
        let body = serde_json::to_vec(payload).map_err(|_| unwritable())?;
        self.send(method, &JSON, body, timeout).await
    }

    /// Makes a call that carries a file.
    ///
    /// # Errors
    /// As [`CallError`] says.
    pub async fn call_form<T: DeserializeOwned>(
        &self,
        method: &str,
        form: Form,
    ) -> Result<T, CallError> {
        let (kind, body) = form.written();
        let kind = kind.ok_or_else(unwritable)?;
        self.send(method, &kind, body, TIMEOUT).await
    }

    /// Where a method is.
    fn path(&self, method: &str) -> Result<Uri, CallError> {
        let mut methods = self.methods.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = methods.get(method) {
            return Ok(known.clone());
        }
        let path = format!("{}/{method}", self.base);
        let path: Uri = path.parse().map_err(|_| unwritable())?;
        methods.insert(method.to_owned(), path.clone());
        Ok(path)
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: &str,
        kind: &HeaderValue,
        body: Vec<u8>,
        longest: Duration,
    ) -> Result<T, CallError> {
        let path = self.path(method)?;
        // To wait for it takes nothing of the time for the answer.
        let _turn = self.server.turn().await;
        let answer = timeout(longest, self.server.post(&path, kind, body.into())).await;
        let answer = match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(NoAnswer::Unreached)) => return Err(CallError::Unreached),
            Ok(Err(NoAnswer::Untrusted(problem))) => return Err(CallError::Untrusted(problem)),
            Ok(Err(NoAnswer::Broken)) => return Err(CallError::Unknown("the connection broke")),
            Err(_) => return Err(CallError::Unknown("no answer in time")),
        };
        let date = answer.headers().get(DATE);
        let date = date.and_then(|date| date.to_str().ok());
        if let Some(date) = date.and_then(|date| jiff::fmt::rfc2822::parse(date).ok()) {
            let seen = Some((date.timestamp(), Instant::now()));
            *self.date.lock().unwrap_or_else(PoisonError::into_inner) = seen;
        }
        let status = answer.status().as_u16();
        let Answer {
            ok,
            result,
            error_code,
            description,
            parameters,
        } = serde_json::from_slice(answer.body()).map_err(|error| {
            CallError::Unknown(match error.is_data() {
                true => "an answer of another kind",
                false => "an answer that is not Telegram's",
            })
        })?;
        if ok {
            return result.ok_or(CallError::Unknown("an answer of another kind"));
        }
        let parameters = parameters.unwrap_or(Parameters {
            migrate_to_chat_id: None,
            retry_after: None,
        });
        Err(match (error_code.unwrap_or(status), parameters) {
            (500.., _) => CallError::Unknown("Telegram's servers failed"),
            (
                _,
                Parameters {
                    migrate_to_chat_id: Some(chat),
                    ..
                },
            ) => CallError::Migrated(chat),
            (429, Parameters { retry_after, .. }) => {
                CallError::Wait(Duration::from_secs(retry_after.unwrap_or(1)))
            }
            (401 | 404, _) => CallError::Token,
            (code, _) => CallError::Refused { code, description },
        })
    }
}

impl TimeSource for Api {
    fn now(&self) -> Option<Timestamp> {
        let date = self.date.lock().unwrap_or_else(PoisonError::into_inner);
        let (then, at) = (*date)?;
        let passed = SignedDuration::try_from(at.elapsed()).ok()?;
        then.checked_add(passed).ok()
    }
}

fn unwritable() -> CallError {
    CallError::Refused {
        code: 0,
        description: "the call cannot be written down".to_owned(),
    }
}
