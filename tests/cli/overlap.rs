//! Several instruments at once, and one instrument over time: what is shown together, whose a finding is, what was not
//! yet law.

use crate::report::{dataaudit, root, scratch};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const WORKBOOK: &str = "fixtures/ningxia/水利厅目录.xlsx";

fn run(file: &str, jurisdictions: &str, as_of: &str, more: &[&str]) -> String {
    let mut command = dataaudit(&[
        "check",
        file,
        "-j",
        jurisdictions,
        "--as-of",
        as_of,
        "--width",
        "400",
    ]);
    String::from_utf8(command.args(more).output().unwrap().stdout).unwrap()
}

fn json(file: &str, jurisdictions: &str, as_of: &str, more: &[&str]) -> Value {
    let more = [&["--format", "json"], more].concat();
    serde_json::from_str(&run(file, jurisdictions, as_of, &more)).unwrap()
}

/// A fixture with words replaced.
fn changed(fixture: &str, pairs: &[(&str, &str)]) -> (tempfile::TempDir, String) {
    let mut text = std::fs::read_to_string(root().join(fixture)).unwrap();
    for (from, to) in pairs {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let name = fixture.rsplit('/').next().unwrap();
    scratch(name, text.as_bytes())
}

fn of<'r>(report: &'r Value, list: &str, requirement: &str) -> Vec<&'r Value> {
    let entries = report[list].as_array().unwrap().iter();
    entries.filter(|f| f["requirement"] == requirement).collect()
}

/// Findings of each requirement, by the heads of the blocks: `违规 2 处 · 存疑 1 处  NX-…`.
fn heads(table: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for line in table.lines() {
        let Some((levels, id)) = line.split_once(" 处  ") else {
            continue;
        };
        let numbers = levels.split(' ').filter_map(|word| word.parse::<u64>().ok());
        *counts.entry(id.to_owned()).or_default() += numbers.sum::<u64>();
    }
    counts
}

#[test]
fn the_same_defect_under_two_instruments_stands_in_one_block() {
    let table = run(WORKBOOK, "ningxia,national", "2026-03-01", &[]);
    let block = table
        .split("\n\n")
        .find(|b| b.starts_with("违规") && b.contains("NX-10-update-frequency"))
        .unwrap();
    let lines: Vec<&str> = block.lines().collect();
    let [first, second, _, basis, liability, ..] = lines.as_slice() else {
        panic!("{block}")
    };
    assert_eq!(
        [*first, *second],
        [
            "违规 1 处  NX-10-update-frequency",
            "违规 1 处  CN-13-update-frequency"
        ]
    );
    assert_eq!(
        *basis,
        "  依据 《宁夏回族自治区数据条例》第十条第五款；《政务数据共享条例》第十三条第二款"
    );
    assert_eq!(
        *liability,
        "  责任 《宁夏回族自治区数据条例》第五十六条第一项；《政务数据共享条例》第三十九条第一项"
    );
    assert_eq!(block.matches("资源目录!H11").count(), 1, "{block}");
    let alone = table
        .split("\n\n")
        .find(|b| b.starts_with("违规") && b.contains("NX-10-authorized-operation"))
        .unwrap();
    assert!(!alone.contains("《政务数据共享条例》"), "{alone}");
}

