//! One stored cell out of its events, whatever its shape: what it says, or why nobody can tell. A cell whose content
//! readers take differently (a value twice, a formula behind its value, comments inside a number) is damaged.

use super::super::words;
use super::super::xml::{Part, resolve};
use super::super::zip::damaged;
use super::reference;
use super::text::{self, refuse_long, unescape};
use super::value::{Kept, Value, error_text, number, truth};
use crate::ingest::Stopped;
use crate::model::Text;
use quick_xml::events::{BytesStart, Event};

/// The attributes of a stored cell.
#[derive(Clone, Copy)]
pub(super) struct Stored {
    /// Row from 1 and column from 0, where the cell has an address.
    pub(super) at: Option<(u32, u16)>,
    pub(super) style: u32,
    kind: Held,
}

/// What the cell's type attribute says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// A number, or what no type was told for.
    Number {
        told: bool,
    },
    Shared,
    Truth,
    Error,
    Text,
    Date,
    Inline,
    Unknown,
}

/// How many shared strings there are, and how many bytes a cell may have.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) strings: u32,
    pub(super) most: u64,
}

impl Stored {
    /// Reads the attributes; an address that no grid has is an error.
    pub(super) fn read(e: &BytesStart) -> Result<Self, Stopped> {
        let mut stored = Self {
            at: None,
            style: 0,
            kind: Held::Number { told: false },
        };
        for a in e.attributes().with_checks(false).flatten() {
            match a.key.as_ref() {
                "r" if stored.at.is_none() => {
                    let at = reference::cell(&a.value);
                    stored.at = Some(at.ok_or_else(|| damaged(words::bad_reference(&a.value)))?);
                }
                "r" => return Err(damaged(words::bad_reference(&a.value))),
                // What is no number of a format is none at all, as it has always been read.
                "s" => stored.style = a.value.parse().unwrap_or_default(),
                "t" => stored.kind = Held::of(&a.value),
                _ => {}
            }
        }
        Ok(stored)
    }
}

impl Held {
    fn of(written: &str) -> Self {
        match written {
            "n" => Self::Number { told: true },
            "s" => Self::Shared,
            "b" => Self::Truth,
            "e" => Self::Error,
            "str" => Self::Text,
            "d" => Self::Date,
            "inlineStr" | "is" => Self::Inline,
            _ => Self::Unknown,
        }
    }

    /// Whether its value is text, which may come in pieces.
    fn in_pieces(self) -> bool {
        matches!(self, Self::Text | Self::Date | Self::Inline)
    }
}

/// What was found in a cell on the way to its end.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent sightings, judged together"
)]
#[derive(Default)]
struct Found {
    formula: bool,
    value: bool,
    filled: bool,
    inline: bool,
    fault: Option<Text>,
}

/// Reads to the end of the cell just started: its value, or what is wrong with it.
pub(super) fn content<'s>(
    part: &mut Part,
    stored: &Stored,
    bounds: Bounds,
    scratch: &'s mut String,
) -> Result<Result<Value<'s>, Text>, Stopped> {
    scratch.clear();
    let mut found = Found::default();
    loop {
        match part.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "f" => {
                    // A value before its formula is read by some and dropped by others.
                    if found.value || found.formula || found.inline {
                        found.fault = Some(words::odd_structure());
                    }
                    found.formula = true;
                    part.skip()?;
                }
                "v" => {
                    if found.value || found.inline {
                        found.fault = Some(words::odd_structure());
                    }
                    found.value = true;
                    found.read_value(part, stored.kind, bounds, scratch)?;
                }
                "is" => {
                    if found.inline || stored.kind != Held::Inline {
                        found.fault = Some(words::odd_structure());
                    }
                    found.inline = true;
                    scratch.clear();
                    text::read(part, bounds.most, scratch)?;
                }
                other => {
                    found.fault = Some(words::unknown_type(other));
                    part.skip()?;
                }
            },
            Event::End(_) => break,
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => {}
        }
    }
    if stored.kind == Held::Unknown {
        found.fault = Some(words::odd_structure());
    }
    Ok(match found.fault {
        Some(fault) => Err(fault),
        None => found.judge(stored.kind, bounds, scratch),
    })
}

impl Found {
    /// Reads a value to its end, its text into the scratch.
    fn read_value(
        &mut self,
        part: &mut Part,
        kind: Held,
        bounds: Bounds,
        scratch: &mut String,
    ) -> Result<(), Stopped> {
        let (mut pieces, mut length) = (0, 0);
        scratch.clear();
        loop {
            match part.next()? {
                Event::End(_) => break,
                Event::Text(text) => {
                    pieces += 1;
                    length += text.len() as u64;
                    scratch.push_str(&text.xml10_content());
                }
                Event::GeneralRef(reference) if kind.in_pieces() => scratch.extend(resolve(&reference)),
                Event::Comment(_) | Event::PI(_) if matches!(kind, Held::Text | Held::Date) => {}
                Event::Eof => return Err(damaged(words::part_cut(part.name()))),
                _ => self.fault = Some(words::odd_structure()),
            }
            refuse_long(length, bounds.most)?;
        }
        // Some readers take numbers and indexes from the first piece alone.
        if pieces > 1 && !kind.in_pieces() {
            self.fault = Some(words::odd_structure());
        }
        self.filled = !scratch.is_empty();
        Ok(())
    }

    /// What the cell says.
    fn judge<'s>(&self, kind: Held, bounds: Bounds, written: &'s mut String) -> Result<Value<'s>, Text> {
        if self.inline {
            return Ok(Value::Text(written, Kept::Ready));
        }
        // `t="str"` with an empty value is a formula that yields the empty text.
        let computed = self.filled || kind == Held::Text && self.value;
        if self.formula && !computed {
            return Ok(Value::Uncomputed);
        }
        if !self.filled {
            return Ok(Value::Nothing);
        }
        match kind {
            Held::Number { told } => number(written, told).ok_or_else(|| words::bad_value(written)),
            Held::Shared => index(written, bounds.strings).map(Value::Shared),
            Held::Truth => truth(written).ok_or_else(|| words::bad_value(written)),
            Held::Error => match error_text(written) {
                Some(error) => Ok(Value::Error(error)),
                None => Err(words::bad_value(written)),
            },
            Held::Text => {
                if let std::borrow::Cow::Owned(decoded) = unescape(written) {
                    *written = decoded;
                }
                Ok(Value::Text(written, Kept::Ready))
            }
            Held::Date => Ok(Value::Date(written)),
            // The value of an inline text is redundant.
            Held::Inline | Held::Unknown => Ok(Value::Nothing),
        }
    }
}

/// The number of a shared string that there is.
fn index(written: &str, strings: u32) -> Result<u32, Text> {
    let digits = written.bytes().all(|b| b.is_ascii_digit());
    let index = written.parse().ok().filter(|&i| digits && i < strings);
    index.ok_or_else(|| words::bad_string_index(written, u64::from(strings)))
}
