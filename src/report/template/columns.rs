//! The columns of a form: what must be filled in first, what hangs on another cell right after that, then what else the
//! requirements look at. Knows requirements; knows no sheet.

use super::choices::{Choices, choices};
use super::{lists, short};
use crate::check::Ask;
use crate::check::across::{From, Lane};
use crate::law::{Pack, Requirement};
use crate::model::{Citation, Entry, Field, Severity, Vocabulary, lists_resources, table_kind};
use std::collections::BTreeMap;

/// How far a column has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// Always.
    Always,
    /// Where other cells say so, or where another column is not.
    Sometimes,
    /// Not by any requirement; what stands there is checked.
    Never,
}

/// A requirement that looks at a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Duty<'p> {
    /// Which of the form's instruments.
    pub(super) pack: usize,
    pub(super) requirement: &'p Requirement,
    /// Whether it asks that the column be filled in, or be there.
    pub(super) asks: bool,
}

/// A column of a form.
#[derive(Debug)]
pub(super) struct Column<'p> {
    pub(super) field: Field,
    pub(super) entry: &'p Entry,
    pub(super) need: Need,
    pub(super) choices: Choices,
    pub(super) duties: Vec<Duty<'p>>,
    /// What asks that it be filled in.
    pub(super) asks: Vec<Ask>,
}

impl Column<'_> {
    /// The header, marked as `check` and people read it.
    pub(super) fn header(&self) -> String {
        let mark = match self.need {
            Need::Always => "*",
            Need::Sometimes => "△",
            Need::Never => "",
        };
        format!("{mark}{}", self.entry.zh)
    }

    /// The requirements that matter most to who fills it in: those that ask for it, else all that look at it.
    pub(super) fn foremost(&self) -> impl Iterator<Item = &Duty<'_>> {
        let asked = self.duties.iter().any(|d| d.asks);
        self.duties.iter().filter(move |d| d.asks || !asked)
    }

    /// Its articles, each instrument's own.
    pub(super) fn articles(&self) -> Vec<(usize, Citation)> {
        let mut all: Vec<(usize, Citation)> = Vec::new();
        for duty in self.foremost() {
            let article = (duty.pack, duty.requirement.citation);
            if !all.contains(&article) {
                all.push(article);
            }
        }
        all
    }
}

/// An article as a cell shows it.
pub(super) fn cited(packs: &[&Pack], several: bool, (at, citation): (usize, Citation)) -> String {
    match packs.get(at).filter(|_| several) {
        Some(pack) => format!("{}{citation}", short(pack)),
        None => citation.to_string(),
    }
}

/// Columns as they are found.
pub(super) struct Gathered<'p> {
    kind: String,
    vocabulary: &'p Vocabulary,
    /// Fields that an instrument lists, then those that must be filled in, then those that hang on others, then the rest.
    found: [Vec<Field>; 4],
    duties: BTreeMap<Field, Vec<Duty<'p>>>,
    asks: BTreeMap<Field, Vec<Ask>>,
    limits: BTreeMap<Field, Vec<Vec<String>>>,
}

impl<'p> Gathered<'p> {
    pub(super) fn new(kind: &str, vocabulary: &'p Vocabulary) -> Self {
        Self {
            kind: kind.to_owned(),
            vocabulary,
            found: Default::default(),
            duties: BTreeMap::new(),
            asks: BTreeMap::new(),
            limits: BTreeMap::new(),
        }
    }

    /// The fields that an instrument lists, and nothing else of it.
    pub(super) fn enumerated(&mut self, at: usize, pack: &'p Pack) {
        let kind = self.kind.clone();
        for requirement in pack.requirements.iter().filter(|r| lists(r, &kind)) {
            self.requirement(at, requirement);
        }
    }

    /// Everything that an instrument asks of such a table.
    pub(super) fn all(&mut self, at: usize, pack: &'p Pack) {
        let kind = self.kind.clone();
        for requirement in pack.requirements.iter().filter(|r| r.is_about(&kind)) {
            self.requirement(at, requirement);
        }
    }

    fn requirement(&mut self, at: usize, requirement: &'p Requirement) {
        let mut read: Vec<Field> = Vec::new();
        let mut asked: Vec<Field> = Vec::new();
        if let Some(check) = requirement.check() {
            for ask in check.asks() {
                asked.extend(ask.each.iter().chain(&ask.any));
                self.ask(requirement, ask);
            }
            for (field, words) in check.choices() {
                self.limits.entry(field).or_default().push(words);
            }
            read.extend(check.fields());
        }
        if let Some(across) = requirement.across() {
            let here = |lane: &&Lane| match &lane.from {
                From::Own => true,
                From::Table(kind) => *kind == self.kind,
                From::List(_) | From::Previous(_) => false,
            };
            read.extend(across.lanes().iter().filter(here).flat_map(Lane::fields));
        }
        read.extend(requirement.event);
        let [.., rest] = &mut self.found;
        rest.extend(&read);
        for field in read {
            let duty = Duty {
                pack: at,
                requirement,
                asks: asked.contains(&field),
            };
            let duties = self.duties.entry(field).or_default();
            if !duties.iter().any(|d| d.requirement.id == requirement.id) {
                duties.push(duty);
            }
        }
    }

