//! The matcher on the real data: what its files promise, how often it is right, and input nobody would call a job.

#[path = "matching/own_jobs.rs"]
mod own_jobs;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use nocbot::matching::evaluate::{AMBIGUOUS, Report, TITLE, TITLE_TYPO};
use nocbot::matching::evaluate::{evaluate, read_rows, title_rows};
use nocbot::matching::{MatchResult, Matcher, Outcome, Question};
use nocbot::noc::{Classification, DataFiles, Lang, NocCode, NocVersions};
use nocbot::text::fold;

static NOC: LazyLock<Arc<Classification>> =
    LazyLock::new(|| Arc::clone(NocVersions::open(&DataFiles::BuiltIn).unwrap().newest()));
static MATCHER: LazyLock<Matcher> =
    LazyLock::new(|| Matcher::open(&DataFiles::BuiltIn, &NOC).unwrap());

fn find(text: &str) -> MatchResult {
    MATCHER.find(text, None, 5)
}

fn codes(found: &MatchResult) -> Vec<&str> {
    found
        .candidates
        .iter()
        .map(|candidate| candidate.noc.as_str())
        .collect()
}

/// The columns of a data file, without its header.
fn rows(file: &str) -> Vec<Vec<&'static str>> {
    let text = DataFiles::BuiltIn.read(&NOC.version().path(file)).unwrap();
    text.lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

/// Whose each official title is, by language and folded text.
fn official(lang: Lang) -> HashMap<String, &'static str> {
    NOC.titles()
        .iter()
        .filter(|title| title.lang == lang)
        .map(|title| {
            let code = NOC.group_at(title.group).code.as_str();
            (fold::key(title.text), code)
        })
        .collect()
}

#[test]
fn names_neither_repeat_nor_contradict() {
    let ambiguous_terms: Vec<String> = rows("ambiguous-terms.tsv")
        .iter()
        .map(|row| fold::key(row[0]))
        .collect();
    for (file, langs) in [
        ("names.en.tsv", &[Lang::EN][..]),
        ("names.fr.tsv", &[Lang::FR]),
        ("names.other.tsv", &[Lang::EN, Lang::FR]),
    ] {
        let titles: Vec<_> = langs.iter().map(|&lang| official(lang)).collect();
        let mut seen: HashMap<String, &str> = HashMap::new();
        for row in rows(file) {
            let (code, text) = (row[0], row[1]);
            let key = fold::key(text);
            for owner in titles.iter().filter_map(|titles| titles.get(&key)) {
                assert_eq!(*owner, code, "{file}: {text:?} is a title of {owner}");
            }
            assert!(
                !ambiguous_terms.contains(&key),
                "{file}: {text:?} stands in ambiguous-terms.tsv"
            );
            let before = seen.insert(key, code);
            assert_eq!(before, None, "{file}: {text:?} of {code} stands twice");
        }
    }
}

#[test]
fn every_group_has_everyday_names() {
    for (file, mean, least) in [("names.en.tsv", 12.0, 8), ("names.fr.tsv", 10.0, 8)] {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for row in rows(file) {
            *counts.entry(row[0]).or_default() += 1;
        }
        let groups = NOC.groups().iter();
        let per_group = groups.map(|group| counts.get(group.code.as_str()).copied());
        let per_group: Vec<usize> = per_group.map(Option::unwrap_or_default).collect();
        let average = per_group.iter().sum::<usize>() as f64 / per_group.len() as f64;
        let fewest = per_group.iter().min().copied().unwrap_or_default();
        println!("{file}: {average:.1} a group on average, {fewest} at least");
        assert!(average >= mean && fewest >= least, "{file}");
    }
}

#[test]
fn menus_offer_a_choice_and_their_titles_own_code_first() {
    let titles = [Lang::EN, Lang::FR].map(official);
    for row in rows("ambiguous-terms.tsv") {
        let (text, listed) = (row[0], row[1]);
        let found = find(text);
        assert_eq!(found.outcome, Outcome::Choose, "{text:?}");
        assert!(found.candidates.len() >= 2, "{text:?}");
        let owners: Vec<&str> = titles
            .iter()
            .filter_map(|titles| titles.get(&fold::key(text)).copied())
            .collect();
        let first = codes(&found)[0];
        let wanted = if owners.is_empty() {
            listed.contains(first)
        } else {
            owners.contains(&first)
        };
        assert!(wanted, "{text:?}: {first} comes first");
    }
}

