//! The days off of one year as its notice gives them. Says everything that is wrong with them.

use super::is_weekend;
use crate::model::{Fault, words};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;

/// A year as a file gives it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearDays {
    /// Days that are off: those from Monday to Friday matter.
    off: Vec<Spanned<String>>,
    /// Saturdays and Sundays that are worked.
    #[serde(default)]
    work: Vec<Spanned<String>>,
}

/// A year as it was published.
#[derive(Debug, Clone, Default)]
pub(super) struct Year {
    pub(super) off: BTreeSet<NaiveDate>,
    pub(super) work: BTreeSet<NaiveDate>,
}

impl Year {
    pub(super) fn read(year: i32, span: &Range<usize>, days: &YearDays, faults: &mut Vec<Fault>) -> Self {
        if days.off.is_empty() {
            faults.push(Fault::new(span.clone(), words::no_days_off(year)));
        }
        let mut read = Self::default();
        let mut seen = BTreeSet::new();
        let lists = days.off.iter().map(|d| (d, true));
        for (written, off) in lists.chain(days.work.iter().map(|d| (d, false))) {
            let fault = |message| Fault::new(written.span(), message);
            match day(year, written.get_ref()) {
                None => faults.push(fault(words::not_a_day(written.get_ref()))),
                Some(day) if day.year() != year => faults.push(fault(words::another_year(day, year))),
                Some(day) if !seen.insert(day) => faults.push(fault(words::day_twice(day))),
                Some(day) if !off && !is_weekend(day) => faults.push(fault(words::worked_anyway(day))),
                // A weekend inside a holiday is off anyway.
                Some(day) if off && is_weekend(day) => {}
                Some(day) if off => {
                    read.off.insert(day);
                }
                Some(day) => {
                    read.work.insert(day);
                }
            }
        }
        read
    }
}

/// `10-01` of a year, or `2025-10-01`.
fn day(year: i32, text: &str) -> Option<NaiveDate> {
    let whole = if text.len() > 5 {
        text.to_owned()
    } else {
        format!("{year}-{text}")
    };
    NaiveDate::parse_from_str(&whole, "%Y-%m-%d").ok()
}
