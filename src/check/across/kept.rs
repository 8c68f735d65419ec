//! `kept`: rows of a former edition that must still be there with the same classes, or be on record as changed. Keeps 28
//! bytes a key of every row of both editions, and as much again for its watched values.

use super::super::{Breach, Example, Observed, when, words};
use super::claim::Claim;
use super::claims::Claims;
use super::evidence::{Clash, Evidence, Spot, Watched, some};
use super::lane::{From, Key, Lane};
use super::listed::known_kind;
use super::{Across, Say};
use crate::model::{Fault, Field, Text, Vocabulary};
use serde::Deserialize;
use std::io;
use toml::Spanned;

/// `{ of = "catalog", by = ["data_code", "catalog_name"], watch = ["share_class"], owner = ["provider"],
/// record = "catalog_changes" }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    of: Spanned<String>,
    by: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    watch: Vec<Spanned<String>>,
    #[serde(default)]
    owner: Vec<Spanned<String>>,
    record: Spanned<String>,
}

#[derive(Debug)]
pub(super) struct Kept {
    by: Vec<Field>,
    watch: Vec<Field>,
    lanes: Vec<Lane>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Kept> {
        let (of, record) = (known_kind(&self.of, faults), known_kind(&self.record, faults));
        let by = when::fields(vocabulary, self.by.get_ref(), faults);
        let watch = when::fields(vocabulary, &self.watch, faults);
        let owner = when::fields(vocabulary, &self.owner, faults);
        if self.by.get_ref().is_empty() || self.by.get_ref().len() > 7 {
            faults.push(Fault::new(self.by.span(), words::bad_keys()));
            return None;
        }
        let (of, record, by, watch, owner) = (of?, record?, by?, watch?, owner?);
        let keys: Vec<Key> = by.iter().map(|&f| Key::of(vocabulary, f)).collect();
        let former = Lane {
            owner: owner.clone(),
            watch: watch.clone(),
            sorted: false,
            ..Lane::new(From::Previous(of.clone()), keys.clone())
        };
        let present = Lane {
            owner,
            watch: watch.clone(),
            ..Lane::new(From::Table(of), keys.clone())
        };
        let recorded = Lane {
            distinct: true,
            needed: false,
            ..Lane::new(From::Table(record), keys)
        };
        Some(Kept {
            by,
            watch,
            lanes: vec![former, present, recorded],
        })
    }
}

/// Whether every watched combination of a former row is there today.
fn is_as_it_was(unit: &[Claim], present: &Claims) -> io::Result<bool> {
    for claim in unit.iter().filter(|c| c.is_watch()) {
        if !present.of(claim.key)?.iter().any(Claim::is_watch) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The first watched cell that says one thing in the former edition and another now.
fn changed<'s>(former: &'s Spot, now: &'s Spot) -> Option<(&'s Watched, &'s Watched)> {
    let pairs = former.watch.iter().zip(&now.watch);
    pairs
        .into_iter()
        .find(|(a, b)| !a.meaning.is_empty() && !b.meaning.is_empty() && a.meaning != b.meaning)
}

impl Kept {
    fn gone(vocabulary: &Vocabulary, at: Spot, unrecorded: bool) -> Option<Clash> {
        let field = vocabulary.field(&at.field)?;
        let breach = Breach {
            place: at.place(),
            field,
            observed: at.claimed.clone(),
            class: Observed::Value,
            expected: words::kept_or_recorded(),
            message: words::is_gone(&vocabulary.entry(field).text(), &at.claimed, unrecorded),
            suggestion: Some(words::record_the_change()),
            certain: false,
        };
        Some(Clash {
            at,
            related: Vec::new(),
            breach,
            identity: None,
        })
    }

    fn reclassified(vocabulary: &Vocabulary, former: Spot, mut now: Spot, unrecorded: bool) -> Option<Clash> {
        let (was, is) = changed(&former, &now)?;
        let field = vocabulary.field(&is.field)?;
        let name = vocabulary.entry(field).text();
        let message = words::is_reclassified(&name, &was.text, &is.text, unrecorded);
        let (observed, is) = (is.text.clone(), is.clone());
        (now.row, now.column, now.header) = (is.row, is.column, is.header);
        now.field = is.field;
        let breach = Breach {
            place: now.place(),
            field,
            observed,
            class: Observed::Words,
            expected: words::kept_or_recorded(),
            message,
            suggestion: Some(words::record_the_change()),
            certain: false,
        };
        Some(Clash {
            at: now,
            related: vec![former],
            breach,
            identity: None,
        })
    }
}

impl Across for Kept {
    fn kind(&self) -> &'static str {
        "kept"
    }

    fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        words::must_be_kept(&vocabulary.names(&self.by), &vocabulary.names(&self.watch))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        words::keeping(&vocabulary.names(&self.watch))
    }

    fn settle(
        &self,
        vocabulary: &Vocabulary,
        evidence: &dyn Evidence,
        say: &mut Say<'_>,
    ) -> io::Result<Option<Text>> {
        let (present, records) = (evidence.claims(1), evidence.claims(2));
        let bodies = present.bodies()?;
        let unrecorded = !evidence.has(2);
        let mut elsewhere = 0;
        let mut units = evidence.claims(0).units();
        while let Some(unit) = units.next()? {
            let Some(claim) = unit.first() else { continue };
            let found = present.meeting(unit, |_| true)?;
            if found.is_some() && is_as_it_was(unit, present)? || records.meeting(unit, |_| true)?.is_some() {
                continue;
            }
            let clash = match found {
                // A body that handed in no edition of today took nothing out of it.
                None if claim.owner != 0 && !bodies.is_empty() && !bodies.contains(&claim.owner) => {
                    elsewhere += 1;
                    None
                }
                None => Self::gone(vocabulary, evidence.spot(claim)?, unrecorded),
                Some(now) => Self::reclassified(
                    vocabulary,
                    evidence.spot(claim)?,
                    evidence.spot(&now)?,
                    unrecorded,
                ),
            };
            if let Some(clash) = clash {
                say(clash)?;
            }
        }
        Ok(some(elsewhere, words::no_present_edition))
    }
}
