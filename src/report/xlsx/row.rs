//! A finding as it is laid by for its row: the texts of the cells as they will stand there, those of many rows by their
//! numbers. Knows bytes, not what they say.

use std::io;

/// Marks a number of a text that is kept elsewhere.
const SHARED: u32 = 1 << 31;

/// What a cell will hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'r> {
    /// A text of the workbook's strings.
    Shared(u32),
    Own(&'r str),
}

/// Puts a number.
pub(super) fn put_number(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

/// Puts a text.
pub(super) fn put(out: &mut Vec<u8>, part: Part<'_>) {
    match part {
        Part::Shared(number) => put_number(out, number | SHARED),
        Part::Own(text) => {
            // No cell holds more than a part of what a number tells.
            put_number(out, text.len() as u32);
            out.extend_from_slice(text.as_bytes());
        }
    }
}

/// Bytes being read back.
#[derive(Debug)]
pub(super) struct Taker<'r>(pub(super) &'r [u8]);

impl<'r> Taker<'r> {
    fn bytes(&mut self, count: usize) -> io::Result<&'r [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(torn)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> io::Result<u32> {
        let bytes = self.bytes(4)?.try_into().map_err(|_| torn())?;
        Ok(u32::from_le_bytes(bytes))
    }

    pub(super) fn part(&mut self) -> io::Result<Part<'r>> {
        let number = self.number()?;
        if number & SHARED > 0 {
            return Ok(Part::Shared(number ^ SHARED));
        }
        let text = std::str::from_utf8(self.bytes(number as usize)?);
        text.map(Part::Own).map_err(|_| torn())
    }
}

fn torn() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken() {
        let mut bytes = Vec::new();
        let parts = [
            Part::Own(""),
            Part::Shared(0),
            Part::Own("目录"),
            Part::Shared(70_000),
        ];
        for part in parts {
            put(&mut bytes, part);
        }
        put_number(&mut bytes, 7);
        let mut taker = Taker(&bytes);
        for part in parts {
            assert_eq!(taker.part().unwrap(), part);
        }
        assert_eq!(taker.number().unwrap(), 7);
        assert!(taker.part().is_err() && Taker(&bytes[..9]).part().is_ok());
        assert!(Taker(&[2, 0, 0, 0, b'a']).part().is_err() && Taker(&[1, 0, 0, 0, 0xFF]).part().is_err());
    }
}
