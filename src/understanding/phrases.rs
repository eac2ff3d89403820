//! The words of a message that may name a job of the writer.

use std::ops::Range;

use super::attribution::{Context, Form, Owner};
use super::clauses::{Clause, Joint, own_end};
use super::heard::{Asked, Intent};
use super::lexicon::Hit;
use super::reading::{Reading, Use};
use super::tags::{Away, Cue, Job, Tag, Test, Who};

/// How surely a phrase names a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Words about people supervised: a job only if nothing else is.
    Fallback,
    /// A further phrase without a word that announces a job.
    Further,
    /// The first words of the message.
    First,
    /// "I am a", "work as".
    Announced,
    /// "employed as", "designation".
    Designated,
}

/// A phrase that may name a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub at: Range<usize>,
    /// Its end without where and for whom.
    pub head: usize,
    pub clause: usize,
    pub strength: Strength,
    /// "then", "also", "and": it adds a job.
    pub adds: bool,
    /// Right after a word that names no work: "Mr Carpenter", "I love baking".
    pub doubtful: bool,
}

/// A phrase has at most this many tokens.
const LONGEST: usize = 14;
/// Phrases beyond this many are not asked about.
const MOST: usize = 60;

/// Every phrase worth asking the matcher about, in order.
pub(super) fn phrases(
    reading: &Reading,
    clauses: &[Clause],
    contexts: &[Context],
    form: Form,
) -> Vec<Phrase> {
    let out = named_phrases(reading, clauses, contexts, form, false);
    if form == Form::Letter && out.is_empty() {
        return named_phrases(reading, clauses, contexts, form, true);
    }
    out
}

/// The phrases of all clauses; those behind "is" where a letter has no word that announces a job.
fn named_phrases(
    reading: &Reading,
    clauses: &[Clause],
    contexts: &[Context],
    form: Form,
    is_plainly_told: bool,
) -> Vec<Phrase> {
    let others_asked = others_asked_for(reading, contexts);
    let mut out: Vec<Phrase> = Vec::new();
    let mut is_instead = false;
    for (index, (clause, context)) in clauses.iter().zip(contexts).enumerate() {
        if context.owner != Owner::Me && !others_asked
            || context.owner == Owner::Nobody
            || context.wish
            || out.len() >= MOST
        {
            continue;
        }
        // What follows "I am married to a" is somebody else's.
        let own = Clause {
            range: clause.range.start..own_end(reading, clause),
            ..clause.clone()
        };
        let clause = if context.owner == Owner::Me {
            &own
        } else {
            clause
        };
        let scope = Scope {
            reading,
            clause,
            context: *context,
            index,
            form,
            is_first: out
                .iter()
                .all(|phrase| phrase.strength == Strength::Fallback),
            is_instead,
        };
        let found = match is_plainly_told {
            true => scope.behind_copula().into_iter().collect(),
            false => scope.phrases(),
        };
        is_instead = found.is_empty() && scope.denies();
        out.extend(found);
    }
    out
}

/// Whether the writer speaks of others only, and asks for them: a relative who is only mentioned is nobody to ask for.
pub(super) fn others_asked_for(reading: &Reading, contexts: &[Context]) -> bool {
    let says = |tag| reading.hits().iter().any(|hit| hit.tag == tag);
    if says(Tag::Who(Who::NotMe)) {
        return true;
    }
    let own = contexts.iter().any(|context| {
        context.owner == Owner::Me
            && (context.named || context.cue)
            && !context.question
            && !context.asks_for
    });
    // "What if I quit": it asks for the writer; so does what is asked beside a case of theirs.
    let of_others = |context: &Context| context.question && !context.me;
    let asks = says(Tag::Who(Who::AsksFor))
        || reading.asked == Asked::Job && contexts.iter().any(of_others);
    // "She had a baby": beside a case of hers the child has no job.
    let is_child = |hit: &Hit| {
        let family = |other: &Hit| {
            other.tag == Tag::Job(Job::Family) && (other.start, other.end) == (hit.start, hit.end)
        };
        reading.asked != Asked::Job && reading.hits().iter().any(family)
    };
    let relative = |hit: &Hit| hit.tag == Tag::Who(Who::Relative) && !is_child(hit);
    let mentioned = reading.hits().iter().any(relative) || says(Tag::Who(Who::Colleague));
    !own && (asks || !mentioned)
}

