//! Rows under a head, written as a table for the terminal, CSV or Markdown. Knows no law.

use super::{Listing, Page, columns};
use crate::report::cells;
use comfy_table::{ContentArrangement, Table, presets};
use std::io::{self, Write};

/// Rows under a head.
#[derive(Debug, Default)]
pub(in crate::report) struct Sheet {
    pub(in crate::report) head: Vec<String>,
    pub(in crate::report) rows: Vec<Vec<String>>,
    /// Which columns share one on a page that is too narrow, each group one under the other; empty where none do.
    pub(in crate::report) narrow: &'static [&'static [usize]],
}

impl Sheet {
    pub(in crate::report) fn new(head: &[&str], narrow: &'static [&'static [usize]]) -> Self {
        Self {
            head: head.iter().map(|&h| h.to_owned()).collect(),
            rows: Vec::new(),
            narrow,
        }
    }

    /// Writes the sheet; JSON is not its own and yields nothing.
    pub(in crate::report) fn write(
        &self,
        listing: Listing,
        page: Page,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match listing {
            Listing::Table => self.table(page.width, out),
            Listing::Csv => self.csv(out),
            Listing::Markdown => self.markdown(out),
            Listing::Json => Ok(()),
        }
    }

    fn table(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let stacked = !self.narrow.is_empty() && !self.fits(width);
        let fit = |row: &[String], between: &str| {
            if stacked {
                self.stack(row, between)
            } else {
                row.to_vec()
            }
        };
        let mut table = Table::new();
        table.load_style(if stacked {
            presets::UTF8_HORIZONTAL_ONLY
        } else {
            presets::NOTHING
        });
        table.set_content_arrangement(ContentArrangement::Disabled);
        let mut rows = vec![fit(&self.head, " / ")];
        rows.extend(self.rows.iter().map(|row| fit(row, "\n")));
        // The lines between rows set the columns one further apart.
        columns::fit(&mut rows, width, if stacked { 3 } else { 2 });
        let mut rows = rows.into_iter();
        table.set_header(rows.next().unwrap_or_default());
        table.add_rows(rows);
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Whether it fits a page as it is, every column by itself.
    pub(in crate::report) fn fits(&self, width: usize) -> bool {
        columns::fits(&self.all(), width, 2)
    }

    /// Whether it fits a page with no cell broken.
    pub(in crate::report) fn fits_whole(&self, width: usize) -> bool {
        columns::whole(&self.all(), width, 2)
    }

    fn all(&self) -> Vec<Vec<String>> {
        std::iter::once(&self.head).chain(&self.rows).cloned().collect()
    }

    fn stack(&self, row: &[String], between: &str) -> Vec<String> {
        let one = |group: &&[usize]| {
            let cells = group.iter().filter_map(|&i| row.get(i)).filter(|c| !c.is_empty());
            cells.map(String::as_str).collect::<Vec<_>>().join(between)
        };
        self.narrow.iter().map(one).collect()
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(cells::MARK)?;
        let mut csv = cells::writer(out);
        for row in std::iter::once(&self.head).chain(&self.rows) {
            cells::row(&mut csv, row)?;
        }
        csv.flush()
    }

    fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let line = |row: &[String]| {
            let cells: Vec<_> = row.iter().map(|cell| escaped(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        writeln!(out, "{}", line(&self.head))?;
        writeln!(out, "|{}", "---|".repeat(self.head.len()))?;
        self.rows
            .iter()
            .try_for_each(|row| writeln!(out, "{}", line(row)))
    }
}

fn escaped(cell: &str) -> String {
    cell.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('\n', "<br>")
}
