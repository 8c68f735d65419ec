//! A baseline: what was found on one day, by fingerprint and count, never by row. Written sorted, a finding a line, so that
//! its changes read well; read whole or refused with the way out.

use super::{By, Held, Stale, Upshot, Waived};
use crate::audit::{Active, Finding, Plan, Sink, words};
use crate::model::{Text, hex};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};
use std::path::Path;

/// What the file fits.
const SCHEMA: &str = "dataaudit-baseline/1";

/// What every schema of such files begins with.
const FAMILY: &str = "dataaudit-baseline/";

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
}

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
}

/// Why a baseline cannot be used, with the way out.
#[derive(Debug)]
pub struct Unknown {
    /// What is wrong.
    pub message: Text,
    /// The way out.
    pub help: Text,
}

/// What stands before the findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    schema: String,
    as_of: NaiveDate,
    instruments: Vec<Instrument>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Instrument {
    jurisdiction: String,
    pack_sha256: String,
}

/// A line of the file.
#[derive(Serialize)]
struct Line<'a> {
    fingerprint: &'a str,
    #[serde(flatten)]
    known: &'a Known,
}

/// The file as it is read; flattening would hide unknown keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    as_of: NaiveDate,
    instruments: Vec<Instrument>,
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fingerprint: String,
    count: u64,
    jurisdiction: String,
    requirement: String,
    provider: Option<String>,
    resource: Option<String>,
    item: Option<String>,
    field: String,
}

/// What any such file says of itself.
#[derive(Deserialize)]
struct Peek {
    schema: String,
}

