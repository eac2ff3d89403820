//! The texts: both languages hold the same messages with the same variables, the program uses what they hold, and what
//! is put into them comes out as it went in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use nocbot::answer::{Arg, Texts};
use nocbot::language::Languages;
use nocbot::noc::{DataFiles, Lang};
use nocbot::text::Rich;
use nocbot::understanding::Topic;
use proptest::prelude::*;

/// Each message with its variables.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/lang/{lang}/texts.ftl"));
    let text = std::fs::read_to_string(path).unwrap();
    let resource = parse(text.as_str()).unwrap();
    let message = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => {
            let mut variables = BTreeSet::new();
            collect(message.value.as_ref().unwrap(), &mut variables);
            Some((message.id.name.to_owned(), variables))
        }
        Entry::Junk { content } => panic!("{lang}: {content}"),
        _ => None,
    };
    resource.body.iter().filter_map(message).collect()
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, variables),
            Expression::Select { selector, variants } => {
                collect_inline(selector, variables);
                for variant in variants {
                    collect(&variant.value, variables);
                }
            }
        }
    }
}

fn collect_inline(expression: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = expression {
        variables.insert(id.name.to_owned());
    }
}

/// All Rust sources, concatenated.
fn sources() -> String {
    fn read(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, all);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut all = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

/// Messages whose names the program puts together: the family's beginning.
const FAMILIES: [&str; 12] = [
    "telegram-command-",
    "month-",
    "program-",
    "button-kind-",
    "button-field-",
    "job-summary-",
    "which-",
    "missed-example-",
    "why-asked-",
    "topic-",
    "zone-",
    "calendar-",
];

/// What follows the beginning of each family whose names the program puts together from few words.
const ENDINGS: [(&str, &[&str]); 9] = [
    (
        "why-asked-",
        &[
            "job", "confirm", "choose", "which", "start", "end", "hours", "country", "kind",
            "away", "more", "french", "military", "score",
        ],
    ),
    (
        "missed-example-",
        &[
            "confirm", "choose", "which", "start", "end", "hours", "country", "kind", "away",
            "more", "french", "military", "score", "result",
        ],
    ),
    ("which-", &["start", "end", "hours", "country"]),
    ("month-of-", &["start", "end"]),
    (
        "month-",
        &[
            "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
        ],
    ),
    (
        "month-short-",
        &[
            "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
        ],
    ),
    ("button-kind-", &["employed", "self", "student", "unpaid"]),
    (
        "button-field-",
        &["job", "start", "end", "hours", "country", "kind", "remove"],
    ),
    ("job-summary-", &["employed", "self", "student", "unpaid"]),
];

#[test]
fn every_name_that_is_put_together_is_a_message() {
    let topics = Topic::ALL.map(|topic| format!("topic-{}", topic.name()));
    let endings = ENDINGS.iter();
    let all = endings.flat_map(|(family, endings)| {
        endings
            .iter()
            .map(move |ending| format!("{family}{ending}"))
    });
    let all: Vec<String> = all.chain(topics).collect();
    for lang in ["en", "fr"] {
        let known = messages(lang);
        for name in &all {
            assert!(
                known.contains_key(name),
                "{name} is said but not written in {lang}"
            );
        }
    }
    let sources = sources();
    let calls = [
        "text(&format!(\"",
        "plain(&format!(\"",
        ".format(&format!(\"",
    ];
    let put = calls.iter().flat_map(|call| sources.split(call).skip(1));
    for family in put.filter_map(|rest| rest.split_once('{').map(|(family, _)| family)) {
        let is_family = FAMILIES.iter().any(|known| family.starts_with(known));
        assert!(is_family, "{family} is no family");
    }
}

#[test]
fn both_languages_hold_the_same_messages_and_variables() {
    let (english, french) = (messages("en"), messages("fr"));
    let names = |messages: &BTreeMap<String, _>| messages.keys().cloned().collect::<Vec<String>>();
    assert_eq!(names(&english), names(&french));
    // Whose case it is, a message may ask in one language and not in the other.
    let own = |variables: &BTreeSet<String>| -> BTreeSet<String> {
        let mut own = variables.clone();
        own.remove("whose");
        own
    };
    for (name, variables) in &english {
        assert_eq!(own(variables), own(&french[name]), "{name}");
    }
}

#[test]
fn what_is_said_of_somebody_elses_case_does_not_say_you() {
    for (lang, tag, you) in [
        (Lang::EN, "en", &["you", "your", "yours"][..]),
        (
            Lang::FR,
            "fr",
            &["vous", "votre", "vos", "vôtre", "vôtres"][..],
        ),
    ] {
        let about = |other: bool, id: &str| {
            let said = TEXTS.localizer(lang).about_other(other);
            said.plain(id, &[]).to_lowercase()
        };
        let is_of_case = |(name, variables): &(String, BTreeSet<String>)| {
            let has_own = matches!(name.as_str(), "one-person" | "remind-hours");
            variables.contains("whose") && !has_own
        };
        let of_case: Vec<_> = messages(tag).into_iter().filter(is_of_case).collect();
        assert!(of_case.len() > 30, "{}", of_case.len());
        for (id, _) in of_case {
            let said = about(true, &id);
            assert_ne!(said, about(false, &id), "{id}");
            let mut words = said.split(|c: char| !c.is_alphabetic());
            assert!(!words.any(|word| you.contains(&word)), "{id}: {said}");
        }
    }
}

#[test]
fn every_language_says_its_own_names_of_the_commands() {
    let languages = Languages::open(&DataFiles::BuiltIn).unwrap();
    for &lang in languages.tags() {
        let text = DataFiles::BuiltIn
            .read(&Languages::path(lang, "texts.ftl"))
            .unwrap();
        // Said in the language that the person seems to write.
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("language-tip"));
        let mut said = 0;
        for line in lines {
            for (at, _) in line.match_indices('/') {
                let before = line[..at].chars().next_back();
                let name = line[at + 1..]
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
                    .unwrap();
                let begins = before.is_none_or(|c| c.is_whitespace() || "(«“>".contains(c));
                if !begins || name.is_empty() {
                    continue;
                }
                let command = languages.commands.named(name);
                let command = command.unwrap_or_else(|| panic!("no command {name}: {line}"));
                assert_eq!(languages.commands.name(command, lang), name, "{line}");
                said += 1;
            }
        }
        assert!(said > 30, "{said} in {}", lang.tag());
    }
}

