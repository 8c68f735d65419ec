//! Findings into groups. The same cell found wanting under one concept by several instruments is one place of one group;
//! findings of one row come close together, so a short window of the latest places shows which belong together.

use super::example::Example;
use super::group::{Group, Head};
use crate::audit::Finding;
use crate::model::{Field, Place, Severity};
use crate::report::Context;
use std::collections::{BTreeMap, VecDeque};

/// More places than one row can yield.
const WINDOW: usize = 128;

/// Groups being gathered.
#[derive(Debug, Default)]
pub(super) struct Gather {
    heads: Vec<Head>,
    /// By jurisdiction and requirement the number of its head.
    numbers: BTreeMap<String, BTreeMap<String, usize>>,
    /// File and sheet of the places in the window.
    table: (String, Option<String>),
    window: VecDeque<Spot>,
    /// By the numbers of their requirements.
    groups: BTreeMap<Vec<usize>, Group>,
}

/// A place at which one concept is broken.
#[derive(Debug)]
struct Spot {
    place: Place,
    field: Field,
    broken: Vec<(usize, Option<Severity>)>,
    example: Option<Example>,
}

impl Gather {
    /// Takes one finding.
    pub(super) fn add(&mut self, finding: &Finding<'_>, context: &Context) {
        self.turn_to(finding, context);
        let number = self.number(finding, context);
        let (place, field) = (finding.breach.place, finding.breach.field);
        let level = finding.waived.is_none().then_some(finding.severity);
        let fits = |s: &Spot| s.place == place && s.field == field && self.is_same(s, number);
        let joined = self.window.iter().rposition(fits);
        if let Some(spot) = joined.and_then(|at| self.window.get_mut(at)) {
            spot.broken.push((number, level));
            if wanted(&self.groups, &spot.key(), context) {
                let example = Example::new(finding, context.lang);
                match &mut spot.example {
                    Some(first) => first.join(&finding.requirement.id, example),
                    none => *none = Some(example),
                }
            }
            return;
        }
        let shown = self.may_show(number, context);
        self.window.push_back(Spot {
            place,
            field,
            broken: vec![(number, level)],
            example: shown.then(|| Example::new(finding, context.lang)),
        });
        if self.window.len() > WINDOW {
            self.settle(1, context);
        }
    }

    /// The groups with their requirements, and which comes first where two are as grave.
    pub(super) fn finish(&mut self, context: &Context) -> Vec<(Vec<&Head>, &Group)> {
        self.settle(self.window.len(), context);
        let heads = |key: &Vec<usize>| key.iter().filter_map(|&n| self.heads.get(n)).collect();
        self.groups
            .iter()
            .map(|(key, group)| (heads(key), group))
            .collect()
    }

    /// Another table: nothing in the window can be joined any more.
    fn turn_to(&mut self, finding: &Finding<'_>, context: &Context) {
        let (file, sheet) = (finding.address.file, finding.address.sheet);
        if self.table.0 != file || self.table.1.as_deref() != sheet {
            self.settle(self.window.len(), context);
            self.table = (file.to_owned(), sheet.map(str::to_owned));
        }
    }

    fn number(&mut self, finding: &Finding<'_>, context: &Context) -> usize {
        let (jurisdiction, id) = (&finding.pack.instrument.id, &finding.requirement.id);
        if let Some(&known) = self.numbers.get(jurisdiction).and_then(|ids| ids.get(id)) {
            return known;
        }
        let number = self.heads.len();
        self.heads.push(Head::new(finding, context));
        let ids = self.numbers.entry(jurisdiction.clone()).or_default();
        ids.insert(id.clone(), number);
        number
    }

    /// Whether a requirement asks under its own instrument what those broken at a place ask under others.
    fn is_same(&self, spot: &Spot, number: usize) -> bool {
        let Some(head) = self.heads.get(number) else {
            return false;
        };
        let mut broken = spot.broken.iter().filter_map(|&(n, _)| self.heads.get(n));
        broken.all(|h| h.concept == head.concept && h.jurisdiction != head.jurisdiction)
    }

    /// Whether a place may be an example of the requirement's own group or of one that it leads.
    fn may_show(&self, number: usize, context: &Context) -> bool {
        let led =
            |(key, group): (&Vec<usize>, &Group)| key.first() == Some(&number) && !group.is_full(context);
        wanted(&self.groups, &[number], context) || self.groups.iter().any(led)
    }

    /// Puts the oldest places into their groups.
    fn settle(&mut self, places: usize, context: &Context) {
        for spot in self.window.drain(..places) {
            let group = self.groups.entry(spot.key());
            let group = group.or_insert_with(|| Group::new(spot.broken.len()));
            group.add(
                spot.broken.iter().map(|&(_, severity)| severity),
                spot.example,
                context,
            );
        }
    }
}

impl Spot {
    fn key(&self) -> Vec<usize> {
        self.broken.iter().map(|&(number, _)| number).collect()
    }
}

/// Whether a group is still to show examples, or is still to come.
fn wanted(groups: &BTreeMap<Vec<usize>, Group>, key: &[usize], context: &Context) -> bool {
    groups.get(key).is_none_or(|group| !group.is_full(context))
}
