//! Third-party readers under guard: a panic in one of them becomes a `Stopped` for its file. Knows no format.

use super::words;
use super::zip::damaged;
use crate::ingest::{Code, Stopped};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a guarded reader right now. A panic hook that asks can stay quiet: the panic is
/// caught, and told as a `Stopped`.
pub fn guarded() -> bool {
    GUARDED.get()
}

/// Calls a third-party reader. Its own errors are damage to the file; its panics are its failure.
pub(super) fn caught<T, E: std::fmt::Display>(call: impl FnOnce() -> Result<T, E>) -> Result<T, Stopped> {
    match guard(call) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(damaged(words::reader_failed(&error.to_string()))),
        Err(_) => Err(panicked()),
    }
}

/// Like [`caught`], for calls that speak our own errors.
pub(super) fn caught_own<T>(call: impl FnOnce() -> Result<T, Stopped>) -> Result<T, Stopped> {
    guard(call).unwrap_or_else(|_| Err(panicked()))
}

/// Calls what may panic; errs with what the panic said. Whatever it left half done must not be used again.
pub fn guard<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDED.replace(true);
    // Whatever the reader left half done is dropped with it: callers never use it again after an error.
    let outcome = catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(before);
    outcome.map_err(|panic| match panic.downcast::<String>() {
        Ok(said) => *said,
        Err(panic) => panic
            .downcast_ref::<&str>()
            .map_or_else(String::new, |&said| said.to_owned()),
    })
}

fn panicked() -> Stopped {
    Stopped::new(Code::ReaderFailed, words::reader_panicked()).help(words::resave())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn panics_errors_and_values_are_told_apart() {
        let value = caught(|| Ok::<_, io::Error>(guarded()));
        assert_eq!(value, Ok(true));
        let error = caught(|| Err::<(), _>(io::Error::other("x")));
        assert_eq!(error.unwrap_err().code, Code::Damaged);
        let panic = caught(|| -> Result<(), io::Error> { panic!("deliberate") });
        assert_eq!(panic.unwrap_err().code, Code::ReaderFailed);
        assert!(!guarded());
    }
}
