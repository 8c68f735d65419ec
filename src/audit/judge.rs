//! One table under every requirement: opens the checks that its columns allow, walks its rows once, and turns breaches
//! into findings.

mod columns;
mod prospects;
mod rows;
mod seats;
mod sit;
mod told;
mod walk;

use super::across::{Gatherer, Program};
use super::departments::Kind;
use super::finding::{Naming, fingerprint};
use super::run::{Halt, Outlet};
use super::stance::{Stance, Stances};
use super::strangers::{Notice, Strangers};
use super::{Active, Coverage, Departments, Finding, Plan, Summary, Tally};
use crate::check::Breach;
use crate::check::across::Reader;
use crate::ingest::{Layout, Table};
use crate::law::Requirement;
use crate::model::{Address, Place, Record, Severity, Vocabulary, lists_resources};
use chrono::NaiveDate;
use rows::by_reference;
use sit::Panel;
use std::panic::resume_unwind;
use std::sync::mpsc::{channel, sync_channel};
use std::thread;
use told::Told;
use walk::{Ahead, Step, WAITING, Walk, Walker, read_ahead};

pub(super) use rows::lies_before;

/// Threads get what the first thread of a program usually has.
pub(super) const STACK: usize = 8 << 20;

/// Judges tables, one after the other, and keeps the tallies.
#[derive(Debug)]
pub(super) struct Judge<'p> {
    vocabulary: &'p Vocabulary,
    as_of: NaiveDate,
    requirements: Vec<(Active<'p>, &'p Requirement)>,
    /// For each requirement those that report the same fact in its stead.
    covered_by: Vec<Vec<usize>>,
    told: Told,
    /// What names the records of the table at hand.
    naming: Naming,
    tallies: Vec<Coverage>,
    summary: Summary,
    departments: Departments,
    /// What the reader of the table just judged should know of its bodies.
    pub(super) notices: Vec<Notice>,
    stances: Stances<'p>,
    /// Columns that should be there and are not, until a record comes that the instrument reaches.
    absent: Vec<(usize, Severity, Breach)>,
    /// Whether rows are read ahead by a thread of their own.
    ahead: bool,
    /// What reads keys; it remembers words and bodies from table to table.
    reader: Option<Reader<'p>>,
}

/// Where findings of the table at hand go.
pub(super) struct Bench<'a, 'p> {
    pub(super) plan: &'a Plan<'p>,
    pub(super) file: &'a str,
    pub(super) layout: &'a Layout,
    pub(super) program: &'a Program<'p>,
    /// The tracks of the program that answer nothing in this file.
    pub(super) idle: &'a [bool],
    pub(super) outlet: &'a mut dyn Outlet,
}

impl<'p> Judge<'p> {
    pub(super) fn new(plan: &Plan<'p>) -> Self {
        let requirements: Vec<_> = plan.requirements().collect();
        let covered_by = covered_by(&requirements);
        let tallies = vec![Coverage::default(); requirements.len()];
        Self {
            vocabulary: plan.vocabulary,
            as_of: plan.as_of,
            requirements,
            covered_by,
            told: Told::new(),
            naming: Naming::default(),
            tallies,
            summary: Summary::default(),
            departments: Departments::new(plan),
            notices: Vec::new(),
            stances: Stances::new(plan),
            absent: Vec::new(),
            ahead: false,
            reader: None,
        }
    }

    /// The same, with a second thread that reads ahead.
    pub(super) fn reading_ahead(self, ahead: bool) -> Self {
        Self { ahead, ..self }
    }

    /// Whether there are threads to spare beside its own.
    pub(super) fn reads_ahead(&self) -> bool {
        self.ahead
    }

    /// What was counted since the last time this was asked.
    pub(super) fn settle(&mut self) -> Tally {
        let fresh = Tally::of(self.requirements.len());
        Tally {
            coverage: std::mem::replace(&mut self.tallies, fresh.coverage),
            summary: std::mem::replace(&mut self.summary, fresh.summary),
            departments: self.departments.take(),
        }
    }

