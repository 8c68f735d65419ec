//! The styles part, as far as numbers go: which cell format shows a number how.

use super::super::words;
use super::super::xml::attribute;
use super::super::zip::{Container, too_large};
use super::code::{self, Shown};
use crate::ingest::Stopped;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Cell formats of a workbook; Excel itself stops at 65,490.
const MOST: usize = 1 << 16;

/// How each cell format, by its index, shows a number. A workbook without styles has none.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Shown>);

impl Styles {
    /// How the format shows numbers; `None` for an index that the workbook does not have.
    pub(super) fn shown(&self, style: usize) -> Option<Shown> {
        if style == 0 && self.0.is_empty() {
            return Some(Shown::Plain);
        }
        self.0.get(style).copied()
    }
}

/// Reads the styles part.
pub(super) fn read(container: &mut Container, name: &str) -> Result<Styles, Stopped> {
    let Some(mut part) = container.xml(name)? else {
        return Ok(Styles::default());
    };
    let mut codes: BTreeMap<u32, Shown> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut inside = false;
    loop {
        match part.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                // Differential formats for conditional formatting hold `numFmt` too; theirs never apply to a cell.
                "dxfs" => part.skip()?,
                "numFmt" => codes.extend(custom(&e)),
                "cellXfs" => inside = true,
                "xf" if inside => formats.push(identifier(&e)),
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Eof => break,
            _ => {}
        }
        if formats.len() > MOST {
            return Err(too_large(words::too_many_formats(MOST)));
        }
    }
    let shown = |id: &u32| codes.get(id).copied().unwrap_or_else(|| code::builtin(*id));
    Ok(Styles(formats.iter().map(shown).collect()))
}

fn identifier(e: &BytesStart) -> u32 {
    attribute(e, "numFmtId")
        .and_then(|v| v.parse().ok())
        .unwrap_or_default()
}

fn custom(e: &BytesStart) -> Option<(u32, Shown)> {
    let id = attribute(e, "numFmtId")?.parse().ok()?;
    Some((id, code::read(&attribute(e, "formatCode")?)))
}
