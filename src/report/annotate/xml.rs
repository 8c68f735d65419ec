//! XML passed through as it stands, with a tag replaced here and markup put in there; texts made safe to stand in it.

use super::Fault;
use super::words;
use crate::model::visible;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use std::fmt::Write as _;
use std::io::{BufRead, Write};

/// The namespace of sheets, as every office program writes it.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The namespace of relationships' ids.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// How many UTF-16 units a cell or note may hold.
const MOST_UNITS: usize = 32_000;

/// A tag on its way through.
pub(super) enum At<'e> {
    /// Opening, or standing alone.
    Open { tag: &'e BytesStart<'e>, empty: bool },
    /// Closing.
    Close { name: &'e str },
}

/// Looks at every tag; what it puts in `ahead` stands before the tag, what it gives back stands in its place.
pub(super) trait Editor {
    /// The root is at depth 0.
    fn see(&mut self, depth: usize, at: &At<'_>, ahead: &mut String) -> Result<Option<String>, Fault>;
}

impl<F: FnMut(usize, &At<'_>, &mut String) -> Result<Option<String>, Fault>> Editor for F {
    fn see(&mut self, depth: usize, at: &At<'_>, ahead: &mut String) -> Result<Option<String>, Fault> {
        self(depth, at, ahead)
    }
}

/// Copies XML from one side to the other past an editor. Everything the editor leaves alone stays as it is.
pub(super) fn rewrite(from: impl BufRead, to: &mut dyn Write, editor: &mut dyn Editor) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(from);
    let mut writer = Writer::new(to);
    let (mut buffer, mut ahead, mut depth) = (Vec::new(), String::new(), 0usize);
    loop {
        buffer.clear();
        ahead.clear();
        let event = reader.read_event_into(&mut buffer)?;
        let instead = match &event {
            Event::Eof => return Ok(()),
            Event::Start(tag) => {
                let seen = editor.see(depth, &At::Open { tag, empty: false }, &mut ahead)?;
                depth += 1;
                seen
            }
            Event::Empty(tag) => editor.see(depth, &At::Open { tag, empty: true }, &mut ahead)?,
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                let name = tag.local_name();
                editor.see(depth, &At::Close { name: name.as_ref() }, &mut ahead)?
            }
            _ => None,
        };
        writer.get_mut().write_all(ahead.as_bytes())?;
        match instead {
            Some(instead) => writer.get_mut().write_all(instead.as_bytes())?,
            None => writer.write_event(event)?,
        }
    }
}

/// The same for a small part.
pub(super) fn edited(xml: &str, editor: &mut dyn Editor) -> Result<String, Fault> {
    let mut out = Vec::with_capacity(xml.len() + 1024);
    rewrite(xml.as_bytes(), &mut out, editor)?;
    String::from_utf8(out).map_err(|_| Fault::Refused(words::not_utf8()))
}

/// Refuses a root that stands in another namespace, or under a prefix.
pub(super) fn root(tag: &BytesStart<'_>) -> Result<(), Fault> {
    if tag.name().as_ref().contains(':') {
        return Err(Fault::Refused(words::prefixed()));
    }
    match value(tag, "xmlns") {
        Some(main) if main == MAIN => Ok(()),
        Some(strict) if strict.contains("purl.oclc.org") => Err(Fault::Refused(words::strict())),
        _ => Err(Fault::Refused(words::odd_namespace())),
    }
}

/// The value of an attribute by its whole name, unescaped.
pub(super) fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all
        .with_checks(false)
        .flatten()
        .find(|a| a.key.as_ref() == name)?;
    quick_xml::escape::unescape(&found.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// A tag with some attributes set, in their places where it has them; the others as they were.
pub(super) fn retag(tag: &BytesStart<'_>, set: &[(&str, String)], empty: bool) -> String {
    let mut out = format!("<{}", tag.name().as_ref());
    let mut left: Vec<&(&str, String)> = set.iter().collect();
    for a in tag.attributes().with_checks(false).flatten() {
        let key: &str = a.key.as_ref();
        let at = left.iter().position(|(name, _)| *name == key);
        let value = match at.map(|at| left.remove(at)) {
            Some((_, value)) => quick_xml::escape::escape(value.as_str()),
            None => a.value.replace('"', "&quot;").into(),
        };
        let _ = write!(out, " {key}=\"{value}\"");
    }
    for (name, value) in left {
        let _ = write!(out, " {name}=\"{}\"", quick_xml::escape::escape(value.as_str()));
    }
    out.push_str(if empty { "/>" } else { ">" });
    out
}

/// Puts markup at the end of the root of a small part whose root has this name and no prefix.
pub(super) fn append(xml: &str, name: &str, markup: &str) -> Result<String, Fault> {
    let mut done = false;
    let out = edited(xml, &mut |depth: usize, at: &At<'_>, ahead: &mut String| {
        match at {
            At::Open { tag, empty } if depth == 0 => {
                if tag.name().as_ref() != name {
                    return Err(Fault::Refused(words::prefixed()));
                }
                if *empty {
                    done = true;
                    return Ok(Some(format!("{}{markup}</{name}>", retag(tag, &[], false))));
                }
            }
            At::Close { .. } if depth == 0 => {
                done = true;
                ahead.push_str(markup);
            }
            _ => {}
        }
        Ok(None)
    })?;
    if done {
        Ok(out)
    } else {
        Err(Fault::Refused(words::odd_namespace()))
    }
}

/// A text as it may stand in a cell, a note or an attribute: nothing invisible, not too long, no markup, and nothing
/// that a spreadsheet would take for an escaped character.
pub(super) fn text(text: &str) -> String {
    quick_xml::escape::escape(fitting(text).replace("_x", "_x005F_x")).into_owned()
}

/// The same as it is read back.
pub(super) fn fitting(text: &str) -> String {
    let mut units = 0;
    let shown = text.split('\n').map(visible).collect::<Vec<_>>().join("\n");
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_UNITS && (*c >= ' ' || *c == '\n') && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    shown.chars().filter(fits).collect()
}

/// A name as it may stand in an attribute, nothing in it changed.
pub(super) fn name(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// How wide the widest line of a text is, where a Chinese character is as wide as two letters.
pub(super) fn wide(text: &str) -> usize {
    text.split('\n').map(width).max().unwrap_or(0)
}

/// Lines that a text takes where a line is so wide.
pub(super) fn lines(text: &str, most: usize) -> usize {
    let of = |line: &str| width(line).div_ceil(most.max(1)).max(1);
    text.split('\n').map(of).sum()
}

fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
