//! Rectification notices: sound packages, counts that are the department's, hostile texts, templates with faults.

#![expect(clippy::indexing_slicing, reason = "a report without its keys fails the test")]

use crate::report::{dataaudit, scratch};
use predicates::prelude::*;
use predicates::str::contains;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

const CATALOG: &str = "tests/cli/departments/目录.csv";

fn check(file: &str, more: &[&str]) -> assert_cmd::Command {
    let mut command = dataaudit(&["check", file, "--as-of", "2026-03-01"]);
    command.args(more);
    command
}

/// The bytes of every letter, by the name of its file.
pub(crate) fn letters(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    files
        .map(|f| {
            (
                f.file_name().into_string().unwrap(),
                std::fs::read(f.path()).unwrap(),
            )
        })
        .collect()
}

/// The parts of a package by their names, each parsed to its end.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        let mut open = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open, 0, "{name}");
        parts.insert(name, text);
    }
    parts
}

/// What stands in an attribute, wherever it occurs in a part.
fn values<'t>(part: &'t str, attribute: &str) -> Vec<&'t str> {
    let pieces = part
        .split(&format!(" {attribute}=\""))
        .skip(1)
        .collect::<Vec<_>>();
    pieces.iter().map(|p| p.split('"').next().unwrap()).collect()
}

/// The text of a letter, a line a paragraph.
pub(crate) fn text(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let mut out = String::new();
    for paragraph in parts["word/document.xml"].split("</w:p>") {
        for run in paragraph.split("<w:t xml:space=\"preserve\">").skip(1) {
            out.push_str(run.split("</w:t>").next().unwrap());
        }
        out.push('\n');
    }
    out
}

#[test]
fn every_letter_is_a_sound_package() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("通知");
    check(
        CATALOG,
        &["-j", "ningxia,national", "--notice", into.to_str().unwrap()],
    )
    .assert()
    .code(1);
    let letters = letters(&into);
    assert!(letters.len() > 2);
    for bytes in letters.values() {
        let parts = parts(bytes);
        let named: BTreeSet<String> = values(&parts["[Content_Types].xml"], "PartName")
            .iter()
            .map(|n| n.trim_start_matches('/').to_owned())
            .collect();
        let held = parts
            .keys()
            .filter(|n| !n.contains("_rels/") && !n.starts_with('['));
        assert_eq!(named, held.cloned().collect());
        for (of, at) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            for target in values(&parts[of], "Target") {
                assert!(parts.contains_key(&format!("{at}{target}")), "{target}");
            }
        }
        let ids = values(&parts["word/_rels/document.xml.rels"], "Id");
        let document = &parts["word/document.xml"];
        let used = values(document, "r:id");
        assert!(!used.is_empty() && used.iter().all(|id| ids.contains(id)));
        let styles = values(&parts["word/styles.xml"], "w:styleId");
        let set = document.split("Style w:val=\"").skip(1);
        for style in set.map(|s| s.split('"').next().unwrap()) {
            assert!(styles.contains(&style), "{style}");
        }
    }
}

#[test]
fn a_letter_counts_what_the_report_of_its_department_counts() {
    let folder = tempfile::tempdir().unwrap();
    let (into, split) = (folder.path().join("通知"), folder.path().join("报告"));
    check(
        CATALOG,
        &["-j", "ningxia", "-f", "json", "--split-by", "provider"],
    )
    .args([
        "--notice",
        into.to_str().unwrap(),
        "--output-dir",
        split.to_str().unwrap(),
    ])
    .assert()
    .code(1);
    let mut compared = 0;
    for (name, bytes) in letters(&into) {
        let report = split.join(name.replace(" 整改通知.docx", ".json"));
        let report: Value = serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap();
        let errors = report["summary"]["errors"].as_u64().unwrap();
        let text = text(&bytes);
        assert!(text.contains(&format!("共发现违规{errors}处")), "{name}");
        assert!(text.contains(&format!("合计 {errors} 处")), "{name}");
        for finding in report["findings"].as_array().unwrap() {
            assert!(text.contains(finding["message"].as_str().unwrap()), "{name}");
        }
        compared += 1;
    }
    assert!(compared > 2);
}

#[test]
fn twice_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let into = folder.path().join(name);
        check(CATALOG, &["-j", "ningxia", "--notice", into.to_str().unwrap()])
            .assert()
            .code(1);
        letters(&into)
    };
    assert!(write("甲") == write("乙"));
}

