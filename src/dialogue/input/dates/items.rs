//! From tokens to what they mean in a date.

use jiff::civil::Date;
use strsim::osa_distance;

use crate::dialogue::input::lengths::{Length, length};
use crate::dialogue::input::words::{Token, in_words, listed, phrase_at};
use crate::noc::Lang;

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

/// Phrases and words with a meaning; of those that fit the one with most words counts.
const PHRASES: &[(&str, Item)] = &[
    ("last year", Item::YearsBack(1)),
    ("past year", Item::YearsBack(1)),
    ("previous year", Item::YearsBack(1)),
    ("annee derniere", Item::YearsBack(1)),
    ("annee passee", Item::YearsBack(1)),
    ("annee precedente", Item::YearsBack(1)),
    ("an dernier", Item::YearsBack(1)),
    ("an passe", Item::YearsBack(1)),
    ("year before last", Item::YearsBack(2)),
    ("this year", Item::YearsBack(0)),
    ("current year", Item::YearsBack(0)),
    ("cette annee", Item::YearsBack(0)),
    ("annee en cours", Item::YearsBack(0)),
    ("next year", Item::YearsBack(-1)),
    ("annee prochaine", Item::YearsBack(-1)),
    ("an prochain", Item::YearsBack(-1)),
    ("last month", Item::MonthsBack(1)),
    ("past month", Item::MonthsBack(1)),
    ("previous month", Item::MonthsBack(1)),
    ("mois dernier", Item::MonthsBack(1)),
    ("dernier mois", Item::MonthsBack(1)),
    ("mois passe", Item::MonthsBack(1)),
    ("month before last", Item::MonthsBack(2)),
    ("this month", Item::MonthsBack(0)),
    ("current month", Item::MonthsBack(0)),
    ("ce mois", Item::MonthsBack(0)),
    ("ce mois ci", Item::MonthsBack(0)),
    ("mois en cours", Item::MonthsBack(0)),
    ("mois courant", Item::MonthsBack(0)),
    ("next month", Item::MonthsBack(-1)),
    ("mois prochain", Item::MonthsBack(-1)),
    ("last week", Item::DaysBack(7)),
    ("past week", Item::DaysBack(7)),
    ("semaine derniere", Item::DaysBack(7)),
    ("semaine passee", Item::DaysBack(7)),
    ("yesterday", Item::DaysBack(1)),
    ("hier", Item::DaysBack(1)),
    ("day before yesterday", Item::DaysBack(2)),
    ("avant hier", Item::DaysBack(2)),
    ("tomorrow", Item::DaysBack(-1)),
    ("demain", Item::DaysBack(-1)),
    ("next week", Item::DaysBack(-7)),
    ("semaine prochaine", Item::DaysBack(-7)),
    ("il y a", Item::Ago),
    ("il ya", Item::Ago),
    ("y a", Item::Ago),
    ("ca fait", Item::Ago),
    ("cela fait", Item::Ago),
    ("plus tot", Item::Ago),
    ("ago today", Item::Ago),
    ("from now", Item::Ahead),
    ("start of", Item::Part(Part::Early)),
    ("beginning of", Item::Part(Part::Early)),
    ("right now", Item::Now),
    ("aujourd hui", Item::Now),
    ("a present", Item::Now),
    ("to date", Item::Still),
    ("till date", Item::Still),
    ("until date", Item::Still),
    ("upto date", Item::Still),
    ("till now", Item::Still),
    ("until now", Item::Still),
    ("upto now", Item::Still),
    ("up to now", Item::Still),
    ("till today", Item::Still),
    ("until today", Item::Still),
    ("to this day", Item::Still),
    ("to the present", Item::Still),
    ("never left", Item::Still),
    ("never ended", Item::Still),
    ("never stopped", Item::Still),
    ("not yet", Item::Still),
    ("not ended", Item::Still),
    ("not finished", Item::Still),
    ("no end", Item::Still),
    ("no end date", Item::Still),
    ("a ce jour", Item::Still),
    ("a date", Item::Still),
    ("en cours", Item::Still),
    ("en poste", Item::Still),
    ("pas encore", Item::Still),
    ("pas fini", Item::Still),
    ("pas termine", Item::Still),
    ("jusqu a ce jour", Item::Still),
    ("jusqu a present", Item::Still),
    ("jusqu a maintenant", Item::Still),
    ("jusqu a aujourd hui", Item::Still),
    ("jusqu aujourd hui", Item::Still),
    ("jusque la", Item::To),
    ("up to", Item::To),
    ("plus de", Item::Filler),
    ("plus d", Item::Filler),
    ("plus ou moins", Item::Filler),
    ("more or less", Item::Filler),
    ("au plus tard", Item::Block),
    ("may be", Item::Filler),
    ("may have", Item::Unknown),
    ("i may", Item::Unknown),
];

