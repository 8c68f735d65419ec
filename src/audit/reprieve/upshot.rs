//! What waivers and a baseline came to in a run: which were used, which were not, which no longer hold.

use super::Waiver;
use super::baseline::Known;
use super::shares::{Share, Shares};
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

impl Held {
    /// What there are fewer of now, looked for or not.
    pub(super) fn fewer(&self) -> impl Iterator<Item = &Stale> {
        let unaudited = self.unaudited.iter().map(|one| &one.known);
        self.stale.iter().chain(unaudited)
    }

    /// What of it is one department's.
    fn share(&self, share: &Share) -> Self {
        let is_own = |fewer: &Stale| share.entries.contains(&fewer.fingerprint);
        let unaudited = self.unaudited.iter().filter(|one| is_own(&one.known));
        Self {
            file: self.file.clone(),
            sha256: self.sha256.clone(),
            known: share.known,
            waived: share.waived,
            stale: self.stale.iter().filter(|stale| is_own(stale)).cloned().collect(),
            unaudited: unaudited.cloned().collect(),
            repacked: self.repacked.clone(),
        }
    }
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
    /// Where it is one department's share.
    pub part: Option<Part>,
    /// Whose what is.
    pub(super) shares: Shares,
}

/// That an upshot is one department's share of a run's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Whether something of the run, not of the department alone, was not audited.
    pub unread: bool,
}

impl Upshot {
    /// The waivers with one fate.
    pub fn of(&self, fate: Fate) -> impl Iterator<Item = &Used> {
        self.waivers.iter().filter(move |used| used.fate == fate)
    }

    /// The share of a department with rows in some tables. A waiver is its own where it is about findings there, or about
    /// none anywhere and names the department.
    pub(in crate::audit) fn share(
        &self,
        department: usize,
        tables: impl Iterator<Item = usize>,
        names: impl Fn(&Waiver) -> bool,
        part: Part,
    ) -> Self {
        let share = self.shares.of(department, tables);
        let numbered = self.waivers.iter().enumerate();
        let waivers = numbered.filter_map(|(number, used)| {
            let findings = share.waivers.get(&number).copied().unwrap_or_default();
            let is_own = findings > 0 || used.findings == 0 && names(&used.waiver);
            is_own.then(|| Used {
                findings,
                ..used.clone()
            })
        });
        Self {
            lists: self.lists.clone(),
            waivers: waivers.collect(),
            baseline: self.baseline.as_ref().map(|held| held.share(&share)),
            part: Some(part),
            shares: Shares::default(),
        }
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
