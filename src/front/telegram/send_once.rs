//! Sending a message that must not come twice: one request, and what its failure means.

use std::time::{Duration, Instant};

use teloxide::RequestError;
use teloxide::prelude::*;

use super::logged::safe;
use super::send::{Sender, is_of_the_server, is_unwelcome};

/// What became of a message that was sent no more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentOnce {
    Arrived,
    /// The person blocked the bot, or the bot may not write there.
    Unwelcome,
    /// Telegram did not take it, and said why.
    Refused,
    /// Telegram was not reached, or asked to be left alone for a time.
    Later(Option<Duration>),
    /// Nobody knows whether Telegram took it.
    Unknown,
}

impl Sender {
    /// Waits until a message may be sent to this private chat, unless its turn is further off than `most`.
    ///
    /// # Errors
    /// It is; how far. No turn was taken.
    pub async fn wait_at_most(&self, chat: ChatId, most: Duration) -> Result<(), Duration> {
        let turn = {
            let (mut limiter, now) = (self.limiter(), Instant::now());
            let off = limiter.free_at(chat.0, now) - now;
            if off > most {
                return Err(off);
            }
            limiter.turn(chat.0, now)
        };
        self.wait_from(turn).await;
        Ok(())
    }

    /// Sends one message without buttons, whose turn has come, and never a second time.
    pub async fn send_once(&self, chat: ChatId, html: &str) -> SentOnce {
        let Err(error) = self.message(chat, html).send().await else {
            return SentOnce::Arrived;
        };
        if is_unwelcome(&error) {
            return SentOnce::Unwelcome;
        }
        log::warn!("a message was not sent, or nobody knows: {}", safe(&error));
        if let RequestError::RetryAfter(seconds) = &error {
            let wait = seconds.duration();
            self.limiter().hold(chat.0, Instant::now() + wait);
            return SentOnce::Later(Some(wait));
        }
        meaning(&error)
    }
}

/// What a failure means: unless the request never left, only Telegram's own answer tells that it was not carried out.
fn meaning(error: &RequestError) -> SentOnce {
    match error {
        RequestError::Network(error) if error.is_connect() => SentOnce::Later(None),
        RequestError::Network(error) if !error.is_builder() => SentOnce::Unknown,
        RequestError::InvalidJson { .. } => SentOnce::Unknown,
        RequestError::Api(error) if is_of_the_server(error) => SentOnce::Unknown,
        _ => SentOnce::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use teloxide::ApiError;

    #[test]
    fn only_what_telegram_denies_was_certainly_not_taken() {
        for (text, expected) in [
            ("Internal Server Error", SentOnce::Unknown),
            ("Bad Gateway", SentOnce::Unknown),
            ("Service Unavailable", SentOnce::Unknown),
            ("Gateway Timeout", SentOnce::Unknown),
            ("Bad Request: can't parse entities", SentOnce::Refused),
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
        assert_eq!(meaning(&error), SentOnce::Later(None), "{error:?}");
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
        assert_eq!(meaning(&error), SentOnce::Unknown, "{error:?}");
    }
}
