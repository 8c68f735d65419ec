//! The fields that catalogs and ledgers have, with every spelling of their headers and values that is known. Data, not
//! code: the built-in entries lie in `vocabulary/*.toml`, a pack may add its own.

mod entry;
mod near;
mod reading;

pub use entry::{ClassEntry, ClassValue, Dialect, Entry, Field, Heading, Level, Type};
pub use near::nearest;
pub(in crate::model) use reading::{ClassTable, Reading};

use super::{Class, Kind, Text, Value, fold, interpret, value, words};
use entry::{DialectEntry, File, HeadingEntry};
use std::collections::BTreeMap;

/// All fields and classes in force for a run.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    fields: Vec<Entry>,
    readings: Vec<Reading>,
    by_id: BTreeMap<String, Field>,
    classes: BTreeMap<String, ClassTable>,
    combined: Vec<Heading>,
    ambiguous: Vec<Heading>,
    dialects: Vec<Dialect>,
}

impl Vocabulary {
    /// The built-in vocabulary.
    ///
    /// # Panics
    /// Never in a released build: a test loads it.
    pub fn built_in() -> Self {
        let mut vocabulary = Self::default();
        for file in crate::embedded::VOCABULARY {
            let read = file.read().map_err(|e| e.to_string());
            let fault = read.and_then(|read| vocabulary.take(read)).err();
            assert!(
                fault.is_none(),
                "vocabulary/{}.toml: {}",
                file.name,
                fault.unwrap_or_default()
            );
        }
        vocabulary
    }

    /// Adds the fields, classes and headings of a TOML text. An id that is there already is an error.
    pub fn extend(&mut self, text: &str) -> Result<(), String> {
        self.take(toml::from_str(text).map_err(|e| e.to_string())?)
    }

    fn take(&mut self, file: File) -> Result<(), String> {
        for class in file.classes {
            self.add_class(class)?;
        }
        for entry in file.fields {
            self.add(entry)?;
        }
        for heading in file.combined {
            self.combined.push(self.heading(heading)?);
        }
        for heading in file.ambiguous {
            self.ambiguous.push(self.heading(heading)?);
        }
        for dialect in file.dialects {
            self.dialects.push(self.dialect(dialect)?);
        }
        Ok(())
    }

    /// Adds one class.
    pub fn add_class(&mut self, class: ClassEntry) -> Result<(), String> {
        let id = class.id.clone();
        match self.classes.insert(id.clone(), ClassTable::new(class)?) {
            None => Ok(()),
            Some(_) => Err(format!("class {id} is there twice")),
        }
    }

    /// Adds one field.
    pub fn add(&mut self, entry: Entry) -> Result<Field, String> {
        if let Type::Class(id) = &entry.kind
            && !self.classes.contains_key(id)
        {
            return Err(format!("field {}: no class {id}", entry.id));
        }
        let field = Field(u16::try_from(self.fields.len()).map_err(|_| "too many fields".to_owned())?);
        if self.by_id.contains_key(&entry.id) {
            return Err(format!("field {} is there twice", entry.id));
        }
        self.by_id.insert(entry.id.clone(), field);
        self.readings.push(Reading::new(&entry));
        self.fields.push(entry);
        Ok(field)
    }

    fn heading(&self, HeadingEntry { headers, fields }: HeadingEntry) -> Result<Heading, String> {
        let known = |id: String| {
            self.field(&id)
                .ok_or_else(|| format!("heading {headers:?}: no field {id}"))
        };
        let fields = fields.into_iter().map(known).collect::<Result<_, _>>()?;
        Ok(Heading { headers, fields })
    }

    fn dialect(&self, DialectEntry { tables, headers }: DialectEntry) -> Result<Dialect, String> {
        let known = |(id, headers): (String, Vec<String>)| {
            let field = self
                .field(&id)
                .ok_or_else(|| format!("dialect of {tables:?}: no field {id}"))?;
            Ok::<_, String>((field, headers))
        };
        let headers = headers.into_iter().map(known).collect::<Result<_, _>>()?;
        Ok(Dialect { tables, headers })
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
            .get(field.index())
            .expect("a field is only used with the vocabulary that made it")
    }

    /// The names of fields, in both languages.
    pub fn names(&self, fields: &[Field]) -> Vec<Text> {
        fields.iter().map(|&f| self.entry(f).text()).collect()
    }

