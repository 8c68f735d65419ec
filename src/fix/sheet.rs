//! A sheet's part, streamed: some cells replaced by texts that stand in them, with their styles; everything else passes
//! untouched.

use super::{Fault, Left};
use crate::model::column_of;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{BufRead, Write};

/// New texts by row and column.
pub(super) type Cells<'c> = BTreeMap<(u32, u16), &'c str>;

/// Where the reader stands: rows and cells without an address count on from the one before.
#[derive(Default)]
struct Walk {
    row: u32,
    column: u32,
}

impl Walk {
    fn row(&mut self, tag: &BytesStart<'_>) {
        let said = value(tag, "r").and_then(|r| r.trim().parse().ok());
        self.row = said.unwrap_or(self.row.saturating_add(1));
        self.column = 0;
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> (u32, u16) {
        let said = value(tag, "r").and_then(|r| address(&r));
        let (row, column) = said.unwrap_or((self.row, self.column as u16));
        self.column = u32::from(column) + 1;
        (row, column)
    }
}

fn address(text: &str) -> Option<(u32, u16)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at_checked(digits)?;
    Some((row.parse().ok()?, column_of(letters)?))
}

/// A cell to be replaced, and why it cannot be.
pub(super) type Seen = ((u32, u16), Option<Left>);

/// Every cell to be replaced that there is.
pub(super) fn look(
    part: impl BufRead,
    cells: &Cells<'_>,
    rich: &BTreeSet<usize>,
) -> Result<Vec<Seen>, Fault> {
    let (mut seen, mut results): (Vec<Seen>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut reader = Reader::from_reader(part);
    let (mut buffer, mut walk) = (Vec::new(), Walk::default());
    // The cell the reader stands in, whether it holds the number of a shared string, and that number.
    let mut at: Option<((u32, u16), bool)> = None;
    let (mut number, mut why, mut within) = (String::new(), None, false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => walk.row(&tag),
                "c" => {
                    let spot = walk.cell(&tag);
                    let kind = value(&tag, "t").unwrap_or_default();
                    at = cells.contains_key(&spot).then_some((spot, kind == "s"));
                    number.clear();
                    let text = matches!(kind.as_str(), "s" | "str" | "inlineStr" | "is");
                    why = (!text).then_some(Left::Unwritable);
                }
                "f" => {
                    why = Some(Left::Formula);
                    results.extend(span(&tag));
                }
                "r" | "rPh" | "extLst" => why = why.or(Some(Left::Rich)),
                "v" => within = true,
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "row" => walk.row(&tag),
                "c" => {
                    walk.cell(&tag);
                }
                "f" => {
                    why = Some(Left::Formula);
                    results.extend(span(&tag));
                }
                _ => {}
            },
            Event::Text(text) if within => number.push_str(&text),
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" => within = false,
                "c" => {
                    if let Some((spot, shared)) = at.take() {
                        let index = number.trim().parse().ok();
                        let formatted = shared && index.is_some_and(|i| rich.contains(&i));
                        seen.push((spot, why.or(formatted.then_some(Left::Rich))));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    for (spot, why) in &mut seen {
        if results.iter().any(|span| holds(span, *spot)) {
            *why = Some(Left::Formula);
        }
    }
    Ok(seen)
}

/// The first and the last cell of an area.
type Span = [(u32, u16); 2];

/// The area that an array or a table of data fills with its results. Cells that only share how a formula is written hold
/// theirs each.
fn span(tag: &BytesStart<'_>) -> Option<Span> {
    let area = value(tag, "ref").filter(|_| value(tag, "t").is_none_or(|t| t != "shared"))?;
    let (first, last) = area.split_once(':').unwrap_or((&area, &area));
    Some([address(first.trim())?, address(last.trim())?])
}

fn holds([first, last]: &Span, (row, column): (u32, u16)) -> bool {
    (first.0..=last.0).contains(&row) && (first.1..=last.1).contains(&column)
}

/// The numbers of the strings that have runs or readings of their own.
pub(super) fn rich(part: impl BufRead) -> Result<BTreeSet<usize>, Fault> {
    let mut reader = Reader::from_reader(part);
    let (mut buffer, mut next, mut found) = (Vec::new(), 0, BTreeSet::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => return Ok(found),
            Event::Start(tag) => match tag.local_name().as_ref() {
                "si" => next += 1,
                "r" | "rPh" => {
                    found.extend(usize::checked_sub(next, 1));
                }
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => next += 1,
            _ => {}
        }
    }
}

/// Copies the part with the new texts in their cells.
pub(super) fn rewrite(part: impl BufRead, cells: &Cells<'_>, out: &mut dyn Write) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(part);
    let mut writer = Writer::new(out);
    let (mut buffer, mut walk, mut inside) = (Vec::new(), Walk::default(), false);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer)?;
        match &event {
            Event::Eof => return Ok(()),
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                if let Some(text) = cells.get(&walk.cell(tag)) {
                    writer.get_mut().write_all(inline(tag, text).as_bytes())?;
                    inside = true;
                }
            }
            Event::End(tag) if inside => {
                inside = tag.local_name().as_ref() != "c";
                continue;
            }
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "row" => walk.row(tag),
            Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                walk.cell(tag);
            }
            _ => {}
        }
        if !inside {
            writer.write_event(event)?;
        }
    }
}

/// A cell that holds its text itself; its style and whatever else it says of itself stay.
fn inline(tag: &BytesStart<'_>, text: &str) -> String {
    let name = tag.name();
    let name: &str = name.as_ref();
    let prefix = name.strip_suffix('c').unwrap_or_default();
    let mut out = format!("<{name}");
    for a in tag.attributes().with_checks(false).flatten() {
        let key: &str = a.key.as_ref();
        if key != "t" {
            let _ = write!(out, " {key}=\"{}\"", a.value.replace('"', "&quot;"));
        }
    }
    let space = if text.contains("  ") || text.contains(['\n', '\r', '\t']) {
        " xml:space=\"preserve\""
    } else {
        ""
    };
    let _ = write!(
        out,
        " t=\"inlineStr\"><{prefix}is><{prefix}t{space}>{}</{prefix}t></{prefix}is></{name}>",
        quick_xml::escape::escape(text).replace('\r', "&#13;")
    );
    out
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all
        .with_checks(false)
        .flatten()
        .find(|a| a.key.as_ref() == name)?;
    Some(found.value.into_owned())
}
