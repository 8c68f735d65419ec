//! What is counted while tables are judged. Tallies of several files add up to that of all, in whatever order.

use super::{Coverage, Departments, Summary, tape};
use serde::{Deserialize, Serialize};

/// The counts of one file, or of many.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Tally {
    /// One entry a requirement, in the order of the plan.
    #[serde(with = "tape::sparse")]
    pub coverage: Vec<Coverage>,
    /// Findings by level.
    pub summary: Summary,
    /// The same by department.
    pub departments: Departments,
}

impl Tally {
    /// Nothing counted yet, for so many requirements.
    pub fn of(requirements: usize) -> Self {
        Self {
            coverage: vec![Coverage::default(); requirements],
            summary: Summary::default(),
            departments: Departments::default(),
        }
    }

    /// Adds another tally by the same plan.
    pub fn absorb(&mut self, other: Self) {
        for (mine, theirs) in self.coverage.iter_mut().zip(other.coverage) {
            mine.absorb(&theirs);
        }
        self.summary.absorb(&other.summary);
        self.departments.absorb(other.departments);
    }
}
