//! A bare echo by aiogram and one by grammY at the same loads, installed into a temporary folder.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::bot::free_port;
use crate::server::Server;
use crate::standin::world::TOKEN;
use crate::{Measured, head, line, load, measure, start};

const RATES: [u32; 2] = [100, 500];
const SECONDS: u32 = 20;
const LONGEST_START: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(50);

const AIOGRAM: &str = include_str!("echo_aiogram.py");
const GRAMMY: &str = include_str!("echo_grammy.mjs");

/// A process that ends with this.
struct Echo(Child);

impl Drop for Echo {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Measures both echoes and the bot, and prints what the bot's CPU is of theirs.
pub fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let python = folder.join("venv/bin/python");
    install(
        Command::new("python3")
            .args(["-m", "venv"])
            .arg(folder.join("venv")),
    );
    install(Command::new(&python).args(["-m", "pip", "install", "--quiet", "aiogram==3.31.0"]));
    let npm = ["install", "--silent", "--no-save", "grammy@1.46.0"];
    install(Command::new("npm").args(npm).current_dir(folder));
    let script = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).expect("a script");
        path
    };
    let aiogram = script("echo.py", AIOGRAM);
    let grammy = script("echo.mjs", GRAMMY);
    head();
    for rate in RATES {
        let server = Server::start();
        let (_home, bot, listen) = start(&server, "normal");
        let ours = measure(&server, bot.child.id(), listen, rate, SECONDS, true);
        line(&format!("nocbot, whole conversations, {rate}/s"), &ours);
        drop(bot);
        for (name, program, script) in [
            ("aiogram", python.as_path(), aiogram.as_path()),
            ("grammY", Path::new("node"), grammy.as_path()),
        ] {
            let theirs = echo(program, script, folder, rate);
            line(&format!("{name}, bare echo, {rate}/s"), &theirs);
            let ratio = ours.cpu / theirs.cpu;
            println!("(nocbot's CPU is {ratio:.2} of {name}'s)");
        }
    }
}

fn echo(program: &Path, script: &Path, folder: &Path, rate: u32) -> Measured {
    let server = Server::start();
    let listen: SocketAddr = ([127, 0, 0, 1], free_port()).into();
    let child = Command::new(program)
        .arg(script)
        .current_dir(folder)
        .env("TOKEN", TOKEN)
        .env("API_URL", server.url())
        .env("PORT", listen.port().to_string())
        .env("SECRET", load::SECRET)
        .env("NODE_ENV", "production")
        .stdout(Stdio::null())
        .spawn();
    let echo = Echo(child.unwrap_or_else(|error| panic!("{}: {error}", program.display())));
    let deadline = Instant::now() + LONGEST_START;
    while TcpStream::connect(listen).is_err() {
        assert!(
            Instant::now() < deadline,
            "{} does not start",
            script.display()
        );
        thread::sleep(GLANCE);
    }
    measure(&server, echo.0.id(), listen, rate, SECONDS, false)
}

fn install(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status();
    let is_done = status.as_ref().is_ok_and(std::process::ExitStatus::success);
    assert!(is_done, "{command:?}: {status:?}");
}
