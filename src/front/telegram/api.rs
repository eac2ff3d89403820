//! Calls of the Bot API, one request each: what was certainly not taken, what perhaps was, and what was refused.
//!
//! The library's own client waits ten seconds inside every failure of the server and tells most refusals by their text; its
//! types and payloads are used as they are.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{CONTENT_TYPE, DATE};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::requests::Payload;
use url::Url;

use crate::services::TimeSource;

/// How long a call may take.
pub const TIMEOUT: Duration = Duration::from_secs(17);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How many connections that nothing is sent over are kept.
const MAX_IDLE: usize = 64;

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// Nobody was reached: it was not taken.
    Unreached,
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
            CallError::Unreached | CallError::Unknown(_) | CallError::Wait(_)
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
#[derive(Debug)]
pub struct Api {
    client: reqwest::Client,
    /// Where methods are, with the token: never shown.
    base: String,
    /// The addresses of methods that were called, by their names.
    methods: Mutex<HashMap<String, Url>>,
    /// The time by Telegram's last answer, and when that came.
    date: Mutex<Option<(Timestamp, Instant)>>,
}

impl Api {
    /// A client for this bot at this server.
    ///
    /// # Errors
    /// The system has no means for encrypted connections.
    pub fn new(server: &Url, token: &str) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_max_idle_per_host(MAX_IDLE)
            .tcp_nodelay(true)
            .build()?;
        let base = format!("{}/bot{token}", server.as_str().trim_end_matches('/'));
        Ok(Api {
            client,
            base,
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
        let request = self
            .client
            .post(self.address(method)?)
            .header(CONTENT_TYPE, "application/json")
            .timeout(timeout)
            .body(body);
        self.send(request).await
    }

    /// Makes a call that carries a file.
    ///
    /// # Errors
    /// As [`CallError`] says.
    pub async fn call_form<T: DeserializeOwned>(
        &self,
        method: &str,
        form: reqwest::multipart::Form,
    ) -> Result<T, CallError> {
        let request = self
            .client
            .post(self.address(method)?)
            .timeout(TIMEOUT)
            .multipart(form);
        self.send(request).await
    }

    /// Where a method is.
    fn address(&self, method: &str) -> Result<Url, CallError> {
        let mut methods = self.methods.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = methods.get(method) {
            return Ok(known.clone());
        }
        let address: Url = format!("{}/{method}", self.base)
            .parse()
            .map_err(|_| unwritable())?;
        methods.insert(method.to_owned(), address.clone());
        Ok(address)
    }

    async fn send<T: DeserializeOwned>(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<T, CallError> {
        let response = request.send().await.map_err(|error| not_answered(&error))?;
        let date = response
            .headers()
            .get(DATE)
            .and_then(|date| date.to_str().ok());
        if let Some(date) = date.and_then(|date| jiff::fmt::rfc2822::parse(date).ok()) {
            let seen = Some((date.timestamp(), Instant::now()));
            *self.date.lock().unwrap_or_else(PoisonError::into_inner) = seen;
        }
        let status = response.status().as_u16();
        let body = response
            .bytes()
            .await
            .map_err(|error| not_answered(&error))?;
        let Answer {
            ok,
            result,
            error_code,
            description,
            parameters,
        } = serde_json::from_slice(&body).map_err(|error| {
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

/// What it means that there was no answer; the request's address, which holds the token, is not told.
fn not_answered(error: &reqwest::Error) -> CallError {
    if error.is_connect() {
        CallError::Unreached
    } else if error.is_timeout() {
        CallError::Unknown("no answer in time")
    } else {
        CallError::Unknown("the connection broke")
    }
}
