//! Claims as they are kept until every table was read: 28 bytes each, the rest lies in a file. Knows no kind.

use super::super::Breach;
use crate::model::{Place, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io;

/// A key that a row holds, and who holds it: 28 bytes, whatever the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// 96 bits of the SHA-256 of what was claimed: among 100 million keys two alike by chance once in 16 trillion runs.
    pub key: [u32; 3],
    /// Number of the body; 0 where none is named.
    pub owner: u32,
    /// Which key of the lane it is and which of them the row fills; see [`Claim::alternative`].
    pub tag: u32,
    spot: [u32; 2],
}

/// The number behind a tag: doubtful, and beside it the values watched.
const DOUBTFUL: u32 = 1 << 16;
const WATCH: u32 = 1 << 17;

impl Claim {
    /// A claim of a spot, which is an offset.
    pub fn new(key: [u32; 3], owner: u32, tag: u32, spot: u64) -> Self {
        let spot = [(spot >> 32) as u32, spot as u32];
        Self {
            key,
            owner,
            tag,
            spot,
        }
    }

    /// Where its spot lies; later in the input is greater.
    pub fn spot(&self) -> u64 {
        u64::from(self.spot[0]) << 32 | u64::from(self.spot[1])
    }

    /// Which key of its lane it is.
    pub fn alternative(&self) -> u32 {
        self.tag & 0xff
    }

    /// The keys of the lane that its row fills, a bit each.
    pub fn filled(&self) -> u32 {
        self.tag >> 8 & 0xff
    }

    /// Whether what was claimed may be read wrong: a short code, a number that lost digits.
    pub fn is_doubtful(&self) -> bool {
        self.tag & DOUBTFUL != 0
    }

    /// Whether it is a key together with the values watched, not a key alone.
    pub fn is_watch(&self) -> bool {
        self.tag & WATCH != 0
    }
}

/// The tag of an alternative in a row that fills some of them.
pub(super) fn tag(alternative: usize, filled: u32, doubtful: bool, watch: bool) -> u32 {
    let marks = if doubtful { DOUBTFUL } else { 0 } | if watch { WATCH } else { 0 };
    alternative as u32 & 0xff | (filled & 0xff) << 8 | marks
}

/// The digest of a key at work; the alternative keeps a code from being a name.
pub(super) struct Hash(Sha256);

impl Hash {
    pub(super) fn new(alternative: usize) -> Self {
        Self(Sha256::new().chain_update([alternative as u8]))
    }

    /// One more part.
    pub(super) fn part(self, part: &str) -> Self {
        Self(self.0.chain_update(part.as_bytes()).chain_update([0x1f]))
    }

    /// Parts that are closed already.
    pub(super) fn closed(self, parts: &str) -> Self {
        Self(self.0.chain_update(parts.as_bytes()))
    }

    pub(super) fn short(self) -> [u32; 3] {
        short(&self.0.finalize())
    }
}

/// The first 96 bits of a digest.
pub fn short(bytes: &[u8]) -> [u32; 3] {
    let word = |n: usize| {
        let at = |i: usize| bytes.get(4 * n + i).copied().unwrap_or_default();
        u32::from_be_bytes([at(0), at(1), at(2), at(3)])
    };
    [word(0), word(1), word(2)]
}

/// The claims of a lane: sorted by key, or in the order of the input.
#[derive(Debug, Default)]
pub struct Claims(Vec<Claim>);

impl Claims {
    /// Claims to be looked up by key.
    pub fn by_key(mut claims: Vec<Claim>) -> Self {
        claims.sort_unstable();
        Self(claims)
    }

    /// Claims to be gone through as they came.
    pub fn as_they_came(claims: Vec<Claim>) -> Self {
        Self(claims)
    }

    /// The claims of each key.
    pub fn groups(&self) -> impl Iterator<Item = &[Claim]> {
        self.0.chunk_by(|a, b| a.key == b.key)
    }

    /// The claims of each key that was claimed more than once, in the order of the input: keys by their second claim.
    pub fn repeated(&self) -> Vec<Vec<Claim>> {
        let mut repeated: Vec<Vec<Claim>> = Vec::new();
        for group in self.groups().filter(|g| g.len() > 1) {
            let mut claims = group.to_vec();
            claims.sort_unstable_by_key(Claim::spot);
            repeated.push(claims);
        }
        repeated.sort_by_key(|claims| claims.get(1).map(Claim::spot));
        repeated
    }

    /// The claims of each row, or of each item of a row.
    pub fn units(&self) -> impl Iterator<Item = &[Claim]> {
        self.0.chunk_by(|a, b| a.spot == b.spot)
    }

    /// The claims of a key.
    pub fn of(&self, key: [u32; 3]) -> &[Claim] {
        let first = self.0.partition_point(|c| c.key < key);
        let rest = self.0.get(first..).unwrap_or_default();
        rest.get(..rest.partition_point(|c| c.key == key))
            .unwrap_or_default()
    }

    /// Every claim.
    pub fn all(&self) -> &[Claim] {
        &self.0
    }

    /// The first claim that a unit's keys meet: by its first key, by a later one only where the earlier are not filled
    /// on both sides.
    pub(super) fn meeting(&self, unit: &[Claim], counts: impl Fn(&Claim) -> bool) -> Option<Claim> {
        let mut keys = unit.iter().filter(|c| !c.is_watch());
        let met = |claim: &Claim| {
            let before = (1 << claim.alternative()) - 1;
            let fits = |c: &&Claim| {
                !c.is_watch()
                    && c.alternative() == claim.alternative()
                    && claim.filled() & c.filled() & before == 0
                    && counts(c)
            };
            self.of(claim.key)
                .iter()
                .filter(fits)
                .min_by_key(|c| c.spot())
                .copied()
        };
        keys.find_map(met)
    }
}

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
