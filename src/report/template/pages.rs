//! The sheets beside the one that is filled in: how to fill it in, and the values that its lists offer.

use super::choices::{Choices, same};
use super::columns::{Column, cited};
use super::sheet::{A4, LAST};
use super::styles::Styles;
use super::{Form, words};
use crate::check::{Ask, Term, Trial};
use crate::ingest::{TEMPLATE_SHEETS, template_heads, template_title};
use crate::model::{Lang, table_name};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// By these names and their first rows `check` knows them again.
const INSTRUCTIONS: &str = TEMPLATE_SHEETS[0];
const DICTIONARY: &str = TEMPLATE_SHEETS[1];

/// The name of a cell with nothing in it: the list of a cell that nothing asks for.
pub(super) const NOTHING: &str = "list_nothing";

/// The name of the words that stand where nothing was filled in.
pub(super) const VOID: &str = "list_void";

/// Points of a line, and of the highest row there may be.
const LINE: u32 = 15;
const HIGHEST: u32 = 409;

/// The name of the list of a column.
pub(super) fn list_name(column: &Column<'_>) -> String {
    let fit = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let id: String = column.entry.id.chars().map(fit).collect();
    format!("list_{id}")
}

/// A line for each requirement that matters most to a column: its article and what it says in our words.
pub(super) fn duties(form: &Form<'_>, column: &Column<'_>, lang: Lang) -> Vec<String> {
    let line = |duty: &super::columns::Duty<'_>| {
        let requirement = duty.requirement;
        let article = cited(&form.packs, form.several(), (duty.pack, requirement.citation));
        words::duty(&article, &requirement.summary).of(lang).to_owned()
    };
    let mut lines: Vec<String> = Vec::new();
    for line in column.foremost().map(line) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

pub(super) fn instructions(form: &Form<'_>, book: &mut Workbook, styles: &Styles) -> Result<(), XlsxError> {
    const WIDTHS: [u16; 5] = [24, 14, 22, 36, 64];
    let lang = form.lang;
    let page = book.add_worksheet();
    page.set_name(INSTRUCTIONS)?;
    for (at, width) in (0..).zip(WIDTHS) {
        page.set_column_width(at, width)?;
    }
    page.write_string_with_format(0, 0, template_title(&form.title()).of(lang), &styles.title)?;
    page.set_row_height(0, 2 * LINE)?;
    let mut row = 1;
    let told = words::steps(&table_name(&form.kind), LAST);
    let sources = form
        .packs
        .iter()
        .map(|p| words::source(&p.instrument.title, &p.instrument.source));
    let lines = told
        .into_iter()
        .chain(form.notices.iter().cloned())
        .chain(sources);
    for line in lines {
        let text = line.of(lang);
        page.merge_range(row, 0, row, WIDTHS.len() as u16 - 1, text, &styles.note)?;
        let wide: usize = WIDTHS.iter().map(|w| usize::from(*w)).sum();
        page.set_row_height(row, height(&[(text, wide as u16)]))?;
        row += 1;
    }
    row += 1;
    for (at, head) in (0..).zip(words::heads()) {
        page.write_string_with_format(row, at, head.of(lang), &styles.head)?;
    }
    page.set_repeat_rows(row, row)?;
    for column in &form.columns {
        row += 1;
        let articles: Vec<String> = column
            .articles()
            .into_iter()
            .map(|a| cited(&form.packs, form.several(), a))
            .collect();
        let cells = [
            words::column(column).of(lang).to_owned(),
            words::need(column.need).of(lang).to_owned(),
            articles.join("\n"),
            words::how(column).of(lang).to_owned(),
            duties(form, column, lang).join("\n"),
        ];
        for (at, cell) in (0..).zip(&cells) {
            let style = if at == 0 { &styles.bold } else { &styles.plain };
            page.write_string_with_format(row, at, cell, style)?;
        }
        let measured: Vec<(&str, u16)> = cells.iter().map(String::as_str).zip(WIDTHS).collect();
        page.set_row_height(row, height(&measured))?;
    }
    printed(page);
    Ok(())
}

pub(super) fn dictionary(form: &Form<'_>, book: &mut Workbook, styles: &Styles) -> Result<(), XlsxError> {
    let lang = form.lang;
    let mut names: Vec<(String, u32, u32)> = Vec::new();
    let page = book.add_worksheet();
    page.set_name(DICTIONARY)?;
    for (at, width) in (0..).zip([24, 30, 44]) {
        page.set_column_width(at, width)?;
    }
    for (at, head) in (0..).zip(template_heads()) {
        page.write_string_with_format(0, at, head.of(lang), &styles.head)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    let mut row = 0;
    for column in form.columns.iter().filter(|c| !c.choices.values().is_empty()) {
        let first = row + 1;
        for value in column.choices.values() {
            row += 1;
            page.write_string_with_format(row, 0, &column.name, &styles.plain)?;
            page.write_string_with_format(row, 1, &value.zh, &styles.bold)?;
            let open = matches!(column.choices, Choices::Open(_));
            let asked: Vec<&str> = asked_by(form, column, &value.zh)
                .map(|c| c.name.as_str())
                .collect();
            let note = words::value_note(value, (column.entry.many, open), &asked);
            page.write_string_with_format(row, 2, note.of(lang), &styles.plain)?;
        }
        names.push((list_name(column), first, row));
    }
    let first = row + 1;
    for word in words::VOIDS {
        row += 1;
        page.write_string_with_format(row, 0, words::voids().of(lang), &styles.plain)?;
        page.write_string_with_format(row, 1, *word, &styles.bold)?;
        page.write_string_with_format(row, 2, words::void_note().of(lang), &styles.plain)?;
    }
    names.push((VOID.to_owned(), first, row));
    page.write_blank(row + 2, 1, styles.bare())?;
    names.push((NOTHING.to_owned(), row + 2, row + 2));
    printed(page);
    for (name, first, last) in names {
        let range = format!("={DICTIONARY}!$B${}:$B${}", first + 1, last + 1);
        book.define_name(name, &range)?;
    }
    Ok(())
}

/// The columns that must be filled in where a column holds a value.
fn asked_by<'f, 'p>(
    form: &'f Form<'p>,
    column: &'f Column<'p>,
    value: &'f str,
) -> impl Iterator<Item = &'f Column<'p>> {
    let meant = |word: &str| same(form.vocabulary, column.entry, word, value);
    let is = move |trial: &Trial| matches!(trial, Trial::Is(word) if meant(word));
    let tells = move |term: &Term| term.field == column.field && !term.negated && term.trials.iter().any(&is);
    let asks = move |other: &&Column<'_>| {
        let alone = |ask: &Ask| matches!(ask.when.as_slice(), [term] if tells(term)) && ask.any.is_empty();
        other.field != column.field && other.asks.iter().any(alone)
    };
    form.columns.iter().filter(asks)
}

fn height(cells: &[(&str, u16)]) -> u32 {
    let lines = |(text, width): &(&str, u16)| -> usize {
        let room = usize::from(*width).saturating_sub(2).max(1);
        text.split('\n').map(|l| l.width().div_ceil(room).max(1)).sum()
    };
    let most = cells.iter().map(lines).max().unwrap_or(1);
    (most as u32 * LINE + 3).min(HIGHEST)
}

fn printed(page: &mut Worksheet) {
    page.set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.5, 0.25, 0.25)
        .set_footer("&L&A&R&P / &N");
}
