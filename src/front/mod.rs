//! How a person reaches nocbot.

pub mod ansi;
pub mod lines;
pub mod mcp;
pub mod telegram;
pub mod terminal;
