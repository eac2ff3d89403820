//! How wide the embedded letters are.

use rustc_hash::FxHashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::ReadError;
use skrifa::{FontRef, MetadataProvider};

/// The name of the embedded family.
pub(super) const FAMILY: &str = "Noto Sans";

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The advance widths of one face, in parts of the font size.
#[derive(Debug)]
pub(super) struct Face {
    advances: FxHashMap<char, f32>,
    /// The width of the box drawn for a letter that the face lacks.
    missing: f32,
}

impl Face {
    /// Reads the widths of a TrueType font.
    ///
    /// # Errors
    /// The bytes are no such font.
    pub fn read(font: &[u8]) -> Result<Self, ReadError> {
        let font = FontRef::new(font)?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let width = |glyph| metrics.advance_width(glyph).unwrap_or_default();
        let letters = font.charmap().mappings();
        Ok(Face {
            advances: letters
                .filter_map(|(code, glyph)| Some((char::from_u32(code)?, width(glyph))))
                .collect(),
            missing: width(skrifa::GlyphId::NOTDEF),
        })
    }

    fn width(&self, text: &str) -> f32 {
        let width = |letter| self.advances.get(&letter).unwrap_or(&self.missing);
        text.chars().map(width).sum()
    }
}

/// The widths of every embedded face.
#[derive(Debug)]
pub(super) struct Glyphs {
    pub regular: Face,
    pub bold: Face,
}

impl Glyphs {
    /// How wide a text is at this size, in pixels; kerning may make it a little narrower.
    pub fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let face = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        face.width(text) * size
    }

    /// The text, or as much of its beginning as fits with an ellipsis.
    pub fn shorten(&self, text: &str, size: f32, weight: Weight, most: f32) -> String {
        if self.width(text, size, weight) <= most {
            return text.to_owned();
        }
        let cuts = text.char_indices().map(|(at, _)| text[..at].trim_end());
        cuts.rev()
            .map(|start| format!("{start}…"))
            .find(|short| self.width(short, size, weight) <= most)
            .unwrap_or_default()
    }

    /// The text in lines, broken between words; a word that is too long alone is shortened.
    pub fn wrap(&self, text: &str, size: f32, weight: Weight, most: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            if let Some(last) = lines.last_mut() {
                let longer = format!("{last} {word}");
                if self.width(&longer, size, weight) <= most {
                    *last = longer;
                    continue;
                }
            }
            lines.push(self.shorten(word, size, weight, most));
        }
        lines
    }
}
