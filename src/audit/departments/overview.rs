//! What an audit leader asks first: whose resources comply, which provisions are broken, what to put right first. Sums
//! what was counted; knows no language.

use super::department::{Counts, Department, Levels, Who, add, total};
use super::lookalikes::lookalikes;
use super::{Departments, Fix};
use crate::audit::{Active, Outcome};
use crate::check::Observed;
use crate::law::Requirement;
use crate::model::{Citation, Field};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The answers, each complete, the worst first.
#[derive(Debug)]
pub struct Overview<'a> {
    /// One entry a department.
    pub departments: Vec<Line<'a>>,
    /// One entry a provision that is broken.
    pub articles: Vec<Article<'a>>,
    /// One entry a cause.
    pub causes: Vec<Cause<'a>>,
    /// Columns missing, once a table.
    pub columns: Levels,
    /// All resources.
    pub resources: u64,
    /// Resources without a finding of level error; `None` where no instrument binds or there is no resource.
    pub compliant: Option<u64>,
    /// Names of which one holds the other, the shorter first; the first few.
    pub lookalikes: Vec<(&'a str, &'a str)>,
    /// How many such pairs there are.
    pub lookalikes_in_all: u64,
}

/// One department.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Its number, for [`Outcome::of_department`].
    pub number: usize,
    /// What it is.
    pub who: Who,
    /// Its name; empty unless it is named.
    pub name: &'a str,
    /// Rows of data.
    pub rows: u64,
    /// Its resources.
    pub resources: u64,
    /// Those without a finding of level error; `None` where no instrument binds or there is no resource.
    pub compliant: Option<u64>,
    /// Findings at its rows.
    pub levels: Levels,
    /// Columns missing in the tables that it has rows in; other departments in there count them too.
    pub columns: Levels,
    /// Findings at its rows by requirement, the worst first.
    pub requirements: Vec<(Active<'a>, &'a Requirement, Levels)>,
}

/// One provision with its findings.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The instrument.
    pub active: Active<'a>,
    /// The provision.
    pub citation: Citation,
    /// Its findings.
    pub levels: Levels,
}

/// Something to put right: a requirement, or several that ask the same, with what stands in its stead.
#[derive(Debug, Clone)]
pub struct Cause<'a> {
    /// The requirements that it breaks, in the order of the packs.
    pub requirements: Vec<(Active<'a>, &'a Requirement)>,
    /// The field.
    pub field: Field,
    /// The class of what stands there.
    pub class: Observed,
    /// The findings that it would settle.
    pub levels: Levels,
    /// Resources that comply once this alone is put right.
    pub would_comply: u64,
}

