//! A report as it was written, read back: one JSON object or its lines. A report of another version, cut short or edited
//! is refused; a fingerprint that a report does not hold is never made up.

use super::agree::Told;
use super::raw::{Citation, Instrument, Raw, RawFinding};
use super::{fault, words};
use crate::audit::{By, Outcome};
use crate::model::{Severity, Text, fold};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Read};

/// What the reports read here fit.
const READS: &str = "dataaudit-report/1";
/// Where the schema is named in a report as it was written.
const HEAD: u64 = 4096;
/// Keys that the last of the lines of a report holds.
const LAST: usize = 5;

/// Why a report cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong.
    pub message: Text,
    /// What helps.
    pub help: Text,
}

/// A finding as a report holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Id of the requirement.
    pub requirement: String,
    /// Its instrument.
    pub jurisdiction: String,
    /// Its severity there.
    pub severity: Severity,
    /// Where the requirement stands.
    pub citation: Citation,
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// The row, as Excel numbers it.
    pub row: u32,
    /// The cell; `None` where a row, a column or the table is meant.
    pub cell: Option<String>,
    /// Files of the other sides.
    pub related: Vec<String>,
    /// The resource.
    pub catalog_name: Option<String>,
    /// Who provides it.
    pub provider: Option<String>,
    /// The data item.
    pub item: Option<String>,
    /// Id of the field.
    pub field: String,
    /// What stood there, as far as the report shows it.
    pub observed: String,
    /// What is wrong with it.
    pub message: String,
    /// What findings are told apart by.
    pub fingerprint: String,
    /// What waived it when the report was written.
    #[serde(skip)]
    pub waived: Option<By>,
}

/// A file of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::report) struct Input {
    pub(in crate::report) path: String,
    pub(in crate::report) role: String,
    pub(in crate::report) sha256: String,
    /// It was not audited, or not wholly.
    pub(in crate::report) failed: bool,
    pub(in crate::report) tables: Vec<Table>,
}

/// A table of a report; `None` where what is read does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::report) struct Table {
    pub(in crate::report) sheet: Option<String>,
    pub(in crate::report) kind: Option<String>,
    pub(in crate::report) fields: Option<BTreeSet<String>>,
}

/// What became of a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Became {
    pub(super) checked: bool,
    pub(super) reason: Option<String>,
    /// Whether tables lacked columns it looks at; `None` where only the reason, in words, could tell.
    pub(super) lacked: Option<bool>,
}

/// A report read back.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// As the user named it.
    pub name: String,
    /// The day it was judged at.
    pub as_of: Option<NaiveDate>,
    /// Its findings, in order.
    pub findings: Vec<Finding>,
    pub(super) instruments: Vec<Instrument>,
    pub(in crate::report) inputs: Vec<Input>,
    pub(super) coverage: BTreeMap<(String, String), Became>,
    /// Departments with rows by folded name: rows' resources.
    pub(super) departments: BTreeMap<String, u64>,
    /// Rows of further departments that have no line of their own.
    pub(super) others: bool,
    pub(super) reckoning: Option<serde_json::Value>,
}

impl Snapshot {
    /// A list of findings without the report they come from.
    pub(in crate::report) fn of_list(name: String, findings: Vec<Finding>, inputs: Vec<Input>) -> Self {
        Self {
            name,
            as_of: None,
            findings,
            instruments: Vec::new(),
            inputs,
            coverage: BTreeMap::new(),
            departments: BTreeMap::new(),
            others: false,
            reckoning: None,
        }
    }

    /// Reads a report, `json` or `jsonl`.
    pub fn read(name: &str, mut from: impl BufRead) -> Result<Self, Unusable> {
        let mut head = Vec::new();
        let read = from.by_ref().take(HEAD).read_to_end(&mut head);
        read.map_err(|why| words::cannot_read(name, why.kind()))?;
        if let Some(other) = schema_named(&head).filter(|schema| schema != READS) {
            return Err(words::other_schema(name, &other, READS));
        }
        if !begins_an_object(&head) {
            return Err(words::no_object(name));
        }
        let rest = std::io::Read::chain(head.as_slice(), from);
        let mut whole = Raw::default();
        let mut findings: Vec<RawFinding> = Vec::new();
        let lines = serde_json::Deserializer::from_reader(rest).into_iter::<Raw>();
        for line in lines {
            let mut raw = line.map_err(|why| fault::of(name, &why))?;
            match raw.finding().map_err(|key| words::no_key(name, key, None))? {
                Some(finding) => findings.push(finding),
                None => join(&mut whole, raw),
            }
        }
        findings.extend(whole.findings.take().into_iter().flatten());
        Self::checked(name, whole, findings)
    }