    /// A table that nothing is judged on; it counts among the tables all the same.
    pub(super) fn pass(&mut self, layout: &Layout) {
        self.departments
            .begin(&layout.kind, &layout.columns, self.vocabulary);
    }

    /// Judges every row of a table; says whether its columns let anything be judged.
    pub(super) fn table(&mut self, table: &mut Table<'_>, bench: &mut Bench<'_, 'p>) -> Result<bool, Halt> {
        let columns = &bench.layout.columns;
        self.told = Told::new();
        self.naming = Naming::new(self.vocabulary, columns);
        self.departments
            .begin(&bench.layout.kind, columns, self.vocabulary);
        self.stances = Stances::new(bench.plan);
        let seats = self.open(bench);
        let reader = self.reader.take().unwrap_or_else(|| bench.program.reader());
        let gatherer = Gatherer::new(bench.program, bench.layout, bench.file, reader, bench.idle);
        if seats.is_empty() && self.absent.is_empty() && !gatherer.is_able() {
            self.reader = Some(gatherer.into_reader());
            return Ok(false);
        }
        let mut strangers = Strangers::new(bench.plan, columns);
        self.notices.clear();
        let mut panel = Panel::new(seats, columns);
        let walked = self.walk(table, gatherer, bench, (&mut panel, &mut strangers));
        self.count(&mut panel);
        let rows = walked?;
        // Of a table without a record its header is judged; of one wholly out of scope nothing is.
        self.report_columns(bench, |stance| rows == 0 || stance == Stance::ByReference)?;
        self.notices = strangers.notices(bench.plan);
        Ok(true)
    }

    /// Walks the rows of a table; says how many there were.
    fn walk(
        &mut self,
        table: &mut Table<'_>,
        gatherer: Gatherer<'_, 'p>,
        bench: &mut Bench<'_, 'p>,
        watch: (&mut Panel<'p>, &mut Strangers<'p>),
    ) -> Result<u64, Halt> {
        let rated = lists_resources(&bench.layout.kind);
        let number = self.departments.tables().checked_sub(1).filter(|_| rated);
        let mut walker = Walker::new(table, gatherer, number);
        if !self.ahead {
            let judged = self.judge(&mut walker, bench, watch);
            self.reader = Some(walker.into_reader());
            return judged;
        }
        let (vocabulary, columns) = (self.vocabulary, &bench.layout.columns);
        thread::scope(|scope| {
            let (to, from) = sync_channel(WAITING);
            let (spent, used) = channel();
            let read = move || read_ahead(walker, Record::new(vocabulary, columns), &to, &used);
            let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
            let reader = reader.map_err(Halt::Sink)?;
            let judged = self.judge(&mut Ahead::new(from, spent), bench, watch);
            match reader.join() {
                Ok(reader) => {
                    self.reader = Some(reader);
                    judged
                }
                Err(panic) => resume_unwind(panic),
            }
        })
    }

    /// Judges rows as they come.
    fn judge(
        &mut self,
        walk: &mut dyn Walk,
        bench: &mut Bench<'_, 'p>,
        (panel, strangers): (&mut Panel<'p>, &mut Strangers<'p>),
    ) -> Result<u64, Halt> {
        let mut record = Record::new(self.vocabulary, &bench.layout.columns);
        let mut seen: Vec<(usize, bool, Breach)> = Vec::new();
        let (mut rows, mut told) = (0u64, 0u64);
        loop {
            match walk.next(&mut record)? {
                Step::Row => {}
                Step::Claims(batch) => {
                    bench.outlet.rows(rows - std::mem::replace(&mut told, rows))?;
                    bench.outlet.claims(batch)?;
                    continue;
                }
                Step::End(batch) => {
                    bench.outlet.claims(batch)?;
                    bench.outlet.rows(rows - told)?;
                    return Ok(rows);
                }
            }
            rows += 1;
            strangers.see(&record);
            let place = (bench.file, bench.layout.name.as_deref());
            bench.plan.sought.see(place, &record, &bench.plan.aliases);
            self.departments.see(&record);
            self.stances.see(&record);
            self.report_columns(bench, |stance| stance == Stance::Judged)?;
            self.sit_all(panel, &record, &mut seen);
            self.report(Some(&record), &mut seen, bench)?;
        }
    }

