//! What any store must do, what SQLite must do besides, and every state there can be.

mod any;
mod sqlite;
mod suite;

use jiff::Timestamp;

use super::Who;
use crate::dialogue::State;
use crate::dialogue::state::{Choice, Step};
use crate::noc::Lang;

const ANNA: Who = Who { chat: 1, user: 1 };
const BEN: Who = Who { chat: 2, user: 2 };
const A_GROUP: i64 = -100;
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
