//! What is gathered from rows: the keys they claim, for whom, under which condition. Keeps the keys of the row that began
//! the resource, so that its continuation claims nothing twice. Knows no other table.

use super::super::terms::is_break;
use super::super::{When, cell};
use super::claims::{self, digest};
use super::generic::is_generic;
use super::skeleton::{skeleton, tight};
use crate::model::{Columns, Field, Kind, Level, Record, Type, Value, Vocabulary, folded};

/// Which tables a lane gathers from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// Tables of the requirement's own kinds.
    Own,
    /// Audited tables of this kind.
    Table(String),
    /// The list of bodies, given apart or as tables of this kind.
    List(String),
    /// The former edition of tables of this kind.
    Previous(String),
}

/// How a key is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A code, letter by letter.
    Code,
    /// Words, whatever their widths, blanks and punctuation.
    Words,
    /// Every entry of a list; generic ones claim nothing.
    Items,
    /// The name of a body.
    Body,
    /// What of a name is left without numbering and general suffix, within the body that claims it.
    Skeleton,
}

/// A key of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// How it is read.
    pub how: How,
    /// The fields, the first filled one counts; all of them where they count together.
    pub fields: Vec<Field>,
    /// Whether all fields together are the key.
    pub together: bool,
}

impl Key {
    /// A key read by the type of its field.
    pub(super) fn of(vocabulary: &Vocabulary, field: Field) -> Self {
        let how = match vocabulary.entry(field).kind {
            Type::Identifier => How::Code,
            Type::List => How::Items,
            Type::Text | Type::Class(_) | Type::Date | Type::Frequency | Type::Flag | Type::Number => {
                How::Words
            }
        };
        Self::read(how, vec![field])
    }

    pub(super) fn read(how: How, fields: Vec<Field>) -> Self {
        Self {
            how,
            fields,
            together: false,
        }
    }

    fn able(&self, columns: &Columns) -> bool {
        let has = |f: &Field| columns.has(*f);
        if self.together {
            self.fields.iter().all(has)
        } else {
            self.fields.iter().any(has)
        }
    }
}

/// What is gathered from some tables.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of a lane, in any combination"
)]
pub struct Lane {
    /// From which.
    pub from: From,
    /// What rows claim; each alone, in order of preference.
    pub keys: Vec<Key>,
    /// Who claims it, in order of preference.
    pub owner: Vec<Field>,
    /// Whether a row without an owner claims nothing.
    pub owned: bool,
    /// Fields whose values are held against another edition's.
    pub watch: Vec<Field>,
    /// Rows that claim.
    pub when: When,
    /// Rows that do not.
    pub unless: When,
    /// Whether only the first claim of each body to each key is kept.
    pub distinct: bool,
    /// Whether claims are looked up by key; in the order of the input otherwise.
    pub sorted: bool,
    /// Whether nothing can be judged without it.
    pub needed: bool,
}

impl Lane {
    /// A lane that gathers keys from tables, looked up by key.
    pub(crate) fn new(from: From, keys: Vec<Key>) -> Self {
        Self {
            from,
            keys,
            owner: Vec::new(),
            owned: false,
            watch: Vec::new(),
            when: When::default(),
            unless: When::default(),
            distinct: false,
            sorted: true,
            needed: true,
        }
    }

    /// Every field it reads.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        let keys = self.keys.iter().flat_map(|k| &k.fields).copied();
        let conditions = self.when.fields().chain(self.unless.fields());
        keys.chain(self.watch.iter().copied())
            .chain(self.owner.iter().copied())
            .chain(conditions)
    }

    /// The fields that a table would need for its rows to claim anything; `Ok` where it can.
    pub fn able(&self, columns: &Columns) -> Result<(), Vec<Field>> {
        let mut missing = self.when.missing(columns);
        if !self.keys.iter().any(|k| k.able(columns)) {
            missing.extend(self.keys.iter().flat_map(|k| &k.fields));
        }
        if self.owned && !self.owner.iter().any(|&f| columns.has(f)) {
            missing.extend(&self.owner);
        }
        if missing.is_empty() { Ok(()) } else { Err(missing) }
    }
}

