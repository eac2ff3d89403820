//! Quiet hours, and what a person's clock tells of their time zone.

use jiff::civil::{Date, Time, time};
use jiff::tz::{self, Offset, TimeZone};
use jiff::{Span, Timestamp};

use crate::language::{HalfOfDay, Languages};

/// From this time of a person's day on nobody is written to.
pub const QUIET_FROM: Time = time(21, 0, 0, 0);
/// From this time on people are written to again.
pub const QUIET_UNTIL: Time = time(9, 0, 0, 0);
/// Eastern Standard Time.
const USUAL_OFFSET: Offset = tz::offset(-5);

const MINUTES_A_DAY: i32 = 24 * 60;
/// Every offset in use is a whole number of quarters.
const QUARTER: i32 = 15;
/// A difference of clocks that has two readings is taken as the offset that more people live at: New Zealand's +13, not -11.
const FURTHEST_EAST: i32 = 13 * 60;

/// The time zone of a person who told none: Eastern Standard Time, also in summer.
pub fn usual_zone() -> TimeZone {
    TimeZone::fixed(USUAL_OFFSET)
}

/// Whether it is no time to write to somebody in this zone.
pub fn is_quiet(now: Timestamp, zone: &TimeZone) -> bool {
    let local = zone.to_datetime(now).time();
    local >= QUIET_FROM || local < QUIET_UNTIL
}

/// The first moment from `now` on that is not quiet.
pub fn next_allowed(now: Timestamp, zone: &TimeZone) -> Timestamp {
    if is_quiet(now, zone) {
        next_morning(now, zone)
    } else {
        now
    }
}

/// The first moment after `now` at which quiet hours end.
pub fn next_morning(now: Timestamp, zone: &TimeZone) -> Timestamp {
    let today = zone.to_datetime(now).date();
    let mornings = today.series(Span::new().days(1));
    let mut mornings = mornings.map(|day| morning_of(day, zone));
    mornings
        .find(|&morning| morning > now)
        .unwrap_or(Timestamp::MAX)
}

/// The moment at which quiet hours end on a day. Where clocks skip that time, it is as much later as they skip.
pub fn morning_of(day: Date, zone: &TimeZone) -> Timestamp {
    let morning = day.to_datetime(QUIET_UNTIL).to_zoned(zone.clone());
    morning.map_or(Timestamp::MAX, |morning| morning.timestamp())
}

/// The offset of a person whose clock shows `local`, to the quarter of an hour.
pub fn offset_of(local: Time, now: Timestamp) -> Offset {
    let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let ahead = minutes(local) - minutes(Offset::UTC.to_datetime(now).time());
    let quarters = (f64::from(ahead) / f64::from(QUARTER)).round() as i32;
    let east = (quarters * QUARTER).rem_euclid(MINUTES_A_DAY);
    let minutes = if east > FURTHEST_EAST {
        east - MINUTES_A_DAY
    } else {
        east
    };
    Offset::from_seconds(minutes * 60).unwrap_or(USUAL_OFFSET)
}

