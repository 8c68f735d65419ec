//! A row seen through its columns: what checks look at.

use super::{Columns, Field, Kind, Place, Row, Value, Vocabulary, folded, spellings::Spellings, value::read};
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

/// One record of a table, each field interpreted once. Refilled for every row like the [`Row`] it reads.
#[derive(Debug)]
pub struct Record<'t> {
    vocabulary: &'t Vocabulary,
    columns: &'t Columns,
    values: Vec<(Value, u16)>,
    mapped: Vec<(Field, Spellings)>,
    /// By field the number of its text among the column's spellings.
    numbers: Vec<Option<u32>>,
    made: Vec<Made>,
    /// Whether any cell holds what cannot be read.
    unread: bool,
    row: Row,
}

/// What was made of one field's cell since the row was read, for whoever asks next.
#[derive(Debug, Default)]
struct Made {
    /// The text folded; `None` where folding changes nothing.
    folded: OnceCell<Option<Box<str>>>,
    /// What a scan of the text came to.
    marks: Cell<Option<u64>>,
}

impl<'t> Record<'t> {
    /// An empty record over a table's columns.
    pub fn new(vocabulary: &'t Vocabulary, columns: &'t Columns) -> Self {
        let mapped = vocabulary.fields().map(|(field, _)| field);
        let mapped = mapped.filter(|&field| columns.has(field));
        Self {
            vocabulary,
            columns,
            values: vec![(Value::Absent, 0); vocabulary.len()],
            mapped: mapped.map(|field| (field, Spellings::default())).collect(),
            numbers: vec![None; vocabulary.len()],
            made: std::iter::repeat_with(Made::default)
                .take(vocabulary.len())
                .collect(),
            unread: false,
            row: Row::default(),
        }
    }

    /// The row to refill; call [`Record::interpret`] afterwards.
    pub fn row_mut(&mut self) -> &mut Row {
        &mut self.row
    }

    /// The row as it stands.
    pub fn row(&self) -> &Row {
        &self.row
    }

    /// Reads every mapped cell of the row. Of several columns of one field the first that is filled counts.
    pub fn interpret(&mut self) {
        self.unread = false;
        for (field, spellings) in &mut self.mapped {
            if let Some(made) = self.made.get_mut(field.index()) {
                *made = Made::default();
            }
            let mut best = None;
            for &column in self.columns.of(*field) {
                let (kind, text) = (self.row.kind(column), self.row.text(column));
                let fresh = || read(self.vocabulary, *field, kind, text);
                let (number, value) = match kind {
                    // What such cells show depends on more than their text.
                    Kind::Uncomputed | Kind::Error => (None, fresh()),
                    Kind::Empty | Kind::Text | Kind::Number | Kind::Date | Kind::Bool => {
                        spellings.get(text, fresh)
                    }
                };
                if !value.is_blank() {
                    best = Some((value, column, number));
                    break;
                }
                best = best.or(Some((value, column, number)));
            }
            let (slot, numbered) = (
                self.values.get_mut(field.index()),
                self.numbers.get_mut(field.index()),
            );
            if let (Some(slot), Some(numbered), Some((value, column, number))) = (slot, numbered, best) {
                (*slot, *numbered) = ((value, column), number);
                self.unread |= value.is_unread();
            }
        }
    }

    /// What tells a field's cell from those of other rows, as far as it is remembered: cells of one sign stand in one
    /// column, inherited or not alike, and hold the same text of the same kind; without `words` they mean the same.
    pub fn sign(&self, field: Field, words: bool) -> Option<u64> {
        if !self.columns.has(field) {
            return Some(0);
        }
        let meant = match self.value(field) {
            _ if words => None,
            Value::Absent | Value::Date(_) | Value::Frequency(_) | Value::Number(_) => None,
            Value::Blank => Some(1),
            Value::Placeholder => Some(2),
            Value::Text => Some(3),
            Value::Code => Some(4),
            Value::Unreadable => Some(5),
            Value::Uncomputed => Some(6),
            Value::Broken => Some(7),
            Value::Flag(yes) => Some(8 + u64::from(yes)),
            Value::Class(class) => Some(10 + u64::from(class.0)),
        };
        let inherited = u64::from(self.inherited(field)) << 1;
        if let Some(meant) = meant {
            return Some(meant << 32 | inherited | 1);
        }
        let number = self.numbers.get(field.index()).copied().flatten()?;
        let kind = (self.kind(field) as u64) << 8;
        let column = u64::from(self.column(field)) << 16;
        Some(u64::from(number) << 32 | column | kind | inherited | 1 << 2)
    }

