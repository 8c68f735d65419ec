//! Relationships of parts and the package's content types: what is there, what is added.

use super::Fault;
use super::xml::{At, append, edited, value};
use crate::ingest::related_part;

/// The kinds of relationships that are followed or made.
pub(super) const SHEET: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
pub(super) const COMMENTS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
pub(super) const DRAWING: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing";

/// A part's relationships as they are where it has none.
const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The relationships of one part.
#[derive(Debug, Clone)]
pub(super) struct Relations {
    /// Where they stand.
    pub(super) part: String,
    folder: String,
    xml: String,
    all: Vec<(String, String, String)>,
}

/// Where the relationships of a part stand.
pub(super) fn beside(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    format!("{folder}_rels/{file}.rels")
}

impl Relations {
    pub(super) fn read(of: &str, xml: Option<String>) -> Result<Self, Fault> {
        let xml = xml.unwrap_or_else(|| NONE.to_owned());
        let mut all = Vec::new();
        edited(&xml, &mut |_: usize, at: &At<'_>, _: &mut String| {
            if let At::Open { tag, .. } = at
                && tag.local_name().as_ref() == "Relationship"
            {
                let get = |name| value(tag, name).unwrap_or_default();
                all.push((get("Id"), get("Type"), get("Target")));
            }
            Ok(None)
        })?;
        Ok(Self {
            part: beside(of),
            folder: of
                .rsplit_once('/')
                .map_or(String::new(), |(folder, _)| folder.to_owned()),
            xml,
            all,
        })
    }

    /// The part a relationship leads to.
    pub(super) fn target(&self, is: impl Fn(&str) -> bool) -> Option<String> {
        let (_, _, target) = self.all.iter().find(|(_, kind, _)| is(kind))?;
        Some(related_part(&self.folder, target))
    }

    /// The relationships that lead to drawings of notes, with their parts.
    pub(super) fn drawings(&self) -> Vec<(String, String)> {
        let all = self
            .all
            .iter()
            .filter(|(_, kind, _)| kind.ends_with("/vmlDrawing"));
        all.map(|(id, _, target)| (id.clone(), related_part(&self.folder, target)))
            .collect()
    }

    /// An id that is not taken.
    pub(super) fn free(&self) -> String {
        let taken = |id: &str| self.all.iter().any(|(known, ..)| known == id);
        let mut number = 1u32;
        loop {
            let id = format!("rIdAudit{number}");
            if !taken(&id) {
                return id;
            }
            number += 1;
        }
    }

    /// One more, to a part of the package.
    pub(super) fn add(&mut self, id: &str, kind: &str, part: &str) -> Result<(), Fault> {
        let one = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{part}\"/>");
        self.xml = append(&self.xml, "Relationships", &one)?;
        self.all
            .push((id.to_owned(), kind.to_owned(), format!("/{part}")));
        Ok(())
    }

    pub(super) fn xml(&self) -> &str {
        &self.xml
    }
}

/// The content types with those of new sheets and notes.
pub(super) fn types(xml: &str, sheet: &str, comments: &[String]) -> Result<String, Fault> {
    const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut knows_drawings = false;
    edited(xml, &mut |_: usize, at: &At<'_>, _: &mut String| {
        if let At::Open { tag, .. } = at {
            knows_drawings |= value(tag, "Extension").is_some_and(|e| e.eq_ignore_ascii_case("vml"));
        }
        Ok(None)
    })?;
    let mut more = String::new();
    if !knows_drawings && !comments.is_empty() {
        more.push_str(
            "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>",
        );
    }
    let part = |part: &str, kind: &str| {
        format!("<Override PartName=\"/{part}\" ContentType=\"{SPREADSHEET}.{kind}+xml\"/>")
    };
    more.push_str(&part(sheet, "worksheet"));
    more.extend(comments.iter().map(|name| part(name, "comments")));
    append(xml, "Types", &more)
}
