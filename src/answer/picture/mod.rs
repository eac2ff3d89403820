//! Pictures: what they show as SVG, and the same in characters for a terminal.

/// A picture to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A name for its file, without ending: `cut-offs-health`.
    pub name: String,
    pub svg: String,
    /// What a terminal shows in its place: a line or a few.
    pub text: String,
}