#[test]
fn every_message_is_used() {
    let sources = sources();
    for name in messages("en").keys() {
        let in_family = FAMILIES
            .iter()
            .any(|family| name.starts_with(family) && sources.contains(family));
        assert!(
            in_family || sources.contains(&format!("\"{name}\"")),
            "{name} is used nowhere"
        );
    }
}

#[test]
fn every_message_that_is_said_exists() {
    let known = messages("en");
    let sources = sources();
    let calls = [
        "localizer.format(\"",
        "localizer.text(\"",
        "self.format(\"",
        "self.text(\"",
        " .format(\"",
        " .text(\"",
        "localizer.plain(\"",
        "self.plain(\"",
        "problem(state, \"",
        "problem(&state, \"",
    ];
    let said = calls
        .iter()
        .flat_map(|call| sources.split(call).skip(1).map(move |rest| (call, rest)))
        .filter_map(|(call, rest)| {
            let (name, after) = rest.split_once('"')?;
            // The localizer's `text` takes a name alone; parts of a form have a value too.
            let is_of_form = call.contains("text(") && !after.starts_with(')');
            (!is_of_form).then_some(name)
        });
    let said: BTreeSet<&str> = said.collect();
    assert!(said.len() > 100, "{}", said.len());
    for name in said {
        assert!(known.contains_key(name), "{name} is said but not written");
    }
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    let languages = Languages::open(&DataFiles::BuiltIn).unwrap();
    Texts::open(&DataFiles::BuiltIn, &languages).unwrap()
});

/// What people may type, with the characters that markup and Fluent give a meaning.
fn typed() -> impl Strategy<Value = String> {
    "\\PC{0,40}|[<>&;\"'/ab=\\u{e000}\\u{2068}{}$]{0,20}|(<b>|</b>|<a href=\"x\">|&amp;|&lt;|\\{ \\$text \\}|\u{0}){0,6}"
}

proptest! {
    #[test]
    fn values_come_out_as_they_were_typed(typed in typed()) {
        for lang in [Lang::EN, Lang::FR] {
            let localizer = TEXTS.localizer(lang);
            let said = localizer.format("missed-job", &[("text", typed.as_str().into())]);
            prop_assert!(said.plain().contains(&typed), "{said:?}");
            prop_assert_eq!(said.spans().count(), 1);
            let args = [("code", typed.as_str().into()), ("title", Arg::from(Rich::from(typed.as_str())))];
            let said = localizer.format("candidate", &args);
            let code: String = said.spans().filter(|(_, style)| style.bold).map(|(text, _)| text).collect();
            prop_assert_eq!(&code, &typed);
            prop_assert_eq!(said.plain(), format!("{typed} {typed}"));
        }
    }
}

#[test]
fn texts_keep_the_styles_of_their_markup_and_of_what_is_put_in() {
    let localizer = TEXTS.localizer(Lang::EN);
    let summary = Rich::from("a ").then(Rich::from("page").link("https://a.ca/"));
    let said = localizer.format("change-job", &[("job", summary.clone().into())]);
    let asked = said.plain().replace("a page", "");
    assert!(said.spans().any(|(_, style)| style.bold), "{asked}");
    let linked = said.spans().filter(|(_, style)| style.link.is_some());
    assert_eq!(linked.map(|(text, _)| text).collect::<Vec<_>>(), ["page"]);
    let link = [
        ("link", "https://a.ca/?b=1&c=<d>".into()),
        ("code", "31301".into()),
    ];
    let said = localizer.format("card-duties", &link);
    let links: Vec<(&str, &str)> = said
        .spans()
        .filter_map(|(text, style)| Some((text, style.link.as_deref()?)))
        .collect();
    let text = "compare yours with the official page of 31301";
    assert_eq!(links, [(text, "https://a.ca/?b=1&c=<d>")]);
    assert_eq!(localizer.plain("confirm-card", &[]), "Is this right?");
}

#[test]
fn a_name_of_a_variant_chooses_it_and_a_number_by_its_plural() {
    let said = |months: u8, place: &str| {
        let args = [
            ("months", months.into()),
            ("years", 3_u8.into()),
            ("continuous", "no".into()),
            ("place", place.into()),
        ];
        TEXTS.localizer(Lang::EN).plain("requirement-work", &args)
    };
    assert_eq!(
        said(1, "canada"),
        "1 month of work in the last 3 years, not necessarily continuous, in Canada"
    );
    assert!(said(12, "<anywhere>").starts_with("12 months of work in the last 3 years"));
}
