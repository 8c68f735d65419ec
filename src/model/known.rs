//! What the cells of one field were found to be, from row to row of a table: told by the number of the spelling where it
//! has one, by the text otherwise. Bounded; knows nothing of what is remembered.

use super::{Field, Memo, Record};

/// Values by the words of a field's cells. Good for one field of one table.
#[derive(Debug, Clone)]
pub struct Known<V> {
    /// By the signs of cells.
    recent: Vec<Option<(u64, V)>>,
    texts: Memo<V>,
}

impl<V> Default for Known<V> {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            texts: Memo::default(),
        }
    }
}

impl<V: Copy> Known<V> {
    /// Signs remembered.
    const PLACES: usize = 256;

    /// What the cell of a field is; `find` tells it of its text where that is not remembered.
    pub fn of(&mut self, record: &Record<'_>, field: Field, find: impl FnOnce(&str) -> V) -> V {
        let text = record.text(field);
        let Some(sign) = record.sign(field, true) else {
            return self.texts.get(text, || find(text));
        };
        // The upper half is the number of the spelling.
        let place = (sign >> 32) as usize % Self::PLACES;
        if let Some(&Some((known, value))) = self.recent.get(place)
            && known == sign
        {
            return value;
        }
        let value = self.texts.get(text, || find(text));
        if self.recent.is_empty() {
            self.recent.resize(Self::PLACES, None);
        }
        if let Some(recent) = self.recent.get_mut(place) {
            *recent = Some((sign, value));
        }
        value
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
            assert!(known.recent.len() <= Known::<u32>::PLACES);
        }
        assert!(looked < 16_000, "{looked}");
    }
}
