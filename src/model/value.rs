//! What a cell means: its text interpreted once, by the type its field has in the vocabulary.

use super::{
    Date, Entry, Frequency, Kind, Type, Vocabulary, fold, is_placeholder, parse_date, parse_frequency,
};

/// A value of a class: its index in [`super::ClassEntry::values`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Class(pub u16);

/// The meaning of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Value {
    /// The table has no such column.
    #[default]
    Absent,
    /// The cell is empty, or holds nothing but blanks.
    Blank,
    /// The cell holds words that stand for nothing: 暂无, /, 待定.
    Placeholder,
    /// Filled in; the text itself is the value.
    Text,
    /// A value of the field's class.
    Class(Class),
    /// Yes or no.
    Flag(bool),
    /// A date.
    Date(Date),
    /// A frequency.
    Frequency(Frequency),
    /// A number.
    Number(f64),
    /// A bare number or letter where words are wanted: a code of some system. Codes contradict each other between
    /// systems and are never guessed.
    Code,
    /// Filled in, but not a value of the field's type.
    Unreadable,
    /// A formula saved without its result: nobody can say what it holds.
    Uncomputed,
    /// An error cell such as `#REF!`.
    Broken,
}

impl Value {
    /// Whether nothing was filled in. A formula without its result is not blank: we do not know.
    pub fn is_blank(self) -> bool {
        matches!(self, Self::Blank | Self::Placeholder)
    }
}

/// Reads a cell of a field. `kind` is what the cell physically held.
pub fn interpret(vocabulary: &Vocabulary, entry: &Entry, kind: Kind, text: &str) -> Value {
    match kind {
        Kind::Uncomputed => return Value::Uncomputed,
        Kind::Error => return Value::Broken,
        Kind::Empty | Kind::Text | Kind::Number | Kind::Date | Kind::Bool => {}
    }
    let folded = fold(text);
    if folded.is_empty() {
        return Value::Blank;
    }
    if entry.none.iter().any(|w| fold(w) == folded) {
        return Value::Placeholder;
    }
    let read = match &entry.kind {
        Type::Text | Type::List | Type::Identifier => None,
        Type::Class(id) => class_value(vocabulary, id, &folded).map(Value::Class),
        Type::Date => parse_date(text).map(Value::Date),
        Type::Frequency => parse_frequency(text).map(Value::Frequency),
        Type::Flag => flag(&folded).map(Value::Flag),
        Type::Number => number(&folded).map(Value::Number),
    };
    match read {
        Some(value) => value,
        None if is_placeholder(text) => Value::Placeholder,
        None => match entry.kind {
            Type::Text | Type::List | Type::Identifier => Value::Text,
            Type::Class(_) | Type::Frequency | Type::Flag if is_code(&folded) => Value::Code,
            Type::Class(_) | Type::Date | Type::Frequency | Type::Flag | Type::Number => Value::Unreadable,
        },
    }
}

fn class_value(vocabulary: &Vocabulary, id: &str, folded: &str) -> Option<Class> {
    let class = vocabulary.class(id)?;
    let same = |word: &str| fold(word) == folded;
    let at = class
        .values
        .iter()
        .position(|v| same(&v.zh) || v.spellings.iter().any(|s| same(s)))?;
    u16::try_from(at).ok().map(Class)
}

fn flag(folded: &str) -> Option<bool> {
    match folded {
        "是" | "y" | "yes" | "true" | "有" | "能" | "可" | "√" | "✓" | "✔" => Some(true),
        "否" | "n" | "no" | "false" | "无" | "不能" | "不可" | "×" | "✗" | "没有" => Some(false),
        _ => None,
    }
}

fn number(folded: &str) -> Option<f64> {
    folded
        .replace(',', "")
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite())
}

fn is_code(folded: &str) -> bool {
    let digits = folded.strip_suffix(".0").unwrap_or(folded);
    digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
        || folded.len() <= 2 && folded.bytes().all(|b| b.is_ascii_alphanumeric())
}
