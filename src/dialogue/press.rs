//! What a button carries: one small versioned code, at most 64 bytes.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::state::Field;
use crate::eligibility::Country;
use crate::eligibility::WorkKind;
use crate::noc::NocCode;
use crate::reminders::Topic;

/// What pressing a button says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    Yes,
    No,
    /// Shows the other occupations found.
    ShowOthers,
    /// This occupation.
    Pick(NocCode),
    NoneOfThese,
    /// This day.
    Day(Date),
    /// Any day of the month of this day.
    Month(Date),
    StillThere,
    /// Hours a week, in hundredths.
    Hours(u16),
    Where(Country),
    Kind(WorkKind),
    AnotherJob,
    AnotherOccupation,
    ShowResult,
    NoFrenchTest,
    /// The level asked for in all four abilities.
    FrenchInAll,
    Edit,
    /// The job at this place among those told.
    EditJob(usize),
    EditField(Field),
    /// Takes out an occupation without dates.
    Drop(NocCode),
    Back,
    StartOver,
    Timeline,
    /// The cut-offs of the category or program with this id, or of the person's best category.
    Chart(Option<String>),
    Score,
    /// Shows the person's reminders.
    RemindMe,
    /// Sets the reminder about this.
    RemindOn(Topic),
    /// Removes the reminder about this.
    RemindOff(Topic),
    /// Shows the time zones of the region with this id, or the regions.
    Zones(Option<String>),
    /// The time zone with this name is the person's.
    Zone(String),
    /// The reading at this place.
    Reading(u8),
    /// The question cannot be answered.
    Skip,
    /// Says that there is more work.
    MoreWork,
    /// Asks for French levels.
    French,
    /// Shows a page of the result.
    Page(Page),
}

/// A page behind a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What was counted and what it rests on.
    Why,
    /// The categories that are not met.
    Others,
    /// The steps to take.
    Next,
}

impl Page {
    const ALL: [Page; 3] = [Page::Why, Page::Others, Page::Next];

    /// A short name for buttons and texts.
    pub fn tag(self) -> &'static str {
        match self {
            Page::Why => "why",
            Page::Others => "others",
            Page::Next => "next",
        }
    }

    fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.tag() == tag)
    }
}

impl Press {
    /// Whether it counts whatever was said since, because it carries all that it needs.
    pub fn counts_later(&self) -> bool {
        matches!(self, Press::RemindOff(_) | Press::Zones(_) | Press::Zone(_))
    }

    /// Whether the message with the button, a result, stays as it is, and what is said comes below it.
    pub fn keeps_message(&self) -> bool {
        matches!(
            self,
            Press::Timeline
                | Press::Chart(_)
                | Press::Score
                | Press::RemindMe
                | Press::Edit
                | Press::StartOver
        )
    }
}

/// A press together with the turn of the conversation its button belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressData {
    pub turn: u32,
    pub press: Press,
}

/// The code's first character; another one is a button of another release.
const VERSION: &str = "1";

/// Telegram's limit on a button's data, in bytes.
pub const MAX_BYTES: usize = 64;

/// The text is no button of this release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownPress;

impl fmt::Display for PressData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}.{}.", self.turn)?;
        match &self.press {
            Press::Yes => write!(f, "yes"),
            Press::No => write!(f, "no"),
            Press::ShowOthers => write!(f, "others"),
            Press::Pick(noc) => write!(f, "noc.{noc}"),
            Press::NoneOfThese => write!(f, "none"),
            Press::Day(day) => write!(f, "day.{day}"),
            Press::Month(day) => write!(f, "month.{day}"),
            Press::StillThere => write!(f, "still"),
            Press::Hours(hundredths) => write!(f, "hours.{hundredths}"),
            Press::Where(Country::Canada) => write!(f, "canada"),
            Press::Where(Country::Abroad) => write!(f, "abroad"),
            Press::Kind(kind) => write!(f, "kind.{}", kind.tag()),
            Press::AnotherJob => write!(f, "job"),
            Press::AnotherOccupation => write!(f, "occupation"),
            Press::ShowResult => write!(f, "result"),
            Press::NoFrenchTest => write!(f, "notest"),
            Press::FrenchInAll => write!(f, "inall"),
            Press::Edit => write!(f, "edit"),
            Press::EditJob(at) => write!(f, "editjob.{at}"),
            Press::EditField(field) => write!(f, "field.{}", field.tag()),
            Press::Drop(noc) => write!(f, "drop.{noc}"),
            Press::Back => write!(f, "back"),
            Press::StartOver => write!(f, "over"),
            Press::Timeline => write!(f, "timeline"),
            Press::Chart(None) => write!(f, "chart"),
            Press::Chart(Some(id)) => write!(f, "chart.{id}"),
            Press::Score => write!(f, "score"),
            Press::RemindMe => write!(f, "remind"),
            Press::RemindOn(topic) => write!(f, "on.{topic}"),
            Press::RemindOff(topic) => write!(f, "off.{topic}"),
            Press::Reading(at) => write!(f, "reading.{at}"),
            Press::Skip => write!(f, "skip"),
            Press::MoreWork => write!(f, "more"),
            Press::French => write!(f, "french"),
            Press::Page(page) => write!(f, "page.{}", page.tag()),
            Press::Zones(None) => write!(f, "zones"),
            Press::Zones(Some(region)) => write!(f, "zones.{region}"),
            Press::Zone(name) => write!(f, "zone.{name}"),
        }
    }
}

