//! What an earlier run wrote: known by how reports begin, whatever their names.

use std::io::Read;
use std::path::Path;

/// How reports begin: the page for people, the report as JSON.
const BEGINNINGS: [&[u8]; 2] = [b"dataaudit ", b"{\n  \"schema\": \"dataaudi"];

/// Whether a file begins as reports do.
pub fn is_report(path: &Path) -> bool {
    if !std::fs::metadata(path).is_ok_and(|kind| kind.is_file()) {
        return false;
    }
    let mut start = [0; 24];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && BEGINNINGS.iter().any(|b| start.starts_with(b))
}
