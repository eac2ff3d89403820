//! Reads `draws.csv`.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Round, Rounds};
use crate::noc::{DataError, DataFiles};

const FILE: &str = "draws.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    round: String,
    date: Date,
    name: String,
    stream: String,
    invitations: u32,
    cut_off: u16,
}

impl Rounds {
    /// Reads every round.
    ///
    /// # Errors
    /// The file is missing, or a line is wrong or out of order.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let mut rounds: Vec<Round> = Vec::new();
        let mut reader = csv::Reader::from_reader(files.read(FILE)?.as_bytes());
        let expected = ["round", "date", "name", "stream", "invitations", "cut_off"];
        if !reader
            .headers()
            .is_ok_and(|header| header.iter().eq(expected))
        {
            let problem = format!("expected the header {:?}", expected.join(","));
            return Err(DataError::line(name, 1, problem));
        }
        for row in reader.deserialize() {
            let row: Row = row.map_err(|error| {
                let line = error.position().map_or(1, |place| place.line() as usize);
                DataError::line(
                    &name,
                    line,
                    format!("expected a round of invitations: {error}"),
                )
            })?;
            if rounds.last().is_some_and(|last| last.date < row.date) {
                let line = rounds.len() + 2;
                return Err(DataError::line(
                    name,
                    line,
                    "expected rounds newest first, found a newer one below",
                ));
            }
            rounds.push(Round {
                number: row.round,
                date: row.date,
                name: row.name,
                stream: row.stream,
                invitations: row.invitations,
                cut_off: row.cut_off,
            });
        }
        if rounds.is_empty() {
            return Err(DataError::file(
                name,
                "expected at least one round of invitations",
            ));
        }
        Ok(Rounds { rounds })
    }
}
