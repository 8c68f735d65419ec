//! Files that are read to hold others against: lists of bodies, former editions. They make claims and no findings of
//! their own; one that cannot be read leaves the run without a verdict.

use super::{Claimed, Gatherer, Program};
use crate::audit::outcome::{Input, Role};
use crate::audit::run::{Halt, report};
use crate::audit::{Plan, words};
use crate::ingest::{
    Code, Dictionaries, Document, HeaderRows, Layout, Options, Reading, SkippedSheet, Stopped,
};
use crate::model::Record;
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

/// What a run holds its files against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// Lists of bodies, by their names.
    pub departments: Vec<(String, PathBuf)>,
    /// Former editions, by their names.
    pub previous: Vec<(String, PathBuf)>,
}

/// Reads what there is beside the audited files; each file becomes an input of the report.
pub(in crate::audit) fn read_references(
    plan: &Plan<'_>,
    program: &Program<'_>,
    claimed: &mut dyn Claimed,
) -> io::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    let lists = plan.references.departments.iter().map(|f| (Role::Departments, f));
    let editions = plan.references.previous.iter().map(|f| (Role::Previous, f));
    for (role, (name, path)) in lists.chain(editions) {
        let mut input = Input {
            path: name.clone(),
            role,
            ..Input::default()
        };
        match read(plan, program, claimed, path, &mut input) {
            Ok(()) => {}
            Err(Halt::Stopped(stopped)) => input.error = Some(stopped),
            Err(Halt::Sink(error)) => return Err(error),
            Err(Halt::Over) => break,
        }
        inputs.push(input);
    }
    Ok(inputs)
}

/// How a reference is read: a list has its kind, whatever it looks like.
fn reading<'a>(plan: &'a Plan<'_>, program: &Program<'_>, name: &str, role: Role) -> Cow<'a, Reading> {
    let kind = program.list_kind().filter(|_| role == Role::Departments);
    let Some(kind) = kind else {
        return plan.reading_of(name);
    };
    Cow::Owned(Reading {
        layout: Options {
            kind: Some(kind.to_owned()),
            ..Options::default()
        },
        ..plan.reading.clone()
    })
}

fn read(
    plan: &Plan<'_>,
    program: &Program<'_>,
    claimed: &mut dyn Claimed,
    path: &Path,
    input: &mut Input,
) -> Result<(), Halt> {
    if !program.reads(input.role) {
        // Nothing is held against it; which file that was stands in the report all the same.
        let document = Document::new(path, &plan.reading.limits).map_err(Halt::Stopped)?;
        (input.bytes, input.sha256) = (document.bytes, document.sha256);
        input.format = document.format.map(Into::into);
        input.notes.push(words::not_asked_for(input.role));
        return Ok(());
    }
    let reading = reading(plan, program, &input.path, input.role);
    let dictionary = Dictionaries::new(plan.vocabulary, &reading.layout).map_err(Halt::Stopped)?;
    let mut document = Document::new(path, &reading.limits).map_err(Halt::Stopped)?;
    (input.bytes, input.sha256) = (document.bytes, document.sha256.clone());
    input.format = document.format.map(Cow::Borrowed);
    let opened = document.open(&reading, &dictionary);
    input.format = document.format.map(Cow::Borrowed);
    input.encoding.clone_from(&document.encoding);
    opened.map_err(Halt::Stopped)?;
    let (layouts, skipped) =
        layouts(&mut document, &reading, &dictionary, input.role).map_err(Halt::Stopped)?;
    input.skipped = skipped;
    let mut used = false;
    for layout in &layouts {
        used |= table(plan, program, claimed, (&mut document, layout), input)?;
    }
    input.notes = document.notes();
    let rows = input.tables.iter().map(|t| t.rows).sum::<u64>();
    let stopped = match (used, rows) {
        (false, _) => Stopped::new(Code::NoHeader, words::no_reference(input.role)),
        (true, 0) => Stopped::new(Code::Empty, words::empty_reference()),
        (true, _) => return Ok(()),
    };
    Err(Halt::Stopped(stopped))
}

/// The tables of a reference. A list of names alone has a header of one cell, which none is told by otherwise.
fn layouts(
    document: &mut Document,
    reading: &Reading,
    dictionary: &Dictionaries<'_>,
    role: Role,
) -> Result<(Vec<Layout>, Vec<SkippedSheet>), Stopped> {
    let found = document.layouts(reading, dictionary);
    let named = |l: &Layout| l.columns.headers().iter().any(|h| !h.fields.is_empty());
    if role != Role::Departments || found.as_ref().is_ok_and(|(layouts, _)| layouts.iter().any(named)) {
        return found;
    }
    for last in 1..=HEADER_WITHIN {
        let mut reading = reading.clone();
        reading.layout.header_rows = Some(HeaderRows { first: None, last });
        match document.layouts(&reading, dictionary) {
            Ok((layouts, skipped)) if layouts.iter().any(named) => return Ok((layouts, skipped)),
            Ok(_) | Err(_) => {}
        }
    }
    found
}

/// Rows in which the header of a list is looked for.
const HEADER_WITHIN: u32 = 3;

/// One table of a reference; whether its rows can be held against anything.
fn table(
    plan: &Plan<'_>,
    program: &Program<'_>,
    claimed: &mut dyn Claimed,
    (document, layout): (&mut Document, &Layout),
    input: &mut Input,
) -> Result<bool, Halt> {
    let name = input.path.clone();
    let mut gatherer = Gatherer::reading_as(input.role, program, layout, &name, program.reader(), &[]);
    let mut table = document.table(layout, plan.vocabulary).map_err(Halt::Stopped)?;
    let mut record = Record::new(plan.vocabulary, &layout.columns);
    let mut rows = 0u64;
    while table.next(record.row_mut()).map_err(Halt::Stopped)? {
        record.interpret();
        gatherer.see(&record, None);
        rows += 1;
        if rows.is_multiple_of(1024) {
            claimed.claimed(gatherer.take()).map_err(Halt::Sink)?;
        }
    }
    let able = gatherer.is_able();
    claimed.claimed(gatherer.close()).map_err(Halt::Sink)?;
    input.tables.push(report(layout, &table));
    Ok(able)
}
