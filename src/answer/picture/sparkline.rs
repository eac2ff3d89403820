//! A stream's cut-offs in characters, for a terminal.

use super::history::History;
use crate::answer::card::Context;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// How many rounds are shown: with what stands around them they fit a line of a terminal.
const MAX_ROUNDS: usize = 40;

/// The stream's last rounds as blocks, their time and range, and what a score would have done in each.
pub(super) fn sparkline(card: Context<'_>, history: &History, score: Option<u16>) -> String {
    let localizer = card.localizer;
    let cut_offs = &history.cut_offs;
    let shown = &cut_offs[cut_offs.len().saturating_sub(MAX_ROUNDS)..];
    let lowest = shown.iter().map(|&(_, cut_off)| cut_off).min();
    let highest = shown.iter().map(|&(_, cut_off)| cut_off).max();
    let (lowest, highest) = (lowest.unwrap_or(0), highest.unwrap_or(0));
    let blocks: String = shown
        .iter()
        .map(|&(_, cut_off)| block(cut_off, lowest, highest))
        .collect();
    let first = shown.first().map_or(history.from, |&(day, _)| day);
    let args = [
        ("rounds", shown.len().into()),
        ("first", localizer.day(first).into()),
        ("last", localizer.day(history.latest().0).into()),
    ];
    let mut lines = vec![
        history.name.clone(),
        localizer.plain("picture-text-rounds", &args),
        format!("{lowest:>4} {blocks} {highest}"),
    ];
    if let Some(score) = score {
        let reached = |cut_off: u16| if score >= cut_off { '+' } else { '·' };
        let marks: String = shown.iter().map(|&(_, cut_off)| reached(cut_off)).collect();
        let count = marks.chars().filter(|&mark| mark == '+').count();
        let args = [
            ("score", usize::from(score).into()),
            ("reached", count.into()),
            ("rounds", shown.len().into()),
        ];
        lines.push(format!("     {marks}"));
        lines.push(localizer.plain("picture-text-score", &args));
    }
    lines.join("\n")
}

fn block(cut_off: u16, lowest: u16, highest: u16) -> char {
    let span = usize::from(highest - lowest).max(1);
    let steps = BLOCKS.len() - 1;
    BLOCKS[(usize::from(cut_off - lowest) * steps + span / 2) / span]
}
