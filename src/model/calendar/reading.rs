//! Which days are worked, with every day decided one way. Keeps two sorted lists of days; all else follows the week.

use super::is_weekend;
use super::year::Year;
use chrono::{Datelike, NaiveDate};

/// One way to read a calendar.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// Days of the week that are off.
    off: Vec<NaiveDate>,
    /// Days of the weekend that are worked.
    work: Vec<NaiveDate>,
}

impl Reading {
    pub(super) fn publish(&mut self, year: &Year) {
        self.off.extend(&year.off);
        self.work.extend(&year.work);
    }

    /// Takes the days of the week among some off.
    pub(super) fn rest(&mut self, days: impl Iterator<Item = NaiveDate>) {
        self.off.extend(days.filter(|&day| !is_weekend(day)));
    }

    /// Works the days of the weekend among some.
    pub(super) fn work(&mut self, days: impl Iterator<Item = NaiveDate>) {
        self.work.extend(days.filter(|&day| is_weekend(day)));
    }

    pub(super) fn sorted(mut self) -> Self {
        for days in [&mut self.off, &mut self.work] {
            days.sort_unstable();
            days.dedup();
        }
        self
    }

    pub(super) fn is_worked(&self, day: NaiveDate) -> bool {
        if is_weekend(day) {
            self.work.binary_search(&day).is_ok()
        } else {
            self.off.binary_search(&day).is_err()
        }
    }

    /// The day itself if it is worked, else the next that is.
    pub(super) fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|&d| self.is_worked(d)).unwrap_or(day)
    }

    /// The n-th working day after a day; the day itself for none.
    pub(super) fn forward(&self, day: NaiveDate, n: u16) -> NaiveDate {
        self.step(day, n, NaiveDate::succ_opt)
    }

    /// The n-th working day before a day.
    pub(super) fn back(&self, day: NaiveDate, n: u16) -> NaiveDate {
        self.step(day, n, NaiveDate::pred_opt)
    }

    fn step(&self, day: NaiveDate, n: u16, next: fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        let days = std::iter::successors(next(&day), next).filter(|&d| self.is_worked(d));
        days.take(usize::from(n)).last().unwrap_or(day)
    }

    /// How many days are worked after a day until another.
    pub(super) fn worked(&self, day: NaiveDate, until: NaiveDate) -> u32 {
        if until <= day {
            return 0;
        }
        let among = |days: &[NaiveDate]| {
            let some = days.partition_point(|&d| d <= until) - days.partition_point(|&d| d <= day);
            u32::try_from(some).unwrap_or_default()
        };
        let week = u32::try_from(weekdays(until) - weekdays(day)).unwrap_or_default();
        // Days off are days of the week: there are never more of them.
        week + among(&self.work) - among(&self.off)
    }
}

/// Days from Monday to Friday until a day, since one long ago: day 1 of the count was a Monday.
fn weekdays(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}
