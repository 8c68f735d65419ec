//! Headers that one field cannot explain: several fields in one column, or a field that only the values tell.

use crate::model::{Heading, Vocabulary};

/// The two lists; field ids that the vocabulary lacks are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Header spellings, and the fields that such a column holds together.
    pub combined: Vec<(Vec<String>, Vec<String>)>,
    /// A header, and the fields that it may be, preferred first; the values decide.
    pub ambiguous: Vec<(String, Vec<String>)>,
}

impl Synonyms {
    /// What the vocabulary says of such headers.
    pub fn of(vocabulary: &Vocabulary) -> Self {
        let ids = |heading: &Heading| -> Vec<String> {
            heading.fields.iter().map(|&f| vocabulary.entry(f).id.clone()).collect()
        };
        let each = |heading: &Heading| {
            let ids = ids(heading);
            heading.headers.iter().map(|header| (header.clone(), ids.clone())).collect::<Vec<_>>()
        };
        Self {
            combined: vocabulary.combined().iter().map(|h| (h.headers.clone(), ids(h))).collect(),
            ambiguous: vocabulary.ambiguous().iter().flat_map(each).collect(),
        }
    }
}