    /// The vocabulary of the run.
    pub fn vocabulary(&self) -> &'t Vocabulary {
        self.vocabulary
    }

    /// The columns of the table.
    pub fn columns(&self) -> &'t Columns {
        self.columns
    }

    /// The meaning of a field's cell.
    pub fn value(&self, field: Field) -> Value {
        self.values.get(field.index()).map_or(Value::Absent, |&(v, _)| v)
    }

    /// Whether any cell holds what cannot be read.
    pub fn has_unread(&self) -> bool {
        self.unread
    }

    /// The text of a field's cell as it was written; empty when the table has no such column.
    pub fn text(&self, field: Field) -> &str {
        if self.columns.has(field) {
            self.row.text(self.column(field))
        } else {
            ""
        }
    }

    /// [`Record::text`] folded, once a row however often it is asked for.
    pub fn folded(&self, field: Field) -> &str {
        let text = self.text(field);
        let Some(made) = self.made.get(field.index()) else {
            return text;
        };
        let changed = made.folded.get_or_init(|| match folded(text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(other) => Some(other.into_boxed_str()),
        });
        changed.as_deref().unwrap_or(text)
    }

    /// What a scan of a field's folded text comes to, run once a row; whoever asks of one field asks by the same scan.
    pub fn marks(&self, field: Field, scan: impl FnOnce(&str) -> u64) -> u64 {
        let Some(made) = self.made.get(field.index()) else {
            return scan(self.folded(field));
        };
        if let Some(known) = made.marks.get() {
            return known;
        }
        let marks = scan(self.folded(field));
        made.marks.set(Some(marks));
        marks
    }

    /// The header of the column that a field's cell stands in.
    pub fn header(&self, field: Field) -> Option<&str> {
        let there = self.columns.has(field);
        let header = self.columns.header(there.then(|| self.column(field))?)?;
        Some(&header.text)
    }

    /// What a field's cell physically held.
    pub fn kind(&self, field: Field) -> Kind {
        if self.columns.has(field) {
            self.row.kind(self.column(field))
        } else {
            Kind::Empty
        }
    }

    /// The place of a field's cell, at its anchor where it was inherited; the row where there is no such column.
    pub fn place(&self, field: Field) -> Place {
        if !self.columns.has(field) {
            return self.row_place();
        }
        let column = self.column(field);
        let (row, line) = match self.row.anchor(column) {
            Some(anchor) => (anchor, None),
            None => (self.row.number, self.row.line),
        };
        Place::Cell { row, column, line }
    }

    /// The place of the row.
    pub fn row_place(&self) -> Place {
        Place::Row {
            row: self.row.number,
            line: self.row.line,
        }
    }

    /// Whether a field's cell was inherited from a row above.
    pub fn inherited(&self, field: Field) -> bool {
        self.columns.has(field) && self.row.anchor(self.column(field)).is_some()
    }

    fn column(&self, field: Field) -> u16 {
        self.values.get(field.index()).map_or(0, |&(_, c)| c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Class, Header};

    fn columns(vocabulary: &Vocabulary, ids: &[&str]) -> Columns {
        let header = |(column, id): (usize, &&str)| Header {
            column: column as u16,
            text: (*id).to_owned(),
            fields: vec![vocabulary.field(id).unwrap()],
            hidden: false,
        };
        Columns::new(vocabulary, ids.iter().enumerate().map(header).collect())
    }

    #[test]
    fn a_remembered_meaning_is_the_meaning() {
        let vocabulary = Vocabulary::built_in();
        let ids = [
            "published_at",
            "share_class",
            "contains_pi",
            "catalog_name",
            "share_class",
        ];
        let columns = columns(&vocabulary, &ids);
        let mut record = Record::new(&vocabulary, &columns);
        let mut signs = std::collections::HashMap::new();
        for n in 0..2_000u32 {
            let day = format!("2025-{}-{}", n % 13, n % 32);
            let class = ["有条件共享", "", "１"]
                .get(n as usize % 3)
                .copied()
                .unwrap_or_default();
            let row = record.row_mut();
            row.clear(n + 1, None);
            row.put(0, Kind::Text, &day);
            row.put(1, Kind::Text, class);
            row.put(2, if n % 2 == 0 { Kind::Error } else { Kind::Text }, "否");
            row.put(3, Kind::Text, &format!("目录{n}"));
            row.put(4, Kind::Text, "不予共享");
            record.interpret();
            for (at, id) in ids.iter().take(4).enumerate() {
                let (field, at) = (vocabulary.field(id).unwrap(), at as u16);
                let fresh = read(&vocabulary, field, record.row().kind(at), record.row().text(at));
                let second = (*id == "share_class" && fresh.is_blank()).then_some(Value::Class(Class(2)));
                assert_eq!(record.value(field), second.unwrap_or(fresh), "{id} row {n}");
                for words in [true, false] {
                    let cell = format!(
                        "{:?} {:?} {:?}",
                        record.place(field).column(),
                        record.kind(field),
                        record.text(field)
                    );
                    let cell = if words {
                        cell
                    } else {
                        format!("{:?}", record.value(field))
                    };
                    if let Some(sign) = record.sign(field, words) {
                        let same = signs.entry((at, words, sign)).or_insert_with(|| cell.clone());
                        assert_eq!(*same, cell, "{id} row {n}");
                    }
                }
            }
        }
        let name = vocabulary.field("catalog_name").unwrap();
        assert_eq!(
            (record.folded(name), record.marks(name, |t| t.len() as u64)),
            ("目录1999", 10)
        );
        assert_eq!((record.text(name), record.value(name)), ("目录1999", Value::Text));
        assert_eq!(record.value(vocabulary.field("fee").unwrap()), Value::Absent);
    }
}
