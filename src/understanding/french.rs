//! French levels: NCLC numbers, and scores of the tests that are converted to them.

use super::heard::{Asked, HeardFrench};
use super::levels::{FrenchTest, Levels};
use super::reading::{Reading, Use};
use super::tags::{Cue, Tag, Test, Who};
use crate::noc::Lang;

/// The highest NCLC level.
const HIGHEST_LEVEL: f64 = 12.0;
/// The most points of the TCF in speaking and in writing.
const HIGHEST_TCF_EXPRESSION: f64 = 20.0;
/// How many words say "in all four" at most.
const LONGEST_ALL: usize = 4;
/// Listening, speaking, reading and writing.
const ABILITIES: [Test; 4] = [
    Test::Listening,
    Test::Speaking,
    Test::Reading,
    Test::Writing,
];

/// In which measure numbers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Nclc,
    /// The benchmarks by their English name: of French only where a word says so.
    Clb,
    Test(FrenchTest),
    /// Of English, or of a test that does not count.
    Other,
}

/// Levels of French, and the token that begins to tell them.
type Told = (usize, [Option<u8>; 4]);

/// What was said about French, whoever speaks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FrenchSaid {
    told: Vec<Told>,
    no_test: bool,
}

impl FrenchSaid {
    /// Whether levels are told of anybody.
    pub fn tells_levels(&self) -> bool {
        !self.told.is_empty()
    }

    /// What is told of the writer, given whether what stands at a token is; no test is told where one is only supposed.
    pub fn of_writer(&self, is_own: impl Fn(usize) -> bool, supposes: bool) -> Option<HeardFrench> {
        let own = self.told.iter().filter(|(at, _)| is_own(*at));
        let heard = own.fold([None; 4], |mut all, (_, told)| {
            for (known, told) in all.iter_mut().zip(told) {
                *known = told.or(*known);
            }
            all
        });
        match heard {
            levels if levels.iter().any(Option::is_some) => Some(HeardFrench::Levels(levels)),
            _ => (self.no_test && self.told.is_empty() && !supposes).then_some(HeardFrench::NoTest),
        }
    }
}

/// What was said about French; claims its tokens.
pub(super) fn french(reading: &mut Reading, levels: &Levels) -> FrenchSaid {
    let asked = reading.asked == Asked::French;
    let mut sections = sections(reading);
    if sections.is_empty() {
        match scale_of_scores(reading, asked) {
            Some(Scale::Of(test)) => sections.push((0, Measure::Test(test))),
            Some(Scale::Levels) => sections.push((0, Measure::Nclc)),
            None if asked => sections.push((0, Measure::Nclc)),
            Some(Scale::Unknown) | None => {}
        }
    }
    begin_at_abilities(reading, &mut sections);
    let mut heard: Vec<Told> = Vec::new();
    let bounds: Vec<usize> = sections
        .iter()
        .map(|(at, _)| *at)
        .skip(1)
        .chain([reading.len()])
        .collect();
    for (index, (&(start, measure), &end)) in sections.iter().zip(&bounds).enumerate() {
        let start = if index == 0 && asked { 0 } else { start };
        let Some(measure) = settle(reading, measure, start, end) else {
            claim_numbers(reading, start, end);
            continue;
        };
        let told = Section {
            reading,
            measure,
            start,
            end: sentence_end(reading, start, end),
        }
        .levels(levels);
        heard.extend(told.map(|told| (start, told)));
        claim_numbers(reading, start, sentence_end(reading, start, end));
    }
    FrenchSaid {
        told: heard,
        no_test: no_test(reading, asked),
    }
}

