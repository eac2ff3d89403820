//! The search for values at which something just holds.

use std::cell::LazyCell;

use super::field::{Axis, Position};

/// How often the way between two positions is halved: to a millionth of an hour.
const HALVINGS: u32 = 24;
/// How often it is where only days and choices move: to less than a day of three centuries.
const HALVINGS_OF_DAYS: u32 = 17;
/// How many ways through the middle of the bounds are tried beside those along their edges.
const WAYS_THROUGH: u64 = 24;

/// A place on every axis of every job.
pub(super) type Places = Vec<Position>;

/// The axes on which the jobs of a case can move, everything else standing still.
///
/// Two statements about places are held against each other, of which each goes on holding when anything moves towards
/// its most. If at some place the first holds and the second does not, then the same is so at the lowest places at which
/// the first holds; so it is among these that such a place is sought. There may be endlessly many of them. Those are tried
/// that lie on ways from the least to the most, straight, along the edges and through places spread evenly over
/// everything, and those that are reached from there by moving one axis after the other as low as it goes.
pub(super) struct Search {
    /// The job and the axis.
    pub axes: Vec<(usize, Axis)>,
    /// Where everything is that does not move.
    pub fixed: Places,
}

impl Search {
    /// Whether at some place `first` holds and `second` does not.
    pub fn finds(&self, first: impl Fn(&Places) -> bool, second: impl Fn(&Places) -> bool) -> bool {
        let least = self.all_at(0.0);
        if !first(&self.all_at(1.0)) || second(&least) {
            return false;
        }
        if first(&least) {
            return true;
        }
        let halvings = self.halvings();
        self.ways().enumerate().any(|(order, way)| {
            let along = |part: f64| self.along(&way, part);
            // All ways have the same ends.
            let part = border(|part| first(&along(part)), halvings);
            let mut places = along(part);
            !second(&places) || self.lowers(&mut places, order, &first, &second)
        })
    }

    /// How often the way between two positions is halved.
    fn halvings(&self) -> u32 {
        let is_hours = |&(_, axis): &(usize, Axis)| axis == Axis::Hours;
        match self.axes.iter().any(is_hours) {
            true => HALVINGS,
            false => HALVINGS_OF_DAYS,
        }
    }

    /// Moves one axis after the other as low as `first` allows, beginning with another one in each order, until `second`
    /// no longer holds.
    fn lowers(
        &self,
        places: &mut Places,
        order: usize,
        first: &impl Fn(&Places) -> bool,
        second: &impl Fn(&Places) -> bool,
    ) -> bool {
        let count = self.axes.len();
        let mut ordered = self
            .axes
            .iter()
            .cycle()
            .skip(order % count.max(1))
            .take(count);
        ordered.any(|&(at, axis)| {
            let from = places[at].at(axis);
            let mut moved = |part: f64| {
                places[at].put(axis, from * part);
                first(places)
            };
            let lowest = if axis.is_choice() {
                if moved(0.0) { 0.0 } else { 1.0 }
            } else {
                first_part(&mut moved, self.halvings())
            };
            places[at].put(axis, from * lowest);
            lowest < 1.0 && !second(places)
        })
    }

    fn all_at(&self, part: f64) -> Places {
        self.at(&vec![part; self.axes.len()])
    }

    fn at(&self, parts: &[f64]) -> Places {
        let mut places = self.fixed.clone();
        for (&(at, axis), &part) in self.axes.iter().zip(parts) {
            places[at].put(axis, part);
        }
        places
    }

    /// The place at `part` of the way from the least by `through` to the most.
    fn along(&self, through: &[f64], part: f64) -> Places {
        let on = |&middle: &f64| {
            if part < 0.5 {
                2.0 * part * middle
            } else {
                middle + (2.0 * part - 1.0) * (1.0 - middle)
            }
        };
        self.at(&through.iter().map(on).collect::<Vec<f64>>())
    }

