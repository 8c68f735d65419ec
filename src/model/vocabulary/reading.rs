//! The spellings of fields and classes, folded once so that no cell has to fold them again. Knows the words, not the
//! cells: [`super::super::interpret`] says what a whole cell means.

use super::{ClassEntry, ClassValue, Entry, near::distance};
use crate::model::{Class, Value, fold};
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The words of one field, folded.
#[derive(Debug, Clone, Default)]
pub(in crate::model) struct Reading {
    /// Words that say there is nothing to say.
    pub(in crate::model) none: Vec<String>,
    /// Words beside the common ones that mean yes.
    pub(in crate::model) yes: Vec<String>,
    /// Words beside the common ones that mean no.
    pub(in crate::model) no: Vec<String>,
    /// What codes mean, where the user's configuration says so.
    pub(super) codes: HashMap<String, Value>,
}

impl Reading {
    pub(super) fn new(entry: &Entry) -> Self {
        let folded = |words: &[String]| words.iter().map(|w| fold(w)).collect();
        Self {
            none: folded(&entry.none),
            yes: folded(&entry.yes),
            no: folded(&entry.no),
            codes: HashMap::new(),
        }
    }

    /// What a folded text means as a code.
    pub(in crate::model) fn code(&self, folded: &str) -> Option<Value> {
        if self.codes.is_empty() {
            return None;
        }
        self.codes.get(code_key(folded)).copied()
    }
}

/// Spreadsheets show the code 01 as 1 or 1.0.
pub(super) fn code_key(folded: &str) -> &str {
    let whole = folded.strip_suffix(".0").unwrap_or(folded);
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return folded;
    }
    match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    }
}

/// A class with its spellings folded.
#[derive(Debug, Clone)]
pub(in crate::model) struct ClassTable {
    pub(super) entry: ClassEntry,
    by_spelling: HashMap<String, Class, FixedState>,
    by_hint: HashMap<String, Class, FixedState>,
    /// Every spelling, letter by letter, for words that are none; taken apart for the first of them.
    letters: OnceLock<Vec<(Class, Vec<char>)>>,
}

impl ClassTable {
    /// The table of a class; a spelling that two values claim is an error.
    pub(super) fn new(entry: ClassEntry) -> Result<Self, String> {
        let mut by_spelling = HashMap::default();
        let mut by_hint = HashMap::default();
        for (at, value) in entry.values.iter().enumerate() {
            let class = Class(u16::try_from(at).map_err(|_| "too many values".to_owned())?);
            for word in std::iter::once(&value.zh).chain(&value.spellings) {
                if by_spelling.insert(fold(word), class).is_some_and(|c| c != class) {
                    return Err(format!("class {}: {word} is two values", entry.id));
                }
            }
            by_hint.extend(value.hints.iter().map(|word| (fold(word), class)));
        }
        Ok(Self {
            entry,
            by_spelling,
            by_hint,
            letters: OnceLock::new(),
        })
    }

    /// The value a folded spelling is.
    pub(in crate::model) fn value(&self, folded: &str) -> Option<Class> {
        self.by_spelling.get(folded).copied()
    }

    /// The value that a folded word, which is none, probably meant: by the hints, else the only one a single letter away.
    pub(super) fn suggest(&self, folded: &str) -> Option<&ClassValue> {
        let class = self
            .by_hint
            .get(folded)
            .copied()
            .or_else(|| self.misspelt(folded))?;
        self.entry.values.get(usize::from(class.0))
    }

    fn misspelt(&self, folded: &str) -> Option<Class> {
        let word: Vec<char> = folded.chars().take(33).collect();
        if !(3..=32).contains(&word.len()) {
            return None;
        }
        let letters = self.letters.get_or_init(|| self.letters());
        let mut near = letters.iter().filter(|(_, spelling)| {
            spelling.len() >= 3 && spelling.len().abs_diff(word.len()) <= 1 && distance(&word, spelling) == 1
        });
        let (found, _) = near.next()?;
        near.all(|(other, _)| other == found).then_some(*found)
    }

    fn letters(&self) -> Vec<(Class, Vec<char>)> {
        let values = self.entry.values.iter().enumerate();
        let spelt = values.flat_map(|(at, value)| {
            let words = std::iter::once(&value.zh).chain(&value.spellings);
            words.map(move |word| (Class(at as u16), fold(word).chars().collect()))
        });
        spelt.collect()
    }
}