/// The only test of French that is named.
pub(super) fn test_named(reading: &Reading) -> Option<FrenchTest> {
    let mut named = sections(reading)
        .into_iter()
        .filter_map(|(_, measure)| match measure {
            Measure::Test(test) => Some(test),
            _ => None,
        });
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// Whether the test that is named is behind: words say so, and none denies it, or nothing but its name is told.
pub(super) fn tells_test_taken(reading: &Reading) -> bool {
    let denied = (0..reading.len()).any(|at| reading.cue_at(at, Cue::Not).is_some());
    let is_alone = || {
        let words = reading.tokens.iter().filter(|token| token.is_word());
        words.count() <= LONGEST_NAME
    };
    !denied && (reading.says(Tag::Test(Test::Taken)) || is_alone())
}

/// "TEF Canada"
const LONGEST_NAME: usize = 2;

/// Whether a level of French is told that no accepted test shows: "B2 au TCF", "langue maternelle".
pub(super) fn tells_level_alone(reading: &Reading) -> bool {
    let says = |test| reading.says(Tag::Test(test));
    let level = says(Test::Level) || says(Test::Native);
    let french = [Test::French, Test::Tef, Test::Tcf];
    let about_french = reading.asked == Asked::French || french.into_iter().any(says);
    level && about_french && !says(Test::English) && !says(Test::None)
}

/// Whether scores are told by ability, or four in the order asked, that a test named before would make levels.
pub(super) fn lacks_test(reading: &Reading) -> bool {
    let scores = Section::of_scores(reading);
    let (numbers, abilities) = (scores.numbers(), scores.abilities());
    let is_exact =
        |named: &Named| !named.is_half && !reading.ends_before(named.at, &[Tag::Who(Who::Me)]);
    let in_order = abilities.is_empty() && numbers.len() == ABILITIES.len();
    let by_name = !abilities.is_empty() && abilities.iter().all(is_exact) && !numbers.is_empty();
    let is_asked = reading.asked == Asked::French;
    sections(reading).is_empty()
        && (is_asked && (in_order || by_name) || reading.asked == Asked::Result && by_name)
}

/// Whether a score of an ability is told beside a result without its test: "je l'ai repassé : EE 10".
pub(super) fn tells_score_alone(reading: &Reading) -> bool {
    let scores = Section::of_scores(reading);
    let is_done = |named: &Named| reading.ends_before(named.at, &[Tag::Who(Who::Me)]);
    let abilities = scores.abilities();
    reading.asked == Asked::Result
        && sections(reading).is_empty()
        && !abilities.is_empty()
        && !abilities.iter().any(is_done)
        && !scores.numbers().is_empty()
}

/// The scale of scores told by ability, where no test is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Of(FrenchTest),
    /// Levels of all four abilities by their French names.
    Levels,
    /// No level is that high, and either test may be meant.
    Unknown,
}

/// The TCF gives up to 20 points in speaking and writing and hundreds in the rest; the TEF gives hundreds in all four.
fn scale_of_scores(reading: &Reading, asked: bool) -> Option<Scale> {
    let scores = Section::of_scores(reading);
    let (numbers, abilities) = (scores.numbers(), scores.abilities());
    if abilities.is_empty() || abilities.len() < ABILITIES.len() && !asked {
        return None;
    }
    let [listening, speaking, read, writing] = scores.pair(&numbers, &abilities)?;
    let are = |two: [Option<f64>; 2], fits: fn(f64) -> bool| two.into_iter().flatten().any(fits);
    let high = |two| are(two, |score| score > HIGHEST_TCF_EXPRESSION);
    match (high([listening, read]), high([speaking, writing])) {
        (_, true) => Some(Scale::Of(FrenchTest::Tef)),
        (true, false) if are([speaking, writing], |_| true) => Some(Scale::Of(FrenchTest::Tcf)),
        (true, false) => Some(Scale::Unknown),
        (false, false) if are([listening, read], |score| score > HIGHEST_LEVEL) => {
            Some(Scale::Unknown)
        }
        (false, false) => (names_all_in_french(reading, &abilities)).then_some(Scale::Levels),
    }
}

/// Whether all four abilities are named in a French text: in others they may be those of another language's test.
fn names_all_in_french(reading: &Reading, abilities: &[Named]) -> bool {
    abilities.len() == ABILITIES.len() && reading.lang == Lang::FR.tag()
}

/// Where each test or measure is named.
fn sections(reading: &Reading) -> Vec<(usize, Measure)> {
    let mut out: Vec<(usize, Measure)> = Vec::new();
    for hit in reading.hits() {
        let measure = match hit.tag {
            Tag::Test(Test::Nclc) => Measure::Nclc,
            Tag::Test(Test::Clb) => Measure::Clb,
            Tag::Test(Test::Tef) => Measure::Test(FrenchTest::Tef),
            Tag::Test(Test::Tcf) => Measure::Test(FrenchTest::Tcf),
            Tag::Test(Test::Other) => Measure::Other,
            _ => continue,
        };
        if out.last() != Some(&(hit.start, measure)) {
            out.push((hit.start, measure));
        }
    }
    out
}

/// Lets what a measure tells begin at the abilities named before it, where none is named after it: "expression écrite NCLC 8".
fn begin_at_abilities(reading: &Reading, sections: &mut [(usize, Measure)]) {
    let mut end = reading.len();
    for index in (0..sections.len()).rev() {
        let (start, measure) = sections[index];
        let lowest = index.checked_sub(1).map_or(0, |before| sections[before].0);
        let after = Section {
            reading,
            measure,
            start,
            end: sentence_end(reading, start, end),
        };
        if after.abilities().is_empty() {
            let behind = !after.numbers().is_empty();
            sections[index].0 = ability_before(reading, start, lowest, behind).unwrap_or(start);
        }
        end = sections[index].0;
    }
}

