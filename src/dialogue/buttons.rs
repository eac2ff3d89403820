//! The buttons of one question, as they are built.

use super::Button;
use super::action::{Action, CallbackData};
use crate::text::Rich;

/// Builds the buttons of one question.
pub(super) struct Buttons {
    turn: u32,
    pub(super) rows: Vec<Vec<Button>>,
}

impl Buttons {
    /// No button yet; those to come count as long as the conversation's turn is this one.
    pub fn of_turn(turn: u32) -> Self {
        Buttons {
            turn,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row<L: Into<Rich>>(&mut self, buttons: impl IntoIterator<Item = (L, Action)>) {
        let turn = self.turn;
        let button = |(label, action): (L, Action)| Button {
            label: label.into().into_plain(),
            data: CallbackData { turn, action }.to_string(),
        };
        self.rows.push(buttons.into_iter().map(button).collect());
    }

    /// Adds a row of one button.
    pub fn one(&mut self, label: impl Into<Rich>, action: Action) {
        self.row([(label, action)]);
    }
}
