//! One table under every requirement: opens the checks that its columns allow, walks its rows once, and turns breaches
//! into findings.

mod columns;
mod rows;
mod seats;
mod told;

use super::across::{Gatherer, Program};
use super::departments::Kind;
use super::finding::{Subject, fingerprint};
use super::run::{Halt, Outlet};
use super::stance::{Stance, Stances};
use super::strangers::{Notice, Strangers};
use super::{Active, Coverage, Departments, Finding, Plan, Summary, Tally};
use crate::check::{Aside, Breach, Check, Setting};
use crate::ingest::{Layout, Table};
use crate::law::Requirement;
use crate::model::{Address, Columns, Field, Level, Place, Record, Severity, Vocabulary};
use chrono::NaiveDate;
use rows::{by_reference, restates};
use seats::{Applied, Counted, Group, Outcome, Recalled, Sat, Seat, grouped, ones};
use std::sync::Arc;
use told::Told;

pub(super) use rows::lies_before;

/// Judges tables, one after the other, and keeps the tallies.
#[derive(Debug)]
pub(super) struct Judge<'p> {
    vocabulary: &'p Vocabulary,
    as_of: NaiveDate,
    requirements: Vec<(Active<'p>, &'p Requirement)>,
    /// For each requirement those that report the same fact in its stead.
    covered_by: Vec<Vec<usize>>,
    told: Told,
    tallies: Vec<Coverage>,
    summary: Summary,
    departments: Departments,
    /// What the reader of the table just judged should know of its bodies.
    pub(super) notices: Vec<Notice>,
    stances: Stances<'p>,
    /// Columns that should be there and are not, until a record comes that the instrument reaches.
    absent: Vec<(usize, Severity, Breach)>,
}

/// The checks at work on the table at hand.
struct Panel<'p> {
    seats: Vec<Seat<'p>>,
    groups: Vec<Group>,
    counted: Counted,
    /// What the check at work finds.
    breaches: Vec<Breach>,
}

impl<'p> Panel<'p> {
    fn new(seats: Vec<Seat<'p>>, columns: &Columns) -> Self {
        let (seats, groups) = grouped(seats, columns);
        Self {
            seats,
            groups,
            counted: Counted::default(),
            breaches: Vec::new(),
        }
    }
}

