//! The SHA-256 of a file, made by a thread of its own while the file is read. Knows nothing of what is in it.

use super::{Stopped, text};
use std::io;
use std::path::Path;
use std::thread::{self, JoinHandle};

/// Bytes of a file below which no thread is worth starting; builds for tests start one for every file.
const LEAST: u64 = if cfg!(debug_assertions) { 1 } else { 1 << 18 };

/// A digest in the making.
#[derive(Debug)]
pub struct Digest(JoinHandle<io::Result<(u64, String)>>);

impl Digest {
    /// Starts on a file of so many bytes; `None` where it is better made by whoever reads it.
    pub(super) fn begin(path: &Path, bytes: u64) -> Option<Self> {
        if bytes < LEAST {
            return None;
        }
        let path = path.to_owned();
        let begun = thread::Builder::new().spawn(move || text::digest(&path));
        begun.ok().map(Self)
    }

    /// The length of the file in bytes and its SHA-256, hexadecimal, once they are known.
    pub fn finish(self) -> Result<(u64, String), Stopped> {
        let panicked = |_| Err(io::Error::other("the digest was not made"));
        let made = self.0.join().unwrap_or_else(panicked);
        made.map_err(|error| text::words::unreadable(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_made_beside_is_that_of_the_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), vec![b'a'; 300_000]).unwrap();
        assert!(Digest::begin(file.path(), 0).is_none());
        let digest = Digest::begin(file.path(), 300_000).unwrap();
        let expected = text::digest(file.path()).unwrap();
        assert_eq!(digest.finish().unwrap(), expected);
        let gone = Digest::begin(&file.path().join("none"), 300_000).unwrap();
        assert!(gone.finish().is_err());
    }
}
