//! The tables of a web page, each a sheet: spans become merged regions, a `<br>` a line end, nested tags vanish. Text
//! outside tables is passed over; rows count from 1 in each table. Refuses to run anything or to load anything.

use super::entities::resolve;
use super::grid::{Budget, Grid};
use super::lines::Lines;
use super::markup::{Markup, Tag, Token};
use super::words::{self, Limit};
use crate::ingest::{Region, Stopped};
use crate::model::Kind;

const MOST_TABLES: usize = 10_000;
const DEEPEST: usize = 64;
/// The limits of the HTML standard.
const WIDEST_SPAN: usize = 1000;
const TALLEST_SPAN: u32 = 65_534;

/// The tables of a page in the order they open.
pub(super) fn tables(page: &str, budget: &mut Budget) -> Result<Vec<Grid>, Stopped> {
    let mut markup = Markup::new(page);
    let mut reading = Reading {
        budget: *budget,
        lines: Lines::default(),
        counted: 0,
        open: Vec::new(),
        done: Vec::new(),
        opened: 0,
    };
    loop {
        let from = markup.offset();
        let Some(token) = markup.next() else { break };
        reading.count_lines(page, from);
        match token {
            Token::Text(text) => reading.text(text),
            Token::Start(tag) => reading.start(&tag)?,
            Token::End(name) => reading.end(name)?,
        }
    }
    reading.count_lines(page, page.len());
    let mut grids = reading.finish()?;
    *budget = reading.budget;
    name(&mut grids, page);
    Ok(grids)
}

/// Sheet names as Excel and those who imitate it hide them in a comment.
fn name(grids: &mut [Grid], page: &str) {
    let names: Vec<&str> = page
        .split("<x:Name>")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("</x:Name>")?.0))
        .take(grids.len() + 1)
        .collect();
    if names.len() != grids.len() {
        return;
    }
    for (grid, name) in grids.iter_mut().zip(names) {
        let mut plain = String::new();
        resolve(name.trim(), |c| plain.push(c));
        grid.sheet.name = Some(plain).filter(|n| !n.is_empty()).or(grid.sheet.name.take());
    }
}

struct Reading {
    budget: Budget,
    lines: Lines,
    counted: usize,
    open: Vec<Table>,
    done: Vec<(usize, Grid)>,
    opened: usize,
}

/// A table whose end tag has not come.
#[derive(Default)]
struct Table {
    order: usize,
    /// Opened by us for rows without a table; its end tag is not missed.
    implied: bool,
    grid: Grid,
    row: Option<usize>,
    cell: Option<Cell>,
    caption: Option<Flow>,
    /// The last row that a cell above reaches down to, by column.
    reach: Vec<u32>,
}

/// A cell whose end tag has not come.
struct Cell {
    column: usize,
    flow: Flow,
}

impl Reading {
    fn count_lines(&mut self, page: &str, upto: usize) {
        let passed = page.as_bytes().get(self.counted..upto);
        self.lines.pass(passed.unwrap_or_default());
        self.counted = upto;
    }

    fn text(&mut self, text: &str) {
        if let Some(flow) = self.open.last_mut().and_then(Table::flow) {
            resolve(text, |c| flow.push(c));
        }
    }

