//! Work whose panic ends nothing but itself.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// It panicked, and what it held is as it left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panicked;

/// What work gives, without a task of its own.
///
/// # Errors
/// It panicked.
pub async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    let mut work = pin!(work);
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(given)) => Poll::Ready(Ok(given)),
            Err(_) => Poll::Ready(Err(Panicked)),
        },
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_the_work_alone() {
        assert_eq!(caught(async { 5 }).await, Ok(5));
        let late = async {
            tokio::task::yield_now().await;
            panic!("late")
        };
        assert_eq!(caught::<()>(late).await, Err(Panicked));
    }
}
