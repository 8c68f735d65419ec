//! Findings that somebody answers for: those a baseline knows and those a waiver excuses. Asked once a finding, in the
//! order of the report; what was waived is taken back from the counts, and stays in the report. Knows no format.

mod baseline;
mod docket;
mod glob;
mod list;
mod shares;
mod upshot;
mod waiver;

pub use baseline::{Baseline, Census, Known, Place, Unknown};
pub(super) use docket::{Docket, Heard};
pub use list::{Unwaivable, Waivers, waiver_keys};
pub use upshot::{Fate, Held, Part, Stale, Unaudited, Upshot, Used};
pub use waiver::Waiver;

use crate::model::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What waives a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Somebody approved it, for a time.
    Waiver,
    /// It was there when the baseline was written.
    Baseline,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// What waives it.
    pub by: By,
    /// Why.
    pub reason: Text,
    /// The last day on which it does not count; a baseline has none.
    pub expires: Option<NaiveDate>,
}

/// Every waiver and the baseline of a run.
#[derive(Debug, Clone, Default)]
pub struct Reprieve {
    /// The lists of waivers, in the order they were given.
    pub waivers: Vec<Waivers>,
    /// What is known already.
    pub baseline: Option<Baseline>,
}

impl Reprieve {
    /// Whether nobody answers for anything.
    pub fn is_empty(&self) -> bool {
        self.waivers.is_empty() && self.baseline.is_none()
    }

    /// Covers what is shown of waivers and of the baseline; what they match stays.
    pub fn cover(&mut self, mask: impl Fn(&str) -> Cow<'_, str>) {
        for waiver in self.waivers.iter_mut().flat_map(|list| &mut list.waivers) {
            waiver.cover(&mask);
        }
        if let Some(baseline) = &mut self.baseline {
            baseline.cover(&mask);
        }
    }
}
