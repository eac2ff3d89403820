//! The time zones people live in: those offered by buttons, and the one that a typed place means.

use std::collections::HashMap;

use jiff::tz::{TimeZone, db};

use crate::noc::{DataError, DataFiles, tsv_rows};
use crate::text::fold;

const FILE: &str = "zones.tsv";

/// The zones of a part of the world, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Such as `south-asia`.
    pub id: &'static str,
    /// Their names in the IANA Time Zone Database, such as `Asia/Kolkata`.
    pub zones: Vec<&'static str>,
}

/// The regions, and which zone a place lies in.
#[derive(Debug)]
pub struct Zones {
    regions: Vec<Region>,
    /// By their folded names; those of `zones.tsv` before the cities of the database.
    places: HashMap<String, String>,
}

impl Zones {
    /// Reads `zones.tsv`.
    ///
    /// # Errors
    /// The file is missing or a line is wrong: a region whose lines do not stand together, a zone that the database does
    /// not know, or a place of two zones.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let mut zones = Zones {
            regions: Vec::new(),
            places: HashMap::new(),
        };
        for (line, [region, zone, places]) in
            tsv_rows(&name, files.read(FILE)?, ["region", "zone", "places"])?
        {
            zones
                .add(region, zone, places)
                .map_err(|problem| DataError::line(&name, line, problem))?;
        }
        for zone in db().available() {
            // "America/Argentina/Ushuaia" is "ushuaia" to people.
            let city = zone.as_str().rsplit('/').next().unwrap_or_default();
            let city = fold::key(&city.replace('_', " "));
            let place = zones.places.entry(city);
            place.or_insert_with(|| zone.as_str().to_owned());
        }
        Ok(zones)
    }

    fn add(
        &mut self,
        region: &'static str,
        zone: &'static str,
        places: &'static str,
    ) -> Result<(), String> {
        let known = TimeZone::get(zone).is_ok_and(|known| known.iana_name() == Some(zone));
        if !known {
            let example = "a name of the IANA Time Zone Database, such as America/Toronto";
            return Err(format!("expected {example}, found {zone:?}"));
        }
        let is_known = self.region(region).is_some();
        match self.regions.last_mut() {
            Some(last) if last.id == region => last.zones.push(zone),
            _ if is_known => return Err(format!("expected the lines of {region:?} together")),
            _ => self.regions.push(Region {
                id: region,
                zones: vec![zone],
            }),
        }
        for place in places.split(',') {
            let place = fold::key(place);
            if place.is_empty() {
                return Err("expected places with commas between them".to_owned());
            }
            if self.places.insert(place, zone.to_owned()).is_some() {
                let problem = "expected each place once, found one that stands above too";
                return Err(format!("{problem}, in {places:?}"));
            }
        }
        Ok(())
    }

    /// The regions, in the order in which they are offered.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The region with this id.
    pub fn region(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.id == id)
    }

    /// The zone that a text means: the name of a zone such as `Africa/Lagos`, or a place in any case, with or without
    /// accents.
    pub fn find(&self, text: &str) -> Option<TimeZone> {
        let text = text.trim();
        let place = self.places.get(&fold::key(text));
        let name = place.map_or(text, String::as_str);
        TimeZone::get(name)
            .ok()
            .filter(|zone| zone.iana_name().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones() -> Zones {
        Zones::open(&DataFiles::BuiltIn).unwrap()
    }

    #[test]
    fn places_and_names_are_found() {
        let zones = zones();
        for (text, expected) in [
            ("Lagos", Some("Africa/Lagos")),
            ("africa/lagos", Some("Africa/Lagos")),
            ("montreal", Some("America/Toronto")),
            ("Montréal", Some("America/Toronto")),
            ("  new delhi ", Some("Asia/Kolkata")),
            ("Pékin", Some("Asia/Shanghai")),
            ("St. John's", Some("America/St_Johns")),
            // Offered by no button.
            ("ushuaia", Some("America/Argentina/Ushuaia")),
            ("Ulaanbaatar", Some("Asia/Ulaanbaatar")),
            ("UTC", Some("Etc/UTC")),
            ("health", None),
            ("21:30", None),
            ("../etc/passwd", None),
            ("", None),
        ] {
            let found = zones.find(text);
            let name = found.as_ref().and_then(TimeZone::iana_name);
            assert_eq!(name, expected, "{text:?}");
        }
    }

    #[test]
    fn every_zone_of_the_database_is_found_by_its_name() {
        let zones = zones();
        for name in db().available() {
            let found = zones.find(name.as_str()).unwrap();
            assert!(found.iana_name().is_some(), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let files = DataFiles::Folder(folder.path().to_owned());
        for (rows, expected) in [
            ("a\tAfrica/Lagoss\tLagos", ":2: expected a name of the IANA"),
            (
                "a\tAfrica/Lagos\tLagos, ",
                ":2: expected places with commas",
            ),
            (
                "a\tAfrica/Lagos\tLagos\nb\tAsia/Dubai\tlagos",
                ":3: expected each place once",
            ),
            (
                "a\tAfrica/Lagos\tx\nb\tAsia/Dubai\ty\na\tAfrica/Accra\tz",
                ":4: expected the lines of \"a\" together",
            ),
        ] {
            let text = format!("region\tzone\tplaces\n{rows}\n");
            std::fs::write(folder.path().join(FILE), text).unwrap();
            let error = Zones::open(&files).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
