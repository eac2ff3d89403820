//! A case that goes over to another version of the classification.

use super::case::{Case, Draft, Question, Standing};
use super::next::next_question;
use super::{Dialogue, State};
use crate::noc::{NocCode, NocVersion, NocVersions, WrittenCode};

/// A case with the codes of another version.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The case in that version.
    pub case: Case,
    /// The places of the jobs whose occupation was settled and is to be chosen anew: the unit group was split, or is
    /// gone without a successor.
    pub unsettled: Vec<usize>,
}

impl Case {
    /// The same case in the version `to`, when its codes are of the version `from`.
    ///
    /// A code that became one other goes on as that one, agreed to as it was. One that became several leaves them to
    /// choose from, the main one first; one that became none leaves the words that the job was told in.
    pub fn carried(mut self, versions: &NocVersions, from: NocVersion, to: NocVersion) -> Carried {
        let mut unsettled = Vec::new();
        if from == to {
            return Carried {
                case: self,
                unsettled,
            };
        }
        let became = |code: NocCode| versions.carried(WrittenCode::Code(code), from, to);
        for (at, job) in self.jobs.iter_mut().enumerate() {
            let was_settled = job.noc().is_some();
            carry(job, &became);
            if was_settled && job.noc().is_none() {
                unsettled.push(at);
            }
        }
        self.passed
            .retain(|question| !is_of_occupation(*question, &unsettled));
        Carried {
            case: self,
            unsettled,
        }
    }
}

impl Dialogue<'_> {
    /// Puts a conversation's codes into the version that its rule set names; an occupation that this leaves open is asked
    /// for anew.
    pub(super) fn carry_over(&self, state: &mut State) {
        let rules = self.rules(state);
        let Some(from) = state.noc.replace(rules.noc) else {
            return;
        };
        if from == rules.noc {
            return;
        }
        let versions = &self.presenter.data.versions;
        let carried = std::mem::take(&mut state.case).carried(versions, from, rules.noc);
        state.case = carried.case;
        state.past.clear();
        if !carried.unsettled.is_empty() {
            state.open = next_question(&state.case, &self.standard(state));
            state.turn += 1;
        }
    }
}

/// Puts a job's codes into the other version.
fn carry(job: &mut Draft, became: &impl Fn(NocCode) -> Vec<NocCode>) {
    let of_best = job.noc().map(became);
    let mut codes: Vec<NocCode> = Vec::new();
    for code in job.codes.iter().copied().flat_map(became) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let possible = of_best.map_or(codes.len(), |codes| codes.len());
    job.standing = match (job.standing, possible) {
        (Standing::Unfound, _) | (_, 0) => Standing::Unfound,
        (standing, 1) => standing,
        (_, _) => Standing::Open,
    };
    if possible == 0 {
        codes.clear();
    }
    job.codes = codes;
}

/// Whether a question is about the occupation of one of these jobs.
fn is_of_occupation(question: Question, jobs: &[usize]) -> bool {
    match question {
        Question::Job(Some(at)) | Question::Confirm(at) | Question::Choose(at) => {
            jobs.contains(&at)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::noc::DataFiles;

    /// The version that is built in beside the made-up one of the tests.
    fn two_versions() -> NocVersions {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().unwrap();
        for from in ["data/noc-2021", "tests/data_folder/2099/noc-2099"] {
            let to = folder.path().join(Path::new(from).file_name().unwrap());
            fs::create_dir(&to).unwrap();
            for entry in fs::read_dir(root.join(from)).unwrap() {
                let entry = entry.unwrap();
                fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
        let files = DataFiles::from_option(Some(folder.path().to_owned()));
        NocVersions::open(&files).unwrap()
    }

    fn codes(codes: &[&str]) -> Vec<NocCode> {
        codes.iter().map(|code| code.parse().unwrap()).collect()
    }

    fn job(standing: Standing, of: &[&str]) -> Draft {
        Draft {
            standing,
            codes: codes(of),
            words: "nurse".to_owned(),
            hours: vec![40.0],
            ..Draft::default()
        }
    }

    #[test]
    fn jobs_go_over_with_everything_told_and_only_split_ones_are_chosen_anew() {
        let versions = two_versions();
        let version = |year: &str| year.parse().unwrap();
        let case = Case {
            jobs: vec![
                job(Standing::Confirmed, &["31302"]),
                job(Standing::Confirmed, &["31301", "31302"]),
                job(Standing::Sure, &["21211"]),
                job(Standing::Open, &["21231", "21211", "31302"]),
                job(Standing::Confirmed, &["72106"]),
                job(Standing::Unfound, &[]),
            ],
            score: Some(450),
            passed: vec![Question::Choose(1), Question::Choose(3), Question::More],
            ..Case::default()
        };
        let carried = case
            .clone()
            .carried(&versions, version("2021"), version("2099"));
        let jobs = carried.case.jobs.iter();
        let now: Vec<_> = jobs.map(|job| (job.standing, job.codes.clone())).collect();
        assert_eq!(
            now,
            [
                (Standing::Confirmed, codes(&["31399"])),
                (Standing::Open, codes(&["31399", "65299"])),
                (Standing::Sure, codes(&["21999"])),
                (Standing::Open, codes(&["21999", "31399"])),
                (Standing::Unfound, codes(&[])),
                (Standing::Unfound, codes(&[])),
            ]
        );
        assert_eq!(carried.unsettled, [1, 4]);
        assert_eq!(carried.case.passed, [Question::Choose(3), Question::More]);
        assert_eq!(carried.case.score, Some(450));
        assert!(
            carried
                .case
                .jobs
                .iter()
                .all(|job| job.words == "nurse" && job.hours == [40.0])
        );
        let same = case
            .clone()
            .carried(&versions, version("2021"), version("2021"));
        assert_eq!((same.case, same.unsettled), (case, Vec::new()));
    }
}
