//! One whole report a department. Lays every finding by as it comes, in its department's heap or in that of its table,
//! and writes one report after the other when all is known. Does not know where files go.

mod names;

use super::buckets::Buckets;
use super::cells;
use super::digest::proved;
use super::kept::Kept;
use super::mask::masked;
use super::table::{TOP, department};
use super::{Context, Format, words};
use crate::audit::{Aliases, Finding, Line, MOST_DEPARTMENTS, Outcome, Sink};
use crate::model::{Lang, Place};
pub(super) use names::Names;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

/// The list of the reports, beside them.
pub const INDEX: &str = "index.csv";

/// Findings laid by for the reports of departments.
#[derive(Debug)]
pub struct Split {
    aliases: Arc<Aliases>,
    /// Whether findings are laid by with persons' numbers covered, whatever tells departments apart.
    masked: bool,
    buckets: Buckets,
    departments: BTreeMap<String, usize>,
    /// By file and sheet, for what is missing in a whole table.
    tables: BTreeMap<(String, Option<String>), usize>,
    count: u64,
}

/// A report to be written: a department's number and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    number: usize,
    /// The name of its file.
    pub file: String,
}

impl Sink for Split {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let provider = finding.subject.provider;
        let of_table = provider.is_none() && matches!(finding.breach.place, Place::Table { .. });
        let heap = if of_table {
            let (file, sheet) = (finding.address.file, finding.address.sheet);
            let table = (file.to_owned(), sheet.map(str::to_owned));
            let new = || self.buckets.heap();
            *self.tables.entry(table).or_insert_with(new)
        } else {
            let key = self.aliases.department(provider.unwrap_or_default());
            let known = self.departments.len();
            if known > MOST_DEPARTMENTS && !self.departments.contains_key(&key) {
                // Nothing will be written of so many.
                return Ok(());
            }
            let new = || self.buckets.heap();
            *self.departments.entry(key).or_insert_with(new)
        };
        let kept = |finding: &Finding<'_>| serde_json::to_vec(&Kept::new(self.count, finding));
        let line = if self.masked {
            masked(finding, kept)
        } else {
            kept(finding)
        }?;
        self.count += 1;
        self.buckets.put(heap, &line)
    }
}

impl Split {
    /// Nothing laid by; departments are told apart by their names and these, so findings come to it uncovered.
    pub fn new(aliases: Arc<Aliases>, masked: bool) -> Self {
        Self {
            aliases,
            masked,
            buckets: Buckets::new(),
            departments: BTreeMap::new(),
            tables: BTreeMap::new(),
            count: 0,
        }
    }

    /// The reports to be written, the worst first; `None` where there are more departments than are kept apart.
    pub fn parts(&self, outcome: &Outcome<'_>, format: Format, lang: Lang) -> Option<Vec<Part>> {
        if outcome.departments.overflow() {
            return None;
        }
        let mut names = Names::default();
        names.reserve(INDEX);
        let part = |line: &Line<'_>| Part {
            number: line.number,
            file: names.give(department(line).of(lang), format.ending()),
        };
        Some(outcome.overview().departments.iter().map(part).collect())
    }

    /// Writes one report.
    pub fn write(
        &mut self,
        part: &Part,
        whole: &Outcome<'_>,
        format: Format,
        context: &Context,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(outcome) = whole.of_department(part.number) else {
            return Ok(());
        };
        let mut report = format.open(context);
        self.each(part.number, whole, &outcome, report.as_mut())?;
        proved(format, out, |out| report.finish(&outcome, out))
    }

    /// Hands every finding of a department on, in the order it was found.
    pub(in crate::report) fn each(
        &mut self,
        number: usize,
        whole: &Outcome<'_>,
        outcome: &Outcome<'_>,
        sink: &mut dyn Sink,
    ) -> io::Result<()> {
        let mut early = self.of_tables(number, whole)?.into_iter().peekable();
        let key = whole.departments.key(number).unwrap_or_default();
        if let Some(&heap) = self.departments.get(key) {
            self.buckets.each(heap, |line| {
                let kept: Kept<'_> = serde_json::from_slice(line)?;
                while let Some(first) = early.next_if(|first| first.number < kept.number) {
                    first.lend(outcome, |finding| sink.finding(finding))?;
                }
                kept.lend(outcome, |finding| sink.finding(finding))
            })?;
        }
        for rest in early {
            rest.lend(outcome, |finding| sink.finding(finding))?;
        }
        Ok(())
    }

    /// What is missing in the tables of a department, in the order it was found.
    fn of_tables(&mut self, number: usize, whole: &Outcome<'_>) -> io::Result<Vec<Kept<'static>>> {
        let tables = whole.tables_of_department(number);
        let owned = tables
            .into_iter()
            .map(|(f, s)| (f.to_owned(), s.map(str::to_owned)));
        let heaps: BTreeSet<usize> = owned.filter_map(|t| self.tables.get(&t).copied()).collect();
        let mut found: Vec<Kept<'static>> = Vec::new();
        for heap in heaps {
            self.buckets.each(heap, |line| {
                found.push(serde_json::from_slice(line)?);
                Ok(())
            })?;
        }
        found.sort_by_key(|kept| kept.number);
        Ok(found)
    }
}

/// The list of the reports: UTF-8 with its mark, no cell a formula.
pub fn index(parts: &[Part], outcome: &Outcome<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(cells::MARK)?;
    let mut csv = cells::writer(out);
    cells::row(&mut csv, words::index_heads(lang))?;
    for line in &outcome.overview().departments {
        let Some(part) = parts.iter().find(|p| p.number == line.number) else {
            continue;
        };
        let rate = line.compliant.map(|n| words::percent(n, line.resources));
        let top = line.requirements.iter().take(TOP);
        let top: Vec<String> = top
            .map(|(_, r, n)| format!("{} {}", r.id, n.findings()))
            .collect();
        let cells = [
            department(line).of(lang).to_owned(),
            part.file.clone(),
            line.resources.to_string(),
            line.compliant.map(|n| n.to_string()).unwrap_or_default(),
            rate.unwrap_or_default(),
            line.levels.errors.to_string(),
            line.levels.warnings.to_string(),
            line.levels.infos.to_string(),
            line.columns.findings().to_string(),
            top.join("; "),
        ];
        cells::row(&mut csv, cells)?;
    }
    csv.flush()
}
