//! The tables of a web page, each a sheet: spans become merged regions, a `<br>` a line end, nested tags vanish. Text
//! outside tables is passed over; rows count from 1 in each table. Refuses to run anything or to load anything.

mod flow;
mod table;

use super::entities::resolve;
use super::grid::{Budget, Grid};
use super::lines::Lines;
use super::markup::{Markup, Tag, Token};
use super::words;
use crate::ingest::{Limit, Stopped};
use flow::Flow;
use table::Table;

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
        self.budget.hold(Limit::Nesting, self.open.len() as u64 + 1)?;
        let order = self.opened;
        self.opened += 1;
        self.open.push(Table::new(order, implied));
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
        self.budget.hold(Limit::Sheets, self.done.len() as u64)
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

fn is_hidden(tag: &Tag) -> bool {
    let style = tag.attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    tag.attribute("hidden").is_some() || style.to_ascii_lowercase().contains("display:none")
}

#[cfg(test)]
mod tests;
