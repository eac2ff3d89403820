//! The pictures: both kinds in both languages, as SVG, as PNG and in characters.
//!
//! `PICTURES_UPDATE=1` writes the examples under `tests/pictures/` anew.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use nocbot::answer::Presenter;
use nocbot::answer::{Context, Picture, Stream, cut_off_chart, timeline};
use nocbot::dialogue::{Dialogue, State};
use nocbot::eligibility::{Country, Person, Spell, SpellFlags, WeeklyHours, assess};
use nocbot::front::terminal::Conversation;
use nocbot::noc::{DataFiles, Lang};
use resvg::usvg::{self, Group, Node, Options, Rect, Tree, fontdb};

const TODAY: Date = date(2026, 11, 22);
const WIDTH: u32 = 1080;
const SMALLEST_LETTERS: f32 = 26.0;
const TERMINAL_COLUMNS: usize = 80;

fn presenter() -> &'static Presenter {
    static PRESENTER: LazyLock<Presenter> =
        LazyLock::new(|| Presenter::open(&DataFiles::BuiltIn).unwrap());
    &PRESENTER
}

fn context(lang: Lang) -> Context<'static> {
    let presenter = presenter();
    Context {
        presenter,
        rules: presenter.data.rule_set(None, TODAY).unwrap(),
        localizer: presenter.texts.localizer(lang),
    }
}

fn chart(lang: Lang, stream: &str, score: Option<u16>) -> Option<Picture> {
    let card = context(lang);
    cut_off_chart(card, Stream::find(card, stream).unwrap(), score, TODAY)
}

fn work(lang: Lang, experience: Vec<Spell>) -> Option<Picture> {
    let card = context(lang);
    let person = Person {
        experience,
        ..Person::default()
    };
    let assessment = assess(card.rules, &person, TODAY).unwrap();
    timeline(card, &assessment, &person, TODAY)
}

fn spell(noc: &str, start: Date, end: Option<Date>, hours: f64) -> Spell {
    Spell {
        noc: noc.parse().unwrap(),
        start,
        end,
        hours: WeeklyHours::new(hours).unwrap(),
        country: Country::Canada,
        flags: SpellFlags::default(),
        away: Vec::new(),
    }
}

fn unpaid(spell: Spell) -> Spell {
    let flags = SpellFlags {
        unpaid: true,
        ..spell.flags
    };
    Spell { flags, ..spell }
}

fn one_job() -> Vec<Spell> {
    vec![spell("31301", date(2024, 3, 4), None, 37.5)]
}

fn several_jobs() -> Vec<Spell> {
    vec![
        unpaid(spell(
            "31301",
            date(2022, 3, 1),
            Some(date(2022, 12, 31)),
            12.0,
        )),
        spell("31301", date(2023, 9, 1), Some(date(2025, 1, 31)), 37.5),
        spell("65201", date(2025, 5, 1), Some(date(2025, 7, 31)), 40.0),
        spell("31102", date(2026, 2, 16), None, 40.0),
    ]
}

fn two_jobs() -> Vec<Spell> {
    let jobs = several_jobs();
    vec![jobs[1].clone(), jobs[3].clone()]
}

/// Every case that the checks below are made on, in one language.
fn cases(lang: Lang) -> Vec<(String, Picture)> {
    let charts = [
        ("health", None),
        ("health", Some(468)),
        ("general", Some(500)),
        ("cec", Some(0)),
        ("french", Some(1200)),
        ("pnp", Some(450)),
        ("fst", Some(415)),
        ("stem", Some(480)),
        ("military", Some(380)),
        ("senior-manager", None),
    ];
    let day = |year| date(year, 2, 4);
    let timelines = [
        ("met", one_job()),
        (
            "not yet",
            vec![spell("31301", date(2026, 3, 4), None, 37.5)],
        ),
        (
            "lapsed",
            vec![spell(
                "31301",
                date(2019, 3, 4),
                Some(date(2023, 3, 31)),
                40.0,
            )],
        ),
        ("several jobs", several_jobs()),
        (
            "met for many years",
            vec![spell(
                "31102",
                date(1999, 3, 4),
                Some(date(2025, 6, 30)),
                40.0,
            )],
        ),
        (
            "more jobs than fit",
            (2018..2027)
                .map(|year| spell("31301", day(year), Some(date(year, 10, 30)), 12.0))
                .chain([unpaid(spell("31301", date(2025, 12, 1), None, 1.0))])
                .chain([spell("31102", TODAY, None, 7.5)])
                .collect(),
        ),
        (
            "no list",
            vec![spell("65201", date(2024, 1, 1), None, 40.0)],
        ),
    ];
    let charts = charts.map(|(stream, score)| {
        let what = format!("chart of {stream}, {score:?}, {}", lang.tag());
        (what, chart(lang, stream, score).unwrap())
    });
    let timelines = timelines.map(|(what, spells)| {
        let what = format!("timeline, {what}, {}", lang.tag());
        (what, work(lang, spells).unwrap())
    });
    charts.into_iter().chain(timelines).collect()
}

