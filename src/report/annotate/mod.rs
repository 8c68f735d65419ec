//! The files of an audit, each as a workbook with its problems marked: colours, notes, and a first sheet that lists them.
//! Lays findings by in the heap of their file and makes one copy after the other. Does not know where copies go.

mod list;
mod marks;
mod notes;
mod package;
mod problem;
mod rebuild;
mod relations;
mod sheet;
mod styles;
mod words;
mod workbook;
mod xml;

use super::buckets::Buckets;
use super::seal::{ListId, Seal};
use super::split::Names;
use crate::audit::{Finding, Input, Outcome, Plan, Sink};
use crate::ingest::{Document, SheetParts, list_name};
use crate::model::{Lang, Severity, Text};
use list::List;
use marks::{MOST_NOTES, Marks, Spot};
use problem::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Why a workbook is not marked in place.
#[derive(Debug)]
enum Fault {
    /// It is built in a way that is left alone.
    Refused(Text),
    Io(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<quick_xml::Error> for Fault {
    fn from(error: quick_xml::Error) -> Self {
        Self::Refused(words::not_read(&error.to_string()))
    }
}

impl From<zip::result::ZipError> for Fault {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => Self::Io(error),
            other => Self::Refused(words::not_read(&other.to_string())),
        }
    }
}

/// Findings laid by for the copies of files.
#[derive(Debug)]
pub struct Annotate {
    lang: Lang,
    buckets: Buckets,
    files: BTreeMap<String, usize>,
}

/// A copy to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The file as the report names it.
    pub input: String,
    /// The name of its copy.
    pub file: String,
}

/// How a copy came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// The file itself, marked.
    Marked,
    /// A workbook of the same content, since the file could not be marked; why.
    Rebuilt(Text),
}

/// Why there is no copy of a file.
#[derive(Debug)]
pub enum Unmade {
    /// The file cannot be read as it was when it was audited.
    Changed,
    /// It cannot be read any more, or not made into a workbook.
    Unreadable(Text),
    /// The copy cannot be written.
    Io(io::Error),
}

impl Sink for Annotate {
    fn finding(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let line = serde_json::to_vec(&Problem::of(finding, self.lang))?;
        let file = finding.address.file;
        let heap = if let Some(&heap) = self.files.get(file) {
            heap
        } else {
            let heap = self.buckets.heap();
            self.files.insert(file.to_owned(), heap);
            heap
        };
        self.buckets.put(heap, &line)
    }
}

