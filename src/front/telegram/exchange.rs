//! HTTP with one server, over connections that are kept open. Each serves one call at a time and is driven by that call, so
//! that no other task is woken for it.

use std::error::Error;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Request, Response, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use rustls::RootCertStore;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;
use tower_service::Service;
use url::Url;

use crate::tls;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How many calls are under way at a time, each with its content in memory; Telegram takes thirty messages a second.
const MAX_AT_ONCE: usize = 100;
/// How many connections that nothing is sent over are kept, and how long.
const MAX_IDLE: usize = 64;
const LONGEST_IDLE: Duration = Duration::from_secs(60);

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nobody was reached: nothing was sent.
    Unreached,
    /// Whoever was reached cannot be trusted, for this reason: nothing was sent.
    Untrusted(String),
    /// The connection broke: nobody knows whether it was taken.
    Broken,
}

type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

/// The way to the server: past a proxy where the environment names one.
#[derive(Clone)]
enum Connector {
    Direct(HttpsConnector<HttpConnector>),
    Tunnel(HttpsConnector<Tunnel<HttpConnector>>),
}

impl Connector {
    fn new(server: &Uri, roots: RootCertStore) -> Result<Self, rustls::Error> {
        let encrypted = HttpsConnectorBuilder::new().with_tls_config(tls::client(roots)?);
        let encrypted = encrypted.https_or_http().enable_http1();
        let mut plain = HttpConnector::new();
        plain.enforce_http(false);
        plain.set_nodelay(true);
        let Some(proxy) = Matcher::from_env().intercept(server) else {
            return Ok(Connector::Direct(encrypted.wrap_connector(plain)));
        };
        let mut tunnel = Tunnel::new(proxy.uri().clone(), plain);
        if let Some(auth) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(auth.clone());
        }
        Ok(Connector::Tunnel(encrypted.wrap_connector(tunnel)))
    }

    /// A connection.
    async fn connect(self, server: Uri) -> Result<Stream, NoAnswer> {
        match self {
            Connector::Direct(connector) => reach(connector, server).await,
            Connector::Tunnel(connector) => reach(connector, server).await,
        }
    }
}

async fn reach<C>(mut connector: C, server: Uri) -> Result<Stream, NoAnswer>
where
    C: Service<Uri, Response = Stream, Error = Box<dyn Error + Send + Sync>>,
{
    let unreached = |error: C::Error| match tls::problem(&*error) {
        Some(problem) => NoAnswer::Untrusted(problem),
        None => NoAnswer::Unreached,
    };
    let ready = poll_fn(|context| connector.poll_ready(context));
    ready.await.map_err(unreached)?;
    connector.call(server).await.map_err(unreached)
}

/// A connection, which does nothing unless it is polled.
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    driver: Pin<Box<http1::Connection<Stream, Full<Bytes>>>>,
    is_over: bool,
    /// When nothing was sent over it any more.
    since: Instant,
}

/// A request that was not answered, and itself where nothing of it was sent.
struct Failed(Option<Request<Full<Bytes>>>);

impl Connection {
    fn drive(&mut self, context: &mut Context<'_>) {
        if !self.is_over {
            self.is_over = self.driver.as_mut().poll(context).is_ready();
        }
    }

    /// Whether another request can be sent over it.
    async fn is_free(&mut self) -> bool {
        poll_fn(|context| {
            self.drive(context);
            let is_ready = matches!(self.sender.poll_ready(context), Poll::Ready(Ok(())));
            Poll::Ready(is_ready && !self.is_over)
        })
        .await
    }

    async fn exchange(&mut self, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, Failed> {
        let answering = self.sender.try_send_request(request);
        let answer = async {
            let response = answering.await;
            let response = response.map_err(|mut error| Failed(error.take_message()))?;
            let (head, body) = response.into_parts();
            let body = body.collect().await.map_err(|_| Failed(None))?;
            Ok(Response::from_parts(head, body.to_bytes()))
        };
        let mut answer = pin!(answer);
        poll_fn(|context| {
            if let Poll::Ready(answer) = answer.as_mut().poll(context) {
                return Poll::Ready(answer);
            }
            self.drive(context);
            answer.as_mut().poll(context)
        })
        .await
    }
}

/// Calls of one server.
pub struct Exchange {
    connector: Connector,
    server: Uri,
    host: HeaderValue,
    idle: Mutex<Vec<Connection>>,
    turns: Semaphore,
}

impl Exchange {
    /// Nobody is called yet. The path of `server` counts for nothing; one of `roots` must vouch for it where it encrypts.
    ///
    /// # Errors
    /// The system has no means for encrypted connections, or the address names no server.
    pub fn new(server: &Url, roots: RootCertStore) -> Result<Self, String> {
        let uri: Uri = server.as_str().parse().map_err(|_| unusable(server))?;
        let authority = uri.authority().ok_or_else(|| unusable(server))?;
        // Names and passwords of addresses are nothing that the Bot API knows.
        let named = authority.as_str().rsplit('@').next().unwrap_or_default();
        let host = HeaderValue::from_str(named).map_err(|_| unusable(server))?;
        Ok(Exchange {
            connector: Connector::new(&uri, roots).map_err(|error| error.to_string())?,
            server: uri,
            host,
            idle: Mutex::default(),
            turns: Semaphore::new(MAX_AT_ONCE),
        })
    }

