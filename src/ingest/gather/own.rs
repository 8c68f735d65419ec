//! What an earlier run wrote: known by how reports begin, whatever their names.

use crate::ingest::directory;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// How reports begin, one format a line; a test writes every format and looks.
const BEGINNINGS: &[&str] = &[
    "dataaudit ",
    "{\n  \"schema\": \"dataaudi",
    "{\"schema\":\"dataaudi",
    "\u{FEFF}级别,要求标识,文件,",
    "\u{FEFF}severity,requirement,file,",
    "{\"$schema\":\"https://docs.oasis-open.org/sarif/",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dataaudit\"",
    "[\n{\"type\":\"issue\",\"check_name\":",
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"dataaudit ",
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"dataaudit ",
    "<!-- dataaudit ",
    "::error file=",
    "::warning file=",
    "::notice file=",
    "::notice title=dataaudit::",
];

/// Longer than any of them.
const START: u64 = 128;

/// The keyword of workbooks that are reports.
pub const REPORT_KEYWORD: &str = "dataaudit-report";

/// Parts of a workbook; no report has as many.
const PARTS: u64 = 1 << 16;

/// Bytes of the part of a workbook that holds its keywords; no program writes as many.
const PROPERTIES: u64 = 16 << 10;

/// Whether a file begins as reports do.
pub fn is_report(path: &Path) -> bool {
    if !std::fs::metadata(path).is_ok_and(|kind| kind.is_file()) {
        return false;
    }
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(START).read_to_end(&mut start));
    if start.starts_with(b"PK") {
        return is_workbook_of_ours(path).unwrap_or(false);
    }
    read.is_ok() && BEGINNINGS.iter().any(|b| start.starts_with(b.as_bytes()))
}

/// Whether a package has the keyword among its properties.
fn is_workbook_of_ours(path: &Path) -> Option<bool> {
    let mut file = File::open(path).ok()?;
    if directory::claims_beyond(&mut file, PARTS).ok()?.is_some() {
        return None;
    }
    let mut package = zip::ZipArchive::new(BufReader::new(file)).ok()?;
    let part = package.by_name("docProps/core.xml").ok()?;
    let mut properties = Vec::new();
    part.take(PROPERTIES).read_to_end(&mut properties).ok()?;
    let properties = String::from_utf8_lossy(&properties);
    Some(properties.contains(&format!("<cp:keywords>{REPORT_KEYWORD}</cp:keywords>")))
}
