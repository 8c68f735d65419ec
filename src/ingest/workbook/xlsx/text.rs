//! The texts of strings and cells: rich text put together, phonetic guides left out, blanks at the ends kept only where
//! they are asked for, `_x000D_` and its like decoded.

use super::super::words;
use super::super::xml::{Part, resolve};
use super::super::zip::{damaged, too_large};
use crate::ingest::Stopped;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// Bytes of `_xHHHH_`.
const ESCAPE: usize = 7;

/// Reads the string element just started to its end, putting its text behind what is there already.
pub(super) fn read(part: &mut Part, most: u64, out: &mut String) -> Result<(), Stopped> {
    let outside = part.depth().saturating_sub(1);
    let mut length = 0;
    // Where a phonetic guide is open, how deep it lies.
    let mut guide: Option<u32> = None;
    let mut piece = String::new();
    while part.depth() > outside {
        let (mut blanks, mut opens) = (None, false);
        match part.next()? {
            Event::Start(e) if guide.is_none() => match e.local_name().as_ref() {
                "t" => blanks = Some(keeps_blanks(&e)),
                "rPh" => opens = true,
                "si" => return Err(damaged(words::part_damaged(part.name(), "si"))),
                _ => {}
            },
            Event::Text(text) => length += text.len() as u64,
            Event::CData(text) => length += text.len() as u64,
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => {}
        }
        if opens {
            guide = Some(part.depth());
        }
        guide = guide.filter(|&depth| part.depth() >= depth);
        refuse_long(length, most)?;
        if let Some(keep) = blanks {
            piece.clear();
            length = plain(part, (length, most), &mut piece)?;
            put(&piece, keep, out);
        }
    }
    Ok(())
}

/// Whether an element keeps the blanks at the ends of its text.
fn keeps_blanks(e: &BytesStart) -> bool {
    e.attributes()
        .with_checks(false)
        .flatten()
        .any(|a| a.key.as_ref() == "xml:space" && &*a.value == "preserve")
}

/// Puts the text of one piece, as written but for its references, behind what is there.
pub(super) fn put(written: &str, keep: bool, out: &mut String) {
    let written = if keep {
        written
    } else {
        written.trim_matches([' ', '\t', '\r', '\n'])
    };
    out.push_str(&unescape(written));
}

/// Reads the element just started to its end: its characters, references resolved. Given, and gives back, how many bytes
/// of texts the cell has, and how many it may have.
fn plain(part: &mut Part, (mut length, most): (u64, u64), out: &mut String) -> Result<u64, Stopped> {
    let outside = part.depth().saturating_sub(1);
    while part.depth() > outside {
        match part.next()? {
            Event::Text(text) => {
                length += text.len() as u64;
                out.push_str(&text.xml10_content());
            }
            Event::CData(text) => {
                length += text.len() as u64;
                out.push_str(&text.xml10_content());
            }
            Event::GeneralRef(reference) => out.extend(resolve(&reference)),
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => {}
        }
        refuse_long(length, most)?;
    }
    Ok(length)
}

/// Refuses a cell of more bytes than it may have.
pub(super) fn refuse_long(length: u64, most: u64) -> Result<(), Stopped> {
    if length > most {
        return Err(too_large(words::cell_too_long(most)));
    }
    Ok(())
}

/// Decodes `_xHHHH_`, which stands for a UTF-16 unit that XML cannot hold. Half a pair becomes the replacement character.
pub(super) fn unescape(written: &str) -> Cow<'_, str> {
    let Some((mut at, mut unit)) = find_escape(written, 0) else {
        return Cow::Borrowed(written);
    };
    let mut out = String::with_capacity(written.len());
    let mut from = 0;
    loop {
        out.push_str(written.get(from..at).unwrap_or_default());
        from = at + ESCAPE;
        let second = Some(unit)
            .filter(|unit| (0xD800..0xDC00).contains(unit))
            .and_then(|_| escape_at(written, from))
            .filter(|unit| (0xDC00..0xE000).contains(unit));
        from += second.map_or(0, |_| ESCAPE);
        out.extend(char::decode_utf16([unit].into_iter().chain(second)).map(|c| c.unwrap_or('\u{FFFD}')));
        match find_escape(written, from) {
            Some(next) => (at, unit) = next,
            None => break,
        }
    }
    out.push_str(written.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// The next escape: where it stands, and its unit.
fn find_escape(written: &str, from: usize) -> Option<(usize, u16)> {
    let rest = written.as_bytes().get(from..)?;
    memchr::memchr_iter(b'_', rest).find_map(|at| Some((from + at, escape_at(written, from + at)?)))
}

fn escape_at(written: &str, at: usize) -> Option<u16> {
    let [b'_', b'x', a, b, c, d, b'_'] = written.as_bytes().get(at..at + ESCAPE)? else {
        return None;
    };
    let digits = [a, b, c, d].map(|&digit| char::from(digit).to_digit(16));
    let unit = digits
        .into_iter()
        .try_fold(0, |unit, digit| Some(unit * 16 + digit?))?;
    u16::try_from(unit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_utf16_units() {
        for (written, text) in [
            ("_x000D_", "\r"),
            ("a_x000a_b_x0041_", "a\nbA"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "📷"),
            ("_xD83D_x", "\u{FFFD}x"),
            ("_xDCF7_", "\u{FFFD}"),
            ("_x00G0_", "_x00G0_"),
            ("_x000D", "_x000D"),
            ("__x000D_", "_\r"),
            ("无_名", "无_名"),
        ] {
            assert_eq!(unescape(written), text, "{written}");
        }
    }
}
