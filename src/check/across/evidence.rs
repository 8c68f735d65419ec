//! What kinds judge by and what they tell: where a claim was made, and claims that do not go together. Knows no kind.

use super::super::Breach;
use super::claim::Claim;
use super::claims::Claims;
use crate::model::{Place, Text};
use serde::{Deserialize, Serialize};
use std::io;

/// A place that a claim was made at, with all that a finding or its other side says of it. Written to the file of spots
/// and into batches; stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spot {
    /// The file, as the user named it.
    pub file: String,
    /// The sheet, where there are sheets.
    pub sheet: Option<String>,
    /// Row as Excel shows it.
    pub row: u32,
    /// Column of the cell, A is 0.
    pub column: Option<u16>,
    /// Physical line of a text file.
    pub line: Option<u64>,
    /// Header of the column.
    pub header: Option<String>,
    /// Id of the field.
    pub field: String,
    /// The cell's own text.
    pub text: String,
    /// What was claimed: the cell, or one item of it.
    pub claimed: String,
    /// Number of the table, and of the resource in it, both from 0; `None` where nobody counts them.
    pub resource: Option<(u32, u32)>,
    /// Code of the resource.
    pub code: Option<String>,
    /// Name of the resource.
    pub name: Option<String>,
    /// Who provides it.
    pub provider: Option<String>,
    /// The body that claims it; empty where none is named.
    pub owner: String,
    /// The values watched.
    pub watch: Vec<Watched>,
}

/// A cell whose value is held against another edition's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watched {
    /// Id of the field.
    pub field: String,
    /// What it means, the same for every spelling; empty where it says nothing.
    pub meaning: String,
    /// The cell's own text.
    pub text: String,
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: Option<u16>,
    /// The header of the column.
    pub header: Option<String>,
}

impl Spot {
    /// Its place.
    pub fn place(&self) -> Place {
        match self.column {
            Some(column) => Place::Cell {
                row: self.row,
                column,
                line: self.line,
            },
            None => Place::Row {
                row: self.row,
                line: self.line,
            },
        }
    }

    /// Who claims it, or who provides it.
    pub fn body(&self) -> &str {
        match self.provider.as_deref() {
            _ if !self.owner.is_empty() => &self.owner,
            Some(provider) => provider,
            None => "",
        }
    }
}

/// What was gathered.
pub trait Evidence {
    /// The claims of a lane.
    fn claims(&self, lane: usize) -> &Claims;
    /// Whether any table of the lane was read.
    fn has(&self, lane: usize) -> bool;
    /// The spot of a claim.
    fn spot(&self, claim: &Claim) -> io::Result<Spot>;
}

/// Claims that do not go together.
#[derive(Debug)]
pub struct Clash {
    /// Where it is told.
    pub at: Spot,
    /// The other sides, first the one that matters most.
    pub related: Vec<Spot>,
    /// What is wrong.
    pub breach: Breach,
    /// What makes it the same clash whatever the order of rows and files; the subject and the field where `None`.
    pub identity: Option<String>,
}

/// What a note of several counts comes to.
pub(super) fn some(n: u64, note: impl FnOnce(u64) -> Text) -> Option<Text> {
    (n > 0).then(|| note(n))
}
