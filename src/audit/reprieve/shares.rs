//! Whose the findings are that waivers and the baseline are about: each department's, and of what is missing in a whole
//! table everybody's who has rows in there. Counters and fingerprints, never a finding.

use crate::audit::departments::Owner;
use std::collections::{BTreeMap, BTreeSet};

/// What is one department's, or one table's.
#[derive(Debug, Clone, Default)]
pub(super) struct Share {
    /// Findings by the number of the waiver that excuses them, or would have.
    pub(super) waivers: BTreeMap<usize, u64>,
    /// Fingerprints of the baseline that are its own.
    pub(super) entries: BTreeSet<String>,
    /// How many findings of the baseline are its own; of a table those that were found in it.
    pub(super) known: u64,
    /// How many the baseline waived.
    pub(super) waived: u64,
}

impl Share {
    fn absorb(&mut self, other: &Self) {
        for (&number, &findings) in &other.waivers {
            *self.waivers.entry(number).or_default() += findings;
        }
        self.entries.extend(other.entries.iter().cloned());
        self.known += other.known;
        self.waived += other.waived;
    }
}

/// The shares of a run, by the numbers of its departments and tables.
#[derive(Debug, Clone, Default)]
pub(super) struct Shares {
    departments: BTreeMap<usize, Share>,
    tables: BTreeMap<usize, Share>,
}

impl Shares {
    /// Adds what is an owner's, who is a department by `number`.
    pub(super) fn add(&mut self, owner: Owner<'_>, number: Option<usize>, share: &Share) {
        let own = match (owner, number) {
            (Owner::Table(table), _) => self.tables.entry(table).or_default(),
            (Owner::Department(_), Some(number)) => self.departments.entry(number).or_default(),
            (Owner::Department(_), None) => return,
        };
        own.absorb(share);
    }

    /// What is a department's, with what is everybody's in its tables.
    pub(super) fn of(&self, department: usize, tables: impl Iterator<Item = usize>) -> Share {
        let mut whole = self.departments.get(&department).cloned().unwrap_or_default();
        for table in tables.filter_map(|table| self.tables.get(&table)) {
            whole.absorb(table);
        }
        whole
    }
}
