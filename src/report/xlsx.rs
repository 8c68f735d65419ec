//! `xlsx`: a workbook for the one who sends the findings on and for the departments that answer. Findings are laid by as
//! they come and written row by row, so that memory does not grow with their number.

mod about;
pub(super) mod book;
mod finding;
mod parts;
mod row;
pub(super) mod sheet;
mod since;
mod strings;
mod style;
mod summary;
mod text;

use super::diff::Comparison;
use super::seal::{ListId, Seal};
use super::spool::Spool;
use super::{Context, Report, words};
use crate::audit::{Finding, Outcome, Sink};
use book::Book;
use finding::{Desk, Known};
pub(super) use finding::{HIDDEN, KEPT_IN_SIGHT, WIDTHS};
use sheet::Sheet;
use std::io::{self, BufReader, Read, Write};
use std::sync::Arc;

/// Findings that a sheet holds under its heads.
const ROWS: u64 = 1_048_575;
/// Links that a sheet holds.
const LINKS: u64 = 65_530;

/// Bytes of what was laid by that are read at once.
const BLOCK: usize = 64 << 10;

/// A workbook being written.
#[derive(Debug)]
pub(super) struct Xlsx {
    context: Context,
    desk: Desk,
    findings: Spool,
    count: u64,
    id: ListId,
    limits: Limits,
    former: Option<Arc<Comparison>>,
}

/// What a sheet holds.
#[derive(Debug, Clone, Copy)]
struct Limits {
    rows: u64,
    links: u64,
}

pub(super) fn open(context: &Context) -> Xlsx {
    Xlsx {
        context: context.clone(),
        desk: Desk::new(context),
        findings: Spool::new(),
        count: 0,
        id: ListId::default(),
        limits: Limits {
            rows: ROWS,
            links: LINKS,
        },
        former: None,
    }
}

impl Sink for Xlsx {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        self.count += 1;
        let line = self.desk.lay(finding);
        self.id.add(line);
        self.findings.write_all(&(line.len() as u64).to_le_bytes())?;
        self.findings.write_all(line)
    }
}

impl Report for Xlsx {
    fn since(&mut self, compared: &Arc<Comparison>) {
        self.former = Some(Arc::clone(compared));
    }

    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            context,
            desk,
            findings,
            count,
            mut id,
            limits,
            former,
        } = *self;
        for text in desk.named() {
            id.add(text.as_bytes());
        }
        let (known, strings) = desk.known(outcome)?;
        let mut book = Book::with(context.as_of, &words::workbook_title(), context.lang, strings)?;
        let list = List {
            context: &context,
            limits,
            count,
            id: id.name(),
            compared: former.is_some(),
        };
        let names = words::sheet_names().map(|name| name.of(context.lang).to_owned());
        let [about, summary, problems, requirements, departments] = &names;
        about::write(&mut book, about, &list, outcome)?;
        summary::totals(&mut book, summary, &context, outcome)?;
        list.write(&mut book, problems, findings.reader()?, &known)?;
        summary::requirements(&mut book, requirements, &context, outcome)?;
        summary::departments(&mut book, departments, &context, outcome)?;
        if let Some(compared) = &former {
            since::write(&mut book, &context, outcome, compared)?;
        }
        book.finish(out)
    }
}

/// The list of findings to be written.
struct List<'c> {
    context: &'c Context,
    limits: Limits,
    count: u64,
    /// What tells it from other lists.
    id: String,
    /// Whether a sheet tells what became of earlier findings.
    compared: bool,
}

impl List<'_> {
    /// Sheets that it takes.
    fn sheets(&self) -> u64 {
        self.count.div_ceil(self.limits.rows).max(1)
    }

    /// Writes the findings in the order found, one sheet after the other.
    fn write(&self, book: &mut Book, name: &str, findings: impl Read, known: &Known) -> io::Result<()> {
        let mut findings = BufReader::with_capacity(BLOCK, findings);
        let mut line = Vec::new();
        let mut seal = Seal {
            day: self.context.as_of,
            number: 0,
            of: self.count,
            list: self.id.clone(),
        };
        for number in 1..=self.sheets() {
            let name = match number {
                1 => name.to_owned(),
                _ => format!("{name}({number})"),
            };
            let rows = (self.count - (number - 1) * self.limits.rows).min(self.limits.rows);
            let mut sheet = Sheet::new(book, &name, WIDTHS);
            for &column in HIDDEN {
                sheet.hide(column as u16);
            }
            sheet.list(&words::finding_heads(), rows as u32, 0, KEPT_IN_SIGHT)?;
            let mut left = self.limits.links;
            for _ in 0..rows {
                let mut length = [0; 8];
                findings.read_exact(&mut length)?;
                line.clear();
                line.resize(u64::from_le_bytes(length) as usize, 0);
                findings.read_exact(&mut line)?;
                seal.number += 1;
                finding::write(&mut sheet, &seal, &line, known, &mut left)?;
            }
            sheet.close()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
