//! How a person reaches nocbot.

pub mod lines;
pub mod markup;
pub mod telegram;
pub mod terminal;
