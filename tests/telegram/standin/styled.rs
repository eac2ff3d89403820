//! Text with entities, as Telegram takes it.

use std::ops::Range;

use serde_json::Value;
use url::Url;

/// Telegram leaves out those behind them.
const MAX_ENTITIES: usize = 100;
const KINDS: [&str; 10] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
];

/// A text that Telegram takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Styled {
    /// Trimmed as Telegram trims it.
    pub text: String,
    /// As `MessageEntity` objects.
    pub entities: Vec<Value>,
}

/// Checks entities as Telegram does, and refuses also what it quietly corrects: those behind the hundredth, those that
/// reach over one another, and those of a text that it trims.
pub fn check(text: &str, entities: &[Value]) -> Result<Styled, String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    if entities.len() > MAX_ENTITIES {
        return Err(format!("{} entities are too many", entities.len()));
    }
    if !entities.is_empty() && text != text.trim() {
        return Err("a text with entities is not trimmed".to_owned());
    }
    let mut seen: Vec<(&str, Range<usize>)> = Vec::new();
    for entity in entities {
        let (kind, range) = (kind_of(entity)?, range_of(entity)?);
        let part = units
            .get(range.clone())
            .ok_or(format!("{entity} is out of bounds"))?;
        if String::from_utf16(part).is_err() {
            return Err(format!("{entity} cuts a character"));
        }
        if part.is_empty() {
            return Err(format!("{entity} is empty"));
        }
        if let Some((other, _)) = seen
            .iter()
            .find(|(other, at)| !go_together((other, at), (kind, &range)))
        {
            return Err(format!("{entity} reaches over or stands in {other}"));
        }
        seen.push((kind, range));
    }
    Ok(Styled {
        text: text.trim().to_owned(),
        entities: entities.to_vec(),
    })
}

fn kind_of(entity: &Value) -> Result<&str, String> {
    let kind = entity["type"].as_str().unwrap_or_default();
    if !KINDS.contains(&kind) {
        return Err(format!("{entity} has no type that a bot sends"));
    }
    let url = entity["url"].as_str();
    match (kind, url) {
        ("text_link", Some(url)) => {
            let url = Url::parse(url).map_err(|error| format!("{url}: {error}"))?;
            let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
            if is_web {
                Ok(kind)
            } else {
                Err(format!("{url} is no page"))
            }
        }
        ("text_link", None) => Err(format!("{entity} has no url")),
        (_, Some(_)) => Err(format!("{entity} has a url")),
        (_, None) => Ok(kind),
    }
}

fn range_of(entity: &Value) -> Result<Range<usize>, String> {
    let number = |name: &str| {
        entity[name]
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
    };
    match (number("offset"), number("length")) {
        (Some(offset), Some(length)) => Ok(offset..offset.saturating_add(length)),
        _ => Err(format!("{entity} has no place")),
    }
}

/// Whether two entities are apart, or one may stand in the other.
fn go_together((a, at): (&str, &Range<usize>), (b, other): (&str, &Range<usize>)) -> bool {
    let apart = at.end <= other.start || other.end <= at.start;
    let inside = |inner: &Range<usize>, outer: &Range<usize>| {
        outer.start <= inner.start && inner.end <= outer.end
    };
    let is_code = |kind: &str| matches!(kind, "code" | "pre");
    let is_quote = |kind: &str| matches!(kind, "blockquote" | "expandable_blockquote");
    let is_style = |kind: &str| !is_code(kind) && !is_quote(kind) && kind != "text_link";
    let may_nest = match (a, b) {
        _ if a == b => false,
        (a, b) if is_code(a) || is_code(b) => is_quote(a) || is_quote(b),
        (a, b) => is_style(a) || is_style(b) || is_quote(a) != is_quote(b),
    };
    apart || may_nest && (inside(at, other) || inside(other, at))
}
