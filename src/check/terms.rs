//! `terms`: words of a dictionary that a cell holds. Words are no proof, so that every breach is uncertain and says which
//! words were seen, once a record, at the first field that holds any. Keeps nothing between rows.

use super::dictionary::Dictionary;
use super::{Breach, Check, Example, Missing, Observed, Probe, Setting, When, cell, marks, when, words};
use crate::model::{Columns, Fault, Field, Record, Text, Type, Vocabulary, nearest};
use serde::Deserialize;
use toml::Spanned;

/// `{ fields = […], dictionary = "personal-information", when = {…}, unless = {…} }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    fields: Spanned<Vec<Spanned<String>>>,
    dictionary: Spanned<String>,
    #[serde(default)]
    when: when::Raw,
    #[serde(default)]
    unless: when::Raw,
}

#[derive(Debug)]
pub(super) struct Terms {
    fields: Vec<Field>,
    dictionary: Dictionary,
    when: When,
    unless: When,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Terms> {
        let fields = when::fields(vocabulary, self.fields.get_ref(), faults);
        if self.fields.get_ref().is_empty() {
            faults.push(Fault::new(self.fields.span(), words::no_fields()));
        }
        let dictionary = dictionary(&self.dictionary, faults);
        let when = When::compile(self.when, vocabulary, faults);
        let unless = When::compile(self.unless, vocabulary, faults);
        Some(Terms {
            fields: fields.filter(|f| !f.is_empty())?,
            dictionary: dictionary?,
            when: when?,
            unless: unless?,
        })
    }
}

fn dictionary(name: &Spanned<String>, faults: &mut Vec<Fault>) -> Option<Dictionary> {
    let found = Dictionary::named(name.get_ref());
    if found.is_none() {
        let names = Dictionary::names();
        let mut fault = Fault::new(
            name.span(),
            words::unknown_word("dictionary", name.get_ref(), &names),
        );
        fault.help = nearest(name.get_ref(), names.iter().copied()).map(words::did_you_mean);
        faults.push(fault);
    }
    found
}

impl Check for Terms {
    fn kind(&self) -> &'static str {
        "terms"
    }

    fn fields(&self) -> Vec<Field> {
        let conditions = self.when.fields().chain(self.unless.fields());
        self.fields.iter().copied().chain(conditions).collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let sentence = words::must_hold_no(&vocabulary.names(&self.fields), &self.dictionary.name);
        let sentence = words::when(&self.when.told(vocabulary), &sentence);
        words::unless(&sentence, &self.unless.told_any(vocabulary))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let names = vocabulary.names(&self.fields);
        let when = self.when.told(vocabulary);
        let first = names.first().cloned().unwrap_or_default();
        Example {
            fails: words::under(&when, &words::holds_word(&first, &self.dictionary.sample)),
            passes: words::under(&when, &words::holds_none(&names)),
            remedy: words::verify_terms(&self.dictionary.name),
        }
    }

    fn keeps(&self) -> bool {
        false
    }

    /// Blank cells and those that are inherited hold no words of the row's own, which their meaning tells.
    fn sought(&self) -> Option<u64> {
        let conditions = [&self.when, &self.unless];
        let mut fields = conditions.iter().flat_map(|when| when.fields());
        let read = fields.any(|f| conditions.iter().any(|when| when.reads_words(f)));
        (!read).then(|| self.dictionary.mark())
    }

    fn reads_words(&self, field: Field) -> bool {
        let conditions = [&self.when, &self.unless];
        self.fields.contains(&field) || conditions.iter().any(|when| when.reads_words(field))
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let unseen = self.when.missing(columns);
        let any = self.fields.iter().any(|&f| columns.has(f));
        let judgeable = unseen.is_empty() && any;
        // Words are looked for where there are cells: no table need have all of the fields.
        let mut fields = if any { Vec::new() } else { self.fields.clone() };
        fields.extend(unseen);
        fields.extend(self.unless.missing(columns));
        Missing {
            fields,
            judgeable,
            certain: false,
        }
    }

    /// What is not called by its name may be there all the same.
    fn silence_tells(&self, _: &Columns) -> bool {
        false
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let exempt = self.unless.first(record).is_some();
        self.when.unread(record).filter(|_| !exempt)
    }

    fn open<'a>(&'a self, _: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open(self))
    }
}

struct Open<'a>(&'a Terms);

impl Open<'_> {
    /// The words in a cell. The entries of a list are read one by one: one aggregate excuses no other.
    fn words(&self, record: &Record<'_>, field: Field) -> Vec<String> {
        let own = cell::own(record, field);
        match own.filter(|_| self.0.dictionary.may_hold(marks(record, field))) {
            Some(text) if is_list(record, field) => self.0.dictionary.find(text.split(is_break)),
            Some(text) => self.0.dictionary.find([text]),
            None => Vec::new(),
        }
    }

    /// Whether a field names the record as an interface that takes the words as its question.
    fn asks(&self, record: &Record<'_>) -> bool {
        let mut names = self.0.fields.iter().filter(|&&f| !is_list(record, f));
        names.any(|&f| self.0.dictionary.asks(record.text(f)))
    }
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let Terms {
            fields,
            dictionary,
            when,
            unless,
        } = self.0;
        if !when.all(record) || unless.first(record).is_some() {
            return false;
        }
        let mut found = fields.iter().map(|&f| (f, self.words(record, f)));
        // One cause, one breach: what the name says, the items say again.
        let first = found.find(|(_, words)| !words.is_empty());
        if let Some((field, found)) = first.filter(|_| !self.asks(record)) {
            let name = record.vocabulary().entry(field).text();
            breaches.push(Breach {
                place: record.place(field),
                field,
                observed: record.text(field).to_owned(),
                class: Observed::Words,
                expected: words::no_terms(&dictionary.name),
                message: words::terms_seen(&name, &found, &dictionary.name),
                suggestion: Some(words::verify_terms(&dictionary.name)),
                certain: false,
            });
        }
        fields.iter().any(|&f| cell::filled(record, f).is_some())
    }
}

fn is_list(record: &Record<'_>, field: Field) -> bool {
    record.vocabulary().entry(field).kind == Type::List
}

pub(super) fn is_break(c: char) -> bool {
    matches!(
        c,
        '、' | '，' | '；' | '。' | '｜' | ',' | ';' | '|' | '/' | '\n' | '\r' | '\t'
    )
}
