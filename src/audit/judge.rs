//! One table under every requirement: opens the checks that its columns allow, walks its rows once, and turns breaches
//! into findings.

use super::across::{Claimed, Gatherer, Program};
use super::finding::{Subject, fingerprint};
use super::run::{Halt, Progress, Sink};
use super::strangers::Strangers;
use super::{Active, Coverage, Finding, Plan, Summary, words};
use crate::check::{Breach, Check, Observed, Probe, Setting};
use crate::ingest::{Layout, Table};
use crate::law::Requirement;
use crate::model::{Address, Columns, Field, Level, Place, Record, Severity, Text, Value, Vocabulary};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// How many breaches are remembered for rows below that share their cells, before those too far above are forgotten.
const REMEMBERED: usize = 4096;
/// No merge that people make reaches over more rows.
const MERGE_AT_MOST: u32 = 2000;

/// Judges tables, one after the other, and keeps the tallies.
#[derive(Debug)]
pub(super) struct Judge<'p> {
    vocabulary: &'p Vocabulary,
    setting: Setting,
    pub(super) requirements: Vec<(Active<'p>, &'p Requirement)>,
    /// For each requirement those that report the same fact in its stead.
    pub(super) covered_by: Vec<Vec<usize>>,
    /// Breaches at cells that later rows may share, of the table at hand.
    anchored: BTreeSet<(usize, Place)>,
    pub(super) tallies: Vec<Coverage>,
    pub(super) summary: Summary,
    /// What else the reader of the table just judged should know.
    pub(super) notes: Vec<Text>,
}

/// A check at work, with the requirement it serves.
struct Seat<'p> {
    requirement: usize,
    probe: Box<dyn Probe + 'p>,
    fields: Vec<Field>,
    /// Said of resources only: judged once a resource, at its first row.
    once: bool,
    certain: bool,
    /// The date that places a record in time, with the first day that is judged.
    event: Option<(Field, NaiveDate)>,
}

/// Where findings of the table at hand go.
pub(super) struct Bench<'a, 'p> {
    pub(super) plan: &'a Plan<'p>,
    pub(super) file: &'a str,
    pub(super) layout: &'a Layout,
    pub(super) program: &'a Program<'p>,
    pub(super) claims: &'a mut dyn Claimed,
    pub(super) sink: &'a mut dyn Sink,
    pub(super) progress: &'a dyn Progress,
}

impl<'p> Judge<'p> {
    pub(super) fn new(plan: &Plan<'p>) -> Self {
        let requirements: Vec<_> = plan.requirements().collect();
        let covering = |(under, covered): &(Active<'_>, &Requirement)| {
            // What does not bind never hides what does.
            let covers = |(a, r): &(Active<'_>, &Requirement)| {
                r.covers.contains(&covered.id) && (a.binding || !under.binding)
            };
            requirements
                .iter()
                .enumerate()
                .filter(|(_, r)| covers(r))
                .map(|(i, _)| i)
                .collect()
        };
        let covered_by = requirements.iter().map(covering).collect();
        let tallies = vec![Coverage::default(); requirements.len()];
        Self {
            vocabulary: plan.vocabulary,
            setting: plan.setting(),
            requirements,
            covered_by,
            anchored: BTreeSet::new(),
            tallies,
            summary: Summary::default(),
            notes: Vec::new(),
        }
    }

