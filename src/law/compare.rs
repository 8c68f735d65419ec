//! Instruments side by side: what each asks under the same concept, where they part first. Knows no catalog.

use super::concept::concepts;
use super::{Pack, Requirement};
use crate::model::Severity;

/// One concept across instruments.
#[derive(Debug)]
pub struct Compared<'p> {
    /// Id of the concept.
    pub concept: &'p str,
    /// What each instrument asks under it, in the order the instruments were given; empty where it asks nothing.
    pub asked: Vec<Vec<&'p Requirement>>,
}

impl Compared<'_> {
    /// Whether one asks what another does not, or asks it more gravely.
    pub fn differs(&self) -> bool {
        let mut gravest = self.asked.iter().map(|asked| gravest(asked));
        gravest
            .next()
            .is_some_and(|first| gravest.any(|other| other != first))
    }
}

fn gravest(asked: &[&Requirement]) -> Option<Severity> {
    asked.iter().map(|r| r.severity).max()
}

/// Every concept that any of the packs has: first those where they differ, in the order of the concepts.
pub fn compare<'p>(packs: &[&'p Pack]) -> Vec<Compared<'p>> {
    let mut found: Vec<&str> = Vec::new();
    for requirement in packs.iter().flat_map(|p| &p.requirements) {
        if !found.contains(&requirement.concept.as_str()) {
            found.push(&requirement.concept);
        }
    }
    let asked = |concept: &str| {
        packs
            .iter()
            .map(|p| p.requirements.iter().filter(|r| r.concept == concept).collect())
            .collect()
    };
    let mut out: Vec<Compared<'p>> = found
        .into_iter()
        .map(|concept| Compared {
            concept,
            asked: asked(concept),
        })
        .collect();
    let place = |id: &str| concepts().iter().position(|c| c.id == id).unwrap_or(usize::MAX);
    out.sort_by_key(|c| (!c.differs(), place(c.concept)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary;
    use std::fmt::Write;

    fn pack(id: &str, requirements: &[(&str, &str, &str)]) -> Pack {
        let mut source = format!(
            "[instrument]\nid = \"{id}\"\nprefix = \"{id}\"\ntitle = {{ zh = \"甲\", en = \"a\" }}\nnames = []\n\
             level = \"regional\"\neffective = \"2030-01-01\"\nsource = {{ zh = \"虚构\", en = \"invented\" }}\n"
        );
        for (slug, concept, severity) in requirements {
            write!(
                source,
                "[[requirement]]\nid = \"{id}-{slug}\"\nconcept = \"{concept}\"\ntier = 1\ncite = \"第一条\"\n\
                 bearer = \"甲\"\ntable = \"catalog\"\nmodality = \"应当\"\nseverity = \"{severity}\"\n\
                 basis = \"express\"\nterms = [\"甲\"]\nsummary = {{ zh = \"甲\", en = \"a\" }}\n\
                 unjudged = {{ zh = \"由人判断\", en = \"for a person\" }}\n"
            )
            .unwrap();
        }
        Pack::load(id, &source, &Vocabulary::built_in()).unwrap()
    }

    #[test]
    fn differences_come_first() {
        let moon = pack(
            "moon",
            &[
                ("1", "catalog.field.name", "error"),
                ("2", "catalog.field.code", "error"),
                ("3", "open.pi", "error"),
            ],
        );
        let mars = pack(
            "mars",
            &[
                ("1", "catalog.field.name", "error"),
                ("2", "catalog.field.code", "warning"),
                ("3", "mars.own", "info"),
            ],
        );
        let compared = compare(&[&moon, &mars]);
        let seen: Vec<_> = compared.iter().map(|c| (c.concept, c.differs())).collect();
        assert_eq!(
            seen,
            [
                ("catalog.field.code", true),
                ("open.pi", true),
                ("mars.own", true),
                ("catalog.field.name", false)
            ]
        );
        assert!(compared[1].asked[1].is_empty());
        assert_eq!(compared[1].asked[0][0].id, "moon-3");
    }
}
