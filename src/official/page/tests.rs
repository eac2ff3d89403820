use super::*;
use crate::language::spoken;
use crate::noc::{DataFiles, NocVersions};

fn read(html: &str) -> Result<ListsPage, PageError> {
    let versions = NocVersions::open(&DataFiles::BuiltIn).unwrap();
    let rules = Rules::open(&DataFiles::BuiltIn, &versions).unwrap();
    let streams = Streams::open(&DataFiles::BuiltIn).unwrap();
    ListsPage::read(html, &streams, &rules)
}

/// Heading or category, codes and months of every section.
fn seen(html: &str) -> Vec<(String, Vec<String>, Option<u8>)> {
    let page = read(&format!("<html><body>{html}</body></html>")).unwrap();
    let sections = page.sections.into_iter().map(|section| {
        let name = section.category.map_or(section.heading, str::to_owned);
        let nocs = section.nocs.iter().map(NocCode::to_string).collect();
        (name, nocs, months_asked(&section.text, spoken()))
    });
    sections.collect()
}

fn table(rows: &[&str]) -> String {
    let rows: String = rows
        .iter()
        .map(|row| format!("<tr><td>x</td><td>{row}</td></tr>"))
        .collect();
    format!("<table>{rows}</table>")
}

fn section(name: &str, nocs: &[&str], months: Option<u8>) -> (String, Vec<String>, Option<u8>) {
    let nocs = nocs.iter().map(|&noc| noc.to_owned()).collect();
    (name.to_owned(), nocs, months)
}

#[test]
fn a_table_belongs_to_the_headings_above_it() {
    let (a, b, c) = (table(&["31301"]), table(&["21300"]), table(&["72600"]));
    for (html, expected) in [
        // A heading for each category.
        (
            format!("<h3>Healthcare</h3><p>at least 6 months of experience</p>{a}<h3>STEM</h3>{b}"),
            vec![
                section("health", &["31301"], Some(6)),
                section("stem", &["21300"], None),
            ],
        ),
        // A deeper heading that means none of the categories ends nothing; one of the same level does.
        (
            format!(
                "<h2>Healthcare</h2><h3>Eligible occupations</h3>{a}<h3>More of them</h3>{b}<h2>Codes</h2>{c}"
            ),
            vec![
                section("health", &["21300", "31301"], None),
                section("Codes", &["72600"], None),
            ],
        ),
        // Foldable parts, with headings inside.
        (
            format!(
                "<details><summary>Health</summary><h3>List</h3>{a}</details><details><summary><h3>STEM</h3></summary>{b}</details>{c}"
            ),
            vec![
                section("health", &["31301"], None),
                section("stem", &["21300"], None),
                section("", &["72600"], None),
            ],
        ),
        // Tables with a title of their own.
        (
            format!(
                "<h2>Lists</h2>{}{}{c}",
                a.replace("<table>", "<table><caption>Health</caption>"),
                b.replace("<table>", "<table><caption>STEM occupations</caption>"),
            ),
            vec![
                section("health", &["31301"], None),
                section("stem", &["21300"], None),
                section("Lists", &["72600"], None),
            ],
        ),
        // One category in two places.
        (
            format!("<h2>Health</h2>{a}<h2>STEM</h2>{b}<h2>Healthcare, continued</h2>{c}"),
            vec![
                section("health", &["31301", "72600"], None),
                section("stem", &["21300"], None),
            ],
        ),
        // A heading below a category's is about that category, whatever it names.
        (
            format!(
                "<h1>Education, health and trades</h1><h3>Healthcare</h3><h4>Education</h4>{a}\
                 <details><summary>French test results</summary>{b}</details><h3>STEM</h3>{c}"
            ),
            vec![
                section("health", &["21300", "31301"], None),
                section("stem", &["72600"], None),
            ],
        ),
        (
            format!(
                "<details><summary>STEM</summary><h3>Education</h3>{a}</details>\
                 <details><summary>Health</summary><h3>French</h3>{b}</details><h4>Education</h4>{c}"
            ),
            vec![
                section("stem", &["31301"], None),
                section("health", &["21300"], None),
                section("education", &["72600"], None),
            ],
        ),
        // A program's heading is none of a category.
        (
            format!("<h2>Trade occupations</h2>{a}<h2>Federal Skilled Trades</h2>{b}"),
            vec![
                section("trade", &["31301"], None),
                section("Federal Skilled Trades", &["21300"], None),
            ],
        ),
    ] {
        let seen = seen(&html);
        let with_codes: Vec<_> = seen
            .into_iter()
            .filter(|(_, nocs, _)| !nocs.is_empty())
            .collect();
        assert_eq!(with_codes, expected, "{html}");
    }
}

#[test]
fn only_five_digits_in_a_table_are_codes() {
    let rows = [
        "NOC 31301",
        "31302 – nurses",
        "<b>31303</b><br>31300",
        "1234",
        "311001",
        "12,345",
        "A3110",
        "39100",
        "$3,110.00",
    ];
    let html = format!(
        "<h2>Health</h2><p>31100</p>{}<script>31101</script>",
        table(&rows)
    );
    assert_eq!(
        seen(&html),
        [section(
            "health",
            &["31300", "31301", "31302", "31303"],
            None
        )]
    );
}

#[test]
fn what_is_no_whole_page_is_refused() {
    assert_eq!(read(" \n"), Err(PageError::Empty));
    assert_eq!(
        read("<html><h2>Health</h2></html>"),
        Err(PageError::NoTables)
    );
    assert_eq!(read("{}"), Err(PageError::NoTables));
    assert_eq!(
        read("<html><h2>Health</h2><table><tr><td>313"),
        Err(PageError::CutOff)
    );
}

#[test]
fn a_page_that_is_deeper_or_larger_than_pages_are_is_refused_at_once() {
    for (tags, expected) in [
        ("<div>", PageError::TooDeep),
        ("<p><b>", PageError::TooLarge),
        ("<nobr><i><table>", PageError::TooLarge),
        ("<h2><div>", PageError::TooDeep),
        ("<br>", PageError::TooLarge),
        (
            "<table><tr><td>31301<h2>x</h2></table>",
            PageError::TooLarge,
        ),
    ] {
        let page = format!("<html>{}</html>", tags.repeat(150_000));
        assert_eq!(read(&page), Err(expected), "{tags}");
    }
    let fonts = (0..2_000).map(|at| format!("<p><font size={at}>"));
    let page = format!("<html>{}</html>", fonts.collect::<String>());
    let refused = read(&page);
    assert!(
        matches!(refused, Err(PageError::TooDeep | PageError::TooLarge)),
        "{refused:?}"
    );
    let lists = (0..2_000).map(|at| format!("<h2>List {at}</h2>{}", table(&["31301"])));
    let page = format!("<html>{}</html>", lists.collect::<String>());
    assert_eq!(read(&page), Err(PageError::TooLarge));
    let rows = table(&["31301"; 9_000]);
    assert!(read(&format!("<html>{rows}</html>")).is_ok());
}
