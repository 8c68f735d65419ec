//! Looking across tables: what to gather and for whom, the claims of every table in the order of the input, and at the end
//! the findings. In memory a claim is 28 bytes; its words lie in a temporary file that dies with the run.

mod batch;
mod gather;
mod program;
mod references;
mod settle;
mod store;

pub use batch::Batch;
use batch::{BatchClaim, Count};
pub(super) use gather::Gatherer;
pub(super) use program::Program;
use program::Source;
pub use references::References;
pub(super) use references::read_references;

use super::outcome::{Input, Role};
use super::words;
use std::collections::{BTreeMap, HashMap};
use std::io;
use store::{Spots, Store};

/// Takes batches of claims, in the order of the input.
pub(super) trait Claimed {
    fn claimed(&mut self, batch: Batch) -> io::Result<()>;
}

/// What was claimed so far.
pub(super) struct Across<'a, 'p> {
    program: &'a Program<'p>,
    spots: Spots,
    stores: Vec<Store>,
    counts: Vec<Count>,
    /// Numbers of bodies, by the digest of their names; 0 is nobody.
    bodies: HashMap<u64, u32>,
    /// The first file of each content and role.
    contents: BTreeMap<(Role, String), String>,
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
            bodies: HashMap::new(),
            contents: BTreeMap::new(),
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

    /// Whether a file's content came under another name before; its claims are then no second claims.
    fn is_copy(&mut self, batch: &Batch) -> bool {
        if batch.sha256.is_empty() {
            return false;
        }
        let key = (batch.role, batch.sha256.clone());
        let first = self.contents.entry(key).or_insert_with(|| batch.file.clone());
        if *first == batch.file {
            return false;
        }
        self.copies.insert(batch.file.clone(), first.clone());
        true
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
        if self.is_copy(&batch) {
            return Ok(());
        }
        for (lane, count) in &batch.counts {
            if let Some(sum) = self.counts.get_mut(*lane) {
                sum.absorb(count);
            }
        }
        let offsets = self.spots.lay_by(&batch.spots)?;
        for claim in &batch.claims {
            let owner = self.body(claim.owner);
            let offset = offsets.get(claim.spot as usize).copied();
            if let (Some(store), Some(offset)) = (self.stores.get_mut(claim.lane as usize), offset) {
                store.add(claim.key, owner, claim.tag, offset);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
