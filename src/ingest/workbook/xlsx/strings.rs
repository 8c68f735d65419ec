//! The shared strings before calamine takes them into memory: their number, and what they will weigh. Keeps none.

use super::super::limits::Limits;
use super::super::words;
use super::super::xml::attribute;
use super::super::zip::{Container, damaged, too_large};
use crate::ingest::Stopped;
use quick_xml::events::Event;

/// What a string costs in memory besides its bytes.
const OVERHEAD: u64 = 40;

/// How many strings there are. Inflates the part once, so that its checksum is verified.
pub(super) fn count(container: &mut Container, name: &str, limits: &Limits) -> Result<u64, Stopped> {
    let bytes = container.size(name);
    let Some(mut part) = container.xml(name)? else {
        return Ok(0);
    };
    let (mut strings, mut weight) = (0u64, 0u64);
    let mut before = 0;
    loop {
        match part.next()? {
            Event::Start(e) if e.local_name().as_ref() == "sst" => {
                if let Some(claimed) = attribute(&e, "uniqueCount") {
                    check_claim(&claimed, bytes)?;
                }
            }
            Event::Start(e) if e.local_name().as_ref() == "si" => {
                drop(e);
                if part.depth() != 2 {
                    return Err(damaged(words::part_damaged(name, "si")));
                }
                strings += 1;
                weight += OVERHEAD;
                before = weight;
            }
            Event::Text(text) => weight += text.len() as u64,
            Event::CData(text) => weight += text.len() as u64,
            Event::Eof => return Ok(strings),
            _ => {}
        }
        if weight - before > limits.cell {
            return Err(too_large(words::cell_too_long(limits.cell)));
        }
        if weight > limits.strings_memory {
            return Err(too_large(words::strings_too_large(limits.strings_memory)));
        }
    }
}

/// Calamine reserves as many strings as are claimed, so a claim must be possible: `<si/>` is 5 bytes.
fn check_claim(claimed: &str, bytes: u64) -> Result<(), Stopped> {
    match claimed.parse::<u64>() {
        Ok(n) if n <= bytes / 5 => Ok(()),
        _ => Err(damaged(words::strings_count(claimed, bytes))),
    }
}
