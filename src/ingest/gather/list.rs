//! Files that list paths, one a line, as people and systems write them. Opens nothing.

use std::path::PathBuf;

/// The paths in a list: UTF-8 or GB18030, whatever a byte order mark says first; blank lines and those that begin with
/// `#` are none.
pub fn paths(bytes: &[u8]) -> Vec<PathBuf> {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode(bytes.get(mark..).unwrap_or_default()).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::GB18030.decode(bytes).0,
        },
    };
    text.split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(PathBuf::from)
        .collect()
}
