//! Keys as the cells of a row hold them: read once a row for all lanes. Remembers items and bodies that come again, up to
//! a bound; knows no lane and no other table.

use super::super::cell;
use super::super::terms::is_break;
use super::claim::Hash;
use super::generic::is_generic;
use super::lane::{How, Key};
use super::skeleton::{skeleton, tight};
use crate::model::{Field, Kind, Level, Memo, Record, folded};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What is claimed, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// Part of the cell of its field.
    Part(Range<usize>),
    /// Put together of several cells.
    Words(String),
}

impl Claimed {
    /// A part of a cell's text.
    fn part(text: &str, part: &str) -> Self {
        let from = part.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
        Self::Part(from..from.wrapping_add(part.len()))
    }

    /// Its words, given the text of the cell.
    pub fn of<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::Part(range) => text.get(range.clone()).unwrap_or_default(),
            Self::Words(words) => words,
        }
    }
}

/// A key as the cells of a row hold it.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) alternative: usize,
    pub(super) field: Field,
    /// Its parts as compared, each closed, among those of its key; of an item they are made again where somebody asks.
    normal: Range<usize>,
    /// The digest of its parts; of a whole name, which is held within its body, none.
    pub(super) key: [u32; 3],
    pub(super) claimed: Claimed,
    pub(super) doubtful: bool,
    /// Said of items: every row counts and not every resource.
    pub(super) item: bool,
    /// Said by a row above.
    pub(super) inherited: bool,
    /// The number of an item that is remembered.
    pub(super) number: Option<u32>,
}

/// What the row at hand holds of one key.
#[derive(Clone, Copy)]
pub(super) struct Keys<'r> {
    /// One by one.
    pub(super) held: &'r [Held],
    normals: &'r str,
}

impl Keys<'_> {
    fn normal(&self, held: &Held) -> &str {
        self.normals.get(held.normal.clone()).unwrap_or_default()
    }

    /// The digest of a key within something.
    pub(super) fn within(&self, held: &Held, within: Option<&str>) -> [u32; 3] {
        let parts = Hash::new(held.alternative).closed(self.normal(held));
        within.into_iter().fold(parts, Hash::part).short()
    }

    /// The digest of a key together with the values watched.
    pub(super) fn watched(
        &self,
        held: &Held,
        within: Option<&str>,
        watch: &str,
        record: &Record<'_>,
    ) -> [u32; 3] {
        let parts = Hash::new(held.alternative);
        let parts = if held.normal.is_empty() {
            parts.part(&tight(held.claimed.of(record.text(held.field))))
        } else {
            parts.closed(self.normal(held))
        };
        within.into_iter().fold(parts, Hash::part).part(watch).short()
    }
}

/// A body under its one spelling.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// The spelling; empty for nobody.
    pub name: String,
    /// Its digest; 0 for nobody.
    pub number: u64,
}

impl Body {
    fn new(name: String) -> Arc<Self> {
        let number = if name.is_empty() {
            0
        } else {
            let [high, low, _] = Hash::new(0).part(&name).short();
            (u64::from(high) << 32 | u64::from(low)).max(1)
        };
        Arc::new(Self { name, number })
    }
}

/// What a key came to in the row at hand.
#[derive(Debug)]
struct Reading<'l> {
    alternative: usize,
    key: &'l Key,
    held: Vec<Held>,
    normals: String,
    done: bool,
    /// By the item as written: what it claims, where it says something of its own, and the number it goes by.
    items: Memo<Option<([u32; 3], u32)>>,
    /// The next number; none is given twice.
    next: u32,
}

/// Reads the keys of rows, one row after the other.
pub struct Reader<'l> {
    spelling: Box<dyn Fn(&str) -> String + Send + 'l>,
    readings: Vec<Reading<'l>>,
    bodies: Memo<Arc<Body>>,
    /// The body last asked for, which the next lane asks for again.
    last: Option<(String, Arc<Body>)>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl<'l> Reader<'l> {
    /// Starts on a table; `spelling` gives the one spelling of a body's name.
    pub fn new(spelling: impl Fn(&str) -> String + Send + 'l) -> Self {
        Self {
            spelling: Box::new(spelling),
            readings: Vec::new(),
            bodies: Memo::default(),
            last: None,
        }
    }

    /// Turns to the next row.
    pub fn turn(&mut self) {
        for reading in &mut self.readings {
            reading.done = false;
        }
    }

    /// The body that a cell names.
    pub fn body(&mut self, written: &str) -> Arc<Body> {
        if let Some((_, body)) = self.last.as_ref().filter(|(last, _)| last == written) {
            return Arc::clone(body);
        }
        let spelling = &self.spelling;
        let body = self.bodies.get(written, || Body::new(spelling(written)));
        let (last, known) = self
            .last
            .get_or_insert_with(|| (String::new(), Arc::clone(&body)));
        written.clone_into(last);
        *known = Arc::clone(&body);
        body
    }

    /// Reads a key off the row at hand; where it is kept comes back.
    pub(super) fn read(&mut self, alternative: usize, key: &'l Key, record: &Record<'_>) -> usize {
        let same = |r: &Reading<'_>| r.alternative == alternative && r.key == key;
        let at = self.readings.iter().position(same).unwrap_or_else(|| {
            self.readings.push(Reading {
                alternative,
                key,
                held: Vec::new(),
                normals: String::new(),
                done: false,
                items: Memo::default(),
                next: 0,
            });
            self.readings.len() - 1
        });
        if let Some(reading) = self.readings.get_mut(at).filter(|r| !r.done) {
            reading.held.clear();
            reading.normals.clear();
            reading.done = true;
            reading.read(record, &self.spelling);
        }
        at
    }

    /// What was read.
    pub(super) fn held(&self, at: usize) -> Keys<'_> {
        let reading = self.readings.get(at);
        reading.map_or(
            Keys {
                held: &[],
                normals: "",
            },
            |r| Keys {
                held: &r.held,
                normals: &r.normals,
            },
        )
    }
}

