//! `identifier`: codes with a check digit, 统一社会信用代码 (GB 32100-2015) or 公民身份号码 (GB 11643-1999). Tells a wrong length,
//! character, date and check digit apart, and a number that a spreadsheet rounded. Keeps nothing between rows.

mod standard;

use super::{
    Breach, Check, Example, Missing, Observed, Probe, Setting, Shape, Trial, When, cell, when, words,
};
use crate::model::{Columns, Fault, Field, Kind, Record, Text, Vocabulary, folded};
use serde::Deserialize;
use toml::Spanned;

pub(super) use standard::{Flaw, Standard};

/// `{ field = "provider_code", standard = "uscc" }`, or `"resident-id"`; `when = {…}`: rows whose cell is such a code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    field: Spanned<String>,
    standard: Spanned<String>,
    #[serde(default)]
    when: when::Raw,
}

#[derive(Debug)]
pub(super) struct Identifier {
    field: Field,
    standard: Standard,
    when: When,
}

/// Whether a text of digits is a sound 公民身份号码 (GB 11643-1999), its birthday and check digit included.
pub fn is_resident_id(code: &str) -> bool {
    Standard::ResidentId.flaw(code).is_none()
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Identifier> {
        let field = when::field(vocabulary, &self.field, faults);
        let standard = Standard::of(self.standard.get_ref());
        if standard.is_none() {
            let fault = words::unknown_word("standard", self.standard.get_ref(), Standard::NAMES);
            faults.push(Fault::new(self.standard.span(), fault));
        }
        let when = When::compile(self.when, vocabulary, faults);
        Some(Identifier {
            field: field?,
            standard: standard?,
            when: when?,
        })
    }
}

impl Check for Identifier {
    fn kind(&self) -> &'static str {
        "identifier"
    }

    fn fields(&self) -> Vec<Field> {
        let others = self.when.fields().filter(|&f| f != self.field);
        std::iter::once(self.field).chain(others).collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let asked = words::must_be_valid(&vocabulary.entry(self.field).text(), self.standard);
        words::when(&self.when.told(vocabulary), &asked)
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let name = vocabulary.entry(self.field).text();
        Example {
            fails: words::code_flawed(&name),
            passes: words::code_sound(&name),
            remedy: words::mend_code(Flaw::Date),
        }
    }

    fn shapes(&self) -> Vec<Shape> {
        let own = self.when.terms().into_iter().filter(|t| t.field == self.field);
        let headed = own.flat_map(|t| t.trials).find_map(|trial| match trial {
            Trial::Headed(word) => Some(word),
            _ => None,
        });
        vec![Shape {
            field: self.field,
            length: Some(standard::LENGTH),
            sample: self.standard.sample(),
            headed,
        }]
    }

    fn keeps(&self) -> bool {
        false
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let fields = cell::absent(self.fields(), columns);
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

struct Open<'a>(&'a Identifier);

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let Identifier { field, standard, .. } = *self.0;
        let Some(text) = cell::own(record, field).filter(|_| self.0.when.all(record)) else {
            return false;
        };
        let code = folded(text).to_uppercase();
        // A masked code is none, and was masked on purpose.
        if code.contains('*') {
            return false;
        }
        let flaw = if is_rounded(record.kind(field), &code) {
            Some(Flaw::Rounded)
        } else {
            standard.flaw(&code)
        };
        if let Some(flaw) = flaw {
            let name = record.vocabulary().entry(field).text();
            breaches.push(Breach {
                place: record.place(field),
                field,
                observed: text.to_owned(),
                class: Observed::Value,
                expected: words::valid_code(standard),
                message: words::flawed(&name, text, flaw),
                suggestion: Some(words::mend_code(flaw)),
                certain: true,
            });
        }
        true
    }
}

/// Whether a spreadsheet kept the code as a number and dropped what comes after its fifteenth digit.
fn is_rounded(kind: Kind, code: &str) -> bool {
    let scientific = code.split_once("E+").is_some_and(|(digits, power)| {
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && power.bytes().all(|b| b.is_ascii_digit())
    });
    let digits = code.strip_suffix(".0").unwrap_or(code);
    scientific || kind == Kind::Number && digits.len() > 15
}
