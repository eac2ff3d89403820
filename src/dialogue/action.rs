//! What a button carries: one small versioned code, at most 64 bytes.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::case::Detail;
use crate::eligibility::Country;
use crate::eligibility::WorkKind;
use crate::noc::NocCode;
use crate::reminders::Topic;

/// What pressing a button says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Shows the other occupations found.
    ShowOthers,
    /// This occupation.
    Pick(NocCode),
    /// None of the occupations shown.
    NoneOfThese,
    /// The answer at this place of a question that tells look-alikes apart.
    Answer(u8),
    /// The work goes on.
    StillThere,
    /// Hours a week, in hundredths.
    Hours(u16),
    /// Where the work was.
    Where(Country),
    /// What kind of work it was.
    Kind(WorkKind),
    /// Shows the result.
    ShowResult,
    /// There is no result of a French test.
    NoFrenchTest,
    /// The level asked for in all four abilities.
    FrenchInAll,
    /// Asks what is to be changed.
    Edit,
    /// The job at this place among those told.
    EditJob(usize),
    /// Tells this detail of the job again.
    EditDetail(Detail),
    /// Takes the job out altogether.
    RemoveJob,
    /// Goes back to the question before.
    Back,
    /// Begins again.
    StartOver,
    /// Draws the work over time.
    Timeline,
    /// The cut-offs of the category or program with this id, or of the person's best category.
    Chart(Option<String>),
    /// Asks for the score, or shows where it stands.
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
    /// Judges the case by the rules in force on this day; none for those of today.
    UseRules(Option<Date>),
    /// Sends the day that matters as a file for a calendar.
    Calendar,
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

impl Action {
    /// Whether it counts whatever was said since, because it carries all that it needs.
    pub fn is_valid_after_turn(&self) -> bool {
        matches!(
            self,
            Action::RemindOff(_) | Action::Zones(_) | Action::Zone(_) | Action::UseRules(_)
        )
    }

    /// Whether the message with the button, a result, stays as it is, and what is said comes below it.
    pub fn keeps_message(&self) -> bool {
        matches!(
            self,
            Action::Timeline
                | Action::Chart(_)
                | Action::Score
                | Action::RemindMe
                | Action::Edit
                | Action::StartOver
                | Action::Page(_)
                | Action::French
                | Action::Calendar
        )
    }
}

/// An action together with the turn of the conversation its button belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackData {
    /// The turn that the button belongs to.
    pub turn: u32,
    /// What the button says.
    pub action: Action,
}

/// The code's first character; another one is a button of another release.
const VERSION: &str = "1";

/// Telegram's limit on a button's data, in bytes.
pub const MAX_BYTES: usize = 64;

/// The text is no button of this release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownAction;

impl fmt::Display for CallbackData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}.{}.", self.turn)?;
        match &self.action {
            Action::Yes => write!(f, "yes"),
            Action::No => write!(f, "no"),
            Action::ShowOthers => write!(f, "others"),
            Action::Pick(noc) => write!(f, "noc.{noc}"),
            Action::NoneOfThese => write!(f, "none"),
            Action::Answer(at) => write!(f, "answer.{at}"),
            Action::StillThere => write!(f, "still"),
            Action::Hours(hundredths) => write!(f, "hours.{hundredths}"),
            Action::Where(Country::Canada) => write!(f, "canada"),
            Action::Where(Country::Abroad) => write!(f, "abroad"),
            Action::Kind(kind) => write!(f, "kind.{}", kind.tag()),
            Action::ShowResult => write!(f, "result"),
            Action::NoFrenchTest => write!(f, "notest"),
            Action::FrenchInAll => write!(f, "inall"),
            Action::Edit => write!(f, "edit"),
            Action::EditJob(at) => write!(f, "editjob.{at}"),
            Action::EditDetail(detail) => write!(f, "field.{}", detail.tag()),
            Action::RemoveJob => write!(f, "remove"),
            Action::Back => write!(f, "back"),
            Action::StartOver => write!(f, "over"),
            Action::Timeline => write!(f, "timeline"),
            Action::Chart(None) => write!(f, "chart"),
            Action::Chart(Some(id)) => write!(f, "chart.{id}"),
            Action::Score => write!(f, "score"),
            Action::RemindMe => write!(f, "remind"),
            Action::RemindOn(topic) => write!(f, "on.{topic}"),
            Action::RemindOff(topic) => write!(f, "off.{topic}"),
            Action::Reading(at) => write!(f, "reading.{at}"),
            Action::Skip => write!(f, "skip"),
            Action::MoreWork => write!(f, "more"),
            Action::French => write!(f, "french"),
            Action::Page(page) => write!(f, "page.{}", page.tag()),
            Action::UseRules(None) => write!(f, "rules"),
            Action::UseRules(Some(day)) => write!(f, "rules.{day}"),
            Action::Calendar => write!(f, "calendar"),
            Action::Zones(None) => write!(f, "zones"),
            Action::Zones(Some(region)) => write!(f, "zones.{region}"),
            Action::Zone(name) => write!(f, "zone.{name}"),
        }
    }
}

