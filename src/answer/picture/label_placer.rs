//! Where a label hides least.

use super::canvas::{Area, Point};

/// What a label would better not hide.
#[derive(Debug, Default)]
pub(super) struct LabelPlacer {
    spots: Vec<(Point, f32)>,
    labels: Vec<Area>,
}

/// From one spot of a line to the next, in pixels.
const SPOT_STEP: f32 = 6.0;
/// How far a label keeps from lines: they and their marks have a width.
const CLEARANCE: f32 = 12.0;
/// Hiding another label is worse than hiding any line.
const LABEL_WEIGHT: f32 = 1e6;

impl LabelPlacer {
    /// Takes in a line through points, of which it is so bad to hide a spot.
    pub fn add_line(&mut self, points: &[Point], weight: f32) {
        self.spots
            .extend(points.iter().map(|&point| (point, 3.0 * weight)));
        for pair in points.windows(2) {
            let [(x, y), (to_x, to_y)] = [pair[0], pair[1]];
            let steps = ((to_x - x).hypot(to_y - y) / SPOT_STEP).ceil();
            let at = |step: f32| (x + (to_x - x) * step / steps, y + (to_y - y) * step / steps);
            let between = (1..steps as u16).map(|step| (at(f32::from(step)), weight));
            self.spots.extend(between);
        }
    }

    /// Takes the area that hides least, of those which are equal the first.
    pub fn place(&mut self, areas: impl Iterator<Item = Area>) -> Option<Area> {
        let costs = areas.map(|area| (self.cost(&area), area));
        let (_, best) = costs.min_by(|(one, _), (other, _)| one.total_cmp(other))?;
        self.labels.push(best);
        Some(best)
    }

    fn cost(&self, area: &Area) -> f32 {
        let near = area.grown(CLEARANCE);
        let hidden = self.spots.iter().filter(|(spot, _)| near.holds(*spot));
        let labels = self.labels.iter().filter(|label| label.meets(area)).count();
        hidden.map(|(_, weight)| weight).sum::<f32>() + LABEL_WEIGHT * labels as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_goes_where_it_hides_least() {
        let area = |left: f32| Area {
            left,
            top: 0.0,
            right: left + 10.0,
            bottom: 10.0,
        };
        let mut crowd = LabelPlacer::default();
        crowd.add_line(&[(0.0, 5.0), (30.0, 5.0)], 1.0);
        let areas = || [0.0, 35.0, 60.0, 80.0].into_iter().map(area);
        assert_eq!(crowd.place(areas()), Some(area(60.0)));
        assert_eq!(crowd.place(areas()), Some(area(80.0)));
        assert_eq!(crowd.place(areas()), Some(area(35.0)));
    }
}
