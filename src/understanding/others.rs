//! Whom a message asks for, where it tells of the writer and of others.

use super::attribution::{Context, Form, Owner};
use super::heard::Told;
use super::reading::Reading;
use super::scene::{JobFound, Scene};
use super::tags::{Tag, Who};

/// The contexts of a message that asks for a relative in so many words, though the writer's own work may be told beside:
/// then the relative's work is what is told. None where nobody is asked for so.
pub(super) fn asked_for(reading: &Reading, contexts: &[Context]) -> Option<Vec<Context>> {
    let is_of_other = |context: &Context| context.owner == Owner::Other;
    if !reading.says(Tag::Who(Who::ForOther)) || !contexts.iter().any(is_of_other) {
        return None;
    }
    let swapped = |context: &Context| match context.owner {
        Owner::Other => Context {
            owner: Owner::Me,
            ..*context
        },
        Owner::Me if context.named || context.cue => Context {
            owner: Owner::Other,
            ..*context
        },
        _ => *context,
    };
    Some(contexts.iter().map(swapped).collect())
}

/// The contexts as they were if the others that a message tells of wrote it; none where it tells of nobody but the writer
/// and people at work.
pub(super) fn as_if_own(
    reading: &Reading,
    contexts: &[Context],
    form: Form,
) -> Option<Vec<Context>> {
    let is_of_other = |context: &Context| context.owner == Owner::Other;
    let mentions = reading.says(Tag::Who(Who::Relative)) || reading.says(Tag::Who(Who::They));
    let at_work = [Who::Colleague, Who::ByOthers, Who::OfOthers];
    let is_at_work = at_work.into_iter().any(|who| reading.says(Tag::Who(who)));
    if form != Form::Message || !mentions || is_at_work || !contexts.iter().any(is_of_other) {
        return None;
    }
    let turned = |context: &Context| Context {
        owner: match context.owner {
            Owner::Other => Owner::Me,
            _ => Owner::Nobody,
        },
        ..*context
    };
    Some(contexts.iter().map(turned).collect())
}

/// Of the jobs of a group of people the writer's own: "we are four friends, an electrician, a teacher and me, a cook".
pub(super) fn own_of_group(reading: &Reading, scene: &Scene, jobs: Vec<JobFound>) -> Vec<JobFound> {
    if jobs.len() < 2 || !reading.says(Tag::Who(Who::Group)) {
        return jobs;
    }
    let is_writers = |job: &JobFound| scene.contexts[job.clause].me;
    match jobs.iter().position(is_writers) {
        Some(at) => vec![jobs[at].clone()],
        None => jobs.into_iter().take(1).collect(),
    }
}

/// Whose the jobs are, as far as words say it.
pub(super) fn whose(reading: &Reading, scene: &Scene, jobs: &[JobFound]) -> Told {
    let context = |job: &JobFound| &scene.contexts[job.clause];
    // "Il est carreleur": what has a job is somebody.
    let is_their = |job: &JobFound| {
        let clause = &scene.clauses[job.clause].range;
        !context(job).me && reading.has(clause, Tag::Who(Who::They))
    };
    match () {
        () if scene.form != Form::Message => Told::Unsaid,
        () if jobs.iter().any(|job| context(job).owner == Owner::Other) => Told::OfOther,
        () if jobs.iter().any(is_their) => Told::OfOther,
        // "And my husband? He has been at it since 2019": details of his work alone.
        () if jobs.is_empty() && tells_of_relative(reading, scene) => Told::OfOther,
        () if jobs.iter().any(|job| context(job).me) => Told::OfWriter,
        () => Told::Unsaid,
    }
}

/// Whether a relative is named and somebody else is the subject, and the writer nowhere.
fn tells_of_relative(reading: &Reading, scene: &Scene) -> bool {
    let is_other = |context: &Context| context.owner == Owner::Other;
    reading.says(Tag::Who(Who::Relative))
        && scene.contexts.iter().any(is_other)
        && !scene
            .contexts
            .iter()
            .any(|context| context.owner == Owner::Me && context.named)
}
