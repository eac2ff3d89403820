//! Updates as Telegram sends them: one a request, with the secret agreed on.
//!
//! Whoever else finds the port gets little of it: the secret is checked before any of the body is read, and heads and bodies
//! have a time and a size. HTTPS is the business of a proxy before it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONNECTION;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use serde_json::Value;
use subtle::ConstantTimeEq;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::api::{Api, CallError};
use super::intake::{Intake, ServeError, WANTED, Webhook};
use crate::services::Metrics;
use crate::services::connections::accept;

const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// How many requests Telegram may have open at once.
const MAX_FROM_TELEGRAM: u8 = 100;
/// How many connections are open at once, whoever made them.
const MAX_CONNECTIONS: usize = 1_000;
/// How long the head of a request, and then its body, may take.
const LONGEST_READ: Duration = Duration::from_secs(10);
/// Larger than any update.
const MAX_BODY_BYTES: usize = 1 << 20;
/// How often is looked whether the token still holds.
const CHECK_PAUSE: Duration = Duration::from_secs(30);

/// What every request needs.
struct Hook {
    intake: Arc<Intake>,
    path: String,
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

/// Tells Telegram where updates are to be sent.
///
/// # Errors
/// Telegram refuses it, or is not reached.
pub async fn set(api: &Api, webhook: &Webhook) -> Result<(), CallError> {
    let payload = serde_json::json!({
        "url": webhook.url,
        "secret_token": webhook.secret,
        "max_connections": MAX_FROM_TELEGRAM,
        "allowed_updates": WANTED,
    });
    let done: Result<Value, _> = api
        .call_named("SetWebhook", &payload, super::api::TIMEOUT)
        .await;
    done.map(drop)
}

/// Takes updates until `stop` comes true.
///
/// The webhook stays set: other replicas may serve it, and Telegram keeps updates for the next start.
///
/// # Errors
/// The token was revoked.
pub async fn run(
    api: &Api,
    intake: Arc<Intake>,
    webhook: Webhook,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    let path = match webhook.url.path() {
        "" => "/",
        path => path,
    };
    let hook = Arc::new(Hook {
        intake,
        path: path.to_owned(),
        secret: webhook.secret,
        stop: stop.clone(),
    });
    let metrics = hook.intake.shared.metrics.clone();
    let taking = accept(&listener, MAX_CONNECTIONS, |stream| {
        serve(stream, Arc::clone(&hook))
    });
    log::info!("listening for the webhook");
    tokio::select! {
        biased;
        _ = stop.wait_for(|&stop| stop) => Ok(()),
        () = taking => Err(ServeError::Deaf),
        error = watch_token(api, metrics) => Err(error),
    }
}

async fn serve(stream: TcpStream, hook: Arc<Hook>) {
    let mut stop = hook.stop.clone();
    let service = service_fn(move |request| {
        let hook = hook.clone();
        async move { Ok::<_, Infallible>(receive(&hook, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_READ)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // Whoever breaks off has nothing to be told.
        _ = connection.as_mut() => return,
        _ = stop.wait_for(|&stop| stop) => connection.as_mut().graceful_shutdown(),
    }
    let _ = timeout(LONGEST_READ, connection).await;
}

async fn receive(hook: &Hook, request: Request<Incoming>) -> Response<Empty<Bytes>> {
    let status = take(hook, request).await;
    let mut response = Response::new(Empty::new());
    *response.status_mut() = status;
    if status != StatusCode::OK {
        // What follows on the connection is not waited for.
        let close = hyper::header::HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
    }
    response
}

async fn take(hook: &Hook, request: Request<Incoming>) -> StatusCode {
    if request.uri().path() != hook.path {
        return StatusCode::NOT_FOUND;
    }
    if request.method() != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    let told = request.headers().get(SECRET_HEADER);
    let told = told.map_or(&[][..], |value| value.as_bytes());
    if !bool::from(told.ct_eq(hook.secret.as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    // Telegram sends again what is turned away like this.
    if *hook.stop.borrow() || hook.intake.update_queue.is_loaded() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let body = Limited::new(request.into_body(), MAX_BODY_BYTES).collect();
    let body = match timeout(LONGEST_READ, body).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE,
        Err(_) => return StatusCode::REQUEST_TIMEOUT,
    };
    // Sent again it would read no better.
    let Ok(update) = String::from_utf8(body.into()) else {
        log::warn!("an update cannot be read");
        return StatusCode::OK;
    };
    let intake = Arc::clone(&hook.intake);
    // On a task of its own, so that whoever breaks off the connection leaves nothing half done.
    let taking = tokio::spawn(async move { intake.take(vec![update]).await });
    match taking.await {
        Ok(Ok(())) => StatusCode::OK,
        Ok(Err(error)) => {
            log::error!("{error}");
            StatusCode::SERVICE_UNAVAILABLE
        }
        // It panicked, or the program ends.
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Ends when Telegram refuses the token, which nobody would notice otherwise.
async fn watch_token(api: &Api, metrics: Arc<Metrics>) -> ServeError {
    loop {
        let checked: Result<Value, _> = api
            .call_named(
                "GetWebhookInfo",
                &serde_json::json!({}),
                super::api::TIMEOUT,
            )
            .await;
        match checked {
            Err(CallError::Token) => return ServeError::Token,
            Err(error) => log::warn!("the webhook could not be checked: {error}"),
            Ok(info) => {
                metrics.reached(Timestamp::now());
                if let Some(problem) = info["last_error_message"].as_str() {
                    log::warn!("Telegram could not deliver: {problem}");
                }
            }
        }
        sleep(CHECK_PAUSE).await;
    }
}
