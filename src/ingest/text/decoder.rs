//! Any encoding to UTF-8, strictly and in blocks: the first malformed sequence, the first NUL, a file cut within a
//! character each end the stream with an error that names the line. What stood before them is delivered first.

use super::charset::Charset;
use super::lines::Lines;
use super::words;
use crate::ingest::Stopped;
use encoding_rs::DecoderResult;
use std::io::{self, Read};

const BLOCK: usize = 64 * 1024;

/// A strict decoder over a stream of bytes; reads as UTF-8.
pub(super) struct Decoder<R> {
    source: R,
    charset: Charset,
    codec: encoding_rs::Decoder,
    raw: Vec<u8>,
    /// Bytes of the file that the codec has seen.
    seen: u64,
    text: Vec<u8>,
    given: usize,
    filled: usize,
    lines: Lines,
    begun: bool,
    ended: bool,
    failure: Option<Stopped>,
}

impl<R: Read> Decoder<R> {
    /// Decodes a source that stands `offset` bytes into its file, past any byte order mark.
    pub(super) fn new(source: R, charset: Charset, offset: u64) -> Self {
        let codec = charset.codec().new_decoder_without_bom_handling();
        let room = codec
            .max_utf8_buffer_length_without_replacement(BLOCK + 64)
            .unwrap_or(BLOCK * 4);
        Self {
            source,
            charset,
            codec,
            raw: vec![0; BLOCK],
            seen: offset,
            text: vec![0; room],
            given: 0,
            filled: 0,
            lines: Lines::default(),
            begun: false,
            ended: false,
            failure: None,
        }
    }

    /// Replaces what was given out by the next decoded block, which may be empty.
    fn fill(&mut self) -> io::Result<()> {
        let n = self.source.read(&mut self.raw)?;
        self.ended = n == 0;
        let bytes = self.raw.get(..n).unwrap_or_default();
        let (result, read, written) =
            self.codec
                .decode_to_utf8_without_replacement(bytes, &mut self.text, self.ended);
        self.seen += read as u64;
        (self.given, self.filled) = (0, written);
        self.check_nul();
        let text = self.text.get(..self.filled).unwrap_or_default();
        if !self.begun && !text.is_empty() {
            self.begun = true;
            self.given = leading_marks(text);
        }
        self.lines.pass(text);
        if let (DecoderResult::Malformed(len, after), None) = (result, &self.failure) {
            self.failure = Some(self.malformed(len, after));
        }
        Ok(())
    }

    /// A NUL ends the text where it stands.
    fn check_nul(&mut self) {
        let text = self.text.get(..self.filled).unwrap_or_default();
        if let Some(at) = text.iter().position(|b| *b == 0) {
            let mut lines = self.lines;
            lines.pass(text.get(..at).unwrap_or_default());
            self.failure = Some(words::nul(lines.line));
            self.filled = at;
        }
    }

    fn malformed(&self, len: u8, after: u8) -> Stopped {
        if self.ended {
            return words::cut_character(self.lines.line, self.charset.label());
        }
        let at = self.seen.saturating_sub(u64::from(len) + u64::from(after));
        match self.charset {
            Charset::Utf8 => words::bad_utf8(self.lines.line, at),
            Charset::Utf16Le | Charset::Utf16Be | Charset::Gb18030 | Charset::Big5 => {
                words::bad_bytes(self.lines.line, at, self.charset.label())
            }
        }
    }
}

/// Files joined by programs begin with more than one byte order mark.
fn leading_marks(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some(after) = rest.strip_prefix(b"\xEF\xBB\xBF") {
        rest = after;
    }
    text.len() - rest.len()
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.filled {
            match &self.failure {
                Some(stopped) => return Err(io::Error::other(stopped.clone())),
                None if self.ended => return Ok(0),
                None => self.fill()?,
            }
        }
        let mut text = self.text.get(self.given..self.filled).unwrap_or_default();
        let n = text.read(into)?;
        self.given += n;
        Ok(n)
    }
}

/// What an error of a reader says: ours where a [`Decoder`] stopped, the system's otherwise.
pub(super) fn stopped(error: io::Error) -> Stopped {
    match error.downcast::<Stopped>() {
        Ok(stopped) => stopped,
        Err(error) => words::unreadable(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Code;

    fn decode(bytes: &[u8], charset: Charset) -> (String, Option<Stopped>) {
        let mut out = Vec::new();
        let error = Decoder::new(bytes, charset, 0).read_to_end(&mut out).err();
        (String::from_utf8(out).unwrap(), error.map(stopped))
    }

    #[test]
    fn bad_bytes_are_named_after_what_stood_before_them() {
        let (text, error) = decode(b"a\r\nb\r\nc\xB1,\r\n", Charset::Utf8);
        let error = error.unwrap();
        assert_eq!((text.as_str(), error.code), ("a\r\nb\r\nc", Code::Encoding));
        assert!(
            error.message.en.contains("line 3") && error.message.en.contains("byte offset 7"),
            "{error}"
        );
    }

    #[test]
    fn gb18030_of_two_and_four_bytes() {
        let bytes = encoding_rs::GB18030.encode("名称㐀𠀀").0;
        assert_eq!(decode(&bytes, Charset::Gb18030), ("名称㐀𠀀".to_owned(), None));
        assert_eq!(
            decode(b"a\n\xFF", Charset::Gb18030).1.unwrap().code,
            Code::Encoding
        );
    }

    #[test]
    fn a_cut_character_is_damage_and_a_nul_is_malformed() {
        let (text, error) = decode("目录".as_bytes().get(..5).unwrap(), Charset::Utf8);
        assert_eq!((text.as_str(), error.unwrap().code), ("目", Code::Damaged));
        let (text, error) = decode(b"a\nb\0c", Charset::Utf8);
        let error = error.unwrap();
        assert_eq!((text.as_str(), error.code), ("a\nb", Code::Malformed));
        assert!(error.message.en.contains("line 2"));
    }

    #[test]
    fn characters_across_blocks_and_doubled_marks() {
        let long = "目".repeat(BLOCK);
        for text in [format!("a{long}"), format!("ab{long}"), long] {
            assert!(decode(text.as_bytes(), Charset::Utf8) == (text.clone(), None));
        }
        assert_eq!(decode("\u{feff}\u{feff}a".as_bytes(), Charset::Utf8).0, "a");
    }
}
