//! Which column of a table holds which field.

use super::{Field, Vocabulary};
use serde::{Deserialize, Serialize};

/// A header as the report shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Column, A is 0.
    pub column: u16,
    /// The header's own words, group headers joined by `/`.
    pub text: String,
    /// The fields the column was found to hold; empty when it was not recognised. A combined column
    /// (共享条件/不予共享依据) holds several.
    pub fields: Vec<Field>,
    /// The column is hidden in its sheet.
    pub hidden: bool,
}

/// The mapping of a table's columns to fields.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    headers: Vec<Header>,
    by_field: Vec<Vec<u16>>,
}

impl Columns {
    /// The mapping that the headers say.
    pub fn new(vocabulary: &Vocabulary, headers: Vec<Header>) -> Self {
        let mut by_field = vec![Vec::new(); vocabulary.len()];
        for header in &headers {
            for field in &header.fields {
                if let Some(columns) = by_field.get_mut(field.index()) {
                    columns.push(header.column);
                }
            }
        }
        Self { headers, by_field }
    }

    /// The headers from left to right.
    pub fn headers(&self) -> &[Header] {
        &self.headers
    }

    /// The columns of a field from left to right; empty when the table has none.
    pub fn of(&self, field: Field) -> &[u16] {
        self.by_field.get(field.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether the table has the field.
    pub fn has(&self, field: Field) -> bool {
        !self.of(field).is_empty()
    }

    /// The header of a column.
    pub fn header(&self, column: u16) -> Option<&Header> {
        self.headers.iter().find(|h| h.column == column)
    }
}
