//! A language of the test's own, added as a folder.

use std::fs;
use std::path::Path;

use nocbot::answer::Presenter;
use nocbot::dialogue::{Dialogue, State};
use nocbot::eligibility::StatedDate;
use nocbot::front::terminal::Conversation;
use nocbot::noc::{DataFiles, Lang};
use nocbot::understanding::{Asked, Intent};
use tempfile::TempDir;

use super::{TODAY, WIDTH};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The made-up language's tag.
const TAG: &str = "qq";

/// The shipped data with one language more.
fn data_with_the_language() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&Path::new(ROOT).join("data"), folder.path());
    let own = folder.path().join("lang").join(TAG);
    copy(&Path::new(ROOT).join("tests/conversation/qq"), &own);
    let english = fs::read_to_string(folder.path().join("lang/en/texts.ftl")).unwrap();
    let translated = fs::read_to_string(own.join("texts.ftl")).unwrap();
    fs::write(own.join("texts.ftl"), with_english(&translated, &english)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The name of the message that begins on this line.
fn message(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(" =")?;
    let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
    begins.then_some(name)
}

/// The translated messages, and the English ones of all others.
fn with_english(translated: &str, english: &str) -> String {
    let own: Vec<&str> = translated.lines().filter_map(message).collect();
    let mut all = translated.to_owned();
    let mut keeps = true;
    for line in english.lines() {
        if let Some(name) = message(line) {
            keeps = !own.contains(&name);
        }
        if keeps {
            all.push_str(line);
            all.push('\n');
        }
    }
    all
}

#[test]
fn a_language_is_an_added_folder() {
    let folder = data_with_the_language();
    let files = DataFiles::Folder(folder.path().to_owned());
    let presenter = Presenter::open(&files).unwrap();
    let own: Lang = TAG.parse().unwrap();
    let languages = &presenter.data.languages;
    assert_eq!(languages.tags(), [Lang::EN, Lang::FR, own]);
    assert_eq!(languages.named("Kveka"), Some(own));

    let rules = presenter.data.rules.in_force_on(TODAY).unwrap();
    let hear = |text: &str, asked| presenter.data.hear(text, asked, own, rules, TODAY);
    for (text, intent) in [
        ("Vaa!", Intent::Yes),
        ("nu", Intent::No),
        ("eble", Intent::Skip),
        ("saluton", Intent::Greeting),
        ("yes", Intent::Yes),
        ("oui", Intent::Yes),
    ] {
        assert_eq!(hear(text, Asked::Confirm).intent, intent, "{text}");
    }
    for (text, date) in [
        ("3 triember 2024", "2024-03-03"),
        ("ekde trioember 2024", "2024-03"),
        ("3/5/2024", "2024-05-03"),
        ("3 mars 2024", "2024-03-03"),
    ] {
        let heard = hear(text, Asked::Start);
        let first = heard
            .jobs
            .first()
            .and_then(|job| job.start.first().copied());
        assert_eq!(first, date.parse::<StatedDate>().ok(), "{text}: {heard:?}");
    }

    let dialogue = Dialogue {
        presenter: &presenter,
        today: TODAY,
        reminders: None,
    };
    let mut conversation = Conversation::new(dialogue, State::new(own), WIDTH);
    let mut answer = |line: &str| {
        let screen = conversation.answer(line);
        anstream::adapter::strip_str(&screen).to_string()
    };
    assert!(answer("31301").contains("Registered nurses"));
    for (line, question) in [
        ("vaa", "Kiam ek? Ekzemple: triember 2024."),
        ("ekde triember 2024", "Kiom da horoj?"),
        ("/language fr", "Combien"),
        ("/language kveka", "Kiom da horoj?"),
        ("kvardeko horoj po semajne", "you qualify"),
    ] {
        let screen = answer(line);
        assert!(screen.contains(question), "{line}: {screen}");
    }
}
