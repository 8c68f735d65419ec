//! Delimited text with some fields replaced: same encoding, same line ends, same quotes elsewhere, byte for byte.

use super::survey::Spot;
use super::{Change, Fault, Left};
use crate::ingest::{Charset, Encoding, FieldSpan, FieldSpans};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// The fields to be replaced, each with its new bytes, or `None` where they cannot be written.
type Pieces = Vec<(FieldSpan, Option<Vec<u8>>)>;

fn pieces(path: &Path, encoding: &Encoding, changes: &[Change]) -> Result<Pieces, Fault> {
    let new: BTreeMap<(u32, u16), &str> = changes
        .iter()
        .map(|c| ((c.row, c.column), c.after.as_str()))
        .collect();
    let wanted: BTreeSet<(u32, u16)> = new.keys().copied().collect();
    let spans = FieldSpans::of(path, encoding, &wanted)?;
    let (delimiter, charset) = (spans.delimiter, spans.charset);
    let piece = |span: FieldSpan| {
        let text = new.get(&(span.row, span.column)).copied().unwrap_or_default();
        let bytes = encoded(&quoted(text, span.quoted, delimiter), charset);
        (span, bytes)
    };
    Ok(spans.fields.into_iter().map(piece).collect())
}

/// The changes that the file cannot take.
pub(super) fn unwritable(
    path: &Path,
    encoding: &Encoding,
    changes: &[Change],
) -> Result<BTreeMap<Spot, Left>, Fault> {
    let pieces = pieces(path, encoding, changes)?;
    let good: BTreeSet<(u32, u16)> = pieces
        .iter()
        .filter(|(_, bytes)| bytes.is_some())
        .map(|(span, _)| (span.row, span.column))
        .collect();
    let bad = changes.iter().filter(|c| !good.contains(&(c.row, c.column)));
    Ok(bad.map(|c| (c.spot(), Left::Unwritable)).collect())
}

/// Writes the file with the changes.
pub(super) fn write(
    path: &Path,
    encoding: &Encoding,
    changes: &[Change],
    out: &mut File,
) -> Result<(), Fault> {
    let mut from = BufReader::new(File::open(path)?);
    let mut out = BufWriter::new(out);
    let mut at = 0;
    for (span, bytes) in pieces(path, encoding, changes)? {
        let Some(bytes) = bytes else { continue };
        io::copy(&mut from.by_ref().take(span.bytes.start - at), &mut out)?;
        io::copy(
            &mut from.by_ref().take(span.bytes.end - span.bytes.start),
            &mut io::sink(),
        )?;
        out.write_all(&bytes)?;
        at = span.bytes.end;
    }
    io::copy(&mut from, &mut out)?;
    out.flush()?;
    Ok(())
}

fn quoted(text: &str, quoted: bool, delimiter: char) -> String {
    if quoted || text.contains([delimiter, '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

pub(super) fn encoded(text: &str, charset: Charset) -> Option<Vec<u8>> {
    match charset {
        Charset::Utf8 => Some(text.as_bytes().to_vec()),
        Charset::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Charset::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Charset::Gb18030 | Charset::Big5 => {
            let codec = encoding_rs::Encoding::for_label(charset.label().as_bytes())?;
            let (bytes, _, unmappable) = codec.encode(text);
            (!unmappable).then(|| bytes.into_owned())
        }
    }
}
