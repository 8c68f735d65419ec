//! What a stored cell holds, before its number format and its shared string are looked up.

/// Whether the blanks at the ends of a text are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// They are, and `_xHHHH_` is still to be decoded.
    Whole,
    /// They are not, and `_xHHHH_` is still to be decoded.
    Trimmed,
    /// The text is as it shall be.
    Ready,
}

/// What a stored cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'b> {
    /// Nothing at all.
    Nothing,
    /// A shared string by its number.
    Shared(u32),
    /// A text of its own.
    Text(&'b str, Kept),
    /// A number of digits alone, at most 15 of them.
    Whole(u64),
    /// Any other number.
    Number(f64),
    Truth(bool),
    /// An error, as people read it.
    Error(&'b str),
    /// A date in ISO 8601.
    Date(&'b str),
    /// A formula without its result.
    Uncomputed,
}

/// Digits that a double holds whatever they are.
const EXACT: usize = 15;

/// A number as written. Without a type that says number, what is none is text; with one it is `None`.
pub(super) fn number(written: &str, told: bool) -> Option<Value<'_>> {
    let bytes = written.as_bytes();
    let canonical = !bytes.starts_with(b"0") || bytes == b"0";
    if bytes.len() <= EXACT && canonical && bytes.iter().all(u8::is_ascii_digit) && !bytes.is_empty() {
        let digits = bytes.iter().map(|b| u64::from(b - b'0'));
        return Some(Value::Whole(digits.fold(0, |n, digit| n * 10 + digit)));
    }
    match written.parse() {
        Ok(n) => Some(Value::Number(n)),
        Err(_) if told => None,
        Err(_) => Some(Value::Text(written, Kept::Ready)),
    }
}

/// The errors that formulas yield.
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// An error as written, if it is one.
pub(super) fn error_text(written: &str) -> Option<&'static str> {
    ERRORS.into_iter().find(|&error| error == written)
}

/// A truth value as XML writes it; empty where it is empty, `None` where it is none.
pub(super) fn truth(written: &str) -> Option<Value<'static>> {
    let written = written.trim();
    let is = |word: &str| written.eq_ignore_ascii_case(word);
    match written {
        "" => Some(Value::Nothing),
        _ if written == "0" || is("false") => Some(Value::Truth(false)),
        _ if written == "1" || is("true") => Some(Value::Truth(true)),
        _ => None,
    }
}
