//! Reports in the order of time, held against each other. Findings are told apart by fingerprint and number: with five
//! before and six now, one is new; which row it stands in says nothing.

use super::change::{Change, State};
use super::counts::Counts;
use super::files::Renamed;
use super::fit::{fit, notes};
use super::looked::{Sight, Unseen};
use super::raw::Citation;
use super::snapshot::{Finding, Snapshot, Unusable};
use super::trail::Trail;
use crate::model::{Severity, Text, fold};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Counts of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Department {
    pub(super) name: Option<String>,
    pub(super) counts: Counts,
    /// Its resources in the report before and in the last, where both tell.
    pub(super) resources: Option<(u64, u64)>,
}

/// What became of every finding.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The reports, oldest first: name, day, findings.
    pub(super) reports: Vec<(String, Option<NaiveDate>, u64)>,
    /// What a reader should know of how far the reports can be compared.
    pub(super) notes: Vec<Text>,
    /// All of them.
    pub counts: Counts,
    /// New and returned ones by level: errors, warnings, infos.
    pub added: [u64; 3],
    pub(super) departments: Vec<Department>,
    pub(super) articles: Vec<(String, Citation, Counts)>,
    pub(super) unseen: BTreeMap<Unseen, u64>,
    /// Every finding, remaining ones too.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Whether something new or returned stands at a level or above.
    pub fn reaches(&self, level: Severity) -> bool {
        let [errors, warnings, infos] = self.added;
        match level {
            Severity::Error => errors > 0,
            Severity::Warning => errors + warnings > 0,
            Severity::Info => errors + warnings + infos > 0,
        }
    }
}

/// Compares reports, oldest first. `canonical` is what a department is called.
pub fn compare(
    reports: &[Snapshot],
    renamed: &[Renamed],
    canonical: &dyn Fn(&str) -> String,
) -> Result<Comparison, Unusable> {
    let ids: Vec<BTreeSet<&str>> = reports.iter().map(Snapshot::instruments).collect();
    let runs = reports.iter().zip(&ids);
    let runs: Vec<_> = runs.map(|(r, ids)| (r.name.as_str(), r.as_of, ids)).collect();
    fit(&runs)?;
    Ok(follow(reports, renamed, canonical))
}

/// The same without asking whether they are fit to be compared.
pub(in crate::report) fn follow(
    reports: &[Snapshot],
    renamed: &[Renamed],
    canonical: &dyn Fn(&str) -> String,
) -> Comparison {
    let mut trail = Trail::default();
    let mut changes = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let sights: Vec<Sight<'_>> = reports
            .iter()
            .take(number)
            .map(|old| Sight::new(old, report, renamed, canonical))
            .collect();
        changes = trail.step(number, report, &sights);
    }
    told(reports, changes, canonical)
}

fn told(reports: &[Snapshot], mut changes: Vec<Change>, canonical: &dyn Fn(&str) -> String) -> Comparison {
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut counts = Counts::default();
    let mut added = [0; 3];
    let mut departments: BTreeMap<Option<String>, Department> = BTreeMap::new();
    let mut articles: BTreeMap<Provision, (Citation, Counts)> = BTreeMap::new();
    let mut unseen: BTreeMap<Unseen, u64> = BTreeMap::new();
    let resources = resources(reports, canonical);
    for change in &changes {
        let Change {
            state, why, finding, ..
        } = change;
        let name = finding
            .provider
            .as_deref()
            .map(str::trim)
            .filter(|p| !p.is_empty());
        let name = name.map(canonical);
        let key = name.as_deref().map(fold);
        let department = departments.entry(key.clone()).or_insert_with(|| Department {
            name,
            counts: Counts::default(),
            resources: key.and_then(|key| resources(&key)),
        });
        let article = articles.entry(provision(finding)).or_default();
        article.0.clone_from(&finding.citation);
        for counts in [&mut counts, &mut department.counts, &mut article.1] {
            counts.add(change);
        }
        if matches!(state, State::New | State::Returned) {
            let [errors, warnings, infos] = &mut added;
            *match finding.severity {
                Severity::Error => errors,
                Severity::Warning => warnings,
                Severity::Info => infos,
            } += 1;
        }
        if let Some(why) = why {
            *unseen.entry(why.clone()).or_default() += 1;
        }
    }
    Comparison {
        reports: reports
            .iter()
            .map(|r| (r.name.clone(), r.as_of, r.findings.len() as u64))
            .collect(),
        notes: notes(reports),
        counts,
        added,
        departments: departments.into_values().collect(),
        articles: articles
            .into_iter()
            .map(|((id, ..), (c, n))| (id, c, n))
            .collect(),
        unseen,
        changes,
    }
}

/// An article, paragraph and item of an instrument, whatever the language of its title.
type Provision = (String, u16, u16, Option<u16>);

fn provision(finding: &Finding) -> Provision {
    let citation = &finding.citation;
    let instrument = finding.jurisdiction.clone();
    (instrument, citation.article, citation.paragraph, citation.item)
}

/// What matters first: what is new, then the place.
fn order(change: &Change) -> (State, std::cmp::Reverse<Severity>, &str, &str, Option<&str>, u32) {
    let finding = &change.finding;
    (
        change.state,
        std::cmp::Reverse(finding.severity),
        &finding.requirement,
        &finding.file,
        finding.sheet.as_deref(),
        finding.row,
    )
}

/// A department's resources in the last two reports, under whichever names these were counted.
fn resources(
    reports: &[Snapshot],
    canonical: &dyn Fn(&str) -> String,
) -> impl Fn(&str) -> Option<(u64, u64)> {
    let of = |report: &Snapshot| {
        let mut all: BTreeMap<String, u64> = BTreeMap::new();
        for (name, resources) in &report.departments {
            *all.entry(fold(&canonical(name))).or_default() += resources;
        }
        all
    };
    let pair = match reports {
        [.., before, last] => Some((of(before), of(last))),
        _ => None,
    };
    move |key| {
        let (before, last) = pair.as_ref()?;
        Some((*before.get(key)?, last.get(key).copied().unwrap_or_default()))
    }
}
