//! From tokens to what they mean in an answer about hours.

use crate::language::{HourWord, Languages};
use crate::understanding::words::{Kind, Token, half_after, longest, number};

const MINUTES_IN_AN_HOUR: f64 = 60.0;

/// What is counted, or by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Minute,
    /// A day, or a shift.
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Percent,
}

/// What a stretch of tokens means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    Number(f64),
    Unit(Unit),
    /// "a" of "8 hours a day".
    Per,
    To,
    And,
    Between,
    /// "of" of "3 days of 8 hours".
    Times,
    /// "at most": the number is not the hours.
    Less,
    Full,
    Part,
    /// A number that is no count of hours: a time of day such as `5 pm`.
    NotHours,
}

/// What a word of an answer about hours means.
fn meaning(word: HourWord) -> &'static [Item] {
    use Item::{Number, Per};
    match word {
        HourWord::Hour => &[Item::Unit(Unit::Hour)],
        HourWord::Minute => &[Item::Unit(Unit::Minute)],
        HourWord::Day => &[Item::Unit(Unit::Day)],
        HourWord::Week => &[Item::Unit(Unit::Week)],
        HourWord::Fortnight => &[Item::Unit(Unit::Fortnight)],
        HourWord::Month => &[Item::Unit(Unit::Month)],
        HourWord::Year => &[Item::Unit(Unit::Year)],
        HourWord::Daily => &[Per, Item::Unit(Unit::Day)],
        HourWord::Weekly => &[Per, Item::Unit(Unit::Week)],
        HourWord::Fortnightly => &[Per, Item::Unit(Unit::Fortnight)],
        HourWord::Monthly => &[Per, Item::Unit(Unit::Month)],
        HourWord::Yearly => &[Per, Item::Unit(Unit::Year)],
        HourWord::FiveDays => &[Number(5.0), Item::Unit(Unit::Day)],
        HourWord::Per => &[Per],
        HourWord::To => &[Item::To],
        HourWord::And => &[Item::And],
        HourWord::Between => &[Item::Between],
        HourWord::Times => &[Item::Times],
        HourWord::Less => &[Item::Less],
        HourWord::FullTime => &[Item::Full],
        HourWord::PartTime => &[Item::Part],
        HourWord::TimeOfDay => &[Item::NotHours],
        HourWord::Nothing => &[],
    }
}

/// What the tokens mean; words that say nothing are left out.
pub(super) fn items(tokens: &[Token], languages: &Languages) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        at += push_next(&mut items, rest, languages).max(1);
    }
    if tokens.iter().filter(|token| token.is_mark(":")).count() > 1 {
        // "9:00-17:00"
        items.push(Item::NotHours);
    }
    items
}

/// Pushes what the first tokens mean; returns how many they were.
fn push_next(items: &mut Vec<Item>, tokens: &[Token], languages: &Languages) -> usize {
    let known = &languages.hours;
    if let Some((&word, used)) = longest(&known.phrases, tokens) {
        items.extend_from_slice(meaning(word));
        return used;
    }
    if let [.., Item::Number(hours), Item::Unit(Unit::Hour)] = &mut items[..]
        && let Some(used) = half_after(tokens, &languages.numbers)
    {
        *hours += 0.5;
        return used;
    }
    if let Some((minus, used)) = negative(items, tokens, languages) {
        items.push(Item::Number(minus));
        return used;
    }
    if let Some((hours, used)) = hours_and_minutes(tokens, languages) {
        items.extend([Item::Number(hours), Item::Unit(Unit::Hour)]);
        return used;
    }
    if let Some((value, used)) =
        number(tokens, &languages.numbers).filter(|_| !is_article(tokens, languages))
    {
        items.push(Item::Number(value));
        return used;
    }
    match &tokens[0].kind {
        Kind::Word(word) if known.articles.contains(word) => {
            items.extend(article(word, tokens.get(1), languages));
        }
        Kind::Word(word) => {
            let known = known.words.get(word);
            items.extend_from_slice(known.map_or(&[], |&word| meaning(word)));
        }
        Kind::Mark('-') if joins_a_word(tokens) => {}
        Kind::Mark('-' | '–') => push_dash(items),
        Kind::Mark('/') => items.push(slash(tokens.get(1))),
        Kind::Mark('*') => items.push(Item::Times),
        Kind::Mark('%') => items.push(Item::Unit(Unit::Percent)),
        // Too long a number.
        Kind::Digits(_) => items.push(Item::NotHours),
        Kind::Mark(_) => {}
    }
    1
}

