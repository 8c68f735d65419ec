//! One audit through every format: levels, exit code, ids and places are the same in all of them, whatever stands in the
//! cells. A new format says in `read` how its findings are counted.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

pub(crate) mod read;

use crate::notice::parts;
use crate::report::{dataaudit, root};
use dataaudit::report::Format;
use read::{Told, read};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

/// Cells that are formulas, orders to a terminal, to a pipeline or to a browser, ends of texts, and what XML cannot hold.
const HOSTILE: &[&str] = &[
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "+1-1",
    "@SUM(A1)",
    "\u{1b}[31m红",
    "]]><x a=\"1\">&amp;",
    "\u{1}\u{8}\u{7f}",
    "说\"是\"，'否'",
    "第一行\n第二行",
    "50%\n::error::x,y:z",
    "<script>alert(1)</script>",
    "[点这里](https://example.com) {0} `x` \\",
    "\u{202E}反",
];

/// A folder with several files: related places, a workbook, hostile cells and names, rows that are the same, one file
/// that cannot be read.
fn house() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, fixture) in [
        ("糖业.csv", "fixtures/across/糖业.csv"),
        ("渔政.csv", "fixtures/across/渔政.csv"),
        ("水利厅.xlsx", "fixtures/ningxia/水利厅目录.xlsx"),
    ] {
        std::fs::copy(root().join(fixture), folder.path().join(name)).unwrap();
    }
    let mut rows = csv::Writer::from_writer(Vec::new());
    let head = [
        "数据目录名称",
        "提供单位",
        "数据项",
        "数据更新频率",
        "共享属性",
        "开放属性",
    ];
    rows.write_record(head).unwrap();
    for cell in HOSTILE {
        rows.write_record([cell, cell, cell, "", cell, cell]).unwrap();
    }
    for _ in 0..2 {
        rows.write_record(["", "市档案馆", "", "每年", "", ""]).unwrap();
    }
    let named = folder.path().join("目录,一 [1] 50%.csv");
    std::fs::write(named, rows.into_inner().unwrap()).unwrap();
    std::fs::write(folder.path().join("坏.xlsx"), b"PK\x03\x04 and nothing more").unwrap();
    folder
}

const FILES: &[&str] = &["糖业.csv", "渔政.csv", "水利厅.xlsx", "目录,一 [1] 50%.csv"];

/// What a format wrote of these files, and the exit code.
fn run(house: &Path, files: &[&str], format: &str, more: &[&str]) -> (Vec<u8>, i32) {
    let mut command = dataaudit(&["check", "-j", "xinjiang,ningxia", "-f", format]);
    // The second instrument is not yet in force on this day, and only informs.
    command.args(["--as-of", "2025-12-01", "--max-examples", "0"]);
    let output = command
        .current_dir(house)
        .args(more)
        .args(files)
        .output()
        .unwrap();
    (output.stdout, output.status.code().unwrap())
}

fn names() -> impl Iterator<Item = &'static str> {
    Format::ALL.iter().map(|(name, _)| *name)
}

/// Compares what a format told with the JSON report; places only where the format tells them.
fn compare(name: &str, told: &Told, json: &Told) {
    assert_eq!(told.levels, json.levels, "{name}: findings by level");
    assert_eq!(told.unread, json.unread, "{name}: files not read");
    if let Some(places) = &told.places {
        let mut places = places.clone();
        let mut all = json.places.clone().unwrap();
        places.sort();
        all.sort();
        assert_eq!(places, all, "{name}: level, id, file and place of each finding");
    }
}

#[test]
fn every_format_tells_the_same() {
    let house = house();
    let broken = [FILES, &["坏.xlsx"]].concat();
    for lang in ["zh", "en"] {
        let more = ["--lang", lang];
        let (json, code) = run(house.path(), &broken, "json", &more);
        let json = read("json", &json);
        assert_eq!(code, 3);
        assert!(
            json.levels[..3].iter().all(|&n| n > 0),
            "every level comes: {:?}",
            json.levels
        );
        assert_eq!(json.unread, 1);
        for name in names() {
            let (text, code) = run(house.path(), &broken, name, &more);
            assert_eq!(code, 3, "{name}");
            compare(name, &read(name, &text), &json);
        }
    }
    let (json, _) = run(house.path(), FILES, "json", &[]);
    let json = read("json", &json);
    for name in names() {
        let (text, code) = run(house.path(), FILES, name, &[]);
        assert_eq!(code, 1, "{name}");
        compare(name, &read(name, &text), &json);
    }
}

