//! What was judged, what was not and why: one line a requirement, over all tables of a run.

use super::{Active, tape, words};
use crate::check::Aside;
use crate::law::Requirement;
use crate::model::{Field, Text, Vocabulary, table_name};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coverage {
    /// Records it applied to.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub judged: u64,
    /// Breaches found.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub breaches: u64,
    /// Breaches left out because another requirement reports the same fact.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub covered: u64,
    /// Records that lie before the instrument took effect, and the day it did.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub early: Option<(u64, NaiveDate)>,
    /// Records of bodies that the instrument does not reach.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub outside: u64,
    /// Records that it speaks of and that were left unjudged, by why.
    #[serde(skip_serializing_if = "tape::unsaid", with = "tape::pairs")]
    pub aside: BTreeMap<Aside, u64>,
    /// Whether any table could be judged by it.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub opened: bool,
    /// Columns that tables of its kind lack.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub missing: BTreeSet<Field>,
    /// Tables of its kind that lack too much to be judged by it, and the first of them.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub shut: Option<(u64, String)>,
    /// Whether there was any table of its kind.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub had_table: bool,
    /// What looking across tables could not see, or what else a reader should know of it.
    #[serde(skip_serializing_if = "tape::unsaid")]
    pub across: Option<Text>,
}

impl Coverage {
    /// The status these counts amount to.
    pub fn status(&self) -> CoverageStatus {
        let due = |aside: &Aside| matches!(aside, Aside::Unstarted(_) | Aside::Unread(_));
        let unjudged = self.aside.keys().any(due);
        match (self.breaches + self.covered, self.judged, self.opened) {
            (0, 0, true) if unjudged => CoverageStatus::NotChecked,
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

    /// Counts records that were left unjudged.
    pub(super) fn left(&mut self, aside: Aside, n: u64) {
        *self.aside.entry(aside).or_default() += n;
    }

    /// Counts a table that lacks the columns it is about.
    pub(super) fn shut_out(&mut self, table: &str) {
        match &mut self.shut {
            Some((n, _)) => *n += 1,
            None => self.shut = Some((1, table.to_owned())),
        }
    }

    /// Adds the tally of other tables.
    pub fn absorb(&mut self, other: &Self) {
        self.judged += other.judged;
        self.breaches += other.breaches;
        self.covered += other.covered;
        self.outside += other.outside;
        self.early = match (self.early, other.early) {
            (Some((n, day)), Some((more, other_day))) => Some((n + more, day.max(other_day))),
            (early, other) => early.or(other),
        };
        for (&aside, &n) in &other.aside {
            self.left(aside, n);
        }
        self.opened |= other.opened;
        self.across = self.across.take().or_else(|| other.across.clone());
        self.had_table |= other.had_table;
        self.missing.extend(&other.missing);
        if let Some((more, first)) = &other.shut {
            match &mut self.shut {
                Some((n, _)) => *n += more,
                None => self.shut = Some((*more, first.clone())),
            }
        }
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
        let outside = (self.outside > 0).then(|| words::out_of_scope(self.outside));
        let aside = self.aside.iter().map(|(&aside, &n)| match aside {
            Aside::Unstarted(field) => words::unstarted(n, &vocabulary.entry(field).text()),
            Aside::Extended(field) => words::extended(n, &vocabulary.entry(field).text()),
            Aside::Apart(field) => words::apart(n, &vocabulary.entry(field).text()),
            Aside::Unread(field) => words::unread(n, &vocabulary.entry(field).text()),
        });
        let said = [outside, early].into_iter().flatten().chain(aside);
        let rest = [self.otherwise(vocabulary), self.across.clone()];
        let said = said.chain(rest.into_iter().flatten());
        said.reduce(|a, b| words::both(&a, &b))
    }

    /// The tally beside what it is of, with the reason where one is due.
    pub(super) fn line<'p>(
        self,
        (active, requirement): (Active<'p>, &'p Requirement),
        vocabulary: &Vocabulary,
    ) -> (Active<'p>, &'p Requirement, Self, Option<Text>) {
        let tables: Vec<_> = requirement.tables.iter().map(|t| table_name(t)).collect();
        let reason = self.reason(vocabulary, &tables, requirement.unjudged());
        (active, requirement, self, reason)
    }

    fn otherwise(&self, vocabulary: &Vocabulary) -> Option<Text> {
        let missing: Vec<Text> = self.missing.iter().map(|&f| vocabulary.entry(f).text()).collect();
        match self.status() {
            CoverageStatus::NotChecked if missing.is_empty() => None,
            CoverageStatus::NotChecked => {
                let tables = self.shut.as_ref().map_or(0, |(n, _)| *n);
                Some(words::no_columns(&missing, tables))
            }
            CoverageStatus::NotApplicable if !self.aside.is_empty() => None,
            CoverageStatus::NotApplicable => {
                let shut = self
                    .shut
                    .as_ref()
                    .map(|(n, first)| words::shut_out(*n, first, &missing));
                let nothing = words::applied_to_nothing();
                Some(shut.map_or(nothing.clone(), |shut| words::both(&nothing, &shut)))
            }
            CoverageStatus::Passed | CoverageStatus::Failed if self.covered > 0 => {
                Some(words::covered(self.covered))
            }
            CoverageStatus::Passed | CoverageStatus::Failed if !missing.is_empty() => match &self.shut {
                Some((n, first)) => Some(words::shut_out(*n, first, &missing)),
                None => Some(words::in_part(&missing)),
            },
            CoverageStatus::Passed | CoverageStatus::Failed => None,
        }
    }
}
