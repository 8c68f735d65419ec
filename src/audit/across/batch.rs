//! Claims of some rows on their way from a table to where all claims are kept: owned, sendable, writable to JSON. Their
//! words stand in one text, one after the other.

use crate::audit::outcome::Role;
use crate::check::across::{Claimed, Watched};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What some rows of one table claim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Batch {
    pub(super) file: String,
    /// The sheet of its table.
    pub(super) sheet: Option<String>,
    pub(super) role: Role,
    /// The columns that claims stand in.
    pub(super) headings: Vec<Heading>,
    /// The words of all rows.
    pub(super) text: String,
    /// Rows that claim.
    pub(super) rows: Vec<Row>,
    /// Their cells and the bodies that they speak for, row by row.
    pub(super) cells: Vec<Cell>,
    pub(super) owners: Vec<Part>,
    /// Places that claims were made at, row by row.
    pub(super) spots: Vec<At>,
    pub(super) claims: Vec<BatchClaim>,
    /// By the number of the lane.
    pub(super) counts: BTreeMap<usize, Count>,
    /// The digest of the whole table, in the batch that ends it.
    pub(super) content: Option<[u32; 3]>,
}

impl Batch {
    /// The batch of a file that so many tables came before.
    pub(in crate::audit) fn after(mut self, tables: usize) -> Self {
        for (table, _) in self.rows.iter_mut().filter_map(|r| r.resource.as_mut()) {
            *table += tables as u32;
        }
        self
    }

    /// Puts words down.
    pub(super) fn write(&mut self, words: &str) -> Part {
        let from = self.text.len() as u32;
        self.text.push_str(words);
        Part(from, self.text.len() as u32)
    }

    /// The words of a part.
    pub(super) fn words(&self, Part(from, to): Part) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// A part of the words of a batch, or of another of its lists: where it begins and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::audit) struct Part(pub(super) u32, pub(super) u32);

impl Part {
    /// Of a list, as far as there is one.
    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.0 as usize..self.1 as usize).unwrap_or_default()
    }
}

/// A column, as spots name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub(in crate::audit) struct Heading {
    /// Id of the field.
    pub(super) field: String,
    /// Header of the column.
    pub(super) header: Option<String>,
}

/// What is the same at all spots of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::audit) struct Row {
    /// Number of the table, and of the resource in it.
    pub(super) resource: Option<(u32, u32)>,
    /// Code of the resource, its name, who provides it.
    pub(super) code: Option<Part>,
    pub(super) name: Option<Part>,
    pub(super) provider: Option<Part>,
    /// Of the batch's owners and cells its own.
    pub(super) owners: Part,
    pub(super) cells: Part,
}

/// A cell that a claim stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::audit) struct Cell {
    /// Number of its heading.
    pub(super) heading: u32,
    pub(super) row: u32,
    pub(super) column: Option<u16>,
    pub(super) line: Option<u64>,
    pub(super) text: Part,
}

/// A spot: a cell of a row, what is claimed there, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::audit) struct At {
    /// Number of the row in the batch, and in it of the cell and the body.
    pub(super) row: u32,
    pub(super) cell: u32,
    pub(super) owner: u32,
    pub(super) claimed: Words,
    pub(super) watch: Vec<Watched>,
}

/// What is claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::audit) enum Words {
    /// From one byte of the cell's text up to another.
    Part(u32, u32),
    /// Put together of several cells.
    Own(String),
}

impl Words {
    pub(super) fn of(claimed: &Claimed) -> Self {
        match claimed {
            Claimed::Part(range) => Self::Part(range.start as u32, range.end as u32),
            Claimed::Words(words) => Self::Own(words.clone()),
        }
    }

    /// Whether it is what a row claims.
    pub(super) fn is(&self, claimed: &Claimed) -> bool {
        match (self, claimed) {
            (Self::Part(from, to), Claimed::Part(range)) => {
                (*from as usize, *to as usize) == (range.start, range.end)
            }
            (Self::Own(own), Claimed::Words(words)) => own == words,
            (Self::Part(..), Claimed::Words(_)) | (Self::Own(_), Claimed::Part(_)) => false,
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::Part(0, 0)
    }
}

/// A claim that names its lane, the digest of its body, and its spot by number within the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::audit) struct BatchClaim {
    pub(super) lane: u32,
    pub(super) key: [u32; 3],
    pub(super) tag: u32,
    pub(super) owner: u64,
    pub(super) spot: u32,
}

/// How much a lane saw; two counts add up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::audit) struct Count {
    /// Tables of its kind.
    pub(super) tables: u64,
    /// Tables whose columns let rows claim something.
    pub(super) able: u64,
    /// Rows that claimed.
    pub(super) rows: u64,
    /// Rows before the instrument took effect, and the day it did.
    pub(super) early: Option<(u64, NaiveDate)>,
    /// Ids of the fields that tables lacked.
    pub(super) missing: BTreeSet<String>,
}

impl Count {
    /// Adds another's counts.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.tables += other.tables;
        self.able += other.able;
        self.rows += other.rows;
        if let Some((n, from)) = other.early {
            self.early = Some((self.early.map_or(0, |(m, _)| m) + n, from));
        }
        self.missing.extend(other.missing.iter().cloned());
    }
}
