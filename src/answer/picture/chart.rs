//! The chart of a stream's cut-offs over time.

use jiff::civil::Date;

use super::Picture;
use super::axis::{DayAxis, ScoreAxis};
use super::canvas::{
    Anchor, Area, BLUE, Canvas, INK, MARGIN, Point, QUIET, Stroke, Type, VERMILION, WHITE, WIDTH,
};
use super::history::{Chart, CutOffs, History, Place};
use super::label_placer::LabelPlacer;
use super::labels::arrow;
use super::sparkline::sparkline;
use crate::answer::card::Context;
use crate::answer::draws::Stream;

const PLOT_HEIGHT: f32 = 600.0;
/// The height of a line of text above or below the plot.
const BAND: f32 = 62.0;
/// With more rounds than this the dots are smaller.
const MANY_ROUNDS: usize = 24;

/// How one stream's rounds look.
struct Look {
    stroke: Stroke,
    mark: Mark,
    /// How bad it is to hide a spot of it.
    weight: f32,
}

#[derive(Clone, Copy)]
enum Mark {
    Dot,
    SmallDot,
    Square,
    Triangle,
}

const FOREGROUND: Look = Look {
    stroke: Stroke::solid(BLUE, 6.0),
    mark: Mark::Dot,
    weight: 4.0,
};
const BACKGROUND: [Look; 2] = [
    Look {
        stroke: Stroke::solid("#9aa5b0", 3.0),
        mark: Mark::Square,
        weight: 1.0,
    },
    Look {
        stroke: Stroke {
            colour: "#cda65a",
            width: 3.0,
            dashes: "12 8",
        },
        mark: Mark::Triangle,
        weight: 1.0,
    },
];
const SCORE_LINE: Stroke = Stroke {
    colour: VERMILION,
    width: 4.0,
    dashes: "18 10",
};
/// The cut-offs of a stream's rounds over time, with the general and Canadian Experience Class rounds behind them and
/// a score held against them; none for a stream without a round up to `today`.
pub fn cut_off_chart(
    card: Context<'_>,
    stream: Stream<'_>,
    score: Option<u16>,
    today: Date,
) -> Option<Picture> {
    let history = History::of(card, stream, today)?;
    let chart = Chart {
        card,
        history: &history,
        score,
    };
    Some(Picture {
        name: format!("cut-offs-{}", stream.id()),
        svg: chart.draw(),
        text: sparkline(card, &history, score),
    })
}

