//! The watch on the lists of the category page.

use std::fs;

use jiff::civil::Date;
use nocbot::answer::{Context, categories, category, rules};
use nocbot::noc::{DataFiles, Lang};
use nocbot::store::{CachedPage, Store};

use crate::site::{self, Answer, CHALLENGE, page_with};
use crate::{LISTS, Program};

const AGREE: &str = "the official lists agree with the rules of 2026-02-18";

fn changed(program: &Program) -> Option<Date> {
    program.presenter.data.published().lists_changed
}

/// The page with one more code.
fn one_added() -> String {
    page_with("health", |category| {
        category
            .jobs
            .push(("Chiropodists".to_owned(), "31204".to_owned()));
    })
}

#[tokio::test]
async fn the_same_lists_agree() {
    let program = Program::start().await;
    program.site.put(
        LISTS,
        Answer::Page(site::page(&site::listed(&site::rules()))),
    );
    for _ in 0..2 {
        assert_eq!(program.check().await.unwrap().to_string(), AGREE);
        assert_eq!(changed(&program), None);
    }
    let sent = program.site.headers(LISTS, "if-none-match");
    assert!(sent[0].is_none() && sent[1].is_some(), "{sent:?}");
}

#[tokio::test]
async fn each_difference_is_said() {
    let program = Program::start().await;
    let gone = {
        let mut categories = site::listed(&site::rules());
        categories.retain(|category| category.id != "education");
        site::page(&categories)
    };
    let new = {
        let mut categories = site::listed(&site::rules());
        let first = &categories[0];
        let aviation = site::Listed {
            id: "aviation".to_owned(),
            heading: "Aviation occupations".to_owned(),
            requirement: first.requirement.clone(),
            jobs: vec![("Air pilots".to_owned(), "72600".to_owned())],
        };
        categories.push(aviation);
        site::page(&categories)
    };
    let swapped = page_with("stem", |category| {
        category.jobs.remove(0);
        category
            .jobs
            .push(("Data scientists".to_owned(), "21211".to_owned()));
    });
    let eighteen = page_with("trade", |category| {
        category.requirement = category.requirement.replace("12 months", "18 months");
    });
    for (page, said) in [
        (one_added(), "health: added 31204"),
        (swapped, "stem: added 21211; removed 20011"),
        (
            gone,
            "education: no list any more, removed 41220, 41221, 42202, 42203, 43100",
        ),
        (
            new,
            "\"Categories > Aviation occupations > Eligible occupations\": no category in force, added 72600",
        ),
        (eighteen, "trade: 18 months instead of 12"),
    ] {
        program.site.put(LISTS, Answer::Page(page));
        let news = program.check().await.unwrap();
        assert_eq!(news.lines(), [said]);
        let expected = format!(
            "the official lists differ from the rules of 2026-02-18 since 2026-11-22: {said}"
        );
        assert_eq!(news.to_string(), expected);
        assert_eq!(changed(&program), Some(program.today));
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_no_change() {
    let program = Program::start().await;
    program.site.put(
        LISTS,
        Answer::Page(site::page(&site::listed(&site::rules()))),
    );
    program.check().await.unwrap();
    let kept = program.kept("lists").await;
    let whole = site::page(&site::listed(&site::rules()));
    let few: Vec<site::Listed> = site::listed(&site::rules()).into_iter().take(4).collect();
    for (answer, said) in [
        (
            Answer::Plain(CHALLENGE.to_owned()),
            "the page has no tables",
        ),
        (Answer::Plain(String::new()), "the page is empty"),
        (Answer::Plain(" \n".to_owned()), "the page is empty"),
        (
            Answer::Plain("<html><h2>Health</h2><p>12 months</p></html>".to_owned()),
            "the page has no tables",
        ),
        (
            Answer::Plain(whole[..whole.len() / 2].to_owned()),
            "the page is cut off",
        ),
        (
            Answer::Plain(site::page(&few)),
            "lists were found for 4 of the 9 categories in force only",
        ),
        (Answer::Short(whole), "its answer breaks off"),
        (Answer::Status(403), "it answers 403 (Forbidden)"),
    ] {
        program.site.put(LISTS, answer);
        let error = program.check().await.unwrap_err().in_full();
        assert!(error.ends_with(said), "{error}: expected {said}");
        assert_eq!(changed(&program), None, "{error}");
        assert_eq!(program.kept("lists").await, kept, "{error}");
    }
}

#[tokio::test]
async fn the_day_of_the_change_stays_until_the_page_agrees_again() {
    let mut program = Program::start().await;
    let first = program.today;
    program.site.put(LISTS, Answer::Page(one_added()));
    program.check().await.unwrap();
    program.today = first.tomorrow().unwrap();
    let news = program.check().await.unwrap();
    assert_eq!(
        news.differs_since,
        Some(first),
        "not modified, and still different"
    );

    program.site.put(LISTS, Answer::Status(403));
    program.check().await.unwrap_err();
    assert_eq!(changed(&program), Some(first));
    let program = program.restarted(&DataFiles::BuiltIn).await;
    assert_eq!(changed(&program), Some(first), "after a restart");

    program.site.put(
        LISTS,
        Answer::Page(site::page(&site::listed(&site::rules()))),
    );
    assert_eq!(program.check().await.unwrap().to_string(), AGREE);
    assert_eq!(changed(&program), None);
    let program = program.restarted(&DataFiles::BuiltIn).await;
    assert_eq!(changed(&program), None);
}

#[tokio::test]
async fn replaced_data_that_agree_end_the_warning() {
    let program = Program::start().await;
    program.site.put(LISTS, Answer::Page(one_added()));
    program.check().await.unwrap();

    let data = program.folder.path().join("data");
    copy(concat!(env!("CARGO_MANIFEST_DIR"), "/data").as_ref(), &data);
    let file = data.join("rules/2026-02-18.toml");
    let rules = fs::read_to_string(&file).unwrap();
    let replaced = rules.replacen("  \"31209\",", "  \"31204\",\n  \"31209\",", 1);
    assert_ne!(replaced, rules);
    fs::write(&file, replaced).unwrap();
    let program = program.restarted(&DataFiles::Folder(data)).await;
    assert_eq!(changed(&program), None);
    assert_eq!(program.check().await.unwrap().to_string(), AGREE);
}

#[tokio::test]
async fn a_kept_page_is_held_against_the_rules_of_today() {
    let program = Program::start().await;
    program.site.put(LISTS, Answer::Page(one_added()));
    program.check().await.unwrap();
    let kept = program.kept("lists").await.unwrap();
    // In force then were rules from which it differs, too.
    let older = CachedPage {
        checked: "2026-02-01T12:00:00Z".parse().unwrap(),
        ..kept.clone()
    };
    program.store.keep_page("lists", &older).await.unwrap();
    let program = program.restarted(&DataFiles::BuiltIn).await;
    assert_eq!(changed(&program), None, "it says nothing about later rules");
    program.store.keep_page("lists", &kept).await.unwrap();
    let program = program.restarted(&DataFiles::BuiltIn).await;
    assert_eq!(changed(&program), Some(program.today));
}

#[tokio::test]
async fn the_pages_about_categories_carry_the_warning() {
    let program = Program::start().await;
    let pages = |lang| {
        let presenter = &program.presenter;
        let card = Context {
            presenter,
            rules: presenter.data.rules.in_force_on(program.today).unwrap(),
            localizer: presenter.texts.localizer(lang),
        };
        let first = &card.rules.categories[0];
        [
            categories(card),
            category(card, first, program.today),
            rules(card, program.today),
        ]
    };
    let warnings = [
        (
            Lang::EN,
            "The official lists seem to have changed on 22 November 2026; check the official page.",
        ),
        (
            Lang::FR,
            "Les listes officielles semblent avoir changé le 22 novembre 2026 ; vérifiez la page officielle (en anglais).",
        ),
    ];
    for (lang, warning) in warnings {
        assert!(
            pages(lang)
                .iter()
                .all(|page| !page.plain().contains(warning))
        );
    }
    program.site.put(LISTS, Answer::Page(one_added()));
    program.check().await.unwrap();
    for (lang, warning) in warnings {
        for page in pages(lang) {
            assert!(page.plain().contains(warning), "{page:?}");
            let is_link = |link: &str| link.starts_with("https://www.canada.ca/");
            let mut links = page.spans().filter_map(|(_, style)| style.link.as_deref());
            assert!(links.any(is_link), "{page:?}");
        }
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}
