//! Where claims and spots are kept: claims in memory, 28 bytes each, spots in a temporary file. Knows no question.

use crate::check::across::{Claim, Claims, Lane, Spot};
use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use tempfile::SpooledTempFile;

/// Claims of one lane. Where only the first of each body to each key counts, the others are dropped whenever the claims
/// have doubled.
#[derive(Debug)]
pub(super) struct Store {
    claims: Vec<Claim>,
    distinct: bool,
    sorted: bool,
    /// How many there may be before the next look for repeated ones.
    next: usize,
}

/// Fewer are not worth the look.
const FEW: usize = 1 << 16;

impl Store {
    pub(super) fn new(lane: &Lane) -> Self {
        Self {
            claims: Vec::new(),
            distinct: lane.distinct,
            sorted: lane.sorted,
            next: FEW,
        }
    }

    pub(super) fn add(&mut self, key: [u32; 3], owner: u32, tag: u32, spot: u64) {
        self.claims.push(Claim::new(key, owner, tag, spot));
        if self.distinct && self.claims.len() >= self.next {
            self.drop_repeated();
            self.next = (self.claims.len() * 2).max(FEW);
        }
    }

    /// How many there are at the moment.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.claims.len()
    }

    /// Keeps of each body's claims to a key the first.
    fn drop_repeated(&mut self) {
        self.claims.sort_unstable();
        self.claims.dedup_by(|later, first| {
            (later.key, later.owner, later.tag) == (first.key, first.owner, first.tag)
        });
    }

    /// The claims, ready to be judged, without those of some spots.
    pub(super) fn close(mut self, without: &[Range<u64>]) -> Claims {
        let left_out = |spot: u64| {
            let after = without.partition_point(|range| range.end <= spot);
            without.get(after).is_some_and(|range| range.contains(&spot))
        };
        if !without.is_empty() {
            self.claims.retain(|c| !left_out(c.spot()));
        }
        if self.distinct {
            self.drop_repeated();
        }
        if self.sorted {
            Claims::by_key(self.claims)
        } else {
            Claims::as_they_came(self.claims)
        }
    }
}

/// Spots, one a line of JSON.
#[derive(Debug)]
pub(super) struct Spots {
    file: RefCell<SpooledTempFile>,
    end: u64,
}

/// Kept in memory before they go to a file.
const IN_MEMORY: usize = 8 << 20;

impl Spots {
    pub(super) fn new() -> Self {
        Self {
            file: RefCell::new(SpooledTempFile::new(IN_MEMORY)),
            end: 0,
        }
    }

    /// Where the next spot goes.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    /// Writes spots behind those that are there; where each begins comes back.
    pub(super) fn lay_by(&mut self, spots: &[Spot]) -> io::Result<Vec<u64>> {
        let (mut bytes, mut offsets) = (Vec::new(), Vec::with_capacity(spots.len()));
        for spot in spots {
            offsets.push(self.end + bytes.len() as u64);
            serde_json::to_writer(&mut bytes, spot)?;
            bytes.push(b'\n');
        }
        self.file.borrow_mut().write_all(&bytes)?;
        self.end += bytes.len() as u64;
        Ok(offsets)
    }

    /// The spot at an offset. Nothing is written any more once the first was read.
    pub(super) fn at(&self, offset: u64) -> io::Result<Spot> {
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(offset))?;
        let (mut line, mut block) = (Vec::new(), [0u8; 1024]);
        loop {
            let n = file.read(&mut block)?;
            let read = block.get(..n).unwrap_or_default();
            match read.iter().position(|&b| b == b'\n') {
                Some(end) => {
                    line.extend_from_slice(read.get(..end).unwrap_or_default());
                    return Ok(serde_json::from_slice(&line)?);
                }
                None if n == 0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                None => line.extend_from_slice(read),
            }
        }
    }
}
