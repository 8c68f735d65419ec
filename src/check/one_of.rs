//! `one-of`: cells that must hold one of a list of values, where they hold anything; blanks are another rule's. Keeps
//! nothing between rows.

use super::{Breach, Check, Example, Missing, Observed, Probe, Setting, when, words};
use crate::model::{Columns, Fault, Field, Kind, Record, Text, Type, Value, Vocabulary, fold, interpret};
use serde::Deserialize;
use toml::Spanned;

/// `{ field = "share_class", values = […] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    field: Spanned<String>,
    values: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(super) struct OneOf {
    field: Field,
    /// The meanings allowed, for fields with a closed type.
    values: Vec<Value>,
    /// The words allowed, as printed and folded.
    words: Vec<(String, String)>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<OneOf> {
        let field = when::field(vocabulary, &self.field, faults)?;
        let entry = vocabulary.entry(field);
        let (mut values, mut allowed) = (Vec::new(), Vec::new());
        for word in &self.values {
            let value = interpret(vocabulary, entry, Kind::Text, word.get_ref());
            if matches!(
                value,
                Value::Unreadable | Value::Code | Value::Blank | Value::Placeholder
            ) {
                let mut fault = Fault::new(word.span(), words::not_a_value(word.get_ref(), &entry.id));
                fault.help = vocabulary
                    .suggest(entry, word.get_ref())
                    .map(|v| words::did_you_mean(&v.zh));
                faults.push(fault);
            }
            values.push(value);
            allowed.push((word.get_ref().clone(), fold(word.get_ref())));
        }
        Some(OneOf {
            field,
            values,
            words: allowed,
        })
    }
}

impl OneOf {
    fn allows(&self, record: &Record<'_>) -> bool {
        match record.value(self.field) {
            // Free text names a thing in many ways; what holds the name is taken for it.
            Value::Text => {
                let text = fold(record.text(self.field));
                self.words
                    .iter()
                    .any(|(_, word)| text.contains(word.as_str()) || word.contains(text.as_str()))
            }
            value => self.values.contains(&value),
        }
    }
}

impl Check for OneOf {
    fn kind(&self) -> &'static str {
        "one-of"
    }

    fn fields(&self) -> Vec<Field> {
        vec![self.field]
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let entry = vocabulary.entry(self.field);
        let value = |(word, _): &(String, String)| when::quoted(vocabulary, entry, word);
        let values: Vec<_> = self.words.iter().map(value).collect();
        words::must_be_one_of(&entry.text(), &values)
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let entry = vocabulary.entry(self.field);
        let list: Vec<&str> = self.words.iter().map(|(word, _)| word.as_str()).collect();
        let class = match &entry.kind {
            Type::Class(id) => vocabulary.class(id),
            Type::Text
            | Type::List
            | Type::Date
            | Type::Frequency
            | Type::Flag
            | Type::Number
            | Type::Identifier => None,
        };
        let hint = class.and_then(|c| c.values.iter().find_map(|v| v.hints.first()));
        let value = list.first().map(|word| when::quoted(vocabulary, entry, word));
        Example {
            fails: match hint {
                Some(hint) => words::says_value(&entry.text(), &words::quoted(hint)),
                None => words::says_other(&entry.text()),
            },
            passes: words::says_value(&entry.text(), &value.unwrap_or_default()),
            remedy: words::choose(&list),
        }
    }

    fn choices(&self) -> Vec<(Field, Vec<String>)> {
        let words = self.words.iter().map(|(word, _)| word.clone());
        vec![(self.field, words.collect())]
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let there = columns.has(self.field);
        Missing {
            fields: if there { vec![] } else { vec![self.field] },
            judgeable: there,
            certain: true,
        }
    }

    fn open<'a>(&'a self, _: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open(self))
    }
}

struct Open<'a>(&'a OneOf);

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let OneOf {
            field,
            words: allowed,
            ..
        } = self.0;
        let value = record.value(*field);
        if matches!(
            value,
            Value::Absent | Value::Blank | Value::Placeholder | Value::Uncomputed | Value::Broken
        ) {
            return false;
        }
        if self.0.allows(record) {
            return true;
        }
        let entry = record.vocabulary().entry(*field);
        let text = record.text(*field);
        let list: Vec<&str> = allowed.iter().map(|(word, _)| word.as_str()).collect();
        let suggestion = match (&entry.kind, value) {
            (_, Value::Code) => words::map_the_code(&entry.id),
            (Type::Class(_), _) => match record.vocabulary().suggest(entry, text) {
                Some(meant) => words::probably(&meant.zh),
                None => words::choose(&list),
            },
            _ => words::choose(&list),
        };
        breaches.push(Breach {
            place: record.place(*field),
            field: *field,
            observed: text.to_owned(),
            class: Observed::of(value),
            expected: words::one_of(&list),
            message: words::not_one_of(&entry.text(), text, value == Value::Code),
            suggestion: Some(suggestion),
            // A code may well stand for a legal value; we just cannot know.
            certain: value != Value::Code,
        });
        true
    }
}
