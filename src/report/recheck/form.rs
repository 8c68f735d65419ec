//! By which heads a list is known, that of a workbook of its own or that of an annotated copy, and where its columns stand.

use crate::ingest::list_heads;
use crate::model::{Lang, Text};
use crate::report::words::{finding_heads, returned_heads};
use std::collections::BTreeMap;

/// Columns of the list by their number among its heads.
pub(super) const LEVEL: usize = 1;
pub(super) const REQUIREMENT: usize = 2;
const BASIS: usize = 3;
pub(super) const FILE: usize = 5;
pub(super) const SHEET: usize = 6;
pub(super) const CELL: usize = 7;
pub(super) const NAME: usize = 8;
pub(super) const PROVIDER: usize = 10;
pub(super) const ITEM: usize = 11;
pub(super) const FIELD: usize = 12;
pub(super) const OBSERVED: usize = 13;
const EXPECTED: usize = 14;
pub(super) const MESSAGE: usize = 15;
const SUGGESTION: usize = 16;
pub(super) const ANSWER: usize = 17;
const REMARKS: usize = 18;
pub(super) const FINGERPRINT: usize = 19;
pub(super) const RELATED: usize = 20;

/// What stands in the columns of the list of an annotated copy, in their order; `None` where a list has no such column.
const OF_COPY: [Option<usize>; 21] = [
    Some(0),
    Some(LEVEL),
    Some(CELL),
    None,
    Some(NAME),
    Some(PROVIDER),
    Some(MESSAGE),
    Some(OBSERVED),
    Some(EXPECTED),
    Some(BASIS),
    Some(SUGGESTION),
    Some(REQUIREMENT),
    None,
    Some(ANSWER),
    Some(REMARKS),
    Some(FILE),
    Some(SHEET),
    Some(ITEM),
    Some(FIELD),
    Some(FINGERPRINT),
    Some(RELATED),
];

/// What kind of list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The list of findings, a workbook of its own.
    Workbook,
    /// The list in the annotated copy of a file.
    Copy,
}

impl Form {
    /// Columns by which a row of heads is known to be of such a list.
    fn known_by(self) -> &'static [usize] {
        match self {
            Self::Workbook => &[REQUIREMENT, FILE, ANSWER],
            Self::Copy => &[LEVEL, CELL, MESSAGE, REQUIREMENT],
        }
    }

    fn heads(self, lang: Lang) -> Vec<(usize, String)> {
        let of = |text: &Text| text.of(lang).to_owned();
        match self {
            Self::Workbook => finding_heads().iter().map(of).enumerate().collect(),
            Self::Copy => {
                let own = list_heads(lang).into_iter().map(str::to_owned);
                let heads = own.chain(returned_heads().iter().map(of).collect::<Vec<_>>());
                let known = OF_COPY.iter().zip(heads);
                known
                    .filter_map(|(column, head)| Some(((*column)?, head)))
                    .collect()
            }
        }
    }
}

/// The list whose heads stand in a row, in whichever language, and where; `None` where it is no such row.
pub(super) fn columns(cells: &[String]) -> Option<(Form, BTreeMap<usize, usize>)> {
    // A copy has the heads that a workbook is known by as well.
    [Form::Copy, Form::Workbook].into_iter().find_map(|form| {
        [Lang::Zh, Lang::En].into_iter().find_map(|lang| {
            let at = |head: &str| cells.iter().position(|c| c.trim() == head);
            let heads = form.heads(lang);
            let columns: BTreeMap<usize, usize> = heads
                .iter()
                .filter_map(|(n, head)| Some((*n, at(head)?)))
                .collect();
            let known = form.known_by().iter().all(|n| columns.contains_key(n));
            known.then_some((form, columns))
        })
    })
}

/// A column without which the rows of a list cannot be told or answered, where it is missing.
pub(super) fn lacks(columns: &BTreeMap<usize, usize>) -> Option<Text> {
    let needed = [FINGERPRINT, FILE, ANSWER];
    let missing = needed.into_iter().find(|n| !columns.contains_key(n))?;
    finding_heads().into_iter().nth(missing)
}