fn every_case() -> impl Iterator<Item = (String, Picture)> {
    [Lang::EN, Lang::FR].into_iter().flat_map(cases)
}

/// A text of an SVG: what it says, its size, and the box around its letters.
struct Drawn {
    text: String,
    size: f32,
    place: Rect,
}

fn texts(svg: &str) -> Vec<Drawn> {
    let mut fonts = fontdb::Database::new();
    for path in DataFiles::BuiltIn.list("fonts", "ttf").unwrap() {
        fonts.load_font_data(DataFiles::BuiltIn.read_bytes(&path).unwrap().to_vec());
    }
    let options = Options {
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).unwrap();
    let mut drawn = Vec::new();
    collect(tree.root(), &mut drawn);
    drawn
}

fn collect(group: &Group, drawn: &mut Vec<Drawn>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, drawn),
            Node::Text(text) => drawn.push(Drawn {
                text: text.chunks().iter().map(|chunk| chunk.text()).collect(),
                size: size_of(text),
                place: text.flattened().abs_bounding_box(),
            }),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn size_of(text: &usvg::Text) -> f32 {
    text.chunks()[0].spans()[0].font_size().get()
}

/// The colours of a PNG, row by row.
struct Pixels {
    width: u32,
    height: u32,
    colours: Vec<u8>,
}

impl Pixels {
    fn of(picture: &Picture) -> Self {
        Self::read(&presenter().pictures.png(&picture.svg).unwrap())
    }

    fn read(bytes: &[u8]) -> Self {
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().unwrap();
        let mut colours = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut colours).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Pixels {
            width: info.width,
            height: info.height,
            colours,
        }
    }

    /// How many pixels of a colour there are.
    fn count(&self, colour: [u8; 3]) -> usize {
        let (pixels, _) = self.colours.as_chunks::<3>();
        pixels.iter().filter(|pixel| **pixel == colour).count()
    }

    /// The share of a place that is darker than paper and lines.
    fn ink(&self, place: Rect) -> f64 {
        let (mut dark, mut all) = (0.0, 0.0);
        for y in place.top() as u32..place.bottom() as u32 {
            for x in place.left() as u32..place.right() as u32 {
                let at = 3 * (y * self.width + x) as usize;
                let differs = self.colours[at..at + 3].iter().any(|value| *value < 0xc0);
                dark += f64::from(u8::from(differs));
                all += 1.0;
            }
        }
        dark / all
    }
}

const BLUE: [u8; 3] = [0x00, 0x63, 0xa8];
const GREEN: [u8; 3] = [0x00, 0x79, 0x5c];
const VERMILION: [u8; 3] = [0xc2, 0x41, 0x0c];

#[test]
fn every_text_lies_within_the_picture_and_over_no_other() {
    for (what, picture) in every_case() {
        let size = Tree::from_str(&picture.svg, &Options::default())
            .unwrap()
            .size();
        assert_eq!(size.width(), WIDTH as f32, "{what}");
        let texts = texts(&picture.svg);
        assert!(texts.len() > 8, "{what}: {}", texts.len());
        for (at, drawn) in texts.iter().enumerate() {
            let Drawn { text, place, .. } = drawn;
            assert!(
                place.left() >= 0.0
                    && place.top() >= 0.0
                    && place.right() <= size.width()
                    && place.bottom() <= size.height(),
                "{what}: {text:?} at {place:?}"
            );
            assert!(drawn.size >= SMALLEST_LETTERS, "{what}: {text:?}");
            for other in &texts[at + 1..] {
                let apart = place.right() <= other.place.left()
                    || other.place.right() <= place.left()
                    || place.bottom() <= other.place.top()
                    || other.place.bottom() <= place.top();
                assert!(apart, "{what}: {text:?} and {:?}", other.text);
            }
        }
    }
}

#[test]
fn every_text_is_drawn() {
    for (what, picture) in every_case() {
        let pixels = Pixels::of(&picture);
        assert_eq!(pixels.width, WIDTH, "{what}");
        assert!((400..1_700).contains(&pixels.height), "{what}");
        for drawn in texts(&picture.svg) {
            let ink = pixels.ink(drawn.place);
            assert!(ink > 0.05, "{what}: {:?} {ink}", drawn.text);
        }
    }
}

/// The text that begins so, which there must be.
fn find<'a>(texts: &'a [Drawn], beginning: &str) -> &'a Drawn {
    let said: Vec<&str> = texts.iter().map(|drawn| drawn.text.as_str()).collect();
    texts
        .iter()
        .find(|drawn| drawn.text.starts_with(beginning))
        .unwrap_or_else(|| panic!("no {beginning:?} in {said:?}"))
}

