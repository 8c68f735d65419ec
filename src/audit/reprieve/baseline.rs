//! A baseline: what was found on one day, by fingerprint and count, never by row, and at which tables, so that what a later
//! run did not look at is not taken for settled. Read whole or refused with the way out.

mod census;
mod file;
mod looked;

pub use census::Census;

use super::{By, Held, Stale, Unaudited, Upshot, Waived};
use crate::audit::{Active, Outcome, Plan, words};
use crate::model::{Text, hex};
use file::{FAMILY, File, Head, Instrument, Peek, SCHEMA, Table};
use looked::Sight;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes within which a baseline says what it is.
const START: u64 = 256;

/// Findings of one fingerprint; beside their number what a person reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// How many.
    pub count: u64,
    /// Id of the instrument.
    pub jurisdiction: String,
    /// Id of the requirement.
    pub requirement: String,
    /// Who provides the resource.
    pub provider: Option<String>,
    /// Name of the resource, or its code.
    pub resource: Option<String>,
    /// The data item.
    pub item: Option<String>,
    /// Id of the field.
    pub field: String,
    /// The tables that show them, and those that they are held against.
    pub places: BTreeSet<Place>,
}

/// A table: its file as the user named it, and its sheet, where there are sheets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place(pub String, pub Option<String>);

/// A baseline as it was read.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// Its file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    pub(super) entries: BTreeMap<String, Known>,
    pub(super) waived: Waived,
    head: Head,
    tables: Vec<Table>,
}

/// Why a baseline cannot be used, with the way out.
#[derive(Debug)]
pub struct Unknown {
    /// What is wrong.
    pub message: Text,
    /// The way out.
    pub help: Text,
}

impl Baseline {
    /// Reads a baseline for a run by these instruments.
    pub fn load(path: &Path, packs: &[Active<'_>]) -> Result<Self, Unknown> {
        let file = path.display().to_string();
        let refused = |message: Text, help: Text| Unknown { message, help };
        let bytes = std::fs::read(path)
            .map_err(|why| refused(words::no_baseline(&file, &why), words::write_a_baseline()))?;
        // Some editors put a mark before the text; that is no change of what it says.
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let torn = |why: serde_json::Error| {
            refused(words::baseline_torn(&file, &why), words::restore_the_baseline())
        };
        let Peek { schema } = serde_json::from_slice(text).map_err(torn)?;
        if schema != SCHEMA {
            let message = if schema.starts_with(FAMILY) {
                words::baseline_of_another_version(&file, &schema, SCHEMA)
            } else {
                words::not_a_baseline(&file, &schema)
            };
            return Err(refused(message, words::write_a_baseline()));
        }
        let read: File = serde_json::from_slice(text).map_err(torn)?;
        let theirs: BTreeSet<&str> = read.instruments.iter().map(|i| i.jurisdiction.as_str()).collect();
        let ours: BTreeSet<&str> = packs.iter().map(|a| a.pack.instrument.id.as_str()).collect();
        if theirs != ours {
            let [theirs, ours] = [theirs, ours].map(|ids| ids.into_iter().collect::<Vec<_>>().join(","));
            let message = words::baseline_of_another_law(&file, &theirs, &ours);
            return Err(refused(message, words::same_law(&theirs)));
        }
        let (head, tables, entries) = read
            .proven()
            .map_err(|why| refused(words::baseline_edited(&file, &why), words::restore_the_baseline()))?;
        Ok(Self {
            sha256: hex(&Sha256::digest(&bytes)),
            file,
            entries,
            waived: Waived {
                by: By::Baseline,
                reason: words::in_the_baseline(head.as_of),
                expires: None,
            },
            head,
            tables,
        })
    }

    /// Whether what lies there is a baseline, of whichever version, sound or not.
    pub fn is_at(path: &Path) -> bool {
        let mut start = Vec::new();
        let read = std::fs::File::open(path).and_then(|file| file.take(START).read_to_end(&mut start));
        let start = String::from_utf8_lossy(&start);
        read.is_ok() && start.contains(&format!("\"{FAMILY}"))
    }

    /// Ids of the instruments whose pack is not the one that it was written with.
    pub fn repacked(&self, packs: &[Active<'_>]) -> Vec<String> {
        let now = |id: &str| packs.iter().find(|a| a.pack.instrument.id == id);
        let differs = |i: &&Instrument| now(&i.jurisdiction).is_some_and(|a| a.pack.sha256 != i.pack_sha256);
        let differing = self.head.instruments.iter().filter(differs);
        differing.map(|i| i.jurisdiction.clone()).collect()
    }

    /// What it came to, after so many of each fingerprint were found. What is not there any more is stale only where the
    /// run looked for it.
    pub(super) fn held(&self, found: &HashMap<&str, u64>, plan: &Plan<'_>, outcome: &Outcome<'_>) -> Held {
        let now = |print: &str| found.get(print).copied().unwrap_or_default();
        let sight = Sight::new(&self.tables, self.head.as_of, plan.as_of, outcome);
        let (mut stale, mut unaudited) = (Vec::new(), Vec::new());
        for (print, known) in self
            .entries
            .iter()
            .filter(|(print, known)| now(print) < known.count)
        {
            let fewer = Stale {
                fingerprint: print.clone(),
                known: known.clone(),
                found: now(print),
            };
            match sight.unseen(known) {
                Some(why) => unaudited.push(Unaudited { known: fewer, why }),
                None => stale.push(fewer),
            }
        }
        Held {
            file: self.file.clone(),
            sha256: self.sha256.clone(),
            known: self.entries.values().map(|known| known.count).sum(),
            waived: 0,
            stale,
            unaudited,
            repacked: self.repacked(&plan.packs),
        }
    }

    pub(super) fn cover(&mut self, mask: &impl Fn(&str) -> Cow<'_, str>) {
        for known in self.entries.values_mut() {
            let shown = [&mut known.provider, &mut known.resource, &mut known.item];
            for text in shown.into_iter().flatten() {
                *text = mask(text).into_owned();
            }
        }
    }

    /// Drops what a run looked for and no longer found.
    pub fn prune(&mut self, upshot: &Upshot, plan: &Plan<'_>) {
        let stale = upshot.baseline.iter().flat_map(|held| &held.stale);
        for gone in stale {
            match self.entries.get_mut(&gone.fingerprint) {
                Some(known) if gone.found > 0 => known.count = gone.found,
                _ => drop(self.entries.remove(&gone.fingerprint)),
            }
        }
        let named: BTreeSet<&Place> = self.entries.values().flat_map(|known| &known.places).collect();
        self.tables
            .retain(|table| named.iter().any(|place| table.is_at(place)));
        self.head = Head::of(plan);
    }

    /// Writes it, sorted, a finding a line.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        file::write(&self.head, &self.tables, &self.entries, out)
    }
}
