//! What is counted of one department. Knows no law but the number of a requirement, and no name but the one given.

use super::shares::{Share, Shares};
use crate::audit::{Coverage, tape};
use crate::check::Observed;
use crate::model::{Field, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Findings by level; the greater is the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(from = "[u64; 3]", into = "[u64; 3]")]
pub struct Levels {
    /// Findings of level error.
    pub errors: u64,
    /// Findings of level warning.
    pub warnings: u64,
    /// Findings of level info.
    pub infos: u64,
}

impl From<[u64; 3]> for Levels {
    fn from([errors, warnings, infos]: [u64; 3]) -> Self {
        Self {
            errors,
            warnings,
            infos,
        }
    }
}

impl From<Levels> for [u64; 3] {
    fn from(levels: Levels) -> Self {
        [levels.errors, levels.warnings, levels.infos]
    }
}

impl Levels {
    /// Counts one finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// Takes findings of a level back.
    pub(super) fn forgive(&mut self, severity: Severity, n: u64) {
        let level = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        };
        *level = level.saturating_sub(n);
    }

    /// Adds other counts.
    pub fn absorb(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }

    /// All findings.
    pub fn findings(&self) -> u64 {
        self.errors + self.warnings + self.infos
    }
}

/// What is broken, and how: a requirement, the field it found wanting, the class of what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::audit) struct Kind {
    pub(in crate::audit) requirement: usize,
    pub(in crate::audit) field: Field,
    pub(in crate::audit) class: Observed,
}

/// Findings by kind.
pub(super) type Counts = BTreeMap<Kind, Levels>;

pub(super) fn add(counts: &mut Counts, more: &Counts) {
    for (&kind, &levels) in more {
        counts.entry(kind).or_default().absorb(levels);
    }
}

pub(super) fn total(counts: &Counts) -> Levels {
    let mut all = Levels::default();
    for &levels in counts.values() {
        all.absorb(levels);
    }
    all
}

/// Whose resources are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// A department that rows name.
    Named,
    /// Rows that name none.
    Unstated,
    /// Departments beyond those that are kept apart.
    Others,
}

/// The counts of one department.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Department {
    pub(super) key: String,
    pub(super) who: Who,
    /// As it was first written, or as the alias file has it.
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) resources: u64,
    /// Resources with a finding of level error.
    pub(super) failing: u64,
    /// Findings at its rows.
    #[serde(with = "tape::pairs")]
    pub(super) findings: Counts,
    /// Columns missing in the tables that it has rows in.
    #[serde(with = "tape::pairs")]
    pub(super) columns: Counts,
    /// By cause the resources whose errors all come of it.
    pub(super) sole: BTreeMap<usize, u64>,
    /// What its own rows came to, by requirement, judgements aside.
    #[serde(with = "tape::pairs")]
    pub(super) own: BTreeMap<usize, Coverage>,
    /// Judgements, a number a requirement: apart from the rest, which is much larger, since every row counts all of them.
    #[serde(with = "tape::sparse")]
    pub(super) judged: Vec<u64>,
    pub(super) shares: Shares,
    /// Findings at its rows that do not count; known at the end of a run only.
    #[serde(skip)]
    pub(super) waived: u64,
    /// Columns missing in its tables that do not count.
    #[serde(skip)]
    pub(super) waived_columns: u64,
}

impl Department {
    pub(super) fn new(key: String, who: Who, name: String, requirements: usize) -> Self {
        Self {
            key,
            who,
            name,
            rows: 0,
            resources: 0,
            failing: 0,
            findings: Counts::new(),
            columns: Counts::new(),
            sole: BTreeMap::new(),
            own: BTreeMap::new(),
            judged: vec![0; requirements],
            shares: Shares::default(),
            waived: 0,
            waived_columns: 0,
        }
    }

    /// Counts judgements.
    pub(super) fn count(&mut self, requirement: usize, rows: u64) {
        if let Some(judged) = self.judged.get_mut(requirement) {
            *judged += rows;
        }
    }

    /// Counts of the same department in other tables, which are numbered from `tables` on here.
    pub(super) fn absorb(&mut self, other: &Self, tables: usize, causes: &[usize]) {
        self.rows += other.rows;
        self.resources += other.resources;
        self.failing += other.failing;
        add(&mut self.findings, &other.findings);
        add(&mut self.columns, &other.columns);
        for (cause, n) in &other.sole {
            if let Some(&cause) = causes.get(*cause) {
                *self.sole.entry(cause).or_default() += n;
            }
        }
        for (&requirement, more) in &other.own {
            self.own.entry(requirement).or_default().absorb(more);
        }
        for (mine, more) in self.judged.iter_mut().zip(&other.judged) {
            *mine += more;
        }
        self.shares.extend(other.shares.iter().map(|share| Share {
            table: share.table + tables,
            ..share
        }));
    }
}
