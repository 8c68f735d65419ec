//! `deadline`: what must be done within a number of days, so long before something, or by the day that the ledger sets.
//! What is still open is held against the day of the audit. Keeps nothing between rows.

mod cell;
mod limit;
mod probe;
mod sum;

pub(super) use cell::{Cell, day_of, doubtful};
pub(super) use limit::dates;
pub(super) use sum::{Outcome, Sum};

use super::{Check, Example, Missing, Probe, Setting, When, cell::absent, when, words};
use crate::model::{Calendar, Columns, Fault, Field, Record, Text, Vocabulary};
use chrono::NaiveDate;
use limit::{Limit, Start};
use serde::Deserialize;
use toml::Spanned;

/// `{ from = "received_at", to = ["replied_at"], within = 5, unit = "工作日", when = {…}, unless = {…} }`; with
/// `before = 20` so long before `from`, with `due = "due_at"` by the ledger's own day, with `year = "…"` from the end of
/// a year; `extended = { by = "extended", within = 10 }` where a row may say that it was given longer; `done = {…}` what
/// shows that it was done though nobody wrote the day down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    to: Spanned<Vec<Spanned<String>>>,
    from: Option<Spanned<String>>,
    year: Option<Spanned<String>>,
    within: Option<Spanned<u16>>,
    before: Option<Spanned<u16>>,
    due: Option<Spanned<String>>,
    unit: Option<limit::Unit>,
    extended: Option<Box<limit::RawExtension>>,
    #[serde(default)]
    done: when::Raw,
    #[serde(default)]
    when: when::Raw,
    #[serde(default)]
    unless: when::Raw,
    reckoned: Option<Text>,
}

/// What must be done in time.
#[derive(Debug)]
pub(super) struct Deadline {
    limit: Limit,
    /// The days on which it was done, each judged by itself.
    to: Vec<Field>,
    /// What shows that it was done where the day is blank; any will do.
    done: When,
    when: When,
    unless: When,
    /// How the start is read where the provision does not say.
    reckoned: Option<Text>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Deadline> {
        let limit = Limit::compile(&self, vocabulary, faults);
        let to = when::fields(vocabulary, self.to.get_ref(), faults);
        if self.to.get_ref().is_empty() {
            faults.push(Fault::new(self.to.span(), words::nothing_to_do()));
        }
        let done = When::compile(self.done, vocabulary, faults);
        let when = When::compile(self.when, vocabulary, faults);
        let unless = When::compile(self.unless, vocabulary, faults);
        Some(Deadline {
            limit: limit?,
            to: to.filter(|to| !to.is_empty())?,
            done: done?,
            when: when?,
            unless: unless?,
            reckoned: self.reckoned,
        })
    }
}

impl Check for Deadline {
    fn kind(&self) -> &'static str {
        "deadline"
    }

    fn fields(&self) -> Vec<Field> {
        let to = self.to.iter().copied();
        to.chain(self.limit.fields())
            .chain(self.limit.extended().map(|(flag, _)| flag))
            .chain(self.done.fields())
            .chain(self.when.fields())
            .chain(self.unless.fields())
            .collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let name = |field| vocabulary.entry(field).text();
        let to = vocabulary.names(&self.to);
        let asked = match &self.limit {
            Limit::Within {
                start: Start::Day(from),
                period,
                ..
            } => words::must_be_done_within(&name(*from), *period, &to),
            Limit::Within {
                start: Start::Year(year),
                period,
                ..
            } => words::must_be_done_after_year(&name(*year), *period, &to),
            Limit::Before { from, period } => words::must_be_done_before(&name(*from), *period, &to),
            Limit::Due(due) => words::must_be_done_by(&name(*due), &to),
        };
        let asked = match self.limit.extended() {
            Some((flag, longer)) => words::unless_extended(&asked, &name(flag), longer),
            None => asked,
        };
        let asked = if self.done.is_empty() {
            asked
        } else {
            words::undated_is_a_doubt(&asked, &self.done.told_any(vocabulary))
        };
        let asked = self
            .reckoned
            .iter()
            .fold(asked, |asked, reckoned| words::with(&asked, reckoned));
        let asked = words::when(&self.when.told(vocabulary), &asked);
        words::unless(&asked, &self.unless.told_any(vocabulary))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let name = |field| vocabulary.entry(field).text();
        let to = self.to.first().map(|&f| name(f)).unwrap_or_default();
        let (from, last) = self.limit.sample(vocabulary);
        let late = last + chrono::Days::new(7);
        let days = |day: NaiveDate| {
            words::under(
                &self.when.told(vocabulary),
                &words::with(&from, &words::on_day(&to, day)),
            )
        };
        Example {
            fails: days(late),
            passes: days(last),
            remedy: words::do_it_in_time(&to),
        }
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let mut fields = absent(self.to.iter().copied(), columns);
        let some = fields.len() < self.to.len();
        let needed = absent(self.limit.fields().chain(self.when.fields()), columns);
        let judgeable = some && needed.is_empty();
        fields.extend(needed);
        Missing {
            fields,
            judgeable,
            certain: self.unless.missing(columns).is_empty(),
        }
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let exempt = self.unless.first(record).is_some();
        self.when.unread(record).filter(|_| !exempt)
    }

    fn open<'a>(&'a self, columns: &Columns, setting: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(probe::Open::new(self, columns, setting))
    }
}

/// A day that examples start from: ordinary weeks follow, in a year that is built in.
fn sample_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or(NaiveDate::MIN)
}

/// The last day in time for a period from the day that examples start from.
pub(super) fn sample_after(period: crate::model::Period) -> (NaiveDate, NaiveDate) {
    let from = sample_day();
    (from, Calendar::built_in().after(from, period, true).latest)
}
