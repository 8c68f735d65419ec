//! A cell as the kinds that read words see it. Knows what is no text at all, and nothing of what a text says.

use crate::model::{Columns, Field, Record, Value};

/// The text of a cell that says something: not absent, blank, a placeholder, an error or a formula without its result.
pub(super) fn filled<'r>(record: &'r Record<'_>, field: Field) -> Option<&'r str> {
    match record.value(field) {
        Value::Absent | Value::Blank | Value::Placeholder | Value::Uncomputed | Value::Broken => None,
        Value::Text
        | Value::Class(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Frequency(_)
        | Value::Number(_)
        | Value::Code
        | Value::Unreadable => Some(record.text(field)),
    }
}

/// The same, where the cell is the row's own: what it inherits was judged at the row it comes from.
pub(super) fn own<'r>(record: &'r Record<'_>, field: Field) -> Option<&'r str> {
    filled(record, field).filter(|_| !record.inherited(field))
}

/// The fields that the table has no column for.
pub(super) fn absent(fields: impl IntoIterator<Item = Field>, columns: &Columns) -> Vec<Field> {
    fields.into_iter().filter(|&f| !columns.has(f)).collect()
}
