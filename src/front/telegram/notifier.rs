//! Telling people what they did not just ask for: one request a message, and what its failure means.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use serde::de::IgnoredAny;
use teloxide::payloads::{SendMessage, SendMessageSetters};
use teloxide::types::{ChatId, UserId};

#[cfg(test)]
use super::api::Api;
use super::api::{CallError, TIMEOUT};
use super::entities::entities;
use super::send::{Sender, no_preview};
use crate::services::{Delivery, Notifier};
use crate::text::Rich;

#[async_trait]
impl Notifier for Sender {
    async fn wait_for_turn(&self, user: u64, most: Duration) -> Result<(), Duration> {
        let chat = private_chat(user).0;
        let turn = {
            let (mut limiter, now) = (self.limiter(), Instant::now());
            let off = limiter.free_at(chat, now) - now;
            if off > most {
                return Err(off);
            }
            limiter.turn(chat, now)
        };
        self.wait_from(turn).await;
        Ok(())
    }

    async fn notify(&self, user: u64, message: &Rich) -> Delivery {
        let chat = private_chat(user);
        let payload = SendMessage::new(chat, message.plain())
            .entities(entities(message))
            .link_preview_options(no_preview());
        let sent: Result<IgnoredAny, CallError> = self
            .api()
            .call_named("SendMessage", &payload, TIMEOUT)
            .await;
        let Err(error) = sent else {
            return Delivery::Arrived;
        };
        if error.is_forbidden() {
            return Delivery::Forbidden;
        }
        log::warn!("a message was not sent, or nobody knows: {error}");
        if let CallError::Wait(wait) = error {
            self.limiter().hold(chat.0, Instant::now() + wait);
        }
        meaning(&error)
    }
}

/// The private chat of a user, which has the user's number.
fn private_chat(user: u64) -> ChatId {
    UserId(user).into()
}

/// What a failure means: unless the request never left, only Telegram's own answer tells that it was not carried out.
fn meaning(error: &CallError) -> Delivery {
    match error {
        CallError::Unreached | CallError::Untrusted(_) => Delivery::Later(None),
        CallError::Wait(time) => Delivery::Later(Some(*time)),
        CallError::Unknown(_) => Delivery::Unknown,
        CallError::Token | CallError::Migrated(_) | CallError::Refused { .. } => Delivery::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::RootCertStore;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    /// What a call means to which a server answers with this status and body, or by breaking off.
    async fn meaning_of(answer: Option<(u16, &str)>) -> Delivery {
        let answer = answer.map(|(status, body)| {
            let length = body.len();
            format!("HTTP/1.1 {status} -\r\ncontent-length: {length}\r\n\r\n{body}")
        });
        let answer = answer.unwrap_or_default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut some = [0; 4096];
            let _ = stream.read(&mut some);
            let _ = stream.write_all(answer.as_bytes());
        });
        let api = Api::new(&url.parse().unwrap(), "1:x", RootCertStore::empty()).unwrap();
        let called: Result<IgnoredAny, _> = api.call_named("SendMessage", &(), TIMEOUT).await;
        meaning(&called.unwrap_err())
    }

    #[tokio::test]
    async fn only_what_telegram_denies_was_certainly_not_taken() {
        let wait = r#"{"ok":false,"error_code":429,"parameters":{"retry_after":7}}"#;
        for (answer, expected) in [
            (Some((502, "<html")), Delivery::Unknown),
            (Some((200, "{")), Delivery::Unknown),
            (
                Some((500, r#"{"ok":false,"error_code":500}"#)),
                Delivery::Unknown,
            ),
            (None, Delivery::Unknown),
            (
                Some((400, r#"{"ok":false,"error_code":400}"#)),
                Delivery::Refused,
            ),
            (
                Some((429, wait)),
                Delivery::Later(Some(Duration::from_secs(7))),
            ),
        ] {
            assert_eq!(meaning_of(answer).await, expected, "{answer:?}");
        }
    }

    #[tokio::test]
    async fn nobody_who_cannot_be_reached_has_taken_anything() {
        // Bound and gone: nobody listens there.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let api = Api::new(&url.parse().unwrap(), "1:x", RootCertStore::empty()).unwrap();
        let called: Result<IgnoredAny, _> = api.call_named("GetMe", &(), TIMEOUT).await;
        assert_eq!(meaning(&called.unwrap_err()), Delivery::Later(None));
    }
}
