//! Fetching an official page: with an honest name, only if it changed, and never for long or much.

use std::time::Duration;

use reqwest::header::{
    ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, InvalidHeaderValue,
    LAST_MODIFIED,
};
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode, Url};
use thiserror::Error;

/// What the program is called, and what it is for.
const NAME: &str = concat!(
    "nocbot/",
    env!("CARGO_PKG_VERSION"),
    " (reads the public Express Entry rounds and category lists"
);
/// How long a server may take to be reached, and then for its whole answer.
pub const TIMEOUT: Duration = Duration::from_secs(30);
/// The feed has 1 MB and the page less; ten times as much is something else.
const MAX_BYTES: usize = 10_000_000;
const MAX_REDIRECTS: usize = 5;

/// Why a page could not be fetched. Addresses are public and hold no secret.
#[derive(Debug, Error)]
pub enum FetchError {
    /// An answer that is no page.
    #[error("it answers {}", status_of(.0))]
    Status(StatusCode),
    /// No answer in time.
    #[error("it did not answer in time")]
    TimedOut,
    /// No connection.
    #[error("it cannot be reached")]
    Unreachable,
    /// More than is read.
    #[error("it is larger than {} MB", MAX_BYTES / 1_000_000)]
    TooLarge,
    /// Too many redirects.
    #[error("it redirects more than {MAX_REDIRECTS} times")]
    Redirects,
    /// The answer broke off.
    #[error("its answer breaks off")]
    BrokenOff,
    /// Something else.
    #[error("its answer is no HTTP: {0}")]
    Other(String),
}

fn status_of(status: &StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or("an unknown status");
    format!("{} ({reason})", status.as_u16())
}

impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            FetchError::TimedOut
        } else if error.is_redirect() {
            FetchError::Redirects
        } else if error.is_connect() {
            FetchError::Unreachable
        } else if error.is_body() || error.is_decode() {
            FetchError::BrokenOff
        } else {
            let mut cause: &dyn std::error::Error = &error;
            while let Some(deeper) = cause.source() {
                cause = deeper;
            }
            FetchError::Other(cause.to_string())
        }
    }
}

/// By what a server tells that a page did not change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The page is as it was.
    NotModified,
    /// The page as it is now.
    Page {
        /// The page.
        body: String,
        /// By which to ask whether it changed.
        validators: Validators,
    },
}

/// Fetches pages.
#[derive(Debug, Clone)]
pub struct Client(reqwest::Client);

/// The program cannot name itself, or the system has no means to fetch anything.
#[derive(Debug, Error)]
pub enum ClientError {
    /// The address of the operator cannot be sent.
    #[error("NOCBOT_CONTACT cannot be sent along: expected plain letters, such as an address")]
    Contact(#[from] InvalidHeaderValue),
    /// The client cannot be built.
    #[error("pages cannot be fetched")]
    System(#[from] reqwest::Error),
}

impl Client {
    /// A client that names itself, with whom to write to where given, and waits `patience` for a whole answer.
    ///
    /// # Errors
    /// The contact cannot be sent, or the system has no means to fetch anything.
    pub fn new(contact: Option<&str>, patience: Duration) -> Result<Self, ClientError> {
        let name = match contact {
            None => format!("{NAME})"),
            Some(contact) => format!("{NAME}; {contact})"),
        };
        let client = reqwest::Client::builder()
            .user_agent(HeaderValue::from_str(&name)?)
            .redirect(Policy::limited(MAX_REDIRECTS))
            .connect_timeout(patience)
            .timeout(patience)
            .build()?;
        Ok(Client(client))
    }

    /// Fetches a page, unless the server says that it is still the one with these validators.
    ///
    /// # Errors
    /// There was no whole answer, it is too large, or it is no page.
    pub async fn fetch(&self, address: &Url, known: &Validators) -> Result<Fetched, FetchError> {
        let mut request = self.0.get(address.clone());
        for (header, value) in [
            (IF_NONE_MATCH, &known.etag),
            (IF_MODIFIED_SINCE, &known.last_modified),
        ] {
            if let Some(value) = value {
                request = request.header(header, value);
            }
        }
        let response = request.send().await?;
        match response.status() {
            StatusCode::NOT_MODIFIED if *known != Validators::default() => Ok(Fetched::NotModified),
            StatusCode::OK => {
                let validators = Validators {
                    etag: header(response.headers(), ETAG),
                    last_modified: header(response.headers(), LAST_MODIFIED),
                };
                let body = read(response).await?;
                Ok(Fetched::Page { body, validators })
            }
            status => Err(FetchError::Status(status)),
        }
    }
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}

/// The body as text. Numbers, dates and codes are ASCII, so that a stray byte in a name spoils nothing.
async fn read(mut response: Response) -> Result<String, FetchError> {
    let promised = response.content_length().unwrap_or(0);
    if usize::try_from(promised).map_or(true, |promised| promised > MAX_BYTES) {
        return Err(FetchError::TooLarge);
    }
    let mut body: Vec<u8> = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > MAX_BYTES {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}
