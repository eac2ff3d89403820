//! Updates at a fixed rate, whatever the bot makes of them.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::Server;
use crate::standin::http::Client;

/// What the webhook's requests carry.
pub const SECRET: &str = "load";
/// The path of the webhook.
pub const PATH: &str = "/hook";
/// How many requests are open at once, as many as the bot asks Telegram for.
const CONNECTIONS: usize = 100;
/// How long is waited for the last answers.
const LONGEST: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(20);
const FIRST_UPDATE: usize = 815_000_001;
const FIRST_USER: usize = 5_873_400_001;

/// What every person does in turn; at [`PRESS`] they press the first button that they see, if there is one.
const STEPS: [&str; 6] = ["/start", "JOB", PRESS, "March 2023", PRESS, "40"];
const PRESS: &str = "";
const JOBS: [&str; 8] = [
    "registered nurse",
    "pharmacist",
    "I clean teeth at a dental clinic",
    "truck mechanic",
    "éducatrice en garderie",
    "welder",
    "senior software engineer at a bank",
    "31120",
];

/// How much is sent, and how.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Updates a second; as many as are taken where there is none.
    pub rate: Option<u32>,
    /// Updates in all.
    pub updates: usize,
    /// From so many people.
    pub people: usize,
    /// So many of them talk at a time, in turn, and then as many others.
    pub at_once: usize,
    /// Whether buttons are pressed, and not only texts written.
    pub presses: bool,
}

/// How it went.
#[derive(Debug, Default)]
pub struct Outcome {
    /// From the moment an update was due until it was acknowledged; in order of size.
    pub acknowledged: Vec<Duration>,
    /// The same until its answer came.
    pub answered: Vec<Duration>,
    /// How many were never acknowledged or never answered.
    pub lost: usize,
}

/// Sends updates to a webhook and waits for what is said to them; `watch` is told now and then how many were sent.
pub fn run(server: &Server, hook: SocketAddr, load: Load, watch: impl Fn(usize) + Sync) -> Outcome {
    let next = AtomicUsize::new(0);
    let acknowledged = Mutex::new(Vec::with_capacity(load.updates));
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut client = Client::new(hook);
                let mut times = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= load.updates {
                        break;
                    }
                    let due = match load.rate {
                        Some(rate) => begun + Duration::from_secs_f64(at as f64 / f64::from(rate)),
                        None => Instant::now(),
                    };
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    let body = update(server, load, at, due).to_string();
                    // Like Telegram, which comes again with what was turned away.
                    while due.elapsed() < LONGEST {
                        if let Ok(200) = client.post(PATH, Some(SECRET), body.as_bytes()) {
                            times.push(due.elapsed());
                            break;
                        }
                        thread::sleep(GLANCE);
                    }
                }
                acknowledged.lock().expect("no panic").extend(times);
            });
        }
        scope.spawn(|| {
            while next.load(Ordering::Relaxed) < load.updates {
                watch(next.load(Ordering::Relaxed));
                thread::sleep(GLANCE);
            }
        });
    });
    let deadline = Instant::now() + LONGEST;
    while server.seen().answered.len() < load.updates && Instant::now() < deadline {
        thread::sleep(GLANCE);
    }
    let mut acknowledged = acknowledged.into_inner().expect("no panic");
    let mut answered = std::mem::take(&mut server.seen().answered);
    acknowledged.sort();
    answered.sort();
    let least = acknowledged.len().min(answered.len());
    Outcome {
        lost: load.updates - least,
        acknowledged,
        answered,
    }
}

/// What the next person does.
fn update(server: &Server, load: Load, at: usize, due: Instant) -> Value {
    let each = load.updates.div_ceil(load.people);
    let who = at / (load.at_once * each) * load.at_once + at % load.at_once;
    let user = i64::try_from(FIRST_USER + who).unwrap_or(1);
    let mut seen = server.seen();
    let person = seen.people.entry(user).or_default();
    let step = STEPS[person.steps % STEPS.len()];
    person.steps += 1;
    person.waiting.push(due);
    let button = person.button.take();
    drop(seen);
    let from = json!({"id": user, "is_bot": false, "first_name": "Ana", "language_code": "en"});
    let chat = json!({"id": user, "type": "private", "first_name": "Ana"});
    let id = FIRST_UPDATE + at;
    let message = |message_id: i64, text: &str| {
        let mut message = json!({"message_id": message_id, "date": 1_795_305_600, "chat": chat, "from": from, "text": text});
        if text.starts_with('/') {
            message["entities"] =
                json!([{"type": "bot_command", "offset": 0, "length": text.len()}]);
        }
        message
    };
    let text = match step {
        "JOB" => JOBS[who % JOBS.len()],
        PRESS => match button {
            Some((message_id, data)) if load.presses => {
                return json!({"update_id": id, "callback_query": {
                    "id": (4_400_000_000_001 + at).to_string(), "from": from, "chat_instance": "7",
                    "message": message(message_id, "-"), "data": data,
                }});
            }
            _ => "yes",
        },
        text => text,
    };
    let message_id = i64::try_from(at + 1).unwrap_or(1);
    json!({"update_id": id, "message": message(message_id, text)})
}
