//! The claims of a lane, in memory or, where they are too many, in a place of their own from which they are read stretch
//! by stretch. Knows no kind and no file.

use super::claim::Claim;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::io;
use std::ops::Range;

/// Claims that are kept outside of memory, in their order.
pub trait Apart: Debug {
    /// How many there are.
    fn count(&self) -> u64;
    /// Puts a stretch of them in place of what `into` holds.
    fn read(&self, stretch: Range<u64>, into: &mut Vec<Claim>) -> io::Result<()>;
    /// A claim of a smaller key than this one, or the first, not far before the first of the key. Only asked where they are
    /// sorted by key.
    fn before(&self, key: [u32; 3]) -> u64;
}

/// The claims of a lane: sorted by key, or in the order of the input.
#[derive(Debug)]
pub struct Claims(Where);

#[derive(Debug)]
enum Where {
    Memory(Vec<Claim>),
    Apart(Box<dyn Apart>),
}

impl Default for Claims {
    fn default() -> Self {
        Self(Where::Memory(Vec::new()))
    }
}

impl Claims {
    /// Claims in memory, in the order in which they are to be used.
    pub fn new(claims: Vec<Claim>) -> Self {
        Self(Where::Memory(claims))
    }

    /// Claims that lie elsewhere.
    pub fn apart(kept: Box<dyn Apart>) -> Self {
        Self(Where::Apart(kept))
    }

    /// The claims of each key that was claimed more than once, in the order of the input: keys by their second claim.
    pub fn repeated(&self) -> io::Result<Repeated<'_>> {
        let mut found: Vec<(u64, Range<u64>)> = Vec::new();
        let mut keys = self.runs(|a, b| a.key == b.key);
        while let Some(run) = keys.next()? {
            if run.len() < 2 {
                continue;
            }
            let mut first_two = [u64::MAX; 2];
            for spot in run.iter().map(Claim::spot) {
                let [first, second] = first_two;
                if spot < first {
                    first_two = [spot, first];
                } else if spot < second {
                    first_two = [first, spot];
                }
            }
            let length = run.len() as u64;
            found.push((first_two[1], keys.passed - length..keys.passed));
        }
        found.sort_unstable_by_key(|(second, run)| (*second, run.start));
        Ok(Repeated {
            claims: self,
            found: found.into_iter(),
        })
    }

    /// The claims of each row, or of each item of a row.
    pub fn units(&self) -> Runs<'_> {
        self.runs(|a, b| a.spot() == b.spot())
    }

    /// Every claim by itself.
    pub fn each(&self) -> Runs<'_> {
        self.runs(|_, _| false)
    }

    /// The numbers of the bodies that claim something.
    pub(super) fn bodies(&self) -> io::Result<BTreeSet<u32>> {
        let mut bodies = BTreeSet::new();
        let mut runs = self.runs(|a, b| a.owner == b.owner);
        while let Some(run) = runs.next()? {
            bodies.extend(run.first().map(|c| c.owner).filter(|&owner| owner != 0));
        }
        Ok(bodies)
    }

    /// The claims of a key.
    pub fn of(&self, key: [u32; 3]) -> io::Result<Cow<'_, [Claim]>> {
        let kept = match &self.0 {
            Where::Memory(claims) => {
                let first = claims.partition_point(|c| c.key < key);
                let rest = claims.get(first..).unwrap_or_default();
                let run = rest.get(..rest.partition_point(|c| c.key == key));
                return Ok(Cow::Borrowed(run.unwrap_or_default()));
            }
            Where::Apart(kept) => kept,
        };
        let (mut from, mut stretch, mut run) = (kept.before(key), Vec::new(), Vec::new());
        loop {
            let to = (from + STRETCH).min(kept.count());
            kept.read(from..to, &mut stretch)?;
            run.extend(stretch.iter().filter(|c| c.key == key));
            if to == kept.count() || stretch.last().is_none_or(|c| c.key > key) {
                return Ok(Cow::Owned(run));
            }
            from = to;
        }
    }

    /// The first claim that a unit's keys meet: by its first key, by a later one only where the earlier are not filled
    /// on both sides.
    pub(super) fn meeting(
        &self,
        unit: &[Claim],
        counts: impl Fn(&Claim) -> bool,
    ) -> io::Result<Option<Claim>> {
        for claim in unit.iter().filter(|c| !c.is_watch()) {
            let before = (1 << claim.alternative()) - 1;
            let fits = |c: &&Claim| {
                !c.is_watch()
                    && c.alternative() == claim.alternative()
                    && claim.filled() & c.filled() & before == 0
                    && counts(c)
            };
            let met = self.of(claim.key)?;
            if let Some(first) = met.iter().filter(fits).min_by_key(|c| c.spot()) {
                return Ok(Some(*first));
            }
        }
        Ok(None)
    }

    fn runs(&self, same: fn(&Claim, &Claim) -> bool) -> Runs<'_> {
        Runs {
            claims: self,
            same,
            passed: 0,
            read: 0,
            ahead: Vec::new(),
            given: 0,
            stretch: Vec::new(),
        }
    }
}

/// Claims read at a time.
const STRETCH: u64 = 512;

/// Neighbours that belong together, one run after the other.
pub struct Runs<'c> {
    claims: &'c Claims,
    same: fn(&Claim, &Claim) -> bool,
    /// How many claims were given.
    passed: u64,
    /// Of those apart: how many were read, the last of them, and how many of these were given.
    read: u64,
    ahead: Vec<Claim>,
    given: usize,
    /// Room to read into.
    stretch: Vec<Claim>,
}

impl Runs<'_> {
    /// The next run; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<&[Claim]>> {
        let rest = match &self.claims.0 {
            Where::Memory(claims) => claims.get(self.passed as usize..).unwrap_or_default(),
            Where::Apart(kept) => {
                // A run is whole where another begins behind it.
                while self.read < kept.count() && self.length(self.rest()) == self.rest().len() {
                    self.ahead.drain(..self.given);
                    self.given = 0;
                    let to = (self.read + STRETCH).min(kept.count());
                    kept.read(self.read..to, &mut self.stretch)?;
                    self.ahead.append(&mut self.stretch);
                    self.read = to;
                }
                self.ahead.get(self.given..).unwrap_or_default()
            }
        };
        let length = self.length(rest);
        self.passed += length as u64;
        self.given += length;
        Ok(rest.get(..length).filter(|run| !run.is_empty()))
    }

    fn rest(&self) -> &[Claim] {
        self.ahead.get(self.given..).unwrap_or_default()
    }

    /// How many of some claims belong to the first of them.
    fn length(&self, rest: &[Claim]) -> usize {
        rest.chunk_by(self.same).next().map_or(0, <[Claim]>::len)
    }
}

/// The claims of keys that were claimed more than once.
pub struct Repeated<'c> {
    claims: &'c Claims,
    found: std::vec::IntoIter<(u64, Range<u64>)>,
}

impl Iterator for Repeated<'_> {
    type Item = io::Result<Vec<Claim>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (_, run) = self.found.next()?;
        let mut claims = Vec::new();
        match &self.claims.0 {
            Where::Memory(all) => {
                let run = all.get(run.start as usize..run.end as usize);
                claims.extend_from_slice(run.unwrap_or_default());
            }
            Where::Apart(kept) => {
                if let Err(error) = kept.read(run, &mut claims) {
                    return Some(Err(error));
                }
            }
        }
        claims.sort_unstable_by_key(Claim::spot);
        Some(Ok(claims))
    }
}
