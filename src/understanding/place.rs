//! Where work was done: places named in a message.

use std::ops::Range;

use super::gazetteer::{Gazetteer, How, Named};
use super::heard::Asked;
use super::reading::{Reading, Use};
use super::tags::{Cue, Job, Military, Tag};
use crate::eligibility::Country;

/// A place where the person was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlaceHeard {
    pub at: Range<usize>,
    /// One country, or both where the name does not tell.
    pub countries: Vec<Country>,
    /// Words say that the person was there: "based in", "remote from".
    pub based: bool,
    /// Where the employer is.
    pub employer: bool,
    /// Where the person went, and was from then on: "then I went back to Ireland".
    pub moved: bool,
    /// A word of a longer name, which tells where only if nothing else does: "Sunrise Care".
    pub in_name: bool,
}

struct Name {
    at: Range<usize>,
    named: Named,
}

/// Every place where the person may have worked; claims the tokens of all places.
pub(super) fn places(reading: &mut Reading, gazetteer: &Gazetteer) -> Vec<PlaceHeard> {
    let names = names(reading, gazetteer);
    let mut all: Vec<(PlaceHeard, bool)> = Vec::new();
    for group in names.chunk_by(|a, b| adjoins(reading, &a.at, &b.at)) {
        let at = group[0].at.start..group[group.len() - 1].at.end;
        let elsewhere = is_going(reading, at.start)
            || is_denied(reading, at.start)
            || is_of_training(reading, at.start)
            || is_of_origin(reading, at.start)
            || is_of_offer(reading, at.start);
        let place = PlaceHeard {
            countries: countries(group),
            based: is_based(reading, at.start),
            employer: is_employers(reading, &at),
            moved: says_before(reading, at.start, Tag::Job(Job::Moved), 4),
            in_name: begins_a_name(reading, &at),
            at,
        };
        all.push((place, elsewhere));
    }
    for (place, _) in &all {
        reading.claim(place.at.clone(), Use::Place);
    }
    all.retain(|(_, elsewhere)| !elsewhere);
    all.into_iter().map(|(place, _)| place).collect()
}

/// Whether a longer name goes on behind a place in it: "at [Sunrise] Care", "[Toronto] General Hospital".
fn begins_a_name(reading: &Reading, at: &Range<usize>) -> bool {
    let next = reading.tokens.get(at.end);
    let goes_on = next.is_some_and(|next| next.is_word() && next.capital);
    goes_on && reading.used(at.end).is_none() && !all_capitals(reading)
}

/// The names of places, the longest first at each token.
fn names(reading: &Reading, gazetteer: &Gazetteer) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let previous = out.last().map(|name| name.at.end);
        let named = name_at(reading, gazetteer, at, previous)
            .or_else(|| name_behind_article(reading, gazetteer, at));
        match named {
            Some(name) => {
                at = name.at.end;
                out.push(name);
            }
            None => at += 1,
        }
    }
    out
}

fn name_at(
    reading: &Reading,
    gazetteer: &Gazetteer,
    at: usize,
    previous: Option<usize>,
) -> Option<Name> {
    let first = reading.tokens.get(at).filter(|token| token.is_word())?;
    let longest = gazetteer.longest_from(&first.text);
    let mut found = None;
    let mut key = String::new();
    let mut end = at;
    for _ in 0..longest {
        while !key.is_empty() && reading.is_mark(end, "-.") && reading.is_glued(end) {
            end += 1;
        }
        let Some(token) = reading.tokens.get(end).filter(|token| token.is_word()) else {
            break;
        };
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&token.text);
        end += 1;
        let range = at..end;
        if reading.is_free(&range)
            && let Some(named) = gazetteer.named(&key)
            && counts(reading, &range, named, previous)
        {
            found = Some(Name { at: range, named });
        }
    }
    found
}

