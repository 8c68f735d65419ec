//! Rows and cells in the shapes that programs write, read straight from the bytes. What has any other shape, or is not at
//! hand to its end, is left to the reader of events, which must find the same in these (a property test holds both to it).

use super::value::{Kept, Value, error_text, number};
use memchr::memchr;

/// A row's tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RowTag {
    /// The row number as written.
    pub(super) number: Option<u32>,
    pub(super) hidden: bool,
}

/// A cell.
#[derive(Debug, PartialEq)]
pub(super) struct Cell<'b> {
    /// The column, where the cell has an address; it is in the row at hand.
    pub(super) column: Option<u16>,
    pub(super) style: u32,
    pub(super) value: Value<'b>,
}

/// What is known where a cell is read.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// The number of the row at hand, as its cells write it.
    pub(super) row: &'k [u8],
    /// How many shared strings there are.
    pub(super) strings: u32,
    /// Bytes that a cell may have.
    pub(super) most: u64,
}

/// `</row>`, the tag of the row after it, and what follows.
pub(super) fn next_row(bytes: &[u8]) -> Option<(RowTag, &[u8])> {
    let rest = bytes.strip_prefix(b"</row>")?.trim_ascii_start();
    let mut rest = rest.strip_prefix(b"<row")?;
    let mut tag = RowTag {
        number: None,
        hidden: false,
    };
    let mut hidden_told = false;
    loop {
        match rest {
            [b'>', after @ ..] => return Some((tag, after)),
            [b' ', b'r', b'=', b'"', after @ ..] if tag.number.is_none() => {
                let (number, quote) = digits(after)?;
                let length = after.len() - quote.len();
                if length > 7 || !(1..=super::ROWS).contains(&number) {
                    return None;
                }
                tag.number = Some(number);
                rest = quote.strip_prefix(b"\"")?;
            }
            [b' ', after @ ..] => {
                let (name, value, after) = attribute(after)?;
                match name {
                    b"r" => return None,
                    b"hidden" if hidden_told => return None,
                    b"hidden" => {
                        hidden_told = true;
                        tag.hidden = matches!(value, b"1" | b"true");
                    }
                    _ => {}
                }
                rest = after;
            }
            _ => return None,
        }
    }
}

/// `name="value"`, and what follows it.
fn attribute(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (name, rest) = bytes.split_at_checked(memchr(b'=', bytes)?)?;
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-' | b'.');
    if name.is_empty() || !name.iter().all(plain) {
        return None;
    }
    let rest = rest.strip_prefix(b"=\"")?;
    let (value, rest) = rest.split_at_checked(memchr(b'"', rest)?)?;
    let plain = value.is_ascii() && !value.iter().any(|b| matches!(b, b'<' | b'>' | b'&'));
    Some((name, value, rest.strip_prefix(b"\"")?)).filter(|_| plain)
}

/// The type of a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Number { told: bool },
    Shared,
    Text,
    Inline,
    Truth,
    Error,
}

/// `<c …>…</c>` and what follows it.
pub(super) fn cell<'b>(bytes: &'b [u8], known: Known<'_>) -> Option<(Cell<'b>, &'b [u8])> {
    let mut rest = bytes.strip_prefix(b"<c")?;
    let (mut column, mut style, mut kind) = (None, None, None);
    loop {
        match rest {
            [b'>', after @ ..] => {
                rest = after;
                break;
            }
            [b'/', b'>', after @ ..] => {
                let cell = Cell {
                    column,
                    style: style.unwrap_or_default(),
                    value: Value::Nothing,
                };
                return Some((cell, after));
            }
            [b' ', b'r', b'=', b'"', after @ ..] if column.is_none() => {
                let (letters, after) = letters(after)?;
                column = Some(letters);
                rest = after.strip_prefix(known.row)?.strip_prefix(b"\"")?;
            }
            [b' ', b's', b'=', b'"', after @ ..] if style.is_none() => {
                let (number, after) = digits(after)?;
                style = Some(number);
                rest = after.strip_prefix(b"\"")?;
            }
            [b' ', b't', b'=', b'"', after @ ..] if kind.is_none() => {
                let (told, after) = type_of(after)?;
                kind = Some(told);
                rest = after;
            }
            _ => return None,
        }
    }
    let kind = kind.unwrap_or(Type::Number { told: false });
    let (value, rest) = value(rest, kind, known)?;
    let cell = Cell {
        column,
        style: style.unwrap_or_default(),
        value,
    };
    Some((cell, rest))
}

