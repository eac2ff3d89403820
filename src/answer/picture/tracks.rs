//! Tracks over the time axis of a timeline, and the bars in them.

use jiff::civil::Date;

use super::axis::DayAxis;
use super::canvas::{Area, Canvas, INK, Point, Stroke, WHITE};
use super::rows::Window;

const LANE_HEIGHT: f32 = 52.0;
/// From the edge of a track to its bar.
const INSET: f32 = 6.0;
/// A shorter bar has no room for an arrow.
const ARROW_ROOM: f32 = 32.0;
const LANE: &str = "#f0f3f6";
const WINDOW: &str = "#cfe3f4";
/// What is to come fades towards the right.
const FADING: &str = "<linearGradient id=\"fading-COLOUR\"><stop offset=\"0\" stop-color=\"#COLOUR\" stop-opacity=\"0.75\"/>\
     <stop offset=\"1\" stop-color=\"#COLOUR\" stop-opacity=\"0.1\"/></linearGradient>";
const TODAY_LINE: Stroke = Stroke::solid(INK, 4.0);
const LANE_LINE: Stroke = Stroke::solid(WHITE, 3.0);

/// What all tracks share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tracks {
    pub axis: DayAxis,
    pub window: Option<Window>,
    pub today: Date,
}

impl Tracks {
    /// Takes in a colour that bars fade out in.
    pub fn define_fading(canvas: &mut Canvas<'_>, colour: &str) {
        canvas.define(&FADING.replace("COLOUR", &colour[1..]));
    }

    /// The empty track below `top`, with the time that counts and today.
    pub fn track(&self, canvas: &mut Canvas<'_>, top: f32) -> Area {
        let track = Area {
            left: self.axis.left,
            top,
            right: self.axis.right,
            bottom: top + LANE_HEIGHT,
        };
        canvas.area(track, 0.0, LANE);
        if let Some(window) = self.window {
            let window = Area {
                left: self.axis.nearest_x(window.first),
                right: self.axis.nearest_x(window.last),
                ..track
            };
            canvas.area(window, 0.0, WINDOW);
        }
        for year in self.axis.years() {
            let x = self.axis.x(year);
            canvas.line(&[(x, track.top), (x, track.bottom)], LANE_LINE);
        }
        track
    }

    /// Marks today in a track.
    pub fn today(&self, canvas: &mut Canvas<'_>, track: Area) {
        let x = self.axis.x(self.today);
        canvas.line(&[(x, track.top - 6.0), (x, track.bottom + 6.0)], TODAY_LINE);
    }

    /// The area of a bar in a track.
    pub fn bar(&self, track: Area, start: Date, end: Date) -> Area {
        let left = self.axis.nearest_x(start);
        Area {
            left,
            top: track.top + INSET,
            right: self.axis.nearest_x(end).max(left + 6.0),
            bottom: track.bottom - INSET,
        }
    }

    /// What is to come fades towards an arrow at the right end.
    pub fn going_on(&self, canvas: &mut Canvas<'_>, bar: Area, colour: &'static str) {
        let rest = Area {
            left: bar.right,
            right: self.axis.right,
            ..bar
        };
        let fading = format!("url(#fading-{})", &colour[1..]);
        canvas.area(rest, 0.0, &fading);
        chevron(canvas, (rest.right - 26.0, rest.top), 14.0, colour);
    }
}

/// Says in a bar that it began before the axis does.
pub(super) fn began_before(canvas: &mut Canvas<'_>, bar: Area, colour: &'static str) {
    if bar.width() > ARROW_ROOM {
        chevron(canvas, (bar.left + 22.0, bar.top), -12.0, colour);
    }
}

/// An arrow head as high as a bar, pointing to the right, or to the left by a negative reach.
fn chevron(canvas: &mut Canvas<'_>, (x, top): Point, reach: f32, colour: &'static str) {
    let bar = LANE_HEIGHT - 2.0 * INSET;
    let corners = [
        (x, top + 8.0),
        (x + reach, top + bar / 2.0),
        (x, top + bar - 8.0),
    ];
    canvas.line(&corners, Stroke::solid(colour, 5.0));
}
