//! What the matcher is measured against.

use nocbot::noc::Classification;
use nocbot::text::fold;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query};
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, IndexReader, Term, doc};

/// The edits a fuzzy term may have.
const EDITS: u8 = 1;

/// A full-text index of all titles in memory.
pub struct FullText {
    reader: IndexReader,
    schema: Schema,
}

impl FullText {
    /// Indexes the titles of `noc`.
    ///
    /// # Errors
    /// The index cannot be made.
    pub fn over(noc: &Classification) -> tantivy::Result<Self> {
        let mut builder = Schema::builder();
        let title = builder.add_text_field("title", TEXT);
        let code = builder.add_text_field("code", STORED);
        let schema = builder.build();
        let index = Index::create_in_ram(schema.clone());
        let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
        for entry in noc.titles() {
            let group = noc.group_at(entry.group).code.to_string();
            writer.add_document(doc!(title => fold::key(entry.text), code => group))?;
        }
        writer.commit()?;
        let reader = index.reader()?;
        Ok(FullText { reader, schema })
    }

    /// How many titles, at most 5, have words like those of `text`.
    ///
    /// # Errors
    /// The search fails.
    pub fn find(&self, text: &str) -> tantivy::Result<usize> {
        let title = self.schema.get_field("title")?;
        let term = |word: &String| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(title, word);
            (
                Occur::Should,
                Box::new(FuzzyTermQuery::new(term, EDITS, true)),
            )
        };
        let query = BooleanQuery::new(fold::words(text).iter().map(term).collect());
        let found = self
            .reader
            .searcher()
            .search(&query, &TopDocs::with_limit(5))?;
        Ok(found.len())
    }
}
