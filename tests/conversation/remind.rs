//! Setting, listing and removing reminders, as a front that can remind plays it.

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use nocbot::dialogue::{Dialogue, Effect, Input, MAX_BYTES, Reminding, Reply, State, Transition};
use nocbot::noc::Lang;
use nocbot::reminders::{Kind, MAX_REMINDERS, Reminder, ReminderKind, Topic};

use super::dialogue;

/// A person, and what a front keeps of their reminders.
struct Person {
    state: State,
    set: Vec<Reminder>,
    zone: Option<TimeZone>,
}

const NOW: &str = "2026-11-22T16:20:31Z";

impl Person {
    fn new() -> Self {
        Person {
            state: State::new(Lang::EN),
            set: Vec::new(),
            zone: None,
        }
    }

    /// A person of whom a result is known: eleven months full time last year, and ten hours a week since October.
    fn with_result() -> Self {
        let mut person = Person::new();
        for line in [
            "residential electrician in Canada from 2025-01-06 to 2025-11-28, 40 hours a week",
            "right",
            "and residential electrician in Canada since 2026-10-05, 10 hours a week",
            "right",
            "no",
        ] {
            person.does(Input::Text(line));
        }
        person
    }

    /// The one reply to an input, whose effects are made.
    fn does(&mut self, input: Input<'_>) -> Reply {
        let now: Timestamp = NOW.parse().unwrap();
        let reminding = Reminding {
            set: &self.set,
            zone: self.zone.as_ref(),
            now,
        };
        let dialogue = Dialogue {
            reminders: Some(reminding),
            ..dialogue()
        };
        let Transition {
            state,
            mut replies,
            effects,
        } = dialogue.step(self.state.clone(), input);
        self.state = state;
        for effect in effects {
            match effect {
                Effect::SetReminder(wish) => {
                    self.set.retain(|set| set.wish.topic() != wish.topic());
                    self.set.push(Reminder { wish, tried: None });
                }
                Effect::RemoveReminder(topic) => {
                    self.set.retain(|set| set.wish.topic() != topic);
                }
                Effect::SetZone(zone) => self.zone = Some(zone),
            }
        }
        for button in replies
            .iter()
            .flat_map(|reply| reply.buttons.iter().flatten())
        {
            assert!(button.data.len() <= MAX_BYTES, "{}", button.data);
        }
        replies.pop().unwrap()
    }

    /// The fixed offset that the person told, in seconds.
    fn seconds(&self) -> Option<i32> {
        let offset = self.zone.as_ref()?.to_fixed_offset();
        Some(offset.unwrap().seconds())
    }

    fn says(&mut self, text: &str) -> Reply {
        self.does(Input::Text(text))
    }

    /// Presses the button with this label on a reply.
    fn presses(&mut self, reply: &Reply, label: &str) -> Reply {
        let mut buttons = reply.buttons.iter().flatten();
        let button = buttons.find(|button| button.label.contains(label));
        let button = button.unwrap_or_else(|| panic!("no {label:?} in {:?}", labels(reply)));
        self.does(Input::Press(&button.data))
    }
}

fn labels(reply: &Reply) -> Vec<&str> {
    let buttons = reply.buttons.iter().flatten();
    buttons.map(|button| button.label.as_str()).collect()
}

fn rounds(stream: &str) -> ReminderKind {
    let stream = stream.to_owned();
    let at_most = None;
    ReminderKind::Rounds { stream, at_most }
}

#[test]
fn the_result_offers_what_it_knows() {
    let mut person = Person::with_result();
    let result = person.says("/back");
    assert!(!labels(&result).contains(&"Remind me"), "a question");
    person = Person::with_result();
    let page = person.says("/remind");
    assert_eq!(
        labels(&page),
        [
            "🔔 Trades: the day you qualify, 24 January 2027",
            "🔔 Trades: 2 months before it lapses on 30 June 2028",
            "🔔 Trades: every new round",
            "🕘 Where I live",
        ]
    );
    let set = person.presses(&page, "the day you qualify");
    assert!(
        set.text.plain().starts_with("Done."),
        "{}",
        set.text.plain()
    );
    let day = date(2027, 1, 24);
    let expected = ReminderKind::Qualifies {
        category: "trade".to_owned(),
        day,
        rules: date(2026, 2, 18),
        is_of_other: false,
    };
    assert_eq!(person.set.len(), 1);
    assert_eq!(person.set[0].wish, expected);
    assert_eq!(
        labels(&set)[0],
        "✖ Trades: the day you qualify, 24 January 2027"
    );
    assert_eq!(labels(&set).len(), 4, "it is offered no more");

    let again = person.presses(&page, "the day you qualify");
    assert!(
        again.text.plain().starts_with("You have this one"),
        "{}",
        again.text.plain()
    );
    person.presses(&page, "every new round");
    assert_eq!(person.set.len(), 2);
    // The button to remove one counts whatever was said since.
    person.says("/start");
    person.says("welder");
    let removed = person.presses(&set, "✖");
    assert!(
        removed.text.plain().starts_with("Removed"),
        "{}",
        removed.text.plain()
    );
    assert_eq!(person.set.len(), 1);
    let gone = person.presses(&set, "✖");
    assert!(
        gone.text.plain().starts_with("That reminder is no longer"),
        "{}",
        gone.text.plain()
    );
    // That to set one does not.
    let old = person.presses(&page, "2 months before");
    assert!(
        old.text.plain().contains("earlier question"),
        "{}",
        old.text.plain()
    );
}