/// Where the abilities that stand right before a measure begin; the numbers between are theirs where none is `behind` the measure.
fn ability_before(reading: &Reading, start: usize, lowest: usize, behind: bool) -> Option<usize> {
    let is_ability = |at: usize| {
        let named = reading.find_at(at, |tag| match tag {
            Tag::Test(Test::Oral | Test::Written) => Some(()),
            Tag::Test(test) => ABILITIES.contains(&test).then_some(()),
            _ => None,
        });
        // "je veux savoir ce que"
        let is_short = |end: usize| end == at + 1 && reading.word(at).len() < SHORTEST_ABILITY;
        named.is_some_and(|((), end)| {
            let beside = reading.number_at(end).is_some() || reading.is_mark(end, ":=-/");
            (!is_short(end) || beside) && !reading.ends_before(at, &[Tag::Who(Who::Me)])
        })
    };
    let names_language = |at: usize| {
        [Test::French, Test::English, Test::Other]
            .into_iter()
            .any(|test| reading.tag_at(at, Tag::Test(test)).is_some())
    };
    let mut first = None;
    let mut far = 0;
    for at in (lowest..start).rev() {
        let is_number = reading.whole_at(at).is_some();
        let ends = reading.is_mark(at, ".!?;\n") || names_language(at) || is_number && behind;
        if ends || far > FAR_ABILITY {
            break;
        }
        far += 1;
        if is_ability(at) || is_number && first.is_some() {
            first = Some(at);
            far = 0;
        }
    }
    first
}

/// So many words stand between an ability and its measure.
const FAR_ABILITY: usize = 3;
/// Shorter words are an ability only beside a number.
const SHORTEST_ABILITY: usize = 3;

/// A test score tells of a stretch that ends with its sentence.
fn sentence_end(reading: &Reading, start: usize, end: usize) -> usize {
    let ends = |at: &usize| {
        reading.is_mark(*at, "!?;\n") || reading.is_mark(*at, ".") && !reading.is_glued(at + 1)
    };
    (start + 1..end).find(ends).unwrap_or(end)
}

/// The measure that numbers of a stretch are in; none for those that tell nothing of French.
fn settle(reading: &Reading, measure: Measure, start: usize, end: usize) -> Option<Measure> {
    let names = |test| {
        reading
            .hits()
            .iter()
            .any(|hit| hit.tag == Tag::Test(test) && hit.start >= start && hit.end <= end)
    };
    // "French clb 7": the language stands before the measure.
    let before = start
        .checked_sub(1)
        .is_some_and(|at| reading.tag_at(at, Tag::Test(Test::French)).is_some());
    match measure {
        Measure::Other => None,
        Measure::Clb | Measure::Nclc if names(Test::English) && !names(Test::French) => None,
        Measure::Clb if names(Test::French) || before => Some(Measure::Nclc),
        Measure::Clb => None,
        measure => Some(measure),
    }
}

/// What is no number of a level is left for others; what is one is used up, whatever it is worth.
fn claim_numbers(reading: &mut Reading, start: usize, end: usize) {
    for at in start..end {
        let is_test = reading.find_at(at, |tag| matches!(tag, Tag::Test(_)).then_some(()));
        if let Some(((), after)) = is_test
            && reading.is_free(&(at..after))
        {
            reading.claim(at..after, Use::French);
        }
        let year = reading
            .whole_at(at)
            .is_some_and(|(value, width)| width == 4 && value > 1900);
        let beside_unit = reading
            .find_at(at + 1, |tag| {
                matches!(tag, Tag::Unit(_) | Tag::Month(_)).then_some(())
            })
            .is_some();
        let after_month = at > 0
            && reading
                .find_at(at - 1, |tag| matches!(tag, Tag::Month(_)).then_some(()))
                .is_some();
        let sized = reading.tokens[at]
            .number()
            .is_some_and(|value| value < 1000.0);
        if sized && !year && !beside_unit && !after_month && reading.used(at).is_none() {
            reading.claim(at..at + 1, Use::French);
        }
    }
}

/// "no test", "will do TEF in January".
fn no_test(reading: &Reading, asked: bool) -> bool {
    let says = |test| reading.says(Tag::Test(test));
    let denies = says(Test::None);
    let about_french = says(Test::Tef) || says(Test::Tcf) || says(Test::French) || says(Test::Nclc);
    let level = says(Test::Level) || says(Test::Other);
    denies && !level && (asked || about_french && reading.len() <= 10)
}

