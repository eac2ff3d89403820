//! From tokens to what they mean in an answer about hours.

use crate::understanding::words::{Kind, Token, half_after, listed, number, phrase_at};

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

const PHRASES: &[(&str, &[Item])] = &[
    ("full time", &[Item::Full]),
    ("temps plein", &[Item::Full]),
    ("plein temps", &[Item::Full]),
    ("temps complet", &[Item::Full]),
    ("part time", &[Item::Part]),
    ("temps partiel", &[Item::Part]),
    ("mi temps", &[Item::Part]),
    ("tps plein", &[Item::Full]),
    ("bi weekly", &[Item::Per, Item::Unit(Unit::Fortnight)]),
    ("bi hebdomadaire", &[Item::Per, Item::Unit(Unit::Fortnight)]),
    ("half time", &[Item::Part]),
    ("less than", &[Item::Less]),
    ("up to", &[Item::Less]),
    ("at most", &[Item::Less]),
    ("no more than", &[Item::Less]),
    ("moins de", &[Item::Less]),
    ("moins d", &[Item::Less]),
    ("jusqu a", &[Item::Less]),
    ("au plus", &[Item::Less]),
    ("ou plus", &[]),
    ("or more", &[]),
    ("or so", &[]),
    ("every two weeks", &[Item::Per, Item::Unit(Unit::Fortnight)]),
    ("per two weeks", &[Item::Per, Item::Unit(Unit::Fortnight)]),
    ("two weeks", &[Item::Per, Item::Unit(Unit::Fortnight)]),
    ("deux semaines", &[Item::Per, Item::Unit(Unit::Fortnight)]),
    (
        "aux deux semaines",
        &[Item::Per, Item::Unit(Unit::Fortnight)],
    ),
    ("aux 2 semaines", &[Item::Per, Item::Unit(Unit::Fortnight)]),
    ("tous les jours", &[Item::Per, Item::Unit(Unit::Day)]),
    ("monday to friday", FIVE_DAYS),
    ("monday through friday", FIVE_DAYS),
    ("mon to fri", FIVE_DAYS),
    ("mon fri", FIVE_DAYS),
    ("lundi au vendredi", FIVE_DAYS),
    ("lundi a vendredi", FIVE_DAYS),
];

const FIVE_DAYS: &[Item] = &[Item::Number(5.0), Item::Unit(Unit::Day)];

const WORDS: &[(&str, &[Item])] = &[
    (
        "h hr hrs hour hours hous hors heure heures heurs hre hres",
        &[Item::Unit(Unit::Hour)],
    ),
    ("min mins minute minutes", &[Item::Unit(Unit::Minute)]),
    (
        "d day days j jr jrs jour jours journee journees shift shifts night nights nuit nuits quart \
         quarts garde gardes times fois",
        &[Item::Unit(Unit::Day)],
    ),
    (
        "w wk wks week weeks sem semaine semaines",
        &[Item::Unit(Unit::Week)],
    ),
    ("fortnight fortnights", &[Item::Unit(Unit::Fortnight)]),
    ("mo month months mth mois", &[Item::Unit(Unit::Month)]),
    (
        "y yr yrs year years an ans annee annees",
        &[Item::Unit(Unit::Year)],
    ),
    (
        "daily quotidien quotidiennes",
        &[Item::Per, Item::Unit(Unit::Day)],
    ),
    (
        "weekly hebdo hebdomadaire hebdomadaires",
        &[Item::Per, Item::Unit(Unit::Week)],
    ),
    (
        "biweekly fortnightly bimensuel",
        &[Item::Per, Item::Unit(Unit::Fortnight)],
    ),
    (
        "monthly mensuel mensuelles",
        &[Item::Per, Item::Unit(Unit::Month)],
    ),
    (
        "yearly annually annual annuel annuelles",
        &[Item::Per, Item::Unit(Unit::Year)],
    ),
    ("per par each every chaque p sur aux", &[Item::Per]),
    ("to or ou until", &[Item::To]),
    ("and et", &[Item::And]),
    ("between entre", &[Item::Between]),
    ("of x de at", &[Item::Times]),
    ("under below max maximum less moins", &[Item::Less]),
    ("full fulltime ft plein", &[Item::Full]),
    ("part parttime pt partiel mitemps", &[Item::Part]),
    ("am pm", &[Item::NotHours]),
];

