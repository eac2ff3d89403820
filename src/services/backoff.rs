//! When a reminder that was not taken is sent again: pure.

use std::time::Duration;

use jiff::SignedDuration;

/// The pause after a refusal; each further one is twice as long.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// The longest pause, short enough to try every day.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(12);
/// After so many failures, some six days, a refusal is the last one. Being unreached never is.
const MAX_REFUSALS: u32 = 20;

/// Whether a refusal after `before` others is the last.
pub fn is_last(before: u32) -> bool {
    before.saturating_add(1) >= MAX_REFUSALS
}

/// How long a reminder is left alone after its `refused`-th refusal, not shorter than was asked for.
pub fn pause(refused: u32, asked: Option<Duration>) -> SignedDuration {
    let doublings = refused.saturating_sub(1).min(30);
    let own = FIRST_PAUSE
        .saturating_mul(1 << doublings)
        .min(LONGEST_PAUSE);
    own.max(asked.map_or(SignedDuration::ZERO, as_signed))
}

/// The same length; the longest there is for one too long.
pub fn as_signed(length: Duration) -> SignedDuration {
    SignedDuration::try_from(length).unwrap_or(SignedDuration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_one_is_given_up_after_days() {
        let pauses = (1..MAX_REFUSALS).map(|refused| pause(refused, None));
        let hours = pauses.sum::<SignedDuration>().as_hours();
        assert!((5 * 24..7 * 24).contains(&hours), "{hours}");
        assert!(!is_last(0) && !is_last(MAX_REFUSALS - 2));
        assert!(is_last(MAX_REFUSALS - 1) && is_last(u32::MAX));
    }

    #[test]
    fn pauses_grow_and_obey() {
        let minutes = |refused, asked| pause(refused, asked).as_mins();
        assert_eq!(
            [1, 2, 3, 8].map(|refused| minutes(refused, None)),
            [1, 2, 4, 128]
        );
        assert_eq!(minutes(u32::MAX, None), 12 * 60);
        assert_eq!(minutes(1, Some(Duration::from_secs(600))), 10);
        assert_eq!(minutes(8, Some(Duration::from_secs(600))), 128);
    }
}