/// The words that the writer says not to be their job: "I am not a [plumber]".
pub(super) fn denied(
    reading: &Reading,
    clauses: &[Clause],
    contexts: &[Context],
) -> Vec<Range<usize>> {
    let own = clauses.iter().zip(contexts).enumerate();
    let own = own.filter(|(_, (_, context))| context.owner == Owner::Me && !context.question);
    own.flat_map(|(index, (clause, context))| {
        let scope = Scope {
            reading,
            clause,
            context: *context,
            index,
            form: Form::Message,
            is_first: false,
            is_instead: false,
        };
        let runs = scope.denied().filter_map(|at| scope.denied_run(at));
        runs.collect::<Vec<_>>()
    })
    .collect()
}

struct Scope<'a, 'b> {
    reading: &'b Reading<'a>,
    clause: &'b Clause,
    context: Context,
    index: usize,
    form: Form,
    is_first: bool,
    /// The clause before denies a job: this one names the job in its place.
    is_instead: bool,
}

impl Scope<'_, '_> {
    fn phrases(&self) -> Vec<Phrase> {
        let wanted = match self.form {
            Form::Letter => Tag::Job(Job::Designation),
            _ => Tag::Job(Job::Cue),
        };
        let mut announced = self.announced(wanted);
        if let Some(last) = announced.last() {
            let beside = self.beside(last.at.end);
            announced.extend(beside);
            return announced;
        }
        if self.form == Form::Letter || self.context.study || self.context.duties || self.asks() {
            return Vec::new();
        }
        if self.context.by_name {
            return self.behind_copula().into_iter().collect();
        }
        let Some(at) = self.told_run() else {
            return Vec::new();
        };
        if self.is_instead || self.context.promoted || self.is_meant(at.start) {
            let instead = self.phrase(at, Strength::Announced);
            return vec![Phrase {
                doubtful: false,
                ..instead
            }];
        }
        // In a list of jobs a title begins like it: "Aide-soignante".
        let over = self.form != Form::Cv
            && self.reading.hits_at(at.start).iter().any(|hit| {
                hit.tag == Tag::Job(Job::Over)
                    && hit.start == at.start
                    && !self.reading.is_one(at.start, &self.reading.words.on_behalf)
            });
        let strength = match () {
            () if over => Strength::Fallback,
            () if self.is_first => Strength::First,
            () => Strength::Further,
        };
        let beside = self.beside(at.end);
        let first = self.phrase(at, strength);
        std::iter::once(first).chain(beside).collect()
    }

    /// What a further job may be named by, behind the place of the one before: "cook in Dubai and waiter in Toronto"; or
    /// behind its time, with a time of its own: "cook in Quebec 2022-2023 waiter in Montreal 2024".
    fn beside(&self, from: usize) -> Option<Phrase> {
        let reading = self.reading;
        let is_time = |at: usize| reading.used(at) == Some(Use::Time);
        let joins = |at: &usize| {
            reading.cue_at(*at, Cue::And) == Some(at + 1)
                && reading.used(at - 1) == Some(Use::Place)
        };
        let is_dated = |at: usize| (at..self.clause.range.end).any(is_time);
        let is_free_word = |at: usize| reading.tokens[at].is_word() && reading.used(at).is_none();
        let ends_time = |at: &usize| is_time(at - 1) && is_free_word(*at) && is_dated(*at);
        let mut inside = from + 1..self.clause.range.end;
        let joint = inside.clone().find(joins);
        let joint = joint.or_else(|| inside.find(ends_time).map(|at| at - 1))?;
        let run = self.run_from(joint + 1)?;
        let phrase = self.phrase(run, Strength::Further);
        let is_next =
            (joint + 1..phrase.at.start).all(|at| self.reading.cue_at(at, Cue::Article).is_some());
        is_next.then_some(Phrase {
            adds: true,
            ..phrase
        })
    }

