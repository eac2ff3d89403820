//! From tokens to what they mean in a date.

use jiff::civil::Date;
use strsim::osa_distance;

use crate::language::{DateWord, DateWords, Languages};
use crate::noc::Lang;
use crate::understanding::lengths::{Length, length};
use crate::understanding::words::{Kind, Token, in_words, longest};

/// Two-digit years below this belong to this century.
const CENTURY_ENDS: u32 = 50;
/// Shorter words are not taken for a misspelt month.
const FUZZY_LENGTH: usize = 5;

/// A number as typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Digits {
    pub value: u32,
    pub width: usize,
}

impl Digits {
    /// The year a two-digit number stands for.
    pub fn as_short_year(self) -> i16 {
        let century = if self.value < CENTURY_ENDS {
            2000
        } else {
            1900
        };
        as_year(century + self.value)
    }

    /// The year it spells out.
    pub fn as_year(self) -> i16 {
        as_year(self.value)
    }

    /// A day or a month; no number of at most two digits is too large for it.
    pub fn small(self) -> i8 {
        i8::try_from(self.value).unwrap_or(i8::MAX)
    }
}

fn as_year(value: u32) -> i16 {
    i16::try_from(value).unwrap_or(i16::MAX)
}

/// Which part of a month or year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
}

/// What a stretch of tokens means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    Year(i16),
    /// So many years before this one.
    YearsBack(i16),
    MonthsBack(i32),
    DaysBack(i32),
    Month(i8),
    /// One or two digits.
    Num(Digits),
    /// A number that can only be a day: `1st`, `1er`.
    Nth(Digits),
    Pair(Digits, Digits),
    Triple {
        parts: [Digits; 3],
        hyphens: bool,
    },
    /// Six or eight digits in a row.
    Run(u32, usize),
    Length(Length),
    Ago,
    Ahead,
    Before,
    Last,
    Next,
    Part(Part),
    Now,
    Still,
    To,
    Or,
    /// A word that turns the meaning round.
    Block,
    /// A number that belongs to no date.
    Stray,
    Unknown,
    /// A word that says nothing about the date; left out.
    Filler,
}

impl From<DateWord> for Item {
    fn from(word: DateWord) -> Self {
        match word {
            DateWord::YearsBack(years) => Item::YearsBack(years),
            DateWord::MonthsBack(months) => Item::MonthsBack(months),
            DateWord::DaysBack(days) => Item::DaysBack(days),
            DateWord::Ago => Item::Ago,
            DateWord::Ahead => Item::Ahead,
            DateWord::Before => Item::Before,
            DateWord::Last => Item::Last,
            DateWord::Next => Item::Next,
            DateWord::Early => Item::Part(Part::Early),
            DateWord::Mid => Item::Part(Part::Mid),
            DateWord::Late => Item::Part(Part::Late),
            DateWord::Now => Item::Now,
            DateWord::Still => Item::Still,
            DateWord::To => Item::To,
            DateWord::Or => Item::Or,
            DateWord::Block => Item::Block,
            DateWord::Unknown => Item::Unknown,
            DateWord::Filler => Item::Filler,
        }
    }
}

/// What the tokens mean, fillers left out.
pub(super) fn items(tokens: &[Token], lang: Lang, today: Date, languages: &Languages) -> Vec<Item> {
    let context = Context { lang, languages };
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let used = context.push_next(&mut items, rest);
        at += used.max(1);
    }
    items.retain(|item| *item != Item::Filler);
    for item in &mut items {
        if let Item::YearsBack(back) = *item {
            *item = Item::Year(today.year().saturating_sub(back));
        }
    }
    items
}

/// The words known, and the language of the chat, which decides between two meanings of a word.
struct Context<'a> {
    lang: Lang,
    languages: &'a Languages,
}

