//! The dictionaries of a run, one a kind of table, each made when the first such table turns up. Knows no sheet.

use super::dictionary::{Dictionary, Order};
use super::folded::Folded;
use super::kind::{Kinds, Names};
use super::options::Options;
use super::spelling::key;
use super::words;
use crate::ingest::{Code, Stopped};
use crate::model::{Entry, Field, Vocabulary};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What headers mean in this run. Folding the vocabulary costs more than reading a small file: done once and shared by
/// all files.
#[derive(Debug)]
pub struct Dictionaries<'v> {
    vocabulary: &'v Vocabulary,
    folded: Folded<'v>,
    forced: Vec<(String, Order)>,
    names: OnceLock<Names>,
    kinds: OnceLock<Kinds<'v>>,
    keys: OnceLock<HashSet<Cow<'v, str>>>,
    made: Mutex<BTreeMap<String, Arc<Dictionary<'v>>>>,
}

impl<'v> Dictionaries<'v> {
    /// Folds the vocabulary. Stops on a map that names no field.
    pub fn new(vocabulary: &'v Vocabulary, options: &Options) -> Result<Self, Stopped> {
        let order = |(header, field): &(String, String)| Ok((header.clone(), wanted(vocabulary, field)?));
        let forced = options.map.iter().map(order).collect::<Result<_, Stopped>>()?;
        Ok(Self {
            vocabulary,
            folded: Folded::new(vocabulary),
            forced,
            names: OnceLock::new(),
            kinds: OnceLock::new(),
            keys: OnceLock::new(),
            made: Mutex::default(),
        })
    }

    /// The dictionary of a kind of table.
    pub(super) fn of(&self, kind: &str) -> Arc<Dictionary<'v>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(dictionary) = made.get(kind) {
            return Arc::clone(dictionary);
        }
        let dictionary = Arc::new(Dictionary::new(self.vocabulary, &self.folded, kind, &self.forced));
        made.insert(kind.to_owned(), Arc::clone(&dictionary));
        dictionary
    }

    /// The words that name kinds of table.
    pub(super) fn names(&self) -> &Names {
        self.names.get_or_init(Names::new)
    }

    /// What tells the kinds of table from each other.
    pub(super) fn kinds(&self) -> &Kinds<'v> {
        self.kinds
            .get_or_init(|| Kinds::new(self.vocabulary, &self.folded))
    }

    /// Whether a word is a known header; what an encoding that was guessed right turns up.
    pub(in crate::ingest) fn holds(&self, word: &str) -> bool {
        let spelt = || self.folded.fields.iter().flat_map(|s| &s.all);
        let keys = || spelt().map(|s| s.key.clone()).collect();
        self.keys.get_or_init(keys).contains(key(word).as_str())
    }

    /// The vocabulary the dictionaries are made of.
    pub(super) fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }
}

fn wanted(vocabulary: &Vocabulary, name: &str) -> Result<Order, Stopped> {
    if name.trim() == "-" {
        return Ok(Order::Ignore);
    }
    let entry = |(f, e): (Field, &Entry)| (key(&e.zh) == key(name)).then_some(f);
    let found = vocabulary
        .field(name.trim())
        .or_else(|| vocabulary.fields().find_map(entry));
    match found {
        Some(field) => Ok(Order::Take(field)),
        None => Err(Stopped::new(Code::NoHeader, words::no_such_field(name))
            .help(words::nearest_field(vocabulary.nearest(name)))),
    }
}

#[cfg(test)]
mod tests;