#[test]
fn every_question_is_asked_and_tells_groups_apart() {
    let mut asked: Vec<&Question> = Vec::new();
    let listed = rows("ambiguous-terms.tsv");
    let listed = listed.iter().map(|row| row[0]);
    let terms = MATCHER
        .questions()
        .iter()
        .flat_map(|question| &question.terms);
    for text in listed.chain(terms.map(String::as_str)) {
        let found = find(text);
        let Some(question) = MATCHER.question(&found) else {
            continue;
        };
        let first = codes(&found)[0];
        let named = question.terms.contains(&fold::key(text));
        let mut answers = question.answers.iter();
        let leads_on = answers.any(|answer| answer.codes.iter().any(|code| code.as_str() == first));
        assert!(named || leads_on, "{text:?}: no answer leads to {first}");
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    let missed = MATCHER
        .questions()
        .iter()
        .filter(|question| !asked.contains(question));
    let missed: Vec<&str> = missed.map(|question| question.text(Lang::EN)).collect();
    assert!(missed.is_empty(), "never asked: {missed:#?}");
    assert!(MATCHER.questions().len() >= 150);
}

#[test]
fn a_term_of_a_question_asks_it() {
    for question in MATCHER.questions() {
        for term in &question.terms {
            let found = find(term);
            assert_eq!(MATCHER.question(&found), Some(question), "{term:?}");
        }
    }
    for (text, asked) in [
        (
            "nurse",
            Some("Are you a nurse or a nurse aide, and under which licence?"),
        ),
        ("analyste", Some("As an analyst, of what?")),
        ("registered nurse", None),
        ("hello", None),
    ] {
        let question = MATCHER.question(&find(text));
        assert_eq!(
            question.map(|question| question.text(Lang::EN)),
            asked,
            "{text:?}"
        );
    }
    let among = |words: &str, codes: &[&str]| {
        let codes: Vec<NocCode> = codes.iter().map(|code| code.parse().unwrap()).collect();
        let question = MATCHER.question_among(words, &codes);
        question.map(|question| question.text(Lang::EN).to_owned())
    };
    let nurses = "Are you a nurse or a nurse aide, and under which licence?";
    assert_eq!(
        among("rn or lpn", &["31301", "32101"]).as_deref(),
        Some(nurses)
    );
    assert_eq!(among("nurse", &["31301"]).as_deref(), Some(nurses));
    assert_eq!(among("somebody", &["31301", "72106"]), None);
    assert_eq!(among("somebody", &["31301"]), None);
}

fn report(file: &str) -> Report {
    evaluate(&MATCHER, &read_rows(file).unwrap(), None)
}

/// Asserts that `part` of `whole` is at least (or at most) so many per cent.
macro_rules! assert_percent {
    ($part:expr, $whole:expr, $relation:tt $limit:expr) => {
        let percent = 100.0 * $part as f64 / $whole as f64;
        assert!(percent $relation $limit, "{} is {percent:.1} %", stringify!($part));
    };
}

#[test]
fn typed_jobs_are_found() {
    for (file, first, among_five) in [
        (include_str!("matching/typed.en.tsv"), 90.0, 97.0),
        (include_str!("matching/typed.fr.tsv"), 87.0, 95.0),
    ] {
        let report = report(file);
        let (all, jobs) = (report.sum(|_| true), report.jobs());
        assert_percent!(jobs.top[0], jobs.rows, >= first);
        assert_percent!(jobs.top[2], jobs.rows, >= among_five);
        assert_percent!(jobs.confident, jobs.rows, >= 65.0);
        assert_percent!(all.wrong_when_confident, all.confident, <= 4.0);
        let ambiguous = report.sum(|kind| kind == AMBIGUOUS);
        assert_percent!(ambiguous.choose, ambiguous.rows, >= 85.0);
        let no_jobs = report.sum(|kind| kind == "none");
        assert_percent!(no_jobs.none, no_jobs.rows, >= 90.0);
    }
}

#[test]
fn jobs_in_peoples_own_scripts_are_found() {
    for (file, first) in [
        (include_str!("matching/own-script.tsv"), 95.0),
        (include_str!("matching/own-script-kept-aside.tsv"), 80.0),
    ] {
        let jobs = report(file).jobs();
        println!("{jobs:?}");
        assert_percent!(jobs.top[0], jobs.rows, >= first);
    }
    for (text, code) in [
        ("أنا ممرضة", "31301"),
        ("أعمل كسائق شاحنة في دبي", "73300"),
        ("من پرستار هستم", "31301"),
        ("به عنوان جوشکار کار می‌کنم", "72106"),
        ("मैं बिजली मिस्त्री हूँ", "72200"),
        ("میں ٹرک ڈرائیور ہوں", "73300"),
        ("ਮੈਂ ਟਰੱਕ ਡਰਾਈਵਰ ਹਾਂ", "73300"),
        ("я работаю медсестрой", "31301"),
        ("працюю зварювальником", "72106"),
        ("我是一名软件工程师", "21231"),
        ("我是護士", "31301"),
        ("저는 간호사입니다", "31301"),
        ("요리사로 일하고 있습니다", "63200"),
        ("працюю водієм автобуса", "73301"),
    ] {
        assert_eq!(codes(&find(text)).first(), Some(&code), "{text:?}");
    }
}

#[test]
fn every_group_has_duties_in_both_languages() {
    for file in ["names.en.tsv", "names.fr.tsv"] {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for row in rows(file).iter().filter(|row| row[2] == "duty") {
            *counts.entry(row[0]).or_default() += 1;
        }
        for group in NOC.groups() {
            let count = counts.get(group.code.as_str()).copied().unwrap_or_default();
            assert!(count >= 10, "{file}: {} has {count} duties", group.code);
        }
    }
}

#[test]
fn official_titles_are_found() {
    // Few enough to be quick in a debug build; `nocbot evaluate --titles` asks for all of them.
    let report = evaluate(&MATCHER, &title_rows(&NOC, 211, 7), None);
    let titles = report.sum(|kind| kind == TITLE);
    assert_percent!(titles.top[0], titles.rows, >= 99.6);
    let misspelt = report.sum(|kind| kind == TITLE_TYPO);
    assert_percent!(misspelt.top[0], misspelt.rows, >= 93.0);
}

#[test]
fn ordinary_messages_are_no_jobs() {
    for file in [
        include_str!("matching/non-jobs.en.tsv"),
        include_str!("matching/non-jobs.fr.tsv"),
    ] {
        let messages = report(file).sum(|_| true);
        assert_percent!(messages.none, messages.rows, >= 95.0);
        assert_percent!(messages.confident, messages.rows, <= 1.0);
    }
}

/// How many titles each rule of spelling is tried on, at most.
const TITLES_A_RULE: usize = 2;

#[test]
fn titles_are_found_in_every_spelling_and_short_form() {
    for lang in ["en", "fr"] {
        let titles = NOC.titles().iter().filter(|title| title.lang.tag() == lang);
        let titles: Vec<(Vec<String>, &str)> = titles
            .map(|title| {
                let code = NOC.group_at(title.group).code.as_str();
                (fold::words(title.text), code)
            })
            .collect();
        let mut with_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, (words, _)) in titles.iter().enumerate() {
            for word in words {
                with_word.entry(word).or_default().push(at);
            }
        }
        let path = format!("lang/{lang}/spellings.tsv");
        let rules = DataFiles::BuiltIn.read(&path).unwrap().lines();
        let (mut tried, mut found) = (0, 0);
        for rule in rules.filter(|line| !line.starts_with('#')).skip(1) {
            let (typed, means) = rule.split_once('\t').unwrap();
            for meaning in means.split('|').map(fold::key) {
                let fitting = with_word
                    .get(meaning.as_str())
                    .map_or(&[][..], Vec::as_slice);
                let spread = (fitting.len() / TITLES_A_RULE).max(1);
                for &at in fitting.iter().step_by(spread).take(TITLES_A_RULE) {
                    let (words, code) = &titles[at];
                    let respelt = words.iter().map(|word| {
                        if *word == meaning {
                            typed
                        } else {
                            word.as_str()
                        }
                    });
                    let text = respelt.collect::<Vec<_>>().join(" ");
                    tried += 1;
                    found += usize::from(codes(&find(&text)).first() == Some(code));
                }
            }
        }
        println!("{lang}: {found} of {tried} titles");
        assert!(tried > 60, "{lang}: {tried}");
        assert_percent!(found, tried, >= 95.0);
    }
}

