//! JSON as no program sends it: real JSON with parts replaced, left out, doubled or renamed.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::text::PIECES;

/// Something done to a part of a tree.
#[derive(Debug, Clone)]
enum Change {
    Replace(Index, Value),
    Remove(Index),
    Double(Index, usize),
    Rename(Index, String),
}

/// Any small JSON value.
pub fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(vec![
            json!(0),
            json!(-1),
            json!(1e300),
            json!(2_147_483_648_i64),
            json!(4_503_599_627_370_497_i64)
        ]),
        select(PIECES).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,9}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        5 => (any::<Index>(), any_value()).prop_map(|(at, value)| Change::Replace(at, value)),
        2 => any::<Index>().prop_map(Change::Remove),
        1 => (any::<Index>(), 1usize..50).prop_map(|(at, times)| Change::Double(at, times)),
        1 => (any::<Index>(), "[a-z_]{1,9}").prop_map(|(at, name)| Change::Rename(at, name)),
    ]
}

/// Every part of a tree, itself first, as JSON pointers.
fn parts(value: &Value, path: String, found: &mut Vec<String>) {
    found.push(path.clone());
    match value {
        Value::Array(all) => {
            for (at, inner) in all.iter().enumerate() {
                parts(inner, format!("{path}/{at}"), found);
            }
        }
        Value::Object(all) => {
            for (name, inner) in all {
                let name = name.replace('~', "~0").replace('/', "~1");
                parts(inner, format!("{path}/{name}"), found);
            }
        }
        _ => {}
    }
}

fn changed(mut value: Value, change: Change) -> Value {
    let mut all = Vec::new();
    parts(&value, String::new(), &mut all);
    let chosen = |at: Index| all[at.index(all.len())].clone();
    match change {
        Change::Replace(at, new) => {
            if let Some(part) = value.pointer_mut(&chosen(at)) {
                *part = new;
            }
        }
        Change::Remove(at) => with_parent(&mut value, &chosen(at), |parent, name| match parent {
            Value::Array(all) => drop(name.parse().ok().map(|at: usize| all.remove(at))),
            Value::Object(all) => drop(all.remove(name)),
            _ => {}
        }),
        Change::Double(at, times) => with_parent(&mut value, &chosen(at), |parent, name| {
            if let (Value::Array(all), Ok(at)) = (parent, name.parse::<usize>()) {
                let copies = vec![all[at].clone(); times];
                all.splice(at..at, copies);
            }
        }),
        Change::Rename(at, new) => with_parent(&mut value, &chosen(at), |parent, name| {
            if let Value::Object(all) = parent
                && let Some(part) = all.remove(name)
            {
                all.insert(new, part);
            }
        }),
    }
    value
}

fn with_parent(value: &mut Value, path: &str, change: impl FnOnce(&mut Value, &str)) {
    if let Some((parent, name)) = path.rsplit_once('/')
        && let Some(parent) = value.pointer_mut(parent)
    {
        change(parent, &name.replace("~1", "/").replace("~0", "~"));
    }
}

/// A tree of `seeds` with something changed.
pub fn mutated(seeds: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let changes = prop::collection::vec(change(), 0..4);
    (seeds, changes).prop_map(|(seed, changes)| changes.into_iter().fold(seed, changed))
}
