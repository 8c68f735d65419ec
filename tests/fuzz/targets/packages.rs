//! Workbooks. A fuzzer that changes bytes of a packed file is stopped by its checksums, so a workbook may also be given as
//! its parts: `@@ name` on a line and the part below it; an xls as the stream inside its container.

use super::bed::{DICTIONARIES, laid, refused};
use super::book;
use crate::boxed;
use dataaudit::ingest::{Document, Limits, Reading, read_here};
use std::path::Path;

const MARK: &[u8] = b"@@ ";

/// The file that an input means.
pub(super) fn packed(bytes: &[u8], rest: impl Fn(&[u8]) -> Vec<(String, Vec<u8>)>) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let parts = if bytes.starts_with(MARK) {
        parts(bytes)
    } else {
        rest(bytes)
    };
    boxed::zip(&parts)
}

/// The parts of a list of parts.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if let Some(name) = line.strip_prefix(MARK) {
            parts.push((String::from_utf8_lossy(name).trim_end().to_owned(), Vec::new()));
        } else if let Some((_, part)) = parts.last_mut() {
            part.extend_from_slice(line);
        }
    }
    parts
}

fn read(bytes: &[u8], ending: &str) {
    let file = laid(bytes, ending);
    let mut document = match Document::new(file.path(), &Limits::default()) {
        Ok(document) => document,
        Err(stopped) => return refused(&stopped),
    };
    match document.open(&Reading::default(), &DICTIONARIES) {
        Ok(()) => document.book().into_iter().for_each(book::whole),
        Err(stopped) => refused(&stopped),
    }
}

/// As the process does that reads for the program, without its limits.
fn read_binary(path: &Path) {
    match read_here(path, &Limits::default()) {
        Ok(mut book) => book::whole(book.as_mut()),
        Err(stopped) => refused(&stopped),
    }
}

/// A workbook of Excel; what names no part is its first sheet.
pub(crate) fn xlsx(bytes: &[u8]) {
    let sheet = |bytes: &[u8]| {
        let sheet = [b"<worksheet>", bytes, b"</worksheet>"].concat();
        boxed::xlsx_parts(sheet)
    };
    read(&packed(bytes, sheet), ".xlsx");
}

/// An open document; what names no part is its content.
pub(crate) fn ods(bytes: &[u8]) {
    let content = |bytes: &[u8]| boxed::ods_parts(bytes.to_vec());
    read(&packed(bytes, content), ".ods");
}

/// A binary workbook of parts.
pub(crate) fn xlsb(bytes: &[u8]) {
    let file = laid(&packed(bytes, boxed::xlsb_parts), ".xlsb");
    read_binary(file.path());
}

/// A binary workbook of records; what is no container is the stream in one.
pub(crate) fn xls(bytes: &[u8]) {
    let file = if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        laid(bytes, ".xls")
    } else {
        laid(&boxed::ole(bytes), ".xls")
    };
    read_binary(file.path());
}
