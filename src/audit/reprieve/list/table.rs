//! Waivers written in a table: a header, then one a row. Keeps every cell with its place in a text that can be shown.

use super::{Cell, Draft, KEYS};
use crate::audit::lines::in_a_line;
use crate::audit::words;
use crate::model::{Fault, Row, fold, letters, nearest};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a row of the list holds, up to its last cell with something in it.
pub(super) fn cells_of(row: &Row) -> Vec<String> {
    let width = u16::try_from(row.width()).unwrap_or(u16::MAX);
    let mut cells: Vec<String> = (0..width).map(|c| in_a_line(row.text(c), " ")).collect();
    cells.truncate(
        cells
            .iter()
            .rposition(|c| !c.is_empty())
            .map_or(0, |last| last + 1),
    );
    cells
}

pub(super) fn drafts(text: &str, faults: &mut Vec<Fault>) -> Vec<Draft> {
    let mut lines = spans(text).filter(|(_, _, line)| !line.trim().is_empty());
    let Some((number, span, line)) = lines.next() else {
        faults.push(Fault::new(0..0, words::no_heads(&heads())));
        return Vec::new();
    };
    let columns = columns(number, &span, line, faults);
    let draft = |(number, span, line): (u32, Range<usize>, &str)| {
        let mut draft = Draft {
            span: span.clone(),
            line: number,
            cells: BTreeMap::new(),
        };
        for (column, at, cell) in cells(&span, line) {
            if let Some(key) = columns.get(&column) {
                let address = Some(format!("{}{number}", letters(column)));
                let text = cell.to_owned();
                let cell = Cell {
                    text,
                    span: at,
                    address,
                };
                draft.cells.insert(key, cell);
            }
        }
        draft
    };
    lines.map(draft).collect()
}

/// What each column is.
fn columns(
    number: u32,
    span: &Range<usize>,
    line: &str,
    faults: &mut Vec<Fault>,
) -> BTreeMap<u16, &'static str> {
    let mut columns = BTreeMap::new();
    let mut seen = Vec::new();
    for (column, at, head) in cells(span, line).filter(|(.., head)| !head.is_empty()) {
        let folded = fold(head);
        let address = format!("{}{number}", letters(column));
        let known = KEYS.iter().find(|(_, heads, _)| heads.contains(&folded.as_str()));
        let Some((key, ..)) = known else {
            let message = words::in_cell(&address, &words::unknown_head(head));
            let near = nearest(head, KEYS.iter().flat_map(|(_, heads, _)| heads.iter().copied()));
            let help = near.map_or_else(|| words::keys_known(&heads()), words::did_you_mean);
            faults.push(Fault::new(at, message).help(help));
            continue;
        };
        if seen.contains(key) {
            let message = words::in_cell(&address, &words::head_twice(head));
            faults.push(Fault::new(at, message));
            continue;
        }
        seen.push(*key);
        columns.insert(column, *key);
    }
    for (key, heads, needed) in KEYS {
        if let (true, Some(head)) = (*needed && !seen.contains(key), heads.first()) {
            faults.push(Fault::new(span.clone(), words::no_head(head)));
        }
    }
    columns
}

fn heads() -> Vec<&'static str> {
    KEYS.iter()
        .filter_map(|(_, heads, _)| heads.first().copied())
        .collect()
}

/// The lines of a text with their numbers from 1 and their places.
fn spans(text: &str) -> impl Iterator<Item = (u32, Range<usize>, &str)> {
    let mut at = 0;
    text.split('\n').zip(1..).map(move |(line, number)| {
        let start = at;
        at += line.len() + 1;
        (number, start..start + line.len(), line)
    })
}

/// The cells of a line with their columns and places.
fn cells<'t>(span: &Range<usize>, line: &'t str) -> impl Iterator<Item = (u16, Range<usize>, &'t str)> {
    let mut at = span.start;
    line.split('\t').zip(0..).map(move |(cell, column)| {
        let start = at;
        at += cell.len() + 1;
        (column, start..start + cell.len(), cell)
    })
}
