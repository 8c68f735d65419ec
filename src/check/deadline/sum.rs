//! A period reckoned for one row, and whether what was to be done was done in time; shown so that anyone can do the sum
//! by hand. Knows no condition.

use crate::check::{Breach, Clock, Observed, words};
use crate::model::{DayKind, Due, Field, Period, Record, Text};
use chrono::NaiveDate;

/// What became of what was to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Outcome {
    /// Done on a day.
    Done(NaiveDate),
    /// Not done by the day of the audit.
    Open(NaiveDate),
    /// Done by the day of the audit, as this field shows; nobody wrote down when.
    Undated(NaiveDate, Field),
    /// Not done again by the day of the audit, as far as the table shows.
    Again(NaiveDate),
}

impl Outcome {
    fn day(self) -> NaiveDate {
        match self {
            Self::Done(day) | Self::Open(day) | Self::Undated(day, _) | Self::Again(day) => day,
        }
    }
}

/// The sum of one row.
pub(in crate::check) struct Sum<'a> {
    pub(in crate::check) clock: &'a Clock,
    /// What it starts from, in words: 收到日期 2025-09-29，5 个工作日.
    pub(in crate::check) start: Text,
    /// The day it starts from and how long it is, where it is counted forwards.
    pub(in crate::check) counted: Option<(NaiveDate, Period)>,
    /// By when it had to be done.
    pub(in crate::check) due: Due,
    /// Longer, where nobody can tell whether more time was given: the name of the flag, how much it is in all, by when.
    pub(in crate::check) longer: Option<(Text, Period, Due)>,
    /// What a late day is counted in.
    pub(in crate::check) unit: DayKind,
    /// How the start is read.
    pub(in crate::check) reckoned: Option<&'a Text>,
    /// Whether the start is known for sure.
    pub(in crate::check) certain: bool,
}

impl Sum<'_> {
    /// The breach, where it was not done in time or nobody can tell.
    pub(in crate::check) fn breach(
        &self,
        record: &Record<'_>,
        to: Field,
        outcome: Outcome,
    ) -> Option<Breach> {
        let day = outcome.day();
        if day <= self.due.earliest {
            return None;
        }
        let name = record.vocabulary().entry(to).text();
        let surely = day > self.due.latest;
        let longer = self.longer.as_ref().is_none_or(|(_, _, due)| day > due.latest);
        let due = match outcome {
            Outcome::Again(_) => words::due_again(self.due, &self.around()),
            _ => words::due(&name, self.due, &self.around()),
        };
        let became = match (outcome, surely) {
            (Outcome::Done(day), true) => words::done_late(day, self.late(day)),
            (Outcome::Done(day), false) => words::done_maybe_late(day),
            (Outcome::Open(day), true) => words::open_late(day, self.late(day)),
            (Outcome::Open(day), false) => words::open_maybe_late(day),
            (Outcome::Undated(_, shown), _) => {
                let field = record.vocabulary().entry(shown).text();
                words::done_undated(&field, record.text(shown).trim())
            }
            (Outcome::Again(day), true) => words::again_late(day, self.late(day)),
            (Outcome::Again(day), false) => words::again_maybe_late(day),
        };
        let message = words::reckoned(&[self.start.clone(), due, became]);
        let message = self.longer.iter().fold(message, |message, (flag, period, due)| {
            words::with_longer(&message, flag, *period, *due, longer)
        });
        let message = self
            .reckoned
            .iter()
            .fold(message, |message, reckoned| words::with(&message, reckoned));
        Some(Breach {
            place: record.place(to),
            field: to,
            observed: record.text(to).to_owned(),
            class: match outcome {
                Outcome::Undated(..) => Observed::Blank,
                _ => Observed::Late,
            },
            expected: match outcome {
                Outcome::Again(_) => words::again_by(self.due),
                _ => words::no_later(&name, self.due),
            },
            message,
            suggestion: Some(match outcome {
                Outcome::Done(_) => words::verify_dates(&name),
                Outcome::Open(_) => words::do_it_now(&name),
                Outcome::Undated(..) => words::write_the_day_down(&name),
                Outcome::Again(_) => words::do_it_again(&name),
            }),
            certain: self.certain && surely && longer && !matches!(outcome, Outcome::Undated(..)),
        })
    }

    /// How late a day is, where that is known: in days of the period's kind, unless it is none of these.
    fn late(&self, day: NaiveDate) -> Option<Text> {
        let due = self.due.exact()?;
        let days = u32::try_from((day - due).num_days()).ok()?;
        let (least, most) = self.clock.calendar.between(due, day);
        match self.unit {
            DayKind::Working if least != most => None,
            DayKind::Working if least > 0 => Some(DayKind::Working.count(least)),
            DayKind::Working | DayKind::Calendar => Some(DayKind::Calendar.count(days)),
        }
    }

    /// What of the calendar made the period end when it does.
    fn around(&self) -> Vec<Text> {
        let Some((from, period)) = self.counted else {
            return Vec::new();
        };
        let calendar = &self.clock.calendar;
        let Some(first) = from.succ_opt().filter(|&first| first <= self.due.latest) else {
            return Vec::new();
        };
        let mut said = Vec::new();
        match period.days {
            DayKind::Working => {
                let days = first..=self.due.latest;
                let holidays = calendar.holidays(days.clone());
                said.extend(words::holidays(&holidays, &calendar.made_up(days), from));
            }
            DayKind::Calendar => {
                let end = from.checked_add_days(chrono::Days::new(u64::from(period.n)));
                let rolled = end.filter(|&end| end < self.due.latest);
                said.extend(rolled.map(words::rolled));
            }
        }
        if self.due.exact().is_none() {
            said.push(words::not_published(&calendar.unknown(first..=self.due.latest)));
        }
        said
    }
}
