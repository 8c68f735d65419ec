//! A workbook's package with some cells replaced: parts without such cells are copied as they lie, byte for byte. Knows
//! parts and cells, not why they change.

use super::formula;
use super::sheet::{self, Cells};
use super::survey::Spot;
use super::{Change, Fault, Left, words};
use crate::ingest::{Reading, SheetParts};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Where parts with formulas lie.
const FORMULAS: [&str; 5] = [
    "xl/worksheets/",
    "xl/workbook.xml",
    "xl/tables/",
    "xl/charts/",
    "xl/pivotcache/",
];

type Archive = ZipArchive<BufReader<File>>;

/// The new cells of each part, by its name as it is looked up.
type Parts<'c> = BTreeMap<String, (usize, Cells<'c>)>;

fn parts<'c>(path: &Path, reading: &Reading, changes: &'c [Change]) -> Result<Parts<'c>, Fault> {
    let sheets = SheetParts::of(path, &reading.limits)?.sheets;
    let mut parts = Parts::new();
    for change in changes {
        let Some((_, part)) = sheets.get(change.sheet) else {
            return Err(Fault::Refused(words::odd_part(&change.sheet.to_string())));
        };
        let (_, cells) = parts
            .entry(key(part))
            .or_insert_with(|| (change.sheet, Cells::new()));
        cells.insert((change.row, change.column), change.after.as_str());
    }
    Ok(parts)
}

/// The changes that the workbook cannot take.
pub(super) fn unwritable(
    path: &Path,
    reading: &Reading,
    changes: &[Change],
) -> Result<BTreeMap<Spot, Left>, Fault> {
    let mut archive = open(path)?;
    let parts = parts(path, reading, changes)?;
    let rich = rich(&mut archive)?;
    let (mut left, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for index in 0..archive.len() {
        let name = key(&archive.by_index_raw(index)?.name()?);
        let Some((sheet, cells)) = parts.get(&name) else {
            continue;
        };
        let part = BufReader::new(archive.by_index(index)?);
        for ((row, column), why) in sheet::look(part, cells, &rich)? {
            let spot = (*sheet, row, column);
            seen.insert(spot);
            left.extend(why.map(|why| (spot, why)));
        }
    }
    let compared = compared(&mut archive, changes)?;
    for change in changes.iter().filter(|c| compared.contains(&c.before)) {
        left.entry(change.spot()).or_insert(Left::Compared);
    }
    let unseen = changes.iter().filter(|c| !seen.contains(&c.spot()));
    left.extend(unseen.map(|c| (c.spot(), Left::Unwritable)));
    Ok(left)
}

/// Writes the workbook with the changes.
pub(super) fn write(path: &Path, reading: &Reading, changes: &[Change], out: &mut File) -> Result<(), Fault> {
    let mut archive = open(path)?;
    let parts = parts(path, reading, changes)?;
    let mut zip = ZipWriter::new(out);
    for index in 0..archive.len() {
        let (name, size) = {
            let entry = archive.by_index_raw(index)?;
            (entry.name()?.into_owned(), entry.size())
        };
        match parts.get(&key(&name)) {
            Some((_, cells)) => {
                let large = size > u64::from(u32::MAX) / 2;
                zip.start_file(name, SimpleFileOptions::default().large_file(large))?;
                let part = BufReader::new(archive.by_index(index)?);
                sheet::rewrite(part, cells, &mut zip)?;
            }
            None => zip.raw_copy_file(archive.by_index_raw(index)?)?,
        }
    }
    zip.finish()?;
    Ok(())
}

/// The old texts of changes that some formula of the workbook tells from others.
fn compared(archive: &mut Archive, changes: &[Change]) -> Result<BTreeSet<String>, Fault> {
    let texts: BTreeMap<&str, &str> = changes
        .iter()
        .map(|c| (c.before.as_str(), c.after.as_str()))
        .collect();
    let mut found = BTreeSet::new();
    for index in 0..archive.len() {
        let name = key(&archive.by_index_raw(index)?.name()?);
        let written = Path::new(&name).extension().is_some_and(|end| end == "xml");
        if !written || !FORMULAS.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        formula::literals(BufReader::new(archive.by_index(index)?), |literal| {
            let told = texts.iter().filter(|(b, a)| formula::tells(literal, b, a));
            found.extend(told.map(|(before, _)| (*before).to_owned()));
        })?;
    }
    Ok(found)
}

fn open(path: &Path) -> Result<Archive, Fault> {
    Ok(ZipArchive::new(BufReader::new(File::open(path)?))?)
}

/// The shared strings parts of which have formats of their own.
fn rich(archive: &mut Archive) -> Result<BTreeSet<usize>, Fault> {
    for index in 0..archive.len() {
        let name = key(&archive.by_index_raw(index)?.name()?);
        if name.ends_with("sharedstrings.xml") {
            return sheet::rich(BufReader::new(archive.by_index(index)?));
        }
    }
    Ok(BTreeSet::new())
}

/// Names of parts are looked up without regard to case and slash.
fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.strip_prefix('/').unwrap_or(&name).to_owned()
}
