//! What a header may mean in one kind of table. Knows no sheet and no values.

mod taken;

use super::folded::{Folded, plain_forms};
use super::spelling::{is_category, is_generic, key, spellings, with_one_less, without_prefix};
use crate::model::{Entry, Field, Level, Vocabulary, column_of, table_kind};
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The fields that a classification tree may spread over many columns, the better first.
pub(super) const TREES: [&str; 1] = ["data_category"];

/// About how many spellings a dictionary has.
const SPELLINGS: usize = 1_700;
/// How many headers are remembered with what they mean.
const REMEMBERED: usize = 10_000;

/// What a person said of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// It holds this field.
    Take(Field),
    /// It is to be left out.
    Ignore,
}

/// How sure a meaning is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// A person said so.
    Forced,
    /// A known spelling.
    Exact,
    /// A known spelling but for words such as 数据 or 信息资源 in front.
    Stripped,
    /// One character too many or too few.
    Typo,
    /// Ends or begins with a known spelling.
    Contained,
}

/// What a header means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The fields, in the order of preference where only one of them can be right.
    pub(super) fields: Vec<Field>,
    /// Only the values tell which of the fields it is.
    pub(super) ambiguous: bool,
    /// How sure.
    pub(super) how: How,
}

impl Meaning {
    pub(super) fn one(field: Field, how: How) -> Self {
        Self {
            fields: vec![field],
            ambiguous: false,
            how,
        }
    }
}

/// What a known spelling means.
#[derive(Debug, Clone, Copy)]
enum Known {
    One(Field),
    /// One of the headings that hold several fields, or one of several, by its number.
    Heading(usize),
}

/// Header spellings with their meanings in one kind of table.
#[derive(Debug)]
pub(super) struct Dictionary<'v> {
    vocabulary: &'v Vocabulary,
    /// Whether the kind has the field, field by field.
    ours: Vec<bool>,
    /// Fields of which a table must have one; none asks for nothing.
    keys: &'static [String],
    known: HashMap<Cow<'v, str>, Known, FixedState>,
    headings: Vec<Meaning>,
    stripped: HashMap<Cow<'v, str>, Field, FixedState>,
    /// Dates and flags in the form that all their spellings share; for ledgers only, whose dates have a name each.
    plain: HashMap<Cow<'v, str>, Field, FixedState>,
    /// Spellings that a header may end in, the longest first; put together for the first header that nothing else tells.
    endings: OnceLock<Vec<(Cow<'v, str>, Field)>>,
    forced: Vec<(String, Order)>,
    items: Option<Field>,
    category: Option<Field>,
    seen: Mutex<HashMap<String, Option<Meaning>>>,
}

impl<'v> Dictionary<'v> {
    /// The dictionary of a kind of table, from spellings folded before.
    pub(super) fn new(
        vocabulary: &'v Vocabulary,
        folded: &Folded<'v>,
        kind: &str,
        forced: &[(String, Order)],
    ) -> Self {
        let spoken = taken::spoken(vocabulary, folded, kind);
        let in_kind = |(field, entry): (Field, &Entry)| {
            let told = spoken.iter().any(|s| s.field == field);
            entry.tables.is_empty() || told || entry.tables.iter().any(|t| t == kind)
        };
        let mut dictionary = Self {
            vocabulary,
            ours: vocabulary.fields().map(in_kind).collect(),
            keys: table_kind(kind).map_or(&[], |k| &k.keys),
            known: HashMap::with_capacity_and_hasher(SPELLINGS, FixedState::default()),
            headings: Vec::new(),
            stripped: HashMap::with_capacity_and_hasher(SPELLINGS, FixedState::default()),
            plain: HashMap::default(),
            endings: OnceLock::new(),
            forced: forced.to_vec(),
            items: vocabulary.field("data_items"),
            category: TREES.iter().find_map(|id| vocabulary.field(id)),
            seen: Mutex::default(),
        };
        let (ours, others): (Vec<_>, Vec<_>) =
            folded.fields.iter().partition(|s| dictionary.in_kind(s.field));
        dictionary.take_spellings(&spoken);
        dictionary.take_swapped(&spoken);
        dictionary.take_headings(vocabulary.combined(), &folded.combined, false);
        dictionary.take_headings(vocabulary.ambiguous(), &folded.ambiguous, true);
        dictionary.take_spellings(&ours);
        if dictionary.is_ledger() {
            dictionary.take_plain(spoken.iter().chain(&ours));
            dictionary.take_grouped(&ours);
        }
        dictionary.take_others(&others);
        dictionary.take_parts(ours.iter().chain(&others));
        dictionary
    }

