//! `alike`: resource names of one body that are the same, or nearly so. Keeps 28 bytes a resource; names are compared by
//! their skeletons alone, never pair by pair.

use super::super::{Breach, Example, Observed, when, words};
use super::evidence::{Clash, Evidence};
use super::lane::{From, How, Key, Lane};
use super::skeleton::tight;
use super::{Across, Say};
use crate::model::{Fault, Field, Text, Vocabulary};
use serde::Deserialize;
use std::io;
use toml::Spanned;

/// `{ name = ["catalog_name"], owner = ["provider"] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    name: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    owner: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(super) struct Alike {
    name: Vec<Field>,
    lanes: Vec<Lane>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Alike> {
        let name = when::fields(vocabulary, self.name.get_ref(), faults);
        let owner = when::fields(vocabulary, &self.owner, faults);
        let (name, owner) = (name?, owner?);
        if name.is_empty() {
            faults.push(Fault::new(self.name.span(), words::no_fields()));
            return None;
        }
        let lane = Lane {
            owner,
            ..Lane::new(From::Own, vec![Key::read(How::Skeleton, name.clone())])
        };
        Some(Alike {
            name,
            lanes: vec![lane],
        })
    }
}

impl Across for Alike {
    fn kind(&self) -> &'static str {
        "alike"
    }

    fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        words::must_not_be_alike(&vocabulary.names(&self.name))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        words::likeness(&vocabulary.names(&self.name))
    }

    fn settle(
        &self,
        vocabulary: &Vocabulary,
        evidence: &dyn Evidence,
        say: &mut Say<'_>,
    ) -> io::Result<Option<Text>> {
        for claims in evidence.claims(0).repeated()? {
            let claims = claims?;
            let Some((first, later)) = claims.split_first() else {
                continue;
            };
            let first = evidence.spot(first)?;
            for claim in later {
                let at = evidence.spot(claim)?;
                let Some(field) = vocabulary.field(&at.field) else {
                    continue;
                };
                let same = tight(&first.claimed) == tight(&at.claimed);
                let breach = Breach {
                    place: at.place(),
                    field,
                    observed: at.claimed.clone(),
                    class: if same { Observed::Value } else { Observed::Words },
                    expected: words::each_resource_once(),
                    message: words::is_alike(
                        &vocabulary.entry(field).text(),
                        &first.claimed,
                        &at.claimed,
                        same,
                    ),
                    suggestion: Some(words::one_resource_or_two()),
                    certain: false,
                };
                say(Clash {
                    at,
                    related: vec![first.clone()],
                    breach,
                    identity: None,
                })?;
            }
        }
        Ok(None)
    }
}
