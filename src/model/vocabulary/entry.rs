//! The nouns of a vocabulary, as its TOML files write them. Knows nothing of how they are looked up.

use crate::model::{Lang, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A field of the vocabulary, interned. Meaningless without the [`Vocabulary`] that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Field(pub(super) u16);

/// Whether a field says something of a whole resource or of one of its data items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Said once a resource; inherited by the item rows below it.
    #[default]
    Resource,
    /// Said of every data item.
    Item,
}

/// How the text of a cell is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// Free text.
    #[default]
    Text,
    /// Several values with any separator.
    List,
    /// One of the values of the class with this id.
    Class(String),
    /// A date, with or without a time.
    Date,
    /// How often something is updated.
    Frequency,
    /// Yes or no.
    Flag,
    /// A number.
    Number,
    /// A code; never a number even if it looks like one.
    Identifier,
}

/// One field of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// English identifier, as in packs and reports: `update_frequency`.
    pub id: String,
    /// Chinese name, in the regulations' own words.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Resource or item.
    #[serde(default)]
    pub level: Level,
    /// How its cells are read.
    #[serde(default, rename = "type")]
    pub kind: Type,
    /// Header spellings, without decoration (`*`, `（必填）`, units, widths and blanks are folded away before matching).
    #[serde(default)]
    pub headers: Vec<String>,
    /// Words that say there is nothing to say (`无条件` in a condition): read as a placeholder in this field.
    #[serde(default)]
    pub none: Vec<String>,
    /// What else says yes in this field (`涉密`), if it is a flag.
    #[serde(default)]
    pub yes: Vec<String>,
    /// What else says no in this field (`非涉密`).
    #[serde(default)]
    pub no: Vec<String>,
    /// A cell may hold several values of the class at once; the first is the value if all are.
    #[serde(default)]
    pub many: bool,
    /// Table kinds that have the field; empty means any.
    #[serde(default)]
    pub tables: Vec<String>,
}

impl Entry {
    /// The name in one language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The name in both.
    pub fn text(&self) -> Text {
        Text {
            zh: self.zh.clone(),
            en: self.en.clone(),
        }
    }
}

/// One value of a class.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassValue {
    /// The value in the regulations' own words; packs name it so.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Other spellings that mean the same and are accepted.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Words that are *not* the value but probably meant it: a breach, with the value suggested.
    #[serde(default)]
    pub hints: Vec<String>,
}

/// A closed list of values that the law sets, with spellings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    /// English identifier.
    pub id: String,
    /// Its values.
    #[serde(rename = "value")]
    pub values: Vec<ClassValue>,
}

/// Headers that are not the header of one field alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The header spellings.
    pub headers: Vec<String>,
    /// The fields: all of them for a combined heading, preferred first for an ambiguous one.
    pub fields: Vec<Field>,
}

/// How headers are spelt in some kinds of table and mean nothing elsewhere: 申请时间 is one date in a ledger of sharing
/// and another in a ledger of opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// The kinds of table.
    pub tables: Vec<String>,
    /// Each field with its spellings there.
    pub headers: Vec<(Field, Vec<String>)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DialectEntry {
    pub(super) tables: Vec<String>,
    pub(super) headers: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadingEntry {
    pub(super) headers: Vec<String>,
    pub(super) fields: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, rename = "field")]
    pub(super) fields: Vec<Entry>,
    #[serde(default, rename = "class")]
    pub(super) classes: Vec<ClassEntry>,
    #[serde(default)]
    pub(super) combined: Vec<HeadingEntry>,
    #[serde(default)]
    pub(super) ambiguous: Vec<HeadingEntry>,
    #[serde(default, rename = "dialect")]
    pub(super) dialects: Vec<DialectEntry>,
}

impl Field {
    /// Position in the vocabulary, for tables indexed by field.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}
