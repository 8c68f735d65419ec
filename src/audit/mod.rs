//! Law × tables → findings. Brings packs and catalogs together, counts, and keeps nothing else; how a finding looks is
//! not known here.

mod across;
mod coverage;
mod covered;
mod departments;
mod finding;
mod judge;
mod lines;
mod outcome;
mod plan;
mod proof;
mod reprieve;
mod run;
mod sought;
mod stance;
mod strangers;
mod tally;
mod tape;
mod words;

pub use across::{Batch, References};
pub use coverage::{Coverage, CoverageStatus};
pub use departments::{
    Aliases, Article, Cause, Departments, Levels, Line, MOST_DEPARTMENTS, Overview, Spot, Unaliased, Who,
};
pub use finding::{Finding, Subject};
pub use outcome::{Input, Outcome, Role, Summary, TableReport, Verdict};
pub use plan::{Active, Plan};
pub use proof::{BREACHES, Proof, Unprovable, prove};
pub use reprieve::{
    Baseline, By, Census, Fate, Held, Known, Part, Place, Reprieve, Stale, Unaudited, Unknown, Unwaivable,
    Upshot, Used, Waived, Waiver, Waivers, waiver_keys,
};
pub use run::{Progress, Sink, merge, record, run};
pub use sought::{Named, Sought};
pub use strangers::Notice;
pub use tally::Tally;
pub use tape::{Parts, Premises, Tape, Unmergeable};
