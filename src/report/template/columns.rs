//! The columns of a form: what must be filled in first, what hangs on another cell right after that, then what else the
//! requirements look at. Knows requirements; knows no sheet.

use super::choices::{Choices, choices};
use super::{lists, short};
use crate::audit::Subject;
use crate::check::across::{From, Lane};
use crate::check::{Ask, Bar, Shape, Term};
use crate::law::{Pack, Requirement};
use crate::model::{Citation, Entry, Field, Severity, Type, Vocabulary, fold, lists_resources, table_kind};
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
    /// What it is called in this kind of table.
    pub(super) name: String,
    pub(super) need: Need,
    pub(super) choices: Choices,
    pub(super) duties: Vec<Duty<'p>>,
    /// What asks that it be filled in.
    pub(super) asks: Vec<Ask>,
    /// What its text has to look like.
    pub(super) shape: Option<Shape>,
}

impl Column<'_> {
    /// The header, marked as `check` and people read it.
    pub(super) fn header(&self) -> String {
        let mark = match self.need {
            Need::Always => "*",
            Need::Sometimes => "△",
            Need::Never => "",
        };
        format!("{mark}{}", self.name)
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
    bars: Vec<Bar>,
    shapes: BTreeMap<Field, Shape>,
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
            bars: Vec::new(),
            shapes: BTreeMap::new(),
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
        for requirement in &pack.requirements {
            if requirement.is_about(&kind) {
                self.requirement(at, requirement);
            } else {
                let read = self.lanes(requirement, false);
                self.reads(at, requirement, (&read, &[]));
            }
        }
    }

    /// The fields of this kind of table that a requirement holds against other tables; `own` where it is about this kind.
    fn lanes(&self, requirement: &Requirement, own: bool) -> Vec<Field> {
        let here = |lane: &&Lane| match &lane.from {
            From::Own => own,
            From::Table(kind) | From::List(kind) => *kind == self.kind,
            From::Previous(_) => false,
        };
        let lanes = requirement.across().map_or(&[][..], |across| across.lanes());
        lanes.iter().filter(here).flat_map(Lane::fields).collect()
    }

    fn requirement(&mut self, at: usize, requirement: &'p Requirement) {
        let mut read: Vec<Field> = Vec::new();
        let mut asked: Vec<Field> = Vec::new();
        if let Some(check) = requirement.check() {
            for ask in check.asks() {
                asked.extend(ask.each.iter().chain(&ask.any));
                self.ask(requirement, &ask);
            }
            for shape in check.shapes() {
                self.shapes.entry(shape.field).or_insert(shape);
            }
            // What a rule only encourages is no fault.
            if requirement.severity != Severity::Info {
                self.bars.extend(check.bars());
            }
            for (field, words) in check.choices() {
                self.limits.entry(field).or_default().push(words);
            }
            read.extend(check.fields());
        }
        read.extend(self.lanes(requirement, true));
        read.extend(requirement.event);
        self.reads(at, requirement, (&read, &asked));
    }

    /// Notes that a requirement looks at fields, some of which it asks for.
    fn reads(&mut self, at: usize, requirement: &'p Requirement, (read, asked): (&[Field], &[Field])) {
        let [.., rest] = &mut self.found;
        rest.extend(read);
        for &field in read {
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
    fn ask(&mut self, requirement: &Requirement, ask: &Ask) {
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
            if need(ask, field) == Need::Always {
                must.push(field);
            } else {
                hanging.push(field);
            }
            self.asks.entry(field).or_default().push(ask.clone());
        }
    }

    /// The columns in the order in which they are filled in, and what must not stand together in them.
    pub(super) fn in_order(mut self) -> (Vec<Column<'p>>, Vec<Bar>) {
        let [listed, must, hanging, rest] = std::mem::take(&mut self.found);
        let mut order: Vec<Field> = Vec::new();
        let leading = |field: &Field| must.contains(field) || !hanging.contains(field);
        let firm = listed.iter().copied().filter(leading).chain(must.iter().copied());
        place(&mut order, firm);
        self.name(&mut order, &listed);
        for field in hanging.iter().copied() {
            self.insert(&mut order, field);
        }
        place(&mut order, listed.into_iter().chain(rest));
        if order.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let columns = order.into_iter().map(|field| self.column(field)).collect();
        (columns, self.bars)
    }

    /// Puts what a record is called by in front: without it nobody knows which one is meant, whatever is found in it.
    fn name(&self, order: &mut Vec<Field>, listed: &[Field]) {
        if self.duties.is_empty() {
            return;
        }
        let looked_at = |f: &Field| order.contains(f) || self.duties.contains_key(f);
        let mut names: Vec<Field> = Vec::new();
        for group in Subject::NAMED_BY {
            let group: Vec<Field> = group.iter().filter_map(|id| self.vocabulary.field(id)).collect();
            let has = |f: &Field| self.vocabulary.tables_of(*f).contains(&self.kind.as_str());
            let one = group
                .iter()
                .find(|f| looked_at(f))
                .or_else(|| group.iter().find(|f| has(f)));
            names.extend(one);
        }
        let (resources, tell) = match table_kind(&self.kind) {
            Some(kind) if lists_resources(&kind.id) => (kind.keys.as_slice(), &[][..]),
            Some(kind) => (&[][..], kind.tell.as_slice()),
            None => (&[][..], &[][..]),
        };
        let known = |ids: &[String]| -> Vec<Field> {
            ids.iter().filter_map(|id| self.vocabulary.field(id)).collect()
        };
        // What hangs on other cells stands after them.
        let worded = |f: &Field| {
            let kind = &self.vocabulary.entry(*f).kind;
            matches!(kind, Type::Text | Type::Identifier) && !self.asks.contains_key(f)
        };
        names.extend(known(resources).into_iter().filter(looked_at));
        names.extend(known(tell).into_iter().filter(worded));
        // What an instrument lists keeps its place.
        names.retain(|f| !listed.contains(f));
        order.retain(|f| !names.contains(f));
        // The name of a resource stays the first column, which is kept in sight.
        let leads = |f: &Field| Subject::NAMED_BY[0].contains(&self.vocabulary.entry(*f).id.as_str());
        let at = usize::from(order.first().is_some_and(leads));
        let mut front: Vec<Field> = Vec::new();
        place(&mut front, names.into_iter());
        order.splice(at..at, front);
    }

    /// Puts a field right after those that it hangs on, which are put there first.
    fn insert(&self, order: &mut Vec<Field>, field: Field) {
        if order.contains(&field) {
            return;
        }
        let on = self.told_by(field);
        place(order, on.iter().copied());
        let hangs = |f: &Field| self.told_by(*f).iter().any(|o| on.contains(o));
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

    /// The fields that say whether a field must be filled in: those that call for it, else those that exempt it.
    fn told_by(&self, field: Field) -> Vec<Field> {
        let asks = self.asks.get(&field).into_iter().flatten();
        let terms = asks.flat_map(|ask| {
            if ask.when.is_empty() {
                &ask.unless
            } else {
                &ask.when
            }
        });
        terms.flat_map(Term::fields).filter(|f| *f != field).collect()
    }

    /// The name of a field, or where that means another field in this kind of table, the first spelling that does not;
    /// of a code that is checked under a header that says so, such a header.
    fn called(&self, field: Field) -> String {
        let entry = self.vocabulary.entry(field);
        let spoken = self.vocabulary.dialects().iter();
        let spoken: Vec<&(Field, Vec<String>)> = spoken
            .filter(|d| d.tables.contains(&self.kind))
            .flat_map(|d| &d.headers)
            .collect();
        let ours = spoken
            .iter()
            .filter(|(f, _)| *f == field)
            .flat_map(|(_, spelt)| spelt);
        let others = || {
            spoken
                .iter()
                .filter(|(f, _)| *f != field)
                .flat_map(|(_, spelt)| spelt)
        };
        let names: Vec<&String> = std::iter::once(&entry.zh)
            .chain(ours)
            .chain(&entry.headers)
            .collect();
        let free = |name: &&&String| others().all(|other| other != **name);
        let headed = self.shapes.get(&field).and_then(|shape| shape.headed.as_ref());
        let says = |name: &&&String| headed.is_some_and(|word| fold(name).contains(word.as_str()));
        let mut fit = names.iter().filter(free);
        let said = names.iter().filter(free).find(says);
        (*said.or_else(|| fit.next()).unwrap_or(&&entry.zh)).clone()
    }

    fn column(&mut self, field: Field) -> Column<'p> {
        let entry = self.vocabulary.entry(field);
        let asks = self.asks.remove(&field).unwrap_or_default();
        let need = asks.iter().map(|ask| self::need(ask, field)).min();
        let limits = self.limits.remove(&field).unwrap_or_default();
        Column {
            field,
            entry,
            name: self.called(field),
            need: need.unwrap_or(Need::Never),
            choices: choices(self.vocabulary, entry, &limits),
            duties: self.duties.remove(&field).unwrap_or_default(),
            asks,
            shape: self.shapes.remove(&field),
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
