//! A row seen through its columns: what checks look at.

use super::{Columns, Field, Kind, Place, Row, Value, Vocabulary, interpret};

/// One record of a table, each field interpreted once. Refilled for every row like the [`Row`] it reads.
#[derive(Debug)]
pub struct Record<'t> {
    vocabulary: &'t Vocabulary,
    columns: &'t Columns,
    values: Vec<(Value, u16)>,
    row: Row,
}

impl<'t> Record<'t> {
    /// An empty record over a table's columns.
    pub fn new(vocabulary: &'t Vocabulary, columns: &'t Columns) -> Self {
        Self {
            vocabulary,
            columns,
            values: vec![(Value::Absent, 0); vocabulary.len()],
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
        for (field, entry) in self.vocabulary.fields() {
            let columns = self.columns.of(field);
            let Some(&first) = columns.first() else { continue };
            let mut read = (Value::Blank, first);
            for &column in columns {
                let value = interpret(
                    self.vocabulary,
                    entry,
                    self.row.kind(column),
                    self.row.text(column),
                );
                if !value.is_blank() {
                    read = (value, column);
                    break;
                }
                if column == first {
                    read = (value, column);
                }
            }
            if let Some(slot) = self.values.get_mut(field.index()) {
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

    /// The text of a field's cell as it was written; empty when the table has no such column.
    pub fn text(&self, field: Field) -> &str {
        if self.columns.has(field) {
            self.row.text(self.column(field))
        } else {
            ""
        }
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
