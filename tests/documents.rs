//! What the documents say of the project holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every direct dependency has its reason in `CONTRIBUTING.md`, and nothing else has.
#[test]
fn every_dependency_is_justified() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let kinds = ["dependencies", "build-dependencies", "dev-dependencies"];
    let wanted: BTreeSet<&str> = kinds
        .iter()
        .flat_map(|kind| manifest[*kind].as_table().unwrap().keys())
        .map(String::as_str)
        .collect();
    let guide = fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let (_, section) = guide.split_once("## Dependencies\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let told: BTreeSet<&str> = rows
        .flat_map(|row| row.split(" | ").next().unwrap_or_default().split(", "))
        .map(|name| name.trim_matches('`'))
        .collect();
    assert_eq!(told, wanted);
}
