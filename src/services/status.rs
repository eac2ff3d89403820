//! What a manager of services and a monitor ask: whether the bot lives, whether it is ready, and what it counted.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::{SignedDuration, Timestamp};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

use super::Metrics;
use super::connections::accept;
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::store::WholeStore;

/// Telegram not heard of for longer than this, the bot is not ready.
const LONGEST_SILENCE: i64 = 90;
/// A message that waits for longer than this is stuck.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(5);
/// How long a request may take.
const LONGEST_REQUEST: Duration = Duration::from_secs(10);
/// How many are answered at a time.
const MAX_CONNECTIONS: usize = 32;

/// Answers `/healthz`, `/readyz` and `/metrics`.
pub struct Status {
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The inbox, the outbox and reminders.
    pub store: Arc<dyn WholeStore>,
    /// The opened data.
    pub presenter: Arc<Presenter>,
    /// The time of conversations.
    pub clock: Arc<dyn Clock>,
}

impl Status {
    /// Takes the address.
    ///
    /// # Errors
    /// The port is taken, or the address is not this machine's.
    pub async fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
        TcpListener::bind(address).await
    }

    /// Answers until `stop` comes true.
    pub async fn run(self: Arc<Self>, listener: Arc<TcpListener>, mut stop: watch::Receiver<bool>) {
        let taking = accept(&listener, MAX_CONNECTIONS, |stream| {
            let status = Arc::clone(&self);
            async move {
                let _ = timeout(LONGEST_REQUEST, status.serve(stream)).await;
            }
        });
        tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => {}
            () = taking => {}
        }
    }

    async fn serve(self: Arc<Self>, stream: TcpStream) {
        let service = service_fn(move |request| {
            let status = Arc::clone(&self);
            async move { Ok::<_, Infallible>(status.answer(&request).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), service);
        // Whoever breaks off has nothing to be told.
        let _ = connection.await;
    }

    async fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let (status, text) = match request.uri().path() {
            "/healthz" => (StatusCode::OK, "alive\n".to_owned()),
            "/readyz" => match self.problems().await {
                problems if problems.is_empty() => (StatusCode::OK, "ready\n".to_owned()),
                problems => {
                    let text = problems.join("\n") + "\n";
                    (StatusCode::SERVICE_UNAVAILABLE, text)
                }
            },
            "/metrics" => (StatusCode::OK, self.measured().await),
            _ => (StatusCode::NOT_FOUND, String::new()),
        };
        let mut response = Response::new(Full::new(Bytes::from(text)));
        *response.status_mut() = status;
        let kind = HeaderValue::from_static("text/plain; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, kind);
        response
    }

    /// Why the bot is not ready; empty where it is.
    async fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let now = Timestamp::now();
        match self.metrics.reached_ago(now) {
            Some(ago) if ago <= LONGEST_SILENCE => {}
            Some(ago) => problems.push(format!("Telegram was last reached {ago} s ago")),
            None => problems.push("Telegram was not reached yet".to_owned()),
        }
        if let Err(error) = self.store.probe().await {
            problems.push(error.to_string());
        }
        match self.store.depth().await {
            Ok(depth) => {
                let waited = depth
                    .oldest_message
                    .map(|oldest| self.clock.now().duration_since(oldest));
                if waited.is_some_and(|waited| waited > LONGEST_WAIT) {
                    problems.push(format!("{} messages wait to be sent", depth.messages));
                }
            }
            Err(error) => problems.push(error.to_string()),
        }
        problems
    }

    async fn measured(&self) -> String {
        let now = self.clock.now();
        if let Ok(depth) = self.store.depth().await {
            self.metrics.set_depth(&depth, now);
        }
        if let Ok(due) = self.store.count_due(now).await {
            self.metrics.set_reminders_due(due);
        }
        let today = self.clock.today();
        let data = &self.presenter.data;
        if let Ok(rules) = data.rules.in_force_on(today)
            && let Some(newest) = data.published().rounds.known_to()
        {
            let days = today.since(newest).map_or(0, |span| span.get_days().into());
            self.metrics.set_data(days, rules.effective_from);
        }
        self.metrics.encoded(Timestamp::now())
    }
}