    /// The first run that may be a job and is not denied: "not a carpenter".
    fn told_run(&self) -> Option<Range<usize>> {
        let mut run = self.run_from(self.clause.range.start)?;
        while self.is_denied(run.start) {
            run = self.run_from(run.end)?;
        }
        Some(run)
    }

    /// What stands behind "is": "M. Diallo est soudeur".
    fn behind_copula(&self) -> Option<Phrase> {
        let copula = |at: &usize| self.reading.is_one(*at, &self.reading.words.copulas);
        let at = self.clause.range.clone().find(copula)?;
        let run = self.run_from(at + 1)?;
        (run.start <= at + 3).then(|| self.phrase(run, Strength::Announced))
    }

    /// Whether the clause says of a job that it is not meant.
    fn denies(&self) -> bool {
        self.denied().next().is_some()
    }

    /// Where the words stand that the clause denies.
    fn denied(&self) -> impl Iterator<Item = usize> {
        let is_content = |at: &usize| self.reading.hits_at(*at).is_empty();
        let tokens = self.clause.range.clone();
        // "not only a welder" denies nothing.
        let only = |at: &usize| self.reading.is_one(*at, &self.reading.words.not_only);
        tokens.filter(move |at| is_content(at) && !only(at) && self.is_denied(*at))
    }

    /// What is denied from a token on, up to the next statement: "not a [welder] I am a pipefitter".
    fn denied_run(&self, from: usize) -> Option<Range<usize>> {
        let run = self.run_from(from)?;
        let begins = |at: &usize| {
            let says = |tag| self.reading.tag_at(*at, tag).is_some();
            says(Tag::Who(Who::Me)) || says(Tag::Job(Job::Cue))
        };
        let end = (run.start + 1..run.end).find(begins).unwrap_or(run.end);
        Some(run.start..end)
    }

    /// Whether "I meant" stands right before a token.
    fn is_meant(&self, at: usize) -> bool {
        let first = self.clause.range.start;
        let before = self.reading.before_determiners(at, first);
        before.checked_sub(1).is_some_and(|last| self.means(last))
    }

    /// Whether a token is a word of "I meant", up to its last one.
    fn means(&self, at: usize) -> bool {
        self.reading.is_one(at, &self.reading.words.meant)
            && (self.reading.ends_before(at + 1, &[Tag::Job(Job::Correct)]) || self.means(at + 1))
    }

    /// Whether a word that denies stands right before a token: "pas un cuisinier", "not a cook".
    fn is_denied(&self, at: usize) -> bool {
        let reading = self.reading;
        let first = self.clause.range.start;
        let before = reading.before_determiners(at, first);
        let named = reading.tokens.get(at).is_some_and(|token| token.is_word())
            && reading.used(at).is_none()
            && reading.tag_at(at, Tag::Job(Job::Circumstance)).is_none()
            && reading.cue_at(at, Cue::About).is_none();
        named
            && before > first
            && reading.cue_at(before - 1, Cue::Not) == Some(before)
            && !reading.is_one(before - 1, &reading.words.plain_no)
    }

    fn asks(&self) -> bool {
        self.clause.asks
            && self
                .reading
                .tag_at(self.clause.range.start, Tag::Asks)
                .is_some()
    }

    fn phrase(&self, at: Range<usize>, strength: Strength) -> Phrase {
        let circumstance = (at.start + 1..at.end).find(|&inner| {
            self.reading
                .tag_at(inner, Tag::Job(Job::Circumstance))
                .is_some()
                && !self.reading.is_one(inner, &self.reading.words.in_title)
        });
        // "pharmacienne [diplômée]"
        let trained = self.reading.used(at.end) == Some(Use::Training) && at.len() > 1;
        let mut head = circumstance.unwrap_or(at.end - usize::from(trained));
        // "cook [eligible] in another category"
        while circumstance.is_some() && head > at.start + 1 && self.is_useless(head - 1) {
            head -= 1;
        }
        let adds = matches!(self.clause.joint, Joint::Then | Joint::And)
            || self.context.then
            || self.says(Job::Also)
            || self.says(Job::Promoted);
        Phrase {
            head,
            doubtful: self.is_after_no_work(at.start) && !self.is_position(&at),
            at,
            clause: self.index,
            strength,
            adds,
        }
    }