/// Where findings of the table at hand go.
pub(super) struct Bench<'a, 'p> {
    pub(super) plan: &'a Plan<'p>,
    pub(super) file: &'a str,
    pub(super) layout: &'a Layout,
    pub(super) program: &'a Program<'p>,
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
            tallies,
            summary: Summary::default(),
            departments: Departments::new(plan),
            notices: Vec::new(),
            stances: Stances::new(plan),
            absent: Vec::new(),
        }
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
        self.departments
            .begin(&bench.layout.kind, columns, self.vocabulary);
        self.stances = Stances::new(bench.plan);
        let seats = self.open(bench);
        let gatherer = Gatherer::new(bench.program, bench.layout, bench.file);
        if seats.is_empty() && self.absent.is_empty() && !gatherer.is_able() {
            return Ok(false);
        }
        let mut strangers = Strangers::new(bench.plan, columns);
        self.notices.clear();
        let mut panel = Panel::new(seats, columns);
        let walked = self.walk(table, bench, (&mut panel, &mut strangers, gatherer));
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
        bench: &mut Bench<'_, 'p>,
        (panel, strangers, mut gatherer): (&mut Panel<'p>, &mut Strangers<'p>, Gatherer<'_, 'p>),
    ) -> Result<u64, Halt> {
        let mut record = Record::new(self.vocabulary, &bench.layout.columns);
        let mut seen: Vec<(usize, bool, Breach)> = Vec::new();
        let mut rows = 0u64;
        while table.next(record.row_mut()).map_err(Halt::Stopped)? {
            record.interpret();
            strangers.see(&record);
            let place = (bench.file, bench.layout.name.as_deref());
            bench.plan.sought.see(place, &record, &bench.plan.aliases);
            self.departments.see(&record);
            gatherer.see(&record, self.departments.spot());
            self.stances.see(&record);
            self.report_columns(bench, |stance| stance == Stance::Judged)?;
            self.sit_all(panel, &record, &mut seen);
            self.report(Some(&record), &mut seen, bench)?;
            rows += 1;
            if rows.is_multiple_of(1024) {
                bench.outlet.rows(1024)?;
                bench.outlet.claims(gatherer.take())?;
            }
        }
        bench.outlet.claims(gatherer.close())?;
        bench.outlet.rows(rows % 1024)?;
        Ok(rows)
    }

    /// One record under every check, in the order of the requirements.
    fn sit_all(&mut self, panel: &mut Panel<'p>, record: &Record<'_>, seen: &mut Vec<(usize, bool, Breach)>) {
        let mut applied = Applied::default();
        let alike = self.stances.all_judge();
        for group in &mut panel.groups {
            let recalled = if alike { group.recall(record) } else { Recalled::Never };
            let known = match recalled {
                Recalled::Known(outcome) => outcome,
                Recalled::New(_) | Recalled::Never => Outcome::default(),
            };
            let mut now = known;
            for (bit, seat) in panel.seats.get_mut(group.seats.clone()).into_iter().flatten().enumerate() {
                let quiet = known.quiet & 1 << bit != 0;
                // Every run of the tests proves that what is remembered is what would have been found.
                if quiet && !cfg!(debug_assertions) {
                    continue;
                }
                let sat = self.sit(seat, record, &mut panel.breaches);
                if quiet {
                    let expected = (true, known.applied & 1 << bit != 0);
                    debug_assert_eq!((sat.quiet, sat.applied), expected, "{}", seat.check.kind());
                }
                now.quiet |= u64::from(sat.quiet) << bit;
                now.applied |= u64::from(sat.applied) << bit;
                let (requirement, certain) = (seat.requirement, seat.certain);
                seen.extend(panel.breaches.drain(..).map(|b| (requirement, certain, b)));
            }
            if let Recalled::New(place) = recalled {
                let applied = now.applied & now.quiet;
                group.keep(place, Outcome { applied, ..now });
            }
            let beyond = applied.add(group.seats.start, now.applied);
            for seat in ones(beyond).filter_map(|bit| panel.seats.get(group.seats.start + bit)) {
                self.judged(self.departments.at_hand(), seat.requirement, 1);
            }
        }
        seen.sort_by_key(|&(requirement, ..)| requirement);
        if panel.counted.add(self.departments.at_hand(), applied) {
            self.count(panel);
        }
    }

    /// Takes the counts of a panel into the tallies.
    fn count(&mut self, panel: &mut Panel<'p>) {
        for ((department, applied), rows) in panel.counted.take() {
            for seat in applied.seats().filter_map(|n| panel.seats.get(n)) {
                self.judged(department, seat.requirement, rows);
            }
        }
    }

    /// Counts judgements of rows of a department.
    fn judged(&mut self, department: Option<usize>, requirement: usize, rows: u64) {
        if let Some(tally) = self.tallies.get_mut(requirement) {
            tally.judged += rows;
        }
        self.departments.judged(department, requirement, rows);
    }

    /// One record under one check, unless it says nothing of its own or lies before the law.
    fn sit(&mut self, seat: &mut Seat<'p>, record: &Record<'_>, breaches: &mut Vec<Breach>) -> Sat {
        let mut sat = Sat {
            applied: false,
            quiet: true,
        };
        if seat.once && !record.row().starts && !restates(record, &seat.fields) {
            return sat;
        }
        let stance = self.stance(seat.requirement);
        let Some(tally) = self.tallies.get_mut(seat.requirement) else {
            return sat;
        };
        if stance == Stance::Outside {
            tally.outside += 1;
            self.departments.outside(seat.requirement);
            sat.quiet = false;
            return sat;
        }
        let event = seat
            .event
            .filter(|&(event, from)| lies_before(record, event, from));
        if let Some((_, from)) = event {
            tally.passed_over(from);
            self.departments.passed_over(seat.requirement, from);
            sat.quiet = false;
            return sat;
        }
        sat.applied = seat.probe.judge(record, breaches);
        sat.applied &= seat.tells || !breaches.is_empty();
        let unread = || {
            let unread = |&f: &Field| record.value(f).is_unread();
            let open = record.has_unread() && seat.fields.iter().any(unread);
            let field = open.then(|| seat.check.unread(record));
            field.flatten().map(Aside::Unread)
        };
        let aside = seat.probe.aside().or_else(unread);
        if let Some(aside) = aside {
            tally.left(aside, 1);
            self.departments.left(seat.requirement, aside);
        }
        sat.quiet = breaches.is_empty() && aside.is_none();
        sat
    }

    /// How the instrument of a requirement stands to the record at hand.
    fn stance(&self, requirement: usize) -> Stance {
        let serves = self.requirements.get(requirement);
        serves.map_or(Stance::Judged, |(active, _)| {
            self.stances.of(&active.pack.instrument)
        })
    }

    /// Seats the checks that this table's columns allow; reports columns that had to be there.
    fn open(&mut self, bench: &Bench<'_, '_>) -> Vec<Seat<'p>> {
        let columns = &bench.layout.columns;
        let mut seats = Vec::new();
        self.absent.clear();
        for (i, &(_, requirement)) in self.requirements.iter().enumerate() {
            let Some(check) = requirement
                .check()
                .filter(|_| requirement.is_about(&bench.layout.kind))
            else {
                continue;
            };
            let missing = check.missing(columns);
            let lacking = check.lacking(columns);
            if let (Some(severity), Some(&first)) = (requirement.missing, lacking.first()) {
                let breach = self.no_column(first, &lacking, bench);
                self.absent.push((i, severity, breach));
            }
            let setting = self.setting(i, bench.plan);
            let withheld = check.withheld(&setting);
            let Some(tally) = self.tallies.get_mut(i) else {
                continue;
            };
            tally.had_table = true;
            let whole = withheld.as_ref().is_some_and(|held| held.whole);
            let why = withheld.map(|held| held.reason);
            tally.missing.extend(&missing.fields);
            let able = missing.judgeable && !whole;
            self.departments.about(i, &missing.fields, able, why.as_ref());
            tally.across = why.or(tally.across.take());
            if able {
                tally.opened |= check.silence_tells(columns);
                seats.push(self.seat((i, check), columns, missing.certain, &setting));
            // What looks across tables may judge the table all the same.
            } else if requirement.missing.is_none() && !missing.judgeable && requirement.across().is_none() {
                tally.shut_out(bench.file);
            }
        }
        seats
    }

    /// What the run says to the check of a requirement.
    fn setting(&self, requirement: usize, plan: &Plan<'_>) -> Setting {
        let serves = self.requirements.get(requirement);
        Setting {
            as_of: self.as_of,
            from: serves.and_then(|(active, _)| active.from),
            clock: Arc::clone(&plan.clock),
        }
    }

    fn seat(
        &self,
        (requirement, check): (usize, &'p dyn Check),
        columns: &Columns,
        certain: bool,
        setting: &Setting,
    ) -> Seat<'p> {
        let fields = check.fields();
        let level = |&f: &Field| self.vocabulary.entry(f).level == Level::Resource;
        let once = fields.iter().all(level);
        let serves = self.requirements.get(requirement);
        let event = serves.and_then(|(_, r)| r.event).zip(setting.from);
        Seat {
            requirement,
            check,
            probe: check.open(columns, setting),
            fields,
            once,
            certain,
            tells: check.silence_tells(columns),
            event,
        }
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
