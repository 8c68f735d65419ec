//! The findings of a run counted for a baseline.

use super::file::{self, Head, Table};
use super::{Known, Place};
use crate::audit::{By, Finding, Outcome, Plan, Sink};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Counts the findings of a run for a baseline. What a waiver excuses is left to the waiver.
#[derive(Debug, Default)]
pub struct Census(BTreeMap<String, Known>);

impl Sink for Census {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        if finding.waived.is_some_and(|waived| waived.by == By::Waiver) {
            return Ok(());
        }
        let own = |text: Option<&str>| text.map(|t| t.trim().to_owned());
        let subject = finding.subject;
        let known = self
            .0
            .entry(finding.fingerprint.clone())
            .or_insert_with(|| Known {
                count: 0,
                jurisdiction: finding.pack.instrument.id.clone(),
                requirement: finding.requirement.id.clone(),
                provider: own(subject.provider),
                resource: own(subject.catalog_name.or(subject.catalog_code)),
                item: own(subject.item),
                field: finding.field.to_owned(),
                places: BTreeSet::new(),
            });
        known.count += 1;
        let address = &finding.address;
        let here = Place(address.file.to_owned(), address.sheet.map(str::to_owned));
        known.places.insert(here);
        let others = finding.related.iter();
        known
            .places
            .extend(others.map(|spot| Place(spot.file.clone(), spot.sheet.clone())));
        Ok(())
    }
}

impl Census {
    /// How many findings were counted.
    pub fn findings(&self) -> u64 {
        self.0.values().map(|known| known.count).sum()
    }

    /// Writes them as a baseline, with the tables that show them.
    pub fn write(&self, plan: &Plan<'_>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let named: BTreeSet<&Place> = self.0.values().flat_map(|known| &known.places).collect();
        let mut tables = Table::all(outcome);
        tables.retain(|table| named.iter().any(|place| table.is_at(place)));
        file::write(&Head::of(plan), &tables, &self.0, out)
    }
}
