//! A claim as it is kept until every table was read: 28 bytes, the rest lies in a file. Knows no kind.

use sha2::{Digest, Sha256};

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

    /// How many bytes it takes when written.
    pub const BYTES: usize = 28;

    /// Its bytes, in which it can be kept apart from the program.
    pub fn bytes(&self) -> [u8; Self::BYTES] {
        let [a, b, c] = self.key;
        let [high, low] = self.spot;
        let mut bytes = [0; Self::BYTES];
        let words = [a, b, c, self.owner, self.tag, high, low];
        for (to, word) in bytes.chunks_exact_mut(4).zip(words) {
            to.copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }

    /// The claim of such bytes; of fewer, the rest counts as nought.
    pub fn read(bytes: &[u8]) -> Self {
        let word = |n: usize| {
            let word = bytes.get(4 * n..).and_then(|rest| rest.first_chunk());
            word.map_or(0, |word| u32::from_le_bytes(*word))
        };
        Self {
            key: [word(0), word(1), word(2)],
            owner: word(3),
            tag: word(4),
            spot: [word(5), word(6)],
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
