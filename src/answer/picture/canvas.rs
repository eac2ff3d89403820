//! An SVG that grows by shapes and texts.

use std::fmt::Write;

use super::glyphs::{FAMILY, Glyphs, Weight};
use crate::text::{escape, printable};

/// The width of every picture, and the space kept free at its sides, in pixels.
pub(super) const WIDTH: f32 = 1080.0;
pub(super) const MARGIN: f32 = 48.0;

/// Colours that stay apart for colour-blind people too (after Okabe and Ito), on white.
pub(super) const WHITE: &str = "#ffffff";
pub(super) const INK: &str = "#1b2733";
pub(super) const QUIET: &str = "#5a6672";
pub(super) const GRID: &str = "#e3e8ed";
pub(super) const BLUE: &str = "#0063a8";
pub(super) const GREEN: &str = "#00795c";
pub(super) const VERMILION: &str = "#c2410c";

/// A place: from the left and from the top.
pub(super) type Point = (f32, f32);

/// Where a text stands on its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub size: f32,
    pub weight: Weight,
    pub colour: &'static str,
}

impl Type {
    pub const TITLE: Type = Type::new(46.0, Weight::Bold, INK);
    pub const BODY: Type = Type::new(30.0, Weight::Regular, INK);
    pub const STRONG: Type = Type::new(30.0, Weight::Bold, INK);
    pub const SMALL: Type = Type::new(28.0, Weight::Regular, QUIET);

    const fn new(size: f32, weight: Weight, colour: &'static str) -> Self {
        Type {
            size,
            weight,
            colour,
        }
    }

    pub const fn in_colour(self, colour: &'static str) -> Self {
        Type { colour, ..self }
    }

    /// From one line to the next.
    pub fn leading(self) -> f32 {
        (self.size * 1.3).round()
    }
}

/// How a line looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub colour: &'static str,
    pub width: f32,
    /// Lengths of dashes and gaps, or `none`.
    pub dashes: &'static str,
}

impl Stroke {
    const NONE: Stroke = Stroke::solid("none", 0.0);

    /// A line without gaps.
    pub const fn solid(colour: &'static str, width: f32) -> Self {
        Stroke {
            colour,
            width,
            dashes: "none",
        }
    }

    fn attributes(self) -> String {
        let Stroke {
            colour,
            width,
            dashes,
        } = self;
        format!("stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"{dashes}\"")
    }
}

/// An area with upright sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The same area, larger on every side.
    pub fn grown(&self, by: f32) -> Self {
        Area {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    pub fn holds(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The picture so far.
pub(super) struct Canvas<'a> {
    pub letters: &'a Glyphs,
    body: String,
}

impl<'a> Canvas<'a> {
    pub fn new(letters: &'a Glyphs) -> Self {
        Canvas {
            letters,
            body: String::new(),
        }
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, style: Type) -> f32 {
        self.letters.width(text, style.size, style.weight)
    }

    /// The text, shortened to fit.
    pub fn fit(&self, text: &str, style: Type, most: f32) -> String {
        self.letters.shorten(text, style.size, style.weight, most)
    }

    /// Writes a line of plain text on a base line.
    pub fn text(&mut self, (x, y): Point, anchor: Anchor, style: Type, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = match style.weight {
            Weight::Regular => 400,
            Weight::Bold => 700,
        };
        let Type { size, colour, .. } = style;
        let text = escape(&printable(text));
        self.push(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{text}</text>"
        ));
    }

    /// Writes a text in as many lines as it takes, the first on the line below `top`; the bottom of the last.
    pub fn paragraph(&mut self, top: f32, style: Type, text: &str) -> f32 {
        let most = WIDTH - 2.0 * MARGIN;
        let mut bottom = top;
        for line in self.letters.wrap(text, style.size, style.weight, most) {
            self.text((MARGIN, bottom + style.size), Anchor::Start, style, &line);
            bottom += style.leading();
        }
        bottom
    }

    pub fn line(&mut self, points: &[Point], stroke: Stroke) {
        let mut path = String::new();
        for (x, y) in points {
            let step = if path.is_empty() { 'M' } else { 'L' };
            let _ = write!(path, "{step}{x:.1} {y:.1}");
        }
        self.push(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke-linejoin=\"round\" {}/>",
            stroke.attributes(),
        ));
    }

    /// A filled shape with straight edges.
    pub fn shape(&mut self, corners: &[Point], fill: &str) {
        let mut points = String::new();
        for (x, y) in corners {
            let _ = write!(points, "{x:.1},{y:.1} ");
        }
        self.push(format_args!(
            "<polygon points=\"{}\" fill=\"{fill}\"/>",
            points.trim_end()
        ));
    }

    pub fn circle(&mut self, (x, y): Point, radius: f32, fill: &str, edge: &str) {
        self.push(format_args!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"3\"/>"
        ));
    }

    /// A filled area with round corners.
    pub fn area(&mut self, area: Area, radius: f32, fill: &str) {
        self.edged_area(area, radius, fill, Stroke::NONE);
    }

    /// An area with round corners and an edge.
    pub fn edged_area(&mut self, area: Area, radius: f32, fill: &str, edge: Stroke) {
        let (width, height) = (area.width().max(0.0), area.height().max(0.0));
        self.push(format_args!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius}\" fill=\"{fill}\" {}/>",
            area.left, area.top, edge.attributes(),
        ));
    }

    /// A piece of SVG: a pattern or a gradient to fill with.
    pub fn define(&mut self, definition: &str) {
        self.push(format_args!("<defs>{definition}</defs>"));
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.body, "{element}");
    }

    /// The SVG, as high as said.
    pub fn finish(self, height: f32) -> String {
        let height = height.ceil();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"{FAMILY}\">\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.body
        )
    }
}