impl Annotate {
    /// Nothing laid by.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            buckets: Buckets::new(),
            files: BTreeMap::new(),
        }
    }

    /// The copies to be made: one of each file with findings, under a name that every system takes.
    pub fn copies(&self, outcome: &Outcome<'_>) -> Vec<Copy> {
        let mut names = Names::default();
        let inputs = outcome.inputs.iter().filter(|i| self.files.contains_key(&i.path));
        let copy = |input: &Input| {
            let path = input.path.trim_start_matches(['.', '/', '\\']);
            let is_workbook = matches!(input.format.as_deref(), Some("xlsx" | "xlsm"));
            let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
            let title = match ending.to_ascii_lowercase().as_str() {
                "xlsx" | "xlsm" if is_workbook => stem,
                _ => path,
            };
            let ending = if input.format.as_deref() == Some("xlsm") {
                "xlsm"
            } else {
                "xlsx"
            };
            Copy {
                input: input.path.clone(),
                file: names.give(title, ending),
            }
        };
        let mut seen = BTreeSet::new();
        inputs
            .filter(|i| seen.insert(i.path.as_str()))
            .map(copy)
            .collect()
    }

    /// Makes one copy from the file at a path.
    pub fn write(
        &mut self,
        copy: &Copy,
        from: &Path,
        plan: &Plan<'_>,
        outcome: &Outcome<'_>,
        out: &mut dyn Write,
    ) -> Result<Made, Unmade> {
        let Some(input) = outcome.inputs.iter().find(|i| i.path == copy.input) else {
            return Err(Unmade::Changed);
        };
        let mut document =
            Document::new(from, &plan.reading.limits).map_err(|s| Unmade::Unreadable(s.message))?;
        if document.sha256 != input.sha256 {
            return Err(Unmade::Changed);
        }
        let made = match self.in_place(input, from, plan) {
            Ok(file) => return done(file, Made::Marked, out),
            Err(Fault::Io(error)) => return Err(Unmade::Io(error)),
            Err(Fault::Refused(why)) => why,
        };
        match self.anew(input, &mut document, plan, &made) {
            Ok(file) => done(file, Made::Rebuilt(made), out),
            Err(Fault::Io(error)) => Err(Unmade::Io(error)),
            Err(Fault::Refused(why)) => Err(Unmade::Unreadable(why)),
        }
    }

    fn in_place(&mut self, input: &Input, from: &Path, plan: &Plan<'_>) -> Result<File, Fault> {
        match input.format.as_deref() {
            Some("xlsx" | "xlsm") => {}
            other => return Err(Fault::Refused(words::other_format(other.unwrap_or_default()))),
        }
        let parts = SheetParts::of(from, &plan.reading.limits).map_err(|s| Fault::Refused(s.message))?;
        let names: Vec<Option<String>> = parts.sheets.iter().map(|(name, _)| Some(name.clone())).collect();
        self.make(input, from, &parts, &names, plan, None)
    }

    /// The copy of what cannot be marked.
    fn anew(
        &mut self,
        input: &Input,
        document: &mut Document,
        plan: &Plan<'_>,
        why: &Text,
    ) -> Result<File, Fault> {
        let refused = |s: crate::ingest::Stopped| Fault::Refused(s.message);
        let dictionaries = plan.dictionaries().map_err(refused)?;
        document.open(&plan.reading, dictionaries).map_err(refused)?;
        let book = document.book();
        let book = book.ok_or_else(|| Fault::Refused(words::no_sheet(&input.path)))?;
        let named: Vec<Option<String>> = book.sheets().iter().map(|s| s.name.clone()).collect();
        let file_name = Path::new(&input.path).file_stem().unwrap_or_default();
        let fresh = crate::ingest::Temporary::new(".xlsx")?;
        rebuild::plain(book, &file_name.to_string_lossy(), fresh.path())?;
        let parts = rebuild::parts(fresh.path())?;
        self.make(input, fresh.path(), &parts, &named, plan, Some(why))
    }

    /// Marks a workbook whose sheets are called so in the findings.
    fn make(
        &mut self,
        input: &Input,
        path: &Path,
        parts: &SheetParts,
        named: &[Option<String>],
        plan: &Plan<'_>,
        rebuilt: Option<&Text>,
    ) -> Result<File, Fault> {
        let lang = self.lang;
        let numbers: BTreeMap<Option<&str>, usize> = named
            .iter()
            .enumerate()
            .rev()
            .map(|(n, name)| (name.as_deref(), n))
            .collect();
        let number = |problem: &Problem| numbers.get(&problem.sheet.as_deref()).copied();
        let (mut marks, mut notes, mut counts) = (BTreeMap::<usize, Marks>::new(), 0, [0u64; 4]);
        let mut id = ListId::default();
        self.each(&input.path, |problem| {
            let level = match problem.level {
                Some(Severity::Error) => 0,
                Some(Severity::Warning) => 1,
                Some(Severity::Info) => 2,
                None => 3,
            };
            if let Some(count) = counts.get_mut(level) {
                *count += 1;
            }
            id.add(&serde_json::to_vec(&problem)?);
            let spot = problem.spot(input, plan.vocabulary);
            if let (Some(number), Some(spot)) = (number(&problem), spot) {
                let sheet = marks.entry(number).or_default();
                notes += usize::from(sheet.put(spot, &problem, lang, notes < MOST_NOTES));
            }
            Ok(())
        })?;
        let title = title(&input.path, counts, &marks, rebuilt, lang);
        let heap = &input.path;
        let batch = Seal {
            day: plan.as_of,
            number: 0,
            of: counts.iter().sum::<u64>().min(list::MOST_ROWS),
            list: id.name(),
        };
        let mut file = tempfile::tempfile()?;
        let mut listing = |out: &mut dyn Write, styles| {
            let mut list = List::open(out, &title, batch.clone(), styles, lang)?;
            self.each(heap, |problem| {
                let spot = problem.spot(input, plan.vocabulary);
                let spot: Spot = spot.unwrap_or((problem.place.row().max(1), 0));
                let sheet = number(&problem).and_then(|n| parts.sheets.get(n));
                list.add(&problem, sheet.map(|(name, _)| (name.as_str(), spot)))
            })?;
            list.close()
        };
        let name = list_name();
        package::patch(path, parts, &mut marks, name.of(lang), &mut listing, &mut file)?;
        Ok(file)
    }

    fn each(&mut self, file: &str, mut take: impl FnMut(Problem) -> io::Result<()>) -> io::Result<()> {
        let Some(&heap) = self.files.get(file) else {
            return Ok(());
        };
        self.buckets
            .each(heap, |line| take(serde_json::from_slice(line)?))
    }
}

fn done(file: File, made: Made, out: &mut dyn Write) -> Result<Made, Unmade> {
    package::pour(file, out).map_err(Unmade::Io)?;
    Ok(made)
}

fn title(
    file: &str,
    counts: [u64; 4],
    marks: &BTreeMap<usize, Marks>,
    rebuilt: Option<&Text>,
    lang: Lang,
) -> String {
    let mut title = words::title(file, counts).of(lang).to_owned();
    let without: usize = marks.values().map(|m| m.without).sum();
    if without > 0 {
        title.push_str(words::without_notes(without).of(lang));
    }
    if counts.iter().sum::<u64>() > list::MOST_ROWS {
        title.push_str(words::cut(list::MOST_ROWS).of(lang));
    }
    if let Some(why) = rebuilt {
        title.push_str(words::rebuilt(why).of(lang));
    }
    title
}
