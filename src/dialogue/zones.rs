//! Where a person lives: their time zone, chosen by buttons or typed.

use jiff::tz::TimeZone;

use super::action::Action;
use super::buttons::Buttons;
use super::{Dialogue, Effect, Reminding, Reply, State};

/// How many buttons with names of cities stand side by side.
const IN_A_ROW: usize = 2;

impl Dialogue<'_> {
    /// The regions to choose from, or the zones of one.
    pub(super) fn zones_page(&self, state: &State, region: Option<&str>) -> Reply {
        let localizer = self.localizer(state);
        let mut buttons = Buttons::of_turn(state.turn);
        let zones = &self.presenter.data.zones;
        let chosen = region.and_then(|id| zones.region(id));
        let choices: Vec<_> = match chosen {
            None => {
                let region = |id: &str| {
                    let label = self.name(state, &format!("region-{id}"), id);
                    (label, Action::Zones(Some(id.to_owned())))
                };
                zones.regions().iter().map(|of| region(of.id)).collect()
            }
            Some(region) => {
                let zone = |name: &str| (self.city(state, name), Action::Zone(name.to_owned()));
                region.zones.iter().map(|name| zone(name)).collect()
            }
        };
        let mut choices = choices.into_iter().peekable();
        while choices.peek().is_some() {
            buttons.row(choices.by_ref().take(IN_A_ROW));
        }
        if chosen.is_some() {
            buttons.one(localizer.text("button-zones-back"), Action::Zones(None));
        }
        Reply {
            text: localizer.text("ask-zone"),
            buttons: buttons.rows,
            ..Reply::default()
        }
    }

    /// Takes the zone with this name as the person's.
    pub(super) fn choose_zone(
        &self,
        state: &State,
        name: &str,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        match (self.presenter.data.zones.find(name), self.reminders) {
            (Some(zone), Some(reminding)) => self.set_zone(state, zone, reminding, effects),
            _ => self.bad_press(state),
        }
    }

    /// Goes by this zone from now on.
    pub(super) fn set_zone(
        &self,
        state: &State,
        zone: TimeZone,
        reminding: Reminding<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        effects.push(Effect::SetZone(zone.clone()));
        let after = Reminding {
            zone: Some(&zone),
            ..reminding
        };
        vec![self.reminders_beneath(state, after, self.localizer(state).text("remind-time-set"))]
    }

    /// What people call a zone, by its cities.
    pub(super) fn city(&self, state: &State, name: &str) -> String {
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        self.name(state, &name.replace('/', "-"), &city)
    }

    /// What the texts call it, or `otherwise` where they do not.
    fn name(&self, state: &State, id: &str, otherwise: &str) -> String {
        let (localizer, id) = (self.localizer(state), format!("zone-{id}"));
        if localizer.knows(&id) {
            localizer.plain(&id, &[])
        } else {
            otherwise.to_owned()
        }
    }
}
