//! `forbidden-when`: combinations of values that must not be. Keeps nothing between rows.

use super::{
    Ask, Bar, Breach, Check, Example, Missing, Observed, Probe, Proof, Setting, Term, When, when, words,
};
use crate::model::{Columns, Fault, Field, Record, Text, Vocabulary};
use serde::Deserialize;

/// `{ when = {…}, any = {…}, unless = {…} }`: every clause of `when`, at least one of `any`, none of `unless`; without
/// every clause of `sure = {…}` nothing is proven; rows that any clause of `aside = {…}` tells are not looked at;
/// `conduct = true`: the cells record what somebody did, and mending a cell mends nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    #[serde(default)]
    when: when::Raw,
    #[serde(default)]
    any: when::Raw,
    #[serde(default)]
    unless: when::Raw,
    #[serde(default)]
    sure: when::Raw,
    #[serde(default)]
    aside: when::Raw,
    #[serde(default)]
    conduct: bool,
}

#[derive(Debug)]
pub(super) struct ForbiddenWhen {
    when: When,
    any: When,
    unless: When,
    /// What must hold for a breach to be proven; otherwise it is for a person.
    sure: When,
    /// Rows that the rule does not speak of, where a column tells them.
    aside: When,
    /// Whether the cells record what somebody did.
    conduct: bool,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<ForbiddenWhen> {
        let when = When::compile(self.when, vocabulary, faults);
        let any = When::compile(self.any, vocabulary, faults);
        let unless = When::compile(self.unless, vocabulary, faults);
        let sure = When::compile(self.sure, vocabulary, faults);
        let aside = When::compile(self.aside, vocabulary, faults);
        Some(ForbiddenWhen {
            when: when?,
            any: any?,
            unless: unless?,
            sure: sure?,
            aside: aside?,
            conduct: self.conduct,
        })
    }
}

impl ForbiddenWhen {
    /// What is so where it is not breached.
    fn contrary(&self, vocabulary: &Vocabulary) -> Text {
        if self.any.is_empty() {
            return self.when.told_first_not(vocabulary).unwrap_or_default();
        }
        words::under(&self.when.told(vocabulary), &self.any.told_none(vocabulary))
    }

    /// The fields that show a breach, each once.
    fn looked_at(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for field in self.when.fields().chain(self.any.fields()) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }
}

impl Check for ForbiddenWhen {
    fn kind(&self) -> &'static str {
        "forbidden-when"
    }

    fn fields(&self) -> Vec<Field> {
        self.any
            .fields()
            .chain(self.when.fields())
            .chain(self.unless.fields())
            .chain(self.sure.fields())
            .chain(self.aside.fields())
            .collect()
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let sentence = words::must_not_be(&self.when.told(vocabulary), &self.any.told_any(vocabulary));
        let sentence = words::left_aside(&sentence, &self.aside.told_any(vocabulary));
        let sentence = words::unless(&sentence, &self.unless.told_any(vocabulary));
        words::proven_where(&sentence, &self.sure.told(vocabulary))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let when = self.when.told(vocabulary);
        let fails = match self.any.told_first(vocabulary) {
            Some(hit) => words::under(&when, &hit),
            None => when,
        };
        Example {
            fails,
            passes: words::contrary(&self.contrary(vocabulary), &self.unless.told_any(vocabulary)),
            remedy: if self.conduct {
                words::stop_it()
            } else {
                words::mend(&vocabulary.names(&self.looked_at()))
            },
        }
    }

    fn proof(&self) -> Proof {
        if self.sure.is_empty() {
            Proof::Full
        } else {
            Proof::Stated
        }
    }

    /// A cell that must not stay blank is to be filled in.
    fn asks(&self) -> Vec<Ask> {
        let terms = self.any.terms().into_iter();
        let unless = || [self.unless.terms(), self.aside.terms()].concat();
        terms
            .filter(Term::met_by_blank)
            .map(|term| Ask {
                each: vec![term.field],
                any: Vec::new(),
                when: self.when.terms(),
                unless: unless(),
                proper: Vec::new(),
            })
            .collect()
    }

    fn bars(&self) -> Vec<Bar> {
        vec![Bar {
            when: self.when.terms(),
            any: self.any.terms(),
            unless: [self.unless.terms(), self.aside.terms()].concat(),
        }]
    }

    fn keeps(&self) -> bool {
        false
    }

    fn reads_words(&self, field: Field) -> bool {
        let all = [&self.when, &self.any, &self.unless, &self.sure, &self.aside];
        all.iter().any(|when| when.reads_words(field))
    }

    fn missing(&self, columns: &Columns) -> Missing {
        let mut fields = self.when.missing(columns);
        // With no exemption in sight nothing can be said; with some, a person must look whether the others apply.
        let judgeable = fields.is_empty() && !self.any.is_blind(columns) && !self.unless.is_blind(columns);
        fields.extend(self.any.missing(columns));
        let exemptions = self.unless.missing(columns);
        let unsure = self.sure.missing(columns);
        let certain = exemptions.is_empty() && unsure.is_empty();
        fields.extend(exemptions);
        for field in unsure {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        Missing {
            fields,
            judgeable,
            certain,
        }
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let apart = self.aside.first(record).is_some() || self.unless.first(record).is_some();
        let unread = if self.when.all(record) {
            self.any.unread_any(record)
        } else {
            let hit = self.any.is_empty() || self.any.first(record).is_some();
            let open = hit || self.any.unread_any(record).is_some();
            self.when.unread(record).filter(|_| open)
        };
        unread.filter(|_| !apart)
    }

    fn lacking(&self, _: &Columns) -> Vec<Field> {
        Vec::new()
    }

    fn open<'a>(&'a self, columns: &Columns, _: &Setting) -> Box<dyn Probe + 'a> {
        Box::new(Open {
            check: self,
            unseen: self.unless.missing(columns),
        })
    }
}

struct Open<'a> {
    check: &'a ForbiddenWhen,
    unseen: Vec<Field>,
}

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let ForbiddenWhen {
            when,
            any,
            unless,
            sure,
            aside,
            conduct,
        } = self.check;
        if !when.all(record) || aside.first(record).is_some() {
            return false;
        }
        let hit = if any.is_empty() {
            when.first(record)
        } else {
            any.first(record)
        };
        let Some(field) = hit.filter(|_| unless.first(record).is_none()) else {
            return true;
        };
        let vocabulary = record.vocabulary();
        let proven = sure.all(record);
        let mut message = words::together(record, when, field);
        if !proven {
            message = words::unproven(&message, record, sure, &sure.told(vocabulary));
        }
        let unseen: Vec<_> = self.unseen.iter().map(|&f| vocabulary.entry(f).text()).collect();
        breaches.push(Breach {
            place: record.place(field),
            field,
            observed: record.text(field).to_owned(),
            class: Observed::of(record.value(field)),
            expected: words::not_together(record, when, any, unless, field),
            message,
            suggestion: Some(match unseen.as_slice() {
                [] if *conduct => words::stop_it(),
                unseen => words::check_whether(unseen),
            }),
            certain: proven && unseen.is_empty(),
        });
        true
    }
}
