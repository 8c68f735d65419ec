//! Claims of some rows on their way from a table to where all claims are kept: owned, sendable, writable to JSON.

use crate::audit::outcome::Role;
use crate::check::across::Spot;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What some rows of one table claim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Batch {
    pub(super) file: String,
    /// The sheet of its table.
    pub(super) sheet: Option<String>,
    pub(super) role: Role,
    pub(super) spots: Vec<Spot>,
    pub(super) claims: Vec<BatchClaim>,
    /// By the number of the lane.
    pub(super) counts: BTreeMap<usize, Count>,
    /// The digest of the whole table, in the batch that ends it.
    pub(super) content: Option<[u32; 3]>,
}

impl Batch {
    /// The batch of a file that so many tables came before.
    pub(in crate::audit) fn after(mut self, tables: usize) -> Self {
        for (table, _) in self.spots.iter_mut().filter_map(|s| s.resource.as_mut()) {
            *table += tables as u32;
        }
        self
    }
}

/// A claim that names its lane, the digest of its body, and its spot by number within the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::audit) struct BatchClaim {
    pub(super) lane: u32,
    pub(super) key: [u32; 3],
    pub(super) tag: u32,
    pub(super) owner: u64,
    pub(super) spot: u32,
}

/// How much a lane saw; two counts add up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::audit) struct Count {
    /// Tables of its kind.
    pub(super) tables: u64,
    /// Tables whose columns let rows claim something.
    pub(super) able: u64,
    /// Rows that claimed.
    pub(super) rows: u64,
    /// Rows before the instrument took effect, and the day it did.
    pub(super) early: Option<(u64, NaiveDate)>,
    /// Ids of the fields that tables lacked.
    pub(super) missing: BTreeSet<String>,
}

impl Count {
    /// Adds another's counts.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.tables += other.tables;
        self.able += other.able;
        self.rows += other.rows;
        if let Some((n, from)) = other.early {
            self.early = Some((self.early.map_or(0, |(m, _)| m) + n, from));
        }
        self.missing.extend(other.missing.iter().cloned());
    }
}