/// What a word names: one ability, or both that are oral or written.
struct Named {
    at: usize,
    end: usize,
    /// Only "oral" or "written".
    is_half: bool,
    abilities: Vec<usize>,
}

/// Listening and speaking.
const ORAL: [usize; 2] = [0, 1];
/// Reading and writing.
const WRITTEN: [usize; 2] = [2, 3];

/// "Compréhension orale 7, écrite 8": the half is that of the ability before; one whose other half is named is the other.
fn settle_halves(named: &mut [Named]) {
    let full: Vec<usize> = named
        .iter()
        .filter(|named| !named.is_half)
        .flat_map(|named| named.abilities.clone())
        .collect();
    for at in 0..named.len() {
        if !named[at].is_half {
            continue;
        }
        let before = at
            .checked_sub(1)
            .and_then(|before| match named[before].abilities[..] {
                [ability] if named[before].end > named[before].at + 1 => Some(ability % 2),
                _ => None,
            });
        let open: Vec<usize> = named[at]
            .abilities
            .iter()
            .copied()
            .filter(|ability| !full.contains(ability))
            .filter(|ability| before.is_none_or(|side| ability % 2 == side))
            .collect();
        if !open.is_empty() {
            named[at].abilities = open;
        }
    }
}

struct Section<'a, 'b> {
    reading: &'b Reading<'a>,
    measure: Measure,
    start: usize,
    end: usize,
}

impl<'a, 'b> Section<'a, 'b> {
    /// The whole message, in which scores of a test are told by ability.
    fn of_scores(reading: &'b Reading<'a>) -> Self {
        Section {
            reading,
            measure: Measure::Test(FrenchTest::Tcf),
            start: 0,
            end: reading.len(),
        }
    }

    fn levels(&self, levels: &Levels) -> Option<[Option<u8>; 4]> {
        let numbers = self.numbers();
        let abilities = self.abilities();
        let excepted = self.with_exceptions(&numbers, &abilities);
        let mut told = excepted.or_else(|| self.pair(&numbers, &abilities))?;
        if let Measure::Test(test) = self.measure {
            for (ability, told) in told.iter_mut().enumerate() {
                let Some(score) = *told else { continue };
                // A score above the column is of another column: nothing of it is sure.
                *told = Some(f64::from(levels.level(test, ability, score)?));
            }
        }
        let level = |told: Option<f64>| {
            told.filter(|told| told.fract() == 0.0 && *told <= HIGHEST_LEVEL)
                .map(|told| told as u8)
        };
        let out = told.map(level);
        out.iter().any(Option::is_some).then_some(out)
    }

    fn numbers(&self) -> Vec<(usize, f64)> {
        let most = match self.measure {
            Measure::Test(_) => 699.0,
            _ => HIGHEST_LEVEL,
        };
        let value = |at: usize| {
            let glued_word = self.reading.is_glued(at)
                && at > 0
                && self.reading.tokens[at - 1].is_word()
                && self.reading.word(at - 1).len() == 1
                && self
                    .reading
                    .find_at(at - 1, |tag| {
                        matches!(tag, Tag::Test(Test::Level)).then_some(())
                    })
                    .is_some();
            let counted = self
                .reading
                .find_at(at + 1, |tag| {
                    matches!(tag, Tag::Unit(_) | Tag::Month(_)).then_some(())
                })
                .is_some();
            let number = self
                .reading
                .number_at(at)
                .map(|(value, _)| value)
                .filter(|_| {
                    self.reading.tokens[at].number().is_some()
                        || !self.reading.is_one(at, &self.reading.words.one_as_number)
                })?;
            (!glued_word && !counted && number <= most && self.reading.used(at).is_none())
                .then_some((at, number))
        };
        // The number of "in all four" counts abilities.
        let counts_abilities = |at: usize| {
            (at.saturating_sub(LONGEST_ALL)..at).any(|from| {
                self.reading
                    .cue_at(from, Cue::All)
                    .is_some_and(|end| from < at && at < end)
            })
        };
        let numbers = (self.start..self.end).filter_map(value);
        numbers.filter(|(at, _)| !counts_abilities(*at)).collect()
    }