    /// How the instrument of a requirement stands to the record at hand.
    fn stance(&self, requirement: usize) -> Stance {
        let serves = self.requirements.get(requirement);
        serves.map_or(Stance::Judged, |(active, _)| {
            self.stances.of(&active.pack.instrument)
        })
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
            if told.contains(&(i, breach.place)) {
                continue;
            }
            if !self.told.is_news(record.map(|r| r.row().number), i, breach.place) {
                self.share(i, certain, &breach, &fired);
                continue;
            }
            told.push((i, breach.place));
            self.emit(i, None, certain, &breach, record, &fired, bench)?;
        }
        Ok(())
    }

    /// A breach told at an earlier row stands at this row's resource too.
    fn share(&mut self, index: usize, certain: bool, breach: &Breach, fired: &[usize]) {
        if self.is_covered(index, fired) {
            return;
        }
        let certain = certain && breach.certain && self.stance(index) == Stance::Judged;
        if let Some((active, requirement)) = self.requirements.get(index) {
            let severity = active.severity(requirement.severity, certain);
            self.departments.fault(kind(index, breach), severity);
        }
    }

    /// Whether another requirement reports the fact. What applies by reference only hides nothing that applies.
    fn is_covered(&self, index: usize, fired: &[usize]) -> bool {
        let stance = self.stance(index);
        let hides = |&&by: &&usize| {
            let other = self.stance(by);
            fired.contains(&by) && (other == Stance::Judged || other == stance)
        };
        let covering = self.covered_by.get(index);
        covering.is_some_and(|all| all.iter().any(|by| hides(&by)))
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
        let (stance, covered) = (self.stance(index), self.is_covered(index, fired));
        let (Some(&(active, requirement)), Some(tally)) =
            (self.requirements.get(index), self.tallies.get_mut(index))
        else {
            return Ok(());
        };
        if covered {
            tally.covered += 1;
            self.departments.covered(index);
            return Ok(());
        }
        tally.breaches += 1;
        let severity = active.severity(
            severity.unwrap_or(requirement.severity),
            certain && breach.certain && stance == Stance::Judged,
        );
        let marked = (stance == Stance::ByReference).then(|| by_reference(breach));
        let breach = marked.as_ref().unwrap_or(breach);
        self.summary.count(severity);
        self.departments.finding(kind(index, breach), severity);
        let subject = record.map(|r| self.naming.subject(r, Some(breach.field)));
        let subject = subject.unwrap_or_default();
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
            waived: None,
        };
        bench.outlet.finding(index, &finding)
    }
}

/// For each requirement those that report the same fact in its stead.
pub(super) fn covered_by(requirements: &[(Active<'_>, &Requirement)]) -> Vec<Vec<usize>> {
    let covering = |(under, covered): &(Active<'_>, &Requirement)| {
        // What does not bind never hides what does.
        let covers = |(a, r): &(Active<'_>, &Requirement)| {
            r.covers.contains(&covered.id) && (a.binding || !under.binding)
        };
        let all = requirements.iter().enumerate();
        all.filter(|(_, r)| covers(r)).map(|(i, _)| i).collect()
    };
    requirements.iter().map(covering).collect()
}

fn kind(requirement: usize, breach: &Breach) -> Kind {
    Kind {
        requirement,
        field: breach.field,
        class: breach.class,
    }
}
