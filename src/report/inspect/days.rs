//! A sum of days by itself, with the holidays it ran over, so that anyone can check it by hand. Knows no law.

use super::words;
use crate::check::Clock;
use crate::model::{DayKind, Due, Lang, Period, Text};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::RangeInclusive;

/// What is asked of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The day so long after.
    After(Period),
    /// The day so long before.
    Before(Period),
    /// The working days until another.
    Until(NaiveDate),
}

/// The least and the most it can be.
#[derive(Debug, Clone, Copy, Serialize)]
struct Bounds<T> {
    least: T,
    most: T,
}

#[derive(Debug, Clone, Serialize)]
struct Stretch {
    first: NaiveDate,
    last: NaiveDate,
}

/// A sum of days.
#[derive(Debug, Serialize)]
pub struct Days {
    schema: &'static str,
    from: NaiveDate,
    /// As it was asked, with its sign; `null` where the other day was given.
    period: Option<String>,
    until: Bounds<NaiveDate>,
    /// `null` where a period was asked for: what it comes to is the other day.
    #[serde(rename = "working_days")]
    worked: Option<Bounds<u32>>,
    holidays: Vec<Stretch>,
    made_up: Vec<NaiveDate>,
    /// The day off that the end was moved on from.
    rolled_from: Option<NaiveDate>,
    unknown_years: BTreeSet<i32>,
    #[serde(skip)]
    asked: Asked,
}

impl Days {
    /// Does the sum; `None` where the other day comes first.
    pub fn new(clock: &Clock, from: NaiveDate, asked: Asked) -> Option<Self> {
        let calendar = &clock.calendar;
        let (due, period) = match asked {
            Asked::After(period) => (
                calendar.after(from, period, clock.rolls),
                Some(format!("+{period}")),
            ),
            Asked::Before(period) => (calendar.before(from, period), Some(format!("-{period}"))),
            Asked::Until(until) if until >= from => (Due::on(until), None),
            Asked::Until(_) => return None,
        };
        let worked = matches!(asked, Asked::Until(_)).then(|| {
            let (least, most) = calendar.between(from, due.latest);
            Bounds { least, most }
        });
        let stretch = stretch(from, asked, due)?;
        let holidays = calendar
            .holidays(stretch.clone())
            .into_iter()
            .map(|days| Stretch {
                first: *days.start(),
                last: *days.end(),
            });
        Some(Self {
            schema: "dataaudit-days/1",
            from,
            period,
            until: Bounds {
                least: due.earliest,
                most: due.latest,
            },
            worked,
            holidays: holidays.collect(),
            made_up: calendar.made_up(stretch.clone()),
            rolled_from: rolled_from(from, asked, due),
            unknown_years: calendar.unknown(stretch),
            asked,
        })
    }

    /// Writes it for people.
    pub fn text(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        for line in self.lines() {
            writeln!(out, "{}", line.of(lang))?;
        }
        Ok(())
    }

    /// Writes it for programs.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// The sum and what it ran over, a line each.
    pub(in crate::report) fn lines(&self) -> Vec<Text> {
        let until = (self.until.least, self.until.most);
        let mut lines = vec![match (self.asked, self.worked) {
            (Asked::After(period), _) => words::days_after(self.from, period, until),
            (Asked::Before(period), _) => words::days_before(self.from, period, until),
            (Asked::Until(last), n) => {
                words::days_between(self.from, last, n.map_or((0, 0), |n| (n.least, n.most)))
            }
        }];
        lines.extend(self.rolled_from.map(words::rolled_on));
        let holidays: Vec<_> = self.holidays.iter().map(|h| (h.first, h.last)).collect();
        if !holidays.is_empty() {
            lines.push(words::days_off(&holidays));
        }
        if !self.made_up.is_empty() {
            lines.push(words::days_made_up(&self.made_up));
        }
        if !self.unknown_years.is_empty() {
            lines.push(words::years_unknown(&self.unknown_years));
        }
        lines
    }
}

/// The days that are counted.
fn stretch(from: NaiveDate, asked: Asked, due: Due) -> Option<RangeInclusive<NaiveDate>> {
    Some(match asked {
        Asked::Before(_) => due.earliest..=from.pred_opt()?,
        Asked::After(_) | Asked::Until(_) => from.succ_opt()?..=due.latest,
    })
}

/// The day off on which a period of calendar days would have ended.
fn rolled_from(from: NaiveDate, asked: Asked, due: Due) -> Option<NaiveDate> {
    let Asked::After(period) = asked else { return None };
    let end = from.checked_add_days(chrono::Days::new(u64::from(period.n)))?;
    (period.days == DayKind::Calendar && end < due.latest).then_some(end)
}
