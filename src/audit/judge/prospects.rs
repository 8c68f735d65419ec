//! Checks that apply only where one of their words stands in a name: one look at the name tells of all of them which may.
//! Keeps nothing of a row.

use super::seats::Seat;
use crate::check::Heads;
use crate::model::{Columns, Field, Record};

/// The words that checks at work on a table need.
pub(super) struct Prospects {
    heads: Heads,
    /// Where they have to stand.
    fields: Vec<Field>,
}

impl Prospects {
    /// Numbers the seats that need words.
    pub(super) fn new(seats: &mut [Seat<'_>], columns: &Columns) -> Self {
        let (mut words, mut fields) = (Vec::new(), Vec::new());
        let mut bits = (0..u64::BITS).map(|bit| 1 << bit);
        for seat in seats {
            // Beyond the last bit a check looks for itself.
            let Some(((needed, patterns), bit)) =
                seat.check.needs().and_then(|needs| Some((needs, bits.next()?)))
            else {
                continue;
            };
            seat.needs = Some(bit);
            words.extend(patterns.iter().map(|word| (word.as_str(), bit)));
            fields.extend(needed.into_iter().filter(|&f| columns.has(f)));
        }
        fields.sort_unstable();
        fields.dedup();
        Self {
            heads: Heads::new(words.into_iter()),
            fields,
        }
    }

    /// The bits of the seats whose words a record holds, and perhaps of some more.
    pub(super) fn of(&self, record: &Record<'_>) -> u64 {
        let held = self.fields.iter().map(|&f| self.heads.look(record, f));
        held.fold(0, |all, bits| all | bits)
    }
}
