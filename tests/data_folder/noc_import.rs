//! `nocbot noc import`: small invented files in the form of Statistics Canada's.

use std::fs;
use std::path::Path;

use super::{Folder, copy, nocbot, stderr};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data_folder/statcan");
const CONCORDANCE: &str = "noc2021v1_0-noc2026v1_0-eng.csv";

/// Imports the files of `from` into a data folder; what is printed and what is refused.
fn import(folder: &Folder, from: &Path) -> (String, String) {
    let into = folder.0.path().to_str().unwrap();
    let from = from.to_str().unwrap();
    let output = nocbot(folder.0.path(), &["noc", "import", from, "--into", into]);
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    (said, stderr(&output))
}

/// A small data folder in which names of ours stand for two nurses' occupations and one of data.
fn named() -> Folder {
    let folder = Folder::small();
    for (file, lines) in [
        (
            "names.en.tsv",
            "code\ttext\tkind\n21211\tdata wizard\tname\n31301\tward nurse\tname\n31301\tsister\tname\n31302\tnp\tname\n72106\twelder\tname\n",
        ),
        (
            "names.fr.tsv",
            "code\ttext\tkind\n31301\tinfirmière\tname\n",
        ),
        ("names.other.tsv", "code\ttext\tkind\n"),
        ("ambiguous-terms.tsv", "text\tcodes\nnurse\t31301|31302\n"),
    ] {
        fs::write(folder.path(&format!("noc-2021/{file}")), lines).unwrap();
    }
    folder
}

#[test]
fn a_version_is_made_out_of_the_official_files() {
    let folder = named();
    let (said, refused) = import(&folder, Path::new(FILES));
    assert_eq!(refused, "");
    for expected in [
        "NOC 2026 Version 1.0: 5 unit groups, 5 English and 5 French titles",
        "of NOC 2021 Version 1.0: 2 codes stay, 1 became another, 1 were split, 512 are gone",
        "  21211 Data scientists -> 21219 Data scientists [VC1 - Code Change]; in 2023-05-31 stem",
        "  31301 Registered nurses and registered psychiatric nurses -> 31306 Registered nurses and registered psychiatric nurses, 31305 Bedside nurses [RC4.1 - Split]; in 2023-05-31 health, 2025-02-27 health",
        "names.en.tsv: 2 lines marked",
        "ambiguous-terms.tsv: 1 lines marked",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert!(!said.contains("  31302 "), "{said}");
    let made = |file: &str| folder.read(&format!("noc-2026/{file}"));
    assert_eq!(
        made("names.en.tsv"),
        "code\ttext\tkind\n21219\tdata wizard\tname\n31305\tward nurse\tname\n# look: 31301 became 31306|31305\n31306\tsister\tname\n31302\tnp\tname\n# look: 72106 is gone: welder, name\n"
    );
    assert!(
        made("titles.fr.tsv").contains("00010\tConseiller municipal\tConseillère municipale\n")
    );
    assert!(
        made("unit-groups.tsv").contains("00010\tLegislators\tMembres des corps législatifs\n")
    );
    assert!(
        made("from-2021.tsv").ends_with(
            "code\tbecame\n00010\t00010\n21211\t21219\n31301\t31306|31305\n31302\t31302\n"
        )
    );
    assert!(!made("unit-groups.tsv").contains("Not of use"));
    let checked = folder.format(&["data", "check"]);
    assert!(checked.contains("521 unit groups"), "{checked}");
}

#[test]
fn the_page_of_a_code_says_what_becomes_of_it() {
    let folder = named();
    let page = |code: &str| folder.format(&["--as-of", "2026-11-22", "noc", code]);
    assert!(!page("31301").contains("2026 it"), "{}", page("31301"));
    import(&folder, Path::new(FILES));
    for (code, expected) in [
        ("31302", "In NOC 2026 it keeps its code."),
        ("21211", "In NOC 2026 it becomes 21219 Data scientists."),
        (
            "31301",
            "In NOC 2026 it becomes one of these: 31306 Registered nurses and registered psychiatric nurses; 31305 Bedside nurses.",
        ),
    ] {
        assert!(page(code).contains(expected), "{}", page(code));
    }
    // The concordance of the test says nothing of it.
    assert!(!page("72106").contains("2026 it"), "{}", page("72106"));
}

#[test]
fn an_import_without_a_data_folder_says_what_it_needs() {
    let empty = tempfile::tempdir().unwrap();
    let output = nocbot(empty.path(), &["noc", "import", FILES]);
    let said = stderr(&output);
    assert!(said.contains("a whole data folder"), "{said}");
    assert!(said.contains("--into FOLDER"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn what_cannot_be_imported_is_named_and_nothing_is_written() {
    let folder = named();
    let files = tempfile::tempdir().unwrap();
    let refused = |expected: &str| {
        let (_, said) = import(&folder, files.path());
        assert!(said.contains(expected), "{expected}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(!folder.path("noc-2026").exists());
    };
    refused("expected a file with the structure of the classification in English");
    copy(Path::new(FILES), files.path());
    let concordance = files.path().join(CONCORDANCE);
    let right = fs::read_to_string(&concordance).unwrap();
    fs::remove_file(&concordance).unwrap();
    refused("expected a file with the concordance with the version before");
    fs::write(&concordance, right.replace("\"21219\"", "\"2x\"")).unwrap();
    refused(
        "noc2021v1_0-noc2026v1_0-eng.csv:3: expected a NOC code, five digits of which the second is 0 to 5, such as 10022, found \"2x\"",
    );
    fs::write(&concordance, right.replace("2026", "2031")).unwrap();
    refused("expected columns of NOC 2026, found NOC 2031");
    fs::write(&concordance, right).unwrap();
    for entry in fs::read_dir(files.path()).unwrap() {
        let path = entry.unwrap().path();
        let older = fs::read_to_string(&path)
            .unwrap()
            .replace("2021", "2016")
            .replace("2026", "2021");
        fs::write(path, older).unwrap();
    }
    refused("expected files of a version later than 2021, the newest one of the data, found 2021");
    let (_, said) = import(&folder, Path::new(FILES));
    assert_eq!(said, "");
    let (_, said) = import(&folder, Path::new(FILES));
    assert!(said.contains("found 2026"), "{said}");
}
