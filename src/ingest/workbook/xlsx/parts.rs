//! The workbook part and its relationships: which sheets there are, where they lie, whether they are shown, and where
//! what their cells refer to lies.

use super::super::sheet_parts::related_part;
use super::super::words;
use super::super::xml::{attribute, says_yes};
use super::super::zip::{Container, damaged};
use crate::ingest::{Stopped, Visibility};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// A sheet as the workbook part lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) part: String,
    /// Charts and dialogs have no cells.
    pub(super) has_cells: bool,
}

/// The workbook part.
pub(super) struct Workbook {
    /// The parts that cells refer to: what their relationships name, or else the names that Excel gives them.
    pub(super) strings: String,
    pub(super) styles: String,
    pub(super) sheets: Vec<Listed>,
    pub(super) since_1904: bool,
}

struct Relation {
    kind: String,
    target: String,
}

/// The target of the package's main document, such as `xl/workbook.xml`.
pub(in super::super) fn main_part(container: &mut Container) -> Result<Option<String>, Stopped> {
    let relations = relations(container, "_rels/.rels")?;
    // The last one counts for calamine, so it does here.
    Ok(relations
        .into_iter()
        .rfind(|(_, r)| r.kind.ends_with("/relationships/officeDocument"))
        .map(|(_, r)| related_part("", &r.target)))
}

/// The targets of a part's relationships by their ids.
pub(in super::super) fn relation_targets(
    container: &mut Container,
    part: &str,
) -> Result<BTreeMap<String, String>, Stopped> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let relations = relations(container, &format!("{folder}/_rels/{file}.rels"))?;
    Ok(relations.into_iter().map(|(id, r)| (id, r.target)).collect())
}

/// Reads the workbook part and its relationships.
pub(super) fn read(container: &mut Container, main: &str) -> Result<Workbook, Stopped> {
    let (folder, file) = main.rsplit_once('/').map_or(("", main), |(d, f)| (d, f));
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    let relations: BTreeMap<_, _> = relations(container, &format!("{folder}_rels/{file}.rels"))?
        .into_iter()
        .collect();
    let named = |kind: &str, usual: &str| {
        let related = relations.values().filter(|r| r.kind.ends_with(kind));
        let mut parts = related.map(|r| related_part(&folder, &r.target));
        let there = parts.find(|part| container.has(part));
        there.unwrap_or_else(|| related_part(&folder, usual))
    };
    let mut workbook = Workbook {
        strings: named("/sharedStrings", "sharedStrings.xml"),
        styles: named("/styles", "styles.xml"),
        sheets: Vec::new(),
        since_1904: false,
    };
    let mut part = container
        .xml(main)?
        .ok_or_else(|| damaged(words::part_missing(main)))?;
    loop {
        match part.next()? {
            Event::Start(e) if e.local_name().as_ref() == "sheet" => {
                let listed = sheet(&e, &folder, &relations)
                    .ok_or_else(|| damaged(words::part_damaged(main, "sheet")))?;
                workbook.sheets.push(listed);
            }
            Event::Start(e) if e.local_name().as_ref() == "workbookPr" => {
                // An extension element of the same name never carries the attribute.
                workbook.since_1904 |= says_yes(&e, "date1904");
            }
            Event::Eof => return Ok(workbook),
            _ => {}
        }
    }
}

fn sheet(e: &BytesStart, folder: &str, relations: &BTreeMap<String, Relation>) -> Option<Listed> {
    let relation = relations.get(&*attribute(e, "id")?)?;
    let hidden = attribute(e, "state").is_some_and(|s| s != "visible");
    Some(Listed {
        name: attribute(e, "name")?.into_owned(),
        visibility: if hidden {
            Visibility::Hidden
        } else {
            Visibility::Visible
        },
        part: related_part(folder, &relation.target),
        has_cells: relation.kind.ends_with("/worksheet"),
    })
}

fn relations(container: &mut Container, name: &str) -> Result<Vec<(String, Relation)>, Stopped> {
    let Some(mut part) = container.xml(name)? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    loop {
        match part.next()? {
            Event::Start(e) if e.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&e, name).unwrap_or_default().into_owned();
                let relation = Relation {
                    kind: get("Type"),
                    target: get("Target"),
                };
                found.push((get("Id"), relation));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}
