//! A conversation as a chat shows it: what was typed at the right, what was answered at the left.

use super::Picture;
use super::canvas::{
    Anchor, Area, BLUE, Canvas, GREEN, INK, MARGIN, Point, Stroke, Type, VERMILION, WHITE, WIDTH,
};
use super::glyphs::Weight;
use super::render::Pictures;
use crate::text::{Rich, printable};

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The one who asks.
    Person,
    /// The program.
    Bot,
}

/// A message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who says it.
    pub by: Speaker,
    /// What is said.
    pub text: Rich,
    /// The labels of the buttons under it, in rows.
    pub buttons: Vec<Vec<String>>,
}

const STYLE: Type = Type::BODY;
/// The most that a message takes of the picture's width.
const WIDEST: f32 = 860.0;
/// The space inside a message, and between two.
const PADDING: f32 = 24.0;
const GAP: f32 = 18.0;
/// The height of a button, and the space between two.
const BUTTON: f32 = 62.0;
const BUTTON_GAP: f32 = 8.0;
const RADIUS: f32 = 22.0;
const PERSONS: &str = "#d3e5f3";
const BOTS: &str = "#eef1f4";
const BUTTONS: &str = "#dfe5ea";

/// The messages from top to bottom.
pub fn conversation(pictures: &Pictures, said: &[Said]) -> Picture {
    let mut canvas = Canvas::new(&pictures.letters);
    let mut y = MARGIN;
    for message in said {
        y = draw(&mut canvas, y, message) + GAP;
    }
    let plain = said.iter().map(|message| match message.by {
        Speaker::Person => format!("> {}", message.text.plain()),
        Speaker::Bot => message.text.plain().to_owned(),
    });
    Picture {
        name: "conversation".to_owned(),
        text: plain.collect::<Vec<_>>().join("\n\n"),
        svg: canvas.finish(y - GAP + MARGIN),
    }
}

/// A message with its buttons, the first line below `top`; the bottom.
fn draw(canvas: &mut Canvas<'_>, top: f32, said: &Said) -> f32 {
    let lines = lines(canvas, &said.text, WIDEST - 2.0 * PADDING);
    let longest = lines.iter().map(Line::width).fold(0.0, f32::max);
    let width = if said.buttons.is_empty() {
        longest + 2.0 * PADDING
    } else {
        WIDEST
    };
    let (left, fill) = match said.by {
        Speaker::Person => (WIDTH - MARGIN - width, PERSONS),
        Speaker::Bot => (MARGIN, BOTS),
    };
    let mut y = top + PADDING;
    let bubble = Area {
        left,
        top,
        right: left + width,
        bottom: y + lines.iter().map(Line::height).sum::<f32>() + PADDING - 6.0,
    };
    canvas.area(bubble, RADIUS, fill);
    for line in &lines {
        line.draw(canvas, (left + PADDING, y + STYLE.size - 2.0));
        y += line.height();
    }
    let mut bottom = bubble.bottom;
    for row in &said.buttons {
        bottom = buttons(canvas, bottom + BUTTON_GAP, row);
    }
    bottom
}

/// A row of buttons of one width; the bottom.
fn buttons(canvas: &mut Canvas<'_>, top: f32, labels: &[String]) -> f32 {
    let count = labels.len().max(1) as f32;
    let width = (WIDEST - (count - 1.0) * BUTTON_GAP) / count;
    let mut left = MARGIN;
    for label in labels {
        let area = Area {
            left,
            top,
            right: left + width,
            bottom: top + BUTTON,
        };
        canvas.area(area, RADIUS / 2.0, BUTTONS);
        let label = canvas.fit(label, STYLE, width - PADDING);
        let place = (left + width / 2.0, top + BUTTON / 2.0 + STYLE.size * 0.36);
        canvas.text(place, Anchor::Middle, STYLE.in_colour(BLUE), &label);
        left += width + BUTTON_GAP;
    }
    top + BUTTON
}

/// Words of one style, or a mark that the letters lack.
struct Piece {
    text: String,
    style: Type,
    mark: Option<Mark>,
    width: f32,
    /// The space before it.
    space: f32,
}

impl Piece {
    /// Whether `next` can be written in one with it.
    fn goes_on_with(&self, next: &Piece) -> bool {
        let (a, b) = (self.style, next.style);
        let no_mark = self.mark.is_none() && next.mark.is_none();
        no_mark && next.space > 0.0 && a.weight == b.weight && a.colour == b.colour
    }
}

/// What fits beside each other.
#[derive(Default)]
struct Line(Vec<Piece>);

