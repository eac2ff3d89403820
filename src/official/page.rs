//! What the official category page says: per category the listed codes and the months asked for.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use html5ever::driver;
use html5ever::tendril::TendrilSink;
use scraper::{Html, HtmlTreeSink, Node};
use thiserror::Error;

use super::headings::Headings;
use super::months::months_asked;
use crate::draws::Streams;
use crate::eligibility::{Category, Requirement, RuleSet, Rules};
use crate::language::Languages;
use crate::noc::NocCode;

/// Elements whose text nobody sees.
const UNSEEN: [&str; 4] = ["script", "style", "noscript", "template"];
/// How many digits a code has.
const DIGITS: usize = 5;
/// A page that is nested deeper is no page: the parser's work grows with the square of the depth.
const MAX_DEPTH: usize = 500;
/// Nor is one of more elements and texts.
const MAX_NODES: usize = 100_000;
/// Nor is one with lists under more headings.
const MAX_SECTIONS: usize = 1_000;
/// After how many bytes depth and size are looked at.
const CHUNK: usize = 4_096;

/// Why a page is not taken for the category page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PageError {
    /// There is nothing on it.
    #[error("the page is empty")]
    Empty,
    /// A challenge page, an error page or a page of another kind.
    #[error("the page has no tables")]
    NoTables,
    /// Its end is missing.
    #[error("the page is cut off")]
    CutOff,
    /// It is nested too deeply.
    #[error("the page is nested more than {MAX_DEPTH} deep")]
    TooDeep,
    /// It has more on it than any official page.
    #[error(
        "the page has more than {MAX_NODES} parts, or lists under more than {MAX_SECTIONS} headings"
    )]
    TooLarge,
    /// Another page, or one built in a new way.
    #[error("lists were found for {found} of the {known} categories in force only")]
    TooFew {
        /// How many were found.
        found: usize,
        /// How many the rules have.
        known: usize,
    },
}

/// What stands under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    /// Its headings, outermost first.
    heading: String,
    /// The category they mean; none where they mean none we know.
    category: Option<&'static str>,
    nocs: BTreeSet<NocCode>,
    text: String,
}

/// The official category page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListsPage {
    sections: Vec<Section>,
}

/// One thing in which the page and a rule set differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListDifference {
    /// A category in force lists other occupations on the page.
    Codes {
        /// The id of the category.
        category: String,
        /// The codes only the page has.
        added: Vec<NocCode>,
        /// The codes only the rules have.
        removed: Vec<NocCode>,
    },
    /// A category in force has no list on the page.
    Gone {
        /// The id of the category.
        category: String,
        /// The codes.
        nocs: Vec<NocCode>,
    },
    /// The page lists occupations under a heading of no category in force.
    New {
        /// Its heading.
        heading: String,
        /// The codes.
        nocs: Vec<NocCode>,
    },
    /// The page asks for another number of months.
    Months {
        /// The id of the category.
        category: String,
        /// The months on the page.
        page: u8,
        /// The months in the rules.
        rules: u8,
    },
}

/// The document that a page is, as far as it is deep and large as pages are.
fn document(html: &str) -> Result<Html, PageError> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = driver::parse_document(sink, driver::ParseOpts::default());
    let mut rest = html;
    while !rest.is_empty() {
        let end = (CHUNK..rest.len()).find(|&at| rest.is_char_boundary(at));
        let (chunk, after) = rest.split_at(end.unwrap_or(rest.len()));
        parser.process(chunk.into());
        rest = after;
        let document = parser.tokenizer.sink.sink.0.borrow();
        let newest = document.tree.nodes().next_back();
        if newest.is_some_and(|node| node.ancestors().nth(MAX_DEPTH).is_some()) {
            return Err(PageError::TooDeep);
        }
        if document.tree.nodes().len() > MAX_NODES {
            return Err(PageError::TooLarge);
        }
    }
    Ok(parser.finish())
}

impl ListsPage {
    /// Reads the page; `rules` say which streams are categories.
    ///
    /// # Errors
    /// The text is no whole page with tables.
    pub fn read(html: &str, streams: &Streams, rules: &Rules) -> Result<Self, PageError> {
        if html.trim().is_empty() {
            return Err(PageError::Empty);
        }
        let is_category = |id: &str| rules.all().iter().any(|set| set.category(id).is_some());
        let mut reader = Reader {
            headings: Headings::default(),
            means: |heading: &str| streams.of(heading).filter(|id| is_category(id)),
            sections: Vec::new(),
            tables: 0,
            tables_seen: 0,
            unseen: 0,
        };
        reader.read(&document(html)?);
        if reader.sections.len() > MAX_SECTIONS {
            return Err(PageError::TooLarge);
        }
        if reader.tables_seen == 0 {
            return Err(PageError::NoTables);
        }
        if !html.to_ascii_lowercase().contains("</html") {
            return Err(PageError::CutOff);
        }
        Ok(ListsPage {
            sections: reader.sections,
        })
    }

