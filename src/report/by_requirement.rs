//! What all findings of a requirement have in common, made once. Knows no format.

use crate::audit::Finding;
use std::collections::BTreeMap;
use std::rc::Rc;

/// By instrument and requirement.
#[derive(Debug)]
pub(super) struct ByRequirement<T>(BTreeMap<String, BTreeMap<String, Rc<T>>>);

impl<T> Default for ByRequirement<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> ByRequirement<T> {
    /// What findings of that requirement have in common, made of the first.
    pub(super) fn of(&mut self, finding: &Finding<'_>, make: impl FnOnce() -> T) -> Rc<T> {
        let (instrument, requirement) = (&finding.pack.instrument.id, &finding.requirement.id);
        if let Some(known) = self.get(instrument, requirement) {
            return Rc::clone(known);
        }
        let of = self.0.entry(instrument.clone()).or_default();
        Rc::clone(of.entry(requirement.clone()).or_insert_with(|| Rc::new(make())))
    }

    /// What was made, if there was a finding.
    pub(super) fn get(&self, instrument: &str, requirement: &str) -> Option<&Rc<T>> {
        self.0.get(instrument)?.get(requirement)
    }
}