    /// Judges every row of a table.
    pub(super) fn table(&mut self, table: &mut Table<'_>, bench: &mut Bench<'_, '_>) -> Result<(), Halt> {
        let columns = &bench.layout.columns;
        self.anchored.clear();
        let mut seats = self.open(bench)?;
        let mut gatherer = Gatherer::new(bench.program, bench.layout, bench.file);
        if seats.is_empty() && !gatherer.is_able() {
            return Err(Halt::Stopped(words::nothing_applies(&bench.layout.kind)));
        }
        let mut strangers = Strangers::new(bench.plan, columns);
        self.notes.clear();
        let mut record = Record::new(self.vocabulary, columns);
        let mut breaches = Vec::new();
        let mut seen: Vec<(usize, bool, Breach)> = Vec::new();
        let mut rows = 0u64;
        while table.next(record.row_mut()).map_err(Halt::Stopped)? {
            record.interpret();
            strangers.see(&record);
            gatherer.see(&record);
            for seat in &mut seats {
                self.sit(seat, &record, &mut breaches);
                let (requirement, certain) = (seat.requirement, seat.certain);
                seen.extend(breaches.drain(..).map(|b| (requirement, certain, b)));
            }
            self.report(Some(&record), &mut seen, bench)?;
            rows += 1;
            if rows.is_multiple_of(1024) {
                bench.progress.rows(1024);
                bench.claims.claimed(gatherer.take()).map_err(Halt::Sink)?;
            }
        }
        bench.claims.claimed(gatherer.close()).map_err(Halt::Sink)?;
        bench.progress.rows(rows % 1024);
        self.notes = strangers.notes(bench.plan);
        Ok(())
    }

    /// One record under one check, unless it says nothing of its own or lies before the law.
    fn sit(&mut self, seat: &mut Seat<'p>, record: &Record<'_>, breaches: &mut Vec<Breach>) {
        if seat.once && !record.row().starts && !restates(record, &seat.fields) {
            return;
        }
        let Some(tally) = self.tallies.get_mut(seat.requirement) else {
            return;
        };
        match seat.event {
            Some((event, from)) if lies_before(record, event, from) => tally.passed_over(from),
            Some(_) | None => tally.judged += u64::from(seat.probe.judge(record, breaches)),
        }
    }

