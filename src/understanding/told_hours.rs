//! Numbers without a unit that their place tells to be hours.

use super::heard::Asked;
use super::hours_items::{Finder, Item, Per};
use super::tags::{Cue, Hours, Job, Tag, Test, Unit, Who};

/// Fewer or more are not told without their unit.
const FEWEST_TOLD: f64 = 8.0;
const MOST_TOLD: f64 = 84.0;
/// What a number is told of stands in so many tokens before it.
const FAR_SUBJECT: usize = 4;
/// Shorter words for an ability, such as the letters of a contraction, say nothing here.
const SHORTEST_ABILITY: usize = 3;
/// Of a month.
const LAST_DAY: f64 = 31.0;

impl Finder<'_, '_> {
    /// A number that its place tells to be hours: "full time 37.5"; beside a case that stands, "before it was 40", "45 was for Siemens".
    pub(super) fn told(&self, at: usize) -> Option<(Item, usize)> {
        let (hours, end) = self.reading.number_at(at)?;
        let reading = self.reading;
        let is_counted = reading
            .find_at(end, |tag| {
                let counts = matches!(
                    tag,
                    Tag::Unit(_) | Tag::Cue(Cue::Ago | Cue::Money | Cue::Age)
                );
                // "15 May" is a day, "40 May to August" are hours.
                let is_day = matches!(tag, Tag::Month(_)) && hours <= LAST_DAY;
                (counts || is_day).then_some(())
            })
            .is_some();
        let glued = reading.is_mark(end, "/%$€£:-") || at > 0 && reading.is_mark(at - 1, "/$€£:-");
        if is_counted || glued || !(FEWEST_TOLD..=MOST_TOLD).contains(&hours) {
            return None;
        }
        let full = Tag::Hours(Hours::Full);
        let behind_full = reading.ends_before(at, &[full, Tag::Hours(Hours::Part)]);
        let is_said = |at: usize| reading.is_one(at, &reading.words.copulas);
        // "I was 35" tells an age.
        let is_of_person =
            |copula: usize| reading.ends_before(copula, &[Tag::Who(Who::Me), Tag::Who(Who::They)]);
        let stands = matches!(
            reading.asked,
            Asked::Confirm | Asked::Choose | Asked::Result | Asked::More
        );
        let is_last = end == reading.len() || reading.is_mark(end, ".,;!");
        // "40 hours until June 2024, then 20", "the Hilton job was 50 hours, Saint Mary 36"
        let beside = at > 0 && self.tells_hours() && {
            let then = reading.ends_before(at, &[Tag::Job(Job::Then), Tag::Cue(Cue::And)]);
            let named = reading.hits_at(at - 1).is_empty() && reading.tokens[at - 1].is_word();
            let only = reading.cue_at(end, Cue::About).is_some()
                || reading.cue_at(end, Cue::Since).is_some();
            is_last && (then || named) || then && only || reading.is_mark(at - 1, ",") && only
        };
        // "42, but I was a millwright"
        let answers =
            at == 0 && (end..end + 2).any(|next| reading.is_one(next, &reading.words.but));
        // "It was 60 km away", "my last day was 15".
        let goes_on = |tag| {
            let links = matches!(
                tag,
                Tag::Cue(Cue::About | Cue::And | Cue::Or | Cue::Since | Cue::Until | Cue::From)
                    | Tag::Job(Job::Circumstance | Job::Then | Job::Also)
            );
            links.then_some(())
        };
        let is_amount = is_last || is_said(end) || reading.find_at(end, goes_on).is_some();
        let is_date = (at.saturating_sub(FAR_SUBJECT)..at).any(|at| {
            reading.cue_at(at, Cue::End).is_some() || reading.cue_at(at, Cue::Start).is_some()
        });
        let of_something = stands
            && (is_amount || answers)
            && !is_date
            && !self.is_of_other_numbers()
            && (at > 0 && is_said(at - 1) && !is_of_person(at - 1)
                || is_said(end)
                || beside
                || answers);
        // "20 hours until December and 36 after"
        let is_after = reading.is_one(end, &reading.words.after_leave)
            && (end + 1 == reading.len() || reading.is_mark(end + 1, ".,;!"));
        let of_later = is_after && self.tells_hours() && !is_date && !self.is_of_other_numbers();
        // "40 hours in 2023, 20 in 2024 and 36 this year"
        let back = |tag| matches!(tag, Tag::YearsBack(_)).then_some(());
        let in_year = reading
            .cue_at(end, Cue::In)
            .and_then(|at| reading.whole_at(at));
        let is_year = matches!(in_year, Some((_, 4))) || reading.find_at(end, back).is_some();
        let links = [Tag::Job(Job::Then), Tag::Cue(Cue::And)];
        let goes_on = reading.ends_before(at, &links) || at == 0 || reading.is_mark(at - 1, ",");
        let of_year = is_year && goes_on && self.tells_hours() && !self.is_of_other_numbers();
        let of_turn = self.is_turn(at, end) && self.tells_hours();
        let of_turn = of_turn && !self.is_of_other_numbers();
        (behind_full || of_something || of_later || of_year || of_turn).then_some((
            Item::Amount {
                from: hours,
                to: hours,
                per: Some(Per::Week),
            },
            end,
        ))
    }

