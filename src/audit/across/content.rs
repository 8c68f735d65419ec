//! The digest of a table's headers and cells, by which the same table is known when it is given again under another name.
//! Keeps no cell.

use crate::check::across::short;
use crate::model::{Header, Row};
use sha2::{Digest, Sha256};

/// What was read of a table so far.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// `None` before the first row.
    hash: Option<Sha256>,
    /// The texts of the row at hand.
    texts: String,
}

impl Content {
    /// Takes a row.
    pub(super) fn see(&mut self, headers: &[Header], row: &Row) {
        let hash = self.hash.get_or_insert_with(|| {
            let mut hash = Sha256::new();
            for header in headers {
                hash.update(header.text.as_bytes());
                hash.update([0x1f]);
            }
            hash
        });
        self.texts.clear();
        for header in headers {
            self.texts.push_str(row.text(header.column).trim());
            self.texts.push('\u{1f}');
        }
        hash.update(self.texts.as_bytes());
    }

    /// The digest of all rows; none where none came.
    pub(super) fn close(self) -> Option<[u32; 3]> {
        self.hash.map(|hash| short(&hash.finalize()))
    }
}
