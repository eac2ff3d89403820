//! From scores of French tests to NCLC levels.

use serde::{Deserialize, Serialize};

use crate::noc::{DataError, DataFiles, tsv_rows};

const FILE: &str = "french-tests.tsv";
/// Scores below the lowest that is listed.
const BELOW: u8 = 3;

/// A test of French that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrenchTest {
    /// TEF Canada.
    Tef,
    /// TCF Canada.
    Tcf,
}

impl FrenchTest {
    /// Its short name, in every language.
    pub fn name(self) -> &'static str {
        match self {
            FrenchTest::Tef => "TEF",
            FrenchTest::Tcf => "TCF",
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Band {
    test: FrenchTest,
    ability: usize,
    level: u8,
    lowest: f64,
    highest: f64,
}

/// Which scores make which level.
#[derive(Debug, Default)]
pub struct Levels(Vec<Band>);

impl Levels {
    /// Reads `french-tests.tsv`.
    ///
    /// # Errors
    /// The file is missing or a line is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let columns = ["test", "ability", "nclc", "lowest", "highest"];
        let rows = tsv_rows(&name, files.read(FILE)?, columns)?;
        let bands = rows
            .into_iter()
            .map(|(line, row)| band(row).map_err(|problem| DataError::line(&name, line, problem)));
        Ok(Levels(bands.collect::<Result<_, _>>()?))
    }

    /// The level of a score; none above the highest there is, which is then of another scale.
    pub(super) fn level(&self, test: FrenchTest, ability: usize, score: f64) -> Option<u8> {
        let mut bands = self
            .0
            .iter()
            .filter(|band| band.test == test && band.ability == ability);
        if bands.clone().all(|band| score > band.highest) {
            return None;
        }
        let found = bands.find(|band| (band.lowest..=band.highest).contains(&score));
        Some(found.map_or(BELOW, |band| band.level))
    }
}

fn band([test, ability, level, lowest, highest]: [&str; 5]) -> Result<Band, String> {
    let test = match test {
        "TEF" => FrenchTest::Tef,
        "TCF" => FrenchTest::Tcf,
        other => return Err(format!("expected TEF or TCF, found {other:?}")),
    };
    let names = ["listening", "speaking", "reading", "writing"];
    let ability = names
        .iter()
        .position(|name| *name == ability)
        .ok_or_else(|| format!("expected one of {names:?}, found {ability:?}"))?;
    let number = |text: &str| {
        text.parse::<u16>()
            .map_err(|_| format!("expected a whole number, found {text:?}"))
    };
    let level =
        u8::try_from(number(level)?).map_err(|_| format!("expected a level, found {level:?}"))?;
    Ok(Band {
        test,
        ability,
        level,
        lowest: f64::from(number(lowest)?),
        highest: f64::from(number(highest)?),
    })
}