/// What the tokens mean; words that say nothing are left out.
pub(super) fn items(tokens: &[Token]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        at += push_next(&mut items, rest).max(1);
    }
    if tokens.iter().filter(|token| token.is_mark(":")).count() > 1 {
        // "9:00-17:00"
        items.push(Item::NotHours);
    }
    items
}

/// Pushes what the first tokens mean; returns how many they were.
fn push_next(items: &mut Vec<Item>, tokens: &[Token]) -> usize {
    let phrase = PHRASES
        .iter()
        .filter_map(|(phrase, meaning)| Some((*meaning, phrase_at(tokens, phrase)?)))
        .max_by_key(|(_, used)| *used);
    if let Some((meaning, used)) = phrase {
        items.extend_from_slice(meaning);
        return used;
    }
    if let [.., Item::Number(hours), Item::Unit(Unit::Hour)] = &mut items[..]
        && let Some(used) = half_after(tokens)
    {
        *hours += 0.5;
        return used;
    }
    if let Some((minus, used)) = negative(items, tokens) {
        items.push(Item::Number(minus));
        return used;
    }
    if let Some((hours, used)) = hours_and_minutes(tokens) {
        items.extend([Item::Number(hours), Item::Unit(Unit::Hour)]);
        return used;
    }
    if let Some((value, used)) = number(tokens).filter(|_| !is_article(tokens)) {
        items.push(Item::Number(value));
        return used;
    }
    match &tokens[0].kind {
        Kind::Word(word) if ["a", "the", "la", "une", "un"].contains(&word.as_str()) => {
            items.extend(article(word, tokens.get(1)));
        }
        Kind::Word(word) => {
            let known = WORDS.iter().find(|(words, _)| listed(words, word));
            items.extend_from_slice(known.map_or(&[], |(_, meaning)| meaning));
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
fn article(word: &str, next: Option<&Token>) -> Option<Item> {
    let next = next?;
    let to = word == "a" && number(std::slice::from_ref(next)).is_some();
    let unit = next.word().and_then(|next| {
        let (_, meaning) = WORDS.iter().find(|(words, _)| listed(words, next))?;
        match meaning {
            [Item::Unit(unit)] => Some(*unit),
            _ => None,
        }
    });
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

/// `un` and `une` count only where a unit or nothing follows.
fn is_article(tokens: &[Token]) -> bool {
    tokens[0].is_word(&["un", "une", "one"])
        && tokens.get(1).and_then(Token::word).is_some_and(|next| {
            !WORDS.iter().any(|(words, _)| listed(words, next)) && number(&tokens[1..]).is_none()
        })
}

/// `-5`, where nothing that could be a range stands before it.
fn negative(items: &[Item], tokens: &[Token]) -> Option<(f64, usize)> {
    let [dash, digits, ..] = tokens else {
        return None;
    };
    if !items.is_empty() || !dash.is_mark("-") || !digits.glued {
        return None;
    }
    let (value, used) = number(&tokens[1..])?;
    Some((-value, used + 1))
}

/// `37h30`, `37:30`, `37 heures 30`, `37 hours and 30 minutes`.
fn hours_and_minutes(tokens: &[Token]) -> Option<(f64, usize)> {
    let hours = f64::from(tokens.first()?.value()?);
    let separator = tokens.get(1)?;
    let colon = separator.is_mark(":") && separator.glued;
    if !colon && !separator.is_word(&["h", "hr", "hrs", "hours", "heures", "hour", "heure"]) {
        return None;
    }
    let and = usize::from(tokens.get(2)?.is_word(&["and", "et"]));
    let written = tokens.get(2 + and)?;
    let minutes = f64::from(written.value()?);
    let mut used = 3 + and;
    let named = tokens
        .get(used)
        .is_some_and(|next| next.is_word(&["min", "mins", "minute", "minutes", "mn", "m"]));
    let next_counts = tokens.get(used).is_some_and(|next| {
        let word = next.word().unwrap_or_default();
        let unit = WORDS.iter().find(|(words, _)| listed(words, word));
        unit.is_some_and(|(_, meaning)| matches!(meaning, [Item::Unit(_)]))
    });
    let two_digits = written.digits().is_some_and(|digits| digits.len() == 2);
    if minutes >= MINUTES_IN_AN_HOUR || !named && (!two_digits || next_counts || and == 1) {
        return None;
    }
    used += usize::from(named);
    // "37:30 h"
    let again = colon && tokens.get(used).is_some_and(|next| next.is_word(&["h"]));
    Some((
        hours + minutes / MINUTES_IN_AN_HOUR,
        used + usize::from(again),
    ))
}
