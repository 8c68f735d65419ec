//! How each instrument of a run stands to the body of one record. Knows no requirement.

use super::Plan;
use crate::law::{Instrument, Outside, Treatment};
use crate::model::{Known, Record};

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
pub(super) struct Stances<'p>(Vec<Standing<'p>>);

#[derive(Debug)]
struct Standing<'p> {
    instrument: &'p Instrument,
    /// What shows that it does not judge a record, with the names already looked at.
    outside: Vec<(&'p Outside, Known<bool>)>,
    stance: Stance,
}

impl<'p> Stances<'p> {
    pub(super) fn new(plan: &Plan<'p>) -> Self {
        let all = plan.packs.iter().map(|a| &a.pack.instrument);
        let tells = |o: &&Outside| o.treatment != Treatment::Notice;
        let standing = |instrument: &'p Instrument| Standing {
            instrument,
            outside: (instrument.outside.iter().filter(tells))
                .map(|o| (o, Known::default()))
                .collect(),
            stance: Stance::Judged,
        };
        Self(all.map(standing).collect())
    }

    /// Looks at one record.
    pub(super) fn see(&mut self, record: &Record<'_>) {
        for standing in &mut self.0 {
            standing.stance = Stance::Judged;
            for (outside, known) in &mut standing.outside {
                if !outside.is_by(record, known) {
                    continue;
                }
                match outside.treatment {
                    Treatment::NotJudged => standing.stance = Stance::Outside,
                    Treatment::ByReference if standing.stance == Stance::Judged => {
                        standing.stance = Stance::ByReference;
                    }
                    Treatment::ByReference | Treatment::Notice => {}
                }
            }
        }
    }

    /// Whether all of them judge the record last seen.
    pub(super) fn all_judge(&self) -> bool {
        self.0.iter().all(|s| s.stance == Stance::Judged)
    }

    /// How an instrument stands to the record last seen.
    pub(super) fn of(&self, instrument: &Instrument) -> Stance {
        let found = self.0.iter().find(|s| std::ptr::eq(s.instrument, instrument));
        found.map_or(Stance::Judged, |s| s.stance)
    }
}
