//! `legal-basis`: cells that must cite something of an accepted level of law. Words show a level and prove none, so that
//! every breach is uncertain and says what was read. Blank cells are another rule's. Keeps nothing between rows.

mod reading;

use super::{Breach, Check, Example, Missing, Observed, Probe, Setting, Shape, When, cell, when, words};
use crate::model::{Columns, Fault, Field, Record, Text, Vocabulary};
use reading::Reader;
use serde::Deserialize;
use toml::Spanned;

pub(super) use reading::{Level, Reading};

/// `{ field = "share_basis", when = {…}, accept = ["law", "administrative-regulation"] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    field: Spanned<String>,
    #[serde(default)]
    when: when::Raw,
    accept: Spanned<Vec<Spanned<String>>>,
}

#[derive(Debug)]
pub(super) struct LegalBasis {
    field: Field,
    when: When,
    accept: Vec<Level>,
    reader: Reader,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<LegalBasis> {
        let field = when::field(vocabulary, &self.field, faults);
        let when = When::compile(self.when, vocabulary, faults);
        let mut accept = Vec::new();
        for name in self.accept.get_ref() {
            match Level::of(name.get_ref()) {
                Some(level) => accept.push(level),
                None => faults.push(Fault::new(
                    name.span(),
                    words::unknown_word("accept", name.get_ref(), &Level::names()),
                )),
            }
        }
        if self.accept.get_ref().is_empty() {
            faults.push(Fault::new(self.accept.span(), words::accepts_nothing()));
        }
        let whole = !accept.is_empty() && accept.len() == self.accept.get_ref().len();
        Some(LegalBasis {
            field: field?,
            when: when?,
            accept: whole.then_some(accept)?,
            reader: Reader::built_in(),
        })
    }
}

impl Check for LegalBasis {
    fn kind(&self) -> &'static str {
        "legal-basis"
    }

    fn fields(&self) -> Vec<Field> {
        std::iter::once(self.field).chain(self.when.fields()).collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let name = vocabulary.entry(self.field).text();
        words::when(
            &self.when.told(vocabulary),
            &words::must_cite(&name, &self.accept),
        )
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let mut example = words::citing(&vocabulary.entry(self.field).text(), &self.accept);
        let when = self.when.told(vocabulary);
        example.fails = words::under(&when, &example.fails);
        example.passes = words::under(&when, &example.passes);
        example
    }

    fn shapes(&self) -> Vec<Shape> {
        let level = self.accept.first().copied();
        let sample = |level| Shape {
            field: self.field,
            length: None,
            sample: words::citation_of(level),
            headed: None,
        };
        level.map(sample).into_iter().collect()
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let fields = cell::absent(self.fields(), columns);
        Missing {
            judgeable: fields.is_empty(),
            fields,
            certain: false,
        }
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        self.when.unread(record)
    }

    fn open<'a>(&'a self, _: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open(self))
    }
}

struct Open<'a>(&'a LegalBasis);

impl Open<'_> {
    /// Whether what was read can be of an accepted level, or cannot be told.
    fn accepts(&self, reading: &Reading) -> bool {
        match reading {
            Reading::Cites(cited) => cited
                .iter()
                .flat_map(|(_, levels)| levels)
                .any(|l| self.0.accept.contains(l)),
            Reading::Elsewhere => true,
            Reading::Internal(_) | Reading::Vague(_) | Reading::Nothing => false,
        }
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let LegalBasis {
            field,
            when,
            accept,
            reader,
        } = self.0;
        let Some(text) = cell::own(record, *field).filter(|_| when.all(record)) else {
            return false;
        };
        let reading = reader.read(text);
        if !self.accepts(&reading) {
            let name = record.vocabulary().entry(*field).text();
            breaches.push(Breach {
                place: record.place(*field),
                field: *field,
                observed: text.to_owned(),
                class: Observed::Words,
                expected: words::cites_one_of(accept),
                message: words::read_as(&name, text, &reading),
                suggestion: Some(words::cite(accept)),
                certain: false,
            });
        }
        true
    }
}
