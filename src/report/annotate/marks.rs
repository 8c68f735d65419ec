//! The cells of one file that are to be marked, with what is noted on them.

use super::problem::Problem;
use super::words;
use crate::ingest::Region;
use crate::model::{Lang, Severity, letters};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Cells of a workbook that get a note: beyond that a workbook opens slowly, and the list says everything anyway.
pub(super) const MOST_NOTES: usize = 20_000;

/// Findings spelled out in one note.
const MOST_IN_NOTE: usize = 8;

/// Ranges of one rule.
const CHUNK: usize = 400;

/// Row from 1, column from 0.
pub(super) type Spot = (u32, u16);

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// The gravest of what was found there and counts, where anything does.
    pub(super) level: Option<Severity>,
    /// What the note says; empty where there is none.
    pub(super) note: String,
    count: usize,
}

/// The cells of one sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    pub(super) cells: BTreeMap<Spot, Mark>,
    /// Cells without a note, as there are too many.
    pub(super) without: usize,
}

impl Marks {
    /// Marks a cell; says whether a note was begun.
    pub(super) fn put(&mut self, spot: Spot, problem: &Problem, lang: Lang, may_note: bool) -> bool {
        let new = || Mark {
            level: problem.level,
            note: String::new(),
            count: 0,
        };
        let mark = self.cells.entry(spot).or_insert_with(new);
        mark.level = mark.level.max(problem.level);
        mark.count += 1;
        let begins = mark.count == 1 && may_note;
        if mark.count == 1 && !may_note {
            self.without += 1;
        }
        if begins || (!mark.note.is_empty() && mark.count <= MOST_IN_NOTE) {
            let between = if begins { "" } else { "\n\n" };
            let _ = write!(mark.note, "{between}{}", problem.note(lang));
        } else if mark.count == MOST_IN_NOTE + 1 && !mark.note.is_empty() {
            let _ = write!(mark.note, "\n\n{}", words::more_in_list().of(lang));
        }
        begins
    }

    /// Moves what lies in a merged region to the one cell of it that shows.
    pub(super) fn merge(&mut self, regions: &[Region]) {
        for region in regions {
            let top = (region.top, region.left);
            let rows = (region.top, 0)..=(region.bottom, u16::MAX);
            let inside = self.cells.range(rows).map(|(&spot, _)| spot);
            let inside: Vec<Spot> = inside
                .filter(|&(_, c)| (region.left..=region.right).contains(&c))
                .filter(|&spot| spot != top)
                .collect();
            for spot in inside {
                let Some(moved) = self.cells.remove(&spot) else {
                    continue;
                };
                let Some(there) = self.cells.get_mut(&top) else {
                    self.cells.insert(top, moved);
                    continue;
                };
                there.level = there.level.max(moved.level);
                if !moved.note.is_empty() {
                    let between = if there.note.is_empty() { "" } else { "\n\n" };
                    let _ = write!(there.note, "{between}{}", moved.note);
                }
            }
        }
    }

    /// The rules that fill the cells: each with its level and its ranges.
    pub(super) fn rules(&self) -> Vec<(Option<Severity>, String)> {
        let mut rules = Vec::new();
        let levels = [Severity::Error, Severity::Warning, Severity::Info];
        for level in levels.map(Some).into_iter().chain([None]) {
            let of = self.cells.iter().filter(|(_, mark)| mark.level == level);
            let mut spots: Vec<(u16, u32)> = of.map(|(&(row, column), _)| (column, row)).collect();
            spots.sort_unstable();
            let runs = spots.chunk_by(|a, b| a.0 == b.0 && a.1 + 1 == b.1);
            let ranges: Vec<String> = runs.filter_map(range).collect();
            rules.extend(ranges.chunks(CHUNK).map(|chunk| (level, chunk.join(" "))));
        }
        rules
    }

    /// The cells with a note.
    pub(super) fn noted(&self) -> BTreeMap<Spot, String> {
        let noted = self.cells.iter().filter(|(_, mark)| !mark.note.is_empty());
        noted.map(|(&spot, mark)| (spot, mark.note.clone())).collect()
    }
}

fn range(run: &[(u16, u32)]) -> Option<String> {
    let (&(column, top), &(_, bottom)) = (run.first()?, run.last()?);
    let column = letters(column);
    Some(if top == bottom {
        format!("{column}{top}")
    } else {
        format!("{column}{top}:{column}{bottom}")
    })
}

/// `F12`.
pub(super) fn address((row, column): Spot) -> String {
    format!("{}{row}", letters(column))
}

/// The row and column of `F12` or `$F$12`.
pub(super) fn spot(address: &str) -> Option<Spot> {
    let plain = address.replace('$', "").to_ascii_uppercase();
    let at = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = plain.split_at(at);
    let mut column = 0u32;
    for c in letters.chars() {
        let digit = u32::from(c).checked_sub(u32::from('A')).filter(|d| *d < 26)?;
        column = column.checked_mul(26)?.checked_add(digit + 1)?;
    }
    Some((row.parse().ok()?, u16::try_from(column.checked_sub(1)?).ok()?))
}

/// A region such as `A1:C3`.
pub(super) fn region(reference: &str) -> Option<Region> {
    let (from, to) = reference.split_once(':')?;
    let ((top, left), (bottom, right)) = (spot(from)?, spot(to)?);
    (top <= bottom && left <= right).then_some(Region {
        top,
        bottom,
        left,
        right,
    })
}
