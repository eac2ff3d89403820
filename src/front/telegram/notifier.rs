//! Telling people what they did not just ask for: one request a message, and what its failure means.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use teloxide::RequestError;
use teloxide::prelude::*;
use teloxide::types::UserId;

use super::redact::redacted;
use super::send::{Sender, is_forbidden, is_of_the_server};
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
        let Err(error) = self.message(chat, message).send().await else {
            return Delivery::Arrived;
        };
        if is_forbidden(&error) {
            return Delivery::Forbidden;
        }
        log::warn!(
            "a message was not sent, or nobody knows: {}",
            redacted(&error)
        );
        if let RequestError::RetryAfter(seconds) = &error {
            let wait = seconds.duration();
            self.limiter().hold(chat.0, Instant::now() + wait);
            return Delivery::Later(Some(wait));
        }
        meaning(&error)
    }
}

/// The private chat of a user, which has the user's number.
fn private_chat(user: u64) -> ChatId {
    UserId(user).into()
}

/// What a failure means: unless the request never left, only Telegram's own answer tells that it was not carried out.
fn meaning(error: &RequestError) -> Delivery {
    match error {
        RequestError::Network(error) if error.is_connect() => Delivery::Later(None),
        RequestError::Network(error) if !error.is_builder() => Delivery::Unknown,
        RequestError::InvalidJson { .. } => Delivery::Unknown,
        RequestError::Api(error) if is_of_the_server(error) => Delivery::Unknown,
        _ => Delivery::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use teloxide::ApiError;

    #[test]
    fn only_what_telegram_denies_was_certainly_not_taken() {
        for (text, expected) in [
            ("Internal Server Error", Delivery::Unknown),
            ("Bad Gateway", Delivery::Unknown),
            ("Service Unavailable", Delivery::Unknown),
            ("Gateway Timeout", Delivery::Unknown),
            ("Bad Request: can't parse entities", Delivery::Refused),
        ] {
            let error = RequestError::Api(ApiError::Unknown(text.to_owned()));
            assert_eq!(meaning(&error), expected, "{text}");
        }
    }

    #[tokio::test]
    async fn nobody_who_cannot_be_reached_has_taken_anything() {
        // Bound and gone: nobody listens there.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let bot = Bot::new("1:x").set_api_url(url.parse().unwrap());
        let error = bot.get_me().await.unwrap_err();
        assert_eq!(meaning(&error), Delivery::Later(None), "{error:?}");
    }

    #[tokio::test]
    async fn a_broken_connection_tells_nothing() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                use std::io::Read;
                let mut some = [0; 1];
                let _ = stream.unwrap().read(&mut some);
            }
        });
        let bot = Bot::new("1:x").set_api_url(url.parse().unwrap());
        let error = bot.get_me().await.unwrap_err();
        assert_eq!(meaning(&error), Delivery::Unknown, "{error:?}");
    }
}
