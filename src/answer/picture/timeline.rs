//! A person's work over time.

use jiff::civil::Date;

use super::Picture;
use crate::answer::card::Card;
use crate::eligibility::{Assessment, Person};

pub fn timeline(
    _card: Card<'_>,
    _assessment: &Assessment<'_>,
    _person: &Person,
    _today: Date,
) -> Option<Picture> {
    None
}
