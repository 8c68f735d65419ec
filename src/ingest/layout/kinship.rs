//! The kind of a sheet together with its header: neither can be told without the other. Knows no kind by name but the
//! one that a sheet is taken for when nothing tells.

use super::dictionaries::Dictionaries;
use super::dictionary::Dictionary;
use super::grid::{Grid, Line};
use super::header::{Candidate, Heading, TOP, best};
use super::kind::Recognised;
use super::options::{CATALOG, Options};
use super::words;
use crate::ingest::Sheet;
use crate::model::{Field, Text};
use std::sync::Arc;

/// Whether a candidate will do for a header.
pub(super) fn good(candidate: &Candidate, dictionary: &Dictionary<'_>, options: &Options) -> bool {
    match options.header_rows {
        Some(_) => !candidate.fields.is_empty(),
        None => candidate.convinces(dictionary),
    }
}

/// The kind of a sheet, with the header that it has as such.
pub(super) struct Kinship<'v> {
    pub(super) kind: String,
    /// Why it was taken for that kind, where there is room for doubt.
    pub(super) guess: Option<Text>,
    /// Whether it may be a part of a catalog instead.
    pub(super) doubtful: bool,
    pub(super) dictionary: Arc<Dictionary<'v>>,
    pub(super) best: Option<Candidate>,
}

/// Header and kind are found together: by what was asked for, else by the header that a catalog would have or, where
/// there is none, by the rows that say most of any kind. What nothing tells to be another is a catalog.
pub(super) fn kinship<'v>(
    grid: &Grid,
    sheet: &Sheet,
    name: Option<&str>,
    dictionaries: &Dictionaries<'v>,
    options: &Options,
) -> Kinship<'v> {
    let as_kind = |kind: &str, guess: Option<Text>| {
        let dictionary = dictionaries.of(kind);
        let best = best(grid, &dictionary, options.header_rows);
        Kinship {
            kind: kind.to_owned(),
            guess,
            doubtful: false,
            dictionary,
            best,
        }
    };
    if let Some(kind) = &options.kind {
        return as_kind(kind, None);
    }
    let catalog = as_kind(CATALOG, None);
    let sure = catalog
        .best
        .as_ref()
        .filter(|c| good(c, &catalog.dictionary, options));
    let said = [sheet.name.as_deref(), name];
    let Some(found) = recognise(grid, sure, said, &catalog.dictionary, dictionaries) else {
        return catalog;
    };
    let mut other = as_kind(&found.kind.id, words::kind_guessed(&found));
    other.doubtful = other.kind == CATALOG;
    match &other.best {
        Some(c) if good(c, &other.dictionary, options) => other,
        _ => catalog,
    }
}

/// What the rows of a header say of their kind; without one, the first rows that say anything.
fn recognise(
    grid: &Grid,
    header: Option<&Candidate>,
    said: [Option<&str>; 2],
    catalog: &Dictionary<'_>,
    dictionaries: &Dictionaries<'_>,
) -> Option<Recognised> {
    let names = dictionaries.names();
    let told = |rows: &[Line]| {
        let said = above(grid, rows, said);
        dictionaries.kinds().recognise(rows, &said, names)
    };
    let Some(candidate) = header else {
        return (1..=2).find_map(|depth| grid.lines.windows(depth).take(TOP).find_map(told));
    };
    let rows = |l: &&Line| candidate.rows.contains(&l.number);
    let rows: Vec<Line> = grid.lines.iter().filter(rows).cloned().collect();
    // Where a catalog has every column and nothing is named, no other kind is worth the asking.
    let asked = strange(candidate, catalog) > 0 || names.any(&above(grid, &rows, said));
    asked.then(|| told(&rows))?
}

/// What is said of a table beside its header: the names of sheet and file, titles.
fn above<'g>(grid: &'g Grid, rows: &[Line], said: [Option<&'g str>; 2]) -> Vec<&'g str> {
    let first = rows.first().map_or(0, |l| l.number);
    let titles = grid.lines.iter().take_while(|l| l.number < first);
    let titles = titles.filter(|l| l.filled() <= 2).flat_map(Line::cells);
    let titles = titles.map(|(_, _, text)| text);
    said.into_iter().flatten().chain(titles).collect()
}

/// How many headers are of no field that a catalog has.
fn strange(candidate: &Candidate, catalog: &Dictionary<'_>) -> usize {
    let of_catalog = |f: &Field| catalog.in_kind(*f);
    let known = |h: &&Heading| {
        h.meaning
            .as_ref()
            .is_some_and(|m| m.fields.iter().any(of_catalog))
    };
    candidate.headings.len() - candidate.headings.iter().filter(known).count()
}
