//! A message heard: from the text to facts, an intent and a topic.

use jiff::civil::Date;

use super::assemble::{Details, assemble};
use super::attribution::{contexts, form};
use super::clauses::clauses;
use super::codes::codes;
use super::french::french;
use super::gazetteer::Gazetteer;
use super::heard::{Asked, Heard, HeardMilitary, Intent};
use super::intent::intent;
use super::jobs::{JobFinder, Scene};
use super::kinds::kinds;
use super::language::language;
use super::levels::Levels;
use super::lexicon::Lexicon;
use super::military::military;
use super::moments::{What, moments};
use super::periods::periods;
use super::place::places;
use super::reading::{Reading, Use};
use super::score::score;
use super::tags::{Job, Tag};
use super::weekly::weekly;
use crate::language::{FirstInDate, Languages};
use crate::matching::Matcher;
use crate::noc::{Classification, DataError, DataFiles, Lang, NocCode, OldNocCode};

/// Understands messages.
#[derive(Debug)]
pub struct Understanding {
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    levels: Levels,
}

/// The engines below: what words and codes mean.
pub struct Ground<'a> {
    /// The words of every language.
    pub languages: &'a Languages,
    /// The version of the classification.
    pub noc: &'a Classification,
    /// What finds occupations.
    pub matcher: &'a Matcher,
    /// What a code of an earlier version became.
    pub successors: &'a dyn Fn(OldNocCode) -> Vec<NocCode>,
}

impl Understanding {
    /// Reads the words of every language, the places and the French tests.
    ///
    /// # Errors
    /// A data file is missing or wrong.
    pub fn open(files: &DataFiles, spoken: &[Lang]) -> Result<Self, DataError> {
        Ok(Understanding {
            lexicon: Lexicon::open(files, spoken)?,
            gazetteer: Gazetteer::open(files)?,
            levels: Levels::open(files)?,
        })
    }

    /// What is said to somebody who writes in a language that no conversation is held in, by its ISO 639-1 tag.
    pub fn reply_in(&self, tag: &str) -> Option<&str> {
        self.lexicon.reply(tag)
    }

    /// What `text` says when `asked` is the open question of a chat in `lang`.
    pub fn hear(
        &self,
        text: &str,
        asked: Asked,
        lang: Lang,
        today: Date,
        ground: &Ground,
    ) -> Heard {
        let mut reading =
            Reading::new(text, &self.lexicon, &ground.languages.message, asked, today);
        reading.lang = language(&reading, &self.lexicon, ground.languages, lang.tag());
        let mut spoken = ground.languages.tags().iter().copied();
        let spoken = spoken.find(|known| known.tag() == reading.lang);
        claim_asides(&mut reading);
        let typed = codes(
            &mut reading,
            &ground.languages.code_words,
            ground.noc,
            ground.successors,
        );
        let french = french(&mut reading, &self.levels);
        let score = score(&mut reading);
        let hours = weekly(&mut reading);
        let format = spoken.map(|spoken| ground.languages.format.get(spoken));
        let day_first = format.is_some_and(|own| own.first_in_date == FirstInDate::Day);
        let day_first = day_first || is_british(&reading);
        let moments = moments(&mut reading, day_first);
        let clauses = clauses(&reading);
        let form = form(&reading);
        let kinds = kinds(&mut reading);
        let places = places(&mut reading, &self.gazetteer);
        let contexts = contexts(&reading, &clauses, form);
        let periods = periods(&reading, &moments);
        let scene = Scene {
            clauses: &clauses,
            contexts: &contexts,
            form,
            codes: &typed,
            periods: &periods,
        };
        let finder = JobFinder {
            matcher: ground.matcher,
            lang: spoken.unwrap_or(lang),
        };
        let jobs = finder.jobs(&reading, &scene);
        let vague = moments.iter().any(|moment| moment.what == What::Vague)
            || !typed.is_empty()
            || hours.iter().any(|heard| heard.hours.is_empty());
        let details = Details {
            hours,
            places,
            kinds,
        };
        let mut heard = Heard {
            lang: reading.lang.clone(),
            intent: Intent::None,
            topic: None,
            jobs: assemble(&reading, &scene, jobs, &details),
            french,
            military: HeardMilitary::default(),
            score,
        };
        if asked == Asked::Military {
            heard.military = military(&reading, &moments);
        }
        (heard.intent, heard.topic) = intent(&reading, &heard, vague);
        heard
    }
}

/// Words that say nothing of anybody's work, such as a status.
fn claim_asides(reading: &mut Reading) {
    if reading.asked == Asked::Kind {
        return;
    }
    for at in 0..reading.len() {
        let polite =
            |tag| matches!(tag, Tag::Intent(Intent::Greeting | Intent::Thanks)).then_some(());
        if let Some(((), end)) = reading.find_at(at, polite)
            && (at <= 2 || end - at >= 2 || end == reading.len())
            && reading.is_free(&(at..end))
        {
            reading.claim(at..end, Use::Aside);
        }
        if let Some(end) = reading.tag_at(at, Tag::Job(Job::Status))
            && reading.is_free(&(at..end))
        {
            // "student nurse aide" names a job all the same: only the status is used up.
            reading.claim(at..end, Use::Aside);
        }
    }
}

/// Whether a British place is named, beside which dates are written with the day first.
fn is_british(reading: &Reading) -> bool {
    reading.hits().iter().any(|hit| hit.tag == Tag::British)
}
