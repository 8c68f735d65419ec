//! What is gathered from rows: the keys they claim, for whom, under which condition. Keeps the keys of the row that began
//! the resource, so that its continuation claims nothing twice. Knows no other table.

use super::super::{When, cell};
use super::claim;
use super::reading::{Claimed, Held, Keys, Reader};
use super::skeleton::tight;
use super::told::Told;
use crate::model::{Columns, Field, Record, Type, Value, Vocabulary};

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
    pub claimed: Claimed,
    /// It is one item of several and stands for itself, not for its row.
    pub apart: bool,
}

/// A lane at work on one table.
#[derive(Debug)]
pub struct Lookout<'l> {
    lane: &'l Lane,
    /// The keys of the last row that said something new of a resource.
    resource: Vec<[u32; 3]>,
    /// Those of the row at hand, and where the reader has them.
    keys: Vec<[u32; 3]>,
    places: Vec<usize>,
    /// Items that count once a body, and were told already.
    told: Told,
}

/// Who claims what a row holds.
#[derive(Debug, Clone, Copy)]
pub struct Claimant<'c> {
    /// The one spelling of the body's name; empty where the row names none.
    pub name: &'c str,
    /// Its number.
    pub number: u64,
    /// What tells rows apart that name none.
    pub apart: &'c str,
}

impl<'l> Lookout<'l> {
    /// Starts on a table.
    pub fn new(lane: &'l Lane) -> Self {
        Self {
            lane,
            resource: Vec::new(),
            keys: Vec::new(),
            places: Vec::new(),
            told: Told::default(),
        }
    }

    /// The lane.
    pub fn lane(&self) -> &'l Lane {
        self.lane
    }

    /// The field that names the body that a row speaks for, and the name; `None` where the row names none.
    pub fn owner<'r>(&self, record: &'r Record<'_>) -> Option<(Field, &'r str)> {
        let named = |&f: &Field| Some((f, cell::filled(record, f)?.trim()));
        self.lane.owner.iter().find_map(named)
    }

    /// Whether the lane's condition holds of a row.
    pub fn applies(&self, record: &Record<'_>) -> bool {
        self.lane.when.all(record) && self.lane.unless.first(record).is_none()
    }

    /// Adds what a row claims, where it was not told of this table and counts once only; says whether it claims anything.
    /// `watch` is the watched values in one, empty where they say nothing.
    pub fn see(
        &mut self,
        record: &Record<'_>,
        reader: &mut Reader<'l>,
        claimant: Claimant<'_>,
        watch: &str,
        made: &mut Vec<Made>,
    ) -> bool {
        if self.lane.owned && claimant.name.is_empty() {
            return false;
        }
        self.places.clear();
        let keys = self.lane.keys.iter().enumerate();
        self.places
            .extend(keys.map(|(i, key)| reader.read(i, key, record)));
        let within = if claimant.name.is_empty() {
            claimant.apart
        } else {
            claimant.name
        };
        let says_new = self.says_new(record, reader, within);
        let (reader, lane) = (&*reader, self.lane);
        let keys = || self.places.iter().map(|&at| reader.held(at));
        let held = || keys().flat_map(|keys| keys.held.iter().map(move |h| (keys, h)));
        let filled = keys().filter_map(|keys| keys.held.first());
        let filled = filled.fold(0u32, |mask, h| mask | 1 << h.alternative.min(7));
        let mut push = |h: &Held, key: [u32; 3], watch: bool| {
            made.push(Made {
                key,
                tag: claim::tag(h.alternative, filled, h.doubtful, watch),
                field: h.field,
                claimed: h.claimed.clone(),
                apart: h.item,
            });
        };
        let mut both = |keys: Keys<'_>, h: &Held, key: [u32; 3]| {
            push(h, key, false);
            if !watch.is_empty() {
                let within = wherein(lane, h, within);
                push(h, keys.watched(h, within, watch, record), true);
            }
        };
        let mut claims = false;
        if says_new {
            let whole = held().filter(|(_, h)| !h.item);
            for ((keys, h), &key) in whole.zip(&self.resource) {
                claims = true;
                both(keys, h, key);
            }
        }
        let once = lane.distinct && watch.is_empty();
        for (keys, h) in held().filter(|(_, h)| h.item && !h.inherited) {
            claims = true;
            let tag = claim::tag(h.alternative, filled, h.doubtful, false);
            if !once || self.told.is_news(claimant.number, tag, h.number) {
                both(keys, h, h.key);
            }
        }
        claims
    }

    /// Whether the row does more than go on with the resource above, or inherit from it. If so, its keys are kept.
    fn says_new(&mut self, record: &Record<'_>, reader: &Reader<'_>, within: &str) -> bool {
        self.keys.clear();
        let mut told = true;
        for keys in self.places.iter().map(|&at| reader.held(at)) {
            for h in keys.held.iter().filter(|h| !h.item) {
                let key = match wherein(self.lane, h, within) {
                    None => h.key,
                    within => keys.within(h, within),
                };
                told &= h.inherited || !record.row().starts && self.resource.contains(&key);
                self.keys.push(key);
            }
        }
        if !told {
            std::mem::swap(&mut self.resource, &mut self.keys);
        }
        !told
    }
}

/// What a key is held within: names are compared within their body, everything else anywhere.
fn wherein<'w>(lane: &Lane, held: &Held, within: &'w str) -> Option<&'w str> {
    let key = lane.keys.get(held.alternative).filter(|_| !held.item)?;
    (key.how == How::Skeleton).then_some(within)
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
