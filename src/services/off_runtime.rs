//! Work that takes a processor for long, off the threads that every conversation needs.

use tokio::task::{JoinError, spawn_blocking};

/// What work gives that runs on a thread for such work; where it panics, so does this.
pub(super) async fn off_runtime<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match spawn_blocking(work)
        .await
        .map_err(JoinError::try_into_panic)
    {
        Ok(given) => given,
        Err(Ok(panic)) => std::panic::resume_unwind(panic),
        // The runtime ends, and this task with it.
        Err(Err(_)) => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[tokio::test]
    async fn it_runs_on_another_thread() {
        let here = thread::current().id();
        assert_ne!(off_runtime(|| thread::current().id()).await, here);
    }

    #[tokio::test]
    #[should_panic(expected = "a page of another world")]
    async fn its_panic_is_not_swallowed() {
        off_runtime(|| panic!("a page of another world")).await
    }
}
