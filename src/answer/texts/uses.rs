//! What each message does with its variables, and whether its markup is well-formed.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

use crate::text::markup::{self, Marked};

/// The variants that a number chooses, by the plural rules of Unicode's CLDR.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The variables of a message.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Those whose value stands in the text.
    pub placed: BTreeSet<String>,
    /// Those that choose a variant by its name.
    named: BTreeSet<String>,
    /// Those that choose a variant by their number.
    counted: BTreeSet<String>,
}

impl Uses {
    /// Every variable; one with two uses comes twice.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.placed.iter().chain(&self.named).chain(&self.counted)
    }
}

/// What is wrong with a message.
#[derive(Debug)]
pub struct Wrong {
    pub id: String,
    pub problem: String,
    /// What in its source is wrong, where it is one piece.
    pub piece: Option<String>,
}

/// The variables of every message.
pub fn uses_of(resource: &FluentResource) -> Result<BTreeMap<String, Uses>, Wrong> {
    let mut uses = BTreeMap::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else {
            continue;
        };
        let id = message.id.name;
        let wrong = |(problem, piece): (String, Option<String>)| Wrong {
            id: id.to_owned(),
            problem,
            piece,
        };
        let mut own = Uses::default();
        let Some(pattern) = &message.value else {
            return Err(wrong(("expected a text".to_owned(), None)));
        };
        read(pattern, &mut own).map_err(wrong)?;
        if let Some(both) = own.named.intersection(&own.placed).next() {
            let problem =
                format!("expected ${both} to choose a variant or to stand in the text, not both");
            return Err(wrong((problem, Some(format!("${both}")))));
        }
        uses.insert(id.to_owned(), own);
    }
    Ok(uses)
}

type Problem = (String, Option<String>);

/// Collects the variables of a pattern; each variant has to be well-formed by itself.
fn read(pattern: &Pattern<&str>, uses: &mut Uses) -> Result<(), Problem> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => text.push_str(value),
            PatternElement::Placeable { expression } => {
                text.push(markup::place(0));
                placeable(expression, uses)?;
            }
        }
    }
    if let Some(strange) = text
        .chars()
        .find(|&c| markup::number_of(c).is_some_and(|n| n > 0))
    {
        return Err((
            format!("expected no character for private use, found {strange:?}"),
            None,
        ));
    }
    Marked::read(&text).map_err(|error| {
        let piece = error.piece().map(str::to_owned);
        (error.to_string(), piece)
    })?;
    Ok(())
}

fn placeable(expression: &Expression<&str>, uses: &mut Uses) -> Result<(), Problem> {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            uses.placed.insert(id.name.to_owned());
            Ok(())
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            placeable(expression, uses)
        }
        Expression::Inline(
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. },
        ) => Ok(()),
        Expression::Inline(other) => Err((
            format!(
                "expected a variable or a choice between variants, found {}",
                source_of(other)
            ),
            Some(source_of(other)),
        )),
        Expression::Select { selector, variants } => {
            let InlineExpression::VariableReference { id } = selector else {
                let found = source_of(selector);
                return Err((
                    format!("expected a variable before ->, found {found}"),
                    Some(found),
                ));
            };
            let by_number = variants.iter().all(|variant| match &variant.key {
                VariantKey::NumberLiteral { .. } => true,
                VariantKey::Identifier { name } => PLURALS.contains(name),
            });
            let chosen = if by_number {
                &mut uses.counted
            } else {
                &mut uses.named
            };
            chosen.insert(id.name.to_owned());
            variants
                .iter()
                .try_for_each(|variant| read(&variant.value, uses))
        }
    }
}

/// The beginning of an expression as it is written.
fn source_of(expression: &InlineExpression<&str>) -> String {
    match expression {
        InlineExpression::StringLiteral { value } => format!("\"{value}\""),
        InlineExpression::NumberLiteral { value } => (*value).to_owned(),
        InlineExpression::FunctionReference { id, .. } => format!("{}(", id.name),
        InlineExpression::MessageReference { id, .. } => id.name.to_owned(),
        InlineExpression::TermReference { id, .. } => format!("-{}", id.name),
        InlineExpression::VariableReference { id } => format!("${}", id.name),
        InlineExpression::Placeable { .. } => "{".to_owned(),
    }
}

/// Where in the source a piece of a message stands: at its name, where the piece is not found.
pub fn offset_of(source: &str, id: &str, piece: &str) -> usize {
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let value = line.strip_prefix(id).map(str::trim_start);
        if value.is_some_and(|value| value.starts_with('=')) {
            break;
        }
        start += line.len();
    }
    let message = &source[start.min(source.len())..];
    let is_further = |line: &&str| line.starts_with([' ', '}']) || line.trim().is_empty();
    let mut lines = message.split_inclusive('\n');
    let first = lines.next().map_or(0, str::len);
    let length = first + lines.take_while(is_further).map(str::len).sum::<usize>();
    start + position(&message[..length], piece).unwrap_or(0)
}

/// Where a piece first stands that is not the beginning of a longer name.
fn position(text: &str, piece: &str) -> Option<usize> {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_whole = |(at, _): &(usize, &str)| !text[at + piece.len()..].starts_with(goes_on);
    text.match_indices(piece).find(is_whole).map(|(at, _)| at)
}
