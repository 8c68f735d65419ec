//! Numbers and texts as bytes, short ones short: seven bits of a number a byte, a text behind its length. Knows not what
//! they mean.

/// Writes.
#[derive(Debug, Default)]
pub(super) struct Pen(Vec<u8>);

impl Pen {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// A number that may not be there: one above it, or nought.
    pub(super) fn above(&mut self, number: Option<u64>) {
        self.number(number.map_or(0, |n| n.saturating_add(1)));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn maybe(&mut self, text: Option<&str>) {
        match text {
            None => self.number(0),
            Some(text) => {
                self.number(1);
                self.text(text);
            }
        }
    }

    /// A number of four bytes, to be fixed later.
    pub(super) fn fixed(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// Fixes a number of four bytes.
    pub(super) fn fix(&mut self, at: usize, number: u32) {
        if let Some(bytes) = self.0.get_mut(at..at + 4) {
            bytes.copy_from_slice(&number.to_le_bytes());
        }
    }
}

/// Reads; `None` where the bytes end too early.
#[derive(Debug)]
pub(super) struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    #[expect(
        clippy::option_option,
        reason = "the bytes may end, and what they hold may be nothing"
    )]
    pub(super) fn above(&mut self) -> Option<Option<u64>> {
        self.number().map(|n| n.checked_sub(1))
    }

    pub(super) fn text(&mut self) -> Option<&'b str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    #[expect(
        clippy::option_option,
        reason = "the bytes may end, and what they hold may be nothing"
    )]
    pub(super) fn maybe(&mut self) -> Option<Option<&'b str>> {
        match self.number()? {
            0 => Some(None),
            _ => self.text().map(Some),
        }
    }

    pub(super) fn fixed(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_written_is_read(
            number in any::<u64>(),
            maybe in proptest::option::of(0..u64::MAX),
            text in any::<String>(),
            none in proptest::option::of(any::<String>()),
            cut in any::<proptest::sample::Index>(),
        ) {
            let mut pen = Pen::default();
            pen.fixed(0);
            pen.number(number);
            pen.above(maybe);
            pen.text(&text);
            pen.maybe(none.as_deref());
            pen.fix(0, 7);
            let mut bytes = Bytes::new(pen.bytes());
            prop_assert_eq!(bytes.fixed(), Some(7));
            prop_assert_eq!(bytes.number(), Some(number));
            prop_assert_eq!(bytes.above(), Some(maybe));
            prop_assert_eq!(bytes.text(), Some(text.as_str()));
            prop_assert_eq!(bytes.maybe(), Some(none.as_deref()));
            prop_assert_eq!(bytes.number(), None);
            // Cut anywhere, something is missing and nothing is made up.
            let mut bytes = Bytes::new(&pen.bytes()[..cut.index(pen.len())]);
            let read = (|| {
                bytes.fixed()?;
                bytes.number()?;
                bytes.above()?;
                bytes.text()?;
                bytes.maybe()
            })();
            prop_assert!(read.is_none());
        }
    }
}
