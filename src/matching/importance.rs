//! How much each word of a text counts by where it stands.

use super::word_lists::StopWord;
use crate::language::SmallWords;

/// What words of a circumstance (the place, the people, the employer) count for beside the job itself.
const CIRCUMSTANCE_SHARE: f32 = 0.8;
/// What words for the person count for whom an assistant works: a director's secretary is no director.
pub const ASSISTED_SHARE: f32 = 0.4;
/// People name the job in the first clause that says anything; what the next ones count for.
const LATER_CLAUSE_SHARE: f32 = 0.7;

/// How much each word counts by where it stands.
pub fn importance(
    typed: &[String],
    stop: &[Option<StopWord>],
    clause_ends: &[usize],
    known: &SmallWords,
) -> Vec<f32> {
    let mut out = vec![1.0; typed.len()];
    let mut start = 0;
    let mut share = 1.0;
    for &end in clause_ends {
        let end = end.min(typed.len());
        let mut here = share;
        let mut spoken = false;
        for at in start..end {
            if spoken && known.circumstance.contains(&typed[at]) {
                here = share * CIRCUMSTANCE_SHARE;
            }
            let serves = at > start && known.assisting.contains(&typed[at - 1]);
            if serves && known.assisted.contains(&typed[at]) {
                here = share * ASSISTED_SHARE;
            }
            spoken |= stop[at].is_none();
            out[at] = here;
        }
        if spoken {
            share = LATER_CLAUSE_SHARE;
        }
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn the_job_comes_first_and_who_is_served_counts_little() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let of = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            importance(
                &words,
                &vec![None; words.len()],
                &[words.len()],
                &known.small,
            )
        };
        assert_eq!(
            of("nurse in clinic"),
            [1.0, CIRCUMSTANCE_SHARE, CIRCUMSTANCE_SHARE]
        );
        let served = of("executive secretary to director");
        assert_eq!(served, [1.0, 1.0, ASSISTED_SHARE, ASSISTED_SHARE]);
        assert_eq!(of("assistante de vie"), [1.0; 3]);
    }
}
