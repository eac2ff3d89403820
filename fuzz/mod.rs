//! Random inputs for whatever takes them: those that were too much once, then as many new ones as the time allows.
//!
//! The library's tests and those in `tests/` share this. A finding is printed as one line of JSON, the smallest that still
//! fails; as a line of `fuzz/corpus/TARGET.jsonl` it is tried first from then on.

pub mod text;
pub mod tree;

use std::env;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRng, TestRunner};
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// For how many seconds each target is tried, with other inputs each time.
const SECONDS: &str = "NOCBOT_FUZZ_SECONDS";
/// Without that: the same inputs each time, as many as this time allows.
const USUAL: Duration = Duration::from_secs(10);
/// One input takes no longer on its thread, unoptimised.
const LONGEST: Duration = Duration::from_secs(6);
/// How long the search for a smaller input that fails may take.
const SHRINKING_MS: u32 = 60_000;

/// Tries `check` on the corpus of `target`, then on values of `strategy` until the time is up.
///
/// # Panics
/// The check panics or takes too long on one of them.
pub fn fuzz<S>(target: &str, strategy: &S, check: impl Fn(S::Value))
where
    S: Strategy,
    S::Value: Serialize + DeserializeOwned + Clone,
{
    for (line, value) in corpus::<S::Value>(target) {
        let outcome = timed(value, &check);
        assert!(outcome.is_ok(), "{target}.jsonl:{line}: {outcome:?}");
    }
    let config = Config {
        failure_persistence: None,
        max_shrink_time: SHRINKING_MS,
        ..Config::default()
    };
    let wanted = env::var(SECONDS).ok().map(|seconds| {
        let seconds = seconds.parse().expect("a number of seconds");
        Duration::from_secs(seconds)
    });
    let mut runner = match wanted {
        Some(_) => TestRunner::new(config),
        None => {
            let rng = TestRng::deterministic_rng(config.rng_algorithm);
            TestRunner::new_with_rng(config, rng)
        }
    };
    let (begun, time) = (Instant::now(), wanted.unwrap_or(USUAL));
    let mut count = 0u64;
    while begun.elapsed() < time {
        let tree = strategy.new_tree(&mut runner).expect("a value");
        if let Err(error) = runner.run_one(tree, |value| timed(value, &check)) {
            report(target, &error);
        }
        count += 1;
    }
    println!("{target}: {count} inputs in {:.0?}", begun.elapsed());
}

/// Says what was found, and how to keep it.
fn report<T: Debug + Serialize>(target: &str, error: &TestError<T>) -> ! {
    match error {
        TestError::Fail(reason, value) => {
            let line = serde_json::to_string(value).expect("a line");
            panic!("{reason}\nfor fuzz/corpus/{target}.jsonl:\n{line}\n{value:#?}");
        }
        TestError::Abort(reason) => panic!("{target}: {reason}"),
    }
}

/// The inputs kept of a target, with their lines.
fn corpus<T: DeserializeOwned>(target: &str) -> Vec<(usize, T)> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz/corpus/{target}.jsonl"));
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => panic!("{}: {error}", path.display()),
    };
    let value = |(line, text): (usize, &str)| {
        let read = serde_json::from_str(text);
        (
            line,
            read.unwrap_or_else(|error| panic!("{target}.jsonl:{line}: {error}")),
        )
    };
    (1..).zip(text.lines()).map(value).collect()
}

fn timed<T>(value: T, check: &impl Fn(T)) -> Result<(), TestCaseError> {
    let before = thread_time();
    check(value);
    let took = thread_time().saturating_sub(before);
    if took > LONGEST {
        return Err(TestCaseError::fail(format!("it took {took:?}")));
    }
    Ok(())
}

/// How long this thread has worked.
fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.try_into().unwrap_or(0),
    )
}
