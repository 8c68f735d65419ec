//! The XML of Excel 2003: worksheets, indexed rows and cells, merges, hidden rows and columns, typed data. Refuses
//! document types, and with them every entity that is not built in; evaluates no formula.

mod value;

use super::grid::{Budget, Grid, MOST_ROWS};
use super::lines::Lines;
use super::words;
use crate::ingest::{Limit, Region, Stopped, Visibility};
use crate::model::Kind;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use value::Type;

const LAST_COLUMN: usize = super::delimited::MOST_COLUMNS;

/// The worksheets of a document. One that breaks off keeps what stood before, and says so after its last row.
pub(super) fn sheets(document: &str, budget: &mut Budget) -> Result<Vec<Grid>, Stopped> {
    let mut reading = Reading {
        budget: *budget,
        ..Reading::default()
    };
    let outcome = reading.read(document);
    *budget = reading.budget;
    match (outcome, reading.grids.last_mut()) {
        (Err(stopped), None) => return Err(stopped),
        (Err(stopped), Some(grid)) => grid.ending = Some(stopped),
        (Ok(()), None) => return Err(words::no_sheet()),
        (Ok(()), Some(_)) => {}
    }
    Ok(reading.grids)
}

#[derive(Default)]
struct Reading {
    budget: Budget,
    lines: Lines,
    grids: Vec<Grid>,
    /// Elements open at the moment.
    depth: usize,
    next_row: u32,
    next_column: usize,
    next_definition: usize,
    in_row: bool,
    cell: Option<Cell>,
    /// A comment's data is not the cell's.
    in_comment: bool,
    in_data: bool,
    visible: Option<String>,
}

struct Cell {
    column: usize,
    formula: bool,
    data: Option<Type>,
    text: String,
}

