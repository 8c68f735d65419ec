//! The words that formulas of a workbook hold texts against. Understands no formula: whatever stands in quotes may be
//! compared with any cell.

use super::Fault;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::BufRead;

/// Elements that hold a formula: of a cell, a validation, a conditional format, a name, a column of a table.
const HOLD: [&str; 6] = [
    "f",
    "formula",
    "formula1",
    "formula2",
    "definedName",
    "calculatedColumnFormula",
];

/// Shorter words stand in formulas for other reasons: separators, units.
const SHORTEST_PART: usize = 2;

/// Tells of every text in quotes in the formulas of a part, and of every entry of a list that is written out.
pub(super) fn literals(part: impl BufRead, mut tell: impl FnMut(&str)) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(part);
    let (mut buffer, mut formula, mut within) = (Vec::new(), String::new(), false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) if HOLD.contains(&tag.local_name().as_ref()) => {
                within = true;
                formula.clear();
            }
            Event::End(tag) if HOLD.contains(&tag.local_name().as_ref()) => {
                within = false;
                quoted(&formula, &mut tell);
            }
            Event::Text(text) if within => formula.push_str(&text),
            Event::CData(text) if within => formula.push_str(&text),
            Event::GeneralRef(name) if within => formula.extend(sign(&name)),
            _ => {}
        }
    }
}

fn sign(name: &BytesRef<'_>) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

/// Texts in quotes, in which a doubled quote is one.
fn quoted(formula: &str, tell: &mut impl FnMut(&str)) {
    let pieces: Vec<&str> = formula.split('"').collect();
    for text in pieces.iter().skip(1).step_by(2) {
        for one in std::iter::once(*text).chain(text.split(',').filter(|one| one != text)) {
            tell(one);
        }
    }
}

/// Whether a word in quotes tells the old text of a cell from the new one: it is the old one, or a part of it that the new
/// one lacks. Signs of criteria (`>=`, `*`) do not count.
pub(super) fn tells(literal: &str, before: &str, after: &str) -> bool {
    let word = literal.trim_matches(['<', '>', '=', '*', '?', '~', '&']);
    let [word, before, after] = [word, before, after].map(str::to_lowercase);
    !word.is_empty()
        && (word == before
            || word.chars().count() >= SHORTEST_PART && before.contains(&word) && !after.contains(&word))
}