    fn abilities(&self) -> Vec<Named> {
        let mut out: Vec<Named> = Vec::new();
        for hit in self.reading.hits() {
            let inside = hit.start >= self.start && hit.end <= self.end;
            let Tag::Test(test) = hit.tag else { continue };
            // One letter is an ability only beside a number.
            let lone = self.reading.word(hit.start).len() == 1 && hit.end == hit.start + 1;
            let beside =
                self.reading.number_at(hit.end).is_some() || self.reading.is_mark(hit.end, ":=-/");
            let known = ABILITIES.iter().position(|known| *known == test);
            let abilities = match (test, known) {
                (Test::Oral, _) => ORAL.to_vec(),
                (Test::Written, _) => WRITTEN.to_vec(),
                (_, Some(ability)) => vec![ability],
                (_, None) => continue,
            };
            if inside && (!lone || beside) && out.last().is_none_or(|last| last.end <= hit.start) {
                out.push(Named {
                    at: hit.start,
                    end: hit.end,
                    is_half: known.is_none(),
                    abilities,
                });
            }
        }
        settle_halves(&mut out);
        out
    }

    /// The number of each ability.
    fn pair(&self, numbers: &[(usize, f64)], abilities: &[Named]) -> Option<[Option<f64>; 4]> {
        let values: Vec<f64> = numbers.iter().map(|(_, value)| *value).collect();
        let single = matches!(self.measure, Measure::Nclc | Measure::Clb);
        let names = |cue| (self.start..self.end).any(|at| self.reading.cue_at(at, cue).is_some());
        let mut told = [None; 4];
        match (values.as_slice(), abilities) {
            ([], _) => return None,
            ([one], []) if single => told = [Some(*one); 4],
            ([_], []) => return None,
            ([a, b, c, d], []) => told = [Some(*a), Some(*b), Some(*c), Some(*d)],
            (_, []) => return None,
            (_, abilities) => self.by_name(numbers, abilities, &mut told),
        }
        if abilities.len() < 4 && single && names(Cue::Rest) {
            let rest = self.rest(numbers);
            told = told.map(|known| known.or(rest));
        }
        Some(told)
    }

    /// "7 everywhere except writing 5": one level for all but the abilities named.
    fn with_exceptions(
        &self,
        numbers: &[(usize, f64)],
        abilities: &[Named],
    ) -> Option<[Option<f64>; 4]> {
        let cue = |cue| (self.start..self.end).find_map(|at| self.reading.cue_at(at, cue));
        let from = cue(Cue::Except).or_else(|| cue(Cue::All))?;
        let is_single = matches!(self.measure, Measure::Nclc | Measure::Clb);
        let (all, own) = numbers.split_at(numbers.partition_point(|(at, _)| *at < from));
        let [(_, level)] = all else { return None };
        if !is_single || abilities.first()?.at < from {
            return None;
        }
        let mut told = [Some(*level); 4];
        for &ability in abilities.iter().flat_map(|named| &named.abilities) {
            told[ability] = None;
        }
        if !own.is_empty() {
            self.by_name(own, abilities, &mut told);
        }
        Some(told)
    }

    /// Each ability has the number after it, or before it where numbers come first.
    fn by_name(&self, numbers: &[(usize, f64)], abilities: &[Named], told: &mut [Option<f64>; 4]) {
        let last = abilities.last().map_or(0, |named| named.at);
        let number_first = numbers[0].0 < abilities[0].at
            && numbers.last().is_none_or(|(number, _)| *number < last);
        for (index, named) in abilities.iter().enumerate() {
            let at = named.at;
            let next = abilities.get(index + 1).map_or(self.end, |next| next.at);
            let number = if number_first {
                numbers.iter().rev().find(|(number, _)| *number < at)
            } else {
                let own = numbers
                    .iter()
                    .find(|(number, _)| *number > at && *number < next);
                // "speaking and listening 7"
                own.or_else(|| {
                    numbers
                        .iter()
                        .find(|(number, _)| *number > at)
                        .filter(|_| self.joined(at, next))
                })
            };
            for &ability in &named.abilities {
                told[ability] = number.map(|(_, value)| *value);
            }
        }
    }

    fn joined(&self, at: usize, next: usize) -> bool {
        next - at <= 3
            && (at..next).any(|at| {
                self.reading.cue_at(at, Cue::And).is_some() || self.reading.is_mark(at, ",/")
            })
    }

    /// The number beside "the others".
    fn rest(&self, numbers: &[(usize, f64)]) -> Option<f64> {
        let at = (self.start..self.end).find(|at| self.reading.cue_at(*at, Cue::Rest).is_some())?;
        let after = numbers.iter().find(|(number, _)| *number > at);
        after.or(numbers.last()).map(|(_, value)| *value)
    }
}
