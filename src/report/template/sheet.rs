//! The sheet that is filled in: title, headers, articles, an example, and below it cells that check what is typed.

use super::choices::Choices;
use super::columns::{Column, Need, cited};
use super::formula::Cells;
use super::sample::{self, Shown};
use super::styles::Styles;
use super::{Form, words};
use crate::ingest::EXAMPLE;
use crate::model::{Lang, Type, table_name};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime,
    Formula, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// Rows of the sheet, counted from 0.
const TITLE: u32 = 0;
const HEADER: u32 = 1;
const ARTICLES: u32 = 2;
const SAMPLE: u32 = 3;
pub(super) const FIRST: u32 = 4;
/// The last row that checks what is typed, as the sheet numbers it.
pub(super) const LAST: u32 = 10_000;
/// The column of the first field; row numbers and labels stand before it.
pub(super) const LEFT: u16 = 1;
/// How wide the column before it is.
const NUMBERS: u16 = 10;
/// A4, as workbooks number papers.
pub(super) const A4: u8 = 9;
/// Characters that a printed page is wide.
const PAGE: u32 = 130;
/// Points of a line, and of the highest row there may be.
const LINE: u32 = 15;
const HIGHEST: u32 = 409;
/// Articles that a cell names before it says that there are more.
const NAMED: usize = 4;

/// Code units of the title at the foot of a page.
const FOOTER: usize = 100;
/// Code units that a prompt holds, and its title.
const PROMPT: usize = 255;
const PROMPT_TITLE: usize = 32;

/// Characters that a text, a list of items and a code may have.
const LONGEST_TEXT: u32 = 2_000;
const LONGEST_LIST: u32 = 10_000;
const LONGEST_CODE: u32 = 100;

pub(super) fn write(form: &Form<'_>, book: &mut Workbook, styles: &Styles) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name(name(form))?;
    top(page, styles)?;
    let cells = Cells {
        vocabulary: form.vocabulary,
        columns: &form.columns,
        left: LEFT,
        row: FIRST + 1,
    };
    for (at, column) in (LEFT..).zip(&form.columns) {
        let width = width(column);
        page.set_column_width(at, width)?;
        page.set_column_format(at, &styles.entry(&column.entry.kind))?;
        page.write_blank(TITLE, at, styles.bare())?;
        page.write_string_with_format(HEADER, at, column.header(), &styles.header(column.need))?;
        page.write_string_with_format(ARTICLES, at, articles(form, column), &styles.article)?;
        let validation = validation(form, column, &cells)?;
        page.add_data_validation(FIRST, at, LAST - 1, at, &validation)?;
        colours(page, at, column, &cells, styles)?;
        conflicts(form, page, (at, column), &cells, styles)?;
    }
    // Beside the columns that every page repeats: there it would be cut off.
    page.write_string_with_format(TITLE, LEFT + 1, form.title().zh, &styles.title)?;
    example(form, page, styles)?;
    heights(form, page)?;
    layout(form, page)
}

/// The name of the table, as sheets may be named.
fn name(form: &Form<'_>) -> String {
    let name = table_name(&form.kind).zh;
    let fit = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    name.chars().filter(fit).take(31).collect()
}

fn top(page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    page.set_column_width(0, NUMBERS)?;
    page.set_column_format(0, &styles.entry(&Type::Number))?;
    page.set_row_height(TITLE, 2 * LINE)?;
    page.write_string_with_format(HEADER, 0, words::NUMBER, &styles.header(Need::Never))?;
    page.write_string_with_format(ARTICLES, 0, words::ARTICLES, &styles.label)?;
    page.write_string_with_format(SAMPLE, 0, EXAMPLE, &styles.label)?;
    Ok(())
}

fn articles(form: &Form<'_>, column: &Column<'_>) -> String {
    let all = column.articles();
    let lines = all
        .iter()
        .take(NAMED)
        .map(|a| cited(&form.packs, form.several(), *a));
    let mut lines: Vec<String> = lines.collect();
    if all.len() > NAMED
        && let Some(last) = lines.last_mut()
    {
        last.push_str(words::MORE);
    }
    lines.join("\n")
}