/// A name that begins with an article, which the preposition before it holds: "au Caire", of Le Caire.
fn name_behind_article(reading: &Reading, gazetteer: &Gazetteer, at: usize) -> Option<Name> {
    let words = reading.words;
    let before = at.checked_sub(1)?;
    let held = reading.is_one(before, &words.with_article);
    let named = reading.tokens[at].capital || reading.asked == Asked::Country;
    if !held || !named || is_common(reading, at) || !reading.is_free(&(at..at + 1)) {
        return None;
    }
    let mut articles = words.held_articles.iter();
    articles.find_map(|article| {
        let longest = gazetteer.longest_from(article).saturating_sub(1);
        let mut key = article.to_owned();
        let mut found = None;
        for end in at..at + longest {
            let token = reading.tokens.get(end).filter(|token| token.is_word());
            let Some(token) = token.filter(|_| reading.used(end).is_none()) else {
                break;
            };
            key = format!("{key} {}", token.text);
            let named = gazetteer.named(&key);
            found = named
                .map(|named| Name {
                    at: at..end + 1,
                    named,
                })
                .or(found);
        }
        found
    })
}

/// Whether a name is meant as a place here.
fn counts(reading: &Reading, at: &Range<usize>, named: Named, previous: Option<usize>) -> bool {
    if reading.is_one(at.start.wrapping_sub(1), &reading.words.before_employer) {
        return false;
    }
    let asked = reading.asked == Asked::Country;
    let words = reading
        .tokens
        .iter()
        .filter(|token| token.is_word())
        .count();
    let alone = asked && words <= at.len() + 1;
    let first = &reading.tokens[at.start];
    let capital = first.capital && !all_capitals(reading);
    let after_place = previous
        .is_some_and(|end| end == at.start || end + 1 == at.start && reading.is_mark(end, ",(/-"));
    let preposition = after_preposition(reading, at.start);
    match named.how {
        How::Answer => asked,
        // "As a GP in Red Deer": what an article announces is a job.
        How::Code if !alone && is_behind_article(reading, at.start) => false,
        How::Code => {
            let shout = reading.tokens[at.start].capital
                && reading
                    .typed(at)
                    .chars()
                    .filter(|c| c.is_alphabetic())
                    .all(char::is_uppercase);
            let code = at.len() == 1 && first.text.len() <= 3;
            alone
                || code && shout && (after_place || preposition || asked)
                || shout && reading.is_one(at.start, &reading.words.shouted_countries)
                || code
                    && first.text.len() >= 2
                    && after_place
                    && (at.end == reading.len() || reading.is_mark(at.end, ",."))
                    && !is_common(reading, at.start)
        }
        How::Word => {
            alone
                || capital && at.start > 0 && !begins(reading, at.start)
                || preposition && !is_common(reading, at.start) && capital
                || after_place && capital
        }
        How::City if is_of_institution(reading, at.start) => false,
        How::City | How::Region => !is_other_word(reading, at) || asked || preposition,
        How::Job => alone || preposition && !is_announced(reading, at.start),
    }
}

/// Whether a saint's name stands right behind another word: "clinique Sainte-Marie".
fn is_of_institution(reading: &Reading, at: usize) -> bool {
    let words = reading.words;
    let before = at.wrapping_sub(1);
    let is_word = reading
        .tokens
        .get(before)
        .is_some_and(|token| token.is_word());
    let is_small =
        reading.is_one(before, &words.before_place) || reading.is_one(before, &words.the);
    reading.is_one(at, &words.saints) && is_word && !is_small && reading.used(before).is_none()
}

/// Whether words that announce a job end right before a token: "the post of".
fn is_announced(reading: &Reading, at: usize) -> bool {
    reading.ends_before(at, &[Tag::Job(Job::Cue), Tag::Job(Job::Designation)])
}

/// Whether an article stands right before a token, with words that announce a job.
fn is_behind_article(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1);
    let is_article = before.is_some_and(|before| {
        let cue = reading.cue_at(before, Cue::Article);
        cue == Some(at) && !reading.is_one(before, &reading.words.the)
    });
    is_article && is_announced(reading, at)
}

