//! As much of HTTP/1.1 as a loopback needs, where a connection can also be dropped on purpose.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Neither side waits longer for bytes that were promised.
const TIMEOUT: Duration = Duration::from_secs(30);
const MAX_HEADERS: usize = 32;

/// One request or response.
#[derive(Debug, Default)]
pub struct Message {
    /// "POST /path HTTP/1.1" or "HTTP/1.1 200 OK".
    pub first_line: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Message {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The path of a request.
    pub fn path(&self) -> &str {
        self.first_line.split(' ').nth(1).unwrap_or("")
    }

    /// The status of a response.
    pub fn status(&self) -> u16 {
        let word = self.first_line.split(' ').nth(1);
        word.and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    /// Reads one message; none at the end of the stream.
    pub fn read(stream: &mut impl BufRead) -> io::Result<Option<Message>> {
        let mut head = Vec::new();
        loop {
            let before = head.len();
            if stream.read_until(b'\n', &mut head)? == 0 {
                return Ok(None);
            }
            if &head[before..] == b"\r\n" {
                break;
            }
        }
        let mut message = Message::default();
        let head = String::from_utf8_lossy(&head);
        let mut lines = head.split("\r\n");
        message.first_line = lines.next().unwrap_or("").to_owned();
        for line in lines.filter(|line| !line.is_empty()).take(MAX_HEADERS) {
            let (name, value) = line.split_once(':').ok_or(io::ErrorKind::InvalidData)?;
            let header = (name.trim().to_lowercase(), value.trim().to_owned());
            message.headers.push(header);
        }
        if message.header("transfer-encoding") == Some("chunked") {
            message.body = read_chunks(stream)?;
        } else if let Some(length) = message.header("content-length") {
            let length = length.parse().map_err(io::Error::other)?;
            message.body = vec![0; length];
            stream.read_exact(&mut message.body)?;
        }
        Ok(Some(message))
    }

    /// A `multipart/form-data` body.
    pub fn multipart(&self) -> Option<Form> {
        let boundary = self.header("content-type")?.split("boundary=").nth(1)?;
        let boundary = format!("--{}", boundary.trim_matches('"'));
        let mut form = Form::default();
        for part in split(&self.body, boundary.as_bytes()) {
            let Some(at) = find(part, b"\r\n\r\n") else {
                continue;
            };
            let head = String::from_utf8_lossy(&part[..at]);
            let value = part[at + 4..].strip_suffix(b"\r\n")?;
            let named = |field: &str| {
                let rest = head.split(&format!(" {field}=\"")).nth(1)?;
                Some(rest.split('"').next()?.to_owned())
            };
            let name = named("name")?;
            match named("filename") {
                None => {
                    let value = String::from_utf8_lossy(value).into_owned();
                    form.fields.push((name, value));
                }
                Some(file_name) => form.files.push(Upload {
                    part: name,
                    file_name,
                    bytes: value.to_vec(),
                }),
            }
        }
        Some(form)
    }
}

/// What a form holds.
#[derive(Debug, Default)]
pub struct Form {
    pub fields: Vec<(String, String)>,
    pub files: Vec<Upload>,
}

/// A file of a form.
#[derive(Debug)]
pub struct Upload {
    /// The part's name, by which fields refer to it.
    pub part: String,
    pub file_name: String,
    pub bytes: Vec<u8>,
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn split<'a>(bytes: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, boundary) {
        parts.push(&rest[..at]);
        rest = &rest[at + boundary.len()..];
    }
    parts.push(rest);
    parts
}

fn read_chunks(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let size = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        let from = body.len();
        body.resize(from + size, 0);
        stream.read_exact(&mut body[from..])?;
        stream.read_line(&mut line)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

/// Writes a JSON response.
pub fn respond(stream: &mut impl Write, status: u16, body: &[u8]) -> io::Result<()> {
    let mut all = format!(
        "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    all.extend_from_slice(body);
    stream.write_all(&all)
}

/// A kept connection that posts JSON.
pub struct Client {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

impl Client {
    /// A client of this address; nothing is opened yet.
    pub fn new(address: SocketAddr) -> Client {
        Client {
            address,
            stream: None,
        }
    }

    /// Posts `body` and reads the response's status.
    pub fn post(&mut self, path: &str, secret: Option<&str>, body: &[u8]) -> io::Result<u16> {
        let result = self.try_post(path, secret, body);
        if result.is_err() {
            self.stream = None;
        }
        result
    }

    fn try_post(&mut self, path: &str, secret: Option<&str>, body: &[u8]) -> io::Result<u16> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(TIMEOUT))?;
                self.stream.insert(BufReader::new(stream))
            }
        };
        let secret = secret.map_or(String::new(), |secret| {
            format!("x-telegram-bot-api-secret-token: {secret}\r\n")
        });
        let mut all = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n{secret}content-length: {}\r\n\r\n",
            self.address,
            body.len()
        )
        .into_bytes();
        all.extend_from_slice(body);
        stream.get_mut().write_all(&all)?;
        let response = Message::read(stream)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if response.header("connection") == Some("close") {
            self.stream = None;
        }
        Ok(response.status())
    }
}
