//! The keys of a report that a comparison needs, as they are read: of the one object, or of its lines. What else stands
//! there is passed over.

use super::snapshot::Finding;
use crate::audit::By;
use crate::model::Severity;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

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
    pub(super) reprieve: Option<Reprieve>,
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
    #[serde(deserialize_with = "said")]
    waived: Option<Reason>,
}

impl Raw {
    /// The finding, where the line is one; the key that it lacks, where it is not whole.
    pub(super) fn finding(&mut self) -> Result<Option<RawFinding>, &'static str> {
        if self.fingerprint.is_none() && self.requirement.is_none() {
            return Ok(None);
        }
        Ok(Some(RawFinding {
            fingerprint: self.fingerprint.take().ok_or("fingerprint")?,
            requirement: self.requirement.take().ok_or("requirement")?,
            jurisdiction: self.jurisdiction.take().ok_or("jurisdiction")?,
            severity: self.severity.take().ok_or("severity")?,
            citation: self.citation.take().ok_or("citation")?,
            location: self.location.take().ok_or("location")?,
            related: self.related.take().ok_or("related")?,
            subject: self.subject.take().ok_or("subject")?,
            field: self.field.take().ok_or("field")?,
            observed: self.observed.take().ok_or("observed")?,
            message: self.message.take().ok_or("message")?,
            waived: self.waived.take().ok_or("waived")?.0,
        }))
    }

    /// The keys without which there is no telling what was audited, as far as they are missing.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let keys = [
            ("as_of", self.as_of.is_some()),
            ("instruments", self.instruments.is_some()),
            ("inputs", self.inputs.is_some()),
            ("coverage", self.coverage.is_some()),
            ("summary", self.summary.is_some()),
            ("overview", self.overview.is_some()),
        ];
        let missing = keys.into_iter().filter(|(_, there)| !there);
        missing.map(|(key, _)| key).collect()
    }
}

/// A key that is always there, if only as null.
fn stated<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}

/// What stands under `waived`: nothing where the finding counts.
#[derive(Debug)]
struct Reason(Option<Waived>);

/// The same of a line, which may be something else and have no such key.
fn said<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Reason>, D::Error> {
    Ok(Some(Reason(stated(from)?)))
}

/// Why a finding does not count.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read to refuse what is none; only by what it was waived is compared"
)]
struct Waived {
    by: By,
    reason: String,
    #[serde(deserialize_with = "stated")]
    expires: Option<NaiveDate>,
}

/// What waivers and a baseline came to, as far as it is counted.
#[derive(Debug, Deserialize)]
pub(super) struct Reprieve {
    pub(super) waivers: Vec<Waivers>,
    #[serde(deserialize_with = "stated")]
    pub(super) baseline: Option<Baseline>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Waivers {
    pub(super) used: Vec<Used>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Used {
    pub(super) findings: u64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Baseline {
    pub(super) waived: u64,
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
    #[serde(deserialize_with = "stated")]
    waived: Option<Waived>,
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
            waived: raw.waived.map(|waived| waived.by),
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
