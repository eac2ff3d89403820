//! How a person reaches nocbot.

pub mod lines;
pub mod markup;
pub mod terminal;
