//! The values that a column offers: those of its class, yes and no, usual frequencies, or what an instrument limits it to.
//! Offers a value even where it breaks a rule: a list without the truth would make liars.

use crate::model::{Entry, Frequency, Kind, Text, Type, Unit, Value, Vocabulary, interpret};

/// What a column offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choices {
    /// Anything may be written.
    Free,
    /// One of these and nothing else.
    Closed(Vec<Text>),
    /// One of these, or something else: several at once, or another word.
    Open(Vec<Text>),
}

impl Choices {
    /// The values, none where anything may be written.
    pub(super) fn values(&self) -> &[Text] {
        match self {
            Self::Free => &[],
            Self::Closed(values) | Self::Open(values) => values,
        }
    }
}

const USUAL: [Frequency; 9] = [
    Frequency::Realtime,
    Frequency::Every(1, Unit::Day),
    Frequency::Every(1, Unit::Week),
    Frequency::Every(1, Unit::Month),
    Frequency::Every(3, Unit::Month),
    Frequency::Every(6, Unit::Month),
    Frequency::Every(1, Unit::Year),
    Frequency::Irregular,
    Frequency::Never,
];

/// What a field offers under the limits that instruments set, each the words of one.
pub(super) fn choices(vocabulary: &Vocabulary, entry: &Entry, limits: &[Vec<String>]) -> Choices {
    let all = match &entry.kind {
        Type::Class(id) => vocabulary.class(id).map_or(Vec::new(), |class| {
            let value = |v: &crate::model::ClassValue| Text {
                zh: v.zh.clone(),
                en: v.en.clone(),
            };
            class.values.iter().map(value).collect()
        }),
        Type::Flag => flags(limits),
        Type::Frequency => USUAL.iter().map(|f| f.text()).collect(),
        Type::Text => words(limits),
        Type::List | Type::Date | Type::Number | Type::Identifier => Vec::new(),
    };
    let allowed = |value: &Text| {
        let among = |word: &String| same(vocabulary, entry, word, &value.zh);
        limits.iter().all(|words| words.iter().any(among))
    };
    let limited: Vec<Text> = all.iter().filter(|v| allowed(v)).cloned().collect();
    let offered = if limited.is_empty() { all } else { limited };
    match &entry.kind {
        _ if offered.is_empty() => Choices::Free,
        Type::Class(_) | Type::Flag if !entry.many => Choices::Closed(offered),
        _ => Choices::Open(offered),
    }
}

/// A no, in one of its spellings.
pub(super) const NO: &str = "否";

/// Whether two words are one value of a field: the same word, or read as the same. What cannot be read is only itself.
pub(super) fn same(vocabulary: &Vocabulary, entry: &Entry, one: &str, other: &str) -> bool {
    let meant = |word: &str| interpret(vocabulary, entry, Kind::Text, word);
    one == other || is_value(meant(one)) && meant(one) == meant(other)
}

fn is_value(value: Value) -> bool {
    matches!(value, Value::Class(_) | Value::Flag(_) | Value::Frequency(_))
}

/// The words that an instrument names, else yes and no.
fn flags(limits: &[Vec<String>]) -> Vec<Text> {
    let named = words(limits);
    if named.is_empty() {
        ["是", "否"].map(Text::same).to_vec()
    } else {
        named
    }
}

fn words(limits: &[Vec<String>]) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    for word in limits.iter().flatten() {
        let word = Text::same(word.as_str());
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}