impl Context<'_> {
    /// Pushes what the first tokens mean; returns how many they were.
    fn push_next(&self, items: &mut Vec<Item>, tokens: &[Token]) -> usize {
        if let Some((year, used)) = short_year(tokens) {
            items.push(Item::Year(year));
            return used;
        }
        let known = self.known();
        let ahead = tokens[0].is_in(&known.ahead_of_a_length)
            && length(&tokens[1..], self.languages).is_some();
        if ahead {
            items.push(Item::Ahead);
            return 1;
        }
        if let Some((length, used)) = length(tokens, self.languages) {
            items.push(Item::Length(length));
            return used;
        }
        if tokens[0].digits().is_some() {
            return push_numbers(items, tokens, known);
        }
        if let Some((&word, used)) = longest(&known.phrases, tokens) {
            items.push(word.into());
            return used;
        }
        let after_month = matches!(items.last(), Some(Item::Month(_)));
        let (item, used) = match tokens[0].word() {
            Some(word) => self.word_item(word, tokens, after_month),
            None => (self.mark_item(tokens, after_month), 1),
        };
        items.push(item);
        used
    }

    fn known(&self) -> &DateWords {
        &self.languages.dates
    }

    /// A dash between spaces stands between two dates, and a slash between two months; inside `15-mars-2023` they say nothing.
    fn mark_item(&self, tokens: &[Token], after_month: bool) -> Item {
        let mark = &tokens[0];
        let spaced = !mark.glued || tokens.get(1).is_some_and(|next| !next.glued);
        let next_is_a_month = || tokens.get(1).is_some_and(|next| self.names_a_month(next));
        match () {
            () if after_month && mark.is_mark("/") && next_is_a_month() => Item::Or,
            () if mark.is_mark("–") || mark.is_mark("-") && spaced => Item::To,
            () if matches!(mark.kind, Kind::Digits(_)) => Item::Stray,
            () => Item::Filler,
        }
    }

    fn word_item(&self, word: &str, tokens: &[Token], after_month: bool) -> (Item, usize) {
        let known = self.known();
        let month = month_named(word, known);
        let own_numbers = &self.languages.numbers_of.get(self.lang).values;
        // The French "sept" is a number too.
        let is_a_month = month.is_some() && (after_month || own_numbers.get(word).is_none());
        if !is_a_month && let Some((value, used)) = self.day_in_words(tokens, after_month) {
            return (Item::Num(Digits { value, width: 1 }), used);
        }
        let nth = (1..)
            .zip(&known.ordinals)
            .find(|(_, names)| names.contains(word));
        let mut next = tokens[1..].iter().take(2);
        if let Some((value, _)) = nth
            && (after_month || next.any(|next| self.names_a_month(next)))
        {
            return (Item::Nth(Digits { value, width: 1 }), 1);
        }
        if self.is_weekday(word, tokens) {
            return (Item::Filler, 1);
        }
        let item = month
            .map(Item::Month)
            .or_else(|| known.words.get(word).map(|&word| word.into()))
            .or_else(|| known.fillers.contains(word).then_some(Item::Filler))
            .or_else(|| misspelt_month(word, known).map(Item::Month))
            .unwrap_or(Item::Unknown);
        (item, 1)
    }

    /// `quinze` before `mars`, `fifteen` after `March`.
    fn day_in_words(&self, tokens: &[Token], after_month: bool) -> Option<(u32, usize)> {
        let (value, used) = in_words(tokens, &self.languages.numbers)?;
        let next = tokens.get(used);
        let by_a_month = after_month || next.is_some_and(|next| self.names_a_month(next));
        (value <= 31 && by_a_month).then_some((value, used))
    }

    /// `mar` for `mardi`, where the date follows.
    fn is_weekday(&self, word: &str, tokens: &[Token]) -> bool {
        let mut rest = tokens[1..].iter().filter(|token| !token.is_mark("."));
        self.known().weekdays_like_months.contains(word)
            && rest.next().is_some_and(|day| day.digits().is_some())
            && rest.next().is_some_and(|next| self.names_a_month(next))
    }

    fn names_a_month(&self, token: &Token) -> bool {
        let known = self.known();
        let month = |word| month_named(word, known).or_else(|| misspelt_month(word, known));
        token.word().is_some_and(|word| month(word).is_some())
    }
}

