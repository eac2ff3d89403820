//! Cutting a message that is longer than Telegram takes.

use std::ops::Range;

use super::entities::entities;
use crate::text::Rich;

/// The most UTF-16 units Telegram takes in a message, without its entities.
pub const MAX_UNITS: usize = 4_096;
/// Telegram leaves out those behind them.
const MAX_ENTITIES: usize = 100;
/// No more entities begin where a piece of one style does.
const MAX_STYLES: usize = 4;

/// Whether a text can go out in one message of at most `most` UTF-16 units.
pub fn fits(text: &Rich, most: usize) -> bool {
    room(text, most) == text.plain().len()
}

/// The text in pieces of at most `most` UTF-16 units and as many entities as Telegram takes, without white space at
/// their ends; none for a blank text.
///
/// A text is cut between paragraphs, else between lines, else between words, else anywhere; inside a link only where
/// the link alone is too long.
pub fn pieces(text: &Rich, most: usize) -> Vec<Rich> {
    let mut pieces = Vec::new();
    let mut rest = text.trimmed();
    while !rest.is_empty() {
        let length = rest.plain().len();
        let room = room(&rest, most);
        if room == length {
            pieces.push(rest);
            break;
        }
        let at = cut(&rest, room);
        pieces.push(rest.slice(0..at).trimmed());
        rest = rest.slice(at..length).trimmed();
    }
    pieces
}

/// The length in bytes of the longest beginning that one message takes.
fn room(text: &Rich, most: usize) -> usize {
    let may_be_too_many = text.spans().count() * MAX_STYLES > MAX_ENTITIES;
    let too_many = may_be_too_many.then(|| entities(text)).and_then(|all| {
        let first = all.get(MAX_ENTITIES)?;
        Some(first.offset)
    });
    let most = too_many.map_or(most, |offset| offset.min(most));
    let mut units = 0;
    for (at, c) in text.plain().char_indices() {
        units += c.len_utf16();
        if units > most {
            return at;
        }
    }
    text.plain().len()
}

/// Where a text is cut that has room for `room` bytes in the first piece: the best place, unless the piece would be
/// nearly empty.
fn cut(text: &Rich, room: usize) -> usize {
    let plain = text.plain();
    let links = links(text);
    let (mut paragraph, mut line, mut word, mut anywhere) = (0, 0, 0, 0);
    for (at, c) in plain[..room].char_indices() {
        let end = at + c.len_utf8();
        if links.iter().any(|link| link.start < end && end < link.end) {
            continue;
        }
        anywhere = end;
        match c {
            '\n' if plain[..at].ends_with('\n') => paragraph = end,
            '\n' => line = end,
            ' ' => word = end,
            _ => {}
        }
    }
    let good = [paragraph, line]
        .into_iter()
        .find(|&at| at > 0 && at >= anywhere / 3);
    let fair = [word, anywhere, room].into_iter().find(|&at| at > 0);
    // A single character wider than the room still has to go out.
    let first = plain.chars().next().map_or(0, char::len_utf8);
    good.or(fair).unwrap_or(first)
}

/// Where links stand, in bytes.
fn links(text: &Rich) -> Vec<Range<usize>> {
    let mut links: Vec<(Range<usize>, &str)> = Vec::new();
    let mut at = 0;
    for (piece, style) in text.spans() {
        let end = at + piece.len();
        if let Some(address) = style.link.as_deref() {
            match links.last_mut() {
                Some((range, last)) if range.end == at && *last == address => range.end = end,
                _ => links.push((at..end, address)),
            }
        }
        at = end;
    }
    links.into_iter().map(|(range, _)| range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Style;
    use proptest::prelude::*;

    fn plain(pieces: &[Rich]) -> Vec<&str> {
        pieces.iter().map(Rich::plain).collect()
    }

    #[test]
    fn a_short_text_stays_whole() {
        assert_eq!(
            pieces(&Rich::from("Hello").bold(), 5),
            [Rich::from("Hello").bold()]
        );
        assert_eq!(pieces(&Rich::default(), 5), []);
        assert_eq!(pieces(&" \n ".into(), 1), []);
        assert!(fits(&"Hello".into(), 5) && !fits(&"Hello!".into(), 5));
    }

    #[test]
    fn a_long_text_is_cut_at_the_best_place() {
        for (text, most, expected) in [
            ("aaa\n\nbbb\nccc ddd", 10, vec!["aaa", "bbb", "ccc ddd"]),
            ("aaa bbb\nccc", 8, vec!["aaa bbb", "ccc"]),
            ("aaa bbb ccc", 8, vec!["aaa bbb", "ccc"]),
            ("aaaaaa", 4, vec!["aaaa", "aa"]),
            ("a<&b>", 3, vec!["a<&", "b>"]),
            ("😀😀😀", 4, vec!["😀😀", "😀"]),
            ("😀😀", 3, vec!["😀", "😀"]),
            ("😀", 1, vec!["😀"]),
        ] {
            assert_eq!(plain(&pieces(&text.into(), most)), expected, "{text}");
        }
    }

    #[test]
    fn styles_go_on_in_the_next_piece_and_links_stay_whole() {
        let text = Rich::from("aa bb").bold().then(" c");
        let expected = [Rich::from("aa").bold(), Rich::from("bb").bold().then(" c")];
        assert_eq!(pieces(&text, 5), expected);
        let link = Rich::from("bb cc").link("https://a.ca/");
        let text = Rich::from("aaa ").then(link.clone()).then(".");
        assert_eq!(pieces(&text, 7), ["aaa".into(), link.then(".")]);
        let long = Rich::from("aaaa bbbb").link("https://a.ca/");
        assert_eq!(plain(&pieces(&long, 5)), ["aaaa", "bbbb"]);
    }

    #[test]
    fn a_message_has_no_more_entities_than_telegram_takes() {
        let line = |at: usize| Rich::from(format!("{at}")).bold();
        let text = Rich::lines((0..250).map(line));
        let pieces = pieces(&text, MAX_UNITS);
        let counts: Vec<usize> = pieces.iter().map(|piece| entities(piece).len()).collect();
        assert_eq!(counts, [100, 100, 50]);
        assert!(!fits(&text, MAX_UNITS));
    }

    proptest! {
        #[test]
        fn pieces_fit_and_lose_no_character_and_no_style(
            words in prop::collection::vec(("[a-zé&<😀]{1,9}[ \n]{1,2}", 0u8..16), 1..60), most in 20usize..60,
        ) {
            let text = Rich::join(words.iter().map(|(word, bits)| Rich::styled(word.as_str(), Style {
                bold: bits & 1 > 0,
                italic: bits & 2 > 0,
                code: bits & 4 > 0,
                quote: false,
                link: (bits & 8 > 0).then(|| "https://a.ca/".into()),
            })), "");
            let letters = |text: &Rich| -> Vec<(char, Style)> {
                let letter = |(piece, style): (&str, &Style)| -> Vec<(char, Style)> {
                    let seen = piece.chars().filter(|c| !c.is_whitespace());
                    seen.map(|c| (c, style.clone())).collect()
                };
                text.spans().flat_map(letter).collect()
            };
            let pieces = pieces(&text, most);
            for piece in &pieces {
                prop_assert!(piece.utf16_len() <= most && !piece.is_empty());
                prop_assert!(fits(piece, most));
            }
            let kept: Vec<(char, Style)> = pieces.iter().flat_map(letters).collect();
            prop_assert_eq!(kept, letters(&text));
        }
    }
}