impl Outcome<'_> {
    /// What an audit leader asks first.
    pub fn overview(&self) -> Overview<'_> {
        let departments = &self.departments;
        let all = departments.counts();
        let numbered = departments.known.iter().enumerate();
        let mut lines: Vec<Line<'_>> = numbered.map(|(n, d)| self.line(n, d)).collect();
        lines.sort_by(|a, b| worst_first(a).cmp(&worst_first(b)));
        let resources = departments.known.iter().map(|d| d.resources).sum();
        let failing: u64 = departments.known.iter().map(|d| d.failing).sum();
        let (lookalikes, lookalikes_in_all) = departments.lookalikes();
        Overview {
            departments: lines,
            articles: self.articles(&all),
            causes: self.causes(&all),
            columns: total(&departments.columns),
            resources,
            compliant: self.compliant(resources, failing),
            lookalikes,
            lookalikes_in_all,
        }
    }

    fn compliant(&self, resources: u64, failing: u64) -> Option<u64> {
        let binding = self.instruments.iter().any(|a| a.binding);
        (binding && resources > 0).then(|| resources.saturating_sub(failing))
    }

    fn requirement(&self, number: usize) -> Option<(Active<'_>, &Requirement)> {
        let (active, requirement, ..) = self.coverage.get(number)?;
        Some((*active, requirement))
    }

    fn line<'a>(&'a self, number: usize, department: &'a Department) -> Line<'a> {
        let mut of: BTreeMap<usize, Levels> = BTreeMap::new();
        for (kind, &levels) in &department.findings {
            of.entry(kind.requirement).or_default().absorb(levels);
        }
        let named = |(n, levels)| {
            let (active, requirement) = self.requirement(n)?;
            Some((active, requirement, levels))
        };
        let mut requirements: Vec<_> = of.into_iter().filter_map(named).collect();
        requirements.sort_by_key(|&(_, _, levels)| Reverse(levels));
        Line {
            number,
            who: department.who,
            name: &department.name,
            rows: department.rows,
            resources: department.resources,
            compliant: self.compliant(department.resources, department.failing),
            levels: total(&department.findings),
            columns: total(&department.columns),
            requirements,
        }
    }

    fn articles(&self, all: &Counts) -> Vec<Article<'_>> {
        let mut of: BTreeMap<(&str, Citation), Article<'_>> = BTreeMap::new();
        for (kind, &levels) in all {
            let Some((active, requirement)) = self.requirement(kind.requirement) else {
                continue;
            };
            let citation = requirement.citation;
            let article = of
                .entry((&active.pack.instrument.id, citation))
                .or_insert(Article {
                    active,
                    citation,
                    levels: Levels::default(),
                });
            article.levels.absorb(levels);
        }
        let mut articles: Vec<_> = of.into_values().collect();
        articles.sort_by_key(|a| Reverse(a.levels));
        articles
    }

    fn causes(&self, all: &Counts) -> Vec<Cause<'_>> {
        let departments = &self.departments;
        let mut of: BTreeMap<Fix, Cause<'_>> = BTreeMap::new();
        for (kind, &levels) in all {
            let cause = of.entry(departments.fix_of(*kind)).or_insert(Cause {
                requirements: Vec::new(),
                field: kind.field,
                class: kind.class,
                levels: Levels::default(),
                would_comply: 0,
            });
            cause.levels.absorb(levels);
            cause.requirements.extend(self.requirement(kind.requirement));
        }
        for (number, fix) in departments.fixes.iter().enumerate() {
            if let Some(cause) = of.get_mut(fix) {
                let sole = departments.known.iter().filter_map(|d| d.sole.get(&number));
                cause.would_comply = sole.sum();
            }
        }
        let mut causes: Vec<_> = of.into_values().collect();
        causes.sort_by_key(|c| Reverse((c.levels, c.would_comply)));
        causes
    }
}

/// Departments without a rate last; names decide between equals.
fn worst_first<'a>(line: &Line<'a>) -> (bool, u128, Reverse<Levels>, Who, &'a str) {
    // Rates are compared exactly, as parts of 2^64.
    let rate = line
        .compliant
        .map_or(0, |n| (u128::from(n) << 64) / u128::from(line.resources.max(1)));
    (
        line.compliant.is_none(),
        rate,
        Reverse(line.levels),
        line.who,
        line.name,
    )
}

impl Departments {
    /// All findings: those at rows, and missing columns once a table.
    fn counts(&self) -> Counts {
        let mut all = self.columns.clone();
        self.known.iter().for_each(|d| add(&mut all, &d.findings));
        all
    }

    fn lookalikes(&self) -> (Vec<(&str, &str)>, u64) {
        let named: Vec<&Department> = self.known.iter().filter(|d| d.who == Who::Named).collect();
        let keys: Vec<&str> = named.iter().map(|d| d.key.as_str()).collect();
        let (pairs, all) = lookalikes(&keys);
        let name = |n: usize| named.get(n).map_or("", |d| d.name.as_str());
        let pairs = pairs.into_iter().map(|(short, long)| (name(short), name(long)));
        (pairs.collect(), all)
    }
}
