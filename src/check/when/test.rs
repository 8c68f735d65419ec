//! One test of one field: what a condition's word says, and whether a record's cell meets it. Knows no condition.

use crate::check::words;
use crate::model::{Field, Kind, Record, Text, Type, Value, Vocabulary, folded, interpret, parse_date};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Filled,
    Blank,
    Is(Value),
    Words(String),
    Holds(String),
    Headed(String),
    Same(Field),
    Compare(Sign, Bound),
}

/// How two values are to stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bound {
    Number(f64),
    Day(NaiveDate),
    Field(Field),
}

impl Test {
    /// Reads a word of a condition on a field; what is wrong with it otherwise, with advice.
    pub(super) fn read(
        vocabulary: &Vocabulary,
        field: Field,
        word: &str,
    ) -> Result<Self, (Text, Option<Text>)> {
        if word == "*" {
            return Ok(Self::Filled);
        }
        if word.is_empty() {
            return Ok(Self::Blank);
        }
        for (mark, test) in [
            ('~', Self::Holds as fn(String) -> Self),
            ('^', Self::Headed as fn(String) -> Self),
        ] {
            let Some(part) = word.strip_prefix(mark) else {
                continue;
            };
            let part = folded(part).into_owned();
            return if part.is_empty() {
                Err((words::bare_sign(word), None))
            } else {
                Ok(test(part))
            };
        }
        if let Some(id) = word.strip_prefix('@') {
            return other(vocabulary, id).map(Self::Same);
        }
        match sign(word) {
            Some((sign, rest)) => bound(vocabulary, field, rest).map(|b| Self::Compare(sign, b)),
            None => value(vocabulary, field, word),
        }
    }

    /// The field that the test reads beside its own.
    pub(super) fn other(&self) -> Option<Field> {
        match *self {
            Self::Same(field) | Self::Compare(_, Bound::Field(field)) => Some(field),
            Self::Filled
            | Self::Blank
            | Self::Is(_)
            | Self::Words(_)
            | Self::Holds(_)
            | Self::Headed(_)
            | Self::Compare(..) => None,
        }
    }

    /// Whether words decide, or the header above them, and not only what they mean.
    pub(super) fn reads_words(&self) -> bool {
        match self {
            Self::Filled | Self::Blank | Self::Is(_) | Self::Compare(..) => false,
            Self::Words(_) | Self::Holds(_) | Self::Headed(_) | Self::Same(_) => true,
        }
    }

    /// Whether a record meets the test; `None` where nobody can say.
    pub(super) fn holds(&self, record: &Record<'_>, field: Field) -> Option<bool> {
        let value = record.value(field);
        if value == Value::Absent {
            return None;
        }
        match self {
            Self::Filled => Some(!value.is_blank()),
            Self::Blank => Some(value.is_blank()),
            Self::Is(wanted) => readable(value).then_some(value == *wanted),
            Self::Words(wanted) => {
                readable(value).then(|| !value.is_blank() && record.folded(field) == wanted)
            }
            Self::Holds(part) => {
                let known = !matches!(value, Value::Uncomputed | Value::Broken);
                known.then(|| affirms(value) && record.folded(field).contains(part.as_str()))
            }
            Self::Headed(part) => {
                let header = record.header(field).unwrap_or_default();
                readable(value).then(|| affirms(value) && folded(header).contains(part.as_str()))
            }
            Self::Same(other) => same(record, field, *other),
            Self::Compare(sign, bound) => Some(sign.allows(compare(record, value, bound)?)),
        }
    }
}

impl Sign {
    fn allows(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// Whether a cell's meaning is known, blanks included.
fn readable(value: Value) -> bool {
    value != Value::Absent && !value.is_unread()
}

/// Whether a cell says something, and not merely no: 未匿名化 speaks of 匿名化 only to deny it.
fn affirms(value: Value) -> bool {
    !value.is_blank() && value != Value::Flag(false)
}

/// Names of one body come shorter and longer; one that holds the other is the same.
fn same(record: &Record<'_>, one: Field, other: Field) -> Option<bool> {
    match (record.value(one), record.value(other)) {
        (Value::Text, Value::Text) => {
            let (a, b) = (record.folded(one), record.folded(other));
            Some(a.contains(b) || b.contains(a))
        }
        (a, b) => (readable(a) && readable(b) && !a.is_blank() && !b.is_blank()).then_some(a == b),
    }
}

fn compare(record: &Record<'_>, value: Value, bound: &Bound) -> Option<Ordering> {
    let against = match bound {
        Bound::Number(limit) => Value::Number(*limit),
        Bound::Day(day) => return day_of(value).map(|d| d.cmp(day)),
        Bound::Field(other) => record.value(*other),
    };
    match (value, against) {
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(&b),
        (a, b) => Some(day_of(a)?.cmp(&day_of(b)?)),
    }
}

fn day_of(value: Value) -> Option<NaiveDate> {
    match value {
        Value::Date(date) => Some(date.day),
        _ => None,
    }
}

fn sign(word: &str) -> Option<(Sign, &str)> {
    [
        (">=", Sign::AtLeast),
        ("<=", Sign::AtMost),
        (">", Sign::More),
        ("<", Sign::Less),
    ]
    .into_iter()
    .find_map(|(mark, sign)| Some((sign, word.strip_prefix(mark)?.trim())))
}

fn other(vocabulary: &Vocabulary, id: &str) -> Result<Field, (Text, Option<Text>)> {
    let unknown = || {
        (
            words::unknown_field(id),
            vocabulary.nearest(id).map(words::did_you_mean),
        )
    };
    vocabulary.field(id).ok_or_else(unknown)
}

fn bound(vocabulary: &Vocabulary, field: Field, word: &str) -> Result<Bound, (Text, Option<Text>)> {
    let entry = vocabulary.entry(field);
    let wrong = || (words::not_comparable(word, &entry.id), None);
    if let Some(id) = word.strip_prefix('@') {
        let other = other(vocabulary, id)?;
        let alike =
            vocabulary.entry(other).kind == entry.kind && matches!(entry.kind, Type::Date | Type::Number);
        return if alike {
            Ok(Bound::Field(other))
        } else {
            Err(wrong())
        };
    }
    match entry.kind {
        Type::Number => word
            .parse()
            .ok()
            .filter(|n: &f64| n.is_finite())
            .map(Bound::Number)
            .ok_or_else(wrong),
        Type::Date => parse_date(word).map(|d| Bound::Day(d.day)).ok_or_else(wrong),
        Type::Text | Type::List | Type::Class(_) | Type::Frequency | Type::Flag | Type::Identifier => {
            Err(wrong())
        }
    }
}

fn value(vocabulary: &Vocabulary, field: Field, word: &str) -> Result<Test, (Text, Option<Text>)> {
    let entry = vocabulary.entry(field);
    match interpret(vocabulary, entry, Kind::Text, word) {
        value @ (Value::Class(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Frequency(_)
        | Value::Number(_)) => Ok(Test::Is(value)),
        Value::Text => Ok(Test::Words(folded(word).into_owned())),
        Value::Absent
        | Value::Blank
        | Value::Placeholder
        | Value::Code
        | Value::Unreadable
        | Value::Uncomputed
        | Value::Broken => {
            let nearest = vocabulary.suggest(entry, word);
            Err((
                words::not_a_value(word, &entry.id),
                nearest.map(|v| words::did_you_mean(&v.zh)),
            ))
        }
    }
}
