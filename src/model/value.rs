//! What a cell means: its text interpreted once, by the type its field has in the vocabulary.

use super::{
    Date, Entry, Field, Frequency, Kind, Type, Vocabulary,
    fold::{fold, folded, is_invisible},
    is_placeholder, parse_date, parse_frequency,
    vocabulary::Reading,
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

    /// Whether something stands there and nobody can say what it means.
    pub fn is_unread(self) -> bool {
        matches!(
            self,
            Self::Code | Self::Unreadable | Self::Uncomputed | Self::Broken
        )
    }
}

/// Reads a cell of a field. `kind` is what the cell physically held.
pub fn interpret(vocabulary: &Vocabulary, entry: &Entry, kind: Kind, text: &str) -> Value {
    match vocabulary.field(&entry.id) {
        Some(field) => read(vocabulary, field, kind, text),
        None => Value::Absent,
    }
}

/// [`interpret`] without looking the field up.
pub(super) fn read(vocabulary: &Vocabulary, field: Field, kind: Kind, text: &str) -> Value {
    match kind {
        Kind::Uncomputed => return Value::Uncomputed,
        Kind::Error => return Value::Broken,
        Kind::Empty | Kind::Text | Kind::Number | Kind::Date | Kind::Bool => {}
    }
    if text.chars().all(is_invisible) {
        return Value::Blank;
    }
    let (entry, words) = (vocabulary.entry(field), vocabulary.reading(field));
    if says_none(words, text) {
        return Value::Placeholder;
    }
    let meant = match &entry.kind {
        Type::Text | Type::List | Type::Identifier => None,
        Type::Class(id) => class(vocabulary, field, id, text).map(Value::Class),
        Type::Date => parse_date(text).map(Value::Date),
        Type::Frequency => parse_frequency(text).map(Value::Frequency),
        Type::Flag => flag(words, text).map(Value::Flag),
        Type::Number => number(&folded(text)).map(Value::Number),
    };
    if let Some(value) = meant {
        return value;
    }
    match entry.kind {
        _ if is_placeholder(text) => Value::Placeholder,
        Type::Text | Type::List | Type::Identifier => Value::Text,
        Type::Date | Type::Number => Value::Unreadable,
        Type::Class(_) | Type::Frequency | Type::Flag => {
            let folded = folded(text);
            let unread = if is_code(&folded) {
                Value::Code
            } else {
                Value::Unreadable
            };
            words.code(&folded).unwrap_or(unread)
        }
    }
}

/// Only short texts can be one of the few words that say there is nothing to say.
fn says_none(words: &Reading, text: &str) -> bool {
    !words.none.is_empty() && text.len() <= 96 && {
        let folded = folded(text);
        words.none.iter().any(|word| *word == folded)
    }
}

fn class(vocabulary: &Vocabulary, field: Field, id: &str, text: &str) -> Option<Class> {
    let table = vocabulary.class_table(id)?;
    if let Some(class) = table.value(&folded(text)) {
        return Some(class);
    }
    let segments = segments(text);
    let mut found = segments.iter().map(|s| table.value(s));
    if vocabulary.entry(field).many && segments.len() > 1 && segments.iter().all(|s| table.value(s).is_some())
    {
        return found.next()?;
    }
    // In a column of both classes, 有条件共享/不予开放, this one's value may come second.
    let first = segments
        .iter()
        .find(|s| table.value(s).is_some() || !vocabulary.beside(field, s))?;
    let class = table.value(first)?;
    found.flatten().all(|other| other == class).then_some(class)
}

/// A cell's words between punctuation and line breaks, folded, without a list number before the first: `01-无条件共享（全部）` is
/// 无条件共享 and 全部.
pub(super) fn segments(text: &str) -> Vec<String> {
    let mut segments: Vec<String> = text
        .split(|c: char| is_break(c))
        .map(fold)
        .filter(|s| !s.is_empty())
        .collect();
    if segments.len() > 1 && segments.first().is_some_and(|s| is_list_number(s)) {
        segments.remove(0);
    }
    segments
}

/// `01`, `3`, `L1`, `A`; never Y or N, which say something.
fn is_list_number(segment: &str) -> bool {
    let digits = segment
        .strip_prefix(|c: char| c.is_ascii_lowercase())
        .unwrap_or(segment);
    segment.len() <= 3
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !YES.contains(&segment)
        && !NO.contains(&segment)
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\t' | '‘' | '’' | '“' | '”' | '。' | '、' | '【' | '】' | '—' | '–' | '…' | '·'
    ) || "()[]{}:;,./|\\-_~+&'\"（）［］：；，．／｜＼－＿～＋＆".contains(c)
}

const YES: &[&str] = &[
    "是", "y", "yes", "true", "t", "有", "能", "可", "可以", "能够", "涉及", "含", "含有", "包含", "存在",
    "需要", "需", "已", "允许", "对", "√", "✓", "✔", "☑",
];
const NO: &[&str] = &[
    "否",
    "n",
    "no",
    "false",
    "f",
    "无",
    "無",
    "不能",
    "不可",
    "不可以",
    "没有",
    "未涉及",
    "不涉及",
    "不含",
    "不含有",
    "不包含",
    "不存在",
    "不需要",
    "不需",
    "无需",
    "未",
    "不允许",
    "不是",
    "非",
    "错",
    "×",
    "✗",
    "✘",
    "不",
];

/// Yes or no, and what may follow it: `是（姓名、手机号）`. A cell that says both says neither.
fn flag(words: &Reading, text: &str) -> Option<bool> {
    let said = |word: &str| {
        if YES.contains(&word) || words.yes.iter().any(|w| w == word) {
            Some(true)
        } else if NO.contains(&word) || words.no.iter().any(|w| w == word) {
            Some(false)
        } else {
            None
        }
    };
    if let Some(flag) = said(&folded(text)) {
        return Some(flag);
    }
    let segments = segments(text);
    let first = said(segments.first()?)?;
    let agreed = segments
        .iter()
        .filter_map(|s| said(s))
        .all(|other| other == first);
    agreed.then_some(first)
}

/// A number, with separators of thousands and one plain unit after it.
fn number(folded: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 14] = [
        ("亿元", 1e8),
        ("万元", 1e4),
        ("亿", 1e8),
        ("万条", 1e4),
        ("万", 1e4),
        ("元", 1.0),
        ("条", 1.0),
        ("次", 1.0),
        ("个", 1.0),
        ("项", 1.0),
        ("件", 1.0),
        ("份", 1.0),
        ("年", 1.0),
        ("年度", 1.0),
    ];
    let bare = folded.trim_start_matches(['¥', '￥']);
    let (digits, scale) = UNITS
        .iter()
        .find_map(|&(unit, scale)| Some((bare.strip_suffix(unit)?, scale)))
        .unwrap_or((bare, 1.0));
    if !digits
        .bytes()
        .all(|b| b.is_ascii_digit() || b".,-+e".contains(&b))
    {
        return None;
    }
    let n: f64 = digits.replace(',', "").parse().ok()?;
    Some(n * scale).filter(|n| n.is_finite())
}

fn is_code(folded: &str) -> bool {
    let digits = folded.strip_suffix(".0").unwrap_or(folded);
    digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
        || folded.len() <= 2 && folded.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests;
