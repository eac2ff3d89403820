//! The kind of work: employed, self-employed, as a student, unpaid.

use std::ops::Range;

use super::heard::Asked;
use super::reading::{Reading, Use};
use super::tags::{Away, Cue, Job, Tag, Who};
use crate::eligibility::WorkKind;

/// A kind of work and the tokens that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KindHeard {
    pub at: Range<usize>,
    pub kind: WorkKind,
    /// It is said of the person, who studies full time, and so of whatever job goes on.
    pub of_person: bool,
}

/// Every kind told; claims the tokens.
pub(super) fn kinds(reading: &mut Reading) -> Vec<KindHeard> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let pick = |tag| match tag {
            Tag::Kind(kind) => Some((kind, false)),
            Tag::StudiesFullTime => Some((WorkKind::Student, true)),
            _ => None,
        };
        let Some(((kind, of_person), end)) = reading.find_at(at, pick) else {
            at += 1;
            continue;
        };
        let range = at..end;
        let heard = KindHeard {
            at: range.clone(),
            kind,
            of_person,
        };
        let is_another = is_of_another(reading, &range, kind);
        let is_heard = match of_person {
            true => is_status(reading, &range) && !is_beside_work(reading, &range),
            false => may_tell(reading, &range) && counts(reading, &range, kind) && !is_another,
        };
        if is_heard {
            for told in without_gap(reading, &range, kind) {
                reading.claim(told, Use::Kind);
            }
            out.push(heard);
        }
        // Behind "I have a job at my own company" stands what tells the kind after all.
        at = if is_another { at + 1 } else { end };
    }
    out
}

/// The words that tell the kind, without those in their gap: in "I run a roofing business" these name the job.
fn without_gap(reading: &Reading, at: &Range<usize>, kind: WorkKind) -> Vec<Range<usize>> {
    let is_article = |at: &usize| reading.cue_at(*at, Cue::Article).is_some();
    let has_gap = reading.hits_at(at.start).iter().any(|hit| {
        hit.tag == Tag::Kind(kind) && hit.end == at.end && usize::from(hit.words) < at.len()
    });
    match at.clone().find(is_article).filter(|_| has_gap) {
        Some(article) => vec![at.start..article + 1, at.end - 1..at.end],
        None => vec![at.clone()],
    }
}

/// "I have a job at a company", "I have a company car": the business in the words is where or for whom somebody works, or tells what
/// something is, and is not their own.
fn is_of_another(reading: &Reading, at: &Range<usize>, kind: WorkKind) -> bool {
    let is_article = |at: usize| reading.cue_at(at, Cue::Article).is_some();
    let names_where =
        |at: usize| reading.tag_at(at, Tag::Job(Job::Circumstance)).is_some() && !is_article(at);
    let is_employer = || (at.start + 1..at.end - 1).any(names_where);
    // "une compagnie de toiture": so short a word says what the business does.
    let is_attribute = || {
        at.clone().any(is_article)
            && reading.word(at.end).chars().count() > 2
            && goes_on(reading, at.end)
    };
    kind == WorkKind::SelfEmployed && (at.len() > 3 && is_employer() || is_attribute())
}

/// "I study at night": studies that leave the work as it is.
fn is_beside_work(reading: &Reading, at: &Range<usize>) -> bool {
    let end = reading.tag_at(at.start, Tag::StudiesPartTime);
    end.is_some_and(|end| end > at.end)
}

/// Whether nothing else was heard in the words, but that somebody is a student.
fn may_tell(reading: &Reading, at: &Range<usize>) -> bool {
    let free = |at: usize| matches!(reading.used(at), None | Some(Use::Aside));
    reading.is_free(at) || at.len() > 1 && at.clone().all(free)
}

/// Whether the words tell that somebody studies, and are no part of a title: "I am a student counsellor".
fn is_status(reading: &Reading, at: &Range<usize>) -> bool {
    let next = at.end;
    // "I study at": what follows is where.
    let names_where = reading
        .tag_at(next - 1, Tag::Job(Job::Circumstance))
        .is_some();
    let is_more = !names_where && goes_on(reading, next);
    let is_served = at.start > 0
        && reading
            .tag_at(at.start - 1, Tag::Job(Job::Circumstance))
            .is_some();
    !is_more && !is_served && !is_denied(reading, at.start)
}

