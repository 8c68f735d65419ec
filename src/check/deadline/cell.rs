//! A date in a cell, as a period needs it: a day that has come, nothing at all, or what is doubtful about it.

use crate::check::{Breach, Observed, words};
use crate::model::{Date, Field, Record, Value, parse_span};
use chrono::{Datelike, NaiveDate};

/// What a cell gives a period to go by.
pub(in crate::check) enum Cell {
    /// A day.
    Day(NaiveDate),
    /// Nothing is filled in, or there is no such column.
    Blank,
    /// Something from which no day can be told; nothing is concluded.
    Doubt(Box<Breach>),
}

impl Cell {
    /// The day, unless it is yet to come: that is taken for a slip.
    pub(in crate::check) fn come(self, record: &Record<'_>, field: Field, as_of: NaiveDate) -> Self {
        match self {
            Self::Day(day) if day > as_of => Self::Doubt(Box::new(future(record, field, day, as_of))),
            other => other,
        }
    }
}

/// The day in a field of dates; the time of day does not count.
pub(in crate::check) fn day_of(record: &Record<'_>, field: Field) -> Cell {
    match record.value(field) {
        Value::Date(Date { day, .. }) => Cell::Day(day),
        Value::Absent | Value::Blank | Value::Placeholder => Cell::Blank,
        value => Cell::Doubt(Box::new(unread(record, field, value))),
    }
}

/// The last day of the year in a field: `2026`, `2026年度`.
pub(super) fn end_of_year(record: &Record<'_>, field: Field) -> Cell {
    let value = record.value(field);
    match value {
        Value::Absent | Value::Blank | Value::Placeholder => return Cell::Blank,
        Value::Uncomputed | Value::Broken => {}
        _ => {
            let text = record.text(field).trim().trim_end_matches('度');
            if let Some((first, last)) = parse_span(text)
                && first.year() == last.year()
                && (first.ordinal(), last.month(), last.day()) == (1, 12, 31)
            {
                return Cell::Day(last);
            }
        }
    }
    Cell::Doubt(Box::new(unread(record, field, value)))
}

/// A breach that says why nothing was concluded.
pub(in crate::check) fn doubtful(record: &Record<'_>, field: Field, message: crate::model::Text) -> Breach {
    let name = record.vocabulary().entry(field).text();
    Breach {
        place: record.place(field),
        field,
        observed: record.text(field).to_owned(),
        class: Observed::Value,
        expected: words::a_day(&name),
        message,
        suggestion: Some(words::verify(&name)),
        certain: false,
    }
}

fn unread(record: &Record<'_>, field: Field, value: Value) -> Breach {
    let name = record.vocabulary().entry(field).text();
    let (class, text) = (Observed::of(value), record.text(field));
    let why = match value {
        Value::Uncomputed | Value::Broken => words::not_filled(&name, class, text),
        _ => words::not_a_date(&name, text),
    };
    Breach {
        class,
        ..doubtful(record, field, words::lapse_unknown(&why))
    }
}

fn future(record: &Record<'_>, field: Field, day: NaiveDate, as_of: NaiveDate) -> Breach {
    let name = record.vocabulary().entry(field).text();
    Breach {
        expected: words::not_after(&name, as_of),
        suggestion: Some(words::check_the_date(&name)),
        ..doubtful(record, field, words::yet_to_come(&name, day, as_of))
    }
}