#[test]
fn a_chart_has_a_title_a_legend_axes_lines_and_a_foot() {
    let said = [
        (
            Lang::EN,
            [
                "Health and social services",
                "Lowest score invited",
                "General (all",
                "Canadian Exp",
                "Points changed on 3 November 2026",
                "500",
                "2025",
                "Jul",
                "Your score: 468",
                "475",
                "4 September 2026",
                "Rounds known to 1 October 2026. A past score is no forecast.",
            ],
        ),
        (
            Lang::FR,
            [
                "Santé et services sociaux",
                "Score le plus bas",
                "Général (tous",
                "Catégorie de l’ex",
                "Points modifiés le 3 novembre 2026",
                "500",
                "2025",
                "juil.",
                "Votre score : 468",
                "475",
                "4 septembre 2026",
                "Rondes connues jusqu’au 1er octobre 2026. Un score passé",
            ],
        ),
    ];
    for (lang, said) in said {
        let picture = chart(lang, "health", Some(468)).unwrap();
        assert_eq!(picture.name, "cut-offs-health");
        let texts = texts(&picture.svg);
        for text in said {
            find(&texts, text);
        }
        let pixels = Pixels::of(&picture);
        assert!(pixels.count(BLUE) > 4_000, "{}", pixels.count(BLUE));
        assert!(pixels.count(VERMILION) > 4_000);
        let without = Pixels::of(&chart(lang, "health", None).unwrap());
        assert_eq!(without.count(VERMILION), 0);
    }
}

#[test]
fn a_score_far_away_does_not_stretch_the_axis() {
    let near = texts(&chart(Lang::EN, "french", Some(500)).unwrap().svg);
    let far = texts(&chart(Lang::EN, "french", Some(1200)).unwrap().svg);
    find(&far, "Your score, 1200, is far above");
    let labels = |texts: &[Drawn]| {
        let numbers = texts.iter().filter_map(|drawn| drawn.text.parse().ok());
        numbers
            .filter(|number| *number < 2_000)
            .collect::<Vec<u16>>()
    };
    assert_eq!(labels(&near), labels(&far));
    let low = texts(&chart(Lang::EN, "french", Some(0)).unwrap().svg);
    find(&low, "Your score, 0, is far below");
}

#[test]
fn scores_with_a_nomination_stand_alone() {
    let said = texts(&chart(Lang::EN, "pnp", None).unwrap().svg);
    find(&said, "These scores contain the 600 points");
    assert!(!said.iter().any(|drawn| drawn.text.starts_with("General")));
}

#[test]
fn without_rounds_or_work_there_is_no_picture() {
    assert_eq!(chart(Lang::EN, "researcher", Some(450)), None);
    assert_eq!(work(Lang::EN, Vec::new()), None);
}

#[test]
fn a_timeline_shows_work_window_and_the_days_of_each_category() {
    let said = [
        (
            Lang::EN,
            [
                "Your work over time",
                "The 3 years that count: 22 November 2023 – 21 November 2026",
                "today",
                "37.5 h a week",
                "Unpaid: does not count",
                "Counts for no category in force",
                "September 2023 – January 2025",
                "met",
                "Since ",
                "not yet",
                "From 15 February 2027",
            ],
        ),
        (
            Lang::FR,
            [
                "Votre travail au fil du temps",
                "Les 3 années qui comptent : 22 novembre 2023 – 21 novembre 2026",
                "aujourd’hui",
                "37,5 h par semaine",
                "Non payé : ne compte pas",
                "Ne compte pour aucune catégorie",
                "septembre 2023 – janvier 2025",
                "remplie",
                "Depuis le ",
                "pas encore",
                "À partir du 15 février 2027",
            ],
        ),
    ];
    for (lang, said) in said {
        let picture = work(lang, several_jobs()).unwrap();
        let texts = texts(&picture.svg);
        for text in said {
            find(&texts, text);
        }
        let pixels = Pixels::of(&picture);
        assert!(pixels.count(BLUE) > 10_000 && pixels.count(GREEN) > 1_000);
    }
}

#[test]
fn what_does_not_fit_is_counted_and_long_titles_are_shortened() {
    let cases = cases(Lang::EN);
    let (_, picture) = cases
        .iter()
        .find(|(what, _)| what.contains("more jobs"))
        .unwrap();
    let texts = texts(&picture.svg);
    find(&texts, "5 earlier jobs are not shown.");
    assert!(picture.text.contains("5 earlier jobs are not shown."));
    let long = vec![spell("33102", date(2024, 3, 4), None, 37.5)];
    let french = work(Lang::FR, long).unwrap();
    // The short name fits the picture; in characters there is less room.
    let shortened = |text: &str| text.lines().any(|line| line.contains('…'));
    assert!(!shortened(&french.svg) && shortened(&french.text));
}

