//! Words that name a level or a role rather than a trade: a supervisor of welders is no welder.

use rustc_hash::FxHashMap;

use crate::noc::{DataError, DataFiles, tsv_rows};
use crate::text::fold;

/// Sets of levels and roles, one bit each.
pub type Levels = u16;

/// Those who lead others: the lower bits.
pub const AUTHORITY: Levels = (1 << MOST_LEADING) - 1;

const FILE: &str = "matching/levels.tsv";
const MOST_LEADING: u32 = 4;
const MOST_ROLES: u32 = Levels::BITS - MOST_LEADING;

/// The level or role of each lemma that names one.
#[derive(Debug, Default)]
pub struct LevelWords(FxHashMap<&'static str, Levels>);

impl LevelWords {
    /// Reads `matching/levels.tsv`.
    ///
    /// # Errors
    /// The file is missing, or a line is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let mut levels = FxHashMap::default();
        let (mut leading, mut roles) = (0, 0);
        for (line, [kind, words]) in tsv_rows(&name, files.read(FILE)?, ["kind", "words"])? {
            let wrong = |problem: String| DataError::line(&name, line, problem);
            let (count, first, most) = match kind {
                "leads" => (&mut leading, 0, MOST_LEADING),
                "role" => (&mut roles, MOST_LEADING, MOST_ROLES),
                other => return Err(wrong(format!("expected leads or role, found {other:?}"))),
            };
            if *count == most {
                return Err(wrong(format!("expected at most {most} lines of {kind}")));
            }
            for word in words.split(' ') {
                if fold::key(word) != word || levels.insert(word, 1 << (first + *count)).is_some() {
                    return Err(wrong(format!(
                        "expected words in small letters without accents, each once, found {word:?}"
                    )));
                }
            }
            *count += 1;
        }
        Ok(LevelWords(levels))
    }

    /// The level or role that a lemma names, if any.
    pub fn of(&self, lemma: &str) -> Levels {
        self.0.get(lemma).copied().unwrap_or_default()
    }
}
