//! One pass over a whole file: its length, the facts that decide its encoding, and its hash where that is asked for. Holds 128 KiB however
//! long the file is, and decides nothing.

use crate::model::hex;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

const BLOCK: usize = 128 * 1024;
/// How much of the file is kept for a closer look, from its start and from its first byte beyond ASCII.
pub(super) const SAMPLE: usize = 64 * 1024;

/// Facts about the bytes of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Survey {
    /// Length in bytes.
    pub bytes: u64,
    /// NUL bytes.
    pub nuls: u64,
    /// How well it reads as UTF-8.
    pub utf8: Utf8,
    /// The start.
    pub(super) head: Vec<u8>,
    /// What follows the first byte beyond ASCII, that byte included; empty for plain ASCII.
    pub(super) sample: Vec<u8>,
}

/// What reading a file as UTF-8 finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Utf8 {
    /// Characters of three or four bytes, where hanzi are.
    pub wide: u64,
    /// Characters of two bytes, which GBK hanzi may imitate.
    pub narrow: u64,
    /// Malformed sequences; counting stops once the file is plainly something else.
    pub bad: u64,
    /// Bytes of an unfinished character at the very end.
    pub cut: u8,
}

impl Utf8 {
    /// Whether the file holds malformed sequences so often that it cannot be UTF-8 with a few damaged cells.
    pub(super) fn is_hopeless(self) -> bool {
        self.bad > self.wide / 10
    }
}

/// Length and SHA-256 of any file.
pub(crate) fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let mut bytes = 0;
    each_block(File::open(path)?, |block| {
        bytes += block.len() as u64;
        hash.update(block);
    })?;
    Ok((bytes, hex(&hash.finalize())))
}

impl Survey {
    /// Surveys a file.
    pub(crate) fn of_file(path: &Path) -> io::Result<Self> {
        Self::of(File::open(path)?)
    }

    /// Surveys a file and digests it on the way: its SHA-256, in lower-case hexadecimal, comes with it.
    pub(crate) fn digested(path: &Path) -> io::Result<(Self, String)> {
        let mut hash = Sha256::new();
        let survey = Self::with(File::open(path)?, |block| hash.update(block))?;
        Ok((survey, hex(&hash.finalize())))
    }

    /// Surveys anything that can be read to its end.
    pub(super) fn of(source: impl Read) -> io::Result<Self> {
        Self::with(source, |_| {})
    }

    fn with(source: impl Read, mut also: impl FnMut(&[u8])) -> io::Result<Self> {
        let mut survey = Self::default();
        let mut reading = Reading::default();
        each_block(source, |block| {
            also(block);
            survey.take(block);
            reading.feed(block);
        })?;
        survey.utf8 = reading.finish();
        Ok(survey)
    }

    fn take(&mut self, block: &[u8]) {
        self.bytes += block.len() as u64;
        self.nuls += count(block, |b| b == 0);
        keep(&mut self.head, block);
        if !self.sample.is_empty() {
            keep(&mut self.sample, block);
        } else if let Some(rest) = block
            .iter()
            .position(|b| !b.is_ascii())
            .and_then(|at| block.get(at..))
        {
            keep(&mut self.sample, rest);
        }
    }
}

/// How many bytes are such. Counted in bytes over stretches that one holds, which a processor does many at a time.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let stretches = bytes.chunks(usize::from(u8::MAX));
    let counts = stretches.map(|stretch| stretch.iter().fold(0u8, |n, &b| n + u8::from(is(b))));
    counts.map(u64::from).sum()
}

fn keep(into: &mut Vec<u8>, block: &[u8]) {
    let room = SAMPLE.saturating_sub(into.len()).min(block.len());
    into.extend_from_slice(block.get(..room).unwrap_or_default());
}

fn each_block(mut source: impl Read, mut see: impl FnMut(&[u8])) -> io::Result<()> {
    let mut block = vec![0; BLOCK];
    loop {
        match source.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(n) => see(block.get(..n).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// UTF-8 validation over blocks; what is left unfinished at the end of one is carried into the next.
#[derive(Default)]
struct Reading {
    found: Utf8,
    carry: Vec<u8>,
}

impl Reading {
    fn feed(&mut self, block: &[u8]) {
        if self.found.bad > 4096 && self.found.is_hopeless() {
            return;
        }
        if self.carry.is_empty() {
            return self.read(block);
        }
        let mut joined = std::mem::take(&mut self.carry);
        joined.extend_from_slice(block);
        self.read(&joined);
    }

    fn read(&mut self, block: &[u8]) {
        // Several times faster than looking for the first fault, which most files have at the cut ends of blocks alone.
        let valid = encoding_rs::Encoding::utf8_valid_up_to(block);
        let (good, mut rest) = block.split_at_checked(valid).unwrap_or_default();
        self.count(good);
        while let Err(error) = std::str::from_utf8(rest) {
            let (good, from_bad) = rest.split_at_checked(error.valid_up_to()).unwrap_or_default();
            self.count(good);
            let Some(len) = error.error_len() else {
                self.carry = from_bad.to_vec();
                return;
            };
            self.found.bad += 1;
            rest = from_bad.get(len..).unwrap_or_default();
        }
        self.count(rest);
    }

    fn count(&mut self, valid: &[u8]) {
        self.found.wide += count(valid, |b| b >= 0xE0);
        self.found.narrow += count(valid, |b| (0xC2..0xE0).contains(&b));
    }

    fn finish(mut self) -> Utf8 {
        self.found.cut = self.carry.len() as u8;
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, so that every character falls across a block's end.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1);
            self.0.read(into.get_mut(..n).unwrap_or_default())
        }
    }

    #[test]
    fn blocks_do_not_change_what_is_found() {
        let bytes = [b"a,\xFF\xC3\xA9".as_slice(), "目录𠀀".as_bytes(), b"\0\xE7\x9B"].concat();
        let whole = Survey::of(bytes.as_slice()).unwrap();
        let dripped = Survey::of(Drip(&bytes)).unwrap();
        assert_eq!(whole.utf8, dripped.utf8);
        assert_eq!(
            whole.utf8,
            Utf8 {
                wide: 3,
                narrow: 1,
                bad: 1,
                cut: 2
            }
        );
        assert_eq!((whole.nuls, whole.bytes), (1, bytes.len() as u64));
        assert!(whole.sample.starts_with(&[0xFF]) && dripped.sample == whole.sample);
    }

    #[test]
    fn the_hash_is_the_standard_one() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "abc").unwrap();
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest(file.path()).unwrap(), (3, abc.to_owned()));
        assert_eq!(Survey::digested(file.path()).unwrap().1, abc);
        assert!(digest(Path::new("/no/such/file")).is_err());
    }
}
