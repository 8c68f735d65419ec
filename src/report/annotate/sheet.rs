//! A sheet's part, streamed: colours laid over its marked cells, the drawing of its notes named. Cells pass untouched.

use super::Fault;
use super::marks::{Marks, region};
use super::xml::{At, Editor, RELATIONS, retag, root, value};
use crate::model::Severity;
use quick_xml::events::BytesStart;
use std::fmt::Write as _;

/// The order the schema wants below the root.
const ORDER: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

fn rank(name: &str) -> Option<usize> {
    // What is said for newer readers first stands around controls and embedded objects.
    let name = if name == "AlternateContent" {
        "oleObjects"
    } else {
        name
    };
    ORDER.iter().position(|known| *known == name)
}

fn place(name: &str) -> usize {
    rank(name).unwrap_or(ORDER.len())
}

/// The number of the first of our formats in the workbook's styles.
pub(super) fn format(first: usize, level: Option<Severity>) -> usize {
    match level {
        Some(Severity::Error) => first,
        Some(Severity::Warning) => first + 1,
        Some(Severity::Info) => first + 2,
        None => first + 3,
    }
}

/// Lays marks over a sheet.
pub(super) struct Overlay<'a> {
    marks: &'a mut Marks,
    first_format: usize,
    /// The relationship that a drawing of notes is to have, where notes are to be made.
    drawing: Option<&'a str>,
    /// The relationship of the drawing that is already there.
    pub(super) drawn: Option<String>,
    regions: Vec<crate::ingest::Region>,
    rules: Option<Vec<(Option<Severity>, String)>>,
    laid: bool,
    named: bool,
}

impl<'a> Overlay<'a> {
    pub(super) fn new(marks: &'a mut Marks, first_format: usize, drawing: Option<&'a str>) -> Self {
        Self {
            marks,
            first_format,
            drawing,
            drawn: None,
            regions: Vec::new(),
            rules: None,
            laid: false,
            named: drawing.is_none(),
        }
    }

    /// The rules, settled once every merged region is known.
    fn rules(&mut self) -> &[(Option<Severity>, String)] {
        let (marks, regions) = (&mut *self.marks, &self.regions);
        self.rules.get_or_insert_with(|| {
            marks.merge(regions);
            marks.rules()
        })
    }

    /// Puts in what has its place before an element of this rank.
    fn before(&mut self, rank: usize, ahead: &mut String) {
        if !self.laid && rank > place("conditionalFormatting") {
            self.laid = true;
            let first = self.first_format;
            for (priority, (severity, ranges)) in (1..).zip(self.rules()) {
                let format = format(first, *severity);
                let _ = write!(
                    ahead,
                    "<conditionalFormatting sqref=\"{ranges}\"><cfRule type=\"expression\" dxfId=\"{format}\" \
                     priority=\"{priority}\"><formula>TRUE</formula></cfRule></conditionalFormatting>"
                );
            }
        }
        if let (false, Some(id)) = (self.named || rank <= place("legacyDrawing"), self.drawing) {
            self.named = true;
            let _ = write!(ahead, "<legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"{id}\"/>");
        }
    }

    fn child(&mut self, tag: &BytesStart<'_>, ahead: &mut String) {
        let name = tag.local_name();
        if let Some(rank) = rank(name.as_ref()) {
            self.before(rank, ahead);
        }
        if name.as_ref() == "legacyDrawing" {
            self.named = true;
            let mut all = tag.attributes();
            let id = all
                .with_checks(false)
                .flatten()
                .find(|a| a.key.local_name().as_ref() == "id");
            self.drawn = id.map(|a| a.value.into_owned());
        }
    }
}

impl Editor for Overlay<'_> {
    fn see(&mut self, depth: usize, at: &At<'_>, ahead: &mut String) -> Result<Option<String>, Fault> {
        let (tag, empty) = match at {
            At::Open { tag, empty } => (tag, *empty),
            At::Close { .. } => {
                if depth == 0 {
                    self.before(ORDER.len(), ahead);
                }
                return Ok(None);
            }
        };
        match depth {
            0 => root(tag)?,
            1 => self.child(tag, ahead),
            _ => {}
        }
        match tag.local_name().as_ref() {
            "mergeCell" => self.regions.extend(value(tag, "ref").as_deref().and_then(region)),
            "cfRule" => {
                let shift = self.rules().len() as u64;
                if let Some(priority) = value(tag, "priority").and_then(|p| p.parse::<u64>().ok()) {
                    let priority = priority.saturating_add(shift).to_string();
                    return Ok(Some(retag(tag, &[("priority", priority)], empty)));
                }
            }
            _ => {}
        }
        Ok(None)
    }
}