    /// Waits until one more call may be made; until this is dropped it may.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // It is never closed.
        self.turns.acquire().await.ok()
    }

    /// Posts a body to a path of the server; what is answered.
    ///
    /// # Errors
    /// There is no answer.
    pub async fn post(
        &self,
        path: &Uri,
        content: &HeaderValue,
        body: Bytes,
    ) -> Result<Response<Bytes>, NoAnswer> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = hyper::Method::POST;
        *request.uri_mut() = path.clone();
        request.headers_mut().insert(HOST, self.host.clone());
        request.headers_mut().insert(CONTENT_TYPE, content.clone());
        while let Some(mut kept) = self.kept().await {
            match kept.exchange(request).await {
                Ok(answer) => return Ok(self.keep(kept, answer)),
                // It was closed just before.
                Err(Failed(Some(unsent))) => request = unsent,
                Err(Failed(None)) => return Err(NoAnswer::Broken),
            }
        }
        // Calls over connections that are kept need no room for it.
        let mut new = Box::pin(self.connect()).await?;
        match new.exchange(request).await {
            Ok(answer) => Ok(self.keep(new, answer)),
            Err(Failed(Some(_))) => Err(NoAnswer::Unreached),
            Err(Failed(None)) => Err(NoAnswer::Broken),
        }
    }

    /// An open connection over which nothing is sent.
    async fn kept(&self) -> Option<Connection> {
        loop {
            let mut last = self.idle().pop()?;
            if last.since.elapsed() < LONGEST_IDLE && last.is_free().await {
                return Some(last);
            }
        }
    }

    async fn connect(&self) -> Result<Connection, NoAnswer> {
        let connecting = self.connector.clone().connect(self.server.clone());
        let stream = timeout(CONNECT_TIMEOUT, connecting).await;
        let stream = stream.map_err(|_| NoAnswer::Unreached)??;
        let handshake = http1::handshake(stream).await;
        let (sender, driver) = handshake.map_err(|_| NoAnswer::Unreached)?;
        Ok(Connection {
            sender,
            driver: Box::pin(driver),
            is_over: false,
            since: Instant::now(),
        })
    }

    fn keep(&self, mut connection: Connection, answer: Response<Bytes>) -> Response<Bytes> {
        connection.since = Instant::now();
        let mut idle = self.idle();
        if !connection.is_over && idle.len() < MAX_IDLE {
            idle.push(connection);
        }
        answer
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unusable(server: &Url) -> String {
    format!("{server} names no server")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    const JSON: HeaderValue = HeaderValue::from_static("application/json");

    /// Takes connections one after the other; over each it answers so many requests with their number, and then closes it as
    /// soon as another one came where it is cut.
    async fn serve(listener: TcpListener, answers: Vec<(usize, bool)>) {
        for (at, (count, is_cut)) in answers.into_iter().enumerate() {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut read = [0; 1_000];
            for number in 0..count {
                assert!(stream.read(&mut read).await.unwrap() > 0);
                let said = format!("{at}.{number}");
                let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{said}");
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
            if is_cut {
                assert!(stream.read(&mut read).await.unwrap() > 0);
            }
        }
    }

    fn exchange(server: &str) -> Exchange {
        Exchange::new(&server.parse().unwrap(), RootCertStore::empty()).unwrap()
    }

    async fn answers(server: Vec<(usize, bool)>, calls: usize) -> Vec<Result<String, NoAnswer>> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(serve(listener, server));
        let exchange = exchange(&format!("http://{address}"));
        let mut answers = Vec::new();
        for _ in 0..calls {
            let path = Uri::from_static("/bot/getMe");
            let answer = exchange.post(&path, &JSON, Bytes::from_static(b"{}")).await;
            let text = |answer: Response<Bytes>| String::from_utf8(answer.into_body().into());
            answers.push(answer.map(|answer| text(answer).unwrap()));
            // What the server closes is seen to be closed.
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        serving.abort();
        answers
    }

    #[tokio::test]
    async fn a_connection_is_kept_and_a_closed_one_is_replaced() {
        let said = answers(vec![(2, false), (1, false), (9, false)], 4).await;
        let expected = ["0.0", "0.1", "1.0", "2.0"].map(|text| Ok(text.to_owned()));
        assert_eq!(said, expected);
    }

    #[tokio::test]
    async fn what_may_have_been_taken_is_not_sent_again() {
        let said = answers(vec![(1, true), (9, false)], 3).await;
        let expected = [
            Ok("0.0".to_owned()),
            Err(NoAnswer::Broken),
            Ok("1.0".to_owned()),
        ];
        assert_eq!(said, expected);
    }

    #[tokio::test]
    async fn nobody_is_reached_where_nobody_listens() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let exchange = exchange(&format!("http://{address}"));
        let path = Uri::from_static("/");
        let answer = exchange.post(&path, &JSON, Bytes::new()).await;
        assert_eq!(answer.err(), Some(NoAnswer::Unreached));
    }
}
