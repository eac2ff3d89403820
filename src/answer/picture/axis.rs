//! Axes: days from left to right, scores from bottom to top.

use jiff::civil::Date;
use jiff::{SignedDuration, Span};

use super::canvas::{Anchor, Area, Canvas, GRID, QUIET, Stroke, Type, WIDTH};
use super::glyphs::Weight;
use crate::answer::texts::Localizer;

/// From one label of the day axis to the next, at least.
const LABEL_GAP: f32 = 22.0;
/// How many months may lie between two marks.
const MONTH_STEPS: [i8; 5] = [1, 2, 3, 6, 12];
/// How far apart the marks of a score axis may be.
const SCORE_STEPS: [u16; 7] = [5, 10, 20, 25, 50, 100, 200];
/// The most marks on a score axis.
const MAX_MARKS: u16 = 7;

const GRID_LINE: Stroke = Stroke::solid(GRID, 2.0);

/// The number of days from one day to another.
pub(super) fn days_between(from: Date, to: Date) -> f32 {
    to.duration_since(from).as_hours() as f32 / 24.0
}

/// Days from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayAxis {
    pub from: Date,
    pub to: Date,
    pub left: f32,
    pub right: f32,
}

impl DayAxis {
    /// How far from the left a day lies.
    pub fn x(&self, day: Date) -> f32 {
        let part = days_between(self.from, day) / days_between(self.from, self.to).max(1.0);
        self.left + part * (self.right - self.left)
    }

    /// How far from the left a day lies, or the nearest end of the axis.
    pub fn nearest_x(&self, day: Date) -> f32 {
        self.x(day).clamp(self.left, self.right)
    }

    /// The first day of every year on the axis.
    pub fn years(&self) -> impl Iterator<Item = Date> {
        self.months(12)
    }

    /// Draws upright lines through an area and their months and years below it.
    pub fn draw(&self, canvas: &mut Canvas<'_>, localizer: Localizer<'_>, area: Area) {
        let year_style = Type {
            weight: Weight::Bold,
            ..Type::SMALL
        };
        let style = |day: Date| {
            if day.month() == 1 {
                year_style
            } else {
                Type::SMALL
            }
        };
        let widest = (1..=12)
            .map(|month| canvas.width(&month_label(localizer, month), Type::SMALL))
            .fold(0.0, f32::max);
        let month = (self.right - self.left) * 30.0 / days_between(self.from, self.to).max(1.0);
        let step = MONTH_STEPS
            .into_iter()
            .find(|&step| f32::from(step) * month >= widest + LABEL_GAP)
            .unwrap_or(12);
        let mut free_from = 0.0;
        for day in self.months(step) {
            let x = self.x(day);
            canvas.line(&[(x, area.top), (x, area.bottom)], GRID_LINE);
            let label = if day.month() == 1 {
                day.year().to_string()
            } else {
                month_label(localizer, day.month())
            };
            let half = canvas.width(&label, style(day)) / 2.0;
            if x - half >= free_from && x + half <= WIDTH {
                let below = (x, area.bottom + 40.0);
                canvas.text(below, Anchor::Middle, style(day), &label);
                free_from = x + half + LABEL_GAP / 2.0;
            }
        }
    }

    /// The first days of every `step`th month on the axis, January among them.
    fn months(&self, step: i8) -> impl Iterator<Item = Date> {
        let first = self.from.first_of_month();
        let months =
            (0..).map_while(move |months| first.checked_add(Span::new().months(months)).ok());
        let (from, to) = (self.from, self.to);
        months
            .take_while(move |day| *day <= to)
            .filter(move |day| *day >= from && (day.month() - 1) % step == 0)
    }
}

fn month_label(localizer: Localizer<'_>, month: i8) -> String {
    localizer.plain(&format!("month-short-{month}"), &[])
}

/// The day `days` after.
pub(super) fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}

/// Scores from bottom to top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ScoreAxis {
    pub lowest: u16,
    pub highest: u16,
    step: u16,
    top: f32,
    bottom: f32,
}

impl ScoreAxis {
    /// An axis with round numbers that has room for every score from `lowest` to `highest`.
    pub fn new(lowest: u16, highest: u16) -> Self {
        let fits = |step: &u16| (highest - lowest) / step < MAX_MARKS - 1;
        let step = SCORE_STEPS.into_iter().find(fits).unwrap_or(200);
        let lowest = (lowest.saturating_sub(step / 4) / step) * step;
        let highest = highest.saturating_add(step / 4).div_ceil(step);
        let highest = highest.saturating_mul(step);
        ScoreAxis {
            lowest,
            highest: highest.max(lowest + 2 * step),
            step,
            top: 0.0,
            bottom: 1.0,
        }
    }

    /// The same axis between two heights.
    pub fn between(self, top: f32, bottom: f32) -> Self {
        ScoreAxis {
            top,
            bottom,
            ..self
        }
    }

    pub fn y(&self, score: u16) -> f32 {
        let part = (f32::from(score) - f32::from(self.lowest))
            / (f32::from(self.highest) - f32::from(self.lowest));
        self.bottom - part * (self.bottom - self.top)
    }

    fn marks(&self) -> impl Iterator<Item = u16> {
        (self.lowest..=self.highest).step_by(usize::from(self.step))
    }

    /// The width of its widest number.
    pub fn width(&self, canvas: &Canvas<'_>) -> f32 {
        let numbers = self
            .marks()
            .map(|mark| canvas.width(&mark.to_string(), Type::SMALL));
        numbers.fold(0.0, f32::max)
    }

    /// Draws level lines from `left` to `right` and their numbers on the left.
    pub fn draw(&self, canvas: &mut Canvas<'_>, left: f32, right: f32) {
        let style = Type::SMALL.in_colour(QUIET);
        for mark in self.marks() {
            let y = self.y(mark);
            canvas.line(&[(left, y), (right, y)], GRID_LINE);
            let beside = (left - 14.0, y + style.size * 0.35);
            canvas.text(beside, Anchor::End, style, &mark.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_score_axis_has_round_numbers_and_room() {
        for (lowest, highest, marks) in [
            (422, 510, vec![400, 420, 440, 460, 480, 500, 520]),
            (368, 368, vec![365, 370, 375]),
            (75, 467, vec![0, 100, 200, 300, 400, 500]),
            (382, 557, vec![350, 400, 450, 500, 550, 600]),
        ] {
            let axis = ScoreAxis::new(lowest, highest);
            assert_eq!(axis.marks().collect::<Vec<_>>(), marks);
        }
    }

    #[test]
    fn a_day_axis_ends_where_the_calendar_does() {
        let axis = DayAxis {
            from: date(9998, 11, 5),
            to: Date::MAX,
            left: 0.0,
            right: 100.0,
        };
        let months: Vec<Date> = axis.months(1).collect();
        assert_eq!(months.len(), 13);
        assert_eq!(months.last(), Some(&date(9999, 12, 1)));
    }

    #[test]
    fn a_day_axis_marks_every_january() {
        let axis = DayAxis {
            from: date(2023, 7, 5),
            to: date(2024, 2, 1),
            left: 0.0,
            right: 100.0,
        };
        let months = |step| axis.months(step).collect::<Vec<_>>();
        assert_eq!(months(6), [date(2024, 1, 1)]);
        assert_eq!(months(3), [date(2023, 10, 1), date(2024, 1, 1)]);
        assert_eq!(axis.x(axis.from), 0.0);
        assert_eq!(axis.x(axis.to), 100.0);
    }
}
