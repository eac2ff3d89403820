use std::collections::HashMap;

use crate::noc::{DataError, DataFiles, Lang, NocCode, NocVersion, NocVersions, tsv_rows};

/// The file of a version's folder.
const FILE: &str = "short-names.tsv";
/// The most characters of a name.
const MAX_CHARS: usize = 40;

/// Names of unit groups that fit on a button and in a line of a result: ours, beside the official titles.
#[derive(Debug)]
pub struct ShortNames {
    names: HashMap<(NocVersion, NocCode), (&'static str, &'static str)>,
}

impl ShortNames {
    /// Reads the file of every version that has one.
    ///
    /// # Errors
    /// A line is wrong, or a code is none of its version.
    pub fn open(files: &DataFiles, versions: &NocVersions) -> Result<Self, DataError> {
        let mut names = HashMap::new();
        for noc in versions.all() {
            let path = format!("{}/{FILE}", noc.version().folder());
            if !files.has(&path) {
                continue;
            }
            let name = files.name_of(&path);
            for (line, [code, english, french]) in
                tsv_rows(&name, files.read(&path)?, ["code", "en", "fr"])?
            {
                let wrong = |problem: String| DataError::line(&name, line, problem);
                let known = code.parse().ok().filter(|code| noc.group(*code).is_some());
                let code: NocCode =
                    known.ok_or_else(|| wrong(format!("expected a unit group, found {code:?}")))?;
                for short in [english, french] {
                    if short.is_empty() || short.chars().count() > MAX_CHARS {
                        let problem = format!(
                            "expected a name of 1 to {MAX_CHARS} characters, found {short:?}"
                        );
                        return Err(wrong(problem));
                    }
                }
                names.insert((noc.version(), code), (english, french));
            }
        }
        Ok(ShortNames { names })
    }

    /// The short name of a unit group, where it has one in this language.
    pub fn get(&self, version: NocVersion, code: NocCode, lang: Lang) -> Option<&'static str> {
        let (english, french) = self.names.get(&(version, code))?;
        match lang {
            Lang::EN => Some(english),
            Lang::FR => Some(french),
            _ => None,
        }
    }
}
