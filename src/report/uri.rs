//! File names as other programs want them: with slashes, or as the reference of a URI. Knows no file.

use std::fmt::Write;
use std::path::MAIN_SEPARATOR;

/// The name with slashes, and without what only says that it begins here.
pub(super) fn slashed(path: &str) -> String {
    let path = path.replace(MAIN_SEPARATOR, "/");
    let mut rest = path.as_str();
    while let Some(after) = rest.strip_prefix("./") {
        rest = after.trim_start_matches('/');
    }
    rest.to_owned()
}

/// The name as a URI: relative where the name is, percent-encoded.
pub(super) fn reference(path: &str) -> String {
    let path = slashed(path);
    let encoded = encode(&path);
    match path.strip_prefix('/') {
        Some(share) if share.starts_with('/') => format!("file:{encoded}"),
        Some(_) => format!("file://{encoded}"),
        None if has_drive(&path) => format!("file:///{}", encoded.replacen("%3A", ":", 1)),
        None => encoded,
    }
}

/// `C:/` where drives have letters.
fn has_drive(path: &str) -> bool {
    let mut chars = path.chars();
    MAIN_SEPARATOR == '\\'
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next() == Some('/')
}

fn encode(path: &str) -> String {
    encoded(path, b"-._~/")
}

/// A value within the fragment of an address.
pub(super) fn value(text: &str) -> String {
    encoded(text, b"")
}

/// Percent-encoded but for letters, digits and what is kept.
fn encoded(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn names_become_references() {
        for (path, uri) in [
            ("目录.csv", "%E7%9B%AE%E5%BD%95.csv"),
            ("./a b/.//c.csv", "a%20b/.//c.csv"),
            (".//c.csv", "c.csv"),
            ("../c#1?.csv", "../c%231%3F.csv"),
            ("a:b%.csv", "a%3Ab%25.csv"),
            ("/tmp/目.csv", "file:///tmp/%E7%9B%AE.csv"),
            ("a\\b.csv", "a%5Cb.csv"),
        ] {
            assert_eq!(reference(path), uri, "{path}");
        }
    }

    #[test]
    fn values_hold_no_mark() {
        assert_eq!(value("水&a=1"), "%E6%B0%B4%26a%3D1");
    }
}
