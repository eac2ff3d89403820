//! Of what was found in a message, what are jobs of their own.

use super::attribution::{Form, Owner};
use super::phrases::Strength;
use super::scene::{JobFound, Scene, has_time, is_cv_line, opens_dated, times};
use super::spells::is_another_spell;

/// Of what was found, what are jobs of their own: a certificate has one designation, weaker words repeat a stronger job.
pub(super) fn settle(scene: &Scene, found: Vec<JobFound>) -> Vec<JobFound> {
    let mut jobs: Vec<JobFound> = Vec::new();
    let strongest = found.iter().map(|job| job.strength).max();
    let own_named = found
        .iter()
        .any(|job| scene.contexts[job.clause].owner == Owner::Me);
    for job in found {
        if own_named && scene.contexts[job.clause].owner == Owner::Other {
            continue;
        }
        if job.strength == Strength::Fallback && strongest > Some(Strength::Fallback) {
            continue;
        }
        if scene.form == Form::Letter && !jobs.is_empty() {
            let dated = scene
                .periods
                .iter()
                .filter(|period| period.is_range)
                .count()
                > 1;
            if !dated {
                continue;
            }
        }
        let known = jobs
            .iter()
            .position(|known| known.codes.first() == job.codes.first())
            .filter(|_| !(job.adds && has_time(scene, job.clause)))
            .filter(|&at| !is_another_spell(scene, &jobs[at], &job))
            .filter(|_| !is_cv_line(scene, job.clause));
        let same = known.or_else(|| {
            is_same_job(scene, jobs.last(), &job).then(|| jobs.len().saturating_sub(1))
        });
        match same {
            Some(at) => {
                let better = job.strength > jobs[at].strength;
                if better && (known.is_none() || job.clause == jobs[at].clause) {
                    jobs[at] = job;
                }
            }
            None => jobs.push(job),
        }
    }
    jobs
}

/// A second name for the job before: nothing says that it is another one.
fn is_same_job(scene: &Scene, before: Option<&JobFound>, job: &JobFound) -> bool {
    let Some(before) = before else { return false };
    if job.adds || scene.form == Form::Cv || is_another_spell(scene, before, job) {
        return false;
    }
    let own_time = has_time(scene, job.clause) || opens_dated(scene, job.clause);
    let earlier_time = times(scene, before.clause..job.clause).next().is_some();
    let both_announced =
        before.strength >= Strength::Announced && job.strength >= Strength::Announced;
    !(own_time && earlier_time || both_announced && (own_time || before.clause != job.clause))
}
