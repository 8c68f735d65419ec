//! The keys of a SARIF log that are used. Only shapes.

use crate::audit::{CoverageStatus, Verdict};
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver<'a> {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) language: &'static str,
    pub(super) rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    pub(super) id: &'a str,
    pub(super) short_description: Message<'a>,
    pub(super) full_description: Message<'a>,
    pub(super) help: Help,
    pub(super) default_configuration: Configuration,
    pub(super) properties: RuleBag<'a>,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    /// Whether the program judges it at all.
    pub(super) enabled: bool,
    pub(super) level: &'static str,
}

/// What became of the requirement.
#[derive(Serialize)]
pub(super) struct RuleBag<'a> {
    pub(super) tags: [&'a str; 2],
    pub(super) jurisdiction: &'a str,
    pub(super) citation: String,
    pub(super) status: CoverageStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<&'a str>,
    pub(super) judged: u64,
    pub(super) breaches: u64,
}

#[derive(Serialize)]
pub(super) struct Message<'a> {
    pub(super) text: Cow<'a, str>,
}

#[derive(Serialize)]
pub(super) struct Help {
    pub(super) text: String,
    pub(super) markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'a> {
    pub(super) rule_id: &'a str,
    pub(super) rule_index: usize,
    pub(super) level: &'static str,
    pub(super) message: Message<'a>,
    pub(super) locations: [Site<'static>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Site<'static>>,
    pub(super) suppressions: Vec<Suppression>,
    pub(super) partial_fingerprints: Prints<'a>,
    pub(super) properties: Said<'a>,
}

/// Why a result does not count.
#[derive(Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
}

#[derive(Serialize)]
pub(super) struct Prints<'a> {
    /// The finding's own, which its likes share.
    #[serde(rename = "dataauditFinding/v1")]
    pub(super) own: &'a str,
    /// What GitHub tells alerts apart by.
    #[serde(rename = "primaryLocationLineHash")]
    pub(super) line: &'a str,
}

/// The finding's own words, not put into a sentence.
#[derive(Serialize)]
pub(super) struct Said<'a> {
    pub(super) jurisdiction: &'a str,
    pub(super) header: Option<&'a str>,
    pub(super) catalog_code: Option<&'a str>,
    pub(super) catalog_name: Option<&'a str>,
    pub(super) provider: Option<&'a str>,
    pub(super) item: Option<&'a str>,
    pub(super) field: &'a str,
    pub(super) observed: &'a str,
    pub(super) expected: &'a str,
    pub(super) suggestion: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Site<'a> {
    pub(super) physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical {
    pub(super) artifact_location: FileName,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
}

#[derive(Serialize)]
pub(super) struct FileName {
    pub(super) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Logical {
    pub(super) name: String,
    pub(super) fully_qualified_name: String,
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct Artifact<'a> {
    pub(super) location: FileName,
    pub(super) length: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hashes: Option<BTreeMap<&'static str, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) encoding: Option<&'a str>,
    pub(super) roles: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation<'a> {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
pub(super) struct Notification<'a> {
    pub(super) level: &'static str,
    pub(super) descriptor: Descriptor,
    pub(super) message: Message<'a>,
    pub(super) locations: [Site<'a>; 1],
}

#[derive(Serialize)]
pub(super) struct Descriptor {
    pub(super) id: String,
}

#[derive(Serialize)]
pub(super) struct RunBag {
    pub(super) as_of: NaiveDate,
    pub(super) verdict: Verdict,
    pub(super) summary: Summary,
}

#[derive(Serialize)]
pub(super) struct Summary {
    pub(super) files: u64,
    pub(super) tables: u64,
    pub(super) rows: u64,
    pub(super) resources: u64,
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) infos: u64,
    pub(super) waived: u64,
}
