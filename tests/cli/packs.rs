//! An invented eighth instrument, written as docs/packs.md says and with no code: outline, lint, proof, audit.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

const MOON: &str = "tests/cli/packs/moon/moon.toml";
const FOLDER: &str = "tests/cli/packs/moon";

fn dataaudit(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("dataaudit").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .timeout(crate::report::PATIENCE);
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// A scratch copy of the pack with one thing changed.
fn changed(from: &str, to: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["moon.toml", "moon.outline.toml", "clean.csv", "breaches.toml"] {
        let source = file(&format!("{FOLDER}/{name}"));
        std::fs::write(folder.path().join(name), source.replace(from, to)).unwrap();
    }
    let path = folder.path().join("moon.toml");
    (folder, path)
}

#[test]
fn its_outline_is_what_its_text_yields() {
    let (code, outline, _) = dataaudit(&["law", "outline", FOLDER, "--pack", MOON]);
    assert_eq!(code, 0);
    assert_eq!(outline, file("tests/cli/packs/moon/moon.outline.toml"));
}

#[test]
fn it_is_sound_proven_and_verified() {
    assert_eq!(dataaudit(&["pack", "lint", MOON]).0, 0);
    assert_eq!(dataaudit(&["pack", "test", FOLDER]).0, 0);
    let (code, said, _) = dataaudit(&["law", "verify", FOLDER, "--pack", MOON]);
    assert_eq!(code, 0);
    assert!(said.contains("《月面数据条例》：7 项要求"), "{said}");
}

#[test]
fn a_table_is_audited_by_it_with_and_without_its_name() {
    let table = "tests/cli/packs/moon/clean.csv";
    let run = |more: &[&str]| {
        let fixed = [
            "check",
            table,
            "--pack",
            MOON,
            "--as-of",
            "2026-03-01",
            "-f",
            "json",
        ];
        let (code, report, _) = dataaudit(&[&fixed, more].concat());
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        (code, report)
    };
    let (code, report) = run(&[]);
    assert_eq!(
        (code, &report["instruments"][0]["jurisdiction"]),
        (0, &"moon".into())
    );
    let columns = report["inputs"][0]["tables"][0]["columns"].as_array().unwrap();
    assert!(columns.iter().any(|c| c["field"] == "moon_phase"), "{columns:?}");
    for name in ["moon", "月面", "990000"] {
        assert_eq!(run(&["-j", name]).1, report);
    }
    let (code, both) = run(&["-j", "moon,national"]);
    assert_eq!((code, both["instruments"].as_array().unwrap().len()), (1, 2));
}

#[test]
fn json_does_not_quote_the_text() {
    let fixed = [
        "check",
        "tests/cli/packs/moon/clean.csv",
        "--pack",
        MOON,
        "--as-of",
        "2027-03-01",
        "-f",
    ];
    let with = |format: &str, more: &[&str]| dataaudit(&[&fixed, &[format][..], more].concat()).1;
    let quoting = ["--law-dir", FOLDER];
    assert_eq!(with("json", &[]), with("json", &quoting));
    assert!(with("table", &quoting).contains("  原文 月面机构应当在目录中写明更新频率"));
    assert!(!with("table", &[]).contains("原文"));
}

#[test]
fn a_faulty_pack_audits_nothing() {
    let table = "tests/cli/packs/moon/clean.csv";
    let (code, report, said) = dataaudit(&[
        "check",
        table,
        "--pack",
        "tests/cli/packs/broken/moon.toml",
        "-j",
        "moon",
    ]);
    assert_eq!((code, report.as_str()), (2, ""));
    assert!(
        said.contains("moon.toml:7:13") && said.contains("什么也没有做"),
        "{said}"
    );
}

/// The outline that lies beside a pack speaks wherever the pack is used, except where an outline is made from the text.
#[test]
fn a_citation_that_does_not_hold_is_refused_by_every_command() {
    let (_folder, pack) = changed("cite = \"第三条第一款第一项\"", "cite = \"第九十条\"");
    let pack = pack.to_str().unwrap();
    for command in [
        &["check", "tests/cli/packs/moon/clean.csv"][..],
        &["rules"],
        &["explain", "MN-3-name"],
        &["compare", "moon", "ningxia"],
        &["coverage"],
        &["jurisdictions"],
    ] {
        let (code, report, said) = dataaudit(&[command, &["--pack", pack]].concat());
        assert_eq!((code, report.as_str()), (2, ""), "{command:?}");
        assert!(
            said.contains("moon.toml:40:8") && said.contains("第九十条"),
            "{said}"
        );
    }
    let (code, _, said) = dataaudit(&["law", "show", FOLDER, "--pack", pack, "第三条"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_pack_of_the_same_id_replaces_the_one_built_in_and_says_so() {
    let (folder, pack) = changed("id = \"moon\"", "id = \"ningxia\"");
    let table = folder.path().join("clean.csv");
    let (table, pack) = (table.to_str().unwrap(), pack.to_str().unwrap());
    let day = ["--as-of", "2026-03-01", "-j", "ningxia"];
    let (code, report, said) = dataaudit(&[&["check", table, "--pack", pack][..], &day].concat());
    assert_eq!(code, 0, "{said}");
    assert!(report.contains("《月面数据条例》"), "{report}");
    assert!(said.contains("不是内置的"), "{said}");
    let (_, _, quiet) = dataaudit(&[&["check", table, "--pack", pack, "--quiet"][..], &day].concat());
    assert_eq!(quiet, "");
}

#[test]
fn two_packs_of_one_id_are_refused() {
    let (_folder, pack) = changed("满月", "圆月之夜");
    let (code, _, said) = dataaudit(&["check", "x.csv", "--pack", MOON, "--pack", pack.to_str().unwrap()]);
    assert_eq!(code, 2, "{said}");
}

#[test]
fn every_deviation_of_a_proof_is_said() {
    let (folder, _) = changed("value = \"圆月\"", "value = \"满月\"");
    let (code, said, _) = dataaudit(&["pack", "test", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(said.contains("MN-3-phase 观测时月相：应当报出"), "{said}");

    let (folder, _) = changed("静海站,满月", "静海站,圆月");
    let (code, said, _) = dataaudit(&["pack", "test", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(
        said.contains("clean.csv 应当没有问题，却报出 MN-3-phase（第 2 行“观测时月相”）"),
        "{said}"
    );

    let (folder, _) = changed(
        "requirement = \"MN-5-machine-readable\"",
        "requirement = \"MN-5-machine\"",
    );
    let (code, _, said) = dataaudit(&["pack", "test", folder.path().to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(
        said.contains("法规包里没有要求 MN-5-machine") && said.contains("breaches.toml:"),
        "{said}"
    );

    let (folder, _) = changed("数据格式\n", "数据格式,数据乙\n");
    let (code, said, _) = dataaudit(&["pack", "test", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(said.contains("clean.csv：有不认识的列：数据乙"), "{said}");

    let (folder, _) = changed("row = 2\ncolumn = \"数据格式\"", "row = 9\ncolumn = \"数据样式\"");
    let (code, _, said) = dataaudit(&["pack", "test", folder.path().to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(
        said.contains("第 2 至 4 行") && said.contains("没有列“数据样式”"),
        "{said}"
    );
}

#[test]
fn a_requirement_without_a_breach_is_said() {
    let breaches = file("tests/cli/packs/moon/breaches.toml");
    let last = breaches.split("[[breach]]").last().unwrap().to_owned();
    let (folder, _) = changed(&format!("[[breach]]{last}"), "");
    let (code, said, _) = dataaudit(&["pack", "test", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(
        said.contains("MN-5-machine-readable：没有一处改动能触发"),
        "{said}"
    );
}

#[test]
fn a_text_that_is_none_or_is_cut_is_refused_with_its_place() {
    let text = file("tests/cli/packs/moon/moon.txt");
    let show_bytes = |text: &[u8], citation: &str| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("moon.txt"), text).unwrap();
        let path = folder.path().to_str().unwrap().to_owned();
        dataaudit(&["law", "show", &path, "--pack", MOON, citation])
    };
    let show = |text: &str, citation: &str| show_bytes(text.as_bytes(), citation);
    let (code, shown, _) = show(&text, "第三条第一款第三项");
    assert_eq!((code, shown.lines().last()), (0, Some("（三）观测时的月相。")));
    let (code, shown, _) = show(&text, "第三条");
    assert_eq!((code, shown.lines().count()), (0, 6));

    let (code, _, said) = show(&text, "第三条第三款");
    assert_eq!(code, 2);
    assert!(said.contains("该条共 2 款"), "{said}");
    let (code, _, said) = show(&text, "九十九");
    assert!(code == 2 && said.contains("不是条款号"), "{said}");

    let cut = text.split("第七条").next().unwrap();
    let (code, _, said) = show(cut, "第三条");
    assert!(
        code == 2 && said.contains("没有施行条款") && said.contains("第 25 行"),
        "{said}"
    );
    let within = text.find("第三条").unwrap() + 1;
    let (code, _, said) = show_bytes(text.as_bytes().get(..within).unwrap(), "第三条");
    let line = format!("第 {} 行", text[..within - 1].lines().count() + 1);
    assert!(
        code == 2 && said.contains("断在一个字中间") && said.contains(&line),
        "{said}"
    );
    let (code, _, said) = show("<html>验证码</html>", "第三条");
    assert!(code == 2 && said.contains("不是法规文本"), "{said}");
    let (code, _, said) = show(&text.replace("第四条 ", ""), "第三条");
    assert!(code == 2 && said.contains("缺第四条"), "{said}");
}

#[test]
fn the_schema_is_what_editors_get() {
    let (code, schema, _) = dataaudit(&["schema", "pack"]);
    assert_eq!((code, schema.as_str()), (0, dataaudit::law::PACK_SCHEMA));
}