    /// What the ways from the least to the most lead through.
    fn ways(&self) -> impl Iterator<Item = Vec<f64>> {
        let count = self.axes.len();
        let straight = vec![0.5; count];
        // Along one axis there is no other way, and most searches end before these.
        let is_wide = count > 1;
        let bent = std::iter::once(()).filter(move |()| is_wide);
        let bent = bent.flat_map(|()| self.bent_ways());
        let through = if is_wide { WAYS_THROUGH } else { 0 };
        let ratio = LazyCell::new(move || ratio(count));
        let spread = (1..=through).map(move |at| spread(at, count, *ratio));
        std::iter::once(straight).chain(bent).chain(spread)
    }

    /// The ways along the edges.
    fn bent_ways(&self) -> Vec<Vec<f64>> {
        let part = |holds: bool| if holds { 1.0 } else { 0.0 };
        let each = |holds: &dyn Fn(usize, Axis) -> bool| -> Vec<f64> {
            let axes = self.axes.iter();
            axes.map(|&(at, axis)| part(holds(at, axis))).collect()
        };
        let mut ways = vec![
            each(&|_, axis| axis.is_choice()),
            each(&|_, axis| !axis.is_choice()),
        ];
        for at in 0..self.fixed.len() {
            ways.push(each(&|other, _| other == at));
            ways.push(each(&|other, _| other != at));
        }
        for &(at, axis) in &self.axes {
            ways.push(each(&|a, x| (a, x) == (at, axis)));
            ways.push(each(&|a, x| (a, x) != (at, axis)));
        }
        ways
    }
}

/// A number no two multiples of whose powers fall together, as with the golden ratio, for so many axes.
fn ratio(axes: usize) -> f64 {
    (0..HALVINGS).fold(1.5, |ratio: f64, _| {
        (1.0 + ratio).powf(1.0 / (axes as f64 + 1.0))
    })
}

/// The `at`th of places that are spread evenly over all there are, with so many axes, which go by the multiples of the
/// powers of `ratio`.
fn spread(at: u64, axes: usize, ratio: f64) -> Vec<f64> {
    let step = |axis: usize| (0.5 + at as f64 * ratio.powi(-(axis as i32 + 1))).fract();
    (0..axes).map(step).collect()
}

/// The first part of the way, from 0 to 1, on which something holds that goes on holding from there, as it does at the end.
fn first_part(mut holds: impl FnMut(f64) -> bool, halvings: u32) -> f64 {
    match holds(0.0) {
        true => 0.0,
        false => border(holds, halvings),
    }
}

/// The same of something that does not hold at the beginning.
fn border(mut holds: impl FnMut(f64) -> bool, halvings: u32) -> f64 {
    let (mut before, mut after) = (0.0, 1.0);
    for _ in 0..halvings {
        let middle = (before + after) / 2.0;
        if holds(middle) {
            after = middle;
        } else {
            before = middle;
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(axes: &[Axis]) -> Search {
        Search {
            axes: axes.iter().map(|&axis| (0, axis)).collect(),
            fixed: vec![Position::all(0.0)],
        }
    }

    #[test]
    fn a_place_between_two_borders_is_found_where_there_is_one() {
        let two = search(&[Axis::Start, Axis::End]);
        let sum = |places: &Places| places[0].at(Axis::Start) + places[0].at(Axis::End);
        let product = |places: &Places| places[0].at(Axis::Start) * places[0].at(Axis::End);
        // On the line of the sum 1 the product is at most 0.25.
        assert!(two.finds(|places| sum(places) >= 1.0, |places| product(places) >= 0.2));
        assert!(!two.finds(|places| sum(places) >= 1.0, |places| sum(places) >= 1.0));
        assert!(!two.finds(|places| product(places) >= 0.3, |places| sum(places) >= 1.0));
    }

    #[test]
    fn what_holds_from_a_part_on_is_found_to_the_halving() {
        let part = first_part(|part| part >= 0.3, HALVINGS);
        assert!((0.3..0.300_001).contains(&part));
        assert_eq!(first_part(|part| part >= 1.0, HALVINGS), 1.0);
        assert_eq!(first_part(|_| true, HALVINGS), 0.0);
    }
}