    /// Where the page differs from a rule set, in its order.
    ///
    /// # Errors
    /// The page has lists for fewer than half of the categories, and so is taken for another one.
    pub fn compare(
        &self,
        rules: &RuleSet,
        languages: &Languages,
    ) -> Result<Vec<ListDifference>, PageError> {
        let listed = || rules.categories.iter().filter(|c| !c.nocs.is_empty());
        let found = listed()
            .filter(|category| self.section(category).is_some_and(|s| !s.nocs.is_empty()))
            .count();
        let known = listed().count();
        if found * 2 < known {
            return Err(PageError::TooFew { found, known });
        }
        let mut differences: Vec<ListDifference> = Vec::new();
        for category in &rules.categories {
            differences.extend(self.codes(category));
            differences.extend(self.months(category, languages));
        }
        let is_new = |section: &&Section| {
            let in_force = |id| rules.category(id).is_some();
            !section.nocs.is_empty() && !section.category.is_some_and(in_force)
        };
        differences.extend(self.sections.iter().filter(is_new).map(|section| {
            ListDifference::New {
                heading: section.heading.clone(),
                nocs: section.nocs.iter().copied().collect(),
            }
        }));
        Ok(differences)
    }

    fn section(&self, category: &Category) -> Option<&Section> {
        let is_its = |section: &&Section| section.category == Some(category.id.as_str());
        self.sections.iter().find(is_its)
    }

    fn codes(&self, category: &Category) -> Option<ListDifference> {
        let empty = BTreeSet::new();
        let page = self
            .section(category)
            .map_or(&empty, |section| &section.nocs);
        if page.is_empty() {
            // A language category has no table.
            return (!category.nocs.is_empty()).then(|| ListDifference::Gone {
                category: category.id.clone(),
                nocs: category.nocs.clone(),
            });
        }
        let added: Vec<NocCode> = page
            .iter()
            .copied()
            .filter(|&noc| !category.lists(noc))
            .collect();
        let is_missing = |noc: &NocCode| !page.contains(noc);
        let removed: Vec<NocCode> = category.nocs.iter().copied().filter(is_missing).collect();
        (!added.is_empty() || !removed.is_empty()).then(|| ListDifference::Codes {
            category: category.id.clone(),
            added,
            removed,
        })
    }

    fn months(&self, category: &Category, languages: &Languages) -> Option<ListDifference> {
        let Requirement::Work(rule) = &category.requirement else {
            return None;
        };
        let page = months_asked(&self.section(category)?.text, languages)?;
        (page != rule.months).then(|| ListDifference::Months {
            category: category.id.clone(),
            page,
            rules: rule.months,
        })
    }
}

/// Walks through the document in reading order.
struct Reader<M> {
    headings: Headings,
    /// The category that a heading means.
    means: M,
    sections: Vec<Section>,
    /// How many tables are open here.
    tables: usize,
    tables_seen: usize,
    /// How many elements are open here that nobody sees.
    unseen: usize,
}

impl<M: Fn(&str) -> Option<&'static str>> Reader<M> {
    fn read(&mut self, document: &Html) {
        for edge in document.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Text(text) if self.unseen == 0 => self.text(text),
                    Node::Element(element) => {
                        let name = element.name();
                        self.unseen += usize::from(UNSEEN.contains(&name));
                        self.tables += usize::from(name == "table");
                        self.tables_seen += usize::from(name == "table");
                        let words = || text_of(node);
                        self.headings.open(name, words, &self.means);
                    }
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        let name = element.name();
                        self.unseen -= usize::from(UNSEEN.contains(&name));
                        self.tables -= usize::from(name == "table");
                        self.headings.close(name);
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.tables > 0 {
            let mut nocs = codes_in(text).peekable();
            if nocs.peek().is_some() {
                self.here().nocs.extend(nocs);
            }
        } else if self.headings.category().is_some() {
            let section = self.here();
            section.text.push(' ');
            section.text.push_str(text);
        }
    }

    /// The section that the open headings lead to; those of one category are one.
    fn here(&mut self) -> &mut Section {
        let (heading, category) = (self.headings.path(), self.headings.category());
        let is_here = |section: &Section| match category {
            Some(_) => section.category == category,
            None => section.category.is_none() && section.heading == heading,
        };
        let at = self.sections.iter().position(is_here);
        // One too many is enough to refuse the page.
        let is_full = self.sections.len() > MAX_SECTIONS;
        let at = at.or(is_full.then_some(MAX_SECTIONS)).unwrap_or_else(|| {
            self.sections.push(Section {
                heading,
                category,
                nocs: BTreeSet::new(),
                text: String::new(),
            });
            self.sections.len() - 1
        });
        &mut self.sections[at]
    }
}

/// The words of an element, single spaces between them.
fn text_of(node: ego_tree::NodeRef<'_, Node>) -> String {
    let texts = node.descendants().filter_map(|node| node.value().as_text());
    let texts: Vec<&str> = texts.map(|text| &**text).collect();
    let words: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split_whitespace())
        .collect();
    words.join(" ")
}

/// The words of a text that are NOC codes.
fn codes_in(text: &str) -> impl Iterator<Item = NocCode> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() == DIGITS)
        .filter_map(|word| word.parse().ok())
}