/// Words with a meaning, by meaning.
const WORDS: &[(&str, Item)] = &[
    ("ago back earlier auparavant voila", Item::Ago),
    ("before avant", Item::Before),
    ("later", Item::Ahead),
    (
        "last past previous dernier derniere passe passee",
        Item::Last,
    ),
    ("next coming prochain prochaine", Item::Next),
    ("early beginning debut", Item::Part(Part::Early)),
    ("mid middle mi milieu", Item::Part(Part::Mid)),
    ("late end fin", Item::Part(Part::Late)),
    ("now today nowadays maintenant", Item::Now),
    (
        "still present presently current currently ongoing continue continues continuing \
         toujours encore actuel actuelle actuellement",
        Item::Still,
    ),
    (
        "to till til until upto through thru jusque jusqu au",
        Item::To,
    ),
    ("or ou", Item::Or),
    (
        "not dont don doesn didn isn wasn haven never longer anymore after except less \
         ne pas plus jamais apres sauf moins",
        Item::Block,
    ),
];

/// Words that say nothing about a date.
const FILLERS: &str = "\
    i we my me im m s ve d t it its was were am is are be been have had has do did the of this that a an \
    in on at from since for start started starting starts begin began begun join joined joining work worked \
    working works job role position there here with as about around approx approximately roughly circa ca \
    maybe probably think guess ended ending ends finish finished left leave quit stop stopped date day \
    days month year years over more than almost nearly exactly only just when yes yeah ok no nope well so then \
    and by company they them him her one first please hi hello hired employed \
    monday tuesday wednesday thursday friday saturday sunday \
    je j il elle ai suis on nous mon ma mes c est etait ce cette le la les l un une des du de en dans depuis des \
    partir commence commencer commencee embauche embauchee travaille travaillais travail travailler emploi \
    poste bas y vers autour environ peu pres presque mois annee annees an ans jour jours oui non ouais fini finie \
    termine terminee quitte arrete qui que et alors donc ete etais eu courant ici meme bonjour merci arrivee entree \
    lundi mardi mercredi jeudi vendredi samedi dimanche";

/// The names of each month and their short forms, in both languages.
const MONTHS: [&str; 12] = [
    "january janvier jan janv",
    "february fevrier feb febr fev fevr",
    "march mars mar",
    "april avril apr avr",
    "may mai",
    "june juin jun",
    "july juillet jul juil juill jully",
    "august aout aug",
    "september septembre sep sept",
    "october octobre oct",
    "november novembre nov",
    "december decembre dec",
];

/// Words for the first days of a month, from the first on.
const ORDINALS: [&str; 10] = [
    "first premier",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
];

/// Real words one letter away from a month.
const NOT_MONTHS: &str = "marche match avail larch";

/// What the tokens mean, fillers left out.
pub(super) fn items(tokens: &[Token], lang: Lang, today: Date) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let used = push_next(&mut items, rest, lang);
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

