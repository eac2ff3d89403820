//! The light markup of our own texts: `<b>`, `<i>`, `<code>`, `<blockquote>` and `<a href="…">`, with places for values.

use roxmltree::{Document, Node};
use thiserror::Error;

use super::rich::{Rich, Style};

/// The first of the characters that stand for values; all are for private use, and no text holds them otherwise.
const FIRST_PLACE: u32 = 0xe000;
const LAST_PLACE: u32 = 0xf8ff;

/// Why a text is no marked-up text.
#[derive(Debug, Error)]
pub enum MarkupError {
    /// It is not well-formed.
    #[error("expected every tag closed and every & written as &amp;: {}", without_place(.0))]
    Xml(#[from] roxmltree::Error),
    /// A tag that texts do not have.
    #[error("expected <b>, <i>, <code>, <blockquote> or <a href=\"…\">, found {0}")]
    Tag(String),
    /// An attribute that texts do not have.
    #[error("expected only href inside <a>, and nothing inside other tags, found {0}")]
    Attribute(String),
    /// An address that leads nowhere.
    #[error(
        "expected a place for an address or one that begins with https:// in href, found {0:?}"
    )]
    Address(String),
}

impl MarkupError {
    /// What in the text is wrong, as it is written there, where one piece of it is.
    pub fn piece(&self) -> Option<&str> {
        match self {
            MarkupError::Xml(_) => None,
            MarkupError::Tag(piece)
            | MarkupError::Attribute(piece)
            | MarkupError::Address(piece) => Some(piece),
        }
    }
}

/// The reason alone: the place counts from our own envelope.
fn without_place(error: &roxmltree::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at ")
        .map_or(said.clone(), |(reason, _)| reason.to_owned())
}

