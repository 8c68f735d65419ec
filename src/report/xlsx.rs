//! `xlsx`: a workbook for the one who sends the findings on and for the departments that answer. Findings are laid by as
//! they come and written row by row, so that memory does not grow with their number.

mod about;
mod finding;
pub(super) mod sheet;
mod since;
mod summary;
mod text;

use super::diff::Comparison;
use super::kept::Kept;
use super::spool::Spool;
use super::{Context, Report, words};
use crate::audit::{Finding, Outcome, Sink};
use crate::model::{Lang, Text};
use chrono::{Datelike, NaiveDate};
use finding::Known;
pub(super) use finding::{HIDDEN, KEPT_IN_SIGHT, WIDTHS};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::{Sheet, Styles};
use std::io::{self, Write};
use std::sync::Arc;

/// Findings that a sheet holds under its heads.
const ROWS: u64 = 1_048_575;
/// Links that a sheet holds.
const LINKS: u64 = 65_530;

/// A workbook being written.
#[derive(Debug)]
pub(super) struct Xlsx {
    context: Context,
    findings: Spool,
    count: u64,
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
        findings: Spool::new(),
        count: 0,
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
        serde_json::to_writer(&mut self.findings, &Kept::new(self.count, finding))?;
        self.findings.write_all(b"\n")
    }
}

impl Report for Xlsx {
    fn since(&mut self, compared: &Arc<Comparison>) {
        self.former = Some(Arc::clone(compared));
    }

    fn finish(self: Box<Self>, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            context,
            findings,
            count,
            limits,
            former,
        } = *self;
        let mut book = Workbook::new();
        book.set_properties(&properties(&context).map_err(refused)?);
        let styles = Styles::new(context.lang);
        let list = List {
            context: &context,
            limits,
            count,
            compared: former.is_some(),
        };
        let names = words::sheet_names().map(|name| name.of(context.lang).to_owned());
        let [about, summary, problems, requirements, departments] = &names;
        about::write(&mut book, &styles, about, &list, outcome).map_err(refused)?;
        summary::totals(&mut book, &styles, summary, &context, outcome).map_err(refused)?;
        list.write(&mut book, &styles, problems, findings, outcome)?;
        summary::requirements(&mut book, &styles, requirements, &context, outcome).map_err(refused)?;
        summary::departments(&mut book, &styles, departments, &context, outcome).map_err(refused)?;
        if let Some(compared) = &former {
            since::write(&mut book, &styles, &context, outcome, compared).map_err(refused)?;
        }
        // The writer asks for more than a report's destination can do; what it writes waits here.
        let mut written = Spool::new();
        book.save_to_writer(&mut written).map_err(refused)?;
        written.pour(out)
    }
}

pub(super) fn refused(why: XlsxError) -> io::Error {
    match why {
        XlsxError::IoError(why) => why,
        why => io::Error::other(why),
    }
}

/// Fixed but for the day: the same audit gives the same bytes.
fn properties(context: &Context) -> Result<DocProperties, XlsxError> {
    properties_on(context.as_of, &words::workbook_title(), context.lang)
}

/// Those of a workbook of that title.
pub(super) fn properties_on(day: NaiveDate, title: &Text, lang: Lang) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let made = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?;
    Ok(DocProperties::new()
        .set_title(title.of(lang))
        .set_author("dataaudit")
        .set_keywords(crate::ingest::REPORT_KEYWORD)
        .set_creation_datetime(&made))
}

/// The list of findings to be written.
struct List<'c> {
    context: &'c Context,
    limits: Limits,
    count: u64,
    /// Whether a sheet tells what became of earlier findings.
    compared: bool,
}

impl List<'_> {
    /// Sheets that it takes.
    fn sheets(&self) -> u64 {
        self.count.div_ceil(self.limits.rows).max(1)
    }

    /// Writes the findings in the order found, one sheet after the other.
    fn write(
        &self,
        book: &mut Workbook,
        styles: &Styles,
        name: &str,
        findings: Spool,
        outcome: &Outcome<'_>,
    ) -> io::Result<()> {
        let known = Known::new(outcome, self.context);
        let mut lines = findings.lines()?;
        for number in 1..=self.sheets() {
            let name = match number {
                1 => name.to_owned(),
                _ => format!("{name}({number})"),
            };
            let rows = (self.count - (number - 1) * self.limits.rows).min(self.limits.rows);
            let mut sheet = Sheet::new(book, styles, &name, WIDTHS).map_err(refused)?;
            sheet
                .list(&words::finding_heads(), rows as u32, KEPT_IN_SIGHT)
                .map_err(refused)?;
            for &column in HIDDEN {
                sheet.hide(column as u16).map_err(refused)?;
            }
            let mut left = self.limits.links;
            for _ in 0..rows {
                let Some(line) = lines.next_line()? else { break };
                let kept: Kept<'_> = serde_json::from_slice(line)?;
                let number = kept.number;
                kept.lend(outcome, |finding| {
                    finding::write(&mut sheet, number, finding, &known, &mut left).map_err(refused)
                })?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
