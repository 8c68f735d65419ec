//! What a template says besides, and what cannot be made.

use super::{DAY, Law, checked, headers};
use crate::package::parts;
use crate::report::{dataaudit, root};
use predicates::str::contains;
use std::io::Write as _;

#[test]
fn a_blank_template_has_no_rows_and_is_no_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.xlsx");
    let path = path.to_str().unwrap();
    let asked = ["template", "-j", "宁夏", "-o", path, "--as-of", DAY];
    dataaudit(&asked)
        .assert()
        .success()
        .stdout("")
        .stderr(contains("模板已写入"));
    dataaudit(&["check", "-j", "ningxia", "--as-of", DAY, path])
        .assert()
        .code(3)
        .stdout(contains("没有数据行"))
        .stdout(contains("第 3 行（表头下的条款依据） 第 4 行（没有删除的样例）"));
    let bytes = std::fs::read(path).unwrap();
    dataaudit(&asked)
        .assert()
        .code(2)
        .stderr(contains("已经存在"))
        .stderr(contains("--force"));
    dataaudit(&[&asked[..], &["--force"]].concat()).assert().success();
    assert!(
        std::fs::read(path).unwrap() == bytes,
        "the same template is the same bytes"
    );
}

/// Whoever writes over the example and leaves its mark is audited all the same.
#[test]
fn a_record_over_the_example_is_judged() {
    let law = Law::built_in();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("filled.xlsx");
    law.template("ningxia", "catalog", &path);
    let all = parts(&path);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, bytes) in all {
        zip.start_file(&name, zip::write::SimpleFileOptions::default())
            .unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let text = text.replace("填写数据目录名称", "人口信息");
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let report = checked("ningxia", &[path.to_str().unwrap().to_owned()]);
    let table = &report["inputs"][0]["tables"][0];
    assert_eq!((&table["rows"], &table["skipped_rows"]), (&1.into(), &1.into()));
    assert!(table["notes"].to_string().contains("已不是模板的示例"), "{table}");
}

#[test]
fn what_cannot_be_made_is_refused_with_the_way_out() {
    let refused = |arguments: &[&str], with: &[&str]| {
        let mut run = dataaudit(&[&["template", "--as-of", DAY], arguments].concat())
            .assert()
            .code(2)
            .stdout("");
        for words in with {
            run = run.stderr(contains(*words));
        }
    };
    refused(
        &["-j", "ningxia", "--kind", "sharing_request"],
        &["sharing_request", "sharing_requests"],
    );
    refused(&["-j", "ningxia", "--kind", "共享申请台帐"], &["共享申请台账"]);
    refused(
        &["-j", "ningxia", "--kind", "outsourcing"],
        &["服务外包台账", "--kind", "catalog 公共数据目录"],
    );
    refused(&["-j", "mars"], &["mars"]);
    refused(
        &["-j", "ningxia", "-o", "目录.csv"],
        &["xlsx 工作簿", ".xlsx 结尾"],
    );
    let unknown = [
        "template",
        "-j",
        "ningxia",
        "--kind",
        "不存在的表啊",
        "--as-of",
        DAY,
    ];
    let said = dataaudit(&unknown).output().unwrap().stderr;
    let said = String::from_utf8(said).unwrap();
    assert_eq!(said.matches("catalog 公共数据目录").count(), 1, "{said}");
    let pack = root().join("src/law/packs/ningxia.toml");
    let pack = pack.to_str().unwrap();
    refused(&["--pack", pack, "-o", pack, "--force"], &[pack]);
}

#[test]
fn an_instrument_that_lists_no_fields_gets_the_national_ones_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.xlsx");
    let asked = [
        "template",
        "-j",
        "xinjiang",
        "-o",
        path.to_str().unwrap(),
        "--as-of",
        DAY,
    ];
    dataaudit(&asked)
        .assert()
        .success()
        .stderr(contains("没有逐项列出公共数据目录要有哪些栏"));
    let headers = headers(&path);
    for zh in ["数据目录名称", "提供单位", "开放属性"] {
        assert!(headers.iter().any(|(_, h)| h == zh), "{zh}");
    }
}