/// `'23`.
fn short_year(tokens: &[Token]) -> Option<(i16, usize)> {
    match tokens {
        [mark, year, ..] if mark.is_mark("'") && year.digits()?.len() == 2 => {
            Some((digits(year)?.as_short_year(), 2))
        }
        _ => None,
    }
}

fn month_named(word: &str, known: &DateWords) -> Option<i8> {
    let mut months = (1..).zip(&known.months);
    months
        .find(|(_, names)| names.contains(word))
        .map(|(month, _)| month)
}

/// The only month with a name of five letters or more that is one slip away.
fn misspelt_month(word: &str, known: &DateWords) -> Option<i8> {
    let is_word = known.not_months.contains(word)
        || known.words.get(word).is_some()
        || known.fillers.contains(word);
    if word.len() < FUZZY_LENGTH || is_word {
        return None;
    }
    let near = |name: &str| name.len() >= FUZZY_LENGTH && osa_distance(name, word) == 1;
    let mut close = (1..)
        .zip(&known.months)
        .filter(|(_, names)| names.iter().any(near));
    match (close.next(), close.next()) {
        (Some((month, _)), None) => Some(month),
        _ => None,
    }
}

/// Pushes a group such as `15/03/2023`, or one number; returns the tokens it took.
fn push_numbers(items: &mut Vec<Item>, tokens: &[Token], known: &DateWords) -> usize {
    let (group, hyphens, used) = group(tokens);
    match group[..] {
        [first, second] if (first.width, second.width) == (4, 4) => {
            items.extend([
                Item::Year(first.as_year()),
                Item::To,
                Item::Year(second.as_year()),
            ]);
        }
        [first, second] => items.push(Item::Pair(first, second)),
        [a, b, c] => {
            let parts = [a, b, c];
            items.push(Item::Triple { parts, hyphens });
        }
        [one] if one.width <= 2 && ordinal(tokens, known) => {
            items.push(Item::Nth(one));
            return 2;
        }
        [one] => items.push(match one.width {
            1 | 2 => Item::Num(one),
            4 if one.value >= 1000 => Item::Year(one.as_year()),
            6 | 8 => Item::Run(one.value, one.width),
            _ => Item::Stray,
        }),
        _ => items.push(Item::Stray),
    }
    used
}

/// Numbers with the same mark between them: `-`, `/` or `.`; only the slash and the point may have spaces around them.
fn group(tokens: &[Token]) -> (Vec<Digits>, bool, usize) {
    let mut group: Vec<Digits> = tokens.first().and_then(digits).into_iter().collect();
    let mut used = 1;
    let mut separator = "";
    while let Some([mark, number, ..]) = tokens.get(used..) {
        let Some(found) = ["-–", "/", "."]
            .into_iter()
            .find(|marks| mark.is_mark(marks))
        else {
            break;
        };
        let tight = mark.glued && number.glued;
        let same = separator.is_empty() || separator == found;
        let Some(next) = digits(number).filter(|_| same && (tight || found != "-–")) else {
            break;
        };
        group.push(next);
        separator = found;
        used += 2;
    }
    (group, separator == "-–", used)
}

/// `st` of `1st`, `er` of `1er`.
fn ordinal(tokens: &[Token], known: &DateWords) -> bool {
    tokens.get(1).is_some_and(|token| {
        token.is_in(&known.ordinal_endings) || token.glued && token.is_in(&known.ordinal_letters)
    })
}

fn digits(token: &Token) -> Option<Digits> {
    let digits = token.digits()?;
    let value = digits.parse().ok()?;
    let width = digits.len();
    Some(Digits { value, width })
}
