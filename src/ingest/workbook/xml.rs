//! XML parts under guard: UTF-8 only, no DTD, no foreign entities, bounded depth and bounded pieces, and an end that
//! must come. Knows nothing of what the elements mean.

use super::limits::Limits;
use super::words;
use super::zip::{damaged, too_large};
use crate::ingest::Stopped;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zip::read::ZipFile;

/// What is left of the budget of the piece being read. Atomic only so that a reader may move to another thread.
#[derive(Clone)]
struct Budget(Arc<AtomicU64>);

impl Budget {
    fn left(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self, left: u64) {
        self.0.store(left, Ordering::Relaxed);
    }
}

/// Fails once a single event has eaten its budget, so that the event buffer cannot grow without end.
struct Metered<'a> {
    inner: ZipFile<'a, BufReader<File>>,
    budget: Budget,
}

impl Read for Metered<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.left();
        if left == 0 {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        let n = self.inner.read(into)?;
        self.budget.set(left.saturating_sub(n as u64));
        Ok(n)
    }
}

/// One XML part, read event by event. Empty elements come as a start and an end.
pub(super) struct Part<'a> {
    xml: quick_xml::Reader<BufReader<Metered<'a>>>,
    buffer: Vec<u8>,
    name: String,
    depth: u32,
    /// The last event was a tag rather than something between tags.
    tag: bool,
    budget: Budget,
    /// Bytes of a single event.
    limit: u64,
    /// Elements within one another.
    deepest: u32,
}

impl<'a> Part<'a> {
    /// Wraps an entry; refuses other encodings by their first bytes.
    pub(super) fn open(
        entry: ZipFile<'a, BufReader<File>>,
        name: &str,
        limits: &Limits,
    ) -> Result<Self, Stopped> {
        let budget = Budget(Arc::new(AtomicU64::new(limits.event)));
        let inner = Metered {
            inner: entry,
            budget: budget.clone(),
        };
        let mut source = BufReader::with_capacity(1 << 16, inner);
        let head = source
            .fill_buf()
            .map_err(|e| damaged(words::part_not_inflated(name, &e)))?;
        if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..] = head {
            return Err(damaged(words::part_encoding(name, "UTF-16")));
        }
        let mut xml = quick_xml::Reader::from_reader(source);
        xml.config_mut().expand_empty_elements = true;
        Ok(Self {
            xml,
            buffer: Vec::with_capacity(1 << 10),
            name: name.to_owned(),
            depth: 0,
            tag: false,
            budget,
            limit: limits.event,
            deepest: u32::try_from(limits.depth).unwrap_or(u32::MAX),
        })
    }

    /// How many elements are open, the one just started included.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// The part's name, for messages.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The next event; `Eof` only where every element was closed.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Stopped> {
        self.buffer.clear();
        self.budget.set(self.limit);
        let event = match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(xml_error(&self.name, self.limit, &error)),
        };
        self.tag = matches!(event, Event::Start(_) | Event::End(_));
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > self.deepest {
                    return Err(too_large(words::part_too_deep(
                        &self.name,
                        u64::from(self.deepest),
                    )));
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(damaged(words::part_dtd(&self.name))),
            Event::GeneralRef(reference) if resolve(reference).is_none() => {
                return Err(damaged(words::part_dtd(&self.name)));
            }
            Event::Decl(declaration) => check_encoding(&self.name, declaration)?,
            Event::Eof if self.depth > 0 => return Err(damaged(words::part_cut(&self.name))),
            _ => {}
        }
        Ok(event)
    }

    /// The bytes that follow the tag just read, as far as they are at hand: for those who read common shapes faster than
    /// events come. None at all after an element without content, whose end is still to be told, and after anything that
    /// is no tag.
    pub(super) fn ahead(&mut self) -> Result<&[u8], Stopped> {
        if !self.tag || self.buffer.ends_with(b"/>") {
            return Ok(&[]);
        }
        self.budget.set(self.limit);
        let Self { xml, name, limit, .. } = self;
        xml.get_mut()
            .fill_buf()
            .map_err(|e| xml_error(name, *limit, &e.into()))
    }

    /// Passes over bytes that [`Part::ahead`] showed. They must be whole elements, or the end of one and the start of
    /// another of its name, so that as many are open as before.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.xml.get_mut().consume(bytes);
    }

    /// Passes over the rest of the element just started.
    pub(super) fn skip(&mut self) -> Result<(), Stopped> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Event::Eof) {
                break;
            }
        }
        Ok(())
    }
}

fn check_encoding(part: &str, declaration: &BytesDecl) -> Result<(), Stopped> {
    match declaration.encoding() {
        Some(Ok(name)) if !is_utf8(&name) => Err(damaged(words::part_encoding(part, &name))),
        _ => Ok(()),
    }
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

fn xml_error(part: &str, limit: u64, error: &quick_xml::Error) -> Stopped {
    if let quick_xml::Error::Io(e) = error
        && e.kind() == io::ErrorKind::QuotaExceeded
    {
        return too_large(words::piece_too_large(part, limit));
    }
    damaged(words::part_no_xml(part, error))
}

/// The character a reference stands for; `None` for entities that only a DTD could define.
pub(super) fn resolve(reference: &BytesRef) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// The value of an attribute by its local name, unescaped.
pub(super) fn attribute<'e>(start: &'e BytesStart, name: &str) -> Option<Cow<'e, str>> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| match a.value {
            Cow::Borrowed(raw) => quick_xml::escape::unescape(raw).ok(),
            Cow::Owned(raw) => quick_xml::escape::unescape(&raw)
                .ok()
                .map(|v| Cow::Owned(v.into_owned())),
        })
}

/// Whether an attribute says yes: `1` or `true`.
pub(super) fn says_yes(start: &BytesStart, name: &str) -> bool {
    attribute(start, name).is_some_and(|v| matches!(v.as_ref(), "1" | "true"))
}