/// Whether a place is where somebody was trained: "diplômée de l'université de Kinshasa".
fn is_of_training(reading: &Reading, at: usize) -> bool {
    let mut from = at;
    while from > 0 && reading.is_one(from - 1, &reading.words.in_date) {
        from -= 1;
    }
    from > 0 && reading.used(from - 1) == Some(Use::Training)
}

/// A name that the lexicon knows as another word, such as a month; a place may be asked about too.
fn is_other_word(reading: &Reading, at: &Range<usize>) -> bool {
    at.len() == 1
        && reading.hits_at(at.start).iter().any(|hit| {
            !matches!(hit.tag, Tag::Telling | Tag::Job(_) | Tag::Topic(_)) && hit.end >= at.end
        })
}

fn is_common(reading: &Reading, at: usize) -> bool {
    !reading.hits_at(at).is_empty()
}

fn all_capitals(reading: &Reading) -> bool {
    let mut words = reading
        .tokens
        .iter()
        .filter(|token| token.is_word() && token.text.len() > 1);
    words.all(|token| token.capital)
}

fn begins(reading: &Reading, at: usize) -> bool {
    at == 0 || reading.is_mark(at - 1, ".!?;\n")
}

fn after_preposition(reading: &Reading, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let words = reading.words;
    let preposition = |at| reading.is_one(at, &words.before_place);
    preposition(before) || reading.is_one(before, &words.the) && preposition(at.wrapping_sub(2))
}

/// Places beside each other are one: the wider says where the narrower is.
fn adjoins(reading: &Reading, a: &Range<usize>, b: &Range<usize>) -> bool {
    let between = a.end..b.start;
    let comma = between.clone().any(|at| reading.is_mark(at, ",.("));
    between.len() <= 2
        && (between.len() < 2 || !comma)
        && between.clone().all(|at| {
            reading.is_mark(at, ",-()/.") && (reading.is_glued(at) || !reading.is_mark(at, "."))
                || reading.is_one(at, &reading.words.between_places)
        })
}

/// The countries that a group of names beside each other leaves.
fn countries(group: &[Name]) -> Vec<Country> {
    let wider = group.iter().skip(1).rev().find(|name| {
        matches!(name.named.how, How::Region | How::Code) && name.named.country.is_some()
    });
    let mut regions = group
        .iter()
        .filter(|name| name.named.how == How::Region && name.named.country.is_some());
    let one = wider.or_else(|| regions.next_back());
    let known: Vec<Country> = group.iter().filter_map(|name| name.named.country).collect();
    let chosen = one.and_then(|name| name.named.country);
    match (chosen, known.as_slice()) {
        (Some(country), _) => vec![country],
        (None, []) => vec![Country::Abroad, Country::Canada],
        (None, known) => {
            let mut out = Vec::new();
            for country in known {
                if !out.contains(country) {
                    out.push(*country);
                }
            }
            out
        }
    }
}

/// The tag of the words that stand right before a place, within a few tokens of the same clause.
fn says_before(reading: &Reading, at: usize, tag: Tag, reach: usize) -> bool {
    let mut from = at;
    for _ in 0..reach {
        let Some(before) = from.checked_sub(1) else {
            return false;
        };
        from = before;
        if reading.is_mark(from, ".,;!?\n()") {
            return false;
        }
        if reading.tag_at(from, tag).is_some_and(|end| end <= at) {
            return true;
        }
    }
    false
}

/// "move to", "want to go to": a wish.
fn is_going(reading: &Reading, at: usize) -> bool {
    let working = says_before(reading, at, Tag::Job(Job::Cue), 3)
        || says_before(reading, at, Tag::Job(Job::Based), 3);
    // "on a study permit in Toronto"
    let studies = says_before(reading, at, Tag::StudiesFullTime, 6);
    let wished = !studies && says_before(reading, at, Tag::Job(Job::Going), 5)
        || says_before(reading, at, Tag::Job(Job::Wish), 6);
    wished && !working && reading.asked != Asked::Country
}