    /// Catalogs are known by what they must have; every other table is a ledger.
    fn is_ledger(&self) -> bool {
        self.keys.is_empty()
    }

    /// The vocabulary the dictionary was made of.
    pub(super) fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    /// Whether the kind of table that is looked for has the field.
    pub(super) fn in_kind(&self, field: Field) -> bool {
        self.ours.get(field.index()).copied().unwrap_or_default()
    }

    /// Whether a field alone says what a row of the table is about.
    pub(super) fn is_key(&self, field: Field) -> bool {
        self.keys.is_empty() || self.keys.contains(&self.vocabulary.entry(field).id)
    }

    /// Whether a table lists items and says at least two things of their resources. A bare list of items is no catalog.
    pub(super) fn lists_items(&self, fields: &[Field]) -> bool {
        let of_resource = |f: &&Field| self.vocabulary.entry(**f).level == Level::Resource;
        self.items.is_some_and(|i| fields.contains(&i)) && fields.iter().filter(of_resource).count() >= 2
    }

    /// What a person said of a column: a field, or to ignore it.
    pub(super) fn forced(&self, column: u16, path: &[String]) -> Option<Order> {
        let leaf = path.last().map(|l| key(l)).unwrap_or_default();
        let whole = key(&path.join("/"));
        let by_header = |(h, _): &&(String, Order)| key(h) == leaf || key(h) == whole;
        let by_letters = |(h, _): &&(String, Order)| column_of(h.trim()) == Some(column);
        let said = self.forced.iter().find(by_header);
        said.or_else(|| self.forced.iter().find(by_letters))
            .map(|(_, f)| *f)
    }

    /// The meaning of a column's headers, group first, by known spellings.
    pub(super) fn meaning(&self, path: &[String]) -> Option<Meaning> {
        let (leaf, groups) = path.split_last()?;
        let joined = || {
            groups
                .iter()
                .rev()
                .find_map(|g| self.plain(&format!("{}{}", key(g), key(leaf))))
        };
        if groups.is_empty() {
            return self.plain(leaf);
        }
        let generic = is_generic(&key(leaf));
        let found = if generic {
            joined().or_else(|| self.plain(leaf))
        } else {
            self.plain(leaf).or_else(joined)
        };
        let found = found.or_else(|| {
            let group = groups.iter().rev().find_map(|g| self.plain(g));
            group.filter(|_| generic)
        });
        self.under(groups, found?)
    }

    /// The meaning by likeness only, for headers that [`Self::meaning`] does not know.
    pub(super) fn likeness(&self, path: &[String]) -> Option<Meaning> {
        let (leaf, groups) = path.split_last()?;
        let key = key(leaf);
        let typo = || with_one_less(&key).find_map(|k| self.known(&k));
        let found = typo()
            .map(|m| Meaning { how: How::Typo, ..m })
            .or_else(|| self.contained(&key));
        self.under(groups, found?)
    }

    /// Group headers such as 信息项信息: what stands below says something of an item, not of the resource.
    fn says_of_item(&self, groups: &[String]) -> bool {
        let items = self.items;
        let names = |g: &String| {
            let group = key(g);
            let short = group.strip_suffix("信息").unwrap_or(&group).to_owned();
            [group, short]
                .iter()
                .filter_map(|k| self.known(k))
                .any(|m| items.is_some_and(|i| m.fields == [i]))
        };
        groups.iter().any(names)
    }

