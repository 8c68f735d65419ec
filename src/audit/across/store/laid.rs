//! Claims in a file without a name, in runs that are in order each, merged into one when they are many and in the end.
//! Knows of a claim its bytes and its order.

use crate::check::across::{Apart, Claim};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;

/// The order of the claims of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By key.
    Sorted,
    /// By key; of a body's claims to it only the first.
    First,
    /// As they came.
    AsTheyCame,
}

impl Order {
    /// Brings claims into it.
    pub(super) fn arrange(self, claims: &mut Vec<Claim>) {
        if self != Self::AsTheyCame {
            claims.sort_unstable();
        }
        if self == Self::First {
            claims.dedup_by(|later, first| repeats(later, first));
        }
    }
}

fn repeats(later: &Claim, first: &Claim) -> bool {
    (later.key, later.owner, later.tag) == (first.key, first.owner, first.tag)
}

/// Runs beyond which they are merged: each has room of its own while that goes on.
const RUNS: usize = 64;
/// Claims of a run read at a time.
const AHEAD: u64 = 512;
/// Claims from one key that is remembered to the next.
const STEP: u64 = 128;

/// Claims in a file.
#[derive(Debug)]
pub(super) struct Laid {
    order: Order,
    file: RefCell<File>,
    /// Where each run ends.
    ends: Vec<u64>,
    /// The key of every so many claims of the one run, where there is one.
    keys: Vec<[u32; 3]>,
}

impl Laid {
    pub(super) fn new(order: Order) -> io::Result<Self> {
        Ok(Self {
            order,
            file: RefCell::new(tempfile::tempfile()?),
            ends: Vec::new(),
            keys: Vec::new(),
        })
    }

    fn total(&self) -> u64 {
        self.ends.last().copied().unwrap_or_default()
    }

    /// One more run, in order.
    pub(super) fn add(&mut self, run: &[Claim]) -> io::Result<()> {
        let file = self.file.get_mut();
        file.seek(SeekFrom::End(0))?;
        let mut to = BufWriter::with_capacity(1 << 16, file);
        for claim in run {
            to.write_all(&claim.bytes())?;
        }
        to.flush()?;
        drop(to);
        self.ends.push(self.total() + run.len() as u64);
        if self.ends.len() >= RUNS && self.order != Order::AsTheyCame {
            let runs = std::mem::replace(self, Self::new(self.order)?);
            *self = runs.in_one(|_| true)?;
        }
        Ok(())
    }

    /// All of them in one run, but for those that do not stay.
    pub(super) fn in_one(self, stays: impl Fn(&Claim) -> bool) -> io::Result<Self> {
        let mut all = Self::new(self.order)?;
        let mut to = BufWriter::with_capacity(1 << 16, all.file.get_mut());
        let mut count = 0;
        let mut last: Option<Claim> = None;
        let mut take = |claim: Claim| {
            let again = self.order == Order::First && last.is_some_and(|last| repeats(&claim, &last));
            if !stays(&claim) || again {
                return Ok(());
            }
            last = Some(claim);
            if count % STEP == 0 {
                all.keys.push(claim.key);
            }
            count += 1;
            to.write_all(&claim.bytes())
        };
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut runs: Vec<Run> = starts
            .zip(&self.ends)
            .map(|(from, &to)| Run::new(from..to))
            .collect();
        if self.order == Order::AsTheyCame {
            for run in &mut runs {
                while let Some(claim) = run.next(&self)? {
                    take(claim)?;
                }
            }
        } else {
            let mut first = BinaryHeap::new();
            for (number, run) in runs.iter_mut().enumerate() {
                first.extend(run.next(&self)?.map(|claim| Reverse((claim, number))));
            }
            while let Some(Reverse((claim, number))) = first.pop() {
                take(claim)?;
                let next = runs.get_mut(number).map(|run| run.next(&self)).transpose()?;
                first.extend(next.flatten().map(|claim| Reverse((claim, number))));
            }
        }
        to.flush()?;
        drop(to);
        all.ends.push(count);
        Ok(all)
    }
}

impl Apart for Laid {
    fn count(&self) -> u64 {
        self.total()
    }

    fn read(&self, stretch: Range<u64>, into: &mut Vec<Claim>) -> io::Result<()> {
        let length = stretch.end.saturating_sub(stretch.start) as usize * Claim::BYTES;
        let mut bytes = vec![0; length];
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(stretch.start * Claim::BYTES as u64))?;
        file.read_exact(&mut bytes)?;
        into.clear();
        into.extend(bytes.chunks_exact(Claim::BYTES).map(Claim::read));
        Ok(())
    }

    fn before(&self, key: [u32; 3]) -> u64 {
        let after = self.keys.partition_point(|k| *k < key);
        (after as u64).saturating_sub(1) * STEP
    }
}

/// A run that is read to its end.
struct Run {
    rest: Range<u64>,
    ahead: Vec<Claim>,
    given: usize,
}

impl Run {
    fn new(rest: Range<u64>) -> Self {
        Self {
            rest,
            ahead: Vec::new(),
            given: 0,
        }
    }

    fn next(&mut self, laid: &Laid) -> io::Result<Option<Claim>> {
        if self.given == self.ahead.len() {
            let end = (self.rest.start + AHEAD).min(self.rest.end);
            laid.read(self.rest.start..end, &mut self.ahead)?;
            self.rest.start = end;
            self.given = 0;
        }
        let next = self.ahead.get(self.given).copied();
        self.given += 1;
        Ok(next)
    }
}