#[test]
fn what_is_not_in_force_is_no_duty() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("通知");
    let into = into.to_str().unwrap();
    check(CATALOG, &["-j", "xinjiang-draft", "--what-if", "--notice", into])
        .assert()
        .stderr(contains("0 份整改通知"));
    assert!(letters(Path::new(into)).is_empty());
    let both = [
        "-j",
        "ningxia,xinjiang-draft",
        "--what-if",
        "--force",
        "--notice",
        into,
    ];
    check(CATALOG, &both).assert().code(1);
    let letters = letters(Path::new(into));
    let some = letters.values().map(|bytes| text(bytes));
    let some: Vec<String> = some.filter(|text| text.contains("供参考的事项")).collect();
    assert!(!some.is_empty());
    for text in some {
        let duties = text.split("供参考的事项（不属于整改要求）\n").next().unwrap();
        assert!(!duties.contains("征求意见稿"), "{duties}");
        assert!(text.contains("征求意见稿"));
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let rows = "提供单位,数据目录名称,更新频率\n\"</w:t>{list}<b>&\u{202E}厅\",\"=1+1]]>\u{1}\u{FFFE}\",\n张三13800138000,名,\n";
    let (folder, file) = scratch("目录.csv", rows.as_bytes());
    let into = folder.path().join("通知");
    check(&file, &["-j", "ningxia", "--notice", into.to_str().unwrap()])
        .assert()
        .code(1);
    let letters = letters(&into);
    assert_eq!(letters.len(), 2);
    let all: String = letters.values().map(|bytes| text(bytes)).collect();
    assert!(all.contains("&lt;/w:t&gt;{list}&lt;b&gt;&amp;"), "{all}");
    assert!(!all.contains(['\u{0}', '\u{1}', '\u{202E}', '\u{FFFE}']));
    assert!(
        all.contains("138****8000") && !all.contains("13800138000"),
        "{all}"
    );
    assert!(!letters.keys().any(|name| name.contains("13800138000")));
    // The finding at the row whose provider was covered is in its letter.
    let covered = letters.iter().find(|(name, _)| name.contains("张三")).unwrap().1;
    assert!(text(covered).contains("C3"));
}

#[test]
fn a_faulty_template_is_told_by_its_lines_and_nothing_is_audited() {
    let (folder, template) = scratch("模板.md", "# 通知\n\n{depart}：\n{list}\n".as_bytes());
    let into = folder.path().join("通知");
    let more = ["--notice", into.to_str().unwrap(), "--notice-template", &template];
    check(CATALOG, &[&["-j", "ningxia"], &more[..]].concat())
        .assert()
        .code(2)
        .stderr(contains("模板.md:3").and(contains("{depart}")))
        .stdout("");
    assert!(!into.exists());
}

#[test]
fn what_is_no_template_is_told_and_nothing_is_audited() {
    for (bytes, said) in [
        (b"PK\x03\x04\xff\xfe" as &[u8], "模板.md：不是 UTF-8"),
        (b"", "模板.md:1:1"),
        ("只有一句话\n".as_bytes(), "模板里没有问题清单"),
    ] {
        let (folder, template) = scratch("模板.md", bytes);
        let into = folder.path().join("通知");
        let more = ["--notice", into.to_str().unwrap(), "--notice-template", &template];
        check(CATALOG, &[&["-j", "ningxia"], &more[..]].concat())
            .assert()
            .code(2)
            .stderr(contains(said))
            .stdout("");
        assert!(!into.exists());
    }
}

#[test]
fn a_template_of_ones_own_is_followed() {
    let (folder, template) = scratch(
        "模板.md",
        "# 督办单\n\n< 致{department}：{errors}处，{due}\n\n{list}\n".as_bytes(),
    );
    let into = folder.path().join("通知");
    let more = [
        "--notice",
        into.to_str().unwrap(),
        "--notice-template",
        &template,
        "--notice-days",
        "5",
    ];
    check(CATALOG, &[&["-j", "ningxia"], &more[..]].concat())
        .assert()
        .code(1);
    let letters = letters(&into);
    let text = text(&letters["自治区水利厅 整改通知.docx"]);
    assert!(
        text.starts_with("督办单\n致自治区水利厅：") && text.contains("处，2026年3月6日\n"),
        "{text}"
    );
    assert!(!text.contains("审计情况"));
}

#[test]
fn years_without_holidays_give_both_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("通知");
    let mut command = dataaudit(&["check", CATALOG, "-j", "ningxia", "--as-of", "2027-09-28"]);
    command.args(["--notice-days", "5", "--notice", into.to_str().unwrap()]);
    command.assert().code(1);
    for bytes in letters(&into).values() {
        let text = text(bytes);
        assert!(
            text.contains("2027年10月3日（最早）至2027年10月13日（最迟）"),
            "{text}"
        );
    }
}

#[test]
fn an_english_letter() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("notices");
    check(
        CATALOG,
        &[
            "-j",
            "ningxia",
            "--lang",
            "en",
            "--notice",
            into.to_str().unwrap(),
        ],
    )
    .assert()
    .code(1);
    for bytes in letters(&into).values() {
        let text = text(bytes);
        assert!(text.contains("Notice to rectify") && text.contains("Annex 1. List of problems"));
        assert!(!text.contains("整改"), "{text}");
    }
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let (folder, file) = scratch("旧.docx", b"old");
    let into = folder.path().to_str().unwrap();
    check(CATALOG, &["-j", "ningxia", "--notice", into])
        .assert()
        .code(2)
        .stderr(contains("--force"));
    assert_eq!(std::fs::read(file).unwrap(), b"old");
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let mut rows = "提供单位,数据目录名称,更新频率\n".to_owned();
    rows.extend((0..450).map(|n| format!("水利厅,目录{n},\n")));
    let (folder, file) = scratch("目录.csv", rows.as_bytes());
    let into = folder.path().join("通知");
    check(&file, &["-j", "ningxia", "--notice", into.to_str().unwrap()])
        .assert()
        .code(1);
    let text = text(&letters(&into)["水利厅 整改通知.docx"]);
    assert!(
        text.contains("本项共450处，此处列出前200处；其余250处见审计报告"),
        "{text}"
    );
}
