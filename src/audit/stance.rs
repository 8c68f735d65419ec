//! How each instrument of a run stands to the body of one record. Knows no requirement.

use super::Plan;
use crate::law::{Instrument, Treatment};
use crate::model::Record;

/// How an instrument stands to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stance {
    /// It judges it.
    #[default]
    Judged,
    /// It judges it by reference only.
    ByReference,
    /// It does not reach it.
    Outside,
}

/// The instruments, and how they stand to the record at hand.
#[derive(Debug)]
pub(super) struct Stances<'p>(Vec<(&'p Instrument, Stance)>);

impl<'p> Stances<'p> {
    pub(super) fn new(plan: &Plan<'p>) -> Self {
        let all = plan.packs.iter().map(|a| &a.pack.instrument);
        Self(all.map(|i| (i, Stance::Judged)).collect())
    }

    /// Looks at one record.
    pub(super) fn see(&mut self, record: &Record<'_>) {
        for (instrument, stance) in &mut self.0 {
            let mut told = Stance::Judged;
            for outside in instrument.outside.iter().filter(|o| o.is(record)) {
                match outside.treatment {
                    Treatment::NotJudged => told = Stance::Outside,
                    Treatment::ByReference if told == Stance::Judged => told = Stance::ByReference,
                    Treatment::ByReference | Treatment::Notice => {}
                }
            }
            *stance = told;
        }
    }

    /// How an instrument stands to the record last seen.
    pub(super) fn of(&self, instrument: &Instrument) -> Stance {
        let found = self.0.iter().find(|(i, _)| std::ptr::eq(*i, instrument));
        found.map_or(Stance::Judged, |&(_, stance)| stance)
    }
}