impl Reading<'_> {
    /// What of the key a row holds.
    fn read(&mut self, record: &Record<'_>, spelling: &dyn Fn(&str) -> String) {
        let key = self.key;
        if key.together {
            self.read_together(record);
            return;
        }
        let filled = |&f: &Field| Some((f, cell::filled(record, f)?));
        let Some((field, text)) = key.fields.iter().find_map(filled) else {
            return;
        };
        let (normal, doubtful) = match key.how {
            How::Items => return self.read_items(record, field, text),
            How::Code => {
                let code = folded(text);
                let short = code.chars().count() < SHORT;
                (code, short || lost_digits(record, field))
            }
            How::Words => (Cow::Owned(tight(text)), false),
            How::Body => (Cow::Owned(spelling(text)), false),
            How::Skeleton => (Cow::Owned(skeleton(text)), false),
        };
        if normal.is_empty() {
            return;
        }
        self.normals.push_str(&normal);
        self.normals.push(END);
        let claimed = Claimed::part(text, text.trim());
        self.hold(record, &[field], claimed, doubtful);
    }

    /// All fields together, where all are filled.
    fn read_together(&mut self, record: &Record<'_>) {
        let filled = |&f: &Field| Some((f, cell::filled(record, f)?));
        let Some(said) = self.key.fields.iter().map(filled).collect::<Option<Vec<_>>>() else {
            return;
        };
        for (_, text) in &said {
            let part = folded(text);
            if part.is_empty() {
                return;
            }
            self.normals.push_str(&part);
            self.normals.push(END);
        }
        let claimed = match said.as_slice() {
            [] => return,
            [(_, text)] => Claimed::part(text, text.trim()),
            _ => {
                let texts: Vec<&str> = said.iter().map(|(_, t)| t.trim()).collect();
                Claimed::Words(texts.join(" + "))
            }
        };
        let doubtful = said.iter().any(|&(f, _)| lost_digits(record, f));
        let key = self.key;
        self.hold(record, &key.fields, claimed, doubtful);
    }

    /// The items of a list that say something of their own, each once.
    fn read_items(&mut self, record: &Record<'_>, field: Field, text: &str) {
        let Whose { item, inherited } = whose(record, &[field]);
        // Beginnings of the keys held so far, folded into one number: a key that is not in there is new.
        let mut seen = 0u64;
        for part in text.split(is_break) {
            let part = part.trim();
            let (alternative, next) = (self.alternative, &mut self.next);
            let known = self.items.get(part, || {
                let key = claims(alternative, part)?;
                let number = *next;
                *next = next.wrapping_add(1);
                Some((key, number))
            });
            let Some((key, number)) = known else {
                continue;
            };
            let bit = 1 << (key.first().copied().unwrap_or_default() & 63);
            if seen & bit != 0 && self.held.iter().any(|h| h.key == key) {
                continue;
            }
            seen |= bit;
            self.held.push(Held {
                alternative,
                field,
                normal: 0..0,
                key,
                claimed: Claimed::part(text, part),
                doubtful: false,
                item,
                inherited,
                number: Some(number),
            });
        }
    }

    /// Holds the key whose parts were just put down.
    fn hold(&mut self, record: &Record<'_>, fields: &[Field], claimed: Claimed, doubtful: bool) {
        let Some(&field) = fields.first() else { return };
        let Whose { item, inherited } = whose(record, fields);
        // What is held within something is digested with that.
        let apart = item || self.key.how != How::Skeleton;
        let key = Hash::new(self.alternative).closed(&self.normals);
        let key = if apart { key.short() } else { [0; 3] };
        self.held.push(Held {
            alternative: self.alternative,
            field,
            normal: 0..self.normals.len(),
            key,
            claimed,
            doubtful,
            item,
            inherited,
            number: None,
        });
    }
}

/// What the cells of a key are to the row.
struct Whose {
    /// Said of an item, and not of the resource.
    item: bool,
    inherited: bool,
}

fn whose(record: &Record<'_>, fields: &[Field]) -> Whose {
    let of_items = |f: &Field| record.vocabulary().entry(*f).level == Level::Item;
    Whose {
        item: fields.iter().any(of_items),
        inherited: fields.iter().all(|&f| record.inherited(f)),
    }
}

/// What an item claims.
fn claims(alternative: usize, item: &str) -> Option<[u32; 3]> {
    let normal = tight(item);
    let says = !normal.is_empty() && !is_generic(&normal);
    says.then(|| Hash::new(alternative).part(&normal).short())
}

/// What closes each part of a key.
const END: char = '\u{1f}';

/// A code shorter than this may be a mere number within its file.
const SHORT: usize = 6;

/// Spreadsheets drop the digits beyond the fifteenth: two codes may have become one.
fn lost_digits(record: &Record<'_>, field: Field) -> bool {
    record.kind(field) == Kind::Number && record.text(field).len() > 15
}
