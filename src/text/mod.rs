//! Text itself, of no language in particular: folding, words, styles, markup, escaping.

mod escape;
pub mod fold;
pub mod markup;
mod rich;

pub(crate) use escape::{escape, printable};
pub(crate) use fold::without_accents;
pub use rich::{Rich, Style, utf16_len};
