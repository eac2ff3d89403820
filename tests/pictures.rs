//! The pictures: both kinds in both languages, as SVG, as PNG and in characters.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use nocbot::Engines;
use nocbot::answer::{Card, Picture, Stream, cut_off_chart};
use nocbot::noc::{DataFiles, Lang};

const TODAY: Date = date(2026, 11, 22);

fn engines() -> &'static Engines {
    static ENGINES: LazyLock<Engines> =
        LazyLock::new(|| Engines::open(&DataFiles::BuiltIn).unwrap());
    &ENGINES
}

fn card(lang: Lang) -> Card<'static> {
    let engines = engines();
    Card {
        engines,
        rules: engines.rule_set(None, TODAY).unwrap(),
        speaker: engines.texts.speaker(lang),
    }
}

fn chart(lang: Lang, stream: &str, score: Option<u16>) -> Picture {
    let card = card(lang);
    let stream = Stream::find(card, stream).unwrap();
    cut_off_chart(card, stream, score, TODAY).unwrap()
}

#[test]
fn look() {
    for lang in Lang::ALL {
        for (stream, score) in [
            ("health", Some(468)),
            ("health", None),
            ("general", Some(120)),
            ("cec", Some(510)),
            ("pnp", Some(450)),
            ("french", Some(1100)),
            ("military", Some(380)),
            ("fst", None),
            ("stem", Some(480)),
            ("senior-manager", Some(400)),
        ] {
            let picture = chart(lang, stream, score);
            let start = std::time::Instant::now();
            let png = engines().pictures.png(&picture.svg).unwrap();
            println!("{} {:?} {}", picture.name, start.elapsed(), png.len());
            println!("{}", picture.text);
            std::fs::write(
                format!("/tmp/fontA/{}-{}-{:?}.png", stream, lang.tag(), score),
                png,
            )
            .unwrap();
        }
    }
}
