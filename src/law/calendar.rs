//! A calendar that a user wrote: years added to those that are built in, or in their stead. Says everything that is wrong
//! with it at once; knows no period.

use super::{syntax_fault, toml_fault};
use crate::model::{Calendar, Fault, YearDays};
use serde::Deserialize;
use toml::de::{DeTable, ValueDeserializer};

/// The built-in calendar with the years of a file.
pub fn read_calendar(text: &str) -> Result<Calendar, Vec<Fault>> {
    let mut calendar = Calendar::clone(&Calendar::built_in());
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = errors.iter().map(|e| syntax_fault(e, 0..text.len())).collect();
    for (year, value) in root.into_inner() {
        let span = year.span();
        match YearDays::deserialize(ValueDeserializer::from(value)) {
            Ok(days) => calendar.put(year.get_ref(), span, &days, &mut faults),
            Err(error) => faults.push(toml_fault(&error, span)),
        }
    }
    if faults.is_empty() {
        return Ok(calendar.read());
    }
    faults.sort_by_key(|f| f.span.start);
    Err(faults)
}
