//! A message heard: from the text to facts, an intent and a topic.

use std::ops::Range;

use jiff::civil::Date;

use super::asking::{Stretch, stretches};
use super::assemble::assemble;
use super::attribution::{Context, Form, Owner, contexts, form, is_of_others};
use super::clauses::{Clause, clauses};
use super::codes::{TypedCode, codes};
use super::employers::employer;
use super::filler::Details;
use super::french::{
    french, lacks_test, tells_level_alone, tells_score_alone, tells_test_taken, test_named,
};
use super::gazetteer::Gazetteer;
use super::heard::{Asked, Heard, HeardFrench, HeardJob, HeardMilitary, Intent};
use super::intent::{Hints, intent};
use super::jobs::JobFinder;
use super::kinds::kinds;
use super::language::language;
use super::leaves::claim_summers;
use super::levels::Levels;
use super::lexicon::{Hit, Lexicon};
use super::message::tokenize;
use super::military::military;
use super::moments::{Moment, Order, What, moments, shown_order};
use super::others::{as_if_own, asked_for, own_of_group, whose};
use super::own_jobs::{attributed, is_only_place, is_plain, none, told_at_length};
use super::owners::with_businesses;
use super::parts::parts;
use super::periods::{Period, periods};
use super::phrases::others_asked_for;
use super::place::places;
use super::reading::{Reading, Use};
use super::scene::{JobFound, Scene};
use super::score::score;
use super::spells::with_spells;
use super::tags::{Hours, Job, Tag, Who};
use super::titles::{is_name, is_title_with, keep_names_whole, keep_titles_whole};
use super::training::{claim_training, keep_workplaces};
use super::weekly::weekly;
use crate::language::{FirstInDate, Languages};
use crate::matching::{MatchResult, Matcher, Outcome};
use crate::noc::{Classification, DataError, DataFiles, Lang, NocCode, OldNocCode, OnDemand};

