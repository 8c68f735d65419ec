//! What nothing from outside can do: the seeds that a fuzzer left, and what holds of any bytes and of any table. The same
//! targets are driven without end in `fuzz/`.

#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod boxed;
mod death;
mod properties;
mod replay;
mod spread;
mod targets;
