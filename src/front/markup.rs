//! Renders the HTML of replies for a terminal.

use std::fmt::Write as _;

use anstyle::Style;

use crate::text::unescape;

/// Text for a terminal: bold where the HTML is, links followed by their address, wrapped at `width` columns.
///
/// Styles are ANSI codes, for a stream that strips them where they do not belong.
pub fn to_terminal(html: &str, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let styled = styled(html);
    let lines = styled.lines().map(|line| {
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        textwrap::fill(line, options.clone().subsequent_indent(&indent))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text alone, unwrapped.
pub fn to_plain(html: &str) -> String {
    anstream::adapter::strip_str(&styled(html)).to_string()
}

fn styled(html: &str) -> String {
    let bold = Style::new().bold();
    let mut out = String::with_capacity(html.len());
    let mut address: Option<String> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&unescape(&rest[..at]));
        rest = &rest[at..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        // Writing to a string cannot fail.
        let _ = match tag {
            "b" | "i" | "code" => write!(out, "{bold}"),
            "/b" | "/i" | "/code" => write!(out, "{bold:#}"),
            "/a" => address
                .take()
                .map_or(Ok(()), |address| write!(out, " ({address})")),
            _ => {
                let href = tag
                    .strip_prefix("a href=\"")
                    .and_then(|href| href.strip_suffix('"'));
                address = href.map(unescape);
                Ok(())
            }
        };
        rest = &rest[end + 1..];
    }
    out.push_str(&unescape(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text() {
        let html = "<b>Bold</b> &lt;x&gt; <a href=\"https://a.b/?c=1&amp;d=2\">page</a>.";
        assert_eq!(to_plain(html), "Bold <x> page (https://a.b/?c=1&d=2).");
        assert!(to_terminal(html, 80).contains("\u{1b}[1mBold"));
    }

    #[test]
    fn long_lines_wrap_and_keep_their_indent() {
        let wrapped = to_terminal("   one two three four", 12);
        assert_eq!(wrapped, "   one two\n   three\n   four");
    }
}