fn type_of(bytes: &[u8]) -> Option<(Type, &[u8])> {
    Some(match bytes {
        [b's', b'"', rest @ ..] => (Type::Shared, rest),
        [b'n', b'"', rest @ ..] => (Type::Number { told: true }, rest),
        [b'b', b'"', rest @ ..] => (Type::Truth, rest),
        [b'e', b'"', rest @ ..] => (Type::Error, rest),
        [b's', b't', b'r', b'"', rest @ ..] => (Type::Text, rest),
        _ => (Type::Inline, bytes.strip_prefix(b"inlineStr\"")?),
    })
}

/// The content of a cell, and what follows its end.
fn value<'b>(bytes: &'b [u8], kind: Type, known: Known<'_>) -> Option<(Value<'b>, &'b [u8])> {
    let short = |text: &str| text.len() as u64 <= known.most;
    match kind {
        Type::Inline => {
            let (keep, rest) = match bytes.strip_prefix(b"<is><t>") {
                Some(rest) => (Kept::Trimmed, rest),
                None => (
                    Kept::Whole,
                    bytes.strip_prefix(b"<is><t xml:space=\"preserve\">")?,
                ),
            };
            let (text, rest) = characters(rest)?;
            let rest = rest.strip_prefix(b"</t></is></c>")?;
            Some((Value::Text(text, keep), rest)).filter(|_| short(text))
        }
        Type::Shared => {
            let (index, rest) = digits(bytes.strip_prefix(b"<v>")?)?;
            let rest = rest.strip_prefix(b"</v></c>")?;
            Some((Value::Shared(index), rest)).filter(|_| index < known.strings)
        }
        _ => {
            let (formula, rest) = formula(bytes)?;
            if let Some(rest) = rest.strip_prefix(b"</c>") {
                let value = if formula {
                    Value::Uncomputed
                } else {
                    Value::Nothing
                };
                return Some((value, rest));
            }
            let (written, rest) = characters(rest.strip_prefix(b"<v>")?)?;
            let rest = rest.strip_prefix(b"</v></c>")?;
            if written.is_empty() || !short(written) {
                return None;
            }
            let value = match kind {
                Type::Number { told } => number(written, told)?,
                Type::Text => Value::Text(written, Kept::Whole),
                Type::Truth => match written {
                    "0" => Value::Truth(false),
                    "1" => Value::Truth(true),
                    _ => return None,
                },
                Type::Error => Value::Error(error_text(written)?),
                Type::Shared | Type::Inline => return None,
            };
            Some((value, rest))
        }
    }
}

/// Whether a formula stands here, and what follows it.
fn formula(bytes: &[u8]) -> Option<(bool, &[u8])> {
    let Some(rest) = bytes.strip_prefix(b"<f>") else {
        return Some((false, bytes));
    };
    let (_, rest) = characters(rest)?;
    Some((true, rest.strip_prefix(b"</f>")?))
}

/// Characters up to the next tag that stand for themselves, and that tag.
pub(super) fn characters(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (text, rest) = bytes.split_at_checked(memchr(b'<', bytes)?)?;
    if text.iter().any(|b| matches!(b, b'&' | b'\r')) {
        return None;
    }
    Some((std::str::from_utf8(text).ok()?, rest))
}

/// A number of up to nine digits, and what follows it.
fn digits(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut number, mut rest, mut count) = (0u32, bytes, 0);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        number = number.checked_mul(10)? + u32::from(digit - b'0');
        count += 1;
        rest = after;
        if count > 9 {
            return None;
        }
    }
    (count > 0).then_some((number, rest))
}

/// A column of up to three capitals, and what follows it.
fn letters(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let (mut number, mut rest) = (0u32, bytes);
    for _ in 0..3 {
        let [letter @ b'A'..=b'Z', after @ ..] = rest else {
            break;
        };
        number = number * 26 + u32::from(letter - b'A') + 1;
        rest = after;
    }
    let column = number.checked_sub(1).filter(|&c| c < super::COLUMNS)?;
    Some((column as u16, rest))
}