    fn checked(name: &str, raw: Raw, findings: Vec<RawFinding>) -> Result<Self, Unusable> {
        match raw.schema.as_deref() {
            None => return Err(words::no_schema(name)),
            Some(READS) => {}
            Some(other) => return Err(words::other_schema(name, other, READS)),
        }
        // Of lines the last holds all but the head: where every key of it is missing, it was never written.
        let missing = raw.missing();
        let all = (
            raw.as_of,
            raw.instruments,
            raw.inputs,
            raw.coverage,
            raw.summary,
            raw.overview,
        );
        let (Some(as_of), Some(instruments), Some(inputs), Some(coverage), Some(summary), Some(overview)) =
            all
        else {
            return Err(match missing.as_slice() {
                [one, ..] if missing.len() < LAST => words::no_key(name, one, None),
                _ => words::cut_short(name, None),
            });
        };
        let findings: Vec<Finding> = findings.into_iter().map(Finding::from).collect();
        let told = Told {
            inputs: &inputs,
            coverage: &coverage,
            summary: &summary,
            reprieve: raw.reprieve.as_ref(),
        };
        told.agrees(name, &findings)?;
        if let Some(odd) = findings.iter().find(|f| !is_fingerprint(&f.fingerprint)) {
            return Err(words::no_fingerprint(name, &odd.fingerprint));
        }
        let named = overview.departments.iter().filter(|d| d.rows > 0);
        Ok(Self {
            name: name.to_owned(),
            as_of: Some(as_of),
            findings,
            instruments,
            inputs: inputs.into_iter().map(input).collect(),
            coverage: coverage.into_iter().map(became).collect(),
            departments: named
                .filter_map(|d| Some((fold(d.name.as_deref()?), d.resources)))
                .collect(),
            others: overview.departments.iter().any(|d| d.group == "others"),
            reckoning: raw.reckoning,
        })
    }

    /// The instruments judged by.
    pub(super) fn instruments(&self) -> BTreeSet<&str> {
        self.instruments.iter().map(|i| i.jurisdiction.as_str()).collect()
    }

    /// The instrument that a requirement is of.
    pub(in crate::report) fn whose(&self, requirement: &str) -> Option<&str> {
        let mut all = self.coverage.keys();
        all.find(|(_, id)| id == requirement)
            .map(|(whose, _)| whose.as_str())
    }

    /// Says of the run itself what its report tells in words only: which requirements lacked columns.
    pub fn told_by(&mut self, outcome: &Outcome<'_>) {
        for (active, requirement, coverage, _) in &outcome.coverage {
            let key = (active.pack.instrument.id.clone(), requirement.id.clone());
            if let Some(became) = self.coverage.get_mut(&key) {
                became.lacked = Some(coverage.shut.is_some() || !coverage.missing.is_empty());
            }
        }
    }

    /// Whether a department had rows, by its folded name; yes where that cannot be told.
    pub(super) fn saw(&self, department: &str) -> bool {
        let in_findings = |f: &Finding| f.provider.as_deref().is_some_and(|p| fold(p) == department);
        self.others || self.departments.contains_key(department) || self.findings.iter().any(in_findings)
    }
}

fn join(whole: &mut Raw, raw: Raw) {
    whole.schema = whole.schema.take().or(raw.schema);
    whole.as_of = whole.as_of.or(raw.as_of);
    whole.instruments = whole.instruments.take().or(raw.instruments);
    whole.inputs = whole.inputs.take().or(raw.inputs);
    whole.findings = whole.findings.take().or(raw.findings);
    whole.coverage = whole.coverage.take().or(raw.coverage);
    whole.summary = whole.summary.or(raw.summary);
    whole.overview = whole.overview.take().or(raw.overview);
    whole.reprieve = whole.reprieve.take().or(raw.reprieve);
    whole.reckoning = whole.reckoning.take().or(raw.reckoning);
}

/// Whether what is not blank begins an object.
fn begins_an_object(head: &[u8]) -> bool {
    head.iter().find(|c| !c.is_ascii_whitespace()) == Some(&b'{')
}

/// The schema that the beginning of a report names.
fn schema_named(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start();
    let rest = head.strip_prefix('{')?.trim_start().strip_prefix("\"schema\"")?;
    let rest = rest
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('"')?;
    rest.split_once('"').map(|(schema, _)| schema.to_owned())
}

/// 16 hexadecimal digits.
pub(in crate::report) fn is_fingerprint(text: &str) -> bool {
    let digit = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    text.len() == 16 && text.bytes().all(digit)
}

fn input(raw: super::raw::Input) -> Input {
    let table = |t: super::raw::Table| Table {
        sheet: t.sheet,
        kind: Some(t.kind),
        fields: Some(t.columns.into_iter().map(|c| c.field).collect()),
    };
    Input {
        path: raw.path,
        role: raw.role,
        sha256: raw.sha256,
        failed: raw.error.is_some(),
        tables: raw.tables.into_iter().map(table).collect(),
    }
}

fn became(raw: super::raw::Coverage) -> ((String, String), Became) {
    let became = Became {
        checked: raw.status != "not-checked",
        reason: raw.reason,
        lacked: None,
    };
    ((raw.jurisdiction, raw.requirement), became)
}
