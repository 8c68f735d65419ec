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
    // What could be made of a text that is not well formed says nothing of what its author meant.
    if !faults.is_empty() {
        return Err(faults);
    }
    for (year, value) in root.into_inner() {
        let span = year.span();
        match YearDays::deserialize(ValueDeserializer::from(value)) {
            Ok(days) => calendar.put(year.get_ref(), span, &days, &mut faults),
            Err(error) => faults.push(toml_fault(&error, span)),
        }
    }
    if faults.is_empty() {
        return Ok(calendar);
    }
    faults.sort_by_key(|f| f.span.start);
    Err(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DayKind, Period};

    fn said(text: &str) -> Vec<(String, String)> {
        let faults = read_calendar(text).err().unwrap_or_default();
        let at = |f: Fault| (text[f.span].to_owned(), f.message.zh);
        faults.into_iter().map(at).collect()
    }

    #[test]
    fn a_year_added_is_known() {
        let text = "[2027]\noff = [\"01-01\", \"2027-10-01\", \"10-02\", \"10-04\", \"10-05\"]\nwork = [\"10-09\"]\n";
        let calendar = read_calendar(text).unwrap();
        let period = Period {
            n: 2,
            days: DayKind::Working,
        };
        let due = calendar.after("2027-09-30".parse().unwrap(), period, true);
        assert_eq!(due.exact(), "2027-10-07".parse().ok());
        assert!(calendar.years().any(|y| y == 2026), "the others stay");
    }

    #[test]
    fn everything_wrong_is_said_at_its_place() {
        let wrong = "[2027]\noff = [\"13-01\", \"10-01\", \"2026-10-02\"]\nwork = [\"10-08\", \"10-01\", \"10-09\", \"10-09\"]\n\n[soon]\noff = [\"01-01\"]\n\n[2028]\noff = []\nrest = []\n\n[2029]\noff = []\n";
        let at = said(wrong);
        let places: Vec<&str> = at.iter().map(|(place, _)| place.as_str()).collect();
        let expected = [
            "\"13-01\"",
            "\"2026-10-02\"",
            "\"10-08\"",
            "\"10-01\"",
            "\"10-09\"",
            "soon",
            "rest",
            "2029",
        ];
        assert_eq!(places, expected, "{at:#?}");
        for (word, n) in [("不在 2027 年", 1), ("写了两次", 2), ("不是调休", 1)] {
            assert_eq!(at.iter().filter(|(_, m)| m.contains(word)).count(), n, "{word}");
        }
        assert_eq!(said("[2027").len(), 1, "an error of syntax");
        assert!(read_calendar("").is_ok());
    }
}
