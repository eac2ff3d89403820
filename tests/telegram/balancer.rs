//! A balancer before several bots: each connection goes to the next one that is there.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// A running balancer.
pub struct Balancer {
    address: SocketAddr,
    behind: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Balancer {
    /// One before these addresses, which need not be listened at yet.
    pub fn start(behind: Vec<SocketAddr>) -> Balancer {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let behind = Arc::new(Mutex::new(behind));
        let shared = Arc::clone(&behind);
        thread::spawn(move || {
            static NEXT: AtomicUsize = AtomicUsize::new(0);
            for client in listener.incoming().flatten() {
                let all = shared.lock().unwrap().clone();
                let first = NEXT.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || {
                    let mut turns = (0..all.len()).map(|turn| all[(first + turn) % all.len()]);
                    let server = turns.find_map(|address| {
                        TcpStream::connect_timeout(&address, CONNECT_TIMEOUT).ok()
                    });
                    if let Some(server) = server {
                        let _ = join(client, server);
                    }
                });
            }
        });
        Balancer { address, behind }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Puts another address in the place of one.
    pub fn replace(&self, at: usize, address: SocketAddr) {
        self.behind.lock().unwrap()[at] = address;
    }
}

/// Passes on what either says until one of them ends.
fn join(client: TcpStream, server: TcpStream) -> io::Result<()> {
    let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    let there = thread::spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Both);
    });
    let (mut from_server, mut to_client) = (server, client);
    let _ = io::copy(&mut from_server, &mut to_client);
    let _ = to_client.shutdown(Shutdown::Both);
    let _ = there.join();
    Ok(())
}
