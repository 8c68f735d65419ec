//! `deadline` at work on one table.

use super::Deadline;
use super::cell::{Cell, day_of, doubtful, end_of_year};
use super::limit::{Limit, Start};
use super::sum::{Outcome, Sum};
use crate::check::{Aside, Breach, Clock, Probe, Setting, words};
use crate::model::{Columns, DayKind, Due, Field, Period, Record, Value};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

pub(super) struct Open<'a> {
    check: &'a Deadline,
    as_of: NaiveDate,
    clock: Arc<Clock>,
    /// The days asked for that the table has a column for.
    to: Vec<Field>,
    aside: Option<Aside>,
}

/// Where the limit of one row comes from.
enum Begun {
    On(NaiveDate),
    Aside(Aside),
    Doubt(Box<Breach>),
}

impl<'a> Open<'a> {
    pub(super) fn new(check: &'a Deadline, columns: &Columns, setting: &Setting) -> Self {
        Self {
            check,
            as_of: setting.as_of,
            clock: Arc::clone(&setting.clock),
            to: check.to.iter().copied().filter(|&f| columns.has(f)).collect(),
            aside: None,
        }
    }

    fn begun(&self, record: &Record<'_>) -> Begun {
        let (cell, field) = match self.check.limit {
            Limit::Within {
                start: Start::Day(field),
                ..
            } => (day_of(record, field).come(record, field, self.as_of), field),
            Limit::Within {
                start: Start::Year(field),
                ..
            } => (end_of_year(record, field), field),
            // What is yet to come may well be planned.
            Limit::Before { from: field, .. } | Limit::Due(field) => (day_of(record, field), field),
        };
        match cell {
            Cell::Day(day) => Begun::On(day),
            Cell::Blank => Begun::Aside(Aside::Unstarted(field)),
            Cell::Doubt(breach) => Begun::Doubt(breach),
        }
    }

    /// The sum for a row whose limit is reckoned from a day.
    fn sum(&self, record: &Record<'_>, day: NaiveDate) -> Sum<'_> {
        let name = |field| record.vocabulary().entry(field).text();
        let calendar = &self.clock.calendar;
        let after = |period: Period| calendar.after(day, period, self.clock.rolls);
        let (start, counted, due, unit) = match self.check.limit {
            Limit::Within {
                ref start, period, ..
            } => {
                let start = match *start {
                    Start::Day(field) => words::from_day(&name(field), day, period),
                    Start::Year(_) => words::from_year(day.year(), day, period),
                };
                (start, Some((day, period)), after(period), period.days)
            }
            Limit::Before { from, period } => (
                words::ahead_of(&name(from), day, period),
                None,
                calendar.before(day, period),
                period.days,
            ),
            Limit::Due(field) => (
                words::on_day(&name(field), day),
                None,
                Due::on(day),
                DayKind::Calendar,
            ),
        };
        let longer = self.check.limit.extended();
        let longer = longer.filter(|&(flag, _)| !is_told(record, flag));
        Sum {
            clock: &self.clock,
            start,
            counted,
            due,
            longer: longer.map(|(flag, period)| (name(flag), period, after(period))),
            unit,
            reckoned: self.check.reckoned.as_ref(),
            certain: !matches!(self.check.limit, Limit::Before { .. } if day > self.as_of),
        }
    }

    fn hold(&self, record: &Record<'_>, sum: &Sum<'_>, from: NaiveDate, to: Field) -> Option<Breach> {
        let outcome = match day_of(record, to).come(record, to, self.as_of) {
            Cell::Doubt(breach) => return Some(*breach),
            Cell::Day(day) => Outcome::Done(day),
            // What cannot be read may say that it was done.
            Cell::Blank => match self
                .check
                .done
                .first(record)
                .or_else(|| self.check.done.unread_any(record))
            {
                Some(shown) => Outcome::Undated(self.as_of, shown),
                None => Outcome::Open(self.as_of),
            },
        };
        if let (Outcome::Done(day), Limit::Within { .. }) = (outcome, &self.check.limit)
            && day < from
        {
            let name = record.vocabulary().entry(to).text();
            let message = words::before_its_start(&sum.start, &name, day);
            return Some(doubtful(record, to, message));
        }
        sum.breach(record, to, outcome)
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let check = self.check;
        if !check.when.all(record) || check.unless.first(record).is_some() {
            return false;
        }
        if let Some((flag, _)) = check.limit.extended()
            && record.value(flag) == Value::Flag(true)
        {
            self.aside = Some(Aside::Extended(flag));
            return false;
        }
        match self.begun(record) {
            Begun::Aside(aside) => {
                self.aside = Some(aside);
                return false;
            }
            Begun::Doubt(breach) => breaches.push(*breach),
            Begun::On(day) => {
                let sum = self.sum(record, day);
                breaches.extend(self.to.iter().filter_map(|&to| self.hold(record, &sum, day, to)));
            }
        }
        true
    }

    fn aside(&mut self) -> Option<Aside> {
        self.aside.take()
    }
}

/// Whether a row says that no more time was given: a column that is there and empty says so too.
fn is_told(record: &Record<'_>, flag: Field) -> bool {
    matches!(
        record.value(flag),
        Value::Flag(false) | Value::Blank | Value::Placeholder
    )
}
