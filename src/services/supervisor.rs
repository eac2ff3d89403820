//! The owner of every task that runs beside conversations.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use super::Metrics;

/// When a task that ended is started again.
#[derive(Debug, Clone, Copy)]
struct Restarts {
    pauses: ExponentialBuilder,
    /// A task that ran for this long begins with the first pause again.
    calm: Duration,
}

const RESTARTS: Restarts = Restarts {
    pauses: ExponentialBuilder::new()
        .with_min_delay(Duration::from_secs(1))
        .with_max_delay(Duration::from_secs(600))
        .without_max_times(),
    calm: Duration::from_secs(3_600),
};

/// Runs tasks that are to last as long as the program. One that panics, or ends by itself, is named in the log and started
/// again after a pause that grows.
#[derive(Debug)]
pub struct Supervisor {
    stop: watch::Receiver<bool>,
    tasks: JoinSet<()>,
    restarts: Restarts,
    metrics: Arc<Metrics>,
}

impl Supervisor {
    /// A supervisor without tasks, which are to end once `stop` comes true.
    pub fn new(stop: watch::Receiver<bool>, metrics: Arc<Metrics>) -> Self {
        Supervisor {
            stop,
            metrics,
            tasks: JoinSet::new(),
            restarts: RESTARTS,
        }
    }

    /// Starts a task: `start` is called for every start, with what tells it to end.
    pub fn start<F, R>(&mut self, name: &'static str, start: F)
    where
        F: Fn(watch::Receiver<bool>) -> R + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        let (stop, restarts) = (self.stop.clone(), self.restarts);
        let metrics = Arc::clone(&self.metrics);
        let kept = keep_running(name, start, stop, restarts, metrics);
        self.tasks.spawn(kept);
    }

    /// Watches over the tasks until they are told to stop, and then until all have ended, at most for `longest`. Those left
    /// then are cut short.
    pub async fn run(mut self, longest: Duration) {
        // A sender that is gone cannot tell anybody to go on either.
        let _ = self.stop.wait_for(|&stop| stop).await;
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if timeout(longest, all).await.is_err() {
            log::warn!("{} tasks were not finished in time", self.tasks.len());
        }
    }
}

async fn keep_running<F, R>(
    name: &'static str,
    start: F,
    mut stop: watch::Receiver<bool>,
    restarts: Restarts,
    metrics: Arc<Metrics>,
) where
    F: Fn(watch::Receiver<bool>) -> R,
    R: Future<Output = ()> + Send + 'static,
{
    let mut pauses = restarts.pauses.build();
    loop {
        let begun = Instant::now();
        // In a set of one, so that it ends with its supervisor.
        let mut running = JoinSet::new();
        running.spawn(start(stop.clone()));
        let outcome = running.join_next().await;
        if *stop.borrow() {
            return;
        }
        let how = match outcome {
            Some(Err(error)) if error.is_panic() => "panicked",
            _ => "ended",
        };
        if begun.elapsed() >= restarts.calm {
            pauses = restarts.pauses.build();
        }
        let pause = pauses.next().unwrap_or_default();
        metrics.restarted(name);
        log::error!("{name} {how}: started again in {pause:?}");
        tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => return,
            () = sleep(pause) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const FIRST: Duration = Duration::from_millis(10);
    const SOON: Duration = Duration::from_secs(20);

    fn supervisor(longest: Duration, calm: Duration) -> (watch::Sender<bool>, Supervisor) {
        let (stopper, stop) = watch::channel(false);
        let mut supervisor = Supervisor::new(stop, Arc::default());
        let pauses = RESTARTS.pauses.with_min_delay(FIRST);
        supervisor.restarts = Restarts {
            pauses: pauses.with_max_delay(longest),
            calm,
        };
        (stopper, supervisor)
    }

    /// When a task began that fails each time, for its first `count` starts.
    async fn starts(count: usize, longest: Duration, calm: Duration, fail: fn()) -> Vec<Instant> {
        let (stopper, mut supervisor) = supervisor(longest, calm);
        let begun = Arc::new(Mutex::new(Vec::new()));
        let task = {
            let begun = begun.clone();
            move |mut stop: watch::Receiver<bool>| {
                let begun = begun.clone();
                let stopper = stopper.clone();
                async move {
                    let starts = {
                        let mut begun = begun.lock().unwrap();
                        begun.push(Instant::now());
                        begun.len()
                    };
                    if starts < count {
                        fail();
                    } else {
                        stopper.send(true).unwrap();
                        stop.wait_for(|&stop| stop).await.unwrap();
                    }
                }
            }
        };
        supervisor.start("the task", task);
        timeout(SOON, supervisor.run(SOON)).await.unwrap();
        begun.lock().unwrap().clone()
    }

    #[tokio::test]
    async fn a_task_that_fails_is_started_again_after_growing_pauses() {
        let fails: [fn(); 2] = [|| panic!("on purpose"), || ()];
        for fail in fails {
            let begun = starts(5, 4 * FIRST, SOON, fail).await;
            let pauses = begun.windows(2).map(|pair| pair[1] - pair[0]);
            for (pause, least) in pauses.zip([1, 2, 4, 4]) {
                assert!(pause >= FIRST * least, "{pause:?}");
            }
        }
    }

    #[tokio::test]
    async fn a_task_that_ran_well_is_started_again_soon() {
        // Growing, the pauses would take 20 seconds.
        let begun = starts(12, SOON, Duration::ZERO, || ()).await;
        assert!(begun[11] - begun[0] < SOON / 2);
    }

    #[tokio::test]
    async fn a_failing_task_disturbs_no_other_and_nobody_outlives_the_supervisor() {
        let (stopper, mut supervisor) = supervisor(SOON, SOON);
        supervisor.start("the failing", |_| async { panic!("on purpose") });
        let alive = Arc::new(AtomicUsize::new(0));
        let counter = alive.clone();
        supervisor.start("the deaf", move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            let held = counter.clone();
            async move {
                struct Held(Arc<AtomicUsize>);
                impl Drop for Held {
                    fn drop(&mut self) {
                        self.0.fetch_sub(1, Ordering::SeqCst);
                    }
                }
                let _held = Held(held);
                std::future::pending::<()>().await;
            }
        });
        let watching = tokio::spawn(supervisor.run(5 * FIRST));
        sleep(20 * FIRST).await;
        assert!(!watching.is_finished());
        assert_eq!(alive.load(Ordering::SeqCst), 1, "started once");
        stopper.send(true).unwrap();
        timeout(SOON, watching).await.unwrap().unwrap();
        let deadline = Instant::now() + SOON;
        while alive.load(Ordering::SeqCst) > 0 {
            assert!(Instant::now() < deadline, "it goes on");
            sleep(FIRST).await;
        }
    }
}
