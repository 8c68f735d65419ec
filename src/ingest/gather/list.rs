//! Files that list paths, one a line, as people and systems write them. Opens nothing.

use std::path::PathBuf;

/// Whether the bytes are no list at all: text holds no NUL, unless a mark says that it is UTF-16.
pub fn is_no_list(bytes: &[u8]) -> bool {
    let wide = encoding_rs::Encoding::for_bom(bytes).is_some_and(|(e, _)| e != encoding_rs::UTF_8);
    !wide && bytes.contains(&0)
}

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
