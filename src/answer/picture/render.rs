//! From SVG to PNG, with the embedded letters and nothing from the system.

use std::sync::Arc;

use quick_cache::sync::Cache;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};
use thiserror::Error;

use super::glyphs::{FAMILY, Face, Glyphs};
use crate::noc::{DataError, DataFiles};

const REGULAR: &str = "fonts/NotoSans-Regular.ttf";
const BOLD: &str = "fonts/NotoSans-Bold.ttf";
/// How many pictures are kept: some 100 kB each.
const KEPT: usize = 32;

/// A picture that cannot be drawn.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The drawing cannot be read.
    #[error("the SVG cannot be read: {0}")]
    Svg(#[from] usvg::Error),
    /// So many pixels are too many.
    #[error("the picture is too large: {0} x {1}")]
    TooLarge(u32, u32),
    /// The image cannot be written.
    #[error("the PNG cannot be written: {0}")]
    Png(#[from] png::EncodingError),
}

/// Draws pictures, and keeps those drawn last.
#[derive(Debug)]
pub struct Pictures {
    pub(super) letters: Glyphs,
    fonts: Arc<fontdb::Database>,
    drawn: Cache<String, Arc<[u8]>>,
}

impl Pictures {
    /// Reads the letters from `fonts/`.
    ///
    /// # Errors
    /// A font is missing or is none.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let mut fonts = fontdb::Database::new();
        let mut face = |path: &str| {
            let bytes = files.read_bytes(path)?;
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
            Face::read(bytes).map_err(|error| {
                let problem = format!("expected a TrueType font: {error}");
                DataError::file(files.name_of(path), problem)
            })
        };
        let (regular, bold) = (face(REGULAR)?, face(BOLD)?);
        Ok(Pictures {
            letters: Glyphs { regular, bold },
            fonts: Arc::new(fonts),
            drawn: Cache::new(KEPT),
        })
    }

    /// The PNG of an SVG, drawn once and then kept for a while.
    ///
    /// # Errors
    /// The text is no SVG, or one that is too large.
    pub fn png(&self, svg: &str) -> Result<Arc<[u8]>, PictureError> {
        self.drawn
            .get_or_insert_with(svg, || self.draw(svg).map(Arc::from))
    }

    /// Forgets what was drawn: a timeline holds what its person told.
    pub fn forget(&self) {
        self.drawn.clear();
    }

    /// The PNG of an SVG, drawn now.
    ///
    /// # Errors
    /// The text is no SVG, or one that is too large.
    pub fn draw(&self, svg: &str) -> Result<Vec<u8>, PictureError> {
        let options = Options {
            font_family: FAMILY.to_owned(),
            fontdb: Arc::clone(&self.fonts),
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options)?;
        let size = tree.size().to_int_size();
        let mut pixels = Pixmap::new(size.width(), size.height())
            .ok_or(PictureError::TooLarge(size.width(), size.height()))?;
        pixels.fill(Color::WHITE);
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        Ok(encode(&pixels)?)
    }
}

/// Without the alpha channel, which opaque pictures need not carry.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let colours: Vec<u8> = pixels
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat areas pack best as they are.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}
