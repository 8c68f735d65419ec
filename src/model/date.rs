//! Dates in every spelling seen in catalogs, read as days in China. A deadline is counted from a day, so what names no
//! single day (a month, a year, a range) is not a date; [`parse_span`] says what it does name.

mod grammar;
mod number;
mod tokens;

use chrono::{Datelike, NaiveDate, NaiveTime};
use grammar::{Named, named, whole};

/// A day, with the time where one was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The day.
    pub day: NaiveDate,
    /// The time of day, in China.
    pub time: Option<NaiveTime>,
}

/// Longer texts are prose.
const LONGEST: usize = 96;

/// Reads a date as people and programs write it; `None` when the text names no single day (`2025年3月`, `2025`,
/// `2023/01/01-2023/12/31`), a day that does not exist, or a day whose order is anyone's guess (`3/1/2025`).
pub fn parse_date(text: &str) -> Option<Date> {
    if let Some(day) = plain(text.as_bytes()) {
        return Some(Date { day, time: None });
    }
    if text.len() > LONGEST || !text.chars().any(tokens::is_numeral) {
        return None;
    }
    let clean = tokens::clean(text);
    number::read(&clean).or_else(|| whole(&tokens::tokens(&clean)?))
}

/// First and last day of what a text names: a date, a month (`2025年3月`, `2025-03`, `202503`), a year (`2025年`, `2025`),
/// or a range of such from one to the other.
pub fn parse_span(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(date) = parse_date(text) {
        return Some((date.day, date.day));
    }
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens::tokens(&tokens::clean(text))?;
    if let Some(one) = named(&tokens) {
        return span(one);
    }
    (1..tokens.len()).find_map(|at| {
        let (left, right) = tokens.split_at(at);
        let (mark, right) = right.split_first()?;
        if !mark.is_between() {
            return None;
        }
        let (first, last) = (span(named(left)?)?.0, span(named(right)?)?.1);
        (first <= last).then_some((first, last))
    })
}

fn span(named: Named) -> Option<(NaiveDate, NaiveDate)> {
    match named {
        Named::Day(day) => Some((day, day)),
        Named::Month(year, month) => {
            let first = day(year, month, 1)?;
            let next = first.checked_add_months(chrono::Months::new(1))?;
            Some((first, next.pred_opt()?))
        }
        Named::Year(year) => Some((day(year, 1, 1)?, day(year, 12, 31)?)),
    }
}

/// `2025-03-01` and nothing else: nearly every date there is.
fn plain(text: &[u8]) -> Option<NaiveDate> {
    let (year, rest) = text.split_at_checked(4)?;
    let &[b'-', ref month @ .., b'-', tens, ones] = rest else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'))
        })
    };
    let month = (month.len() == 2).then(|| number(month)).flatten()?;
    day(number(year)?.try_into().ok()?, month, number(&[tens, ones])?)
}

/// The day, if it exists and its year is one that a catalog can mean; 9999 is how programs write "for ever".
fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|d| is_plausible(d.year()))
}

fn is_plausible(year: i32) -> bool {
    (1900..2200).contains(&year) || year == 9999
}

#[cfg(test)]
mod tests;
