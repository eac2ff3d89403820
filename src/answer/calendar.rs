//! The days that matter, as a file for a calendar (RFC 5545).

use ics::properties::{Description, DtStart, Summary};
use ics::{Event, ICalendar, escape_text, parameters};
use jiff::civil::Date;

use super::card::Context;
use crate::eligibility::{Assessment, CategoryVerdict};
use crate::text::Rich;

/// A file that comes with a message.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// With its ending.
    pub name: String,
    /// What it holds.
    pub content: String,
}

/// The days on which a category's requirement is met or lapses, each a day-long event; none where there is no such day.
pub fn calendar(card: Context<'_>, assessment: &Assessment<'_>) -> Option<Document> {
    let days: Vec<Event<'_>> = assessment
        .verdicts
        .iter()
        .flat_map(|judged| days_of(card, judged, assessment.as_of))
        .collect();
    if days.is_empty() {
        return None;
    }
    let product = concat!("-//nocbot//nocbot ", env!("CARGO_PKG_VERSION"), "//EN");
    let mut file = ICalendar::new("2.0", product);
    for day in days {
        file.add_event(day);
    }
    Some(Document {
        name: "nocbot.ics".to_owned(),
        content: file.to_string(),
    })
}

fn days_of<'a>(
    card: Context<'a>,
    judged: &CategoryVerdict<'a>,
    as_of: Date,
) -> impl Iterator<Item = Event<'a>> {
    let work = judged.work.as_ref();
    let met = work.and_then(|work| work.qualifies_on);
    let lapses = work.and_then(|work| work.lapses_on);
    let event = move |kind: &'static str, day: Date| {
        let category = judged.category;
        let name = [("category", category.name.get(card.localizer.lang).into())];
        let text = |id: &str| escape_text(card.localizer.plain(id, &name)).into_owned();
        let id = format!("{}-{kind}-{day}@nocbot", category.id);
        let mut event = Event::new(id, format!("{}T000000Z", compact(as_of)));
        let mut start = DtStart::new(compact(day));
        start.append(parameters!("VALUE" => "DATE"));
        event.push(start);
        event.push(Summary::new(text(&format!("calendar-{kind}"))));
        event.push(Description::new(
            escape_text(note(card).into_plain()).into_owned(),
        ));
        event
    };
    let met = met.map(|day| event("met", day));
    let lapses = lapses.map(|day| event("lapses", day));
    met.into_iter()
        .chain(lapses)
        .collect::<Vec<_>>()
        .into_iter()
}

fn note(card: Context<'_>) -> Rich {
    let date = card.localizer.day(card.rules.effective_from);
    card.localizer
        .format("calendar-note", &[("date", date.into())])
}

/// A day as calendars write it: 20270301.
fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}
