//! The keys of a header as rows below may repeat them: what a text must look like before keys are compared. Keeps no row.

use crate::ingest::layout::found::Headings;
use crate::ingest::layout::spelling::key;
use std::ops::RangeInclusive;

/// A header's key, with what a text must look like to spell it: comparing keys is dear.
#[derive(Debug)]
pub(in crate::ingest::table) struct Spelt<'a> {
    key: &'a str,
    /// Its first and its last character, where these are hanzi, which nothing folds to.
    ends: [Option<char>; 2],
    /// How long a text may be.
    lengths: RangeInclusive<usize>,
}

impl<'a> Spelt<'a> {
    /// The keys of header rows by column.
    pub(in crate::ingest::table) fn rows(headings: &'a Headings) -> Vec<Vec<Option<Self>>> {
        let long = headings.rows.iter().filter(|row| row.len() >= 2);
        let by_column = |row: &'a Vec<(u16, String)>| {
            let mut keys = Vec::new();
            for (column, key) in row {
                let column = usize::from(*column);
                keys.resize_with(keys.len().max(column + 1), || None);
                if let Some(spelt) = keys.get_mut(column) {
                    *spelt = Some(Self::new(key));
                }
            }
            keys
        };
        long.map(by_column).collect()
    }

    fn new(key: &'a str) -> Self {
        const DECORATION: usize = 60;
        let hanzi = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
        let ends = [key.chars().next(), key.chars().next_back()];
        let least = if key.chars().all(|c| hanzi(&c)) {
            key.len()
        } else {
            0
        };
        Self {
            key,
            ends: ends.map(|c| c.filter(hanzi)),
            lengths: least..=key.len() * 3 + DECORATION,
        }
    }

    /// Whether a text spells it.
    pub(super) fn is(&self, text: &str) -> bool {
        let stands = |c: Option<char>| c.is_none_or(|c| text.contains(c));
        let [first, last] = self.ends;
        self.lengths.contains(&text.len())
            && !self.key.is_empty()
            && stands(first)
            && stands(last)
            && key(text) == self.key
    }
}
