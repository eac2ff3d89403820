//! The matchers of the built-in data, indexed when the program is built.

use super::Indexed;
use super::choices::Choices;
use super::data::{Corpus, FRAMES, Knowledge, WORK};
use super::model::{self, Model};
use super::word_lists::WordLists;
use crate::noc::{DataError, DataFiles, NocVersion, NocVersions};
use crate::prebuilt;
use crate::tables::{TableReader, TableWriter};

/// The first table of the file: another one where the file was written on a machine that writes numbers otherwise.
const FORM: u32 = 0x6e6f_6301;

/// Whether the program needs the file at a path beside what [`build`] makes of it.
pub fn is_read(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_work = name.starts_with(WORK) && name.ends_with(".tsv");
    name != model::FILE && name != FRAMES && !is_work
}

/// The file with the index and the model of every version of the classification in `files`.
///
/// # Errors
/// A data file is missing or wrong.
pub fn build(files: &DataFiles) -> Result<Vec<u8>, DataError> {
    let mut out = TableWriter::default();
    out.add(&[FORM]);
    for noc in NocVersions::open(files)?.all() {
        let mut own = TableWriter::default();
        let lists = WordLists::open(files)?;
        lists.write(&mut own);
        let choices = Choices::open(files, noc)?;
        choices.write(&mut own);
        let knowledge = Knowledge::open(files, noc, lists, choices)?;
        let corpus = Corpus::open(files, noc)?;
        Indexed::new(noc, &corpus, &knowledge).write(&mut own);
        Model::open(files, noc)?.pack(&mut own);
        out.add(noc.version().to_string().as_bytes());
        out.add(&own.into_bytes());
    }
    Ok(out.into_bytes())
}

/// What was made for a version of the built-in data: its word lists, choices, what was indexed and the model; none of a folder.
pub(super) fn tables(files: &DataFiles, version: NocVersion) -> Option<TableReader> {
    if *files != DataFiles::BuiltIn {
        return None;
    }
    let mut tables = TableReader::new(prebuilt::matchers());
    if tables.one() != Some(FORM) {
        return None;
    }
    loop {
        let (name, own) = (tables.text()?, tables.rows()?);
        if name.parse() == Ok(version) {
            return Some(TableReader::new(own));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_program_holds_what_its_data_files_say() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        assert!(prebuilt::matchers() == build(&DataFiles::Folder(folder)).unwrap());
    }
}
