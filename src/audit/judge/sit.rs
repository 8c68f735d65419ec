//! The checks of a table take their seats, and every record passes before them. Counts how often each applied; makes no
//! finding of what they say.

use super::prospects::Prospects;
use super::rows::{lies_before, restates};
use super::seats::{Applied, Counted, Group, Outcome, Recalled, Sat, Seat, grouped, ones};
use super::{Bench, Judge};
use crate::audit::Plan;
use crate::audit::stance::Stance;
use crate::check::{Aside, Breach, Check, Setting};
use crate::model::{Columns, Field, Level, Record};
use std::sync::Arc;

/// The checks at work on the table at hand.
pub(super) struct Panel<'p> {
    seats: Vec<Seat<'p>>,
    groups: Vec<Group>,
    prospects: Prospects,
    counted: Counted,
    /// What the check at work finds.
    breaches: Vec<Breach>,
}

impl<'p> Panel<'p> {
    pub(super) fn new(mut seats: Vec<Seat<'p>>, columns: &Columns) -> Self {
        let prospects = Prospects::new(&mut seats, columns);
        let (seats, groups) = grouped(seats, columns);
        Self {
            seats,
            groups,
            prospects,
            counted: Counted::default(),
            breaches: Vec::new(),
        }
    }
}

impl<'p> Judge<'p> {
    /// Seats the checks that this table's columns allow; reports columns that had to be there.
    pub(super) fn open(&mut self, bench: &Bench<'_, '_>) -> Vec<Seat<'p>> {
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
            needs: None,
        }
    }

    /// One record under every check, in the order of the requirements.
    pub(super) fn sit_all(
        &mut self,
        panel: &mut Panel<'p>,
        record: &Record<'_>,
        seen: &mut Vec<(usize, bool, Breach)>,
    ) {
        let mut applied = Applied::default();
        let alike = self.stances.all_judge();
        let holds = panel.prospects.of(record);
        for group in &mut panel.groups {
            let recalled = if alike {
                group.recall(record)
            } else {
                Recalled::Never
            };
            let known = match recalled {
                Recalled::Known(outcome) => outcome,
                Recalled::New(_) | Recalled::Never => Outcome::default(),
            };
            let mut now = known;
            // Every run of the tests proves that what is remembered is what would have been found.
            let known_quiet = if cfg!(debug_assertions) { 0 } else { known.quiet };
            for bit in ones(group.all() & !known_quiet) {
                let Some(seat) = panel.seats.get_mut(group.seats.start + bit) else {
                    continue;
                };
                let quiet = known.quiet & 1 << bit != 0;
                let came = self.sit(seat, record, holds, &mut panel.breaches);
                if quiet {
                    let expected = (true, known.applied & 1 << bit != 0);
                    debug_assert_eq!((came.quiet, came.applied), expected, "{}", seat.check.kind());
                }
                now.quiet |= u64::from(came.quiet) << bit;
                now.applied |= u64::from(came.applied) << bit;
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
    pub(super) fn count(&mut self, panel: &mut Panel<'p>) {
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
    fn sit(
        &mut self,
        seat: &mut Seat<'p>,
        record: &Record<'_>,
        holds: u64,
        breaches: &mut Vec<Breach>,
    ) -> Sat {
        let mut came = Sat {
            applied: false,
            quiet: true,
        };
        if seat.once && !record.row().starts && !restates(record, &seat.fields) {
            return came;
        }
        let stance = self.stance(seat.requirement);
        let Some(tally) = self.tallies.get_mut(seat.requirement) else {
            return came;
        };
        if stance == Stance::Outside {
            tally.outside += 1;
            self.departments.outside(seat.requirement);
            came.quiet = false;
            return came;
        }
        let event = seat
            .event
            .filter(|&(event, from)| lies_before(record, event, from));
        if let Some((_, from)) = event {
            tally.passed_over(from);
            self.departments.passed_over(seat.requirement, from);
            came.quiet = false;
            return came;
        }
        let idle = seat.needs.is_some_and(|bit| bit & holds == 0);
        if idle && !cfg!(debug_assertions) {
            return came;
        }
        came.applied = seat.probe.judge(record, breaches);
        debug_assert!(
            !idle || !came.applied && breaches.is_empty(),
            "{}",
            seat.check.kind()
        );
        came.applied &= seat.tells || !breaches.is_empty();
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
        came.quiet = breaches.is_empty() && aside.is_none();
        came
    }
}
