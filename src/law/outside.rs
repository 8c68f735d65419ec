//! Bodies that an instrument does not reach, or reaches by reference only: stated by a class in the record, or suggested by
//! the body's name. Knows no requirement.

use super::elsewhere::Names;
use crate::model::{Field, Known, Record, Text, Value};
use serde::Deserialize;

/// What becomes of a record of such a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// The instrument does not judge it.
    NotJudged,
    /// It is judged, and what is found is for a person and marked.
    ByReference,
    /// It is judged; one notice a table asks to verify.
    Notice,
}

/// How a body is told that the instrument does not reach as it reaches others.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside {
    /// The field that states the class or the name.
    pub field: Field,
    /// What becomes of its records.
    pub treatment: Treatment,
    /// Why, for people.
    pub note: Text,
    pub(super) sign: Sign,
}

/// What shows such a body.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sign {
    /// Values of the field's own list.
    Values(Vec<Value>),
    /// Words in a name.
    Words(Names),
}

impl Outside {
    /// Whether a record is one of such a body.
    pub fn is(&self, record: &Record<'_>) -> bool {
        self.is_by(record, &mut Known::default())
    }

    /// The same, given the names looked at before.
    pub fn is_by(&self, record: &Record<'_>, known: &mut Known<bool>) -> bool {
        match &self.sign {
            Sign::Values(values) => values.contains(&record.value(self.field)),
            Sign::Words(names) => known.of(record, self.field, |name| !name.is_empty() && names.show(name)),
        }
    }
}
