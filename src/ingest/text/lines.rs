//! Physical lines, whatever ends them: CRLF, LF, or a lone CR. Knows nothing of records.

use memchr::memchr2_iter;

/// Counts lines over a stream that arrives in pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    /// The line that the next byte stands on; the first is 1.
    pub(super) line: u64,
    after_cr: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            line: 1,
            after_cr: false,
        }
    }
}

impl Lines {
    /// Steps over bytes and returns how many line ends they held. A CRLF counts where its CR stands, even where the
    /// two fall into different pieces.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> u64 {
        let mut ends = 0;
        // Where a LF would only close a CRLF that was counted.
        let mut closes = self.after_cr.then_some(0);
        for at in memchr2_iter(b'\r', b'\n', bytes) {
            let cr = bytes.get(at) == Some(&b'\r');
            ends += u64::from(cr || closes != Some(at));
            closes = cr.then_some(at + 1);
        }
        if !bytes.is_empty() {
            self.after_cr = closes == Some(bytes.len());
        }
        self.line += ends;
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let mut lines = Lines::default();
        assert_eq!(lines.pass(b"a\r\nb\nc\rd\r"), 4);
        assert_eq!(lines.pass(b"\n\n"), 1);
        assert_eq!(lines.line, 6);
    }
}