/// One claim as a row makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The digest of the key.
    pub key: [u32; 3],
    /// See [`super::Claim`].
    pub tag: u32,
    /// The field whose cell holds it.
    pub field: Field,
    /// What is claimed, as written.
    pub claimed: String,
    /// It is one item of several and stands for itself, not for its row.
    pub apart: bool,
}

/// A lane at work on one table.
#[derive(Debug)]
pub struct Lookout<'l> {
    lane: &'l Lane,
    /// The keys of the last row that said something new of a resource.
    resource: Vec<[u32; 3]>,
}

/// A key as the cells of a row hold it.
struct Held {
    alternative: usize,
    field: Field,
    normal: Vec<String>,
    claimed: String,
    doubtful: bool,
    /// Said of items: every row counts and not every resource.
    item: bool,
    /// Said by a row above.
    inherited: bool,
}

impl<'l> Lookout<'l> {
    /// Starts on a table.
    pub fn new(lane: &'l Lane) -> Self {
        Self {
            lane,
            resource: Vec::new(),
        }
    }

    /// The lane.
    pub fn lane(&self) -> &'l Lane {
        self.lane
    }

    /// The body that a row speaks for; empty where it names none.
    pub fn owner<'r>(&self, record: &'r Record<'_>) -> &'r str {
        let mut named = self.lane.owner.iter().filter_map(|&f| cell::filled(record, f));
        named.next().map(str::trim).unwrap_or_default()
    }

    /// Whether the lane's condition holds of a row.
    pub fn applies(&self, record: &Record<'_>) -> bool {
        self.lane.when.all(record) && self.lane.unless.first(record).is_none()
    }

    /// What a row claims. `body` gives the one spelling of a body's name, `apart` tells rows apart that name none,
    /// `watch` is what the watched cells mean together.
    pub fn see(
        &mut self,
        record: &Record<'_>,
        body: &dyn Fn(&str) -> String,
        apart: &str,
        watch: &str,
    ) -> Vec<Made> {
        let owner = body(self.owner(record));
        if self.lane.owned && owner.is_empty() {
            return Vec::new();
        }
        let keys = self.lane.keys.iter().enumerate();
        let held: Vec<Held> = keys.flat_map(|(i, key)| hold(i, key, record, body)).collect();
        let filled = held.iter().fold(0u32, |mask, h| mask | 1 << h.alternative.min(7));
        let within = if owner.is_empty() { apart } else { &owner };
        let mut made = Vec::new();
        for h in self.news(record, held, within) {
            let mut parts: Vec<&str> = h.normal.iter().map(String::as_str).collect();
            let mut push = |parts: &[&str], watch: bool| {
                made.push(Made {
                    key: digest(h.alternative, parts),
                    tag: claims::tag(h.alternative, filled, h.doubtful, watch),
                    field: h.field,
                    claimed: h.claimed.clone(),
                    apart: h.item,
                });
            };
            push(&parts, false);
            if !watch.is_empty() {
                parts.push(watch);
                push(&parts, true);
            }
        }
        made
    }

    /// Leaves out what merely goes on with the resource above, or is inherited from it.
    fn news(&mut self, record: &Record<'_>, held: Vec<Held>, within: &str) -> Vec<Held> {
        let (items, mut whole): (Vec<Held>, Vec<Held>) = held.into_iter().partition(|h| h.item);
        for h in &mut whole {
            if self
                .lane
                .keys
                .get(h.alternative)
                .is_some_and(|k| k.how == How::Skeleton)
            {
                h.normal.push(within.to_owned());
            }
        }
        let key = |h: &Held| {
            let parts: Vec<&str> = h.normal.iter().map(String::as_str).collect();
            digest(h.alternative, &parts)
        };
        let keys: Vec<[u32; 3]> = whole.iter().map(key).collect();
        let told =
            |(h, k): (&Held, &[u32; 3])| h.inherited || !record.row().starts && self.resource.contains(k);
        if whole.iter().zip(&keys).all(told) {
            whole.clear();
        } else {
            self.resource = keys;
        }
        whole.extend(items.into_iter().filter(|h| !h.inherited));
        whole
    }
}

