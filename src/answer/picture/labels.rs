//! The labels inside a chart of cut-offs.

use jiff::civil::Date;

use super::axis::{DayAxis, ScoreAxis};
use super::canvas::{
    Anchor, Area, BLUE, Canvas, INK, MARGIN, Stroke, Type, VERMILION, WHITE, WIDTH,
};
use super::history::{Chart, Place};
use super::label_placer::LabelPlacer;

/// The space inside a label.
const PADDING: f32 = 14.0;

const CHANGE_LINE: Stroke = Stroke {
    colour: INK,
    width: 3.0,
    dashes: "3 7",
};

/// From the latest round to its label.
const LEADER: Stroke = Stroke::solid(BLUE, 3.0);

impl Chart<'_> {
    /// An upright line on the day on which points changed, with its label above the plot.
    pub(super) fn change(
        &self,
        canvas: &mut Canvas<'_>,
        crowd: &mut LabelPlacer,
        day: Date,
        x: f32,
        top: f32,
        area: &Area,
    ) {
        let date = self.card.localizer.day(day).into();
        let label = self.format("picture-points-changed", &[("date", date)]);
        let style = Type::SMALL.in_colour(INK);
        let label = canvas.fit(&label, style, WIDTH - 2.0 * MARGIN);
        let width = canvas.width(&label, style);
        let start = (x - width / 2.0).clamp(MARGIN, WIDTH - MARGIN - width);
        canvas.text((start, top + 34.0), Anchor::Start, style, &label);
        let ends = [(x, top + 44.0), (x, area.bottom)];
        canvas.line(&ends, CHANGE_LINE);
        crowd.add_line(&ends, 1.0);
    }

    /// What the score is, on its line where it hides least.
    pub(super) fn score_label(
        &self,
        canvas: &mut Canvas<'_>,
        crowd: &mut LabelPlacer,
        score: u16,
        place: Place,
        level: f32,
        area: &Area,
    ) {
        let id = match place {
            Place::Above => "picture-score-above",
            Place::Within => "picture-score",
            Place::Below => "picture-score-below",
        };
        let label = self.format(id, &[("score", usize::from(score).into())]);
        let style = Type::STRONG.in_colour(WHITE);
        let (width, height) = (canvas.width(&label, style) + 2.0 * PADDING, 46.0);
        let room = area.right - area.left - width;
        let starts = (0..=20).map(|step| area.left + room * step as f32 / 20.0);
        let tops = match place {
            Place::Within => vec![level - height - 4.0, level + 4.0],
            Place::Above | Place::Below => vec![level - height / 2.0],
        };
        let areas = tops.iter().flat_map(|&top| {
            starts.clone().map(move |left| Area {
                left,
                top,
                right: left + width,
                bottom: top + height,
            })
        });
        let inside = |label: &Area| {
            place != Place::Within || (label.top >= area.top && label.bottom <= area.bottom)
        };
        if let Some(label_area) = crowd.place(areas.filter(inside)) {
            canvas.area(label_area, 10.0, VERMILION);
            let start = (label_area.left + PADDING, label_area.bottom - 13.0);
            canvas.text(start, Anchor::Start, style, &label);
        }
    }

    /// The score and the day of the latest round, near its mark.
    pub(super) fn latest_label(
        &self,
        canvas: &mut Canvas<'_>,
        crowd: &mut LabelPlacer,
        days: &DayAxis,
        axis: &ScoreAxis,
        area: &Area,
    ) {
        let (day, score) = self.history.latest();
        let (x, y) = (days.x(day), axis.y(score));
        let (number, date) = (score.to_string(), self.card.localizer.day(day));
        let big = Type {
            size: 40.0,
            ..Type::STRONG.in_colour(BLUE)
        };
        let small = Type::SMALL.in_colour(BLUE);
        let width = canvas.width(&number, big).max(canvas.width(&date, small)) + 2.0 * PADDING;
        let height = 88.0;
        let lefts = [-0.5, -1.0, 0.0, -0.75, -0.25].map(|part| x + part * width);
        let beside = [x - width - 18.0, x + 18.0];
        let tops = [
            y - height - 16.0,
            y + 16.0,
            y - height - 60.0,
            y + 60.0,
            y - height - 120.0,
            y + 120.0,
        ];
        let around = tops
            .into_iter()
            .flat_map(|top| lefts.map(|left| (left, top)));
        let around = around.chain(beside.map(|left| (left, y - height / 2.0)));
        let areas = around.map(|(left, top)| {
            let left = left.clamp(area.left, area.right - width);
            let top = top.clamp(area.top, area.bottom - height);
            Area {
                left,
                top,
                right: left + width,
                bottom: top + height,
            }
        });
        let Some(label) = crowd.place(areas) else {
            return;
        };
        let middle = (label.left + label.right) / 2.0;
        let nearest = (
            x.clamp(label.left, label.right),
            y.clamp(label.top, label.bottom),
        );
        canvas.line(&[(x, y), nearest], LEADER);
        canvas.circle((x, y), 15.0, WHITE, BLUE);
        canvas.circle((x, y), 8.0, BLUE, BLUE);
        canvas.edged_area(label, 12.0, WHITE, LEADER);
        canvas.text((middle, label.top + 42.0), Anchor::Middle, big, &number);
        canvas.text((middle, label.bottom - 14.0), Anchor::Middle, small, &date);
    }
}

/// Says that a score lies farther up or down than it is drawn.
pub(super) fn arrow(canvas: &mut Canvas<'_>, x: f32, level: f32, place: Place) {
    let up = match place {
        Place::Above => 20.0,
        Place::Within => return,
        Place::Below => -20.0,
    };
    let corners = [
        (x, level - up),
        (x + 18.0, level + up / 2.0),
        (x - 18.0, level + up / 2.0),
    ];
    canvas.shape(&corners, VERMILION);
}
