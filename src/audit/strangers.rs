//! Bodies in a table that another instrument governs: one notice a table, with the count and the first rows. Keeps those
//! and refuses to make findings of them.

use super::{Plan, words};
use crate::law::Elsewhere;
use crate::model::{Columns, Record, Text};

/// Rows that a notice names.
const NAMED: usize = 3;

/// The watches over one table.
pub(super) struct Strangers<'p>(Vec<Watch<'p>>);

struct Watch<'p> {
    elsewhere: &'p Elsewhere,
    rows: u64,
    first: Vec<(u32, String)>,
}

impl<'p> Strangers<'p> {
    /// What the plan's instruments say of bodies elsewhere, the same watch once, as far as the columns show it.
    pub(super) fn new(plan: &Plan<'p>, columns: &Columns) -> Self {
        let mut watches: Vec<Watch<'p>> = Vec::new();
        for elsewhere in plan.packs.iter().flat_map(|a| &a.pack.instrument.elsewhere) {
            let known = watches.iter().any(|w| w.elsewhere == elsewhere);
            if columns.has(elsewhere.field) && !known {
                watches.push(Watch {
                    elsewhere,
                    rows: 0,
                    first: Vec::new(),
                });
            }
        }
        Self(watches)
    }

    /// Looks at one record, at cells of its own.
    pub(super) fn see(&mut self, record: &Record<'_>) {
        for watch in &mut self.0 {
            let (field, name) = (watch.elsewhere.field, record.text(watch.elsewhere.field));
            if name.is_empty() || record.inherited(field) || !watch.elsewhere.names(name) {
                continue;
            }
            watch.rows += 1;
            if watch.first.len() < NAMED {
                watch.first.push((record.row().number, name.trim().to_owned()));
            }
        }
    }

    /// The notices.
    pub(super) fn notes(&self, plan: &Plan<'_>) -> Vec<Text> {
        let seen = self.0.iter().filter(|w| w.rows > 0);
        seen.map(|w| {
            let see = &w.elsewhere.see;
            let field = plan.vocabulary.entry(w.elsewhere.field).text();
            let title = plan.known(see).map(|i| &i.title);
            words::elsewhere(&field, w.rows, &w.first, see, title)
        })
        .collect()
    }
}
