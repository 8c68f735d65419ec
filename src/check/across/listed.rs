//! `listed`: rows that must, or must not, be among the rows of another table. Keeps 28 bytes a key of a row judged and of a
//! body's first row in the other table.

use super::super::{Breach, Example, Observed, When, when, words};
use super::claim::Claim;
use super::evidence::{Clash, Evidence, Spot};
use super::lane::{From, How, Key, Lane};
use super::{Across, Say};
use crate::model::{Fault, Field, Text, Vocabulary, nearest, table_kinds, table_name};
use serde::Deserialize;
use std::io;
use toml::Spanned;

/// `{ of = "catalog", by = [["data_code"], ["catalog_name", "resource_name"]], in = { table = "open_catalog" },
/// must = "be" }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    of: Option<Spanned<String>>,
    #[serde(default)]
    when: when::Raw,
    #[serde(default)]
    unless: when::Raw,
    by: Spanned<Vec<Spanned<Vec<Spanned<String>>>>>,
    #[serde(rename = "in")]
    other: Other,
    must: Must,
    #[serde(default)]
    owner: Vec<Spanned<String>>,
    #[serde(default)]
    whose: Whose,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    table: Spanned<String>,
    #[serde(rename = "where", default)]
    condition: when::Raw,
    #[serde(default)]
    owner: Vec<Spanned<String>>,
}

/// Whether the row must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Must {
    #[serde(rename = "be")]
    Be,
    #[serde(rename = "not-be")]
    NotBe,
}

/// Whose rows of the other table count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Whose {
    /// Anybody's.
    #[default]
    Any,
    /// Those of the same body, where both name theirs.
    Same,
    /// Those of another body, where both name theirs.
    Another,
}

#[derive(Debug)]
pub(super) struct Listed {
    must: Must,
    whose: Whose,
    table: String,
    condition: When,
    lanes: Vec<Lane>,
}

impl Raw {
    pub(super) fn compile(self, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) -> Option<Listed> {
        let of = self.of.as_ref().map(|kind| known_kind(kind, faults));
        let table = known_kind(&self.other.table, faults);
        let keys = keys(vocabulary, &self.by, faults);
        let owner = when::fields(vocabulary, &self.owner, faults);
        let other_owner = when::fields(vocabulary, &self.other.owner, faults);
        let condition = When::compile(self.when, vocabulary, faults);
        let unless = When::compile(self.unless, vocabulary, faults);
        let found = When::compile(self.other.condition, vocabulary, faults);
        let from = match of {
            Some(kind) => From::Table(kind?),
            None => From::Own,
        };
        let ((mine, theirs), table, found, owner) = (keys?, table?, found?, owner?);
        let other_owner = other_owner
            .filter(|o| !o.is_empty())
            .unwrap_or_else(|| owner.clone());
        let judged = Lane {
            owner,
            when: condition?,
            unless: unless?,
            sorted: false,
            ..Lane::new(from, mine)
        };
        let listed = Lane {
            owner: other_owner,
            when: found.clone(),
            distinct: true,
            ..Lane::new(From::Table(table.clone()), theirs)
        };
        Some(Listed {
            must: self.must,
            whose: self.whose,
            table,
            condition: found,
            lanes: vec![judged, listed],
        })
    }
}

/// A kind of table, or a fault with the nearest.
pub(super) fn known_kind(kind: &Spanned<String>, faults: &mut Vec<Fault>) -> Option<String> {
    let known = || table_kinds().iter().map(|k| k.id.as_str());
    if known().any(|k| k == kind.get_ref()) {
        return Some(kind.get_ref().clone());
    }
    let mut fault = Fault::new(kind.span(), words::no_such_table(kind.get_ref()));
    fault.help = nearest(kind.get_ref(), known()).map(words::did_you_mean);
    faults.push(fault);
    None
}

/// The keys of both sides: one field for both, or this table's and the other's.
fn keys(
    vocabulary: &Vocabulary,
    by: &Spanned<Vec<Spanned<Vec<Spanned<String>>>>>,
    faults: &mut Vec<Fault>,
) -> Option<(Vec<Key>, Vec<Key>)> {
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    let mut sound = (1..=7).contains(&by.get_ref().len());
    for pair in by.get_ref() {
        let fields = when::fields(vocabulary, pair.get_ref(), faults)?;
        let (&one, other) = match fields.as_slice() {
            [one] => (one, *one),
            [one, other] => (one, *other),
            _ => {
                faults.push(Fault::new(pair.span(), words::one_or_two_fields()));
                return None;
            }
        };
        let key = Key::of(vocabulary, one);
        // Items have no other key beside them: each is looked for alone.
        sound &= key.how != How::Items || by.get_ref().len() == 1;
        theirs.push(Key {
            fields: vec![other],
            ..key.clone()
        });
        mine.push(key);
    }
    if !sound {
        faults.push(Fault::new(by.span(), words::bad_keys()));
    }
    sound.then_some((mine, theirs))
}

