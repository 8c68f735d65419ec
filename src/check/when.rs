//! Conditions: tests of fields against values, shared by every kind that has a `when`.
//!
//! A condition is a table of field = value or list of values (any of them). `"*"` means filled in, `""` means blank,
//! `">0"` compares a number. Values are read by the field's type, so that `有条件` meets `有条件共享`.

use super::words;
use crate::model::{Columns, Fault, Field, Record, Type, Value, Vocabulary, fold, interpret};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A value or a list of values.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a string or a list of strings")]
pub(super) enum OneOrMany {
    /// `share_class = "有条件共享"`.
    One(String),
    /// `open_class = ["无条件开放", "有条件开放"]`.
    Many(Vec<String>),
}

/// The condition as it stands in a pack.
pub(super) type Raw = BTreeMap<Spanned<String>, Spanned<OneOrMany>>;

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
enum Test {
    Filled,
    Blank,
    Is(Value),
    Words(String),
    Above(f64),
}

/// Tests of one field, any of which may hold.
#[derive(Debug, Clone, PartialEq)]
struct Clause {
    field: Field,
    tests: Vec<Test>,
}

/// A compiled condition.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct When {
    clauses: Vec<Clause>,
}

/// The field of an id, or a fault with the nearest one known.
pub fn field(vocabulary: &Vocabulary, id: &Spanned<String>, faults: &mut Vec<Fault>) -> Option<Field> {
    let found = vocabulary.field(id.get_ref());
    if found.is_none() {
        let nearest = vocabulary.nearest(id.get_ref());
        let mut fault = Fault::new(id.span(), words::unknown_field(id.get_ref()));
        fault.help = nearest.map(words::did_you_mean);
        faults.push(fault);
    }
    found
}

/// The fields of a list of ids.
pub(super) fn fields(
    vocabulary: &Vocabulary,
    ids: &[Spanned<String>],
    faults: &mut Vec<Fault>,
) -> Option<Vec<Field>> {
    let found: Vec<_> = ids.iter().map(|id| field(vocabulary, id, faults)).collect();
    found.into_iter().collect()
}

impl When {
    /// Binds a raw condition to a vocabulary.
    pub(super) fn compile(raw: Raw, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Self> {
        let mut clauses = Vec::new();
        let mut sound = true;
        for (id, values) in raw {
            let Some(field) = field(vocabulary, &id, faults) else {
                sound = false;
                continue;
            };
            let span = values.span();
            let words = match values.into_inner() {
                OneOrMany::One(word) => vec![word],
                OneOrMany::Many(words) => words,
            };
            let mut tests = Vec::new();
            for word in words {
                match test(vocabulary, field, &word) {
                    Some(test) => tests.push(test),
                    None => {
                        sound = false;
                        let nearest = vocabulary.suggest(vocabulary.entry(field), &word);
                        let mut fault = Fault::new(span.clone(), words::not_a_value(&word, id.get_ref()));
                        fault.help = nearest.map(|v| words::did_you_mean(&v.zh));
                        faults.push(fault);
                    }
                }
            }
            clauses.push(Clause { field, tests });
        }
        sound.then_some(Self { clauses })
    }

    /// The fields it reads.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.clauses.iter().map(|c| c.field)
    }

    /// Whether it has no clause at all.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether every clause holds.
    pub fn all(&self, record: &Record<'_>) -> bool {
        self.clauses.iter().all(|c| c.holds(record))
    }

    /// The field of the first clause that holds.
    pub fn first(&self, record: &Record<'_>) -> Option<Field> {
        self.clauses.iter().find(|c| c.holds(record)).map(|c| c.field)
    }

    /// The fields the table has no column for.
    pub fn missing(&self, columns: &Columns) -> Vec<Field> {
        self.fields().filter(|&f| !columns.has(f)).collect()
    }
}

impl Clause {
    fn holds(&self, record: &Record<'_>) -> bool {
        let value = record.value(self.field);
        self.tests.iter().any(|test| match test {
            Test::Filled => !value.is_blank() && value != Value::Absent,
            Test::Blank => value.is_blank(),
            Test::Is(wanted) => value == *wanted,
            Test::Words(wanted) => value == Value::Text && fold(record.text(self.field)) == *wanted,
            Test::Above(limit) => matches!(value, Value::Number(n) if n > *limit),
        })
    }
}

fn test(vocabulary: &Vocabulary, field: Field, word: &str) -> Option<Test> {
    let entry = vocabulary.entry(field);
    if word == "*" {
        return Some(Test::Filled);
    }
    if word.is_empty() {
        return Some(Test::Blank);
    }
    if let (Type::Number, Some(limit)) = (&entry.kind, word.strip_prefix('>')) {
        return limit.trim().parse().ok().map(Test::Above);
    }
    match interpret(vocabulary, entry, crate::model::Kind::Text, word) {
        value @ (Value::Class(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Frequency(_)
        | Value::Number(_)) => Some(Test::Is(value)),
        Value::Text => Some(Test::Words(fold(word))),
        Value::Absent
        | Value::Blank
        | Value::Placeholder
        | Value::Code
        | Value::Unreadable
        | Value::Uncomputed
        | Value::Broken => None,
    }
}
