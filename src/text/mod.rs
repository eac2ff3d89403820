//! Text itself, of no language in particular: folding, words, escaping.

pub mod fold;
mod html;

pub use fold::without_accents;
pub use html::{escape, printable, unescape};
