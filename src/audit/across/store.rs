//! Where claims are kept: in memory, 28 bytes each, and what is too much for that in a file, in sorted runs that are merged
//! in the end. Knows no question.

mod laid;

use crate::check::across::{Claim, Claims, Lane};
use laid::{Laid, Order};
use std::io;
use std::ops::Range;

/// Claims of one lane. Where only the first of each body to each key counts, the others are dropped whenever the claims
/// have doubled.
#[derive(Debug)]
pub(super) struct Store {
    claims: Vec<Claim>,
    order: Order,
    /// How many there may be before the next look for repeated ones.
    next: usize,
    /// Those that went to a file.
    laid: Option<Laid>,
}

/// Fewer are not worth the look.
const FEW: usize = 1 << 16;

/// Claims held in memory by all stores together: 14 megabytes. Few in a build for tests, so that these prove that nothing
/// is judged otherwise for lying in a file.
const MOST: usize = if cfg!(debug_assertions) { 1 << 6 } else { 1 << 19 };

impl Store {
    pub(super) fn new(lane: &Lane) -> Self {
        Self {
            claims: Vec::new(),
            order: match (lane.distinct, lane.sorted) {
                (true, _) => Order::First,
                (false, true) => Order::Sorted,
                (false, false) => Order::AsTheyCame,
            },
            next: FEW,
            laid: None,
        }
    }

    pub(super) fn add(&mut self, key: [u32; 3], owner: u32, tag: u32, spot: u64) {
        self.claims.push(Claim::new(key, owner, tag, spot));
        if self.order == Order::First && self.claims.len() >= self.next {
            self.order.arrange(&mut self.claims);
            self.next = (self.claims.len() * 2).max(FEW);
        }
    }

    /// Puts what is in memory into the file.
    fn lay_by(&mut self) -> io::Result<()> {
        let mut claims = std::mem::take(&mut self.claims);
        self.next = FEW;
        self.order.arrange(&mut claims);
        let laid = match &mut self.laid {
            Some(laid) => laid,
            none => none.insert(Laid::new(self.order)?),
        };
        laid.add(&claims)
    }

    /// How many there are at the moment.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.claims.len()
    }

    /// The claims, ready to be judged, without those of some spots.
    pub(super) fn close(mut self, without: &[Range<u64>]) -> io::Result<Claims> {
        if self.laid.is_some() {
            self.lay_by()?;
        }
        let left_out = |claim: &Claim| {
            let after = without.partition_point(|range| range.end <= claim.spot());
            let range = without.get(after);
            range.is_some_and(|range| range.contains(&claim.spot()))
        };
        if let Some(laid) = self.laid {
            return Ok(Claims::apart(Box::new(laid.in_one(|claim| !left_out(claim))?)));
        }
        if !without.is_empty() {
            self.claims.retain(|claim| !left_out(claim));
        }
        self.order.arrange(&mut self.claims);
        Ok(Claims::new(self.claims))
    }
}

/// Makes room in memory where all stores together hold too much.
pub(super) fn make_room(stores: &mut [Store]) -> io::Result<()> {
    while stores.iter().map(|s| s.claims.len()).sum::<usize>() > MOST {
        if let Some(largest) = stores.iter_mut().max_by_key(|s| s.claims.len()) {
            largest.lay_by()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
