//! Rows of a sheet that are no records: repeated headers, numbering, samples, notes, signatures, totals. Looks only at
//! words that cannot be data, because a record taken for a note would never be audited.

mod labels;
mod spelt;

use super::words;
use crate::ingest::layout::found::Headings;
use crate::ingest::layout::spelling::key;
use crate::model::{Row, Text, fold, parse_chinese};
use labels::{is_note, is_sample_text, is_signature_row, is_total, label, may_label};
pub(super) use spelt::Spelt;

/// How many skipped rows are named.
const NAMED: usize = 100;

/// What the first cell of the example says in the forms that this program makes.
pub const EXAMPLE: &str = "示例，请从下一行填起";

/// How the texts of that example begin, where any text may stand.
pub const FILL_IN: &str = "填写";

/// Why a row is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The header again, as on every printed page.
    Header,
    /// The title again.
    Title,
    /// Column numbers under the header.
    Numbering,
    /// 必填 and 选填 under the header.
    Hints,
    /// The articles that ask for each column, under the header.
    Articles,
    /// A sample that was to be deleted.
    Sample,
    /// 注：, 说明：.
    Note,
    /// 填表人, 审核人, 联系电话.
    Signature,
    /// 合计.
    Total,
    /// A line of text merged across the table.
    Section,
    /// Nothing but a row number.
    Numbered,
    /// A blank line within the merged cells of a resource.
    Unfilled,
}

impl Reason {
    /// The reason in words.
    pub fn text(self) -> Text {
        words::reason(self)
    }
}

/// A row that was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// Its number as Excel shows it.
    pub row: u32,
    /// Why.
    pub reason: Reason,
}

/// The rows that were passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Skips {
    /// The first hundred.
    pub rows: Vec<Skipped>,
    /// How many there are, blank rows not counted.
    pub total: u64,
    /// Blank rows that the file holds.
    pub blank: u64,
}

impl Skips {
    pub(super) fn add(&mut self, row: u32, reason: Reason) {
        self.total += 1;
        if self.rows.len() < NAMED {
            self.rows.push(Skipped { row, reason });
        }
    }
}

/// What is known of a table that tells records from other rows.
#[derive(Debug)]
pub(super) struct Sieve<'a> {
    /// Texts of the header.
    pub(super) headings: &'a Headings,
    /// The same by column, where a row of them is long enough to be known again.
    pub(super) spelt: Vec<Vec<Option<Spelt<'a>>>>,
    /// How many columns have a header.
    pub(super) width: usize,
    /// The column of row numbers (序号).
    pub(super) numbers: Option<u16>,
    /// Columns that name the resource.
    pub(super) keys: Vec<u16>,
    /// The cells of the row at hand that say something.
    pub(super) filled: Vec<u16>,
}

