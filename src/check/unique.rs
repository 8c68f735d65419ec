//! `unique`: values, or combinations of values, that must not come twice in a table. Keeps a 64-bit digest and the first
//! row of every distinct value, sixteen bytes each, in a few sorted runs; never a text.

mod seen;

use super::{Breach, Check, Example, Missing, Observed, Probe, Setting, cell, when, words};
use crate::model::{Columns, Fault, Field, Kind, Level, Record, Text, Vocabulary};
use seen::Seen;
use serde::Deserialize;
use std::hash::{DefaultHasher, Hash, Hasher};
use toml::Spanned;

/// `{ fields = ["data_code"] }`: the value, or the combination of values, is there once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    fields: Spanned<Vec<Spanned<String>>>,
}

#[derive(Debug)]
pub(super) struct Unique {
    first: Field,
    fields: Vec<Field>,
    /// Some field is said of items, so that every row counts and not every resource.
    of_items: bool,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Unique> {
        let fields = when::fields(vocabulary, self.fields.get_ref(), faults)?;
        let Some(&first) = fields.first() else {
            faults.push(Fault::new(self.fields.span(), words::no_fields()));
            return None;
        };
        let of_items = fields.iter().any(|&f| vocabulary.entry(f).level == Level::Item);
        Some(Unique {
            first,
            fields,
            of_items,
        })
    }
}

impl Check for Unique {
    fn kind(&self) -> &'static str {
        "unique"
    }

    fn fields(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        words::must_be_unique(&vocabulary.names(&self.fields))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        words::uniqueness(&vocabulary.names(&self.fields))
    }

    fn keeps(&self) -> bool {
        true
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let fields = cell::absent(self.fields(), columns);
        Missing {
            judgeable: fields.is_empty(),
            fields,
            certain: true,
        }
    }

    fn open<'a>(&'a self, _: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open {
            check: self,
            seen: Seen::default(),
            resource: None,
        })
    }
}

struct Open<'a> {
    check: &'a Unique,
    seen: Seen,
    /// The digest at the row that started the resource.
    resource: Option<u64>,
}

impl Open<'_> {
    /// The digest of the row's values; `None` where one of them is blank.
    fn digest(&self, record: &Record<'_>) -> Option<u64> {
        // Its keys are constant, so that the same table gives the same digests.
        let mut hasher = DefaultHasher::new();
        for &field in &self.check.fields {
            cell::filled(record, field)?;
            record.folded(field).hash(&mut hasher);
        }
        Some(hasher.finish())
    }

    /// Whether the row merely goes on with what brought the value.
    fn continues(&self, record: &Record<'_>, digest: u64) -> bool {
        self.check.fields.iter().all(|&f| record.inherited(f))
            || !self.check.of_items && !record.row().starts && self.resource == Some(digest)
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let digest = self.digest(record);
        if record.row().starts {
            self.resource = digest;
        }
        let Some(digest) = digest.filter(|&d| !self.continues(record, d)) else {
            return false;
        };
        if let Some(row) = self.seen.first(digest, record.row().number) {
            breaches.push(breach(record, self.check, row));
        }
        true
    }
}

fn breach(record: &Record<'_>, check: &Unique, row: u32) -> Breach {
    let names = words::names(record, &check.fields);
    let texts: Vec<&str> = check.fields.iter().map(|&f| record.text(f).trim()).collect();
    Breach {
        place: record.place(check.first),
        field: check.first,
        observed: record.text(check.first).to_owned(),
        class: Observed::Value,
        expected: words::once(&names),
        message: words::seen_before(&names, &texts, row),
        suggestion: Some(words::tell_apart(row)),
        // Spreadsheets drop the digits beyond the fifteenth: two codes may have become one.
        certain: check
            .fields
            .iter()
            .all(|&f| record.kind(f) != Kind::Number || record.text(f).len() <= 15),
    }
}
