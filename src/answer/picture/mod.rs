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

mod render;
use super::{Card, Stream};
use crate::eligibility::{Assessment, Person};
use jiff::civil::Date;
pub use render::{PictureError, Pictures};

pub fn cut_off_chart(_: Card<'_>, stream: Stream<'_>, _: Option<u16>, _: Date) -> Option<Picture> {
    Some(Picture {
        name: format!("cut-offs-{}", stream.id()),
        svg: "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>".into(),
        text: "▁▂▅▇".into(),
    })
}
pub fn timeline(_: Card<'_>, _: &Assessment<'_>, person: &Person, _: Date) -> Option<Picture> {
    (!person.experience.is_empty()).then(|| Picture {
        name: "timeline".into(),
        svg: "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>".into(),
        text: "▁▂▅▇".into(),
    })
}
