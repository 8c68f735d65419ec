//! Audits of the same catalogs over time: which findings are new, settled, still there, back again, and which nobody
//! looked at since. Knows reports as they were written and nothing of packs or tables.

mod agree;
mod change;
mod compare;
mod counts;
mod fault;
mod files;
mod fit;
mod looked;
mod raw;
mod shape;
mod show;
mod since;
mod snapshot;
mod told;
mod trail;
mod words;

pub use change::{Change, State};
pub use compare::{Comparison, compare};
pub use counts::Counts;
pub use files::Renamed;
pub use looked::Unseen;
pub use raw::Citation;
pub use since::{Since, snapshot};
pub use snapshot::{Finding, Snapshot, Unusable};
pub(in crate::report) use snapshot::{Input, Table, is_fingerprint};
pub(in crate::report) use told::{Counted, article_heads, count_heads, department_heads, title_of};
pub(in crate::report) use trail::{Fates, fates};
pub(in crate::report) use words::{articles_heading, bars_told, departments_heading, heading, percent};

/// The JSON Schema of a comparison.
pub(in crate::report) const SCHEMA: &str = include_str!("diff.schema.json");
