//! What the cells of one field were found to be, from row to row of a table: told by the number of the spelling where it
//! has one, by the text otherwise. Bounded; knows nothing of what is remembered.

use super::{Field, Memo, Record};
use std::ops::Range;

/// Values by the words of a field's cells. Good for one field of one table.
#[derive(Debug, Clone)]
pub struct Known<V> {
    /// By the signs of cells.
    recent: Vec<Option<(u64, V)>>,
    /// How many had to make room since there was last more of it.
    ousted: usize,
    texts: Memo<V>,
}

impl<V> Default for Known<V> {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            ousted: 0,
            texts: Memo::default(),
        }
    }
}

impl<V: Clone> Known<V> {
    /// Signs remembered to begin with, and at most.
    const PLACES: Range<usize> = 256..4096;

    /// What the cell of a field is; `find` tells it of its text where that is not remembered.
    pub fn of(&mut self, record: &Record<'_>, field: Field, find: impl FnOnce(&str) -> V) -> V {
        let text = record.text(field);
        let Some(sign) = record.sign(field, true) else {
            return self.texts.get(text, || find(text));
        };
        if let Some(Some((known, value))) = self.recent.get(self.place(sign))
            && *known == sign
        {
            return value.clone();
        }
        let value = self.texts.get(text, || find(text));
        if self.recent.is_empty() {
            self.recent.resize(Self::PLACES.start, None);
        } else if self.ousted > self.recent.len() && self.recent.len() < Self::PLACES.end {
            // What was there is still known by its text.
            let more = self.recent.len() * 4;
            self.recent.clear();
            self.recent.resize(more, None);
            self.ousted = 0;
        }
        let place = self.place(sign);
        if let Some(recent) = self.recent.get_mut(place) {
            self.ousted += usize::from(recent.replace((sign, value.clone())).is_some());
        }
        value
    }

    /// Where a sign stands: its upper half is the number of the spelling.
    fn place(&self, sign: u64) -> usize {
        (sign >> 32) as usize & self.recent.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Columns, Header, Kind, Vocabulary};

    #[test]
    fn what_is_remembered_of_a_cell_is_what_its_text_is() {
        let vocabulary = Vocabulary::built_in();
        let field = vocabulary.field("provider").unwrap();
        let header = Header {
            column: 0,
            text: "提供单位".to_owned(),
            fields: vec![field],
            hidden: false,
        };
        let columns = Columns::new(&vocabulary, vec![header]);
        let (mut record, mut known) = (Record::new(&vocabulary, &columns), Known::default());
        let mut looked = 0;
        for n in 0..20_000u32 {
            // A few, then more than are remembered, then a few again; some inherited.
            let name = if n % 9000 < 2000 { n % 7 } else { n };
            record.row_mut().clear(n + 2, None);
            record.row_mut().put(0, Kind::Text, &format!("{name}局"));
            if n % 3 == 0 {
                record
                    .row_mut()
                    .inherit(0, Kind::Text, &format!("{name}局"), n + 1);
            }
            record.interpret();
            let found = known.of(&record, field, |text| {
                looked += 1;
                text.trim_end_matches('局').parse::<u32>().unwrap()
            });
            assert_eq!(found, name);
            assert!(known.recent.len() <= Known::<u32>::PLACES.end);
        }
        assert!(looked < 16_000, "{looked}");
    }
}
