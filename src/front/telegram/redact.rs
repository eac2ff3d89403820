//! What may be logged: never a text, a name, an id in clear or the token.

use std::time::Instant;

use crate::services::Metrics;

/// What is said of one update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handled {
    /// The kind of update.
    pub kind: &'static str,
    /// Where it led.
    pub step: &'static str,
}

impl Handled {
    /// An update that concerns nobody here.
    pub const IGNORED: &'static str = "ignored";

    /// Writes the one line about an update, and counts it. A flood has no lines, since it would have one a message.
    pub fn write(self, begun: Instant, metrics: &Metrics) {
        let (kind, step) = (self.kind, self.step);
        metrics.handled(kind, step, begun.elapsed().as_secs_f64());
        if step == "flood" {
            log::debug!("{kind} {step}");
            return;
        }
        log::info!("{kind} {step} {} ms", begun.elapsed().as_millis());
    }
}
