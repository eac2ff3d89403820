//! Telegram's HTML: its tags, its entities, and the text that is left.

use serde_json::{Value, json};

/// Text after parsing.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Without tags, entities decoded, trimmed as Telegram trims it.
    pub text: String,
    /// As `MessageEntity` objects.
    pub entities: Vec<Value>,
}

impl Parsed {
    /// Text that has no markup.
    pub fn plain(text: &str) -> Parsed {
        Parsed {
            text: text.trim().to_owned(),
            entities: Vec::new(),
        }
    }
}

struct Open {
    tag: String,
    entity: Value,
    offset: usize,
}

/// Parses `html` as Telegram does, but refuses also what its documents forbid and its server lets through.
pub fn parse(html: &str) -> Result<Parsed, String> {
    let mut text = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut entities = Vec::new();
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        match c {
            '<' => {
                let end = rest.find('>').ok_or("a tag is not closed by >")?;
                let tag = &rest[1..end];
                rest = &rest[end + 1..];
                let offset = text.encode_utf16().count();
                match tag.strip_prefix('/') {
                    Some(name) => {
                        let opened = open.pop().ok_or(format!("unexpected end tag </{name}>"))?;
                        if opened.tag != name {
                            let opened = opened.tag;
                            return Err(format!("expected end tag </{opened}>, found </{name}>"));
                        }
                        let mut entity = opened.entity;
                        entity["offset"] = opened.offset.into();
                        entity["length"] = (offset - opened.offset).into();
                        if offset > opened.offset {
                            entities.push(entity);
                        }
                    }
                    None => {
                        if open.iter().any(|o| o.tag == "code")
                            || open.iter().any(|o| o.tag == "pre") && !tag.starts_with("code")
                        {
                            return Err(format!("<{tag}> inside code"));
                        }
                        let (tag, entity) = opening(tag)?;
                        open.push(Open {
                            tag,
                            entity,
                            offset,
                        });
                    }
                }
            }
            '&' => {
                let end = rest.find(';').ok_or("& is not an entity")?;
                text.push(decode(&rest[1..end])?);
                rest = &rest[end + 1..];
            }
            '>' => return Err("a bare >".to_owned()),
            _ => {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    match open.last() {
        Some(open) => Err(format!("can't find end tag of <{}>", open.tag)),
        None => Ok(Parsed {
            text: text.trim().to_owned(),
            entities,
        }),
    }
}

/// A start tag's name and its entity.
fn opening(tag: &str) -> Result<(String, Value), String> {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let value_of = |attribute: &str| {
        attributes
            .strip_prefix(attribute)?
            .strip_prefix("=\"")?
            .strip_suffix('"')
    };
    let entity = match (name, attributes) {
        ("b" | "strong", "") => json!({"type": "bold"}),
        ("i" | "em", "") => json!({"type": "italic"}),
        ("u" | "ins", "") => json!({"type": "underline"}),
        ("s" | "strike" | "del", "") => json!({"type": "strikethrough"}),
        ("tg-spoiler", "") | ("span", "class=\"tg-spoiler\"") => json!({"type": "spoiler"}),
        ("code", "") => json!({"type": "code"}),
        ("code", _) if value_of("class").is_some_and(|c| c.starts_with("language-")) => {
            json!({"type": "code"})
        }
        ("pre", "") => json!({"type": "pre"}),
        ("blockquote", "") => json!({"type": "blockquote"}),
        ("blockquote", "expandable") => json!({"type": "expandable_blockquote"}),
        ("a", _) => {
            let url = value_of("href").ok_or(format!("<{tag}> has no href"))?;
            json!({"type": "text_link", "url": decoded(url)?})
        }
        ("tg-emoji", _) if value_of("emoji-id").is_some() => {
            json!({"type": "custom_emoji", "custom_emoji_id": value_of("emoji-id")})
        }
        _ => return Err(format!("unsupported start tag <{tag}>")),
    };
    Ok((name.to_owned(), entity))
}

/// An attribute's value with its entities decoded.
fn decoded(value: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').ok_or("& is not an entity")?;
        out.push(decode(&rest[at + 1..at + end])?);
        rest = &rest[at + end + 1..];
    }
    Ok(out + rest)
}

fn decode(entity: &str) -> Result<char, String> {
    let number = match entity.strip_prefix("#x") {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => entity.strip_prefix('#').and_then(|n| n.parse().ok()),
    };
    match entity {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        _ => number
            .and_then(char::from_u32)
            .ok_or(format!("&{entity}; is not an entity")),
    }
}
