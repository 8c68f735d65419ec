//! What bears on every judgement of a row: whether it came before the law, only continues a resource, or is judged by
//! reference. Knows no check.

use crate::audit::words;
use crate::check::Breach;
use crate::model::{Field, Record, Value};
use chrono::NaiveDate;

/// Whether a record happened before a day. One without a date is judged.
pub(in crate::audit) fn lies_before(record: &Record<'_>, event: Field, from: NaiveDate) -> bool {
    matches!(record.value(event), Value::Date(date) if date.day < from)
}

/// Whether a row that continues a resource says something of its own in one of the fields.
pub(super) fn restates(record: &Record<'_>, fields: &[Field]) -> bool {
    fields
        .iter()
        .any(|&f| record.columns().has(f) && !record.inherited(f) && !record.value(f).is_blank())
}

/// A breach where the instrument applies by reference only.
pub(super) fn by_reference(breach: &Breach) -> Breach {
    Breach {
        message: words::marked(&breach.message),
        ..breach.clone()
    }
}
