//! Where the fields of a delimited text stand in the bytes of its file, for those who put others in their place. Reads as
//! the rows are read, so that nobody has to guess at quotes, line ends and encodings a second time.

use super::charset::{Charset, Mark};
use super::decoder::{Decoder, stopped};
use super::dialect::Dialect;
use super::encoding::Encoding;
use super::records::{LONGEST, Records};
use crate::ingest::Stopped;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

/// A field as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpan {
    /// The row, as Excel numbers it.
    pub row: u32,
    /// The column, A is 0.
    pub column: u16,
    /// Its bytes in the file, quotes included.
    pub bytes: Range<u64>,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

/// Fields of a file and what stands between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpans {
    /// In the order of the file. A field whose quoting is odd is none of them.
    pub fields: Vec<FieldSpan>,
    /// What stands between fields.
    pub delimiter: char,
    /// The encoding.
    pub charset: Charset,
}

impl FieldSpans {
    /// The fields wanted, by row and column, of a text read in this encoding.
    pub fn of(path: &Path, encoding: &Encoding, wanted: &BTreeSet<(u32, u16)>) -> Result<Self, Stopped> {
        let charset = encoding.charset;
        let mut bytes = Vec::new();
        let mut file = File::open(path).map_err(stopped)?;
        file.read_to_end(&mut bytes).map_err(stopped)?;
        let mark = Mark::len(&bytes, charset) as usize;
        let body = bytes.get(mark..).unwrap_or_default();
        let mut whole = String::new();
        Decoder::new(body, charset, mark as u64)
            .read_to_string(&mut whole)
            .map_err(stopped)?;
        let text = whole.as_bytes();
        // Marks that the decoder dropped still stand in the file.
        let mut ruler = Ruler::new(charset, &bytes, mark);
        while ruler.is_at_mark() && !text.starts_with(MARK) {
            ruler.step();
        }
        // The dialect is found in the same sample as when the rows are read.
        let sample = text.get(..super::delimited::SAMPLE as usize).unwrap_or(text);
        let dialect = Dialect::of(sample, sample.len() < super::delimited::SAMPLE as usize);
        let mut records = Records::new(whole.as_str(), dialect, LONGEST)?;
        let mut fields = Vec::new();
        while let Some(spot) = records.next()? {
            let mut columns = wanted
                .range((spot.number, 0)..=(spot.number, u16::MAX))
                .peekable();
            if columns.peek().is_none() {
                continue;
            }
            let (start, raw) = records.last();
            let pieces = split(raw, dialect.delimiter);
            for &(row, column) in columns {
                let (Some(piece), Some(read)) = (
                    pieces.get(usize::from(column)),
                    records.fields().nth(usize::from(column)),
                ) else {
                    continue;
                };
                let written = raw.get(piece.clone()).unwrap_or_default();
                if unquoted(written).as_deref() != Some(read.as_bytes()) {
                    continue;
                }
                let at = |inside: usize| start as usize + inside;
                let begin = ruler.to(text, at(piece.start));
                let end = ruler.to(text, at(piece.end));
                fields.push(FieldSpan {
                    row,
                    column,
                    bytes: begin..end,
                    quoted: written.starts_with(b"\""),
                });
            }
        }
        Ok(Self {
            fields,
            delimiter: char::from(dialect.delimiter),
            charset,
        })
    }
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The fields of a raw record, cut as the csv parser cuts them.
fn split(raw: &[u8], delimiter: u8) -> Vec<Range<usize>> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let (mut quoted, mut fresh) = (false, true);
    for (at, &b) in raw.iter().enumerate() {
        if quoted {
            quoted = b != b'"';
            continue;
        }
        if b == delimiter || b == b'\r' || b == b'\n' {
            pieces.push(start..at);
            if b != delimiter {
                return pieces;
            }
            start = at + 1;
            fresh = true;
            continue;
        }
        // Doubled quotes close and open again; a quote within a plain field is a character.
        let within = raw.get(start) == Some(&b'"');
        quoted = b == b'"' && (fresh || within);
        fresh = false;
    }
    pieces.push(start..raw.len());
    pieces
}

/// What a field says; `None` where its quotes are odd.
fn unquoted(written: &[u8]) -> Option<Vec<u8>> {
    let Some(inner) = written.strip_prefix(b"\"") else {
        return Some(written.to_vec());
    };
    let inner = inner.strip_suffix(b"\"")?;
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(&b) = bytes.next() {
        if b == b'"' && bytes.next() != Some(&b'"') {
            return None;
        }
        out.push(b);
    }
    Some(out)
}

/// Steps through a file character by character beside its text.
struct Ruler<'b> {
    charset: Charset,
    bytes: &'b [u8],
    /// Where in the file it stands.
    at: usize,
    /// Where in the text.
    text: usize,
}