/// A baseline of some of the files, and waivers of which one holds, one ran out, one is of no use and one is yet to come.
fn reprieved(house: &Path) -> Vec<String> {
    let mut write = dataaudit(&[
        "baseline",
        "write",
        "-j",
        "xinjiang,ningxia",
        "--as-of",
        "2025-12-01",
    ]);
    let written = write
        .current_dir(house)
        .args(["糖业.csv", "渔政.csv", "-o", "b.json"])
        .output();
    assert_eq!(written.unwrap().status.code(), Some(0));
    let waiver = |resource: &str, approved: &str, expires: &str| {
        format!(
            "[[waiver]]\nrequirement = \"XJ-35-open-class-values\"\nprovider = \"*\"\nresource = \"{resource}\"\n\
             reason = \"=1+1 <b>旧系统</b>,\\\"停用\\\"\"\napprover = \"甲\"\napproved = {approved}\nexpires = {expires}\n"
        )
    };
    let waivers = [
        waiver("*", "2025-01-01", "2026-12-31"),
        waiver("从没有的", "2025-01-01", "2026-12-31"),
        waiver("从没有的", "2025-01-01", "2025-06-30"),
        waiver("从没有的", "2026-01-01", "2026-12-31"),
    ];
    std::fs::write(house.join("w.toml"), waivers.concat()).unwrap();
    let more = ["--waivers", "w.toml", "--baseline", "b.json"];
    more.map(str::to_owned).to_vec()
}

#[test]
fn what_does_not_count_stays_in_every_format() {
    let house = house();
    let more = reprieved(house.path());
    let (plain, _) = run(house.path(), FILES, "json", &[]);
    let plain = read("json", &plain);
    for lang in ["zh", "en"] {
        let mut more: Vec<&str> = more.iter().map(String::as_str).collect();
        more.extend(["--lang", lang]);
        let (json, _) = run(house.path(), FILES, "json", &more);
        let json = read("json", &json);
        assert!(json.levels.iter().all(|&n| n > 0), "{:?}", json.levels);
        assert_eq!(json.levels.iter().sum::<u64>(), plain.levels.iter().sum::<u64>());
        for name in names() {
            let (text, code) = run(house.path(), FILES, name, &more);
            assert_eq!(code, 1, "{name}");
            compare(name, &read(name, &text), &json);
        }
        let no_error = [more.as_slice(), &["--fail-on", "never"]].concat();
        assert_eq!(run(house.path(), FILES, "json", &no_error).1, 0);
    }
}

