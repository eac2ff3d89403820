//! `cargo bench --bench telegram_load`: 2,000 texts from 1,000 private chats to the built binary, by webhook.
//!
//! Telegram's limits are lifted, so that the bot is measured and not the limits. It prints updates a second, CPU per
//! update, p50 and p99 (from the moment a text is written until its answer arrives; all 1,000 chats write at once) and
//! peak memory, and fails when an answer is lost. CPU and memory are read from /proc, so this needs Linux.

// Only some of the stand-in is used here; the scenarios use all of it.
#[allow(dead_code)]
#[path = "../tests/telegram/bot.rs"]
mod bot;
#[allow(dead_code, unused_imports)]
#[path = "../tests/telegram/standin/mod.rs"]
mod standin;

use std::collections::HashMap;
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use bot::Home;
use standin::{How, StandIn, User, What};

const CHATS: usize = 1_000;
/// What every person writes in turn: a job, then an answer.
const ROUNDS: usize = 2;
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
const SECOND: &str = "yes";
const LONGEST: Duration = Duration::from_secs(300);
const GLANCE: Duration = Duration::from_millis(20);
/// Of `/proc/PID/stat`, on every Linux there is.
const TICKS_A_SECOND: f64 = 100.0;

fn main() {
    let server = StandIn::start();
    let home = Home::new(&server)
        .with("RUST_LOG", "warn")
        .with_options(&["--per-second", "100000"])
        .in_haste();
    let (bot, _) = home.webhook(&server, "load");
    let users: Vec<User> = server.with(|world| {
        let user = |_| world.user("Ana", Some("en"));
        (0..CHATS).map(user).collect()
    });
    let pid = bot.child.id();
    let before = cpu_seconds(pid);
    let begun = Instant::now();
    for round in 1..=ROUNDS {
        server.with(|world| {
            for (i, user) in users.iter().enumerate() {
                let text = if round == 1 {
                    JOBS[i % JOBS.len()]
                } else {
                    SECOND
                };
                world.say(&user.json(), user.id, text, How::default());
            }
        });
        wait_for_answers(&server, round);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let cpu = cpu_seconds(pid) - before;
    let mut latencies = latencies(&server);
    latencies.sort();
    let updates = (CHATS * ROUNDS) as f64;
    let at = |part: f64| latencies[((latencies.len() - 1) as f64 * part) as usize].as_millis();
    println!(
        "{updates} updates from {CHATS} chats, {} answers, none lost",
        latencies.len()
    );
    println!("{:.0} updates a second", updates / seconds);
    println!("{:.2} ms CPU per update", cpu * 1_000.0 / updates);
    println!("p50 {} ms, p99 {} ms", at(0.5), at(0.99));
    println!("peak memory {} MB", peak_kilobytes(pid) / 1_024);
    let mistakes = server.with(|world| world.mistakes.clone());
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// Waits until every chat has got this many answers.
fn wait_for_answers(server: &StandIn, round: usize) {
    let deadline = Instant::now() + LONGEST;
    loop {
        let missing = server.with(|world| {
            let mut answers: HashMap<i64, usize> = HashMap::new();
            for event in world.events.iter().filter(|event| event.what == What::Sent) {
                *answers.entry(event.chat).or_default() += 1;
            }
            CHATS - answers.values().filter(|count| **count >= round).count()
        });
        if missing == 0 {
            return;
        }
        assert!(
            Instant::now() < deadline,
            "{missing} answers of round {round} are lost"
        );
        thread::sleep(GLANCE);
    }
}

/// From every text to the next message of the bot in its chat.
fn latencies(server: &StandIn) -> Vec<Duration> {
    server.with(|world| {
        let mut written: HashMap<i64, Instant> = HashMap::new();
        let mut all = Vec::new();
        for event in &world.events {
            if event.what == What::Said {
                written.insert(event.chat, event.at);
            } else if let Some(at) = written.remove(&event.chat) {
                all.push(event.at - at);
            }
        }
        all
    })
}

/// User and system time of a process.
fn cpu_seconds(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("Linux");
    // The name, in parentheses, may hold spaces.
    let after = stat.rsplit(')').next().unwrap_or("");
    let fields: Vec<f64> = after
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    (fields[11] + fields[12]) / TICKS_A_SECOND
}

fn peak_kilobytes(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
