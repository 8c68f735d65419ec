//! How many parts a zip container claims to hold, read before anybody believes it: whoever opens one makes room for all
//! of them. Knows no part.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The record that counts more parts than the older one, of 65,535 at most, can.
const RECORD: &[u8] = b"PK\x06\x06";
/// Bytes of that record up to the end of its count.
const COUNTED: usize = 40;
/// No entry of a directory is shorter.
const ENTRY: u64 = 46;
const BLOCK: usize = 128 << 10;

/// A count beyond `most` that a container claims, if it does. Leaves the file at its start.
pub(super) fn claims_beyond(file: &mut File, most: u64) -> io::Result<Option<u64>> {
    let bytes = file.metadata()?.len();
    // The smaller record's count is no more than a reader can bear; and a small file has no room for more.
    if bytes / ENTRY <= most.max(u64::from(u16::MAX)) {
        return Ok(None);
    }
    let found = search(file, most)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(found)
}

/// Wherever such a record stands: readers look for it from the end of a file to its start.
fn search(file: &mut File, most: u64) -> io::Result<Option<u64>> {
    let finder = memchr::memmem::Finder::new(RECORD);
    let mut held: Vec<u8> = Vec::with_capacity(BLOCK + COUNTED);
    loop {
        let read = file.by_ref().take(BLOCK as u64).read_to_end(&mut held)?;
        let counts = finder.find_iter(&held).filter_map(|at| count(held.get(at..)?));
        if let Some(count) = counts.max().filter(|&count| count > most) {
            return Ok(Some(count));
        }
        if read == 0 {
            return Ok(None);
        }
        // What may be the start of a record that goes on in the next block.
        held.drain(..held.len().saturating_sub(COUNTED - 1));
    }
}

/// What a record counts; `None` for four bytes that only look like one.
fn count(record: &[u8]) -> Option<u64> {
    let number = |at: usize| Some(u64::from_le_bytes(record.get(at..at + 8)?.try_into().ok()?));
    // Both numbers of disks are 0 wherever there is but one file.
    (number(16)? == 0).then_some(())?;
    number(24)?.max(number(32)?).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn record(count: u64) -> Vec<u8> {
        let mut bytes = RECORD.to_vec();
        bytes.extend(44u64.to_le_bytes());
        bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(count.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes
    }

    fn claimed(bytes: &[u8]) -> Option<u64> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        claims_beyond(&mut file, 20_000).unwrap()
    }

    #[test]
    fn a_claim_is_found_wherever_it_stands() {
        for before in [0, BLOCK - 41, BLOCK - 40, BLOCK - 3, BLOCK, 2 * BLOCK - 20] {
            let behind = 4 << 20;
            let file = |count| [vec![b'x'; before], record(count), vec![0; behind]].concat();
            assert_eq!(claimed(&file(8_000_000)), Some(8_000_000), "{before}");
            assert_eq!(claimed(&file(20_000)), None, "{before}");
        }
    }

    #[test]
    fn a_small_file_has_no_room_for_many() {
        assert_eq!(claimed(&record(8_000_000)), None);
    }
}
