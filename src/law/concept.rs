//! Concepts: what makes requirements of different instruments the same. Data, in `concepts.toml`; knows no pack.

use crate::model::Text;
use serde::Deserialize;
use std::sync::OnceLock;

/// One concept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Identifier, as packs write it: `catalog.field.name`.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// Every concept, in the order in which comparisons list them.
///
/// # Panics
/// Never in a released build: a test loads the file.
pub fn concepts() -> &'static [Concept] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        concepts: Vec<Concept>,
    }
    static CONCEPTS: OnceLock<Vec<Concept>> = OnceLock::new();
    CONCEPTS.get_or_init(|| {
        let all = crate::embedded::CONCEPTS.iter();
        let read = |file: &crate::embedded::File| file.read::<File>().expect("a test loads concepts.toml");
        all.flat_map(|file| read(file).concepts).collect()
    })
}

/// The name of a concept; the id itself where it is a pack's own.
pub fn concept_name(id: &str) -> Text {
    match concepts().iter().find(|concept| concept.id == id) {
        Some(concept) => Text {
            zh: concept.zh.clone(),
            en: concept.en.clone(),
        },
        None => Text::same(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary;
    use std::collections::BTreeSet;

    #[test]
    fn every_concept_of_a_pack_is_named_and_stands_once() {
        let known: BTreeSet<_> = concepts().iter().map(|c| c.id.as_str()).collect();
        assert_eq!(known.len(), concepts().len());
        let packs = crate::law::built_in(&Vocabulary::built_in());
        let used: BTreeSet<_> = packs
            .iter()
            .flat_map(|p| &p.requirements)
            .map(|r| r.concept.as_str())
            .collect();
        assert!(used.len() > 50, "the sweep must see the concepts");
        assert_eq!(used.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert!(
            concepts()
                .iter()
                .all(|c| !c.zh.is_empty() && c.en.is_ascii() && !c.en.is_empty())
        );
    }

    #[test]
    fn an_unknown_concept_is_called_by_its_id() {
        assert_eq!(concept_name("moon.dust").zh, "moon.dust");
    }
}
