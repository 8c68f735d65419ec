//! `unique`: values, or combinations of values, that must not come twice in all tables of a run. Keeps 28 bytes a row.

use super::super::{Breach, Example, Observed, when, words};
use super::evidence::{Clash, Evidence};
use super::lane::{From, How, Key, Lane};
use super::{Across, Say};
use crate::model::{Fault, Field, Text, Vocabulary};
use serde::Deserialize;
use std::io;
use toml::Spanned;

/// `{ fields = ["data_code"] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    fields: Spanned<Vec<Spanned<String>>>,
}

#[derive(Debug)]
pub(super) struct Unique {
    fields: Vec<Field>,
    lanes: Vec<Lane>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Unique> {
        let fields = when::fields(vocabulary, self.fields.get_ref(), faults)?;
        if fields.is_empty() {
            faults.push(Fault::new(self.fields.span(), words::no_fields()));
            return None;
        }
        let key = Key {
            how: How::Code,
            fields: fields.clone(),
            together: true,
        };
        Some(Unique {
            fields,
            lanes: vec![Lane::new(From::Own, vec![key])],
        })
    }
}

impl Across for Unique {
    fn kind(&self) -> &'static str {
        "unique"
    }

    fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        words::must_be_unique_everywhere(&vocabulary.names(&self.fields))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        words::uniqueness(&vocabulary.names(&self.fields))
    }

    fn settle(
        &self,
        vocabulary: &Vocabulary,
        evidence: &dyn Evidence,
        say: &mut Say<'_>,
    ) -> io::Result<Option<Text>> {
        let names = vocabulary.names(&self.fields);
        let Some(&field) = self.fields.first() else {
            return Ok(None);
        };
        for claims in evidence.claims(0).repeated()? {
            let claims = claims?;
            let Some((first, later)) = claims.split_first() else {
                continue;
            };
            let first = evidence.spot(first)?;
            for claim in later {
                let at = evidence.spot(claim)?;
                let breach = Breach {
                    place: at.place(),
                    field,
                    observed: at.text.clone(),
                    class: Observed::Value,
                    expected: words::once(&names),
                    message: words::claimed_before(&names, &at.claimed),
                    suggestion: Some(words::compare_with_the_first()),
                    certain: !claim.is_doubtful(),
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
