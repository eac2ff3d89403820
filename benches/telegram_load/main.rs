//! `cargo bench --bench telegram_load`: the built binary by webhook under an open load, so many updates a second whatever it
//! makes of them, also beside a busy disk and with every change written through.
//!
//! `-- one --rate 100 --busy-disk` measures one row, `-- memory` whether memory stays flat over 300,000 updates from 100,000
//! people, and `-- rivals` a bare echo by aiogram and one by grammY beside the bot (it installs them into a temporary folder
//! with pip and npm). Telegram's limits are lifted, so that the bot is measured and not the limits. It fails where anything is
//! lost. Time is counted from the moment an update is due; CPU and memory are read from /proc, so this needs Linux.

// Only some of the stand-in is used here; the scenarios use all of it.
#[allow(dead_code)]
#[path = "../../tests/telegram/bot.rs"]
mod bot;
mod load;
mod process;
mod rivals;
mod server;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/telegram/standin/mod.rs"]
mod standin;

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use clap::{Args, Parser, Subcommand};

use bot::{Bot, Home, free_port};
use load::{Load, Outcome};
use process::BusyDisk;
use server::Server;

const LONGEST_START: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(20);
/// People who answer as fast as this bench has them do need two seconds a step.
const SECONDS_A_STEP: u32 = 2;
/// How many people talk at a time where it is about memory.
const AT_ONCE: usize = 2_000;

#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    what: Option<What>,
    /// Given by cargo.
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum What {
    /// One row.
    One(Row),
    /// Memory over many people, as fast as the bot takes them.
    Memory {
        #[arg(long, default_value_t = 300_000)]
        updates: usize,
        #[arg(long, default_value_t = 100_000)]
        people: usize,
    },
    /// Bare echoes by other libraries beside the bot.
    Rivals,
}

/// What a load is to be like.
#[derive(Debug, Clone, Args)]
struct Row {
    /// Updates a second.
    #[arg(long, default_value_t = 100)]
    rate: u32,
    #[arg(long, default_value_t = 20)]
    seconds: u32,
    /// Beside something that waits for the disk all the time.
    #[arg(long)]
    busy_disk: bool,
    /// `NOCBOT_SYNC`.
    #[arg(long, default_value = "normal")]
    sync: String,
}

/// What was measured.
struct Measured {
    updates: usize,
    outcome: Outcome,
    /// Microseconds an update.
    cpu: f64,
    /// Kilobytes written to the disk an update.
    written: f64,
    /// The most, in megabytes.
    memory: f64,
}

fn main() {
    let options = Options::parse();
    match options.what {
        None => {
            head();
            for (rate, busy_disk, sync) in [
                (100, false, "normal"),
                (500, false, "normal"),
                (100, true, "normal"),
                (500, true, "normal"),
                (100, false, "full"),
                (100, true, "full"),
            ] {
                let sync = sync.to_owned();
                one(&Row {
                    rate,
                    seconds: 20,
                    busy_disk,
                    sync,
                });
            }
        }
        Some(What::One(row)) => {
            head();
            one(&row);
        }
        Some(What::Memory { updates, people }) => memory(updates, people),
        Some(What::Rivals) => rivals::run(),
    }
}

/// A bot with its webhook, ready for updates.
fn start(server: &Server, sync: &str) -> (Home, Bot, SocketAddr) {
    let home = Home::at(&server.url())
        .with("RUST_LOG", "warn")
        .with("NOCBOT_SYNC", sync)
        .with_options(&["--per-second", "100000"])
        .in_haste();
    let listen: SocketAddr = ([127, 0, 0, 1], free_port()).into();
    let url = format!("http://{listen}{}", load::PATH);
    let bot = home.behind(&url, &listen.to_string(), load::SECRET);
    let deadline = Instant::now() + LONGEST_START;
    while !server.seen().has_webhook {
        assert!(Instant::now() < deadline, "no start:\n{}", bot.log());
        thread::sleep(GLANCE);
    }
    (home, bot, listen)
}

