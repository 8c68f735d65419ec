//! The fields and classes that a pack brings along: merged into the vocabulary of the run before any check is compiled.
//! Knows no requirement.

use super::super::words;
use super::raw::Table;
use crate::model::{ClassEntry, Entry, Fault, Field, Type, Vocabulary, fold, nearest, table_kinds};
use std::collections::BTreeSet;
use std::ops::Range;

/// Adds the `[[class]]` and `[[field]]` tables of a pack. What the vocabulary has already, word for word, is left: the
/// same pack may be read twice.
pub(super) fn extend(root: &mut Table<'_>, vocabulary: &mut Vocabulary, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for table in root.tables("class", faults) {
        class(table, vocabulary, &mut seen, faults);
    }
    seen.clear();
    for table in root.tables("field", faults) {
        field(table, vocabulary, &mut seen, faults);
    }
}

fn class(
    table: Table<'_>,
    vocabulary: &mut Vocabulary,
    seen: &mut BTreeSet<String>,
    faults: &mut Vec<Fault>,
) {
    let at = table.at("id");
    let Some(class) = table.whole::<ClassEntry>(faults) else {
        return;
    };
    let id = class.id.clone();
    if !seen.insert(id.clone()) {
        faults.push(Fault::new(at, words::twice(&id)));
        return;
    }
    match vocabulary.class(&id) {
        Some(there) if *there == class => {}
        Some(_) => faults.push(Fault::new(at, words::class_taken(&id))),
        None => {
            if vocabulary.add_class(class).is_err() {
                faults.push(Fault::new(at, words::class_unclear(&id)));
            }
        }
    }
}

fn field(
    table: Table<'_>,
    vocabulary: &mut Vocabulary,
    seen: &mut BTreeSet<String>,
    faults: &mut Vec<Fault>,
) {
    let (at, kind) = (table.at("id"), table.at("type"));
    let spellings = [table.strings("zh"), table.strings("headers")].concat();
    let tables = table.strings("tables");
    let Some(entry) = table.whole::<Entry>(faults) else {
        return;
    };
    let before = faults.len();
    if !seen.insert(entry.id.clone()) {
        faults.push(Fault::new(at.clone(), words::twice(&entry.id)));
    }
    if let Some(there) = vocabulary.field(&entry.id).map(|f| vocabulary.entry(f)) {
        if *there != entry {
            faults.push(Fault::new(at, words::field_taken(&entry.id, &there.text())));
        }
        return;
    }
    if let Type::Class(id) = &entry.kind
        && vocabulary.class(id).is_none()
    {
        faults.push(Fault::new(kind, words::no_such_class(id)));
    }
    for (table, span) in tables {
        unknown_table(&table, span, faults);
    }
    for (header, span) in spellings {
        if let Some(owner) = owner(&header, &entry, vocabulary) {
            faults.push(Fault::new(
                span,
                words::header_taken(&header, &owner.text(), &owner.id),
            ));
        }
    }
    // A field is there even where something is wrong with it: requirements that name it are not to blame.
    let twice = vocabulary.field(&entry.id).is_some();
    if !twice && vocabulary.add(entry).is_err() && faults.len() == before {
        faults.push(Fault::new(at, words::too_many_fields()));
    }
}

fn unknown_table(table: &str, span: Range<usize>, faults: &mut Vec<Fault>) {
    let mut known = table_kinds().iter().map(|k| k.id.as_str());
    if known.any(|k| k == table) {
        return;
    }
    let mut fault = Fault::new(span, words::unknown_table(table));
    fault.help = nearest(table, table_kinds().iter().map(|k| k.id.as_str())).map(words::did_you_mean);
    faults.push(fault);
}

/// The field whose header this is already, in a table that both may stand in.
fn owner<'v>(header: &str, entry: &Entry, vocabulary: &'v Vocabulary) -> Option<&'v Entry> {
    let folded = fold(header);
    let beside = |other: &Entry| {
        other.tables.is_empty()
            || entry.tables.is_empty()
            || other.tables.iter().any(|t| entry.tables.contains(t))
    };
    let called = |other: &Entry| {
        std::iter::once(&other.zh)
            .chain(&other.headers)
            .any(|h| fold(h) == folded)
    };
    let all = |(_, other): (Field, &'v Entry)| other;
    vocabulary
        .fields()
        .map(all)
        .find(|other| beside(other) && called(other))
}
