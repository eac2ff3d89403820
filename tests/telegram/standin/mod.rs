//! A stand-in of the Bot API over loopback HTTP, stricter than Telegram itself.
//!
//! It checks every call against the published parameters, keeps chats and messages, and delivers updates by polling or
//! by webhook. What the bot does wrong is collected in [`World::mistakes`], and [`StandIn::check`] fails a test by it.

pub mod api;
pub mod http;
mod methods;
pub mod objects;
mod server;
pub mod styled;
mod talk;
mod upload;
pub mod world;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use rustls::ServerConfig;

use crate::bot::Bot;
use server::Encryption;

pub use objects::{Fault, How, Kind, User, What};
pub use talk::Talk;
pub use world::World;

/// How long a test waits for what must happen.
pub const TIMEOUT: Duration = Duration::from_secs(40);
/// How often a waiting test looks at what the stand-in is not told, such as whether the bot still runs.
const GLANCE: Duration = Duration::from_millis(250);
/// How many webhook deliveries run at a time.
const DELIVERIES: usize = 8;

/// What threads share.
pub struct Shared {
    world: Mutex<World>,
    encryption: Mutex<Encryption>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, World> {
        // A test that failed while it held the lock has said so already.
        self.world
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn encryption(&self) -> MutexGuard<'_, Encryption> {
        self.encryption
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Waits until something changed, but not longer than until `deadline`.
    fn wait<'a>(&self, world: MutexGuard<'a, World>, deadline: Instant) -> MutexGuard<'a, World> {
        let left = deadline.saturating_duration_since(Instant::now());
        let result = self.changed.wait_timeout(world, left);
        result.unwrap_or_else(|poisoned| poisoned.into_inner()).0
    }
}

/// A running stand-in.
pub struct StandIn {
    shared: Arc<Shared>,
    address: SocketAddr,
}

impl StandIn {
    /// Starts one on a free port.
    pub fn start() -> StandIn {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            world: Mutex::new(World::new()),
            encryption: Mutex::default(),
            changed: Condvar::new(),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || server::accept(listener, accepting));
        for _ in 0..DELIVERIES {
            let delivering = Arc::clone(&shared);
            thread::spawn(move || server::deliver(&delivering));
        }
        StandIn { shared, address }
    }

    /// What `TELOXIDE_API_URL` must be.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What `TELOXIDE_API_URL` must be for encrypted connections.
    pub fn encrypted_url(&self) -> String {
        format!("https://localhost:{}", self.address.port())
    }

    /// Encrypts connections so from now on, and takes no more calls over those that were encrypted in another way.
    pub fn encrypt(&self, config: ServerConfig) {
        self.shared.encryption().change(config);
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Looks at the world or changes it; whoever waits for a change is woken.
    pub fn with<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.shared.lock();
        let result = act(&mut world);
        drop(world);
        self.shared.changed.notify_all();
        result
    }

    /// Waits until `found` finds something; fails with what was seen when that never comes.
    #[track_caller]
    pub fn wait_for<T>(&self, what: &str, mut found: impl FnMut(&mut World) -> Option<T>) -> T {
        let deadline = Instant::now() + TIMEOUT;
        let mut world = self.shared.lock();
        loop {
            if let Some(found) = found(&mut world) {
                return found;
            }
            if Instant::now() >= deadline {
                break;
            }
            world = self
                .shared
                .wait(world, deadline.min(Instant::now() + GLANCE));
        }
        let seen = describe(&world);
        drop(world);
        panic!("waited in vain for {what}\n{seen}");
    }

    /// Waits until every update was taken and every callback answered.
    #[track_caller]
    pub fn settle(&self) {
        self.wait_for("all updates to be taken and answered", |world| {
            let all_answered = world
                .callbacks
                .values()
                .all(|query| !query.answers.is_empty());
            (world.updates.is_empty() && all_answered).then_some(())
        });
    }

    /// Kills the bot, which may answer a press once more when it starts again.
    pub fn kill(&self, bot: Bot) {
        self.with(|world| world.was_killed = true);
        bot.kill();
    }

    /// Fails where the bot made a mistake.
    #[track_caller]
    pub fn check(&self) {
        self.settle();
        let world = self.shared.lock();
        let mistakes = world.all_mistakes();
        let seen = if mistakes.is_empty() {
            String::new()
        } else {
            describe(&world)
        };
        drop(world);
        assert!(
            mistakes.is_empty(),
            "the bot made mistakes:\n{}\n{seen}",
            mistakes.join("\n")
        );
    }

    /// Lets calls of `method` (in `chat`, where one is given) go wrong.
    pub fn plan(&self, method: &str, chat: Option<i64>, fault: Fault, times: u32) {
        let method = method.to_owned();
        self.with(|world| {
            world.faults.push(objects::Planned {
                method,
                chat,
                fault,
                times,
            })
        });
    }

    /// A new person, and what happens in their private chat.
    pub fn person(&self, first_name: &str, language: Option<&str>) -> Talk<'_> {
        let user = self.with(|world| world.user(first_name, language));
        let chat = user.id;
        Talk::new(self, user, chat)
    }

    /// A new group.
    pub fn group(&self, id: i64, kind: Kind, title: &str) -> i64 {
        self.with(|world| world.add_chat(id, kind, title));
        id
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.with(|world| world.stopped = true);
        // Wakes the thread that accepts.
        let _ = std::net::TcpStream::connect(self.address);
    }
}

/// What happened, for a test that fails.
fn describe(world: &World) -> String {
    let chats = world
        .chats
        .keys()
        .map(|&chat| format!("-- chat {chat}\n{}", world.transcript(chat)));
    let calls = world.calls.iter().rev().take(12).rev();
    let calls = calls.map(|call| format!("{} {} {}", call.status, call.method, call.params));
    format!(
        "{}\n-- last calls\n{}\n-- mistakes\n{}\n-- {} updates not taken",
        chats.collect::<Vec<_>>().join("\n"),
        calls.collect::<Vec<_>>().join("\n"),
        world.mistakes.join("\n"),
        world.updates.len(),
    )
}