    fn start(&mut self, tag: &Tag) -> Result<(), Stopped> {
        match tag.name.to_ascii_lowercase().as_str() {
            "table" => self.open_table(false)?,
            "tr" => {
                let line = self.lines.line;
                let hidden = is_hidden(tag);
                let (table, budget) = self.table()?;
                table.open_row(line, hidden, budget)?;
            }
            "td" | "th" => {
                let line = self.lines.line;
                let (table, budget) = self.table()?;
                table.open_cell(tag, line, budget)?;
            }
            "caption" => {
                if let Some(table) = self.open.last_mut() {
                    table.caption = Some(Flow::default());
                }
            }
            "br" => self.flow(Flow::line_end),
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flow(Flow::block),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Stopped> {
        let Some(table) = self.open.last_mut() else {
            return Ok(());
        };
        match name.to_ascii_lowercase().as_str() {
            "table" => self.close_table(None),
            "tr" => {
                table.close_cell(&mut self.budget)?;
                table.row = None;
                Ok(())
            }
            "td" | "th" => table.close_cell(&mut self.budget),
            "caption" => {
                table.grid.sheet.name = table.caption.take().map(Flow::finish).filter(|n| !n.is_empty());
                Ok(())
            }
            "p" | "div" | "li" => {
                self.flow(Flow::block);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn flow(&mut self, change: fn(&mut Flow)) {
        if let Some(flow) = self.open.last_mut().and_then(Table::flow) {
            change(flow);
        }
    }

    /// The innermost open table; rows and cells without one open their own.
    fn table(&mut self) -> Result<(&mut Table, &mut Budget), Stopped> {
        if self.open.is_empty() {
            self.open_table(true)?;
        }
        match self.open.last_mut() {
            Some(table) => Ok((table, &mut self.budget)),
            None => Err(words::no_table()),
        }
    }

    fn open_table(&mut self, implied: bool) -> Result<(), Stopped> {
        if self.open.len() >= DEEPEST {
            return Err(words::too_large(&Limit::Depth(DEEPEST)));
        }
        let order = self.opened;
        self.opened += 1;
        self.open.push(Table {
            order,
            implied,
            ..Table::default()
        });
        Ok(())
    }

    fn close_table(&mut self, ending: Option<Stopped>) -> Result<(), Stopped> {
        let Some(mut table) = self.open.pop() else {
            return Ok(());
        };
        table.close_cell(&mut self.budget)?;
        table.close_merges();
        table.grid.ending = ending.filter(|_| !table.implied);
        if !table.grid.is_empty() {
            self.done.push((table.order, table.grid));
        }
        if self.done.len() > MOST_TABLES {
            return Err(words::too_large(&Limit::Tables(MOST_TABLES)));
        }
        Ok(())
    }

    /// Closes what the page left open, which means that it was cut.
    fn finish(&mut self) -> Result<Vec<Grid>, Stopped> {
        while !self.open.is_empty() {
            let cut = words::cut_page(self.lines.line);
            self.close_table(Some(cut))?;
        }
        self.done.sort_by_key(|(order, _)| *order);
        Ok(self.done.drain(..).map(|(_, grid)| grid).collect())
    }
}

impl Table {
    fn flow(&mut self) -> Option<&mut Flow> {
        match (&mut self.cell, &mut self.caption) {
            (Some(cell), _) => Some(&mut cell.flow),
            (None, caption) => caption.as_mut(),
        }
    }

    fn open_row(&mut self, line: u64, hidden: bool, budget: &mut Budget) -> Result<(), Stopped> {
        self.close_cell(budget)?;
        self.row = Some(0);
        let number = self.grid.last() + 1;
        self.grid.begin(number, line, hidden, budget)
    }

    fn open_cell(&mut self, tag: &Tag, line: u64, budget: &mut Budget) -> Result<(), Stopped> {
        self.close_cell(budget)?;
        if self.row.is_none() {
            self.open_row(line, false, budget)?;
        }
        let row = self.grid.last();
        let from = self.row.unwrap_or(0);
        let taken = self
            .reach
            .iter()
            .skip(from)
            .take_while(|reach| **reach >= row)
            .count();
        let column = from + taken;
        let wide = span(tag, "colspan").unwrap_or(1).clamp(1, WIDEST_SPAN);
        let tall = match span(tag, "rowspan") {
            Some(0) => TALLEST_SPAN,
            tall => (tall.unwrap_or(1) as u32).min(TALLEST_SPAN),
        };
        self.row = Some(column + wide);
        self.cell = Some(Cell {
            column,
            flow: Flow::default(),
        });
        self.merge(row, tall, column, wide)
    }

    fn merge(&mut self, row: u32, tall: u32, column: usize, wide: usize) -> Result<(), Stopped> {
        let most = super::delimited::MOST_COLUMNS;
        if column + wide > most {
            return Err(words::too_large(&Limit::Columns(most)));
        }
        let bottom = row.saturating_add(tall - 1);
        if self.reach.len() < column + wide {
            self.reach.resize(column + wide, 0);
        }
        for reach in self.reach.iter_mut().skip(column).take(wide) {
            *reach = bottom.max(*reach);
        }
        if tall > 1 || wide > 1 {
            let (left, right) = (column as u16, (column + wide - 1) as u16);
            self.grid.sheet.merges.push(Region {
                top: row,
                bottom,
                left,
                right,
            });
        }
        Ok(())
    }

    fn close_cell(&mut self, budget: &mut Budget) -> Result<(), Stopped> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let text = cell.flow.finish();
        let kind = if text.is_empty() { Kind::Empty } else { Kind::Text };
        self.grid.put(cell.column, kind, &text, budget)
    }

    /// Spans may reach beyond the last row; regions do not.
    fn close_merges(&mut self) {
        let last = self.grid.last();
        let merges = &mut self.grid.sheet.merges;
        for region in merges.iter_mut() {
            region.bottom = region.bottom.min(last);
        }
        merges.retain(|r| r.bottom > r.top || r.right > r.left);
    }
}

fn span(tag: &Tag, name: &str) -> Option<usize> {
    tag.attribute(name)?.trim().parse().ok()
}

fn is_hidden(tag: &Tag) -> bool {
    let style = tag.attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    tag.attribute("hidden").is_some() || style.to_ascii_lowercase().contains("display:none")
}

/// The text of a cell as a browser flows it: runs of blanks are one blank, blocks stand on lines of their own.
#[derive(Default)]
struct Flow {
    text: String,
    blank: bool,
}

impl Flow {
    fn push(&mut self, c: char) {
        if c.is_ascii_whitespace() {
            self.blank = !self.text.is_empty() && !self.text.ends_with('\n');
            return;
        }
        if std::mem::take(&mut self.blank) {
            self.text.push(' ');
        }
        self.text.push(c);
    }

    fn line_end(&mut self) {
        self.blank = false;
        self.text.push('\n');
    }

    fn block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.line_end();
        }
    }

    fn finish(mut self) -> String {
        let len = self.text.trim_end_matches('\n').len();
        self.text.truncate(len);
        self.text
    }
}

#[cfg(test)]
mod tests;
