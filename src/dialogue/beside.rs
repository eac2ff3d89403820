//! Work at the same time as other work: "also at the Mater, 10 hours since September". Neither ends the other, and their hours add up.

use super::case::{Case, Draft, JobEnd, Standing};
use super::same_job::{is_before, one};
use crate::eligibility::StatedDate;
use crate::understanding::{Heard, few_hours_a_week};

/// Whether a message tells of one stretch of work and says that it is done beside other work.
pub(super) fn is_told(heard: &Heard) -> bool {
    matches!(heard.parts.as_slice(), [part] if part.beside)
}

/// A job of the same occupation, of which nothing else is known and which is still to be agreed to.
pub(super) fn same_occupation(draft: &Draft) -> Draft {
    Draft {
        standing: Standing::Sure,
        codes: draft.codes.clone(),
        words: draft.words.clone(),
        ..Draft::default()
    }
}

/// Whether a job was still done when something began, by every reading of its start.
pub(super) fn overlaps(draft: &Draft, start: &[StatedDate]) -> bool {
    let is_over = |start: &StatedDate| is_before(one(&draft.end), Some(*start));
    !start.iter().any(is_over)
}

/// Gives new work what it has of other work of the same occupation that was done meanwhile: the country, that it goes on,
/// and that few hours are those of a week.
pub(super) fn complete(case: &mut Case, new: usize) {
    let job = &case.jobs[new];
    let is_meanwhile = |other: &Draft| {
        job.codes
            .first()
            .is_some_and(|code| other.codes.first() == Some(code))
            && !job.start.is_empty()
            && overlaps(other, &job.start)
            && !is_before(one(&job.end), one(&other.start))
    };
    let mut others = case.jobs[..new].iter();
    let Some(other) = others.rfind(|other| is_meanwhile(other)).cloned() else {
        return;
    };
    let job = &mut case.jobs[new];
    if job.country.is_empty() {
        job.country = other.country;
    }
    if job.end.is_empty() && other.end == [JobEnd::StillThere] {
        job.end = other.end;
    }
    if !other.hours.is_empty() {
        job.hours = few_hours_a_week(&job.hours);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_overlaps_what_was_not_over_yet() {
        let until = |year| Draft {
            end: vec![JobEnd::On(StatedDate::Year(year))],
            ..Draft::default()
        };
        let start = [StatedDate::Year(2024)];
        assert!(overlaps(&Draft::default(), &start));
        assert!(overlaps(&until(2024), &start));
        assert!(!overlaps(&until(2023), &start));
    }

    #[test]
    fn new_work_is_where_the_other_is_and_its_few_hours_are_a_week_s() {
        let code = "31301".parse().ok();
        let job = |start, hours: &[f64], country: Vec<_>| Draft {
            codes: code.into_iter().collect(),
            start: vec![StatedDate::Year(start)],
            end: vec![JobEnd::StillThere],
            hours: hours.to_vec(),
            country,
            ..Draft::default()
        };
        let canada = vec![crate::eligibility::Country::Canada];
        let mut case = Case {
            jobs: vec![
                job(2023, &[30.0], canada.clone()),
                job(2025, &[10.0, 50.0], Vec::new()),
            ],
            ..Case::default()
        };
        complete(&mut case, 1);
        assert_eq!(case.jobs[1].country, canada);
        assert_eq!(case.jobs[1].hours, [10.0]);
    }
}
