//! What is put right at once, and which requirements ask the same. Counts nothing.

use super::Departments;
use super::department::Kind;
use crate::audit::Active;
use crate::check::Observed;
use crate::law::Requirement;
use crate::model::Field;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is put right at once: a field that is not filled in, whatever asks for it; otherwise what a requirement asks of
/// it, or several alike under different instruments.
pub(super) type Fix = (Option<usize>, Field, Observed);

impl Departments {
    pub(super) fn fix_of(&self, kind: Kind) -> Fix {
        let alike = || self.alike.get(kind.requirement).copied();
        let asked = match kind.class {
            Observed::NoColumn
            | Observed::Blank
            | Observed::Placeholder
            | Observed::Code
            | Observed::Uncomputed
            | Observed::Broken => None,
            Observed::Value | Observed::Late | Observed::Words => alike(),
        };
        (asked, kind.field, kind.class)
    }

    pub(super) fn fix(&mut self, fix: Fix) -> usize {
        let next = self.fixes.len();
        let number = *self.fix_numbers.entry(fix).or_insert(next);
        if number == next {
            self.fixes.push(fix);
        }
        number
    }
}

/// Requirements of different instruments with one concept are put right together, unless one instrument has several of
/// that concept: then nobody says which answers to which.
pub(super) fn alike(requirements: &[(Active<'_>, &Requirement)]) -> Arc<[usize]> {
    let mut concepts: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (n, (active, r)) in requirements
        .iter()
        .enumerate()
        .filter(|(_, (_, r))| r.check().is_some())
    {
        let asked = concepts.entry(&r.concept).or_default();
        asked.push((n, &active.pack.instrument.id));
    }
    let mut first: Vec<usize> = (0..requirements.len()).collect();
    for asked in concepts.values() {
        let instruments: BTreeSet<&str> = asked.iter().map(|&(_, id)| id).collect();
        let Some(&(leader, _)) = asked.first().filter(|_| instruments.len() == asked.len()) else {
            continue;
        };
        for &(n, _) in asked {
            if let Some(slot) = first.get_mut(n) {
                *slot = leader;
            }
        }
    }
    first.into()
}
