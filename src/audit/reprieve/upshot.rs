//! What waivers and a baseline came to in a run: which were used, which were not, which no longer hold.

use super::Waiver;
use super::baseline::Known;
use crate::model::Text;

/// What became of a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It holds, and excused findings.
    Used,
    /// It holds, and there was nothing to excuse.
    Unused,
    /// It ran out; findings that it would have excused count.
    Expired,
    /// It was approved after the day of the audit.
    NotYet,
    /// Its instrument was not audited by.
    Elsewhere,
}

/// A waiver with what became of it.
#[derive(Debug, Clone)]
pub struct Used {
    /// The file of the list.
    pub file: String,
    /// SHA-256 of the list.
    pub sha256: String,
    /// The waiver.
    pub waiver: Waiver,
    /// What became of it.
    pub fate: Fate,
    /// Findings that it excused, or would have.
    pub findings: u64,
}

/// A finding of a baseline of which there are fewer now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Its fingerprint.
    pub fingerprint: String,
    /// What it was.
    pub known: Known,
    /// How many there are now.
    pub found: u64,
}

impl Stale {
    /// How many fewer.
    fn gone(&self) -> u64 {
        self.known.count.saturating_sub(self.found)
    }
}

/// A finding of a baseline of which there are fewer now, and which the run did not look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unaudited {
    /// The finding.
    pub known: Stale,
    /// Why it was not looked for.
    pub why: Text,
}

/// What a baseline came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Findings that it knows.
    pub known: u64,
    /// Findings that it waived.
    pub waived: u64,
    /// What it knows and is no longer there.
    pub stale: Vec<Stale>,
    /// What it knows and the run did not look for.
    pub unaudited: Vec<Unaudited>,
    /// Ids of the instruments whose pack is not the one that it was written with.
    pub repacked: Vec<String>,
}

/// What the whole of it came to.
#[derive(Debug, Clone, Default)]
pub struct Upshot {
    /// The lists of waivers: file, SHA-256.
    pub lists: Vec<(String, String)>,
    /// Every waiver, in the order of the lists.
    pub waivers: Vec<Used>,
    /// The baseline.
    pub baseline: Option<Held>,
}

impl Upshot {
    /// The waivers with one fate.
    pub fn of(&self, fate: Fate) -> impl Iterator<Item = &Used> {
        self.waivers.iter().filter(move |used| used.fate == fate)
    }

    /// Findings that the baseline knows and that nobody looked for.
    pub fn unaudited(&self) -> u64 {
        let all = self.baseline.iter().flat_map(|held| &held.unaudited);
        all.map(|u| u.known.gone()).sum()
    }

    /// Findings that the baseline knows and that are no longer there.
    pub fn gone(&self) -> u64 {
        let stale = self.baseline.iter().flat_map(|held| &held.stale);
        stale.map(Stale::gone).sum()
    }

    /// Findings that count because the waiver that named them ran out.
    pub fn expired(&self) -> u64 {
        self.of(Fate::Expired).map(|used| used.findings).sum()
    }
}
