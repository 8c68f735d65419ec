//! The commands that show the law: their JSON against its schemas, packs of one's own among those built in, files written
//! whole, texts that are not what they are called.

use crate::report::{dataaudit, root};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

const MOON: &str = "tests/cli/packs/moon/moon.toml";
const BROKEN: &str = "tests/cli/packs/broken/moon.toml";
const DAY: [&str; 2] = ["--as-of", "2026-03-01"];

fn json(arguments: &[&str]) -> Value {
    let output = dataaudit(&[arguments, &["--format", "json"]].concat())
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Every listing there is of the moon, with the name of its schema.
fn listings() -> Vec<(&'static str, Vec<&'static str>)> {
    let moon = ["--pack", MOON];
    vec![
        ("jurisdictions", [&["jurisdictions"][..], &moon, &DAY].concat()),
        ("rules", [&["rules"][..], &moon].concat()),
        (
            "rules",
            [&["rules", "-j", "moon", "--article", "6"][..], &moon].concat(),
        ),
        ("rules", [&["explain", "第三条"][..], &moon].concat()),
        ("rules", [&["explain", "mn-3"][..], &moon].concat()),
        ("explain", [&["explain", "MN-3-phase"][..], &moon, &DAY].concat()),
        ("compare", [&["compare", "ningxia"][..], &moon].concat()),
        ("compare", [&["compare"][..], &moon].concat()),
        ("coverage", [&["coverage", "-j", "月面"][..], &moon].concat()),
    ]
}

#[test]
fn every_listing_fits_its_schema_in_both_languages() {
    for (schema, arguments) in listings() {
        let printed = dataaudit(&["schema", schema]).output().unwrap().stdout;
        let validator = jsonschema::validator_for(&serde_json::from_slice(&printed).unwrap()).unwrap();
        for lang in ["zh", "en"] {
            let listing = json(&[&arguments[..], &["--lang", lang]].concat());
            let wrong: Vec<String> = validator
                .iter_errors(&listing)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{arguments:?} {wrong:#?}");
            assert!(listing.to_string().contains("moon") || listing.to_string().contains("MN-"));
        }
    }
}

#[test]
fn a_faulty_pack_is_refused_by_every_command_with_all_its_faults() {
    for command in [
        &["jurisdictions"][..],
        &["rules"],
        &["explain", "MN-3-name"],
        &["compare"],
        &["coverage"],
    ] {
        dataaudit(&[command, &["--pack", BROKEN]].concat())
            .assert()
            .code(2)
            .stdout("")
            .stderr(
                contains("moon.toml:7:13")
                    .and(contains("moon.toml:62:7"))
                    .and(contains("什么也没有做")),
            );
    }
}

#[test]
fn every_format_goes_to_a_file_whole() {
    for (_, arguments) in listings() {
        for format in ["table", "json", "csv", "markdown"] {
            if arguments[..2] == ["explain", "MN-3-phase"] && ["csv", "markdown"].contains(&format) {
                continue;
            }
            if arguments[0] == "explain" && !["table", "json"].contains(&format) {
                continue;
            }
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("out");
            let to = ["-f", format, "-o", path.to_str().unwrap(), "--width", "100"];
            dataaudit(&[&arguments[..], &to].concat())
                .assert()
                .code(0)
                .stdout("");
            let shown = dataaudit(&[&arguments[..], &["-f", format, "--width", "100"]].concat())
                .output()
                .unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), shown.stdout);
            assert_eq!(shown.stdout.starts_with("\u{FEFF}".as_bytes()), format == "csv");
        }
    }
}

#[test]
fn a_compared_pack_asks_what_it_says() {
    let compared = json(&["compare", "ningxia", "--pack", MOON]);
    let parties: Vec<&str> = compared["jurisdictions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["jurisdiction"].as_str().unwrap())
        .collect();
    assert_eq!(parties, ["ningxia", "moon"]);
    let concepts = compared["concepts"].as_array().unwrap();
    let name = concepts.iter().find(|c| c["concept"] == "catalog.field.name");
    assert_eq!(name.unwrap()["entries"][1]["requirements"][0]["id"], "MN-3-name");
    let explained = json(&[
        "explain",
        "NX-10-catalog-name",
        "--pack",
        MOON,
        "--as-of",
        "2026-03-01",
    ]);
    let elsewhere = explained["elsewhere"].as_array().unwrap();
    assert!(elsewhere.iter().any(|e| e["id"] == "MN-3-name"), "{elsewhere:?}");
}

/// What the commands on official texts say of a text.
fn law(name: &str, text: &[u8], command: &str, arguments: &[&str]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let mut all = vec!["law", command, folder.path().to_str().unwrap()];
    all.extend(arguments);
    all.extend(["--pack", MOON]);
    let output = dataaudit(&all).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
fn a_text_is_read_in_the_encodings_of_older_editors() {
    let text = std::fs::read_to_string(root().join("tests/cli/packs/moon/moon.txt")).unwrap();
    let asked = ["-j", "moon", "第四条"];
    let (code, plain) = law("moon.txt", text.as_bytes(), "show", &asked);
    assert_eq!(code, 0, "{plain}");
    let utf16: Vec<u8> = format!("\u{FEFF}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = format!("\u{FEFF}{text}").into_bytes();
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    for bytes in [utf16, marked, gb] {
        assert_eq!(law("moon.txt", &bytes, "show", &asked), (0, plain.clone()));
        assert_eq!(law("moon.txt", &bytes, "verify", &[]).0, 0);
    }
}

#[test]
fn a_text_that_is_another_instrument_or_no_text_is_never_quoted() {
    let text = std::fs::read_to_string(root().join("tests/cli/packs/moon/moon.txt")).unwrap();
    let asked = ["-j", "moon", "第四条"];
    let other = text.replacen("月面数据条例", "火星数据条例", 1);
    let draft = text.replacen("月面数据条例", "月面数据条例（草案）", 1);
    for wrong in [other, draft] {
        let (code, said) = law("moon.txt", wrong.as_bytes(), "show", &asked);
        assert!(code == 2 && said.contains("没有标题《月面数据条例》"), "{said}");
        let (code, said) = law("moon.txt", wrong.as_bytes(), "verify", &[]);
        assert!(code == 1 && said.contains("没有标题"), "{said}");
    }
    let (code, said) = law("moon.txt", b"\x00\x01\xff\xfe\xff\x00", "show", &asked);
    assert!(
        code == 2 && said.contains("不是文本文件") && said.contains("另存为"),
        "{said}"
    );
    let (code, said) = law("moon.txt", b"", "show", &asked);
    assert!(code == 2 && said.contains("不是法规文本"), "{said}");
    let (code, said) = law("mars.txt", text.as_bytes(), "show", &asked);
    assert!(
        code == 2 && said.contains("没有这个文件") && said.contains("<标识>.txt"),
        "{said}"
    );
    dataaudit(&["law", "verify", "no/such/folder"])
        .assert()
        .code(2)
        .stderr(contains("没有文件夹"));
}

#[test]
fn a_pack_in_another_encoding_says_so_and_how_to_save_it() {
    let pack = std::fs::read_to_string(root().join(MOON)).unwrap();
    let (_folder, path) = crate::report::scratch("moon.toml", &encoding_rs::GB18030.encode(&pack).0);
    for command in [&["pack", "lint"][..], &["rules", "--pack"]] {
        dataaudit(&[command, &[path.as_str()]].concat())
            .assert()
            .code(2)
            .stderr(contains("不是 UTF-8").and(contains("另存为 UTF-8")));
    }
}