    /// The folded words of a field.
    ///
    /// # Panics
    /// When the field was made by another vocabulary.
    pub(in crate::model) fn reading(&self, field: Field) -> &Reading {
        self.readings
            .get(field.index())
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
        self.classes.get(id).map(|table| &table.entry)
    }

    /// The spellings of a class, folded.
    pub(in crate::model) fn class_table(&self, id: &str) -> Option<&ClassTable> {
        self.classes.get(id)
    }

    /// Whether a folded word is a value of another class that stands in one column with this field (共享开放属性).
    pub(in crate::model) fn beside(&self, field: Field, folded: &str) -> bool {
        let together = self
            .combined
            .iter()
            .filter(|heading| heading.fields.contains(&field));
        together.flat_map(|heading| &heading.fields).any(|&other| {
            let Type::Class(id) = &self.entry(other).kind else {
                return false;
            };
            other != field
                && self
                    .classes
                    .get(id)
                    .is_some_and(|table| table.value(folded).is_some())
        })
    }

    /// The value of a class by its name or any accepted spelling.
    pub fn class_value(&self, id: &str, spelling: &str) -> Option<Class> {
        self.classes.get(id)?.value(&fold(spelling))
    }

    /// Headers of columns that hold several fields at once (共享条件/不予共享依据).
    pub fn combined(&self) -> &[Heading] {
        &self.combined
    }

    /// Headers that may be one field or another (开放条件 often holds the class): the first of the fields that the values
    /// fit and that no other column of the table is.
    pub fn ambiguous(&self) -> &[Heading] {
        &self.ambiguous
    }

    /// Headers that some kinds of table spell in their own way; they come before every other meaning there.
    pub fn dialects(&self) -> &[Dialect] {
        &self.dialects
    }

    /// The kinds of table that have a field, by its entry and by dialects; empty where any may have it.
    pub fn tables_of(&self, field: Field) -> Vec<&str> {
        let mut tables: Vec<&str> = self.entry(field).tables.iter().map(String::as_str).collect();
        if tables.is_empty() {
            return tables;
        }
        let spoken = self
            .dialects
            .iter()
            .filter(|d| d.headers.iter().any(|(f, _)| *f == field));
        for table in spoken.flat_map(|d| &d.tables) {
            if !tables.contains(&table.as_str()) {
                tables.push(table);
            }
        }
        tables
    }

    /// [`Self::tables_of`] every field, in their order.
    pub fn tables(&self) -> Vec<Vec<&str>> {
        let own = self.fields.iter().map(|e| e.tables.iter().map(String::as_str));
        let mut all: Vec<Vec<&str>> = own.map(Iterator::collect).collect();
        for dialect in &self.dialects {
            for (field, _) in &dialect.headers {
                let Some(tables) = all.get_mut(field.index()).filter(|t| !t.is_empty()) else {
                    continue;
                };
                for table in &dialect.tables {
                    if !tables.contains(&table.as_str()) {
                        tables.push(table);
                    }
                }
            }
        }
        all
    }

    /// The known name nearest to a misspelt one, within a third of its length.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.fields.iter().map(|e| e.id.as_str()))
    }

    /// The value that a cell which is none probably meant: by the hints of the class, else the only value that is one
    /// letter away (无条件开发 → 无条件开放). `None` where the field is no class.
    pub fn suggest(&self, entry: &Entry, text: &str) -> Option<&ClassValue> {
        let Type::Class(id) = &entry.kind else { return None };
        let table = self.classes.get(id)?;
        table
            .suggest(&fold(text))
            .or_else(|| table.suggest(value::segments(text).first()?))
    }

    /// Says what a code means in a field, from the user's configuration: `1` is 无条件共享 here. Codes are never guessed.
    pub fn map_code(&mut self, field: Field, code: &str, value: &str) -> Result<(), Text> {
        let entry = self.entry(field);
        let name = entry.text();
        if !matches!(entry.kind, Type::Class(_) | Type::Flag | Type::Frequency) {
            return Err(words::takes_no_codes(&name));
        }
        let meant = interpret(self, entry, Kind::Text, value);
        if !matches!(meant, Value::Class(_) | Value::Flag(_) | Value::Frequency(_)) {
            return Err(words::no_such_value(&name, value));
        }
        let key = reading::code_key(&fold(code)).to_owned();
        let Some(reading) = self.readings.get_mut(field.index()) else {
            return Ok(());
        };
        match reading.codes.insert(key, meant) {
            Some(other) if other != meant => Err(words::code_means_another(&name, code)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
