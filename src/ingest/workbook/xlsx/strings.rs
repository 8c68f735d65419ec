//! The shared strings in one piece of memory: their texts behind one another, and where each ends.

use super::super::cell::is_odd;
use super::super::limits::Limits;
use super::super::words;
use super::super::xml::{Part, attribute};
use super::super::zip::{Container, damaged, too_large};
use super::text;
use crate::ingest::Stopped;
use quick_xml::events::Event;

/// What a string costs in memory besides its bytes.
const OVERHEAD: u64 = 4;

/// The bit of an end that says that the text holds control characters.
const ODD: u32 = 1 << 31;

/// Bytes that are added to the memory at once; it is never doubled.
const STEP: usize = 1 << 20;

/// The shared strings of a workbook.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: String,
    ends: Vec<u32>,
}

impl Strings {
    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        self.ends.len() as u32
    }

    /// A string by its number, and whether it holds control characters.
    pub(super) fn get(&self, index: u32) -> Option<(&str, bool)> {
        let index = index as usize;
        let end = *self.ends.get(index)?;
        let before = index.checked_sub(1).and_then(|i| self.ends.get(i));
        let start = before.map_or(0, |end| end & !ODD);
        let text = self.texts.get(start as usize..(end & !ODD) as usize)?;
        Some((text, end & ODD != 0))
    }

    /// Bytes of a string.
    pub(super) fn bytes(&self, index: u32) -> u64 {
        self.get(index).map_or(0, |(text, _)| text.len() as u64)
    }

    /// Ends the string whose text now stands last.
    fn end(&mut self, start: usize) {
        let odd = self.texts.get(start..).is_some_and(is_odd);
        let end = self.texts.len() as u32 & !ODD;
        self.ends.push(if odd { end | ODD } else { end });
    }

    /// Makes room ahead, in steps.
    fn reserve(&mut self, more: usize) {
        if self.texts.capacity() - self.texts.len() < more {
            self.texts.reserve_exact(more.max(STEP).max(self.texts.len() / 8));
        }
    }

    fn refuse_large(&self, most: u64) -> Result<(), Stopped> {
        let weight = self.texts.len() as u64 + self.ends.len() as u64 * OVERHEAD;
        // Ends are counted in 31 bits.
        if weight > most.min(u64::from(ODD) - 1) {
            return Err(too_large(words::strings_too_large(most)));
        }
        Ok(())
    }

    /// Takes every string of the common shape that is at hand.
    fn hurry(&mut self, part: &mut Part, limits: &Limits) -> Result<(), Stopped> {
        loop {
            let bytes = part.ahead()?;
            let mut rest = bytes;
            while let Some((keep, written, next)) = simple(rest) {
                if written.len() as u64 > limits.cell {
                    break;
                }
                let start = self.texts.len();
                self.reserve(written.len());
                text::put(written, keep, &mut self.texts);
                self.end(start);
                self.refuse_large(limits.strings_memory)?;
                rest = next;
            }
            let (used, left) = (bytes.len() - rest.len(), rest.len());
            part.pass(used);
            if used == 0 || left > 0 {
                return Ok(());
            }
        }
    }
}

/// `<si><t>text</t></si>` and what follows it; `None` for every other shape, and where it is not at hand to its end.
fn simple(bytes: &[u8]) -> Option<(bool, &str, &[u8])> {
    let bytes = bytes.trim_ascii_start();
    let (keep, rest) = match bytes.strip_prefix(b"<si><t>") {
        Some(rest) => (false, rest),
        None => (true, bytes.strip_prefix(b"<si><t xml:space=\"preserve\">")?),
    };
    let (written, rest) = super::quick::characters(rest)?;
    Some((keep, written, rest.strip_prefix(b"</t></si>")?))
}

/// Reads the shared strings; none where there is no such part.
pub(super) fn read(container: &mut Container, name: &str, limits: &Limits) -> Result<Strings, Stopped> {
    let bytes = container.size(name);
    let mut strings = Strings::default();
    let Some(mut part) = container.xml(name)? else {
        return Ok(strings);
    };
    loop {
        let string = match part.next()? {
            Event::Start(e) if e.local_name().as_ref() == "sst" => {
                if let Some(claimed) = attribute(&e, "uniqueCount") {
                    check_claim(&claimed, bytes)?;
                }
                false
            }
            Event::Start(e) => e.local_name().as_ref() == "si",
            Event::Eof => break,
            _ => false,
        };
        if string {
            if part.depth() != 2 {
                return Err(damaged(words::part_damaged(name, "si")));
            }
            let start = strings.texts.len();
            text::read(&mut part, limits.cell, &mut strings.texts)?;
            strings.end(start);
            strings.refuse_large(limits.strings_memory)?;
        }
        if part.depth() == 1 {
            strings.hurry(&mut part, limits)?;
        }
    }
    Ok(strings)
}

/// A number of strings that the part cannot hold is no number of strings: `<si/>` is 5 bytes.
fn check_claim(claimed: &str, bytes: u64) -> Result<(), Stopped> {
    match claimed.parse::<u64>() {
        Ok(n) if n <= bytes / 5 => Ok(()),
        _ => Err(damaged(words::strings_count(claimed, bytes))),
    }
}
