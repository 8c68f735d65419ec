//! A condition in words. Knows no record.

use super::test::{Bound, Sign, Test};
use super::{Clause, When};
use crate::check::words;
use crate::model::{Entry, Field, Text, Type, Vocabulary};

impl When {
    /// Every clause must hold: 共享属性为“有条件共享”，且…
    pub(in crate::check) fn told(&self, vocabulary: &Vocabulary) -> Text {
        words::both(&self.clauses(vocabulary))
    }

    /// Any clause will do.
    pub(in crate::check) fn told_any(&self, vocabulary: &Vocabulary) -> Text {
        words::either(&self.clauses(vocabulary))
    }

    /// The first clause alone.
    pub(in crate::check) fn told_first(&self, vocabulary: &Vocabulary) -> Option<Text> {
        self.clauses.first().map(|clause| clause.told(vocabulary, false))
    }

    /// What is so where none of the clauses holds.
    pub(in crate::check) fn told_none(&self, vocabulary: &Vocabulary) -> Text {
        let denied: Vec<Text> = self.clauses.iter().map(|c| c.told(vocabulary, true)).collect();
        words::both(&denied)
    }

    /// What is so where the first clause does not hold.
    pub(in crate::check) fn told_first_not(&self, vocabulary: &Vocabulary) -> Option<Text> {
        self.clauses.first().map(|clause| clause.told(vocabulary, true))
    }

    /// What a cell may be where one clause forbids whatever it does not name: 发布渠道中有“…”或“…”.
    pub(in crate::check) fn accepted(&self, vocabulary: &Vocabulary, field: Field) -> Option<Text> {
        let mut clauses = self.clauses.iter().filter(|clause| clause.field == field);
        match (clauses.next(), clauses.next()) {
            (Some(clause), None) if clause.negated => Some(clause.told(vocabulary, true)),
            _ => None,
        }
    }

    /// Whether it holds just where a field is blank.
    pub(in crate::check) fn is_blank(&self, field: Field) -> bool {
        matches!(self.clauses.as_slice(), [clause] if clause.is_blank(field))
    }

    fn clauses(&self, vocabulary: &Vocabulary) -> Vec<Text> {
        self.clauses
            .iter()
            .map(|clause| clause.told(vocabulary, false))
            .collect()
    }
}

impl Clause {
    /// Whether it asks only that a field be blank.
    pub(in crate::check) fn is_blank(&self, field: Field) -> bool {
        self.field == field && !self.negated && matches!(self.tests.as_slice(), [Test::Blank])
    }

    /// The clause, or what is so where it does not hold.
    fn told(&self, vocabulary: &Vocabulary, denied: bool) -> Text {
        let entry = vocabulary.entry(self.field);
        let not = self.negated != denied;
        let (mut is, mut holds, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let mut headed = Vec::new();
        for (test, word) in self.tests.iter().zip(&self.words) {
            match test {
                Test::Filled => others.push(words::is_filled(!not)),
                Test::Blank => others.push(words::is_filled(not)),
                Test::Is(_) | Test::Words(_) => is.push(quoted(vocabulary, entry, word)),
                Test::Holds(part) => holds.push(words::quoted(part)),
                Test::Headed(part) => headed.push(words::quoted(part)),
                Test::Same(other) => others.push(words::is_same(&name(vocabulary, *other), not)),
                Test::Compare(sign, bound) => others.push(compared(vocabulary, *sign, bound, word, not)),
            }
        }
        let mut predicates = Vec::new();
        if !is.is_empty() {
            predicates.push(words::is_one_of(&is, not));
        }
        if !holds.is_empty() {
            predicates.push(words::holds_one_of(&holds, not));
        }
        if !headed.is_empty() {
            predicates.push(words::headed_one_of(&headed, not));
        }
        predicates.append(&mut others);
        words::said_of(&entry.text(), &predicates, not)
    }
}

fn name(vocabulary: &Vocabulary, field: Field) -> Text {
    vocabulary.entry(field).text()
}

/// A value as cells hold it; in English with what it means.
pub(in crate::check) fn quoted(vocabulary: &Vocabulary, entry: &Entry, word: &str) -> Text {
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
    let meant = class.and_then(|c| c.values.iter().find(|v| v.zh == word));
    match meant {
        Some(value) => words::quoted_value(word, &value.en),
        None => words::quoted(word),
    }
}

fn compared(vocabulary: &Vocabulary, sign: Sign, bound: &Bound, word: &str, not: bool) -> Text {
    let (than, days) = match bound {
        Bound::Number(_) => (bare(word), false),
        Bound::Day(day) => (Text::same(day.to_string()), true),
        Bound::Field(field) => (
            name(vocabulary, *field),
            vocabulary.entry(*field).kind == Type::Date,
        ),
    };
    let sign = if not { opposite(sign) } else { sign };
    match sign {
        Sign::Less => words::is_less(&than, days),
        Sign::AtMost => words::is_at_most(&than, days),
        Sign::More => words::is_more(&than, days),
        Sign::AtLeast => words::is_at_least(&than, days),
    }
}

fn bare(word: &str) -> Text {
    Text::same(word.trim_start_matches(['<', '>', '=']).trim())
}

fn opposite(sign: Sign) -> Sign {
    match sign {
        Sign::Less => Sign::AtLeast,
        Sign::AtMost => Sign::More,
        Sign::More => Sign::AtMost,
        Sign::AtLeast => Sign::Less,
    }
}
