//! A person's work over time: what counts, and from when to when a requirement is met.

use jiff::civil::Date;

use super::Picture;
use super::axis::DayAxis;
use super::bars::bars;
use super::canvas::{
    Anchor, Area, BLUE, Canvas, GREEN, INK, MARGIN, QUIET, Stroke, Type, WHITE, WIDTH,
};
use super::rows::{CategoryRow, Counts, Rows, SpellRow, Window};
use super::tracks::{Tracks, began_before};
use crate::answer::card::Context;
use crate::answer::texts::Arg;
use crate::eligibility::{Assessment, Person, Verdict};

const PAID_EDGE: Stroke = Stroke::solid(BLUE, 3.0);
const UNPAID: &str = "#7d8893";
const UNPAID_EDGE: Stroke = Stroke {
    colour: UNPAID,
    width: 3.0,
    dashes: "8 6",
};
/// Where the arrow of work that lies before the time shown has room.
const ARROW_SPACE: f32 = 40.0;
const BRACKET: Stroke = Stroke::solid(BLUE, 4.0);

/// The person's work as bars, the time that counts, and from when to when each requirement is met; none without work.
pub fn timeline(
    card: Context<'_>,
    assessment: &Assessment<'_>,
    person: &Person,
    today: Date,
) -> Option<Picture> {
    let rows = Rows::of(card, assessment, person, today)?;
    let tracks = Tracks {
        axis: DayAxis {
            from: rows.from,
            to: rows.to,
            left: MARGIN,
            right: WIDTH - MARGIN,
        },
        window: rows.window,
        today,
    };
    let chart = Timeline {
        card,
        assessment,
        rows: &rows,
        tracks,
    };
    Some(Picture {
        name: "timeline".to_owned(),
        svg: chart.draw(),
        text: bars(card, &chart.subtitle(), &rows),
    })
}

struct Timeline<'a> {
    card: Context<'a>,
    assessment: &'a Assessment<'a>,
    rows: &'a Rows,
    tracks: Tracks,
}

