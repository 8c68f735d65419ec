//! A baseline as a file: sorted, a table and a finding a line, so that its changes read well, and a digest over what it says,
//! so that an edit is told whatever it is.

use super::{Known, Place};
use crate::audit::{Active, Outcome, Plan, words};
use crate::model::{Text, hex};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// What the file fits.
pub(super) const SCHEMA: &str = "dataaudit-baseline/2";

/// What every schema of such files begins with.
pub(super) const FAMILY: &str = "dataaudit-baseline/";

/// What stands before the findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) schema: String,
    pub(super) as_of: NaiveDate,
    pub(super) instruments: Vec<Instrument>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Instrument {
    pub(super) jurisdiction: String,
    pub(super) pack_sha256: String,
}

/// A table that was audited when the baseline was written, with the fields that its columns held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) kind: String,
    pub(super) fields: BTreeSet<String>,
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
pub(super) struct File {
    schema: String,
    as_of: NaiveDate,
    pub(super) instruments: Vec<Instrument>,
    tables: Vec<Table>,
    findings: Vec<Entry>,
    sha256: String,
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
    places: BTreeSet<Place>,
}

/// What any such file says of itself.
#[derive(Deserialize)]
pub(super) struct Peek {
    pub(super) schema: String,
}

type Entries = BTreeMap<String, Known>;

impl File {
    /// What it says, or why it was edited into what is none.
    pub(super) fn proven(self) -> Result<(Head, Vec<Table>, Entries), Text> {
        let head = Head {
            schema: self.schema,
            as_of: self.as_of,
            instruments: self.instruments,
        };
        let entries = entries(self.findings, &head)?;
        // Over what is said, not how: line ends and blanks are nobody's edit.
        if digest(&head, &self.tables, &entries).ok() != Some(self.sha256) {
            return Err(words::not_as_written());
        }
        Ok((head, self.tables, entries))
    }
}

/// What the entries amount to, or why they are none.
fn entries(lines: Vec<Entry>, head: &Head) -> Result<Entries, Text> {
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
        let mut chosen = head.instruments.iter();
        if !chosen.any(|i| i.jurisdiction == line.jurisdiction) {
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
            places: line.places,
        };
        if entries.contains_key(&print) {
            return Err(words::fingerprint_twice(&print));
        }
        entries.insert(print, known);
    }
    Ok(entries)
}

impl Head {
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let instrument = |active: &Active<'_>| Instrument {
            jurisdiction: active.pack.instrument.id.clone(),
            pack_sha256: active.pack.sha256.clone(),
        };
        let mut instruments: Vec<Instrument> = plan.packs.iter().map(instrument).collect();
        instruments.sort_by(|a, b| a.jurisdiction.cmp(&b.jurisdiction));
        Self {
            schema: SCHEMA.to_owned(),
            as_of: plan.as_of,
            instruments,
        }
    }
}

impl Table {
    /// Every table of a run, sorted.
    pub(super) fn all(outcome: &Outcome<'_>) -> Vec<Self> {
        let vocabulary = outcome.vocabulary;
        let pairs = outcome
            .inputs
            .iter()
            .flat_map(|input| input.tables.iter().map(move |table| (input, table)));
        let of = pairs.map(|(input, table)| Self {
            file: input.path.clone(),
            sheet: table.sheet.clone(),
            kind: table.kind.clone(),
            fields: table
                .columns
                .iter()
                .flat_map(|header| &header.fields)
                .map(|&field| vocabulary.entry(field).id.clone())
                .collect(),
        });
        let mut all: Vec<Self> = of.collect();
        all.sort();
        all
    }

    pub(super) fn is_at(&self, Place(file, sheet): &Place) -> bool {
        self.file == *file && self.sheet == *sheet
    }
}

/// Writes a baseline.
pub(super) fn write(head: &Head, tables: &[Table], entries: &Entries, out: &mut dyn Write) -> io::Result<()> {
    body(head, tables, entries, out)?;
    let digest = digest(head, tables, entries)?;
    writeln!(out, "  \"sha256\": \"{digest}\"\n}}")
}

fn digest(head: &Head, tables: &[Table], entries: &Entries) -> io::Result<String> {
    let mut text = Vec::new();
    body(head, tables, entries, &mut text)?;
    Ok(hex(&Sha256::digest(&text)))
}

/// Everything before the digest.
fn body(head: &Head, tables: &[Table], entries: &Entries, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(head)?;
    out.write_all(text.trim_end_matches(['}', '\n']).as_bytes())?;
    out.write_all(b",\n")?;
    list("tables", tables.iter(), out)?;
    let lines = entries.iter();
    let lines = lines.map(|(fingerprint, known)| Line { fingerprint, known });
    list("findings", lines, out)
}

/// A list under a key, an element a line.
fn list<T: Serialize>(key: &str, all: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "  \"{key}\": [")?;
    let mut end: &[u8] = b"],\n";
    for (number, one) in all.enumerate() {
        out.write_all(if number == 0 { b"\n    " } else { b",\n    " })?;
        serde_json::to_writer(&mut *out, &one)?;
        end = b"\n  ],\n";
    }
    out.write_all(end)
}
