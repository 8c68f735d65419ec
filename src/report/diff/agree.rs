//! Whether a report says the same everywhere: its counts against the findings it holds. One that does not was edited.

use super::raw::{Coverage, Input, Reprieve, Summary};
use super::snapshot::{Finding, Unusable};
use super::words;
use crate::audit::By;
use crate::model::Severity;
use std::collections::BTreeMap;

/// What a report says of its findings beside listing them.
pub(super) struct Told<'a> {
    pub(super) inputs: &'a [Input],
    pub(super) coverage: &'a [Coverage],
    pub(super) summary: &'a Summary,
    /// `None` where nothing was waived, or the report is of one department.
    pub(super) reprieve: Option<&'a Reprieve>,
}

impl Told<'_> {
    /// Refuses a report whose counts are not those of its findings.
    pub(super) fn agrees(&self, name: &str, findings: &[Finding]) -> Result<(), Unusable> {
        self.in_sum(name, findings)?;
        self.by_requirement(name, findings)?;
        self.of_waived(name, findings)
    }

    fn in_sum(&self, name: &str, findings: &[Finding]) -> Result<(), Unusable> {
        let audited = || self.inputs.iter().filter(|i| i.role == "audited");
        let tables = || audited().flat_map(|i| &i.tables);
        let number = |is_it: &dyn Fn(&Finding) -> bool| findings.iter().filter(|f| is_it(f)).count() as u64;
        let of = |level: Severity| number(&|f| f.waived.is_none() && f.severity == level);
        let told = self.summary;
        let pairs = [
            ("files", told.files, audited().count() as u64),
            ("tables", told.tables, tables().count() as u64),
            ("rows", told.rows, tables().map(|t| t.rows).sum()),
            ("errors", told.errors, of(Severity::Error)),
            ("warnings", told.warnings, of(Severity::Warning)),
            ("infos", told.infos, of(Severity::Info)),
            ("waived", told.waived, number(&|f| f.waived.is_some())),
        ];
        let mut pairs = pairs.into_iter();
        pairs.try_for_each(|(key, told, there)| same(name, &format!("summary.{key}"), told, there))
    }

    /// What is waived is a breach still: coverage counts it.
    fn by_requirement(&self, name: &str, findings: &[Finding]) -> Result<(), Unusable> {
        let mut breaches: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for finding in findings {
            let key = (finding.jurisdiction.as_str(), finding.requirement.as_str());
            *breaches.entry(key).or_default() += 1;
        }
        for line in self.coverage {
            let key = (line.jurisdiction.as_str(), line.requirement.as_str());
            let there = breaches.remove(&key).unwrap_or_default();
            same(name, &line.requirement, line.breaches, there)?;
        }
        match breaches.pop_first() {
            Some(((_, requirement), there)) => same(name, requirement, 0, there),
            None => Ok(()),
        }
    }

    fn of_waived(&self, name: &str, findings: &[Finding]) -> Result<(), Unusable> {
        let Some(reprieve) = self.reprieve else {
            return Ok(());
        };
        let of = |by: By| findings.iter().filter(|f| f.waived == Some(by)).count() as u64;
        let used = reprieve.waivers.iter().flat_map(|list| &list.used);
        let known = reprieve.baseline.as_ref().map_or(0, |b| b.waived);
        let waived = used.map(|waiver| waiver.findings).sum();
        same(name, "reprieve.waivers", waived, of(By::Waiver))?;
        same(name, "reprieve.baseline.waived", known, of(By::Baseline))
    }
}

fn same(name: &str, what: &str, told: u64, there: u64) -> Result<(), Unusable> {
    if told == there {
        Ok(())
    } else {
        Err(words::edited(name, what, told, there))
    }
}