impl Baseline {
    /// Reads a baseline for a run by these instruments.
    pub fn load(path: &Path, packs: &[Active<'_>]) -> Result<Self, Unknown> {
        let file = path.display().to_string();
        let refused = |message: Text, help: Text| Unknown { message, help };
        let bytes = std::fs::read(path)
            .map_err(|why| refused(words::no_baseline(&file, &why), words::write_a_baseline()))?;
        let Peek { schema } = serde_json::from_slice(&bytes)
            .map_err(|why| refused(words::baseline_torn(&file, &why), words::restore_the_baseline()))?;
        if schema != SCHEMA {
            let message = if schema.starts_with(FAMILY) {
                words::baseline_of_another_version(&file, &schema, SCHEMA)
            } else {
                words::not_a_baseline(&file, &schema)
            };
            return Err(refused(message, words::write_a_baseline()));
        }
        let read: File = serde_json::from_slice(&bytes)
            .map_err(|why| refused(words::baseline_torn(&file, &why), words::restore_the_baseline()))?;
        let theirs: BTreeSet<&str> = read.instruments.iter().map(|i| i.jurisdiction.as_str()).collect();
        let ours: BTreeSet<&str> = packs.iter().map(|a| a.pack.instrument.id.as_str()).collect();
        if theirs != ours {
            let [theirs, ours] = [theirs, ours].map(|ids| ids.into_iter().collect::<Vec<_>>().join(","));
            let message = words::baseline_of_another_law(&file, &theirs, &ours);
            return Err(refused(message, words::same_law(&theirs)));
        }
        let head = Head {
            schema: read.schema,
            as_of: read.as_of,
            instruments: read.instruments,
        };
        let entries = entries(read.findings, &head)
            .map_err(|why| refused(words::baseline_edited(&file, &why), words::restore_the_baseline()))?;
        Ok(Self {
            sha256: hex(&Sha256::digest(&bytes)),
            file,
            entries,
            waived: Waived {
                by: By::Baseline,
                reason: words::in_the_baseline(read.as_of),
                expires: None,
            },
            head,
        })
    }

    /// Ids of the instruments whose pack is not the one that it was written with.
    pub fn repacked(&self, packs: &[Active<'_>]) -> Vec<String> {
        let now = |id: &str| packs.iter().find(|a| a.pack.instrument.id == id);
        let differs = |i: &&Instrument| now(&i.jurisdiction).is_some_and(|a| a.pack.sha256 != i.pack_sha256);
        let differing = self.head.instruments.iter().filter(differs);
        differing.map(|i| i.jurisdiction.clone()).collect()
    }

    /// What it came to, after so many of each fingerprint were found.
    pub(super) fn held(&self, found: &HashMap<&str, u64>, packs: &[Active<'_>]) -> Held {
        let now = |print: &str| found.get(print).copied().unwrap_or_default();
        let stale = self
            .entries
            .iter()
            .filter(|(print, known)| now(print) < known.count);
        Held {
            file: self.file.clone(),
            sha256: self.sha256.clone(),
            known: self.entries.values().map(|known| known.count).sum(),
            waived: 0,
            stale: stale
                .map(|(print, known)| Stale {
                    fingerprint: print.clone(),
                    known: known.clone(),
                    found: now(print),
                })
                .collect(),
            repacked: self.repacked(packs),
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

    /// Drops what a run no longer found.
    pub fn prune(&mut self, upshot: &Upshot, plan: &Plan<'_>) {
        let stale = upshot.baseline.iter().flat_map(|held| &held.stale);
        for gone in stale {
            match self.entries.get_mut(&gone.fingerprint) {
                Some(known) if gone.found > 0 => known.count = gone.found,
                _ => drop(self.entries.remove(&gone.fingerprint)),
            }
        }
        self.head = head(plan);
    }

    /// Writes it, sorted, a finding a line.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write(&self.head, &self.entries, out)
    }
}

/// What the entries amount to, or why they are none.
fn entries(lines: Vec<Entry>, head: &Head) -> Result<BTreeMap<String, Known>, Text> {
    let mut entries = BTreeMap::new();
    for line in lines {
        let print = line.fingerprint;
        let is_print = print.len() == 16 && print.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !is_print {
            return Err(words::no_fingerprint(&print));
        }
        if line.count == 0 {
            return Err(words::counts_nothing(&print));
        }
        if !head
            .instruments
            .iter()
            .any(|i| i.jurisdiction == line.jurisdiction)
        {
            return Err(words::of_no_instrument(&print, &line.jurisdiction));
        }
        let known = Known {
            count: line.count,
            jurisdiction: line.jurisdiction,
            requirement: line.requirement,
            provider: line.provider,
            resource: line.resource,
            item: line.item,
            field: line.field,
        };
        if entries.contains_key(&print) {
            return Err(words::fingerprint_twice(&print));
        }
        entries.insert(print, known);
    }
    Ok(entries)
}

fn head(plan: &Plan<'_>) -> Head {
    let instrument = |active: &Active<'_>| Instrument {
        jurisdiction: active.pack.instrument.id.clone(),
        pack_sha256: active.pack.sha256.clone(),
    };
    let mut instruments: Vec<Instrument> = plan.packs.iter().map(instrument).collect();
    instruments.sort_by(|a, b| a.jurisdiction.cmp(&b.jurisdiction));
    Head {
        schema: SCHEMA.to_owned(),
        as_of: plan.as_of,
        instruments,
    }
}

fn write(head: &Head, entries: &BTreeMap<String, Known>, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(head)?;
    out.write_all(text.trim_end_matches(['}', '\n']).as_bytes())?;
    out.write_all(b",\n  \"findings\": [")?;
    for (number, (fingerprint, known)) in entries.iter().enumerate() {
        out.write_all(if number == 0 { b"\n    " } else { b",\n    " })?;
        serde_json::to_writer(&mut *out, &Line { fingerprint, known })?;
    }
    out.write_all(if entries.is_empty() {
        b"]\n}\n"
    } else {
        b"\n  ]\n}\n"
    })
}

/// Counts the findings of a run for a baseline. What a waiver excuses is left to the waiver.
#[derive(Debug, Default)]
pub struct Census(BTreeMap<String, Known>);

impl Sink for Census {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        if finding.waived.is_some_and(|waived| waived.by == By::Waiver) {
            return Ok(());
        }
        let own = |text: Option<&str>| text.map(|t| t.trim().to_owned());
        let subject = finding.subject;
        let known = self
            .0
            .entry(finding.fingerprint.clone())
            .or_insert_with(|| Known {
                count: 0,
                jurisdiction: finding.pack.instrument.id.clone(),
                requirement: finding.requirement.id.clone(),
                provider: own(subject.provider),
                resource: own(subject.catalog_name.or(subject.catalog_code)),
                item: own(subject.item),
                field: finding.field.to_owned(),
            });
        known.count += 1;
        Ok(())
    }
}

impl Census {
    /// How many findings were counted.
    pub fn findings(&self) -> u64 {
        self.0.values().map(|known| known.count).sum()
    }

    /// Writes them as a baseline.
    pub fn write(&self, plan: &Plan<'_>, out: &mut dyn Write) -> io::Result<()> {
        write(&head(plan), &self.0, out)
    }
}