    /// Notes what is to be filled in. An encouragement asks for nothing.
    fn ask(&mut self, requirement: &Requirement, ask: Ask) {
        let [listed, must, hanging, _] = &mut self.found;
        if requirement.missing.is_some() {
            listed.extend(ask.each.iter().chain(&ask.any));
        }
        if requirement.severity == Severity::Info {
            return;
        }
        for &field in ask.each.iter().chain(&ask.any) {
            if ask.column_only(field) {
                continue;
            }
            if need(&ask, field) == Need::Always {
                must.push(field);
            } else {
                hanging.push(field);
            }
            self.asks.entry(field).or_default().push(ask.clone());
        }
    }

    /// The columns in the order in which they are filled in.
    pub(super) fn in_order(mut self) -> Vec<Column<'p>> {
        let [listed, must, hanging, rest] = std::mem::take(&mut self.found);
        let mut order: Vec<Field> = Vec::new();
        let leading = |field: &Field| must.contains(field) || !hanging.contains(field);
        let firm = listed.iter().copied().filter(leading).chain(must.iter().copied());
        place(&mut order, firm);
        self.name(&mut order);
        for field in hanging.iter().copied() {
            self.insert(&mut order, field);
        }
        place(&mut order, listed.into_iter().chain(rest));
        if order.is_empty() {
            return Vec::new();
        }
        order.into_iter().map(|field| self.column(field)).collect()
    }

    /// A list of resources without their names says nothing; what else tells them apart stands beside.
    fn name(&self, order: &mut Vec<Field>) {
        if self.duties.is_empty() || !lists_resources(&self.kind) {
            return;
        }
        let keys = table_kind(&self.kind).map_or(&[][..], |kind| &kind.keys);
        let keys: Vec<Field> = keys.iter().filter_map(|id| self.vocabulary.field(id)).collect();
        let looked_at = |key: &Field| self.duties.contains_key(key);
        if !keys.iter().any(|key| order.contains(key)) {
            let named = keys.iter().copied().find(looked_at);
            order.splice(0..0, named.or(keys.first().copied()));
        }
        let others: Vec<Field> = keys
            .into_iter()
            .filter(|k| looked_at(k) && !order.contains(k))
            .collect();
        let at = order.len().min(1);
        order.splice(at..at, others);
    }

    /// Puts a field right after those that it hangs on, which are put there first.
    fn insert(&self, order: &mut Vec<Field>, field: Field) {
        if order.contains(&field) {
            return;
        }
        let asks = self.asks.get(&field).into_iter().flatten();
        let on: Vec<Field> = asks.flat_map(Ask::hangs_on).filter(|f| *f != field).collect();
        place(order, on.iter().copied());
        let hangs = |f: &Field| {
            let asks = self.asks.get(f).into_iter().flatten();
            asks.flat_map(Ask::hangs_on).any(|o| on.contains(&o))
        };
        let after = order.iter().rposition(|f| on.contains(f));
        let at = after.map_or(order.len(), |at| {
            let followers = order
                .iter()
                .skip(at + 1)
                .take_while(|f| hangs(f) && !on.contains(f));
            at + 1 + followers.count()
        });
        order.insert(at, field);
    }

    fn column(&mut self, field: Field) -> Column<'p> {
        let entry = self.vocabulary.entry(field);
        let asks = self.asks.remove(&field).unwrap_or_default();
        let need = asks.iter().map(|ask| self::need(ask, field)).min();
        let limits = self.limits.remove(&field).unwrap_or_default();
        Column {
            field,
            entry,
            need: need.unwrap_or(Need::Never),
            choices: choices(self.vocabulary, entry, &limits),
            duties: self.duties.remove(&field).unwrap_or_default(),
            asks,
        }
    }
}

/// How far one rule asks for a field.
fn need(ask: &Ask, field: Field) -> Need {
    let alone = ask.each.contains(&field) || ask.any.len() == 1;
    if alone && ask.when.is_empty() && ask.unless.is_empty() {
        Need::Always
    } else {
        Need::Sometimes
    }
}

/// Adds the fields that are not there yet.
fn place(order: &mut Vec<Field>, fields: impl Iterator<Item = Field>) {
    for field in fields {
        if !order.contains(&field) {
            order.push(field);
        }
    }
}
