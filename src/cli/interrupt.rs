//! An interrupt ends the program at once and leaves nothing behind: no temporary file, no half of a report.

use crate::ingest::remove_temporary;

/// Waits for an interrupt beside the work. Where the system will not tell of one, it ends the program as it always did.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else {
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // As a shell tells that a signal ended a program: 130 and 143.
            leave(128 + signal);
        }
    });
}

/// Waits for an interrupt beside the work.
#[cfg(not(unix))]
pub(super) fn watch() {
    // Without it, the system ends the program as it always did.
    let _ = ctrlc::set_handler(|| leave(130));
}

#[expect(clippy::exit, reason = "the work is on other threads, which are not asked")]
fn leave(code: i32) {
    remove_temporary();
    std::process::exit(code);
}
