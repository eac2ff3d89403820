//! Words that name a level or a role rather than a trade: a supervisor of welders is no welder.

use rustc_hash::FxHashMap;

use super::stem;
use crate::language::{Endings, Languages};
use crate::noc::{DataError, DataFiles, Lang, tsv_rows};
use crate::text::fold;

/// Sets of levels and roles, one bit each.
pub type Levels = u16;

/// Those who lead others: the lower bits.
pub const AUTHORITY: Levels = (1 << MAX_LEADING) - 1;

/// Of every language that has one, as English must.
const FILE: &str = "levels.tsv";
const MAX_LEADING: usize = 4;
const MAX_ROLES: usize = Levels::BITS as usize - MAX_LEADING;

/// The level or role of each lemma that names one.
#[derive(Debug, Default)]
pub struct LevelWords {
    words: FxHashMap<String, Levels>,
    /// The names of the levels that lead others, and of the roles.
    leading: Vec<&'static str>,
    roles: Vec<&'static str>,
}

impl LevelWords {
    /// Reads `levels.tsv` of every language; English names the levels.
    ///
    /// # Errors
    /// A file is missing, or a line is wrong.
    pub fn open(files: &DataFiles, endings: &Endings) -> Result<Self, DataError> {
        let mut levels = LevelWords::default();
        for (lang, path) in Languages::having(files, FILE, Some(Lang::EN))? {
            let file = files.name_of(&path);
            for (line, row) in tsv_rows(&file, files.read(&path)?, ["kind", "name", "words"])? {
                let added = levels.add(row, lang, endings);
                added.map_err(|problem| DataError::line(&file, line, problem))?;
            }
        }
        Ok(levels)
    }

    fn add(
        &mut self,
        [kind, name, words]: [&'static str; 3],
        lang: Lang,
        endings: &Endings,
    ) -> Result<(), String> {
        let (names, first, most) = match kind {
            "leads" => (&mut self.leading, 0, MAX_LEADING),
            "role" => (&mut self.roles, MAX_LEADING, MAX_ROLES),
            other => return Err(format!("expected leads or role, found {other:?}")),
        };
        let at = match names.iter().position(|known| *known == name) {
            Some(at) => at,
            None if lang != Lang::EN => {
                return Err(format!(
                    "expected a name of the English file, found {name:?}"
                ));
            }
            None if names.len() == most => {
                return Err(format!("expected at most {most} lines of {kind}"));
            }
            None => {
                names.push(name);
                names.len() - 1
            }
        };
        for word in words.split(' ') {
            let lemma = stem::lemma(word, endings).into_owned();
            let is_new = self.words.insert(lemma, 1 << (first + at)).is_none();
            if fold::key(word) != word || !is_new {
                return Err(format!(
                    "expected words in small letters without accents, each once without its plural and gender, found {word:?}"
                ));
            }
        }
        Ok(())
    }

    /// The level or role that a lemma names, if any.
    pub fn of(&self, lemma: &str) -> Levels {
        self.words.get(lemma).copied().unwrap_or_default()
    }
}