impl Listed {
    /// Whether a row of the other table counts for a row of this one.
    fn counts(&self, unit: &Claim, other: &Claim) -> bool {
        let (one, two) = (unit.owner, other.owner);
        match self.whose {
            Whose::Any => true,
            Whose::Same => one == two || one == 0 || two == 0,
            Whose::Another => one != two && one != 0 && two != 0,
        }
    }

    fn breach(
        &self,
        vocabulary: &Vocabulary,
        at: &Spot,
        field: Field,
        met: Option<&Spot>,
        certain: bool,
    ) -> Breach {
        let (table, name) = (table_name(&self.table), vocabulary.entry(field).text());
        let condition = self.condition.told(vocabulary);
        let said = (&name, at.claimed.as_str());
        Breach {
            place: at.place(),
            field,
            observed: at.claimed.clone(),
            class: Observed::Value,
            expected: match self.must {
                Must::Be => words::to_be_listed(&table, &condition),
                Must::NotBe => words::not_to_be_listed(&table, &condition),
            },
            message: match met {
                None => words::not_listed(said, &table, &condition, certain),
                Some(met) => words::is_listed(said, &table, &condition, met.body()),
            },
            suggestion: Some(match self.must {
                Must::Be => words::list_it(&table),
                Must::NotBe => words::compare_both(),
            }),
            certain,
        }
    }
}

impl Across for Listed {
    fn kind(&self) -> &'static str {
        "listed"
    }

    fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    fn describe(&self, vocabulary: &Vocabulary) -> Text {
        let (table, there) = (table_name(&self.table), self.condition.told(vocabulary));
        let Some(judged) = self.lanes.first() else {
            return Text::default();
        };
        let keys: Vec<Field> = judged.keys.iter().flat_map(|k| k.fields.clone()).collect();
        let of = match &judged.from {
            From::Table(kind) => Some(table_name(kind)),
            From::Own | From::List(_) | From::Previous(_) => None,
        };
        let sentence = words::must_be_listed(
            of.as_ref(),
            &vocabulary.names(&keys),
            (&table, &there),
            self.must == Must::Be,
            match self.whose {
                Whose::Any => None,
                Whose::Same => Some(true),
                Whose::Another => Some(false),
            },
        );
        let sentence = words::when(&judged.when.told(vocabulary), &sentence);
        words::unless(&sentence, &judged.unless.told_any(vocabulary))
    }

    fn example(&self, vocabulary: &Vocabulary) -> Example {
        let (table, there) = (table_name(&self.table), self.condition.told(vocabulary));
        words::listing(&table, &there, self.must == Must::Be)
    }

    fn settle(
        &self,
        vocabulary: &Vocabulary,
        evidence: &dyn Evidence,
        say: &mut Say<'_>,
    ) -> io::Result<Option<Text>> {
        let (judged, listed) = (evidence.claims(0), evidence.claims(1));
        let bodies = listed.bodies()?;
        let mut told: Option<Spot> = None;
        let mut units = judged.units();
        while let Some(unit) = units.next()? {
            let Some(claim) = unit.first() else { continue };
            let met = listed.meeting(unit, |other| self.counts(claim, other))?;
            let (met, certain) = match (self.must, met) {
                (Must::Be, Some(_)) | (Must::NotBe, None) => continue,
                // A body that is nowhere in the other table may not have handed in its own.
                (Must::Be, None) => (
                    None,
                    bodies.is_empty() || claim.owner == 0 || bodies.contains(&claim.owner),
                ),
                (Must::NotBe, Some(met)) => {
                    let code = |k: &Key| k.how == How::Code;
                    let keys = self.lanes.first().map(|l| l.keys.as_slice()).unwrap_or_default();
                    let known = keys.get(met.alternative() as usize).is_some_and(code);
                    let same = claim.owner != 0 && claim.owner == met.owner;
                    (Some(evidence.spot(&met)?), known && !met.is_doubtful() || same)
                }
            };
            let at = evidence.spot(claim)?;
            // Several items of one cell are one place.
            if told
                .as_ref()
                .is_some_and(|t| t.place() == at.place() && t.file == at.file && t.sheet == at.sheet)
            {
                continue;
            }
            let Some(field) = vocabulary.field(&at.field) else {
                continue;
            };
            let breach = self.breach(vocabulary, &at, field, met.as_ref(), certain);
            told = Some(at.clone());
            say(Clash {
                at,
                related: met.into_iter().collect(),
                breach,
                identity: None,
            })?;
        }
        Ok(None)
    }
}