    /// Seats the checks that this table's columns allow; reports columns that had to be there.
    fn open(&mut self, bench: &mut Bench<'_, '_>) -> Result<Vec<Seat<'p>>, Halt> {
        let columns = &bench.layout.columns;
        let mut seats = Vec::new();
        let mut absent = Vec::new();
        for (i, &(_, requirement)) in self.requirements.iter().enumerate() {
            let Some(check) = requirement
                .check()
                .filter(|_| requirement.is_about(&bench.layout.kind))
            else {
                continue;
            };
            let missing = check.missing(columns);
            if let (Some(severity), Some(&first)) = (requirement.missing, missing.fields.first()) {
                absent.push((i, severity, self.no_column(first, &missing.fields, bench)));
            }
            let Some(tally) = self.tallies.get_mut(i) else {
                continue;
            };
            tally.had_table = true;
            tally.missing.extend(&missing.fields);
            if missing.judgeable {
                tally.opened = true;
                seats.push(self.seat(i, check, columns, missing.certain));
            }
        }
        self.report_columns(absent, bench)?;
        Ok(seats)
    }

    fn seat(&self, requirement: usize, check: &'p dyn Check, columns: &Columns, certain: bool) -> Seat<'p> {
        let fields = check.fields();
        let level = |&f: &Field| self.vocabulary.entry(f).level == Level::Resource;
        let once = fields.iter().all(level);
        let event = self
            .requirements
            .get(requirement)
            .and_then(|&(active, r)| Some((r.event?, active.from?)));
        Seat {
            requirement,
            probe: check.open(columns, &self.setting),
            fields,
            once,
            certain,
            event,
        }
    }

    /// The breach of columns that should be there and are not.
    fn no_column(&self, field: Field, fields: &[Field], bench: &Bench<'_, '_>) -> Breach {
        let entries: Vec<_> = fields.iter().map(|&f| self.vocabulary.entry(f)).collect();
        let names: Vec<_> = entries.iter().map(|e| e.text()).collect();
        let ids: Vec<_> = entries.iter().map(|e| e.id.as_str()).collect();
        Breach {
            place: Place::Table {
                row: bench.layout.last_header_row(),
            },
            field,
            observed: String::new(),
            class: Observed::NoColumn,
            expected: words::columns_expected(&names),
            message: words::missing_columns(&names),
            suggestion: Some(words::add_columns(
                &names,
                ids.first().copied().unwrap_or_default(),
            )),
            certain: true,
        }
    }

    fn report_columns(
        &mut self,
        absent: Vec<(usize, Severity, Breach)>,
        bench: &mut Bench<'_, '_>,
    ) -> Result<(), Halt> {
        let fired: Vec<usize> = absent.iter().map(|&(i, _, _)| i).collect();
        for (i, severity, breach) in absent {
            self.emit(i, Some(severity), true, &breach, None, &fired, bench)?;
        }
        Ok(())
    }

    /// Turns the breaches of one record into findings, each fact once.
    fn report(
        &mut self,
        record: Option<&Record<'_>>,
        seen: &mut Vec<(usize, bool, Breach)>,
        bench: &mut Bench<'_, '_>,
    ) -> Result<(), Halt> {
        if seen.is_empty() {
            return Ok(());
        }
        let fired: Vec<usize> = seen.iter().map(|&(i, _, _)| i).collect();
        let mut told: Vec<(usize, Place)> = Vec::new();
        for (i, certain, breach) in seen.drain(..) {
            // One cell may hold several fields; a requirement breaks there once.
            if told.contains(&(i, breach.place)) || !self.news(record, i, breach.place) {
                continue;
            }
            told.push((i, breach.place));
            self.emit(i, None, certain, &breach, record, &fired, bench)?;
        }
        Ok(())
    }

    /// Whether a merged or inherited cell's breach was not told at an earlier row that shares the cell.
    fn news(&mut self, record: Option<&Record<'_>>, requirement: usize, place: Place) -> bool {
        let Some(row) = record
            .map(|r| r.row().number)
            .filter(|_| place.column().is_some())
        else {
            return true;
        };
        if self.anchored.len() > REMEMBERED {
            self.anchored.retain(|(_, told)| told.row() + MERGE_AT_MOST > row);
        }
        self.anchored.insert((requirement, place)) || place.row() == row
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the one place where a breach meets everything said about it"
    )]
    fn emit(
        &mut self,
        index: usize,
        severity: Option<Severity>,
        certain: bool,
        breach: &Breach,
        record: Option<&Record<'_>>,
        fired: &[usize],
        bench: &mut Bench<'_, '_>,
    ) -> Result<(), Halt> {
        let (Some(&(active, requirement)), Some(tally), Some(covering)) = (
            self.requirements.get(index),
            self.tallies.get_mut(index),
            self.covered_by.get(index),
        ) else {
            return Ok(());
        };
        if covering.iter().any(|c| fired.contains(c)) {
            tally.covered += 1;
            return Ok(());
        }
        tally.breaches += 1;
        let severity = active.severity(
            severity.unwrap_or(requirement.severity),
            certain && breach.certain,
        );
        self.summary.count(severity);
        let subject = record.map(|r| Subject::of(r, breach)).unwrap_or_default();
        let field = self.vocabulary.entry(breach.field).id.as_str();
        let header = breach.place.column().and_then(|c| bench.layout.columns.header(c));
        let finding = Finding {
            pack: active.pack,
            requirement,
            severity,
            address: Address {
                file: bench.file,
                sheet: bench.layout.name.as_deref(),
                place: breach.place,
            },
            header: header.map(|h| h.text.as_str()),
            related: &[],
            subject,
            field,
            breach,
            fingerprint: fingerprint(&requirement.id, &subject, field, breach.class.as_str()),
        };
        bench.sink.finding(&finding).map_err(Halt::Sink)
    }
}

/// Whether a record happened before a day. One without a date is judged.
pub(super) fn lies_before(record: &Record<'_>, event: Field, from: NaiveDate) -> bool {
    matches!(record.value(event), Value::Date(date) if date.day < from)
}

/// Whether a row that continues a resource says something of its own in one of the fields.
fn restates(record: &Record<'_>, fields: &[Field]) -> bool {
    fields
        .iter()
        .any(|&f| record.columns().has(f) && !record.inherited(f) && !record.value(f).is_blank())
}
