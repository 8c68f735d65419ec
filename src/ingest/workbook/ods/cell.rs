//! One cell of a table in ods: its attributes, its text, its value. Comments and drawings in it are no content.

use super::super::cell::Pen;
use super::super::number::{self, Epoch};
use super::super::words;
use super::super::xlsx::Shown;
use super::super::xml::{Part, attribute, resolve};
use super::super::zip::{damaged, too_large};
use crate::ingest::Stopped;
use crate::model::{Kind, Row, parse_date};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64, Shown),
    Date(String),
    Duration(String),
    Truth(bool),
    Error(String),
    Uncomputed,
}

impl Value {
    /// Bytes of its text.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Duration(text) | Self::Error(text) => {
                text.len() as u64
            }
            Self::Number(..) | Self::Truth(_) | Self::Uncomputed => 0,
        }
    }

    /// Puts it into a row.
    pub(super) fn put(&self, pen: &mut Pen, row: &mut Row, column: u16) {
        match self {
            Self::Text(text) => pen.text(row, column, text),
            Self::Number(n, shown) => pen.number(row, column, *n, *shown),
            Self::Date(written) => pen.iso(row, column, written),
            Self::Duration(written) => pen.duration(row, column, written),
            Self::Truth(yes) => Pen::truth(row, column, *yes),
            Self::Error(text) => row.put(column, Kind::Error, text),
            Self::Uncomputed => row.put(column, Kind::Uncomputed, ""),
        }
    }
}

/// The attributes of a cell.
pub(super) struct Attributes {
    pub(super) repeat: u64,
    pub(super) rows_spanned: u64,
    pub(super) columns_spanned: u64,
    kind: String,
    written: Option<String>,
    formula: bool,
    error: bool,
}

impl Attributes {
    /// Reads them; a count that is none is an error.
    pub(super) fn read(e: &BytesStart) -> Result<Self, Stopped> {
        let mut read = Self {
            repeat: repeats(e, "number-columns-repeated")?,
            rows_spanned: repeats(e, "number-rows-spanned")?,
            columns_spanned: repeats(e, "number-columns-spanned")?,
            kind: String::new(),
            written: None,
            formula: false,
            error: false,
        };
        for a in e.attributes().with_checks(false).flatten() {
            let value = || quick_xml::escape::unescape(&a.value).ok().map(Cow::into_owned);
            let (local, prefix) = a.key.decompose();
            let foreign = prefix.is_some_and(|p| p.as_ref().starts_with("calcext"));
            match local.as_ref() {
                "value-type" if foreign => read.error = &*a.value == "error",
                "value-type" => read.kind = a.value.into_owned(),
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                    read.written = value();
                }
                "formula" => read.formula = true,
                _ => {}
            }
        }
        Ok(read)
    }

    /// The value, by the attributes and the text inside; `None` for an empty cell.
    pub(super) fn value(self, text: String) -> Option<Value> {
        if self.error || self.formula && is_error(&text) {
            return Some(Value::Error(text));
        }
        let written = self.written.unwrap_or_default();
        match self.kind.as_str() {
            "float" | "currency" => Some(numeric(&written, text, Shown::Plain)),
            "percentage" => Some(numeric(&written, text, Shown::Percent)),
            // A time of day that a writer has dated to day 0.
            "date" => match written.strip_prefix("1899-12-30T") {
                Some(time) => Some(Value::Text(time.chars().take(8).collect())),
                None => Some(Value::Date(written)),
            },
            "time" => Some(Value::Duration(written)),
            "boolean" => Some(Value::Truth(written == "true")),
            "" if self.formula && text.is_empty() => Some(Value::Uncomputed),
            _ if !text.is_empty() => Some(Value::Text(text)),
            _ if !written.is_empty() => Some(Value::Text(written)),
            _ => None,
        }
    }
}

/// A number, its shown text a hint at its format: leading zeros, percent, a truth value, a date.
fn numeric(written: &str, text: String, shown: Shown) -> Value {
    let Ok(n) = written.parse::<f64>() else {
        return Value::Text(text);
    };
    match text.as_str() {
        "TRUE" if n > 0.0 => Value::Truth(true),
        "FALSE" if n.abs() <= 0.0 => Value::Truth(false),
        text if is_padded(text, n) => Value::Number(n, Shown::Padded(text.len() as u8)),
        text if text.ends_with('%') => Value::Number(n, Shown::Percent),
        text if shows_date(text, n) => Value::Number(n, Shown::Date),
        _ => Value::Number(n, shown),
    }
}

fn is_padded(text: &str, n: f64) -> bool {
    text.starts_with('0')
        && (2..=20).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && text
            .parse::<f64>()
            .is_ok_and(|shown| shown.to_bits() == n.to_bits())
}

/// Whether the text is the date that the number would be as a serial; some writers keep dates only so.
fn shows_date(text: &str, n: f64) -> bool {
    let mut serial = String::new();
    let day = text.split(' ').next().unwrap_or(text);
    number::date(n, Epoch::Y1900, &mut serial)
        && parse_date(day).is_some()
        && parse_date(day) == serial.get(..10).and_then(parse_date)
}

fn is_error(text: &str) -> bool {
    matches!(
        text,
        "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!"
    ) || text.starts_with("Err:")
}

/// A count of repeats or spans; 1 where it is not given.
pub(super) fn repeats(e: &BytesStart, name: &str) -> Result<u64, Stopped> {
    match attribute(e, name) {
        None => Ok(1),
        Some(written) => match written.parse() {
            Ok(n) if n > 0 => Ok(n),
            _ => Err(damaged(words::bad_repeat(&written))),
        },
    }
}

/// The paragraphs of the cell just started, to its end, a newline between them; no more than so many bytes.
pub(super) fn text(part: &mut Part, most: u64) -> Result<String, Stopped> {
    let cell = part.depth();
    let mut out = String::new();
    let mut first = true;
    loop {
        match part.next()? {
            Event::Start(e) if e.local_name().as_ref() == "p" => {
                if !std::mem::take(&mut first) {
                    out.push('\n');
                }
                paragraph(part, &mut out, most)?;
            }
            // Comments, drawings, whatever is not text of the cell.
            Event::Start(_) => part.skip()?,
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => {}
        }
        if out.len() as u64 > most {
            return Err(too_large(words::cell_too_long(most)));
        }
        if part.depth() < cell {
            return Ok(out);
        }
    }
}

fn paragraph(part: &mut Part, out: &mut String, most: u64) -> Result<(), Stopped> {
    let outside = part.depth().saturating_sub(1);
    // White space collapses, and at the start of a paragraph it is nothing.
    let mut after_blank = true;
    while part.depth() > outside {
        if out.len() as u64 > most {
            return Err(too_large(words::cell_too_long(most)));
        }
        match part.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "s" => {
                    let count = repeats(&e, "c")?.min(1 << 15);
                    out.extend((0..count).map(|_| ' '));
                }
                "tab" => out.push('\t'),
                "line-break" => out.push('\n'),
                "annotation" | "note" | "ruby-text" | "frame" => part.skip()?,
                _ => {}
            },
            Event::Text(text) => {
                for c in text.chars() {
                    let blank = matches!(c, ' ' | '\t' | '\r' | '\n');
                    if !blank {
                        out.push(c);
                    } else if !after_blank {
                        out.push(' ');
                    }
                    after_blank = blank;
                }
            }
            Event::CData(text) => out.push_str(&text),
            Event::GeneralRef(reference) => {
                out.extend(resolve(&reference));
                after_blank = false;
            }
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => {}
        }
    }
    Ok(())
}
