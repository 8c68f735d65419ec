//! A comparison as programs read it. Only shapes.

use super::change::{Change, State};
use super::compare::{Comparison, Department};
use super::counts::Counts;
use super::raw::Citation;
use super::snapshot::Finding;
use crate::audit::By;
use crate::model::Lang;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Whole<'a> {
    schema: &'static str,
    #[serde(flatten)]
    compared: Compared<'a>,
}

/// What is told in a report of its own or at the end of another.
#[derive(Serialize)]
struct Compared<'a> {
    reports: Vec<ReportJson<'a>>,
    notes: Vec<&'a str>,
    summary: Summary,
    departments: Vec<DepartmentJson<'a>>,
    articles: Vec<ArticleJson<'a>>,
    not_audited: Vec<Reason<'a>>,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    path: &'a str,
    as_of: Option<chrono::NaiveDate>,
    findings: u64,
}

#[derive(Serialize)]
struct Summary {
    #[serde(flatten)]
    counts: Rated,
    added: Levels,
}

#[derive(Serialize)]
struct Levels {
    errors: u64,
    warnings: u64,
    infos: u64,
}

#[derive(Serialize)]
struct Rated {
    #[serde(flatten)]
    counts: Counts,
    rate: Option<f64>,
}

impl From<Counts> for Rated {
    fn from(counts: Counts) -> Self {
        Self {
            rate: counts.rate(),
            counts,
        }
    }
}

#[derive(Serialize)]
struct DepartmentJson<'a> {
    department: Option<&'a str>,
    resources: Option<Resources>,
    #[serde(flatten)]
    counts: Rated,
}

#[derive(Serialize)]
struct Resources {
    before: u64,
    now: u64,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    jurisdiction: &'a str,
    citation: &'a Citation,
    #[serde(flatten)]
    counts: Rated,
}

#[derive(Serialize)]
struct Reason<'a> {
    code: &'a str,
    #[serde(rename = "reason")]
    text: String,
    findings: u64,
}

#[derive(Serialize)]
struct Why<'a> {
    code: &'a str,
    text: String,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    state: State,
    reason: Option<Why<'a>>,
    waived: WaivedJson,
    finding: &'a Finding,
}

/// What waived it then and now.
#[derive(Serialize)]
struct WaivedJson {
    before: Option<By>,
    now: Option<By>,
}

/// A report of its own.
pub(super) fn whole(of: &Comparison, lang: Lang) -> Whole<'_> {
    Whole {
        schema: "dataaudit-diff/1",
        compared: compared(of, lang),
    }
}

impl Comparison {
    /// As programs read it, for a report of another kind.
    pub fn value(&self, lang: Lang) -> serde_json::Result<serde_json::Value> {
        serde_json::to_value(compared(self, lang))
    }
}

fn compared(of: &Comparison, lang: Lang) -> Compared<'_> {
    let [errors, warnings, infos] = of.added;
    let reports = of.reports.iter();
    Compared {
        reports: reports
            .map(|(path, as_of, findings)| ReportJson {
                path,
                as_of: *as_of,
                findings: *findings,
            })
            .collect(),
        notes: of.notes.iter().map(|n| n.of(lang)).collect(),
        summary: Summary {
            counts: of.counts.into(),
            added: Levels {
                errors,
                warnings,
                infos,
            },
        },
        departments: of.departments.iter().map(department).collect(),
        articles: of
            .articles
            .iter()
            .map(|(jurisdiction, citation, counts)| ArticleJson {
                jurisdiction,
                citation,
                counts: (*counts).into(),
            })
            .collect(),
        not_audited: of
            .unseen
            .iter()
            .map(|(why, findings)| Reason {
                code: why.code(),
                text: why.text().of(lang).to_owned(),
                findings: *findings,
            })
            .collect(),
        changes: of.listed().map(|c| change(c, lang)).collect(),
    }
}

fn department(department: &Department) -> DepartmentJson<'_> {
    DepartmentJson {
        department: department.name.as_deref(),
        resources: department
            .resources
            .map(|(before, now)| Resources { before, now }),
        counts: department.counts.into(),
    }
}

fn change(change: &Change, lang: Lang) -> ChangeJson<'_> {
    ChangeJson {
        state: change.state,
        reason: change.why.as_ref().map(|why| Why {
            code: why.code(),
            text: why.text().of(lang).to_owned(),
        }),
        waived: WaivedJson {
            before: change.was_waived,
            now: change.is_waived(),
        },
        finding: &change.finding,
    }
}