#[test]
fn words_apart_are_found_as_words_together() {
    for (apart, together) in [
        ("w e l d e r", "welder"),
        ("house keeper", "housekeeper"),
        ("tele marketer", "telemarketer"),
        ("production co-ordinator", "production coordinator"),
    ] {
        let (apart_found, found) = (find(apart), find(together));
        assert_eq!(
            codes(&apart_found).first(),
            codes(&found).first(),
            "{apart:?}"
        );
        assert_ne!(found.outcome, Outcome::None, "{together:?}");
    }
}

#[test]
fn letters_and_duties_are_weighed_sentence_by_sentence() {
    let long = report(include_str!("matching/long.tsv")).sum(|_| true);
    assert_percent!(long.top[0], long.rows, >= 80.0);
    assert_percent!(long.top[2], long.rows, >= 95.0);
    assert_percent!(long.wrong_when_confident, long.confident, <= 6.0);
}

#[test]
fn two_jobs_are_a_choice_of_both() {
    for (text, both) in [
        (
            "I work as a cook and I also drive a taxi",
            ["63200", "75200"],
        ),
        ("plumber / cashier", ["72300", "65100"]),
        ("coiffeuse puis comptable", ["63210", "11100"]),
    ] {
        let found = find(text);
        assert_eq!(found.outcome, Outcome::Choose, "{text:?}");
        assert_eq!(codes(&found)[..2], both, "{text:?}");
    }
    // One job, though its name joins two words.
    let one = find("sales and marketing manager");
    assert_eq!(codes(&one).first(), Some(&"10022"));
    assert_eq!(one.outcome, Outcome::Confident);
}