/// Understands messages.
#[derive(Debug)]
pub struct Understanding {
    lexicon: Lexicon,
    gazetteer: OnDemand<Gazetteer>,
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
            gazetteer: OnDemand::new(files, Gazetteer::open)?,
            levels: Levels::open(files)?,
        })
    }

    /// Reads what was not read yet.
    ///
    /// # Errors
    /// A data file is missing or wrong.
    pub fn check(&self) -> Result<(), DataError> {
        self.gazetteer.opened().map(drop)
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
        let text = &ground.matcher.in_one_gender(text);
        let mut reading = self.read(text, asked, today, ground);
        let mut parsed = self.parse(&mut reading, lang, ground);
        let finder = JobFinder::new(ground.matcher, parsed.lang);
        if let Some(contexts) = asked_for(&reading, &parsed.contexts)
            && !finder
                .jobs(&reading, &parsed.scene_of(&reading, &contexts))
                .is_empty()
        {
            parsed.contexts = contexts;
        }
        let scene = parsed.scene(&reading);
        let jobs = match asked {
            // A rank told there is no other job.
            Asked::Military if !reading.hits().iter().any(corrects) => Vec::new(),
            _ => {
                let jobs = finder.jobs(&reading, &scene);
                let jobs = with_businesses(&finder, &reading, &scene, jobs);
                with_spells(&reading, &scene, jobs)
            }
        };
        let vague = parsed
            .moments
            .iter()
            .any(|moment| moment.what == What::Vague || asked == Asked::Away)
            || !parsed.typed.is_empty()
            || parsed
                .details
                .hours
                .iter()
                .any(|heard| heard.hours.is_empty());
        let of_others = parsed.of_others(&reading, &finder, &jobs);
        let jobs = own_of_group(&reading, &scene, jobs);
        let parts = match jobs.len() < 2 {
            true => parts(&reading, &scene, &parsed.details),
            false => Vec::new(),
        };
        let mut heard = Heard {
            lang: reading.lang.clone(),
            intent: Intent::None,
            topic: None,
            also_topic: None,
            answer: None,
            told: whose(&reading, &scene, &jobs),
            parts,
            of_others,
            is_group: reading.says(Tag::Who(Who::Group)),
            next_person: reading.says(Tag::Who(Who::Next)),
            jobs: assemble(&reading, &scene, jobs, &parsed.details),
            denied: finder.denied_codes(&reading, &scene),
            not_me: reading.says_not_me(),
            french: parsed.french,
            tells_level_alone: tells_level_alone(&reading),
            tells_score_alone: tells_score_alone(&reading),
            lacks_test: lacks_test(&reading),
            test: None,
            names_test: false,
            employer: None,
            military: HeardMilitary::default(),
            score: parsed.score,
        };
        heard.military = military(&reading, &parsed.moments, &heard.jobs);
        let hints = Hints {
            vague,
            asks: !parsed.asking.is_empty(),
            supposes: parsed.asking.iter().any(|stretch| stretch.supposed),
            french_of_others: parsed.french_of_others,
        };
        let wants = intent(&reading, &heard, hints);
        (heard.intent, heard.topic) = (wants.intent, wants.topic);
        heard.also_topic = wants.also_topic;
        heard.answer = wants.answer;
        // A test that is asked about, failed, or to come, was not taken.
        let is_taken = wants.intent != Intent::Question
            && parsed.french != Some(HeardFrench::NoTest)
            && !parsed.contexts.iter().any(|context| context.wish)
            && (parsed.french.is_some() || tells_test_taken(&reading));
        let named = test_named(&reading);
        heard.test = named.filter(|_| is_taken);
        heard.names_test = named.is_some();
        let names_work = heard.jobs.iter().any(|job| job.outcome.is_some());
        if !names_work && matches!(asked, Asked::Job | Asked::More) {
            heard.employer = employer(&reading, &finder);
        }
        heard
    }

    fn read<'a>(
        &self,
        text: &'a str,
        asked: Asked,
        today: Date,
        ground: &Ground<'a>,
    ) -> Reading<'a> {
        let is_known = |word: &str| ground.matcher.has_word(word);
        let words = &ground.languages.message;
        let tokens = tokenize(text);
        let in_one = &words.elided_in_one;
        let tokens = self.lexicon.elided_apart(text, tokens, in_one, is_known);
        Reading::new(text, tokens, &self.lexicon, words, asked, today)
    }

    /// What `text` names as the writer's job or jobs, of which `whole` is what its words mean as one job; at most `top` unit groups.
    ///
    /// Jobs of other people are left out; with several jobs the best unit group of each comes first and nothing is sure.
    pub fn own_jobs(
        &self,
        text: &str,
        whole: MatchResult,
        top: usize,
        ground: &Ground,
    ) -> MatchResult {
        let text = &ground.matcher.in_one_gender(text);
        let mut reading = self.read(text, Asked::Job, Date::default(), ground);
        let is_plain = is_plain(&reading);
        if is_plain && whole.outcome != Outcome::Choose {
            return whole;
        }
        let parsed = self.parse(&mut reading, whole.lang, ground);
        if is_only_place(&reading) && !is_name(text, &whole) {
            return none(&whole);
        }
        if is_plain {
            return whole;
        }
        let finder = JobFinder::new(ground.matcher, whole.lang);
        let scene = parsed.scene(&reading);
        if ground.matcher.is_long(text) && !is_of_others(scene.contexts, scene.form) {
            told_at_length(&reading, &scene, &finder, whole, top)
        } else {
            attributed(&reading, &scene, &finder, whole, top)
        }
    }

    /// Takes a message apart: its clauses, whom they are about, and everything in them but the jobs.
    fn parse(&self, reading: &mut Reading, lang: Lang, ground: &Ground) -> Parsed {
        reading.lang = language(reading, &self.lexicon, ground.languages, lang.tag());
        let mut spoken = ground.languages.tags().iter().copied();
        let spoken = spoken.find(|known| known.tag() == reading.lang);
        let own = spoken.unwrap_or(lang);
        reading.summer = ground.languages.format.get(own).summer;
        let finder = JobFinder::new(ground.matcher, own);
        keep_titles_whole(reading, |text| {
            ground.matcher.is_name(text, own) || is_name(text, &finder.find(text))
        });
        keep_names_whole(reading, |text| ground.matcher.is_name(text, own));
        keep_workplaces(reading);
        claim_training(reading);
        claim_asides(reading, |text| is_title_with(text, &finder.find(text)));
        let typed = codes(
            reading,
            &ground.languages.code_words,
            ground.noc,
            ground.successors,
        );
        let french = french(reading, &self.levels);
        let score = score(reading);
        claim_summers(reading);
        let hours = weekly(reading);
        let format = spoken.map(|spoken| ground.languages.format.get(spoken));
        let day_first = format.is_some_and(|own| own.first_in_date == FirstInDate::Day);
        let usual = match day_first || is_british(reading) {
            true => Order::Day,
            false => Order::Open,
        };
        let order = shown_order(reading).unwrap_or(usual);
        let moments = moments(reading, order);
        let clauses = clauses(reading);
        let form = form(reading);
        let kinds = kinds(reading);
        let places = places(reading, &self.gazetteer);
        let contexts = contexts(reading, &clauses, form);
        let periods = periods(reading, &moments);
        let asking = stretches(reading, &clauses, &contexts);
        let french_said = french;
        let supposes = asking.iter().any(|stretch| stretch.supposed);
        let french = french_said.of_writer(
            |at| is_of_writer(reading, &clauses, &contexts, &asking, at),
            supposes,
        );
        Parsed {
            lang: spoken.unwrap_or(lang),
            typed,
            french_of_others: french.is_none() && french_said.tells_levels(),
            french,
            score,
            moments,
            clauses,
            contexts,
            form,
            periods,
            asking,
            details: Details {
                hours,
                places,
                kinds,
            },
        }
    }
}

