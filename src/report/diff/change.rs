//! What became of one finding, and whether it was waived before and is now.

use super::looked::Unseen;
use super::snapshot::Finding;
use crate::audit::By;
use serde::Serialize;

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Never there before.
    New,
    /// Settled in an earlier report and back.
    Returned,
    /// There before and now.
    Remaining,
    /// Looked at again and gone.
    Settled,
    /// Gone, and not looked at again.
    NotAudited,
    /// In the last report, waived.
    Waived,
}

/// A finding and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub state: State,
    /// Why it was not looked at again, where it was not.
    pub why: Option<Unseen>,
    /// It was there before.
    pub before: bool,
    /// What waived it before.
    pub was_waived: Option<By>,
    /// As the last report has it, or the last that had it.
    pub finding: Finding,
}

impl Change {
    /// Not there before, or not any more since it was settled.
    pub(super) fn come(state: State, finding: &Finding) -> Self {
        Self {
            state: counted(state, finding),
            why: None,
            before: false,
            was_waived: None,
            finding: finding.clone(),
        }
    }

    /// There before and now.
    pub(super) fn stays(old: &Finding, new: &Finding) -> Self {
        Self {
            before: true,
            was_waived: old.waived,
            ..Self::come(State::Remaining, new)
        }
    }

    /// There before, and settled unless there is a reason why nobody can tell.
    pub(super) fn gone(why: Option<Unseen>, old: &Finding) -> Self {
        Self {
            state: if why.is_some() {
                State::NotAudited
            } else {
                State::Settled
            },
            why,
            before: true,
            was_waived: old.waived,
            finding: old.clone(),
        }
    }

    /// What waives it in the last report, where it is there.
    pub fn is_waived(&self) -> Option<By> {
        self.finding.waived.filter(|_| self.state == State::Waived)
    }

    /// It was waived, and counts again.
    pub fn has_lapsed(&self) -> bool {
        self.state == State::Remaining && self.was_waived.is_some()
    }

    /// It counted, and is waived now.
    pub fn is_excused(&self) -> bool {
        self.state == State::Waived && self.before && self.was_waived.is_none()
    }
}

/// What is waived is counted apart, whatever else it is.
fn counted(state: State, finding: &Finding) -> State {
    if finding.waived.is_some() {
        State::Waived
    } else {
        state
    }
}