#[test]
fn words_that_both_languages_have_do_not_tell_french() {
    for (text, lang) in [
        ("distribution agent", Lang::EN),
        ("w e l d e r", Lang::EN),
        ("SEC/TREAS", Lang::EN),
        ("agent de distribution", Lang::FR),
        ("soudeur", Lang::FR),
    ] {
        assert_eq!(find(text).lang, lang, "{text:?}");
    }
}

#[test]
fn the_pronoun_is_no_trade() {
    let found = find("head chef, is it eligible?");
    assert_eq!(codes(&found).first(), Some(&"62200"));
}

#[test]
fn well_known_texts() {
    for (text, code, outcome) in [
        ("regstered nurs", "31301", Outcome::Confident),
        ("chaufeur poid lour", "73300", Outcome::Confident),
        ("aircon technician", "72402", Outcome::Confident),
        (
            "I clean teeth at a dental clinic",
            "32111",
            Outcome::Confident,
        ),
        ("je répare des voitures", "72410", Outcome::Confident),
        ("ana muhandis madani", "21300", Outcome::Confident),
        ("I am not a nurse, I am a cook", "63200", Outcome::Confident),
        ("nurse", "31301", Outcome::Choose),
        ("Nurse at Apollo hospital", "31301", Outcome::Choose),
    ] {
        let found = find(text);
        assert_eq!(codes(&found).first(), Some(&code), "{text:?}");
        assert_eq!(found.outcome, outcome, "{text:?}");
    }
    for text in ["asdfgh", "hello", "merci beaucoup", "", "   ", "12345678"] {
        assert_eq!(find(text).outcome, Outcome::None, "{text:?}");
    }
    let supervisor = find("Pharmacy technician supervisor");
    let offered = codes(&supervisor);
    assert!(
        offered.contains(&"32124") && offered.contains(&"31120"),
        "{offered:?}"
    );
}

#[test]
fn strange_input_is_answered() {
    let long = "I drive a truck from Halifax to Moncton. ".repeat(250);
    let no_spaces = "x".repeat(10_000);
    let marks = "(.,;'-&+#/".repeat(1_000);
    let strange = [
        long.as_str(),
        &no_spaces,
        &marks,
        "👩‍⚕️🚚 nurse",
        "\u{202e}esrun\u{202c} \u{0}\u{7}\u{1b}[31m",
        "<b>nurse</b> & <script>",
        "مهندس مدني",
        "инженер",
        "护士",
        "ﬁtter ＷＥＬＤＥＲ",
        "a\u{301}\u{301}\u{301}gent",
    ];
    for text in strange {
        let found = find(text);
        assert_eq!(found.candidates.is_empty(), found.outcome == Outcome::None);
    }
    assert_eq!(codes(&find(&long)).first(), Some(&"73300"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn answers_are_sound(text in "\\PC{0,80}|[a-z ]{0,60}") {
        let found = find(&text);
        proptest::prop_assert_eq!(found.candidates.is_empty(), found.outcome == Outcome::None);
        let scores: Vec<f32> = found.candidates.iter().map(|candidate| candidate.score).collect();
        proptest::prop_assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)));
        proptest::prop_assert!(scores.is_sorted_by(|a, b| a >= b));
        let mut seen = codes(&found);
        seen.sort_unstable();
        seen.dedup();
        proptest::prop_assert_eq!(seen.len(), found.candidates.len());
    }
}
