//! The first sheet: every finding of the file, each with a link to its cell. Texts stand in the sheet itself, never as
//! formulas.

use super::marks::{Spot, address};
use super::problem::Problem;
use super::styles::Styles;
use super::xml::{MAIN, lines, text};
use crate::ingest::list_heads;
use crate::model::{Lang, Severity, letters};
use crate::report::words::returned_heads;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Rows above the findings: title and heads.
const ABOVE: u64 = 2;

/// Findings that fit below them on a sheet.
pub(super) const MOST_ROWS: u64 = 1_048_576 - ABOVE;

/// Links that a spreadsheet takes on one sheet.
const MOST_LINKS: u64 = 65_500;

/// Widths of the columns in sight.
const WIDTHS: [u8; 15] = [6, 6, 14, 12, 16, 14, 26, 16, 20, 18, 22, 16, 12, 12, 16];

/// Columns behind them that only the program reads, when the copy comes back.
const HIDDEN: usize = 6;

/// Points that a line of text takes, and a row may be high.
const LINE: usize = 13;
const HIGHEST: usize = 409;

/// The list being written.
pub(super) struct List<'a> {
    out: &'a mut dyn Write,
    lang: Lang,
    styles: Styles,
    rows: u64,
    links: String,
    linked: u64,
}

impl<'a> List<'a> {
    pub(super) fn open(out: &'a mut dyn Write, title: &str, styles: Styles, lang: Lang) -> io::Result<Self> {
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{MAIN}\"><sheetPr>\
             <tabColor rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView \
             workbookViewId=\"0\"><pane ySplit=\"2\" topLeftCell=\"A3\" activePane=\"bottomLeft\" \
             state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
        )?;
        for (n, width) in (1..).zip(WIDTHS) {
            write!(
                out,
                "<col min=\"{n}\" max=\"{n}\" width=\"{width}\" customWidth=\"1\"/>"
            )?;
        }
        let (from, to) = (WIDTHS.len() + 1, WIDTHS.len() + HIDDEN);
        write!(
            out,
            "<col min=\"{from}\" max=\"{to}\" width=\"12\" hidden=\"1\" customWidth=\"1\"/>"
        )?;
        let mut list = Self {
            out,
            lang,
            styles,
            rows: 0,
            links: String::new(),
            linked: 0,
        };
        write!(
            list.out,
            "</cols><sheetData><row r=\"1\" ht=\"46\" customHeight=\"1\">"
        )?;
        list.cell((1, 0), styles.cell, title)?;
        write!(list.out, "</row><row r=\"2\" ht=\"20\" customHeight=\"1\">")?;
        let more = returned_heads();
        let heads = list_heads(lang)
            .into_iter()
            .chain(more.iter().map(|head| head.of(lang)));
        for (column, head) in (0..).zip(heads) {
            list.cell((2, column), styles.cell + 1, head)?;
        }
        write!(list.out, "</row>")?;
        Ok(list)
    }

    fn cell(&mut self, at: Spot, style: usize, shown: &str) -> io::Result<()> {
        if shown.is_empty() {
            return write!(self.out, "<c r=\"{}\" s=\"{style}\"/>", address(at));
        }
        write!(
            self.out,
            "<c r=\"{}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            address(at),
            text(shown)
        )
    }

    /// One finding, with the sheet and cell it leads to.
    pub(super) fn add(&mut self, problem: &Problem, to: Option<(&str, Spot)>) -> io::Result<()> {
        if self.rows >= MOST_ROWS {
            return Ok(());
        }
        self.rows += 1;
        let row = (self.rows + ABOVE) as u32;
        let Styles { cell, .. } = self.styles;
        let texts = problem.cells(self.lang);
        // Said beforehand: not every program fits the rows of a workbook that it did not write.
        let of = |(shown, width): (&String, &u8)| lines(shown, usize::from(*width).saturating_sub(1));
        let most = texts.iter().zip(WIDTHS.iter().skip(1)).map(of).max();
        let high = (most.unwrap_or(1) * LINE + 3).min(HIGHEST);
        write!(
            self.out,
            "<row r=\"{row}\" ht=\"{high}\" customHeight=\"1\"><c r=\"A{row}\" s=\"{}\"><v>{}</v></c>",
            cell + 2,
            self.rows
        )?;
        let link = to.filter(|_| self.linked < MOST_LINKS);
        let level = match problem.level {
            Some(Severity::Error) => cell + 4,
            Some(Severity::Warning) => cell + 5,
            Some(Severity::Info) => cell + 6,
            None => cell + 7,
        };
        for (column, shown) in (1u16..).zip(&texts) {
            let style = match column {
                1 => level,
                2 if link.is_some() => cell + 3,
                _ => cell + 2,
            };
            self.cell((row, column), style, shown)?;
        }
        if let Some((sheet, spot)) = link {
            self.linked += 1;
            let location = format!("'{}'!{}", sheet.replace('\'', "''"), address(spot));
            let location = super::xml::name(&location);
            let _ = write!(self.links, "<hyperlink ref=\"C{row}\" location=\"{location}\"/>");
        }
        write!(self.out, "</row>")
    }

    pub(super) fn close(self) -> io::Result<()> {
        let last = letters(WIDTHS.len() as u16 - 1);
        let (bottom, links) = (self.rows + ABOVE, self.links);
        write!(
            self.out,
            "</sheetData><autoFilter ref=\"A2:{last}{bottom}\"/><mergeCells count=\"1\"><mergeCell \
             ref=\"A1:{last}1\"/></mergeCells>"
        )?;
        if self.linked > 0 {
            write!(self.out, "<hyperlinks>{links}</hyperlinks>")?;
        }
        write!(
            self.out,
            "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>\
             <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
        )
    }
}
