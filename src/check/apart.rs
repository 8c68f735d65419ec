//! Rows that a requirement does not speak of, whatever its kind of check: told by a column where there is one, and looked
//! at like the others where there is none. Keeps what its check keeps.

use super::{Aside, Breach, Check, Example, Missing, Probe, Proof, Setting, When, Withheld, when, words};
use crate::model::{Columns, Fault, Field, Record, Text, Vocabulary};
use serde::Deserialize;

/// Rows set apart, as a pack writes them: `{ request_type = ["查阅", "投诉"] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct RawApart(when::Raw);

/// A check that some rows are kept from.
#[derive(Debug)]
struct Apart {
    rows: When,
    check: Box<dyn Check>,
}

/// The check without the rows that any clause tells.
pub fn apart(
    check: Box<dyn Check>,
    rows: RawApart,
    vocabulary: &Vocabulary,
    faults: &mut Vec<Fault>,
) -> Option<Box<dyn Check>> {
    let rows = When::compile(rows.0, vocabulary, faults)?;
    Some(Box::new(Apart { rows, check }))
}

impl Check for Apart {
    fn kind(&self) -> &'static str {
        self.check.kind()
    }

    fn kinds(&self) -> Vec<&'static str> {
        self.check.kinds()
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = self.check.fields();
        for field in self.rows.fields() {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        words::left_aside(&self.check.describe(vocabulary), &self.rows.told_any(vocabulary))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        self.check.example(vocabulary)
    }

    fn proof(&self) -> Proof {
        self.check.proof()
    }

    fn keeps(&self) -> bool {
        self.check.keeps()
    }

    fn reads_words(&self, field: Field) -> bool {
        let own = self.check.fields().contains(&field) && self.check.reads_words(field);
        own || self.rows.reads_words(field)
    }

    fn sought(&self) -> Option<u64> {
        let read = self.rows.fields().any(|field| self.rows.reads_words(field));
        self.check.sought().filter(|_| !read)
    }

    fn missing(&self, columns: &Columns) -> Missing {
        self.check.missing(columns)
    }

    fn silence_tells(&self, columns: &Columns) -> bool {
        self.check.silence_tells(columns)
    }

    fn withheld(&self, setting: &Setting) -> Option<Withheld> {
        self.check.withheld(setting)
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let apart = self.rows.first_seen(record).is_some();
        self.check.unread(record).filter(|_| !apart)
    }

    fn lacking(&self, columns: &Columns) -> Vec<Field> {
        self.check.lacking(columns)
    }

    fn open<'a>(&'a self, columns: &Columns, setting: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open {
            rows: &self.rows,
            probe: self.check.open(columns, setting),
            aside: None,
        })
    }
}

struct Open<'a> {
    rows: &'a When,
    probe: Box<dyn Probe + 'a>,
    aside: Option<Aside>,
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        if let Some(field) = self.rows.first_seen(record) {
            self.aside = Some(Aside::Apart(field));
            return false;
        }
        self.probe.judge(record, breaches)
    }

    fn aside(&mut self) -> Option<Aside> {
        self.aside.take().or_else(|| self.probe.aside())
    }
}
