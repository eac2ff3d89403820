//! Taking connections to a port, so many at a time.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::sleep;

/// How long to wait after a connection could not be taken: what lacks, such as files, lacks for the next one too.
const PAUSE: Duration = Duration::from_millis(100);

/// Takes connections, each on a task of its own, at most `most` at a time; it does not end by itself.
pub async fn accept<S: Future<Output = ()> + Send + 'static>(
    listener: &TcpListener,
    most: usize,
    serve: impl Fn(TcpStream) -> S,
) {
    let free = Arc::new(Semaphore::new(most));
    // The semaphore is never closed.
    while let Ok(place) = free.clone().acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let serving = serve(stream);
                tokio::spawn(async move {
                    let _place = place;
                    serving.await;
                });
            }
            Err(error) => {
                log::warn!("a connection was not taken: {error}");
                sleep(PAUSE).await;
            }
        }
    }
}
