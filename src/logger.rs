//! The log, set by `RUST_LOG`.

use env_logger::{Builder, Logger};
use log::{Log, Metadata, Record};

/// Passes on what this program logs itself: other crates may log addresses, which hold the token, and texts.
struct OwnOnly(Logger);

impl Log for OwnOnly {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_own(metadata.target()) && self.0.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if is_own(record.target()) {
            self.0.log(record);
        }
    }

    fn flush(&self) {
        self.0.flush();
    }
}

fn is_own(target: &str) -> bool {
    target.split("::").next() == Some("nocbot")
}

/// Starts the log with the lines that `filter` lets through, coloured by `style`: auto, always or never.
pub fn init(filter: &str, style: &str) {
    let logger = Builder::new()
        .parse_filters(filter)
        .parse_write_style(style)
        .build();
    let level = logger.filter();
    if log::set_boxed_logger(Box::new(OwnOnly(logger))).is_ok() {
        log::set_max_level(level);
    }
}
