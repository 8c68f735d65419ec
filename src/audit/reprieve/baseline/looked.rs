//! Whether a run looked for what a baseline knows: by the same requirement, at the same tables, with the columns still there.
//! What it did not look for is never gone.

use super::file::Table;
use super::{Known, Place};
use crate::audit::{Coverage, CoverageStatus, Input, Outcome, words};
use crate::model::Text;
use chrono::NaiveDate;
use std::collections::HashMap;

/// What a run shows of a baseline.
pub(super) struct Sight<'a> {
    was: &'a [Table],
    written: NaiveDate,
    today: NaiveDate,
    now: Vec<Table>,
    inputs: &'a [Input],
    coverage: HashMap<(&'a str, &'a str), (&'a Coverage, Option<&'a Text>)>,
}

impl<'a> Sight<'a> {
    pub(super) fn new(
        was: &'a [Table],
        written: NaiveDate,
        today: NaiveDate,
        outcome: &'a Outcome<'_>,
    ) -> Self {
        let lines = outcome.coverage.iter();
        let line = lines.map(|(active, requirement, coverage, reason)| {
            let key = (active.pack.instrument.id.as_str(), requirement.id.as_str());
            (key, (coverage, reason.as_ref()))
        });
        Self {
            was,
            written,
            today,
            now: Table::all(outcome),
            inputs: &outcome.inputs,
            coverage: line.collect(),
        }
    }

    /// Why what is not found any more cannot be called gone.
    pub(super) fn unseen(&self, known: &Known) -> Option<Text> {
        if self.today < self.written {
            return Some(words::before_the_baseline(self.written));
        }
        let key = (known.jurisdiction.as_str(), known.requirement.as_str());
        let Some((coverage, reason)) = self.coverage.get(&key) else {
            return Some(words::requirement_gone());
        };
        if coverage.status() == CoverageStatus::NotChecked {
            return Some(words::requirement_not_checked(*reason));
        }
        let lacking = coverage.shut.is_some() || !coverage.missing.is_empty();
        let mut places = known.places.iter();
        places.find_map(|place| self.unseen_at(place, &known.field, lacking))
    }

    fn unseen_at(&self, place: &Place, field: &str, lacking: bool) -> Option<Text> {
        let Place(file, sheet) = place;
        let Some(input) = self.input(file) else {
            return Some(words::file_not_audited(file));
        };
        if input.error.is_some() {
            return Some(words::file_not_read(file));
        }
        let was = self.was.iter().find(|table| table.is_at(place))?;
        let Some(now) = self.later(was, input) else {
            return Some(words::table_not_audited(file, sheet.as_deref()));
        };
        if was.fields.contains(field) && !now.fields.contains(field) {
            return Some(words::column_gone(file, field));
        }
        let lost = was.fields.difference(&now.fields).next()?;
        lacking.then(|| words::column_gone(file, lost))
    }

    /// The file of the run that one of the baseline is: of the same path, or of the same from another folder. One that
    /// could be either is none.
    fn input(&self, file: &str) -> Option<&'a Input> {
        let same = |input: &&Input| steps(&input.path) == steps(file);
        if let Some(input) = self.inputs.iter().find(same) {
            return Some(input);
        }
        let alike = |path: &str| {
            let (a, b) = (steps(path), steps(file));
            a.ends_with(&b) || b.ends_with(&a)
        };
        let mut all = self.inputs.iter().filter(|input| alike(&input.path));
        match (all.next(), all.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// The table that is now what another was: of the same sheet and kind, or the only one of its kind.
    fn later(&self, was: &Table, input: &Input) -> Option<&Table> {
        let alike = |file: &str, table: &&Table| table.file == file && table.kind == was.kind;
        let now = || self.now.iter().filter(|t| alike(&input.path, t));
        if let Some(same) = now().find(|t| t.sheet == was.sheet) {
            return Some(same);
        }
        let before = self.was.iter().filter(|t| alike(&was.file, t)).count();
        let mut all = now();
        match (before, all.next(), all.next()) {
            (1, Some(only), None) => Some(only),
            _ => None,
        }
    }
}

/// A path step by step, however it is written.
fn steps(path: &str) -> Vec<&str> {
    let steps = path.split(['/', '\\']);
    steps.filter(|step| !step.is_empty() && *step != ".").collect()
}
