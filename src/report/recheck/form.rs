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
pub(super) const CODE: usize = 9;
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
pub(super) const SEAL: usize = 21;
/// Columns that only the list of a copy has.
const HEADER: usize = 22;
const SEE: usize = 23;

/// Columns that are not sealed: the number, what is to be filled in, the seal itself.
const LOOSE: [usize; 4] = [0, ANSWER, REMARKS, SEAL];

/// What stands in the columns of the list of an annotated copy, in their order.
const OF_COPY: [usize; 23] = [
    0,
    LEVEL,
    CELL,
    HEADER,
    NAME,
    PROVIDER,
    MESSAGE,
    OBSERVED,
    EXPECTED,
    BASIS,
    SUGGESTION,
    REQUIREMENT,
    SEE,
    ANSWER,
    REMARKS,
    FILE,
    SHEET,
    ITEM,
    FIELD,
    FINGERPRINT,
    RELATED,
    CODE,
    SEAL,
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

    /// The columns that the seal of a row is over, in order.
    pub(super) fn sealed(self) -> impl Iterator<Item = usize> {
        let all: Vec<usize> = match self {
            Self::Workbook => (0..SEAL).collect(),
            Self::Copy => OF_COPY.to_vec(),
        };
        all.into_iter().filter(|n| !LOOSE.contains(n))
    }

    fn heads(self, lang: Lang) -> Vec<(usize, String)> {
        let of = |text: &Text| text.of(lang).to_owned();
        match self {
            Self::Workbook => finding_heads().iter().map(of).enumerate().collect(),
            Self::Copy => {
                let own = list_heads(lang).into_iter().map(str::to_owned);
                let heads = own.chain(returned_heads().iter().map(of).collect::<Vec<_>>());
                OF_COPY.into_iter().zip(heads).collect()
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

/// A column without which the rows of a list cannot be told, proved or answered, where it is missing.
pub(super) fn lacks(form: Form, columns: &BTreeMap<usize, usize>) -> Option<Text> {
    let needed = [FINGERPRINT, FILE, ANSWER, SEAL].into_iter().chain(form.sealed());
    let mut needed = needed.filter(|n| !columns.contains_key(n));
    let missing = needed.next()?;
    let head = |lang| form.heads(lang).into_iter().find(|(n, _)| *n == missing);
    let (_, zh) = head(Lang::Zh)?;
    let (_, en) = head(Lang::En)?;
    Some(Text { zh, en })
}

/// A head that stands over two columns, where there is one: nobody could tell which of them counts.
pub(super) fn twice(heads: &[String], columns: &BTreeMap<usize, usize>) -> Option<String> {
    let mut known = columns.values().filter_map(|&at| heads.get(at)).map(|h| h.trim());
    let stands = |head: &&str| heads.iter().filter(|h| h.trim() == *head).count();
    known.find(|head| stands(head) > 1).map(str::to_owned)
}
