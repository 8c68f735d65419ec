//! Whether the rows of a list are those that were handed out: every one of them, each once, none changed but for what is
//! to be filled in. Their order is free.

use super::form::SEAL;
use super::ledger::Page;
use super::words;
use crate::report::diff::Unusable;
use crate::report::seal::Seal;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are named of each kind of fault.
const NAMED: usize = 10;

/// What was done to the rows of a list: the numbers of some rows, and of how many.
#[derive(Debug, Default)]
pub(super) struct Edits {
    pub(super) changed: Rows,
    pub(super) twice: Rows,
    pub(super) missing: Rows,
    /// Rows that were never in it, by what stands in their first column.
    pub(super) foreign: Rows,
}

/// Rows by their numbers.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) named: Vec<String>,
    pub(super) all: u64,
}

impl Rows {
    fn add(&mut self, name: &dyn ToString) {
        self.all += 1;
        if self.named.len() < NAMED {
            self.named.push(name.to_string());
        }
    }
}

impl Edits {
    fn any(&self) -> bool {
        let all = [&self.changed, &self.twice, &self.missing, &self.foreign];
        all.into_iter().any(|rows| rows.all > 0)
    }
}

/// The rows of one list that are there.
#[derive(Debug, Default)]
struct There {
    numbers: BTreeSet<u64>,
    of: u64,
}

/// The day of the list, or of the latest where several stand together; a list that was edited is refused.
pub(super) fn intact(name: &str, pages: &[Page]) -> Result<NaiveDate, Unusable> {
    let mut edits = Edits::default();
    let mut lists: BTreeMap<String, There> = BTreeMap::new();
    let mut changed: BTreeSet<(String, u64)> = BTreeSet::new();
    let mut day: Option<NaiveDate> = None;
    for page in pages {
        for row in &page.rows {
            let mark = page.text(row, SEAL);
            let Some(seal) = Seal::read(mark) else {
                edits.foreign.add(&row.first().map_or("", String::as_str).trim());
                continue;
            };
            if seal.mark(page.form.sealed().map(|n| page.text(row, n))) != mark {
                edits.changed.add(&seal.number);
                changed.insert((seal.list, seal.number));
                continue;
            }
            let list = lists.entry(seal.list).or_default();
            list.of = seal.of;
            if !list.numbers.insert(seal.number) {
                edits.twice.add(&seal.number);
            }
            day = day.max(Some(seal.day));
        }
    }
    for (id, list) in &lists {
        let is_gone = |n: &u64| !list.numbers.contains(n) && !changed.contains(&(id.clone(), *n));
        let spoilt = changed
            .iter()
            .filter(|(of, n)| of == id && !list.numbers.contains(n))
            .count();
        let there = (list.numbers.len() + spoilt) as u64;
        edits.missing.all += list.of.saturating_sub(there);
        let gone = (1..=list.of).filter(is_gone).take(NAMED);
        edits.missing.named.extend(gone.map(|n| n.to_string()));
    }
    edits.missing.named.truncate(NAMED);
    match day {
        _ if edits.any() => Err(words::edited(name, &edits)),
        Some(day) => Ok(day),
        None => Err(words::no_rows(name)),
    }
}