#[test]
fn counts_stay_one_a_finding_however_few_examples_are_shown() {
    let report = json(WORKBOOK, "ningxia,national", "2026-03-01", &[]);
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        *expected
            .entry(finding["requirement"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    for examples in ["0", "1", "50"] {
        let table = run(
            WORKBOOK,
            "ningxia,national",
            "2026-03-01",
            &["--max-examples", examples],
        );
        assert_eq!(heads(&table), expected, "--max-examples {examples}");
    }
    let whose: BTreeSet<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["location"]["cell"] == "H11")
        .map(|f| f["jurisdiction"].as_str().unwrap())
        .collect();
    assert_eq!(whose, BTreeSet::from(["national", "ningxia"]));
}

#[test]
fn what_two_instruments_expect_differently_is_said_of_each() {
    let basis = [("《中华人民共和国反洗钱法》", "本单位保密工作制度")];
    let (_guard, path) = changed("fixtures/xinjiang/clean.csv", &basis);
    let table = run(&path, "xinjiang,national", "2026-03-01", &[]);
    let block = table
        .split("\n\n")
        .find(|b| b.contains("XJ-33-deny-basis-kind"))
        .unwrap();
    let expected = block.lines().find(|l| l.starts_with("  应为")).unwrap();
    assert!(expected.contains("；CN-15-deny-basis-kind："), "{block}");
    assert!(expected.contains("地方性法规"), "{block}");
}

#[test]
fn a_law_that_did_not_exist_yet_says_so_and_names_its_draft() {
    let fixture = "fixtures/xinjiang/clean.csv";
    let table = run(fixture, "xinjiang", "2024-01-01", &[]);
    assert!(
        table.contains("2024-01-01 没有名为《新疆维吾尔自治区数据条例》的文件在施行"),
        "{table}"
    );
    assert!(
        table.contains("（-j xinjiang-draft）") && table.contains("只作提示"),
        "{table}"
    );
    let in_force = run(fixture, "xinjiang", "2025-05-01", &[]);
    assert!(
        !in_force.contains("没有名为") && !in_force.contains("另见"),
        "{in_force}"
    );
    let draft = run(fixture, "xinjiang-draft", "2026-03-01", &[]);
    assert!(
        draft.contains("征求意见稿") && draft.contains("（-j xinjiang）"),
        "{draft}"
    );
}

#[test]
fn every_status_is_told_apart_and_only_what_binds_breaks_the_law() {
    let (_guard, path) = changed("fixtures/xinjiang/clean.csv", &[("有条件共享,", "授权共享,")]);
    for (jurisdiction, as_of, status, binds) in [
        ("xinjiang", "2025-04-30", "not-yet", false),
        ("xinjiang", "2025-05-01", "in-force", true),
        ("xinjiang-draft", "2026-03-01", "draft", false),
        ("xinjiang-operation", "2026-01-31", "not-yet", false),
        ("xinjiang-operation", "2028-01-31", "in-force", true),
        ("xinjiang-operation", "2028-02-01", "expired", false),
    ] {
        let report = json(&path, jurisdiction, as_of, &[]);
        assert_eq!(
            report["instruments"][0]["status"], status,
            "{jurisdiction} {as_of}"
        );
        let errors = |report: &Value| report["summary"]["errors"].as_u64().unwrap();
        let judged = jurisdiction != "xinjiang-operation";
        assert_eq!(errors(&report) > 0, binds && judged, "{jurisdiction} {as_of}");
        let what_if = json(&path, jurisdiction, as_of, &["--what-if"]);
        assert_eq!(errors(&what_if) > 0, judged, "{jurisdiction} {as_of} --what-if");
        assert_eq!(what_if["instruments"][0]["status"], status);
        let banner = run(&path, jurisdiction, as_of, &[]).contains("注意：");
        assert_eq!(banner, status != "in-force", "{jurisdiction} {as_of}");
    }
}

#[test]
fn events_before_the_law_are_counted_and_not_judged() {
    let broken = [("2026-01-14,2026-01-14,", "2026-01-14,,")];
    let early = [broken[0], ("法定职能变化,2026-01-05", "法定职能变化,2025-07-31")];
    let id = "CN-17-update-report";
    let fixture = "fixtures/national/clean.catalog_changes.csv";
    let (_guard, path) = changed(fixture, &broken);
    let kind = ["--kind", "catalog_changes"];
    assert_eq!(
        of(&json(&path, "national", "2026-03-01", &kind), "findings", id).len(),
        1
    );
    let (_guard, path) = changed(fixture, &early);
    let report = json(&path, "national", "2026-03-01", &kind);
    assert!(of(&report, "findings", id).is_empty());
    let coverage = of(&report, "coverage", id)[0];
    assert_eq!(coverage["judged"], 1);
    assert_eq!(coverage["reason"], "1 条记录在 2025-08-01 施行以前，不判断");
    let english = json(
        &path,
        "national",
        "2026-03-01",
        &["--kind", "catalog_changes", "--lang", "en"],
    );
    let reason = of(&english, "coverage", id)[0]["reason"].as_str().unwrap();
    assert!(reason.contains("not judged: before 2025-08-01"), "{reason}");
    let if_in_force = json(
        &path,
        "national",
        "2025-07-31",
        &["--kind", "catalog_changes", "--what-if"],
    );
    assert_eq!(
        of(&if_in_force, "findings", id).len(),
        1,
        "judged as if in force, everything is judged"
    );
}

#[test]
fn what_does_not_bind_hides_nothing_that_does() {
    let (_guard, path) = changed("fixtures/xinjiang/clean.csv", &[("有条件共享,涉及", ",涉及")]);
    let id = "XJ-33-share-class-required";
    let both = json(&path, "xinjiang,national", "2026-03-01", &[]);
    assert_eq!(
        of(&both, "findings", id).len(),
        0,
        "reported once, under the national regulation"
    );
    assert_eq!(of(&both, "findings", "CN-13-share-attribute").len(), 1);
    let before = json(&path, "xinjiang,national", "2025-06-01", &[]);
    assert_eq!(of(&before, "findings", id)[0]["severity"], "error");
    assert_eq!(
        of(&before, "findings", "CN-13-share-attribute")[0]["severity"],
        "info"
    );
}

#[test]
fn bodies_of_another_jurisdiction_are_noticed_once_a_table_and_never_found_wanting() {
    let corps = [
        ("银泉州卫生服务中心", "第八师卫生健康委员会"),
        ("自治区金融服务中心", "第一师范学院"),
    ];
    let (_guard, path) = changed("fixtures/xinjiang/clean.csv", &corps);
    let notices = |report: &Value| -> Vec<String> {
        let notes = report["inputs"][0]["tables"][0]["notes"]
            .as_array()
            .unwrap()
            .iter();
        let notes = notes.map(|n| n.as_str().unwrap().to_owned());
        notes.filter(|n| n.contains("改用 -j")).collect()
    };
    let report = json(&path, "xinjiang,xinjiang-operation", "2026-03-01", &[]);
    let [notice] = notices(&report).try_into().unwrap();
    assert!(
        notice.contains("有 1 行") && notice.contains("第 3 行“第八师卫生健康委员会”"),
        "{notice}"
    );
    assert!(notice.contains("-j xpcc") && notice.contains("《新疆生产建设兵团公共数据管理办法（试行）》"));
    assert_eq!(report["summary"]["verdict"], "clean");
    let kept: [&str; 6] = [
        "律师协会",
        "第三会计师事务所",
        "第二医师协会",
        "第一团体工作处",
        "银泉州师范学校",
        "全州工程师市级联合会",
    ];
    for name in kept {
        let (_guard, path) = changed("fixtures/xinjiang/clean.csv", &[("银泉州卫生服务中心", name)]);
        assert!(
            notices(&json(&path, "xinjiang", "2026-03-01", &[])).is_empty(),
            "{name}"
        );
    }
    let region = [
        ("灌溉管理中心", "自治区水利厅"),
        ("农机推广中心", "第六师驻自治区人民政府办事处"),
    ];
    let (_guard, path) = changed("fixtures/xpcc/clean.csv", &region);
    let [notice] = notices(&json(&path, "xpcc", "2026-03-01", &[]))
        .try_into()
        .unwrap();
    assert!(
        notice.contains("有 1 行") && notice.contains("-j xinjiang"),
        "{notice}"
    );
}

#[test]
fn a_body_out_of_scope_is_not_judged_and_hides_nothing() {
    let typed = |kind: &str| {
        let text = std::fs::read_to_string(root().join("fixtures/national/clean.csv")).unwrap();
        let typed = |(n, line): (usize, &str)| {
            let cell = if n == 0 { "提供单位类型" } else { kind };
            format!("{line},{cell}\n")
        };
        let out: String = text.lines().enumerate().map(typed).collect();
        out.replace("无条件共享,服务接口", ",服务接口")
    };
    let report = |kind: &str| {
        let (_guard, path) = scratch("clean.csv", typed(kind).as_bytes());
        json(&path, "national,xinjiang", "2026-03-01", &[])
    };
    let (covered, covering) = ("XJ-33-share-class-required", "CN-13-share-attribute");
    let department = report("政务部门");
    assert_eq!(of(&department, "findings", covering)[0]["severity"], "error");
    assert!(of(&department, "findings", covered).is_empty());
    let hospital = report("医院");
    assert!(of(&hospital, "findings", covering).is_empty());
    assert_eq!(of(&hospital, "findings", covered)[0]["severity"], "error");
    let reason = of(&hospital, "coverage", covering)[0]["reason"].as_str().unwrap();
    assert!(reason.contains("不在适用范围内"), "{reason}");
    let notice = &hospital["inputs"][0]["tables"][0]["notices"][0];
    assert_eq!(
        (&notice["kind"], &notice["jurisdiction"]),
        (&"not-judged".into(), &"national".into())
    );
    assert_eq!(notice["total"], notice["listed"]);
    let court = report("人民法院");
    let found = of(&court, "findings", covering)[0];
    assert_eq!(found["severity"], "warning");
    assert!(found["message"].as_str().unwrap().starts_with("（参照）"));
    assert_eq!(of(&court, "findings", covered)[0]["severity"], "error");
}