    /// What a header means under its groups: below items only what is said of items.
    fn under(&self, groups: &[String], mut meaning: Meaning) -> Option<Meaning> {
        if self.says_of_item(groups) {
            let vocabulary = self.vocabulary;
            meaning
                .fields
                .retain(|&f| vocabulary.entry(f).level == Level::Item);
            meaning.ambiguous &= meaning.fields.len() > 1;
        }
        (!meaning.fields.is_empty()).then_some(meaning)
    }

    /// What a known spelling means.
    fn known(&self, spelling: &str) -> Option<Meaning> {
        match *self.known.get(spelling)? {
            Known::One(field) => Some(Meaning::one(field, How::Exact)),
            Known::Heading(number) => self.headings.get(number).cloned(),
        }
    }

    fn plain(&self, text: &str) -> Option<Meaning> {
        if let Some(known) = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
            return known.clone();
        }
        let found = self.look_up(text);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // Headers of a run are few; the candidates of a hostile file need not be remembered.
        if seen.len() < REMEMBERED {
            seen.insert(text.to_owned(), found.clone());
        }
        found
    }

    fn look_up(&self, text: &str) -> Option<Meaning> {
        // Nobody writes a header of this length; do not fold an abstract to find out.
        if text.len() > 600 {
            return None;
        }
        let spellings = spellings(text);
        if let Some(found) = spellings.iter().find_map(|s| self.known(s)) {
            return Some(found);
        }
        if let (Some(category), true) = (self.category, spellings.iter().any(|s| is_category(s))) {
            return Some(Meaning::one(category, How::Exact));
        }
        if let Some(found) = spellings.iter().find_map(|s| self.parts(s)) {
            return Some(found);
        }
        let plain = |s: &Cow<'_, str>| plain_forms(s).find_map(|form| self.plain.get(&*form).copied());
        if let Some(field) = spellings.iter().find_map(plain) {
            return Some(Meaning::one(field, How::Exact));
        }
        let stripped = |s: &Cow<'_, str>| self.stripped.get(without_prefix(s)).copied();
        spellings
            .iter()
            .find_map(stripped)
            .map(|f| Meaning::one(f, How::Stripped))
    }

    /// 数源单位/数据提供单位, 共享条件、不予共享依据: every part must be known.
    fn parts(&self, spelling: &str) -> Option<Meaning> {
        let parts: Vec<&str> = spelling.split(['/', '、', '或', '及', '和']).collect();
        if parts.len() < 2 {
            return None;
        }
        let known = |p: &&str| self.known(p).map(|m| m.fields.first().copied());
        let mut fields: Vec<Field> = Vec::new();
        for field in parts.iter().map(known).collect::<Option<Option<Vec<_>>>>()?? {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        Some(Meaning {
            fields,
            ambiguous: false,
            how: How::Exact,
        })
    }

    fn contained(&self, key: &str) -> Option<Meaning> {
        const OTHER: &[&str] = &[
            "是否", "关联", "上级", "下级", "父", "一级", "二级", "三级", "四级", "原", "其他", "英文", "已",
            "未", "被", "非",
        ];
        if OTHER.iter().any(|o| key.starts_with(o)) {
            return None;
        }
        let key = ["名称", "信息", "全称", "情况"]
            .iter()
            .find_map(|s| key.strip_suffix(s))
            .filter(|k| self.known.contains_key(*k))
            .unwrap_or(key);
        if let Some(found) = self.known(key) {
            return Some(Meaning {
                how: How::Contained,
                ..found
            });
        }
        let endings = self.endings.get_or_init(|| self.endings());
        endings
            .iter()
            .find(|(s, _)| key.ends_with(&**s))
            .map(|&(_, f)| Meaning::one(f, How::Contained))
    }
}

#[cfg(test)]
mod tests;
