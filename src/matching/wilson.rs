//! How sure a share is that was counted over a few rows.

/// The standard normal quantile of a 95 % interval.
const QUANTILE: f64 = 1.959_963_985;

/// The Wilson score interval, in per cent, in which the true share lies with 95 % confidence when `part` of `whole` were counted;
/// 0 to 100 when nothing was.
///
/// ```
/// let (low, high) = nocbot::matching::evaluate::interval(9, 10);
/// assert_eq!((low.round(), high.round()), (60.0, 98.0));
/// ```
pub fn interval(part: usize, whole: usize) -> (f64, f64) {
    if whole == 0 {
        return (0.0, 100.0);
    }
    let (count, share) = (whole as f64, part as f64 / whole as f64);
    let weight = QUANTILE * QUANTILE / count;
    let middle = (share + weight / 2.0) / (1.0 + weight);
    let spread = QUANTILE * (share * (1.0 - share) / count + weight / (4.0 * count)).sqrt();
    let half = spread / (1.0 + weight);
    let bound = |at: f64| 100.0 * at.clamp(0.0, 1.0);
    (bound(middle - half), bound(middle + half))
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[test]
    fn intervals_hold_the_share_and_stay_in_bounds() {
        // As in Newcombe (1998), table I.
        for (part, whole, low, high) in [
            (81, 263, 25.53, 36.62),
            (15, 148, 6.24, 16.05),
            (0, 20, 0.0, 16.11),
            (1, 29, 0.61, 17.18),
        ] {
            let (found_low, found_high) = interval(part, whole);
            assert!(
                (found_low - low).abs() < 0.01,
                "{part} of {whole}: {found_low}"
            );
            assert!(
                (found_high - high).abs() < 0.01,
                "{part} of {whole}: {found_high}"
            );
        }
        assert_eq!(interval(0, 0), (0.0, 100.0));
        assert_eq!(interval(7, 7).1, 100.0);
    }
}
