//! Files known by their first few bytes, and bytes that are no text. Knows no markup.

use super::format::Format;
use crate::ingest::text::hanzi::utf16;

const MAGIC: &[(&[u8], Format)] = &[
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"PK\x07\x08", Format::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Ole),
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"\x09\x00\x04\x00", Format::Biff2to4),
    (b"\x09\x00\x06\x00", Format::Biff2to4),
    (b"\x09\x02\x06\x00", Format::Biff2to4),
    (b"\x09\x04\x06\x00", Format::Biff2to4),
    (b"\x09\x08\x08\x00", Format::Biff2to4),
    (b"\x09\x08\x10\x00", Format::Biff2to4),
    (b"ID;P", Format::Sylk),
    (b"TABLE\r\n0,1", Format::Dif),
    (b"TABLE\n0,1", Format::Dif),
    (b"\x89PNG\r\n\x1A\n", Format::Image),
    (b"\xFF\xD8\xFF", Format::Image),
    (b"GIF87a", Format::Image),
    (b"GIF89a", Format::Image),
    (b"II*\0", Format::Image),
    (b"MM\0*", Format::Image),
    (b"RIFF", Format::Binary),
    (b"\x1F\x8B\x08", Format::Archive),
    (b"7z\xBC\xAF\x27\x1C", Format::Archive),
    (b"Rar!\x1A\x07", Format::Archive),
    (b"\xFD7zXZ\0", Format::Archive),
    (b"BZh", Format::Archive),
    (b"SQLite format 3\0", Format::Database),
    (b"\0\x01\0\0Standard ", Format::Database),
    (b"PAR1", Format::Database),
    (b"\x7FELF", Format::Binary),
];

/// A file by its first few bytes.
pub(super) fn by_magic(head: &[u8]) -> Option<Format> {
    let (_, format) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic))?;
    // Letters alone are no proof: a table may well begin with the word RIFF.
    let letters = matches!(head.get(..3), Some(b"RIF" | b"BZh" | b"PAR"));
    (!letters || is_binary(head)).then_some(*format)
}

/// A dBASE header: a known version, a date, lengths that fit the 32 bytes a field, and reserved zeros.
pub(super) fn dbf(head: &[u8]) -> bool {
    let &[
        version,
        _,
        month,
        day,
        _,
        _,
        _,
        _,
        len_low,
        len_high,
        rec_low,
        rec_high,
        0,
        0,
        ..,
    ] = head
    else {
        return false;
    };
    let header = u16::from_le_bytes([len_low, len_high]);
    let record = u16::from_le_bytes([rec_low, rec_high]);
    let versions = [
        0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB,
    ];
    versions.contains(&version)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && header > 32
        && record > 0
}

/// Bytes that are no text in any encoding.
pub(super) fn is_binary(head: &[u8]) -> bool {
    if matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..]) || utf16(head).is_some() {
        return false;
    }
    let nuls = head.iter().map(|b| usize::from(*b == 0)).sum::<usize>();
    let controls = head
        .iter()
        .filter(|b| matches!(b, 1..=8 | 11 | 14..=25 | 27..=31 | 127))
        .count();
    // A few stray control characters or NULs are a damaged text, which says more about itself when read.
    nuls > 2 + head.len() / 10 || controls > 2 + head.len() / 20
}
