//! The sheet that tells what became of the findings of earlier reports. Complete: nothing is capped here.

use super::book::Book;
use super::sheet::{Cell, Sheet, Style};
use crate::audit::Outcome;
use crate::model::Text;
use crate::report::diff::{Comparison, Counted, article_heads, department_heads, heading, title_of};
use crate::report::{Context, words};
use std::io;

const WIDTHS: &[u16] = &[52, 9, 9, 9, 11, 11, 9, 11, 10, 14];

/// 与以前比较.
pub(super) fn write(
    book: &mut Book,
    context: &Context,
    outcome: &Outcome<'_>,
    compared: &Comparison,
) -> io::Result<()> {
    let lang = context.lang;
    let name = words::sheet_of_comparison();
    let mut sheet = Sheet::new(book, name.of(lang), WIDTHS);
    sheet.row([(Cell::Text(heading().of(lang)), Style::Title)])?;
    for said in compared.sentences() {
        sheet.row([(Cell::Text(said.of(lang)), Style::Note)])?;
    }
    let departments = compared.by_department(lang);
    table(&mut sheet, &department_heads(), &departments, true)?;
    let titled = |id: &str| title_of(outcome, id, lang);
    table(&mut sheet, &article_heads(), &compared.by_article(&titled), false)?;
    sheet.close()
}

/// A table, where there is something to count.
fn table(sheet: &mut Sheet<'_>, heads: &[Text], lines: &[Counted], with_resources: bool) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    sheet.skip();
    sheet.heads(heads)?;
    for line in lines {
        let unknown = "—";
        let numbers = line.numbers.map(|n| (Cell::Number(n), Style::Middle));
        let rate = line.rate.as_deref().unwrap_or(unknown);
        let resources = line.resources.as_deref().unwrap_or(unknown);
        let resources = with_resources.then_some((Cell::Text(resources), Style::Middle));
        let cells = [(Cell::Text(&line.name), Style::Plain)]
            .into_iter()
            .chain(numbers);
        sheet.row(cells.chain([(Cell::Text(rate), Style::Middle)]).chain(resources))?;
    }
    Ok(())
}
