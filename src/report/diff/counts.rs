//! How many of each state, and the rate. Knows no finding.

use super::change::{Change, State};
use crate::audit::By;
use serde::Serialize;

/// Findings by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Before: those of the report before, and earlier ones that nobody looked at since.
    pub before: u64,
    /// In the last report, waived ones among them.
    pub now: u64,
    /// Never there before.
    pub new: u64,
    /// Settled in an earlier report and back.
    pub returned: u64,
    /// There before and now.
    pub remaining: u64,
    /// Looked at again and gone.
    pub settled: u64,
    /// Gone, and not looked at again.
    pub not_audited: u64,
    /// In the last report, waived: in none of the counts above but `now`, and in `before` as far as it was there.
    pub waived: u64,
    /// Of the waived, those that were there before.
    pub waived_before: u64,
    /// Of the waived, those that counted before.
    pub excused: u64,
    /// Of the waived, those known by a baseline.
    pub known: u64,
    /// Of the remaining, those that were waived before and count again.
    pub lapsed: u64,
}

impl Counts {
    pub(super) fn add(&mut self, change: &Change) {
        let (count, now) = match change.state {
            State::New => (&mut self.new, true),
            State::Returned => (&mut self.returned, true),
            State::Remaining => (&mut self.remaining, true),
            State::Waived => (&mut self.waived, true),
            State::Settled => (&mut self.settled, false),
            State::NotAudited => (&mut self.not_audited, false),
        };
        *count += 1;
        self.now += u64::from(now);
        self.before += u64::from(change.before);
        self.waived_before += u64::from(change.before && change.state == State::Waived);
        self.excused += u64::from(change.is_excused());
        self.known += u64::from(change.is_waived() == Some(By::Baseline));
        self.lapsed += u64::from(change.has_lapsed());
    }

    /// Settled among those looked at again, to four places, rounded down: what is short of all is never given as all.
    #[expect(clippy::cast_precision_loss, reason = "a ratio of four places")]
    pub fn rate(&self) -> Option<f64> {
        let looked = self.settled + self.remaining;
        let places = u128::from(self.settled) * 10_000 / u128::from(looked.max(1));
        (looked > 0).then(|| places as f64 / 10_000.0)
    }
}
