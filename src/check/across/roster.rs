//! `roster`: bodies of a list that must have rows in a table. Keeps 28 bytes a body of the list and of the table.

use super::super::{Breach, Example, Observed, When, when, words};
use super::evidence::{Clash, Evidence, Spot, some};
use super::lane::{From, How, Key, Lane};
use super::listed::known_kind;
use super::{Across, Say};
use crate::model::{Fault, Field, Text, Vocabulary};
use serde::Deserialize;
use std::io;
use toml::Spanned;

/// `{ list = "department_profile", name = ["dept_name"], exempt = "no_data_reason", owner = ["provider"] }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    list: Spanned<String>,
    name: Spanned<Vec<Spanned<String>>>,
    exempt: Option<Spanned<String>>,
    owner: Spanned<Vec<Spanned<String>>>,
}

#[derive(Debug)]
pub(super) struct Roster {
    lanes: Vec<Lane>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Roster> {
        let list = known_kind(&self.list, faults);
        let name = when::fields(vocabulary, self.name.get_ref(), faults);
        let owner = when::fields(vocabulary, self.owner.get_ref(), faults);
        let exempt = self.exempt.as_ref().map(|id| when::field(vocabulary, id, faults));
        for fields in [&self.name, &self.owner] {
            if fields.get_ref().is_empty() {
                faults.push(Fault::new(fields.span(), words::no_fields()));
                return None;
            }
        }
        let (list, name, owner) = (list?, name?, owner?);
        let exempt = match exempt {
            Some(found) => When::filled(found?),
            None => When::default(),
        };
        let from = || From::List(list.clone());
        let named = Key::read(How::Body, name);
        let due = Lane {
            unless: exempt.clone(),
            sorted: false,
            ..Lane::new(from(), vec![named.clone()])
        };
        let there = Lane {
            owner: owner.clone(),
            distinct: true,
            ..Lane::new(From::Own, vec![Key::read(How::Body, owner)])
        };
        let mut lanes = vec![due, there];
        if !exempt.is_empty() {
            lanes.push(Lane {
                when: exempt,
                needed: false,
                ..Lane::new(from(), vec![named])
            });
        }
        Some(Roster { lanes })
    }
}

/// The body whose name is a part of another's, or the other way round.
fn near<'b>(name: &str, bodies: &'b [(String, Spot)]) -> Option<&'b Spot> {
    let alike = |(other, _): &&(String, Spot)| other.contains(name) || name.contains(other.as_str());
    bodies.iter().find(alike).map(|(_, spot)| spot)
}

impl Across for Roster {
    fn kind(&self) -> &'static str {
        "roster"
    }

    fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let fields = |lane: usize| -> Vec<Field> {
            let keys = self.lanes.get(lane).into_iter().flat_map(|l| &l.keys);
            keys.flat_map(|k| k.fields.clone()).collect()
        };
        let exempt = self.lanes.first().map(|l| l.unless.told_any(vocabulary));
        let sentence =
            words::must_be_in_the_roster(&vocabulary.names(&fields(0)), &vocabulary.names(&fields(1)));
        words::unless(&sentence, &exempt.unwrap_or_default())
    }

    fn example(&self, _: &Vocabulary) -> Example {
        words::no_catalog()
    }

    fn settle(
        &self,
        vocabulary: &Vocabulary,
        evidence: &dyn Evidence,
        say: &mut Say<'_>,
    ) -> io::Result<Option<Text>> {
        let there = evidence.claims(1);
        let mut bodies: Option<Vec<(String, Spot)>> = None;
        let mut seen = std::collections::BTreeSet::new();
        let mut units = evidence.claims(0).units();
        while let Some(unit) = units.next()? {
            let Some(claim) = unit.first() else { continue };
            if !there.of(claim.key)?.is_empty() || !seen.insert(claim.key) {
                continue;
            }
            let at = evidence.spot(claim)?;
            let Some(field) = vocabulary.field(&at.field) else {
                continue;
            };
            let bodies = match &mut bodies {
                Some(bodies) => bodies,
                none => {
                    let (mut each, mut named) = (there.each(), Vec::new());
                    while let Some(one) = each.next()? {
                        let spots = one.iter().map(|c| evidence.spot(c));
                        let name = |s: Spot| (crate::model::fold(&s.claimed), s);
                        named.extend(spots.map(|s| s.map(name)).collect::<io::Result<Vec<_>>>()?);
                    }
                    none.insert(named)
                }
            };
            let near = near(&crate::model::fold(&at.claimed), bodies);
            let breach = Breach {
                place: at.place(),
                field,
                observed: at.claimed.clone(),
                class: Observed::Value,
                expected: words::a_catalog_of_its_own(),
                message: words::has_no_catalog(&at.claimed, near.map(|s| s.claimed.as_str())),
                suggestion: Some(words::hand_in_a_catalog(near.is_some())),
                certain: near.is_none(),
            };
            say(Clash {
                related: near.into_iter().cloned().collect(),
                identity: Some(crate::model::fold(&at.claimed)),
                at,
                breach,
            })?;
        }
        if self.lanes.len() < 3 {
            return Ok(None);
        }
        let (mut units, mut excused) = (evidence.claims(2).units(), 0);
        while units.next()?.is_some() {
            excused += 1;
        }
        Ok(some(excused, words::excused))
    }
}
