//! Styles as Telegram's message entities.

use std::ops::Range;

use teloxide::types::{MessageEntity, MessageEntityKind};
use url::Url;

use crate::text::{Rich, Style, utf16_len};

/// Where in a text an entity stands that came with it, in bytes; none where it stands outside, or cuts a character. The
/// library's own reading of entities panics there.
pub fn place(text: &str, entity: &MessageEntity) -> Option<Range<usize>> {
    let end = entity.offset.checked_add(entity.length)?;
    let at = |wanted: usize| {
        let mut units = 0;
        for (at, c) in text.char_indices() {
            if units >= wanted {
                return (units == wanted).then_some(at);
            }
            units += c.len_utf16();
        }
        (units == wanted).then_some(text.len())
    };
    Some(at(entity.offset)?..at(end)?)
}

/// The entities of a text, by where they begin: counted in UTF-16 units, and each wholly inside or outside every other.
///
/// Telegram lets code and links hold no other of the two, and code no other style.
pub fn entities(text: &Rich) -> Vec<MessageEntity> {
    let link = |style: &Style| style.link.as_deref().and_then(|link| Url::parse(link).ok());
    let is_code = |style: &Style| style.code && link(style).is_none();
    let mut found: Vec<MessageEntity> = Vec::new();
    for (range, ()) in runs(text, |style| style.quote.then_some(())) {
        add(&mut found, range, |at, length| {
            MessageEntity::new(MessageEntityKind::Blockquote, at, length)
        });
    }
    for (range, url) in runs(text, link) {
        add(&mut found, range, |at, length| {
            MessageEntity::text_link(url.clone(), at, length)
        });
    }
    for (range, ()) in runs(text, |style| is_code(style).then_some(())) {
        add(&mut found, range, MessageEntity::code);
    }
    for (range, ()) in runs(text, |style| (style.bold && !is_code(style)).then_some(())) {
        add(&mut found, range, MessageEntity::bold);
    }
    for (range, ()) in runs(text, |style| {
        (style.italic && !is_code(style)).then_some(())
    }) {
        add(&mut found, range, MessageEntity::italic);
    }
    // Whatever is outside comes before what is inside it.
    found.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
    found
}

/// The longest stretches of the text for which `value` gives one value, in UTF-16 units.
fn runs<T: PartialEq>(text: &Rich, value: impl Fn(&Style) -> Option<T>) -> Vec<(Range<usize>, T)> {
    let mut runs: Vec<(Range<usize>, T)> = Vec::new();
    let mut at = 0;
    for (piece, style) in text.spans() {
        let end = at + utf16_len(piece);
        if let Some(value) = value(style) {
            match runs.last_mut() {
                Some((range, last)) if range.end == at && *last == value => range.end = end,
                _ => runs.push((at..end, value)),
            }
        }
        at = end;
    }
    runs
}

/// Adds an entity over `range`, in parts where one that is there already reaches over its edge.
fn add(
    found: &mut Vec<MessageEntity>,
    range: Range<usize>,
    entity: impl Fn(usize, usize) -> MessageEntity,
) {
    let mut edges = vec![range.start, range.end];
    for other in found.iter() {
        let (start, end) = (other.offset, other.offset + other.length);
        // A quotation stands in nothing else.
        let is_quote = other.kind == MessageEntityKind::Blockquote;
        let holds = |edge: usize| start < edge && edge < end;
        if range.contains(&end) && (is_quote || holds(range.start)) {
            edges.push(end);
        }
        if range.contains(&start) && (is_quote || holds(range.end)) {
            edges.push(start);
        }
    }
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        found.push(entity(pair[0], pair[1] - pair[0]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use teloxide::types::MessageEntityKind as Kind;

    fn styled(text: &str, style: Style) -> Rich {
        Rich::styled(text, style)
    }

    fn link() -> Style {
        Style {
            link: Some("https://a.ca/".into()),
            ..Style::default()
        }
    }

    #[test]
    fn an_entity_that_came_with_a_text_is_found_where_it_stands() {
        for (offset, length, expected) in [
            (0, 5, Some("@one ")),
            (5, 2, Some("𝔘")),
            (7, 1, Some("!")),
            (8, 0, Some("")),
            (6, 1, None),
            (5, 1, None),
            (7, 2, None),
            (9, 0, None),
            (usize::MAX, 2, None),
        ] {
            let text = "@one 𝔘!";
            let found = place(
                text,
                &MessageEntity::new(MessageEntityKind::Mention, offset, length),
            );
            assert_eq!(found.map(|at| &text[at]), expected, "{offset} {length}");
        }
    }

    #[test]
    fn offsets_count_utf16_units() {
        let text = Rich::from("é😀 ")
            .then(Rich::from("😀b").bold())
            .then(styled("c", link()));
        let expected = [
            MessageEntity::bold(4, 3),
            MessageEntity::text_link("https://a.ca/".parse().unwrap(), 7, 1),
        ];
        assert_eq!(entities(&text), expected);
        assert_eq!(entities(&"plain".into()), []);
    }

    #[test]
    fn styles_over_an_edge_are_cut_at_it() {
        let text = Rich::from("ab")
            .bold()
            .then(styled("cd", link()).bold())
            .then(styled("ef", link()));
        let kinds: Vec<(usize, usize)> = entities(&text)
            .iter()
            .map(|entity| (entity.offset, entity.length))
            .collect();
        // Bold to the link's edge, the link whole, bold inside it.
        assert_eq!(kinds, [(0, 2), (2, 4), (2, 2)]);
    }

    #[test]
    fn code_has_no_other_style_and_a_wrong_address_is_no_link() {
        let code = Style {
            bold: true,
            code: true,
            ..Style::default()
        };
        assert_eq!(entities(&styled("x", code)), [MessageEntity::code(0, 1)]);
        let wrong = Style {
            link: Some("nowhere".into()),
            ..Style::default()
        };
        assert_eq!(entities(&styled("x", wrong)), []);
    }

    proptest! {
        #[test]
        fn entities_are_what_telegram_takes(pieces in prop::collection::vec(("[aé😀 ]{1,4}", 0u8..32), 0..12)) {
            let text = Rich::join(pieces.iter().map(|(text, bits)| styled(text, Style {
                bold: bits & 1 > 0,
                italic: bits & 2 > 0,
                code: bits & 4 > 0,
                quote: bits & 8 > 0,
                link: (bits & 16 > 0).then(|| "https://a.ca/".into()),
            })), "");
            let found = entities(&text);
            let units: Vec<u16> = text.plain().encode_utf16().collect();
            for (at, one) in found.iter().enumerate() {
                let (start, end) = (one.offset, one.offset + one.length);
                prop_assert!(start < end && end <= units.len());
                prop_assert!(String::from_utf16(&units[start..end]).is_ok());
                for other in &found[at + 1..] {
                    let (from, to) = (other.offset, other.offset + other.length);
                    let apart = end <= from;
                    prop_assert!(apart || to <= end, "{one:?} {other:?}");
                    let is_block = |kind: &Kind| matches!(kind, Kind::Code | Kind::TextLink { .. });
                    prop_assert!(apart || one.kind != Kind::Code);
                    prop_assert!(apart || !(is_block(&one.kind) && is_block(&other.kind)));
                    prop_assert!(apart || one.kind != other.kind);
                }
            }
        }
    }
}
