//! Renders texts with styles for a terminal.

use std::fmt::Write as _;

use anstyle::{Effects, Style as Ansi};

use crate::text::{Rich, Style};

/// Before a line that quotes.
const QUOTED: &str = "│ ";

/// Text for a terminal: styled as the text is, links followed by their address, wrapped at `width` columns.
///
/// Styles are ANSI codes, for a stream that strips them where they do not belong.
pub fn to_terminal(text: &Rich, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let styled = styled(text);
    let lines = styled.lines().map(|line| {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let indent = if line.starts_with(QUOTED) {
            QUOTED
        } else {
            &line[..spaces]
        };
        textwrap::fill(line, options.clone().subsequent_indent(indent))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text alone, links followed by their address, unwrapped.
pub fn to_plain(text: &Rich) -> String {
    anstream::adapter::strip_str(&styled(text)).to_string()
}

fn styled(text: &Rich) -> String {
    let mut out = String::with_capacity(text.plain().len());
    let mut spans = text.spans().peekable();
    while let Some((piece, style)) = spans.next() {
        let ansi = ansi(style);
        for line in piece.split_inclusive('\n') {
            if style.quote && (out.is_empty() || out.ends_with('\n')) {
                out.push_str(QUOTED);
            }
            let (line, end) = line
                .strip_suffix('\n')
                .map_or((line, ""), |line| (line, "\n"));
            // Writing to a string cannot fail.
            let _ = write!(out, "{ansi}{line}{ansi:#}{end}");
        }
        let goes_on = spans
            .peek()
            .is_some_and(|(_, next)| next.link == style.link);
        if let Some(address) = style.link.as_deref().filter(|_| !goes_on) {
            let _ = write!(out, " ({address})");
        }
    }
    out
}

fn ansi(style: &Style) -> Ansi {
    let mut effects = Effects::new();
    if style.bold || style.code {
        effects |= Effects::BOLD;
    }
    if style.italic {
        effects |= Effects::ITALIC;
    }
    Ansi::new().effects(effects)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_become_codes_and_addresses() {
        let text = Rich::from("Bold\nly")
            .bold()
            .then(" <x> ")
            .then(
                Rich::from("a")
                    .bold()
                    .then(" page")
                    .link("https://a.b/?c=1&d=2"),
            )
            .then(".");
        assert_eq!(
            to_terminal(&text, 80),
            "\u{1b}[1mBold\u{1b}[0m\n\u{1b}[1mly\u{1b}[0m <x> \u{1b}[1ma\u{1b}[0m page (https://a.b/?c=1&d=2)."
        );
    }

    #[test]
    fn plain_text_has_addresses_and_no_codes() {
        let page = Rich::from("page").link("https://a.b/");
        let text = Rich::from("Bold").bold().then(" & ").then(page);
        assert_eq!(to_plain(&text), "Bold & page (https://a.b/)");
    }

    #[test]
    fn long_lines_wrap_and_keep_their_indent() {
        let wrapped = to_terminal(&"   one two three four".into(), 12);
        assert_eq!(wrapped, "   one two\n   three\n   four");
        let quote = Style {
            quote: true,
            ..Style::default()
        };
        let quoted = Rich::styled("one two\nthree", quote);
        assert_eq!(to_terminal(&quoted, 7), "│ one\n│ two\n│ three");
    }
}
