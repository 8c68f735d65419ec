//! `required-when`: cells that must be filled in where other cells say so. Keeps nothing between rows.

use super::{Ask, Breach, Check, Example, Missing, Probe, Setting, When, required, when, words};
use crate::model::{Columns, Fault, Field, Record, Text, Vocabulary};
use serde::Deserialize;
use toml::Spanned;

/// `{ when = {…}, fields = […] }`: each must be filled where every clause of `when` holds and none of `unless`;
/// `any = […]`: at least one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    when: when::Raw,
    #[serde(default)]
    fields: Vec<Spanned<String>>,
    #[serde(default)]
    any: Vec<Spanned<String>>,
    #[serde(default)]
    unless: when::Raw,
}

#[derive(Debug)]
pub(super) struct RequiredWhen {
    when: When,
    fields: Vec<Field>,
    any: Vec<Field>,
    unless: When,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<RequiredWhen> {
        let when = When::compile(self.when, vocabulary, faults);
        let fields = when::fields(vocabulary, &self.fields, faults);
        let any = when::fields(vocabulary, &self.any, faults);
        let unless = When::compile(self.unless, vocabulary, faults);
        Some(RequiredWhen {
            when: when?,
            fields: fields?,
            any: any?,
            unless: unless?,
        })
    }
}

impl Check for RequiredWhen {
    fn kind(&self) -> &'static str {
        "required-when"
    }

    fn fields(&self) -> Vec<Field> {
        self.fields
            .iter()
            .chain(&self.any)
            .copied()
            .chain(self.when.fields())
            .chain(self.unless.fields())
            .collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let [each, any] = [&self.fields, &self.any].map(|fields| vocabulary.names(fields));
        let sentence = words::when(&self.when.told(vocabulary), &words::must_be_filled(&each, &any));
        words::unless(&sentence, &self.unless.told_any(vocabulary))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        required::filling(vocabulary, &self.fields, &self.any, &self.when.told(vocabulary))
    }

    fn asks(&self) -> Vec<Ask> {
        vec![Ask {
            each: self.fields.clone(),
            any: self.any.clone(),
            when: self.when.terms(),
            unless: self.unless.terms(),
            proper: Vec::new(),
        }]
    }

    fn keeps(&self) -> bool {
        false
    }

    fn reads_words(&self, field: Field) -> bool {
        self.when.reads_words(field) || self.unless.reads_words(field)
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let mut fields = self.lacking(columns);
        let any_left = self.any.iter().any(|&f| columns.has(f));
        let judgeable = any_left || self.fields.iter().any(|&f| columns.has(f));
        let unseen = self.when.missing(columns);
        let judgeable = judgeable && unseen.is_empty();
        fields.extend(unseen);
        Missing {
            fields,
            judgeable,
            certain: self.unless.missing(columns).is_empty(),
        }
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let mut unfilled = self.fields.iter().filter_map(|&f| required::unfilled(record, f));
        let lacking = unfilled.next().is_some() || required::none_filled(record, &self.any).is_some();
        let exempt = self.unless.first(record).is_some();
        self.when.unread(record).filter(|_| lacking && !exempt)
    }

    fn lacking(&self, columns: &Columns) -> Vec<Field> {
        let mut fields: Vec<_> = self.fields.iter().copied().filter(|&f| !columns.has(f)).collect();
        if !self.any.iter().any(|&f| columns.has(f)) {
            fields.extend(&self.any);
        }
        fields
    }

    fn open<'a>(&'a self, columns: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        let there = |fields: &[Field]| fields.iter().copied().filter(|&f| columns.has(f)).collect();
        Box::new(Open {
            check: self,
            fields: there(&self.fields),
            any: there(&self.any),
        })
    }
}

struct Open<'a> {
    check: &'a RequiredWhen,
    fields: Vec<Field>,
    any: Vec<Field>,
}

impl Open<'_> {
    fn because(&self, record: &Record<'_>, mut breach: Breach) -> Breach {
        breach.message = words::because(&breach.message, &words::circumstances(record, &self.check.when));
        breach
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        if !self.check.when.all(record) || self.check.unless.first(record).is_some() {
            return false;
        }
        let unfilled = self.fields.iter().filter_map(|&f| required::unfilled(record, f));
        breaches.extend(
            unfilled
                .chain(required::none_filled(record, &self.any))
                .map(|b| self.because(record, b)),
        );
        true
    }
}
