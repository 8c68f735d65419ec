//! The digest at the end of a report for programs, over every byte before it, and how it is proved when the report comes
//! back. It tells that a report was edited, cut or put together; it is no signature.

use crate::model::hex;
use crate::report::Format;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, Read, Write};

/// How one JSON object closes, and one on a line.
const CLOSE: &[u8] = b"\n}\n";
pub(super) const CLOSE_LINE: &[u8] = b"}\n";

/// What stands before the digest: in the object, in what is kept for merging, which has its own, and in a last line.
const KEY: &[u8] = b"  \"sha256\": \"";
const OF_TAPE: &[u8] = b"    \"sha256\": \"";
const OF_LINE: &[u8] = b",\"sha256\":\"";

/// Digits of a digest.
const DIGITS: usize = 64;

/// Writes a report with its digest as the last key, where its format is the one object.
pub fn proved(
    format: Format,
    out: &mut dyn Write,
    report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if format != Format::Json {
        return report(out);
    }
    let mut held = Held::new(out, Sha256::new(), CLOSE);
    report(&mut held)?;
    held.close()
}

/// Passes a report on, digests it, and keeps its end back.
pub(super) struct Held<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
    back: Vec<u8>,
    close: &'static [u8],
}

impl<'a> Held<'a> {
    /// Behind what was digested so far, of a report that closes so.
    pub(super) fn new(out: &'a mut dyn Write, hash: Sha256, close: &'static [u8]) -> Self {
        Self {
            out,
            hash,
            back: Vec::new(),
            close,
        }
    }

    /// Writes the digest of everything so far, and the end.
    pub(super) fn close(mut self) -> io::Result<()> {
        if self.back != self.close {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let one_line = self.close == CLOSE_LINE;
        let (before, key): (&[u8], _) = if one_line { (b"", OF_LINE) } else { (b",\n", KEY) };
        self.hash.update(before);
        let digest = hex(&self.hash.finalize());
        for part in [before, key, digest.as_bytes(), b"\"", self.close] {
            self.out.write_all(part)?;
        }
        Ok(())
    }
}

impl Write for Held<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.back.extend_from_slice(bytes);
        let ready = self.back.len().saturating_sub(self.close.len());
        let pass = self.back.get(..ready).unwrap_or_default();
        self.out.write_all(pass)?;
        self.hash.update(pass);
        self.back.drain(..ready);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What a report that was read through shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// It is as it was written.
    Whole,
    /// It has no digest.
    None,
    /// It is not what the digest is of.
    Changed,
    /// Something stands behind it.
    More,
}

/// A digest met while reading.
#[derive(Debug)]
struct Met {
    /// It is that of what stands before it.
    right: bool,
    /// What must follow, as far as it did not yet.
    left: &'static [&'static [u8]],
    /// Something else followed.
    more: bool,
}

/// A report being read, line after line, with the digest of what was read.
pub(super) struct Proving<R> {
    from: R,
    hash: Sha256,
    line: Vec<u8>,
    at: usize,
    met: Option<Met>,
}

impl<R: BufRead> Proving<R> {
    pub(super) fn new(from: R) -> Self {
        Self {
            from,
            hash: Sha256::new(),
            line: Vec::new(),
            at: 0,
            met: None,
        }
    }

    /// Once everything was read.
    pub(super) fn proof(self) -> Proof {
        match self.met {
            None => Proof::None,
            Some(met) if met.right && met.more => Proof::More,
            Some(met) if met.right && met.left.is_empty() => Proof::Whole,
            Some(_) => Proof::Changed,
        }
    }

    fn see(&mut self) {
        if let Some(met) = &mut self.met {
            match met.left {
                [next, rest @ ..] if self.line == *next => met.left = rest,
                _ => met.more = true,
            }
        }
        // Of two reports in one file the first that is whole says that there is more.
        let is_settled = self
            .met
            .as_ref()
            .is_some_and(|met| met.right && met.left.is_empty());
        if !is_settled && let Some((before, said, left)) = digest_in(&self.line) {
            let mut hash = self.hash.clone();
            hash.update(before);
            self.met = Some(Met {
                right: hex(&hash.finalize()).as_bytes() == said,
                left,
                more: false,
            });
        }
        self.hash.update(&self.line);
    }
}

/// What stands before a digest in its line, the digest, and the lines that must follow.
type Told<'l> = (&'l [u8], &'l [u8], &'static [&'static [u8]]);

/// The digest that a line tells, if it does.
fn digest_in(line: &[u8]) -> Option<Told<'_>> {
    let alone = |key: &[u8]| {
        let said = line.strip_prefix(key)?.strip_suffix(b"\"\n")?;
        (said.len() == DIGITS).then_some(said)
    };
    if let Some(said) = alone(KEY) {
        return Some((b"", said, &[b"}\n"]));
    }
    if let Some(said) = alone(OF_TAPE) {
        return Some((b"", said, &[b"  }\n", b"}\n"]));
    }
    let rest = line.strip_suffix(b"\"}\n")?;
    let (before, said) = rest.split_at_checked(rest.len().checked_sub(DIGITS)?)?;
    Some((before.strip_suffix(OF_LINE)?, said, &[]))
}

impl<R: BufRead> Read for Proving<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.line.len() {
            self.line.clear();
            self.at = 0;
            if self.from.read_until(b'\n', &mut self.line)? == 0 {
                return Ok(0);
            }
            self.see();
        }
        let mut ready = self.line.get(self.at..).unwrap_or_default();
        let read = ready.read(into)?;
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(text: &[u8]) -> Proof {
        let mut proving = Proving::new(text);
        io::copy(&mut proving, &mut io::sink()).unwrap();
        proving.proof()
    }

    #[test]
    fn a_report_is_whole_only_as_it_was_written() {
        let mut object = Vec::new();
        proved(Format::Json, &mut object, |out| {
            out.write_all(b"{\n  \"a\": 1\n}\n")
        })
        .unwrap();
        let mut lines = Vec::new();
        let mut held = Held::new(&mut lines, Sha256::new(), CLOSE_LINE);
        held.write_all(b"{\"a\":1}\n{\"b\":2}\n").unwrap();
        held.close().unwrap();
        for whole in [&object, &lines] {
            assert!(
                serde_json::Deserializer::from_slice(whole)
                    .into_iter::<serde_json::Value>()
                    .all(|v| v.is_ok())
            );
            assert_eq!(proof(whole), Proof::Whole);
            for at in 0..whole.len() {
                let mut other = whole.clone();
                other[at] ^= 1;
                assert_ne!(proof(&other), Proof::Whole, "{at}");
                assert_ne!(proof(&whole[..at]), Proof::Whole, "{at}");
            }
            assert_eq!(proof(&[whole.as_slice(), whole].concat()), Proof::More);
            assert_eq!(proof(&[whole.as_slice(), b" "].concat()), Proof::More);
        }
        assert_eq!(proof(b"{\n  \"a\": 1\n}\n"), Proof::None);
    }
}