impl<'b> Ruler<'b> {
    fn new(charset: Charset, bytes: &'b [u8], at: usize) -> Self {
        Self {
            charset,
            bytes,
            at,
            text: 0,
        }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or_default()
    }

    fn is_at_mark(&self) -> bool {
        let wide = self.charset.codec();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let head = rest.get(..self.length()).unwrap_or_default();
        wide.decode_without_bom_handling(head).0 == "\u{FEFF}"
    }

    /// Bytes of the next character.
    fn length(&self) -> usize {
        match self.charset {
            Charset::Utf8 => match self.byte(0) {
                0xF0.. => 4,
                0xE0.. => 3,
                0xC0.. => 2,
                _ => 1,
            },
            Charset::Utf16Le => surrogate(self.byte(1)),
            Charset::Utf16Be => surrogate(self.byte(0)),
            Charset::Gb18030 => match (self.byte(0), self.byte(1)) {
                (0x81..=0xFE, b'0'..=b'9') => 4,
                (0x81..=0xFE, _) => 2,
                _ => 1,
            },
            Charset::Big5 => match self.byte(0) {
                0x81..=0xFE => 2,
                _ => 1,
            },
        }
    }

    fn step(&mut self) {
        self.at += self.length();
    }

    /// Where in the file the character stands that begins at this byte of the text; never before the last one asked for.
    fn to(&mut self, text: &[u8], target: usize) -> u64 {
        if self.charset == Charset::Utf8 {
            self.at += target.saturating_sub(self.text);
            self.text = target.max(self.text);
        }
        while self.text < target {
            let pair = self.charset == Charset::Big5 && is_pair(self.byte(0), self.byte(1));
            self.step();
            for _ in 0..=usize::from(pair) {
                self.text += match text.get(self.text) {
                    Some(0xF0..) => 4,
                    Some(0xE0..) => 3,
                    Some(0xC0..) => 2,
                    _ => 1,
                };
            }
        }
        self.at as u64
    }
}

fn surrogate(high: u8) -> usize {
    if (0xD8..0xDC).contains(&high) { 4 } else { 2 }
}

/// The four codes of Big5 that stand for a letter and an accent (WHATWG Encoding, big5 decoder).
fn is_pair(lead: u8, trail: u8) -> bool {
    lead == 0x88 && matches!(trail, 0x62 | 0x64 | 0xA3 | 0xA5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    fn spans(bytes: &[u8], charset: Charset, wanted: &[(u32, u16)]) -> Vec<(Vec<u8>, bool)> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let encoding = Encoding {
            charset,
            reason: Text::default(),
            doubtful: false,
        };
        let spans = FieldSpans::of(file.path(), &encoding, &wanted.iter().copied().collect()).unwrap();
        let cut = |f: &FieldSpan| bytes[f.bytes.start as usize..f.bytes.end as usize].to_vec();
        spans.fields.iter().map(|f| (cut(f), f.quoted)).collect()
    }

    type Encoder = Box<dyn Fn(&str) -> Vec<u8>>;

    const TEXT: &str = "名,称,三\r\n\r\n㐀甲,\"乙\"\"\r\n,丙\",丁\r\n戊,己\"庚\",\"辛\" \r\n";

    #[test]
    fn fields_are_cut_where_they_stand_in_every_encoding() {
        let wanted = [(1, 1), (3, 0), (3, 1), (3, 2), (4, 1), (4, 2)];
        let said = ["称", "㐀甲", "\"乙\"\"\r\n,丙\"", "丁", "己\"庚\""];
        let utf16 = |be: bool| {
            let unit = move |u: u16| if be { u.to_be_bytes() } else { u.to_le_bytes() };
            move |text: &str| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
        };
        let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
        let utf8 = |text: &str| text.as_bytes().to_vec();
        let encoders: [(Charset, &[u8], Encoder); 5] = [
            (Charset::Utf8, b"", Box::new(utf8)),
            (Charset::Utf8, b"\xEF\xBB\xBF\xEF\xBB\xBF", Box::new(utf8)),
            (Charset::Gb18030, b"", Box::new(gb)),
            (Charset::Utf16Le, b"\xFF\xFE", Box::new(utf16(false))),
            (Charset::Utf16Be, b"\xFE\xFF", Box::new(utf16(true))),
        ];
        for (charset, mark, encode) in encoders {
            let bytes = [mark, &encode(TEXT)].concat();
            let expected: Vec<_> = said.iter().map(|s| (encode(s), s.starts_with('"'))).collect();
            assert_eq!(spans(&bytes, charset, &wanted), expected, "{charset:?}");
        }
    }

    #[test]
    fn big5_letters_with_accents_are_two_characters() {
        let bytes = b"\x88\x62,\xA5\xD2,\xA4A\r\nx,y,z\r\n";
        assert_eq!(
            spans(bytes, Charset::Big5, &[(1, 1), (2, 2)]),
            [(b"\xA5\xD2".to_vec(), false), (b"z".to_vec(), false)]
        );
    }
}