    /// "40 hours until June 2024, then 20", "20 hours at first, 30 from 2024, now 45 since June": a number that stands where what
    /// hours became is told.
    fn is_turn(&self, at: usize, end: usize) -> bool {
        let reading = self.reading;
        // "I am now 35" tells an age.
        let me = [Tag::Job(Job::Present), Tag::Who(Who::Me)];
        let is_of_person = at > 0 && reading.ends_before(at - 1, &me);
        let turned = reading.ends_before(at, &[Tag::Job(Job::Then), Tag::Cue(Cue::Now)]);
        let turned = turned && !is_of_person;
        let linked = turned
            || reading.ends_before(at, &[Tag::Cue(Cue::And)])
            || at > 0 && reading.is_mark(at - 1, ",");
        let is_last = |at: usize| at == reading.len() || reading.is_mark(at, ".,;!");
        let from_then = [Cue::Since, Cue::From, Cue::Until, Cue::SinceThen];
        let dated = from_then
            .iter()
            .any(|cue| reading.cue_at(end, *cue).is_some());
        let later = reading.tag_at(end, Tag::Job(Job::Then));
        let ends_later = later.is_some_and(is_last);
        turned && is_last(end) || linked && (dated || ends_later)
    }

    /// Whether hours are told with their unit, or as what something was.
    fn tells_hours(&self) -> bool {
        let reading = self.reading;
        let mut tokens = 0..reading.len();
        tokens.any(|at| {
            let after = reading.number_at(at).map(|(_, end)| end);
            self.tag(at, Hours::Full).is_some()
                || after.is_some_and(|end| self.unit(end, Unit::Hour).is_some())
                || after.is_some() && at > 0 && reading.is_one(at - 1, &reading.words.copulas)
        })
    }

    /// Whether the message tells of an age, a test or a score, whose numbers are no hours.
    fn is_of_other_numbers(&self) -> bool {
        self.reading.hits().iter().any(|hit| {
            let is_short =
                hit.end == hit.start + 1 && self.reading.word(hit.start).len() < SHORTEST_ABILITY;
            let ability = matches!(
                hit.tag,
                Tag::Test(Test::Listening | Test::Speaking | Test::Reading | Test::Writing)
                    | Tag::Test(Test::Oral | Test::Written)
            );
            ability && !is_short
                || matches!(
                    hit.tag,
                    Tag::Cue(Cue::Age | Cue::Money)
                        | Tag::Test(Test::Tef | Test::Tcf | Test::Nclc | Test::Clb | Test::Other)
                        | Tag::Test(Test::French)
                        | Tag::Score
                        | Tag::Code
                )
        })
    }
}
