//! `required`: cells that must be filled in. Keeps nothing between rows.

use super::{Ask, Breach, Check, Example, Missing, Observed, Probe, Setting, When, when, words};
use crate::model::{Columns, Fault, Field, Record, Text, Type, Value, Vocabulary, folded};
use serde::Deserialize;
use toml::Spanned;

/// `{ fields = […] }`: each must be filled; `{ any = […] }`: at least one; `unless`: rows that need not;
/// `proper`: words such as 无 that are an answer here.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    #[serde(default)]
    fields: Vec<Spanned<String>>,
    #[serde(default)]
    any: Vec<Spanned<String>>,
    #[serde(default)]
    unless: when::Raw,
    #[serde(default)]
    proper: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Required {
    each: Vec<Field>,
    any: Vec<Field>,
    unless: When,
    /// Words that say nothing elsewhere and are an answer here.
    proper: Vec<String>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Required> {
        let each = when::fields(vocabulary, &self.fields, faults);
        let any = when::fields(vocabulary, &self.any, faults);
        let unless = When::compile(self.unless, vocabulary, faults);
        Some(Required {
            each: each?,
            any: any?,
            unless: unless?,
            proper: self.proper.iter().map(|w| folded(w).into_owned()).collect(),
        })
    }
}

impl Required {
    /// The field whose column alone is asked for: blank cells are exempt.
    fn column_only(&self) -> Option<Field> {
        match (self.each.as_slice(), self.any.as_slice()) {
            (&[field], []) if self.unless.is_blank(field) => Some(field),
            _ => None,
        }
    }

    fn is_answer(&self, text: &str) -> bool {
        !self.proper.is_empty() && self.proper.iter().any(|w| *w == folded(text))
    }
}

impl Check for Required {
    fn kind(&self) -> &'static str {
        "required"
    }

    fn fields(&self) -> Vec<Field> {
        self.each
            .iter()
            .chain(&self.any)
            .copied()
            .chain(self.unless.fields())
            .collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        if let Some(field) = self.column_only() {
            return words::column_must_be(&vocabulary.entry(field).text());
        }
        let [each, any] = [&self.each, &self.any].map(|fields| vocabulary.names(fields));
        let sentence = words::unless(
            &words::must_be_filled(&each, &any),
            &self.unless.told_any(vocabulary),
        );
        words::proper_too(&sentence, &self.proper)
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        match self.column_only() {
            Some(field) => words::column(&vocabulary.entry(field).text()),
            None => filling(vocabulary, &self.each, &self.any, &Text::default()),
        }
    }

    fn asks(&self) -> Vec<Ask> {
        vec![Ask {
            each: self.each.clone(),
            any: self.any.clone(),
            when: Vec::new(),
            unless: self.unless.terms(),
            proper: self.proper.clone(),
        }]
    }

    fn keeps(&self) -> bool {
        false
    }

    fn reads_words(&self, field: Field) -> bool {
        !self.proper.is_empty() || self.unless.reads_words(field)
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let mut fields: Vec<_> = self.each.iter().copied().filter(|&f| !columns.has(f)).collect();
        let any_left = self.any.iter().any(|&f| columns.has(f));
        if !any_left {
            fields.extend(&self.any);
        }
        let judgeable = any_left || self.each.iter().any(|&f| columns.has(f));
        let certain = self.unless.missing(columns).is_empty();
        Missing {
            fields,
            judgeable,
            certain,
        }
    }

    fn open<'a>(&'a self, columns: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        let each = self.each.iter().copied().filter(|&f| columns.has(f)).collect();
        let any = self.any.iter().copied().filter(|&f| columns.has(f)).collect();
        Box::new(Open {
            check: self,
            each,
            any,
        })
    }
}

struct Open<'a> {
    check: &'a Required,
    each: Vec<Field>,
    any: Vec<Field>,
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        if self.check.unless.first(record).is_some() {
            return false;
        }
        let answered = |b: &Breach| self.check.is_answer(&b.observed);
        let each = self.each.iter().filter_map(|&f| unfilled(record, f));
        breaches.extend(each.filter(|b| !answered(b)));
        if !self.any.iter().any(|&f| self.check.is_answer(record.text(f))) {
            breaches.extend(none_filled(record, &self.any));
        }
        true
    }
}

/// An example of cells that are filled in and of cells that are not, under a condition.
pub(super) fn filling(vocabulary: &Vocabulary, each: &[Field], any: &[Field], under: &Text) -> Example {
    let first = each.first().or(any.first());
    let passes = first.map(|&f| words::filled_with(vocabulary, vocabulary.entry(f)));
    let fails = match each.first() {
        Some(&field) => words::left_blank(&vocabulary.entry(field).text()),
        None => words::all_left_blank(&vocabulary.names(any)),
    };
    let (zh, en) = if each.is_empty() {
        words::alternatives(&vocabulary.names(any))
    } else {
        words::join(&vocabulary.names(each))
    };
    Example {
        fails: words::under(under, &fails),
        passes: words::under(under, &passes.unwrap_or_default()),
        remedy: words::fill_in(&Text { zh, en }, Observed::Blank),
    }
}

/// The breach, at the first of them, of fields of which one should be filled in and none is.
pub(super) fn none_filled(record: &Record<'_>, any: &[Field]) -> Option<Breach> {
    let &first = any.first()?;
    let unfilled: Option<Vec<Breach>> = any.iter().map(|&f| unfilled(record, f)).collect();
    // What cannot be read may be an answer.
    if let Some(unsure) = unfilled?.into_iter().find(|b| !b.certain) {
        return Some(unsure);
    }
    let mut breach = blank(record, first);
    breach.expected = words::any_of(&words::names(record, any));
    breach.message = words::all_blank(&words::names(record, any));
    Some(breach)
}

/// The breach of a cell that should be filled in and is not.
pub(super) fn unfilled(record: &Record<'_>, field: Field) -> Option<Breach> {
    match record.value(field) {
        Value::Blank | Value::Placeholder | Value::Uncomputed | Value::Broken => Some(blank(record, field)),
        Value::Absent
        | Value::Text
        | Value::Class(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Frequency(_)
        | Value::Number(_) => None,
        Value::Code | Value::Unreadable => unread(record, field),
    }
}

/// A frequency or a date that reads as none: filled in, but maybe with nothing. Other values are other rules'.
fn unread(record: &Record<'_>, field: Field) -> Option<Breach> {
    let entry = record.vocabulary().entry(field);
    if !matches!(entry.kind, Type::Frequency | Type::Date) {
        return None;
    }
    let (name, text) = (entry.text(), record.text(field));
    Some(Breach {
        place: record.place(field),
        field,
        observed: text.to_owned(),
        class: Observed::of(record.value(field)),
        expected: words::filled(&name),
        message: words::unread(&name, text, entry.kind == Type::Date),
        suggestion: Some(words::fill_in(&name, Observed::Value)),
        certain: false,
    })
}

fn blank(record: &Record<'_>, field: Field) -> Breach {
    let value = record.value(field);
    let class = Observed::of(value);
    let name = record.vocabulary().entry(field).text();
    let text = record.text(field);
    Breach {
        place: record.place(field),
        field,
        observed: text.to_owned(),
        class,
        expected: words::filled(&name),
        message: words::not_filled(&name, class, text),
        suggestion: Some(words::fill_in(&name, class)),
        // Nobody can say what an unsaved formula would show.
        certain: value != Value::Uncomputed,
    }
}
