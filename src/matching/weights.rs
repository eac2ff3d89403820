//! What each piece of evidence is worth: `matching/weights.tsv`, as `nocbot fit` writes it.

use crate::noc::{DataError, DataFiles, tsv_rows};

const FILE: &str = "matching/weights.tsv";
const COLUMNS: [&str; 3] = ["decision", "evidence", "worth"];

/// How many pieces of evidence there are for a unit group.
pub const GROUP_EVIDENCE: usize = 27;
/// What each of them is, in the order in which `fusion` gives them.
pub const GROUP_EVIDENCE_NAMES: [&str; GROUP_EVIDENCE] = [
    "how well the best entry answers the query",
    "what further entries add",
    "share of the query the best entry covers",
    "share of the best entry the query covers",
    "official title, typed word by word",
    "everyday name, typed word by word, or any with a misspelling",
    "nothing left over on either side",
    "logarithm of the model's probability",
    "the model's probability",
    "one over the rank in the menu the text is",
    "in the menu the text is",
    "one over the rank in a menu inside the text, by its share of the words",
    "best entry is in the other language",
    "best entry is official",
    "best entry is a duty",
    "best entry leads others, which was not asked",
    "query leads others, best entry does not",
    "best entry has a role that was not asked",
    "query has a role the best entry has not",
    "share of the group's official titles that lead others as asked",
    "share of them that lead others, which was not asked",
    "share of them that have a role that was asked",
    "share of them that lead others where people are led",
    "likeness of the likest official title, letter by letter",
    "that likeness squared",
    "how far behind the group its letters speak for most",
    "the share of its letters among the groups weighed",
];
/// How many pieces of evidence there are for a text being a job.
pub const JOB_EVIDENCE: usize = 16;
/// What each of them is, in the order in which `job_decision` gives them.
pub const JOB_EVIDENCE_NAMES: [&str; JOB_EVIDENCE] = [
    "to begin with",
    "log-odds of the job model for the text as typed",
    "log-odds of it corrected, where they are greater",
    "log-odds by the words around the name of a job",
    "how well the best entry answers the text",
    "how well a message that is no job answers it",
    "an everyday name, typed word by word, or any with a misspelling",
    "it is an ambiguous term",
    "share of the text that an ambiguous term has",
    "share of unknown words",
    "nothing but stop words",
    "logarithm of the classifier's probability of no job",
    "the greatest probability of a group",
    "share of the text that the likeliest group's best entry covers",
    "an entry is all of the text",
    "many words",
];

/// The names of the decisions in the file.
const GROUP: &str = "group";
const JOB: &str = "job";

/// The worth of every piece of evidence, in the order of their names.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// For a unit group.
    pub group: [f32; GROUP_EVIDENCE],
    /// For a text being a job at all.
    pub job: [f32; JOB_EVIDENCE],
}

impl Weights {
    /// Reads the file.
    ///
    /// # Errors
    /// It is missing, or its lines are not those of [`Weights::to_tsv`].
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let mut weights = Weights {
            group: [0.0; GROUP_EVIDENCE],
            job: [0.0; JOB_EVIDENCE],
        };
        let file = files.name_of(FILE);
        let mut rows = tsv_rows(&file, files.read(FILE)?, COLUMNS)?.into_iter();
        let mut last = 1;
        for (decision, evidence, worth) in weights.each_mut() {
            let row = rows.next();
            let (line, found) = row.unwrap_or((last + 1, ["", "", ""]));
            last = line;
            if found[..2] != [decision, evidence] {
                let [decided, about, _] = found;
                let problem =
                    format!("expected {decision} {evidence:?}, found {decided} {about:?}");
                return Err(DataError::line(&file, line, problem));
            }
            let number = found[2]
                .parse()
                .ok()
                .filter(|number: &f32| number.is_finite());
            *worth = number.ok_or_else(|| {
                let problem = format!("expected a number, found {:?}", found[2]);
                DataError::line(&file, line, problem)
            })?;
        }
        match rows.next() {
            None => Ok(weights),
            Some((line, _)) => Err(DataError::line(&file, line, "expected no further line")),
        }
    }

    /// The file that says this.
    pub fn to_tsv(&self) -> String {
        let mut own = self.clone();
        let line = |(decision, evidence, worth): (&str, &str, &mut f32)| {
            format!("{decision}\t{evidence}\t{worth:.3}\n")
        };
        let lines: String = own.each_mut().into_iter().map(line).collect();
        format!("{}\n{lines}", COLUMNS.join("\t"))
    }

    fn each_mut(&mut self) -> Vec<(&'static str, &'static str, &mut f32)> {
        let group = GROUP_EVIDENCE_NAMES.iter().zip(&mut self.group);
        let job = JOB_EVIDENCE_NAMES.iter().zip(&mut self.job);
        let group = group.map(|(name, worth)| (GROUP, *name, worth));
        group
            .chain(job.map(|(name, worth)| (JOB, *name, worth)))
            .collect()
    }
}

/// The worth of all evidence together.
pub fn worth<const N: usize>(evidence: &[f32; N], weights: &[f32; N]) -> f32 {
    evidence
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_they_are_written() {
        let files = DataFiles::BuiltIn;
        let weights = Weights::open(&files).unwrap();
        assert_eq!(weights.to_tsv(), files.read(FILE).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let wrong = weights.to_tsv().replacen("group", "grope", 1);
        std::fs::write(&path, wrong).unwrap();
        let error = Weights::open(&DataFiles::Folder(folder.path().to_owned())).unwrap_err();
        assert!(
            error.to_string().contains("weights.tsv:2: expected group"),
            "{error}"
        );
    }
}
