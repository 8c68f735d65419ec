//! What the files of a run told its collector, in order, so that it can be told again: recorded beside a report, read from
//! the reports of several runs, replayed as one. Knows neither how a finding looks nor how a file is read.

mod entry;
mod lines;
mod part;
mod parts;
mod premises;
mod record;
mod shapes;

pub(super) use entry::Entry;
pub use parts::{Parts, Unmergeable};
pub use premises::Premises;
pub use record::Tape;
pub(super) use shapes::{named, pairs, runs, shared, sparse, unsaid};

use crate::ingest::PassedOver;
use serde::{Deserialize, Serialize};

/// The version of what is recorded; a reader of another takes none of it.
const SCHEMA: &str = "dataaudit-mergeable/3";

/// What is recorded of a run beside its files.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    premises: Premises,
    passed_over: Vec<PassedOver>,
    /// The files are what would have been passed over beside any other.
    left_out: bool,
}
