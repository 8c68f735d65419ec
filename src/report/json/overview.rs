//! The last key of the JSON report: what an audit leader asks first. Complete lists, never capped, but for names that
//! look alike.

use super::citation;
use super::shape::CitationJson;
use crate::audit::{Active, Article, Cause, Levels, Line, Outcome, Who};
use crate::check::Observed;
use crate::law::Requirement;
use crate::model::Lang;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct OverviewJson<'a> {
    resources: u64,
    compliant: Option<u64>,
    rate: Option<f64>,
    departments: Vec<DepartmentJson<'a>>,
    articles: Vec<ArticleJson<'a>>,
    causes: Vec<CauseJson<'a>>,
    similar_names: SimilarJson<'a>,
}

#[derive(Serialize)]
struct DepartmentJson<'a> {
    department: Option<&'a str>,
    group: &'static str,
    rows: u64,
    resources: u64,
    compliant: Option<u64>,
    rate: Option<f64>,
    errors: u64,
    warnings: u64,
    infos: u64,
    missing_columns: LevelsJson,
    requirements: Vec<RequirementJson<'a>>,
}

#[derive(Serialize)]
struct LevelsJson {
    errors: u64,
    warnings: u64,
    infos: u64,
}

#[derive(Serialize)]
struct RequirementJson<'a> {
    requirement: &'a str,
    jurisdiction: &'a str,
    errors: u64,
    warnings: u64,
    infos: u64,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    jurisdiction: &'a str,
    citation: CitationJson<'a>,
    errors: u64,
    warnings: u64,
    infos: u64,
}

#[derive(Serialize)]
struct CauseJson<'a> {
    requirements: Vec<NameJson<'a>>,
    field: &'a str,
    class: Observed,
    errors: u64,
    warnings: u64,
    infos: u64,
    share: f64,
    would_comply: Option<u64>,
}

#[derive(Serialize)]
struct NameJson<'a> {
    requirement: &'a str,
    jurisdiction: &'a str,
}

#[derive(Serialize)]
struct SimilarJson<'a> {
    count: u64,
    examples: Vec<[&'a str; 2]>,
}

/// A part of a whole to four places, rounded down: what is short of all is never given as all.
#[expect(clippy::cast_precision_loss, reason = "a ratio of four places")]
fn ratio(part: u64, whole: u64) -> f64 {
    (u128::from(part) * 10_000 / u128::from(whole.max(1))) as f64 / 10_000.0
}

pub(super) fn overview<'a>(outcome: &'a Outcome<'_>, lang: Lang) -> OverviewJson<'a> {
    let overview = outcome.overview();
    let all = outcome.summary.findings();
    OverviewJson {
        resources: overview.resources,
        compliant: overview.compliant,
        rate: overview.compliant.map(|n| ratio(n, overview.resources)),
        departments: overview.departments.iter().map(department).collect(),
        articles: overview.articles.iter().map(|a| article(a, lang)).collect(),
        causes: overview
            .causes
            .iter()
            .map(|c| cause(c, all, overview.compliant.is_some(), outcome))
            .collect(),
        similar_names: SimilarJson {
            count: overview.lookalikes_in_all,
            examples: overview.lookalikes.iter().map(|&(a, b)| [a, b]).collect(),
        },
    }
}

fn department<'a>(line: &Line<'a>) -> DepartmentJson<'a> {
    let (department, group) = match line.who {
        Who::Named => (Some(line.name.trim()), "named"),
        Who::Unstated => (None, "unstated"),
        Who::Others => (None, "others"),
    };
    let requirement = |&(active, r, n): &(Active<'a>, &'a Requirement, Levels)| RequirementJson {
        requirement: &r.id,
        jurisdiction: &active.pack.instrument.id,
        errors: n.errors,
        warnings: n.warnings,
        infos: n.infos,
    };
    DepartmentJson {
        department,
        group,
        rows: line.rows,
        resources: line.resources,
        compliant: line.compliant,
        rate: line.compliant.map(|n| ratio(n, line.resources)),
        errors: line.levels.errors,
        warnings: line.levels.warnings,
        infos: line.levels.infos,
        missing_columns: LevelsJson {
            errors: line.columns.errors,
            warnings: line.columns.warnings,
            infos: line.columns.infos,
        },
        requirements: line.requirements.iter().map(requirement).collect(),
    }
}

fn article<'a>(article: &Article<'a>, lang: Lang) -> ArticleJson<'a> {
    let instrument = &article.active.pack.instrument;
    ArticleJson {
        jurisdiction: &instrument.id,
        citation: citation(
            instrument.title.of(lang),
            article.citation,
            article.citation.to_string().into(),
        ),
        errors: article.levels.errors,
        warnings: article.levels.warnings,
        infos: article.levels.infos,
    }
}

fn cause<'a>(cause: &Cause<'a>, all: u64, rated: bool, outcome: &'a Outcome<'_>) -> CauseJson<'a> {
    let name = |&(active, r): &(Active<'a>, &'a Requirement)| NameJson {
        requirement: &r.id,
        jurisdiction: &active.pack.instrument.id,
    };
    CauseJson {
        requirements: cause.requirements.iter().map(name).collect(),
        field: &outcome.vocabulary.entry(cause.field).id,
        class: cause.class,
        errors: cause.levels.errors,
        warnings: cause.levels.warnings,
        infos: cause.levels.infos,
        share: ratio(cause.levels.findings(), all),
        would_comply: rated.then_some(cause.would_comply),
    }
}
