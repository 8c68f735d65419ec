//! `ordered`: dates that must not come in the wrong order. Judges rows that hold both dates; keeps nothing between rows.

use super::{Breach, Check, Example, Missing, Observed, Probe, Setting, When, when, words};
use crate::model::{Columns, Date, Fault, Field, Record, Text, Value, Vocabulary};
use chrono::{Months, NaiveDate};
use serde::Deserialize;
use toml::Spanned;

/// `{ first = "reviewed_at", then = "published_at", when = {…} }`; with `years = 3` so much must lie between them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    first: Spanned<String>,
    then: Spanned<String>,
    #[serde(default)]
    when: when::Raw,
    #[serde(default)]
    years: u8,
}

#[derive(Debug)]
pub(super) struct Ordered {
    first: Field,
    then: Field,
    when: When,
    /// How many years must lie between the two.
    years: u8,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Ordered> {
        let first = when::field(vocabulary, &self.first, faults);
        let then = when::field(vocabulary, &self.then, faults);
        let when = When::compile(self.when, vocabulary, faults);
        Some(Ordered {
            first: first?,
            then: then?,
            when: when?,
            years: self.years,
        })
    }
}

impl Check for Ordered {
    fn kind(&self) -> &'static str {
        "ordered"
    }

    fn fields(&self) -> Vec<Field> {
        [self.first, self.then]
            .into_iter()
            .chain(self.when.fields())
            .collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let [first, then] = [self.first, self.then].map(|f| vocabulary.entry(f).text());
        words::when(
            &self.when.told(vocabulary),
            &match self.years {
                0 => words::must_be_ordered(&first, &then),
                years => words::must_be_apart(&first, &then, years),
            },
        )
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let [first, then] = [self.first, self.then].map(|f| vocabulary.entry(f).text());
        let days = |a: &str, b: &str| {
            words::under(&self.when.told(vocabulary), &words::two_days(&first, &then, a, b))
        };
        if self.years == 0 {
            return Example {
                fails: days("2026-02-10", "2026-02-01"),
                passes: days("2026-02-01", "2026-02-10"),
                remedy: words::check_dates(),
            };
        }
        let later = 2026 + u32::from(self.years);
        Example {
            fails: days("2026-02-10", &format!("{}-02-10", later - 1)),
            passes: days("2026-02-10", &format!("{later}-02-10")),
            remedy: words::later(&then, self.years),
        }
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let fields: Vec<_> = self.fields().into_iter().filter(|&f| !columns.has(f)).collect();
        Missing {
            judgeable: fields.is_empty(),
            fields,
            certain: true,
        }
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        self.when.unread(record)
    }

    fn open<'a>(&'a self, _: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open(self))
    }
}

impl Ordered {
    /// The breach where the second date comes before so many years have gone by.
    fn too_soon(&self, record: &Record<'_>, from: NaiveDate, until: Date) -> Option<Breach> {
        let least = from.checked_add_months(Months::new(12 * u32::from(self.years)))?;
        if until.day >= least {
            return None;
        }
        let entry = |field| record.vocabulary().entry(field).text();
        let (first, then) = (entry(self.first), entry(self.then));
        Some(Breach {
            place: record.place(self.then),
            field: self.then,
            observed: record.text(self.then).to_owned(),
            class: Observed::Value,
            expected: words::no_earlier_than(&then, least),
            message: words::too_soon((&first, from), (&then, until.day), self.years, least),
            suggestion: Some(words::later(&then, self.years)),
            certain: true,
        })
    }
}

struct Open<'a>(&'a Ordered);

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let Ordered {
            first, then, when, ..
        } = self.0;
        let (Value::Date(earlier), Value::Date(later)) = (record.value(*first), record.value(*then)) else {
            return false;
        };
        if !when.all(record) {
            return false;
        }
        let entry = |field| record.vocabulary().entry(field).text();
        if self.0.years > 0 {
            breaches.extend(self.0.too_soon(record, earlier.day, later));
        } else if earlier.day > later.day {
            breaches.push(Breach {
                place: record.place(*first),
                field: *first,
                observed: record.text(*first).to_owned(),
                class: Observed::Value,
                expected: words::no_later_than(&entry(*first), &entry(*then), later.day),
                message: words::wrong_order(&entry(*first), earlier.day, &entry(*then), later.day),
                suggestion: Some(words::check_dates()),
                certain: true,
            });
        }
        true
    }
}