/// "not abroad".
fn is_denied(reading: &Reading, at: usize) -> bool {
    (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|from| {
            let end = reading.cue_at(from, Cue::Not);
            let small = |at: usize| reading.is_one(at, &reading.words.after_not);
            end.is_some_and(|end| end <= at && (end..at).all(small))
                && !reading.is_one(from, &reading.words.plain_no)
        })
    })
}

fn is_based(reading: &Reading, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    says_before(reading, at, Tag::Job(Job::Based), 4)
        || reading.is_one(before, &reading.words.from_place)
        || is_remote(reading) && reading.is_one(before, &reading.words.from_place_remote)
}

/// Whether the work is done away from the employer.
fn is_remote(reading: &Reading) -> bool {
    reading.says(Tag::Job(Job::Remote))
}

/// "I am from Ghana", "je viens du Cameroun": nobody is said to have worked there.
fn is_of_origin(reading: &Reading, at: usize) -> bool {
    let from = reading.before_determiners(at, 0);
    let is_answer = reading.asked == Asked::Country || is_remote(reading);
    !is_answer
        && [from, at]
            .iter()
            .any(|&at| reading.ends_before(at, &[Tag::Job(Job::Origin)]))
}

/// "no offer from Canada": nobody worked there.
fn is_of_offer(reading: &Reading, at: usize) -> bool {
    says_before(reading, at, Tag::Military(Military::Offer), 3)
}

/// "for a US company", "employer is in Boston".
fn is_employers(reading: &Reading, at: &Range<usize>) -> bool {
    let follows = (0..=1).any(|ahead| {
        reading.hits_at(at.end + ahead).iter().any(|hit| {
            hit.tag == Tag::Job(Job::Employer)
                && !reading.is_one(hit.start, &reading.words.on_behalf)
        })
    });
    let of_employer =
        follows && !reading.is_one(at.start.wrapping_sub(1), &reading.words.at_employer);
    if is_remote(reading) && is_for_employer(reading, at.start) {
        return true;
    }
    let employer_before = says_before(reading, at.start, Tag::Job(Job::Employer), 5)
        && reading
            .tag_at(at.start.wrapping_sub(1), Tag::Job(Job::Circumstance))
            .is_some();
    of_employer || employer_before && employer_word_before(reading, at.start)
}

/// "for Montreal", "for a clinic in Montreal", "for a Canadian company": for whom, in the same part of the sentence.
fn is_for_employer(reading: &Reading, at: usize) -> bool {
    let mut words = (0..at).rev().take(FAR_EMPLOYER);
    let ends = |at: &usize| {
        reading.is_mark(*at, ".,;!?\n()")
            || reading.is_one(*at, &reading.words.from_place)
            || reading.is_one(*at, &reading.words.from_place_remote)
    };
    words
        .by_ref()
        .take_while(|at| !ends(at))
        .any(|at| reading.is_one(at, &reading.words.on_behalf))
}

/// So many words stand between "for" and where the employer is.
const FAR_EMPLOYER: usize = 6;

/// Whether a word for the employer, not only "for", stands before.
fn employer_word_before(reading: &Reading, at: usize) -> bool {
    (1..=6).any(|back| {
        let Some(from) = at.checked_sub(back) else {
            return false;
        };
        let names_employer = reading.hits_at(from).iter().any(|hit| {
            hit.tag == Tag::Job(Job::Employer)
                && hit.end <= at
                && !reading.is_one(hit.start, &reading.words.on_behalf)
        });
        let clear = (from..at).all(|at| !reading.is_mark(at, ".,;!?\n"));
        // "a clinic company in Lagos" is where the person was; "my employer is in Boston" is not.
        names_employer
            && clear
            && (from + 1..at).any(|at| reading.is_one(at, &reading.words.is_located))
    })
}
