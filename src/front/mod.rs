//! How a person reaches nocbot.

pub mod lines;