#[test]
fn no_cell_orders_anything() {
    let house = house();
    let more = reprieved(house.path());
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    for name in names() {
        let (bytes, _) = run(house.path(), FILES, name, &more);
        if bytes.starts_with(b"PK") {
            for (part, text) in parts(&bytes) {
                assert!(!text.contains("<f>") && !text.contains("<f "), "{name} {part}");
                // Links lead to the files audited and nowhere else.
                let mut targets = text.split("Target=\"").skip(1);
                assert!(!targets.any(|target| target.starts_with("http")), "{name} {part}");
            }
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        // These show text as it is, and mean nothing by it.
        let shows_signs = ["table", "csv", "github", "json", "jsonl", "sarif", "gitlab"];
        if !shows_signs.contains(&name) {
            for tag in ["<script>alert", "<x a"] {
                assert!(!text.contains(tag), "{name}: {tag}");
            }
        }
        if name == "markdown" {
            let own = [
                "<!-- dataaudit report -->",
                "<br>",
                "<details>",
                "</details>",
                "<summary>",
                "</summary>",
                "<span>$</span>",
            ];
            let cells = own.iter().fold(text.clone(), |text, own| text.replace(own, ""));
            assert!(
                !cells.contains('<') && !cells.contains("](") && !cells.contains("example.com)"),
                "{cells}"
            );
        }
        // JSON writes what is below a blank as its number, and the rest as it is.
        let json = text.starts_with(['{', '[']);
        let below = |c: char| if json { c < ' ' } else { c.is_control() };
        let control = |c: &char| below(*c) && !matches!(c, '\n' | '\r');
        let controls: BTreeSet<char> = text.chars().filter(control).collect();
        assert!(controls.is_empty(), "{name}: {controls:?}");
        // Of all of them only the table keeps breaks, within quotes.
        let order = text.lines().any(|l| l.trim_start().starts_with("::error::x"));
        assert_eq!(order, name == "csv", "{name}");
    }
    let (text, _) = run(house.path(), FILES, "csv", &more);
    let mut seen = 0;
    for record in read::csv_rows(&text) {
        let formula = |c: &String| c.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
        assert!(!record.iter().any(formula), "{record:?}");
        seen += record.iter().filter(|c| c.starts_with('\'')).count();
        seen += record.iter().filter(|c| c.contains("第一行\n第二行")).count();
    }
    assert!(seen > 4, "hostile cells came through: {seen}");
}

#[test]
fn sarif_fits_the_official_schema_and_its_rules_are_those_of_the_results() {
    let schema = std::fs::read_to_string(root().join("tests/cli/formats/sarif-2.1.0.schema.json")).unwrap();
    // As published, the pattern of languages has a bracket too many and is no expression at all.
    let (wrong, meant) = ("-[a-zA-Z]{2}]?$", "(-[a-zA-Z]{2})?$");
    assert!(schema.contains(wrong));
    let schema = schema.replace(wrong, meant);
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let house = house();
    let files = [FILES, &["坏.xlsx"]].concat();
    for lang in ["zh", "en"] {
        let (text, _) = run(house.path(), &files, "sarif", &["--lang", lang]);
        let log: Value = serde_json::from_slice(&text).unwrap();
        let wrong: Vec<String> = schema
            .iter_errors(&log)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let bag = |v: &Value| (v["properties"]["jurisdiction"].clone(), v["id"].clone());
        let once: BTreeSet<String> = rules.iter().map(|r| format!("{:?}", bag(r))).collect();
        assert_eq!(once.len(), rules.len(), "every rule once");
        let mut related = 0;
        for result in run["results"].as_array().unwrap() {
            let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert_eq!(
                rule["properties"]["jurisdiction"],
                result["properties"]["jurisdiction"]
            );
            related += result["relatedLocations"].as_array().map_or(0, Vec::len);
        }
        assert!(related > 0, "other places come");
        let artifacts = run["artifacts"].as_array().unwrap();
        assert_eq!(artifacts.len(), files.len());
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    }
}

#[test]
fn lines_hold_every_key_of_the_one_object() {
    let house = house();
    let (json, _) = run(house.path(), FILES, "json", &[]);
    let mut json: Value = serde_json::from_slice(&json).unwrap();
    let (text, _) = run(house.path(), FILES, "jsonl", &[]);
    let lines: Vec<Value> = String::from_utf8(text)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let (head, rest) = lines.split_first().unwrap();
    let (tail, findings) = rest.split_last().unwrap();
    let mut whole = head.as_object().unwrap().clone();
    whole.extend(tail.as_object().unwrap().clone());
    whole.insert("findings".to_owned(), findings.to_vec().into());
    // Each has a digest, which is its own.
    let digests = [
        whole.remove("sha256"),
        json.as_object_mut().unwrap().remove("sha256"),
    ];
    assert!(digests.iter().all(Option::is_some) && digests[0] != digests[1]);
    assert_eq!(Value::Object(whole), json);
}

#[test]
fn code_quality_tells_findings_apart() {
    let house = house();
    let (text, _) = run(house.path(), FILES, "gitlab", &[]);
    let entries: Vec<Value> = serde_json::from_slice(&text).unwrap();
    let prints: BTreeSet<&str> = entries
        .iter()
        .map(|e| e["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(prints.len(), entries.len(), "no two fingerprints are the same");
    assert!(
        prints.iter().any(|p| p.ends_with(":2")),
        "rows that are the same come"
    );
    assert_eq!(run(house.path(), FILES, "gitlab", &[]).0, text, "twice the same");
}

#[test]
fn junit_adds_up_and_says_what_was_not_checked() {
    let house = house();
    let (text, _) = run(house.path(), FILES, "junit", &[]);
    let suites = read::suites(&text);
    let (sum, parts) = suites.split_first().unwrap();
    for (number, name) in ["tests", "failures", "errors", "skipped"].into_iter().enumerate() {
        let all: u64 = parts.iter().map(|s| s.said[number]).sum();
        assert_eq!(sum.said[number], all, "{name}");
        for suite in parts {
            assert_eq!(suite.said[number], suite.seen[number], "{name} of {}", suite.name);
        }
    }
    let unchecked = parts.last().unwrap();
    assert_eq!(unchecked.name, "没有检查的要求");
    assert!(unchecked.seen[0] > 0 && unchecked.seen[0] == unchecked.seen[3]);
    let named: Vec<&str> = parts.iter().map(|s| s.name.as_str()).collect();
    assert!(FILES.iter().all(|f| named.contains(f)), "{named:?}");
}

#[test]
fn no_report_is_audited_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("a.csv");
    std::fs::copy(root().join("fixtures/across/糖业.csv"), table).unwrap();
    let mut reports = 0;
    for (name, lang) in names().flat_map(|name| [(name, "zh"), (name, "en")]) {
        let (text, _) = run(folder.path(), &["a.csv"], name, &["--lang", lang]);
        let text_endings: &[&str] = &["txt", "csv", "xml"];
        let endings = std::str::from_utf8(&text).map_or(&["xlsx"] as &[&str], |_| text_endings);
        for ending in endings {
            std::fs::write(folder.path().join(format!("{name}.{lang}.{ending}")), &text).unwrap();
            reports += 1;
        }
    }
    let (json, _) = run(folder.path(), &["."], "json", &[]);
    let json: Value = serde_json::from_slice(&json).unwrap();
    let inputs: Vec<&Value> = json["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &i["path"])
        .collect();
    assert_eq!(inputs, ["./a.csv"]);
    assert_eq!(json["passed_over"].as_array().unwrap().len(), reports);
}

#[test]
fn every_format_is_written_for_departments_too() {
    let house = house();
    for (name, format) in Format::ALL {
        let parts = tempfile::tempdir().unwrap();
        let folder = parts.path().to_str().unwrap();
        let more = ["--split-by", "provider", "--output-dir", folder, "--force"];
        run(house.path(), FILES, name, &more);
        let mut written = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("index.csv") {
                continue;
            }
            assert_eq!(
                path.extension().unwrap().to_str().unwrap(),
                format.ending(),
                "{name}"
            );
            let told = read(name, &std::fs::read(&path).unwrap());
            assert_eq!(told.unread, 0, "{name} {path:?}");
            written += 1;
        }
        assert!(written > 3, "{name}: {written}");
    }
}
