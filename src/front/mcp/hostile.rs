//! Calls with arguments of any shape: nothing panics, and what is answered is JSON.

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::tools::{ALL, Tools};
use crate::answer::Presenter;
use crate::clock::DayClock;
use crate::fuzz::{fuzz, tree};
use crate::noc::{DataFiles, Lang};

static TOOLS: LazyLock<Tools> = LazyLock::new(|| Tools {
    presenter: Presenter::open(&DataFiles::BuiltIn).unwrap(),
    clock: Arc::new(DayClock(date(2026, 11, 22))),
    lang: None,
    usual_lang: Lang::EN,
});

/// Arguments that are right for one tool or another.
fn arguments() -> impl Strategy<Value = Value> {
    let spell = json!({"noc": "31301", "start": "2024-01", "end": null, "hours_per_week": 40, "country": "canada",
                       "away": [{"start": "2025-02", "end": "2025-03"}]});
    select(vec![
        json!({"text": "icu staff nurse", "lang": "en", "top": 3, "as_of": "2025-03-01"}),
        json!({"text": "welder in Dubai since 2021, 40h", "asked": "job", "lang": "fr", "as_of": "2026-11-20"}),
        json!({"experience": [spell], "french": {"speaking": 7}, "military": {"years": 12}, "crs": 450}),
        json!({"stream": "health", "as_of": "2026-11-22"}),
        json!({"score": 450, "as_of": null}),
        json!({}),
    ])
}

#[test]
fn a_call_is_answered_or_refused() {
    let calls = (0..ALL.len(), tree::mutated(arguments()));
    fuzz(
        "tools",
        &calls,
        |(tool, arguments): (usize, Value)| match (ALL[tool].answer)(&TOOLS, &arguments.to_string())
        {
            Ok(answer) => drop(serde_json::from_str::<Value>(&answer).unwrap()),
            Err(problem) => assert!(!problem.is_empty()),
        },
    );
}
