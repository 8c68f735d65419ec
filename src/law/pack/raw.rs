//! A TOML table read key by key, so that every fault is found and keeps its place. Knows no key by name.

use super::super::{toml_fault, words};
use super::value::{Entry, Value, entries, together};
use crate::embedded::File;
use crate::model::{Fault, nearest};
use serde::Deserialize;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

/// A table some of whose keys have been taken.
pub(super) struct Table<'s> {
    entries: Vec<Entry<'s>>,
    /// The table, or its header.
    pub(super) span: Range<usize>,
    known: Vec<&'static str>,
}

impl<'s> Table<'s> {
    /// Parses a file; every error of syntax is a fault.
    pub(super) fn parse(source: &'s str, faults: &mut Vec<Fault>) -> Self {
        let (root, errors) = DeTable::parse_recoverable(source);
        faults.extend(errors.iter().map(|e| toml_fault::syntax(e, 0..source.len())));
        Self::new(entries(root.into_inner()), first_line(source))
    }

    /// The root of a file that is built in.
    pub(super) fn of(file: &File) -> Self {
        let root = Value::Planted(file.root()).table();
        Self::new(root.unwrap_or_default(), first_line(file.text))
    }

    fn new(entries: Vec<Entry<'s>>, span: Range<usize>) -> Self {
        Self {
            entries,
            span,
            known: Vec::new(),
        }
    }

    fn get(&self, key: &str) -> Option<&Value<'s>> {
        let entry = self.entries.iter().find(|e| **e.key.get_ref() == *key)?;
        entry.value.as_ref()
    }

    fn value(&mut self, key: &'static str) -> Option<Value<'s>> {
        self.known.push(key);
        let mut entries = self.entries.iter_mut();
        entries.find(|e| **e.key.get_ref() == *key)?.value.take()
    }

    /// Takes the value of a key, if it is there.
    pub(super) fn take<T: Deserialize<'s>>(
        &mut self,
        key: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Spanned<T>> {
        let value = self.value(key)?;
        let span = value.span();
        match value.read() {
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
        if !self.has(key) {
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
        match value.list() {
            Ok(list) => list
                .into_iter()
                .filter_map(|v| into_table(v, key, faults))
                .collect(),
            Err(other) => {
                faults.push(Fault::new(other.span(), words::not_tables(key)));
                Vec::new()
            }
        }
    }

    /// Takes every key that is left with its value.
    pub(super) fn rest<T: Deserialize<'s>>(self, faults: &mut Vec<Fault>) -> Vec<(Spanned<String>, T)> {
        let mut out = Vec::new();
        for Entry { key, value } in self.entries {
            let Some(value) = value else { continue };
            let span = value.span();
            match value.read() {
                Ok(read) => out.push((Spanned::new(key.span(), key.into_inner().into_owned()), read)),
                Err(error) => faults.push(toml_fault::translate(&error, span)),
            }
        }
        out
    }

    /// Whether there is such a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Keys that may be written, though nobody asked for them.
    pub(super) fn knows(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Where the value of a key stands; the table itself where it has none.
    pub(super) fn at(&self, key: &str) -> Range<usize> {
        self.get(key).map_or(self.span.clone(), Value::span)
    }

    /// The words under a key, one or a list, with their places; nothing is taken.
    pub(super) fn strings(&self, key: &str) -> Vec<(String, Range<usize>)> {
        self.get(key).map(Value::strings).unwrap_or_default()
    }

    /// The whole table as one thing.
    pub(super) fn whole<T: Deserialize<'s>>(self, faults: &mut Vec<Fault>) -> Option<T> {
        let value = Spanned::new(self.span.clone(), DeValue::Table(together(self.entries)));
        T::deserialize(ValueDeserializer::from(value))
            .map_err(|error| faults.push(toml_fault::translate(&error, self.span)))
            .ok()
    }

    /// Whatever is left is unknown.
    pub(super) fn close(self, faults: &mut Vec<Fault>) {
        for Entry { key, value } in self.entries {
            if value.is_none() {
                continue;
            }
            let fault = Fault::new(key.span(), words::unknown_key(key.get_ref()));
            faults.push(match nearest(key.get_ref(), self.known.iter().copied()) {
                Some(near) => fault.help(words::did_you_mean(near)),
                None => fault.help(words::one_of(&self.known)),
            });
        }
    }
}

fn into_table<'s>(value: Value<'s>, key: &'static str, faults: &mut Vec<Fault>) -> Option<Table<'s>> {
    let span = value.span();
    if let Some(entries) = value.table() {
        return Some(Table::new(entries, span));
    }
    faults.push(Fault::new(span, words::not_a_table(key)));
    None
}

/// Where a file as a whole is at fault.
fn first_line(source: &str) -> Range<usize> {
    0..source.find('\n').unwrap_or(source.len())
}
