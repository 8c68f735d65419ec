//! What an earlier run wrote: known by how reports begin, whatever their names.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// How reports begin: the page for people, the report as JSON, the page for pull requests.
const BEGINNINGS: [&[u8]; 3] = [b"dataaudit ", b"{\n  \"schema\": \"dataaudi", b"<!-- dataaudit "];

/// The keyword of workbooks that are reports.
pub const REPORT_KEYWORD: &str = "dataaudit-report";

/// Bytes of the part of a workbook that holds its keywords; no program writes as many.
const PROPERTIES: u64 = 16 << 10;

/// Whether a file begins as reports do.
pub fn is_report(path: &Path) -> bool {
    if !std::fs::metadata(path).is_ok_and(|kind| kind.is_file()) {
        return false;
    }
    let mut start = [0; 24];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    match read {
        Ok(()) if start.starts_with(b"PK") => is_workbook_of_ours(path).unwrap_or(false),
        Ok(()) => BEGINNINGS.iter().any(|b| start.starts_with(b)),
        Err(_) => false,
    }
}

/// Whether a package has the keyword among its properties.
fn is_workbook_of_ours(path: &Path) -> Option<bool> {
    let mut package = zip::ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let part = package.by_name("docProps/core.xml").ok()?;
    let mut properties = Vec::new();
    part.take(PROPERTIES).read_to_end(&mut properties).ok()?;
    let properties = String::from_utf8_lossy(&properties);
    Some(properties.contains(&format!("<cp:keywords>{REPORT_KEYWORD}</cp:keywords>")))
}