/// The hyphen of `12-hour`.
fn joins_a_word(tokens: &[Token]) -> bool {
    tokens[0].glued
        && tokens
            .get(1)
            .is_some_and(|next| next.glued && next.word().is_some())
}

/// After a number or its unit a dash is "to".
fn push_dash(items: &mut Vec<Item>) {
    if !matches!(items.last(), None | Some(Item::To)) {
        items.push(Item::To);
    }
}

/// `20/25` is a range; `20h/week` is hours per week.
fn slash(next: Option<&Token>) -> Item {
    let number = next.and_then(Token::digits);
    match number {
        Some("7") | None => Item::Per,
        Some(_) => Item::To,
    }
}

/// "a" is "per" before a unit and, as the French "à", "to" before a number.
fn article(word: &str, next: Option<&Token>, languages: &Languages) -> Option<Item> {
    let next = next?;
    let known = &languages.hours;
    let to = known.articles_that_are_to.contains(word)
        && number(std::slice::from_ref(next), &languages.numbers).is_some();
    let unit = unit_named(next, languages);
    let per = matches!(
        unit,
        Some(Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year)
    );
    match (to, per) {
        (true, _) => Some(Item::To),
        (_, true) => Some(Item::Per),
        _ => None,
    }
}

fn unit_named(token: &Token, languages: &Languages) -> Option<Unit> {
    let &word = languages.hours.words.get(token.word()?)?;
    match meaning(word) {
        [Item::Unit(unit)] => Some(*unit),
        _ => None,
    }
}

/// `un` and `une` count only where a unit or nothing follows.
fn is_article(tokens: &[Token], languages: &Languages) -> bool {
    let says_nothing = |next: &str| languages.hours.words.get(next).is_none();
    tokens[0].is_in(&languages.numbers.articles)
        && tokens.get(1).and_then(Token::word).is_some_and(|next| {
            says_nothing(next) && number(&tokens[1..], &languages.numbers).is_none()
        })
}

/// `-5`, where nothing that could be a range stands before it.
fn negative(items: &[Item], tokens: &[Token], languages: &Languages) -> Option<(f64, usize)> {
    let [dash, digits, ..] = tokens else {
        return None;
    };
    if !items.is_empty() || !dash.is_mark("-") || !digits.glued {
        return None;
    }
    let (value, used) = number(&tokens[1..], &languages.numbers)?;
    Some((-value, used + 1))
}

/// `37h30`, `37:30`, `37 heures 30`, `37 hours and 30 minutes`.
fn hours_and_minutes(tokens: &[Token], languages: &Languages) -> Option<(f64, usize)> {
    let known = &languages.hours;
    let hours = f64::from(tokens.first()?.value()?);
    let separator = tokens.get(1)?;
    let colon = separator.is_mark(":") && separator.glued;
    if !colon && !separator.is_in(&known.before_minutes) {
        return None;
    }
    let is_and = |word: &str| known.words.get(word) == Some(&HourWord::And);
    let and = usize::from(tokens.get(2)?.word().is_some_and(is_and));
    let written = tokens.get(2 + and)?;
    let minutes = f64::from(written.value()?);
    let mut used = 3 + and;
    let next = tokens.get(used);
    let named = next.is_some_and(|next| next.is_in(&known.after_minutes));
    let next_counts = next.is_some_and(|next| unit_named(next, languages).is_some());
    let two_digits = written.digits().is_some_and(|digits| digits.len() == 2);
    if minutes >= MINUTES_IN_AN_HOUR || !named && (!two_digits || next_counts || and == 1) {
        return None;
    }
    used += usize::from(named);
    // "37:30 h"
    let again = colon
        && tokens
            .get(used)
            .is_some_and(|next| next.is_in(&known.after_clock));
    Some((
        hours + minutes / MINUTES_IN_AN_HOUR,
        used + usize::from(again),
    ))
}
