//! A sheet being written from top to bottom. Knows no finding.

use super::book::Book;
use super::parts::{self, Named, PAPER};
use super::style::LINE;
pub(in crate::report) use super::style::Style;
use super::text::{Height, attribute, fitting, put_text};
use crate::model::{Text, letters};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Points of the highest row there may be.
const HIGHEST: u32 = 409;

/// Bytes of rows that go into the package at once.
const BLOCK: usize = 256 << 10;

/// Rows from which on a list is pressed in haste: the finer way takes longer than all the rest.
const LONG: u32 = 10_000;

/// What may stand in a cell.
#[derive(Debug)]
pub(in crate::report) enum Cell<'a> {
    Text(&'a str),
    /// Text that fits a cell.
    Ready(&'a str),
    /// A text of the workbook's strings.
    Shared(u32),
    Number(u64),
    /// Text that fits and points at another workbook, and at a place there.
    Link(&'a str, &'a str, &'a str),
}

/// A list with heads.
#[derive(Debug)]
struct List {
    /// Its heading and its last row, from 1.
    top: u32,
    last: u32,
    /// The last row of the sheet.
    end: u32,
    /// How many columns stay in sight.
    kept: u16,
}

/// Links of a sheet.
#[derive(Debug, Default)]
struct Linked {
    /// As its part has them.
    cells: Vec<u8>,
    /// Files that they point at, with their numbers.
    ways: BTreeMap<String, usize>,
}

/// A sheet being written.
pub(in crate::report) struct Sheet<'b> {
    book: &'b mut Book,
    number: usize,
    widths: &'b [u16],
    columns: Vec<String>,
    hidden: Vec<u16>,
    list: Option<List>,
    /// Rows that are not in the package yet.
    rows: Vec<u8>,
    /// The cells of a row.
    cells: Vec<u8>,
    begun: bool,
    /// Rows so far, and columns of the widest.
    row: u32,
    wide: usize,
    links: Linked,
}

impl<'b> Sheet<'b> {
    /// A new sheet after the others; columns as wide as told, in characters.
    pub(in crate::report) fn new(book: &'b mut Book, name: &str, widths: &'b [u16]) -> Self {
        book.sheets.push(Named {
            name: name.to_owned(),
            list: None,
        });
        Self {
            number: book.sheets.len(),
            book,
            widths,
            columns: (0..).take(widths.len()).map(letters).collect(),
            hidden: Vec::new(),
            list: None,
            rows: Vec::new(),
            cells: Vec::new(),
            begun: false,
            row: 0,
            wide: 0,
            links: Linked::default(),
        }
    }

    /// Makes the next row the heading of a list: repeated on every page, in sight while scrolling, with `rows` to be
    /// filtered below, and so many `more` below them.
    pub(in crate::report) fn list(
        &mut self,
        heads: &[Text],
        rows: u32,
        more: u32,
        kept: u16,
    ) -> io::Result<()> {
        let top = self.row + 1;
        let last = top.saturating_add(rows);
        let column = self.columns.get(heads.len().saturating_sub(1));
        if let (Some(named), Some(column)) = (self.book.sheets.last_mut(), column) {
            named.list = Some((top, last, column.clone()));
        }
        let end = last.saturating_add(more);
        self.list = Some(List { top, last, end, kept });
        self.heads(heads)
    }

    /// A row of column heads.
    pub(in crate::report) fn heads(&mut self, heads: &[Text]) -> io::Result<()> {
        let lang = self.book.lang;
        self.row(heads.iter().map(|head| (Cell::Text(head.of(lang)), Style::Head)))
    }

    /// Hides a column.
    pub(in crate::report) fn hide(&mut self, column: u16) {
        self.hidden.push(column);
    }

    /// Leaves a row empty.
    pub(in crate::report) fn skip(&mut self) {
        self.row += 1;
    }

    /// A text of the workbook's strings as it is sealed.
    pub(super) fn solid(&self, number: u32) -> &str {
        self.book.strings.solid(number)
    }

    /// The next row, as high as its text: not every program finds that out by itself.
    pub(in crate::report) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = (Cell<'c>, Style)>,
    ) -> io::Result<()> {
        self.row += 1;
        let number = self.row.to_string();
        self.cells.clear();
        let mut height = LINE;
        let mut columns = 0;
        for (column, (cell, style)) in cells.into_iter().enumerate() {
            height = height.max(self.cell(column, &number, &cell, style)?);
            columns = column + 1;
        }
        self.wide = self.wide.max(columns);
        if height > LINE {
            // In whole pixels, as programs keep it.
            let points = f64::from(height.min(HIGHEST) * 4 / 3) * 0.75;
            write!(
                self.rows,
                "<row r=\"{number}\" ht=\"{points}\" customHeight=\"1\">"
            )?;
        } else {
            write!(self.rows, "<row r=\"{number}\">")?;
        }
        self.rows.extend_from_slice(&self.cells);
        self.rows.extend_from_slice(b"</row>");
        if self.rows.len() >= BLOCK {
            self.begin(false)?;
            self.book.write(&self.rows)?;
            self.rows.clear();
        }
        Ok(())
    }

    /// Puts a cell among those of its row and says how high it must be. Text is always written as text, never as a formula,
    /// a number or a link, whatever it looks like.
    fn cell(&mut self, column: usize, row: &str, cell: &Cell<'_>, style: Style) -> io::Result<u32> {
        let name = self.columns.get(column).map_or("", String::as_str);
        let width = self.widths.get(column).copied().unwrap_or(u16::MAX);
        let out = &mut self.cells;
        for piece in ["<c r=\"", name, row, "\" s=\"", style.number()] {
            out.extend_from_slice(piece.as_bytes());
        }
        let fitted;
        let text = match *cell {
            Cell::Text("") | Cell::Ready("") => {
                out.extend_from_slice(b"\"/>");
                return Ok(style.height(&Height::of(""), width));
            }
            Cell::Number(n) => {
                write!(out, "\"><v>{n}</v></c>")?;
                return Ok(style.height(&Height::of(""), width));
            }
            Cell::Shared(number) => {
                self.book.strings.uses += 1;
                write!(out, "\" t=\"s\"><v>{number}</v></c>")?;
                return Ok(style.height(&self.book.strings.height(number), width));
            }
            Cell::Text(text) => {
                fitted = fitting(text, self.book.lang);
                &*fitted
            }
            Cell::Ready(text) => text,
            Cell::Link(text, way, anchor) => {
                self.links.add(name, row, way, anchor)?;
                text
            }
        };
        out.extend_from_slice(b"\" t=\"inlineStr\"><is>");
        put_text(out, text);
        out.extend_from_slice(b"</is></c>");
        Ok(style.height(&Height::of(text), width))
    }

    /// Starts the part. Before its last row only a list knows how far it will reach.
    fn begin(&mut self, whole: bool) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let long = self.list.as_ref().is_some_and(|list| list.last > LONG);
        self.book
            .start(&format!("xl/worksheets/sheet{}.xml", self.number), long)?;
        let mut head = parts::sheet_head().into_bytes();
        let reach = match &self.list {
            _ if whole => Some(self.row),
            list => list.as_ref().map(|list| list.end),
        };
        let last = self.columns.get(self.wide.saturating_sub(1));
        if let (Some(reach), Some(last)) = (reach, last) {
            write!(head, "<dimension ref=\"A1:{last}{reach}\"/>")?;
        }
        head.extend_from_slice(self.view().as_bytes());
        head.extend_from_slice(b"<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (number, width) in (1_u16..).zip(self.widths) {
            let hidden = if self.hidden.contains(&(number - 1)) {
                " hidden=\"1\""
            } else {
                ""
            };
            // What a column needs beside its characters, in the font that widths are told in.
            write!(
                head,
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}.7109375\"{hidden} customWidth=\"1\"/>"
            )?;
        }
        head.extend_from_slice(b"</cols><sheetData>");
        self.book.write(&head)
    }

    /// What stays in sight; the first sheet is the one that is opened.
    fn view(&self) -> String {
        let selected = if self.number == 1 {
            " tabSelected=\"1\""
        } else {
            ""
        };
        let start = format!("<sheetViews><sheetView{selected} workbookViewId=\"0\"");
        let Some(List { top, kept, .. }) = self.list else {
            return start + "/></sheetViews>";
        };
        let (column, below) = (letters(kept), top + 1);
        format!(
            "{start}><pane xSplit=\"{kept}\" ySplit=\"{top}\" topLeftCell=\"{column}{below}\" activePane=\"bottomRight\" \
             state=\"frozen\"/><selection pane=\"topRight\" activeCell=\"{column}1\" sqref=\"{column}1\"/>\
             <selection pane=\"bottomLeft\" activeCell=\"A{below}\" sqref=\"A{below}\"/>\
             <selection pane=\"bottomRight\"/></sheetView></sheetViews>"
        )
    }

    /// Closes the sheet.
    pub(in crate::report) fn close(mut self) -> io::Result<()> {
        self.begin(true)?;
        self.rows.extend_from_slice(b"</sheetData>");
        if let Some((top, last, column)) = self.book.sheets.last().and_then(|sheet| sheet.list.as_ref()) {
            write!(self.rows, "<autoFilter ref=\"A{top}:{column}{last}\"/>")?;
        }
        self.book.write(&self.rows)?;
        let Linked { cells, ways } = self.links;
        if !ways.is_empty() {
            self.book.write(b"<hyperlinks>")?;
            self.book.write(&cells)?;
            self.book.write(b"</hyperlinks>")?;
        }
        self.book.write(PAPER.as_bytes())?;
        if !ways.is_empty() {
            let name = format!("xl/worksheets/_rels/sheet{}.xml.rels", self.number);
            self.book.part(&name, &parts::pointed(&ways))?;
        }
        Ok(())
    }
}

impl Linked {
    /// A cell that points at a place of a file.
    fn add(&mut self, column: &str, row: &str, way: &str, anchor: &str) -> io::Result<()> {
        let next = self.ways.len() + 1;
        let number = match self.ways.get(way) {
            Some(number) => *number,
            None => *self.ways.entry(way.to_owned()).or_insert(next),
        };
        let anchor = attribute(anchor);
        write!(
            self.cells,
            "<hyperlink ref=\"{column}{row}\" r:id=\"rId{number}\" location=\"{anchor}\"/>"
        )
    }
}
