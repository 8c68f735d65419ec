//! `each`: several rules that make up one requirement; a breach of any is a breach of it. Keeps what its rules keep.

use super::{Aside, Ask, Bar, Breach, Check, Example, Missing, Probe, Rule, Setting, Shape, Withheld, words};
use crate::model::{Columns, Fault, Field, Record, Text, Vocabulary};
use serde::Deserialize;

/// `[{ ordered = {…} }, { forbidden-when = {…} }]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Raw(Vec<Rule>);

#[derive(Debug)]
pub(super) struct Each(Vec<Box<dyn Check>>);

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Each> {
        let checks: Vec<_> = self
            .0
            .into_iter()
            .map(|rule| rule.compile(vocabulary, faults))
            .collect();
        checks.into_iter().collect::<Option<Vec<_>>>().map(Each)
    }
}

impl Check for Each {
    fn kind(&self) -> &'static str {
        "each"
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for field in self.0.iter().flat_map(|check| check.fields()) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let sentences: Vec<_> = self.0.iter().map(|check| check.describe(vocabulary)).collect();
        words::sentences(&sentences)
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let examples: Vec<_> = self.0.iter().map(|check| check.example(vocabulary)).collect();
        let all = |of: fn(&Example) -> &Text| -> Vec<Text> {
            let mut texts = Vec::new();
            for text in examples.iter().map(of) {
                if !texts.iter().any(|t: &Text| t.zh == text.zh) {
                    texts.push(text.clone());
                }
            }
            texts
        };
        Example {
            fails: words::or_else(&all(|e| &e.fails)),
            passes: words::sentences(&all(|e| &e.passes)),
            remedy: words::one_after_the_other(&all(|e| &e.remedy)),
        }
    }

    fn asks(&self) -> Vec<Ask> {
        self.0.iter().flat_map(|check| check.asks()).collect()
    }

    fn bars(&self) -> Vec<Bar> {
        self.0.iter().flat_map(|check| check.bars()).collect()
    }

    fn shapes(&self) -> Vec<Shape> {
        self.0.iter().flat_map(|check| check.shapes()).collect()
    }

    fn choices(&self) -> Vec<(Field, Vec<String>)> {
        self.0.iter().flat_map(|check| check.choices()).collect()
    }

    /// Each rule answers for its own breaches: what one of them cannot prove takes nothing from another.
    fn missing(&self, columns: &Columns) -> Missing {
        let mut all = Missing {
            fields: Vec::new(),
            judgeable: false,
            certain: true,
        };
        for missing in self.0.iter().map(|check| check.missing(columns)) {
            all.judgeable |= missing.judgeable;
            for field in missing.fields {
                if !all.fields.contains(&field) {
                    all.fields.push(field);
                }
            }
        }
        all
    }

    fn keeps(&self) -> bool {
        self.0.iter().any(|check| check.keeps())
    }

    fn reads_words(&self, field: Field) -> bool {
        let reads = |check: &dyn Check| check.fields().contains(&field) && check.reads_words(field);
        self.0.iter().any(|check| reads(check.as_ref()))
    }

    fn sought(&self) -> Option<u64> {
        let reading = self.0.iter().filter(|check| {
            let fields = check.fields();
            fields.into_iter().any(|field| check.reads_words(field))
        });
        reading.map(|check| check.sought()).reduce(|a, b| Some(a? | b?))?
    }

    fn kinds(&self) -> Vec<&'static str> {
        let inner = self.0.iter().flat_map(|check| check.kinds());
        std::iter::once(self.kind()).chain(inner).collect()
    }

    fn silence_tells(&self, columns: &Columns) -> bool {
        let mut able = self.0.iter().filter(|check| check.missing(columns).judgeable);
        able.any(|check| check.silence_tells(columns))
    }

    fn withheld(&self, setting: &Setting) -> Option<Withheld> {
        let all: Vec<_> = self.0.iter().map(|check| check.withheld(setting)).collect();
        let whole = all
            .iter()
            .all(|held| held.as_ref().is_some_and(|held| held.whole));
        let mut reasons: Vec<Text> = Vec::new();
        for held in all.into_iter().flatten() {
            if !reasons.contains(&held.reason) {
                reasons.push(held.reason);
            }
        }
        (!reasons.is_empty()).then(|| Withheld {
            reason: words::one_after_the_other(&reasons),
            whole,
        })
    }

    fn unread(&self, record: &Record<'_>) -> Option<Field> {
        let mut open = self
            .0
            .iter()
            .filter_map(|check| Some((check, check.unread(record)?)));
        let able = open.find(|(check, _)| check.missing(record.columns()).judgeable);
        able.map(|(_, field)| field)
    }

    fn lacking(&self, columns: &Columns) -> Vec<Field> {
        let mut all = Vec::new();
        for field in self.0.iter().flat_map(|check| check.lacking(columns)) {
            if !all.contains(&field) {
                all.push(field);
            }
        }
        all
    }

    fn open<'a>(&'a self, columns: &Columns, setting: &Setting) -> Box<dyn Probe + 'a> {
        let able = self.0.iter().map(|check| (check, check.missing(columns)));
        let able = able.filter(|(_, missing)| missing.judgeable);
        let seats = able.map(|(check, missing)| (check.open(columns, setting), missing.certain));
        Box::new(Open(seats.collect()))
    }
}

/// Probes, and whether what they find is proven.
struct Open<'a>(Vec<(Box<dyn Probe + 'a>, bool)>);

impl Probe for Open<'_> {
    fn judge(&mut self, record: &Record<'_>, breaches: &mut Vec<Breach>) -> bool {
        let mut applied = false;
        for (probe, certain) in &mut self.0 {
            let before = breaches.len();
            applied |= probe.judge(record, breaches);
            for breach in breaches.iter_mut().skip(before) {
                breach.certain &= *certain;
            }
        }
        applied
    }

    fn aside(&mut self) -> Option<Aside> {
        let told = self.0.iter_mut().map(|(probe, _)| probe.aside());
        // Each is asked, so that none is left to be told of another record.
        told.fold(None, Option::or)
    }
}
