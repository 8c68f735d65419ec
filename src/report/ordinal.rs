//! Findings told apart that are the same by their fingerprints: a row copied, a resource without a name. Knows no format.

use crate::audit::Finding;
use crate::model::hex;
use foldhash::fast::FixedState;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Fingerprints whose findings are counted. Memory ends here: what comes new beyond is told apart by its place.
const MOST: usize = 1 << 20;

/// How often each fingerprint came.
#[derive(Debug, Default)]
pub(super) struct Ordinals(HashMap<u64, u32, FixedState>);

impl Ordinals {
    /// The fingerprint with the number of the finding among its likes: the first keeps its own when rows move.
    pub(super) fn tell(&mut self, finding: &Finding<'_>) -> String {
        self.number(&finding.fingerprint, MOST, || place(finding))
    }

    fn number(&mut self, print: &str, most: usize, place: impl Fn() -> String) -> String {
        let key = u64::from_str_radix(print, 16).unwrap_or_default();
        if self.0.len() >= most && !self.0.contains_key(&key) {
            return format!("{print}:{}", place());
        }
        let number = self.0.entry(key).or_default();
        *number += 1;
        format!("{print}:{number}")
    }
}

/// Where a finding is, as hexadecimal digits.
fn place(finding: &Finding<'_>) -> String {
    let address = &finding.address;
    let mut hash = Sha256::new();
    for part in [address.file, &address.to_string()] {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    hex(&hash.finalize()).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likes_are_numbered_and_beyond_the_limit_told_by_their_place() {
        let mut ordinals = Ordinals::default();
        let mut tell = |print: &str| ordinals.number(print, 1, || "there".to_owned());
        assert_eq!(tell("00000000000000aa"), "00000000000000aa:1");
        assert_eq!(tell("00000000000000bb"), "00000000000000bb:there");
        assert_eq!(tell("00000000000000aa"), "00000000000000aa:2");
    }
}
