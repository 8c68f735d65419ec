//! Counts taken back where a finding does not count. Whether a resource complies is not touched: a waived breach is still
//! one.

use super::department::{Counts, Kind};
use super::{Departments, OTHERS};
use crate::model::Severity;

/// Whose a finding was counted as.
#[derive(Debug, Clone, Copy)]
pub(in crate::audit) enum Owner<'a> {
    /// A department's, by its folded name.
    Department(&'a str),
    /// Everybody's who has rows in the table of that number.
    Table(usize),
}

impl Departments {
    /// The number of an owner who is a department, or of all those beyond the ones kept apart.
    pub(in crate::audit) fn owner_number(&self, owner: Owner<'_>) -> Option<usize> {
        let Owner::Department(key) = owner else {
            return None;
        };
        let number = self.numbers.get(key).or_else(|| self.numbers.get(OTHERS));
        number.copied()
    }

    /// Takes findings of a kind back.
    pub(in crate::audit) fn waive(&mut self, owner: Owner<'_>, kind: Kind, severity: Severity, n: u64) {
        match owner {
            Owner::Department(_) => {
                let number = self.owner_number(owner);
                if let Some(department) = number.and_then(|n| self.known.get_mut(n)) {
                    department.waived += n;
                    forgive(&mut department.findings, kind, severity, n);
                }
            }
            Owner::Table(table) => {
                forgive(&mut self.columns, kind, severity, n);
                for department in &mut self.known {
                    if department.shares.iter().any(|s| s.table == table) {
                        department.waived_columns += n;
                        forgive(&mut department.columns, kind, severity, n);
                    }
                }
            }
        }
    }
}

/// What nothing is left of is no longer listed.
fn forgive(counts: &mut Counts, kind: Kind, severity: Severity, n: u64) {
    if let Some(levels) = counts.get_mut(&kind) {
        levels.forgive(severity, n);
        if levels.findings() == 0 {
            counts.remove(&kind);
        }
    }
}
