//! No floor looks up, and no two files of the crate form a circle across floors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files that are built in: every floor stands on them, and they on none.
const GROUND: &str = "embedded";

/// Each floor with those it may import.
const FLOORS: &[(&str, &[&str])] = &[
    (GROUND, &[]),
    ("model", &[]),
    ("ingest", &["model"]),
    ("check", &["model"]),
    ("law", &["model", "check"]),
    ("fix", &["model", "ingest"]),
    ("audit", &["model", "ingest", "check", "law"]),
    ("report", &["model", "check", "law", "audit", "ingest"]),
    (
        "cli",
        &["model", "ingest", "check", "law", "fix", "audit", "report"],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn floor_of(path: &Path) -> Option<String> {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    Path::new(&first)
        .extension()
        .is_none_or(|e| e != "rs")
        .then_some(first)
}

/// Every `crate::floor` a line names, grouped imports included.
fn named(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in line.split("crate::").skip(1) {
        let inner = part
            .strip_prefix('{')
            .map_or_else(|| vec![part], |group| group.split(',').collect());
        for path in inner {
            let word: String = path
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            found.push(word);
        }
    }
    found
}

#[test]
fn no_floor_looks_up() {
    let floors: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut looked = 0;
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let Some(floor) = floor_of(&path) else { continue };
        let below = floors
            .get(floor.as_str())
            .unwrap_or_else(|| panic!("{floor} is no floor of the house"));
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in named(code) {
                looked += 1;
                let is_floor = word != GROUND && floors.contains_key(word.as_str());
                if is_floor && word != floor && !below.contains(&word.as_str()) {
                    wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(looked > 50, "the sweep must see the imports, saw {looked}");
    assert!(wrong.is_empty(), "a floor looks up:\n{}", wrong.join("\n"));
}

#[test]
fn the_sweep_sees_grouped_and_inline_paths() {
    assert_eq!(
        named("use crate::{model::Row, law, audit::Plan};"),
        ["model", "law", "audit"]
    );
    assert_eq!(
        named("let x = crate::report::open(crate::cli::y);"),
        ["report", "cli"]
    );
}

/// Chinese sentences stand in `words` files, beside their English: nowhere else can one of the two be forgotten.
#[test]
fn sentences_stand_with_their_translation() {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut wrong = Vec::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let name = path.to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).unwrap();
        if name.contains("words") || name.ends_with("tests.rs") || name.contains("/tests/") {
            continue;
        }
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in source.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let sentence =
                code.contains(['。', ',', ';']) && code.chars().filter(|c| chinese(*c)).count() > 8;
            if sentence && code.contains("format!") && !code.contains("text!") {
                wrong.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a sentence without its translation:\n{}",
        wrong.join("\n")
    );
}
