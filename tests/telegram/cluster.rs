//! A real PostgreSQL for tests: installed where it is missing, run by a user of its own since it refuses root, and ended with
//! the process that started it.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

/// Who runs it where we are root.
const USER: &str = "nobody";
const LONGEST_START: Duration = Duration::from_secs(120);

struct Cluster {
    dir: PathBuf,
    port: u16,
}

/// A database of its own, gone with this.
pub struct Database {
    pub url: String,
    name: String,
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // What is left goes with the server.
        let _ = try_sql(cluster().port, &drop);
    }
}

/// A server's certificate and its key, as files of PEM.
#[allow(dead_code, reason = "some tests have no use for it")]
pub struct Certificate {
    pub certificate: String,
    pub key: String,
}

/// A new, empty database.
pub fn new_database() -> Database {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let port = cluster().port;
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::SeqCst));
    run_sql(port, &format!("CREATE DATABASE {name}"));
    let url = format!("postgres://postgres@127.0.0.1:{port}/{name}");
    Database { url, name }
}

/// The port of a new server at `localhost` that offers encryption by this certificate; it lasts as long as the tests.
#[allow(dead_code, reason = "some tests have no use for it")]
pub fn encrypted_server(certificate: &Certificate) -> u16 {
    start(Some(certificate)).port
}

/// Runs several statements in a database.
#[allow(dead_code, reason = "some tests have no use for it")]
pub fn run_script(url: &str, sql: &str) {
    let (url, sql) = (url.to_owned(), sql.to_owned());
    let run = move || Client::connect(&url, NoTls)?.batch_execute(&sql);
    let done = thread::spawn(run).join();
    done.expect("no panic").expect("statements");
}

/// Where one of PostgreSQL's programs is.
#[allow(dead_code, reason = "some tests have no use for it")]
pub fn program(name: &str) -> PathBuf {
    programs().join(name)
}

/// Cuts every connection to a database, as its restart does.
#[allow(dead_code, reason = "some tests have no use for it")]
pub fn cut_connections(url: &str) {
    let name = url.rsplit('/').next().unwrap_or_default();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname =";
    run_sql(cluster().port, &format!("{cut} '{name}'"));
}

/// Ends the server as its manager does for an upgrade; it comes back by itself.
#[allow(dead_code, reason = "some tests have no use for it")]
pub fn restart() {
    let cluster = cluster();
    let file = fs::read_to_string(cluster.dir.join("data/postmaster.pid"));
    let file = file.expect("a running PostgreSQL");
    let pid = file.lines().next().unwrap_or_default().to_owned();
    let ended = Command::new("kill").args(["-INT", &pid]).status();
    assert!(ended.expect("kill").success());
}

fn run_sql(port: u16, sql: &str) {
    try_sql(port, sql).expect("a running PostgreSQL");
}

/// A client brings a runtime of its own, which must not be inside another.
fn try_sql(port: u16, sql: &str) -> Result<(), postgres::Error> {
    let sql = sql.to_owned();
    let done = thread::spawn(move || connect(port)?.batch_execute(&sql)).join();
    done.expect("no panic")
}

fn connect(port: u16) -> Result<Client, postgres::Error> {
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    Client::connect(&url, NoTls)
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| start(None))
}

fn start(certificate: Option<&Certificate>) -> Cluster {
    let programs = programs();
    let dir = tempfile::tempdir().expect("a folder").keep();
    remove_when_over(&dir);
    let data = dir.join("data");
    fs::create_dir(&data).expect("a folder");
    let (public, secret) = (dir.join("server.crt"), dir.join("server.key"));
    if let Some(Certificate { certificate, key }) = certificate {
        fs::write(&public, certificate).expect("a certificate");
        fs::write(&secret, key).expect("a key");
        // Others may not read it.
        let own = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(&secret, own).expect("a key");
    }
    if is_root() {
        let owned = Command::new("chown").args(["-R", USER]).arg(&dir).status();
        assert!(owned.expect("chown").success());
    }
    let made = as_user(&programs.join("initdb"))
        .arg("-D")
        .arg(&data)
        .args([
            "-U",
            "postgres",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        ])
        .stdout(Stdio::null())
        .output()
        .expect("initdb");
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    let port = port.expect("a free port").port();
    let log = fs::File::create(dir.join("log")).expect("a log");
    let mut server = as_user(&programs.join("postgres"));
    server
        .arg("-D")
        .arg(&data)
        .args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k", ""])
        .args(["-c", "fsync=off", "-c", "max_connections=400"])
        .args(["-c", "max_wal_size=64MB"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log);
    if certificate.is_some() {
        let file = |path: &Path| path.display().to_string();
        server
            .args(["-c", "ssl=on"])
            .args(["-c", &format!("ssl_cert_file={}", file(&public))])
            .args(["-c", &format!("ssl_key_file={}", file(&secret))]);
    }
    // It ends with the thread that started it, which therefore has to last.
    thread::spawn(move || {
        loop {
            let mut running = server.spawn().expect("postgres");
            let _ = running.wait();
            thread::sleep(Duration::from_millis(100));
        }
    });
    let deadline = Instant::now() + LONGEST_START;
    while thread::spawn(move || connect(port).is_err())
        .join()
        .unwrap_or(true)
    {
        let log = fs::read_to_string(dir.join("log")).unwrap_or_default();
        assert!(
            Instant::now() < deadline,
            "PostgreSQL does not start:\n{log}"
        );
        thread::sleep(Duration::from_millis(100));
    }
    Cluster { dir, port }
}

/// Has a server's folder removed once this process has ended, in whatever way, and the server after it.
fn remove_when_over(dir: &Path) {
    // Its input ends with us.
    let script = r#"cat; tries=100
        while [ -e "$0/data/postmaster.pid" ] && [ $((tries -= 1)) -gt 0 ]; do sleep 0.1; done
        rm -rf "$0""#;
    let remover = Command::new("sh")
        .args(["-c", script])
        .arg(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    std::mem::forget(remover.expect("sh"));
}

/// A program under the user that may run it, which ends with ours.
fn as_user(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if is_root() {
        command.args(["--reuid", USER, "--clear-groups"]);
    }
    command.arg(program).current_dir("/");
    command
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Where PostgreSQL's programs are; installs it where it is nowhere and we may.
fn programs() -> PathBuf {
    if let Some(found) = find() {
        return found;
    }
    if is_root() {
        for arguments in [
            &["update"][..],
            &["install", "-y", "--no-install-recommends", "postgresql"],
        ] {
            let mut apt = Command::new("apt-get");
            let _ = apt
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive")
                .output();
        }
    }
    find().expect("PostgreSQL: install the package postgresql")
}

fn find() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let packaged = versions.map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut all = packaged.chain(on_path);
    all.find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}
