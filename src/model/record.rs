//! A row seen through its columns: what checks look at.

use super::{Columns, Field, Kind, Place, Row, Type, Value, Vocabulary, value::read};
use std::collections::HashMap;

/// One record of a table, each field interpreted once. Refilled for every row like the [`Row`] it reads.
#[derive(Debug)]
pub struct Record<'t> {
    vocabulary: &'t Vocabulary,
    columns: &'t Columns,
    values: Vec<(Value, u16)>,
    mapped: Vec<(Field, Option<Seen>)>,
    row: Row,
}

/// What texts of one field were found to mean: such columns repeat a handful of spellings, or run through a few days.
#[derive(Debug, Default)]
struct Seen(HashMap<Box<str>, Value>);

impl Seen {
    /// Distinct texts remembered before it starts anew, and the longest of them in bytes.
    const MOST: usize = 512;
    const LONGEST: usize = 64;

    fn get(&mut self, kind: Kind, text: &str, read: impl FnOnce() -> Value) -> Value {
        if text.len() > Self::LONGEST || matches!(kind, Kind::Uncomputed | Kind::Error) {
            return read();
        }
        if let Some(&value) = self.0.get(text) {
            return value;
        }
        if self.0.len() >= Self::MOST {
            self.0.clear();
        }
        let value = read();
        self.0.insert(text.into(), value);
        value
    }
}

impl<'t> Record<'t> {
    /// An empty record over a table's columns.
    pub fn new(vocabulary: &'t Vocabulary, columns: &'t Columns) -> Self {
        let mapped = vocabulary
            .fields()
            .filter(|(field, _)| columns.has(*field))
            .map(|(field, entry)| {
                let repeats = matches!(
                    entry.kind,
                    Type::Class(_) | Type::Date | Type::Frequency | Type::Flag
                );
                (field, repeats.then(Seen::default))
            });
        Self {
            vocabulary,
            columns,
            values: vec![(Value::Absent, 0); vocabulary.len()],
            mapped: mapped.collect(),
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
        for (field, seen) in &mut self.mapped {
            let mut best = None;
            for &column in self.columns.of(*field) {
                let (kind, text) = (self.row.kind(column), self.row.text(column));
                let fresh = || read(self.vocabulary, *field, kind, text);
                let value = match seen {
                    Some(seen) => seen.get(kind, text, fresh),
                    None => fresh(),
                };
                if !value.is_blank() {
                    best = Some((value, column));
                    break;
                }
                best = best.or(Some((value, column)));
            }
            if let (Some(slot), Some(read)) = (self.values.get_mut(field.index()), best) {
                *slot = read;
            }
        }
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
        self.mapped
            .iter()
            .any(|&(field, _)| self.value(field).is_unread())
    }

    /// The text of a field's cell as it was written; empty when the table has no such column.
    pub fn text(&self, field: Field) -> &str {
        if self.columns.has(field) {
            self.row.text(self.column(field))
        } else {
            ""
        }
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
            }
        }
        let name = vocabulary.field("catalog_name").unwrap();
        assert_eq!((record.text(name), record.value(name)), ("目录1999", Value::Text));
        assert_eq!(record.value(vocabulary.field("fee").unwrap()), Value::Absent);
    }

    #[test]
    fn memory_is_bounded() {
        let mut seen = Seen::default();
        for n in 0..5_000 {
            assert_eq!(
                seen.get(Kind::Text, &n.to_string(), || Value::Number(f64::from(n))),
                Value::Number(f64::from(n))
            );
            assert!(seen.0.len() <= Seen::MOST);
        }
        seen.get(Kind::Text, &"长".repeat(100), || Value::Unreadable);
        assert!(seen.0.keys().all(|k| k.len() <= Seen::LONGEST));
    }
}