/// A message taken apart.
struct Parsed {
    /// The language of the text, or of the chat where nothing is spoken in the text's.
    lang: Lang,
    typed: Vec<TypedCode>,
    french: Option<HeardFrench>,
    /// Levels are told, but not of the writer.
    french_of_others: bool,
    score: Option<u16>,
    moments: Vec<Moment>,
    clauses: Vec<Clause>,
    contexts: Vec<Context>,
    form: Form,
    periods: Vec<Period>,
    asking: Vec<Stretch>,
    details: Details,
}

impl Parsed {
    fn scene(&self, reading: &Reading) -> Scene<'_> {
        self.scene_of(reading, &self.contexts)
    }

    fn scene_of<'a>(&'a self, reading: &Reading, contexts: &'a [Context]) -> Scene<'a> {
        Scene {
            clauses: &self.clauses,
            contexts,
            others_asked: others_asked_for(reading, contexts),
            form: self.form,
            codes: &self.typed,
            periods: &self.periods,
            asking: &self.asking,
            hours: &self.details.hours,
        }
    }

    /// The work of relatives and friends that a message tells where it names `own` work of the writer, or none.
    fn of_others(&self, reading: &Reading, finder: &JobFinder, own: &[JobFound]) -> Vec<HeardJob> {
        let Some(contexts) = as_if_own(reading, &self.contexts, self.form) else {
            return Vec::new();
        };
        let scene = self.scene_of(reading, &contexts);
        let mut jobs = with_spells(reading, &scene, finder.jobs(reading, &scene));
        jobs.retain(|job| own.iter().all(|own| own.codes.first() != job.codes.first()));
        if jobs.is_empty() {
            return Vec::new();
        }
        assemble(reading, &scene, jobs, &self.details)
    }
}

/// Whether what stands at a token is told of the writer, or of somebody whom the writer asks for, and is not only asked.
fn is_of_writer(
    reading: &Reading,
    clauses: &[Clause],
    contexts: &[Context],
    asking: &[Stretch],
    at: usize,
) -> bool {
    let after = clauses.partition_point(|clause| clause.range.start <= at);
    let owner = contexts
        .get(after.saturating_sub(1))
        .map(|context| context.owner);
    let is_asked = asking.iter().any(|stretch| stretch.at.contains(&at));
    let is_for_others = || {
        reading
            .hits()
            .iter()
            .any(|hit| hit.tag == Tag::Who(Who::AsksFor))
    };
    !is_asked && (owner != Some(Owner::Other) || is_for_others())
}

/// Words that say nothing of anybody's work, such as a status.
fn claim_asides(reading: &mut Reading, is_title: impl Fn(&str) -> bool) {
    for at in 0..reading.len() {
        let time = |tag| matches!(tag, Tag::Hours(Hours::Full | Hours::Part)).then_some(());
        if let Some(((), end)) = reading.find_at(at, time)
            && is_of_studies(reading, at..end)
        {
            reading.claim(at..end, Use::Aside);
        }
    }
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
            match titled_to(reading, at..end, &is_title) {
                // "student advisor": the status is a word of the title.
                Some(last) => reading.forget(|hit| {
                    let inside = at <= hit.start && hit.end <= last;
                    let of_studies = matches!(hit.tag, Tag::StudiesFullTime | Tag::Kind(_));
                    inside && (of_studies || hit.tag == Tag::Job(Job::Status))
                }),
                // "student nurse aide" names a job all the same: only the status is used up.
                None => reading.claim(at..end, Use::Aside),
            }
        }
        if let Some(end) = reading.tag_at(at, Tag::Job(Job::Residence))
            && reading.is_free(&(at..end))
        {
            reading.claim(at..end, Use::Aside);
        }
    }
}

/// A title goes on for so many words behind a status at most.
const LONGEST_BEHIND_STATUS: usize = 3;

/// Where the longest title ends that begins with a status.
fn titled_to(
    reading: &Reading,
    status: Range<usize>,
    is_title: impl Fn(&str) -> bool,
) -> Option<usize> {
    let is_word = |at: &usize| {
        let token = reading.tokens.get(*at);
        token.is_some_and(|token| token.is_word()) && reading.used(*at).is_none()
    };
    let behind = (status.end..status.end + LONGEST_BEHIND_STATUS).take_while(is_word);
    let mut ends = behind.map(|last| last + 1).collect::<Vec<_>>().into_iter();
    ends.rfind(|&end| is_title(reading.typed(&(status.start..end))))
}

/// Whether words for full or part time are about studies, and so about no work.
fn is_of_studies(reading: &Reading, at: Range<usize>) -> bool {
    reading.hits().iter().any(|hit| {
        matches!(hit.tag, Tag::StudiesFullTime | Tag::StudiesPartTime)
            && hit.start <= at.start
            && at.end <= hit.end
    })
}

/// Whether a word says that something was wrong.
fn corrects(hit: &Hit) -> bool {
    hit.tag == Tag::Job(Job::Correct)
}

/// Whether a British place is named, beside which dates are written with the day first.
fn is_british(reading: &Reading) -> bool {
    reading.hits().iter().any(|hit| hit.tag == Tag::British)
}