impl Chart<'_> {
    fn draw(&self) -> String {
        let mut canvas = Canvas::new(&self.card.presenter.pictures.letters);
        let bottom = self.draw_on(&mut canvas);
        canvas.finish(bottom + MARGIN - 12.0)
    }

    /// Draws everything from top to bottom; the bottom.
    fn draw_on(&self, canvas: &mut Canvas<'_>) -> f32 {
        let mut y = canvas.paragraph(MARGIN - 8.0, Type::TITLE, &self.history.name);
        let subtitle = self.format("picture-chart-subtitle", &[]);
        y = canvas.paragraph(y + 4.0, Type::BODY.in_colour(QUIET), &subtitle);
        y = self.legend(canvas, y + 14.0);
        y = self.plot(canvas, y + 26.0);
        for note in self.notes() {
            y = canvas.paragraph(y + 4.0, Type::SMALL, &note);
        }
        y
    }

    fn series(&self) -> impl DoubleEndedIterator<Item = (&str, &CutOffs, &Look)> {
        let behind = self.history.behind.iter().zip(&BACKGROUND);
        let behind = behind.map(|((name, cut_offs), look)| (name.as_str(), cut_offs, look));
        let behind = behind.filter(|(_, cut_offs, _)| !cut_offs.is_empty());
        let own = (
            self.history.name.as_str(),
            &self.history.cut_offs,
            &FOREGROUND,
        );
        [own].into_iter().chain(behind.collect::<Vec<_>>())
    }

    /// A sample and the name of every line, in as many rows as they take; the bottom.
    fn legend(&self, canvas: &mut Canvas<'_>, top: f32) -> f32 {
        if self.series().count() == 1 {
            return top - 14.0;
        }
        let (sample, gap, row) = (64.0, 40.0, 44.0);
        let (mut x, mut y) = (MARGIN, top + row / 2.0);
        for (name, _, look) in self.series() {
            let most = WIDTH - 2.0 * MARGIN - sample - 14.0;
            let name = canvas.fit(name, Type::SMALL, most);
            let width = sample + 14.0 + canvas.width(&name, Type::SMALL);
            if x > MARGIN && x + width > WIDTH - MARGIN {
                (x, y) = (MARGIN, y + row);
            }
            let middle = (x + sample / 2.0, y);
            canvas.line(&[(x, y), (x + sample, y)], look.stroke);
            draw_mark(canvas, middle, look.mark, look.stroke.colour);
            let beside = (x + sample + 14.0, y + 10.0);
            canvas.text(beside, Anchor::Start, Type::SMALL.in_colour(INK), &name);
            x += width + gap;
        }
        y + row / 2.0
    }

    /// The axis, and where the score lies to it: a score far from every cut-off does not stretch it.
    fn score_axis(&self) -> (ScoreAxis, Place) {
        let (lowest, highest) = self.history.whole_range();
        let reach = (highest - lowest).max(30);
        match self.score {
            Some(score) if score > highest.saturating_add(reach) => {
                (ScoreAxis::new(lowest, highest), Place::Above)
            }
            Some(score) if score < lowest.saturating_sub(reach) => {
                (ScoreAxis::new(lowest, highest), Place::Below)
            }
            Some(score) => {
                let axis = ScoreAxis::new(lowest.min(score), highest.max(score));
                (axis, Place::Within)
            }
            None => (ScoreAxis::new(lowest, highest), Place::Within),
        }
    }

    /// Axes, lines and labels; the bottom.
    fn plot(&self, canvas: &mut Canvas<'_>, top: f32) -> f32 {
        let (axis, place) = self.score_axis();
        let changes: Vec<Date> = self.changes().collect();
        let mut area = Area {
            left: MARGIN + axis.width(canvas) + 14.0,
            top: top + BAND * changes.len() as f32,
            right: WIDTH - MARGIN,
            bottom: 0.0,
        };
        if place == Place::Above {
            area.top += BAND;
        }
        area.bottom = area.top + PLOT_HEIGHT;
        let axis = axis.between(area.top, area.bottom);
        let days = DayAxis {
            from: self.history.from,
            to: self.history.to,
            left: area.left + 20.0,
            right: area.right - 24.0,
        };
        let below = if place == Place::Below { BAND } else { 0.0 };
        let reaching = Area {
            bottom: area.bottom + below,
            ..area
        };
        days.draw(canvas, self.card.localizer, reaching);
        axis.draw(canvas, area.left, area.right);
        let mut crowd = LabelPlacer::default();
        self.lines(canvas, &mut crowd, &days, &axis);
        for (row, &day) in (0..).zip(&changes) {
            let label = top + BAND * row as f32;
            self.change(canvas, &mut crowd, day, days.x(day), label, &area);
        }
        let level = match place {
            Place::Above => area.top - BAND / 2.0,
            Place::Within => self.score.map_or(area.bottom, |score| axis.y(score)),
            Place::Below => area.bottom + BAND / 2.0,
        };
        if let Some(score) = self.score {
            let ends = [(area.left, level), (area.right, level)];
            canvas.line(&ends, SCORE_LINE);
            arrow(canvas, area.right - 20.0, level, place);
            crowd.add_line(&ends, 4.0);
            self.score_label(canvas, &mut crowd, score, place, level, &area);
        }
        self.latest_label(canvas, &mut crowd, &days, &axis, &area);
        reaching.bottom + 64.0
    }

    /// The days within the chart on which points changed.
    fn changes(&self) -> impl Iterator<Item = Date> {
        let changes = self.card.presenter.data.crs.changes_to(self.history.to);
        let days = changes.map(|change| change.from);
        days.filter(|day| *day >= self.history.from)
    }

    fn lines(
        &self,
        canvas: &mut Canvas<'_>,
        crowd: &mut LabelPlacer,
        days: &DayAxis,
        axis: &ScoreAxis,
    ) {
        for (_, cut_offs, look) in self.series().rev() {
            let points: Vec<Point> = cut_offs
                .iter()
                .map(|&(day, score)| (days.x(day), axis.y(score)))
                .collect();
            canvas.line(&points, look.stroke);
            let mark = match look.mark {
                Mark::Dot if points.len() > MANY_ROUNDS => Mark::SmallDot,
                mark => mark,
            };
            for &point in &points {
                draw_mark(canvas, point, mark, look.stroke.colour);
            }
            crowd.add_line(&points, look.weight);
        }
    }

    fn notes(&self) -> Vec<String> {
        let crs = &self.card.presenter.data.crs;
        let published = self.card.presenter.data.published();
        let mut notes = Vec::new();
        if self.history.nominated {
            let points = usize::from(crs.nomination_points).into();
            notes.push(self.format("picture-chart-nomination", &[("points", points)]));
        }
        let known_to = published.rounds.known_to().unwrap_or(self.history.to);
        let date = self.card.localizer.day(known_to).into();
        let known = self.format("picture-chart-known", &[("date", date)]);
        notes.push(format!("{known} {}", self.format("crs-no-forecast", &[])));
        notes
    }
}

fn draw_mark(canvas: &mut Canvas<'_>, (x, y): Point, mark: Mark, colour: &'static str) {
    match mark {
        Mark::Dot => canvas.circle((x, y), 10.0, colour, WHITE),
        Mark::SmallDot => canvas.circle((x, y), 8.0, colour, WHITE),
        Mark::Square => {
            let square = Area {
                left: x - 6.0,
                top: y - 6.0,
                right: x + 6.0,
                bottom: y + 6.0,
            };
            canvas.area(square, 0.0, colour);
        }
        Mark::Triangle => {
            let corners = [(x, y - 9.0), (x + 9.0, y + 7.0), (x - 9.0, y + 7.0)];
            canvas.shape(&corners, colour);
        }
    }
}
