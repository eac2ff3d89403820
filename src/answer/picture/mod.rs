//! Pictures: what they show as SVG, and the same in characters for a terminal.

mod axis;
mod bars;
mod canvas;
mod chart;
mod conversation;
mod glyphs;
mod history;
mod label_placer;
mod labels;
mod render;
mod rows;
mod sparkline;
mod timeline;
mod tracks;

pub use chart::cut_off_chart;
pub use conversation::{Said, Speaker, conversation};
pub use render::{PictureError, Pictures};
pub use timeline::timeline;

/// A picture to be shown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Picture {
    /// A name for its file, without ending: `cut-offs-health`.
    pub name: String,
    /// The drawing.
    pub svg: String,
    /// What a terminal shows in its place: a few lines of plain text, none wider than 80 columns.
    pub text: String,
}
