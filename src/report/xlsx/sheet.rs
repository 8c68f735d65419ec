//! A sheet being written from top to bottom, and how its cells look. Knows no finding.

use super::text::fitting;
use crate::model::{Lang, Severity, Text};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// A4, as workbooks number papers.
const A4: u8 = 9;

/// Points of a line, and of the highest row there may be.
const LINE: u32 = 15;
const HIGHEST: u32 = 409;

/// How cells look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Style {
    Title,
    Head,
    Plain,
    Bold,
    Middle,
    /// A sentence across the sheet.
    Note,
    /// For the one who gets the workbook to fill.
    Fill,
    Link,
    Of(Severity),
}

impl Style {
    /// How high a cell must be for its text, in points.
    fn height(self, cell: &Cell<'_>, width: u16) -> u32 {
        let text = cell.text();
        // A blank on both sides belongs to the cell.
        let room = usize::from(width).saturating_sub(1).max(1);
        let lines = || {
            text.split('\n')
                .map(|line| line.width().div_ceil(room).max(1))
                .sum::<usize>()
        };
        match self {
            Self::Title => 2 * LINE,
            Self::Note => LINE,
            Self::Head => u32::try_from(lines()).unwrap_or(HIGHEST).saturating_mul(LINE) + LINE / 2,
            Self::Plain | Self::Bold | Self::Middle | Self::Fill | Self::Link | Self::Of(_) => {
                u32::try_from(lines()).unwrap_or(HIGHEST).saturating_mul(LINE)
            }
        }
    }
}

/// What may stand in a cell.
#[derive(Debug)]
pub(in crate::report) enum Cell<'a> {
    Text(&'a str),
    Number(u64),
    /// Text that points at a cell of another workbook.
    Link(&'a str, String),
}

impl Cell<'_> {
    /// Its text; none where it is a number.
    pub(super) fn text(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Link(text, _) => text,
            Cell::Number(_) => "",
        }
    }
}

/// The formats, made once: the writer gives each its number.
#[derive(Debug)]
pub(in crate::report) struct Styles {
    lang: Lang,
    title: Format,
    head: Format,
    plain: Format,
    bold: Format,
    middle: Format,
    note: Format,
    fill: Format,
    link: Format,
    levels: [Format; 3],
}

impl Styles {
    pub(in crate::report) fn new(lang: Lang) -> Self {
        let font = match lang {
            Lang::Zh => "微软雅黑",
            Lang::En => "Calibri",
        };
        let base = Format::new().set_font_name(font).set_font_size(10);
        let grid = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF))
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        let middle = grid.clone().set_align(FormatAlign::Center);
        let level = |fill: u32, ink: u32| {
            let coloured = middle.clone().set_background_color(Color::RGB(fill));
            coloured.set_font_color(Color::RGB(ink)).set_bold()
        };
        Self {
            lang,
            note: base.clone(),
            title: base.clone().set_font_size(16).set_bold(),
            head: grid
                .clone()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x001F_4E78))
                .set_font_color(Color::White)
                .set_bold(),
            bold: grid
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00F2_F2F2)),
            fill: grid.clone().set_background_color(Color::RGB(0x00FF_FBE6)),
            link: middle
                .clone()
                .set_font_color(Color::RGB(0x0005_63C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            levels: [
                level(0x00DD_EBF7, 0x001F_4E78),
                level(0x00FF_F2CC, 0x007F_6000),
                level(0x00F8_CBAD, 0x009C_0006),
            ],
            plain: grid,
            middle,
        }
    }

    fn of(&self, style: Style) -> &Format {
        let [info, warning, error] = &self.levels;
        match style {
            Style::Title => &self.title,
            Style::Head => &self.head,
            Style::Plain => &self.plain,
            Style::Bold => &self.bold,
            Style::Middle => &self.middle,
            Style::Note => &self.note,
            Style::Fill => &self.fill,
            Style::Link => &self.link,
            Style::Of(Severity::Info) => info,
            Style::Of(Severity::Warning) => warning,
            Style::Of(Severity::Error) => error,
        }
    }
}

/// A sheet being written.
pub(in crate::report) struct Sheet<'b> {
    page: &'b mut Worksheet,
    styles: &'b Styles,
    widths: &'b [u16],
    row: u32,
}

impl<'b> Sheet<'b> {
    /// A new sheet after the others; columns as wide as told, in characters.
    pub(in crate::report) fn new(
        book: &'b mut Workbook,
        styles: &'b Styles,
        name: &str,
        widths: &'b [u16],
    ) -> Result<Self, XlsxError> {
        // Rows are written out as they are passed: memory does not grow with them.
        let page = book.add_worksheet_with_constant_memory()?;
        page.set_name(name)?;
        for (column, &width) in (0..).zip(widths) {
            page.set_column_width(column, width)?;
        }
        page.set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.5, 0.25, 0.25)
            .set_footer("&L&A&R&P / &N");
        Ok(Self {
            page,
            styles,
            widths,
            row: 0,
        })
    }

    /// Makes the next row the heading of a list: repeated on every page, in sight while scrolling, with `rows` to be
    /// filtered below.
    pub(in crate::report) fn list(&mut self, heads: &[Text], rows: u32, kept: u16) -> Result<(), XlsxError> {
        let top = self.row;
        self.heads(heads)?;
        let last = (heads.len() as u16).saturating_sub(1);
        self.page
            .autofilter(top, 0, top.saturating_add(rows), last)?
            .set_repeat_rows(top, top)?
            .set_freeze_panes(top + 1, kept)?;
        Ok(())
    }

    /// A row of column heads.
    pub(in crate::report) fn heads(&mut self, heads: &[Text]) -> Result<(), XlsxError> {
        let lang = self.styles.lang;
        self.row(heads.iter().map(|head| (Cell::Text(head.of(lang)), Style::Head)))
    }

    /// The next row, as high as its text: not every program finds that out by itself.
    pub(in crate::report) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = (Cell<'c>, Style)>,
    ) -> Result<(), XlsxError> {
        let mut height = LINE;
        for (column, (cell, style)) in (0_u16..).zip(cells) {
            let width = self.widths.get(usize::from(column)).copied();
            height = height.max(style.height(&cell, width.unwrap_or(u16::MAX)));
            self.cell(column, cell, style)?;
        }
        if height > LINE {
            self.page.set_row_height(self.row, height.min(HIGHEST))?;
        }
        self.row += 1;
        Ok(())
    }

    /// Hides a column.
    pub(in crate::report) fn hide(&mut self, column: u16) -> Result<(), XlsxError> {
        self.page.set_column_hidden(column)?;
        Ok(())
    }

    /// Leaves a row empty.
    pub(in crate::report) fn skip(&mut self) {
        self.row += 1;
    }

    /// Text is always written as text, never as a formula, a number or a link, whatever it looks like.
    fn cell(&mut self, column: u16, cell: Cell<'_>, style: Style) -> Result<(), XlsxError> {
        let (row, lang) = (self.row, self.styles.lang);
        let format = self.styles.of(style);
        match cell {
            Cell::Text("") => self.page.write_blank(row, column, format)?,
            Cell::Text(text) => {
                self.page
                    .write_string_with_format(row, column, fitting(text, lang), format)?
            }
            Cell::Number(n) => {
                // Counts are far below what a double holds exactly.
                #[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
                let n = n as f64;
                self.page.write_number_with_format(row, column, n, format)?
            }
            Cell::Link(text, target) => self.page.write_url_with_options(
                row,
                column,
                Url::new(target),
                fitting(text, lang),
                "",
                Some(format),
            )?,
        };
        Ok(())
    }
}
