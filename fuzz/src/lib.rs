//! The targets of `tests/fuzz`, for libFuzzer: the bodies stand there, where the ordinary tests run them too.

#[path = "../../tests/fuzz/boxed.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod boxed;
#[path = "../../tests/fuzz/targets/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use more of it")]
mod targets;

/// Runs the target of a name once.
pub fn run(name: &str, bytes: &[u8]) {
    targets::quiet();
    if let Some(target) = targets::of(name) {
        target(bytes);
    }
}
