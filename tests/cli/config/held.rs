//! Waivers that stand in the configuration itself.

use super::{dataaudit, house, shown};
use serde_json::Value;

const HELD: &str = r#"
jurisdiction = "ningxia"
as-of = "2026-03-01"

[[waiver]]
requirement = "NX-26-open-class-values"
provider = "自治区水利厅"
resource = "*"
reason = "旧系统停用"
approver = "局长"
expires = 2026-06-30
"#;

#[test]
fn waivers_stand_in_the_configuration_itself() {
    let (folder, file) = house(HELD);
    let report = |more: &[&str]| -> Value {
        let mut command = dataaudit(&["check", "-q", "-f", "json"]);
        let output = command.arg(&file).args(more).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let told = report(&[]);
    assert_eq!(told["summary"]["waived"], 1);
    let list = &told["reprieve"]["waivers"][0];
    assert!(list["file"].as_str().unwrap().ends_with("dataaudit.toml"));
    assert_eq!(list["used"][0]["line"], 5);
    // Beside a list of its own, which is relative to it; given twice, a list counts once.
    let more = HELD
        .split_once("[[")
        .unwrap()
        .1
        .replace("NX-26-open-class-values", "NX-10-update-frequency");
    std::fs::write(folder.path().join("更多.toml"), format!("[[{more}")).unwrap();
    let configuration = folder.path().join("dataaudit.toml");
    let lists = "waivers = [\"更多.toml\", \"更多.toml\"]\n";
    std::fs::write(&configuration, format!("{lists}{HELD}")).unwrap();
    let told = report(&[]);
    assert_eq!(told["summary"]["waived"], 2);
    assert_eq!(told["reprieve"]["waivers"].as_array().unwrap().len(), 2);
    let all = shown(&file, &[], &[]);
    assert!(
        all["waiver"]
            .0
            .contains("NX-26-open-class-values 自治区水利厅 / *，至 2026-06-30")
    );
    assert!(all["waiver"].1.ends_with("dataaudit.toml 第 6 行"));
    assert!(all["waivers"].0.contains("更多.toml") && all["waivers"].0.ends_with("dataaudit.toml"));
    // What is typed takes the place of all of it, and that is said.
    let other = folder.path().join("更多.toml");
    let mut command = dataaudit(&["check", "-f", "json", "--waivers"]);
    let output = command.arg(&other).arg(&file).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["reprieve"]["waivers"].as_array().unwrap().len(), 1);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("1 条 [[waiver]] 这次不用"), "{said}");
    // A baseline leaves to it what it excuses; a configuration by another name holds waivers too.
    let named = folder.path().join("省里.toml");
    std::fs::rename(&configuration, &named).unwrap();
    let mut command = dataaudit(&["baseline", "write", "-q", "--config"]);
    let written = command.arg(&named).arg(&file).output().unwrap().stdout;
    let written = String::from_utf8(written).unwrap();
    assert!(
        written.contains("NX-25") && !written.contains("NX-26-open-class-values"),
        "{written}"
    );
}

#[test]
fn waivers_of_the_configuration_with_faults_stop_everything() {
    let (folder, file) = house(HELD);
    let refused = |from: &str, to: &str, faults: &[&str]| {
        let text = HELD.replace(from, to);
        assert_ne!(text, HELD);
        std::fs::write(folder.path().join("dataaudit.toml"), text).unwrap();
        let assert = dataaudit(&["check"]).arg(&file).assert().code(2).stdout("");
        let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        for fault in faults {
            assert!(said.contains(fault), "{fault}:\n{said}");
        }
    };
    refused(
        "approver",
        "aprover",
        &[
            "dataaudit.toml:10:1",
            "不认识的键 aprover",
            "是否想写 approver",
            "没有写批准人",
        ],
    );
    refused(
        "2026-06-30",
        "\"下月\"",
        &["dataaudit.toml:11:11", "“下月”不是日期"],
    );
    refused(
        "class-values",
        "class-value",
        &["dataaudit.toml:6:15", "是否想写 NX-26-open-class-values"],
    );
    refused(
        "[[waiver]]",
        "[[waivers]]",
        &["dataaudit.toml:5:1", "每条以 [[waiver]] 一行开头"],
    );
    refused("[[waiver]]", "[[waver]]", &["是否想写 waiver？"]);
    refused("[[waiver]]", "[waiver]", &["每条豁免以 [[waiver]] 一行开头"]);
    dataaudit(&["config", "show"]).arg(&file).assert().code(2);
}

/// A command that takes no waivers has none passed over.
#[test]
fn a_command_without_waivers_says_nothing_of_them() {
    let (_folder, file) = house(HELD);
    let said = |words: &[&str]| {
        let mut command = dataaudit(words);
        let output = command.arg(&file).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let other = file.with_file_name("修正.xlsx");
    let fixed = said(&["fix", "-o", other.to_str().unwrap()]);
    assert!(other.is_file() && !fixed.contains("[[waiver]]"), "{fixed}");
}
