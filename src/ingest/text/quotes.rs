//! Quotes that swallow rows. Follows the quoting of one raw record just as the csv parser does, and judges each quoted
//! field: never closed, closed by another cell's quote, or full of what look like records.

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

/// Where a quote opens, in a raw record, that swallows what stands behind it; `None` where all quotes are in order.
/// `width` is the usual number of fields.
pub(super) fn swallowing(record: &[u8], delimiter: u8, width: usize) -> Option<usize> {
    let mut state = State::Start;
    let (mut open, mut close) = (0, 0);
    for (at, &b) in record.iter().enumerate() {
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
