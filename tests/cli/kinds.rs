//! Files that hold tables of several kinds: each judged by what its own kind asks for.

use crate::report::{dataaudit, root, scratch};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

/// A workbook of named sheets.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> (tempfile::TempDir, String) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                sheet.write(row as u32, column as u16, *text).unwrap();
            }
        }
    }
    scratch("各表.xlsx", &book.save_to_buffer().unwrap())
}

fn check(file: &str, more: &[&str]) -> (Value, i32) {
    let common = ["check", file, "--as-of", "2026-04-01", "--format", "json"];
    let output = dataaudit(&[&common, more].concat()).output().unwrap();
    (
        serde_json::from_slice(&output.stdout).unwrap(),
        output.status.code().unwrap(),
    )
}

const CATALOG: &[&[&str]] = &[
    &[
        "目录编码",
        "目录名称",
        "数据项",
        "提供单位",
        "数据格式",
        "更新频率",
        "共享属性",
        "开放属性",
    ],
    &[
        "A-1",
        "水库水情",
        "水位",
        "水利厅",
        "数据库",
        "每日",
        "看情况",
        "无条件开放",
    ],
];
const OPEN: &[&[&str]] = &[
    &[
        "目录编码",
        "数据目录名称",
        "数据开放主体",
        "数据格式",
        "数据类型",
        "更新频率",
        "开放属性",
    ],
    &["A-1", "水库水情", "水利局", "", "表", "每日", "无条件开放"],
];
const SALES: &[&[&str]] = &[
    &["交易流水号", "交易产品名称", "买方", "卖方", "成交日期"],
    &["T-1", "出行指数", "某银行", "某集团", "2026-03-01"],
];

#[test]
fn sheets_are_judged_each_by_its_kind() {
    let (_folder, file) = workbook(&[("目录", CATALOG), ("开放目录", OPEN), ("流通", SALES)]);
    let (report, code) = check(&file, &["-j", "xpcc"]);
    let tables = report["inputs"][0]["tables"].as_array().unwrap();
    let kinds: Vec<&str> = tables.iter().map(|t| t["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["catalog", "open_catalog", "trades"]);
    assert_eq!(report["inputs"][0]["error"], Value::Null);
    assert_eq!(code, 1, "breaches, and nothing unread");
    let of = |sheet: &str| {
        let findings = report["findings"].as_array().unwrap().iter();
        findings.filter(|f| f["location"]["sheet"] == sheet).count()
    };
    assert!(of("目录") > 0 && of("开放目录") > 0);
    assert_eq!(of("流通"), 0);
    let notes = tables[2]["notes"].to_string();
    assert!(notes.contains("没有涉及这种表"), "{notes}");
}

#[test]
fn a_ledger_that_no_instrument_speaks_of_is_no_pass() {
    let (_folder, file) = workbook(&[("流通", SALES)]);
    let (report, code) = check(&file, &["-j", "xpcc"]);
    assert_eq!(code, 3);
    let error = report["inputs"][0]["error"].to_string();
    assert!(
        error.contains("交易与采购台账") && error.contains("--kind") && error.contains("trades"),
        "{error}"
    );
}

#[test]
fn what_a_person_says_of_the_kind_overrules() {
    let (_folder, file) = workbook(&[("开放目录", OPEN)]);
    let kind = |more: &[&str]| {
        let (report, _) = check(&file, &[&["-j", "xpcc"], more].concat());
        report["inputs"][0]["tables"][0]["kind"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(kind(&[]), "open_catalog");
    assert_eq!(kind(&["--kind", "catalog"]), "catalog");
}

/// Catalogs there are, with nothing said of their kind.
#[test]
fn every_catalog_among_the_fixtures_is_taken_for_one() {
    for pack in [
        "guangxi",
        "national",
        "ningxia",
        "xinjiang",
        "xinjiang-draft",
        "xpcc",
    ] {
        let file = root().join("fixtures").join(pack).join("clean.csv");
        let (report, code) = check(file.to_str().unwrap(), &["-j", pack]);
        assert_eq!(report["inputs"][0]["tables"][0]["kind"], "catalog", "{pack}");
        assert!(code < 3, "{pack}");
    }
}