#[test]
fn of_somebody_elses_case_it_is_said_whose_it_is() {
    let mut person = Person::new();
    for line in [
        "my wife is a residential electrician in Canada since 2026-03-02, 40 hours a week",
        "right",
        "no",
    ] {
        person.does(Input::Text(line));
    }
    let page = person.says("/remind");
    person.presses(&page, "the day they qualify");
    // Whatever is told afterwards, the reminder is hers.
    person.says("/start");
    let page = person.says("/remind");
    assert!(labels(&page)[0].contains("the day they qualify"));
    assert!(person.set[0].wish.is_of_other());
}

#[test]
fn what_lapses_soon_is_told_the_next_morning() {
    let mut person = Person::new();
    for line in [
        "residential electrician in Canada from 2023-12-04 to 2024-12-06, 40 hours a week",
        "right",
    ] {
        person.does(Input::Text(line));
    }
    let page = person.says("/remind");
    let set = person.presses(&page, "Trades: that it lapses on ");
    let said = "Done. I will tell you the next morning – Trades: that it lapses on ";
    assert!(set.text.plain().starts_with(said), "{}", set.text.plain());
    person.says("/language fr");
    let page = person.says("/remind");
    let listed = " : que vous ne serez plus admissible le ";
    assert!(page.text.plain().contains(listed), "{}", page.text.plain());
}

#[test]
fn another_day_takes_the_place_of_the_first() {
    let mut person = Person::with_result();
    let page = person.says("/remind");
    person.presses(&page, "the day you qualify");
    let jobs = person.says("/edit");
    let fields = person.presses(&jobs, "5 October 2026");
    person.presses(&fields, "Hours a week");
    person.says("20");
    let page = person.says("/remind");
    let [set, offered, ..] = labels(&page)[..] else {
        panic!("{:?}", labels(&page));
    };
    assert!(
        set.starts_with("✖ Trades: the day you qualify, 24 January"),
        "{set}"
    );
    assert!(
        offered.starts_with("🔔 Trades: the day you qualify, "),
        "{offered}"
    );
    person.presses(&page, "🔔 Trades: the day");
    assert_eq!(person.set.len(), 1);
}

#[test]
fn rounds_are_told_of_any_stream_by_any_name() {
    for (typed, stream) in [
        ("health", "health"),
        ("draws health", "health"),
        ("HEALTH", "health"),
        ("new health rounds please", "health"),
        ("métiers spécialisés", "trade"),
        ("general", "general"),
        ("Canadian Experience Class", "cec"),
    ] {
        let mut person = Person::new();
        let reply = person.says(&format!("/remind {typed}"));
        assert!(
            reply.text.plain().starts_with("Done."),
            "{typed}: {}",
            reply.text.plain()
        );
        assert_eq!(person.set[0].wish, rounds(stream), "{typed}");
        person.says(&format!("/remind {typed}"));
        assert_eq!(person.set.len(), 1, "never twice");
    }
    let mut person = Person::new();
    let reply = person.says("/remind fishing");
    assert!(
        reply.text.plain().contains("For example: /remind health."),
        "{}",
        reply.text.plain()
    );
    assert_eq!(person.set, []);
}

#[test]
fn only_rounds_that_the_score_reaches_are_told() {
    let mut person = Person::new();
    let set = person.says("/remind health 478");
    let said = "Health and social services: new rounds with a lowest score of 478 or less";
    assert!(set.text.plain().contains(said), "{}", set.text.plain());
    let stream = "health".to_owned();
    let at_most = Some(478);
    assert_eq!(person.set[0].wish, ReminderKind::Rounds { stream, at_most });
    // All of them take its place.
    person.says("/remind health");
    assert_eq!(person.set.len(), 1);
    assert_eq!(person.set[0].wish, rounds("health"));
    // A score told before is what the page offers.
    let mut person = Person::with_result();
    person.says("my CRS is 450");
    let page = person.says("/remind");
    person.presses(&page, "a lowest score of 450 or less");
    let stream = "trade".to_owned();
    let at_most = Some(450);
    assert_eq!(person.set[0].wish, ReminderKind::Rounds { stream, at_most });
}

