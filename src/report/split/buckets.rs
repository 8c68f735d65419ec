//! Lines laid by in many heaps but one temporary file, so that neither memory nor open files grow with the heaps. Knows
//! nothing of what a line says.

use std::io::{self, Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Bytes of all heaps together that wait in memory before they are written.
const WAITING: usize = 16 << 20;

/// Heaps of lines.
#[derive(Debug)]
pub(in crate::report) struct Buckets {
    file: SpooledTempFile,
    end: u64,
    heaps: Vec<Heap>,
    waiting: usize,
}

#[derive(Debug, Default)]
struct Heap {
    waiting: Vec<u8>,
    /// Where its pieces stand in the file, and how long they are.
    pieces: Vec<(u64, usize)>,
}

impl Buckets {
    pub(in crate::report) fn new() -> Self {
        Self {
            file: SpooledTempFile::new(WAITING),
            end: 0,
            heaps: Vec::new(),
            waiting: 0,
        }
    }

    /// One more heap; its number.
    pub(in crate::report) fn heap(&mut self) -> usize {
        self.heaps.push(Heap::default());
        self.heaps.len() - 1
    }

    /// Puts a line, which holds no line break, on a heap.
    pub(in crate::report) fn put(&mut self, heap: usize, line: &[u8]) -> io::Result<()> {
        if let Some(heap) = self.heaps.get_mut(heap) {
            heap.waiting.extend_from_slice(line);
            heap.waiting.push(b'\n');
            self.waiting += line.len() + 1;
        }
        if self.waiting > WAITING {
            self.write()
        } else {
            Ok(())
        }
    }

    /// Writes what waits.
    fn write(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        for heap in self.heaps.iter_mut().filter(|h| !h.waiting.is_empty()) {
            let piece = std::mem::take(&mut heap.waiting);
            self.file.write_all(&piece)?;
            heap.pieces.push((self.end, piece.len()));
            self.end += piece.len() as u64;
        }
        self.waiting = 0;
        Ok(())
    }

    /// Hands every line of a heap on, in the order it was put.
    pub(in crate::report) fn each(
        &mut self,
        heap: usize,
        mut take: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(heap) = self.heaps.get(heap) else {
            return Ok(());
        };
        let mut lines = |piece: &[u8]| {
            let lines = piece.split(|&b| b == b'\n').filter(|l| !l.is_empty());
            lines.into_iter().try_for_each(&mut take)
        };
        for &(start, len) in &heap.pieces {
            let mut piece = vec![0; len];
            self.file.seek(SeekFrom::Start(start))?;
            self.file.read_exact(&mut piece)?;
            lines(&piece)?;
        }
        lines(&heap.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heap_gives_back_its_own_lines_in_order() {
        let mut buckets = Buckets::new();
        let heaps = [buckets.heap(), buckets.heap()];
        for n in 0..10_000u32 {
            let heap = heaps.get(n as usize % 2).copied().unwrap();
            buckets.put(heap, n.to_string().as_bytes()).unwrap();
            if n % 999 == 0 {
                buckets.write().unwrap();
            }
        }
        for (heap, first) in heaps.into_iter().zip(0u32..) {
            let mut next = first;
            let check = |line: &[u8]| {
                assert_eq!(line, next.to_string().as_bytes());
                next += 2;
                Ok(())
            };
            buckets.each(heap, check).unwrap();
            assert_eq!(next, 10_000 + first);
        }
    }
}
