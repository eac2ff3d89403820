//! Text with styles, of no front in particular: bold, italics, code, quotations and links, on pieces of plain text.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// How a piece of text looks, and where it leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// Stands out.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// To be typed or copied as it is.
    pub code: bool,
    /// What somebody else said.
    pub quote: bool,
    /// The address that the text leads to.
    pub link: Option<Arc<str>>,
}

impl Style {
    /// The style of text in `self` that stands inside text in `around`.
    fn within(&self, around: &Style) -> Style {
        Style {
            bold: self.bold || around.bold,
            italic: self.italic || around.italic,
            code: self.code || around.code,
            quote: self.quote || around.quote,
            link: self.link.clone().or_else(|| around.link.clone()),
        }
    }
}

/// A text in pieces of one style each.
///
/// ```
/// use nocbot::text::Rich;
///
/// let asked = Rich::from("Is it ").then(Rich::from("31301").bold()).then("?");
/// assert_eq!(asked.plain(), "Is it 31301?");
/// assert!(asked.spans().any(|(text, style)| text == "31301" && style.bold));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Span>", into = "Vec<Span>")]
pub struct Rich {
    text: String,
    /// Every run ends behind the one before it, the last one with the text; neighbours differ in style.
    runs: Vec<Run>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    /// In bytes of the text.
    end: usize,
    style: Style,
}

/// A piece of a text in one style, as it is written down.
#[derive(Serialize, Deserialize)]
struct Span {
    text: String,
    #[serde(default, skip_serializing_if = "is_false")]
    bold: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    italic: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    code: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    quote: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl From<Rich> for Vec<Span> {
    fn from(text: Rich) -> Self {
        let span = |(text, style): (&str, &Style)| Span {
            text: text.to_owned(),
            bold: style.bold,
            italic: style.italic,
            code: style.code,
            quote: style.quote,
            link: style.link.as_deref().map(str::to_owned),
        };
        text.spans().map(span).collect()
    }
}

impl From<Vec<Span>> for Rich {
    fn from(spans: Vec<Span>) -> Self {
        let piece = |span: Span| {
            let style = Style {
                bold: span.bold,
                italic: span.italic,
                code: span.code,
                quote: span.quote,
                link: span.link.map(Arc::from),
            };
            Rich::styled(span.text, style)
        };
        let pieces = spans.into_iter().map(piece);
        pieces.fold(Rich::default(), Rich::then)
    }
}

impl Rich {
    /// A text in one style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        let text = text.into();
        let run = (!text.is_empty()).then_some(Run {
            end: text.len(),
            style,
        });
        Rich {
            text,
            runs: run.into_iter().collect(),
        }
    }

    /// The text alone, as labels, pictures and JSON take it.
    pub fn plain(&self) -> &str {
        &self.text
    }

    /// The text alone, taken out.
    pub fn into_plain(self) -> String {
        self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The length in UTF-16 code units, in which Telegram counts.
    pub fn utf16_len(&self) -> usize {
        utf16_len(&self.text)
    }

    /// The pieces in order, with their styles: none is empty, and neighbours differ in style.
    pub fn spans(&self) -> impl Iterator<Item = (&str, &Style)> {
        let mut start = 0;
        self.runs.iter().map(move |run| {
            let text = &self.text[start..run.end];
            start = run.end;
            (text, &run.style)
        })
    }

    /// Puts a text behind this one.
    pub fn push(&mut self, piece: impl Into<Rich>) {
        let piece = piece.into();
        if self.is_empty() {
            *self = piece;
            return;
        }
        let before = self.text.len();
        self.text.push_str(&piece.text);
        for run in piece.runs {
            let end = before + run.end;
            match self.runs.last_mut() {
                Some(last) if last.style == run.style => last.end = end,
                _ => self.runs.push(Run { end, ..run }),
            }
        }
    }

    /// Puts a text of one style behind this one.
    pub(super) fn push_text(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(last) if last.style == *style => last.end = end,
            _ => self.runs.push(Run {
                end,
                style: style.clone(),
            }),
        }
    }

    /// This text with another behind it.
    #[must_use]
    pub fn then(mut self, piece: impl Into<Rich>) -> Self {
        self.push(piece);
        self
    }

    /// The texts with `separator` between them.
    pub fn join(pieces: impl IntoIterator<Item = Rich>, separator: &str) -> Self {
        let mut joined = Rich::default();
        for (at, piece) in pieces.into_iter().enumerate() {
            if at > 0 {
                joined.push_text(separator, &Style::default());
            }
            joined.push(piece);
        }
        joined
    }

    /// The texts, each on a line of its own.
    pub fn lines(lines: impl IntoIterator<Item = Rich>) -> Self {
        Rich::join(lines, "\n")
    }

