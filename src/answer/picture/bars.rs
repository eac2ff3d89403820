//! A timeline in characters, for a terminal.

use jiff::civil::Date;

use super::axis::days_between;
use super::rows::{CategoryRow, Counts, Rows, SpellRow};
use crate::answer::card::Context;

/// The columns for names and for the time axis: 80 together with the space between them.
const NAME_COLUMNS: usize = 27;
const AXIS_COLUMNS: usize = 52;

/// One line a spell and one a category over a common axis, with the days in words.
pub(super) fn bars(card: Context<'_>, subtitle: &str, rows: &Rows) -> String {
    let localizer = card.localizer;
    let say = |id, count: usize| localizer.plain(id, &[("count", count.into())]);
    let axis = Axis { rows };
    let mut lines = vec![
        localizer.plain("picture-timeline-title", &[]),
        subtitle.to_owned(),
        line("", "", &axis.years()),
    ];
    if let Some(window) = rows.window {
        let name = localizer.plain("picture-window-name", &[("years", window.years.into())]);
        let mut cells = axis.fill(window.first, window.last, '─');
        cells[axis.column(window.first)] = '├';
        cells[axis.column(window.last)] = '┤';
        lines.push(line(&name, "", &cells));
    }
    lines.extend(rows.spells.iter().map(|spell| axis.spell(spell)));
    if rows.spells.iter().any(|spell| !spell.away.is_empty()) {
        lines.push(format!("  ··· {}", localizer.plain("picture-away", &[])));
    }
    if rows.spells_left_out > 0 {
        lines.push(say("picture-spells-left-out", rows.spells_left_out));
    }
    for category in &rows.categories {
        lines.push(axis.category(category));
        lines.extend(
            textwrap::wrap(
                &category.note,
                textwrap::Options::new(NAME_COLUMNS + 1 + AXIS_COLUMNS)
                    .initial_indent("  ")
                    .subsequent_indent("  "),
            )
            .into_iter()
            .map(|line| line.into_owned()),
        );
    }
    if rows.categories_left_out > 0 {
        lines.push(say("picture-categories-left-out", rows.categories_left_out));
    }
    lines.join("\n")
}

/// A name, shortened to fit with what stands beside it, and its cells.
fn line(name: &str, beside: &str, cells: &[char]) -> String {
    let room = NAME_COLUMNS - beside.chars().count().min(NAME_COLUMNS);
    let name: String = if name.chars().count() <= room {
        name.to_owned()
    } else {
        let start: String = name.chars().take(room.saturating_sub(1)).collect();
        format!("{}…", start.trim_end())
    };
    let cells: String = cells.iter().collect();
    let named = format!("{name}{beside}");
    format!("{named:NAME_COLUMNS$} {cells}")
        .trim_end()
        .to_owned()
}

struct Axis<'a> {
    rows: &'a Rows,
}

impl Axis<'_> {
    /// The column of a day, or the nearest one.
    fn column(&self, day: Date) -> usize {
        let rows = self.rows;
        let part = days_between(rows.from, day) / days_between(rows.from, rows.to).max(1.0);
        let column = (part.clamp(0.0, 1.0) * AXIS_COLUMNS as f32) as usize;
        column.min(AXIS_COLUMNS - 1)
    }

    /// Cells with today's mark only.
    fn empty(&self) -> Vec<char> {
        let mut cells = vec![' '; AXIS_COLUMNS];
        cells[self.column(self.rows.today)] = '│';
        cells
    }

    fn fill(&self, from: Date, to: Date, mark: char) -> Vec<char> {
        let mut cells = self.empty();
        cells[self.column(from)..=self.column(to)].fill(mark);
        cells
    }

    /// Every year at the column of its first day.
    fn years(&self) -> Vec<char> {
        let mut cells = vec![' '; AXIS_COLUMNS];
        let years = self.rows.from.year() + 1..=self.rows.to.year();
        for first in years.filter_map(|year| Date::new(year, 1, 1).ok()) {
            let at = self.column(first);
            for (cell, digit) in cells[at..].iter_mut().zip(first.year().to_string().chars()) {
                *cell = digit;
            }
        }
        cells
    }

    fn spell(&self, spell: &SpellRow) -> String {
        let mark = match spell.counts {
            Counts::Yes => '█',
            Counts::Unlisted => '▒',
            Counts::Unpaid => '░',
        };
        let until = spell.end.unwrap_or(self.rows.today);
        let mut cells = self.fill(spell.start, until, mark);
        for (from, to) in &spell.away {
            cells[self.column(*from)..=self.column(*to)].fill('·');
        }
        if until < self.rows.from {
            cells[0] = '<';
        }
        if spell.end.is_none() {
            cells[self.column(self.rows.today)..].fill('┄');
            cells[AXIS_COLUMNS - 1] = '>';
        }
        line(&spell.title, &format!(" {}", spell.hours), &cells)
    }

    fn category(&self, category: &CategoryRow) -> String {
        let cells = match (category.met_from, category.lapses_on) {
            (None, None) => self.empty(),
            (from, to) => {
                let from = from.unwrap_or(self.rows.from);
                let mut cells = self.fill(from, to.unwrap_or(self.rows.to), '=');
                if to.is_none() {
                    cells[AXIS_COLUMNS - 1] = '>';
                }
                cells
            }
        };
        line(&category.name, "", &cells)
    }
}