impl Reading {
    fn read(&mut self, document: &str) -> Result<(), Stopped> {
        let mut reader = Reader::from_str(document);
        let mut counted = 0;
        loop {
            let event = reader.read_event();
            let upto = (reader.buffer_position() as usize).min(document.len());
            self.lines
                .pass(document.as_bytes().get(counted..upto).unwrap_or_default());
            counted = upto;
            match event.map_err(|e| words::bad_xml(self.lines.line, &e.to_string()))? {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    self.end(tag.local_name().as_ref())?;
                }
                Event::End(tag) => self.end(tag.local_name().as_ref())?,
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(reference) => self.reference(&reference)?,
                Event::DocType(_) => return Err(words::document_type()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 => {
                    return Err(words::bad_xml(self.lines.line, "unexpected end"));
                }
                Event::Eof => return Ok(()),
            }
        }
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), Stopped> {
        self.depth += 1;
        self.budget.hold(Limit::Depth, self.depth as u64)?;
        match tag.local_name().as_ref() {
            "Worksheet" => self.open_sheet(tag)?,
            "Column" => self.define_column(tag)?,
            "Row" => self.open_row(tag)?,
            "Cell" => self.open_cell(tag)?,
            "Comment" => self.in_comment = true,
            "Data" if !self.in_comment => {
                if let Some(cell) = &mut self.cell {
                    cell.data = Some(Type::of(attribute(tag, "Type").as_deref()));
                    self.in_data = true;
                }
            }
            "Visible" if self.cell.is_none() => self.visible = Some(String::new()),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Stopped> {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "Row" => self.in_row = false,
            "Cell" => self.close_cell()?,
            "Comment" => self.in_comment = false,
            "Data" => self.in_data = false,
            "Visible" => {
                let hidden = self.visible.take().is_some_and(|v| v.contains("Hidden"));
                if let Some(grid) = self.grids.last_mut().filter(|_| hidden) {
                    grid.sheet.visibility = Visibility::Hidden;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_data) {
            cell.text.push_str(text);
        } else if let Some(visible) = &mut self.visible {
            visible.push_str(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef) -> Result<(), Stopped> {
        let name = reference.xml10_content();
        let unknown = || words::unknown_entity(self.lines.line, &name);
        let resolved = match reference.resolve_char_ref() {
            Ok(Some(c)) => c.to_string(),
            Ok(None) => quick_xml::escape::resolve_predefined_entity(&name)
                .ok_or_else(unknown)?
                .to_owned(),
            Err(_) => return Err(unknown()),
        };
        self.text(&resolved);
        Ok(())
    }

    fn open_sheet(&mut self, tag: &BytesStart) -> Result<(), Stopped> {
        self.budget.hold(Limit::Sheets, self.grids.len() as u64 + 1)?;
        let mut grid = Grid::default();
        grid.sheet.name = attribute(tag, "Name");
        self.grids.push(grid);
        (self.next_row, self.next_definition, self.in_row, self.cell) = (1, 1, false, None);
        Ok(())
    }

    fn define_column(&mut self, tag: &BytesStart) -> Result<(), Stopped> {
        let first = self.index(tag, self.next_definition, LAST_COLUMN)?;
        let last = first.saturating_add(count(tag, "Span")).min(LAST_COLUMN);
        self.next_definition = last + 1;
        if let Some(grid) = self.grids.last_mut().filter(|_| is_hidden(tag)) {
            self.budget.regions(last + 1 - first)?;
            grid.sheet
                .hidden_columns
                .extend((first..=last).map(|c| (c - 1) as u16));
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &BytesStart) -> Result<(), Stopped> {
        let number = self.index(tag, self.next_row as usize, MOST_ROWS as usize)? as u32;
        let Some(grid) = self.grids.last_mut() else {
            return Ok(());
        };
        grid.begin(number, self.lines.line, is_hidden(tag), &mut self.budget)?;
        self.next_row = number + 1 + count(tag, "Span").min(MOST_ROWS as usize) as u32;
        (self.next_column, self.in_row, self.cell) = (1, true, None);
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart) -> Result<(), Stopped> {
        if !self.in_row {
            return Ok(());
        }
        let column = self.index(tag, self.next_column, LAST_COLUMN)?;
        let across = count(tag, "MergeAcross").min(LAST_COLUMN - column);
        let down = count(tag, "MergeDown");
        self.next_column = column + across + 1;
        if across > 0 || down > 0 {
            self.budget.regions(1)?;
            self.merge(column, across, down);
        }
        let formula = attribute(tag, "Formula").is_some();
        self.cell = Some(Cell {
            column: column - 1,
            formula,
            data: None,
            text: String::new(),
        });
        Ok(())
    }

    fn merge(&mut self, column: usize, across: usize, down: usize) {
        let Some(grid) = self.grids.last_mut() else { return };
        let top = grid.last();
        let bottom = (top as usize).saturating_add(down).min(MOST_ROWS as usize) as u32;
        let (left, right) = ((column - 1) as u16, (column - 1 + across) as u16);
        grid.sheet.merges.push(Region {
            top,
            bottom,
            left,
            right,
        });
    }

    fn close_cell(&mut self) -> Result<(), Stopped> {
        let (Some(cell), Some(grid)) = (self.cell.take(), self.grids.last_mut()) else {
            return Ok(());
        };
        self.in_data = false;
        let (kind, text) = match cell.data {
            Some(data) => data.read(cell.text),
            None if cell.formula => (Kind::Uncomputed, String::new()),
            None => (Kind::Empty, String::new()),
        };
        grid.put(cell.column, kind, &text, &mut self.budget)
    }

    /// The index an element states, or the one that follows; indices may leap forward but never back.
    fn index(&self, tag: &BytesStart, following: usize, last: usize) -> Result<usize, Stopped> {
        let stated = attribute(tag, "Index");
        let index = match &stated {
            Some(text) => text.trim().parse().ok(),
            None => Some(following),
        };
        index
            .filter(|i| (following.max(1)..=last).contains(i))
            .ok_or_else(|| {
                words::bad_index(
                    self.lines.line,
                    stated.as_deref().unwrap_or(&following.to_string()),
                )
            })
    }
}

/// An attribute by its local name, whatever its prefix.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

fn count(tag: &BytesStart, name: &str) -> usize {
    attribute(tag, name)
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

fn is_hidden(tag: &BytesStart) -> bool {
    attribute(tag, "Hidden").is_some_and(|v| v == "1" || v.eq_ignore_ascii_case("true"))
}

#[cfg(test)]
mod tests;
