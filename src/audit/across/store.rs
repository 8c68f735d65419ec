//! Where claims are kept: in memory, 28 bytes each. Knows no question.

use crate::check::across::{Claim, Claims, Lane};
use std::ops::Range;

/// Claims of one lane. Where only the first of each body to each key counts, the others are dropped whenever the claims
/// have doubled.
#[derive(Debug)]
pub(super) struct Store {
    claims: Vec<Claim>,
    distinct: bool,
    sorted: bool,
    /// How many there may be before the next look for repeated ones.
    next: usize,
}

/// Fewer are not worth the look.
const FEW: usize = 1 << 16;

impl Store {
    pub(super) fn new(lane: &Lane) -> Self {
        Self {
            claims: Vec::new(),
            distinct: lane.distinct,
            sorted: lane.sorted,
            next: FEW,
        }
    }

    pub(super) fn add(&mut self, key: [u32; 3], owner: u32, tag: u32, spot: u64) {
        self.claims.push(Claim::new(key, owner, tag, spot));
        if self.distinct && self.claims.len() >= self.next {
            self.drop_repeated();
            self.next = (self.claims.len() * 2).max(FEW);
        }
    }

    /// How many there are at the moment.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.claims.len()
    }

    /// Keeps of each body's claims to a key the first.
    fn drop_repeated(&mut self) {
        self.claims.sort_unstable();
        self.claims.dedup_by(|later, first| {
            (later.key, later.owner, later.tag) == (first.key, first.owner, first.tag)
        });
    }

    /// The claims, ready to be judged, without those of some spots.
    pub(super) fn close(mut self, without: &[Range<u64>]) -> Claims {
        let left_out = |spot: u64| {
            let after = without.partition_point(|range| range.end <= spot);
            without.get(after).is_some_and(|range| range.contains(&spot))
        };
        if !without.is_empty() {
            self.claims.retain(|c| !left_out(c.spot()));
        }
        if self.distinct {
            self.drop_repeated();
        }
        if self.sorted {
            Claims::by_key(self.claims)
        } else {
            Claims::as_they_came(self.claims)
        }
    }
}
