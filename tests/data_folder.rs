//! A data folder that replaces the built-in files: one thing wrong in it is named in one line, and what is new in it is used.

#[path = "data_folder/noc_import.rs"]
mod noc_import;
#[path = "data_folder/noc_versions.rs"]
mod noc_versions;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");

/// The files that the program reads, apart from the rules.
const FILES: [&str; 35] = [
    "crs.toml",
    "draws.csv",
    "fonts/NotoSans-Bold.ttf",
    "fonts/NotoSans-Regular.ttf",
    "lang/en/endings.toml",
    "lang/en/format.toml",
    "lang/en/keywords.toml",
    "lang/en/levels.tsv",
    "lang/en/matching.toml",
    "lang/en/message.toml",
    "lang/en/not-jobs.tsv",
    "lang/en/official.toml",
    "lang/en/sounds.toml",
    "lang/en/stop-words.tsv",
    "lang/en/texts.ftl",
    "lang/fr/format.toml",
    "lang/fr/keywords.toml",
    "lang/fr/matching.toml",
    "lang/fr/texts.ftl",
    "links.toml",
    "matching/not-jobs.other.tsv",
    "matching/stop-words.other.tsv",
    "matching/weights.tsv",
    "noc-2021/ambiguous-terms.tsv",
    "noc-2021/model.bin",
    "noc-2021/names.en.tsv",
    "noc-2021/names.fr.tsv",
    "noc-2021/names.other.tsv",
    "noc-2021/titles.en.tsv",
    "noc-2021/titles.fr.tsv",
    "noc-2021/unit-groups.tsv",
    "noc-2021/version.toml",
    "places.tsv",
    "pool.toml",
    "streams.tsv",
];
/// The big files, of which a small folder has the beginning only: it opens four times as fast.
const CUT: [&str; 5] = [
    "noc-2021/names.en.tsv",
    "noc-2021/names.fr.tsv",
    "noc-2021/names.other.tsv",
    "noc-2021/titles.en.tsv",
    "noc-2021/titles.fr.tsv",
];
const LINES_KEPT: usize = 300;
const NEWEST_RULES: &str = "rules/2026-02-18.toml";

/// A copy of the shipped data folder, gone when dropped.
struct Folder(TempDir);

impl Folder {
    fn whole() -> Self {
        let folder = Folder(TempDir::new().unwrap());
        copy(Path::new(SHIPPED), folder.0.path());
        folder
    }

