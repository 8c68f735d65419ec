//! What is true of a table and so of every department that has rows in it: which requirements are about it, what columns
//! it lacks. Kept once a table, and once for tables that are alike, since a list of departments may be long and the files
//! of a region are made from one template.

use super::Departments;
use super::department::Department;
use crate::audit::{Coverage, tape};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// How many tables back one that is alike is looked for.
const BACK: usize = 16;

/// The facts of one table, an entry a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Facts(#[serde(with = "tape::sparse")] pub(super) Vec<Coverage>);

/// The facts of tables by their number.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables(Vec<Arc<Facts>>);

impl Tables {
    /// Adds those of the next table.
    pub(super) fn push(&mut self, facts: Facts) {
        let alike = self.0.iter().rev().take(BACK).find(|known| ***known == facts);
        let facts = alike.cloned().unwrap_or_else(|| Arc::new(facts));
        self.0.push(facts);
    }

    /// Adds those of other tables that come after these.
    pub(super) fn extend(&mut self, other: Self) {
        for facts in other.0 {
            match self.0.iter().rev().take(BACK).find(|known| ***known == *facts) {
                Some(known) => self.0.push(Arc::clone(known)),
                None => self.0.push(facts),
            }
        }
    }
}

impl Serialize for Tables {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(Arc::as_ref))
    }
}

impl<'de> Deserialize<'de> for Tables {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all = Vec::<Facts>::deserialize(from)?;
        Ok(Self(all.into_iter().map(Arc::new).collect()))
    }
}

impl Departments {
    /// What was judged of a department and what was not, an entry a requirement.
    pub(super) fn coverage_of(&self, department: &Department) -> Vec<Coverage> {
        let mut all = vec![Coverage::default(); self.alike.len()];
        let tables = department.shares.iter().filter_map(|s| self.facts.0.get(s.table));
        for facts in tables {
            for (coverage, fact) in all.iter_mut().zip(&facts.0) {
                coverage.absorb(fact);
            }
        }
        for (&requirement, own) in &department.own {
            if let Some(coverage) = all.get_mut(requirement) {
                coverage.absorb(own);
            }
        }
        for (coverage, judged) in all.iter_mut().zip(&department.judged) {
            coverage.judged += judged;
        }
        all
    }
}
