//! Whose job a text names, through everything `nocbot match` does.

use std::sync::LazyLock;

use nocbot::AppData;
use nocbot::matching::evaluate::read_rows;
use nocbot::matching::{MatchResult, Outcome};
use nocbot::noc::DataFiles;

use super::codes;

static DATA: LazyLock<AppData> = LazyLock::new(|| AppData::open(&DataFiles::BuiltIn).unwrap());

fn find(text: &str) -> MatchResult {
    DATA.find(text, DATA.rules.all().last().unwrap(), None, 5)
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

#[test]
fn the_job_of_somebody_else_is_not_taken_for_the_writers() {
    for file in [
        include_str!("whose-job.tsv"),
        include_str!("whose-job-kept-aside.tsv"),
    ] {
        let rows = read_rows(file).unwrap();
        let of = |kind: &str| {
            rows.iter()
                .filter(|row| row.kind == kind)
                .collect::<Vec<_>>()
        };
        let (others, own) = (of("others"), of("own"));
        let sure = others
            .iter()
            .filter(|row| find(&row.text).outcome == Outcome::Confident)
            .count();
        let right = |row: &&&nocbot::matching::evaluate::Row| {
            let found = find(&row.text);
            let first = found.candidates.first();
            first.is_some_and(|first| row.codes.iter().any(|code| code == first.noc.as_str()))
        };
        let right = own.iter().filter(right).count();
        println!(
            "sure of others: {sure} of {}, own job first: {right} of {}",
            others.len(),
            own.len()
        );
        assert!(percent(sure, others.len()) <= 8.0);
        assert!(percent(right, own.len()) >= 80.0);
    }
}

#[test]
fn two_own_jobs_come_first_and_none_is_sure() {
    for file in [
        include_str!("two-jobs.tsv"),
        include_str!("two-jobs-kept-aside.tsv"),
    ] {
        let (mut in_two, mut in_five, mut sure, mut all) = (0, 0, 0, 0);
        for line in file.lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            let found = find(columns[0]);
            let codes = codes(&found);
            let within = |count: usize| {
                let shown = &codes[..count.min(codes.len())];
                columns[1..]
                    .iter()
                    .all(|wanted| wanted.split('|').any(|code| shown.contains(&code)))
            };
            all += 1;
            in_two += usize::from(within(2));
            in_five += usize::from(within(5));
            sure += usize::from(found.outcome == Outcome::Confident);
        }
        println!("two jobs: {in_two} in two, {in_five} in five, {sure} sure, of {all}");
        assert!(percent(in_two, all) >= 90.0);
        assert!(percent(in_five, all) >= 95.0);
        assert!(percent(sure, all) <= 8.0);
    }
}

#[test]
fn well_known_texts() {
    for (text, outcome, first) in [
        ("wife of plumber", Outcome::None, None),
        ("the plumber's wife", Outcome::None, None),
        ("fille d'agriculteur", Outcome::None, None),
        (
            "my wife is a registered nurse and I am a cook",
            Outcome::Confident,
            Some("63200"),
        ),
        (
            "daughter of a farmer, I work as a cashier",
            Outcome::Confident,
            Some("65100"),
        ),
        (
            "femme de chambre dans un hôtel",
            Outcome::Confident,
            Some("65310"),
        ),
        ("i am studying welding in India", Outcome::None, None),
        ("mechanical engineering student", Outcome::None, None),
        ("il fait froid à Paris", Outcome::None, None),
        ("I teach", Outcome::Choose, Some("41221")),
        ("je traduis", Outcome::Choose, Some("51114")),
        ("also the Mater hospital", Outcome::Choose, Some("33102")),
        (
            "CEO, steel manufacturing group",
            Outcome::Confident,
            Some("00015"),
        ),
        ("welder", Outcome::Confident, Some("72106")),
        ("soudeur et électricien", Outcome::Choose, Some("72106")),
        ("electrician / plumber", Outcome::Choose, Some("72200")),
        (
            "civil engineer in pune 4 years but here i do autocad drafting",
            Outcome::Choose,
            Some("21300"),
        ),
        (
            "vétérinaire (Sidi Thabet) je travaille comme technicienne en santé animale",
            Outcome::Choose,
            Some("31103"),
        ),
        (
            "Senior Quantity Surveyor (MEP), Dubai",
            Outcome::Confident,
            Some("22303"),
        ),
        ("flight attendent", Outcome::Confident, Some("64311")),
        ("physcologist", Outcome::Confident, Some("31200")),
        (
            "door sander with 5+ yrs exp, is it eligible?",
            Outcome::Confident,
            Some("95109"),
        ),
        ("i drive a bus", Outcome::Confident, Some("73301")),
        (
            "milking 300 cows twice a day",
            Outcome::Confident,
            Some("85100"),
        ),
        (
            "accountant turned long haul trucker",
            Outcome::Choose,
            Some("11100"),
        ),
        (
            "glass cutter by day, powder coating at a 2nd shop",
            Outcome::Choose,
            Some("94102"),
        ),
        (
            "cashier at Costco gave me wrong change",
            Outcome::None,
            None,
        ),
        ("coupe de cheveux 55$ chez le coiffeur", Outcome::None, None),
        ("profs en grève", Outcome::None, None),
        ("Saguenay", Outcome::None, None),
        ("Baker Lake", Outcome::None, None),
        ("Bouaké, Côte d'Ivoire", Outcome::None, None),
        ("Cook Islands", Outcome::None, None),
        ("cook in Saguenay", Outcome::Confident, Some("63200")),
    ] {
        let found = find(text);
        assert_eq!(found.outcome, outcome, "{text:?}");
        if first.is_some() {
            assert_eq!(codes(&found).first().copied(), first, "{text:?}");
        }
    }
}

#[test]
fn letters_and_lists_of_duties_are_weighed_part_by_part() {
    for file in [
        include_str!("long.tsv"),
        include_str!("long-kept-aside.tsv"),
    ] {
        let rows = read_rows(file).unwrap();
        let (mut first, mut in_five, mut sure, mut wrong) = (0, 0, 0, 0);
        for row in &rows {
            let found = find(&row.text);
            let codes = codes(&found);
            let is_right = |code: &&str| row.codes.iter().any(|wanted| wanted == code);
            let right = codes.first().is_some_and(is_right);
            first += usize::from(right);
            in_five += usize::from(codes.iter().any(is_right));
            sure += usize::from(found.outcome == Outcome::Confident);
            wrong += usize::from(found.outcome == Outcome::Confident && !right);
        }
        let all = rows.len();
        println!("long: {first} first, {in_five} in five, {wrong} wrong of {sure} sure, of {all}");
        assert!(percent(first, all) >= 75.0);
        assert!(percent(in_five, all) >= 92.0);
        assert!(percent(wrong, sure) <= 10.0);
    }
    let job = "I am a registered nurse. ";
    assert_eq!(codes(&find(&job.repeat(20)))[0], "31301");
}