/// The character that stands for the value with this number in a marked-up text.
pub fn place(number: usize) -> char {
    let code = u32::try_from(number)
        .ok()
        .map(|number| FIRST_PLACE + number);
    code.filter(|&code| code <= LAST_PLACE)
        .and_then(char::from_u32)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The number of the value that a character stands for.
pub fn number_of(place: char) -> Option<usize> {
    let code = u32::from(place);
    (FIRST_PLACE..=LAST_PLACE)
        .contains(&code)
        .then(|| (code - FIRST_PLACE) as usize)
}

/// A marked-up text that was read: its pieces, of one style each, with places for values in them and in their addresses.
#[derive(Debug)]
pub struct Marked(Vec<(String, Style)>);

impl Marked {
    /// Reads a marked-up text.
    ///
    /// # Errors
    /// A tag is unknown, not closed or closed in the wrong order, or an address is none.
    pub fn read(markup: &str) -> Result<Self, MarkupError> {
        if !markup.contains(['<', '&', '\r']) {
            return Ok(Marked(vec![(markup.to_owned(), Style::default())]));
        }
        let envelope = format!("<t>{markup}</t>");
        let document = Document::parse(&envelope)?;
        let mut pieces = Vec::new();
        for child in document.root().children() {
            children(child, &Style::default(), &mut pieces)?;
        }
        Ok(Marked(pieces))
    }

    /// The text where `value` gives what stands at a place. Values are put in as they are: markup in them is text.
    pub fn filled(&self, value: impl Fn(usize) -> Option<Rich>) -> Rich {
        let mut out = Rich::default();
        for (text, style) in &self.0 {
            let address = style.link.as_deref();
            if address.is_some_and(|address| address.contains(|c| number_of(c).is_some())) {
                let mut written = Rich::default();
                fill(
                    address.unwrap_or_default(),
                    &Style::default(),
                    &value,
                    &mut written,
                );
                let link = Some(written.into_plain().into());
                let style = Style {
                    link,
                    ..style.clone()
                };
                fill(text, &style, &value, &mut out);
            } else {
                fill(text, style, &value, &mut out);
            }
        }
        out
    }
}

fn children(
    node: Node<'_, '_>,
    style: &Style,
    pieces: &mut Vec<(String, Style)>,
) -> Result<(), MarkupError> {
    for child in node.children() {
        if child.is_text() {
            let text = child.text().unwrap_or_default();
            pieces.push((text.to_owned(), style.clone()));
        } else {
            children(child, &styled(child, style)?, pieces)?;
        }
    }
    Ok(())
}

/// The style of what stands inside a tag.
fn styled(tag: Node<'_, '_>, around: &Style) -> Result<Style, MarkupError> {
    let mut style = around.clone();
    let name = tag.tag_name().name();
    let strange = tag
        .attributes()
        .find(|attribute| name != "a" || attribute.name() != "href");
    if let Some(attribute) = strange {
        return Err(MarkupError::Attribute(attribute.name().to_owned()));
    }
    match name {
        "b" => style.bold = true,
        "i" => style.italic = true,
        "code" => style.code = true,
        "blockquote" => style.quote = true,
        "a" => style.link = Some(address(tag)?.into()),
        // A comment or an instruction has no name.
        "" => return Err(MarkupError::Tag("<".to_owned())),
        name => return Err(MarkupError::Tag(format!("<{name}"))),
    }
    Ok(style)
}

/// The address that a link leads to, with its places.
fn address<'a>(tag: Node<'a, '_>) -> Result<&'a str, MarkupError> {
    let written = tag.attribute("href").unwrap_or_default();
    let is_place = written.starts_with(|c| number_of(c).is_some());
    if !is_place && !written.starts_with("https://") {
        return Err(MarkupError::Address(written.to_owned()));
    }
    Ok(written)
}

/// Puts a text behind `out`, with the values at their places.
fn fill(text: &str, style: &Style, value: &impl Fn(usize) -> Option<Rich>, out: &mut Rich) {
    for piece in text.split_inclusive(|c| number_of(c).is_some()) {
        let place = piece
            .chars()
            .next_back()
            .filter(|&c| number_of(c).is_some());
        let before = piece.len() - place.map_or(0, char::len_utf8);
        out.push_text(&piece[..before], style);
        if let Some(filled) = place.and_then(number_of).and_then(value) {
            out.push(filled.inside(style));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(markup: &str) -> Result<Rich, MarkupError> {
        Ok(Marked::read(markup)?.filled(|_| None))
    }

    #[test]
    fn tags_become_styles() {
        let text =
            read("a <b>b <i>c</i></b> <a href=\"https://d.ca/?e=1&amp;f=2\">g</a> &lt;h&gt;")
                .unwrap();
        let expected = Rich::from("a ")
            .then(Rich::from("b ").bold())
            .then(
                Rich::from("c")
                    .inside(&Style {
                        italic: true,
                        ..Style::default()
                    })
                    .bold(),
            )
            .then(" ")
            .then(Rich::from("g").link("https://d.ca/?e=1&f=2"))
            .then(" <h>");
        assert_eq!(text, expected);
        let quoted = read("<blockquote>a <code>b</code></blockquote>").unwrap();
        assert!(quoted.spans().all(|(_, style)| style.quote));
        assert!(quoted.spans().any(|(_, style)| style.code));
    }

    #[test]
    fn values_stand_at_their_places_in_text_and_addresses() {
        let values = [Rich::from("<i>&\u{0}"), Rich::from("https://a.ca/")];
        let markup = format!("<b>{0}</b> <a href=\"{1}\">{0}</a>", place(0), place(1));
        let marked = Marked::read(&markup).unwrap();
        let text = marked.filled(|number| values.get(number).cloned());
        let expected = Rich::from("<i>&\u{0}")
            .bold()
            .then(" ")
            .then(Rich::from("<i>&\u{0}").link("https://a.ca/"));
        assert_eq!(text, expected);
        assert_eq!(number_of(place(3)), Some(3));
        assert_eq!(number_of('é'), None);
        assert_eq!(place(usize::MAX), char::REPLACEMENT_CHARACTER);
    }

    #[test]
    fn what_is_no_markup_is_refused() {
        for (markup, reason) in [
            ("<b>x", "every tag closed"),
            ("x</b>", "every tag closed"),
            ("<b><i>x</b></i>", "every tag closed"),
            ("a < b", "every tag closed"),
            ("R&D", "every tag closed"),
            ("x</t><t>y", "every tag closed"),
            ("<u>x</u>", "found <u"),
            ("<!-- x -->", "found <"),
            ("<b class=\"x\">x</b>", "found class"),
            ("<a>x</a>", "found \"\""),
            ("<a href=\"javascript:x\">x</a>", "found \"javascript:x\""),
        ] {
            let error = read(markup).unwrap_err().to_string();
            assert!(error.contains(reason), "{markup}: {error}");
        }
    }

    proptest! {
        #[test]
        fn values_come_out_as_they_went_in(value in "\\PC{0,40}|[<>&\"';/ab]{0,20}") {
            let filled = |_| Some(Rich::from(value.as_str()));
            let marked = Marked::read("\u{e000} <b>\u{e001}</b>&amp;").unwrap();
            let text = marked.filled(filled);
            prop_assert_eq!(text.plain(), format!("{value} {value}&"));
        }

        #[test]
        fn nothing_panics(markup in "(<b>|</b>|<a href=\"|\">|&|;|\u{e000}|x|<){0,12}") {
            let _ = Marked::read(&markup).map(|marked| marked.filled(|_| Some("v".into())));
        }
    }
}