    /// The texts with an empty line between them; those that are empty are left out.
    pub fn paragraphs(blocks: impl IntoIterator<Item = Rich>) -> Self {
        let blocks = blocks.into_iter().filter(|block| !block.is_empty());
        Rich::join(blocks, "\n\n")
    }

    /// The text as an item of a list.
    pub fn item(text: impl Into<Rich>) -> Self {
        Rich::from("• ").then(text)
    }

    /// The text in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        self.inside(&Style {
            bold: true,
            ..Style::default()
        })
    }

    /// The text as a link; links inside it keep their own address.
    #[must_use]
    pub fn link(self, address: &str) -> Self {
        self.inside(&Style {
            link: Some(address.into()),
            ..Style::default()
        })
    }

    /// The text as it looks inside text of another style.
    #[must_use]
    pub fn inside(self, around: &Style) -> Self {
        let mut inside = Rich::default();
        for (text, style) in self.spans() {
            inside.push_text(text, &style.within(around));
        }
        inside
    }

    /// A part of the text, by bytes of [`Rich::plain`]; a bound inside a character moves up to the character's start.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let end = self.text.floor_char_boundary(range.end);
        let start = self.text.floor_char_boundary(range.start).min(end);
        let mut begins = 0;
        let inside = self.runs.iter().filter_map(|run| {
            let is_inside = begins < end && run.end > start;
            begins = run.end;
            is_inside.then(|| Run {
                end: run.end.min(end) - start,
                style: run.style.clone(),
            })
        });
        let runs = if start < end {
            inside.collect()
        } else {
            Vec::new()
        };
        Rich {
            text: self.text[start..end].to_owned(),
            runs,
        }
    }

    /// The text without white space at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let end = self.text.trim_end().len();
        let start = self.text.len() - self.text.trim_start().len();
        self.slice(start..end)
    }
}

/// The length of a text in UTF-16 code units.
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

impl From<&str> for Rich {
    fn from(text: &str) -> Self {
        Rich::styled(text, Style::default())
    }
}

impl From<String> for Rich {
    fn from(text: String) -> Self {
        Rich::styled(text, Style::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bold(text: &str) -> Rich {
        Rich::from(text).bold()
    }

    #[test]
    fn pieces_of_one_style_are_one_span() {
        let mut text = bold("a").then(bold("b")).then("c").then("").then("d");
        text.push(Rich::default());
        let spans: Vec<(&str, bool)> = text.spans().map(|(text, s)| (text, s.bold)).collect();
        assert_eq!(spans, [("ab", true), ("cd", false)]);
        assert_eq!(text, bold("ab").then("cd"));
        assert!(bold("").is_empty());
    }

    #[test]
    fn texts_are_joined() {
        let lines = Rich::lines([bold("a"), Rich::default(), "b".into()]);
        assert_eq!(lines.plain(), "a\n\nb");
        let blocks = Rich::paragraphs([bold("a"), Rich::default(), "b".into()]);
        assert_eq!(blocks.plain(), "a\n\nb");
        assert_eq!(Rich::paragraphs([Rich::default()]), Rich::default());
        assert_eq!(Rich::item(bold("a")).plain(), "• a");
    }

    #[test]
    fn styles_add_up_and_the_inner_link_holds() {
        let inner = Rich::from("a").link("https://a.ca/").then("b");
        let outer = inner.bold().link("https://b.ca/");
        let spans: Vec<(&str, bool, Option<&str>)> = outer
            .spans()
            .map(|(text, style)| (text, style.bold, style.link.as_deref()))
            .collect();
        assert_eq!(
            spans,
            [
                ("a", true, Some("https://a.ca/")),
                ("b", true, Some("https://b.ca/"))
            ]
        );
    }

    #[test]
    fn a_part_keeps_its_styles() {
        let text = Rich::from("aé").then(bold("😀b"));
        assert_eq!(text.utf16_len(), 5);
        assert_eq!(text.slice(1..7), Rich::from("é").then(bold("😀")));
        // In the middle of the emoji.
        assert_eq!(text.slice(0..5).plain(), "aé");
        assert_eq!(text.slice(9..99), Rich::default());
        assert_eq!(bold(" \n").then("x ").trimmed(), "x".into());
        assert_eq!(bold(" \n").trimmed(), Rich::default());
    }

    proptest! {
        #[test]
        fn parts_make_up_the_whole(pieces in prop::collection::vec((".{0,6}", any::<bool>()), 0..8), cut in 0usize..60) {
            let mut text = Rich::default();
            for (piece, is_bold) in &pieces {
                let piece = Rich::from(piece.as_str());
                text.push(if *is_bold { piece.bold() } else { piece });
            }
            let length = text.plain().len();
            let whole = text.slice(0..cut).then(text.slice(cut..length));
            prop_assert_eq!(whole, text);
        }
    }
}
