//! One stored cell, examined: whether calamine will read from it what it says. Judges form, keeps no value.

use super::super::words;
use super::super::xml::Part;
use super::super::zip::{damaged, too_large};
use super::reference;
use crate::ingest::Stopped;
use crate::model::Text;
use quick_xml::events::{BytesStart, Event};

/// The attributes of a stored cell.
pub(super) struct Stored {
    /// Row from 1 and column from 0, where the cell has an address.
    pub(super) at: Option<(u32, u16)>,
    pub(super) kind: Held,
}

/// What the cell's type attribute says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Number,
    Shared,
    Truth,
    Error,
    Text,
    Date,
    Inline,
    Unknown,
}

/// What the examination found.
pub(super) enum Content {
    /// Calamine reads it.
    Known,
    /// A formula without its result.
    Uncomputed,
}

/// What is wrong with a cell, or its content.
type Verdict = Result<Content, Text>;

impl Stored {
    /// Reads the attributes; an address that no grid has is an error.
    pub(super) fn read(e: &BytesStart) -> Result<Self, Stopped> {
        let mut stored = Self {
            at: None,
            kind: Held::Number,
        };
        for a in e.attributes().with_checks(false).flatten() {
            match a.key.as_ref() {
                "r" if stored.at.is_none() => {
                    let at = reference::cell(&a.value);
                    stored.at = Some(at.ok_or_else(|| damaged(words::bad_reference(&a.value)))?);
                }
                "r" => return Err(damaged(words::bad_reference(&a.value))),
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
            "n" => Self::Number,
            "s" => Self::Shared,
            "b" => Self::Truth,
            "e" => Self::Error,
            "str" => Self::Text,
            "d" => Self::Date,
            "inlineStr" | "is" => Self::Inline,
            _ => Self::Unknown,
        }
    }
}

/// Reads to the end of the cell just started and judges it, given how many shared strings there are and how many bytes a
/// cell may have.
pub(super) fn content(
    part: &mut Part,
    stored: &Stored,
    (strings, most): (u64, u64),
) -> Result<Verdict, Stopped> {
    let (mut formula, mut value, mut inline) = (false, None, false);
    let mut verdict = Ok(());
    loop {
        match part.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "f" => {
                    // Calamine lets a formula after the value wipe the value out.
                    if value.is_some() || formula || inline {
                        verdict = Err(words::odd_structure());
                    }
                    formula = true;
                    part.skip()?;
                }
                "v" => {
                    if value.is_some() || inline {
                        verdict = Err(words::odd_structure());
                    }
                    let (filled, judged) = self::value(part, stored.kind, (strings, most))?;
                    value = Some(filled);
                    verdict = verdict.and(judged);
                }
                "is" => {
                    if inline || stored.kind != Held::Inline {
                        verdict = Err(words::odd_structure());
                    }
                    inline = true;
                    skip_text(part, most)?;
                }
                other => {
                    verdict = Err(words::unknown_type(other));
                    part.skip()?;
                }
            },
            Event::End(_) => break,
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => {}
        }
    }
    if stored.kind == Held::Unknown {
        return Ok(Err(words::odd_structure()));
    }
    // `t="str"` with an empty value is a formula that yields the empty text.
    let computed = value == Some(true) || inline || stored.kind == Held::Text && value.is_some();
    Ok(verdict.map(|()| {
        if formula && !computed {
            Content::Uncomputed
        } else {
            Content::Known
        }
    }))
}

/// Skips an element whose texts calamine will put together.
fn skip_text(part: &mut Part, most: u64) -> Result<(), Stopped> {
    let (outside, mut length) = (part.depth().saturating_sub(1), 0);
    while part.depth() > outside {
        match part.next()? {
            Event::Text(text) => length += text.len() as u64,
            Event::CData(text) => length += text.len() as u64,
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => {}
        }
        refuse_long(length, most)?;
    }
    Ok(())
}

fn refuse_long(length: u64, most: u64) -> Result<(), Stopped> {
    if length > most {
        return Err(too_large(words::cell_too_long(most)));
    }
    Ok(())
}

/// Reads a value to its end: whether it holds anything, and whether calamine will read all of it.
fn value(
    part: &mut Part,
    kind: Held,
    (strings, most): (u64, u64),
) -> Result<(bool, Result<(), Text>), Stopped> {
    let (mut pieces, mut filled, mut verdict) = (0, false, Ok(()));
    let mut length = 0;
    loop {
        match part.next()? {
            Event::End(_) => break,
            Event::Text(text) => {
                pieces += 1;
                length += text.len() as u64;
                filled = filled || !text.is_empty();
                verdict = verdict.and_then(|()| judge(&text, kind, strings));
            }
            Event::GeneralRef(_) if matches!(kind, Held::Text | Held::Date | Held::Inline) => {
                filled = true;
            }
            Event::Comment(_) | Event::PI(_) if matches!(kind, Held::Text | Held::Date) => {}
            Event::Eof => return Err(damaged(words::part_cut(part.name()))),
            _ => verdict = Err(words::odd_structure()),
        }
        refuse_long(length, most)?;
    }
    // Numbers and indexes are taken from the first piece alone.
    if pieces > 1 && !matches!(kind, Held::Text | Held::Date | Held::Inline) {
        verdict = Err(words::odd_structure());
    }
    Ok((filled, verdict))
}

fn judge(text: &str, kind: Held, strings: u64) -> Result<(), Text> {
    let good = match kind {
        // What is no index, calamine takes for index 0.
        Held::Shared => {
            let index = text
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| text.parse::<u64>());
            return match index {
                Some(Ok(i)) if i < strings => Ok(()),
                _ => Err(words::bad_string_index(text, strings)),
            };
        }
        Held::Truth => {
            let text = text.trim();
            text.is_empty()
                || text == "0"
                || text == "1"
                || text.eq_ignore_ascii_case("true")
                || text.eq_ignore_ascii_case("false")
        }
        Held::Error => text.parse::<calamine::CellErrorType>().is_ok(),
        Held::Number | Held::Text | Held::Date | Held::Inline | Held::Unknown => true,
    };
    if good { Ok(()) } else { Err(words::bad_value(text)) }
}
