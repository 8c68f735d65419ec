//! One cell into a row: text, kind and what is odd about it, the same for every format. Knows no file.

use super::notes::{Notes, Oddity};
use super::number::{self, Epoch};
use super::xlsx::Shown;
use crate::model::{Kind, Row};
use std::fmt::Write;

/// A number above this has lost digits if it was an identifier: doubles hold 15 decimal digits.
const EXACT: f64 = 1e15;

/// Whether a text holds control characters other than tabs and line ends.
pub(super) fn is_odd(text: &str) -> bool {
    // Nearly all texts are told by bytes alone, without a branch for each: 0xC2 begins the controls above ASCII, among others.
    let suspect = |b: u8| b < 0x20 || b == 0x7F || b == 0xC2;
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    text.bytes().fold(false, |any, b| any | suspect(b)) && text.chars().any(odd)
}

/// Puts cells into a row and counts what is odd.
pub(super) struct Pen<'n> {
    /// The oddities of this sheet.
    pub(super) notes: &'n mut Notes,
    /// The workbook's day 0.
    pub(super) epoch: Epoch,
    text: String,
}

impl<'n> Pen<'n> {
    /// With a workbook's epoch.
    pub(super) fn new(notes: &'n mut Notes, epoch: Epoch) -> Self {
        Self {
            notes,
            epoch,
            text: String::new(),
        }
    }

    /// Puts text; an empty one leaves the cell empty.
    pub(super) fn text(&mut self, row: &mut Row, column: u16, text: &str) {
        self.known_text(row, column, text, is_odd(text));
    }

    /// Puts text of which is known whether it holds control characters; an empty one leaves the cell empty.
    pub(super) fn known_text(&mut self, row: &mut Row, column: u16, text: &str, odd: bool) {
        if text.is_empty() {
            return;
        }
        if odd {
            self.notes.cell(Oddity::ControlCharacters, row.number, column);
        }
        row.put(column, Kind::Text, text);
    }

    /// Puts a whole number of at most 15 digits as its format shows it.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a double holds 15 digits whatever they are"
    )]
    pub(super) fn whole(&mut self, row: &mut Row, column: u16, n: u64, shown: Shown) {
        if shown != Shown::Plain {
            return self.number(row, column, n as f64, shown);
        }
        self.text.clear();
        let _ = write!(self.text, "{n}");
        row.put(column, Kind::Number, &self.text);
    }

    /// Puts a number as its format shows it.
    pub(super) fn number(&mut self, row: &mut Row, column: u16, n: f64, shown: Shown) {
        self.text.clear();
        let kind = self.write(row.number, column, n, shown);
        row.put(column, kind, &self.text);
    }

    fn write(&mut self, row: u32, column: u16, n: f64, shown: Shown) -> Kind {
        if !n.is_finite() {
            self.notes.cell(Oddity::NotANumber, row, column);
            number::plain(n, &mut self.text);
            return Kind::Number;
        }
        match shown {
            Shown::Date | Shown::Time | Shown::Elapsed => self.moment(row, column, n, shown),
            Shown::Percent => {
                number::percent(n, &mut self.text);
                Kind::Number
            }
            Shown::Padded(width) => {
                self.warn_of_lost_digits(row, column, n);
                number::padded(n, width, &mut self.text);
                Kind::Number
            }
            Shown::Plain => {
                self.warn_of_lost_digits(row, column, n);
                number::plain(n, &mut self.text);
                Kind::Number
            }
        }
    }

    fn moment(&mut self, row: u32, column: u16, n: f64, shown: Shown) -> Kind {
        let within_a_day = n > 0.0 && n < 1.0 || shown != Shown::Date && n == 0.0;
        if shown == Shown::Elapsed || within_a_day {
            if number::elapsed(n, &mut self.text) {
                return Kind::Text;
            }
        } else if number::date(n, self.epoch, &mut self.text) {
            return Kind::Date;
        }
        self.notes.cell(Oddity::DateOutOfRange, row, column);
        number::plain(n, &mut self.text);
        Kind::Number
    }

    fn warn_of_lost_digits(&mut self, row: u32, column: u16, n: f64) {
        if n.abs() >= EXACT && n.fract() == 0.0 {
            self.notes.cell(Oddity::PrecisionLost, row, column);
        }
    }

    /// Puts a date written in ISO 8601; text where it is none.
    pub(super) fn iso(&mut self, row: &mut Row, column: u16, written: &str) {
        match number::iso(written) {
            Some(date) => row.put(column, Kind::Date, &date),
            None => self.text(row, column, written),
        }
    }

    /// Puts a duration written in ISO 8601; text where it is none.
    pub(super) fn duration(&mut self, row: &mut Row, column: u16, written: &str) {
        match number::iso_duration(written) {
            Some(time) => row.put(column, Kind::Text, &time),
            None => self.text(row, column, written),
        }
    }

    /// Puts a whole number.
    pub(super) fn integer(row: &mut Row, column: u16, n: i64) {
        row.put(column, Kind::Number, &n.to_string());
    }

    /// Puts a truth value.
    pub(super) fn truth(row: &mut Row, column: u16, yes: bool) {
        row.put(column, Kind::Bool, if yes { "TRUE" } else { "FALSE" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(n: f64, shown: Shown) -> (Kind, String, Notes) {
        let mut notes = Notes::default();
        let mut row = Row::default();
        row.clear(1, None);
        Pen::new(&mut notes, Epoch::Y1900).number(&mut row, 0, n, shown);
        (row.kind(0), row.text(0).to_owned(), notes)
    }

    #[test]
    fn numbers_by_their_format() {
        for (n, shown, kind, text) in [
            (46_081.0, Shown::Date, Kind::Date, "2026-02-28"),
            (46_081.5, Shown::Time, Kind::Date, "2026-02-28 12:00:00"),
            (0.5, Shown::Date, Kind::Text, "12:00:00"),
            (0.0, Shown::Time, Kind::Text, "00:00:00"),
            (1.5, Shown::Elapsed, Kind::Text, "36:00:00"),
            (0.125, Shown::Percent, Kind::Number, "12.5%"),
            (12.0, Shown::Padded(6), Kind::Number, "000012"),
            (0.5, Shown::Plain, Kind::Number, "0.5"),
        ] {
            let (k, t, notes) = put(n, shown);
            assert_eq!((k, &*t), (kind, text), "{n} {shown:?}");
            assert_eq!(notes, Notes::default());
        }
    }

    #[test]
    fn what_is_odd_is_noted() {
        for (n, shown, kind, text) in [
            (0.0, Shown::Date, Kind::Number, "0"),
            (-3.0, Shown::Date, Kind::Number, "-3"),
            (f64::NAN, Shown::Date, Kind::Number, "NaN"),
            (
                1.101_011_990_030_75e17,
                Shown::Plain,
                Kind::Number,
                "110101199003075000",
            ),
        ] {
            let (k, t, notes) = put(n, shown);
            assert_eq!((k, &*t), (kind, text));
            assert_eq!(notes.texts("S").count(), 1, "{n}");
        }
    }
}
