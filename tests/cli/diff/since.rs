//! `check --previous-report`: the report of a run tells what became of earlier findings.

use super::*;

#[test]
fn the_report_of_a_run_tells_what_became_of_earlier_findings() {
    let desk = Desk::new();
    let old = desk.report("old", &[("a.csv", ROWS)], &[]);
    let mended = ROWS.replace("1,甲,水利厅,待定", "1,甲,水利厅,每年");
    let folder = desk.files("new", &[("a.csv", &mended)]);
    let plain = desk.audit("new.json", &[&folder], &["--as-of", "2026-04-01"]);
    for (lang, settled) in [("zh", "已整改 1"), ("en", "settled 1")] {
        let run = |format: &str, more: &[&str]| {
            let mut command = dataaudit(&["check", &folder, "-j", "ningxia", "--as-of", "2026-04-01"]);
            command.args(["--previous-report", &old, "--lang", lang, "-f", format]);
            command.args(more).output().unwrap()
        };
        let report: Value = serde_json::from_slice(&run("json", &[]).stdout).unwrap();
        fits("report", &report);
        let alone = diff(&[&old, &plain, "--lang", lang]);
        for key in [
            "summary",
            "departments",
            "articles",
            "not_audited",
            "changes",
            "notes",
        ] {
            assert_eq!(report["comparison"][key], alone[key], "{key}");
        }
        for format in ["table", "markdown"] {
            let told = String::from_utf8(run(format, &["-q"]).stdout).unwrap();
            assert!(told.contains(settled), "{told}");
        }
        let page = run("html", &[]);
        let [page, said] = [page.stdout, page.stderr].map(|t| String::from_utf8(t).unwrap());
        let part = page
            .split_once("<section class=\"part\" id=\"since\">")
            .unwrap()
            .1;
        let part = part.split_once("</section>").unwrap().0;
        assert!(
            part.contains(settled) && part.contains("12.50%") && part.contains("水利厅"),
            "{part}"
        );
        assert!(page.contains("<a href=\"#since\">") && !said.contains(settled));
        let book = run("xlsx", &[]).stdout;
        let sheets = crate::formats::read::sheets(&book);
        let (name, rows) = sheets.last().unwrap();
        assert_eq!(
            name,
            if lang == "zh" {
                "与以前比较"
            } else {
                "Comparison"
            }
        );
        assert!(rows.iter().any(|row| row[0].contains(settled)), "{rows:?}");
        let counted = rows.iter().find(|row| row[0] == "水利厅").unwrap();
        let department = alone["departments"].as_array().unwrap().iter();
        let department = department.clone().find(|d| d["department"] == "水利厅").unwrap();
        let keys = [
            "before",
            "now",
            "new",
            "returned",
            "remaining",
            "settled",
            "not_audited",
        ];
        for (key, cell) in keys.iter().zip(&counted[1..]) {
            assert_eq!(*cell, department[key].to_string(), "{key}");
        }
        for format in ["csv", "jsonl", "sarif", "junit", "gitlab", "github"] {
            let told = run(format, &[]);
            assert!(
                String::from_utf8(told.stderr).unwrap().contains(settled),
                "{format}"
            );
            assert!(
                !String::from_utf8(told.stdout).unwrap().contains(settled),
                "{format}"
            );
        }
    }
    // With what is appended to be merged, both keys are there.
    let merged = desk.audit(
        "m.json",
        &[&folder],
        &["--mergeable", "--as-of", "2026-04-01", "--previous-report", &old],
    );
    let report: Value = serde_json::from_slice(&std::fs::read(merged).unwrap()).unwrap();
    assert!(report["comparison"].is_object() && report["mergeable"].is_object());
}
