//! What is linked: nothing that speaks to a network, nothing with a fault that was told and mended since, nothing under a
//! licence that was not agreed to, no crate twice without a reason. `deny.toml` says the same to `cargo deny`.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn toml_file(path: &str) -> toml::Table {
    std::fs::read_to_string(root().join(path))
        .unwrap()
        .parse()
        .unwrap()
}

/// Every string under a key of a list of tables or strings.
fn strings<'t>(list: &'t toml::Value, key: &str) -> Vec<&'t str> {
    let all = list.as_array().unwrap().iter();
    all.map(|entry| entry.as_str().or_else(|| entry.get(key)?.as_str()).unwrap())
        .collect()
}

/// Name and versions of every crate there is, for any system and for the tests too.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    locked_in("Cargo.lock")
}

fn locked_in(lock: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let lock = toml_file(lock);
    for package in lock.get("package").unwrap().as_array().unwrap() {
        let of = |key: &str| package[key].as_str().unwrap().to_owned();
        all.entry(of("name")).or_default().insert(of("version"));
    }
    assert!(all.len() > 50, "the sweep must see the crates, saw {}", all.len());
    all
}

#[test]
fn no_crate_speaks_to_a_network() {
    let deny = toml_file("deny.toml");
    let banned: BTreeSet<&str> = strings(&deny["bans"]["deny"], "crate").into_iter().collect();
    assert!(
        [
            "reqwest",
            "hyper",
            "tokio",
            "socket2",
            "rustls",
            "openssl-sys",
            "curl-sys"
        ]
        .iter()
        .all(|name| banned.contains(name))
    );
    let found: Vec<String> = locked()
        .into_keys()
        .filter(|name| banned.contains(name.as_str()))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

/// Whether a version is of before another; what stands behind `+` says nothing of it, what stands behind `-` comes before.
fn before(version: &str, bound: &str) -> bool {
    let numbers = |text: &str| -> Vec<u64> {
        let plain = text.split(['+', '-']).next().unwrap();
        plain.split('.').map(|n| n.parse().unwrap()).collect()
    };
    let early = version.split('+').next().unwrap().contains('-');
    (numbers(version), !early) < (numbers(bound), true)
}

#[test]
fn no_crate_is_older_than_the_mending_of_a_fault_that_was_told() {
    assert!(before("0.9.19", "0.9.20") && before("0.9.20-rc.1", "0.9.20") && before("0.9.20", "1.0.0"));
    assert!(
        !before("0.10.0", "0.9.20") && !before("1.2.1+spec-1.1.0", "1.2.1") && !before("0.9.20", "0.9.20")
    );
    let deny = toml_file("deny.toml");
    let faults: Vec<(&str, &str)> = deny["bans"]["deny"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| {
            let bound = entry["crate"].as_str().unwrap().split_once(":<")?;
            assert!(
                entry["reason"].as_str().unwrap().starts_with("RUSTSEC-"),
                "{entry}"
            );
            Some(bound)
        })
        .collect();
    assert!(faults.len() > 20, "{faults:?}");
    let locks = [locked(), locked_in("fuzz/Cargo.lock")];
    for (name, bound) in faults {
        let versions: Vec<&String> = locks.iter().filter_map(|lock| lock.get(name)).flatten().collect();
        assert!(
            !versions.is_empty(),
            "{name} is used no more: take it from deny.toml"
        );
        assert!(
            versions.iter().all(|v| !before(v, bound)),
            "{name} {versions:?} < {bound}"
        );
    }
}

/// The names after which a lock lists what a package is made of.
fn made_of(lock: &str) -> BTreeSet<String> {
    let lock = toml_file(lock);
    let packages = lock.get("package").unwrap().as_array().unwrap();
    let own = packages.iter().find(|p| p["name"].as_str() == Some("dataaudit"));
    let names = strings(&own.unwrap()["dependencies"], "name").into_iter();
    names
        .map(|name| name.split(' ').next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_fuzz_targets_build_with_what_the_program_is_made_of() {
    let manifest = toml_file("Cargo.toml");
    let tables = manifest["target"].as_table().unwrap().values();
    let tables = tables.filter_map(|target| target.get("dependencies"));
    let tables = tables.chain([&manifest["dependencies"], &manifest["build-dependencies"]]);
    let wanted: BTreeSet<String> = tables
        .flat_map(|t| t.as_table().unwrap().keys().cloned())
        .collect();
    assert!(wanted.len() > 20 && wanted.is_subset(&made_of("Cargo.lock")));
    assert_eq!(
        made_of("fuzz/Cargo.lock"),
        wanted,
        "bring fuzz/Cargo.lock up to date"
    );
}

#[test]
fn no_line_of_the_source_speaks_to_a_network() {
    let banned = [
        "std::net",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "UnixStream",
        "UnixListener",
        "ToSocketAddrs",
    ];
    let mut wrong = Vec::new();
    let mut folders = vec![root().join("src")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                read += 1;
                let source = std::fs::read_to_string(&path).unwrap();
                let met = banned.iter().filter(|word| source.contains(**word));
                wrong.extend(met.map(|word| format!("{}: {word}", path.display())));
            }
        }
    }
    assert!(read > 300 && wrong.is_empty(), "{read} {wrong:?}");
}

#[test]
fn no_crate_stands_there_twice_without_a_reason() {
    let deny = toml_file("deny.toml");
    let known: BTreeSet<&str> = strings(&deny["bans"]["skip"], "crate")
        .into_iter()
        .map(|crate_| crate_.split('@').next().unwrap_or(crate_))
        .collect();
    for skip in deny["bans"]["skip"].as_array().unwrap() {
        assert!(
            skip.get("reason")
                .and_then(toml::Value::as_str)
                .is_some_and(|r| !r.is_empty()),
            "{skip}"
        );
    }
    let twice: BTreeSet<String> = locked()
        .into_iter()
        .filter_map(|(name, versions)| (versions.len() > 1).then_some(name))
        .collect();
    assert_eq!(twice.iter().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

/// The terms that one may choose from: any of some, or all of them.
fn allowed(expression: &str, agreed: &BTreeSet<&str>) -> bool {
    let plain = expression.replace('/', " OR ");
    let every = |part: &str| {
        let any = part.trim().trim_matches(['(', ')']);
        any.split(" OR ")
            .any(|one| agreed.contains(one.trim().trim_matches(['(', ')'])))
    };
    plain.split(" AND ").all(every)
}

#[test]
fn terms_are_read_as_they_are_written() {
    let agreed = BTreeSet::from(["MIT", "Zlib"]);
    for (expression, fits) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT/GPL-3.0", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
        ("(MIT OR Apache-2.0) AND Zlib", true),
        ("BSD-3-Clause AND GPL-2.0", false),
    ] {
        assert_eq!(allowed(expression, &agreed), fits, "{expression}");
    }
}

#[test]
fn every_licence_was_agreed_to() {
    let deny = toml_file("deny.toml");
    let agreed: BTreeSet<&str> = strings(&deny["licenses"]["allow"], "").into_iter().collect();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let rustc = Command::new(Path::new(&cargo).with_file_name("rustc"))
        .arg("-vV")
        .output();
    let version = rustc
        .or_else(|_| Command::new("rustc").arg("-vV").output())
        .unwrap()
        .stdout;
    let version = String::from_utf8(version).unwrap();
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--offline",
            "--locked",
            "--format-version",
            "1",
            "--filter-platform",
            host,
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| {
            !package["license"]
                .as_str()
                .is_some_and(|terms| allowed(terms, &agreed))
        })
        .map(|package| format!("{} {}", package["name"], package["license"]))
        .collect();
    assert!(packages.len() > 50 && wrong.is_empty(), "{wrong:#?}");
}