    /// "I have [an assistantship]".
    fn is_position(&self, at: &Range<usize>) -> bool {
        let mut inside = at.clone();
        inside.any(|at| self.reading.is_one(at, &self.reading.words.positions))
    }

    fn is_after_no_work(&self, at: usize) -> bool {
        let mark = usize::from(at > 0 && self.reading.is_mark(at - 1, "."));
        let mut before = at - mark;
        if before > 0 && self.reading.cue_at(before - 1, Cue::Article) == Some(before) {
            before -= 1;
        }
        (1..=3).any(|width| {
            let from = before.checked_sub(width);
            from.and_then(|from| self.reading.tag_at(from, Tag::Job(Job::NoWork))) == Some(before)
        })
    }

    fn says(&self, job: Job) -> bool {
        self.reading.has(&self.clause.range, Tag::Job(job))
    }

    /// The phrases that words such as "work as" announce.
    fn announced(&self, wanted: Tag) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = Vec::new();
        let mut at = self.clause.range.start;
        while at < self.clause.range.end {
            let Some(end) = self
                .reading
                .tag_at(at, wanted)
                .filter(|end| *end <= self.clause.range.end)
            else {
                at += 1;
                continue;
            };
            let used = self.reading.used(at).is_some();
            let words = self.reading.words;
            let denied = at > 0
                && self.reading.cue_at(at - 1, Cue::Not).is_some()
                && !self.reading.is_one(at - 1, &words.plain_no)
                || self.reading.cue_at(end, Cue::Not).is_some();
            let empty =
                self.reading.is_one(at, &words.as_) && self.reading.is_one(end, &words.after_as);
            if used || denied || empty {
                at += 1;
                continue;
            }
            if let Some(range) = self.run_from(end)
                && range.start <= end + 3
                && (self.form != Form::Message || !self.is_field(&range))
            {
                let strength = match wanted {
                    Tag::Job(Job::Designation) => Strength::Designated,
                    _ => Strength::Announced,
                };
                let next = range.end;
                // A later word announces it better: "I work in a team as a cook".
                let better = out.last().is_some_and(|last| last.at.end > range.start);
                if better {
                    out.pop();
                }
                out.push(self.phrase(range, strength));
                at = end.max(at + 1);
                if next > at && self.reading.tag_at(at, wanted).is_none() {
                    at = end;
                }
                continue;
            }
            at += 1;
        }
        out
    }

    /// "I am a civil engineering graduate".
    fn is_field(&self, at: &Range<usize>) -> bool {
        let graduates = &self.reading.words.graduates;
        is_field_of_study(self.reading, at) || self.reading.is_one(at.start, graduates)
    }

    /// The first run of tokens from `from` on that may be a job, without the words of no use at its ends.
    fn run_from(&self, from: usize) -> Option<Range<usize>> {
        let mut start = from;
        let end = self.clause.range.end;
        loop {
            while start < end && (self.is_border(start) || self.is_useless(start)) {
                start += 1;
            }
            if start >= end {
                return None;
            }
            let mut stop = start;
            while stop < end && !self.is_border(stop) && stop - start < LONGEST {
                stop += 1;
            }
            let mut last = stop;
            // "infirmière diplômée [d'État]"
            while last > start
                && self.reading.used(last) != Some(Use::Training)
                && (self.is_useless(last - 1)
                    || !self.reading.tokens[last - 1].is_word()
                        && self.reading.tokens[last - 1].number().is_none())
            {
                last -= 1;
            }
            let letters = self.reading.tokens[start..last]
                .iter()
                .filter(|token| token.is_word())
                .map(|token| token.text.chars().count())
                .sum::<usize>();
            if letters >= 2 {
                return Some(start..last);
            }
            start = stop.max(start + 1);
        }
    }

    /// What no job phrase goes across.
    fn is_border(&self, at: usize) -> bool {
        if self.reading.used(at).is_some() {
            return true;
        }
        let breaks = |tag| {
            matches!(
                tag,
                Tag::Job(Job::Study | Job::Status | Job::Duties)
                    | Tag::Who(Who::They | Who::Relative | Who::Cv)
                    | Tag::Job(Job::WorkSection)
                    | Tag::Cue(Cue::Since | Cue::Until | Cue::Still | Cue::Instead)
                    | Tag::Test(Test::Tef | Test::Tcf | Test::Nclc | Test::Other)
            )
        };
        let word = self.reading.word(at);
        let breaks_off = |hit: &Hit| {
            let also = hit.tag == Tag::Job(Job::Also) && hit.end > at + 1;
            let also = also && self.reading.cue_at(at, Cue::And).is_none();
            breaks(hit.tag) || is_leave(hit) || also
        };
        let border = self.reading.hits_at(at).iter().any(breaks_off);
        let words = self.reading.words;
        let mild = words.in_job_too.contains(word)
            || words.in_job_before_word.contains(word) && self.next_is_word(at);
        border && !mild || self.reading.is_mark(at, "@:;!?|<>=\"*#")
    }

    fn next_is_word(&self, at: usize) -> bool {
        self.reading
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.is_word() && self.reading.used(at + 1).is_none())
    }

    /// Words of no use at the ends of a phrase.
    fn is_useless(&self, at: usize) -> bool {
        let useless = |tag| {
            matches!(
                tag,
                Tag::Job(
                    Job::Filler
                        | Job::Correct
                        | Job::Then
                        | Job::Also
                        | Job::Circumstance
                        | Job::Past
                ) | Tag::Who(Who::Me)
                    | Tag::Cue(
                        Cue::Article
                            | Cue::Now
                            | Cue::Start
                            | Cue::End
                            | Cue::From
                            | Cue::Between
                            | Cue::And
                            | Cue::Or
                            | Cue::Per
                            | Cue::In
                    )
            )
        };
        let one_word = |hit: &Hit| hit.end == at + 1 && useless(hit.tag);
        let pair = |at: usize| format!("{}{}", self.reading.word(at), self.reading.word(at + 1));
        let token = &self.reading.tokens[at];
        if self.reading.words.pairs_in_job.contains(&pair(at)) {
            return false;
        }
        token.is_mark("-–/.,'&+()")
            || self.means(at)
            || self.reading.hits_at(at).iter().any(one_word)
    }
}

