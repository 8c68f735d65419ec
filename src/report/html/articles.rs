//! What became of the requirements of each article. Knows no markup.

use super::group::Group;
use crate::audit::{Active, CoverageStatus, Levels, Outcome};
use crate::model::{Citation, Lang, Severity};
use std::cmp::Reverse;

/// One article.
#[derive(Debug, Clone)]
pub(super) struct Article<'a> {
    pub(super) active: Active<'a>,
    pub(super) number: u16,
    /// Requirements checked and met.
    pub(super) passed: u64,
    /// Requirements broken, by the worst that was found.
    pub(super) failed: Levels,
    pub(super) findings: Levels,
}

impl Article<'_> {
    /// Requirements that were checked.
    pub(super) fn checked(&self) -> u64 {
        self.passed + self.failed.findings()
    }

    /// How the filters name it.
    pub(super) fn key(&self) -> String {
        key(&self.active.pack.instrument.id, self.number)
    }

    /// `第十条`, with its instrument where there are several.
    pub(super) fn name(&self, several: bool, lang: Lang) -> String {
        let citation = Citation {
            article: self.number,
            paragraph: None,
            item: None,
        };
        let title = &self.active.pack.instrument.title;
        match (several, lang) {
            (false, _) => citation.to_string(),
            (true, Lang::Zh) => format!("《{}》{citation}", title.zh),
            (true, Lang::En) => format!("{}, {citation}", title.en),
        }
    }
}

/// How the filters name an article.
pub(super) fn key(jurisdiction: &str, article: u16) -> String {
    format!("{jurisdiction}:{article}")
}

/// The articles of which a requirement was checked or broken, the worst first.
pub(super) fn articles<'a, 'g>(
    outcome: &'a Outcome<'_>,
    found: impl Fn(&str, &str) -> Option<&'g Group>,
) -> Vec<Article<'a>> {
    let mut articles: Vec<Article<'_>> = Vec::new();
    for (active, requirement, tally, _) in &outcome.coverage {
        let status = tally.status();
        if !matches!(status, CoverageStatus::Passed | CoverageStatus::Failed) {
            continue;
        }
        let (id, number) = (&active.pack.instrument.id, requirement.citation.article);
        let same = |a: &Article<'_>| a.number == number && a.active.pack.instrument.id == *id;
        let at = articles.iter().position(same).unwrap_or_else(|| {
            articles.push(Article {
                active: *active,
                number,
                passed: 0,
                failed: Levels::default(),
                findings: Levels::default(),
            });
            articles.len() - 1
        });
        let Some(article) = articles.get_mut(at) else {
            continue;
        };
        if status == CoverageStatus::Passed {
            article.passed += 1;
            continue;
        }
        let group = found(id, &requirement.id);
        // What another requirement reports is as grave as this one would have it.
        let own = if active.binding {
            requirement.severity
        } else {
            Severity::Info
        };
        article.failed.count(group.and_then(|g| g.worst).unwrap_or(own));
        article
            .findings
            .absorb(group.map(|g| g.levels).unwrap_or_default());
    }
    articles.sort_by_key(|a| Reverse((a.failed, a.findings)));
    articles
}
