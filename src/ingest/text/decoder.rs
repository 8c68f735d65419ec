//! Any encoding to UTF-8, strictly and in blocks: the first malformed sequence, the first NUL, a file cut within a
//! character each end the stream with an error that names the line. What stood before them is delivered first.

use super::charset::Charset;
use super::lines::Lines;
use super::records::Source;
use super::words;
use crate::ingest::Stopped;
use encoding_rs::DecoderResult;
use memchr::memchr;
use std::io::{self, Read};

const BLOCK: usize = 64 * 1024;

/// A strict decoder over a stream of bytes; reads as UTF-8, or hands out its blocks as text.
pub(super) struct Decoder<R> {
    source: R,
    charset: Charset,
    codec: encoding_rs::Decoder,
    raw: Vec<u8>,
    /// Bytes of the file that the codec has seen.
    seen: u64,
    text: String,
    given: usize,
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
            text: String::with_capacity(room),
            given: 0,
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
        self.text.clear();
        let (result, read) =
            self.codec
                .decode_to_string_without_replacement(bytes, &mut self.text, self.ended);
        self.seen += read as u64;
        self.given = 0;
        self.check_nul();
        if !self.begun && !self.text.is_empty() {
            self.begun = true;
            // Files joined by programs begin with more than one byte order mark.
            self.given = self.text.len() - self.text.trim_start_matches('\u{FEFF}').len();
        }
        self.lines.pass(self.text.as_bytes());
        if let (DecoderResult::Malformed(len, after), None) = (result, &self.failure) {
            self.failure = Some(self.malformed(len, after));
        }
        Ok(())
    }

    /// A NUL ends the text where it stands.
    fn check_nul(&mut self) {
        if let Some(at) = memchr(0, self.text.as_bytes()) {
            self.text.truncate(at);
            let mut lines = self.lines;
            lines.pass(self.text.as_bytes());
            self.failure = Some(words::nul(lines.line));
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

impl<R: Read> Decoder<R> {
    /// Makes sure that there is text to give out; `false` at the end.
    fn stand_by(&mut self) -> io::Result<bool> {
        while self.given == self.text.len() {
            match &self.failure {
                Some(stopped) => return Err(io::Error::other(stopped.clone())),
                None if self.ended => return Ok(false),
                None => self.fill()?,
            }
        }
        Ok(true)
    }
}

impl<R: Read> Source for Decoder<R> {
    fn more(&mut self, text: &mut String) -> Result<bool, Stopped> {
        let more = self.stand_by().map_err(stopped)?;
        text.push_str(self.text.get(self.given..).unwrap_or_default());
        self.given = self.text.len();
        Ok(more)
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.stand_by()? {
            return Ok(0);
        }
        let mut text = self.text.as_bytes().get(self.given..).unwrap_or_default();
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
