//! Whether reports can be compared, and what a reader should know of how far. Knows no finding.

use super::snapshot::{Snapshot, Unusable};
use super::words;
use crate::model::Text;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A run: its name, its day, its instruments.
pub(super) type Run<'a> = (&'a str, Option<NaiveDate>, &'a BTreeSet<&'a str>);

/// Whether runs are in the order of time, and each by some law of the one before.
pub(super) fn fit(runs: &[Run<'_>]) -> Result<(), Unusable> {
    for pair in runs.windows(2) {
        let [(a, day, of_a), (b, then, of_b)] = pair else {
            continue;
        };
        if let (Some(day), Some(then)) = (day, then)
            && then < day
        {
            return Err(words::out_of_order(a, *day, b, *then));
        }
        if of_a.is_disjoint(of_b) {
            return Err(words::other_law(a, of_a, b, of_b));
        }
    }
    Ok(())
}

/// How far the last two can be compared.
pub(super) fn notes(reports: &[Snapshot]) -> Vec<Text> {
    let [.., before, last] = reports else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    for was in &before.instruments {
        let mut now = last.instruments.iter();
        match now.find(|i| i.jurisdiction == was.jurisdiction) {
            None => notes.push(words::instrument_left_out(&was.jurisdiction)),
            Some(now) if now.pack_sha256 != was.pack_sha256 => {
                notes.push(words::pack_changed(&was.jurisdiction));
            }
            Some(_) => {}
        }
    }
    for now in &last.instruments {
        if !before.instruments.is_empty()
            && !before
                .instruments
                .iter()
                .any(|i| i.jurisdiction == now.jurisdiction)
        {
            notes.push(words::instrument_added(&now.jurisdiction));
        }
    }
    if before.as_of.is_some() && before.reckoning != last.reckoning {
        notes.push(words::periods_differ());
    }
    let unread = last.inputs.iter().filter(|i| i.failed).count();
    if unread > 0 {
        notes.push(words::not_read(unread));
    }
    notes
}