#[test]
fn a_clock_gives_the_offset() {
    let mut person = Person::new();
    for (typed, seconds, shown) in [
        ("time 21:52", 19_800, "UTC+5:30"),
        ("time 11:20", -18_000, "UTC−5"),
        ("heure 17h20", 3_600, "UTC+1"),
        ("time 4.20 pm", 0, "UTC+0"),
    ] {
        let reply = person.says(&format!("/remind {typed}"));
        assert!(
            reply.text.plain().contains(shown),
            "{typed}: {}",
            reply.text.plain()
        );
        assert_eq!(person.seconds(), Some(seconds), "{typed}");
    }
    for typed in ["time", "time soon", "time 25:00"] {
        let reply = person.says(&format!("/remind {typed}"));
        assert!(
            reply.text.plain().contains("/remind time 21:30"),
            "{}",
            reply.text.plain()
        );
        assert_eq!(person.seconds(), Some(0), "{typed}");
    }
}

#[test]
fn a_city_is_typed_or_chosen() {
    let mut person = Person::new();
    for (typed, name, shown) in [
        ("Lagos", "Africa/Lagos", "by the clock of Lagos (UTC+1 now)"),
        (
            "time montréal",
            "America/Toronto",
            "of Toronto, Montreal (UTC−5 now)",
        ),
        (
            "america/St_johns",
            "America/St_Johns",
            "of St. John’s (UTC−3:30 now)",
        ),
        (
            "heure Pékin",
            "Asia/Shanghai",
            "of Beijing, Shanghai (UTC+8 now)",
        ),
        (
            "Ulaanbaatar",
            "Asia/Ulaanbaatar",
            "of Ulaanbaatar (UTC+8 now)",
        ),
    ] {
        let reply = person.says(&format!("/remind {typed}"));
        assert!(
            reply.text.plain().contains(shown),
            "{typed}: {}",
            reply.text.plain()
        );
        let zone = person.zone.as_ref().and_then(TimeZone::iana_name);
        assert_eq!(zone, Some(name), "{typed}");
    }
    person.says("/language fr");
    let page = person.says("/remind");
    let regions = person.presses(&page, "Là où je vis");
    assert_eq!(labels(&regions).len(), 7);
    let cities = person.presses(&regions, "Afrique");
    assert!(
        labels(&cities).contains(&"Le Caire"),
        "{:?}",
        labels(&cities)
    );
    let regions = person.presses(&cities, "Autres régions");
    let cities = person.presses(&regions, "Asie du Sud");
    person.says("/start");
    person.says("infirmière");
    // It counts whatever was said since.
    let page = person.presses(&cities, "Dacca");
    let shown = "à l’heure de Dacca (UTC+6 en ce moment)";
    assert!(page.text.plain().contains(shown), "{}", page.text.plain());
    let zone = person.zone.as_ref().and_then(TimeZone::iana_name);
    assert_eq!(zone, Some("Asia/Dhaka"));
}

#[test]
fn every_zone_offered_can_be_chosen() {
    for lang in [Lang::EN, Lang::FR] {
        let mut person = Person {
            state: State::new(lang),
            ..Person::new()
        };
        let page = person.says("/remind");
        let regions = person.presses(&page, "🕘");
        for region in labels(&regions) {
            assert!(!region.contains("zone-"), "{region}");
            let cities = person.presses(&regions, region);
            let zones = labels(&cities).into_iter();
            for city in zones.filter(|label| !label.starts_with('◀')) {
                let page = person.presses(&cities, city);
                assert!(
                    page.text.plain().contains(city),
                    "{city}: {}",
                    page.text.plain()
                );
            }
        }
    }
}

#[test]
fn no_more_than_can_be_kept() {
    let mut person = Person::new();
    for number in 0..MAX_REMINDERS {
        let wish = rounds(&format!("stream-{number}"));
        person.set.push(Reminder { wish, tried: None });
    }
    let reply = person.says("/remind health");
    assert!(
        reply.text.plain().contains("20 reminders"),
        "{}",
        reply.text.plain()
    );
    assert_eq!(person.set.len(), MAX_REMINDERS);
    person.set.pop();
    person.says("/remind health");
    assert_eq!(person.set.len(), MAX_REMINDERS);
}

#[test]
fn what_may_not_have_arrived_is_shown() {
    let mut person = Person::with_result();
    let page = person.says("/remind");
    person.presses(&page, "the day you qualify");
    person.set[0].tried = Some("2027-01-25T02:00:00Z".parse().unwrap());
    let page = person.says("/remind");
    let shown = "24 January 2027. I tried to tell you on 24 January 2027 and cannot know";
    assert!(page.text.plain().contains(shown), "{}", page.text.plain());
    assert!(labels(&page)[0].starts_with("✖"));
    // It may be set again.
    person.presses(&page, "🔔 Trades: the day you qualify");
    assert_eq!(person.set.len(), 1);
    assert_eq!(person.set[0].tried, None);
    let topic = Topic {
        kind: Kind::Qualifies,
        of: "trade".to_owned(),
    };
    assert_eq!(person.set[0].wish.topic(), topic);
}