impl Sieve<'_> {
    /// Why a row is no record; `None` where it is one. `fresh` while no record has come yet; `span` is the width of
    /// the merge that begins in a column. Runs for every row, so a cell is folded only where it may decide.
    pub(super) fn judge(&mut self, row: &Row, fresh: bool, span: impl Fn(u16) -> usize) -> Option<Reason> {
        let mut filled = std::mem::take(&mut self.filled);
        filled.clear();
        filled.extend((0..row.width()).map(|c| c as u16).filter(|&c| row.says(c)));
        let reason = self.reason(row, &filled, fresh, span);
        self.filled = filled;
        reason
    }

    fn reason(&self, row: &Row, filled: &[u16], fresh: bool, span: impl Fn(u16) -> usize) -> Option<Reason> {
        if self.repeats_header(row, filled) {
            return Some(Reason::Header);
        }
        let fresh = if fresh {
            under_header(&cells(row, filled))
        } else {
            None
        };
        if fresh.is_some() {
            return fresh;
        }
        if self.is_sample(row, filled) {
            return Some(Reason::Sample);
        }
        let first = filled.first().map(|&c| row.text(c)).unwrap_or_default();
        if filled.len() > 2 && !may_label(first) {
            return None;
        }
        let first = short(first);
        if let [column] = *filled {
            if self.headings.titles.contains(&key(row.text(column))) {
                return Some(Reason::Title);
            }
            if Some(column) == self.numbers && is_number(&first) {
                return Some(Reason::Numbered);
            }
        }
        if filled.len() <= 2 && is_note(&first) {
            return Some(Reason::Note);
        }
        if label(&first).is_some() && is_signature_row(&cells(row, filled)) {
            return Some(Reason::Signature);
        }
        if is_total(&first)
            && (filled.len() <= 3 || filled.iter().skip(1).all(|&c| is_number(&short(row.text(c)))))
        {
            return Some(Reason::Total);
        }
        let section = |c: u16| self.width >= 3 && span(c) * 2 > self.width;
        match filled {
            [column] if section(*column) => Some(Reason::Section),
            _ => None,
        }
    }

    /// Two thirds of the cells repeat a header row; gives up as soon as too many differ.
    fn repeats_header(&self, row: &Row, filled: &[u16]) -> bool {
        let enough = (filled.len() * 2).div_ceil(3).max(2);
        let Some(spare) = filled.len().checked_sub(enough) else {
            return false;
        };
        self.spelt.iter().any(|header| {
            let spelt = |c: u16| header.get(usize::from(c)).and_then(Option::as_ref);
            let other = |&&c: &&u16| !spelt(c).is_some_and(|spelt| spelt.is(row.text(c)));
            filled.iter().filter(other).nth(spare).is_none()
        })
    }

    /// Whether a repeated header has columns in another order: another table begins there.
    pub(super) fn reorders(&self, row: &Row) -> bool {
        let moved = |c: u16, header: &[(u16, String)]| {
            let key = key(row.text(c));
            let spells = |at: u16| header.iter().any(|(h, k)| *h == at && *k == key);
            !key.is_empty() && !spells(c) && header.iter().any(|(_, k)| *k == key)
        };
        let columns = || (0..row.width()).map(|c| c as u16);
        self.headings
            .rows
            .last()
            .is_some_and(|header| columns().any(|c| moved(c, header)))
    }

    /// Whether somebody wrote a record over the example of a form: what names it is no longer what the form wrote there, or
    /// where no column names a record, nothing is.
    pub(super) fn is_overwritten(&self, row: &Row) -> bool {
        let mut filled = (0..row.width()).map(|c| c as u16);
        let mut filled = filled.by_ref().filter(|&c| row.says(c));
        let labelled = filled.next().is_some_and(|c| short(row.text(c)) == fold(EXAMPLE));
        let own = |c: u16| row.says(c) && !row.text(c).trim().starts_with(FILL_IN);
        labelled
            && if self.keys.is_empty() {
                filled.all(own)
            } else {
                self.keys.iter().any(|&c| own(c))
            }
    }

    /// Only the first two cells and the names of the resource can say that a row is a sample.
    fn is_sample(&self, row: &Row, filled: &[u16]) -> bool {
        let label = filled.first().map(|&c| row.text(c)).unwrap_or_default();
        if label.starts_with('示') && short(label) == fold(EXAMPLE) {
            return !self.is_overwritten(row);
        }
        let keys = self
            .keys
            .iter()
            .filter(|c| !filled.iter().take(2).any(|f| f == *c));
        let mut looked = filled.iter().take(2).chain(keys).map(|&c| row.text(c));
        looked.any(|text| text.contains(SAMPLE_SIGNS) && is_sample_text(&short(text)))
    }
}

/// The characters of which every sample text holds one.
const SAMPLE_SIGNS: [char; 5] = ['例', '样', '模', '删', '如'];

fn cells(row: &Row, filled: &[u16]) -> Vec<(u16, String)> {
    filled.iter().map(|&c| (c, short(row.text(c)))).collect()
}

/// Rows that stand right under a header: its numbering, its hints.
fn under_header(cells: &[(u16, String)]) -> Option<Reason> {
    if is_numbering(cells) {
        return Some(Reason::Numbering);
    }
    if is_articles(cells) {
        return Some(Reason::Articles);
    }
    (cells.len() > 1 && cells.iter().all(|(_, t)| is_hint(t))).then_some(Reason::Hints)
}

/// 条款依据, and then nothing but provisions.
fn is_articles(cells: &[(u16, String)]) -> bool {
    let cites = |(_, text): &(u16, String)| text.contains('第') && text.contains('条');
    match cells {
        [(_, label), rest @ ..] if !rest.is_empty() => {
            ARTICLES.contains(&label.as_str()) && rest.iter().all(cites)
        }
        _ => false,
    }
}

/// Folded; only so much of it as can decide.
fn short(text: &str) -> String {
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    fold(text.get(..end).unwrap_or(text))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.replace(',', "").parse::<f64>().is_ok()
}

/// 1 2 3 4 …, (1) (2) (3) …, 一 二 三 … from the first cell on.
fn is_numbering(cells: &[(u16, String)]) -> bool {
    let number = |t: &str| parse_chinese(t.trim_matches(['(', ')', '.', '栏', '列']).trim_end_matches(".0"));
    let counts = |(at, (_, t)): (usize, &(u16, String))| number(t).is_some_and(|n| usize::from(n) == at + 1);
    cells.len() >= 3 && cells.iter().enumerate().all(counts)
}

/// What says that provisions follow.
const ARTICLES: [&str; 4] = ["条款依据", "依据条款", "条款", "依据"];

fn is_hint(text: &str) -> bool {
    let word = text.trim_matches(['(', ')', '*', '【', '】']);
    matches!(
        word,
        "必填"
            | "选填"
            | "必填项"
            | "选填项"
            | "可选"
            | "非必填"
            | "条件必填"
            | "必选"
            | "是否必填"
            | "自动生成"
    )
}
