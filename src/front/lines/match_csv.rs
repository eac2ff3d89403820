//! `nocbot match --csv`: a table of jobs in, the same table with their occupations out, for people who code many.

use std::io::{Read, Write};

use csv::{ErrorKind, Position, Reader, ReaderBuilder, StringRecord, Writer};
use thiserror::Error;

use super::MatchLines;
use crate::matching::{Candidate, MatchResult, Outcome};

/// The columns that are added; one that the table has already gets another name.
const ADDED: [&str; 6] = [
    "code",
    "title",
    "score",
    "outcome",
    "alternatives",
    "review",
];
/// What spreadsheets put before a table in UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table that cannot be coded.
#[derive(Debug, Error)]
pub enum TableError {
    #[error("{file}:1: expected a column {wanted:?}, found {found}")]
    /// There is no column of the name that was told.
    NoColumn {
        /// The table.
        file: String,
        /// The column that was told.
        wanted: String,
        /// The columns there are.
        found: String,
    },
    #[error("{file}:{line}: expected {expected} columns, found {found}")]
    /// A row has more or fewer columns than the header.
    Columns {
        /// The table.
        file: String,
        /// Where the row begins.
        line: u64,
        /// As many as the header has.
        expected: u64,
        /// As many as the row has.
        found: u64,
    },
    #[error("{file}:{line}: expected text in UTF-8")]
    /// A row is no text in UTF-8.
    NotUtf8 {
        /// The table.
        file: String,
        /// Where the row begins.
        line: u64,
    },
    #[error("{file}: the table cannot be read")]
    /// The table cannot be read.
    Read {
        /// The table.
        file: String,
        /// Why.
        #[source]
        source: csv::Error,
    },
    #[error("the answers cannot be written")]
    /// The answers cannot be written.
    Write(#[source] csv::Error),
}

/// How many rows were coded, and how many of them a person should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coded {
    /// Every row.
    pub rows: usize,
    /// Those whose answer is not sure.
    pub review: usize,
}

/// A table with a header line, one job a row.
pub struct JobTable<'a, R> {
    /// How error messages name it.
    pub file: &'a str,
    /// What it is read from.
    pub input: R,
    /// The name of the column that holds the jobs.
    pub column: &'a str,
}

impl<R: Read> JobTable<'_, R> {
    /// Writes every row with the code, title, score, outcome, alternatives and `review`, which is "yes" unless the answer is sure;
    /// `each` is told where in the table the next row begins, in bytes.
    ///
    /// # Errors
    /// The column is missing or a row is wrong, with the line; the rows before it are written.
    pub fn code(
        self,
        lines: &MatchLines,
        output: impl Write,
        mut each: impl FnMut(u64),
    ) -> Result<Coded, TableError> {
        let file = self.file.to_owned();
        let mut reader = ReaderBuilder::new().from_reader(self.input);
        let mut header = reader
            .headers()
            .map_err(|error| read_error(&file, error))?
            .clone();
        if let Some(bare) = header
            .get(0)
            .and_then(|name| name.strip_prefix(BYTE_ORDER_MARK))
        {
            let rest = header.iter().skip(1);
            header = std::iter::once(bare)
                .chain(rest)
                .map(str::to_owned)
                .collect();
        }
        let at = position(&file, &header, self.column)?;
        let mut writer = Writer::from_writer(output);
        write(
            &mut writer,
            &header,
            &ADDED.map(|name| free_name(&header, name)),
        )?;
        let coded = rows(&file, lines, &mut reader, at, |row, answer| {
            each(row.position().map_or(0, Position::byte));
            write(&mut writer, row, answer)
        });
        writer
            .flush()
            .map_err(|error| TableError::Write(error.into()))?;
        coded
    }
}

/// A name that no column has.
fn free_name(header: &StringRecord, name: &str) -> String {
    let mut free = name.to_owned();
    while header.iter().any(|taken| taken == free) {
        free.insert_str(0, "noc_");
    }
    free
}

/// Where the column of the jobs stands.
fn position(file: &str, header: &StringRecord, wanted: &str) -> Result<usize, TableError> {
    header
        .iter()
        .position(|name| name == wanted)
        .ok_or_else(|| {
            let found: Vec<String> = header.iter().map(|name| format!("{name:?}")).collect();
            TableError::NoColumn {
                file: file.to_owned(),
                wanted: wanted.to_owned(),
                found: found.join(", "),
            }
        })
}

fn rows<R: Read>(
    file: &str,
    lines: &MatchLines,
    reader: &mut Reader<R>,
    at: usize,
    mut each: impl FnMut(&StringRecord, &[String; 6]) -> Result<(), TableError>,
) -> Result<Coded, TableError> {
    let mut coded = Coded::default();
    let mut row = StringRecord::new();
    while reader
        .read_record(&mut row)
        .map_err(|error| read_error(file, error))?
    {
        let found = lines.find(row.get(at).unwrap_or_default());
        coded.rows += 1;
        coded.review += usize::from(found.outcome != Outcome::Confident);
        each(&row, &answer(lines, &found))?;
    }
    Ok(coded)
}

/// What is added to a row.
fn answer(lines: &MatchLines, found: &MatchResult) -> [String; 6] {
    let first = found.candidates.first();
    let title = |candidate: &Candidate| lines.title(candidate.noc, found.lang).to_owned();
    let others = found.candidates.iter().skip(1);
    let others: Vec<String> = others
        .map(|other| format!("{} {}", other.noc, title(other)))
        .collect();
    let review = if found.outcome == Outcome::Confident {
        "no"
    } else {
        "yes"
    };
    [
        first.map_or_else(String::new, |first| first.noc.to_string()),
        first.map_or_else(String::new, title),
        first.map_or_else(String::new, |first| format!("{:.3}", first.score)),
        found.outcome.tag().to_owned(),
        others.join("; "),
        review.to_owned(),
    ]
}

fn write<W: Write>(
    writer: &mut Writer<W>,
    row: &StringRecord,
    added: &[String; 6],
) -> Result<(), TableError> {
    let fields = row.iter().chain(added.iter().map(String::as_str));
    writer.write_record(fields).map_err(TableError::Write)
}

fn read_error(file: &str, error: csv::Error) -> TableError {
    let file = file.to_owned();
    let line = |position: &Option<Position>| position.as_ref().map_or(1, Position::line);
    match error.kind() {
        ErrorKind::UnequalLengths {
            pos,
            expected_len,
            len,
        } => TableError::Columns {
            file,
            line: line(pos),
            expected: *expected_len,
            found: *len,
        },
        ErrorKind::Utf8 { pos, .. } => TableError::NotUtf8 {
            file,
            line: line(pos),
        },
        _ => TableError::Read {
            file,
            source: error,
        },
    }
}
