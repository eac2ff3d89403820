//! Updates as Telegram sends them: one a request, with the secret agreed on.

use std::future::IntoFuture;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use subtle::ConstantTimeEq;
use teloxide::prelude::*;
use teloxide::types::Update;
use teloxide::{ApiError, RequestError};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::intake::{Intake, MAX_IN_HAND, ServeError, WANTED, Webhook, starting};

const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// How many requests Telegram may have open at once.
const MAX_CONNECTIONS: u8 = 100;

/// What every request needs.
struct Hook {
    intake: Arc<Intake>,
    secret: String,
    stop: watch::Receiver<bool>,
}

/// Takes the address, before anything is said to Telegram.
///
/// # Errors
/// The port is taken, or the address is not this machine's.
pub async fn bind(webhook: &Webhook) -> Result<TcpListener, ServeError> {
    let address = webhook.listen;
    let bound = TcpListener::bind(address).await;
    bound.map_err(|problem| ServeError::Listen { address, problem })
}

/// Takes updates until `stop` comes true.
///
/// The webhook stays set: other replicas may serve it, and Telegram keeps updates for the next start.
///
/// # Errors
/// Telegram refuses the webhook, or nothing is taken in any more.
pub async fn run(
    bot: &Bot,
    intake: Arc<Intake>,
    webhook: Webhook,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
    url: &str,
) -> Result<(), ServeError> {
    let hook = Hook {
        intake,
        secret: webhook.secret.clone(),
        stop: stop.clone(),
    };
    let path = match webhook.url.path() {
        "" => "/",
        path => path,
    };
    let app = Router::new()
        .route(path, post(receive))
        .with_state(Arc::new(hook));
    let mut stop_taking = stop.clone();
    let mut server = tokio::spawn(
        axum::serve(listener, app)
            .with_graceful_shutdown(async move {
                let _ = stop_taking.wait_for(|&stop| stop).await;
            })
            .into_future(),
    );
    let set = bot
        .set_webhook(webhook.url.clone())
        .secret_token(webhook.secret)
        .max_connections(MAX_CONNECTIONS)
        .allowed_updates(WANTED)
        .await;
    if let Err(error) = set {
        server.abort();
        return Err(match error {
            RequestError::Api(error) if error != ApiError::InvalidToken => ServeError::Webhook {
                url: webhook.url,
                problem: error.to_string(),
            },
            error => starting(&error, url),
        });
    }
    log::info!("listening for the webhook");
    tokio::select! {
        biased;
        _ = stop.wait_for(|&stop| stop) => Ok(()),
        _ = &mut server => Err(ServeError::Deaf),
    }
}

async fn receive(State(hook): State<Arc<Hook>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let told = headers
        .get(SECRET_HEADER)
        .map_or(&[][..], |value| value.as_bytes());
    if !bool::from(told.ct_eq(hook.secret.as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    // Telegram sends again what is turned away like this.
    if *hook.stop.borrow() || hook.intake.update_queue.len() >= MAX_IN_HAND {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    match serde_json::from_slice::<Update>(&body) {
        Ok(update) => hook.intake.take(update),
        // Sent again it would read no better.
        Err(error) => log::warn!("an update cannot be read: {}", describe(&error)),
    }
    StatusCode::OK
}

/// Where a text is wrong, without any of it.
fn describe(error: &serde_json::Error) -> String {
    format!("{:?} at column {}", error.classify(), error.column())
}
