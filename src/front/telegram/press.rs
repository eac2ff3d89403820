//! What the buttons of this front carry; a conversation's own buttons carry [`crate::dialogue::PressData`].
//!
//! A group's quick check is kept nowhere but here: its language, who asked, the occupation and the answers so far.

use std::fmt;
use std::str::FromStr;

use crate::eligibility::Country;
use crate::noc::{Lang, NocCode};

/// A button of this front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TelegramAction {
    Language(Lang),
    Quick(Quick),
}

/// A step of the quick check in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quick {
    pub lang: Lang,
    /// Whose presses count; nobody's in particular where an anonymous admin asked.
    pub asker: Option<u64>,
    pub noc: NocCode,
    pub told: Told,
}

/// How far the quick check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The occupation was picked.
    Occupation,
    /// The check was asked for.
    Begun,
    Months(Months),
    Hours(Months, Hours),
    All(Months, Hours, Country),
}

/// Months of work in the years that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Months {
    Under6,
    From6,
    From12,
    From24,
}

impl Months {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Months; 4] = [
        Months::Under6,
        Months::From6,
        Months::From12,
        Months::From24,
    ];

    fn letter(self) -> char {
        match self {
            Months::Under6 => 'a',
            Months::From6 => 'b',
            Months::From12 => 'c',
            Months::From24 => 'd',
        }
    }
}

/// Hours a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    FullTime,
    PartTime,
    Few,
}

impl Hours {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Hours; 3] = [Hours::FullTime, Hours::PartTime, Hours::Few];

    fn letter(self) -> char {
        match self {
            Hours::FullTime => 'f',
            Hours::PartTime => 'p',
            Hours::Few => 'l',
        }
    }
}

/// The first characters; others are buttons of another release.
const QUICK: &str = "q1";
const LANGUAGE: &str = "l1";
/// Ends the answers where the check has begun.
const BEGUN: char = 'q';

/// The text is no button of this release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownPress;

fn place_letter(country: Country) -> char {
    match country {
        Country::Canada => 'c',
        Country::Abroad => 'x',
    }
}

impl fmt::Display for TelegramAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TelegramAction::Language(lang) => write!(f, "{LANGUAGE}.{}", lang.tag()),
            TelegramAction::Quick(quick) => quick.fmt(f),
        }
    }
}

impl fmt::Display for Quick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lang, noc) = (self.lang.tag(), self.noc);
        write!(f, "{QUICK}.{lang}.")?;
        if let Some(asker) = self.asker {
            write!(f, "{asker:x}")?;
        }
        write!(f, ".{noc}.")?;
        match self.told {
            Told::Occupation => Ok(()),
            Told::Begun => write!(f, "{BEGUN}"),
            Told::Months(months) => write!(f, "{BEGUN}{}", months.letter()),
            Told::Hours(months, hours) => {
                write!(f, "{BEGUN}{}{}", months.letter(), hours.letter())
            }
            Told::All(months, hours, place) => {
                let (months, hours) = (months.letter(), hours.letter());
                write!(f, "{BEGUN}{months}{hours}{}", place_letter(place))
            }
        }
    }
}

impl FromStr for TelegramAction {
    type Err = UnknownPress;

    fn from_str(text: &str) -> Result<Self, UnknownPress> {
        let parts: Vec<&str> = text.split('.').collect();
        match parts[..] {
            [LANGUAGE, tag] => tag.parse().ok().map(TelegramAction::Language),
            [QUICK, tag, asker, noc, told] => read_quick(tag, asker, noc, told),
            _ => None,
        }
        .ok_or(UnknownPress)
    }
}

fn read_lang(tag: &str) -> Option<Lang> {
    [Lang::EN, Lang::FR]
        .into_iter()
        .find(|lang| lang.tag() == tag)
}

fn read_quick(tag: &str, asker: &str, noc: &str, told: &str) -> Option<TelegramAction> {
    let asker = match asker {
        "" => None,
        asker => Some(u64::from_str_radix(asker, 16).ok()?),
    };
    Some(TelegramAction::Quick(Quick {
        lang: read_lang(tag)?,
        asker,
        noc: noc.parse().ok()?,
        told: read_told(told)?,
    }))
}

fn read_told(text: &str) -> Option<Told> {
    let months = |c: char| Months::ALL.into_iter().find(|months| months.letter() == c);
    let hours = |c: char| Hours::ALL.into_iter().find(|hours| hours.letter() == c);
    let place = |c: char| {
        let places = [Country::Canada, Country::Abroad];
        places.into_iter().find(|&place| place_letter(place) == c)
    };
    let letters: Vec<char> = text.chars().collect();
    Some(match letters[..] {
        [] => Told::Occupation,
        [BEGUN] => Told::Begun,
        [BEGUN, m] => Told::Months(months(m)?),
        [BEGUN, m, h] => Told::Hours(months(m)?, hours(h)?),
        [BEGUN, m, h, p] => Told::All(months(m)?, hours(h)?, place(p)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::MAX_BYTES;
    use proptest::prelude::*;

    fn every_told() -> Vec<Told> {
        let mut all = vec![Told::Occupation, Told::Begun];
        for months in Months::ALL {
            all.push(Told::Months(months));
            for hours in Hours::ALL {
                all.push(Told::Hours(months, hours));
                for place in [Country::Canada, Country::Abroad] {
                    all.push(Told::All(months, hours, place));
                }
            }
        }
        all
    }

    #[test]
    fn every_button_reads_back_and_fits() {
        let noc = "31301".parse().unwrap();
        for lang in [Lang::EN, Lang::FR] {
            let language = TelegramAction::Language(lang);
            assert_eq!(language.to_string().parse(), Ok(language));
            for told in every_told() {
                for asker in [None, Some(0), Some(5_000_000_000), Some(u64::MAX)] {
                    let press = TelegramAction::Quick(Quick {
                        lang,
                        asker,
                        noc,
                        told,
                    });
                    let text = press.to_string();
                    assert!(text.len() <= MAX_BYTES, "{text}");
                    assert_eq!(text.parse(), Ok(press));
                }
            }
        }
    }

    #[test]
    fn other_texts_are_no_buttons() {
        for text in [
            "",
            "1.0.yes",
            "l1",
            "l1.german",
            "q0.en.1.31301.",
            "q1.en.1.31301",
            "q1.en.1.3130.",
            "q1.en.xyz.31301.",
            "q1.en.-1.31301.",
            "q1.en.1.31301.z",
            "q1.en.1.31301.qafcc",
            "q1.en.1.31301.qa.f",
        ] {
            assert_eq!(
                text.parse::<TelegramAction>(),
                Err(UnknownPress),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(q1|l1)?[.a-z0-9é]{0,30}") {
            let _ = text.parse::<TelegramAction>();
        }
    }
}
