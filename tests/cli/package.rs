//! The parts of a workbook, as they lie in its package.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

/// Every part by its name, none twice.
pub(crate) fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert!(parts.insert(name.clone(), bytes).is_none(), "{name} stands twice");
    }
    parts
}

/// A part that is text.
pub(crate) fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let part = parts.get(name);
    assert!(part.is_some(), "no {name}");
    String::from_utf8(part.unwrap().clone()).unwrap()
}
