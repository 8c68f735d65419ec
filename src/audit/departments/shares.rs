//! What a department has in each table, in a few bytes a table: a list of departments is long, and so is one of files.

use super::packed;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a department has in one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Share {
    pub(super) table: usize,
    pub(super) rows: u64,
    pub(super) resources: u64,
    pub(super) hidden_rows: u64,
}

/// Shares by the number of their table; tables come one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Shares {
    /// Those before the last, four numbers each: how far the table is from the one before, and the counts.
    packed: Vec<u8>,
    /// The table of the last of these.
    before: usize,
    last: Option<Share>,
}

impl Shares {
    /// What is had in a table, which is no earlier than any before.
    pub(super) fn of(&mut self, table: usize) -> &mut Share {
        if let Some(done) = self.last.take_if(|last| last.table != table) {
            self.pack(done);
        }
        self.last.get_or_insert(Share {
            table,
            ..Share::default()
        })
    }

    /// The share in the last table.
    pub(super) fn last(&self) -> Option<Share> {
        self.last
    }

    /// Every share.
    pub(super) fn iter(&self) -> impl Iterator<Item = Share> + '_ {
        let (mut rest, mut table) = (self.packed.as_slice(), 0);
        let packed = std::iter::from_fn(move || {
            table += packed::take(&mut rest)? as usize;
            Some(Share {
                table,
                rows: packed::take(&mut rest)?,
                resources: packed::take(&mut rest)?,
                hidden_rows: packed::take(&mut rest)?,
            })
        });
        packed.chain(self.last)
    }

    fn pack(&mut self, share: Share) {
        let step = share.table.saturating_sub(self.before) as u64;
        self.before = share.table;
        for number in [step, share.rows, share.resources, share.hidden_rows] {
            packed::put(&mut self.packed, number);
        }
    }
}

impl Extend<Share> for Shares {
    fn extend<I: IntoIterator<Item = Share>>(&mut self, shares: I) {
        for share in shares {
            *self.of(share.table) = share;
        }
    }
}

impl Serialize for Shares {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Shares {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut shares = Self::default();
        shares.extend(Vec::<Share>::deserialize(from)?);
        Ok(shares)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_are_what_they_were_before_they_were_packed(
            counts in prop::collection::vec((any::<u16>(), any::<u64>(), 0u64..300, 0u64..3), 0..50),
        ) {
            let mut table = 0;
            let step = |(step, rows, resources, hidden_rows): (u16, u64, u64, u64)| {
                table += usize::from(step) + 1;
                Share { table, rows, resources, hidden_rows }
            };
            let all: Vec<Share> = counts.into_iter().map(step).collect();
            let mut shares = Shares::default();
            for share in &all {
                shares.of(share.table).rows = 1;
                *shares.of(share.table) = *share;
                prop_assert_eq!(shares.last(), Some(*share));
            }
            prop_assert_eq!(shares.iter().collect::<Vec<_>>(), all.clone());
            let json = serde_json::to_string(&shares).unwrap();
            prop_assert_eq!(&json, &serde_json::to_string(&all).unwrap());
            let back: Shares = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(back.iter().collect::<Vec<_>>(), all);
        }
    }
}
