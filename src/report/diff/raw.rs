//! The keys of a report that a comparison needs, as they are read: of the one object, or of its lines. What else stands
//! there is passed over.

use super::snapshot::Finding;
use crate::model::Severity;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The whole report, or a line of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Raw {
    pub(super) schema: Option<String>,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) instruments: Option<Vec<Instrument>>,
    pub(super) inputs: Option<Vec<Input>>,
    pub(super) findings: Option<Vec<RawFinding>>,
    pub(super) coverage: Option<Vec<Coverage>>,
    pub(super) summary: Option<Summary>,
    pub(super) overview: Option<Overview>,
    pub(super) reckoning: Option<serde_json::Value>,
    // A line that is a finding.
    requirement: Option<String>,
    jurisdiction: Option<String>,
    severity: Option<Severity>,
    citation: Option<Citation>,
    location: Option<Location>,
    related: Option<Vec<Related>>,
    subject: Option<Subject>,
    field: Option<String>,
    observed: Option<String>,
    message: Option<String>,
    fingerprint: Option<String>,
    waived: Option<serde::de::IgnoredAny>,
}

impl Raw {
    /// The finding, where the line is one.
    pub(super) fn finding(&mut self) -> Option<RawFinding> {
        Some(RawFinding {
            fingerprint: self.fingerprint.take()?,
            requirement: self.requirement.take()?,
            jurisdiction: self.jurisdiction.take()?,
            severity: self.severity.take()?,
            citation: self.citation.take()?,
            location: self.location.take()?,
            related: self.related.take()?,
            subject: self.subject.take()?,
            field: self.field.take()?,
            observed: self.observed.take()?,
            message: self.message.take()?,
            waived: self.waived.take(),
        })
    }
}

/// An instrument that was judged by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Instrument {
    pub(super) jurisdiction: String,
    pub(super) status: String,
    pub(super) pack_sha256: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    pub(super) path: String,
    pub(super) role: String,
    pub(super) sha256: String,
    pub(super) error: Option<serde::de::IgnoredAny>,
    pub(super) tables: Vec<Table>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Table {
    pub(super) sheet: Option<String>,
    pub(super) kind: String,
    pub(super) rows: u64,
    pub(super) columns: Vec<Column>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Column {
    pub(super) field: String,
}

/// A provision, as reports cite it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Citation {
    /// Title of the instrument.
    pub title: String,
    /// 条.
    pub article: u16,
    /// 款.
    pub paragraph: u16,
    /// 项.
    pub item: Option<u16>,
    /// As lawyers write it.
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawFinding {
    requirement: String,
    jurisdiction: String,
    severity: Severity,
    citation: Citation,
    location: Location,
    related: Vec<Related>,
    subject: Subject,
    field: String,
    observed: String,
    message: String,
    fingerprint: String,
    waived: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Location {
    file: String,
    sheet: Option<String>,
    row: u32,
    cell: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Related {
    file: String,
}

#[derive(Debug, Deserialize)]
struct Subject {
    catalog_name: Option<String>,
    provider: Option<String>,
    item: Option<String>,
}

impl From<RawFinding> for Finding {
    fn from(raw: RawFinding) -> Self {
        let mut related: Vec<String> = raw.related.into_iter().map(|r| r.file).collect();
        related.sort();
        related.dedup();
        Self {
            requirement: raw.requirement,
            jurisdiction: raw.jurisdiction,
            severity: raw.severity,
            citation: raw.citation,
            file: raw.location.file,
            sheet: raw.location.sheet,
            row: raw.location.row,
            cell: raw.location.cell,
            related,
            catalog_name: raw.subject.catalog_name,
            provider: raw.subject.provider,
            item: raw.subject.item,
            field: raw.field,
            observed: raw.observed,
            message: raw.message,
            fingerprint: raw.fingerprint,
            waived: raw.waived.is_some(),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Coverage {
    pub(super) requirement: String,
    pub(super) jurisdiction: String,
    pub(super) status: String,
    pub(super) reason: Option<String>,
    pub(super) breaches: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) struct Summary {
    pub(super) files: u64,
    pub(super) tables: u64,
    pub(super) rows: u64,
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) infos: u64,
    pub(super) waived: u64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Overview {
    pub(super) departments: Vec<Department>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Department {
    #[serde(rename = "department")]
    pub(super) name: Option<String>,
    pub(super) group: String,
    pub(super) rows: u64,
    pub(super) resources: u64,
}
