//! What any store must do, what SQLite must do besides, and every state there can be.

mod any;
mod filled;
mod postgres;
mod sqlite;
mod suite;

use jiff::Timestamp;

use crate::dialogue::{Case, Draft, Question, State};
use crate::noc::Lang;

const ANNA: u64 = 1;
const BEN: u64 = 2;
const KEY: Option<&str> = Some("a long random text");

/// A conversation that mentions `word`, at question `turn`.
fn conversation(word: &str, turn: u32) -> State {
    let job = Draft {
        codes: vec!["31120".parse().unwrap()],
        words: word.to_owned(),
        ..Draft::default()
    };
    State {
        turn,
        case: Case {
            jobs: vec![job],
            ..Case::default()
        },
        open: Question::Confirm(0),
        ..State::new(Lang::FR)
    }
}

/// The `second`-th second of our time.
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}
