//! How a delimited text is delimited, from its first hundred records: Excel's `sep=` line, or the delimiter that cuts
//! most rows into the same number of fields. Knows no row numbers.

use std::collections::BTreeMap;

const RECORDS: usize = 100;
const DELIMITERS: [u8; 4] = *b",\t;|";

/// How the fields of a file stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between fields.
    pub(super) delimiter: u8,
    /// Bytes of decoded text before the first record: the `sep=` line, which Excel shows as no row at all.
    pub(super) skip: usize,
    /// The usual number of fields.
    pub(super) width: usize,
}

impl Dialect {
    /// Reads the dialect off decoded text; `whole` says that nothing follows it.
    pub(super) fn of(text: &[u8], whole: bool) -> Self {
        let stated = stated(text);
        let skip = stated.map_or(0, |(_, skip)| skip);
        let body = text.get(skip..).unwrap_or_default();
        if let Some((delimiter, _)) = stated {
            let (width, _) = usual(&widths(body, delimiter, whole));
            return Self {
                delimiter,
                skip,
                width,
            };
        }
        let mut best = (
            0,
            Self {
                delimiter: b',',
                skip,
                width: 1,
            },
        );
        // What never occurs makes one column of everything, which is no evidence.
        let occurs = |delimiter: &u8| memchr::memchr(*delimiter, body).is_some();
        for delimiter in DELIMITERS.into_iter().filter(occurs) {
            let widths = widths(body, delimiter, whole);
            let (width, rows) = usual(&widths);
            let score = score(width, rows, widths.len());
            if score > best.0 {
                best = (
                    score,
                    Self {
                        delimiter,
                        skip,
                        width,
                    },
                );
            }
        }
        best.1
    }
}

/// The share of rows that agree, discounted for narrow tables: one stray delimiter a row makes two columns easily, ten
/// columns do not come about by chance. One column is no evidence at all.
fn score(width: usize, rows: usize, of: usize) -> usize {
    (rows * 10_000 / of.max(1)) * width.saturating_sub(1) / width.max(1)
}

/// `sep=;` on the first line, in any case, quoted or not; with the length of that line.
fn stated(text: &[u8]) -> Option<(u8, usize)> {
    let end = text.iter().position(|b| matches!(b, b'\r' | b'\n'))?;
    let line = text.get(..end)?;
    let line = line
        .strip_prefix(b"\"")
        .and_then(|l| l.strip_suffix(b"\""))
        .unwrap_or(line);
    let &[b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = line else {
        return None;
    };
    if delimiter.is_ascii_alphanumeric() || delimiter == b'"' || !delimiter.is_ascii() {
        return None;
    }
    let crlf = text.get(end..end + 2) == Some(b"\r\n");
    Some((delimiter, end + 1 + usize::from(crlf)))
}

/// Number of fields of each of the first records that hold anything. The last record of a text that goes on may be cut,
/// so it does not count.
fn widths(text: &[u8], delimiter: u8, whole: bool) -> Vec<usize> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let mut record = csv::ByteRecord::new();
    let mut widths = Vec::new();
    while widths.len() < RECORDS && reader.read_byte_record(&mut record).unwrap_or(false) {
        let cut = !whole && reader.position().byte() >= text.len() as u64;
        if !cut && record.iter().any(|field| !field.is_empty()) {
            widths.push(record.len());
        }
    }
    widths
}

/// The most frequent width, the wider where two are, and how many rows have it.
fn usual(widths: &[usize]) -> (usize, usize) {
    let mut counts = BTreeMap::new();
    for width in widths {
        *counts.entry(*width).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(width, rows)| (*rows, *width))
        .unwrap_or((1, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (char, usize, usize) {
        let dialect = Dialect::of(text.as_bytes(), true);
        (char::from(dialect.delimiter), dialect.skip, dialect.width)
    }

    #[test]
    fn the_delimiter_that_agrees_most() {
        assert_eq!(of("a,b,c\n1,x;y,3\n4,p;q,6\n"), (',', 0, 3));
        assert_eq!(of("a;b;c\n1;2,5;3\n4;5,5;6\n"), (';', 0, 3));
        assert_eq!(of("a\tb\n1\t2\n"), ('\t', 0, 2));
        assert_eq!(of("a|b|c\r1|2|3\r"), ('|', 0, 3));
        assert_eq!(of("资源目录\na,b,c\n1,2,3\n4,5,6\n"), (',', 0, 3));
        assert_eq!(of("\"a;b;c;d\",x\n\"a;b;c;d\",y\n"), (',', 0, 2));
    }

    #[test]
    fn one_column_stays_one() {
        assert_eq!(of("名称\n甲\n乙\n"), (',', 0, 1));
        assert_eq!(of("名称\n甲\n乙,丙\n丁\n"), (',', 0, 1));
        assert_eq!(of(""), (',', 0, 1));
    }

    #[test]
    fn the_first_line_may_state_it() {
        assert_eq!(of("sep=;\r\na;b\r\n"), (';', 7, 2));
        assert_eq!(of("\"SEP=^\"\na^b,c\n"), ('^', 8, 2));
        assert_eq!(of("sep=x\naxb\n").1, 0);
    }

    #[test]
    fn a_cut_sample_does_not_count_its_last_record() {
        assert_eq!(Dialect::of(b"a,b,c\n1,2,3\n4", false).width, 3);
        assert_eq!(widths(b"a,b,c\n1", b',', false), [3]);
    }
}
