//! A TOML table read key by key, so that every fault is found and keeps its place. Knows no key by name.

use super::super::{toml_fault, words};
use crate::model::{Fault, nearest};
use serde::Deserialize;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

/// A table some of whose keys have been taken.
pub(super) struct Table<'s> {
    entries: DeTable<'s>,
    /// The table, or its header.
    pub(super) span: Range<usize>,
    known: Vec<&'static str>,
}

impl<'s> Table<'s> {
    /// Parses a file; every error of syntax is a fault.
    pub(super) fn parse(source: &'s str, faults: &mut Vec<Fault>) -> Self {
        let (root, errors) = DeTable::parse_recoverable(source);
        faults.extend(errors.iter().map(|e| toml_fault::syntax(e, 0..source.len())));
        Self::of(source, root.into_inner())
    }

    /// The root of a file that was parsed.
    pub(super) fn of(source: &str, root: DeTable<'s>) -> Self {
        let end = source.find('\n').unwrap_or(source.len());
        Self::new(root, 0..end)
    }

    fn new(entries: DeTable<'s>, span: Range<usize>) -> Self {
        Self {
            entries,
            span,
            known: Vec::new(),
        }
    }

    fn value(&mut self, key: &'static str) -> Option<Spanned<DeValue<'s>>> {
        self.known.push(key);
        self.entries.remove(key)
    }

    /// Takes the value of a key, if it is there.
    pub(super) fn take<T: Deserialize<'s>>(
        &mut self,
        key: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Spanned<T>> {
        let value = self.value(key)?;
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(Spanned::new(span, read)),
            Err(error) => {
                faults.push(toml_fault::translate(&error, span));
                None
            }
        }
    }

    /// Takes the value of a key that must be there.
    pub(super) fn need<T: Deserialize<'s>>(
        &mut self,
        key: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Spanned<T>> {
        if !self.entries.contains_key(key) {
            self.known.push(key);
            faults.push(Fault::new(self.span.clone(), words::missing_key(key)));
            return None;
        }
        self.take(key, faults)
    }

    /// Takes a table, if it is there.
    pub(super) fn table(&mut self, key: &'static str, faults: &mut Vec<Fault>) -> Option<Table<'s>> {
        let value = self.value(key)?;
        into_table(value, key, faults)
    }

    /// Takes an array of tables.
    pub(super) fn tables(&mut self, key: &'static str, faults: &mut Vec<Fault>) -> Vec<Table<'s>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(array) => array
                .into_iter()
                .filter_map(|v| into_table(v, key, faults))
                .collect(),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => {
                faults.push(Fault::new(span, words::not_tables(key)));
                Vec::new()
            }
        }
    }

    /// Takes every key that is left with its value.
    pub(super) fn rest<T: Deserialize<'s>>(self, faults: &mut Vec<Fault>) -> Vec<(Spanned<String>, T)> {
        let mut out = Vec::new();
        for (key, value) in self.entries {
            let span = value.span();
            match T::deserialize(ValueDeserializer::from(value)) {
                Ok(read) => out.push((Spanned::new(key.span(), key.into_inner().into_owned()), read)),
                Err(error) => faults.push(toml_fault::translate(&error, span)),
            }
        }
        out
    }

    /// Whether there is such a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Keys that may be written, though nobody asked for them.
    pub(super) fn knows(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Where the value of a key stands; the table itself where it has none.
    pub(super) fn at(&self, key: &str) -> Range<usize> {
        self.entries.get(key).map_or(self.span.clone(), Spanned::span)
    }

    /// The words under a key, one or a list, with their places; nothing is taken.
    pub(super) fn strings(&self, key: &str) -> Vec<(String, Range<usize>)> {
        let words = |value: &Spanned<DeValue<'s>>| match value.get_ref() {
            DeValue::String(words) => Some((words.clone().into_owned(), value.span())),
            _ => None,
        };
        let Some(value) = self.entries.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(list) => list.iter().filter_map(words).collect(),
            _ => words(value).into_iter().collect(),
        }
    }

    /// The whole table as one thing.
    pub(super) fn whole<T: Deserialize<'s>>(self, faults: &mut Vec<Fault>) -> Option<T> {
        let value = Spanned::new(self.span.clone(), DeValue::Table(self.entries));
        T::deserialize(ValueDeserializer::from(value))
            .map_err(|error| faults.push(toml_fault::translate(&error, self.span)))
            .ok()
    }

    /// Whatever is left is unknown.
    pub(super) fn close(self, faults: &mut Vec<Fault>) {
        for key in self.entries.keys() {
            let fault = Fault::new(key.span(), words::unknown_key(key.get_ref()));
            faults.push(match nearest(key.get_ref(), self.known.iter().copied()) {
                Some(near) => fault.help(words::did_you_mean(near)),
                None => fault.help(words::one_of(&self.known)),
            });
        }
    }
}

fn into_table<'s>(
    value: Spanned<DeValue<'s>>,
    key: &'static str,
    faults: &mut Vec<Fault>,
) -> Option<Table<'s>> {
    let span = value.span();
    if let DeValue::Table(entries) = value.into_inner() {
        return Some(Table::new(entries, span));
    }
    faults.push(Fault::new(span, words::not_a_table(key)));
    None
}
