//! What a check saw, without a word about law.

use crate::model::{Field, Place, Text, Value};
use serde::{Deserialize, Serialize};

/// The class of what was there: part of a finding's fingerprint, so it never holds a row number or a whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Observed {
    /// The table has no such column.
    NoColumn,
    /// The cell is empty.
    Blank,
    /// The cell holds words that stand for nothing.
    Placeholder,
    /// A bare code.
    Code,
    /// A formula saved without its result.
    Uncomputed,
    /// An error cell.
    Broken,
    /// A value that may not be there, or not with these others.
    Value,
    /// A date that passed.
    Late,
    /// Words from which something was inferred.
    Words,
}

impl Observed {
    /// The word that goes into the fingerprint.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoColumn => "no-column",
            Self::Blank => "blank",
            Self::Placeholder => "placeholder",
            Self::Code => "code",
            Self::Uncomputed => "uncomputed",
            Self::Broken => "broken",
            Self::Value => "value",
            Self::Late => "late",
            Self::Words => "words",
        }
    }

    /// The class of a cell's meaning.
    pub fn of(value: Value) -> Self {
        match value {
            Value::Absent => Self::NoColumn,
            Value::Blank => Self::Blank,
            Value::Placeholder => Self::Placeholder,
            Value::Code => Self::Code,
            Value::Uncomputed => Self::Uncomputed,
            Value::Broken => Self::Broken,
            Value::Text
            | Value::Class(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::Frequency(_)
            | Value::Number(_)
            | Value::Unreadable => Self::Value,
        }
    }
}

/// A place where a table does not hold what a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// Where.
    pub place: Place,
    /// The field in question.
    pub field: Field,
    /// The cell's own text.
    pub observed: String,
    /// Its class.
    pub class: Observed,
    /// What should be there.
    pub expected: Text,
    /// What is wrong, in a sentence.
    pub message: Text,
    /// What to do.
    pub suggestion: Option<Text>,
    /// Whether the table itself proves the breach. A breach that was inferred, or that a missing column could excuse,
    /// is for a person to look at.
    pub certain: bool,
}