/// A time of day as people write it: "21:30", "21h30", "9.30 pm", "9 pm"; none for anything else.
pub fn read_clock(text: &str, languages: &Languages) -> Option<Time> {
    let text = text.trim().to_lowercase().replace(['.', ' '], "");
    let word = text
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let half = languages.half_of_day(word);
    let told = if half.is_some() { word.len() } else { 0 };
    let text = text[..text.len() - told].to_owned();
    let (hour, minute) = match text.split_once([':', 'h']) {
        Some((hour, "")) => (hour.to_owned(), "0".to_owned()),
        Some((hour, minute)) => (hour.to_owned(), minute.to_owned()),
        // "930pm" is what is left of "9.30 pm", and "2130" is written too.
        None if text.len() > 2 && text.is_ascii() => {
            let (hour, minute) = text.split_at(text.len() - 2);
            (hour.to_owned(), minute.to_owned())
        }
        None if half.is_some() => (text, "0".to_owned()),
        None => return None,
    };
    let number = |digits: &str| -> Option<i8> {
        let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok())?
    };
    let (hour, minute) = (number(&hour)?, number(&minute)?);
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(HalfOfDay::BeforeNoon) => hour % 12,
        Some(HalfOfDay::AfterNoon) => hour % 12 + 12,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spoken;
    use jiff::SignedDuration;
    use proptest::prelude::*;

    /// Zones with and without summer time, east and west, and one that once skipped a day.
    const ZONES: [&str; 6] = [
        "America/Toronto",
        "America/St_Johns",
        "Asia/Kolkata",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Apia",
    ];
    /// As long as a day with its morning can be, when clocks are set back.
    const LONGEST_DAY: SignedDuration = SignedDuration::from_hours(25);

    fn any_moment() -> impl Strategy<Value = (Timestamp, TimeZone)> {
        // From 2012 on, since in 2011 Apia went to bed on a Thursday and got up on a Saturday.
        let moment = (1_325_376_000..250_000_000_000_i64)
            .prop_map(|second| Timestamp::from_second(second).unwrap());
        let offset =
            (-48..=56).prop_map(|quarters| Offset::from_seconds(quarters * QUARTER * 60).unwrap());
        let zone = prop_oneof![
            offset.prop_map(TimeZone::fixed),
            proptest::sample::select(&ZONES[..]).prop_map(|name| TimeZone::get(name).unwrap()),
        ];
        (moment, zone)
    }

    proptest! {
        #[test]
        fn the_next_allowed_moment_is_allowed_and_soon((now, zone) in any_moment()) {
            let allowed = next_allowed(now, &zone);
            prop_assert!(!is_quiet(allowed, &zone));
            prop_assert!(allowed >= now);
            prop_assert!(allowed < now + LONGEST_DAY);
            prop_assert_eq!(allowed == now, !is_quiet(now, &zone));
        }

        #[test]
        fn the_next_morning_begins_a_day_of_writing((now, zone) in any_moment()) {
            let morning = next_morning(now, &zone);
            prop_assert!(morning > now && morning <= now + LONGEST_DAY);
            prop_assert!(!is_quiet(morning, &zone));
            let before = morning - SignedDuration::from_secs(1);
            prop_assert!(is_quiet(before, &zone));
        }

        #[test]
        fn what_a_clock_shows_gives_its_offset(
            second in 0..4_000_000_000_i64,
            quarters in -43..=52_i32,
            late in -6..=6_i64,
        ) {
            let now = Timestamp::from_second(second).unwrap();
            let offset = Offset::from_seconds(quarters * QUARTER * 60).unwrap();
            let shown = offset.to_datetime(now + SignedDuration::from_mins(late)).time();
            // Seconds cut off on both sides may move the difference by a minute.
            prop_assert_eq!(offset_of(shown, now), offset);
        }

        #[test]
        fn no_text_panics(text in "[0-9:h.apm é]{0,8}") {
            let _ = read_clock(&text, spoken());
        }
    }

    #[test]
    fn evenings_and_mornings_are_quiet() {
        for (now, quiet) in [
            ("2027-03-01T01:59:59Z", false),
            ("2027-03-01T02:00:00Z", true),
            ("2027-03-01T13:59:59Z", true),
            ("2027-03-01T14:00:00Z", false),
        ] {
            let now: Timestamp = now.parse().unwrap();
            assert_eq!(is_quiet(now, &usual_zone()), quiet, "{now}");
        }
    }

    #[test]
    fn hours_follow_summer_time() {
        let toronto = TimeZone::get("America/Toronto").unwrap();
        let apia = TimeZone::get("Pacific/Apia").unwrap();
        for (zone, now, expected) in [
            (&toronto, "2027-03-13T15:00:00Z", "2027-03-14T13:00:00Z"),
            (&toronto, "2027-03-12T15:00:00Z", "2027-03-13T14:00:00Z"),
            (&toronto, "2027-11-06T15:00:00Z", "2027-11-07T14:00:00Z"),
            // Friday, 30 December 2011 was no day there.
            (&apia, "2011-12-30T00:00:00Z", "2011-12-30T19:00:00Z"),
        ] {
            let morning = next_morning(now.parse().unwrap(), zone);
            assert_eq!(morning.to_string(), expected, "{now}");
        }
    }

    #[test]
    fn times_are_read() {
        for (text, expected) in [
            ("21:30", Some(time(21, 30, 0, 0))),
            ("9:05", Some(time(9, 5, 0, 0))),
            ("21h30", Some(time(21, 30, 0, 0))),
            ("21 h", Some(time(21, 0, 0, 0))),
            ("9.30 pm", Some(time(21, 30, 0, 0))),
            ("2130", Some(time(21, 30, 0, 0))),
            ("9 p.m.", Some(time(21, 0, 0, 0))),
            ("12 am", Some(time(0, 0, 0, 0))),
            ("12 pm", Some(time(12, 0, 0, 0))),
            ("0:00", Some(time(0, 0, 0, 0))),
            ("24:00", None),
            ("13 pm", None),
            ("21", None),
            ("21:60", None),
            ("-1:30", None),
            ("now", None),
            ("pm", None),
            ("", None),
        ] {
            assert_eq!(read_clock(text, spoken()), expected, "{text:?}");
        }
    }
}
