//! What a file really is, from its first bytes only. Refuses to look at the extension, and at anything behind the
//! head: a zip is a zip by its first four bytes, whatever lies inside an OLE file.

mod format;
mod magic;
mod words;

pub(super) use format::{EXTENSIONS, Format};

use super::Stopped;
use super::text::words::{not_a_plain_file, unreadable};
use magic::{by_magic, dbf, is_binary};
use std::io::Read;
use std::path::Path;

/// How many bytes from the start are worth giving to [`sniff`].
pub(super) const HEAD: usize = 64 * 1024;

/// Reads the head of a file and tells what it is. What is neither file nor folder is not opened: a pipe that nobody
/// writes to would wait for ever, and none can be read twice.
pub(super) fn peek(path: &Path) -> Result<Format, Stopped> {
    let kind = std::fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !kind.is_file() && !kind.is_dir() {
        return Err(not_a_plain_file());
    }
    let mut head = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(HEAD as u64).read_to_end(&mut head))
        .map_err(|error| unreadable(&error))?;
    Ok(sniff(&head))
}

/// What a file is, from its first bytes ([`HEAD`] of them, or all if it is shorter).
pub(super) fn sniff(head: &[u8]) -> Format {
    if head.is_empty() {
        return Format::Empty;
    }
    by_magic(head)
        .or_else(|| dbf(head).then_some(Format::Dbf))
        .or_else(|| by_markup(&narrow(head)))
        .unwrap_or_else(|| {
            if is_binary(head) {
                Format::Binary
            } else {
                Format::Csv
            }
        })
}

/// The head as lower-case bytes without byte order mark and leading blanks; UTF-16 loses its NULs, which is enough to
/// recognise markup.
fn narrow(head: &[u8]) -> Vec<u8> {
    let wide = matches!(
        head,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, b'<', ..] | [b'<', 0, ..]
    );
    let bytes = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    bytes
        .iter()
        .filter(|&&b| !wide || !matches!(b, 0 | 0xFE | 0xFF))
        .skip_while(|b| b.is_ascii_whitespace())
        .map(u8::to_ascii_lowercase)
        .collect()
}

fn by_markup(head: &[u8]) -> Option<Format> {
    let has = |word: &str| find(head, word.as_bytes());
    match head {
        [b'<', ..] if has("urn:schemas-microsoft-com:office:spreadsheet") && has("workbook") => {
            Some(Format::SpreadsheetMl)
        }
        [b'<', ..] if has("<office:document") => Some(Format::Fods),
        [b'<', ..] if is_page(head) => Some(Format::Html),
        [b'<', b'?', b'x', b'm', b'l', ..] => Some(Format::Xml),
        [b'{' | b'[', rest @ ..] => is_json(rest).then_some(Format::Json),
        _ => is_mail(head).then_some(Format::Mhtml),
    }
}

fn is_page(head: &[u8]) -> bool {
    const OPENINGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<meta",
        "<body",
        "<table",
        "<style",
        "<div",
        "<center",
        "<tr",
        "<script",
        "<title",
    ];
    OPENINGS.iter().any(|tag| head.starts_with(tag.as_bytes()))
        || find(head, b"<html")
        || find(head, b"<table")
}

fn is_json(after_bracket: &[u8]) -> bool {
    let mut rest = after_bracket.iter().filter(|b| !b.is_ascii_whitespace());
    match (rest.next(), rest.next()) {
        (Some(b'{'), Some(b'"' | b'}')) => true,
        (Some(b'"'), _) => find(after_bracket, b"\":") || find(after_bracket, b"\" :"),
        _ => false,
    }
}

/// A mail envelope: a header field at the very start and the MIME version soon after.
fn is_mail(head: &[u8]) -> bool {
    let head = head.get(..2048).unwrap_or(head);
    let field = head
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
        .count();
    field > 0
        && head.get(field) == Some(&b':')
        && (head.starts_with(b"mime-version:") || find(head, b"\nmime-version:"))
        && find(head, b"content-type:")
}

fn find(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|w| w == needle)
}

#[cfg(test)]
mod tests;