impl Timeline<'_> {
    fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.card.localizer.plain(id, args)
    }

    fn subtitle(&self) -> String {
        let localizer = self.card.localizer;
        let args = [
            ("date", localizer.day(self.assessment.as_of).into()),
            (
                "rules",
                localizer.day(self.assessment.rules.effective_from).into(),
            ),
        ];
        self.format("picture-timeline-subtitle", &args)
    }

    fn draw(&self) -> String {
        let mut canvas = Canvas::new(&self.card.presenter.pictures.letters);
        for colour in [BLUE, GREEN, UNPAID] {
            Tracks::define_fading(&mut canvas, colour);
        }
        let bottom = self.draw_on(&mut canvas);
        canvas.finish(bottom + MARGIN - 12.0)
    }

    /// Draws everything from top to bottom; the bottom.
    fn draw_on(&self, canvas: &mut Canvas<'_>) -> f32 {
        let title = self.format("picture-timeline-title", &[]);
        let mut y = canvas.paragraph(MARGIN - 8.0, Type::TITLE, &title);
        y = canvas.paragraph(y + 4.0, Type::BODY.in_colour(QUIET), &self.subtitle());
        y = self.head(canvas, y + 24.0);
        for spell in &self.rows.spells {
            y = self.spell(canvas, y, spell);
        }
        y = self.left_out(
            canvas,
            y,
            "picture-spells-left-out",
            self.rows.spells_left_out,
        );
        if !self.rows.categories.is_empty() {
            let heading = self.format("picture-met-heading", &[]);
            let style = Type {
                size: 36.0,
                ..Type::STRONG
            };
            y = canvas.paragraph(y + 18.0, style, &heading) + 10.0;
        }
        for category in &self.rows.categories {
            y = self.category(canvas, y, category);
        }
        let left_out = self.rows.categories_left_out;
        y = self.left_out(canvas, y, "picture-categories-left-out", left_out);
        let axis = Area {
            left: self.tracks.axis.left,
            top: y,
            right: self.tracks.axis.right,
            bottom: y,
        };
        self.tracks.axis.draw(canvas, self.card.localizer, axis);
        y + 52.0
    }

    /// A bracket over the time that counts, and today's mark; the bottom.
    fn head(&self, canvas: &mut Canvas<'_>, top: f32) -> f32 {
        let mut y = top;
        if let Some(window) = self.rows.window {
            y = self.window(canvas, y, window);
        }
        let style = Type::STRONG;
        let x = self.tracks.axis.x(self.rows.today);
        let label = self.format("job-summary-still", &[]);
        let half = canvas.width(&label, style) / 2.0;
        let middle = x.clamp(MARGIN + half, WIDTH - MARGIN - half);
        canvas.text((middle, y + 30.0), Anchor::Middle, style, &label);
        canvas.shape(
            &[(x - 11.0, y + 40.0), (x + 11.0, y + 40.0), (x, y + 56.0)],
            INK,
        );
        y + 56.0
    }

    fn window(&self, canvas: &mut Canvas<'_>, top: f32, window: Window) -> f32 {
        let localizer = self.card.localizer;
        let args = [
            ("years", window.years.into()),
            ("first", localizer.day(window.first).into()),
            ("last", localizer.day(window.last).into()),
        ];
        let style = Type::SMALL.in_colour(BLUE);
        let label = self.format("picture-window", &args);
        let label = canvas.fit(&label, style, WIDTH - 2.0 * MARGIN);
        let (left, right) = (
            self.tracks.axis.x(window.first),
            self.tracks.axis.x(window.last),
        );
        let half = canvas.width(&label, style) / 2.0;
        let middle = ((left + right) / 2.0).clamp(MARGIN + half, WIDTH - MARGIN - half);
        canvas.text((middle, top + 28.0), Anchor::Middle, style, &label);
        let bracket = [
            (left, top + 58.0),
            (left, top + 42.0),
            (right, top + 42.0),
            (right, top + 58.0),
        ];
        canvas.line(&bracket, BRACKET);
        top + 58.0
    }

    /// What is said of a row above its track: the name at the left, a little at the right.
    fn label(
        &self,
        canvas: &mut Canvas<'_>,
        top: f32,
        name: &str,
        beside: &str,
        style: Type,
    ) -> f32 {
        let beside_width = canvas.width(beside, style);
        let right = (WIDTH - MARGIN, top + 32.0);
        canvas.text(right, Anchor::End, style, beside);
        let most = WIDTH - 2.0 * MARGIN - beside_width - 24.0;
        let name = canvas.fit(name, Type::STRONG, most);
        canvas.text((MARGIN, top + 32.0), Anchor::Start, Type::STRONG, &name);
        top + 46.0
    }

    /// A spell's label and bar; the bottom.
    fn spell(&self, canvas: &mut Canvas<'_>, top: f32, spell: &SpellRow) -> f32 {
        let lane_top = self.label(canvas, top, &spell.title, &spell.hours, Type::BODY);
        let track = self.tracks.track(canvas, lane_top);
        let bar = self
            .tracks
            .bar(track, spell.start, spell.end.unwrap_or(self.rows.today));
        let (fill, edge, inside) = match spell.counts {
            Counts::Yes => (BLUE, PAID_EDGE, WHITE),
            Counts::Unlisted => (WHITE, PAID_EDGE, BLUE),
            Counts::Unpaid => ("#e3e7eb", UNPAID_EDGE, INK),
        };
        let is_before = spell.end.is_some_and(|end| end < self.rows.from);
        let bar = if is_before {
            Area {
                right: bar.left + ARROW_SPACE,
                ..bar
            }
        } else {
            bar
        };
        if spell.end.is_none() {
            let colour = match spell.counts {
                Counts::Yes => BLUE,
                Counts::Unlisted | Counts::Unpaid => UNPAID,
            };
            self.tracks.going_on(canvas, bar, colour);
        }
        if !is_before {
            canvas.edged_area(bar, 6.0, fill, edge);
            for (from, to) in &spell.away {
                let away = self.tracks.bar(track, *from, *to);
                canvas.edged_area(away, 0.0, "#e3e7eb", UNPAID_EDGE);
            }
        }
        if spell.start < self.rows.from {
            let colour = if is_before { edge.colour } else { inside };
            began_before(canvas, bar, colour);
        }
        self.tracks.today(canvas, track);
        self.dates(canvas, bar, spell, inside);
        let note = match spell.counts {
            Counts::Yes if spell.away.is_empty() => return track.bottom + 14.0,
            Counts::Yes => self.format("picture-away", &[]),
            Counts::Unlisted => self.format("picture-unlisted", &[]),
            Counts::Unpaid => self.format("picture-unpaid", &[]),
        };
        canvas.paragraph(track.bottom + 8.0, Type::SMALL, &note) + 8.0
    }

    /// The dates of a spell in its bar, or beside it where it is too short.
    fn dates(&self, canvas: &mut Canvas<'_>, bar: Area, spell: &SpellRow, inside: &'static str) {
        let style = Type::SMALL;
        let width = canvas.width(&spell.dates, style) + 24.0;
        let today = self.tracks.axis.x(self.rows.today);
        let indent = if spell.start < self.rows.from {
            34.0
        } else {
            12.0
        };
        let right_end = if bar.right >= today {
            self.tracks.axis.right
        } else {
            today
        };
        let (x, anchor, colour) = if bar.width() >= width + indent {
            (bar.left + indent, Anchor::Start, inside)
        } else if spell.end.is_some() && right_end - bar.right >= width {
            (bar.right + 12.0, Anchor::Start, INK)
        } else if bar.left - self.tracks.axis.left >= width {
            (bar.left - 12.0, Anchor::End, INK)
        } else {
            let left = bar.right.min(self.tracks.axis.right - width) + 6.0;
            let plate = Area {
                left,
                right: left + width - 12.0,
                ..bar
            };
            canvas.area(plate, 6.0, WHITE);
            (left + 6.0, Anchor::Start, INK)
        };
        let place = (x, bar.bottom - 11.0);
        canvas.text(place, anchor, style.in_colour(colour), &spell.dates);
    }

    /// A category's label, the time over which its requirement is met, and its days in words; the bottom.
    fn category(&self, canvas: &mut Canvas<'_>, top: f32, category: &CategoryRow) -> f32 {
        let is_met = category.verdict == Verdict::Eligible;
        let has_lapsed = !is_met && category.lapses_on.is_some();
        let (status, style) = if is_met {
            let status = self.format("picture-status-met", &[]);
            (status, Type::STRONG.in_colour(GREEN))
        } else if has_lapsed {
            let status = self.format("picture-status-lapsed", &[]);
            (status, Type::BODY.in_colour(QUIET))
        } else {
            let status = self.format("picture-status-not-yet", &[]);
            (status, Type::BODY.in_colour(QUIET))
        };
        let lane_top = self.label(canvas, top, &category.name, &status, style);
        let track = self.tracks.track(canvas, lane_top);
        if is_met || has_lapsed || category.met_from.is_some() {
            self.met(canvas, track, category);
        }
        self.tracks.today(canvas, track);
        let style = Type::SMALL.in_colour(INK);
        canvas.paragraph(track.bottom + 8.0, style, &category.note) + 12.0
    }

    /// A bar over the time in which a requirement is met: a circle where it begins, a diamond where it lapses.
    fn met(&self, canvas: &mut Canvas<'_>, track: Area, category: &CategoryRow) {
        let start = category.met_from.unwrap_or(Date::MIN).max(self.rows.from);
        let end = category.lapses_on.unwrap_or(self.rows.today).max(start);
        let bar = self.tracks.bar(track, start, end);
        let middle = (bar.top + bar.bottom) / 2.0;
        if category.lapses_on.is_none() {
            self.tracks.going_on(canvas, bar, GREEN);
        }
        if end > start {
            canvas.area(bar, 6.0, GREEN);
        }
        if category.met_from.is_some_and(|day| day >= self.rows.from) {
            canvas.circle((bar.left, middle), 17.0, WHITE, GREEN);
            canvas.circle((bar.left, middle), 8.0, GREEN, GREEN);
        } else {
            began_before(canvas, bar, WHITE);
        }
        if category.lapses_on.is_some() {
            for (half, colour) in [(24.0, GREEN), (16.0, WHITE)] {
                let corners = [
                    (bar.right - half, middle),
                    (bar.right, middle - half),
                    (bar.right + half, middle),
                    (bar.right, middle + half),
                ];
                canvas.shape(&corners, colour);
            }
        }
    }

    /// How many rows there was no room for; the bottom.
    fn left_out(&self, canvas: &mut Canvas<'_>, top: f32, id: &str, count: usize) -> f32 {
        if count == 0 {
            return top;
        }
        let note = self.format(id, &[("count", count.into())]);
        canvas.paragraph(top, Type::SMALL, &note) + 8.0
    }
}
