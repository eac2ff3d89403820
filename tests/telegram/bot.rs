//! The built binary as a child process.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::standin::StandIn;
use crate::standin::world::TOKEN;

/// The day all conversations are held.
pub const TODAY: &str = "2026-11-22";
/// Under which conversations are kept.
pub const KEY: &str = "a key of the scenarios";
/// How long a process may take to end.
pub const TIMEOUT: Duration = Duration::from_secs(60);
const DATABASE: &str = "nocbot.sqlite";
const POLL: Duration = Duration::from_millis(20);

/// Where one scenario's bot keeps its files, and how it is started.
pub struct Home {
    dir: TempDir,
    env: Vec<(String, String)>,
    /// Options of every start.
    options: Vec<String>,
    /// The option that tells the time.
    time: [String; 2],
}

impl Home {
    /// An empty one for the bot of this stand-in.
    pub fn new(server: &StandIn) -> Home {
        Home::at(&server.url())
    }

    /// An empty one for the bot of a Bot API at this address.
    pub fn at(url: &str) -> Home {
        let dir = tempfile::tempdir().expect("a folder");
        let database = dir.path().join(DATABASE);
        let env = [
            ("TELOXIDE_TOKEN", TOKEN.to_owned()),
            ("TELOXIDE_API_URL", url.to_owned()),
            ("NOCBOT_DB", database.display().to_string()),
            ("NOCBOT_KEY", KEY.to_owned()),
            ("HOME", dir.path().display().to_string()),
            ("RUST_LOG", "info".to_owned()),
            ("NOCBOT_FEED_URL", "off".to_owned()),
            ("NOCBOT_LISTS_URL", "off".to_owned()),
        ];
        let env = env.map(|(name, value)| (name.to_owned(), value)).to_vec();
        Home {
            dir,
            env,
            options: Vec::new(),
            time: ["--as-of", TODAY].map(str::to_owned),
        }
    }

    /// The same with another value of a variable.
    pub fn with(mut self, name: &str, value: &str) -> Home {
        self.env.retain(|(known, _)| known != name);
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with more options at every start.
    pub fn with_options(mut self, options: &[&str]) -> Home {
        self.options
            .extend(options.iter().map(|&option| option.to_owned()));
        self
    }

    /// The same without a pause between two messages to one chat, where manners are not what is tested.
    pub fn in_haste(self) -> Home {
        self.with_options(&["--chat-pause", "0"])
    }

    /// The same with a clock that this file sets, from this time on.
    pub fn with_clock(mut self, clock: &SetClock) -> Home {
        let file = clock.file.display().to_string();
        self.time = ["--clock".to_owned(), file];
        self
    }

    /// The folder.
    pub fn path(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.dir.path().join(DATABASE)
    }

    /// Starts the bot with these arguments.
    pub fn spawn(&self, arguments: &[&str]) -> Bot {
        let log = self.dir.path().join("log");
        let out = File::options()
            .create(true)
            .append(true)
            .open(&log)
            .expect("a log file");
        let child = Command::new(env!("CARGO_BIN_EXE_nocbot"))
            .args(arguments)
            .args(&self.options)
            .args(&self.time)
            .env_clear()
            .envs(self.env.iter().cloned())
            .stdin(Stdio::null())
            .stdout(out.try_clone().expect("a log file"))
            .stderr(out)
            .spawn()
            .expect("the built binary");
        Bot { child, log }
    }

    /// Starts the bot and waits until it polls.
    #[track_caller]
    pub fn poll(&self, server: &StandIn) -> Bot {
        let polls = server.with(|world| world.poll);
        let mut bot = self.spawn(&["serve"]);
        server.wait_for("the bot to poll", |world| {
            bot.must_run();
            (world.poll > polls).then_some(())
        });
        bot
    }

    /// Starts the bot and waits until its webhook is set; with the address it listens at.
    #[track_caller]
    pub fn webhook(&self, server: &StandIn, secret: &str) -> (Bot, String) {
        let listen = format!("127.0.0.1:{}", free_port());
        let url = format!("http://{listen}/hook");
        let arguments = [
            "serve",
            "--webhook",
            &url,
            "--listen",
            &listen,
            "--secret",
            secret,
        ];
        let mut bot = self.spawn(&arguments);
        server.wait_for("the webhook to be set", |world| {
            bot.must_run();
            world.webhook.as_ref().map(|_| ())
        });
        (bot, listen)
    }
}

impl Home {
    /// Starts the bot for a webhook at `url`, which comes to `listen` in the end.
    pub fn behind(&self, url: &str, listen: &str, secret: &str) -> Bot {
        self.spawn(&[
            "serve",
            "--webhook",
            url,
            "--listen",
            listen,
            "--secret",
            secret,
        ])
    }
}

/// A clock that a test sets.
pub struct SetClock {
    _dir: TempDir,
    file: PathBuf,
}

impl SetClock {
    /// One that shows this time, such as `2027-03-01T14:00:00Z`.
    pub fn new(time: &str) -> SetClock {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("clock");
        let clock = SetClock { _dir: dir, file };
        clock.set(time);
        clock
    }

    /// Shows this time, at once as a whole.
    pub fn set(&self, time: &str) {
        let new = self.file.with_extension("new");
        fs::write(&new, time).expect("a clock");
        fs::rename(&new, &self.file).expect("a clock");
    }
}

/// A port that nobody listens at.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// A running bot; it ends with the test.
pub struct Bot {
    pub child: Child,
    log: PathBuf,
}

impl Bot {
    /// What it wrote so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    fn must_run(&mut self) {
        if let Ok(Some(status)) = self.child.try_wait() {
            panic!("the bot ended with {status}:\n{}", self.log());
        }
    }

    /// Ends it as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().expect("a running bot");
        self.child.wait().expect("a child");
    }

    /// Asks it to end as a service manager does.
    pub fn terminate(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("a running bot");
    }

    /// Waits for its end; how it ended.
    #[track_caller]
    pub fn wait(&mut self) -> ExitStatus {
        let status = self.end_within(TIMEOUT);
        status.unwrap_or_else(|| panic!("the bot does not end:\n{}", self.log()))
    }

    /// How it ended, if it did in this time.
    pub fn end_within(&mut self, time: Duration) -> Option<ExitStatus> {
        let deadline = Instant::now() + time;
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            if Instant::now() >= deadline {
                return None;
            }
            thread::sleep(POLL);
        }
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if thread::panicking() {
            let log = self.log();
            let tail: Vec<&str> = log.lines().rev().take(30).collect();
            eprintln!(
                "-- the bot's log\n{}",
                tail.into_iter().rev().collect::<Vec<_>>().join("\n")
            );
        }
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
