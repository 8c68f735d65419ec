//! What else is written of a run with waivers: lists among the files, copies and letters, reports of departments.

use super::*;

#[test]
fn a_list_among_the_files_is_no_table_of_theirs() {
    let (folder, _) = list("w.csv", "要求,单位,资源,理由,批准人,到期日期\n");
    std::fs::copy(root().join(TABLE), folder.path().join("目录.xlsx")).unwrap();
    let mut command = dataaudit(&[
        "check",
        ".",
        "-j",
        "ningxia",
        "--as-of",
        "2026-03-01",
        "-f",
        "json",
    ]);
    let output = command
        .current_dir(folder.path())
        .args(["--waivers", "w.csv"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["inputs"].as_array().unwrap().len(), 1);
}

#[test]
fn copies_and_letters_leave_what_is_waived_to_the_waiver() {
    let (folder, path) = list("w.toml", &holding([BREACH[0], "*", "*"]));
    let [copies, letters] = ["copies", "letters"].map(|name| folder.path().join(name));
    check(
        &path,
        &[
            "-q",
            "--annotate",
            copies.to_str().unwrap(),
            "--notice",
            letters.to_str().unwrap(),
        ],
    )
    .assert()
    .code(1);
    let copy = std::fs::read_dir(&copies)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let sheets = crate::formats::read::sheets(&std::fs::read(copy).unwrap());
    let listed = sheets[0]
        .1
        .iter()
        .filter(|row| row.iter().any(|c| c.as_str() == "豁免"));
    let listed: Vec<_> = listed.collect();
    assert_eq!(listed.len(), 1);
    assert!(
        listed[0]
            .iter()
            .any(|c| c.contains("豁免（原为违规）：旧系统停用")),
        "{listed:?}"
    );
    assert!(sheets[0].1[0][0].contains("豁免 1 处（灰色，不计在内）"));
    let letter = std::fs::read_dir(&letters)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(letter).unwrap()).unwrap();
    let mut text = String::new();
    let mut body = archive.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut body, &mut text).unwrap();
    assert!(text.contains("另有1处已经豁免或者记入基线"));
    // All of a department's violations waived: no letter.
    let every = [
        "NX-26-open-class-values",
        "NX-10-update-frequency",
        "NX-25-conditional-condition",
        "NX-25-deny-basis",
        "NX-10-authorized-operation",
        "NX-10-classification",
    ];
    let all: String = every.iter().map(|id| holding([id, "*", "*"])).collect();
    let (folder, path) = list("w.toml", &all);
    let letters = folder.path().join("letters");
    check(&path, &["-q", "--notice", letters.to_str().unwrap()])
        .assert()
        .code(0);
    assert_eq!(std::fs::read_dir(&letters).unwrap().count(), 0);
}

#[test]
fn the_report_of_a_department_holds_its_own_share() {
    let (folder, table) = list(
        "目录.csv",
        "目录编码,数据目录名称,提供单位,数据更新频率,数据共享属性\n1,甲,民政厅,,无条件共享\n2,乙,民政厅,,无条件共享\n3,丙,财政厅,,无条件共享\n",
    );
    let frequency = "NX-10-update-frequency";
    let column = "NX-10-data-format";
    let list = [
        holding([frequency, "财政厅", "*"]),
        about([frequency, "民政厅", "甲"], "2025-01-01", "2025-12-31"),
        holding([frequency, "民政厅", "没有的"]),
        holding([column, "*", "*"]),
        holding(["NX-25-deny-basis", "司法厅", "*"]),
    ];
    let waivers = folder.path().join("w.toml");
    std::fs::write(&waivers, list.concat()).unwrap();
    let baseline = folder.path().join("基线.json");
    let day = ["-j", "ningxia", "--as-of", "2026-03-01", "-q"];
    let mut write = dataaudit(&["baseline", "write", &table, "-o"]);
    write.arg(&baseline).args(day).assert().code(0);
    // One finding less of one department; nothing else changes.
    let mended = std::fs::read_to_string(&table)
        .unwrap()
        .replace("2,乙,民政厅,,", "2,乙,民政厅,每年,");
    std::fs::write(&table, mended).unwrap();
    let parts = folder.path().join("parts");
    let mut check = dataaudit(&[
        "check",
        &table,
        "-f",
        "json",
        "--split-by",
        "provider",
        "--output-dir",
    ]);
    check.arg(&parts).args(day).arg("--waivers").arg(&waivers);
    let whole = check.arg("--baseline").arg(&baseline).output().unwrap().stdout;
    let whole: Value = serde_json::from_slice(&whole).unwrap();
    let part = |name: &str| -> Value {
        let text = std::fs::read(parts.join(format!("{name}.json"))).unwrap();
        let report = serde_json::from_slice(&text).unwrap();
        fits_the_schema(&report);
        report
    };
    let requirements = |report: &Value, fate: &str| -> Vec<String> {
        let all = report["reprieve"]["waivers"][0][fate].as_array().unwrap();
        all.iter()
            .map(|w| format!("{} {}", w["requirement"].as_str().unwrap(), w["findings"]))
            .collect()
    };
    let (finance, civil) = (part("财政厅"), part("民政厅"));
    let [one, none] = [format!("{frequency} 1"), format!("{frequency} 0")];
    let everybody = format!("{column} 1");
    assert_eq!(requirements(&finance, "used"), [one.clone(), everybody.clone()]);
    assert_eq!(requirements(&civil, "used"), [everybody]);
    assert_eq!(requirements(&civil, "expired"), [one]);
    assert_eq!(requirements(&civil, "unused"), [none]);
    assert_eq!(requirements(&finance, "expired"), Vec::<String>::new());
    assert_eq!(
        requirements(&finance, "unused"),
        Vec::<String>::new(),
        "another's is not its own"
    );
    assert_eq!(requirements(&whole, "unused").len(), 2);
    let held = |report: &Value, key: &str| report["reprieve"]["baseline"][key].clone();
    assert_eq!(held(&civil, "stale"), held(&whole, "stale"));
    assert_eq!(held(&whole, "stale").as_array().unwrap().len(), 1);
    assert_eq!(held(&finance, "stale"), serde_json::json!([]));
    for report in [&whole, &finance, &civil] {
        let by = |who: &str| {
            waived(report)
                .into_iter()
                .filter(|f| f["waived"]["by"] == who)
                .count()
        };
        assert_eq!(held(report, "waived"), by("baseline"));
        assert_eq!(report["summary"]["waived"], by("baseline") + by("waiver"));
    }
}
