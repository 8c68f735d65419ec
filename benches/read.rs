//! Reads every row of every sheet of the files named, as an audit does before it judges: `cargo bench --bench read --
//! FILE…`. Says how much there was, so that other readers of the same file can be held against it; whoever runs it
//! measures time, instructions or memory with the tools of the machine.

use dataaudit::ingest::{Dictionaries, Document, Reader, Reading};
use dataaudit::model::{Row, Vocabulary};
use std::error::Error;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let files = std::env::args_os().skip(1).filter(|a| a != "--bench");
    for file in files {
        read(Path::new(&file))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<(), Box<dyn Error>> {
    let reading = Reading {
        reader: Reader::this_program().ok(),
        ..Reading::default()
    };
    let vocabulary = Vocabulary::default();
    let dictionaries = Dictionaries::new(&vocabulary, &reading.layout)?;
    let mut document = Document::new(path, &reading.limits)?;
    document.open(&reading, &dictionaries)?;
    let book = document.book().ok_or("not opened")?;
    let (mut count, mut cells, mut bytes) = (0u64, 0u64, 0u64);
    let mut row = Row::default();
    for sheet in 0..book.sheets().len() {
        let mut rows = book.rows(sheet)?;
        while rows.next(&mut row)? {
            count += 1;
            for column in 0..row.width() as u16 {
                let text = row.text(column);
                cells += u64::from(!text.is_empty());
                bytes += text.len() as u64;
            }
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}: {count} rows, {cells} cells, {bytes} bytes",
        path.display()
    )?;
    Ok(())
}
