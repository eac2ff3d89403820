//! What is chosen from where a text means several unit groups: the ambiguous terms, and the questions that tell look-alikes apart.

use super::ambiguous_term::AmbiguousTerms;
use super::questions::{self, Question};
use super::spellings::Spellings;
use crate::noc::{Classification, DataError, DataFiles};
use crate::tables::{TableReader, TableWriter};

/// What is chosen from where a text means several unit groups.
#[derive(Debug)]
pub struct Choices {
    /// Words that mean several unit groups.
    pub ambiguous_terms: AmbiguousTerms,
    /// Questions that tell look-alikes apart.
    pub questions: Vec<Question>,
}

impl Choices {
    /// Reads `ambiguous-terms.tsv` and `questions.toml` of the version of `noc`.
    ///
    /// # Errors
    /// The first file and line that is wrong.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let spellings = Spellings::open(files)?;
        let mut ambiguous_terms = AmbiguousTerms::open(files, noc, &spellings)?;
        let questions = questions::read(files, noc, &spellings, &mut ambiguous_terms)?;
        Ok(Choices {
            ambiguous_terms,
            questions,
        })
    }

    /// Writes them.
    pub fn write(&self, out: &mut TableWriter) {
        self.ambiguous_terms.write(out);
        let mut all = TableWriter::default();
        for question in &self.questions {
            let mut own = TableWriter::default();
            question.write(&mut own);
            all.add(&own.into_bytes());
        }
        out.add(&all.into_bytes());
    }

    /// What [`Choices::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        let ambiguous_terms = AmbiguousTerms::read(tables)?;
        let mut all = TableReader::new(tables.rows()?);
        let mut questions = Vec::new();
        while let Some(own) = all.rows() {
            questions.push(Question::read(&mut TableReader::new(own))?);
        }
        Some(Choices {
            ambiguous_terms,
            questions,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noc::NocVersions;

    #[test]
    fn questions_are_read_back_as_they_were_written() {
        let files = DataFiles::BuiltIn;
        let noc = NocVersions::open(&files).unwrap();
        let choices = Choices::open(&files, noc.newest()).unwrap();
        let mut out = TableWriter::default();
        choices.write(&mut out);
        let mut tables = TableReader::new(out.into_bytes().leak());
        let read = Choices::read(&mut tables).unwrap();
        assert!(read.questions.len() > 100);
        assert_eq!(read.questions, choices.questions);
        let (nurse, told) = (
            read.ambiguous_terms.get("nurse"),
            choices.ambiguous_terms.get("nurse"),
        );
        let groups =
            |term: Option<&super::super::AmbiguousTerm>| term.map(|term| term.groups.clone());
        assert!(nurse.is_some());
        assert_eq!(groups(nurse), groups(told));
    }
}
