//! The words that a job was told with, by which it may be meant later.

use std::ops::Range;

use super::attribution::{Form, Owner};
use super::reading::{Reading, Use};
use super::scene::{Scene, clause_of};
use super::tags::Cue;

/// Shorter words tell no job from another.
pub(super) const SHORTEST_WORD: usize = 3;

/// The words that tell a job from others told: those of its title, the employer's name, the place.
pub(super) fn told_words(
    reading: &Reading,
    scene: &Scene,
    zone: &Range<usize>,
    title: &Range<usize>,
) -> String {
    let is_telling = |at: &usize| {
        let token = &reading.tokens[*at];
        let is_own = || {
            let context = scene.contexts.get(clause_of(scene, *at));
            context.is_some_and(|context| context.owner != Owner::Nobody)
        };
        let is_name = || match reading.used(*at) {
            Some(used) => used == Use::Place,
            None => token.capital || reading.hits_at(*at).is_empty(),
        };
        let is_small = reading.cue_at(*at, Cue::Article).is_some();
        token.is_word()
            && token.text.chars().count() >= SHORTEST_WORD
            && !is_small
            && (title.contains(at) || is_name() && is_own())
    };
    // A letter names much beside the work.
    let rest = zone.clone().filter(|at| {
        !title.contains(at)
            && (scene.form == Form::Message || reading.used(*at) == Some(Use::Place))
    });
    let words: Vec<&str> = title
        .clone()
        .chain(rest)
        .filter(|at| *at < reading.len())
        .filter(is_telling)
        .take(MOST_WORDS)
        .map(|at| reading.word(at))
        .collect();
    words.join(" ")
}

/// No more words are kept of what a job was told with.
const MOST_WORDS: usize = 12;
