//! What was judged, what was not and why: one line a requirement, over all tables of a run.

use super::words;
use crate::model::{Field, Text, Vocabulary};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

/// What became of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoverageStatus {
    /// Judged, no breach.
    Passed,
    /// Judged, breached.
    Failed,
    /// Looked at, but it applied to no record.
    NotApplicable,
    /// Not looked at; the reason says why.
    NotChecked,
}

/// The tally of one requirement.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Records it applied to.
    pub judged: u64,
    /// Breaches found.
    pub breaches: u64,
    /// Breaches left out because another requirement reports the same fact.
    pub covered: u64,
    /// Records that lie before the instrument took effect, and the day it did.
    pub early: Option<(u64, NaiveDate)>,
    /// Whether any table could be judged by it.
    pub opened: bool,
    /// Columns that tables of its kind lack.
    pub missing: BTreeSet<Field>,
    /// Whether there was any table of its kind.
    pub had_table: bool,
    /// What looking across tables could not see, or what else a reader should know of it.
    pub across: Option<Text>,
}

impl Coverage {
    /// The status these counts amount to.
    pub fn status(&self) -> CoverageStatus {
        match (self.breaches + self.covered, self.judged, self.opened) {
            (0, 0, true) => CoverageStatus::NotApplicable,
            (0, 0, false) => CoverageStatus::NotChecked,
            (0, _, _) => CoverageStatus::Passed,
            _ => CoverageStatus::Failed,
        }
    }

    /// Counts a record that lies before the day.
    pub(super) fn passed_over(&mut self, from: NaiveDate) {
        let before = self.early.map_or(0, |(n, _)| n);
        self.early = Some((before + 1, from));
    }

    /// Why it was not checked, does not apply, or was checked in part only.
    pub fn reason(&self, vocabulary: &Vocabulary, tables: &[Text], unjudged: Option<&Text>) -> Option<Text> {
        if let Some(reason) = unjudged {
            return Some(reason.clone());
        }
        if let (CoverageStatus::NotChecked, Some(across)) = (self.status(), &self.across) {
            return Some(across.clone());
        }
        if !self.had_table {
            return Some(words::no_table(tables));
        }
        let early = self.early.map(|(n, from)| words::before(n, from));
        let reasons = [early, self.otherwise(vocabulary), self.across.clone()];
        let reasons = reasons.into_iter().flatten();
        reasons.reduce(|one, other| words::both(&one, &other))
    }

    fn otherwise(&self, vocabulary: &Vocabulary) -> Option<Text> {
        let missing: Vec<Text> = self.missing.iter().map(|&f| vocabulary.entry(f).text()).collect();
        match self.status() {
            CoverageStatus::NotChecked => Some(words::no_columns(&missing)),
            CoverageStatus::NotApplicable => Some(words::applied_to_nothing()),
            CoverageStatus::Passed | CoverageStatus::Failed if self.covered > 0 => {
                Some(words::covered(self.covered))
            }
            CoverageStatus::Passed | CoverageStatus::Failed if !missing.is_empty() => {
                Some(words::in_part(&missing))
            }
            CoverageStatus::Passed | CoverageStatus::Failed => None,
        }
    }
}
