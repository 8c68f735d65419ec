//! A user's copy of the official texts, quoted word for word. Knows no file.

use crate::law::Statute;
use crate::model::Citation;
use std::collections::BTreeMap;

/// The texts at hand, by jurisdiction.
#[derive(Debug, Clone, Default)]
pub struct Texts(BTreeMap<String, Statute>);

impl Texts {
    /// Lays by the text of an instrument.
    pub fn add(&mut self, jurisdiction: &str, statute: Statute) {
        self.0.insert(jurisdiction.to_owned(), statute);
    }

    /// The words of a provision, one paragraph or item a line; `None` where the text is not at hand.
    pub fn quote(&self, jurisdiction: &str, citation: &Citation) -> Option<String> {
        self.0.get(jurisdiction)?.provision(citation)
    }
}
