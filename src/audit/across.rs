//! Looking across tables: what to gather and for whom, the claims of every table in the order of the input, and at the end
//! the findings. A claim is 28 bytes; its words, and claims beyond a bound, lie in temporary files that die with the run.

mod batch;
mod bytes;
mod content;
mod gather;
mod program;
mod references;
mod settle;
mod spots;
mod store;

pub use batch::Batch;
use batch::{BatchClaim, Count};
pub(super) use gather::Gatherer;
pub(super) use program::Program;
use program::Source;
pub use references::References;
pub(super) use references::read_references;
pub(super) use settle::Books;

use super::outcome::{Input, Role};
use super::words;
use foldhash::fast::FixedState;
use spots::Spots;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::Range;
use store::{Store, make_room};

/// Takes batches of claims, in the order of the input.
pub(super) trait Claimed {
    fn claimed(&mut self, batch: Batch) -> io::Result<()>;
}

/// The table whose claims are coming in.
#[derive(Default)]
struct Table {
    file: String,
    sheet: Option<String>,
    role: Role,
    /// Where its spots begin.
    start: u64,
    counts: BTreeMap<usize, Count>,
}

/// What was claimed so far.
pub(super) struct Across<'a, 'p> {
    program: &'a Program<'p>,
    spots: Spots,
    stores: Vec<Store>,
    counts: Vec<Count>,
    /// Numbers of bodies, by the digest of their names; 0 is nobody.
    bodies: HashMap<u64, u32, FixedState>,
    /// The first file of each content and role.
    contents: BTreeMap<(Role, [u32; 3]), String>,
    /// The table at hand.
    table: Table,
    /// Spots of tables that were there before.
    repeated: Vec<Range<u64>>,
    /// Files whose content was there before, with the first.
    copies: BTreeMap<String, String>,
}

impl<'a, 'p> Across<'a, 'p> {
    pub(super) fn new(program: &'a Program<'p>) -> Self {
        let stores = program.tracks.iter().map(|t| Store::new(t.lane));
        Self {
            program,
            spots: Spots::new(),
            stores: stores.collect(),
            counts: vec![Count::default(); program.tracks.len()],
            bodies: HashMap::default(),
            contents: BTreeMap::new(),
            table: Table::default(),
            repeated: Vec::new(),
            copies: BTreeMap::new(),
        }
    }

    /// The number of a body.
    fn body(&mut self, digest: u64) -> u32 {
        if digest == 0 {
            return 0;
        }
        let next = self.bodies.len() as u32 + 1;
        *self.bodies.entry(digest).or_insert(next)
    }

    /// The table at hand ends. Where the same was there before under another name, its claims are no second claims.
    fn end_table(&mut self, content: Option<[u32; 3]>) {
        let end = self.spots.end();
        let start = std::mem::replace(&mut self.table.start, end);
        let counts = std::mem::take(&mut self.table.counts);
        let (file, role) = (self.table.file.clone(), self.table.role);
        if let Some(content) = content {
            let first = self
                .contents
                .entry((role, content))
                .or_insert_with(|| file.clone());
            if *first != file {
                self.copies.insert(file, first.clone());
                self.repeated.push(start..end);
                return;
            }
        }
        for (lane, count) in counts {
            if let Some(sum) = self.counts.get_mut(lane) {
                sum.absorb(&count);
            }
        }
    }

    /// Says of files that they were given before under another name.
    pub(super) fn note_copies(&self, inputs: &mut [Input]) {
        for input in inputs {
            if let Some(first) = self.copies.get(&input.path) {
                input.notes.push(words::copy_of(first));
            }
        }
    }
}

impl Claimed for Across<'_, '_> {
    fn claimed(&mut self, batch: Batch) -> io::Result<()> {
        if self.table.file != batch.file || self.table.sheet != batch.sheet || self.table.role != batch.role {
            // The table before broke off.
            self.end_table(None);
            self.table.file.clone_from(&batch.file);
            self.table.sheet.clone_from(&batch.sheet);
            self.table.role = batch.role;
        }
        for (lane, count) in &batch.counts {
            self.table.counts.entry(*lane).or_default().absorb(count);
        }
        let offsets = self.spots.lay_by(&batch)?;
        for claim in &batch.claims {
            let owner = self.body(claim.owner);
            let offset = offsets.get(claim.spot as usize).copied();
            if let (Some(store), Some(offset)) = (self.stores.get_mut(claim.lane as usize), offset) {
                store.add(claim.key, owner, claim.tag, offset);
            }
        }
        make_room(&mut self.stores)?;
        if batch.content.is_some() {
            self.end_table(batch.content);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