/// Pushes what the first tokens mean; returns how many they were.
fn push_next(items: &mut Vec<Item>, tokens: &[Token], lang: Lang) -> usize {
    if let Some((year, used)) = short_year(tokens) {
        items.push(Item::Year(year));
        return used;
    }
    let ahead = tokens[0].is_word(&["in", "dans"]) && length(&tokens[1..]).is_some();
    if ahead {
        items.push(Item::Ahead);
        return 1;
    }
    if let Some((length, used)) = length(tokens) {
        items.push(Item::Length(length));
        return used;
    }
    if tokens[0].digits().is_some() {
        return push_numbers(items, tokens);
    }
    if let Some((item, used)) = phrase(tokens) {
        items.push(item);
        return used;
    }
    let (item, used) = match tokens[0].word() {
        Some(word) => {
            let after_month = matches!(items.last(), Some(Item::Month(_)));
            word_item(word, tokens, after_month, lang)
        }
        None => (mark_item(tokens), 1),
    };
    items.push(item);
    used
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

fn phrase(tokens: &[Token]) -> Option<(Item, usize)> {
    PHRASES
        .iter()
        .filter_map(|(phrase, item)| Some((*item, phrase_at(tokens, phrase)?)))
        .max_by_key(|(_, used)| *used)
}

/// A dash between spaces stands between two dates; inside `15-mars-2023` it says nothing.
fn mark_item(tokens: &[Token]) -> Item {
    let mark = &tokens[0];
    let spaced = !mark.glued || tokens.get(1).is_some_and(|next| !next.glued);
    match () {
        () if after_word && mark.is_mark("/") && before_word => Item::Or,
        () if mark.is_mark("–") || mark.is_mark("-") && spaced => Item::To,
        () if matches!(mark.kind, crate::dialogue::input::words::Kind::Digits(_)) => Item::Stray,
        () => Item::Filler,
    }
}

fn word_item(word: &str, tokens: &[Token], after_month: bool, lang: Lang) -> (Item, usize) {
    let month = month_named(word);
    let sept_is_a_month = lang == Lang::En && month.is_some();
    if !sept_is_a_month && let Some((value, used)) = day_in_words(tokens, after_month) {
        return (Item::Num(Digits { value, width: 1 }), used);
    }
    let nth = (1..).zip(ORDINALS).find(|(_, names)| listed(names, word));
    if let Some((value, _)) = nth
        && (after_month || tokens[1..].iter().take(2).any(names_a_month))
    {
        return (Item::Nth(Digits { value, width: 1 }), 1);
    }
    if is_weekday(word, tokens) {
        return (Item::Filler, 1);
    }
    let item = month
        .map(Item::Month)
        .or_else(|| known_word(word))
        .or_else(|| listed(FILLERS, word).then_some(Item::Filler))
        .or_else(|| misspelt_month(word).map(Item::Month))
        .unwrap_or(Item::Unknown);
    (item, 1)
}

/// `quinze` before `mars`, `fifteen` after `March`.
fn day_in_words(tokens: &[Token], after_month: bool) -> Option<(u32, usize)> {
    let (value, used) = in_words(tokens)?;
    let by_a_month = after_month || tokens.get(used).is_some_and(names_a_month);
    (value <= 31 && by_a_month).then_some((value, used))
}

/// `mar` for `mardi`, where the date follows.
fn is_weekday(word: &str, tokens: &[Token]) -> bool {
    let mut rest = tokens[1..].iter().filter(|token| !token.is_mark("."));
    word == "mar"
        && rest.next().is_some_and(|day| day.digits().is_some())
        && rest.next().is_some_and(names_a_month)
}

fn names_a_month(token: &Token) -> bool {
    token
        .word()
        .is_some_and(|word| month_named(word).or_else(|| misspelt_month(word)).is_some())
}

fn known_word(word: &str) -> Option<Item> {
    let found = WORDS.iter().find(|(words, _)| listed(words, word));
    found.map(|&(_, item)| item)
}

fn months() -> impl Iterator<Item = (i8, &'static str)> {
    (1..).zip(MONTHS)
}

fn month_named(word: &str) -> Option<i8> {
    months()
        .find(|(_, names)| listed(names, word))
        .map(|(month, _)| month)
}

/// The only month with a name of five letters or more that is one slip away.
fn misspelt_month(word: &str) -> Option<i8> {
    let is_word = listed(NOT_MONTHS, word) || known_word(word).is_some() || listed(FILLERS, word);
    if word.len() < FUZZY_LENGTH || is_word {
        return None;
    }
    let near = |name: &str| name.len() >= FUZZY_LENGTH && osa_distance(name, word) == 1;
    let mut close = months().filter(|(_, names)| names.split(' ').any(near));
    match (close.next(), close.next()) {
        (Some((month, _)), None) => Some(month),
        _ => None,
    }
}

/// Pushes a group such as `15/03/2023`, or one number; returns the tokens it took.
fn push_numbers(items: &mut Vec<Item>, tokens: &[Token]) -> usize {
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
        [one] if one.width <= 2 && ordinal(tokens) => {
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
fn ordinal(tokens: &[Token]) -> bool {
    tokens.get(1).is_some_and(|token| {
        token.is_word(&["st", "nd", "rd", "th", "er", "ere", "eme", "ieme"])
            || token.glued && token.is_word(&["e", "o", "ro", "do"])
    })
}

fn digits(token: &Token) -> Option<Digits> {
    let digits = token.digits()?;
    let value = digits.parse().ok()?;
    let width = digits.len();
    Some(Digits { value, width })
}
