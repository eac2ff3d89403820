//! The headings a place in a document stands under.

/// The headings that are open at a place, outermost first.
#[derive(Debug, Default)]
pub struct Headings {
    open: Vec<Heading>,
    /// How many foldable parts and tables are open: a heading in one of them ends none outside.
    depth: usize,
}

#[derive(Debug)]
struct Heading {
    /// 1 to 6; 0 for the title of a foldable part or a table, which holds for all of it.
    level: u8,
    depth: usize,
    text: String,
    category: Option<&'static str>,
}

/// An element with a title and an end of its own.
fn is_part(element: &str) -> bool {
    matches!(element, "details" | "table")
}

/// The level of a heading element.
fn level_of(element: &str) -> Option<u8> {
    match element {
        "summary" | "caption" => Some(0),
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

impl Headings {
    /// Takes in the beginning of an element. A heading ends those of its own level and deeper ones.
    pub fn open(
        &mut self,
        element: &str,
        text: impl FnOnce() -> String,
        means: impl Fn(&str) -> Option<&'static str>,
    ) {
        if is_part(element) {
            self.depth += 1;
        }
        let Some(level) = level_of(element) else {
            return;
        };
        let depth = self.depth;
        let is_ended = |heading: &Heading| heading.depth == depth && heading.level >= level;
        while self.open.last().is_some_and(is_ended) {
            self.open.pop();
        }
        let text = text();
        self.open.push(Heading {
            level,
            depth,
            category: means(&text),
            text,
        });
    }

    /// Takes in the end of an element.
    pub fn close(&mut self, element: &str) {
        if is_part(element) {
            self.open.retain(|heading| heading.depth < self.depth);
            self.depth = self.depth.saturating_sub(1);
        }
    }

    /// The category that the outermost heading of one means: a heading below it, such as "French test results", is about
    /// that category still. The page's own heading opens none.
    pub fn category(&self) -> Option<&'static str> {
        self.below_title().find_map(|heading| heading.category)
    }

    /// All headings below the page's own, outermost first: "Categories > Aviation > Eligible occupations".
    pub fn path(&self) -> String {
        let texts: Vec<&str> = self
            .below_title()
            .map(|heading| heading.text.as_str())
            .collect();
        texts.join(" > ")
    }

    fn below_title(&self) -> impl Iterator<Item = &Heading> {
        self.open.iter().filter(|heading| heading.level != 1)
    }
}