/// Whether a word stands there that goes on with what is named before it ("student advisor").
fn goes_on(reading: &Reading, at: usize) -> bool {
    let token = reading.tokens.get(at);
    token.is_some_and(|token| token.is_word())
        && reading.used(at).is_none()
        && !reading.hits_at(at).iter().any(|hit| {
            matches!(
                hit.tag,
                Tag::Job(Job::Circumstance | Job::Cue | Job::Then | Job::Also)
                    | Tag::Who(Who::Me)
                    | Tag::Cue(Cue::And | Cue::Now | Cue::Since | Cue::From | Cue::Still)
            )
        })
        && !reading.is_one(at, &reading.words.but)
        && !reading.is_one(at, &reading.words.after_student)
}

fn counts(reading: &Reading, at: &Range<usize>, kind: WorkKind) -> bool {
    let asked = reading.asked == Asked::Kind;
    let pay = matches!(kind, WorkKind::Unpaid | WorkKind::Employed);
    // "unpaid leave", "paid vacation"
    let sentence = sentence_start(reading, at.start)..at.end + 5;
    let near_leave = pay
        && sentence.clone().any(|near| {
            reading.hits_at(near).iter().any(|hit| {
                matches!(hit.tag, Tag::Away(Away::Leave | Away::Paid))
                    && (hit.start < at.start || hit.end > at.end)
            })
        });
    if near_leave || is_denied(reading, at.start) && kind != WorkKind::Unpaid {
        return false;
    }
    if asked {
        return true;
    }
    match (at.len(), kind) {
        (1, WorkKind::Student) => {
            is_set_apart(reading, at)
                && !matches!(
                    reading.word(at.start),
                    "student" | "students" | "etudiant" | "etudiante"
                )
        }
        (1, _) => is_set_apart(reading, at),
        _ => true,
    }
}

/// Where the sentence of a token begins, as far back as matters.
fn sentence_start(reading: &Reading, at: usize) -> usize {
    let ends = |at: &usize| {
        reading.is_mark(*at, "!?;\n") || reading.is_mark(*at, ".") && !reading.is_glued(at + 1)
    };
    (at.saturating_sub(FAR_LEAVE)..at)
        .rfind(ends)
        .unwrap_or(at.saturating_sub(FAR_LEAVE))
}

/// A leave this many tokens before may explain that nothing was paid.
const FAR_LEAVE: usize = 40;

fn is_denied(reading: &Reading, at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back)
            .and_then(|from| reading.cue_at(from, Cue::Not))
            .is_some_and(|end| {
                end == at || end + 1 == at && reading.cue_at(end, Cue::Article).is_some()
            })
    })
}

/// Whether one word stands apart, and is no part of the name of a job or employer ("contract manager", "government hospital").
fn is_set_apart(reading: &Reading, at: &Range<usize>) -> bool {
    let border = |at: usize| {
        at >= reading.len()
            || !reading.tokens[at].is_word()
            || reading.used(at).is_some()
            || reading.cue_at(at, Cue::And).is_some()
    };
    let small = |at: usize| {
        [Tag::Job(Job::Circumstance), Tag::Job(Job::Cue)]
            .into_iter()
            .any(|tag| reading.tag_at(at, tag).is_some())
            || reading.cue_at(at, Cue::Article).is_some()
            || reading.cue_at(at, Cue::Since).is_some()
            || matches!(
                reading.word(at),
                "is" | "was" | "est" | "and" | "a" | "but" | "it" | "position" | "basis" | "worker"
            )
    };
    let before = at.start == 0 || border(at.start - 1) || small(at.start - 1);
    let telling = matches!(
        reading.word(at.start),
        "freelance"
            | "freelancer"
            | "independant"
            | "independante"
            | "freelancing"
            | "benevole"
            | "volunteer"
            | "pigiste"
            | "fonctionnaire"
            | "cdi"
            | "cdd"
            | "coop"
            | "autonome"
            | "contractuel"
            | "contractuelle"
            | "interimaire"
            | "permanent"
            | "permanente"
            | "interim"
            | "autoentrepreneur"
            | "selfemployed"
            | "vacataire"
            | "titulaire"
    );
    let after = border(at.end) || small(at.end);
    if telling {
        before || after
    } else {
        before && after
    }
}
