//! A Bot API that takes every call and keeps only what a load is measured by, so that it leaves the processors to the bot.

use std::collections::HashMap;
use std::io::{self, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::standin::World;
use crate::standin::http::{Message, respond};
use crate::standin::world::buttons;

/// What a person waits for, and what they can press.
#[derive(Debug, Default)]
pub struct Person {
    /// When the updates were due that were not answered yet.
    pub waiting: Vec<Instant>,
    /// How much they said and pressed so far.
    pub steps: usize,
    /// The last message with buttons, and what its first one sends.
    pub button: Option<(i64, String)>,
}

/// What is kept of all calls.
#[derive(Debug, Default)]
pub struct Seen {
    pub people: HashMap<i64, Person>,
    /// From the moment an update was due until its answer was here.
    pub answered: Vec<Duration>,
    /// Whether the bot has told its webhook.
    pub has_webhook: bool,
    messages: i64,
}

/// A running one.
#[derive(Clone)]
pub struct Server {
    seen: Arc<Mutex<Seen>>,
    address: SocketAddr,
}

impl Server {
    /// Starts one on a free port.
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let server = Server {
            seen: Arc::default(),
            address,
        };
        let accepting = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = accepting.clone();
                // The bot may go away at any time.
                thread::spawn(move || server.serve(stream));
            }
        });
        server
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was seen so far.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream);
        while let Some(request) = Message::read(&mut reader)? {
            let method = request.path().rsplit('/').next().unwrap_or("");
            let result = self.answer(&method.to_lowercase(), &request);
            let body = json!({"ok": true, "result": result}).to_string();
            respond(reader.get_mut(), 200, body.as_bytes())?;
        }
        Ok(())
    }

    fn answer(&self, method: &str, request: &Message) -> Value {
        match method {
            "getme" => {
                let mut bot = World::bot();
                for name in [
                    "can_join_groups",
                    "can_read_all_group_messages",
                    "supports_inline_queries",
                    "can_connect_to_business",
                    "has_main_web_app",
                ] {
                    bot[name] = false.into();
                }
                bot
            }
            "getmycommands" => json!([]),
            "getwebhookinfo" => json!({"url": ""}),
            "setwebhook" => {
                self.seen().has_webhook = true;
                json!(true)
            }
            "sendmessage" | "sendphoto" | "senddocument" | "editmessagetext" => self.show(request),
            _ => json!(true),
        }
    }

    /// A message that people see.
    fn show(&self, request: &Message) -> Value {
        let params = params(request);
        let number = |name: &str| {
            let value = &params[name];
            value
                .as_i64()
                .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
        };
        let chat = number("chat_id").unwrap_or(0);
        let mut first = buttons(&params).into_iter().map(|(_, data)| data);
        let first = first.find(|data| !data.is_empty());
        let now = Instant::now();
        let mut seen = self.seen();
        seen.messages += 1;
        let id = number("message_id").unwrap_or(seen.messages);
        let person = seen.people.entry(chat).or_default();
        person.button = first.map(|data| (id, data));
        let waited = std::mem::take(&mut person.waiting);
        seen.answered
            .extend(waited.into_iter().map(|due| now.duration_since(due)));
        drop(seen);
        json!({
            "message_id": id, "date": 1, "from": World::bot(), "text": "-",
            "chat": {"id": chat, "type": "private", "first_name": "Ana"},
        })
    }
}

/// The parameters of a call, by whichever way they came.
fn params(request: &Message) -> Value {
    if let Ok(params) = serde_json::from_slice(&request.body) {
        return params;
    }
    let fields = match request.multipart() {
        Some(form) if !form.fields.is_empty() => form.fields,
        _ => url::form_urlencoded::parse(&request.body)
            .into_owned()
            .collect(),
    };
    fields
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
