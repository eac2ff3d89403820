//! Sending a message that must not come twice: one request, and what its failure means.

use std::time::{Duration, Instant};

use teloxide::prelude::*;
use teloxide::{ApiError, RequestError};

use super::logged::safe;
use super::send::{Sender, is_unwelcome};

/// What became of a message that was sent no more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentOnce {
    Arrived,
    /// The person blocked the bot, or the bot may not write there.
    Unwelcome,
    /// Telegram did certainly not take it, and may ask to be left alone for a time.
    Refused(Option<Duration>),
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
            return SentOnce::Refused(Some(wait));
        }
        if may_have_arrived(&error) {
            SentOnce::Unknown
        } else {
            SentOnce::Refused(None)
        }
    }
}

/// Whether Telegram may have done what failed: the request was on its way, and no answer of Telegram's own denies it.
fn may_have_arrived(error: &RequestError) -> bool {
    match error {
        RequestError::Network(error) => !error.is_connect() && !error.is_builder(),
        RequestError::InvalidJson { .. } => true,
        // What stands before Telegram's servers gave up waiting for them.
        RequestError::Api(ApiError::Unknown(text)) => {
            text.to_lowercase().contains("gateway timeout")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(text: &str) -> RequestError {
        RequestError::Api(ApiError::Unknown(text.to_owned()))
    }

    #[test]
    fn what_telegram_denies_did_not_arrive() {
        for text in [
            "Internal Server Error",
            "Bad Gateway",
            "Bad Request: can't parse entities",
        ] {
            assert!(!may_have_arrived(&answered(text)), "{text}");
        }
        assert!(may_have_arrived(&answered("Gateway Timeout")));
    }

    #[tokio::test]
    async fn nobody_who_cannot_be_reached_has_taken_anything() {
        // Bound and gone: nobody listens there.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let bot = Bot::new("1:x").set_api_url(url.parse().unwrap());
        let error = bot.get_me().await.unwrap_err();
        assert!(!may_have_arrived(&error), "{error:?}");
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
        assert!(may_have_arrived(&error), "{error:?}");
    }
}
