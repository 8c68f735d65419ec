//! Embeds whatever lies in the folders and files of data, so that a file added there is built in with no Rust file
//! edited; each with its digest and the tree of its TOML, as `src/embedded.rs` reads it. A file that is no TOML stops the build.

use sha2::{Digest, Sha256};
use std::{
    env, fs,
    io::{self, Write},
    ops::Range,
    path::{Path, PathBuf},
};
use toml::de::{DeTable, DeValue};

/// Folders, and single files.
const EMBEDDED: [(&str, &str); 8] = [
    ("PACKS", "src/law/packs"),
    ("OUTLINES", "src/law/outlines"),
    ("CONCEPTS", "src/law/concepts.toml"),
    ("VOCABULARY", "src/model/vocabulary"),
    ("TABLES", "src/model/tables.toml"),
    ("CALENDAR", "src/model/calendar/calendar.toml"),
    ("FESTIVALS", "src/model/calendar/festivals.toml"),
    ("DICTIONARIES", "src/check/dictionaries"),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = fs::File::create(out.join("embedded.rs"))?;
    for (name, place) in EMBEDDED {
        let place = root.join(place);
        println!("cargo::rerun-if-changed={}", place.display());
        writeln!(code, "/// What is embedded from the place, sorted by name.")?;
        writeln!(code, "pub(crate) static {name}: &[File] = &[")?;
        for path in files(&place)? {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let tree = out.join(format!("{name}-{stem}.tree"));
            let text = fs::read_to_string(&path)?;
            fs::write(&tree, planted(&text).map_err(|why| wrong(&path, &why))?)?;
            let digest = Sha256::digest(text.as_bytes());
            let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
            let sha256: String = digits
                .filter_map(|d| char::from_digit(u32::from(d), 16))
                .collect();
            let (text, tree) = (path.display().to_string(), tree.display().to_string());
            writeln!(
                code,
                "    File {{ name: {stem:?}, sha256: {sha256:?}, text: include_str!({text:?}), tree: include_bytes!({tree:?}) }},"
            )?;
        }
        writeln!(code, "];")?;
    }
    let names: Vec<_> = EMBEDDED.iter().map(|(name, _)| *name).collect();
    writeln!(code, "#[cfg(test)]")?;
    writeln!(code, "static ALL: &[&[File]] = &[{}];", names.join(", "))
}

fn wrong(path: &Path, why: &toml::de::Error) -> io::Error {
    io::Error::other(format!("{}: {why}", path.display()))
}

/// The TOML files of a folder, or the one file.
fn files(place: &Path) -> io::Result<Vec<PathBuf>> {
    if place.is_file() {
        return Ok(vec![place.to_owned()]);
    }
    let mut files: Vec<_> = fs::read_dir(place)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    Ok(files)
}

/// The tree of a text.
fn planted(text: &str) -> Result<Vec<u8>, toml::de::Error> {
    let root = DeTable::parse(text)?;
    let (span, table) = (root.span(), root.into_inner());
    let mut tree = Vec::new();
    value(&DeValue::Table(table), span, text, &mut tree);
    Ok(tree)
}

fn value(value: &DeValue<'_>, span: Range<usize>, text: &str, tree: &mut Vec<u8>) {
    let tag = match value {
        DeValue::String(words) => return string(words, span, text, tree),
        DeValue::Boolean(true) => b't',
        DeValue::Boolean(false) => b'f',
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => b'n',
        DeValue::Array(_) => b'[',
        DeValue::Table(_) => b'{',
    };
    tree.push(tag);
    stretch(&span, tree);
    let mut inside = Vec::new();
    match value {
        DeValue::Array(array) => {
            for one in array {
                self::value(one.get_ref(), one.span(), text, &mut inside);
            }
        }
        DeValue::Table(table) => {
            for (key, one) in table {
                string(key.get_ref(), key.span(), text, &mut inside);
                self::value(one.get_ref(), one.span(), text, &mut inside);
            }
        }
        _ => return,
    }
    number(inside.len(), tree);
    tree.extend(inside);
}

/// A string stands in the text as it is meant, unless something in it is escaped.
fn string(words: &str, span: Range<usize>, text: &str, tree: &mut Vec<u8>) {
    let found = text.get(span.clone()).and_then(|written| written.find(words));
    tree.push(if found.is_some() { b's' } else { b'"' });
    stretch(&span, tree);
    if let Some(at) = found.map(|at| span.start + at) {
        stretch(&(at..at + words.len()), tree);
    } else {
        number(words.len(), tree);
        tree.extend(words.as_bytes());
    }
}

fn stretch(span: &Range<usize>, tree: &mut Vec<u8>) {
    number(span.start, tree);
    number(span.len(), tree);
}

/// Seven bits a byte, the least first.
fn number(mut number: usize, tree: &mut Vec<u8>) {
    while number >= 0x80 {
        tree.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    tree.push(number as u8);
}
