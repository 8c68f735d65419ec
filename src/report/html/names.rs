//! Texts that many findings share, numbered, so that a finding is short. Bounded: beyond the most that are kept a finding
//! carries its own.

use super::row::Known;
use crate::audit::MOST_DEPARTMENTS;
use std::collections::HashMap;

/// Texts kept.
const MOST_TEXTS: usize = 20_000;
/// Bytes of the longest text that is kept.
const LONGEST: usize = 400;

/// Numbered texts.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) files: List,
    pub(super) providers: List,
    pub(super) texts: List,
}

/// Texts in the order they came.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) all: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl List {
    /// The number of a text, which is kept where there is room.
    fn number(&mut self, text: &str, most: usize) -> Option<usize> {
        if let Some(&known) = self.numbers.get(text) {
            return Some(known);
        }
        if self.all.len() >= most || text.len() > LONGEST {
            return None;
        }
        self.numbers.insert(text.to_owned(), self.all.len());
        self.all.push(text.to_owned());
        Some(self.all.len() - 1)
    }
}

fn known(number: Option<usize>, text: &str) -> Known<'_> {
    number.map_or(Known::Text(text), Known::Number)
}

impl Names {
    /// The number of a file: there are no more than were named.
    pub(super) fn file(&mut self, path: &str) -> usize {
        if let Some(&known) = self.files.numbers.get(path) {
            return known;
        }
        self.files.numbers.insert(path.to_owned(), self.files.all.len());
        self.files.all.push(path.to_owned());
        self.files.all.len() - 1
    }

    pub(super) fn provider<'a>(&mut self, provider: &'a str) -> Known<'a> {
        known(self.providers.number(provider, 2 * MOST_DEPARTMENTS), provider)
    }

    pub(super) fn text<'a>(&mut self, text: &'a str) -> Known<'a> {
        known(self.texts.number(text, MOST_TEXTS), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_is_carried() {
        let mut names = Names::default();
        assert!(matches!(names.text("甲"), Known::Number(0)));
        assert!(matches!(names.text("乙"), Known::Number(1)));
        assert!(matches!(names.text("甲"), Known::Number(0)));
        let long = "长".repeat(LONGEST);
        assert!(matches!(names.text(&long), Known::Text(text) if text == long));
        let mut list = List::default();
        assert_eq!(list.number("甲", 1), Some(0));
        assert_eq!(list.number("乙", 1), None);
    }
}
