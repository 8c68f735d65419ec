//! Where in a sheet the table is and what its columns mean: cells from text, with merged regions and further sheets.

use super::book;
use dataaudit::ingest::{Memory, Region};

/// Cells apart by tabs, rows by line ends. A line `\x01` and four letters merges a region, `\x02` hides a row or column,
/// `\x03` begins a sheet named so.
pub(crate) fn layout(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut memory = Memory::default();
    let (mut name, mut rows, mut marks): (String, Vec<Vec<&str>>, Vec<&str>) = Default::default();
    for line in text.split('\n') {
        match line.as_bytes().first() {
            Some(3) => {
                memory = sheet(memory, &name, &rows, &marks);
                (name, rows, marks) = (
                    line.get(1..).unwrap_or_default().to_owned(),
                    Vec::new(),
                    Vec::new(),
                );
            }
            Some(1 | 2) => marks.push(line),
            _ => rows.push(line.split('\t').collect()),
        }
    }
    book::whole(&mut sheet(memory, &name, &rows, &marks));
}

fn sheet(memory: Memory, name: &str, rows: &[Vec<&str>], marks: &[&str]) -> Memory {
    let mut memory = memory.sheet(name, rows);
    for mark in marks {
        let number = |at: usize| mark.chars().nth(at).map_or(0, |c| c as u32 % 64);
        memory = match mark.as_bytes().first() {
            Some(1) => memory.merge(Region {
                top: number(1),
                bottom: number(2),
                left: number(3) as u16,
                right: number(4) as u16,
            }),
            _ if number(1) % 2 == 0 => memory.hide_row(number(2)),
            _ => memory.hide_column(number(2) as u16),
        };
    }
    memory
}
