//! What a process costs, read from /proc, and a disk kept busy beside it.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

/// Of `/proc/PID/stat`, on every Linux there is.
const TICKS_A_SECOND: f64 = 100.0;

/// User and system time of a process.
pub fn cpu_seconds(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("Linux");
    // The name, in parentheses, may hold spaces.
    let after = stat.rsplit(')').next().unwrap_or("");
    let fields: Vec<f64> = after
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    (fields[11] + fields[12]) / TICKS_A_SECOND
}

/// The memory that a process has now, and the most that it ever had.
pub fn megabytes(pid: u32) -> (f64, f64) {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("Linux");
    let of = |name: &str| number_after(&status, name) / 1_024.0;
    (of("VmRSS:"), of("VmHWM:"))
}

/// What a process had written to the disk.
pub fn written_kilobytes(pid: u32) -> f64 {
    let io = fs::read_to_string(format!("/proc/{pid}/io")).unwrap_or_default();
    number_after(&io, "write_bytes:") / 1_024.0
}

fn number_after(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0.0)
}

/// Writes and waits for the disk all the time, until it is dropped.
pub struct BusyDisk {
    stop: Arc<AtomicBool>,
    waits: Arc<AtomicU64>,
}

impl BusyDisk {
    const BLOCK: usize = 1 << 20;
    const LARGEST: u64 = 64 << 20;

    /// Begins in this folder.
    pub fn start(folder: &Path) -> Self {
        let busy = BusyDisk {
            stop: Arc::default(),
            waits: Arc::default(),
        };
        let mut file = File::create(folder.join("busy")).expect("a file");
        let (stop, waits) = (Arc::clone(&busy.stop), Arc::clone(&busy.waits));
        thread::spawn(move || {
            let block = vec![7; Self::BLOCK];
            while !stop.load(Ordering::Relaxed) {
                file.write_all(&block).expect("room on the disk");
                file.sync_all().expect("a disk");
                waits.fetch_add(1, Ordering::Relaxed);
                if file.stream_position().is_ok_and(|at| at >= Self::LARGEST) {
                    file.seek(SeekFrom::Start(0)).expect("a file");
                }
            }
        });
        busy
    }

    /// How often it has waited for the disk.
    pub fn waits(&self) -> u64 {
        self.waits.load(Ordering::Relaxed)
    }
}

impl Drop for BusyDisk {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
