//! Quotes in a record: where it ends, what its fields say, and whether one of them swallows rows: never closed, closed by
//! another cell's quote, or full of what look like records. Follows the quoting just as the csv crate does.

use memchr::{memchr, memchr3};
use std::ops::Range;

/// Beyond this many lines or bytes a quoted field is no cell of a spreadsheet, and weaker signs suffice.
const LONG_LINES: usize = 200;
const LONG_BYTES: usize = 64 * 1024;

#[derive(Clone, Copy)]
enum State {
    Start,
    Plain,
    Quoted,
    /// After a quote inside a quoted field: closed, or the first of a doubled pair.
    Closing,
}

impl State {
    /// After one more byte.
    fn after(self, byte: u8, end: bool) -> Self {
        match self {
            Self::Start | Self::Closing if byte == b'"' => Self::Quoted,
            Self::Start | Self::Plain | Self::Closing if end => Self::Start,
            Self::Start | Self::Plain | Self::Closing => Self::Plain,
            Self::Quoted if byte == b'"' => Self::Closing,
            Self::Quoted => Self::Quoted,
        }
    }
}

/// Looks for the end of a record that comes in pieces.
pub(super) struct Scan {
    delimiter: u8,
    state: State,
    at: usize,
}

impl Scan {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            state: State::Start,
            at: 0,
        }
    }

    /// Where a record ends, its line end included, given all of it that is known; `None` where it goes on.
    pub(super) fn end(&mut self, record: &[u8]) -> Option<usize> {
        while let Some(&byte) = record.get(self.at) {
            if let State::Quoted = self.state {
                let rest = record.get(self.at..).unwrap_or_default();
                let Some(quote) = memchr(b'"', rest) else {
                    self.at = record.len();
                    return None;
                };
                self.at += quote + 1;
                self.state = State::Closing;
                continue;
            }
            let line_end = matches!(byte, b'\r' | b'\n');
            self.at += 1;
            self.state = self.state.after(byte, line_end || byte == self.delimiter);
            if let (State::Start, true) = (self.state, line_end) {
                return Some(self.at);
            }
        }
        None
    }
}

/// The fields of a raw record without their quotes, one after the other in a text, and where each stands in it.
pub(super) fn unquote(record: &str, delimiter: u8, text: &mut String, fields: &mut Vec<Range<usize>>) {
    text.clear();
    let mut left = record;
    loop {
        let start = text.len();
        // A field opens with a quote or holds none that counts; of a doubled pair the second is a letter.
        while let Some((inside, rest)) = left
            .strip_prefix('"')
            .map(|open| open.split_once('"').unwrap_or((open, "")))
        {
            text.push_str(inside);
            left = rest;
            if left.starts_with('"') {
                text.push('"');
            }
        }
        let end = memchr3(delimiter, b'\r', b'\n', left.as_bytes());
        let (last, rest) = left.split_at(end.unwrap_or(left.len()));
        text.push_str(last);
        fields.push(start..text.len());
        match rest.strip_prefix(char::from(delimiter)) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}

/// Where a quote opens, in a raw record, that swallows what stands behind it; `None` where all quotes are in order.
/// `width` is the usual number of fields.
pub(super) fn swallowing(record: &[u8], delimiter: u8, width: usize) -> Option<usize> {
    let mut state = State::Start;
    let (mut open, mut close) = (0, 0);
    let mut next = 0;
    loop {
        let rest = record.get(next..).unwrap_or_default();
        // What neither opens nor closes anything is passed at once.
        let ahead = match state {
            State::Start | State::Closing => (!rest.is_empty()).then_some(0),
            State::Plain => memchr3(delimiter, b'\r', b'\n', rest),
            State::Quoted => memchr(b'"', rest),
        };
        let Some((at, &b)) = ahead.and_then(|n| Some((next + n, rest.get(n)?))) else {
            break;
        };
        next = at + 1;
        let end = b == delimiter || b == b'\r' || b == b'\n';
        state = match state {
            State::Start if b == b'"' => {
                open = at;
                State::Quoted
            }
            State::Start | State::Plain if end => State::Start,
            State::Start | State::Plain => State::Plain,
            State::Quoted if b == b'"' => {
                close = at;
                State::Closing
            }
            State::Closing if b == b'"' => State::Quoted,
            State::Quoted => State::Quoted,
            State::Closing => {
                let field = record.get(open + 1..close).unwrap_or_default();
                // Blanks after the closing quote are clumsy but close it all the same.
                if looks_swallowed(field, delimiter, width) || (!end && b != b' ' && is_lines(field)) {
                    return Some(open);
                }
                if end { State::Start } else { State::Plain }
            }
        };
    }
    let field = record.get(open + 1..close).unwrap_or_default();
    match state {
        State::Quoted => Some(open),
        State::Closing => looks_swallowed(field, delimiter, width).then_some(open),
        State::Start | State::Plain => None,
    }
}

fn is_lines(field: &[u8]) -> bool {
    field.iter().any(|b| matches!(b, b'\r' | b'\n'))
}

/// Whether the lines of a field are records: all of them where there are a few of four columns or more, half of them
/// where the field is longer than any cell.
fn looks_swallowed(field: &[u8], delimiter: u8, width: usize) -> bool {
    if width < 2 || !is_lines(field) {
        return false;
    }
    let lines: Vec<&[u8]> = field
        .split(|b| matches!(b, b'\r' | b'\n'))
        .filter(|line| !line.is_empty())
        .collect();
    let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    let records = inner
        .iter()
        .filter(|line| line.split(|b| *b == delimiter).count() == width)
        .count();
    let long = lines.len() > LONG_LINES || field.len() > LONG_BYTES;
    (width > 3 && records > 2 && records == inner.len()) || (long && records * 2 >= inner.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(record: &str) -> Option<usize> {
        swallowing(record.as_bytes(), b',', 4)
    }

    #[test]
    fn quotes_in_order() {
        for record in [
            "a,b,c,d",
            "\"a\",\"b\nc\",\"d\"\"e\",f\r\n",
            "a\"b,c\",d",
            "\"a\"b,c,d",
            "\"说明:\n一、甲,乙\n二、丙\n三、丁\",b,c,d",
            "\"a\nb\" ,c",
            "\"\",\"\",,\"\"",
        ] {
            assert_eq!(at(record), None, "{record}");
        }
    }

    #[test]
    fn quotes_that_swallow() {
        assert_eq!(at("1,\"a,b,c\n2,a,b,c\n"), Some(2));
        assert_eq!(at("\"a\nb"), Some(0));
        assert_eq!(
            at("1,\"甲,b,c\n2,\"乙\",b,c\n"),
            Some(2),
            "closed by the next row's opening quote"
        );
        assert_eq!(at("1,\"a,b,c\n2,a,b,c\n3,a,b,c\n4,a,b,c\n5,a,b\",c\n"), Some(2));
    }

    #[test]
    fn a_long_cell_passes_unless_it_holds_records() {
        let prose = format!("1,\"{}\",b,c", "第一款,说明\n".repeat(300));
        assert_eq!(at(&prose), None);
        let rows = format!("1,\"{}\",b,c", "1,a,b,c\n说明\n".repeat(300));
        assert_eq!(at(&rows), Some(2));
    }
}