#[test]
fn languages_differ_and_a_picture_is_kept() {
    let [english, french] =
        [Lang::EN, Lang::FR].map(|lang| chart(lang, "health", Some(468)).unwrap());
    let png = |picture: &Picture| presenter().pictures.png(&picture.svg).unwrap();
    assert_ne!(png(&english), png(&french));
    assert!(Arc::ptr_eq(&png(&english), &png(&english)));
    assert!(presenter().pictures.png("no picture").is_err());
}

#[test]
fn the_same_in_characters_fits_a_terminal() {
    for (what, picture) in every_case() {
        for line in picture.text.lines() {
            assert!(line.chars().count() <= TERMINAL_COLUMNS, "{what}: {line}");
            assert!(!line.contains(['<', '&']), "{what}: {line}");
        }
    }
    let chart = chart(Lang::EN, "health", Some(468)).unwrap().text;
    assert_eq!(
        chart,
        "Health and social services\n\
         Lowest scores of 16 rounds, 28 June 2023 to 4 September 2026\n \
         422 ▅▄▂▁▃▄██▅▅▅▄▅▅▅▅ 510\n     \
         ·+++++·····+·+··\n\
         Your score, 468: enough (+) in 7 of 16 rounds"
    );
    let timeline = work(Lang::FR, one_job()).unwrap().text;
    for part in [
        "Les 3 années",
        "├─",
        "███",
        "┄>",
        "====",
        "Depuis le 18 février 2026",
    ] {
        assert!(timeline.contains(part), "{part} in\n{timeline}");
    }
}

/// A conversation in which `lines` are typed, drawn.
fn conversation(lang: Lang, lines: &[&str]) -> Picture {
    let dialogue = Dialogue {
        presenter: presenter(),
        today: TODAY,
        reminders: None,
    };
    let mut conversation = Conversation::new(dialogue, State::new(lang), TERMINAL_COLUMNS);
    conversation.open();
    for line in lines {
        conversation.answer(line);
    }
    conversation.picture()
}

/// The README shows the English one.
const TYPED: [(Lang, [&str; 3]); 2] = [
    (
        Lang::EN,
        [
            "icu staff nurse in Dubai since march 2023",
            "48 hours a week",
            "1",
        ],
    ),
    (
        Lang::FR,
        [
            "infirmière de soins intensifs à Lyon depuis mars 2023",
            "39 heures par semaine",
            "1",
        ],
    ),
];

#[test]
fn a_conversation_is_drawn_as_it_was_held() {
    let [english, french] = TYPED.map(|(lang, lines)| conversation(lang, &lines));
    for (picture, said) in [
        (
            english,
            [
                "icu staff nurse in Dubai",
                "Change",
                "31301",
                "legal advice.",
            ],
        ),
        (
            french,
            ["infirmière de soins", "Modifier", "31301", "juridique."],
        ),
    ] {
        let texts = texts(&picture.svg);
        for said in said {
            assert!(texts.iter().any(|text| text.text.contains(said)), "{said}");
        }
        // Marks that the letters lack are drawn.
        assert!(!picture.svg.contains(['✔', '✅', '⚠', '❔']));
        assert!(picture.text.contains('✅'));
        assert!(Pixels::of(&picture).count(GREEN) > 100);
    }
}

/// Where another processor computes, colours may differ by so much, and so many in a thousand by more.
const SAME_COLOUR: u8 = 8;
const MOST_DIFFERENT: usize = 1;

#[test]
fn the_examples_are_the_pictures_of_today() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    for (lang, typed) in TYPED {
        let pictures = [
            ("chart", chart(lang, "health", Some(468)).unwrap()),
            ("conversation", conversation(lang, &typed)),
            ("timeline", work(lang, two_jobs()).unwrap()),
        ];
        for (kind, picture) in pictures {
            let path = folder.join(format!("{kind}.{}.png", lang.tag()));
            let png = presenter().pictures.png(&picture.svg).unwrap();
            if std::env::var_os("PICTURES_UPDATE").is_some() {
                std::fs::write(&path, &png).unwrap();
            }
            let again = format!("PICTURES_UPDATE=1 writes {} anew", path.display());
            let example = std::fs::read(&path).expect(&again);
            let (example, now) = (Pixels::read(&example), Pixels::read(&png));
            let sizes = [&example, &now].map(|pixels| (pixels.width, pixels.height));
            assert_eq!(sizes[0], sizes[1], "{again}");
            let pairs = example.colours.iter().zip(&now.colours);
            let different = pairs.filter(|(a, b)| a.abs_diff(**b) > SAME_COLOUR).count();
            assert!(
                1_000 * different <= MOST_DIFFERENT * now.colours.len(),
                "{again}"
            );
        }
    }
}