/// What of a key a row holds.
fn hold(alternative: usize, key: &Key, record: &Record<'_>, body: &dyn Fn(&str) -> String) -> Vec<Held> {
    let said: Vec<(Field, &str)> = if key.together {
        let all: Option<Vec<_>> = key
            .fields
            .iter()
            .map(|&f| Some((f, cell::filled(record, f)?)))
            .collect();
        all.unwrap_or_default()
    } else {
        let filled = |&f: &Field| Some((f, cell::filled(record, f)?));
        key.fields.iter().find_map(filled).into_iter().collect()
    };
    let Some(&(field, text)) = said.first() else {
        return Vec::new();
    };
    let of_items = |f: Field| record.vocabulary().entry(f).level == Level::Item;
    let held = |normal: Vec<String>, claimed: String, doubtful: bool| Held {
        alternative,
        field,
        normal,
        claimed,
        doubtful,
        item: said.iter().any(|&(f, _)| of_items(f)),
        inherited: said.iter().all(|&(f, _)| record.inherited(f)),
    };
    let one = |normal: String, doubtful: bool| vec![held(vec![normal], text.trim().to_owned(), doubtful)];
    let held = match key.how {
        _ if key.together => {
            let normal = said.iter().map(|(_, t)| folded(t).into_owned()).collect();
            let claimed: Vec<&str> = said.iter().map(|(_, t)| t.trim()).collect();
            vec![held(
                normal,
                claimed.join(" + "),
                said.iter().any(|&(f, _)| lost_digits(record, f)),
            )]
        }
        How::Code => {
            let code = folded(text).into_owned();
            let short = code.chars().count() < SHORT;
            one(code, short || lost_digits(record, field))
        }
        How::Words => one(tight(text), false),
        How::Body => one(body(text), false),
        How::Skeleton => one(skeleton(text), false),
        How::Items => items(text)
            .into_iter()
            .map(|(normal, item)| held(vec![normal], item.to_owned(), false))
            .collect(),
    };
    let says = |h: &Held| h.normal.iter().all(|n| !n.is_empty());
    held.into_iter().filter(says).collect()
}

/// A code shorter than this may be a mere number within its file.
const SHORT: usize = 6;

/// Spreadsheets drop the digits beyond the fifteenth: two codes may have become one.
fn lost_digits(record: &Record<'_>, field: Field) -> bool {
    record.kind(field) == Kind::Number && record.text(field).len() > 15
}

/// The items of a list that say something of their own, each once, as compared and as written.
fn items(text: &str) -> Vec<(String, &str)> {
    let mut items: Vec<(String, &str)> = Vec::new();
    for item in text.split(is_break) {
        let normal = tight(item);
        if !normal.is_empty() && !is_generic(&normal) && !items.iter().any(|(n, _)| *n == normal) {
            items.push((normal, item.trim()));
        }
    }
    items
}

/// What a watched cell means, the same for every spelling; empty where it says nothing.
pub(super) fn meaning(record: &Record<'_>, field: Field) -> String {
    let value = record.value(field);
    let entry = record.vocabulary().entry(field);
    if let (Value::Class(class), Type::Class(id)) = (value, &entry.kind) {
        let values = record.vocabulary().class(id).map(|c| c.values.as_slice());
        let named = values.and_then(|v| v.get(usize::from(class.0)));
        return named.map(|v| v.zh.clone()).unwrap_or_default();
    }
    cell::filled(record, field).map(tight).unwrap_or_default()
}

impl Lane {
    /// The meanings of the cells watched in a row.
    pub fn meanings(&self, record: &Record<'_>) -> Vec<String> {
        self.watch.iter().map(|&f| meaning(record, f)).collect()
    }
}
