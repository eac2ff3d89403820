//! A full-text index with fuzzy terms.

use nocbot::noc::GroupId;
use nocbot::text::fold;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TEXT};
use tantivy::{Index, IndexReader, Term, doc};

use crate::{Rival, Texts, best};

/// The edits a fuzzy term may have.
const EDITS: u8 = 1;
/// How many texts are looked at for five groups.
const SEEN: usize = 200;

/// A full-text index of all texts in memory.
pub struct FullText {
    reader: IndexReader,
    text: Field,
}

impl FullText {
    /// Indexes the texts.
    ///
    /// # Errors
    /// The index cannot be made.
    pub fn over(texts: &Texts) -> tantivy::Result<Self> {
        let mut builder = Schema::builder();
        let text = builder.add_text_field("text", TEXT);
        let group = builder.add_u64_field("group", FAST);
        let index = Index::create_in_ram(builder.build());
        let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
        for (words, of) in &texts.0 {
            writer.add_document(doc!(text => words.as_str(), group => u64::from(of.0)))?;
        }
        writer.commit()?;
        let reader = index.reader()?;
        Ok(FullText { reader, text })
    }

    fn search(&self, text: &str) -> tantivy::Result<Vec<(GroupId, f32)>> {
        let words = fold::words(text);
        let count = words.len().max(1) as f32;
        let queries = words.into_iter().flat_map(|word| {
            let term = Term::from_field_text(self.text, &word);
            let exact = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
            let fuzzy = FuzzyTermQuery::new(term, EDITS, true);
            let both: [Box<dyn Query>; 2] = [Box::new(exact), Box::new(fuzzy)];
            both.map(|query| (Occur::Should, query))
        });
        let query = BooleanQuery::new(queries.collect());
        let searcher = self.reader.searcher();
        let mut found = Vec::new();
        for (score, address) in searcher.search(&query, &TopDocs::with_limit(SEEN))? {
            let segment = searcher.segment_reader(address.segment_ord);
            let groups = segment.fast_fields().u64("group")?;
            let group = groups.first(address.doc_id).unwrap_or_default();
            // A word's share, so that scores of long and short texts compare.
            found.push((GroupId(group as u16), score / count));
        }
        Ok(found)
    }
}

impl Rival for FullText {
    /// Words by BM25, and a point for each that is there with at most one slip.
    fn rank(&self, text: &str) -> Vec<(GroupId, f32)> {
        let found = self.search(text).unwrap_or_default();
        best(found.into_iter())
    }
}
