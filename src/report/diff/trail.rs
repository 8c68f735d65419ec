//! Which finding of a later report is which of an earlier one, and what became of those that have no later one. Told by
//! fingerprint and number, the like place first.

use super::change::{Change, State};
use super::files::Renamed;
use super::looked::{Sight, Unseen};
use super::snapshot::{Finding, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// A finding not known to be settled, with the number of the report that had it last.
#[derive(Debug, Clone, Copy)]
struct Open<'a> {
    origin: usize,
    finding: &'a Finding,
}

/// What is open and what was settled, by fingerprint.
#[derive(Debug, Default)]
pub(super) struct Trail<'a> {
    open: BTreeMap<&'a str, Vec<Open<'a>>>,
    settled: BTreeMap<&'a str, u64>,
}

impl<'a> Trail<'a> {
    /// Goes on to the next report.
    pub(super) fn step(&mut self, number: usize, report: &'a Snapshot, sights: &[Sight<'a>]) -> Vec<Change> {
        let mut now: BTreeMap<&'a str, Vec<&'a Finding>> = BTreeMap::new();
        for finding in &report.findings {
            now.entry(&finding.fingerprint).or_default().push(finding);
        }
        let all: BTreeSet<&'a str> = self.open.keys().chain(now.keys()).copied().collect();
        let mut changes = Vec::new();
        for fingerprint in all {
            let mut open = self.open.remove(fingerprint).unwrap_or_default();
            let mut here = now.remove(fingerprint).unwrap_or_default();
            let mut kept: Vec<Open<'a>> = Vec::new();
            let mut keep = |finding| {
                kept.push(Open {
                    origin: number,
                    finding,
                });
            };
            let file = |old: &Open<'a>| sights.get(old.origin).and_then(|s| s.now(&old.finding.file));
            for (old, finding) in pair(&mut open, &mut here, file) {
                changes.push(Change::stays(old.finding, finding));
                keep(finding);
            }
            let settled = self.settled.entry(fingerprint).or_default();
            for finding in here {
                let back = *settled > 0;
                *settled -= u64::from(back);
                let state = if back { State::Returned } else { State::New };
                changes.push(Change::come(state, finding));
                keep(finding);
            }
            for gone in open {
                let unseen = sights.get(gone.origin).and_then(|s| s.unseen(gone.finding));
                if unseen.is_some() {
                    kept.push(gone);
                } else {
                    *settled += 1;
                }
                changes.push(Change::gone(unseen, gone.finding));
            }
            if !kept.is_empty() {
                self.open.insert(fingerprint, kept);
            }
        }
        changes
    }
}

/// Takes out those that are there still: first in the same table, then in the same file, then anywhere; in each place
/// first what is waived, or is not, as it was. `now` is the path that the file of an open one goes by.
fn pair<'a, 'p>(
    open: &mut Vec<Open<'a>>,
    here: &mut Vec<&'a Finding>,
    now: impl Fn(&Open<'a>) -> Option<&'p str>,
) -> Vec<(Open<'a>, &'a Finding)> {
    let mut paired = Vec::new();
    for (pass, alike) in [0, 1, 2]
        .into_iter()
        .flat_map(|pass| [(pass, true), (pass, false)])
    {
        let mut left = Vec::new();
        for old in open.drain(..) {
            let file = now(&old);
            let fits = |new: &Finding| match pass {
                0 => file == Some(new.file.as_str()) && old.finding.sheet == new.sheet,
                1 => file == Some(new.file.as_str()),
                _ => true,
            };
            let as_was = |new: &Finding| !alike || old.finding.waived.is_some() == new.waived.is_some();
            match here.iter().position(|new| fits(new) && as_was(new)) {
                Some(at) => paired.push((old, here.remove(at))),
                None => left.push(old),
            }
        }
        *open = left;
    }
    paired
}

/// What became of each finding of a list, in its order, and how many others there are.
#[derive(Debug)]
pub(in crate::report) struct Fates<'a> {
    pub(in crate::report) of: Vec<(State, Option<Unseen>, Option<&'a Finding>)>,
    pub(in crate::report) beyond: usize,
}

/// Follows each finding of a list to a later report.
pub(in crate::report) fn fates<'a>(
    old: &'a Snapshot,
    new: &'a Snapshot,
    renamed: &[Renamed],
    canonical: &'a dyn Fn(&str) -> String,
) -> Fates<'a> {
    let sight = Sight::new(old, new, renamed, canonical);
    let mut open: BTreeMap<&str, Vec<Open<'a>>> = BTreeMap::new();
    for (origin, finding) in old.findings.iter().enumerate() {
        let likes = open.entry(&finding.fingerprint).or_default();
        likes.push(Open { origin, finding });
    }
    let mut now: BTreeMap<&str, Vec<&'a Finding>> = BTreeMap::new();
    for finding in &new.findings {
        now.entry(&finding.fingerprint).or_default().push(finding);
    }
    let mut of = BTreeMap::new();
    for (fingerprint, open) in &mut open {
        let mut none = Vec::new();
        let here = now.get_mut(fingerprint).unwrap_or(&mut none);
        for (old, new) in pair(open, here, |old| sight.now(&old.finding.file)) {
            of.insert(old.origin, (State::Remaining, None, Some(new)));
        }
        for gone in open {
            let fate = match sight.unseen(gone.finding) {
                Some(why) => (State::NotAudited, Some(why), None),
                None => (State::Settled, None, None),
            };
            of.insert(gone.origin, fate);
        }
    }
    Fates {
        of: of.into_values().collect(),
        beyond: now.values().map(Vec::len).sum(),
    }
}
