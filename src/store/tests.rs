//! What any store must do, what SQLite must do besides, and every state there can be.

mod any;
mod sqlite;
mod suite;

use jiff::Timestamp;

use crate::dialogue::State;
use crate::dialogue::state::{Choice, Step};
use crate::noc::Lang;

const ANNA: u64 = 1;
const BEN: u64 = 2;
const KEY: Option<&str> = Some("a long random text");

/// A conversation that mentions `word`, at question `turn`.
fn conversation(word: &str, turn: u32) -> State {
    let choice = Choice {
        noc: "31120".parse().unwrap(),
        matched: word.to_owned(),
    };
    State {
        turn,
        step: Step::Confirm(vec![choice]),
        ..State::new(Lang::FR)
    }
}

/// The `second`-th second of our time.
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}
