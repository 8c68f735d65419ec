//! The fields that catalogs and ledgers have, with every spelling of their headers and values that is known. Data, not
//! code: the built-in entries lie in `vocabulary/*.toml`, a pack may add its own.

use super::{Lang, Text, fold};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A field of the vocabulary, interned. Meaningless without the [`Vocabulary`] that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(u16);

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "field")]
    fields: Vec<Entry>,
    #[serde(default, rename = "class")]
    classes: Vec<ClassEntry>,
}

/// All fields and classes in force for a run.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    fields: Vec<Entry>,
    by_id: BTreeMap<String, Field>,
    classes: Vec<ClassEntry>,
}

impl Vocabulary {
    /// The built-in vocabulary.
    ///
    /// # Panics
    /// Never in a released build: a test loads it.
    pub fn built_in() -> Self {
        let mut vocabulary = Self::default();
        for (name, text) in crate::embedded::VOCABULARY {
            let added = vocabulary.extend(text);
            assert!(added.is_ok(), "vocabulary/{name}.toml: {}", added.unwrap_err());
        }
        vocabulary
    }

    /// Adds the fields and classes of a TOML text. An id that is there already is an error.
    pub fn extend(&mut self, text: &str) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        for class in file.classes {
            if self.class(&class.id).is_some() {
                return Err(format!("class {} is there twice", class.id));
            }
            self.classes.push(class);
        }
        for entry in file.fields {
            if let Type::Class(id) = &entry.kind
                && self.class(id).is_none()
            {
                return Err(format!("field {}: no class {id}", entry.id));
            }
            self.add(entry)?;
        }
        Ok(())
    }

    /// Adds one field.
    pub fn add(&mut self, entry: Entry) -> Result<Field, String> {
        let field = Field(u16::try_from(self.fields.len()).map_err(|_| "too many fields".to_owned())?);
        if self.by_id.insert(entry.id.clone(), field).is_some() {
            return Err(format!("field {} is there twice", entry.id));
        }
        self.fields.push(entry);
        Ok(field)
    }

    /// The field of an id.
    pub fn field(&self, id: &str) -> Option<Field> {
        self.by_id.get(id).copied()
    }

    /// The entry of a field.
    ///
    /// # Panics
    /// When the field was made by another vocabulary.
    pub fn entry(&self, field: Field) -> &Entry {
        self.fields
            .get(usize::from(field.0))
            .expect("a field is only used with the vocabulary that made it")
    }

    /// All fields in order.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Entry)> {
        self.fields.iter().enumerate().map(|(i, e)| (Field(i as u16), e))
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// A class by id.
    pub fn class(&self, id: &str) -> Option<&ClassEntry> {
        self.classes.iter().find(|c| c.id == id)
    }

    /// The legal value that words in a class field probably meant: by the hints of the class, then by spelling.
    pub fn suggest(&self, entry: &Entry, text: &str) -> Option<&ClassValue> {
        let Type::Class(id) = &entry.kind else { return None };
        let values = &self.class(id)?.values;
        let folded = fold(text);
        let hinted = values.iter().find(|v| v.hints.iter().any(|h| fold(h) == folded));
        hinted.or_else(|| {
            let name = nearest(text, values.iter().map(|v| v.zh.as_str()))?;
            values.iter().find(|v| v.zh == name)
        })
    }

    /// The known name nearest to a misspelt one, within a third of its length.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.fields.iter().map(|e| e.id.as_str()))
    }
}

impl Field {
    /// Position in the vocabulary, for tables indexed by field.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The candidate with the smallest edit distance to `word`, at most a third of its length (at least one).
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = fold(word).chars().collect();
    let limit = (word.len() / 3).max(1);
    candidates
        .map(|c| (distance(&word, &fold(c).chars().collect::<Vec<_>>()), c))
        .filter(|&(d, _)| d <= limit)
        .min()
        .map(|(_, c)| c)
}

/// Levenshtein distance in characters.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut above_left = i;
        let mut left = i + 1;
        for (y, slot) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *slot;
            left = (above_left + usize::from(x != y)).min(above + 1).min(left + 1);
            above_left = above;
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_loads() {
        let vocabulary = Vocabulary::built_in();
        let field = vocabulary.field("share_class").unwrap();
        assert_eq!(vocabulary.entry(field).zh, "共享属性");
        assert_eq!(vocabulary.nearest("share_clas"), Some("share_class"));
    }

    #[test]
    fn distances() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(
            (d("", "ab"), d("kitten", "sitting"), d("无条件开发", "无条件开放")),
            (2, 3, 1)
        );
        assert_eq!(
            nearest("无条件开发", ["有条件共享", "无条件开放"].into_iter()),
            Some("无条件开放")
        );
    }
}
