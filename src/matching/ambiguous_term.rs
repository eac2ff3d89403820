//! Texts that mean several unit groups.

use crate::noc::GroupId;

/// A text that means several unit groups, likeliest first.
#[derive(Debug)]
pub struct AmbiguousTerm {
    /// The words.
    pub text: &'static str,
    /// What it may mean, likeliest first.
    pub groups: Vec<GroupId>,
    /// Whether it counts only where it is all that was typed.
    pub only_whole: bool,
}
