//! Every seed through its target. A seed or a crash is added by laying it in its folder: no test is edited.

use crate::targets::{self, ALL, Target};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// All of them together stay small enough to be kept with the code.
const MOST: u64 = 1 << 20;

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of seeds")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    found.sort();
    found
}

/// Every folder of seeds by its name.
fn folders() -> BTreeMap<String, Vec<PathBuf>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let folders = entries(&root).into_iter().filter(|path| path.is_dir());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    folders.map(|path| (name(&path), entries(&path))).collect()
}

#[test]
fn every_target_has_seeds_and_every_seed_a_target() {
    let folders = folders();
    let named: Vec<&str> = folders.keys().map(String::as_str).collect();
    let known: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, known, "folders of seeds, and targets");
    let empty: Vec<_> = folders.iter().filter(|(_, seeds)| seeds.is_empty()).collect();
    assert!(empty.is_empty(), "{empty:?}");
    let size = |path: &PathBuf| std::fs::metadata(path).expect("a seed").len();
    assert!(folders.values().flatten().map(size).sum::<u64>() < MOST);
}

/// The fuzzer builds a program a target.
#[test]
fn every_target_is_driven_by_the_fuzzer() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).expect("a manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let bins = manifest["bin"].as_array().expect("programs");
    let named: Vec<&str> = bins.iter().filter_map(|bin| bin["name"].as_str()).collect();
    let known: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, known);
    for name in known {
        let source =
            std::fs::read_to_string(fuzz.join(format!("fuzz_targets/{name}.rs"))).expect("a program");
        assert!(source.contains(&format!("run(\"{name}\", bytes)")), "{name}");
    }
}

#[test]
fn no_seed_breaks_anything() {
    targets::quiet();
    let folders = folders();
    let all: Vec<(Target, &PathBuf)> = folders
        .iter()
        .filter_map(|(name, seeds)| targets::of(name).map(|target| (target, seeds)))
        .flat_map(|(target, seeds)| seeds.iter().map(move |seed| (target, seed)))
        .collect();
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let run = |hand: usize| -> Vec<&PathBuf> {
        let mine = all.iter().skip(hand).step_by(hands);
        let breaks = |(target, seed): &&(Target, &PathBuf)| {
            let bytes = std::fs::read(seed).expect("a seed");
            catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_err()
        };
        mine.filter(breaks).map(|(_, seed)| *seed).collect()
    };
    let broken: Vec<&PathBuf> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..hands).map(|hand| scope.spawn(move || run(hand))).collect();
        let done = hands
            .into_iter()
            .map(|hand| hand.join().expect("every panic is caught"));
        done.flatten().collect()
    });
    assert!(broken.is_empty(), "{broken:#?}");
}