fn example(form: &Form<'_>, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let shown = sample::row(form.vocabulary, &form.columns, &form.bars, form.as_of);
    for ((at, column), shown) in (LEFT..).zip(&form.columns).zip(shown) {
        let style = styles.sample(&column.entry.kind);
        match shown {
            Shown::Nothing => page.write_blank(SAMPLE, at, &style)?,
            Shown::Words(words) => page.write_string_with_format(SAMPLE, at, words, &style)?,
            Shown::Day(day) => page.write_datetime_with_format(SAMPLE, at, excel(day)?, &style)?,
            Shown::Number(n) => page.write_number_with_format(SAMPLE, at, n, &style)?,
        };
    }
    Ok(())
}

pub(super) fn excel(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

fn width(column: &Column<'_>) -> u16 {
    let least = match column.entry.kind {
        Type::Text => 20,
        Type::List => 28,
        Type::Identifier => 18,
        Type::Date => 13,
        Type::Class(_) | Type::Flag | Type::Frequency | Type::Number => 12,
    };
    let header = column.header().width() as u16 + 2;
    header.clamp(least, 30)
}

/// Rows as high as their text: not every program finds that out by itself.
fn heights(form: &Form<'_>, page: &mut Worksheet) -> Result<(), XlsxError> {
    let lines = |text: &str, width: u16| -> u32 {
        let room = usize::from(width).saturating_sub(1).max(1);
        let lines = text.split('\n').map(|l| l.width().div_ceil(room).max(1));
        lines.sum::<usize>() as u32
    };
    let highest = |of: &dyn Fn(&Column<'_>) -> String| {
        let all = form.columns.iter().map(|c| lines(&of(c), width(c)));
        (all.max().unwrap_or(1) * LINE + LINE / 2).min(HIGHEST)
    };
    page.set_row_height(HEADER, highest(&|c| c.header()))?;
    page.set_row_height(ARTICLES, highest(&|c| articles(form, c)))?;
    let label = lines(EXAMPLE, NUMBERS) * LINE + LINE / 2;
    page.set_row_height(SAMPLE, highest(&|c| words::fill_in(&c.name)).max(label))?;
    Ok(())
}

/// In sight while scrolling, on every page in print, and on as many pages beside each other as it takes to be read.
fn layout(form: &Form<'_>, page: &mut Worksheet) -> Result<(), XlsxError> {
    let wide: u32 = u32::from(NUMBERS) + form.columns.iter().map(|c| u32::from(width(c))).sum::<u32>();
    let pages = wide.div_ceil(PAGE).max(1) as u16;
    let title = cut(&form.title().zh, FOOTER).replace('&', "&&");
    page.set_freeze_panes(ARTICLES + 1, LEFT + 1)?;
    page.set_repeat_rows(HEADER, ARTICLES)?;
    page.set_repeat_columns(0, LEFT)?;
    page.set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(pages, 0)
        .set_margins(0.4, 0.4, 0.5, 0.5, 0.25, 0.25)
        .set_footer(format!("&L{title}&R&P / &N"));
    page.set_active(true);
    Ok(())
}

/// What may be typed, with a prompt that says why.
fn validation(
    form: &Form<'_>,
    column: &Column<'_>,
    cells: &Cells<'_, '_>,
) -> Result<DataValidation, XlsxError> {
    let lang = form.lang;
    let name = match lang {
        Lang::Zh => &column.name,
        Lang::En => &column.entry.en,
    };
    let rule = DataValidation::new();
    let fixed = words::length(column);
    let length = |longest| DataValidationRule::Between(1, longest);
    let rule = match (&column.choices, &column.entry.kind) {
        (Choices::Closed(_) | Choices::Open(_), _) => rule.allow_list_formula(list(column, cells)),
        (Choices::Free, Type::Date) => {
            let (first, last) = (
                ExcelDateTime::from_ymd(1949, 10, 1)?,
                ExcelDateTime::from_ymd(2099, 12, 31)?,
            );
            rule.allow_date(DataValidationRule::Between(first, last))
        }
        (Choices::Free, Type::Number) => {
            rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        }
        (Choices::Free, Type::Text | Type::Identifier) if fixed.is_some() => {
            rule.allow_text_length(DataValidationRule::EqualTo(fixed.unwrap_or_default()))
        }
        (Choices::Free, Type::List) => rule.allow_text_length(length(LONGEST_LIST)),
        (Choices::Free, Type::Identifier) => rule.allow_text_length(length(LONGEST_CODE)),
        (Choices::Free, _) => rule.allow_text_length(length(LONGEST_TEXT)),
    };
    let style = match column.choices {
        // Several at once, or another word, is not wrong.
        Choices::Open(_) => DataValidationErrorStyle::Information,
        Choices::Closed(_) | Choices::Free => DataValidationErrorStyle::Stop,
    };
    let title = format!("{} · {name}", words::need(column.need).of(lang));
    rule.set_error_style(style)
        .set_error_title(cut(words::error_title().of(lang), PROMPT_TITLE))?
        .set_error_message(cut(words::error(column).of(lang), PROMPT))?
        .set_input_title(cut(&title, PROMPT_TITLE))?
        .set_input_message(prompt(form, column))
}

/// The list of a column; where it hangs on other cells, it is there only while they ask for it.
fn list(column: &Column<'_>, cells: &Cells<'_, '_>) -> Formula {
    let name = super::pages::list_name(column);
    let applies = match column.asks.as_slice() {
        [ask] if column.need == Need::Sometimes && column.duties.len() == 1 => cells.applies(ask),
        _ => None,
    };
    match applies.filter(|parts| !parts.is_empty()) {
        Some(parts) => Formula::new(format!(
            "=IF(AND({}),{name},{})",
            parts.join(","),
            super::pages::NOTHING
        )),
        None => Formula::new(format!("={name}")),
    }
}

/// What the requirements say, in our words, as much of it as a prompt holds.
fn prompt(form: &Form<'_>, column: &Column<'_>) -> String {
    let lang = form.lang;
    let mut text = words::how(column).of(lang).to_owned();
    for line in super::pages::duties(form, column, lang) {
        let longer = format!("{text}\n{line}");
        if units(&longer) + units(words::rest().of(lang)) + 1 > PROMPT {
            return cut(&format!("{text}\n{}", words::rest().of(lang)), PROMPT);
        }
        text = longer;
    }
    cut(&text, PROMPT)
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// As much of a text as so many code units hold.
fn cut(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut left = most - 1;
    let fits = |c: &char| match left.checked_sub(c.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}

/// A colour while a cell says what cannot stand beside the others of its row.
fn conflicts(
    form: &Form<'_>,
    page: &mut Worksheet,
    (at, column): (u16, &Column<'_>),
    cells: &Cells<'_, '_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut told: Vec<String> = Vec::new();
    for bar in &form.bars {
        if !bar.shown().iter().any(|term| term.field == column.field) {
            continue;
        }
        let Some(conflict) = cells.conflict(bar, column.field).filter(|c| !told.contains(c)) else {
            continue;
        };
        let colour = ConditionalFormatFormula::new()
            .set_rule(Formula::new(format!("={conflict}")))
            .set_format(&styles.conflict);
        page.add_conditional_format(FIRST, at, LAST - 1, at, &colour)?;
        told.push(conflict);
    }
    Ok(())
}

/// Colours that stay until a cell is filled in.
fn colours(
    page: &mut Worksheet,
    at: u16,
    column: &Column<'_>,
    cells: &Cells<'_, '_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut told: Vec<String> = Vec::new();
    for ask in &column.asks {
        let Some(gap) = cells.gap(ask, column.field) else {
            continue;
        };
        if told.contains(&gap) {
            continue;
        }
        let style = if column.need == Need::Always {
            &styles.gap
        } else {
            &styles.hanging
        };
        let colour = ConditionalFormatFormula::new()
            .set_rule(Formula::new(format!("={gap}")))
            .set_format(style);
        page.add_conditional_format(FIRST, at, LAST - 1, at, &colour)?;
        told.push(gap);
    }
    Ok(())
}