fn one(row: &Row) {
    let server = Server::start();
    let (home, bot, listen) = start(&server, &row.sync);
    let busy = row.busy_disk.then(|| BusyDisk::start(&home.path()));
    let measured = measure(&server, bot.child.id(), listen, row.rate, row.seconds, true);
    let disk = match &busy {
        Some(busy) => format!(
            "{:.0} fsyncs/s",
            busy.waits() as f64 / f64::from(row.seconds)
        ),
        None => "idle".to_owned(),
    };
    let what = format!("{}/s, sync {}, disk {disk}", row.rate, row.sync);
    line(&what, &measured);
    assert_eq!(measured.outcome.lost, 0, "updates are lost:\n{}", bot.log());
}

/// Sends so many updates a second to a process at `hook`.
fn measure(
    server: &Server,
    pid: u32,
    hook: SocketAddr,
    rate: u32,
    seconds: u32,
    presses: bool,
) -> Measured {
    let load = Load {
        rate: Some(rate),
        updates: (rate * seconds) as usize,
        people: (rate * SECONDS_A_STEP) as usize,
        at_once: (rate * SECONDS_A_STEP) as usize,
        presses,
    };
    let (cpu, written) = (process::cpu_seconds(pid), process::written_kilobytes(pid));
    let outcome = load::run(server, hook, load, |_| {});
    let updates = load.updates as f64;
    Measured {
        updates: load.updates,
        outcome,
        cpu: (process::cpu_seconds(pid) - cpu) * 1e6 / updates,
        written: (process::written_kilobytes(pid) - written) / updates,
        memory: process::megabytes(pid).1,
    }
}

fn head() {
    println!(
        "| load | acknowledged p50 / p95 / p99, ms | answered p50 / p95 / p99, ms | CPU, µs an update | written, kB an update | memory, MB | lost |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
}

fn line(what: &str, measured: &Measured) {
    let Measured {
        updates,
        outcome,
        cpu,
        written,
        memory,
    } = measured;
    println!(
        "| {what} | {} | {} | {cpu:.0} | {written:.1} | {memory:.0} | {} of {updates} |",
        percentiles(&outcome.acknowledged),
        percentiles(&outcome.answered),
        outcome.lost,
    );
}

fn percentiles(sorted: &[Duration]) -> String {
    let at = |part: f64| {
        let last = sorted.len().saturating_sub(1);
        let time = sorted.get((last as f64 * part) as usize);
        format!(
            "{:.1}",
            time.copied().unwrap_or_default().as_secs_f64() * 1e3
        )
    };
    format!("{} / {} / {}", at(0.5), at(0.95), at(0.99))
}

/// Fails where the last third of the updates needs more memory than the second one by a tenth. People come and go, so that
/// in each third the same is said.
fn memory(updates: usize, people: usize) {
    let server = Server::start();
    let (_home, bot, listen) = start(&server, "normal");
    let pid = bot.child.id();
    let seen = std::sync::Mutex::new(vec![(0, process::megabytes(pid).0)]);
    println!("updates sent, MB");
    let step = updates.div_ceil(15);
    let watch = |sent: usize| {
        let mut seen = seen.lock().expect("no panic");
        if sent / step >= seen.len() {
            let now = process::megabytes(pid).0;
            println!("{sent}, {now:.0}");
            seen.push((sent, now));
        }
    };
    let load = Load {
        rate: None,
        updates,
        people,
        at_once: AT_ONCE,
        presses: true,
    };
    let begun = Instant::now();
    let outcome = load::run(&server, listen, load, watch);
    let (end, most) = process::megabytes(pid);
    let seconds = begun.elapsed().as_secs_f64();
    println!("{updates}, {end:.0}");
    println!(
        "{updates} updates from {people} people in {seconds:.0} s, {} lost, at most {most:.0} MB",
        outcome.lost
    );
    assert_eq!(outcome.lost, 0, "updates are lost:\n{}", bot.log());
    let seen = seen.into_inner().expect("no panic");
    let most_of = |from: usize, to: usize| {
        let part = seen.iter().filter(|(sent, _)| (from..to).contains(sent));
        part.map(|(_, now)| *now).fold(0.0, f64::max)
    };
    let (before, after) = (
        most_of(updates / 3, updates / 3 * 2),
        most_of(updates / 3 * 2, updates).max(end),
    );
    assert!(
        after <= before * 1.1,
        "memory grows: {before:.0} MB, then {after:.0} MB"
    );
}
