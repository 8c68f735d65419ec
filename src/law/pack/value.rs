//! A value that nobody has looked at yet: parsed from a file of the user's own, or in the tree of one that is built in.
//! Knows no key.

use crate::embedded::{Held, Node};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error, ValueDeserializer};

#[derive(Debug)]
pub(super) enum Value<'s> {
    Parsed(Spanned<DeValue<'s>>),
    Planted(Node),
}

/// A key and what stands under it; nothing where that was taken.
#[derive(Debug)]
pub(super) struct Entry<'s> {
    pub(super) key: Spanned<DeString<'s>>,
    pub(super) value: Option<Value<'s>>,
}

impl<'s> Value<'s> {
    pub(super) fn span(&self) -> Range<usize> {
        match self {
            Self::Parsed(value) => value.span(),
            Self::Planted(node) => node.span.clone(),
        }
    }

    pub(super) fn read<T: Deserialize<'s>>(self) -> Result<T, Error> {
        match self {
            Self::Parsed(value) => T::deserialize(ValueDeserializer::from(value)),
            Self::Planted(node) => T::deserialize(node),
        }
    }

    /// The string that it is.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Parsed(value) => match value.get_ref() {
                DeValue::String(words) => Some(words),
                _ => None,
            },
            Self::Planted(node) => match node.held {
                Held::Words(words) => Some(words),
                _ => None,
            },
        }
    }

    /// The values of the list that it is; otherwise itself.
    pub(super) fn list(self) -> Result<Vec<Self>, Self> {
        match self {
            Self::Parsed(value) => {
                let span = value.span();
                match value.into_inner() {
                    DeValue::Array(array) => Ok(array.into_iter().map(Self::Parsed).collect()),
                    other => Err(Self::Parsed(Spanned::new(span, other))),
                }
            }
            Self::Planted(node) => match node.held {
                Held::List(tree) => Ok(tree.nodes().map(Self::Planted).collect()),
                _ => Err(Self::Planted(node)),
            },
        }
    }

    /// The strings that it is or lists, with their places.
    pub(super) fn strings(&self) -> Vec<(String, Range<usize>)> {
        let one = |value: &Self| value.words().map(|words| (words.to_owned(), value.span()));
        match self {
            Self::Parsed(value) => match value.get_ref() {
                DeValue::Array(array) => {
                    let listed = array.iter().cloned().map(Self::Parsed);
                    listed.filter_map(|value| one(&value)).collect()
                }
                _ => one(self).into_iter().collect(),
            },
            Self::Planted(node) => match node.held {
                Held::List(tree) => tree.nodes().filter_map(|n| one(&Self::Planted(n))).collect(),
                _ => one(self).into_iter().collect(),
            },
        }
    }

    /// The keys and values of the table that it is.
    pub(super) fn table(self) -> Option<Vec<Entry<'s>>> {
        match self {
            Self::Parsed(value) => match value.into_inner() {
                DeValue::Table(table) => Some(entries(table)),
                _ => None,
            },
            Self::Planted(node) => match node.held {
                Held::Table(tree) => {
                    let entry = |(key, span, node)| Entry {
                        key: Spanned::new(span, DeString::Borrowed(key)),
                        value: Some(Self::Planted(node)),
                    };
                    Some(tree.entries().map(entry).collect())
                }
                _ => None,
            },
        }
    }

    /// As the TOML reader has it.
    fn parsed(self) -> Option<Spanned<DeValue<'s>>> {
        match self {
            Self::Parsed(value) => Some(value),
            Self::Planted(node) => node.value(),
        }
    }
}

/// The keys and values of a table that was parsed, in its order.
pub(super) fn entries(table: DeTable<'_>) -> Vec<Entry<'_>> {
    let entry = |(key, value)| Entry {
        key,
        value: Some(Value::Parsed(value)),
    };
    table.into_iter().map(entry).collect()
}

/// What was not taken as one table again.
pub(super) fn together(entries: Vec<Entry<'_>>) -> DeTable<'_> {
    let mut table = DeTable::new();
    for Entry { key, value } in entries {
        if let Some(value) = value.and_then(Value::parsed) {
            table.insert(key, value);
        }
    }
    table
}
