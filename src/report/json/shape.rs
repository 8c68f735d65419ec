//! The keys of the JSON report in the order of the contract; absent values are `null`, never missing. Only shapes.

use super::overview::OverviewJson;
use super::reprieve::{ReprieveJson, WaivedJson};
use crate::audit::{CoverageStatus, Role, Verdict};
use crate::model::{Lang, Severity};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct Head<'a> {
    pub(super) schema: &'static str,
    pub(super) tool: Tool,
    pub(super) as_of: String,
    pub(super) lang: Lang,
    pub(super) instruments: Vec<Instrument<'a>>,
}

#[derive(Serialize)]
pub(super) struct PassedOverJson<'a> {
    pub(super) path: &'a str,
    pub(super) reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

#[derive(Serialize)]
pub(super) struct Instrument<'a> {
    pub(super) jurisdiction: &'a str,
    pub(super) title: &'a str,
    pub(super) status: &'static str,
    pub(super) effective: Option<String>,
    pub(super) expires: Option<String>,
    pub(super) pack_sha256: &'a str,
}

#[derive(Serialize)]
pub(super) struct InputJson<'a> {
    pub(super) path: &'a str,
    pub(super) role: Role,
    pub(super) bytes: u64,
    pub(super) sha256: &'a str,
    pub(super) format: Option<&'a str>,
    pub(super) encoding: Option<&'a str>,
    pub(super) error: Option<ErrorJson<'a>>,
    pub(super) tables: Vec<TableJson<'a>>,
    pub(super) skipped: Vec<SkippedJson<'a>>,
    pub(super) notes: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ErrorJson<'a> {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct TableJson<'a> {
    pub(super) sheet: Option<&'a str>,
    pub(super) kind: &'a str,
    pub(super) header_rows: &'a [u32],
    pub(super) first_data_row: u32,
    pub(super) rows: u64,
    pub(super) resources: u64,
    pub(super) hidden_rows: u64,
    pub(super) columns: Vec<ColumnJson<'a>>,
    pub(super) unmapped: Vec<UnmappedJson<'a>>,
    pub(super) inherited_cells: u64,
    pub(super) skipped_rows: u64,
    pub(super) skipped_row_examples: Vec<SkippedRowJson<'a>>,
    pub(super) notes: Vec<&'a str>,
    pub(super) notices: Vec<NoticeJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct NoticeJson<'a> {
    pub(super) kind: &'a str,
    pub(super) jurisdiction: &'a str,
    pub(super) field: &'a str,
    pub(super) total: u64,
    pub(super) listed: usize,
    pub(super) rows: Vec<NoticeRowJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct NoticeRowJson<'a> {
    pub(super) row: u32,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
pub(super) struct ColumnJson<'a> {
    pub(super) column: String,
    pub(super) header: &'a str,
    pub(super) field: &'a str,
}

#[derive(Serialize)]
pub(super) struct UnmappedJson<'a> {
    pub(super) column: String,
    pub(super) header: &'a str,
}

#[derive(Serialize)]
pub(super) struct SkippedJson<'a> {
    pub(super) sheet: &'a str,
    pub(super) reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct SkippedRowJson<'a> {
    pub(super) row: u32,
    pub(super) reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct CitationJson<'a> {
    pub(super) title: &'a str,
    pub(super) article: u16,
    pub(super) paragraph: u16,
    pub(super) item: Option<u16>,
    pub(super) text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
pub(super) struct LiabilityJson {
    pub(super) article: u16,
    pub(super) paragraph: u16,
    pub(super) item: Option<u16>,
    pub(super) text: String,
    pub(super) fit: &'static str,
}

#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
    pub(super) requirement: &'a str,
    pub(super) jurisdiction: &'a str,
    pub(super) severity: Severity,
    pub(super) citation: CitationJson<'a>,
    pub(super) liability: Option<&'a LiabilityJson>,
    pub(super) location: Location<'a>,
    pub(super) related: Vec<RelatedJson<'a>>,
    pub(super) subject: SubjectJson<'a>,
    pub(super) field: &'a str,
    pub(super) observed: &'a str,
    pub(super) expected: &'a str,
    pub(super) message: &'a str,
    pub(super) suggestion: Option<&'a str>,
    pub(super) fingerprint: &'a str,
    pub(super) waived: Option<WaivedJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct Location<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: Option<&'a str>,
    pub(super) row: u32,
    pub(super) column: Option<String>,
    pub(super) cell: Option<String>,
    pub(super) line: Option<u64>,
    pub(super) header: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct RelatedJson<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: Option<&'a str>,
    pub(super) row: u32,
    pub(super) column: Option<String>,
    pub(super) cell: Option<String>,
    pub(super) line: Option<u64>,
    pub(super) catalog_name: Option<&'a str>,
    pub(super) provider: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct SubjectJson<'a> {
    pub(super) catalog_code: Option<&'a str>,
    pub(super) catalog_name: Option<&'a str>,
    pub(super) provider: Option<&'a str>,
    pub(super) item: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct CoverageJson<'a> {
    pub(super) requirement: &'a str,
    pub(super) jurisdiction: &'a str,
    pub(super) citation: CitationJson<'a>,
    pub(super) status: CoverageStatus,
    pub(super) reason: Option<&'a str>,
    pub(super) judged: u64,
    pub(super) breaches: u64,
}

#[derive(Serialize)]
pub(super) struct SummaryJson {
    pub(super) files: u64,
    pub(super) tables: u64,
    pub(super) rows: u64,
    pub(super) resources: u64,
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) infos: u64,
    pub(super) waived: u64,
    pub(super) verdict: Verdict,
}

#[derive(Serialize)]
pub(super) struct Tail<'a> {
    pub(super) coverage: Vec<CoverageJson<'a>>,
    pub(super) summary: SummaryJson,
    pub(super) overview: OverviewJson<'a>,
    pub(super) reprieve: Option<ReprieveJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reckoning: Option<ReckoningJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) adjusted: Vec<AdjustedJson<'a>>,
}

/// A severity that the user raised or lowered.
#[derive(Serialize)]
pub(super) struct AdjustedJson<'a> {
    pub(super) requirement: &'a str,
    pub(super) jurisdiction: &'a str,
    pub(super) from: Severity,
    pub(super) to: Severity,
    pub(super) reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct ReckoningJson<'a> {
    pub(super) tolerances: BTreeMap<&'static str, String>,
    pub(super) calendar: Option<&'a str>,
    pub(super) rolls: bool,
}
