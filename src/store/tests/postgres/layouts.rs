//! Databases that earlier releases wrote.

use std::process::Command;

use super::super::filled::{assert_filled, fill};
use super::super::suite::Place;
use super::{KEY, PostgresPlace, cluster};
use crate::store::sql::layout;
use crate::store::sql::session::Dialect;

/// What the release of each layout kept under [`KEY`].
const FILLED: [(u32, &str); 1] = [(6, include_str!("../filled-6.postgres.sql"))];

#[tokio::test]
async fn a_database_of_every_layout_opens_with_all_it_held() {
    assert_eq!(
        FILLED.map(|(version, _)| version)[..],
        layout::versions(Dialect::Postgres)
    );
    for (_, script) in FILLED {
        let place = PostgresPlace::new();
        cluster::run_script(&place.0.url, script);
        // Another start finds it as the first one left it.
        for _ in 0..2 {
            assert_filled(&*place.open(KEY).await).await;
        }
    }
}

/// `cargo test --lib write_filled -- --ignored` writes the files of today's layout.
#[tokio::test]
#[ignore = "it writes a file of the repository"]
async fn write_filled_postgres() {
    let place = PostgresPlace::new();
    fill(&*place.open(KEY).await).await;
    let dump = Command::new(cluster::program("pg_dump"))
        .args([
            "--inserts",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
        ])
        .arg(&place.0.url)
        .output()
        .unwrap();
    assert!(dump.status.success(), "{dump:?}");
    let dump = String::from_utf8(dump.stdout).unwrap();
    // What only the program that reads such files knows, and the version of ours.
    let lines = dump.lines().filter(|line| {
        !line.is_empty()
            && !line.starts_with("--")
            && !line.starts_with('\\')
            && !line.starts_with("SET ")
    });
    let lines = lines.filter(|line| !line.contains("set_config('search_path'"));
    let script: String = lines.map(|line| format!("{line}\n")).collect();
    let newest = layout::versions(Dialect::Postgres).pop().unwrap();
    let file = format!("src/store/tests/filled-{newest}.postgres.sql");
    std::fs::write(file, script).unwrap();
}