impl FromStr for PressData {
    type Err = UnknownPress;

    fn from_str(text: &str) -> Result<Self, UnknownPress> {
        let mut parts = text.splitn(4, '.');
        if parts.next() != Some(VERSION) {
            return Err(UnknownPress);
        }
        let turn = parts
            .next()
            .and_then(|turn| turn.parse().ok())
            .ok_or(UnknownPress)?;
        let name = parts.next().ok_or(UnknownPress)?;
        let press = read_press(name, parts.next()).ok_or(UnknownPress)?;
        Ok(PressData { turn, press })
    }
}

fn read_press(name: &str, detail: Option<&str>) -> Option<Press> {
    Some(match (name, detail) {
        ("yes", None) => Press::Yes,
        ("no", None) => Press::No,
        ("others", None) => Press::ShowOthers,
        ("noc", Some(code)) => Press::Pick(code.parse().ok()?),
        ("none", None) => Press::NoneOfThese,
        ("day", Some(day)) => Press::Day(day.parse().ok()?),
        ("month", Some(day)) => Press::Month(day.parse().ok()?),
        ("still", None) => Press::StillThere,
        ("hours", Some(hundredths)) => Press::Hours(hundredths.parse().ok()?),
        ("canada", None) => Press::Where(Country::Canada),
        ("abroad", None) => Press::Where(Country::Abroad),
        ("kind", Some(tag)) => Press::Kind(WorkKind::from_tag(tag)?),
        ("job", None) => Press::AnotherJob,
        ("occupation", None) => Press::AnotherOccupation,
        ("result", None) => Press::ShowResult,
        ("notest", None) => Press::NoFrenchTest,
        ("inall", None) => Press::FrenchInAll,
        ("edit", None) => Press::Edit,
        ("editjob", Some(at)) => Press::EditJob(at.parse().ok()?),
        ("field", Some(tag)) => Press::EditField(Field::from_tag(tag)?),
        ("drop", Some(code)) => Press::Drop(code.parse().ok()?),
        ("back", None) => Press::Back,
        ("over", None) => Press::StartOver,
        ("timeline", None) => Press::Timeline,
        ("chart", id) => Press::Chart(id.map(str::to_owned)),
        ("score", None) => Press::Score,
        ("remind", None) => Press::RemindMe,
        ("on", Some(topic)) => Press::RemindOn(topic.parse().ok()?),
        ("off", Some(topic)) => Press::RemindOff(topic.parse().ok()?),
        ("reading", Some(at)) => Press::Reading(at.parse().ok()?),
        ("skip", None) => Press::Skip,
        ("more", None) => Press::MoreWork,
        ("french", None) => Press::French,
        ("page", Some(tag)) => Press::Page(Page::from_tag(tag)?),
        ("zones", region) => Press::Zones(region.map(str::to_owned)),
        ("zone", Some(name)) => Press::Zone(name.to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reminders::Kind;
    use jiff::civil::date;

    fn every_press() -> Vec<Press> {
        let noc = "31301".parse().unwrap();
        let mut presses = vec![
            Press::Yes,
            Press::No,
            Press::ShowOthers,
            Press::Pick(noc),
            Press::NoneOfThese,
            Press::Day(date(2024, 12, 31)),
            Press::Month(date(2024, 12, 1)),
            Press::StillThere,
            Press::Hours(16_800),
            Press::Where(Country::Canada),
            Press::Where(Country::Abroad),
            Press::AnotherJob,
            Press::AnotherOccupation,
            Press::ShowResult,
            Press::NoFrenchTest,
            Press::FrenchInAll,
            Press::Edit,
            Press::EditJob(usize::MAX),
            Press::Drop(noc),
            Press::Back,
            Press::StartOver,
            Press::Timeline,
            Press::Chart(None),
            Press::Chart(Some("senior-manager".to_owned())),
            Press::Score,
        ];
        presses.extend(WorkKind::ALL.map(Press::Kind));
        presses.extend(Field::ALL.map(Press::EditField));
        presses.extend(Page::ALL.map(Press::Page));
        presses.extend([
            Press::RemindMe,
            Press::Reading(u8::MAX),
            Press::Skip,
            Press::MoreWork,
            Press::French,
        ]);
        presses.push(Press::Zones(None));
        presses.push(Press::Zones(Some("a-region-with-a-long-name".to_owned())));
        presses.extend(
            jiff::tz::db()
                .available()
                .map(|name| Press::Zone(name.to_string())),
        );
        for kind in Kind::ALL {
            let of = "a-category-with-a-long-name".to_owned();
            let topic = Topic { kind, of };
            presses.extend([Press::RemindOn(topic.clone()), Press::RemindOff(topic)]);
        }
        presses
    }

    #[test]
    fn every_button_reads_back_and_fits() {
        for press in every_press() {
            let data = PressData {
                turn: u32::MAX,
                press,
            };
            let text = data.to_string();
            assert!(text.len() <= MAX_BYTES, "{text}");
            assert_eq!(text.parse(), Ok(data));
        }
    }

    #[test]
    fn other_texts_are_no_buttons() {
        for text in [
            "",
            "1",
            "0.1.yes",
            "1.x.yes",
            "1.1.noc.99999x",
            "1.1.yes.more",
            "1.1.day.2024-13-01",
            "1.1.on.x.health",
            "1.1.off.q",
            "🙏",
        ] {
            assert_eq!(text.parse::<PressData>(), Err(UnknownPress), "{text:?}");
        }
    }
}