/// "laid off", "on leave": no job, while one word of it may be part of a title ("strike", "maternity").
fn is_leave(hit: &Hit) -> bool {
    matches!(hit.tag, Tag::Away(Away::Leave | Away::Gap)) && hit.words >= 2
}

/// Whether bare words may name a job: where a job was asked for, or little else is said in their sentence.
pub(super) fn bare_counts(reading: &Reading, sentence: &Range<usize>) -> bool {
    // "Yes, then …": what only leads to the job.
    let has_code = (0..reading.len()).any(|at| reading.used(at) == Some(Use::Code));
    let leads = |at: usize| {
        !has_code
            && reading.hits_at(at).iter().any(|hit| {
                matches!(
                    hit.tag,
                    Tag::Job(Job::Then | Job::Also) | Tag::Intent(Intent::Yes)
                )
            })
    };
    let tokens = reading.tokens.iter().enumerate();
    let others = tokens
        .filter(|(at, _)| sentence.contains(at))
        .filter(|(at, token)| token.is_word() && reading.used(*at).is_none() && !leads(*at))
        .count();
    match reading.asked {
        Asked::Job | Asked::More => true,
        Asked::Choose | Asked::Confirm | Asked::Result => others <= 6 || reading.says_not_me(),
        _ => false,
    }
}

/// Whether what stands at a place is what somebody studies: "welding student".
pub(super) fn is_field_of_study(reading: &Reading, at: &Range<usize>) -> bool {
    reading.is_one(at.end, &reading.words.graduates)
}
