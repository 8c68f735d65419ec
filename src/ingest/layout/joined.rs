//! The items that another sheet lists, by the resources they belong to. Keeps a digest a key and a count, never an item.

use super::words;
use crate::model::{Row, Text, fold};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many rows without a resource are named.
const NAMED: usize = 5;

/// The items of another sheet, by the resources they belong to.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    /// Name of the sheet that lists the items.
    pub items_sheet: String,
    /// The column after the last real one that tells how many items a resource has.
    pub column: u16,
    /// Columns of the resource table that hold its keys: code, name.
    keys: [Option<u16>; 2],
    groups: Vec<Group>,
    index: [BTreeMap<u64, usize>; 2],
}

#[derive(Debug, Clone, Copy, Default)]
struct Group {
    items: u64,
    row: u32,
}

impl Joined {
    /// No items yet; `keys` are the columns of the resource table that hold its code and name.
    pub(super) fn new(items_sheet: String, column: u16, keys: [Option<u16>; 2]) -> Self {
        Self {
            items_sheet,
            column,
            keys,
            ..Self::default()
        }
    }

    /// The group of items that a row of the resource table owns.
    pub(in crate::ingest) fn group(&self, row: &Row) -> Option<usize> {
        self.find(self.keys.map(|c| digest(c.map_or("", |c| row.text(c)))))
    }

    /// How a cell tells the number of items of a group.
    pub(in crate::ingest) fn cell(&self, group: usize) -> Option<String> {
        self.groups.get(group).map(|g| words::items_cell(g.items))
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// Items whose resource never came; `seen` says which groups did.
    pub(in crate::ingest) fn orphans(&self, seen: &[bool]) -> Option<Text> {
        let unseen = |at: usize| !seen.get(at).copied().unwrap_or(false);
        let left: Vec<&Group> = self
            .groups
            .iter()
            .enumerate()
            .filter(|&(at, _)| unseen(at))
            .map(|(_, g)| g)
            .collect();
        let rows: Vec<String> = left.iter().take(NAMED).map(|g| g.row.to_string()).collect();
        let items = left.iter().map(|g| g.items).sum();
        (!left.is_empty())
            .then(|| words::orphans(&self.items_sheet, items, left.len() as u64, &rows.join("、")))
    }

    fn find(&self, digests: [Option<u64>; 2]) -> Option<usize> {
        self.index
            .iter()
            .zip(digests)
            .find_map(|(index, digest)| index.get(&digest?).copied())
    }

    /// Counts an item; `keys` are the columns of its own table that hold the keys.
    pub(super) fn count(&mut self, keys: [Option<u16>; 2], row: &Row) {
        let digests = keys.map(|c| digest(c.map_or("", |c| row.text(c))));
        if digests == [None, None] {
            return;
        }
        let at = self.find(digests).unwrap_or_else(|| {
            self.groups.push(Group {
                items: 0,
                row: row.number,
            });
            self.groups.len() - 1
        });
        if let Some(group) = self.groups.get_mut(at) {
            group.items += 1;
        }
        for (index, digest) in self.index.iter_mut().zip(digests) {
            if let Some(digest) = digest {
                index.entry(digest).or_insert(at);
            }
        }
    }
}

fn digest(text: &str) -> Option<u64> {
    let folded = fold(text);
    let mut hasher = DefaultHasher::new();
    folded.hash(&mut hasher);
    (!folded.is_empty()).then(|| hasher.finish())
}