    fn small() -> Self {
        let folder = Folder::whole();
        for file in CUT {
            let text = folder.read(file);
            let kept: String = text.split_inclusive('\n').take(LINES_KEPT).collect();
            fs::write(folder.path(file), kept).unwrap();
        }
        folder
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// Appends a line to a file; its number.
    fn append(&self, file: &str, line: &[u8]) -> usize {
        let path = self.path(file);
        let bytes = fs::read(&path).unwrap();
        assert!(bytes.ends_with(b"\n"), "{file}");
        let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(&[line, b"\n"].concat()).unwrap();
        bytes.split(|&byte| byte == b'\n').count()
    }

    /// Replaces the first `from` in a file; the number of its line.
    fn replace(&self, file: &str, from: &str, to: &str) -> usize {
        let text = self.read(file);
        let at = text
            .find(from)
            .unwrap_or_else(|| panic!("no {from:?} in {file}"));
        fs::write(self.path(file), text.replacen(from, to, 1)).unwrap();
        1 + text[..at].matches('\n').count()
    }

    /// What the program prints, all being well.
    fn format(&self, arguments: &[&str]) -> String {
        let output = nocbot(self.0.path(), arguments);
        assert_eq!(stderr(&output), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }
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

fn nocbot(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = cargo_bin_cmd!("nocbot");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "RUST_LOG", "NOCBOT_DATA"] {
        command.env_remove(name);
    }
    command
        .arg("--data")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Asserts that every command refuses `folder` with one line that begins with `place` and holds `expected`.
fn assert_refused(what: &str, folder: &Path, place: &str, expected: &str) {
    for arguments in [&["data", "check"][..], &["match", "nurse"]] {
        let output = nocbot(folder, arguments);
        let said = stderr(&output);
        let context = format!("{what}, {arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{context}");
        assert!(said.starts_with(&format!("nocbot: {place}: ")), "{context}");
        assert!(said.contains(expected), "{context}");
        assert!(output.stdout.is_empty(), "{context}");
        assert_eq!(output.status.code(), Some(1), "{context}");
    }
}

/// One thing wrong in one file.
enum Fault {
    /// A line is added at the end, and at fault.
    Added(&'static [u8]),
    /// The first such text is replaced, and its line at fault.
    Replaced(&'static str, &'static str),
    /// The first such text is replaced, and the file as a whole at fault.
    Lacking(&'static str, &'static str),
}

fn assert_fault(what: &str, file: &str, fault: &Fault, expected: &str) {
    let folder = Folder::small();
    let line = match fault {
        Fault::Added(line) => Some(folder.append(file, line)),
        Fault::Replaced(from, to) => Some(folder.replace(file, from, to)),
        Fault::Lacking(from, to) => {
            folder.replace(file, from, to);
            None
        }
    };
    let path = folder.path(file).display().to_string();
    let place = line.map_or(path.clone(), |line| format!("{path}:{line}"));
    assert_refused(what, folder.0.path(), &place, expected);
}

macro_rules! faults {
    ($($test:ident: $($file:literal $what:literal, $fault:ident($($text:literal),+) => $expected:literal;)+)+) => {
        $(
            #[test]
            fn $test() {
                $(assert_fault($what, $file, &Fault::$fault($($text),+), $expected);)+
            }
        )+
    };
}

faults! {
    a_wrong_line_of_the_classification_is_named:
        "noc-2021/unit-groups.tsv" "header", Replaced("code\ttitle_en", "code\ttitle") => "expected the header";
        "noc-2021/unit-groups.tsv" "wrong code", Replaced("00011\t", "0001\t") => "expected a NOC code";
        "noc-2021/unit-groups.tsv" "out of order", Added(b"00010\ta\tb") => "expected a code above";
        "noc-2021/unit-groups.tsv" "no French title", Added(b"99010\ta\t") => "expected a code and 2 tab-separated titles";
        "noc-2021/titles.en.tsv" "header", Replaced("code\ttitle", "title\tcode") => "expected the header";
        "noc-2021/titles.en.tsv" "wrong code", Added(b"3130\tQuantum nurse") => "expected a NOC code";
        "noc-2021/titles.en.tsv" "unknown code", Added(b"35555\tQuantum nurse") => "expected a code of unit-groups.tsv";
        "noc-2021/titles.en.tsv" "no title", Added(b"31301") => "expected a code and a title";
        "noc-2021/titles.en.tsv" "empty title", Added(b"31301\t ") => "expected a title";
        "noc-2021/titles.en.tsv" "title twice", Added(b"00010\tAlderman\tAlderwoman") => "expected each title once";
        "noc-2021/titles.en.tsv" "title in two groups", Added(b"31301\tAttorney general") => "expected each title";
        "noc-2021/titles.en.tsv" "invalid UTF-8", Added(b"31301\tQuantum \xff nurse") => "expected UTF-8 text";
        "noc-2021/questions.toml" "unknown code", Replaced("\"44101\"], says", "\"44109\"], says") => "expected a code of";
        "noc-2021/questions.toml" "code twice", Replaced("\"44101\"], says", "\"33102\"], says") => "expected each code under one answer";
        "noc-2021/questions.toml" "no English", Replaced("{ en = \"In people", "{ xx = \"In people") => "expected the language en";
        "noc-2021/questions.toml" "unknown field", Replaced("terms =", "term =") => "unknown field";
        "noc-2021/questions.toml" "term twice", Replaced("\"care aide\"", "\"caregiver\"") => "no other question's term";
        "noc-2021/titles.fr.tsv" "title twice", Added(b"00010\tChef de l'opposition") => "expected each title once";
        "noc-2021/titles.fr.tsv" "Latin-1", Added(b"31301\tInfirmi\xe8re quantique") => "expected UTF-8 text";

    a_wrong_line_of_a_rule_file_is_named:
        "rules/2026-02-18.toml" "unknown field", Replaced("years_back =", "years_bock =") => "unknown field `years_bock`";
        "rules/2026-02-18.toml" "missing field", Replaced("months = 12, ", "") => "missing field `months`";
        "rules/2026-02-18.toml" "wrong type", Replaced("months = 12", "months = \"12\"") => "invalid type";
        "rules/2026-02-18.toml" "wrong place", Replaced("\"anywhere\"", "\"mars\"") => "unknown variant `mars`";
        "rules/2026-02-18.toml" "wrong code", Replaced("\"31110\"", "\"3111\"") => "expected a NOC code";
        "rules/2026-02-18.toml" "unknown code", Replaced("\"31110\"", "\"31119\"") => "expected a code of NOC 2021";
        "rules/2026-02-18.toml" "code twice", Replaced("\"31110\"", "\"31100\"") => "expected each code once";
        "rules/2026-02-18.toml" "category twice", Replaced("id = \"stem\"", "id = \"health\"") => "each category once";
        "rules/2026-02-18.toml" "not the name's day", Replaced("from = \"2026-02-18", "from = \"2026-02-19") => "2026-02-19.toml";
        "rules/2026-02-18.toml" "no such day", Replaced("from = \"2026-02-18", "from = \"2026-02-30") => "day";
        "rules/2026-02-18.toml" "no TOML", Replaced("months = 12", "months = = 12") => "expected";
        "rules/2026-02-18.toml" "invalid UTF-8", Added(b"# \xff") => "expected UTF-8 text";

    a_wrong_line_of_a_program_file_is_named:
        "programs/cec.toml" "unknown field", Replaced("together =", "togethr =") => "unknown field `togethr`";
        "programs/cec.toml" "wrong place", Replaced("\"canada\"", "\"mars\"") => "unknown variant `mars`";
        "programs/cec.toml" "not the name's id", Replaced("id = \"cec\"", "id = \"cce\"") => "cce.toml for this one";
        "programs/cec.toml" "no TEER", Replaced("1, 2, 3]", "1, 2, 6]") => "expected a TEER level, 0 to 5";
        "programs/cec.toml" "no occupations", Replaced("{ teers = [0, 1, 2, 3] }", "{}") => "either teers or nocs";
        "programs/cec.toml" "unknown code", Replaced("\"31102\"", "\"31109\"") => "expected a code of NOC 2021";
        "programs/fst.toml" "code twice", Replaced("\"63201\"", "\"63200\"") => "expected each code once";
        "programs/fst.toml" "another version", Replaced("noc = \"2021\"", "noc = \"2016\"") => "expected a NOC version with a folder of its own (2021), found 2016";
        "programs/fsw.toml" "place taken", Replaced("order = 1", "order = 3") => "fst has 3 too";

    a_wrong_line_of_the_matching_files_is_named:
        "noc-2021/names.en.tsv" "header", Replaced("code\ttext\tkind", "code\ttext") => "expected the header";
        "noc-2021/names.fr.tsv" "unknown code", Added(b"35555\tquantum nurse\tname") => "expected a code";
        "noc-2021/names.other.tsv" "wrong kind", Added(b"31301\tquantum nurse\tnick") => "expected name, short or duty";
        "noc-2021/work.en.tsv" "unknown code", Added(b"35555\tI nurse quanta") => "expected a code of unit-groups.tsv";
        "noc-2021/work.fr.tsv" "header", Replaced("code\ttext", "text\tcode") => "expected the header";
        "noc-2021/version.toml" "no name", Replaced("name =", "title =") => "unknown field `title`";
        "noc-2021/from-2016.tsv" "header", Replaced("code\tbecame", "code\tnew") => "expected the header";
        "noc-2021/from-2016.tsv" "wrong code", Added(b"217\t21231") => "expected a NOC code";
        "noc-2021/from-2016.tsv" "unknown successor", Added(b"9999\t35555") => "expected a code of unit-groups.tsv";
        "noc-2021/from-2016.tsv" "successor twice", Added(b"9999\t21231|21231") => "expected different codes";
        "noc-2021/from-2016.tsv" "code twice", Added(b"2173\t21231") => "expected each code once";
        "noc-2021/ambiguous-terms.tsv" "header", Replaced("text\tcodes", "text\tcode") => "expected the header";
        "noc-2021/ambiguous-terms.tsv" "one code", Added(b"quantum nurse\t31301") => "expected at least two different codes";
        "noc-2021/ambiguous-terms.tsv" "one code twice", Added(b"quantum nurse\t31301|31301") => "at least two different codes";
        "noc-2021/ambiguous-terms.tsv" "wrong code", Added(b"quantum nurse\t31301|abc") => "expected a NOC code";
        "noc-2021/ambiguous-terms.tsv" "text twice", Added(b"1st AC\t31301|31302") => "expected each text once";
        "lang/en/stop-words.tsv" "wrong class", Added(b"quantum\tphysics") => "expected function, chat, time";
        "matching/stop-words.other.tsv" "invalid UTF-8", Added(b"quantum\xff\tchat") => "expected UTF-8 text";
        "lang/en/levels.tsv" "wrong kind", Added(b"boss\tboss\tboss") => "expected leads or role, found \"boss\"";
        "lang/fr/levels.tsv" "unknown name", Added(b"role\tboss\tboss") => "expected a name of the English file";
        "lang/fr/levels.tsv" "accents", Added(b"role\tengineer\ting\xc3\xa9nieur") => "without accents, each once";
        "matching/not-jobs.other.tsv" "two columns", Added(b"de\thallo") => "expected 1 tab-separated columns";

    a_wrong_line_of_places_or_links_is_named:
        "places.tsv" "third value", Added(b"atlantis\tocean\tcity") => "expected canada, abroad or both, found \"ocean\"";
        "places.tsv" "place twice", Added(b"Canada\tabroad\tregion") => "expected each place once";
        "links.toml" "no {version}", Lacking("version={version}", "version=2021") => "expected {version}";
        "links.toml" "no {code}", Lacking("code={code}", "code=31301") => "expected {code}";
        "links.toml" "no address", Replaced("rounds_feed = \"https", "rounds_feed = \"//https") => "relative URL";
        "links.toml" "no web page", Replaced("\"https://www.canada.ca/en/", "\"gopher://www.canada.ca/en/") => "expected the address of a web page";
        "links.toml" "unknown field", Added(b"[nowhere]") => "unknown field `nowhere`";

    a_wrong_line_of_the_rounds_is_named:
        "draws.csv" "no such day", Added(b"0,2014-13-01,x,cec,1,1") => "expected a round of invitations";
        "draws.csv" "too few columns", Added(b"0,2014-12-01,x,cec,1") => "expected a round of invitations";
        "draws.csv" "out of order", Added(b"0,2026-01-01,x,cec,1,1") => "expected rounds newest first";
        "draws.csv" "header", Replaced("round,date", "number,date") => "expected the header";
        "streams.tsv" "header", Replaced("stream\twords", "stream\tname") => "expected the header";
        "streams.tsv" "no stream", Added(b"Health\tnurses") => "expected a stream such as health or cec";
        "streams.tsv" "the stream of the others", Added(b"other\tnurses") => "expected a stream such as health or cec";
        "streams.tsv" "capital letters", Added(b"health\tRegistered Nurses") => "expected lower-case words";
        "streams.tsv" "star within a word", Added(b"health\tn*rses") => "expected lower-case words";
        "streams.tsv" "words twice", Added(b"stem\thealth*") => "expected each words once";

    a_wrong_line_about_scores_is_named:
        "crs.toml" "no such day", Replaced("from = \"2026-11-03", "from = \"2026-11-31") => "day";
        "crs.toml" "unknown field", Replaced("nomination_points =", "nomination_point =") => "unknown field";
        "crs.toml" "no number", Replaced("_points = 600", "_points = \"600\"") => "invalid type";

    a_wrong_word_of_a_language_is_named:
        "lang/fr/endings.toml" "no count", Replaced("\"el\", 3]", "\"el\"]") => "invalid length 2";
        "lang/fr/sounds.toml" "no sound", Replaced("[\"gn\", \"n\"]", "[\"gn\"]") => "invalid length 1";
        "lang/en/message.toml" "unknown list", Replaced("between =", "betwen =") => "unknown field `betwen`";
        "lang/fr/message.toml" "not folded", Replaced("derniers", "Derniers") => "found \"Derniers\"";
        "other-languages/fa.toml" "no letter", Replaced("\\u0600", "ab") => "expected a character";
        "lang/en/matching.toml" "unknown key", Replaced("denials =", "denial =") => "unknown field `denial`";
        "lang/fr/format.toml" "no order", Replaced("= \"day\"", "= \"year\"") => "unknown variant `year`";

    a_wrong_text_is_named:
        "lang/fr/texts.ftl" "no Fluent", Replaced("card-listed =", "card listed :") => "expected a Fluent message";
        "lang/en/texts.ftl" "unknown variable", Replaced("card-listed = ", "card-listed = { $titel } ") => "card-listed: expected no variable, found $titel";
        "lang/fr/texts.ftl" "unknown variable of a choice", Replaced("{ $when ->", "{ $wenn ->") => "remind-wish-lapses: expected $date, $months, $name, $when, $whose, found $wenn";
        "lang/fr/texts.ftl" "unknown variable in a variant", Replaced("[one] { $months } mois", "[one] { $month } mois") => "found $month";
        "lang/en/texts.ftl" "variable with both uses", Replaced("{ $place ->", "{ $place } { $place ->") => "expected $place to choose a variant or to stand";
        "lang/en/texts.ftl" "function", Replaced("card-teer = TEER", "card-teer = { NUMBER($teer) } TEER") => "expected a variable or a choice between variants, found NUMBER(";
        "lang/en/texts.ftl" "tag not closed", Replaced("confirm-card = <b>Is this right?</b>", "confirm-card = <b>Is this right?") => "confirm-card: expected every tag closed";
        "lang/fr/texts.ftl" "tag closed elsewhere", Replaced("remind-told-rounds =\n    🔔 <b>", "remind-told-rounds =\n    🔔 ") => "remind-told-rounds: expected every tag closed";
        "lang/en/texts.ftl" "unknown tag", Replaced("confirm-card = <b>", "confirm = <u>Hm</u> <b>") => "found <u";
        "lang/en/texts.ftl" "bare &", Replaced("confirm-card = <b>Is", "confirm-card = <b>R&D is") => "every & written as &amp;";
        "lang/en/texts.ftl" "no address", Replaced("<a href=\"{ $link }\">compare", "<a href=\"page\">compare") => "found \"page\"";
        "lang/en/texts.ftl" "message twice", Lacking("card-not-listed =", "card-listed =") => "expected each message once";

    a_text_in_one_language_only_is_named:
        "lang/fr/texts.ftl" "only in English", Lacking("card-listed =", "# card-listed =") => "card-listed";
}

#[test]
fn the_shipped_files_are_in_order() {
    let folder = Folder::whole();
    let said = folder.format(&["data", "check"]);
    assert!(
        said.contains("516 unit groups") && said.contains("4 rule sets"),
        "{said}"
    );
    assert!(folder.format(&["match", "31301"]).contains("31301  TEER 1"));
}

#[test]
fn a_missing_file_is_named() {
    for file in FILES {
        let folder = Folder::small();
        fs::remove_file(folder.path(file)).unwrap();
        let place = folder.path(file).display().to_string();
        assert_refused(
            "missing file",
            folder.0.path(),
            &place,
            "cannot be read: No such file",
        );
    }
}

#[test]
fn a_folder_without_rules_or_without_anything_is_named() {
    let folder = Folder::small();
    for entry in fs::read_dir(folder.path("rules")).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    let rules = folder.path("rules").display().to_string();
    let expected = "expected at least one .toml file";
    assert_refused("empty rules folder", folder.0.path(), &rules, expected);

    let nowhere = folder.path("nowhere");
    let output = nocbot(
        Path::new(SHIPPED),
        &["data", "check", &nowhere.display().to_string()],
    );
    let said = stderr(&output);
    assert!(
        said.starts_with(&format!("nocbot: {}", nowhere.display())),
        "{said}"
    );
    assert_eq!(
        (said.lines().count(), output.status.code()),
        (1, Some(1)),
        "{said}"
    );
    let output = nocbot(&nowhere, &["match", "nurse"]);
    assert_eq!((stderr(&output), output.status.code()), (said, Some(1)));
}

#[test]
fn files_that_are_wrong_as_a_whole_are_named() {
    let folder = Folder::small();
    let twin = folder.path("rules/twin-2026-02-18.toml");
    fs::copy(folder.path(NEWEST_RULES), &twin).unwrap();
    let place = twin.display().to_string();
    assert_refused(
        "two of one day",
        folder.0.path(),
        &place,
        "expected one rule set for 2026-02-18",
    );

    let folder = Folder::small();
    let font = folder.path("fonts/NotoSans-Bold.ttf");
    fs::write(&font, b"no font").unwrap();
    let place = font.display().to_string();
    assert_refused(
        "no font",
        folder.0.path(),
        &place,
        "expected a TrueType font",
    );

    let folder = Folder::small();
    let crs = folder.read("crs.toml");
    let earlier = crs[crs.find("[[change]]").unwrap()..].replace("2026-11", "2025-11");
    fs::write(folder.path("crs.toml"), format!("{crs}\n{earlier}")).unwrap();
    let place = folder.path("crs.toml").display().to_string();
    assert_refused(
        "newest first",
        folder.0.path(),
        &place,
        "expected the changes oldest first",
    );

    let folder = Folder::small();
    let model = folder.path("noc-2021/model.bin");
    fs::write(&model, b"noclin01").unwrap();
    let place = model.display().to_string();
    assert_refused("model cut off", folder.0.path(), &place, "expected weights");
}

#[test]
fn a_rule_file_more_is_a_rule_set_more() {
    let folder = Folder::small();
    let newest = folder.read(NEWEST_RULES);
    let next = newest
        .replace("from = \"2026-02-18\"", "from = \"2027-03-01\"")
        .replacen(
            "\"31110\", # Dentists",
            "\"65200\", # Food and beverage servers",
            1,
        );
    fs::write(folder.path("rules/2027-03-01.toml"), next).unwrap();
    let rules = |day| folder.format(&["--json", "--as-of", day, "rules"]);
    let said = rules("2027-03-02");
    assert!(
        said.starts_with(r#"{"rules":"2027-03-01","before":"2026-02-18","#),
        "{said}"
    );
    let health = r#"{"id":"health","change":"changed","added":["65200"],"removed":["31110"]}"#;
    assert!(said.contains(health), "{said}");
    assert!(rules("2027-02-28").starts_with(r#"{"rules":"2026-02-18","#));
    let said = folder.format(&["--as-of", "2027-03-02", "rules"]);
    assert!(
        said.contains("1 March 2027") && said.contains("added: 65200"),
        "{said}"
    );
}

#[test]
fn a_title_more_is_found() {
    let folder = Folder::small();
    folder.append("noc-2021/titles.en.tsv", b"31301\tZorblax wrangler");
    let said = folder.format(&["match", "zorblax wrangler"]);
    let first = said.lines().nth(1).unwrap_or_default();
    assert!(
        first.contains("31301") && first.ends_with("<- Zorblax wrangler"),
        "{said}"
    );
    let mut command = cargo_bin_cmd!("nocbot");
    let command = command
        .env("NOCBOT_DATA", folder.0.path())
        .env_remove("RUST_LOG");
    let output = command
        .args(["match", "zorblax wrangler"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), said);
}
