//! Delimited text and its encodings: cut as the csv crate cuts, and the same in whatever encoding it is written.

use super::bed::{laid, opened, refused};
use super::book;
use dataaudit::ingest::{Document, Reading, Stopped};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

fn stated(label: &str) -> Reading {
    Reading {
        encoding: Some(label.to_owned()),
        ..Reading::default()
    }
}

fn read(document: &mut Document) -> Option<book::Read> {
    let book = document.book()?;
    Some(book::sheet(book, 0))
}

/// Bytes as a CSV file in UTF-8.
pub(crate) fn csv(bytes: &[u8]) {
    let file = laid(bytes, ".csv");
    let mut document = match opened(file.path(), &stated("utf-8")) {
        Ok(document) => document,
        Err(stopped) => return refused(&stopped),
    };
    let is_csv = document.format == Some("csv");
    let Some(book) = document.book() else { return };
    book::whole(book);
    let read = book::sheet(book, 0);
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !is_csv || text.starts_with(b"\xEF\xBB\xBF") {
        return;
    }
    // Where reading stopped, for a quote or a byte that is no text, what came before it must still be right.
    let good = match std::str::from_utf8(text) {
        Ok(_) => text.len(),
        Err(wrong) => wrong.valid_up_to(),
    };
    let ours = read.texts();
    let fits = |(delimiter, skip): &(u8, usize)| {
        let records = records(text.get(*skip..good).unwrap_or_default(), *delimiter);
        match read.end {
            Ok(()) => ours == records,
            Err(_) => records.starts_with(&ours),
        }
    };
    let candidates =
        stated_delimiter(text).map_or_else(|| b",\t;|".map(|d| (d, 0)).to_vec(), |one| vec![one]);
    assert!(
        candidates.iter().any(fits),
        "no delimiter cuts it so: {ours:?}, {:?}",
        read.end
    );
}

/// `sep=;` on the first line, with the length of that line.
fn stated_delimiter(text: &[u8]) -> Option<(u8, usize)> {
    let end = text.iter().position(|b| matches!(b, b'\r' | b'\n'))?;
    let line = text.get(..end)?;
    let line = line
        .strip_prefix(b"\"")
        .and_then(|l| l.strip_suffix(b"\""))
        .unwrap_or(line);
    let (key, delimiter) = line.split_at_checked(4)?;
    let &[delimiter] = delimiter else { return None };
    let odd = delimiter.is_ascii_alphanumeric() || delimiter == b'"' || !delimiter.is_ascii();
    let crlf = usize::from(text.get(end..end + 2) == Some(b"\r\n"));
    (key.eq_ignore_ascii_case(b"sep=") && !odd).then_some((delimiter, end + 1 + crlf))
}

/// What the csv crate makes of it.
fn records(text: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let own = |record: csv::ByteRecord| {
        let text = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
        record.iter().map(text).collect()
    };
    reader.byte_records().map_while(Result::ok).map(own).collect()
}

/// The first byte says what is known of the encoding; the rest is the file, or what is to stand in it.
pub(crate) fn encodings(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else {
        return;
    };
    if choice % 8 < 4 {
        let reading = match choice % 4 {
            0 | 1 => Reading::default(),
            2 => stated("gb18030"),
            _ => stated("big5"),
        };
        return unknown(rest, &reading);
    }
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let (label, encoded) = match choice % 4 {
        0 => ("gb18030", encoded(text, GB18030)),
        1 => ("big5", encoded(text, BIG5)),
        2 => (
            "utf-16le",
            Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ),
        _ => (
            "utf-16be",
            Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ),
    };
    if let Some(encoded) = encoded {
        same(text, &encoded, label);
    }
}

fn unknown(bytes: &[u8], reading: &Reading) {
    let file = laid(bytes, ".csv");
    match opened(file.path(), reading) {
        Ok(mut document) => {
            if let Some(encoding) = &document.encoding {
                super::bed::said(&encoding.reason);
                let marked = bytes.starts_with(b"\xEF\xBB\xBF") && reading.encoding.is_none();
                assert!(!marked || encoding.label() == "utf-8", "{}", encoding.label());
            }
            if let Some(book) = document.book() {
                book::whole(book);
            }
        }
        Err(stopped) => refused(&stopped),
    }
}

/// The text in another encoding, where it has all the characters and gives them back.
fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(text);
    let (back, _) = encoding.decode_without_bom_handling(&bytes);
    (!unmappable && back == text).then(|| bytes.into_owned())
}

/// A text is the same table in every encoding that is stated.
fn same(text: &str, encoded: &[u8], label: &str) {
    let (ours, theirs) = (laid(text.as_bytes(), ".csv"), laid(encoded, ".csv"));
    let open = |file: &tempfile::NamedTempFile, label: &str| -> Result<Document, Stopped> {
        opened(file.path(), &stated(label))
    };
    if let (Ok(mut ours), Ok(mut theirs)) = (open(&ours, UTF_8.name()), open(&theirs, label))
        && ours.format == Some("csv")
        && theirs.format == Some("csv")
    {
        let (ours, theirs) = (read(&mut ours), read(&mut theirs));
        let rows = |read: Option<book::Read>| read.filter(|r| r.end.is_ok()).map(|r| r.rows);
        if let (Some(ours), Some(theirs)) = (rows(ours), rows(theirs)) {
            assert_eq!(ours, theirs, "{label}");
        }
    }
}
