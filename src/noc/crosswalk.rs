use rustc_hash::FxHashMap;

use super::{Classification, DataError, DataFiles, NocCode, NocVersion, WrittenCode, tsv_rows};

/// What the codes of an earlier version became in a later one.
#[derive(Debug)]
pub struct Crosswalk {
    from: NocVersion,
    became: FxHashMap<WrittenCode, Vec<NocCode>>,
}

impl Crosswalk {
    /// Reads `from-VERSION.tsv` at `path`, whose new codes are those of `noc`.
    ///
    /// # Errors
    /// The file's name holds no earlier version, or a line holds a wrong, unknown or repeated code.
    pub fn open(files: &DataFiles, path: &str, noc: &Classification) -> Result<Self, DataError> {
        let file = files.name_of(path);
        let from = version_in(path)
            .filter(|&from| from < noc.version())
            .ok_or_else(|| {
                let version = noc.version();
                let problem = format!("expected an earlier version than {version} in the file's name, such as from-2016.tsv");
                DataError::file(&file, problem)
            })?;
        let mut became: FxHashMap<WrittenCode, Vec<NocCode>> = FxHashMap::default();
        for (line, [old, new]) in tsv_rows(&file, files.read(path)?, ["code", "became"])? {
            let wrong = |problem: String| DataError::line(&file, line, problem);
            let code: WrittenCode = old.parse().map_err(|error| wrong(format!("{error}")))?;
            let codes = new
                .split('|')
                .map(|code| Ok(noc.group_at(noc.known(code)?).code))
                .collect::<Result<Vec<_>, _>>()
                .map_err(wrong)?;
            if (1..codes.len()).any(|at| codes[..at].contains(&codes[at])) {
                return Err(wrong("expected different codes, separated by |".into()));
            }
            if became.insert(code, codes).is_some() {
                return Err(wrong(format!(
                    "expected each code once, {old} stands above too"
                )));
            }
        }
        Ok(Crosswalk { from, became })
    }

    /// The version whose codes it knows.
    pub fn from(&self) -> NocVersion {
        self.from
    }

    /// What a code became, the main successor first; none for a code that the earlier version does not have.
    ///
    /// More than one successor: the unit group was split, and only the duties tell which is meant.
    pub fn successors(&self, code: WrittenCode) -> Option<&[NocCode]> {
        self.became.get(&code).map(Vec::as_slice)
    }
}

fn version_in(path: &str) -> Option<NocVersion> {
    let name = path.rsplit('/').next()?;
    let year = name.strip_prefix("from-")?.strip_suffix(".tsv")?;
    year.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_2016() -> Crosswalk {
        let noc = Classification::open(&DataFiles::BuiltIn, "2021".parse().unwrap()).unwrap();
        Crosswalk::open(&DataFiles::BuiltIn, "noc-2021/from-2016.tsv", &noc).unwrap()
    }

    fn became(crosswalk: &Crosswalk, old: &str) -> Option<Vec<String>> {
        let codes = crosswalk.successors(old.parse().unwrap())?;
        Some(codes.iter().map(NocCode::to_string).collect())
    }

    #[test]
    fn the_built_in_crosswalk_is_whole() {
        let crosswalk = of_2016();
        assert_eq!(crosswalk.from().to_string(), "2016");
        assert_eq!(crosswalk.became.len(), 500);
        let pairs: usize = crosswalk.became.values().map(Vec::len).sum();
        assert_eq!(pairs, 585);
    }

    #[test]
    fn a_code_became_one_or_several() {
        let crosswalk = of_2016();
        assert_eq!(became(&crosswalk, "3012").unwrap(), ["31301"]);
        assert_eq!(became(&crosswalk, "0213").unwrap(), ["20012"]);
        let split = became(&crosswalk, "2174").unwrap();
        assert_eq!(split, ["21230", "21232", "21234"]);
        assert_eq!(became(&crosswalk, "9999"), None);
        assert_eq!(became(&crosswalk, "31301"), None);
    }
}