impl Line {
    fn push(&mut self, piece: Piece) {
        match self.0.last_mut() {
            Some(last) if last.goes_on_with(&piece) => {
                last.text.push(' ');
                last.text.push_str(&piece.text);
                last.width += piece.space + piece.width;
            }
            _ => self.0.push(piece),
        }
    }

    fn width(&self) -> f32 {
        self.0.iter().map(|piece| piece.space + piece.width).sum()
    }

    /// A line without words is half as high.
    fn height(&self) -> f32 {
        let part = if self.0.is_empty() { 0.5 } else { 1.0 };
        STYLE.leading() * part
    }

    fn draw(&self, canvas: &mut Canvas<'_>, (left, base): Point) {
        let mut x = left;
        for piece in &self.0 {
            x += piece.space;
            match piece.mark {
                Some(mark) => mark.draw(canvas, (x, base)),
                None => canvas.text((x, base), Anchor::Start, piece.style, &piece.text),
            }
            x += piece.width;
        }
    }
}

/// The text in lines no wider than `most`, broken between words.
fn lines(canvas: &Canvas<'_>, text: &Rich, most: f32) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut space = 0.0;
    for (span, style) in text.spans() {
        let weight = if style.bold || style.code {
            Weight::Bold
        } else {
            Weight::Regular
        };
        let colour = if style.link.is_some() { BLUE } else { INK };
        let style = Type {
            weight,
            colour,
            ..STYLE
        };
        for (number, line) in span.split('\n').enumerate() {
            if number > 0 {
                lines.push(Line::default());
                space = 0.0;
            }
            for (at, word) in words(line).iter().enumerate() {
                if at > 0 {
                    space = canvas.width(" ", style);
                }
                if word.is_empty() {
                    continue;
                }
                let mut piece = piece(canvas, word, style, most);
                let last = lines.last().map_or(0.0, Line::width);
                if space > 0.0 && last > 0.0 && last + space + piece.width > most {
                    lines.push(Line::default());
                } else if last > 0.0 {
                    piece.space = space;
                }
                if let Some(line) = lines.last_mut() {
                    line.push(piece);
                }
                space = 0.0;
            }
        }
    }
    lines
}

/// The words of a line; punctuation that stands alone stays with the word before it.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ') {
        let is_mark = |letter: char| letter.is_ascii_punctuation() || letter == '»';
        match words.last_mut() {
            Some(last) if !word.is_empty() && word.chars().all(is_mark) => {
                last.push('\u{a0}');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// A word, shortened where it is too long alone.
fn piece(canvas: &Canvas<'_>, word: &str, style: Type, most: f32) -> Piece {
    let mark = Mark::read(word);
    let text = canvas.fit(&printable(word), style, most);
    let width = mark.map_or_else(|| canvas.width(&text, style), |_| Mark::WIDTH);
    Piece {
        text,
        style,
        mark,
        width,
        space: 0.0,
    }
}

/// Marks that stand at the head of a line of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Yes,
    No,
    Open,
    Caution,
}

impl Mark {
    const WIDTH: f32 = 28.0;

    fn read(word: &str) -> Option<Self> {
        match word {
            "✅" | "✔" => Some(Mark::Yes),
            "✘" | "❌" => Some(Mark::No),
            "❔" => Some(Mark::Open),
            "⚠" => Some(Mark::Caution),
            _ => None,
        }
    }

    fn draw(self, canvas: &mut Canvas<'_>, (x, base): Point) {
        let at = |right: f32, up: f32| (x + right, base - up);
        let stroke = |colour| Stroke::solid(colour, 5.0);
        match self {
            Mark::Yes => {
                canvas.line(
                    &[at(3.0, 10.0), at(11.0, 2.0), at(25.0, 20.0)],
                    stroke(GREEN),
                );
            }
            Mark::No => {
                canvas.line(&[at(5.0, 20.0), at(23.0, 2.0)], stroke(VERMILION));
                canvas.line(&[at(5.0, 2.0), at(23.0, 20.0)], stroke(VERMILION));
            }
            Mark::Open => {
                canvas.circle(at(14.0, 11.0), 12.0, WHITE, INK);
                let style = Type {
                    size: 20.0,
                    ..Type::STRONG
                };
                canvas.text(at(14.0, 4.0), Anchor::Middle, style, "?");
            }
            Mark::Caution => {
                canvas.shape(&[at(14.0, 24.0), at(28.0, 0.0), at(0.0, 0.0)], VERMILION);
                let style = Type {
                    size: 18.0,
                    ..Type::STRONG.in_colour(WHITE)
                };
                canvas.text(at(14.0, 3.0), Anchor::Middle, style, "!");
            }
        }
    }
}