impl FromStr for CallbackData {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, UnknownAction> {
        let mut parts = text.splitn(4, '.');
        if parts.next() != Some(VERSION) {
            return Err(UnknownAction);
        }
        let turn = parts
            .next()
            .and_then(|turn| turn.parse().ok())
            .ok_or(UnknownAction)?;
        let name = parts.next().ok_or(UnknownAction)?;
        let action = read_action(name, parts.next()).ok_or(UnknownAction)?;
        Ok(CallbackData { turn, action })
    }
}

fn read_action(name: &str, detail: Option<&str>) -> Option<Action> {
    Some(match (name, detail) {
        ("yes", None) => Action::Yes,
        ("no", None) => Action::No,
        ("others", None) => Action::ShowOthers,
        ("noc", Some(code)) => Action::Pick(code.parse().ok()?),
        ("none", None) => Action::NoneOfThese,
        ("answer", Some(at)) => Action::Answer(at.parse().ok()?),
        ("still", None) => Action::StillThere,
        ("hours", Some(hundredths)) => Action::Hours(hundredths.parse().ok()?),
        ("canada", None) => Action::Where(Country::Canada),
        ("abroad", None) => Action::Where(Country::Abroad),
        ("kind", Some(tag)) => Action::Kind(WorkKind::from_tag(tag)?),
        ("result", None) => Action::ShowResult,
        ("notest", None) => Action::NoFrenchTest,
        ("inall", None) => Action::FrenchInAll,
        ("edit", None) => Action::Edit,
        ("editjob", Some(at)) => Action::EditJob(at.parse().ok()?),
        ("field", Some(tag)) => Action::EditDetail(Detail::from_tag(tag)?),
        ("remove", None) => Action::RemoveJob,
        ("back", None) => Action::Back,
        ("over", None) => Action::StartOver,
        ("timeline", None) => Action::Timeline,
        ("chart", id) => Action::Chart(id.map(str::to_owned)),
        ("score", None) => Action::Score,
        ("remind", None) => Action::RemindMe,
        ("on", Some(topic)) => Action::RemindOn(topic.parse().ok()?),
        ("off", Some(topic)) => Action::RemindOff(topic.parse().ok()?),
        ("reading", Some(at)) => Action::Reading(at.parse().ok()?),
        ("skip", None) => Action::Skip,
        ("more", None) => Action::MoreWork,
        ("french", None) => Action::French,
        ("page", Some(tag)) => Action::Page(Page::from_tag(tag)?),
        ("rules", None) => Action::UseRules(None),
        ("rules", Some(day)) => Action::UseRules(Some(day.parse().ok()?)),
        ("calendar", None) => Action::Calendar,
        ("zones", region) => Action::Zones(region.map(str::to_owned)),
        ("zone", Some(name)) => Action::Zone(name.to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reminders::Kind;
    use jiff::civil::date;

    fn every_action() -> Vec<Action> {
        let noc = "31301".parse().unwrap();
        let mut actions = vec![
            Action::Yes,
            Action::No,
            Action::ShowOthers,
            Action::Pick(noc),
            Action::NoneOfThese,
            Action::Answer(u8::MAX),
            Action::StillThere,
            Action::Hours(16_800),
            Action::Where(Country::Canada),
            Action::Where(Country::Abroad),
            Action::ShowResult,
            Action::NoFrenchTest,
            Action::FrenchInAll,
            Action::Edit,
            Action::EditJob(usize::MAX),
            Action::RemoveJob,
            Action::Back,
            Action::StartOver,
            Action::Timeline,
            Action::Chart(None),
            Action::Chart(Some("senior-manager".to_owned())),
            Action::Score,
        ];
        actions.extend(WorkKind::ALL.map(Action::Kind));
        actions.extend(Detail::ALL.map(Action::EditDetail));
        actions.extend(Page::ALL.map(Action::Page));
        actions.extend([
            Action::RemindMe,
            Action::Reading(u8::MAX),
            Action::Skip,
            Action::MoreWork,
            Action::French,
            Action::UseRules(None),
            Action::UseRules(Some(date(2025, 2, 27))),
            Action::Calendar,
        ]);
        actions.push(Action::Zones(None));
        actions.push(Action::Zones(Some("a-region-with-a-long-name".to_owned())));
        actions.extend(
            jiff::tz::db()
                .available()
                .map(|name| Action::Zone(name.to_string())),
        );
        for kind in Kind::ALL {
            let of = "a-category-with-a-long-name".to_owned();
            let topic = Topic { kind, of };
            actions.extend([Action::RemindOn(topic.clone()), Action::RemindOff(topic)]);
        }
        actions
    }

    #[test]
    fn every_button_reads_back_and_fits() {
        for action in every_action() {
            let data = CallbackData {
                turn: u32::MAX,
                action,
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
            "1.1.rules.2024-13-01",
            "1.1.on.x.health",
            "1.1.off.q",
            "🙏",
        ] {
            assert_eq!(text.parse::<CallbackData>(), Err(UnknownAction), "{text:?}");
        }
    }
}
