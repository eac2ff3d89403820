//! Cutting a message that is longer than Telegram takes.

/// The most characters Telegram takes in a message, counted in UTF-16 units once the markup is read.
pub const MOST_CHARACTERS: usize = 4_096;

/// Where a text may be cut, the better places first.
#[derive(Default)]
struct Cuts {
    paragraph: Option<usize>,
    line: Option<usize>,
    word: Option<usize>,
    anywhere: usize,
}

impl Cuts {
    /// The best place; one that leaves a piece nearly empty is passed over.
    fn best(&self) -> usize {
        let worth = |at: &usize| *at >= self.anywhere / 3;
        let paragraph = self.paragraph.filter(worth);
        let line = || self.line.filter(worth);
        paragraph
            .or_else(line)
            .or(self.word)
            .unwrap_or(self.anywhere)
    }
}

/// The pieces of an HTML text, each of at most `limit` visible characters and each with its tags closed.
///
/// A text is cut between paragraphs, else between lines, else between words, else anywhere outside tags and entities.
pub fn split(html: &str, limit: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = html.to_owned();
    while let Some(at) = first_cut(&rest, limit) {
        let piece = rest[..at].trim_end();
        let open = open_tags(piece);
        let closing: String = open.iter().rev().map(|tag| close(tag)).collect();
        if !is_blank(piece) {
            pieces.push(format!("{piece}{closing}"));
        }
        rest = format!("{}{}", open.concat(), rest[at..].trim_start());
    }
    if !is_blank(&rest) || pieces.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// How many characters Telegram counts in an HTML text.
pub fn visible_length(html: &str) -> usize {
    tokens(html).map(|(_, token)| width(token)).sum()
}

/// Where the first piece ends, if the text is too long for one.
fn first_cut(html: &str, limit: usize) -> Option<usize> {
    let mut cuts = Cuts::default();
    let mut seen = 0;
    for (at, token) in tokens(html) {
        seen += width(token);
        if seen > limit {
            // A single character wider than the limit still has to go out.
            let cut = cuts.best();
            return Some(if cut == 0 { at + token.len() } else { cut });
        }
        let end = at + token.len();
        match token {
            "\n" if html[..at].ends_with('\n') => cuts.paragraph = Some(end),
            "\n" => cuts.line = Some(end),
            " " => cuts.word = Some(end),
            _ => {}
        }
        if width(token) > 0 {
            cuts.anywhere = end;
        }
    }
    None
}

/// Tags, entities and single characters, with their places.
fn tokens(html: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &html[at..];
        let first = rest.chars().next()?;
        let closing = match first {
            '<' => rest.find('>'),
            '&' => rest.find(';').filter(|&end| is_entity(&rest[1..end])),
            _ => None,
        };
        let length = closing.map_or(first.len_utf8(), |end| end + 1);
        let token = (at, &rest[..length]);
        at += length;
        Some(token)
    })
}

fn is_entity(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

fn width(token: &str) -> usize {
    match token.as_bytes() {
        [b'<', _, ..] => 0,
        [b'&', _, ..] => 1,
        _ => token.encode_utf16().count(),
    }
}

/// The opening tags that a text leaves open, outermost first.
fn open_tags(html: &str) -> Vec<&str> {
    let mut open = Vec::new();
    for (_, token) in tokens(html) {
        if token.starts_with("</") {
            open.pop();
        } else if token.starts_with('<') && token.len() > 1 {
            open.push(token);
        }
    }
    open
}

fn close(tag: &str) -> String {
    let name = tag.trim_matches(['<', '>']).split(' ').next();
    format!("</{}>", name.unwrap_or_default())
}

fn is_blank(html: &str) -> bool {
    tokens(html).all(|(_, token)| width(token) == 0 || token.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_stays_whole() {
        assert_eq!(split("<b>Hello</b>", 5), ["<b>Hello</b>"]);
        assert_eq!(split("", 5), [""]);
    }

    #[test]
    fn a_long_text_is_cut_at_the_best_place() {
        for (html, limit, expected) in [
            ("aaa\n\nbbb\nccc ddd", 10, vec!["aaa", "bbb", "ccc ddd"]),
            ("aaa bbb\nccc", 8, vec!["aaa bbb", "ccc"]),
            ("aaa bbb ccc", 8, vec!["aaa bbb", "ccc"]),
            ("aaaaaa", 4, vec!["aaaa", "aa"]),
            ("aa&amp;&amp;bb", 3, vec!["aa&amp;", "&amp;bb"]),
            ("<b>aa bb</b> c", 4, vec!["<b>aa</b>", "<b>bb</b> c"]),
            (
                "<a href=\"x\">aaaa bbbb</a>",
                5,
                vec!["<a href=\"x\">aaaa</a>", "<a href=\"x\">bbbb</a>"],
            ),
            ("😀😀😀", 4, vec!["😀😀", "😀"]),
        ] {
            assert_eq!(split(html, limit), expected, "{html}");
        }
    }

    #[test]
    fn lengths_are_those_telegram_counts() {
        for (html, expected) in [("<b>a</b>&amp;", 2), ("é😀", 3), ("a & b < c", 9)] {
            assert_eq!(visible_length(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn pieces_fit_and_lose_no_word(words in prop::collection::vec("[a-zé&<😀]{1,9}", 1..60), limit in 20usize..60) {
            let escaped: Vec<String> = words.iter().map(|word| crate::text::escape(word)).collect();
            let html = format!("<b>{}</b>", escaped.join(" "));
            let pieces = split(&html, limit);
            for piece in &pieces {
                prop_assert!(visible_length(piece) <= limit);
                prop_assert!(open_tags(piece).is_empty());
            }
            let plain: Vec<String> = pieces.iter().map(|piece| crate::front::markup::to_plain(piece)).collect();
            let joined = plain.join(" ");
            prop_assert_eq!(joined.split_whitespace().collect::<Vec<_>>(), words);
        }
    }
}
